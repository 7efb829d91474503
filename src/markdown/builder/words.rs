//! Words: joined, cleaned, and placed.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::Builder;
use crate::markdown::node::*;
use crate::markdown::parse::index;
use crate::markdown::{embed, footnote, plain, spaced_path, url_in_text};

impl<'a> Builder<'a> {
    pub(super) fn text(&mut self, text: &CowStr<'a>, range: Range<usize>) {
        // Words in code are taken from what was written, with the markers that nest too deep elsewhere.
        let written = match text {
            CowStr::Borrowed(borrowed) if borrowed.len() == range.len() => self.original.get(range.clone()),
            _ => None,
        };
        if let Some(code) = &mut self.code {
            code.text.push_str(written.unwrap_or(text));
            code.start = code.start.or(Some(range.start));
            code.end = range.end;
            self.cuts.retain(|cut| cut.start < range.start || cut.end > range.end);
            return;
        }
        if let Some(label) = self.footnotes.watch(text, &range) {
            self.diagnostics.push(footnote::undefined(self.text, label, self.place));
        }
        if text.contains("{{")
            && let Some(written) = written
            && let Some(found) = embed::within_text(self.original, range.start..range.start + written.len())
        {
            self.diagnostics.push(embed::not_alone(self.place.span_of(found)));
        }
        if text.starts_with('(')
            && let Some(diagnostic) = spaced_path::check(self.original, &range, self.place)
        {
            self.diagnostics.push(diagnostic);
        }
        self.push_words(text);
    }

    /// Adds words to the run.
    pub(super) fn push_words(&mut self, text: &str) {
        plain::push_clean(&mut self.shared.words, text);
    }

    /// Words that stand in a node of their own.
    pub(super) fn words(&mut self, text: &str) -> Words {
        self.flush();
        let start = index(self.shared.words.len());
        plain::push_clean(&mut self.shared.words, text);
        self.run = self.shared.words.len();
        Words { start, end: index(self.run) }
    }

    /// Makes nodes of the run, and links of the addresses in it.
    pub(super) fn flush(&mut self) {
        let (start, end) = (self.run, self.shared.words.len());
        if start == end {
            return;
        }
        self.run = end;
        let mut position = start;
        if self.open_links == 0 {
            for found in url_in_text::find(self.shared.words.get(start..end).unwrap_or_default()) {
                let found = start + found.start..start + found.end;
                let url = self.shared.words.get(found.clone()).unwrap_or_default().into();
                let link = Element::Link(index(self.shared.links.len()));
                self.shared.links.push(RawLink { target: RawTarget::External(url), title: Box::default() });
                self.push_run(position, found.start);
                self.nodes.push(Node::Open(link));
                self.push_run(found.start, found.end);
                self.nodes.push(Node::Close(link));
                position = found.end;
            }
        }
        self.push_run(position, end);
    }

    pub(super) fn push_run(&mut self, start: usize, end: usize) {
        if start < end {
            self.nodes.push(Node::Text(Words { start: index(start), end: index(end) }));
        }
    }

    /// Where a word of the text stands in it: words that had no escapes are parts of it, so their address tells.
    pub(super) fn start_of(&self, words: &CowStr<'a>) -> Option<usize> {
        let CowStr::Borrowed(words) = words else { return None };
        let start = words.as_ptr().addr().checked_sub(self.text.as_ptr().addr())?;
        (self.text.get(start..start + words.len())? == *words).then_some(start)
    }

    /// A block without the line end and the white space around it.
    pub(super) fn trimmed(&self, range: &Range<usize>) -> Range<usize> {
        let Some(text) = self.text.get(range.clone()) else { return range.clone() };
        let start = range.start + (text.len() - text.trim_start().len());
        start..(start + text.trim().len())
    }
}
