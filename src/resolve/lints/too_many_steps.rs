//! More than twenty steps on one map.

use super::JourneyLint;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

const MOST: usize = 20;

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    let steps = lint.places.iter().filter(|place| place.step.is_some());
    let count = steps.clone().count();
    if let Some(first) = steps.clone().nth(MOST) {
        diagnostics.push(
            Diagnostic::new(Code::TooManySteps, first.span(), format!("this map has {count} steps"))
                .label("the twenty-first")
                .reason("nobody keeps more than twenty in mind")
                .help("give the details of a step a map of their own, and name it there: detail = \"…\""),
        );
    }
}
