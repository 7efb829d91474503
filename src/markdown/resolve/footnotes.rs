//! Footnotes: numbered, marked, and led back from.

use std::collections::BTreeMap;

use super::DocumentWriter;
use crate::markdown::link::LinkResolver;
use crate::markdown::node::*;
use crate::markdown::parse::index;

impl<R: LinkResolver + ?Sized> DocumentWriter<'_, R> {
    /// `_fn-label`; ids of the page's furniture begin with `_`, so no heading, stage or cell has it.
    pub(super) fn footnote_id(&self, kind: &str, footnote: u32, number: u32) -> String {
        let own = self.parsed.shared.footnotes.get(footnote as usize).map_or("", |footnote| &*footnote.id);
        let scope = &self.parsed.scope;
        let dash = if scope.is_empty() { "" } else { "-" };
        let number = if number > 1 { format!("-{number}") } else { String::new() };
        format!("_{kind}-{scope}{dash}{own}{number}")
    }

    pub(super) fn footnote_mark(&mut self, footnote: u32) {
        if self.without_links {
            return;
        }
        let Some((number, used)) = self.footnotes.use_mark(footnote) else { return };
        let id = self.footnote_id("fnref", footnote, used);
        self.out.html("<sup class=\"footnote-mark\">");
        // No link stands in a link: there the mark is only what the footnote leads back to.
        let tag = if self.in_link() { "span" } else { "a" };
        self.out.html(&format!("<{tag}"));
        self.out.attribute("id", &id);
        if tag == "a" {
            self.out.attribute("href", &format!("#{}", self.footnote_id("fn", footnote, 1)));
            self.out.html(" role=\"doc-noteref\" aria-label=\"");
            self.out.word("markdown.footnote");
            self.out.html(&format!(" {number}\""));
        }
        self.out.html(&format!(">{number}</{tag}></sup>"));
    }

    pub(super) fn footnotes(&mut self) {
        if self.footnotes.order.is_empty() {
            return;
        }
        self.new_line();
        self.out.html("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.out.word("markdown.footnotes");
        self.out.html("\"><ol>\n");
        for position in 0..self.footnotes.order.len() {
            let Some(&footnote) = self.footnotes.order.get(position) else { continue };
            let Some(raw) = self.parsed.shared.footnotes.get(footnote as usize) else { continue };
            self.out.html("<li");
            self.out.attribute("id", &self.footnote_id("fn", footnote, 1));
            self.out.html(">");
            // The way back stands at the end of the last line, not on a line of its own.
            let (body, last) = match raw.nodes.as_slice() {
                [body @ .., Node::Close(Element::Paragraph)] => (body, "</p>\n"),
                body => (body, ""),
            };
            self.nodes(body);
            for number in 1..=self.footnotes.uses(footnote) {
                self.out.html(" <a class=\"footnote-back\" role=\"doc-backlink\"");
                self.out.attribute("href", &format!("#{}", self.footnote_id("fnref", footnote, number)));
                self.out.html(" aria-label=\"");
                self.out.word("markdown.footnote-back");
                let times = if number > 1 { format!("-{number}") } else { String::new() };
                self.out.html(&format!(" {}{times}\">↩</a>", position + 1));
            }
            self.out.html(last);
            self.out.html("</li>\n");
            self.new_line();
        }
        self.out.html("</ol></section>\n");
    }
}

/// Which footnotes a document uses, in the order of their first marks, and how often.
#[derive(Debug, Default)]
pub(super) struct FootnoteOrder {
    order: Vec<u32>,
    /// By footnote: its number, how many marks there are, and how many were written.
    marks: BTreeMap<u32, (u32, u32, u32)>,
}

impl FootnoteOrder {
    pub(super) fn of(parsed: &ParsedDocument) -> Self {
        let mut found = Self::default();
        if parsed.shared.footnotes.is_empty() {
            return found;
        }
        found.count(&parsed.nodes);
        let mut position = 0;
        // A footnote may lead to others, which then follow it.
        while let Some(footnote) = found.order.get(position) {
            if let Some(raw) = parsed.shared.footnotes.get(*footnote as usize) {
                found.count(&raw.nodes);
            }
            position += 1;
        }
        found
    }

    fn count(&mut self, nodes: &[Node]) {
        for node in nodes {
            let Node::Footnote(footnote) = node else { continue };
            let next = index(self.order.len()) + 1;
            let mark = self.marks.entry(*footnote).or_insert((next, 0, 0));
            mark.1 += 1;
            if mark.1 == 1 {
                self.order.push(*footnote);
            }
        }
    }

    /// The number of a footnote, and which of its marks this is.
    pub(super) fn use_mark(&mut self, footnote: u32) -> Option<(u32, u32)> {
        let mark = self.marks.get_mut(&footnote)?;
        mark.2 += 1;
        Some((mark.0, mark.2))
    }

    pub(super) fn uses(&self, footnote: u32) -> u32 {
        self.marks.get(&footnote).map_or(0, |mark| mark.1)
    }
}
