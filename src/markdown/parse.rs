//! Reading a text: the parser's events become nodes.
//!
//! 1. Markers that nest too deep are taken out ([`super::nesting`]).
//! 2. Each event becomes nodes; words of a run of text events are joined, so that addresses and terms are found whole.
//! 3. What ends late (a heading's id, an image's alternative text, a footnote) is finished at its closing event.
//! 4. What only the whole text tells (levels of headings, footnotes that nothing uses) is finished last.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::footnote::Footnotes;
use super::heading::{HeadingIds, finish_levels};
use super::image::ImageCapture;
use super::nesting::limit_nesting;
use super::node::*;
use super::place::Place;
use super::raw_html::Sanitizer;
use super::reference::{Destination, parse_link, take_apart};
use super::{embed, mermaid, plain, url_in_text};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{Span, Spanned};

/// How deep elements may stand in each other on a page. A list and its item are two.
const DEEPEST_ELEMENT: usize = 256;

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

/// What was opened and waits for its end.
#[derive(Debug, Clone, Copy)]
enum Opened {
    /// By an event; `None`: too deep, and so not written.
    Element(Option<Element>),
    /// By a tag of the writer's own.
    Html(Words),
    Footnote(u32),
}

struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_body: bool,
    index: u32,
    head_start: usize,
}

struct CodeBlock {
    language: String,
    text: String,
    start: Option<usize>,
    end: usize,
}

pub(super) struct Builder<'a> {
    /// What the parser saw.
    text: &'a str,
    /// What the writer wrote: the same, but for markers that nest too deep.
    original: &'a str,
    cuts: Vec<Range<usize>>,
    place: Place,
    options: MarkdownOptions,
    pub(super) shared: Shared,
    pub(super) nodes: Vec<Node>,
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
    fn new(text: &'a str, original: &'a str, cuts: &[Range<usize>], place: Place, options: MarkdownOptions) -> Self {
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

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
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
                let heading =
                    self.ids.begin(level as u8, id.as_deref(), &classes, span, &mut self.diagnostics);
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
            TagEnd::Link => self.open_links = self.open_links.saturating_sub(1),
            _ => {}
        }
    }

    // ---- words

    fn text(&mut self, text: &CowStr<'a>, range: Range<usize>) {
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
            self.diagnostics.push(super::footnote::undefined(self.text, label, self.place));
        }
        if text.contains("{{")
            && let Some(written) = written
            && let Some(found) = embed::within_text(self.original, range.start..range.start + written.len())
        {
            self.diagnostics.push(embed::not_alone(self.place.span_of(found)));
        }
        self.push_words(text);
    }

    /// Adds words to the run.
    fn push_words(&mut self, text: &str) {
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
    fn flush(&mut self) {
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

    fn push_run(&mut self, start: usize, end: usize) {
        if start < end {
            self.nodes.push(Node::Text(Words { start: index(start), end: index(end) }));
        }
    }

    // ---- elements

    pub(super) fn push(&mut self, node: Node) {
        self.flush();
        self.nodes.push(node);
    }

    fn open(&mut self, element: Element, range: &Range<usize>) {
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
    fn close(&mut self, range: &Range<usize>) {
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

    fn end_heading(&mut self, index: u32) {
        let words = plain::of_nodes(self.nodes.get(self.heading_start..).unwrap_or_default(), &self.shared);
        if let Some(heading) = self.shared.headings.get_mut(index as usize) {
            self.ids.end(heading, words);
        }
    }

    fn start_link(&mut self, link_type: LinkType, destination: &CowStr<'a>, title: &str, range: Range<usize>) {
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

    fn end_image(&mut self) {
        let Some(capture) = self.image.take() else { return };
        let image = capture.finish(self.place, &mut self.diagnostics);
        let index = index(self.shared.images.len());
        self.shared.images.push(image);
        self.push(Node::Image(index));
    }

    /// A paragraph that is an image with a caption becomes a figure.
    fn make_figure(&mut self) {
        if let [.., Node::Open(Element::Paragraph), Node::Image(image), Node::Close(Element::Paragraph)] =
            *self.nodes.as_slice()
            && self.shared.images.get(image as usize).is_some_and(|image| image.caption.is_some())
        {
            self.nodes.truncate(self.nodes.len() - 3);
            self.nodes.push(Node::Figure(image));
        }
    }

    /// Reads a paragraph of embeds, each on its own line; `false` when it is none.
    fn embeds(&mut self, range: &Range<usize>) -> bool {
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

    fn end_code(&mut self) {
        let Some(block) = self.code.take() else { return };
        if block.language == "mermaid" && mermaid::is_journey(&block.text) {
            let start = block.start.unwrap_or(block.end);
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

    // ---- tables

    fn start_table(&mut self, alignments: Vec<Alignment>, range: &Range<usize>) {
        let index = index(self.shared.tables.len());
        self.shared.tables.push(Words::default());
        self.open(Element::Table(index), range);
        let head_start = self.nodes.len();
        self.table = Some(Table { alignments, column: 0, in_head: true, has_body: false, index, head_start });
    }

    fn start_row(&mut self, in_head: bool) {
        self.flush();
        let written = self.is_written();
        if let Some(table) = &mut self.table {
            table.column = 0;
            table.in_head = in_head;
            if !in_head && !table.has_body && written {
                table.has_body = true;
                self.nodes.push(Node::Open(Element::TableBody));
            }
        }
    }

    fn end_table_head(&mut self) {
        let Some((index, start)) = self.table.as_ref().map(|table| (table.index, table.head_start)) else { return };
        let label = super::table::label(self.nodes.get(start..).unwrap_or_default(), &self.shared);
        let words = self.words(&label);
        if let Some(table) = self.shared.tables.get_mut(index as usize) {
            *table = words;
        }
    }

    /// Whether the innermost element is written, and not left out as too deep.
    fn is_written(&self) -> bool {
        !matches!(self.open.last(), Some(Opened::Element(None)))
    }

    // ---- the writer's own HTML

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        use super::raw_html::Inline;
        let allowed = self.options.raw_html;
        match self.sanitizer.inline(html, allowed) {
            Inline::Nothing => {}
            Inline::Break => self.push(Node::HardBreak),
            Inline::Void(clean) => {
                let words = self.words(&clean);
                self.push(Node::Html(words));
            }
            Inline::Open(tag) => self.open_html(&tag, &range),
            Inline::Close(name) => self.close_html(&name),
            Inline::Refused { because } => {
                if !html.starts_with("</") {
                    self.diagnostics.push(super::raw_html::refused(html, because, self.place.span_of(range)));
                }
                if !allowed {
                    self.push_words(html);
                }
            }
        }
    }

    fn end_html_block(&mut self) {
        use super::raw_html::Piece;
        let Some((html, start)) = self.html_block.take() else { return };
        let (pieces, refused) = self.sanitizer.block(&html, self.options.raw_html);
        for (offset, tag, because) in refused {
            let span = self.exact_part(&html, start, offset..offset + tag.len());
            self.diagnostics.push(super::raw_html::refused(&tag, because, span));
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

    fn open_html(&mut self, tag: &str, range: &Range<usize>) {
        if self.open.len() >= DEEPEST_ELEMENT {
            self.too_deep.get_or_insert(range.clone());
            return;
        }
        let words = self.words(tag);
        self.push(Node::Open(Element::Html(words)));
        self.open.push(Opened::Html(words));
    }

    /// Closes the writer's own element of that name, when one is open in the innermost element of Markdown.
    fn close_html(&mut self, name: &str) {
        self.flush();
        let found = self
            .open
            .iter()
            .rev()
            .take_while(|opened| matches!(opened, Opened::Html(_)))
            .position(|opened| matches!(opened, Opened::Html(tag) if super::raw_html::tag_name(self.shared.words(*tag)) == name));
        let Some(above) = found else { return };
        for _ in 0..=above {
            if let Some(Opened::Html(tag)) = self.open.pop() {
                self.nodes.push(Node::Close(Element::Html(tag)));
            }
        }
    }

    /// The place of a part of a block, when the block stands in the text as it is.
    fn exact_part(&self, block: &str, start: usize, part: Range<usize>) -> Span {
        match self.text.get(start..start + block.len()) {
            Some(written) if written == block => self.place.span_of(start + part.start..start + part.end),
            _ => self.place.span_of(start..start),
        }
    }

    // ---- places

    /// Where a word of the text stands in it: words that had no escapes are parts of it, so their address tells.
    fn start_of(&self, words: &CowStr<'a>) -> Option<usize> {
        let CowStr::Borrowed(words) = words else { return None };
        let start = words.as_ptr().addr().checked_sub(self.text.as_ptr().addr())?;
        (self.text.get(start..start + words.len())? == *words).then_some(start)
    }

    /// A block without the line end and the white space around it.
    fn trimmed(&self, range: &Range<usize>) -> Range<usize> {
        let Some(text) = self.text.get(range.clone()) else { return range.clone() };
        let start = range.start + (text.len() - text.trim_start().len());
        start..(start + text.trim().len())
    }

    fn finish(mut self) -> (ParsedDocument, Diagnostics) {
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
                        super::nesting::DEEPEST
                    ))
                    .help("take some levels away"),
            );
        }
        let document =
            ParsedDocument { shared: self.shared.into(), nodes: self.nodes, scope: Box::default() };
        (document, self.diagnostics)
    }
}

/// A position in a list. Texts are limited to far less than 4 GB when they are read.
pub(super) fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
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

fn cell_alignment(alignment: Option<&Alignment>) -> CellAlignment {
    match alignment {
        Some(Alignment::Left) => CellAlignment::Left,
        Some(Alignment::Center) => CellAlignment::Center,
        Some(Alignment::Right) => CellAlignment::Right,
        Some(Alignment::None) | None => CellAlignment::None,
    }
}
