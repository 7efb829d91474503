//! What templates see: borrowed structs, one per page, made from the resolved site.
//!
//! 1. A page opens a [`PageContext`]: where it lies, and what it may ask (links, words, dates, faces).
//! 2. It fills its own view struct with [`parts`] and with a [`PageShell`] for everything around the content.
//! 3. [`RenderContext::render`] hands the struct to the template of the same name.
//!
//! The structs are the contract with themes. HTML that was made in Rust (Markdown, drawings) is named `…html` there and is
//! marked safe by the template, in one visible place.

pub mod journey;
pub mod layout;
pub mod page_context;
pub mod parts;
pub mod picture;
pub mod sprite;

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::diagram::FontBook;
use crate::insight::Insight;
use crate::links::Links;
use crate::model::Site;
use crate::templates::Templates;
use crate::theme::{Strings, Theme};

pub use journey::render_journey;
pub use layout::{PageShell, PageWords};
pub use page_context::PageContext;

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
}

impl<'a> RenderContext<'a> {
    #[must_use]
    pub fn new(
        site: &'a Site,
        insight: &'a Insight,
        theme: &'a Theme,
        templates: &'a Templates,
        fonts: &'a FontBook,
    ) -> Self {
        Self { site, links: Links::new(site), insight, theme, templates, fonts }
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
