//! Pages across all maps: heat map, matrix, roadmap, atlas, patterns, coverage, reviews, translations; and the further pictures of one map.
//!
//! 1. [`InsightPage::exists`] says which of them a site has something to show on.
//! 2. Each page is a list of [`InsightSection`]s: a heading that says what is seen, a picture with its table, or a ledger.

mod coverage;
mod journey_pictures;
mod patterns;
mod portfolio;
mod reviews;
mod translations;

use serde::Serialize;

use super::layout::NavigationEntry;
use super::page::{LedgerView, PageRef, PagerView, ROWS_A_PAGE, pager_of};
use super::parts::LinkView;
use super::picture::chart::{PAGE_WIDTH, Picture};
use super::picture::figure::picture_html;
use super::{PageContext, PageShell, PageWords, RenderContext};
use crate::diagnostics::Diagnostics;
use crate::insight::{Insight, counts};
use crate::model::*;

pub use journey_pictures::{has_pictures, render_journey_pictures};

const TEMPLATE: &str = "insight.html";

#[derive(Debug, Serialize)]
pub struct InsightView {
    pub shell: PageShell,
    pub title: String,
    pub summary: String,
    /// The pages of this kind, the current one marked; empty for a page that stands alone.
    pub tabs: Vec<NavigationEntry>,
    pub sections: Vec<InsightSection>,
    /// What a page without a section says.
    pub nothing: String,
    pub pager: Option<PagerView>,
}

#[derive(Debug, Serialize)]
pub struct InsightSection {
    /// Begins with `_`.
    pub anchor: String,
    pub title: String,
    pub sentence: String,
    pub picture_html: Option<String>,
    /// With the class that sets the widths of its columns.
    pub ledger: Option<LedgerView>,
    pub ledger_class: &'static str,
    pub link: Option<LinkView>,
}

impl InsightSection {
    /// A picture below its own title and sentence.
    fn picture(page: &PageContext<'_>, anchor: &str, picture: &Picture<'_>) -> Self {
        let (picture_html, sentence) = picture_html(page, picture, PAGE_WIDTH);
        Self {
            anchor: anchor.to_owned(),
            title: picture.title.clone(),
            sentence,
            picture_html: Some(picture_html),
            ledger: None,
            ledger_class: "",
            link: None,
        }
    }

    /// A table; `None` without a row.
    fn ledger(
        page: &PageContext<'_>,
        (anchor, title, sentence): (&str, &str, &str),
        ledger_class: &'static str,
        ledger: LedgerView,
    ) -> Option<Self> {
        (!ledger.rows.is_empty()).then(|| Self {
            anchor: anchor.to_owned(),
            title: page.word(title),
            sentence: page.word(sentence),
            picture_html: None,
            ledger: Some(ledger),
            ledger_class,
            link: None,
        })
    }
}

impl InsightPage {
    /// Whether a site has anything to show there.
    #[must_use]
    pub fn exists(self, site: &Site, insight: &Insight) -> bool {
        let current = || site.journeys.iter().filter(|journey| journey.status != Status::Retired);
        let open = || site.opportunities.iter().filter(|it| it.status != OpportunityStatus::Dropped);
        match self {
            InsightPage::HeatMap => portfolio::felt_journeys(site, insight).next().is_some(),
            InsightPage::Matrix => open().any(|it| it.impact.is_some() && it.effort.is_some()),
            InsightPage::Roadmap => open().any(|it| {
                let is_planned = it.horizon.is_some() && it.status != OpportunityStatus::Done;
                is_planned || it.start.is_some() || it.end.is_some()
            }),
            InsightPage::Atlas => current().nth(1).is_some(),
            InsightPage::Patterns | InsightPage::Coverage | InsightPage::Reviews => current().next().is_some(),
            InsightPage::Translations => !site.languages.is_empty(),
        }
    }

    /// On how many pages it goes on, at least one.
    fn n_pages(self, site: &Site, insight: &Insight) -> u32 {
        let all = || site.journeys.iter().enumerate();
        let n_pages = match self {
            InsightPage::HeatMap => {
                portfolio::felt_journeys(site, insight).count().div_ceil(portfolio::JOURNEYS_A_PAGE)
            }
            InsightPage::Coverage => {
                all().filter(|(id, _)| counts(site, JourneyId::from_index(*id))).count().div_ceil(ROWS_A_PAGE)
            }
            InsightPage::Reviews => reviews::n_documents(site).div_ceil(ROWS_A_PAGE),
            InsightPage::Translations => translations::n_rows(site).div_ceil(ROWS_A_PAGE),
            _ => 1,
        };
        u32::try_from(n_pages.max(1)).unwrap_or(u32::MAX)
    }
}

/// The pages that a site has, each with the number of its parts, for the plan.
pub(super) fn insight_pages(site: &Site, insight: &Insight) -> Vec<(InsightPage, u32)> {
    let all = InsightPage::ALL.into_iter().filter(|page| page.exists(site, insight));
    all.map(|page| (page, page.n_pages(site, insight))).collect()
}

/// Links to the pages that a site has, for the overview and the masthead.
pub(super) fn insight_links(page: &PageContext<'_>) -> Vec<LinkView> {
    let all = InsightPage::ALL.into_iter().filter(|it| it.exists(page.site, page.render.insight));
    all.map(|it| page.link(Address::Insight(it))).collect()
}

/// Writes one page across all maps.
#[must_use]
pub fn render_insight(context: &RenderContext<'_>, kind: InsightPage, number: u32) -> (String, Diagnostics) {
    let path = PageRef::Insight { of: kind, page: number }.path(&context.links);
    let page = PageContext::at(context, path);
    let (site, insight) = (context.site, context.insight);
    let sections = match kind {
        // A theme without sections need not wait for pictures that nobody sees.
        _ if !context.templates.asks_for(TEMPLATE, "sections") => Vec::new(),
        InsightPage::HeatMap => portfolio::heat_map(&page, number),
        InsightPage::Matrix => portfolio::matrix(&page),
        InsightPage::Roadmap => portfolio::roadmap(&page),
        InsightPage::Atlas => portfolio::atlas(&page),
        InsightPage::Patterns => patterns::patterns(&page),
        InsightPage::Coverage => coverage::coverage(&page, number),
        InsightPage::Reviews => reviews::reviews(&page, number),
        InsightPage::Translations => translations::translations(&page, number),
    };
    let title = page.name(Address::Insight(kind));
    let summary = page.word(kind.summary_key());
    let document_title = match number {
        0 => title.clone(),
        _ => {
            let count = (u64::from(number) + 1).to_string();
            page.strings().fill("lists.title_page", None, &[("title", &title), ("n", &count)])
        }
    };
    let tabs = InsightPage::ALL.into_iter().filter(|it| it.exists(site, insight)).map(|it| NavigationEntry {
        label: page.name(Address::Insight(it)),
        href: page.href(Address::Insight(it)),
        current: it == kind,
    });
    let first = context.links.location(Address::Insight(kind)).path;
    let view = InsightView {
        tabs: tabs.collect(),
        sections,
        nothing: page.word("insight.nothing"),
        pager: pager_of(&page.path, &first, kind.n_pages(site, insight) as usize, number),
        shell: PageShell::new(
            &page,
            PageWords {
                title: document_title,
                description: summary.clone(),
                class: "page-insight",
                section: "insights",
                breadcrumbs: vec![page.link(Address::Overview)],
                card: None,
            },
        ),
        title,
        summary,
    };
    context.render(TEMPLATE, &view)
}

impl InsightPage {
    fn summary_key(self) -> &'static str {
        match self {
            InsightPage::HeatMap => "insight.heat_map_summary",
            InsightPage::Matrix => "insight.matrix_summary",
            InsightPage::Roadmap => "insight.roadmap_summary",
            InsightPage::Atlas => "insight.atlas_summary",
            InsightPage::Patterns => "insight.patterns_summary",
            InsightPage::Coverage => "insight.coverage_summary",
            InsightPage::Reviews => "insight.reviews_summary",
            InsightPage::Translations => "insight.translations_summary",
        }
    }
}
