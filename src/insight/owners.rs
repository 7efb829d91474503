//! Who owns a pain point: its own team, else that of the first step, stage or map where it hurts.

use crate::model::{Address, Journey, PainPointId, Site, TeamId};

use super::back_links::{AllBackLinks, PlaceRef};

/// Of every pain point, by its position.
pub(super) fn pain_point_owners(site: &Site, links: &AllBackLinks) -> Vec<Option<TeamId>> {
    let own = site.pain_points.iter().enumerate();
    own.map(|(index, pain_point)| {
        let places = links.of(Address::PainPoint(PainPointId::from_index(index))).distinct_places();
        let mut places = places.filter_map(|mentions| mentions.first()).map(|mention| mention.place);
        pain_point.owner.or_else(|| places.find_map(|place| owner_of(site.journey(place.journey), place)))
    })
    .collect()
}

fn owner_of(journey: &Journey, at: PlaceRef) -> Option<TeamId> {
    let stage = at.stage_index().and_then(|stage| journey.stages.get(stage as usize));
    let step = stage.zip(at.step_index()).and_then(|(stage, step)| stage.steps.get(step as usize));
    step.and_then(|step| step.place.owner).or_else(|| stage.and_then(|stage| stage.place.owner)).or(journey.owner)
}
