//! Elements: what opens and closes; links, images, embeds and code.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use super::{Builder, DEEPEST_ELEMENT, Opened};
use crate::diagnostics::{Code, Diagnostic};
use crate::markdown::node::*;
use crate::markdown::parse::index;
use crate::markdown::reference::{Destination, parse_link, take_apart};
use crate::markdown::{embed, mermaid, plain};
use crate::source::Spanned;

pub(super) struct CodeBlock {
    pub(super) language: String,
    pub(super) text: String,
    pub(super) start: Option<usize>,
    pub(super) end: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn push(&mut self, node: Node) {
        self.flush();
        self.nodes.push(node);
    }

    pub(super) fn open(&mut self, element: Element, range: &Range<usize>) {
        self.flush();
        if self.open.len() >= DEEPEST_ELEMENT {
            self.too_deep.get_or_insert(range.clone());
            self.open.push(Opened::Element(None));
            return;
        }
        self.nodes.push(Node::Open(element));
        self.open.push(Opened::Element(Some(element)));
    }

    /// Closes what the last event opened, and before it the writer's own elements that were never closed.
    pub(super) fn close(&mut self, range: &Range<usize>) {
        self.flush();
        while let Some(opened) = self.open.pop() {
            match opened {
                Opened::Html(tag) => self.nodes.push(Node::Close(Element::Html(tag))),
                Opened::Element(Some(element)) => {
                    self.nodes.push(Node::Close(element));
                    if let Element::Heading(index) = element {
                        self.end_heading(index);
                    }
                    return;
                }
                Opened::Element(None) => {
                    // Words of two blocks that are not written must not run together.
                    if self.text.get(range.clone()).is_some_and(|text| text.ends_with('\n')) {
                        self.push_words("\n");
                    }
                    return;
                }
                Opened::Footnote(index) => {
                    let body = std::mem::replace(&mut self.nodes, self.outer.pop().unwrap_or_default());
                    self.footnotes.finish(index, body, &mut self.shared);
                    return;
                }
            }
        }
    }

    /// A heading without words is left out: nobody could read it, and it has no name to link to.
    pub(super) fn end_heading(&mut self, index: u32) {
        let words = plain::of_nodes(self.nodes.get(self.heading_start..).unwrap_or_default(), &self.shared);
        if words.is_empty() {
            self.nodes.truncate(self.heading_start.saturating_sub(1));
        } else if let Some(heading) = self.shared.headings.get_mut(index as usize) {
            self.ids.end(heading, words);
        }
    }

    /// A link needs words, or an image that has some.
    pub(super) fn end_link(&mut self, range: &Range<usize>) {
        self.open_links = self.open_links.saturating_sub(1);
        let open = self.nodes.iter().rposition(|node| matches!(node, Node::Open(Element::Link(_))));
        let Some(Node::Close(Element::Link(_))) = self.nodes.last() else { return };
        let inside = self.nodes.get(open.unwrap_or_default()..).unwrap_or_default();
        if plain::of_nodes(inside, &self.shared).is_empty() && !inside.iter().any(|node| matches!(node, Node::Image(_)))
        {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::MissingAlternativeText,
                    self.place.span_of(range.clone()),
                    "this link has no words",
                )
                .reason("a reader sees nothing to follow, and a listener hears only an address")
                .help("say in the square brackets where it leads"),
            );
        }
    }

    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        destination: &CowStr<'a>,
        title: &str,
        range: Range<usize>,
    ) {
        let start = self.start_of(destination);
        let written: &str = destination;
        let destination = Destination { written, start, link: range.clone() };
        let target = match link_type {
            LinkType::WikiLink { has_pothole } => {
                // In a table the bar is written `\|`, and the parser leaves the backslash with the name.
                let written = if has_pothole { written.trim_end_matches('\\') } else { written };
                let reference = take_apart(&Destination { written, ..destination }, self.place, false);
                RawTarget::Wiki { reference, has_label: has_pothole }
            }
            LinkType::Email => RawTarget::External(format!("mailto:{written}").into()),
            _ => parse_link(&destination, self.place, &mut self.diagnostics),
        };
        self.flush();
        self.open_links += 1;
        let link = Element::Link(index(self.shared.links.len()));
        self.shared.links.push(RawLink { target, title: title.into() });
        self.open(link, &range);
    }

    pub(super) fn end_image(&mut self) {
        let Some(capture) = self.image.take() else { return };
        let image = capture.finish(self.place, &mut self.diagnostics);
        let index = index(self.shared.images.len());
        self.shared.images.push(image);
        self.push(Node::Image(index));
    }

    /// A paragraph that is an image with a caption becomes a figure.
    pub(super) fn make_figure(&mut self) {
        if let [.., Node::Open(Element::Paragraph), Node::Image(image), Node::Close(Element::Paragraph)] =
            *self.nodes.as_slice()
            && self.shared.images.get(image as usize).is_some_and(|image| image.caption.is_some())
        {
            self.nodes.truncate(self.nodes.len() - 3);
            self.nodes.push(Node::Figure(image));
        }
    }

    /// Reads a paragraph of embeds, each on its own line; `false` when it is none.
    pub(super) fn embeds(&mut self, range: &Range<usize>) -> bool {
        let Some(paragraph) = self.original.get(range.clone()) else { return false };
        if !paragraph.trim_start().starts_with("{{")
            || !paragraph.lines().all(|line| line.trim().is_empty() || embed::looks_like_embed(line))
        {
            return false;
        }
        let mut start = range.start;
        for line in paragraph.split_inclusive('\n') {
            if !line.trim().is_empty()
                && let Some(embed) =
                    embed::parse_embed(self.original, start..start + line.len(), self.place, &mut self.diagnostics)
            {
                let index = index(self.shared.embeds.len());
                self.shared.embeds.push(embed);
                self.push(Node::Embed(index));
            }
            start += line.len();
        }
        true
    }

    pub(super) fn end_code(&mut self) {
        let Some(block) = self.code.take() else { return };
        let diagram = mermaid::diagram_type(&block.text).filter(|_| block.language == "mermaid");
        let start = block.start.unwrap_or(block.end);
        if let Some(word) = diagram.filter(|word| mermaid::is_nearly_journey(word)) {
            let written = self.original.get(start..block.end).and_then(|text| text.find(word)).unwrap_or_default();
            let span = self.place.span_of(start + written..start + written + word.len());
            self.diagnostics.push(mermaid::nearly_journey(word, span));
        }
        if diagram == Some(mermaid::JOURNEY) {
            let span = self.place.span_of(start..block.end);
            let text = self.words(&block.text);
            let index = index(self.shared.mermaids.len());
            self.shared.mermaids.push(Spanned::new(text, span));
            self.push(Node::Mermaid(index));
        } else {
            let language = self.words(&block.language);
            let code = self.words(&block.text);
            self.push(Node::CodeBlock { language, code });
        }
    }
}
