//! A map that nobody looks after.

use super::JourneyLint;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    if lint.raw.owner.is_none() {
        diagnostics.push(
            Diagnostic::new(Code::NoOwner, lint.span(), "nobody owns this map")
                .reason("what nobody owns nobody mends")
                .help("name the team that looks after it: owner = \"…\"")
                .unless_written(Reach::Here, &["owner"]),
        );
    }
}
