//! Lists: all journeys, all personas, and all things of each other kind, sorted by what matters most.

mod columns;
mod journeys;
mod ledgers;
mod personas;

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::model::{Address, InsightPage};

use super::page::{LedgerView, ListKind, PagerView, pager};
use super::parts::LinkView;
use super::{PageContext, PageShell, PageWords, RenderContext};

pub(crate) use columns::{column, title_cell, words};
pub use journeys::{JourneyGroup, JourneysView, render_journeys};
pub(crate) use ledgers::{channels_ledger, touchpoints_ledger};
pub(crate) use ledgers::{journeys_ledger, metrics_ledger, opportunities_ledger, pain_points_ledger, solutions_ledger};
pub use personas::{PersonasView, render_personas};

#[derive(Debug, Serialize)]
pub struct ListView {
    pub shell: PageShell,
    /// `touchpoints`, `pain-points` …: chooses the widths of the columns.
    pub kind: &'static str,
    pub title: String,
    pub summary_html: Option<String>,
    /// The writer's words, on the first page only.
    pub body_html: Option<String>,
    /// "43 pain points, worst first"
    pub count: String,
    /// The same things in other ways, across all maps.
    pub see_also: Vec<LinkView>,
    pub ledger: LedgerView,
    pub pager: Option<PagerView>,
}

/// Writes one page of the list of a kind.
#[must_use]
pub fn render_list(context: &RenderContext<'_>, kind: ListKind, number: u32) -> (String, Diagnostics) {
    let path = super::page::PageRef::List { of: kind, page: number }.path(&context.links);
    let page = PageContext::at(context, path);
    let words = page_words(&page, kind.folder(), kind.address(), number);
    let n_things = kind.count(context.site);
    let key = kind.folder().replace('-', "_");
    // Without a score there is no best one.
    let is_unscored = kind == ListKind::Opportunities && context.site.opportunities.iter().all(|it| it.score.is_none());
    let order = if is_unscored { "_unscored" } else { "" };
    let count = page.strings().fill(&format!("lists.count_{key}{order}"), Some(n_things as u64), &[]);
    let first = context.links.location(kind.address()).path;
    let view = ListView {
        kind: kind.folder(),
        summary_html: words.summary_html,
        body_html: words.body_html,
        see_also: see_also(&page, kind),
        ledger: ledgers::ledger(&page, kind, number),
        pager: pager(&page.path, &first, n_things, number),
        shell: PageShell::new(
            &page,
            PageWords {
                title: words.document_title,
                description: count.clone(),
                class: "page-list",
                section: kind.folder(),
                breadcrumbs: vec![page.link(Address::Overview)],
                card: None,
            },
        ),
        title: words.title,
        count,
    };
    context.render("list.html", &view)
}

/// Pages across all maps that show the things of a list.
fn see_also(page: &PageContext<'_>, kind: ListKind) -> Vec<LinkView> {
    let insights: &[InsightPage] = match kind {
        ListKind::Opportunities => &[InsightPage::Matrix, InsightPage::Roadmap],
        ListKind::PainPoints | ListKind::Touchpoints | ListKind::Channels => &[InsightPage::Patterns],
        _ => &[],
    };
    let there = insights.iter().filter(|it| it.exists(page.site, page.render.insight));
    there.map(|it| page.link(Address::Insight(*it))).collect()
}

/// The writer's words for a list page.
pub(super) struct ListWords {
    pub title: String,
    /// The title with the number of the page from the second on, so that no two pages are called the same.
    pub document_title: String,
    pub summary_html: Option<String>,
    pub body_html: Option<String>,
}

pub(super) fn page_words(page: &PageContext<'_>, folder: &str, address: Address, number: u32) -> ListWords {
    let introduction = page.site.introductions.get(folder);
    let own_title = introduction.and_then(|introduction| introduction.title.as_deref()).map(str::to_owned);
    let title = own_title.unwrap_or_else(|| page.name(address));
    let document_title = match number {
        0 => title.clone(),
        _ => {
            let count = (u64::from(number) + 1).to_string();
            page.strings().fill("lists.title_page", None, &[("title", &title), ("n", &count)])
        }
    };
    let introduction = introduction.filter(|_| number == 0);
    ListWords {
        title,
        document_title,
        summary_html: introduction.and_then(|it| it.summary.as_ref()).map(|summary| page.text(summary)),
        body_html: introduction.filter(|it| !it.body.is_empty()).map(|it| page.document(&it.body)),
    }
}
