//! Whatever is typed, the HTML is well-formed and safe, and every mistake is placed inside the text.

use proptest::prelude::*;

use super::super::*;
use super::{HTML, SAFE, SmallSite, html, whole};
use crate::diagnostics::Diagnostics;

const PIECES: &[&str] = &[
    "a",
    "b c",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n\n",
    "\n    ",
    "\t",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "~~~mermaid\njourney\n",
    "> ",
    "- ",
    "- [x] ",
    "1. ",
    "# ",
    "## ",
    "## Pays\n",
    "###### ",
    "{#x .y}",
    "---\n",
    "===\n",
    "|",
    "|a|b|\n|-|-:|\n",
    ": ",
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "[[",
    "]]",
    "[[maya]]",
    "[x](van.jpg)",
    "![x](van.jpg \"t\")",
    "![](van.jpg)",
    "[^1]",
    "[^1]: ",
    "\n\n[a]: b \"c\"\n",
    "[a]",
    "<",
    ">",
    "&",
    "&lt;",
    "&#0;",
    "\"",
    "'",
    "\\",
    "\0",
    "\u{1}",
    "\u{FFFF}",
    "ä",
    "漢",
    "👩‍👩‍👧",
    "\u{202E}",
    "<b>",
    "</b>",
    "<a href=\"https://x.y\">",
    "</a>",
    "<a href='javascript:x'>",
    "<div>\n",
    "<div onclick=\"x\">",
    "</div>\n",
    "<details><summary>s\n",
    "</details>\n",
    "<script>",
    "</script>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- ",
    " -->",
    "<p>",
    "<table><tr><td>",
    "<svg onload=x>",
    "<style>",
    "<br>",
    "javascript:",
    "[x](javascript:a)",
    "[x](java\nscript:a)",
    "<javascript:a>",
    "https://x.y/",
    "http://",
    "a@b.c",
    "{{ curve(journey=\"order\") }}",
    "{{ curve(",
    "> [!NOTE]\n",
    "touchpoint",
    "moment of truth",
    "\r\n",
    "<iframe src=x>",
    "</p>",
    "<li>",
    "{{",
    "}}",
    "onclick=x",
    "style=\"x\"",
    "<wbr>",
    "<span",
    "<SPAN CLASS=A>",
    "</SPAN>",
    "<?php",
    "<![CDATA[",
    "$",
    "\u{2028}",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_are_sound(text in soup(), raw_html: bool) {
        let options = if raw_html { HTML } else { SAFE };
        let (parsed, diagnostics) = parse_document(&text, whole(&text), options);
        check_places(&text, &diagnostics);
        let (body, sections, diagnostics) = split_by_stages(parsed.clone(), &[StageNames { id: "pays", name: "Pays" }]);
        check_places(&text, &diagnostics);
        let (rest, terms) = split_definitions(parsed.clone());
        let mut page = String::new();
        for part in std::iter::once(&body).chain(sections.iter().map(|(_, part)| part)) {
            page.push_str(&html(&resolve_document(part, &mut SmallSite::new()).0.body));
        }
        check_ids(&page);
        let parts = [&parsed, &body, &rest];
        let parts = parts.into_iter().chain(sections.iter().map(|(_, part)| part)).chain(terms.iter().map(|term| &term.definition));
        for part in parts {
            let (document, diagnostics) = resolve_document(part, &mut SmallSite::new());
            check_places(&text, &diagnostics);
            check_html(&html(&document.body));
            for heading in &document.headings {
                prop_assert!(!heading.id.is_empty());
                if let Some(fragment) = &heading.text.html {
                    check_html(&html(fragment));
                }
            }
        }
    }

    #[test]
    fn short_texts_are_sound(text in soup(), raw_html: bool) {
        let options = if raw_html { HTML } else { SAFE };
        let (parsed, diagnostics) = parse_inline(&text, whole(&text), options);
        check_places(&text, &diagnostics);
        let (found, diagnostics) = resolve_inline(&parsed, &mut SmallSite::new());
        check_places(&text, &diagnostics);
        prop_assert!(!found.plain.chars().any(char::is_control));
        if let Some(fragment) = &found.html {
            check_html(&html(fragment));
        }
    }
}

/// No id twice on a page, and none that the stage `pays` has.
fn check_ids(page: &str) {
    let mut ids: Vec<_> = page.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.push("pays");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id twice: {page}");
}

fn check_places(text: &str, diagnostics: &Diagnostics) {
    for diagnostic in diagnostics.iter() {
        let span = diagnostic.primary.span;
        assert!(
            text.get(span.start as usize..span.end as usize).is_some(),
            "{span:?} of {text:?}: {}",
            diagnostic.message
        );
    }
}

const VOID: &[&str] = &["br", "hr", "img", "wbr", "col"];
const PHRASES: &[&str] = &[
    "a", "abbr", "b", "br", "code", "del", "em", "i", "img", "span", "strong", "sup", "wbr", "small", "sub", "mark",
    "kbd", "q", "s", "u",
];
const OTHERS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-label",
    "class",
    "decoding",
    "height",
    "href",
    "id",
    "loading",
    "open",
    "rel",
    "role",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
    "width",
];

/// Elements and attributes are known ones and in balance, no line of text holds a block, and no link another link.
fn check_html(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(position) = rest.find('<') {
        let (text, tag) = rest.split_at(position);
        assert!(!text.contains('>'), "a bare > in {html}");
        let (inside, after) = split_tag(&tag[1..]).unwrap_or_else(|| panic!("an open tag in {html}"));
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "out of balance: {html}");
            continue;
        }
        let name = inside.split(' ').next().unwrap_or_default();
        assert!(PHRASES.contains(&name) || OTHERS.contains(&name), "<{name}> in {html}");
        check_attributes(inside[name.len()..].trim_start(), html);
        assert!(name != "a" || !open.contains(&"a"), "a link in a link: {html}");
        let in_line = open.iter().any(|outer| matches!(*outer, "p" | "h2" | "h3" | "h4" | "h5" | "h6"));
        assert!(!in_line || PHRASES.contains(&name), "<{name}> in a line: {html}");
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} never closed: {html}");
    assert!(!html.contains('\0') && !html.contains('\u{1}'));
}

/// The inside of a tag, and what follows it.
fn split_tag(tag: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    for (offset, character) in tag.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '>' if !quoted => return Some((&tag[..offset], &tag[offset + 1..])),
            _ => {}
        }
    }
    None
}

fn check_attributes(mut rest: &str, html: &str) {
    while !rest.is_empty() {
        let (name, value) = rest.split_once("=\"").unwrap_or_else(|| panic!("an attribute without a value: {html}"));
        let (value, after) = value.split_once('"').unwrap_or_else(|| panic!("an open quote: {html}"));
        assert!(ATTRIBUTES.contains(&name), "the attribute {name} in {html}");
        if matches!(name, "href" | "src") {
            let known = ["{", "#", "http://", "https://", "mailto:"]
                .iter()
                .any(|start| value.to_lowercase().starts_with(start));
            assert!(known, "{value} in {html}");
        }
        rest = after.trim_start();
    }
}
