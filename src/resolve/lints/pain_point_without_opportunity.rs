//! A pain point that hurts much (severity 4 or 5), and nothing that could be better: no opportunity or solution that
//! addresses it, and none at a place where it stands.

use rayon::prelude::*;

use super::Index;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};
use crate::model::*;

/// Who lists every small pain is not asked for a plan for each.
const MUCH: u8 = 4;

pub(super) fn check(index: &Index<'_>, site: &Site, diagnostics: &mut Diagnostics) {
    let of_maps: Vec<Vec<PainPointId>> = site.journeys.par_iter().map(|journey| answered_on(journey)).collect();
    let mut is_answered = vec![false; site.pain_points.len()];
    for id in of_maps.into_iter().flatten() {
        if let Some(answered) = is_answered.get_mut(id.index()) {
            *answered = true;
        }
    }
    for (at, pain_point) in site.pain_points.iter().enumerate() {
        let hurts = pain_point.severity.is_some_and(|severity| severity.get() >= MUCH);
        if !hurts || !pain_point.opportunities.is_empty() || is_answered.get(at) == Some(&true) {
            continue;
        }
        if let Origin::Cell { journey, .. } = &pain_point.origin
            && site.journeys.get(journey.index()).is_some_and(|journey| journey.status == Status::Retired)
        {
            continue;
        }
        let Some(entry) = index.pain_points.entries.get(at) else { continue };
        diagnostics.push(
            Diagnostic::new(
                Code::PainPointWithoutOpportunity,
                entry.span,
                "this hurts much, and nothing says what could be better",
            )
            .reason("a map is made to change something")
            .help("add an opportunity at the same place: opportunities = \"…\"; or say in its file what it addresses")
            .unless_written(Reach::Around, &["opportunities", "solutions"])
            .unless_written(Reach::Site, &["addresses"]),
        );
    }
}

/// The pain points of a map with an answer where they stand.
fn answered_on(journey: &Journey) -> Vec<PainPointId> {
    let found = journey.pain_points_with_answers().into_iter();
    found.filter(|(_, answers)| !answers.is_empty()).map(|(id, _)| id).collect()
}
