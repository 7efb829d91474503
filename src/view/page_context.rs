//! What one page may ask: links from where it lies, words, days, drawings. Drawings are noted for the page's sprite.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::RenderContext;
use super::sprite::Sprite;
use crate::links::push_escaped;
use crate::model::{Address, Date, Document, Fragment, LinkTarget, Part, Site, Text};
use crate::templates::format_date;
use crate::theme::Strings;
use crate::url::SitePath;

/// One page in the making.
#[derive(Debug)]
pub struct PageContext<'a> {
    pub render: RenderContext<'a>,
    pub site: &'a Site,
    /// Where the page will lie.
    pub path: SitePath,
    /// The thing that it is about; `None` for lists and other pages of the whole site.
    pub about: Option<Address>,
    /// Room that a picture in a text has, in pixels.
    pub(super) picture_width: Cell<f64>,
    sprite: RefCell<Sprite>,
    /// How often the page shows each picture.
    picture_ids: RefCell<BTreeMap<String, u32>>,
}

impl<'a> PageContext<'a> {
    /// Opens the page of a thing.
    #[must_use]
    pub fn new(render: &RenderContext<'a>, address: Address) -> Self {
        Self::at(render, render.links.location(address).path).about(address)
    }

    /// Says what the page is about.
    #[must_use]
    pub fn about(self, address: Address) -> Self {
        Self { about: Some(address), ..self }
    }

    /// Opens a page at any path (further pages of a list, the page for dead links).
    #[must_use]
    pub fn at(render: &RenderContext<'a>, path: SitePath) -> Self {
        Self {
            render: *render,
            site: render.site,
            path,
            about: None,
            picture_width: Cell::new(super::picture::chart::TEXT_WIDTH),
            sprite: RefCell::default(),
            picture_ids: RefCell::default(),
        }
    }

    #[must_use]
    pub fn strings(&self) -> &'a Strings {
        self.render.strings()
    }

    /// Whether the page is read from right to left.
    #[must_use]
    pub fn is_mirrored(&self) -> bool {
        self.strings().direction() == "rtl"
    }

    /// A place on a line, as a share of it from where reading begins: in percent from the left, as drawings count.
    #[must_use]
    pub(super) fn along(&self, share: f64) -> String {
        super::page::percent(if self.is_mirrored() { 1.0 - share } else { share })
    }

    /// A phrase of the theme.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.strings().text(key).to_owned()
    }

    /// The relative link to a thing.
    #[must_use]
    pub fn href(&self, address: Address) -> String {
        self.render.links.href(&self.path, address)
    }

    /// The relative link to a file of the site.
    #[must_use]
    pub fn file_href(&self, path: &SitePath) -> String {
        self.path.link_to(path, None)
    }

    /// A short text as HTML.
    #[must_use]
    pub fn text(&self, text: &Text) -> String {
        self.render.links.text_html(&self.path, text)
    }

    /// A short text that will stand inside a link or a heading that is one: its own links become plain words.
    #[must_use]
    pub fn plain(&self, text: &Text) -> String {
        let mut html = String::with_capacity(text.plain.len());
        push_escaped(&mut html, &text.plain);
        html
    }

    /// A whole Markdown text as HTML, with the pictures that it asks for.
    #[must_use]
    pub fn document(&self, document: &Document) -> String {
        self.fragment(&document.body)
    }

    /// Any fragment as HTML, with the pictures that it asks for.
    #[must_use]
    pub fn fragment(&self, fragment: &Fragment) -> String {
        let mut html = String::new();
        self.render.links.write_fragment(&self.path, fragment, &mut html, &mut |part, html| match part {
            Part::Embed(embed) => super::picture::write_embed(self, embed, html),
            Part::Word(key) => push_escaped(html, self.strings().text(key)),
            Part::Html(_) | Part::Address(_) => {}
        });
        html
    }

    #[must_use]
    pub fn target_href(&self, target: &LinkTarget) -> String {
        self.render.links.target_href(&self.path, target)
    }

    /// A day in words.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        format_date(self.strings(), date)
    }

    /// What the ids of a picture begin with: its own name, and from its second showing on the page on a number behind it.
    #[must_use]
    pub(super) fn picture_id(&self, name: &str) -> String {
        let mut ids = self.picture_ids.borrow_mut();
        let n_shown = ids.entry(name.to_owned()).or_default();
        *n_shown += 1;
        if *n_shown == 1 { name.to_owned() } else { format!("{name}-{n_shown}") }
    }

    /// Draws with the page's sprite.
    pub fn draw<T>(&self, drawing: impl FnOnce(&mut Sprite) -> T) -> T {
        drawing(&mut self.sprite.borrow_mut())
    }

    /// The sprite with everything drawn so far.
    #[must_use]
    pub(super) fn sprite_html(&self) -> String {
        self.sprite.borrow().to_html()
    }
}
