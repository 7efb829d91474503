//! A persona that walks no map. Anti-personas are there to be left out, and retired ones have walked.

use std::collections::BTreeSet;

use super::Index;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};
use crate::model::{PersonaId, PersonaKind, Site, Status};
use crate::source::Span;

pub(super) fn check(site: &Site, index: &Index<'_>, diagnostics: &mut Diagnostics) {
    let used: BTreeSet<PersonaId> = site.journeys.iter().flat_map(|journey| journey.personas.iter().copied()).collect();
    for (at, (persona, entry)) in site.personas.iter().zip(&index.personas.entries).enumerate() {
        let is_asked = persona.kind != PersonaKind::Anti && persona.status != Status::Retired;
        // Of two with one id, maps can name only the first.
        let expected = is_asked && entry.file.intact && !entry.is_repeated;
        if expected && !used.contains(&PersonaId::from_index(at)) {
            let raw = &entry.file.raw;
            let span = raw.name.as_ref().map_or(Span::whole(entry.file.source), |name| name.span);
            diagnostics.push(
                Diagnostic::new(Code::UnusedPersona, span, format!("{} walks no journey", persona.name))
                    .reason("either a map is missing, or the persona is no longer needed")
                    .help(format!("add `{}` to the `personas` of a journey", persona.id))
                    .unless_written(Reach::Site, &["personas"]),
            );
        }
    }
}
