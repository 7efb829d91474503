//! Heat map, matrix, roadmap and atlas of all maps: the pictures that any page can embed, on pages of their own.

use super::InsightSection;
use crate::insight::{Insight, counts};
use crate::model::*;
use crate::view::PageContext;
use crate::view::picture::embed::picture_of;
use crate::view::picture::heat_map::journeys_by_stage;

/// Maps that count and that somebody scored, by title.
pub(super) fn felt_journeys<'a>(site: &'a Site, insight: &'a Insight) -> impl Iterator<Item = JourneyId> + 'a {
    let all = insight.journeys_by_title.iter().copied();
    all.filter(|id| counts(site, *id) && insight.journey(*id).felt.n_scores() > 0)
}

pub(super) fn heat_map(page: &PageContext<'_>, number: u32) -> Vec<InsightSection> {
    let journeys = felt_journeys(page.site, page.render.insight).collect::<Vec<_>>();
    let shown = journeys.chunks(JOURNEYS_A_PAGE).nth(number as usize).unwrap_or_default();
    let picture = journeys_by_stage(page, shown, "_heat-map");
    let mut sections =
        picture.iter().map(|picture| InsightSection::picture(page, "_journeys", picture)).collect::<Vec<_>>();
    // On a small site the closer look stands below; on a large one every map has it beside it.
    if number == 0 && journeys.len() <= CLOSER_LOOKS {
        for id in journeys.into_iter().filter(|id| page.site.journey(*id).personas.len() > 1) {
            let picture = picture_of(page, &Diagram::PersonaHeatMap { journey: id });
            let anchor = format!("_personas-{}", page.site.journey(id).id);
            sections.extend(picture.iter().map(|picture| InsightSection {
                link: Some(page.link(Address::JourneyPictures(id))).filter(|_| super::has_pictures(page.site, id)),
                ..InsightSection::picture(page, &anchor, picture)
            }));
        }
    }
    sections
}

/// A picture of more rows is neither read nor light.
pub(super) const JOURNEYS_A_PAGE: usize = 60;
/// Up to so many maps are shown person by person below the heat map of all.
const CLOSER_LOOKS: usize = 12;

pub(super) fn matrix(page: &PageContext<'_>) -> Vec<InsightSection> {
    let of = Selection::default();
    let usual = Diagram::Matrix { x: WorkScore::Effort, y: WorkScore::Impact, of };
    let evidence = Diagram::Matrix { x: WorkScore::Confidence, y: WorkScore::Score, of };
    pictures(page, &[("_matrix", usual), ("_confidence", evidence)])
}

pub(super) fn roadmap(page: &PageContext<'_>) -> Vec<InsightSection> {
    let of = Selection::default();
    let (by_horizon, by_date) = (Diagram::Roadmap { is_dated: false, of }, Diagram::Roadmap { is_dated: true, of });
    pictures(page, &[("_horizons", by_horizon), ("_calendar", by_date)])
}

pub(super) fn atlas(page: &PageContext<'_>) -> Vec<InsightSection> {
    pictures(page, &[("_journeys", Diagram::Atlas { journey: None })])
}

pub(super) fn pictures(page: &PageContext<'_>, wanted: &[(&str, Diagram)]) -> Vec<InsightSection> {
    let drawn = wanted.iter().filter_map(|(anchor, diagram)| {
        picture_of(page, diagram).map(|picture| InsightSection::picture(page, anchor, &picture))
    });
    drawn.collect()
}
