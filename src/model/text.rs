//! Words: inline Markdown and whole documents, parsed once, with their links open.
//!
//! A link's address depends on the page that shows it, so a fragment keeps its HTML in parts: literal HTML, and the
//! places where the page writes a relative address. Joining the parts is all that a page has to do.

use std::sync::Arc;

use super::{ImageId, JourneyId, PersonaId, TermId};
use crate::source::Span;
use crate::url::SitePath;

/// A piece of HTML whose links wait for the page that shows it. Always well-formed; no `script`, `style` or event attribute.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fragment {
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Literal HTML.
    Html(Box<str>),
    /// Inside an attribute's quotes: the address of the target, relative to the page.
    Address(LinkTarget),
    /// A phrase of the theme by its key, as text or inside an attribute's quotes (`markdown.footnotes`): escaped by the page.
    Word(&'static str),
    /// A block in which a picture of the site stands (`{{ curve(journey="order") }}`, a Mermaid block …).
    Embed(Embed),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum LinkTarget {
    /// A thing of the site, with an anchor on its page.
    Entity(super::Address, Option<Box<str>>),
    /// A glossary term.
    Term(TermId),
    /// A file that is copied to the site (an image, a download).
    File(SitePath),
    /// Anywhere else; kept as written (`https:`, `mailto:`, `tel:`; other schemes are refused while parsing).
    External(Box<str>),
}

/// A picture asked for from Markdown.
#[derive(Debug, Clone, PartialEq)]
pub enum Embed {
    Curve {
        journey: JourneyId,
        personas: Vec<PersonaId>,
    },
    Map {
        journey: JourneyId,
    },
    /// Any other kind.
    Diagram(super::Diagram),
    /// The source of a Mermaid `journey` block; its picture is drawn from the text alone.
    Mermaid {
        text: Box<str>,
        span: Span,
    },
}

/// A short text: inline Markdown on one or a few lines.
///
/// `plain` is what a reader hears: no markup, white space folded; shared with what was written where that is the same. `html` is `None`
/// when escaping `plain` gives it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Text {
    pub plain: Arc<str>,
    pub html: Option<Box<Fragment>>,
}

impl Text {
    /// A text without markup.
    #[must_use]
    pub fn from_plain(plain: &str) -> Self {
        Self { plain: plain.into(), html: None }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }
}

/// A whole Markdown body.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    pub body: Fragment,
    /// In the order of the text; `id`s are unique in the document.
    pub headings: Vec<Heading>,
    /// The text without markup, for search and descriptions: blocks separated by a line end.
    pub plain: Box<str>,
}

impl Document {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.body.parts.is_empty()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    pub id: Box<str>,
    pub text: Text,
}

/// An image that the site publishes.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    pub path: SitePath,
    /// In the source tree.
    pub source: crate::source::SourceId,
    /// CSS pixels; `None` when the header does not say.
    pub size: Option<(u32, u32)>,
}

/// An image together with its words, as a stage, step or persona shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    pub image: ImageId,
    /// Empty only for an image declared decorative.
    pub alternative: Box<str>,
    pub caption: Option<Text>,
}
