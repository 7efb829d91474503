//! What hurts, what could be better, what was done.

use super::*;
use crate::slug::Slug;
use crate::source::SourceId;

/// A whole number from 1 to 5: severity, importance, impact, effort, reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rating(u8);

impl Rating {
    #[must_use]
    pub fn new(value: i64) -> Option<Self> {
        u8::try_from(value).ok().filter(|value| (1..=5).contains(value)).map(Self)
    }

    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

/// Where something stands that may or may not have a file of its own.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// Has a page of its own.
    File(SourceId),
    /// Lives at its cell's address. `step` is `None` in a stage's cell; `stage` too in the journey's own.
    Cell { journey: JourneyId, stage: Option<u32>, step: Option<u32>, anchor: Box<str> },
}

impl Origin {
    /// The file of its own; `None` for what lives in a cell.
    #[must_use]
    pub fn file(&self) -> Option<SourceId> {
        match self {
            Self::File(source) => Some(*source),
            Self::Cell { .. } => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct PainPoint {
    pub id: Slug,
    pub text: Text,
    pub origin: Origin,
    pub severity: Option<Rating>,
    pub owner: Option<TeamId>,
    pub personas: Vec<PersonaId>,
    pub sources: Vec<EvidenceSourceId>,
    pub confidence: Confidence,
    pub tags: Vec<TagId>,
    /// Opportunities that address it, from either side, ascending.
    pub opportunities: Vec<OpportunityId>,
    pub summary: Option<Text>,
    pub body: Document,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Opportunity {
    pub id: Slug,
    pub title: Text,
    pub origin: Origin,
    pub summary: Option<Text>,
    pub impact: Option<Rating>,
    pub effort: Option<Rating>,
    pub reach: Option<Rating>,
    pub confidence: Confidence,
    /// reach × impact × confidence ÷ effort (RICE, with confidence as a share), when all are known; else `None`.
    pub score: Option<f64>,
    pub status: OpportunityStatus,
    pub horizon: Option<Horizon>,
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub owner: Option<TeamId>,
    /// Pain points that it addresses, from either side, ascending.
    pub addresses: Vec<PainPointId>,
    /// From either side, ascending.
    pub solutions: Vec<SolutionId>,
    pub sources: Vec<EvidenceSourceId>,
    pub tags: Vec<TagId>,
    pub body: Document,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum OpportunityStatus {
    #[default]
    Proposed,
    Planned,
    InProgress,
    Done,
    Dropped,
}

/// Solutions go the same way as opportunities.
pub type WorkStatus = OpportunityStatus;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Horizon {
    Now,
    Next,
    Later,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    pub id: Slug,
    pub title: Text,
    pub origin: Origin,
    pub summary: Option<Text>,
    pub status: WorkStatus,
    pub owner: Option<TeamId>,
    pub released: Option<Date>,
    /// From either side, ascending.
    pub opportunities: Vec<OpportunityId>,
    pub sources: Vec<EvidenceSourceId>,
    pub tags: Vec<TagId>,
    pub body: Document,
}
