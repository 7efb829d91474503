//! A body that takes more than fourteen years of school to read. English only: the formula knows no other language.

use super::{Index, JourneyLint};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::resolve::reading::reading_grade;
use crate::source::Span;

/// A first university degree begins at 13; newspapers of record write at 11 to 14.
const HARDEST: f64 = 14.0;

pub(super) fn check(lint: &JourneyLint<'_>, index: &Index<'_>, diagnostics: &mut Diagnostics) {
    if lint.file.body.start == lint.file.body.end || !index.settings.site.language.to_lowercase().starts_with("en") {
        return;
    }
    let prose = lint.journey.stages.iter().filter_map(|stage| stage.prose.as_ref()).map(|prose| &*prose.plain);
    let words = std::iter::once(&*lint.journey.body.plain).chain(prose).collect::<Vec<_>>().join("\n");
    let Some(grade) = reading_grade(&words).filter(|grade| *grade > HARDEST) else { return };
    diagnostics.push(
        Diagnostic::new(
            Code::ReadingGrade,
            first_line(lint, index),
            format!("these words read at school grade {grade:.0}"),
        )
        .reason("maps are read in passing, by everybody; grade 8 to 10 suits most")
        .help("make two sentences of one, and put short words for long ones"),
    );
}

/// The first line of the body that says something.
fn first_line(lint: &JourneyLint<'_>, index: &Index<'_>) -> Span {
    let body = lint.file.body;
    let text = index.tree.text(body.source).get(body.start as usize..body.end as usize).unwrap_or_default();
    let start = text.len() - text.trim_start().len();
    let length = text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, |line| line.trim_end().len());
    let start = body.start as usize + start;
    Span::new(body.source, start, start + length)
}
