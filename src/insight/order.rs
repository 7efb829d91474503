//! The order in which journeys and people are told. Made once: lists of many pages ask for it on each of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::summary::PersonaSummary;
use crate::model::{Journey, JourneyId, List, PersonaId, Site, Status};

/// By title, ignoring case; retired ones after all others.
pub(super) fn journeys_by_title(site: &Site) -> Vec<JourneyId> {
    let mut keyed = site
        .journeys
        .iter()
        .enumerate()
        .map(|(index, journey)| {
            (journey.status == Status::Retired, journey.title.to_lowercase(), JourneyId::from_index(index))
        })
        .collect::<Vec<_>>();
    keyed.sort();
    keyed.into_iter().map(|(_, _, id)| id).collect()
}

/// Those of the list of journeys: all that are not retired and not listed under their as-is, the largest kind first.
pub(super) fn listed_journeys(site: &Site, by_title: &[JourneyId]) -> Vec<JourneyId> {
    let listed = by_title.iter().copied().filter(|id| is_listed(site, site.journey(*id)));
    let mut listed = below_their_parents(site, &listed.collect::<Vec<_>>());
    let mut sizes = BTreeMap::new();
    for id in &listed {
        *sizes.entry(&site.journey(*id).kind).or_insert(0_usize) += 1;
    }
    // Stable: within a kind the order of titles and parents stays.
    listed.sort_by_key(|id| {
        let kind = &site.journey(*id).kind;
        (Reverse(sizes.get(kind).copied().unwrap_or(0)), kind)
    });
    listed
}

fn is_listed(site: &Site, journey: &Journey) -> bool {
    let under_another = journey
        .future_of
        .is_some_and(|as_is| site.journey(as_is).status != Status::Retired && site.journey(as_is).id != journey.id);
    journey.status != Status::Retired && !under_another
}

/// Each map followed by those below it; what hangs below none of these stays where it is.
pub fn below_their_parents(site: &Site, ids: &[JourneyId]) -> Vec<JourneyId> {
    let among = ids.iter().copied().collect::<BTreeSet<_>>();
    let mut ordered = Vec::with_capacity(ids.len());
    for id in ids {
        if site.journey(*id).parent.is_some_and(|parent| among.contains(&parent)) {
            continue;
        }
        let mut open = vec![*id];
        while let Some(next) = open.pop() {
            ordered.push(next);
            open.extend(site.journey(next).children.iter().rev().filter(|child| among.contains(*child)));
        }
    }
    ordered
}

/// All who are not retired: by kind, and those who walk most journeys first.
pub(super) fn people(site: &Site, summaries: &List<PersonaSummary>) -> Vec<PersonaId> {
    let ids = (0..site.personas.len()).map(PersonaId::from_index);
    let mut people = ids.filter(|id| site.persona(*id).status != Status::Retired).collect::<Vec<_>>();
    people.sort_by_cached_key(|id| {
        let n_journeys = summaries.get(id.index()).map_or(0, |summary| summary.journeys.len());
        let persona = site.persona(*id);
        (persona.kind, Reverse(n_journeys), persona.name.to_lowercase())
    });
    people
}
