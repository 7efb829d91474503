//! Lanes: what a stage or step holds beside its emotion. Sparse: an empty cell does not exist.

use super::text::Picture;
use super::*;
use crate::slug::Slug;

/// A row of the map. `Ord` is the default order of lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    Triggers,
    Actions,
    Touchpoints,
    Channels,
    Thoughts,
    /// The emotions of the place; its cell has no items, the place's `emotions` are its content.
    Feelings,
    Quotes,
    Needs,
    Wants,
    Expectations,
    Questions,
    Roadblocks,
    PainPoints,
    Opportunities,
    Solutions,
    Metrics,
    Evidence,
    Frontstage,
    Backstage,
    SupportProcesses,
    Images,
    /// The team that owns the place.
    Owner,
    /// In [`Journey::custom_lanes`].
    Custom(u16),
}

impl Lane {
    /// Every lane that a writer can use without declaring it, in default order.
    pub const BUILT_IN: &'static [Lane] = &[
        Lane::Triggers,
        Lane::Actions,
        Lane::Touchpoints,
        Lane::Channels,
        Lane::Thoughts,
        Lane::Feelings,
        Lane::Quotes,
        Lane::Needs,
        Lane::Wants,
        Lane::Expectations,
        Lane::Questions,
        Lane::Roadblocks,
        Lane::PainPoints,
        Lane::Opportunities,
        Lane::Solutions,
        Lane::Metrics,
        Lane::Evidence,
        Lane::Frontstage,
        Lane::Backstage,
        Lane::SupportProcesses,
        Lane::Images,
        Lane::Owner,
    ];

    /// The key in front matter; `None` for a custom lane, whose key the journey knows.
    #[must_use]
    pub fn key(self) -> Option<&'static str> {
        Some(match self {
            Lane::Triggers => "triggers",
            Lane::Actions => "actions",
            Lane::Touchpoints => "touchpoints",
            Lane::Channels => "channels",
            Lane::Thoughts => "thoughts",
            Lane::Feelings => "feelings",
            Lane::Quotes => "quotes",
            Lane::Needs => "needs",
            Lane::Wants => "wants",
            Lane::Expectations => "expectations",
            Lane::Questions => "questions",
            Lane::Roadblocks => "roadblocks",
            Lane::PainPoints => "pain_points",
            Lane::Opportunities => "opportunities",
            Lane::Solutions => "solutions",
            Lane::Metrics => "metrics",
            Lane::Evidence => "evidence",
            Lane::Frontstage => "frontstage",
            Lane::Backstage => "backstage",
            Lane::SupportProcesses => "support_processes",
            Lane::Images => "images",
            Lane::Owner => "owner",
            Lane::Custom(_) => return None,
        })
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Lane> {
        Lane::BUILT_IN.iter().copied().find(|lane| lane.key() == Some(key))
    }
}

/// A lane that the writer declared: `[custom_lanes.legal] title = "Legal constraints"`.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomLane {
    /// As in front matter.
    pub key: Box<str>,
    pub title: Box<str>,
    pub description: Option<Text>,
}

/// What one place says in one lane. `items` is never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub lane: Lane,
    pub items: Vec<Item>,
}

/// One entry of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Given by the writer; it is then the item's anchor.
    pub id: Option<Slug>,
    /// The words to show. For a reference: the name of what it refers to.
    pub text: Text,
    /// Whom it concerns; empty: everybody on the journey.
    pub personas: Box<[PersonaId]>,
    pub sources: Box<[EvidenceSourceId]>,
    /// Its own or inherited.
    pub confidence: Confidence,
    pub kind: ItemKind,
}

/// What an item is beyond its words.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    Words,
    Touchpoint(TouchpointUse),
    Channel(ChannelId),
    PainPoint(PainPointId),
    Opportunity(OpportunityId),
    Solution(SolutionId),
    Metric(Box<MetricReading>),
    /// Somebody's words; `personas` says whose.
    Quote,
    Image(Box<Picture>),
}

/// A touchpoint met at a place, in the channel it is met through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TouchpointUse {
    pub touchpoint: TouchpointId,
    pub channel: Option<ChannelId>,
    pub state: TouchpointState,
}
