//! The writer's own HTML: elements of the text where it spans blocks, pieces of their own where it does not.

use std::ops::Range;

use super::{Builder, DEEPEST_ELEMENT, Opened};
use crate::markdown::node::*;
use crate::markdown::raw_html::{self, Inline, Piece};
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let allowed = self.options.raw_html;
        match self.sanitizer.inline(html, allowed) {
            Inline::Nothing => {}
            Inline::Break => self.push(Node::HardBreak),
            Inline::Void(clean) => {
                let words = self.words(&clean);
                self.push(Node::Html(words));
            }
            Inline::Open(tag) => self.open_html(&tag, &range),
            Inline::WithoutAddress { tag, because } => {
                self.diagnostics.push(raw_html::refused(html, because, self.place.span_of(range.clone())));
                self.open_html(&tag, &range);
            }
            Inline::Close(name) => self.close_html(&name),
            Inline::Refused { because } => {
                if !html.starts_with("</") {
                    self.diagnostics.push(raw_html::refused(html, because, self.place.span_of(range)));
                }
                if !allowed {
                    self.push_words(html);
                }
            }
        }
    }

    pub(super) fn end_html_block(&mut self) {
        let Some((html, start)) = self.html_block.take() else { return };
        let (pieces, refused) = self.sanitizer.block(&html, self.options.raw_html);
        for (offset, tag, because) in refused {
            let span = self.exact_part(&html, start, offset..offset + tag.len());
            self.diagnostics.push(raw_html::refused(&tag, because, span));
        }
        for piece in pieces {
            match piece {
                Piece::Clean(clean) => {
                    let words = self.words(&clean);
                    self.push(Node::Html(words));
                }
                Piece::Open(tag) => self.open_html(&tag, &(start..start + html.len())),
                Piece::Close(name) => self.close_html(&name),
                Piece::Shown(text) => {
                    self.push(Node::Open(Element::Paragraph));
                    self.push_words(text.trim());
                    self.push(Node::Close(Element::Paragraph));
                }
            }
        }
    }

    pub(super) fn open_html(&mut self, tag: &str, range: &Range<usize>) {
        if self.open.len() >= DEEPEST_ELEMENT {
            self.too_deep.get_or_insert(range.clone());
            return;
        }
        let words = self.words(tag);
        self.push(Node::Open(Element::Html(words)));
        self.open.push(Opened::Html(words));
    }

    /// Closes the writer's own element of that name, when one is open in the innermost element of Markdown.
    pub(super) fn close_html(&mut self, name: &str) {
        self.flush();
        let found = self.open.iter().rev().take_while(|opened| matches!(opened, Opened::Html(_))).position(
            |opened| matches!(opened, Opened::Html(tag) if raw_html::tag_name(self.shared.words(*tag)) == name),
        );
        let Some(above) = found else { return };
        for _ in 0..=above {
            if let Some(Opened::Html(tag)) = self.open.pop() {
                self.nodes.push(Node::Close(Element::Html(tag)));
            }
        }
    }

    /// The place of a part of a block, when the block stands in the text as it is.
    pub(super) fn exact_part(&self, block: &str, start: usize, part: Range<usize>) -> Span {
        match self.text.get(start..start + block.len()) {
            Some(written) if written == block => self.place.span_of(start + part.start..start + part.end),
            _ => self.place.span_of(start..start),
        }
    }
}
