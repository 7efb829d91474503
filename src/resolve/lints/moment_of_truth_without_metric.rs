//! A moment of truth that nobody measures: neither there, nor at its stage or at one of its steps.

use super::JourneyLint;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};
use crate::model::Lane;

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    for place in lint.places.iter().filter(|place| place.place.moment_of_truth) {
        if let Some(span) = place.moment_of_truth
            && !lint.holds_near(place, Lane::Metrics)
        {
            diagnostics.push(
                Diagnostic::new(Code::MomentOfTruthWithoutMetric, span, "this moment of truth is not measured")
                    .reason("here people decide; whether a change has worked shows here first")
                    .help("add a metric: metrics = [{ metric = \"…\", value = 3.9, target = 4.5 }]")
                    .unless_written(Reach::Around, &["metrics"]),
            );
        }
    }
}
