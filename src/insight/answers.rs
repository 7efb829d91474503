//! What answers a pain point that nothing addresses by name: the opportunities and solutions that stand where it stands.
//!
//! Writers put the idea beside the pain and think that said enough; they are right. Retired maps answer nothing.

use std::collections::BTreeMap;

use crate::model::{Address, ItemKind, Journey, Lane, PainPointId, Site, Status};

/// Only pain points that have such answers, each in the order of journeys by id, then of reading; none twice.
pub(super) fn answers_beside(site: &Site) -> BTreeMap<PainPointId, Vec<Address>> {
    let mut beside: BTreeMap<PainPointId, Vec<Address>> = BTreeMap::new();
    for journey in site.journeys.iter().filter(|journey| journey.status != Status::Retired && hurts(journey)) {
        for (id, answers) in journey.pain_points_with_answers() {
            if answers.is_empty() || !site.pain_points[id.index()].opportunities.is_empty() {
                continue;
            }
            let known = beside.entry(id).or_default();
            for answer in answers {
                let address = match answer.kind {
                    ItemKind::Opportunity(id) => Address::Opportunity(id),
                    ItemKind::Solution(id) => Address::Solution(id),
                    _ => continue,
                };
                if !known.contains(&address) {
                    known.push(address);
                }
            }
        }
    }
    beside
}

/// Whether a map tells a pain point at all.
fn hurts(journey: &Journey) -> bool {
    journey.lanes_in_use.contains(&Lane::PainPoints) || journey.cells.iter().any(|cell| cell.lane == Lane::PainPoints)
}
