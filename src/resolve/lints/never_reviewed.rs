//! A published map without a date of review; a persona that claims research without one.

use super::JourneyLint;
use crate::content::RawFile;
use crate::content::raw::RawPersona;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};
use crate::model::{Persona, ReviewState, Status};
use crate::source::Span;

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    if lint.journey.review_state == ReviewState::NeverReviewed {
        diagnostics.push(never_reviewed("this map", lint.span()));
    }
}

/// Personas are often written once, as a guess; only those that say they were researched are asked.
pub(super) fn check_persona(persona: &Persona, file: &RawFile<RawPersona>, diagnostics: &mut Diagnostics) {
    let claims = matches!(persona.status, Status::Researched | Status::Validated);
    if claims && persona.review_state == ReviewState::NeverReviewed && file.intact {
        let span = file.raw.name.as_ref().map_or(Span::whole(file.source), |name| name.span);
        diagnostics.push(never_reviewed("this persona", span));
    }
}

fn never_reviewed(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::NeverReviewed, span, format!("{what} was never reviewed"))
        .reason("a date tells readers how far they can trust it")
        .help("when somebody has looked at it again, add the day: reviewed = 2026-09-14")
        .unless_written(Reach::Here, &["reviewed"])
}
