//! Diagnostics as JSON, for editors and other programs. A public format: fields are added, never renamed.

use serde::Serialize;

use super::places::Places;
use super::{Diagnostics, Level};
use crate::source::{SourceTree, Span};

/// One diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JsonDiagnostic<'a> {
    pub code: &'static str,
    /// error, warning or note.
    pub level: &'static str,
    pub message: &'a str,
    /// Words beside the place; may be empty.
    pub label: &'a str,
    #[serde(flatten)]
    pub place: JsonPlace<'a>,
    pub reason: Option<&'a str>,
    pub help: &'a [String],
    pub suggestion: Option<JsonSuggestion<'a>>,
    /// Other places that belong to it.
    pub secondary: Vec<JsonLabel<'a>>,
}

/// A range of a file: lines and columns from 1, columns in characters; `end_column` is that of the first character after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JsonPlace<'a> {
    /// Below the site's root; empty when no file is to blame.
    pub file: &'a str,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JsonSuggestion<'a> {
    #[serde(flatten)]
    pub place: JsonPlace<'a>,
    pub replacement: &'a str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JsonLabel<'a> {
    #[serde(flatten)]
    pub place: JsonPlace<'a>,
    pub text: &'a str,
}

/// All diagnostics as one JSON array, a line for each, in the order given.
#[must_use]
pub fn render_json(diagnostics: &Diagnostics, tree: &SourceTree) -> String {
    let mut places = Places::new(tree);
    let mut json = String::from("[");
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        let object = JsonDiagnostic {
            code: diagnostic.code.name(),
            level: match diagnostic.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "note",
            },
            message: &diagnostic.message,
            label: &diagnostic.primary.text,
            place: place(diagnostic.primary.span, tree, &mut places),
            reason: diagnostic.reason.as_deref(),
            help: &diagnostic.help,
            suggestion: diagnostic.suggestion.as_ref().map(|suggestion| JsonSuggestion {
                place: place(suggestion.span, tree, &mut places),
                replacement: &suggestion.replacement,
            }),
            secondary: diagnostic
                .secondary
                .iter()
                .map(|label| JsonLabel { place: place(label.span, tree, &mut places), text: &label.text })
                .collect(),
        };
        json.push_str(if index == 0 { "\n" } else { ",\n" });
        // Only a map with keys that are no texts could fail, and there is none.
        json.push_str(&serde_json::to_string(&object).unwrap_or_default());
    }
    json.push_str(if diagnostics.is_empty() { "]\n" } else { "\n]\n" });
    json
}

fn place<'a>(span: Span, tree: &'a SourceTree, places: &mut Places<'_>) -> JsonPlace<'a> {
    let start = places.place(span.source, span.start as usize);
    let end = places.place(span.source, span.end as usize);
    JsonPlace {
        file: tree.path(span.source),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
