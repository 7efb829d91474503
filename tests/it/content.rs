//! The example site is read without a word.

use std::path::Path;

use wayfare::content::{read_levels, read_site};
use wayfare::diagnostics::{LevelPolicy, TextStyle, render_text};
use wayfare::fs::read_tree;

#[test]
fn the_example_site_is_read_without_a_diagnostic() {
    let (tree, mut diagnostics) = read_tree(Path::new(env!("CARGO_MANIFEST_DIR")), None).expect("the project's folder");
    let (site, told) = read_site(&tree);
    diagnostics.extend(told);
    diagnostics.extend(read_levels(&site, &mut LevelPolicy::new()));
    assert!(diagnostics.is_empty(), "{}", render_text(&diagnostics, &tree, TextStyle::default()));
    assert!(site.journeys.len() >= 6 && site.personas.len() >= 4);
    assert!(site.histories.values().any(|history| history.rows.len() >= 24), "two years of months");
}

/// A map with every kind of value, to be broken at random.
const MAP: &str = r##"+++
title = "Order a box"
personas = ["maya", 'tom']
reviewed = 2026-09-14
purpose = """
Why do 4 in 10 baskets
never become an order?"""
scale = { min = -2, max = 2, words = { "-2" = "awful" } }
[custom_lanes.legal]
title = "Legal"
[[stages]]
name = "Hears – about “us”"
legal = ["GDPR", { text = "Terms", source = "law" }]
[[stages.steps]]
name = "Sees"
emotion = { maya = 2, tom = { from = 1, to = -0.5 } }
pain_points = [{ text = "No price", severity = 3, sources = ["diary"] }] # a comment
next = ["reads", { to = "ignores", when = "no time" }]
moment_of_truth = true
+++

Words.
"##;

/// What is put in or overwrites; none of it is rare in broken files.
const SPLINTERS: &[&str] = &[
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "{",
    "}",
    "=",
    "\n",
    "\r",
    "\r\n",
    ",",
    ".",
    "#",
    "+++",
    "---",
    "\\",
    "\0",
    "ü",
    "“",
    "\u{1f600}",
    "\u{301}",
    " ",
    "\t",
    "1",
    "-",
    ":",
    "a.b.c",
    "stages",
    "name = 1\n",
    "\u{feff}",
    "2026-",
];

proptest::proptest! {
    #[test]
    fn no_broken_file_breaks_the_reading(cuts in proptest::collection::vec((0_usize..900, 0_usize..40, 0_usize..SPLINTERS.len()), 1..6)) {
        let mut text = MAP.to_owned();
        for (at, length, splinter) in cuts {
            let boundary = |text: &str, mut at: usize| {
                at = at.min(text.len());
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let start = boundary(&text, at);
            // Mostly something is put in; sometimes a piece is lost.
            let end = boundary(&text, start + length.saturating_sub(25));
            text.replace_range(start..end, SPLINTERS[splinter]);
        }
        let tree = wayfare::source::SourceTree::from_texts([("content/journeys/a.md", text.as_str()), ("wayfare.toml", text.as_str())]);
        let (site, diagnostics) = read_site(&tree);
        for diagnostic in diagnostics.iter() {
            let span = diagnostic.primary.span;
            assert!(span.start <= span.end && span.end as usize <= text.len(), "{diagnostic:?}");
            assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize), "{diagnostic:?}");
        }
        let journey = &site.journeys[0];
        assert!(journey.intact || !diagnostics.is_empty());
        let _ = render_text(&diagnostics.finish(|diagnostic| Some(diagnostic.level)), &tree, TextStyle::default());
    }
}

/// Who has only the README finds every field of a step in it.
#[test]
fn the_readme_names_whatever_can_stand_in_a_step() {
    use wayfare::content::raw::{PLACE_LANES, RawStep};
    let readme = std::fs::read_to_string(crate::support::repository().join("README.md")).expect("the README");
    let fields = RawStep::TABLE.fields.iter().map(|field| field.key).filter(|key| *key != "name");
    let missing: Vec<&str> = fields
        .chain(PLACE_LANES.iter().map(|lane| lane.key))
        .filter(|key| !readme.contains(&format!("`{key}`")) && !readme.contains(&format!("`{key} = ")))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}
