//! A review that is overdue on the site's day.

use super::JourneyLint;
use crate::content::RawFile;
use crate::content::raw::{RawDate, RawPersona};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Date, Persona, ReviewState};

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    let journey = lint.journey;
    tell("this map", journey.review_state, journey.next_review, lint.raw.reviewed.as_ref(), diagnostics);
}

pub(super) fn check_persona(persona: &Persona, file: &RawFile<RawPersona>, diagnostics: &mut Diagnostics) {
    tell("this persona", persona.review_state, persona.next_review, file.raw.reviewed.as_ref(), diagnostics);
}

fn tell(what: &str, state: ReviewState, next: Option<Date>, reviewed: Option<&RawDate>, diagnostics: &mut Diagnostics) {
    if let (ReviewState::Late, Some(next), Some(reviewed)) = (state, next, reviewed) {
        diagnostics.push(
            Diagnostic::new(Code::StaleReview, reviewed.span, format!("the review of {what} was due on {next}"))
                .reason("what was true then may not be true now")
                .help("look at it again, correct what has changed, and set the day"),
        );
    }
}
