//! Diagnostics as JUnit XML, which most continuous integrations show as tests.
//!
//! A suite for each content file, a test case for each diagnostic; a file without any is a single case that passes. Errors are
//! failures. Warnings and notes pass and say their words as output, as the exit status does: with `--strict` they are errors.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::formats::{SitePrefix, full_message, level_name};
use super::places::Places;
use super::{Diagnostic, Diagnostics, Level};
use crate::source::{SourceContent, SourceId, SourceTree};

/// The whole report.
#[must_use]
pub fn render_junit(diagnostics: &Diagnostics, tree: &SourceTree, prefix: &SitePrefix) -> String {
    let mut by_file: BTreeMap<SourceId, Vec<&Diagnostic>> = tree
        .iter()
        .filter(|(_, source)| matches!(source.content, SourceContent::Text(_)))
        .map(|(id, _)| (id, Vec::new()))
        .collect();
    for diagnostic in diagnostics.iter() {
        by_file.entry(diagnostic.primary.span.source).or_default().push(diagnostic);
    }
    let failures = |list: &[&Diagnostic]| list.iter().filter(|diagnostic| diagnostic.level == Level::Error).count();
    let all: usize = by_file.values().map(|list| list.len().max(1)).sum();
    let failed: usize = by_file.values().map(|list| failures(list)).sum();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"wayfare check\" tests=\"{all}\" failures=\"{failed}\" errors=\"0\">\n"
    );
    let mut places = Places::new(tree);
    for (id, list) in &by_file {
        let file = tree.get(*id).map_or_else(|| "the site".to_owned(), |source| prefix.join(&source.path));
        // Writing to a text cannot fail.
        let _ = writeln!(
            xml,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\">",
            escape(&file),
            list.len().max(1),
            failures(list)
        );
        if list.is_empty() {
            let _ = writeln!(xml, "    <testcase classname=\"{}\" name=\"no mistakes\"/>", escape(&file));
        }
        for diagnostic in list {
            write_case(&mut xml, &file, diagnostic, tree, &mut places);
        }
        xml.push_str("  </testsuite>\n");
    }
    xml.push_str("</testsuites>\n");
    xml
}

fn write_case(xml: &mut String, file: &str, diagnostic: &Diagnostic, tree: &SourceTree, places: &mut Places<'_>) {
    let span = diagnostic.primary.span;
    let place = if tree.get(span.source).is_some() {
        let place = places.place(span.source, span.start as usize);
        format!(":{}:{}", place.line, place.column)
    } else {
        String::new()
    };
    let code = diagnostic.code.name();
    let words = format!("{file}{place}\n{}", full_message(diagnostic));
    let _ = writeln!(
        xml,
        "    <testcase classname=\"{}\" name=\"{code} at {}{place}\">",
        escape(file),
        escape(file.rsplit('/').next().unwrap_or(file))
    );
    let _ = match diagnostic.level {
        Level::Error => writeln!(
            xml,
            "      <failure type=\"{code}\" message=\"{}\">{}</failure>",
            escape(&diagnostic.message),
            escape(&words)
        ),
        level => writeln!(xml, "      <system-out>{}: {}</system-out>", level_name(level), escape(&words)),
    };
    xml.push_str("    </testcase>\n");
}

/// A text for an element or an attribute. Characters that XML 1.0 forbids even when escaped become U+FFFD.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(character),
            '\r' => escaped.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_the_markup() {
        assert_eq!(escape("a<b> & \"c\"\u{7}\r\n"), "a&lt;b&gt; &amp; &quot;c&quot;\u{fffd}&#13;\n");
    }
}
