//! What exists because it is named: touchpoints, channels, teams, tags and metrics; and what is written into cells.
//!
//! One walk over each raw file, before anything has an id.

use crate::content::raw::*;
use crate::source::Spanned;

/// Kinds that exist as soon as they are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Touchpoint,
    Channel,
    Team,
    Tag,
    Metric,
}

/// Kinds that may be written into a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    PainPoint,
    Opportunity,
    Solution,
}

impl Claim {
    pub(super) fn of_lane(lane: &str) -> Option<Self> {
        match lane {
            "pain_points" => Some(Claim::PainPoint),
            "opportunities" => Some(Claim::Opportunity),
            "solutions" => Some(Claim::Solution),
            _ => None,
        }
    }
}

/// A pain point, opportunity or solution in a cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClaimItem<'a> {
    pub(super) claim: Claim,
    pub(super) item: &'a RawItem,
    pub(super) stage: Option<u32>,
    pub(super) step: Option<u32>,
    /// Position in its cell.
    pub(super) index: usize,
}

/// The names and claims of one file, in the order of the walk.
#[derive(Debug, Default)]
pub(super) struct Mentions<'a> {
    names: [Vec<Spanned<&'a str>>; 5],
    pub(super) claims: Vec<ClaimItem<'a>>,
    /// Metrics as named, with the unit that a reading gives them.
    pub(super) units: Vec<(&'a str, &'a RawText)>,
    /// Images in front matter.
    pub(super) images: Vec<&'a RawImage>,
}

impl<'a> Mentions<'a> {
    pub(super) fn of(&self, kind: Named) -> &[Spanned<&'a str>] {
        &self.names[kind as usize]
    }

    fn name(&mut self, kind: Named, name: &'a RawText) {
        self.names[kind as usize].push(Spanned::new(name.value.trim(), name.span));
    }

    fn names(&mut self, kind: Named, names: impl IntoIterator<Item = &'a RawText>) {
        for name in names {
            self.name(kind, name);
        }
    }

    fn cells(&mut self, cells: &'a [RawCell], stage: Option<u32>, step: Option<u32>) {
        for cell in cells {
            let claim = Claim::of_lane(&cell.lane);
            for (index, item) in cell.items.iter().enumerate() {
                match &*cell.lane {
                    "touchpoints" => self.names(Named::Touchpoint, &item.text),
                    "channels" => self.names(Named::Channel, &item.text),
                    "metrics" => {
                        self.names(Named::Metric, metric_name(item));
                        let unit = item.details.as_ref().and_then(|details| details.unit.as_ref());
                        if let (Some(name), Some(unit)) = (metric_name(item), unit) {
                            self.units.push((name.value.trim(), unit));
                        }
                    }
                    _ => {}
                }
                if let Some(details) = &item.details {
                    self.names(Named::Channel, &details.channel);
                    self.names(Named::Team, &details.owner);
                    self.names(Named::Tag, &details.tags);
                }
                if let Some(claim) = claim {
                    self.claims.push(ClaimItem { claim, item, stage, step, index });
                }
            }
        }
    }

    pub(super) fn of_journey(raw: &'a RawJourney) -> Self {
        let mut mentions = Self::default();
        mentions.names(Named::Team, raw.owner.iter().chain(&raw.departments));
        mentions.names(Named::Tag, &raw.tags);
        mentions.images.extend(&raw.image);
        mentions.cells(&raw.cells, None, None);
        for (stage_index, stage) in (0..).zip(&raw.stages) {
            mentions.names(Named::Team, &stage.owner);
            mentions.images.extend(&stage.images);
            mentions.cells(&stage.cells, Some(stage_index), None);
            for (step_index, step) in (0..).zip(&stage.steps) {
                mentions.names(Named::Team, &step.owner);
                mentions.images.extend(&step.images);
                mentions.cells(&step.cells, Some(stage_index), Some(step_index));
            }
        }
        mentions
    }

    pub(super) fn of_persona(raw: &'a RawPersona) -> Self {
        let mut mentions = Self::default();
        mentions.names(Named::Channel, &raw.channels);
        mentions.names(Named::Team, &raw.owner);
        mentions.names(Named::Tag, &raw.tags);
        mentions.images.extend(&raw.portrait);
        mentions
    }

    pub(super) fn of_touchpoint(raw: &'a RawTouchpoint) -> Self {
        let mut mentions = Self::of_owned(raw.owner.as_ref(), &raw.tags);
        mentions.names(Named::Channel, &raw.channel);
        mentions
    }

    /// A kind of file that names no more than its owner and tags.
    pub(super) fn of_owned(owner: Option<&'a RawText>, tags: &'a OneOrMany<RawText>) -> Self {
        let mut mentions = Self::default();
        mentions.names(Named::Team, owner);
        mentions.names(Named::Tag, tags);
        mentions
    }
}

/// The name of the metric that an entry reports.
pub(super) fn metric_name(item: &RawItem) -> Option<&RawText> {
    item.details.as_ref().and_then(|details| details.metric.as_ref()).or(item.text.as_ref())
}
