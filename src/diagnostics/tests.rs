use super::*;
use crate::source::{SourceId, SourceTree};

const TEXT: &str = "+++\ntitle = \"Order\"\npersnas = [\"maya\"]\nowner = \"growth\"\n+++\n";

fn tree() -> SourceTree {
    SourceTree::from_texts([("content/a.md", TEXT), ("content/b.md", "+++\ntitle = \"Order\"\n+++\n")])
}

fn span(text: &str, part: &str, source: u32) -> Span {
    let start = text.find(part).unwrap_or_default();
    Span::new(SourceId(source), start, start + part.len())
}

fn some() -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(
        Diagnostic::new(Code::DuplicateId, span(TEXT, "\"Order\"", 1), "two journeys are called `order`")
            .also(span(TEXT, "\"Order\"", 0), "the first one")
            .reason("Each has an address of its own.")
            .help("add an id"),
    );
    diagnostics.push(
        Diagnostic::new(Code::UnknownField, span(TEXT, "persnas", 0), "`persnas` is not a field of a journey")
            .help("did you mean `personas`?")
            .suggest(span(TEXT, "persnas", 0), "personas"),
    );
    diagnostics.push(
        Diagnostic::new(Code::NoOwner, span(TEXT, "\"growth\"", 0), "nobody \u{1b}[31mowns this")
            .label("here")
            .suggest(span(TEXT, "\"growth\"", 0), "\"care\""),
    );
    diagnostics.push(Diagnostic::new(Code::MissingSettings, Span::whole(SourceId(u32::MAX)), "no settings"));
    diagnostics.push(Diagnostic::new(Code::UnknownFolder, Span::whole(SourceId(0)), "a folder"));
    diagnostics.finish(|diagnostic| Some(diagnostic.level))
}

#[test]
fn text_shows_place_line_reason_and_mend() {
    let expected = r#"warning[unknown-folder]: a folder
--> content/a.md:1:1

error[unknown-field]: `persnas` is not a field of a journey
 --> content/a.md:3:1
  |
3 | persnas = ["maya"]
  | ^^^^^^^
  |
  = help: did you mean `personas`?

warning[no-owner]: nobody ␛[31mowns this
 --> content/a.md:4:9
  |
4 | owner = "growth"
  |         ^^^^^^^^ here
  |
help: write this instead
  |
4 - owner = "growth"
4 + owner = "care"
  |

error[duplicate-id]: two journeys are called `order`
 --> content/b.md:2:9
  |
2 | title = "Order"
  |         ^^^^^^^
  |
 ::: content/a.md:2:9
  |
2 | title = "Order"
  |         ------- the first one
  |
  = note: Each has an address of its own.
  = help: add an id

note[missing-settings]: no settings

"#;
    assert_eq!(render_text(&some(), &tree(), TextStyle::default()), expected);
}

#[test]
fn a_summary_counts() {
    assert_eq!(summary(&some()).as_deref(), Some("2 errors, 2 warnings, 1 note in 3 files"));
    assert_eq!(summary(&Diagnostics::new()), None);
}

#[test]
fn json_has_one_object_for_each() {
    let json = render_json(&some(), &tree());
    let read: serde_json::Value = serde_json::from_str(&json).expect("valid JSON");
    assert_eq!(read.as_array().map(Vec::len), Some(5));
    let field = &read[1];
    assert_eq!((&field["file"], &field["line"], &field["column"]), (&"content/a.md".into(), &3.into(), &1.into()));
    assert_eq!((&field["end_line"], &field["end_column"]), (&3.into(), &8.into()));
    assert_eq!(field["suggestion"]["replacement"], "personas");
    assert_eq!(read[3]["secondary"][0]["file"], "content/a.md");
    assert_eq!(render_json(&Diagnostics::new(), &tree()), "[]\n");
}

#[test]
fn any_place_of_any_text_can_be_shown() {
    for text in ["", "\n", "ä\u{1f600}\r\n\tx\u{0}\u{301}\r", "a\n\nb", "\u{2028}x\u{200f}y", "\t\ttab"] {
        let tree = SourceTree::from_texts([("a.md", text)]);
        for start in 0..=text.len() + 1 {
            for end in start..=text.len() + 1 {
                let span = Span::new(SourceId(0), start, end);
                let mut diagnostics = Diagnostics::new();
                diagnostics.push(
                    Diagnostic::new(Code::WrongType, span, "m")
                        .label("l")
                        .also(Span::new(SourceId(0), 0, end), "s")
                        .suggest(span, "new"),
                );
                assert!(render_text(&diagnostics, &tree, TextStyle { color: true, width: 80 }).contains("a.md"));
                assert!(render_json(&diagnostics, &tree).contains("a.md"));
            }
        }
    }
}

#[test]
fn a_line_without_end_is_shown_in_little_time() {
    let text = format!("title = \"{}\"\n", "x".repeat(16_000_000));
    let tree = SourceTree::from_texts([("a.md", text.as_str())]);
    let mut diagnostics = Diagnostics::new();
    for index in 0..200 {
        let start = 9 + index * 70_000;
        diagnostics.push(Diagnostic::new(Code::WrongType, Span::new(SourceId(0), start, start + 60_000), "m"));
    }
    let shown = render_text(&diagnostics, &tree, TextStyle::default());
    assert!(shown.len() < 200_000, "{}", shown.len());
    assert!(shown.contains("a.md:1:13930010"), "the last place");
}
