//! Short texts: one line of Markdown, in a string of the front matter or the cell of a map.

use std::sync::Arc;

use super::node::{Element, Node, ParsedDocument, ParsedText};
use super::parse::{MarkdownOptions, inline_syntax, parse_with};
use super::place::Place;
use super::plain;
use crate::diagnostics::Diagnostics;

/// Put before a text, so that nothing at its start opens a block: "- no", "1. first", "# 3" are words. The sign itself is
/// one that no text keeps; the space makes what follows begin a word, as at the start of a line.
const GUARD: &str = "\u{1} ";

/// Reads a short text. Line ends are spaces; nothing in it opens a block.
#[must_use]
pub fn parse_inline(text: &str, place: Place, options: MarkdownOptions) -> (ParsedText, Diagnostics) {
    if !may_have_markup(text) {
        return (ParsedText { plain: fold(text), markup: None }, Diagnostics::new());
    }
    // Byte for byte, so that every place stays; a backslash before a line end breaks the line, which here is a space.
    let one_line = text.replace("\\\r\n", "   ").replace("\\\n", "  ").replace(['\n', '\r'], " ");
    let guarded = format!("{GUARD}{one_line}");
    let (mut document, diagnostics) = parse_with(&guarded, place.shifted_back(GUARD.len()), options, inline_syntax());
    document.nodes.retain(|node| !matches!(node, Node::Open(Element::Paragraph) | Node::Close(Element::Paragraph)));
    let plain = plain::of_nodes(&document.nodes, &document.shared).into();
    let markup = document.nodes.iter().any(|node| !matches!(node, Node::Text(_)));
    (ParsedText { plain, markup: markup.then(|| Box::new(trimmed(document))) }, diagnostics)
}

/// The words of a text that means nothing but itself, which no place need be known for: mostly the text as it is, shared.
#[must_use]
pub fn parse_plain(text: &Arc<str>) -> Option<Arc<str>> {
    (!may_have_markup(text)).then(|| if is_folded(text) { Arc::clone(text) } else { fold(text).into() })
}

/// Whether a character or a word is there that could mean anything but itself.
fn may_have_markup(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'*' | b'_' | b'[' | b']' | b'<' | b'&' | b'\\' | b'`' | b'~' => true,
        b'h' => bytes[at..].starts_with(b"http"),
        _ => false,
    })
}

/// Words of plain letters with one space between them, which are most of what there is.
fn is_folded(text: &str) -> bool {
    let mut before = b' ';
    let is_fine = text.bytes().all(|byte| {
        let is_fine = matches!(byte, b'!'..=b'~') || (byte == b' ' && before != b' ');
        before = byte;
        is_fine
    });
    is_fine && before != b' '
}

fn fold(text: &str) -> Box<str> {
    if is_folded(text) {
        return text.into();
    }
    let mut clean = String::with_capacity(text.len());
    plain::push_clean(&mut clean, text);
    plain::fold(&clean).into()
}

/// The guard leaves its space at the start.
fn trimmed(mut document: ParsedDocument) -> ParsedDocument {
    if let Some(Node::Text(words)) = document.nodes.first().copied() {
        let text = document.shared.words(words);
        let cut = text.len() - text.trim_start().len();
        let start = words.start + super::parse::index(cut);
        if let Some(first) = document.nodes.first_mut() {
            *first = Node::Text(super::node::Words { start, ..words });
        }
    }
    document
}
