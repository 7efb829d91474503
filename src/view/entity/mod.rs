//! The page of a touchpoint, channel, team, metric, source, tag, pain point, opportunity or solution.
//!
//! All of them are one template: what it is (words, facts), what kinds have of their own (a history, feelings, what hurts
//! there), then every place in the maps that mentions it, then everything else that does.

mod facts;
mod mentions;
mod metric;
mod others;
mod sections;

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::model::*;

use super::page::{FeltView, LedgerView, PageRef, PagerView, pager};
use super::parts::{FactView, LinkView, PersonaChip, RatingView};
use super::{PageContext, PageShell, PageWords, RenderContext};

pub(crate) use mentions::shown_places;
pub use mentions::{MentionLine, MentionedJourney, MentionedPlace, PlaceFeeling};
pub use metric::{Verdict, verdict};
pub use others::OtherGroup;
pub(crate) use sections::owned;

#[derive(Debug, Serialize)]
pub struct EntityView {
    pub shell: PageShell,
    /// `touchpoint`, `pain-point` …
    pub kind: &'static str,
    pub kickers: Vec<String>,
    pub title: String,
    pub icon_html: String,
    pub severity: Option<RatingView>,
    pub summary_html: Option<String>,
    pub facts: Vec<FactView>,
    pub tags: Vec<LinkView>,
    pub people: Vec<PersonaChip>,
    /// How the places that mention it felt, for things that are met.
    pub felt: Option<FeltView>,
    pub felt_by_persona: Vec<PersonaFelt>,
    /// It is met, but nobody scored those places.
    pub is_unscored: bool,
    pub history: Option<super::picture::history::HistoryView>,
    pub body_html: Option<String>,
    pub sections: Vec<SectionView>,
    /// "At 9 places in 3 journeys"
    pub mentions_title: String,
    pub journeys: Vec<MentionedJourney>,
    /// Nothing in any map names it.
    pub is_unmentioned: bool,
    /// There are places to list, or it has to be said that there are none.
    pub has_places: bool,
    pub others: Vec<OtherGroup>,
    pub pager: Option<PagerView>,
    /// Only the first page shows more than the places.
    pub is_first_page: bool,
}

#[derive(Debug, Serialize)]
pub struct PersonaFelt {
    pub persona: PersonaChip,
    pub felt: FeltView,
}

/// A table of related things.
#[derive(Debug, Serialize)]
pub struct SectionView {
    pub anchor: String,
    pub title: String,
    pub sentence: String,
    pub ledger: LedgerView,
}

/// Kinds whose places are felt: means of those places say something about them.
fn is_met(of: Address) -> bool {
    matches!(of, Address::Touchpoint(_) | Address::Channel(_))
}

/// Writes one page of a thing. `number` counts from 0.
#[must_use]
pub fn render_entity(context: &RenderContext<'_>, of: Address, number: u32) -> (String, Diagnostics) {
    let page = PageContext::at(context, PageRef::Entity { of, page: number }.path(&context.links)).about(of);
    let head = facts::head(&page, of);
    let back_links = context.insight.back_links(of);
    let n_places = shown_places(context.insight, of).len();
    let is_first_page = number == 0;
    let scale = &context.site.settings.scale;
    let felt = if is_met(of) { page.felt(back_links.usage.felt, scale, None) } else { None };
    let sections = if is_first_page { sections::sections(&page, of) } else { Vec::new() };
    let title = page.name(of);
    let list = facts::list_of(of);
    let breadcrumbs =
        vec![page.link(Address::Overview), page.link(list.map_or(Address::Overview, |list| list.address()))];
    let mentions_title = mentions::title(&page, of);
    let description = match &head.summary {
        Some(summary) => summary.clone(),
        None => page.strings().fill("entity.description", None, &[("title", &title), ("mentions", &mentions_title)]),
    };
    let document_title = match number {
        0 => title.clone(),
        _ => {
            let count = (u64::from(number) + 1).to_string();
            page.strings().fill("lists.title_page", None, &[("title", &title), ("n", &count)])
        }
    };
    let view = EntityView {
        kind: head.kind,
        kickers: head.kickers,
        icon_html: head.icon_html,
        severity: head.severity,
        summary_html: head.summary_html,
        facts: head.facts,
        tags: head.tags,
        people: head.people,
        is_unscored: is_met(of) && felt.is_none() && back_links.usage.n_places > 0,
        felt,
        felt_by_persona: if is_met(of) && is_first_page { sections::felt_by_persona(&page, of) } else { Vec::new() },
        history: match of {
            Address::Metric(id) if is_first_page => {
                super::picture::history::history(&page, &context.site.metrics[id.index()])
            }
            _ => None,
        },
        body_html: head.body.filter(|body| is_first_page && !body.is_empty()).map(|body| page.document(body)),
        others: if is_first_page { others::others(&page, of) } else { Vec::new() },
        sections,
        mentions_title,
        journeys: mentions::mentioned_journeys(&page, of, number),
        is_unmentioned: back_links.places.is_empty(),
        has_places: n_places > 0 || back_links.is_empty(),
        pager: pager(&page.path, &context.links.location(of).path, n_places, number),
        is_first_page,
        shell: PageShell::new(
            &page,
            PageWords {
                title: document_title,
                description,
                class: "page-entity",
                section: list.map_or("", |list| list.folder()),
                breadcrumbs,
                card: None,
            },
        ),
        title,
    };
    context.render("entity.html", &view)
}
