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
    // No way out of the loops and no branch: so the compiler looks at many bytes at once.
    let is_mark = |byte: u8| {
        (byte == b'*')
            | (byte == b'_')
            | (byte == b'[')
            | (byte == b']')
            | (byte == b'<')
            | (byte == b'&')
            | (byte == b'\\')
            | (byte == b'`')
            | (byte == b'~')
    };
    let bytes = text.as_bytes();
    let later = |by: usize| bytes.get(by..).unwrap_or_default().iter();
    let web = bytes.iter().zip(later(1)).zip(later(2)).zip(later(3));
    bytes.iter().fold(false, |found, byte| found | is_mark(*byte))
        || web.fold(false, |found, (((h, t), u), p)| found | (*h == b'h') & (*t == b't') & (*u == b't') & (*p == b'p'))
}

/// Words of plain letters with one space between them, which are most of what there is.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    let is_odd = |byte: u8| !(b' '..=b'~').contains(&byte);
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    *first != b' '
        && *last != b' '
        && !bytes.iter().fold(false, |found, byte| found | is_odd(*byte))
        && !pairs.fold(false, |found, (one, next)| found | (*one == b' ') & (*next == b' '))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_could_be_markup_is_parsed() {
        for text in
            ["a*", "_", "see [x", "x]", "a < b", "R&D", "\\", "`", "~", "at http", "https://a.b", "hhttps", "htthttp"]
        {
            assert!(may_have_markup(text), "{text}");
        }
        for text in ["", "h", "htt", "htt p", "ttph", "hat, hut (50 %)!", "Häuser – “so”", "a.b#c+d=e{f}|g"] {
            assert!(!may_have_markup(text), "{text}");
        }
    }

    #[test]
    fn a_folded_text_is_what_folding_leaves() {
        for text in ["a", "a b", "a b c.", " a", "a ", "a  b", "a\tb", "a\nb", "", " ", "é", "a\u{7f}"] {
            let is_plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
            assert_eq!(is_folded(text), is_plain && !text.is_empty() && *plain::fold(text) == *text, "{text:?}");
        }
    }
}
