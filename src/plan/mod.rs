//! Every artifact of the site, by path, and how each is rendered.
//!
//! 1. [`Plan::new`] lists what the site consists of: pages, pictures, data, files, the theme's own files. It renders nothing.
//! 2. [`Plan::render`] makes one of them, as a pure function of the context and the artifact: no order, no state, any thread.
//!
//! The plan is the whole list. What it does not name is not published; what it no longer names is removed.

mod calendar;
mod feed;
mod list;
mod origin;
mod sitemap;

use std::borrow::Cow;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::insight::Insight;
use crate::interop::json::{self, ApiFile};
use crate::model::{Address, ImageId, JourneyId, PageId, PersonaId, Site, SiteSettings};
use crate::phase::{Observer, Phase};
use crate::search::SearchIndex;
use crate::source::{SourceId, Span};
use crate::svg::fonts::{further_faces, further_rules};
use crate::theme::{StaticContent, Theme};
use crate::url::SitePath;
use crate::view::{self, Edition, JourneyFiles, PageRef, RenderContext};
use list::{List, list_artifacts, list_search};

pub use origin::source_behind;

/// Kinds of files that a build can leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Without {
    /// Rasterized pictures: social cards, posters.
    pub png: bool,
    /// Posters for printing.
    pub pdf: bool,
    /// Stand-alone pictures beside the pages.
    pub svg: bool,
    /// Journeys as data.
    pub json: bool,
    /// The index of the search; the list from A to Z stays.
    pub search: bool,
}

impl Without {
    /// The kinds by name, as the command line and its help spell them.
    pub const KINDS: &'static [&'static str] = &["png", "pdf", "svg", "json", "search"];

    /// What lies beside each journey's page: what the site asks for and the build does not leave out.
    #[must_use]
    pub fn journey_files(self, settings: &SiteSettings) -> JourneyFiles {
        JourneyFiles {
            map_png: settings.map_png && !self.png,
            map_pdf: settings.map_pdf && !self.pdf,
            card_png: !self.png,
        }
    }

    /// Adds a kind; `false` for a name that is none.
    pub fn add(&mut self, kind: &str) -> bool {
        match kind {
            "png" => self.png = true,
            "pdf" => self.pdf = true,
            "svg" => self.svg = true,
            "json" => self.json = true,
            "search" => self.search = true,
            _ => return false,
        }
        true
    }
}

/// One file of the site to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    pub path: SitePath,
    pub kind: ArtifactKind,
    /// Which of the site's languages it is in; 0: that of the originals, and everything that all languages share.
    pub language: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArtifactKind {
    Journey(JourneyId),
    Page(PageRef),
    JourneyMap(JourneyId),
    JourneyCurve(JourneyId),
    JourneyCard(JourneyId),
    JourneyMapPng(JourneyId),
    JourneyMapPdf(JourneyId),
    JourneyData(JourneyId),
    /// The journey as slides, where the site asks for them.
    JourneySlides(JourneyId),
    Stylesheet,
    /// The faces of the site's own fonts alone, for pictures that are opened by themselves.
    FontStylesheet,
    Script,
    /// A file of the search index, by its position in [`SearchIndex::files`].
    Search(usize),
    /// A file of the theme, by its position in [`Theme::statics`].
    ThemeStatic(usize),
    Image(ImageId),
    /// A file of the site that is copied as it is.
    File(SourceId),
    /// A former address, which leads on to where the thing lies now.
    Redirect(Address),
    /// Things as data, a file a kind.
    Api(ApiFile),
    Feed,
    /// The reviews that are due, as a calendar.
    Reviews,
    Sitemap,
    Robots,
}

impl ArtifactKind {
    /// Whether it is a page that people read.
    #[must_use]
    pub fn is_page(&self) -> bool {
        matches!(self, Self::Page(_) | Self::Journey(_))
    }

    /// How long it takes to make, roughly: the big ones are begun first, so that no thread waits for a straggler.
    #[must_use]
    pub fn weight(&self) -> u32 {
        match self {
            Self::JourneyMapPng(_) => 6,
            Self::JourneyCard(_) | Self::JourneyMapPdf(_) => 5,
            Self::Page(PageRef::Overview | PageRef::Journeys { .. }) => 4,
            Self::Journey(_) => 3,
            Self::JourneyMap(_) => 2,
            _ => 1,
        }
    }
}

/// What an artifact consists of.
#[derive(Debug)]
pub enum Rendered {
    Bytes(Vec<u8>),
    Embedded(&'static [u8]),
    /// The bytes of a file of the site.
    Source(SourceId),
}

/// All artifacts, sorted by path; no path twice.
#[derive(Debug)]
pub struct Plan {
    artifacts: Vec<Artifact>,
    /// By language.
    search: Vec<SearchIndex>,
}

impl Plan {
    /// Lists everything, in all languages. Two artifacts of one path are a `duplicate-address`; the first is kept.
    #[must_use]
    pub fn new(
        site: &Site,
        insight: &Insight,
        theme: &Theme,
        editions: &[Edition],
        without: Without,
        observer: Observer<'_>,
    ) -> (Plan, Diagnostics) {
        observer.begins(Phase::Plan);
        let (mut artifacts, search) = list_artifacts(site, insight, theme, without, observer);
        let mut plan = Plan { artifacts: Vec::new(), search: vec![search] };
        for edition in editions {
            let (more, search) = list_artifacts(&edition.site, &edition.insight, &edition.theme, without, observer);
            artifacts.extend(more);
            plan.search.push(search);
        }
        let diagnostics = sort_and_drop_repetitions(site, &mut artifacts);
        plan.artifacts = artifacts;
        (plan, diagnostics)
    }

    /// The search's index alone, in every language.
    #[must_use]
    pub fn of_search(site: &Site, theme: &Theme, editions: &[Edition]) -> Plan {
        let mut plan = Plan { artifacts: Vec::new(), search: Vec::new() };
        let further = editions.iter().map(|edition| (&edition.site, &edition.theme));
        for (site, theme) in std::iter::once((site, theme)).chain(further) {
            let (artifacts, search) = list_search(site, theme);
            plan.artifacts.extend(artifacts);
            plan.search.push(search);
        }
        plan.artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        plan
    }

    #[must_use]
    pub fn artifacts(&self) -> &[Artifact] {
        &self.artifacts
    }

    /// The artifact at a path of the site.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Artifact> {
        let index = self.artifacts.binary_search_by(|artifact| artifact.path.as_str().cmp(path)).ok()?;
        self.artifacts.get(index)
    }

    /// Makes one artifact.
    #[must_use]
    pub fn render(&self, context: &RenderContext<'_>, artifact: &Artifact) -> (Rendered, Diagnostics) {
        let context = &context.in_language(artifact.language);
        let site = context.site;
        let bytes = |text: String| Rendered::Bytes(text.into_bytes());
        let page = |(html, diagnostics): (String, Diagnostics)| {
            let html = view::foreign::mark_foreign_links(site, &artifact.path, html);
            (bytes(view::shorten::shorten_page(html)), diagnostics)
        };
        match &artifact.kind {
            ArtifactKind::Journey(id) => page(view::render_journey(context, *id)),
            ArtifactKind::Page(of) => page(view::render_page(context, *of)),
            ArtifactKind::Stylesheet => {
                let (mut css, diagnostics) = context.theme.stylesheet(&site.settings.brand);
                css.push_str(&further_rules(context.fonts, "assets/"));
                (bytes(css), diagnostics)
            }
            ArtifactKind::FontStylesheet => (bytes(further_faces(context.fonts, "assets/fonts/")), Diagnostics::new()),
            ArtifactKind::Script => (bytes(context.theme.script().unwrap_or_default()), Diagnostics::new()),
            ArtifactKind::Search(index) => {
                let file = self.search.get(artifact.language).and_then(|search| search.files.get(*index));
                let text = file.map(|(_, text)| text.clone()).unwrap_or_default();
                (bytes(text), Diagnostics::new())
            }
            ArtifactKind::JourneyMap(id) => (bytes(view::picture::render_map_svg(context, *id)), Diagnostics::new()),
            ArtifactKind::JourneyCurve(id) => {
                (bytes(view::picture::render_curve_svg(context, *id)), Diagnostics::new())
            }
            ArtifactKind::JourneyCard(id) => {
                (Rendered::Bytes(view::picture::render_card_png(context, *id)), Diagnostics::new())
            }
            ArtifactKind::JourneyMapPng(id) => {
                (Rendered::Bytes(view::picture::render_map_png(context, *id, 1.0)), Diagnostics::new())
            }
            ArtifactKind::JourneyMapPdf(id) => {
                (Rendered::Bytes(view::picture::render_map_pdf(context, *id)), Diagnostics::new())
            }
            ArtifactKind::JourneySlides(id) => page(view::render_slides(context, *id)),
            ArtifactKind::JourneyData(id) => {
                (bytes(json::render_journey(site, &context.links, *id)), Diagnostics::new())
            }
            ArtifactKind::ThemeStatic(index) => (theme_static(context.theme, *index), Diagnostics::new()),
            ArtifactKind::Image(id) => (Rendered::Source(site.images[id.index()].source), Diagnostics::new()),
            ArtifactKind::File(source) => (Rendered::Source(*source), Diagnostics::new()),
            ArtifactKind::Redirect(to) => {
                let (html, diagnostics) = view::redirect::render_redirect(context, &artifact.path, *to);
                (bytes(html), diagnostics)
            }
            ArtifactKind::Api(file) => {
                (bytes(json::render_api(site, context.insight, &context.links, *file)), Diagnostics::new())
            }
            ArtifactKind::Feed => (bytes(feed::render_feed(context)), Diagnostics::new()),
            ArtifactKind::Reviews => (bytes(calendar::render_reviews(context)), Diagnostics::new()),
            ArtifactKind::Sitemap => (bytes(sitemap::render_sitemap(context, &self.artifacts)), Diagnostics::new()),
            ArtifactKind::Robots => (bytes(sitemap::render_robots(site)), Diagnostics::new()),
        }
    }
}

fn theme_static(theme: &Theme, index: usize) -> Rendered {
    match theme.statics.get(index).map(|asset| asset.content) {
        Some(StaticContent::Embedded(bytes)) => Rendered::Embedded(bytes),
        Some(StaticContent::Source(source)) => Rendered::Source(source),
        None => Rendered::Embedded(&[]),
    }
}

/// Bookmarks outlive file names: each former address becomes a page that leads on.
fn add_former_addresses(site: &Site, list: &mut List) {
    let journeys = site.journeys.iter().enumerate();
    let journeys = journeys.map(|(index, it)| (Address::Journey(JourneyId::from_index(index)), it.aliases.as_slice()));
    let personas = site.personas.iter().enumerate();
    let personas = personas.map(|(index, it)| (Address::Persona(PersonaId::from_index(index)), it.aliases.as_slice()));
    let pages = site.pages.iter().enumerate();
    let pages = pages.map(|(index, it)| (Address::Page(PageId::from_index(index)), it.aliases.as_slice()));
    for (address, aliases) in journeys.chain(personas).chain(pages) {
        for path in aliases {
            list.add(path.clone(), ArtifactKind::Redirect(address));
        }
    }
}

/// Sorts by path. Two artifacts of one address, ignoring case (some hosts and disks do), would overwrite each other.
fn sort_and_drop_repetitions(site: &Site, artifacts: &mut Vec<Artifact>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    // Stable, so that of equals the one listed first (a page before a file) is kept.
    artifacts.par_sort_by(|a, b| folded(&a.path).cmp(&folded(&b.path)));
    artifacts.dedup_by(|later, first| {
        let same = folded(&later.path) == folded(&first.path);
        if same && later != first {
            let source = source_behind(site, &later.kind).or_else(|| source_behind(site, &first.kind));
            let source = source.unwrap_or(SourceId(0));
            diagnostics.push(
                Diagnostic::new(
                    Code::DuplicateAddress,
                    Span::whole(source),
                    format!("two things want the address `{}`", first.path),
                )
                .reason("the site can hold one file of a name; some hosts do not tell capitals from small letters")
                .help("rename one of the two, or give it an `id`"),
            );
        }
        same
    });
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    diagnostics
}

/// A path in small letters, which almost every path is in already.
fn folded(path: &SitePath) -> Cow<'_, str> {
    let path = path.as_str();
    let is_small = path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_small { Cow::Borrowed(path) } else { Cow::Owned(path.to_lowercase()) }
}
