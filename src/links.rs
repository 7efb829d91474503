//! Addresses made concrete: which file a thing lies in, and the relative link from any page to it.
//!
//! The paths are the site's contract with its readers (they bookmark cells); nothing else in the crate spells them.

use crate::model::{
    Address, Fragment, JourneyId, LinkTarget, Origin, Part, Site, SiteLanguage, Text, item_anchor, stage_anchor,
    step_anchor,
};
use crate::slug::Slug;
use crate::source::SourceId;
use crate::url::SitePath;

/// The page and, where a thing is only a part of one, the anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    pub path: SitePath,
    pub anchor: Option<String>,
}

/// Knows every address of one site.
#[derive(Debug, Clone, Copy)]
pub struct Links<'a> {
    site: &'a Site,
}

impl<'a> Links<'a> {
    #[must_use]
    pub fn new(site: &'a Site) -> Self {
        Self { site }
    }

    /// Where a thing is. A pain point, opportunity or solution without a file lies at its cell in the journey.
    #[must_use]
    pub fn location(&self, address: Address) -> Location {
        let site = self.site;
        let page = |path: String| Location { path: self.page_path(&path), anchor: None };
        let named =
            |folder: &str, id: &str| Location { path: self.thing_path(address, folder, id, ".html"), anchor: None };
        match address {
            Address::Overview => page("index.html".into()),
            Address::Journeys => page("journeys.html".into()),
            Address::Journey(id) => Location { path: self.journey_file(id, ".html"), anchor: None },
            Address::Stage(id, stage) => {
                let anchor = site.journey(id).stages.get(stage as usize).map(|stage| stage_anchor(&stage.place.id));
                Location { path: self.journey_file(id, ".html"), anchor }
            }
            Address::Step(id, stage, step) => {
                let anchor = site.journey(id).stages.get(stage as usize).and_then(|stage| {
                    let step = stage.steps.get(step as usize)?;
                    Some(step_anchor(&stage.place.id, &step.place.id))
                });
                Location { path: self.journey_file(id, ".html"), anchor }
            }
            Address::Personas => page("personas.html".into()),
            Address::Persona(id) => named("personas", site.persona(id).id.as_str()),
            Address::Touchpoints => page("touchpoints.html".into()),
            Address::Touchpoint(id) => named("touchpoints", site.touchpoints[id.index()].id.as_str()),
            Address::Channels => page("channels.html".into()),
            Address::Channel(id) => named("channels", site.channels[id.index()].id.as_str()),
            Address::Teams => page("teams.html".into()),
            Address::Team(id) => named("teams", site.teams[id.index()].id.as_str()),
            Address::PainPoints => page("pain-points.html".into()),
            Address::PainPoint(id) => {
                let pain_point = &site.pain_points[id.index()];
                self.own_page_or_cell(address, ("pain-points", pain_point.id.as_str()), &pain_point.origin)
            }
            Address::Opportunities => page("opportunities.html".into()),
            Address::Opportunity(id) => {
                let opportunity = &site.opportunities[id.index()];
                self.own_page_or_cell(address, ("opportunities", opportunity.id.as_str()), &opportunity.origin)
            }
            Address::Solutions => page("solutions.html".into()),
            Address::Solution(id) => {
                let solution = &site.solutions[id.index()];
                self.own_page_or_cell(address, ("solutions", solution.id.as_str()), &solution.origin)
            }
            Address::Metrics => page("metrics.html".into()),
            Address::Metric(id) => named("metrics", site.metrics[id.index()].id.as_str()),
            Address::Sources => page("sources.html".into()),
            Address::Source(id) => named("sources", site.sources[id.index()].id.as_str()),
            Address::Tags => page("tags.html".into()),
            Address::Tag(id) => named("tags", site.tags[id.index()].id.as_str()),
            Address::Glossary => Location { path: self.path_of(address, "glossary.html"), anchor: None },
            Address::Term(id) => {
                let anchor = Some(site.glossary[id.index()].id.to_string());
                Location { path: self.path_of(address, "glossary.html"), anchor }
            }
            Address::Insight(of) => page(format!("insights/{}.html", of.key())),
            Address::JourneyPictures(id) => Location { path: self.journey_file(id, ".pictures.html"), anchor: None },
            Address::Page(id) => {
                Location { path: self.path_of(address, site.pages[id.index()].path.as_str()), anchor: None }
            }
        }
    }

    /// A file beside a journey's page: `ending` is `.html`, `.map.svg`, `.curve.svg`, `.json`, `.card.png` …
    #[must_use]
    pub fn journey_file(&self, journey: JourneyId, ending: &str) -> SitePath {
        self.thing_path(Address::Journey(journey), "journeys", self.site.journey(journey).id.as_str(), ending)
    }

    /// The path of a page that every language has: lists, insights, search.
    #[must_use]
    pub fn page_path(&self, path: &str) -> SitePath {
        self.in_language(self.site.language, path)
    }

    /// The path of a thing's page: in this language where it is translated, else in that of the original.
    fn path_of(&self, address: Address, path: &str) -> SitePath {
        let language = if self.is_in(address, self.site.language) { self.site.language } else { 0 };
        self.in_language(language, path)
    }

    /// The same for a page named by an id.
    fn thing_path(&self, address: Address, folder: &str, id: &str, ending: &str) -> SitePath {
        if self.site.is_translation() {
            self.path_of(address, &format!("{folder}/{id}{ending}"))
        } else {
            slug_path(folder, id, ending)
        }
    }

    fn in_language(&self, language: usize, path: &str) -> SitePath {
        match self.site.languages.get(language) {
            Some(SiteLanguage { folder, .. }) if !folder.is_empty() => site_path(&format!("{folder}/{path}")),
            _ => site_path(path),
        }
    }

    /// Whether a thing has a page in a language of the site: the original has all pages; another language has the lists,
    /// the pages across maps, what has a translated file, and what is named without a file and has a word in the settings.
    #[must_use]
    pub fn is_in(&self, address: Address, language: usize) -> bool {
        let site = self.site;
        let Some(table) = site.languages.get(language).filter(|_| language > 0) else { return true };
        let of_file = |source: SourceId| table.translations.contains_key(&source);
        let named = |source: Option<SourceId>, id: &Slug| source.map_or_else(|| table.words.contains(id), of_file);
        let claimed = |origin: &Origin| match origin {
            Origin::File(source) => of_file(*source),
            Origin::Cell { journey, .. } => of_file(site.journey(*journey).source),
        };
        match address {
            Address::Journey(id) | Address::Stage(id, _) | Address::Step(id, ..) | Address::JourneyPictures(id) => {
                of_file(site.journey(id).source)
            }
            Address::Persona(id) => of_file(site.persona(id).source),
            Address::Source(id) => of_file(site.sources[id.index()].source),
            Address::Page(id) => of_file(site.pages[id.index()].source),
            Address::Touchpoint(id) => {
                let it = &site.touchpoints[id.index()];
                named(it.source, &it.id)
            }
            Address::Channel(id) => {
                let it = &site.channels[id.index()];
                named(it.source, &it.id)
            }
            Address::Team(id) => {
                let it = &site.teams[id.index()];
                named(it.source, &it.id)
            }
            Address::Metric(id) => {
                let it = &site.metrics[id.index()];
                named(it.source, &it.id)
            }
            Address::Tag(id) => named(None, &site.tags[id.index()].id),
            Address::PainPoint(id) => claimed(&site.pain_points[id.index()].origin),
            Address::Opportunity(id) => claimed(&site.opportunities[id.index()].origin),
            Address::Solution(id) => claimed(&site.solutions[id.index()].origin),
            Address::Glossary | Address::Term(_) => site.glossary.iter().any(|term| of_file(term.source)),
            Address::Overview
            | Address::Journeys
            | Address::Personas
            | Address::Touchpoints
            | Address::Channels
            | Address::Teams
            | Address::PainPoints
            | Address::Opportunities
            | Address::Solutions
            | Address::Metrics
            | Address::Sources
            | Address::Tags
            | Address::Insight(_) => true,
        }
    }

    /// Whether a thing has a page in the language of this site.
    #[must_use]
    pub fn is_here(&self, address: Address) -> bool {
        self.is_in(address, self.site.language)
    }

    /// The path of a page of this site in another of its languages, whether there is such a page or not.
    #[must_use]
    pub fn same_path_in(&self, path: &SitePath, language: usize) -> SitePath {
        let folder = self.site.own_language().map_or("", |own| &*own.folder);
        let own = path.as_str().strip_prefix(folder).and_then(|path| path.strip_prefix('/'));
        self.in_language(language, own.filter(|_| !folder.is_empty()).unwrap_or(path.as_str()))
    }

    fn own_page_or_cell(&self, address: Address, (folder, id): (&str, &str), origin: &Origin) -> Location {
        match origin {
            Origin::File(_) => Location { path: self.thing_path(address, folder, id, ".html"), anchor: None },
            Origin::Cell { journey, anchor, .. } => {
                Location { path: self.journey_file(*journey, ".html"), anchor: Some(anchor.to_string()) }
            }
        }
    }

    /// The relative link from a page to a thing.
    #[must_use]
    pub fn href(&self, from: &SitePath, address: Address) -> String {
        let location = self.location(address);
        from.link_to(&location.path, location.anchor.as_deref())
    }

    /// The relative link from a page to whatever a Markdown link meant.
    #[must_use]
    pub fn target_href(&self, from: &SitePath, target: &LinkTarget) -> String {
        match target {
            LinkTarget::Entity(address, anchor) => {
                let location = self.location(*address);
                from.link_to(&location.path, anchor.as_deref().or(location.anchor.as_deref()))
            }
            LinkTarget::Term(term) => self.href(from, Address::Term(*term)),
            LinkTarget::File(path) => from.link_to(path, None),
            LinkTarget::External(address) => address.to_string(),
        }
    }

    /// Joins a fragment's parts for one page. `other` writes the parts that are neither HTML nor an address.
    pub fn write_fragment(
        &self,
        from: &SitePath,
        fragment: &Fragment,
        html: &mut String,
        other: &mut dyn FnMut(&Part, &mut String),
    ) {
        for part in &fragment.parts {
            match part {
                Part::Html(literal) => html.push_str(literal),
                Part::Address(target) => push_escaped(html, &self.target_href(from, target)),
                part => other(part, html),
            }
        }
    }

    /// A short text as HTML for one page.
    #[must_use]
    pub fn text_html(&self, from: &SitePath, text: &Text) -> String {
        let mut html = String::with_capacity(text.plain.len() + 16);
        match &text.html {
            Some(fragment) => self.write_fragment(from, fragment, &mut html, &mut |_, _| {}),
            None => push_escaped(&mut html, &text.plain),
        }
        html
    }

    /// The anchor of an item of a cell: see [`item_anchor`].
    #[must_use]
    pub fn item_anchor(cell_anchor: &str, index: usize, id: Option<&crate::slug::Slug>) -> String {
        item_anchor(cell_anchor, index, id)
    }
}

/// Escapes for text and for attributes in double quotes.
pub fn push_escaped(into: &mut String, text: &str) {
    let mut rest = text;
    let next = |rest: &str| {
        let found = memchr::memchr3(b'&', b'<', b'>', rest.as_bytes());
        memchr::memchr(b'"', &rest.as_bytes()[..found.unwrap_or(rest.len())]).or(found)
    };
    while let Some(position) = next(rest) {
        into.push_str(&rest[..position]);
        into.push_str(match rest.as_bytes()[position] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[position + 1..];
    }
    into.push_str(rest);
}

fn slug_path(folder: &str, id: &str, ending: &str) -> SitePath {
    let mut path = String::with_capacity(folder.len() + id.len() + ending.len() + 1);
    for part in [folder, "/", id, ending] {
        path.push_str(part);
    }
    SitePath::of_ids(&path)
}

/// Ids are slugs, so the paths made of them always have the right shape; the overview stands in for the impossible.
fn site_path(path: &str) -> SitePath {
    SitePath::new(path).or_else(|| SitePath::new("index.html")).unwrap_or_else(|| unreachable!("a constant path"))
}
