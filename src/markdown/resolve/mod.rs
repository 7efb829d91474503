//! Resolving a text: its nodes become HTML, with every reference answered.
//!
//! 1. The footnotes that are used are numbered, in the order of their first mark.
//! 2. The nodes are written one by one; a reference is put to the [`LinkResolver`] once, even where its words are
//!    written twice (in a heading and in the list of headings).
//! 3. The footnotes follow, in a section of their own.

mod elements;
mod footnotes;
mod references;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::Diagnostics;
use crate::markdown::link::{ImageResolution, LinkResolver};
use crate::markdown::node::*;
use crate::markdown::plain;
use crate::markdown::write::FragmentWriter;
use crate::model::{Document, Embed, Heading, LinkTarget, Part, TermId, Text};
use footnotes::FootnoteOrder;
use references::Answer;

/// Answers the references of a document and writes it.
pub fn resolve_document<R: LinkResolver + ?Sized>(
    parsed: &ParsedDocument,
    resolver: &mut R,
) -> (Document, Diagnostics) {
    let mut writer = DocumentWriter::new(parsed, resolver, true);
    writer.nodes(&parsed.nodes);
    writer.footnotes();
    writer.finish()
}

/// Answers the references of a short text. Terms of the glossary are not linked in it.
pub fn resolve_inline<R: LinkResolver + ?Sized>(parsed: &ParsedText, resolver: &mut R) -> (Text, Diagnostics) {
    let Some(markup) = &parsed.markup else { return (Text::from_plain(&parsed.plain), Diagnostics::new()) };
    let mut writer = DocumentWriter::new(markup, resolver, false);
    writer.nodes(&markup.nodes);
    let (document, diagnostics) = writer.finish();
    (short_text(document.plain, document.body), diagnostics)
}

/// A text whose HTML is nothing but its words, escaped, has none.
fn short_text(plain: Box<str>, fragment: crate::model::Fragment) -> Text {
    let mut escaped = String::new();
    crate::links::push_escaped(&mut escaped, &plain);
    let same = match fragment.parts.as_slice() {
        [] => true,
        [Part::Html(html)] => **html == *escaped,
        _ => false,
    };
    Text { plain: plain.into(), html: (!same).then(|| Box::new(fragment)) }
}

struct DocumentWriter<'a, R: LinkResolver + ?Sized> {
    parsed: &'a ParsedDocument,
    resolver: &'a mut R,
    out: FragmentWriter,
    /// `None` while words are written that were already heard (a heading's, for the list of headings).
    plain: Option<String>,
    headings: Vec<Heading>,
    answers: BTreeMap<u32, Answer>,
    images: BTreeMap<u32, Option<ImageResolution>>,
    /// The ids of the headings, and the stage that took a heading's place.
    anchors: BTreeMap<&'a str, Option<&'a str>>,
    /// The links that are open, and whether a tag was written for each.
    links: Vec<bool>,
    /// The same for links of the writer's own HTML.
    html_links: Vec<bool>,
    /// Links are words alone.
    without_links: bool,
    /// Inside elements in which no term is linked.
    untouched: usize,
    with_terms: bool,
    linked_terms: BTreeSet<TermId>,
    footnotes: FootnoteOrder,
    table_labels: BTreeMap<&'a str, u32>,
    diagnostics: Diagnostics,
}

impl<'a, R: LinkResolver + ?Sized> DocumentWriter<'a, R> {
    fn new(parsed: &'a ParsedDocument, resolver: &'a mut R, with_terms: bool) -> Self {
        let linked_terms = resolver.own_term().into_iter().collect();
        Self {
            parsed,
            resolver,
            out: FragmentWriter::default(),
            plain: Some(String::new()),
            headings: Vec::new(),
            answers: BTreeMap::new(),
            images: BTreeMap::new(),
            anchors: anchors(parsed),
            links: Vec::new(),
            html_links: Vec::new(),
            without_links: false,
            untouched: 0,
            with_terms,
            linked_terms,
            footnotes: FootnoteOrder::of(parsed),
            table_labels: BTreeMap::new(),
            diagnostics: Diagnostics::new(),
        }
    }

    fn finish(self) -> (Document, Diagnostics) {
        let mut plain = self.plain.unwrap_or_default();
        plain.truncate(plain.trim_end().len());
        (Document { body: self.out.finish(), headings: self.headings, plain: plain.into() }, self.diagnostics)
    }

    fn nodes(&mut self, nodes: &[Node]) {
        let mut position = 0;
        while let Some(node) = nodes.get(position) {
            position += 1;
            match *node {
                Node::Open(Element::Link(link)) => {
                    if self.open_link(link) {
                        // The words of a wiki link without words are its name, for which the thing's own was written.
                        let close = |node: &Node| *node == Node::Close(Element::Link(link));
                        position += nodes.get(position..).unwrap_or_default().iter().position(close).unwrap_or(0);
                    }
                }
                Node::Open(Element::ListItem) => {
                    let is_task = matches!(
                        nodes.get(position..),
                        Some([Node::Task { .. }, ..] | [Node::Open(Element::Paragraph), Node::Task { .. }, ..])
                    );
                    self.out.html(if is_task { "<li class=\"task-item\">" } else { "<li>" });
                }
                Node::Open(Element::TableCell { head: true, alignment }) => {
                    // An empty head names nothing, so it is no head.
                    let tag = if matches!(nodes.get(position), Some(Node::Close(_))) { "td" } else { "th" };
                    self.out.html(&format!("<{tag}"));
                    if tag == "th" {
                        self.out.html(" scope=\"col\"");
                    }
                    self.cell_end(alignment);
                }
                Node::Close(Element::TableCell { head: true, .. }) => {
                    let opened = position.checked_sub(2).and_then(|before| nodes.get(before));
                    let empty = matches!(opened, Some(Node::Open(Element::TableCell { .. })));
                    self.out.html(if empty { "</td>" } else { "</th>" });
                    self.hear(" ");
                }
                Node::Close(Element::Heading(heading)) => {
                    self.close_heading(heading, nodes, position - 1);
                }
                Node::Open(element) => self.open(element),
                Node::Close(element) => self.close(element),
                node => self.leaf(node),
            }
        }
    }

    // ---- words

    /// Words of the plain text.
    fn hear(&mut self, text: &str) {
        if let Some(plain) = &mut self.plain {
            plain::push_folded(plain, text);
        }
    }

    /// A new line of the plain text.
    fn new_line(&mut self) {
        if let Some(plain) = &mut self.plain {
            plain.truncate(plain.trim_end().len());
            if !plain.is_empty() {
                plain.push('\n');
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.hear(text);
        if !self.with_terms
            || self.untouched > 0
            || self.without_links
            || !self.links.is_empty()
            || !self.html_links.is_empty()
        {
            self.out.text(text);
            return;
        }
        let found = match self.resolver.glossary() {
            Some(glossary) => glossary.find(text),
            None => Vec::new(),
        };
        let mut position = 0;
        for (range, term) in found {
            if !self.linked_terms.insert(term) {
                continue;
            }
            self.out.text(text.get(position..range.start).unwrap_or_default());
            self.out.html("<a class=\"term\" href=\"");
            self.out.address(LinkTarget::Term(term));
            self.out.html("\">");
            self.out.text(text.get(range.clone()).unwrap_or_default());
            self.out.html("</a>");
            position = range.end;
        }
        self.out.text(text.get(position..).unwrap_or_default());
    }

    fn leaf(&mut self, node: Node) {
        let shared = &self.parsed.shared;
        match node {
            Node::Text(words) => self.text(shared.words(words)),
            Node::Code(words) => {
                self.hear(shared.words(words));
                self.out.html("<code>");
                self.out.text(shared.words(words));
                self.out.html("</code>");
            }
            Node::CodeBlock { language, code } => {
                self.new_line();
                self.hear(shared.words(code));
                self.new_line();
                // A wide block scrolls by itself, so the keyboard must reach it.
                self.out.html("<pre tabindex=\"0\"><code");
                if language.start < language.end {
                    self.out.attribute("class", &format!("language-{}", shared.words(language)));
                }
                self.out.html(">");
                self.out.text(shared.words(code));
                self.out.html("</code></pre>\n");
            }
            Node::HardBreak => {
                self.hear(" ");
                self.out.html("<br>\n");
            }
            Node::Rule => self.out.html("<hr>\n"),
            Node::Task { done } => self.task(done),
            Node::Footnote(footnote) => self.footnote_mark(footnote),
            Node::Image(image) => self.image(image),
            Node::Figure(image) => self.figure(image),
            Node::Embed(embed) => self.embed(embed),
            Node::Mermaid(mermaid) => {
                if let Some(found) = shared.mermaids.get(mermaid as usize) {
                    let text = shared.words(found.value).into();
                    self.out.embed(Embed::Mermaid { text, span: found.span });
                    self.out.html("\n");
                }
            }
            Node::Html(words) => {
                let html = shared.words(words);
                self.hear(&text_of_html(html));
                self.out.html(html);
            }
            Node::Open(_) | Node::Close(_) => {}
        }
    }

    /// A drawn mark with a name, not a form's box: readers cannot tick it.
    fn task(&mut self, done: bool) {
        let (class, key, mark) =
            if done { ("task task-done", "markdown.task-done", "☑") } else { ("task", "markdown.task-open", "☐") };
        self.out.html("<span role=\"img\"");
        self.out.attribute("class", class);
        self.out.html(" aria-label=\"");
        self.out.word(key);
        self.out.html("\">");
        self.out.html(mark);
        self.out.html("</span>");
    }
}

/// Several headings of one stage have ids of their own, and the first namesake of a stage may have kept its slug.
fn anchors(parsed: &ParsedDocument) -> BTreeMap<&str, Option<&str>> {
    let named = parsed.shared.headings.iter().filter(|heading| !heading.id.is_empty());
    named.map(|heading| (&*heading.id, heading.stage.as_deref())).collect()
}

/// The words of sanitised HTML.
fn text_of_html(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            _ if in_tag => {}
            character => text.push(character),
        }
    }
    // The sanitiser writes only these.
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&quot;", "\"").replace("&amp;", "&")
}
