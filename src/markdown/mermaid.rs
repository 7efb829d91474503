//! Fenced code: its language, and whether it is a Mermaid journey.

use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::source::Span;

/// The language of a fence's info string: its first word, as a class may hold it.
pub(super) fn language(info: &str) -> String {
    let word = info.split(|character: char| character.is_whitespace() || ",{".contains(character)).next();
    let safe = |character: &char| character.is_ascii_alphanumeric() || "+-._#".contains(*character);
    word.unwrap_or_default().chars().filter(safe).flat_map(char::to_lowercase).collect()
}

/// The type of a diagram: the first word after front matter, directives and comments.
pub(super) fn diagram_type(text: &str) -> Option<&str> {
    let mut lines = text.lines().map(str::trim).skip_while(|line| line.is_empty()).peekable();
    if lines.next_if_eq(&"---").is_some() {
        lines.by_ref().find(|line| *line == "---");
    }
    let mut in_directive = false;
    for line in lines {
        if in_directive || line.starts_with("%%{") {
            in_directive = !line.contains("}%%");
        } else if !line.is_empty() && !line.starts_with("%%") {
            return line.split_whitespace().next();
        }
    }
    None
}

/// The types that Mermaid knows, as its documentation lists them, and which one of them is a journey.
const TYPES: &[&str] = &[
    JOURNEY,
    "flowchart",
    "graph",
    "sequenceDiagram",
    "classDiagram",
    "stateDiagram",
    "stateDiagram-v2",
    "erDiagram",
    "gantt",
    "pie",
    "quadrantChart",
    "requirementDiagram",
    "gitGraph",
    "mindmap",
    "timeline",
    "zenuml",
    "sankey-beta",
    "sankey",
    "xychart-beta",
    "xychart",
    "block-beta",
    "block",
    "packet-beta",
    "packet",
    "kanban",
    "architecture-beta",
    "architecture",
    "radar-beta",
    "treemap",
    "treemap-beta",
    "info",
    "C4Context",
    "C4Container",
    "C4Component",
    "C4Dynamic",
    "C4Deployment",
];
pub(super) const JOURNEY: &str = "journey";

/// A type that nobody knows and that is nearly `journey`.
pub(super) fn is_nearly_journey(word: &str) -> bool {
    !TYPES.contains(&word) && nearest(word, TYPES.iter().copied()) == Some(JOURNEY)
}

/// What is said of it.
pub(super) fn nearly_journey(word: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::MermaidSyntax, span, format!("Mermaid knows no diagram `{word}`"))
        .reason("the block is shown as code")
        .help("did you mean `journey`?")
        .suggest(span, JOURNEY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn journeys_are_told_from_other_diagrams() {
        for (text, expected) in [
            ("journey\n title x", Some("journey")),
            ("\n  journey\n", Some("journey")),
            ("---\ntitle: x\n---\n%% note\n%%{init: {}}%%\njourney", Some("journey")),
            ("%%{init: {\n'a': 1}\n}%%\njourney", Some("journey")),
            ("flowchart LR", Some("flowchart")),
            ("journeys", Some("journeys")),
            ("", None),
        ] {
            assert_eq!(diagram_type(text), expected, "{text:?}");
        }
        for (word, expected) in
            [("jorney", true), ("Journey", true), ("journeys", true), ("timeline", false), ("x", false)]
        {
            assert_eq!(is_nearly_journey(word), expected, "{word}");
        }
        assert_eq!(language("mermaid {init}"), "mermaid");
        assert_eq!(language("\"><script"), "script");
    }
}
