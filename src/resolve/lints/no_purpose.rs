//! A map that does not say which question it answers.

use super::JourneyLint;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    if lint.raw.purpose.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::NoPurpose, lint.span(), "this map does not say what it is for")
                .reason("a map answers a question; without one nobody knows what to look for")
                .help("add the question: purpose = \"Why do 4 in 10 baskets never become a first order?\"")
                .unless_written(Reach::Here, &["purpose"]),
        );
    }
}
