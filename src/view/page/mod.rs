//! Which pages there are beside the maps, and plain pages.
//!
//! [`pages`] lists them for the plan; [`PageRef::path`] says where each lies; [`render_page`] writes one.

mod common;
mod plain;
mod rows;

pub use common::*;
pub use plain::PlainPageView;
pub(crate) use rows::{percent, place_of, quote_at, shown_of};

use crate::diagnostics::Diagnostics;
use crate::insight::Insight;
use crate::links::Links;
use crate::model::*;
use crate::url::SitePath;

use super::RenderContext;

/// How many rows a page of a long list holds.
pub const ROWS_A_PAGE: usize = 200;

/// A page other than a map. `page` counts from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageRef {
    Overview,
    Journeys {
        page: u32,
    },
    Personas,
    /// The personas side by side; there when there are two.
    Compare,
    Persona(PersonaId),
    /// The list of all things of a kind.
    List {
        of: ListKind,
        page: u32,
    },
    /// The page of one thing: a touchpoint, channel, team, metric, source, tag, pain point, opportunity or solution.
    Entity {
        of: Address,
        page: u32,
    },
    Glossary,
    /// A page across all maps.
    Insight {
        of: InsightPage,
        page: u32,
    },
    /// The further pictures of a map.
    JourneyPictures(JourneyId),
    Plain(PageId),
    /// Search, with the index of everything from A to Z.
    Search {
        page: u32,
    },
    NotFound,
}

/// The kinds of things that have a list page of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListKind {
    Touchpoints,
    Channels,
    Teams,
    PainPoints,
    Opportunities,
    Solutions,
    Metrics,
    Sources,
    Tags,
}

impl ListKind {
    pub const ALL: [ListKind; 9] = [
        ListKind::PainPoints,
        ListKind::Opportunities,
        ListKind::Solutions,
        ListKind::Touchpoints,
        ListKind::Channels,
        ListKind::Teams,
        ListKind::Metrics,
        ListKind::Sources,
        ListKind::Tags,
    ];

    /// The address of the list.
    #[must_use]
    pub fn address(self) -> Address {
        match self {
            ListKind::Touchpoints => Address::Touchpoints,
            ListKind::Channels => Address::Channels,
            ListKind::Teams => Address::Teams,
            ListKind::PainPoints => Address::PainPoints,
            ListKind::Opportunities => Address::Opportunities,
            ListKind::Solutions => Address::Solutions,
            ListKind::Metrics => Address::Metrics,
            ListKind::Sources => Address::Sources,
            ListKind::Tags => Address::Tags,
        }
    }

    /// The folder of its files and of its words (`<folder>/_index.md`), and its name in the strings.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            ListKind::Touchpoints => "touchpoints",
            ListKind::Channels => "channels",
            ListKind::Teams => "teams",
            ListKind::PainPoints => "pain-points",
            ListKind::Opportunities => "opportunities",
            ListKind::Solutions => "solutions",
            ListKind::Metrics => "metrics",
            ListKind::Sources => "sources",
            ListKind::Tags => "tags",
        }
    }

    /// How many things of the kind a site has.
    #[must_use]
    pub fn count(self, site: &Site) -> usize {
        match self {
            ListKind::Touchpoints => site.touchpoints.len(),
            ListKind::Channels => site.channels.len(),
            ListKind::Teams => site.teams.len(),
            ListKind::PainPoints => site.pain_points.len(),
            ListKind::Opportunities => site.opportunities.len(),
            ListKind::Solutions => site.solutions.len(),
            ListKind::Metrics => site.metrics.len(),
            ListKind::Sources => site.sources.len(),
            ListKind::Tags => site.tags.len(),
        }
    }

    /// The addresses of the things that have a page of their own, in order of id.
    fn own_pages(self, site: &Site) -> Vec<Address> {
        fn all(count: usize, address: impl Fn(usize) -> Address) -> Vec<Address> {
            (0..count).map(address).collect()
        }
        fn with_file<'a>(
            origins: impl Iterator<Item = &'a Origin>,
            address: impl Fn(usize) -> Address,
        ) -> Vec<Address> {
            origins
                .enumerate()
                .filter(|(_, origin)| matches!(origin, Origin::File(_)))
                .map(|(index, _)| address(index))
                .collect()
        }
        match self {
            ListKind::Touchpoints => all(site.touchpoints.len(), |i| Address::Touchpoint(TouchpointId::from_index(i))),
            ListKind::Channels => all(site.channels.len(), |i| Address::Channel(ChannelId::from_index(i))),
            ListKind::Teams => all(site.teams.len(), |i| Address::Team(TeamId::from_index(i))),
            ListKind::Metrics => all(site.metrics.len(), |i| Address::Metric(MetricId::from_index(i))),
            ListKind::Sources => all(site.sources.len(), |i| Address::Source(EvidenceSourceId::from_index(i))),
            ListKind::Tags => all(site.tags.len(), |i| Address::Tag(TagId::from_index(i))),
            ListKind::PainPoints => with_file(site.pain_points.iter().map(|it| &it.origin), |i| {
                Address::PainPoint(PainPointId::from_index(i))
            }),
            ListKind::Opportunities => with_file(site.opportunities.iter().map(|it| &it.origin), |i| {
                Address::Opportunity(OpportunityId::from_index(i))
            }),
            ListKind::Solutions => {
                with_file(site.solutions.iter().map(|it| &it.origin), |i| Address::Solution(SolutionId::from_index(i)))
            }
        }
    }
}

/// Every page of a site beside its maps. Overview, journeys, personas and 404 are always there; a list is there when the
/// site has such things, the glossary when it has terms.
#[must_use]
pub fn pages(site: &Site, insight: &Insight) -> Vec<PageRef> {
    let mut pages = vec![PageRef::Overview];
    pages.extend(numbered(insight.listed_journeys.len(), |page| PageRef::Journeys { page }));
    pages.push(PageRef::Personas);
    if super::persona::has_comparison(site) {
        pages.push(PageRef::Compare);
    }
    pages.extend((0..site.personas.len()).map(|index| PageRef::Persona(PersonaId::from_index(index))));
    for kind in ListKind::ALL {
        let count = kind.count(site);
        if count == 0 {
            continue;
        }
        pages.extend(numbered(count, |page| PageRef::List { of: kind, page }));
        for of in kind.own_pages(site) {
            let n_places = super::entity::shown_places(insight, of).len();
            pages.extend(numbered(n_places, |page| PageRef::Entity { of, page }));
        }
    }
    if !site.glossary.is_empty() {
        pages.push(PageRef::Glossary);
    }
    for (of, n_pages) in super::insights::insight_pages(site, insight) {
        pages.extend((0..n_pages).map(|page| PageRef::Insight { of, page }));
    }
    let journeys = (0..site.journeys.len()).map(JourneyId::from_index);
    pages.extend(journeys.filter(|id| super::insights::has_pictures(site, *id)).map(PageRef::JourneyPictures));
    pages.extend((0..site.pages.len()).map(|index| PageRef::Plain(PageId::from_index(index))));
    pages.extend(numbered(insight.titles.len(), |page| PageRef::Search { page }));
    pages.push(PageRef::NotFound);
    pages
}

/// At least one page, however few rows.
fn numbered(n_rows: usize, page_ref: impl Fn(u32) -> PageRef) -> impl Iterator<Item = PageRef> {
    let n_pages = u32::try_from(n_rows.div_ceil(ROWS_A_PAGE).max(1)).unwrap_or(u32::MAX);
    (0..n_pages).map(page_ref)
}

impl PageRef {
    /// Where the page lies.
    #[must_use]
    pub fn path(self, links: &Links<'_>) -> SitePath {
        match self {
            PageRef::Overview => links.location(Address::Overview).path,
            PageRef::Journeys { page } => numbered_path(&links.location(Address::Journeys).path, page as usize),
            PageRef::Personas => links.location(Address::Personas).path,
            PageRef::Compare => links.page_path("personas/compare.html"),
            PageRef::Persona(id) => links.location(Address::Persona(id)).path,
            PageRef::List { of, page } => numbered_path(&links.location(of.address()).path, page as usize),
            PageRef::Entity { of, page } => numbered_path(&links.location(of).path, page as usize),
            PageRef::Glossary => links.location(Address::Glossary).path,
            PageRef::Insight { of, page } => numbered_path(&links.location(Address::Insight(of)).path, page as usize),
            PageRef::JourneyPictures(id) => links.location(Address::JourneyPictures(id)).path,
            PageRef::Plain(id) => links.location(Address::Page(id)).path,
            PageRef::Search { page } => numbered_path(&links.page_path(super::search::SEARCH), page as usize),
            PageRef::NotFound => fixed_path("404.html", links),
        }
    }

    /// The thing that the page is about; `None` for lists and other pages of the whole site.
    #[must_use]
    pub fn thing(self) -> Option<Address> {
        match self {
            PageRef::Persona(id) => Some(Address::Persona(id)),
            PageRef::Entity { of, .. } => Some(of),
            PageRef::Glossary => Some(Address::Glossary),
            PageRef::JourneyPictures(id) => Some(Address::JourneyPictures(id)),
            PageRef::Plain(id) => Some(Address::Page(id)),
            PageRef::Overview
            | PageRef::Journeys { .. }
            | PageRef::Personas
            | PageRef::Compare
            | PageRef::List { .. }
            | PageRef::Insight { .. }
            | PageRef::Search { .. }
            | PageRef::NotFound => None,
        }
    }

    /// Whether search engines and the site map should know it.
    #[must_use]
    pub fn is_indexed(self) -> bool {
        !matches!(self, PageRef::NotFound | PageRef::Search { .. })
    }
}

fn fixed_path(path: &str, links: &Links<'_>) -> SitePath {
    SitePath::new(path).unwrap_or_else(|| links.location(Address::Overview).path)
}

/// `journeys.html`, `journeys.page-2.html`, …; `page` counts from 0.
fn numbered_path(first: &SitePath, page: usize) -> SitePath {
    if page == 0 {
        return first.clone();
    }
    let stem = first.as_str().strip_suffix(".html").unwrap_or(first.as_str());
    SitePath::new(&format!("{stem}.page-{}.html", page + 1)).unwrap_or_else(|| first.clone())
}

/// Writes one page.
#[must_use]
pub fn render_page(context: &RenderContext<'_>, page: PageRef) -> (String, Diagnostics) {
    match page {
        PageRef::Overview => super::overview::render_overview(context),
        PageRef::Journeys { page } => super::lists::render_journeys(context, page),
        PageRef::Personas => super::lists::render_personas(context),
        PageRef::Compare => super::persona::render_compare(context),
        PageRef::Persona(id) => super::persona::render_persona(context, id),
        PageRef::List { of, page } => super::lists::render_list(context, of, page),
        PageRef::Entity { of, page } => super::entity::render_entity(context, of, page),
        PageRef::Glossary => super::glossary::render_glossary(context),
        PageRef::Insight { of, page } => super::insights::render_insight(context, of, page),
        PageRef::JourneyPictures(id) => super::insights::render_journey_pictures(context, id),
        PageRef::Plain(id) => plain::render_plain_page(context, id),
        PageRef::Search { page } => super::search::render_search(context, page),
        PageRef::NotFound => super::not_found::render_not_found(context),
    }
}

/// The pager of a list; `None` when one page holds it all. `page` counts from 0.
pub(crate) fn pager(from: &SitePath, first: &SitePath, n_rows: usize, page: u32) -> Option<PagerView> {
    pager_of(from, first, n_rows.div_ceil(ROWS_A_PAGE), page)
}

/// The same for pages of any length.
pub(crate) fn pager_of(from: &SitePath, first: &SitePath, total: usize, page: u32) -> Option<PagerView> {
    let current = page as usize;
    let href = |page: usize| from.link_to(&numbered_path(first, page), None);
    (total > 1).then(|| PagerView {
        current: current + 1,
        total,
        previous: current.checked_sub(1).map(href),
        next: (current + 1 < total).then(|| href(current + 1)),
        pages: pages_near(current, total)
            .map(|page| PagerLink {
                number: page + 1,
                href: href(page),
                is_current: page == current,
                after_gap: page > 0 && !is_near(page - 1, current, total),
            })
            .collect(),
    })
}

/// First, last and the two on either side: enough to move about in a list of hundreds of pages.
fn pages_near(current: usize, total: usize) -> impl Iterator<Item = usize> {
    (0..total).filter(move |page| is_near(*page, current, total))
}

fn is_near(page: usize, current: usize, total: usize) -> bool {
    page == 0 || page + 1 == total || page.abs_diff(current) <= 2
}

/// The rows of one page of a list.
pub(crate) fn page_of<T>(rows: &[T], page: u32) -> &[T] {
    let start = (page as usize).saturating_mul(ROWS_A_PAGE).min(rows.len());
    &rows[start..(start + ROWS_A_PAGE).min(rows.len())]
}
