//! Across all maps: what hurts most, what is due for a review, what is still a guess.

use std::cmp::Reverse;

use crate::model::{
    Address, Confidence, Date, JourneyId, OpportunityId, OpportunityStatus, Origin, PainPointId, PersonaId,
    ReviewState, Site, SolutionId, Status,
};

use super::back_links::AllBackLinks;
use super::summary::{n_maps, severity};

/// From this share of assumed places on, a map is a guess.
const GUESSED_SHARE: f64 = 0.5;

/// The orders that overview and lists show. Every list holds all there is; pages take what they have room for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Portfolio {
    /// Severity first (unrated last), then the number of maps, then the words. Without those only in to-be or retired maps.
    pub pain_points: Vec<PainPointId>,
    /// Those left out above, by their words.
    pub other_pain_points: Vec<PainPointId>,
    /// Open ones by score (unscored last), then done, then dropped.
    pub opportunities: Vec<OpportunityId>,
    /// The best score of any opportunity, ≥ 0: what bars of scores are measured against.
    pub best_score: f64,
    /// In progress, planned, proposed, done, dropped; within each by title.
    pub solutions: Vec<SolutionId>,
    /// Late first (the longest overdue at the top), then never reviewed, then due by day.
    pub due_reviews: Vec<DueReview>,
    /// Maps by assumed share, then pain points without a source, worst first.
    pub guesses: Vec<Guess>,
}

/// A document that someone should look at again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DueReview {
    /// A journey or a persona.
    pub of: Address,
    pub state: ReviewState,
    pub reviewed: Option<Date>,
    pub next_review: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Guess {
    /// At least half of its places are assumed: the share.
    Journey(JourneyId, f64),
    /// It has no source, neither itself nor where a map mentions it.
    PainPoint(PainPointId),
}

impl Portfolio {
    pub(super) fn new(site: &Site, journeys_by_title: &[JourneyId], links: &AllBackLinks) -> Self {
        let mut pain_points = Vec::new();
        let mut other_pain_points = Vec::new();
        for id in (0..site.pain_points.len()).map(PainPointId::from_index) {
            let only_elsewhere =
                n_maps(links, Address::PainPoint(id)) == 0 && !links.pain_points[id.index()].places.is_empty();
            if only_elsewhere { &mut other_pain_points } else { &mut pain_points }.push(id);
        }
        pain_points.sort_by_cached_key(|id| by_severity(site, links, *id));
        other_pain_points.sort_by_cached_key(|id| by_severity(site, links, *id));
        let mut opportunities = (0..site.opportunities.len()).map(OpportunityId::from_index).collect::<Vec<_>>();
        opportunities.sort_by_cached_key(|id| by_score(site, *id));
        let mut solutions = (0..site.solutions.len()).map(SolutionId::from_index).collect::<Vec<_>>();
        solutions.sort_by_cached_key(|id| {
            let solution = &site.solutions[id.index()];
            (work_order(solution.status), solution.title.plain.to_lowercase())
        });
        Self {
            guesses: guesses(site, journeys_by_title, links, &pain_points),
            due_reviews: due_reviews(site, journeys_by_title),
            pain_points,
            other_pain_points,
            opportunities,
            best_score: site.opportunities.iter().filter_map(|it| it.score).fold(0.0, f64::max),
            solutions,
        }
    }
}

/// The sort key of pain points: worst first.
pub(super) fn by_severity(site: &Site, links: &AllBackLinks, id: PainPointId) -> impl Ord + use<> {
    let pain_point = &site.pain_points[id.index()];
    (
        Reverse(severity(pain_point.severity)),
        Reverse(n_maps(links, Address::PainPoint(id))),
        pain_point.text.plain.to_lowercase(),
        id,
    )
}

/// The sort key of opportunities: open before done before dropped, then best score first, then by impact.
pub(super) fn by_score(site: &Site, id: OpportunityId) -> impl Ord + use<> {
    let opportunity = &site.opportunities[id.index()];
    let closed = match opportunity.status {
        OpportunityStatus::Done => 1,
        OpportunityStatus::Dropped => 2,
        _ => 0,
    };
    // Scores are finite and not negative: thousandths sort like the number, and exactly.
    let thousandths = opportunity.score.map_or(-1, |score| (score * 1000.0).round() as i64);
    (closed, Reverse(thousandths), Reverse(severity(opportunity.impact)), opportunity.title.plain.to_lowercase(), id)
}

fn work_order(status: OpportunityStatus) -> u8 {
    match status {
        OpportunityStatus::InProgress => 0,
        OpportunityStatus::Planned => 1,
        OpportunityStatus::Proposed => 2,
        OpportunityStatus::Done => 3,
        OpportunityStatus::Dropped => 4,
    }
}

fn due_reviews(site: &Site, journeys_by_title: &[JourneyId]) -> Vec<DueReview> {
    let journeys = journeys_by_title.iter().filter(|id| site.journey(**id).status != Status::Retired).map(|id| {
        let journey = site.journey(*id);
        DueReview {
            of: Address::Journey(*id),
            state: journey.review_state,
            reviewed: journey.reviewed,
            next_review: journey.next_review,
        }
    });
    let personas = site.personas.iter().enumerate().filter(|(_, persona)| persona.status != Status::Retired).map(
        |(index, persona)| DueReview {
            of: Address::Persona(PersonaId::from_index(index)),
            state: persona.review_state,
            reviewed: persona.reviewed,
            next_review: persona.next_review,
        },
    );
    // A persona without any review date is nobody's promise; a map without one is.
    let personas = personas.filter(|persona| persona.state != ReviewState::NeverReviewed);
    let mut due = journeys.chain(personas).filter(|review| review.state != ReviewState::Current).collect::<Vec<_>>();
    due.sort_by_key(|review| {
        let urgency = match review.state {
            ReviewState::Late => 0,
            ReviewState::NeverReviewed => 1,
            ReviewState::Due => 2,
            ReviewState::Current => 3,
        };
        (urgency, review.next_review)
    });
    due
}

fn guesses(
    site: &Site,
    journeys_by_title: &[JourneyId],
    links: &AllBackLinks,
    pain_points: &[PainPointId],
) -> Vec<Guess> {
    let mut maps = journeys_by_title
        .iter()
        .filter(|id| super::counts(site, **id))
        .filter_map(|id| Some((*id, site.journey(*id).assumed_share.filter(|share| *share >= GUESSED_SHARE)?)))
        .collect::<Vec<_>>();
    maps.sort_by(|a, b| b.1.total_cmp(&a.1));
    let unsourced = pain_points.iter().filter(|id| !has_evidence(site, links, **id));
    maps.into_iter()
        .map(|(id, share)| Guess::Journey(id, share))
        .chain(unsourced.map(|id| Guess::PainPoint(*id)))
        .collect()
}

/// Whether anything backs a pain point: its own sources, those of an item that mentions it, or research at its place.
fn has_evidence(site: &Site, links: &AllBackLinks, id: PainPointId) -> bool {
    let pain_point = &site.pain_points[id.index()];
    !pain_point.sources.is_empty()
        || (matches!(pain_point.origin, Origin::File(_)) && pain_point.confidence == Confidence::Researched)
        || links.pain_points[id.index()]
            .places
            .iter()
            .any(|mention| super::summary::item_of(site, mention).is_some_and(|item| !item.sources.is_empty()))
}
