//! Resolving a text: its nodes become HTML, with every reference answered.
//!
//! 1. The footnotes that are used are numbered, in the order of their first mark.
//! 2. The nodes are written one by one; a reference is put to the [`LinkResolver`] once, even where its words are
//!    written twice (in a heading and in the list of headings).
//! 3. The footnotes follow, in a section of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::link::{EmbedReference, ImageReference, ImageResolution, LinkReference, LinkResolver, WikiReference};
use super::node::*;
use super::parse::index;
use super::plain;
use super::write::FragmentWriter;
use crate::diagnostics::Diagnostics;
use crate::model::{Document, Embed, Heading, LinkTarget, Part, TermId, Text};

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
    Text { plain, html: (!same).then(|| Box::new(fragment)) }
}

/// The answer to a link.
#[derive(Debug, Clone)]
struct Answer {
    target: Option<LinkTarget>,
    /// Shown instead of the link's own words.
    label: Option<Box<str>>,
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
    anchors: BTreeSet<&'a str>,
    /// The links that are open, and whether a tag was written for each.
    links: Vec<bool>,
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
            anchors: parsed.shared.headings.iter().map(|heading| &*heading.id).collect(),
            links: Vec::new(),
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
        if !self.with_terms || self.untouched > 0 || self.without_links || !self.links.is_empty() {
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

    // ---- elements

    fn open(&mut self, element: Element) {
        match element {
            Element::Paragraph => self.out.html("<p>"),
            Element::Heading(heading) => self.open_heading(heading),
            Element::Quote => self.out.html("<blockquote>\n"),
            Element::Alert(alert) => self.open_alert(alert),
            Element::List => self.out.html("<ul>\n"),
            Element::NumberedList(1) => self.out.html("<ol>\n"),
            Element::NumberedList(first) => self.out.html(&format!("<ol start=\"{first}\">\n")),
            Element::Table(table) => self.open_table(table),
            Element::TableHead => self.out.html("<thead>\n"),
            Element::TableBody => self.out.html("<tbody>\n"),
            Element::TableRow => self.out.html("<tr>"),
            Element::TableCell { alignment, .. } => {
                self.out.html("<td");
                self.cell_end(alignment);
            }
            Element::DefinitionList => self.out.html("<dl>\n"),
            Element::Term(_) => self.out.html("<dt>"),
            Element::Definition => self.out.html("<dd>"),
            Element::Emphasis => self.out.html("<em>"),
            Element::Strong => self.out.html("<strong>"),
            Element::Strikethrough => self.out.html("<del>"),
            Element::Html(tag) => {
                let tag = self.parsed.shared.words(tag);
                if super::raw_html::tag_name(tag) == "a" {
                    self.untouched += 1;
                }
                self.out.html(tag);
            }
            Element::ListItem | Element::Link(_) => {}
        }
    }

    fn close(&mut self, element: Element) {
        let end = match element {
            Element::Paragraph => "</p>\n",
            Element::Quote => "</blockquote>\n",
            Element::Alert(_) => "</aside>\n",
            Element::List => "</ul>\n",
            Element::NumberedList(_) => "</ol>\n",
            Element::ListItem => "</li>\n",
            Element::Table(_) => "</table></div>\n",
            Element::TableHead => "</thead>\n",
            Element::TableBody => "</tbody>\n",
            Element::TableRow => "</tr>\n",
            Element::TableCell { .. } => {
                self.hear(" ");
                "</td>"
            }
            Element::DefinitionList => "</dl>\n",
            Element::Term(_) => "</dt>\n",
            Element::Definition => "</dd>\n",
            Element::Emphasis => "</em>",
            Element::Strong => "</strong>",
            Element::Strikethrough => "</del>",
            Element::Link(_) => {
                if self.links.pop() == Some(true) { "</a>" } else { "" }
            }
            Element::Html(tag) => {
                let name = super::raw_html::tag_name(self.parsed.shared.words(tag));
                if name == "a" {
                    self.untouched = self.untouched.saturating_sub(1);
                }
                self.out.html("</");
                self.out.html(name);
                ">"
            }
            Element::Heading(_) => "",
        };
        self.out.html(end);
        if !element.is_inline(&self.parsed.shared) && !matches!(element, Element::TableCell { .. }) {
            self.new_line();
        }
    }

    fn cell_end(&mut self, alignment: CellAlignment) {
        self.out.html(match alignment {
            CellAlignment::None => ">",
            CellAlignment::Left => " class=\"align-left\">",
            CellAlignment::Center => " class=\"align-center\">",
            CellAlignment::Right => " class=\"align-right\">",
        });
    }

    fn open_alert(&mut self, alert: Alert) {
        let (class, key) = match alert {
            Alert::Note => ("alert alert-note", "markdown.alert-note"),
            Alert::Tip => ("alert alert-tip", "markdown.alert-tip"),
            Alert::Important => ("alert alert-important", "markdown.alert-important"),
            Alert::Warning => ("alert alert-warning", "markdown.alert-warning"),
            Alert::Caution => ("alert alert-caution", "markdown.alert-caution"),
        };
        self.out.html("<aside role=\"note\"");
        self.out.attribute("class", class);
        self.out.html("><p class=\"alert-title\">");
        self.out.word(key);
        self.out.html("</p>\n");
    }

    /// A table scrolls by itself, so it is a region with a name of its own that the keyboard reaches.
    fn open_table(&mut self, table: u32) {
        let shared = &self.parsed.shared;
        let label = shared.tables.get(table as usize).map_or("", |words| shared.words(*words));
        let uses = self.table_labels.entry(label).or_insert(0);
        *uses += 1;
        let number = *uses;
        self.out.html("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        self.out.word("markdown.table");
        if !label.is_empty() {
            self.out.html(": ");
            self.out.text(label);
        }
        if number > 1 {
            self.out.html(&format!(" ({number})"));
        }
        self.out.html("\"><table>\n");
    }

    fn open_heading(&mut self, heading: u32) {
        self.untouched += 1;
        let Some(heading) = self.parsed.shared.headings.get(heading as usize) else { return };
        self.out.html(&format!("<h{}", heading.html_level));
        self.out.attribute("id", &heading.id);
        if !heading.classes.is_empty() {
            self.out.attribute("class", &heading.classes.join(" "));
        }
        self.out.html(">");
    }

    /// `close` is the position of the heading's end in `nodes`.
    fn close_heading(&mut self, heading: u32, nodes: &[Node], close: usize) {
        self.untouched = self.untouched.saturating_sub(1);
        let Some(raw) = self.parsed.shared.headings.get(heading as usize) else { return };
        self.out.html(&format!("</h{}>\n", raw.html_level));
        self.new_line();
        let before = nodes.get(..close).unwrap_or_default();
        let open = before.iter().rposition(|node| *node == Node::Open(Element::Heading(heading))).map_or(close, |open| open + 1);
        let text = self.words_alone(before.get(open..).unwrap_or_default());
        self.headings.push(Heading { level: raw.level, id: raw.id.clone(), text });
    }

    /// Some nodes as a short text without links, for a list of headings.
    fn words_alone(&mut self, nodes: &[Node]) -> Text {
        let body = std::mem::take(&mut self.out);
        let plain = self.plain.replace(String::new());
        let without_links = std::mem::replace(&mut self.without_links, true);
        self.nodes(nodes);
        self.without_links = without_links;
        let words = std::mem::replace(&mut self.plain, plain).unwrap_or_default();
        let fragment = std::mem::replace(&mut self.out, body).finish();
        short_text(words.trim_end().into(), fragment)
    }

    // ---- references

    /// Opens a link; `true` when its words were written as well.
    fn open_link(&mut self, link: u32) -> bool {
        let Some(raw) = self.parsed.shared.links.get(link as usize) else { return false };
        let answer = match self.answers.get(&link) {
            Some(answer) => answer.clone(),
            None => {
                let answer = self.ask(&raw.target);
                self.answers.insert(link, answer.clone());
                answer
            }
        };
        let target = answer.target.filter(|_| !self.without_links);
        self.links.push(target.is_some());
        if let Some(target) = target {
            self.out.html(if matches!(target, LinkTarget::External(_)) { "<a rel=\"external\" href=\"" } else { "<a href=\"" });
            self.out.address(target);
            self.out.html("\"");
            if !raw.title.is_empty() {
                let mut title = String::new();
                plain::push_clean(&mut title, &raw.title);
                self.out.attribute("title", &title);
            }
            self.out.html(">");
        }
        match answer.label {
            Some(label) => {
                self.hear(&label);
                self.out.text(&label);
                true
            }
            None => false,
        }
    }

    fn ask(&mut self, target: &RawTarget) -> Answer {
        match target {
            RawTarget::External(url) => Answer { target: Some(LinkTarget::External(url.clone())), label: None },
            RawTarget::Refused => Answer { target: None, label: None },
            RawTarget::Site(raw) => {
                let reference = LinkReference {
                    written: &raw.written,
                    path: &raw.path,
                    anchor: raw.anchor.as_deref(),
                    in_document: self.is_in_document(raw),
                    span: raw.span,
                    path_span: raw.path_span,
                    anchor_span: raw.anchor_span,
                };
                Answer { target: self.resolver.resolve_link(&reference, &mut self.diagnostics), label: None }
            }
            RawTarget::Wiki { reference: raw, has_label } => {
                let reference = WikiReference {
                    name: &raw.path,
                    anchor: raw.anchor.as_deref(),
                    in_document: self.is_in_document(raw),
                    has_label: *has_label,
                    span: raw.span,
                    name_span: raw.path_span,
                    anchor_span: raw.anchor_span,
                };
                let answer = self.resolver.resolve_wiki(&reference, &mut self.diagnostics);
                Answer { target: answer.target, label: answer.label.filter(|_| !has_label) }
            }
        }
    }

    fn is_in_document(&self, raw: &RawReference) -> bool {
        raw.path.is_empty() && raw.anchor.as_deref().is_some_and(|anchor| self.anchors.contains(anchor))
    }

    fn image(&mut self, image: u32) {
        let Some(raw) = self.parsed.shared.images.get(image as usize) else { return };
        let answer = match self.images.get(&image) {
            Some(answer) => answer.clone(),
            None => {
                let answer = raw.reference.as_ref().and_then(|reference| {
                    let reference =
                        ImageReference { written: &reference.written, path: &reference.path, span: reference.span };
                    self.resolver.resolve_image(&reference, &mut self.diagnostics)
                });
                self.images.insert(image, answer.clone());
                answer
            }
        };
        self.hear(&raw.alternative);
        let Some(answer) = answer else {
            self.out.text(&raw.alternative);
            return;
        };
        self.out.html("<img src=\"");
        self.out.address(answer.target);
        self.out.html("\"");
        self.out.attribute("alt", &raw.alternative);
        if let Some((width, height)) = answer.size {
            self.out.html(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        self.out.html(" loading=\"lazy\" decoding=\"async\">");
    }

    fn figure(&mut self, image: u32) {
        self.out.html("<figure>");
        self.image(image);
        let caption = self.parsed.shared.images.get(image as usize).and_then(|image| image.caption.as_deref());
        if let Some(caption) = caption {
            self.new_line();
            self.out.html("<figcaption>");
            self.text(caption);
            self.out.html("</figcaption>");
        }
        self.out.html("</figure>\n");
        self.new_line();
    }

    fn embed(&mut self, embed: u32) {
        let Some(raw) = self.parsed.shared.embeds.get(embed as usize) else { return };
        let reference = EmbedReference { kind: raw.kind, arguments: &raw.arguments, span: raw.span };
        if let Some(embed) = self.resolver.resolve_embed(&reference, &mut self.diagnostics) {
            self.out.embed(embed);
            self.out.html("\n");
        }
    }

    // ---- footnotes

    /// `_fn-label`; ids of the page's furniture begin with `_`, so no heading, stage or cell has it.
    fn footnote_id(&self, kind: &str, footnote: u32, number: u32) -> String {
        let own = self.parsed.shared.footnotes.get(footnote as usize).map_or("", |footnote| &*footnote.id);
        let scope = &self.parsed.scope;
        let dash = if scope.is_empty() { "" } else { "-" };
        let number = if number > 1 { format!("-{number}") } else { String::new() };
        format!("_{kind}-{scope}{dash}{own}{number}")
    }

    fn footnote_mark(&mut self, footnote: u32) {
        if self.without_links {
            return;
        }
        let Some((number, used)) = self.footnotes.use_mark(footnote) else { return };
        self.out.html("<sup class=\"footnote-mark\"><a role=\"doc-noteref\"");
        self.out.attribute("id", &self.footnote_id("fnref", footnote, used));
        self.out.attribute("href", &format!("#{}", self.footnote_id("fn", footnote, 1)));
        self.out.html(" aria-label=\"");
        self.out.word("markdown.footnote");
        self.out.html(&format!(" {number}\">{number}</a></sup>"));
    }

    fn footnotes(&mut self) {
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
struct FootnoteOrder {
    order: Vec<u32>,
    /// By footnote: its number, how many marks there are, and how many were written.
    marks: BTreeMap<u32, (u32, u32, u32)>,
}

impl FootnoteOrder {
    fn of(parsed: &ParsedDocument) -> Self {
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
    fn use_mark(&mut self, footnote: u32) -> Option<(u32, u32)> {
        let mark = self.marks.get_mut(&footnote)?;
        mark.2 += 1;
        Some((mark.0, mark.2))
    }

    fn uses(&self, footnote: u32) -> u32 {
        self.marks.get(&footnote).map_or(0, |mark| mark.1)
    }
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
