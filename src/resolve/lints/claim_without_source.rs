//! "Researched", and no source.
//!
//! 1. A map that says so, by its confidence or its status, and names no source anywhere.
//! 2. A stage, step or entry that says so itself, where neither it nor anything around it names a source.
//! 3. A persona that says so.

use super::{JourneyLint, LintPlace};
use crate::content::RawFile;
use crate::content::raw::{RawPersona, RawText};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};
use crate::model::{Confidence, Persona, Place, Status};
use crate::source::Span;

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    // Sources of the map cover all of it. What was written counts: a source that does not exist was told already.
    if !lint.raw.sources.is_empty() {
        return;
    }
    let cites = |place: &Place| {
        !place.sources.is_empty()
            || place.cells.iter().flat_map(|cell| &cell.items).any(|item| !item.sources.is_empty())
    };
    let own_claim =
        lint.raw.confidence.as_ref().filter(|_| lint.journey.confidence == Confidence::Researched).or_else(|| {
            let claims = matches!(lint.journey.status, Status::Researched | Status::Validated);
            lint.raw.status.as_ref().filter(|_| claims && lint.raw.confidence.is_none())
        });
    if let Some(claim) = own_claim {
        let somewhere = lint.places.iter().any(|place| cites(place.place))
            || lint.journey.cells.iter().flat_map(|cell| &cell.items).any(|item| !item.sources.is_empty())
            || lint.journey.measures.iter().any(|measure| !measure.sources.is_empty());
        if !somewhere {
            diagnostics.push(without_source("this map", claim.span));
            return;
        }
    }
    for place in &lint.places {
        check_place(lint, place, &cites, diagnostics);
    }
}

fn check_place(
    lint: &JourneyLint<'_>,
    place: &LintPlace<'_>,
    cites: &impl Fn(&Place) -> bool,
    diagnostics: &mut Diagnostics,
) {
    let stage_sources = lint.stage_of(place).is_some_and(|stage| !stage.place.sources.is_empty());
    let covered = stage_sources || !place.place.sources.is_empty();
    let steps_cite = place.step.is_none()
        && lint.stage_of(place).is_some_and(|stage| stage.steps.iter().any(|step| cites(&step.place)));
    if let Some(claim) = place.confidence.filter(|claim| says_researched(claim))
        && !covered
        && !cites(place.place)
        && !steps_cite
    {
        diagnostics.push(without_source(&format!("this {}", place.noun()), claim.span));
        return;
    }
    for item in place.cells.iter().flat_map(|cell| &cell.items) {
        let Some(details) = &item.details else { continue };
        if let Some(claim) = details.confidence.as_ref().filter(|claim| says_researched(claim))
            && details.sources.is_empty()
            && !covered
        {
            diagnostics.push(without_source("this entry", claim.span));
        }
    }
}

pub(super) fn check_persona(persona: &Persona, file: &RawFile<RawPersona>, diagnostics: &mut Diagnostics) {
    if let Some(claim) = file.raw.confidence.as_ref().filter(|_| persona.confidence == Confidence::Researched)
        && file.raw.sources.is_empty()
    {
        diagnostics.push(without_source("this persona", claim.span));
    }
}

fn says_researched(claim: &RawText) -> bool {
    claim.value.trim().eq_ignore_ascii_case("researched")
}

fn without_source(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::ClaimWithoutSource, span, format!("{what} is called researched, and names no source"))
        .reason("a claim that can be looked up convinces; one that cannot is an opinion")
        .help("name where it is known from: sources = [\"…\"]; or say confidence = \"assumed\"")
        .unless_written(Reach::Around, &["sources", "source"])
}
