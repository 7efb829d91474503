//! What each kind of thing has of its own: tables of what hurts there, of what is owned, of what answers what.

use std::collections::{BTreeMap, BTreeSet};

use crate::insight::{EntityRole, Felt, PlaceRole, counts, felt_at};
use crate::model::*;
use crate::view::PageContext;
use crate::view::lists::{journeys_ledger, metrics_ledger, opportunities_ledger, pain_points_ledger, solutions_ledger};
use crate::view::page::{LedgerView, ROWS_A_PAGE, place_of};

use super::{PersonaFelt, SectionView};

/// How many pain points, and how many opportunities, the page of a touchpoint or channel shows.
const N_THERE: usize = 12;

/// Related things by kind, in the order in which lists show them.
#[derive(Default)]
pub(crate) struct Related {
    journeys: Vec<JourneyId>,
    pub pain_points: Vec<PainPointId>,
    pub opportunities: Vec<OpportunityId>,
    solutions: Vec<SolutionId>,
    metrics: Vec<Address>,
}

pub(super) fn sections(page: &PageContext<'_>, of: Address) -> Vec<SectionView> {
    let related = related(page, of);
    let kind = match of {
        Address::Team(_) => "team",
        Address::Tag(_) => "tag",
        Address::Touchpoint(_) | Address::Channel(_) => "met",
        Address::PainPoint(_) => "pain_point",
        Address::Opportunity(_) => "opportunity",
        Address::Solution(_) => "solution",
        Address::Source(_) => "source",
        Address::Metric(_) => "metric",
        _ => return Vec::new(),
    };
    let mut sections = Vec::new();
    let mut push = |name: &str, n: usize, ledger: LedgerView| {
        if n > 0 {
            let strings = page.strings();
            let key = format!("section_{kind}.{name}");
            let fallback = format!("navigation.{}", name.replace('_', "-"));
            sections.push(SectionView {
                anchor: format!("_{}", name.replace('_', "-")),
                title: if strings.contains(&key) {
                    strings.fill(&key, Some(n as u64), &[])
                } else {
                    page.word(&fallback)
                },
                sentence: strings.get(&format!("{key}_sentence")).unwrap_or_default().to_owned(),
                ledger,
            });
        }
    };
    push("journeys", related.journeys.len(), journeys_ledger(page, &related.journeys));
    push("pain_points", related.pain_points.len(), pain_points_ledger(page, &related.pain_points));
    push("opportunities", related.opportunities.len(), opportunities_ledger(page, &related.opportunities));
    push("solutions", related.solutions.len(), solutions_ledger(page, &related.solutions));
    push("metrics", related.metrics.len(), metrics_ledger(page, &related.metrics));
    sections
}

/// What the sections list: it needs no second mention among the others.
pub(super) fn listed(page: &PageContext<'_>, of: Address) -> BTreeSet<Address> {
    let related = related(page, of);
    let journeys = related.journeys.into_iter().map(Address::Journey);
    let pain_points = related.pain_points.into_iter().map(Address::PainPoint);
    let opportunities = related.opportunities.into_iter().map(Address::Opportunity);
    let solutions = related.solutions.into_iter().map(Address::Solution);
    journeys.chain(pain_points).chain(opportunities).chain(solutions).chain(related.metrics).collect()
}

fn related(page: &PageContext<'_>, of: Address) -> Related {
    let (site, insight) = (page.site, page.render.insight);
    let mut related = match of {
        Address::Team(_) => mentioning(page, of, EntityRole::Owner),
        Address::Tag(_) => mentioning(page, of, EntityRole::Tag),
        Address::Source(_) => mentioning(page, of, EntityRole::Evidence),
        Address::Touchpoint(_) | Address::Channel(_) => {
            let (pain_points, opportunities) = there(page, of);
            Related { pain_points, opportunities, ..Related::default() }
        }
        Address::PainPoint(id) => {
            let mut opportunities = site.pain_points[id.index()].opportunities.clone();
            let mut solutions = Vec::new();
            for answer in insight.answers_beside(id) {
                match *answer {
                    Address::Opportunity(id) => opportunities.push(id),
                    Address::Solution(id) => solutions.push(id),
                    _ => {}
                }
            }
            solutions.extend(opportunities.iter().flat_map(|id| &site.opportunities[id.index()].solutions));
            solutions.sort();
            solutions.dedup();
            Related { opportunities, solutions, ..Related::default() }
        }
        Address::Opportunity(id) => Related {
            pain_points: answered(page, id),
            solutions: site.opportunities[id.index()].solutions.clone(),
            ..Related::default()
        },
        Address::Solution(id) => {
            let opportunities = site.solutions[id.index()].opportunities.clone();
            let mut pain_points = insight.answered_by(of).to_vec();
            pain_points.extend(opportunities.iter().flat_map(|id| answered(page, *id)));
            pain_points.sort();
            pain_points.dedup();
            Related { pain_points, opportunities, ..Related::default() }
        }
        _ => Related::default(),
    };
    let portfolio = &page.render.insight.portfolio;
    in_order(&mut related.opportunities, &portfolio.opportunities);
    in_order(&mut related.solutions, &portfolio.solutions);
    worst_first(page, &mut related.pain_points);
    let most = if super::is_met(of) { N_THERE } else { ROWS_A_PAGE };
    related.pain_points.truncate(most);
    related.opportunities.truncate(most);
    related.solutions.truncate(ROWS_A_PAGE);
    related.metrics.truncate(ROWS_A_PAGE);
    related
}

/// What an opportunity says that it addresses, or else what it stands beside.
fn answered(page: &PageContext<'_>, id: OpportunityId) -> Vec<PainPointId> {
    let named = &page.site.opportunities[id.index()].addresses;
    let beside = page.render.insight.answered_by(Address::Opportunity(id));
    named.iter().chain(beside).copied().collect()
}

/// Things that a team owns, a tag marks or a source backs: with a file of their own, or in a cell.
fn mentioning(page: &PageContext<'_>, of: Address, entity_role: EntityRole) -> Related {
    let back_links = page.render.insight.back_links(of);
    let mut related = Related::default();
    for mention in back_links.entities.iter().filter(|mention| mention.role == entity_role) {
        match mention.from {
            Address::PainPoint(id) => related.pain_points.push(id),
            Address::Opportunity(id) => related.opportunities.push(id),
            Address::Solution(id) => related.solutions.push(id),
            metric @ Address::Metric(_) => related.metrics.push(metric),
            _ => {}
        }
    }
    related.journeys = super::mentions::listed_journeys(page.render.insight, of);
    for mention in &back_links.places {
        let own_role = match mention.role {
            PlaceRole::ItemOwner { .. } => entity_role == EntityRole::Owner,
            PlaceRole::ItemTag { .. } => entity_role == EntityRole::Tag,
            _ => false,
        };
        match crate::insight::item_of(page.site, mention).filter(|_| own_role).map(|item| &item.kind) {
            Some(ItemKind::PainPoint(id)) => related.pain_points.push(*id),
            Some(ItemKind::Opportunity(id)) => related.opportunities.push(*id),
            Some(ItemKind::Solution(id)) => related.solutions.push(*id),
            _ => {}
        }
    }
    if let Address::Team(team) = of {
        related.pain_points.extend(page.render.insight.pain_points_of(team));
    }
    related.pain_points.sort();
    related.pain_points.dedup();
    related.opportunities.sort();
    related.opportunities.dedup();
    related
}

/// What a team owns, in no order: with a file of its own, in a cell, or at a place that is its.
pub(crate) fn owned(page: &PageContext<'_>, team: TeamId) -> Related {
    mentioning(page, Address::Team(team), EntityRole::Owner)
}

/// Pain points and opportunities at the very places where a thing is met.
fn there(page: &PageContext<'_>, of: Address) -> (Vec<PainPointId>, Vec<OpportunityId>) {
    let mut pain_points = BTreeSet::new();
    let mut opportunities = BTreeSet::new();
    for mentions in page.render.insight.back_links(of).distinct_places() {
        let at = mentions[0].place;
        let place = place_of(page.site.journey(at.journey), at).filter(|_| counts(page.site, at.journey));
        for lane in [Lane::PainPoints, Lane::Opportunities] {
            for item in place.into_iter().flat_map(|place| place.items(lane)) {
                match item.kind {
                    ItemKind::PainPoint(id) => _ = pain_points.insert(id),
                    ItemKind::Opportunity(id) => _ = opportunities.insert(id),
                    _ => {}
                }
            }
        }
    }
    (pain_points.into_iter().collect(), opportunities.into_iter().collect())
}

fn worst_first(page: &PageContext<'_>, ids: &mut [PainPointId]) {
    ids.sort_by_cached_key(|id| {
        let pain_point = &page.site.pain_points[id.index()];
        let n_maps = page.render.insight.back_links(Address::PainPoint(*id)).usage.n_journeys;
        (std::cmp::Reverse((pain_point.severity, n_maps)), pain_point.text.plain.to_lowercase())
    });
}

/// Sorts few ids as they stand in the order of all.
fn in_order<T: Copy + Ord>(few: &mut Vec<T>, all: &[T]) {
    if !few.is_empty() {
        let wanted = few.iter().copied().collect::<BTreeSet<_>>();
        *few = all.iter().copied().filter(|id| wanted.contains(id)).collect();
    }
}

/// How each persona felt at the places where a thing is met; most scores first.
pub(super) fn felt_by_persona(page: &PageContext<'_>, of: Address) -> Vec<PersonaFelt> {
    let mut by_persona = BTreeMap::<PersonaId, Felt>::new();
    for mentions in page.render.insight.back_links(of).distinct_places() {
        let at = mentions[0].place;
        if !counts(page.site, at.journey) {
            continue;
        }
        let journey = page.site.journey(at.journey);
        for persona in &journey.personas {
            by_persona.entry(*persona).or_default().join(felt_at(journey, at, &[*persona]));
        }
    }
    let mut felt = by_persona.into_iter().collect::<Vec<_>>();
    felt.sort_by_key(|(_, felt)| std::cmp::Reverse(felt.n_scores()));
    let scale = &page.site.settings.scale;
    felt.into_iter()
        .filter_map(|(persona, felt)| {
            Some(PersonaFelt { persona: page.persona_chip(persona), felt: page.felt(felt, scale, Some(persona))? })
        })
        .collect()
}
