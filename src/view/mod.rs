//! What templates see: borrowed structs, one per page, made from the resolved site.
//!
//! 1. A page opens a [`PageContext`]: where it lies, and what it may ask (links, words, dates, faces).
//! 2. It fills its own view struct with [`parts`] and with a [`PageShell`] for everything around the content.
//! 3. [`RenderContext::render`] hands the struct to the template of the same name.
//!
//! The structs are the contract with themes. HTML that was made in Rust (Markdown, drawings) is named `…html` there and is
//! marked safe by the template, in one visible place.

pub mod entity;
pub mod foreign;
pub mod glossary;
pub mod insights;
pub mod journey;
pub mod layout;
pub mod lists;
pub mod not_found;
pub mod overview;
pub mod page;
pub mod page_context;
pub mod parts;
pub mod persona;
pub mod picture;
pub mod redirect;
pub mod search;
pub mod shorten;
mod soften;
pub mod sprite;

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::diagram::FontBook;
use crate::insight::Insight;
use crate::links::Links;
use crate::model::{Address, Date, Site};
use crate::source::{SourceId, SourceTree};
use crate::templates::Templates;
use crate::theme::{Strings, Theme};

pub use journey::{render_journey, render_slides};
pub use layout::{FEED, PageShell, PageWords, REVIEWS, has_feed, has_reviews};
pub use page::{ListKind, PageRef, pages, render_page};
pub use page_context::PageContext;
use picture::PictureStore;

/// Everything that a page or picture is made from; the same for all of a site.
#[derive(Debug, Clone, Copy)]
pub struct RenderContext<'a> {
    pub site: &'a Site,
    pub links: Links<'a>,
    pub insight: &'a Insight,
    pub theme: &'a Theme,
    pub templates: &'a Templates,
    /// What pictures are measured with.
    pub fonts: &'a FontBook,
    /// The files that the site was read from, for links to their texts.
    pub tree: &'a SourceTree,
    pub journey_files: JourneyFiles,
    /// The same in the site's further languages, for those who make all of it.
    pub editions: &'a [Edition],
    /// Where painted pictures are kept, where they are.
    pub pictures: Option<&'a dyn PictureStore>,
}

/// A site in one of its further languages, with everything that its pages are made from.
#[derive(Debug)]
pub struct Edition {
    pub site: Site,
    pub insight: Insight,
    /// With the words of the language.
    pub theme: Theme,
    pub templates: Templates,
}

/// Which pictures lie beside each journey's page, beyond those that always do (`.map.svg`, `.json`, and `.curve.svg` where
/// something is scored).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JourneyFiles {
    pub map_png: bool,
    pub map_pdf: bool,
    pub card_png: bool,
}

impl<'a> RenderContext<'a> {
    #[must_use]
    pub fn new(
        site: &'a Site,
        insight: &'a Insight,
        theme: &'a Theme,
        templates: &'a Templates,
        fonts: &'a FontBook,
        tree: &'a SourceTree,
    ) -> Self {
        let links = Links::new(site);
        Self {
            site,
            links,
            insight,
            theme,
            templates,
            fonts,
            tree,
            journey_files: JourneyFiles::default(),
            editions: &[],
            pictures: None,
        }
    }

    /// What pages of a language are made from: 0 is that of the originals, the others are [`editions`](Self::editions).
    #[must_use]
    pub fn in_language(&self, language: usize) -> Self {
        let Some(edition) = language.checked_sub(1).and_then(|position| self.editions.get(position)) else {
            return *self;
        };
        let Edition { site, insight, theme, templates } = edition;
        Self { site, links: Links::new(site), insight, theme, templates, ..*self }
    }

    /// The path of a source file, as an edit link wants it.
    #[must_use]
    pub fn source_path(&self, source: SourceId) -> Option<&'a str> {
        self.tree.get(source).map(|source| source.path.as_ref())
    }

    /// The day on which the file of a thing last changed, or its translation, where the site tells that and git knows it.
    #[must_use]
    pub fn changed(&self, of: Address) -> Option<Date> {
        let source = self.site.source_of(of).filter(|_| self.site.settings.last_changed)?;
        let original = self.tree.changed(source)?;
        let translation = self.site.own_language().filter(|_| self.site.is_translation()).and_then(|own| {
            let path = self.tree.path(source).strip_suffix(".md")?;
            self.tree.find(&format!("{path}.{}.md", own.tag))
        });
        let day = match translation {
            Some(translation) => self.tree.changed(translation)?.max(original),
            None => original,
        };
        Some(Date(day))
    }

    #[must_use]
    pub fn strings(&self) -> &'a Strings {
        &self.theme.strings
    }

    /// Fills a template with a view.
    #[must_use]
    pub fn render<T: Serialize>(&self, template: &str, view: &T) -> (String, Diagnostics) {
        self.templates.render(template, view)
    }
}
