//! Reading a text: the parser's events become nodes.
//!
//! 1. Markers that nest too deep are taken out ([`super::nesting`]).
//! 2. Each event becomes nodes; words of a run of text events are joined, so that addresses and terms are found whole.
//! 3. What ends late (a heading's id, an image's alternative text, a footnote) is finished at its closing event.
//! 4. What only the whole text tells (levels of headings, footnotes that nothing uses) is finished last.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, LinkType, Options, Parser};

use super::builder::Builder;
use super::nesting::limit_nesting;
use super::node::ParsedDocument;
use super::place::Place;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

/// What the site decides about its texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MarkdownOptions {
    /// HTML in a text is published, after it was sanitised; else it is shown as it was typed.
    pub raw_html: bool,
}

/// Reads a Markdown body. Knows nothing of other files.
#[must_use]
pub fn parse_document(text: &str, place: Place, options: MarkdownOptions) -> (ParsedDocument, Diagnostics) {
    let syntax = inline_syntax()
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    parse_with(text, place, options, syntax)
}

/// The syntax that a line of text may use.
pub(super) fn inline_syntax() -> Options {
    Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS
}

pub(super) fn parse_with(
    original: &str,
    place: Place,
    options: MarkdownOptions,
    syntax: Options,
) -> (ParsedDocument, Diagnostics) {
    let limited = limit_nesting(original);
    let (text, cuts) = match &limited {
        Some((text, cuts)) => (text.as_str(), cuts.as_slice()),
        None => (original, &[][..]),
    };
    let undefined = RefCell::new(Vec::new());
    let report = |link: BrokenLink<'_>| {
        undefined.borrow_mut().push((link.span, link.link_type, link.reference.into_string()));
        None
    };
    let mut builder = Builder::new(text, original, cuts, place, options);
    for (event, range) in Parser::new_with_broken_link_callback(text, syntax, Some(report)).into_offset_iter() {
        builder.event(event, range);
    }
    let mut parsed = builder.finish();
    for (range, link_type, reference) in undefined.into_inner() {
        parsed.1.extend(undefined_reference(original, &range, link_type, &reference, place));
    }
    parsed
}

/// `[words][name]` without a `[name]: …` anywhere.
fn undefined_reference(
    text: &str,
    range: &Range<usize>,
    link_type: LinkType,
    reference: &str,
    place: Place,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    // `list[i][j]` is no link that went wrong, and `[words]` alone are words in brackets.
    let follows_word = text.get(..range.start).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    if matches!(link_type, LinkType::Reference | LinkType::Collapsed) && !follows_word && !reference.starts_with('^') {
        // The parser leaves the empty brackets of `[name][]` out.
        let brackets = text.get(range.end..).is_some_and(|after| after.starts_with("[]"));
        let end = range.end + if brackets { 2 } else { 0 };
        diagnostics.push(
            Diagnostic::new(
                Code::BrokenLink,
                place.span_of(range.start..end),
                format!("no line says where `[{reference}]` leads"),
            )
            .help(format!("add a line `[{reference}]: address`")),
        );
    }
    diagnostics
}

/// A position in a list. Texts are limited to far less than 4 GB when they are read.
pub(super) fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
