//! Where a thing is mentioned: the vocabulary of back-links.

use crate::model::{Address, JourneyId, Lane, Site};

use super::felt::{Felt, felt_at};

/// A place in a map: the whole of it, a stage, or a step. `Ord` is the order of reading within one journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceRef {
    pub journey: JourneyId,
    position: Position,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Position {
    Whole,
    Stage(u32),
    Step(u32, u32),
}

impl PlaceRef {
    #[must_use]
    pub fn whole(journey: JourneyId) -> Self {
        Self { journey, position: Position::Whole }
    }

    #[must_use]
    pub fn stage(journey: JourneyId, stage: u32) -> Self {
        Self { journey, position: Position::Stage(stage) }
    }

    #[must_use]
    pub fn step(journey: JourneyId, stage: u32, step: u32) -> Self {
        Self { journey, position: Position::Step(stage, step) }
    }

    #[must_use]
    pub fn stage_index(self) -> Option<u32> {
        match self.position {
            Position::Whole => None,
            Position::Stage(stage) | Position::Step(stage, _) => Some(stage),
        }
    }

    #[must_use]
    pub fn step_index(self) -> Option<u32> {
        match self.position {
            Position::Step(_, step) => Some(step),
            Position::Whole | Position::Stage(_) => None,
        }
    }

    #[must_use]
    pub fn address(self) -> Address {
        match self.position {
            Position::Whole => Address::Journey(self.journey),
            Position::Stage(stage) => Address::Stage(self.journey, stage),
            Position::Step(stage, step) => Address::Step(self.journey, stage, step),
        }
    }
}

/// A mention in a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceMention {
    pub place: PlaceRef,
    pub role: PlaceRole,
}

/// As what a place mentions a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceRole {
    /// An item of a cell is, or is met through, the thing.
    Item { lane: Lane, index: u32 },
    /// An item of a cell cites the source.
    ItemEvidence { lane: Lane, index: u32 },
    /// An item of a cell is owned by the team.
    ItemOwner { lane: Lane, index: u32 },
    /// An item of a cell bears the tag.
    ItemTag { lane: Lane, index: u32 },
    /// The persona walks the journey.
    Walks,
    /// The place is owned by the team.
    Owner,
    /// The team takes part in the journey.
    Department,
    /// The place cites the source.
    Evidence,
    /// The journey bears the tag.
    Tag,
    /// The journey reports the metric.
    Measure,
    /// The deeper map of the place is this journey.
    Detail,
    /// The words of the place link to the thing.
    Words,
}

impl PlaceRole {
    /// The cell that the mention stands in.
    #[must_use]
    pub fn cell(self) -> Option<(Lane, u32)> {
        match self {
            PlaceRole::Item { lane, index }
            | PlaceRole::ItemEvidence { lane, index }
            | PlaceRole::ItemOwner { lane, index }
            | PlaceRole::ItemTag { lane, index } => Some((lane, index)),
            _ => None,
        }
    }
}

/// A mention outside of maps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntityMention {
    pub from: Address,
    pub role: EntityRole,
}

/// As what another thing mentions a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntityRole {
    /// It is owned by the team.
    Owner,
    /// The touchpoint belongs to the channel.
    Channel,
    /// The persona prefers the channel.
    Prefers,
    /// It hurts the persona.
    Hurts,
    /// It cites the source.
    Evidence,
    /// It bears the tag.
    Tag,
    /// Its words link to the thing.
    Words,
}

/// How much a thing is met in the maps that count (see [`super::counts`]).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Usage {
    pub n_journeys: u32,
    /// Stages and steps; a journey as a whole is no place here.
    pub n_places: u32,
    /// How those places felt.
    pub felt: Felt,
    /// Stages and steps of plans (see [`super::is_plan`]): told apart, because nobody has met it there yet.
    pub n_planned: u32,
}

/// Everything that mentions one thing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BackLinks {
    /// In order of journey title, then of reading; retired maps last. No mention twice.
    pub places: Vec<PlaceMention>,
    /// In order of kind, then name.
    pub entities: Vec<EntityMention>,
    pub usage: Usage,
}

impl BackLinks {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.entities.is_empty()
    }

    /// The journeys that mention it, each once, in order.
    #[must_use]
    pub fn journeys(&self) -> Vec<JourneyId> {
        let mut journeys = self.places.iter().map(|mention| mention.place.journey).collect::<Vec<_>>();
        journeys.dedup();
        journeys
    }

    /// The mentions of each place together, in order; no group is empty.
    pub fn distinct_places(&self) -> impl Iterator<Item = &[PlaceMention]> {
        self.places.chunk_by(|a, b| a.place == b.place)
    }

    pub(super) fn measure_usage(&mut self, site: &Site) {
        let mut usage = Usage::default();
        let (mut last_journey, mut last_place) = (None, None);
        for mention in &self.places {
            let id = mention.place.journey;
            let is_new_place =
                last_place.replace(mention.place) != Some(mention.place) && mention.place.stage_index().is_some();
            if !super::counts(site, id) {
                usage.n_planned += u32::from(is_new_place && super::is_plan(site, id));
                continue;
            }
            if last_journey.replace(id) != Some(id) {
                usage.n_journeys += 1;
            }
            if is_new_place {
                usage.n_places += 1;
                usage.felt.join(felt_at(site.journey(id), mention.place, &[]));
            }
        }
        self.usage = usage;
    }
}

/// The back-links of all things of a site, by kind and position.
#[derive(Debug, Clone, Default)]
pub(super) struct AllBackLinks {
    pub journeys: Vec<BackLinks>,
    pub personas: Vec<BackLinks>,
    pub touchpoints: Vec<BackLinks>,
    pub channels: Vec<BackLinks>,
    pub teams: Vec<BackLinks>,
    pub tags: Vec<BackLinks>,
    pub metrics: Vec<BackLinks>,
    pub sources: Vec<BackLinks>,
    pub pain_points: Vec<BackLinks>,
    pub opportunities: Vec<BackLinks>,
    pub solutions: Vec<BackLinks>,
    pub terms: Vec<BackLinks>,
    none: BackLinks,
}

impl AllBackLinks {
    pub(super) fn new(site: &Site) -> Self {
        let empty = |n: usize| vec![BackLinks::default(); n];
        Self {
            journeys: empty(site.journeys.len()),
            personas: empty(site.personas.len()),
            touchpoints: empty(site.touchpoints.len()),
            channels: empty(site.channels.len()),
            teams: empty(site.teams.len()),
            tags: empty(site.tags.len()),
            metrics: empty(site.metrics.len()),
            sources: empty(site.sources.len()),
            pain_points: empty(site.pain_points.len()),
            opportunities: empty(site.opportunities.len()),
            solutions: empty(site.solutions.len()),
            terms: empty(site.glossary.len()),
            none: BackLinks::default(),
        }
    }

    fn slot(&self, of: Address) -> Option<&BackLinks> {
        match of {
            Address::Journey(id) => self.journeys.get(id.index()),
            Address::Persona(id) => self.personas.get(id.index()),
            Address::Touchpoint(id) => self.touchpoints.get(id.index()),
            Address::Channel(id) => self.channels.get(id.index()),
            Address::Team(id) => self.teams.get(id.index()),
            Address::Tag(id) => self.tags.get(id.index()),
            Address::Metric(id) => self.metrics.get(id.index()),
            Address::Source(id) => self.sources.get(id.index()),
            Address::PainPoint(id) => self.pain_points.get(id.index()),
            Address::Opportunity(id) => self.opportunities.get(id.index()),
            Address::Solution(id) => self.solutions.get(id.index()),
            Address::Term(id) => self.terms.get(id.index()),
            _ => None,
        }
    }

    pub(super) fn of(&self, of: Address) -> &BackLinks {
        self.slot(of).unwrap_or(&self.none)
    }

    pub(super) fn slot_mut(&mut self, of: Address) -> Option<&mut BackLinks> {
        match of {
            Address::Journey(id) | Address::Stage(id, _) | Address::Step(id, _, _) => self.journeys.get_mut(id.index()),
            Address::Persona(id) => self.personas.get_mut(id.index()),
            Address::Touchpoint(id) => self.touchpoints.get_mut(id.index()),
            Address::Channel(id) => self.channels.get_mut(id.index()),
            Address::Team(id) => self.teams.get_mut(id.index()),
            Address::Tag(id) => self.tags.get_mut(id.index()),
            Address::Metric(id) => self.metrics.get_mut(id.index()),
            Address::Source(id) => self.sources.get_mut(id.index()),
            Address::PainPoint(id) => self.pain_points.get_mut(id.index()),
            Address::Opportunity(id) => self.opportunities.get_mut(id.index()),
            Address::Solution(id) => self.solutions.get_mut(id.index()),
            Address::Term(id) => self.terms.get_mut(id.index()),
            _ => None,
        }
    }

    pub(super) fn measure_usage(&mut self, site: &Site) {
        for links in [
            &mut self.touchpoints,
            &mut self.channels,
            &mut self.teams,
            &mut self.tags,
            &mut self.metrics,
            &mut self.sources,
            &mut self.pain_points,
            &mut self.opportunities,
            &mut self.solutions,
        ] {
            for back_links in links.iter_mut() {
                back_links.measure_usage(site);
            }
        }
    }
}
