//! The page of a journey, from top to bottom.
//!
//! 1. [`head`]: what it is, who walks it, where it stands, what it is for.
//! 2. [`curve`]: how it felt.
//! 3. The map in four equal forms: [`grid`], [`steps`], [`table`], [`prose`]. One of them shows at a time, by the address.
//! 4. The writer's words; [`twin`] when there is a plan; [`opportunities`], [`measures`], sources; [`related`]; files.
//!
//! What the theme's template does not ask for is not made.
//!
//! The order of the calls in [`render_journey`] is the order of the page: sources get their numbers where they are first cited.

mod columns;
mod curve;
mod grid;
mod head;
mod items;
mod measures;
mod opportunities;
mod prose;
mod related;
mod slides;
mod steps;
mod table;
mod twin;

pub use slides::render_slides;

use std::cell::RefCell;

use serde::Serialize;

use self::columns::Column;
use self::items::{ItemView, LaneHead};
use super::parts::{CitationView, Citations};
use super::{PageContext, PageShell, PageWords, RenderContext};
use crate::diagnostics::Diagnostics;
use crate::diagram::icon::IconName;
use crate::model::{Address, EvidenceSourceId, Journey, JourneyId};
use crate::view::parts::LinkView;

/// One journey's page in the making.
struct JourneyPage<'a> {
    page: PageContext<'a>,
    /// The template to fill.
    template: &'static str,
    id: JourneyId,
    journey: &'a Journey,
    columns: Vec<Column<'a>>,
    citations: RefCell<Citations>,
}

impl JourneyPage<'_> {
    /// Whether the theme's template may show a field of this name.
    fn shows(&self, field: &str) -> bool {
        self.page.render.templates.asks_for(self.template, field)
    }

    fn cite(&self, sources: &[EvidenceSourceId]) -> Vec<CitationView> {
        self.citations.borrow_mut().cite(&self.page, sources)
    }
}

/// What `journey.html` is filled with.
#[derive(Debug, Serialize)]
struct JourneyView {
    shell: PageShell,
    icons: IconsView,
    head: head::HeadView,
    contents: Vec<LinkView>,
    curve: Option<curve::CurveView>,
    /// `None` for a journey without stages.
    map: Option<MapView>,
    words: Option<WordsView>,
    twin: Option<twin::TwinView>,
    opportunities: Vec<opportunities::OpportunityView>,
    opportunities_href: String,
    /// Whether any of them has a score: only then are they in an order of value.
    has_opportunity_scores: bool,
    measures: Vec<measures::MeasureView>,
    sources: Vec<measures::SourceView>,
    related: Vec<related::RelatedView>,
    downloads: Vec<related::DownloadView>,
    /// HTML to copy into another page.
    embed_code: String,
    /// The code's addresses count from the site's root: it does not know its own address.
    embed_is_relative: bool,
    edit_href: Option<String>,
    history_href: Option<String>,
    changes: Vec<ChangeView>,
}

/// Marks that stand beside their words.
#[derive(Debug, Serialize)]
struct IconsView {
    star: String,
    failure: String,
}

#[derive(Debug, Serialize)]
struct MapView {
    headline_html: String,
    sentence: String,
    /// The boxes that show and hide lanes.
    lanes: Vec<LaneHead>,
    grid: Option<grid::GridView>,
    sections: Vec<steps::StageSection>,
    table: Option<table::TableView>,
    prose: Vec<prose::ProseStage>,
    /// What concerns the whole map.
    whole: Vec<WholeBlock>,
}

/// A lane of the whole journey: what belongs to no single stage.
#[derive(Debug, Serialize)]
struct WholeBlock {
    head: LaneHead,
    items: Vec<ItemView>,
}

/// The writer's Markdown: the body, then the sections about stages.
#[derive(Debug, Serialize)]
struct WordsView {
    body_html: String,
    stages: Vec<StageWords>,
}

#[derive(Debug, Serialize)]
struct StageWords {
    id: String,
    number: String,
    name: String,
    href: String,
    html: String,
}

#[derive(Debug, Serialize)]
struct ChangeView {
    date: String,
    iso: String,
    html: String,
}

/// The page of a journey as HTML.
#[must_use]
pub fn render_journey(render: &RenderContext<'_>, id: JourneyId) -> (String, Diagnostics) {
    let page = PageContext::new(render, Address::Journey(id));
    let journey = page.site.journey(id);
    let columns = columns::columns(journey);
    let template = "journey.html";
    let this = JourneyPage { page, template, id, journey, columns, citations: RefCell::default() };
    this.cite(&journey.sources);
    let curve = this.curve();
    let map = (!journey.stages.is_empty()).then(|| this.map());
    let words = this.words();
    // The contents name what is there, so a template that shows them asks for all.
    let shows = |field| this.shows(field) || this.shows("contents");
    let twin = if shows("twin") { this.twin() } else { None };
    let opportunities = if shows("opportunities") { this.opportunities() } else { Vec::new() };
    let measures = if shows("measures") { this.measures() } else { Vec::new() };
    let sources = this.sources();
    // It says how many sources there are.
    let head = this.head();
    let related = if shows("related") { this.related() } else { Vec::new() };
    let page = &this.page;
    let changes = journey.changes.iter();
    let changes =
        changes.map(|(day, text)| ChangeView { date: page.date(*day), iso: day.to_string(), html: page.text(text) });
    let mut view = JourneyView {
        contents: Vec::new(),
        icons: IconsView {
            star: page.draw(|sprite| sprite.icon(IconName::Star)),
            failure: page.draw(|sprite| sprite.icon(IconName::Failure)),
        },
        head,
        curve,
        map,
        words,
        twin,
        has_opportunity_scores: opportunities.iter().any(|it| it.score.is_some()),
        opportunities,
        opportunities_href: page.href(Address::Opportunities),
        measures,
        sources,
        related,
        downloads: this.downloads(),
        embed_code: this.embed_code(),
        embed_is_relative: render.site.settings.base_url.is_none(),
        edit_href: this.edit_href(),
        history_href: this.history_href(),
        changes: changes.collect(),
        shell: PageShell::new(page, this.page_words()),
    };
    view.contents = contents(page, &view);
    if super::insights::has_pictures(page.site, id) {
        let href = page.href(Address::JourneyPictures(id));
        view.contents.push(LinkView { label: page.word("insight.more_pictures"), href });
    }
    render.render(template, &view)
}

impl JourneyPage<'_> {
    fn page_words(&self) -> PageWords {
        let journey = self.journey;
        let description = journey.summary.as_ref().map_or_else(|| self.caption(), |summary| summary.plain.to_string());
        PageWords {
            title: journey.title.to_string(),
            description,
            class: "page-journey",
            section: "journeys",
            breadcrumbs: self.page.journey_breadcrumbs(self.id),
            card: self
                .page
                .render
                .journey_files
                .card_png
                .then(|| self.page.render.links.journey_file(self.id, ".card.png")),
        }
    }

    fn map(&self) -> MapView {
        let journey = self.journey;
        let strings = self.page.strings();
        // Sources get their numbers in the cells, and are listed where nobody sees the cells too.
        let has_sources = self.shows("sources");
        let shows_lanes = self.page.render.templates.asks_for_but_of(self.template, "lanes", "table");
        let grid = (has_sources || self.shows("grid") || shows_lanes).then(|| self.grid());
        let shown = grid.iter().flat_map(|grid| &grid.lanes).map(|row| row.head.clone()).collect();
        let whole = journey
            .cells
            .iter()
            .map(|cell| WholeBlock { head: self.lane_head(cell.lane), items: self.whole_items(cell) })
            .collect();
        MapView {
            headline_html: match &journey.map_headline {
                Some(headline) => self.page.text(headline),
                None => strings.text("map.headline").to_owned(),
            },
            sentence: self.caption(),
            lanes: shown,
            grid,
            sections: if has_sources || self.shows("sections") { self.stage_sections() } else { Vec::new() },
            table: self.shows("table").then(|| self.table()),
            prose: if self.shows("prose") { self.prose() } else { Vec::new() },
            whole,
        }
    }

    /// Items of the whole map carry the anchors under which other pages know them.
    fn whole_items(&self, cell: &crate::model::Cell) -> Vec<ItemView> {
        use crate::model::{ItemKind, Origin};
        let site = self.page.site;
        let mut items = self.items(cell, None, "", false);
        for (view, item) in items.iter_mut().zip(&cell.items) {
            let origin = match item.kind {
                ItemKind::PainPoint(id) => &site.pain_points[id.index()].origin,
                ItemKind::Opportunity(id) => &site.opportunities[id.index()].origin,
                ItemKind::Solution(id) => &site.solutions[id.index()].origin,
                _ => continue,
            };
            if let Origin::Cell { journey, anchor, stage: None, .. } = origin
                && *journey == self.id
            {
                view.id = Some(anchor.to_string());
            }
        }
        items
    }

    /// "6 stages, 14 steps, 2 personas"
    fn caption(&self) -> String {
        let strings = self.page.strings();
        let journey = self.journey;
        let n_steps = journey.stages.iter().map(|stage| stage.steps.len()).sum::<usize>();
        [("unit.stages", journey.stages.len()), ("unit.steps", n_steps), ("unit.personas", journey.personas.len())]
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(key, n)| strings.fill(key, u64::try_from(n).ok(), &[]))
            .collect::<Vec<_>>()
            .join(strings.text("list.comma"))
    }

    fn words(&self) -> Option<WordsView> {
        let journey = self.journey;
        let stages = journey
            .stages
            .iter()
            .enumerate()
            .filter_map(|(index, stage)| {
                let prose = stage.prose.as_ref().filter(|prose| !prose.is_empty())?;
                let stage_index = u32::try_from(index).unwrap_or(u32::MAX);
                Some(StageWords {
                    id: format!("_words-{}", stage.place.id),
                    number: (index + 1).to_string(),
                    name: stage.place.name.plain.to_string(),
                    href: self.page.href(Address::Stage(self.id, stage_index)),
                    html: self.page.document(prose),
                })
            })
            .collect::<Vec<_>>();
        if journey.body.is_empty() && stages.is_empty() {
            return None;
        }
        Some(WordsView { body_html: self.page.document(&journey.body), stages })
    }
}

/// The page's own contents: only what is there.
fn contents(page: &PageContext<'_>, view: &JourneyView) -> Vec<LinkView> {
    [
        ("contents.curve", "#_curve", view.curve.as_ref().is_some_and(|curve| curve.n_scores > 0)),
        ("contents.map", "#_map", view.map.is_some()),
        ("contents.words", "#_words", view.words.is_some()),
        ("contents.twin", "#_twin", view.twin.is_some()),
        ("contents.opportunities", "#_opportunities", !view.opportunities.is_empty()),
        ("contents.measures", "#_measures", !view.measures.is_empty()),
        ("contents.sources", "#_sources", !view.sources.is_empty()),
        ("contents.related", "#_related", !view.related.is_empty()),
        ("contents.download", "#_download", true),
    ]
    .into_iter()
    .filter(|(.., there)| *there)
    .map(|(key, href, _)| LinkView { label: page.word(key), href: href.to_owned() })
    .collect()
}

#[cfg(test)]
mod tests;
