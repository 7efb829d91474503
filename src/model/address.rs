//! The address of every thing: which page, and which anchor on it. A contract: stable, lower case, hyphenated.

use super::*;
use crate::slug::Slug;

/// A thing that has an address of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    Overview,
    Journeys,
    Journey(JourneyId),
    /// A stage of a journey, by position; its anchor is the stage's id.
    Stage(JourneyId, u32),
    /// A step, by positions of its stage and itself; its anchor is `stage.step`.
    Step(JourneyId, u32, u32),
    Personas,
    Persona(PersonaId),
    Touchpoints,
    Touchpoint(TouchpointId),
    Channels,
    Channel(ChannelId),
    Teams,
    Team(TeamId),
    PainPoints,
    PainPoint(PainPointId),
    Opportunities,
    Opportunity(OpportunityId),
    Solutions,
    Solution(SolutionId),
    Metrics,
    Metric(MetricId),
    Sources,
    Source(EvidenceSourceId),
    Tags,
    Tag(TagId),
    Glossary,
    Term(TermId),
    Page(PageId),
    /// A page across all maps.
    Insight(InsightPage),
    /// The further pictures of a journey: flow, timeline, blueprint, storyboard, heat maps.
    JourneyPictures(JourneyId),
}

/// Pages across all maps; `ALL` is their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InsightPage {
    HeatMap,
    Matrix,
    Roadmap,
    Atlas,
    Patterns,
    Coverage,
    Reviews,
    /// What is translated and what is not, where a site has several languages.
    Translations,
}

impl InsightPage {
    pub const ALL: [InsightPage; 8] = [
        InsightPage::HeatMap,
        InsightPage::Matrix,
        InsightPage::Roadmap,
        InsightPage::Atlas,
        InsightPage::Patterns,
        InsightPage::Coverage,
        InsightPage::Reviews,
        InsightPage::Translations,
    ];

    /// Its name in addresses and strings: `heat-map`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            InsightPage::HeatMap => "heat-map",
            InsightPage::Matrix => "matrix",
            InsightPage::Roadmap => "roadmap",
            InsightPage::Atlas => "atlas",
            InsightPage::Patterns => "patterns",
            InsightPage::Coverage => "coverage",
            InsightPage::Reviews => "reviews",
            InsightPage::Translations => "translations",
        }
    }
}

/// `#stage`
#[must_use]
pub fn stage_anchor(stage: &Slug) -> String {
    stage.as_str().to_owned()
}

/// `#stage.step`
#[must_use]
pub fn step_anchor(stage: &Slug, step: &Slug) -> String {
    let (stage, step) = (stage.as_str(), step.as_str());
    let mut anchor = String::with_capacity(stage.len() + 1 + step.len());
    anchor.push_str(stage);
    anchor.push('.');
    anchor.push_str(step);
    anchor
}

/// `#stage:lane` or `#stage.step:lane`; the lane's key is hyphenated.
#[must_use]
pub fn cell_anchor(place_anchor: &str, lane: &str) -> String {
    format!("{place_anchor}:{}", lane.replace('_', "-"))
}

/// The anchor of an item: its own id when the writer gave one, else the cell's, with `-2`, `-3` … from the second on.
#[must_use]
pub fn item_anchor(cell_anchor: &str, item_index: usize, own_id: Option<&Slug>) -> String {
    match (own_id, item_index) {
        (Some(id), _) => id.to_string(),
        (None, 0) => cell_anchor.to_owned(),
        (None, index) => format!("{cell_anchor}-{}", index + 1),
    }
}
