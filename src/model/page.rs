//! Plain pages and the glossary.

use super::*;
use crate::slug::Slug;
use crate::source::SourceId;
use crate::url::SitePath;

/// A plain Markdown page, at its path below `content/` with `.html`.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub path: SitePath,
    pub source: SourceId,
    pub title: Box<str>,
    pub summary: Option<Text>,
    /// Whether the footer names it.
    pub in_footer: bool,
    pub body: Document,
    pub aliases: Vec<SitePath>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct GlossaryTerm {
    pub id: Slug,
    pub term: Box<str>,
    /// Other words for it, linked as well.
    pub also: Vec<Box<str>>,
    pub definition: Document,
    pub source: SourceId,
}
