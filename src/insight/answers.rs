//! What answers a pain point that nothing addresses by name: the opportunities and solutions that stand where it stands.
//!
//! Writers put the idea beside the pain and think that said enough; they are right. An idea that names what it addresses
//! is meant for that, and answers nothing else beside it. Retired maps answer nothing.

use std::collections::BTreeMap;

use crate::model::{Address, ItemKind, Journey, Lane, OpportunityId, PainPointId, Site, Status};

/// From both sides.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// Only pain points that have such answers, each in the order of journeys by id, then of reading; none twice.
    pub(super) beside_pain: BTreeMap<PainPointId, Vec<Address>>,
    /// The same turned around; ascending.
    pub(super) beside_work: BTreeMap<Address, Vec<PainPointId>>,
}

pub(super) fn answers_beside(site: &Site) -> Answers {
    let is_meant =
        |ideas: &[OpportunityId]| ideas.iter().any(|id| !site.opportunities[id.index()].addresses.is_empty());
    let mut beside: BTreeMap<PainPointId, Vec<Address>> = BTreeMap::new();
    for journey in site.journeys.iter().filter(|journey| journey.status != Status::Retired && hurts(journey)) {
        for (id, answers) in journey.pain_points_with_answers() {
            if answers.is_empty() || !site.pain_points[id.index()].opportunities.is_empty() {
                continue;
            }
            let known = beside.entry(id).or_default();
            for answer in answers {
                let address = match answer.kind {
                    ItemKind::Opportunity(id) if !is_meant(&[id]) => Address::Opportunity(id),
                    ItemKind::Solution(id) if !is_meant(&site.solutions[id.index()].opportunities) => {
                        Address::Solution(id)
                    }
                    _ => continue,
                };
                if !known.contains(&address) {
                    known.push(address);
                }
            }
        }
    }
    let mut beside_work: BTreeMap<Address, Vec<PainPointId>> = BTreeMap::new();
    for (id, answers) in &beside {
        for answer in answers {
            beside_work.entry(*answer).or_default().push(*id);
        }
    }
    Answers { beside_pain: beside, beside_work }
}

/// Whether a map tells a pain point at all.
fn hurts(journey: &Journey) -> bool {
    journey.lanes_in_use.contains(&Lane::PainPoints) || journey.cells.iter().any(|cell| cell.lane == Lane::PainPoints)
}
