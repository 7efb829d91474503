//! What a site asks of new files.

use crate::content::RawSite;
use crate::content::raw::{OneOrMany, RawText};
use crate::model::Date;
use crate::slug::Slug;

/// The parts of a site that a new file must agree with.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteFacts {
    /// For `reviewed` and the like.
    pub today: Date,
    /// The lowest and the highest score.
    pub scale: (f64, f64),
    /// Ids, in the order of the files.
    pub personas: Vec<Box<str>>,
    /// A team that the site knows, else a first guess.
    pub owner: Box<str>,
    pub channels: ClosedList,
    pub touchpoints: ClosedList,
    pub kinds: ClosedList,
    pub metrics: ClosedList,
}

/// The words of a closed vocabulary; `None`: every word may be used.
pub type ClosedList = Option<Vec<Box<str>>>;

/// The scale of a site that names none.
const SCALE: (f64, f64) = (-2.0, 2.0);

/// Owns what nobody has claimed yet. It gets a page, so it has to be true of everybody who publishes.
pub(super) const OWNER: &str = "Our team";

impl SiteFacts {
    /// Of a site that has nothing yet.
    #[must_use]
    pub fn empty(today: Date) -> Self {
        Self {
            today,
            scale: SCALE,
            personas: Vec::new(),
            owner: OWNER.into(),
            channels: None,
            touchpoints: None,
            kinds: None,
            metrics: None,
        }
    }

    #[must_use]
    pub fn of(site: &RawSite, today: Date) -> Self {
        let config = &site.config;
        let bound = |value: fn(&crate::content::raw::RawEmotionSettings) -> Option<f64>, other: f64| {
            config.emotions.as_ref().and_then(value).unwrap_or(other)
        };
        let scale = (
            bound(|emotions| emotions.min.as_ref().map(|min| min.value), SCALE.0),
            bound(|emotions| emotions.max.as_ref().map(|max| max.value), SCALE.1),
        );
        let vocabularies = config.vocabularies.as_ref();
        let closed = |list: Option<&OneOrMany<RawText>>| -> ClosedList {
            list.filter(|list| list.is_written()).map(|list| list.iter().map(|word| word.value.trim().into()).collect())
        };
        let teams = closed(vocabularies.map(|lists| &lists.teams));
        let team_file =
            || site.teams.first().map(|file| file.raw.title.as_ref().map_or(&*file.id_stem, |it| &*it.value));
        let owner = match &teams {
            Some(teams) => teams.first().map(|team| &**team),
            // Whom the maps name that are there.
            None => {
                team_file().or_else(|| site.journeys.iter().find_map(|file| Some(&*file.raw.owner.as_ref()?.value)))
            }
        };
        let id = |raw: Option<&RawText>, stem: &str| -> Option<Box<str>> {
            raw.map(|id| Box::from(&*id.value)).or_else(|| Slug::from_text(stem).map(|slug| slug.as_str().into()))
        };
        Self {
            today,
            scale: if scale.0 < scale.1 { scale } else { SCALE },
            personas: site.personas.iter().filter_map(|file| id(file.raw.id.as_ref(), &file.id_stem)).collect(),
            owner: owner.unwrap_or(OWNER).into(),
            channels: closed(vocabularies.map(|lists| &lists.channels)),
            touchpoints: closed(vocabularies.map(|lists| &lists.touchpoints)),
            kinds: closed(vocabularies.map(|lists| &lists.kinds)),
            metrics: closed(vocabularies.map(|lists| &lists.metrics)),
        }
    }
}
