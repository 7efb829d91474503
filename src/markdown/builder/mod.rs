//! Building the nodes of a text, event by event.
//!
//! 1. `words`: runs of words, joined, so that addresses and terms are found whole.
//! 2. `elements`: what opens and closes, links, images, embeds and code.
//! 3. `tables`, `html`: what needs more than one event to be known.

mod elements;
mod html;
mod tables;
mod words;

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::footnote::Footnotes;
use super::heading::{HeadingIds, finish_levels};
use super::image::ImageCapture;
use super::node::*;
use super::parse::{MarkdownOptions, index};
use super::place::Place;
use super::raw_html::Sanitizer;
use super::{mermaid, nesting};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use elements::CodeBlock;
use tables::{Table, cell_alignment};

/// How deep elements may stand in each other on a page. A list and its item are two.
const DEEPEST_ELEMENT: usize = 256;

/// What was opened and waits for its end.
#[derive(Debug, Clone, Copy)]
enum Opened {
    /// By an event; `None`: too deep, and so not written.
    Element(Option<Element>),
    /// By a tag of the writer's own.
    Html(Words),
    Footnote(u32),
}

pub(super) struct Builder<'a> {
    /// What the parser saw.
    text: &'a str,
    /// What the writer wrote: the same, but for markers that nest too deep.
    original: &'a str,
    cuts: Vec<Range<usize>>,
    place: Place,
    options: MarkdownOptions,
    shared: Shared,
    nodes: Vec<Node>,
    /// Where the words begin that are not yet in a node.
    run: usize,
    open: Vec<Opened>,
    /// What was written before the footnotes that are being read.
    outer: Vec<Vec<Node>>,
    open_links: usize,
    heading_start: usize,
    table: Option<Table>,
    image: Option<ImageCapture>,
    code: Option<CodeBlock>,
    html_block: Option<(String, usize)>,
    /// The paragraph is an embed, which was read already.
    in_embed: bool,
    too_deep: Option<Range<usize>>,
    footnotes: Footnotes,
    ids: HeadingIds,
    sanitizer: Sanitizer,
    diagnostics: Diagnostics,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        text: &'a str,
        original: &'a str,
        cuts: &[Range<usize>],
        place: Place,
        options: MarkdownOptions,
    ) -> Self {
        Self {
            text,
            original,
            cuts: cuts.to_vec(),
            place,
            options,
            shared: Shared::default(),
            nodes: Vec::new(),
            run: 0,
            open: Vec::new(),
            outer: Vec::new(),
            open_links: 0,
            heading_start: 0,
            table: None,
            image: None,
            code: None,
            html_block: None,
            in_embed: false,
            too_deep: None,
            footnotes: Footnotes::default(),
            ids: HeadingIds::default(),
            sanitizer: Sanitizer::default(),
            diagnostics: Diagnostics::new(),
        }
    }

    pub(super) fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.in_embed {
            self.in_embed = !matches!(event, Event::End(TagEnd::Paragraph));
            return;
        }
        if let Some(image) = &mut self.image {
            if image.take(&event) {
                self.end_image();
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => {
                let words = self.words(&code);
                self.push(Node::Code(words));
            }
            Event::Html(html) => match &mut self.html_block {
                Some((block, _)) => block.push_str(&html),
                None => self.inline_html(&html, range),
            },
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::FootnoteReference(label) => {
                let index = self.footnotes.refer(&label, &mut self.shared);
                self.push(Node::Footnote(index));
            }
            Event::SoftBreak => self.push_words("\n"),
            Event::HardBreak => self.push(Node::HardBreak),
            Event::Rule => self.push(Node::Rule),
            Event::TaskListMarker(done) => self.push(Node::Task { done }),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push_words(&text),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                if self.embeds(&range) {
                    self.in_embed = true;
                } else {
                    self.open(Element::Paragraph, &range);
                }
            }
            Tag::Heading { level, id, classes, .. } => {
                let index = index(self.shared.headings.len());
                let span = self.place.span_of(self.trimmed(&range));
                let heading = self.ids.begin(level as u8, id.as_deref(), &classes, span, &mut self.diagnostics);
                self.shared.headings.push(heading);
                self.open(Element::Heading(index), &range);
                self.heading_start = self.nodes.len();
            }
            Tag::BlockQuote(kind) => self.open(kind.map_or(Element::Quote, |kind| Element::Alert(alert(kind))), &range),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => mermaid::language(&info),
                    CodeBlockKind::Indented => String::new(),
                };
                self.flush();
                self.code = Some(CodeBlock { language, text: String::new(), start: None, end: range.end });
            }
            Tag::HtmlBlock => self.html_block = Some((String::new(), range.start)),
            Tag::List(None) => self.open(Element::List, &range),
            Tag::List(Some(first)) => self.open(Element::NumberedList(first), &range),
            Tag::Item => self.open(Element::ListItem, &range),
            Tag::FootnoteDefinition(label) => {
                self.flush();
                let span = self.place.span_of(self.trimmed(&range));
                let index = self.footnotes.define(&label, span, &mut self.shared, &mut self.diagnostics);
                self.outer.push(std::mem::take(&mut self.nodes));
                self.open.push(Opened::Footnote(index));
            }
            Tag::DefinitionList => self.open(Element::DefinitionList, &range),
            Tag::DefinitionListTitle => {
                let index = index(self.shared.terms.len());
                self.shared.terms.push(self.place.span_of(self.trimmed(&range)));
                self.open(Element::Term(index), &range);
            }
            Tag::DefinitionListDefinition => self.open(Element::Definition, &range),
            Tag::Table(alignments) => self.start_table(alignments, &range),
            Tag::TableHead => {
                self.open(Element::TableHead, &range);
                self.open(Element::TableRow, &range);
                self.start_row(true);
            }
            Tag::TableRow => {
                self.start_row(false);
                self.open(Element::TableRow, &range);
            }
            Tag::TableCell => {
                let cell = self.table.as_mut().map_or(
                    Element::TableCell { head: false, alignment: CellAlignment::None },
                    |table| {
                        table.column += 1;
                        let alignment = cell_alignment(table.alignments.get(table.column - 1));
                        Element::TableCell { head: table.in_head, alignment }
                    },
                );
                self.open(cell, &range);
            }
            Tag::Emphasis => self.open(Element::Emphasis, &range),
            Tag::Strong => self.open(Element::Strong, &range),
            Tag::Strikethrough => self.open(Element::Strikethrough, &range),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, range),
            Tag::Image { link_type, dest_url, title, .. } => {
                self.flush();
                let start = self.start_of(&dest_url);
                self.image = Some(ImageCapture::new(link_type, &dest_url, &title, start, range));
            }
            // Not asked for: their words stand there as they are.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => self.open.push(Opened::Element(None)),
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::CodeBlock => return self.end_code(),
            TagEnd::HtmlBlock => return self.end_html_block(),
            TagEnd::Image => return,
            TagEnd::Table => {
                self.flush();
                if let Some(table) = self.table.take()
                    && table.has_body
                {
                    self.nodes.push(Node::Close(Element::TableBody));
                }
            }
            TagEnd::TableHead => {
                self.close(range);
                self.end_table_head();
            }
            _ => {}
        }
        self.close(range);
        match tag {
            TagEnd::Paragraph => self.make_figure(),
            TagEnd::Link => self.end_link(range),
            _ => {}
        }
    }

    pub(super) fn finish(mut self) -> (ParsedDocument, Diagnostics) {
        while !self.open.is_empty() {
            self.close(&(0..0));
        }
        self.flush();
        finish_levels(&mut self.shared.headings);
        self.footnotes.report_unused(&mut self.diagnostics);
        let cut = self.cuts.first().cloned().or(self.too_deep.take());
        if let Some(range) = cut {
            self.diagnostics.push(
                Diagnostic::new(Code::NestedTooDeep, self.place.span_of(range), "this is nested too deep")
                    .reason(format!(
                        "at most {} quotes and lists may stand in each other; the words are kept, the nesting beyond that is not",
                        nesting::DEEPEST
                    ))
                    .help("take some levels away"),
            );
        }
        // It is kept until everything is resolved.
        self.nodes.shrink_to_fit();
        self.shared.words.shrink_to_fit();
        let document = ParsedDocument { shared: self.shared.into(), nodes: self.nodes, scope: Box::default() };
        (document, self.diagnostics)
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}
