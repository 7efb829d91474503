//! A stage without steps beside stages with some.

use super::JourneyLint;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    if lint.journey.stages.iter().all(|stage| stage.steps.is_empty()) {
        return;
    }
    for place in lint.places.iter().filter(|place| place.step.is_none()) {
        // A stage that a map of its own shows in depth has its steps there.
        let is_empty = lint.stage_of(place).is_some_and(|stage| stage.steps.is_empty() && stage.place.detail.is_none());
        if is_empty {
            diagnostics.push(
                Diagnostic::new(Code::StageWithoutSteps, place.span(), "this stage has no steps, and others have")
                    .reason("the map looks finished where it is not")
                    .help("add a step, or name the map that shows this stage: detail = \"…\"")
                    .unless_written(Reach::Here, &["steps", "detail"]),
            );
        }
    }
}
