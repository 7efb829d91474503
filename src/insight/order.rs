//! The order in which journeys are told: by title, ignoring case; retired ones after all others.

use crate::model::{JourneyId, Site, Status};

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
