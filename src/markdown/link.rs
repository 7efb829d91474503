//! What a text refers to, as written, and the one who knows the whole site.

use super::glossary::Glossary;
use crate::diagnostics::Diagnostics;
use crate::model::{Embed, LinkTarget, TermId};
use crate::source::{Span, Spanned};

/// A link to a file or an anchor of the site: `[Maya](../personas/maya.md#goals)`, `[above](#goals)`.
///
/// Links to other hosts never come here; links with a scheme that is not published were refused while parsing.
#[derive(Debug, Clone, Copy)]
pub struct LinkReference<'a> {
    /// The destination as written, for messages.
    pub written: &'a str,
    /// What stands before `#`, percent-decoded: relative to the file of the text. Empty for an anchor of the page itself.
    pub path: &'a str,
    /// What stands after `#`, percent-decoded.
    pub anchor: Option<&'a str>,
    /// Whether `path` is empty and a heading of this very document has that anchor.
    pub in_document: bool,
    /// The whole destination.
    pub span: Span,
    /// The path alone.
    pub path_span: Span,
    /// The anchor alone, without `#`.
    pub anchor_span: Span,
}

/// A wiki link: `[[maya-okafor]]`, `[[maya-okafor|Maya]]`, `[[journeys/order#pays]]`.
#[derive(Debug, Clone, Copy)]
pub struct WikiReference<'a> {
    /// What stands before `#`, trimmed. Empty for an anchor of the page itself.
    pub name: &'a str,
    pub anchor: Option<&'a str>,
    pub in_document: bool,
    /// Whether the writer gave the words to show (`|Maya`); then the label of the answer is not used.
    pub has_label: bool,
    /// Name and anchor, without brackets and label.
    pub span: Span,
    pub name_span: Span,
    pub anchor_span: Span,
}

/// The answer to a wiki link.
#[derive(Debug, Clone, PartialEq)]
pub struct WikiResolution {
    /// `None`: the words stand there without a link (a draft, or a mistake that was told).
    pub target: Option<LinkTarget>,
    /// What to show when the writer gave no words: the name of the thing; `None` shows the link's own text.
    pub label: Option<Box<str>>,
}

/// An image of the site.
#[derive(Debug, Clone, Copy)]
pub struct ImageReference<'a> {
    /// The destination as written.
    pub written: &'a str,
    /// Percent-decoded; relative to the file of the text.
    pub path: &'a str,
    pub span: Span,
}

/// The answer to an image.
#[derive(Debug, Clone, PartialEq)]
pub struct ImageResolution {
    pub target: LinkTarget,
    /// CSS pixels; `None` when the header does not say.
    pub size: Option<(u32, u32)>,
}

/// A picture of the site on a line of its own: `{{ curve(journey="order", personas="maya-okafor, tom-lindqvist") }}`.
///
/// Kind and arguments were checked: the names are known, each stands there once, and the required ones are there.
#[derive(Debug, Clone, Copy)]
pub struct EmbedReference<'a> {
    pub kind: EmbedKind,
    pub arguments: &'a [(&'static str, Spanned<Box<str>>)],
    /// From `{{` to `}}`.
    pub span: Span,
}

impl EmbedReference<'_> {
    #[must_use]
    pub fn argument(&self, name: &str) -> Option<Spanned<&str>> {
        let (_, value) = self.arguments.iter().find(|(key, _)| *key == name)?;
        Some(Spanned::new(&*value.value, value.span))
    }
}

/// What can be embedded by name; `embed` lists the arguments of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmbedKind {
    Curve,
    Map,
    Sparkline,
    Flow,
    Timeline,
    Storyboard,
    Blueprint,
    HeatMap,
    Matrix,
    Roadmap,
    Atlas,
    History,
    TargetBar,
    PersonaScales,
    ChannelUsage,
    EmpathyMap,
}

/// Knows the whole site, and so where a reference leads. Tells what is wrong with one, with its place, and goes on.
pub trait LinkResolver {
    /// `None` leaves the words of the link without a link.
    fn resolve_link(&mut self, link: &LinkReference<'_>, diagnostics: &mut Diagnostics) -> Option<LinkTarget>;

    fn resolve_wiki(&mut self, link: &WikiReference<'_>, diagnostics: &mut Diagnostics) -> WikiResolution;

    /// `None` leaves the alternative text in its place.
    fn resolve_image(&mut self, image: &ImageReference<'_>, diagnostics: &mut Diagnostics) -> Option<ImageResolution>;

    /// `None` leaves nothing.
    fn resolve_embed(&mut self, embed: &EmbedReference<'_>, diagnostics: &mut Diagnostics) -> Option<Embed>;

    /// The terms that a document links on first use.
    fn glossary(&self) -> Option<&Glossary> {
        None
    }

    /// The term that this document defines: it does not link to itself.
    fn own_term(&self) -> Option<TermId> {
        None
    }
}
