//! A parsed text: a flat list of nodes, with what they refer to in tables beside it.
//!
//! Flat, so that nothing recurses: an element is an `Open` and a `Close` with what it holds between them, always in balance.

use std::sync::Arc;

use super::link::EmbedKind;
use crate::source::{Span, Spanned};

/// A Markdown body that was read, with its references still open. Cheap to take apart: the parts share their tables.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParsedDocument {
    pub(super) shared: Arc<Shared>,
    pub(super) nodes: Vec<Node>,
    /// Keeps the ids of footnotes apart where several parts of one file stand on one page; empty for the body.
    pub(super) scope: Box<str>,
}

impl ParsedDocument {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The ids that the headings of this part have: what a link from elsewhere may point at.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        self.headings().map(|heading| &*heading.id)
    }

    #[must_use]
    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.anchors().any(|id| id == anchor)
    }

    pub(super) fn headings(&self) -> impl Iterator<Item = &RawHeading> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Open(Element::Heading(index)) => self.shared.headings.get(*index as usize),
            _ => None,
        })
    }
}

/// A short text that was read: inline Markdown, with its references still open.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParsedText {
    /// Without markup, white space folded. A wiki link without words is here by its name, until it is resolved.
    pub plain: Box<str>,
    /// `None` when there is no markup at all.
    pub(super) markup: Option<Box<ParsedDocument>>,
}

impl ParsedText {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.markup.is_none()
    }

    /// A text without markup.
    #[must_use]
    pub fn from_plain(plain: &str) -> Self {
        Self { plain: plain.into(), markup: None }
    }
}

/// What the nodes of one file refer to, by position.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Shared {
    /// All words, one after the other; nodes hold ranges of it. No control characters but line ends and tabs.
    pub(super) words: String,
    pub(super) headings: Vec<RawHeading>,
    pub(super) links: Vec<RawLink>,
    pub(super) images: Vec<RawImage>,
    pub(super) embeds: Vec<RawEmbed>,
    pub(super) mermaids: Vec<Spanned<Words>>,
    pub(super) footnotes: Vec<RawFootnote>,
    /// The places of the terms of definition lists.
    pub(super) terms: Vec<Span>,
    /// What a table is called: the words of its head.
    pub(super) tables: Vec<Words>,
}

impl Shared {
    pub(super) fn words(&self, words: Words) -> &str {
        self.words.get(words.start as usize..words.end as usize).unwrap_or_default()
    }
}

/// A range of [`Shared::words`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Node {
    Open(Element),
    Close(Element),
    /// Running text; a soft line break is a line end in it.
    Text(Words),
    Code(Words),
    CodeBlock {
        language: Words,
        code: Words,
    },
    HardBreak,
    Rule,
    Task {
        done: bool,
    },
    /// A mark that leads to a footnote.
    Footnote(u32),
    Image(u32),
    /// An image with a caption that stands alone.
    Figure(u32),
    Embed(u32),
    Mermaid(u32),
    /// HTML of the writer, sanitised and in balance.
    Html(Words),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Element {
    Paragraph,
    Heading(u32),
    Quote,
    Alert(Alert),
    List,
    NumberedList(u64),
    ListItem,
    Table(u32),
    TableHead,
    TableBody,
    TableRow,
    TableCell {
        head: bool,
        alignment: CellAlignment,
    },
    DefinitionList,
    Term(u32),
    Definition,
    Emphasis,
    Strong,
    Strikethrough,
    Link(u32),
    /// An element of the writer's own HTML: its start tag, sanitised; its name ends where the tag's first space or `>` stands.
    Html(Words),
}

impl Element {
    /// Whether it stands in a line of text.
    pub(super) fn is_inline(self, shared: &Shared) -> bool {
        match self {
            Element::Emphasis | Element::Strong | Element::Strikethrough | Element::Link(_) => true,
            Element::Html(tag) => !super::raw_html::is_container(super::raw_html::tag_name(shared.words(tag))),
            _ => false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alert {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellAlignment {
    None,
    Left,
    Center,
    Right,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawHeading {
    /// As written, 1 to 6.
    pub(super) level: u8,
    /// In the page, 2 to 6.
    pub(super) html_level: u8,
    /// Unique in the file.
    pub(super) id: Box<str>,
    /// What the writer gave as `{#id}`, when that can be an id.
    pub(super) own_id: Option<Box<str>>,
    pub(super) classes: Vec<Box<str>>,
    pub(super) plain: Box<str>,
    pub(super) span: Span,
    /// The stage whose section it began, when it was taken out: links to it lead to the stage.
    pub(super) stage: Option<Box<str>>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawLink {
    pub(super) target: RawTarget,
    pub(super) title: Box<str>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum RawTarget {
    External(Box<str>),
    Site(RawReference),
    Wiki {
        reference: RawReference,
        has_label: bool,
    },
    /// A mistake that was told: the words stand there alone.
    Refused,
}

/// A reference inside the site, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawReference {
    pub(super) written: Box<str>,
    pub(super) path: Box<str>,
    pub(super) anchor: Option<Box<str>>,
    pub(super) span: Span,
    pub(super) path_span: Span,
    pub(super) anchor_span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawImage {
    /// `None`: refused, and told.
    pub(super) reference: Option<RawReference>,
    /// Empty for a decorative image.
    pub(super) alternative: Box<str>,
    pub(super) caption: Option<Box<str>>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawEmbed {
    pub(super) kind: EmbedKind,
    pub(super) arguments: Vec<(&'static str, Spanned<Box<str>>)>,
    pub(super) span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawFootnote {
    /// The part of its ids that is its own.
    pub(super) id: Box<str>,
    pub(super) nodes: Vec<Node>,
}
