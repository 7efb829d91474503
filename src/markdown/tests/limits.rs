//! Texts made to bring a program down: none does, and time grows with length alone.

use super::super::*;
use super::{HTML, SAFE, SmallSite, read, told, whole};
use crate::diagnostics::Code;

/// What is repeated, and how often.
fn repeated() -> Vec<(&'static str, String)> {
    let n = 2_000;
    vec![
        ("quotes", format!("{}a", ">".repeat(n))),
        ("quotes and lines", format!("{}a\n{}", ">".repeat(n), "b\n".repeat(n))),
        ("lists", format!("{}a", "- ".repeat(n))),
        ("lists and empty lines", format!("{}a\n{}b", "- ".repeat(n), "\n".repeat(n))),
        ("numbers", format!("{}a", "1. ".repeat(n))),
        ("brackets", "[".repeat(n)),
        ("closed brackets", format!("{}a{}", "[".repeat(n), "]".repeat(n))),
        ("links", format!("{}a{}", "[".repeat(n), "](b)".repeat(n))),
        ("images", format!("{}a{}", "![".repeat(n), "](b)".repeat(n))),
        ("wiki links", "[[a".repeat(n)),
        ("emphasis", format!("{}b{}", "*a ".repeat(n), " b*".repeat(n))),
        ("strikethrough", "~~a ~b ".repeat(n)),
        ("references", "[a][b] ".repeat(n)),
        ("footnotes", "[^a] [^b]\n\n".repeat(n)),
        ("footnote definitions", (0..n).map(|index| format!("[^{index}]\n\n[^{index}]: a\n\n")).collect()),
        ("headings", "## Same\n\n".repeat(n)),
        ("numbered headings", (0..n).map(|index| format!("## Same\n\n## Same {index}\n\n")).collect()),
        ("tables", "|a|\n|-|\n|b|\n\n".repeat(n)),
        ("definitions", "a\n: b\n\n".repeat(n)),
        ("embeds", "{{ curve(\n\n".repeat(n)),
        ("embeds in a line", "{{ a ".repeat(n)),
        ("HTML", "<div>\n\n".repeat(n)),
        ("HTML in a line", "<b>".repeat(n)),
        ("HTML in a block", format!("<div>{}", "<div><p>".repeat(n))),
        ("closed HTML", format!("{}\n\n{}", "<div>".repeat(n), "</div>\n\n".repeat(n))),
        ("tags", "<a ".repeat(n)),
        ("comments", "<!-- ".repeat(n)),
        ("quotes in tags", format!("<div>\n{}", "<a \"".repeat(n))),
        ("addresses", "https://a.b(".repeat(n)),
        ("half addresses", "http".repeat(n)),
        ("terms", "moment of touchpoint ".repeat(n)),
        ("other closed HTML", format!("{}\n{}", "<div>".repeat(n), "</section>".repeat(n))),
        ("embeds and emphasis", "{{ a*".repeat(n)),
        ("code", format!("{}a", "`".repeat(n))),
        ("escapes", "\\".repeat(n)),
    ]
}

#[test]
fn deep_and_long_texts_are_read() {
    for (name, text) in repeated() {
        for options in [SAFE, HTML] {
            let (parsed, _) = parse_document(&text, whole(&text), options);
            let (_, sections, _) = split_by_stages(parsed.clone(), &[StageNames { id: "same", name: "Same" }]);
            let (document, _) = resolve_document(&parsed, &mut SmallSite::new());
            assert!(sections.len() <= 1 && document.plain.len() <= 4 * text.len(), "{name}");
        }
        let (parsed, _) = parse_inline(&text, whole(&text), HTML);
        let _ = resolve_inline(&parsed, &mut SmallSite::new());
    }
}

#[test]
fn nesting_beyond_the_limit_is_told_and_the_words_stay() {
    for (text, words) in [
        (format!("x\n\n{}deep", ">".repeat(10_000)), "x\ndeep"),
        (format!("{}deep", "- ".repeat(10_000)), "deep"),
        (format!("{}deep{}", "*a ".repeat(300), " b*".repeat(300)), "a a"),
    ] {
        let (document, diagnostics) = read(&text, SAFE);
        assert!(document.plain.starts_with(words) && document.plain.contains("deep"), "{}", document.plain);
        assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == Code::NestedTooDeep));
        assert!(!told(&text, &diagnostics).is_empty());
    }
    let code = format!("```\n{}\n```", ">".repeat(300));
    let (document, diagnostics) = read(&code, SAFE);
    assert!(diagnostics.is_empty() && document.plain.len() == 300, "code is not nested");
}

#[test]
fn long_lines_are_read_in_one_go() {
    for (unit, length) in [
        ("word ", 2_000_000),
        ("a", 2_000_000),
        ("*a* `b` [c](https://d.e) ", 200_000),
        ("\u{1F600}é touchpoints ", 200_000),
    ] {
        let text = unit.repeat(length / unit.len());
        let (document, diagnostics) = read(&text, SAFE);
        assert!(diagnostics.is_empty() && !document.plain.is_empty());
        let (parsed, _) = parse_inline(&text, whole(&text), SAFE);
        assert!(!parsed.plain.is_empty());
    }
}
