//! Diagnostics as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), for code hosts and editors.
//!
//! Every rule that was raised is described once, with its manual page; results point at it. Lines and columns count from 1,
//! columns in code points, and a region ends before its end column. Addresses are relative to the folder of the reader.

use serde::Serialize;

use super::formats::{SitePrefix, full_message, level_name};
use super::places::Places;
use super::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceTree, Span};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<ResultObject>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
}

/// The manual page; plain text is asked for as well, and Markdown reads as such.
#[derive(Debug, Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    /// Empty when no file is to blame.
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Message,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: [Replacement; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

/// The whole log, one run.
#[must_use]
pub fn render_sarif(diagnostics: &Diagnostics, tree: &SourceTree, prefix: &SitePrefix) -> String {
    let mut codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut finder = Finder { tree, prefix, places: Places::new(tree) };
    let results = diagnostics
        .iter()
        .map(|diagnostic| finder.result(diagnostic, codes.binary_search(&diagnostic.code).unwrap_or_default()))
        .collect();
    let driver = Driver {
        name: "Wayfare",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: codes.into_iter().map(rule).collect(),
    };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    // Only a map with keys that are no texts could fail, and there is none.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn rule(code: Code) -> Rule {
    let page = code.manual();
    let phrase = page.lines().next().and_then(|head| head.split_once(": ")).map_or("", |(_, phrase)| phrase);
    Rule {
        id: code.name(),
        short_description: Message { text: phrase.to_owned() },
        help: Help { text: page, markdown: page },
        default_configuration: Configuration { level: level_name(code.default_level()) },
    }
}

struct Finder<'t> {
    tree: &'t SourceTree,
    prefix: &'t SitePrefix,
    places: Places<'t>,
}

impl Finder<'_> {
    fn result(&mut self, diagnostic: &Diagnostic, rule_index: usize) -> ResultObject {
        let secondary = diagnostic.secondary.iter();
        let related_locations = secondary.filter_map(|label| self.location(label.span, Some(&label.text))).collect();
        let fix = diagnostic.suggestion.as_ref().and_then(|suggestion| {
            let place = self.location(suggestion.span, None)?.physical_location;
            let inserted_content = Message { text: suggestion.replacement.clone() };
            let replacement = Replacement { deleted_region: place.region, inserted_content };
            let text = if suggestion.replacement.is_empty() {
                "leave this out".to_owned()
            } else {
                format!("write {} instead", suggestion.replacement)
            };
            let change = ArtifactChange { artifact_location: place.artifact_location, replacements: [replacement] };
            Some(Fix { description: Message { text }, artifact_changes: [change] })
        });
        ResultObject {
            rule_id: diagnostic.code.name(),
            rule_index,
            level: level_name(diagnostic.level),
            message: Message { text: full_message(diagnostic) },
            locations: self.location(diagnostic.primary.span, None).into_iter().collect(),
            related_locations,
            fixes: fix.into_iter().collect(),
        }
    }

    fn location(&mut self, span: Span, words: Option<&str>) -> Option<Location> {
        let uri = uri(&self.prefix.path(span, self.tree)?);
        let start = self.places.place(span.source, span.start as usize);
        let end = self.places.place(span.source, span.end as usize);
        let region =
            Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column };
        let message = words.filter(|words| !words.is_empty()).map(|words| Message { text: words.to_owned() });
        Some(Location {
            physical_location: PhysicalLocation { artifact_location: ArtifactLocation { uri }, region },
            message,
        })
    }
}

/// A path as a URI reference (RFC 3986): what is no unreserved character and no `/` is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        for (path, expected) in [
            ("content/a b/é.md", "content/a%20b/%C3%A9.md"),
            ("/srv/maps/a.md", "file:///srv/maps/a.md"),
            ("a:b#c?.md", "a%3Ab%23c%3F.md"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
