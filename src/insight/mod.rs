//! What the maps know together: back-links, means and the order of what matters.
//!
//! All of it is a pure function of the [`Site`], made once and shared by every page:
//!
//! 1. [`order`]: journeys by title; retired ones last, so that what is current is always the front of a list. [`titles`]: all from A to Z.
//! 2. [`back_links`]: one walk over every map and every file, which leaves at each thing where it is mentioned.
//! 3. [`summary`]: per journey and per persona: means, lowest and highest moments, pains, opportunities, channels.
//! 4. [`answers`]: what stands beside a pain point that nothing addresses by name.
//! 5. [`owners`]: whose pain points those are that name no team themselves.
//! 6. [`portfolio`]: what hurts most, what is due, what is still a guess.
//!
//! Means are unweighted and say over how many scores they are. Retired maps and to-be maps are in no mean and in no
//! order of what hurts; they keep their mentions, marked for what they are.

mod answers;
mod back_links;
mod collect;
mod felt;
mod order;
mod owners;
mod portfolio;
mod summary;
mod titles;

pub use back_links::{BackLinks, EntityMention, EntityRole, PlaceMention, PlaceRef, PlaceRole, Usage};
pub use felt::{Felt, Moment, felt_at, felt_in_stage, moments, score_of_valence};
pub use order::below_their_parents;
pub use portfolio::{DueReview, Guess, Portfolio};
pub use summary::{ChannelUse, Extreme, JourneySummary, OwnCurve, PersonaSummary, item_of};
pub use titles::{Title, each_title};

use std::sync::Arc;

use crate::model::{Address, Journey, JourneyId, List, PainPointId, PersonaId, Scope, Site, Status, TeamId};
use back_links::AllBackLinks;

/// The views across maps. Lists inside are in the order in which pages show them. Copies share them.
#[derive(Debug, Clone)]
pub struct Insight {
    /// By title, retired maps last.
    pub journeys_by_title: Arc<Vec<JourneyId>>,
    /// As the list of journeys shows them: by kind, below their parents; neither retired ones nor those listed under their as-is.
    pub listed_journeys: Arc<Vec<JourneyId>>,
    /// Those who are not retired: by kind, then by how many journeys they walk.
    pub people: Arc<Vec<PersonaId>>,
    /// Everything with a page of its own, from A to Z.
    pub titles: Arc<Vec<Title>>,
    pub portfolio: Arc<Portfolio>,
    /// Whether any map tells a change or a review: what a feed is made of.
    pub has_changes: bool,
    /// A journey on the site's scale that has words for scores: where the site gives none, its words stand for the scale.
    pub worded_scale: Option<JourneyId>,
    answers_beside: Arc<answers::Answers>,
    /// By the position of the pain point.
    pain_point_owners: Arc<Vec<Option<TeamId>>>,
    links: Arc<AllBackLinks>,
    journeys: List<Arc<JourneySummary>>,
    personas: List<PersonaSummary>,
}

impl Insight {
    /// Time and memory grow with the number of mentions.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        let journeys_by_title = order::journeys_by_title(site);
        let (links, journeys) =
            rayon::join(|| collect::collect_back_links(site, &journeys_by_title), || summary::summarize_journeys(site));
        let (personas, (titles, answers_beside)) = rayon::join(
            || List::from(summary::summarize_personas(site, &journeys_by_title, &journeys, &links)),
            || (titles::titles(site), answers::answers_beside(site)),
        );
        let (portfolio, listed_journeys) = rayon::join(
            || Portfolio::new(site, &journeys_by_title, &links),
            || order::listed_journeys(site, &journeys_by_title),
        );
        Self {
            listed_journeys: Arc::new(listed_journeys),
            people: Arc::new(order::people(site, &personas)),
            titles: Arc::new(titles),
            journeys_by_title: Arc::new(journeys_by_title),
            portfolio: Arc::new(portfolio),
            has_changes: site.journeys.iter().any(|it| it.reviewed.is_some() || !it.changes.is_empty()),
            worded_scale: worded_scale(site),
            answers_beside: Arc::new(answers_beside),
            pain_point_owners: Arc::new(owners::pain_point_owners(site, &links)),
            links: Arc::new(links),
            journeys: journeys.into_iter().map(Arc::new).collect(),
            personas,
        }
    }

    /// The same, with one journey summarized anew from `site`; the views across maps still show it as it was.
    #[must_use]
    pub fn with_journey(&self, site: &Site, id: JourneyId) -> Self {
        let mut insight = self.clone();
        if let Some(summary) = insight.journeys.get_mut(id.index()) {
            *summary = Arc::new(summary::summarize_journey(id, site.journey(id)));
        }
        insight
    }

    /// Everything that mentions a thing; empty for what has no mentions of its own (list pages, stages, steps, plain pages).
    #[must_use]
    pub fn back_links(&self, of: Address) -> &BackLinks {
        self.links.of(of)
    }

    /// What stands beside a pain point that nothing addresses by name, and names nothing itself: addresses of opportunities and solutions.
    #[must_use]
    pub fn answers_beside(&self, id: PainPointId) -> &[Address] {
        self.answers_beside.beside_pain.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The same from the other side: pain points that an opportunity or a solution answers because it stands beside them. Ascending.
    #[must_use]
    pub fn answered_by(&self, work: Address) -> &[PainPointId] {
        self.answers_beside.beside_work.get(&work).map_or(&[], Vec::as_slice)
    }

    /// Who owns a pain point: its own team, else that of the first step, stage or map where it hurts.
    #[must_use]
    pub fn pain_point_owner(&self, id: PainPointId) -> Option<TeamId> {
        self.pain_point_owners.get(id.index()).copied().flatten()
    }

    /// The pain points of a team, in the order of the site.
    pub fn pain_points_of(&self, team: TeamId) -> impl Iterator<Item = PainPointId> {
        let owners = self.pain_point_owners.iter().enumerate();
        owners.filter(move |(_, owner)| **owner == Some(team)).map(|(index, _)| PainPointId::from_index(index))
    }

    #[must_use]
    pub fn journey(&self, id: JourneyId) -> &JourneySummary {
        &self.journeys[id.index()]
    }

    #[must_use]
    pub fn persona(&self, id: PersonaId) -> &PersonaSummary {
        &self.personas[id.index()]
    }
}

fn worded_scale(site: &Site) -> Option<JourneyId> {
    let is_worded = |journey: &Arc<Journey>| journey.scale == site.settings.scale && !journey.scale_words.is_empty();
    site.journeys.iter().position(is_worded).map(JourneyId::from_index)
}

/// Whether a journey counts in means, heat maps and orders: neither retired nor a to-be.
#[must_use]
pub fn counts(site: &Site, journey: JourneyId) -> bool {
    let journey = site.journey(journey);
    journey.status != Status::Retired && !shows_the_future(journey)
}

/// Whether a journey is a plan that still holds: a to-be that is not retired.
#[must_use]
pub fn is_plan(site: &Site, journey: JourneyId) -> bool {
    let journey = site.journey(journey);
    journey.status != Status::Retired && shows_the_future(journey)
}

fn shows_the_future(journey: &Journey) -> bool {
    journey.scope == Scope::ToBe || journey.future_of.is_some()
}
