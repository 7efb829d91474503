//! Fewer than three stages, or more than nine.

use super::JourneyLint;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};

const FEWEST: usize = 3;
const MOST: usize = 9;

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    let stages = &lint.raw.stages.items();
    let diagnostic = match stages.len() {
        0 => Diagnostic::new(Code::UnusualStageCount, lint.span(), "this map has no stages")
            .help("add one: [[stages]] name = \"Hears about us\""),
        count if count < FEWEST => {
            let stages = if count == 1 { "stage" } else { "stages" };
            Diagnostic::new(Code::UnusualStageCount, lint.span(), format!("this map has only {count} {stages}"))
                .help("look for what comes before and after; most maps have about five")
        }
        count if count > MOST => {
            let span =
                stages.get(MOST).map_or(lint.span(), |stage| stage.name.as_ref().map_or(stage.span, |name| name.span));
            Diagnostic::new(Code::UnusualStageCount, span, format!("this map has {count} stages"))
                .label("the tenth")
                .help("join stages, or give a part of it a map of its own and name it as `detail`")
        }
        _ => return,
    };
    let diagnostic = diagnostic.reason("a journey is seen at a glance from three to nine stages");
    diagnostics.push(diagnostic.unless_written(Reach::Here, &["stages"]));
}
