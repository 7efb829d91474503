//! All journeys: grouped by kind, each group by title, to-be maps under their as-is.

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::model::*;
use crate::view::page::{JourneyRow, PageRef, PagerView, ROWS_A_PAGE, page_of, pager};
use crate::view::parts::LinkView;
use crate::view::{PageContext, PageShell, PageWords, RenderContext};

/// Up to here every row draws its curve; longer pages stay light without.
const MOST_CURVES: usize = 48;

#[derive(Debug, Serialize)]
pub struct JourneysView {
    pub shell: PageShell,
    pub title: String,
    pub summary_html: Option<String>,
    pub body_html: Option<String>,
    pub count: String,
    pub scale_words: String,
    pub has_curves: bool,
    /// Links to the groups, with their sizes; empty for a single group.
    pub contents: Vec<GroupLink>,
    pub groups: Vec<JourneyGroup>,
    pub pager: Option<PagerView>,
}

#[derive(Debug, Serialize)]
pub struct GroupLink {
    pub link: LinkView,
    pub n: usize,
}

#[derive(Debug, Serialize)]
pub struct JourneyGroup {
    pub anchor: String,
    pub title: String,
    /// The group began on an earlier page.
    pub continued: bool,
    pub rows: Vec<JourneyRow>,
}

const TEMPLATE: &str = "journeys.html";

/// Writes one page of `journeys.html`.
#[must_use]
pub fn render_journeys(context: &RenderContext<'_>, number: u32) -> (String, Diagnostics) {
    let site = context.site;
    let page = PageContext::at(context, PageRef::Journeys { page: number }.path(&context.links));
    let words = super::page_words(&page, "journeys", Address::Journeys, number);
    let rows = &*context.insight.listed_journeys;
    let first = context.links.location(Address::Journeys).path;
    let shown = page_of(rows, number);
    let has_curves = shown.len() <= MOST_CURVES;
    let shows = |field| context.templates.asks_for(TEMPLATE, field);
    let mut groups: Vec<JourneyGroup> = Vec::new();
    let mut last_kind = None;
    let kind_of = |id: &JourneyId| &site.journey(*id).kind;
    for id in shown {
        let kind = kind_of(id);
        if last_kind != Some(kind) {
            let before = rows.get((number as usize * ROWS_A_PAGE).wrapping_sub(1)).map(kind_of);
            groups.push(JourneyGroup {
                anchor: anchor(kind),
                title: page.kind(site.journey(*id)),
                continued: groups.is_empty() && before == Some(kind),
                rows: Vec::new(),
            });
            last_kind = Some(kind);
        }
        if let Some(group) = groups.last_mut() {
            let facets = if shows("facets") { page.facets(*id) } else { Vec::new() };
            group.rows.push(JourneyRow { facets, ..page.journey_row(*id, has_curves && shows("curve_html")) });
        }
    }
    let count = page.strings().fill("lists.count_journeys", Some(rows.len() as u64), &[]);
    let view = JourneysView {
        summary_html: words.summary_html,
        body_html: words.body_html,
        scale_words: crate::view::overview::scale_in_words(&page),
        has_curves,
        contents: contents(&page, rows),
        groups,
        pager: pager(&page.path, &first, rows.len(), number),
        shell: PageShell::new(
            &page,
            PageWords {
                title: words.document_title,
                description: count.clone(),
                class: "page-journeys",
                section: "journeys",
                breadcrumbs: vec![page.link(Address::Overview)],
                card: None,
            },
        ),
        title: words.title,
        count,
    };
    context.render(TEMPLATE, &view)
}

fn anchor(kind: &Kind) -> String {
    let slug = crate::slug::Slug::from_text(&kind.0);
    format!("_kind-{}", slug.as_ref().map_or("other", crate::slug::Slug::as_str))
}

fn contents(page: &PageContext<'_>, rows: &[JourneyId]) -> Vec<GroupLink> {
    let mut contents: Vec<(usize, GroupLink)> = Vec::new();
    let mut last_kind = None;
    for (index, id) in rows.iter().enumerate() {
        let kind = &page.site.journey(*id).kind;
        if last_kind != Some(kind) {
            let number = u32::try_from(index / ROWS_A_PAGE).unwrap_or(u32::MAX);
            let path = PageRef::Journeys { page: number }.path(&page.render.links);
            let label = page.kind(page.site.journey(*id));
            let href = page.path.link_to(&path, Some(&anchor(kind)));
            contents.push((index, GroupLink { link: LinkView { label, href }, n: 0 }));
            last_kind = Some(kind);
        }
        if let Some((_, group)) = contents.last_mut() {
            group.n += 1;
        }
    }
    if contents.len() < 2 { Vec::new() } else { contents.into_iter().map(|(_, group)| group).collect() }
}
