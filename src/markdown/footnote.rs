//! Footnotes while they are read: which there are, which are used.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::node::{Node, RawFootnote, Shared};
use super::parse::index;
use super::place::Place;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::slug::Slug;
use crate::source::Span;

#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// By label in lower case: its position.
    by_label: BTreeMap<String, u32>,
    ids: BTreeSet<Slug>,
    used: Vec<bool>,
    /// Label and place of each definition.
    defined: Vec<Option<(String, Span)>>,
    /// The last two pieces of text, to see `[`, `^label`, `]` that no footnote answered.
    bracket: Option<usize>,
    label: Option<Range<usize>>,
}

impl Footnotes {
    /// A mark that leads to a footnote: its position.
    pub(super) fn refer(&mut self, label: &str, shared: &mut Shared) -> u32 {
        let position = self.position(label, shared);
        if let Some(used) = self.used.get_mut(position as usize) {
            *used = true;
        }
        position
    }

    /// The beginning of a footnote.
    pub(super) fn define(
        &mut self,
        label: &str,
        span: Span,
        shared: &mut Shared,
        diagnostics: &mut Diagnostics,
    ) -> u32 {
        let position = self.position(label, shared);
        if let Some(defined) = self.defined.get_mut(position as usize) {
            match defined {
                Some((_, first)) => diagnostics.push(
                    Diagnostic::new(Code::BrokenFootnote, span, format!("the footnote `[^{label}]` is written twice"))
                        .also(*first, "first here")
                        .help("give one of them another name"),
                ),
                None => *defined = Some((label.to_owned(), span)),
            }
        }
        position
    }

    /// The end of a footnote. Of two with one name the first is kept.
    pub(super) fn finish(&self, position: u32, body: Vec<Node>, shared: &mut Shared) {
        if let Some(footnote) = shared.footnotes.get_mut(position as usize)
            && footnote.nodes.is_empty()
        {
            footnote.nodes = body;
        }
    }

    fn position(&mut self, label: &str, shared: &mut Shared) -> u32 {
        let next = index(shared.footnotes.len());
        let position = *self.by_label.entry(label.to_lowercase()).or_insert(next);
        if position == next {
            let id = match Slug::from_text(label) {
                Some(slug) if self.ids.insert(slug.clone()) => slug.to_string(),
                _ => format!("_{}", next + 1),
            };
            shared.footnotes.push(RawFootnote { id: id.into(), nodes: Vec::new() });
            self.used.push(false);
            self.defined.push(None);
        }
        position
    }

    /// Sees the pieces of running text pass by; gives the place of `[^label]` when it stands there as mere text.
    pub(super) fn watch(&mut self, text: &str, range: &Range<usize>) -> Option<Range<usize>> {
        if let Some(label) = self.label.take()
            && label.end == range.start
            && text.starts_with(']')
        {
            return Some(label.start..range.start + 1);
        }
        match self.bracket.take() {
            Some(end)
                if end == range.start
                    && text.len() > 1
                    && text.starts_with('^')
                    && !text.contains(char::is_whitespace) =>
            {
                self.label = Some(end - 1..range.end);
            }
            _ if text == "[" => self.bracket = Some(range.end),
            _ => {}
        }
        None
    }

    pub(super) fn report_unused(&self, diagnostics: &mut Diagnostics) {
        for ((label, span), _) in self.defined.iter().flatten().zip(&self.used).filter(|(_, used)| !**used) {
            diagnostics.push(
                Diagnostic::new(Code::BrokenFootnote, *span, format!("nothing refers to the footnote `[^{label}]`"))
                    .reason("a footnote is shown only where a mark leads to it")
                    .help(format!("write `[^{label}]` where it belongs, or take the footnote out")),
            );
        }
    }
}

/// A mark without a footnote.
pub(super) fn undefined(text: &str, range: Range<usize>, place: Place) -> Diagnostic {
    let written = text.get(range.clone()).unwrap_or_default();
    Diagnostic::new(Code::BrokenFootnote, place.span_of(range), format!("there is no footnote `{written}`"))
        .help(format!("add a line `{written}: …`, or write `\\{written}` to show the brackets"))
}
