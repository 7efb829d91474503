//! Diagnostics as GitHub workflow commands, which become annotations beside the lines of a pull request.
//!
//! One line each: `::error file=content/a.md,line=3,col=7,title=unknown-field::message`. Of the message `%`, carriage return and
//! line feed are escaped, of the properties `:` and `,` as well (as the runner's own toolkit does).

use std::fmt::Write as _;

use super::formats::{SitePrefix, full_message};
use super::places::Places;
use super::{Diagnostic, Diagnostics, Level};
use crate::source::SourceTree;

/// One line for each diagnostic, in the order given.
#[must_use]
pub fn render_github(diagnostics: &Diagnostics, tree: &SourceTree, prefix: &SitePrefix) -> String {
    let mut places = Places::new(tree);
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let command = match diagnostic.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let properties: Vec<String> = properties(diagnostic, tree, prefix, &mut places)
            .into_iter()
            .map(|(name, value)| format!("{name}={}", escape_property(&value)))
            .collect();
        let message = escape_data(&full_message(diagnostic));
        // Writing to a text cannot fail.
        let _ = writeln!(text, "::{command} {}::{message}", properties.join(","));
    }
    text
}

fn properties(
    diagnostic: &Diagnostic,
    tree: &SourceTree,
    prefix: &SitePrefix,
    places: &mut Places<'_>,
) -> Vec<(&'static str, String)> {
    let mut properties = Vec::new();
    let span = diagnostic.primary.span;
    if let Some(path) = prefix.path(span, tree) {
        let start = places.place(span.source, span.start as usize);
        let end = places.place(span.source, span.end as usize);
        properties.push(("file", path));
        properties.push(("line", start.line.to_string()));
        properties.push(("endLine", end.line.to_string()));
        // Columns belong to annotations of a single line; over several lines the runner refuses them.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", end.column.to_string()));
        }
    }
    properties.push(("title", diagnostic.code.name().to_owned()));
    properties
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
