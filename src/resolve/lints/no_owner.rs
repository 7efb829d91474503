//! A map that nobody looks after.

use super::JourneyLint;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    if lint.raw.owner.is_none() {
        let mut diagnostic = Diagnostic::new(Code::NoOwner, lint.span(), "nobody owns this map")
            .reason("what nobody owns nobody mends")
            .help("name the team that looks after it: owner = \"…\"")
            .unless_written(Reach::Here, &["owner"]);
        // A line below a heading belongs to the heading, and writers add lines at the end.
        let stages = lint.raw.stages.iter();
        let owners =
            stages.flat_map(|stage| stage.owner.iter().chain(stage.steps.iter().filter_map(|it| it.owner.as_ref())));
        if let [owner] = owners.collect::<Vec<_>>().as_slice() {
            diagnostic = diagnostic
                .also(owner.span, "this owns its stage or step alone")
                .help("if it is meant for the map, move the line above the first [[stages]]");
        }
        diagnostics.push(diagnostic);
    }
}
