//! What each map holds, and what it lacks: one row a map.

use super::InsightSection;
use super::patterns::journey_title;
use crate::insight::counts;
use crate::model::*;
use crate::templates::format_share;
use crate::view::PageContext;
use crate::view::lists::{column, words};
use crate::view::page::{CellView, LedgerView, page_of};

pub(super) fn coverage(page: &PageContext<'_>, number: u32) -> Vec<InsightSection> {
    let all = page.render.insight.journeys_by_title.iter().copied().filter(|id| counts(page.site, *id));
    let all = all.collect::<Vec<_>>();
    let columns = vec![
        column(page, "journey", "title"),
        column(page, "steps", "number"),
        column(page, "scored", "number"),
        column(page, "assumed", "number"),
        column(page, "sources", "number"),
        column(page, "pain_points", "number"),
        column(page, "opportunities", "number"),
        column(page, "metrics", "number"),
        column(page, "owner", "words"),
    ];
    let rows = page_of(&all, number).iter().map(|id| row(page, *id)).collect();
    let ledger = LedgerView { caption: page.word("insight.coverage"), columns, rows, divider: None };
    let words = ("_coverage", "insight.coverage_table", "insight.coverage_sentence");
    let mut sections = InsightSection::ledger(page, words, "list-coverage", ledger).into_iter().collect::<Vec<_>>();
    if let Some(first) = sections.first_mut().filter(|_| number == 0) {
        first.sentence = sentence(page, &all);
    }
    sections
}

/// What the maps lack, counted.
fn sentence(page: &PageContext<'_>, all: &[JourneyId]) -> String {
    let insight = page.render.insight;
    let count = |lacks: &dyn Fn(JourneyId, &Journey) -> bool| {
        all.iter().filter(|id| lacks(**id, page.site.journey(**id))).count()
    };
    let parts = [
        ("insight.without_owner", count(&|_, journey| journey.owner.is_none())),
        ("insight.without_source", count(&|_, journey| n_sources(journey) == 0)),
        ("insight.without_score", count(&|id, _| insight.journey(id).felt.n_scores() == 0)),
        ("insight.without_metric", count(&|_, journey| n_metrics(journey) == 0)),
        ("insight.mostly_assumed", count(&|_, journey| journey.assumed_share.is_some_and(|share| share >= 0.5))),
    ];
    let parts = parts.iter().filter(|(_, n)| *n > 0);
    let parts = parts.map(|(key, n)| page.strings().fill(key, u64::try_from(*n).ok(), &[])).collect::<Vec<_>>();
    if parts.is_empty() { page.word("insight.lacks_nothing") } else { parts.join(page.strings().text("list.sentence")) }
}

fn row(page: &PageContext<'_>, id: JourneyId) -> Vec<CellView> {
    let journey = page.site.journey(id);
    let summary = page.render.insight.journey(id);
    let n_places = places(journey).count();
    let n_scored = places(journey).filter(|place| place.emotions.has_score()).count();
    let share = |n: usize| {
        let share = if n_places == 0 { 0.0 } else { n as f64 / n_places as f64 };
        CellView::Number { label: format_share(page.strings(), share), note: None }
    };
    let assumed = journey.assumed_share.map(|share| format_share(page.strings(), share));
    vec![
        journey_title(page, id),
        CellView::Number { label: n_places.to_string(), note: None },
        share(n_scored),
        assumed.map_or(CellView::Empty {}, |label| CellView::Number { label, note: None }),
        counted(n_sources(journey)),
        counted(summary.n_pain_points),
        counted(summary.n_opportunities),
        counted(n_metrics(journey)),
        match journey.owner {
            Some(team) => CellView::Links { links: vec![page.team(team)], n_more: 0 },
            None => words(page.strings().text("insight.nobody")),
        },
    ]
}

/// Nought is said here, not left blank: it is what the table is for.
fn counted(n: usize) -> CellView {
    CellView::Number { label: n.to_string(), note: None }
}

/// Steps, and stages that have none.
fn places(journey: &Journey) -> impl Iterator<Item = &Place> {
    journey.stages.iter().flat_map(|stage| {
        let own = stage.steps.is_empty().then_some(&stage.place);
        own.into_iter().chain(stage.steps.iter().map(|step| &step.place))
    })
}

/// Every source that the map, its places or their items cite.
fn n_sources(journey: &Journey) -> usize {
    let stages = journey
        .stages
        .iter()
        .flat_map(|stage| std::iter::once(&stage.place).chain(stage.steps.iter().map(|step| &step.place)));
    let cited = stages.flat_map(|place| {
        let items = place.cells.iter().flat_map(|cell| &cell.items).flat_map(|item| &item.sources);
        place.sources.iter().chain(items)
    });
    let mut sources = journey.sources.iter().chain(cited).copied().collect::<Vec<_>>();
    sources.sort();
    sources.dedup();
    sources.len()
}

fn n_metrics(journey: &Journey) -> usize {
    let stages = journey
        .stages
        .iter()
        .flat_map(|stage| std::iter::once(&stage.place).chain(stage.steps.iter().map(|step| &step.place)));
    let in_cells = stages.flat_map(|place| place.items(Lane::Metrics)).filter_map(|item| match &item.kind {
        ItemKind::Metric(reading) => Some(reading.metric),
        _ => None,
    });
    let mut metrics = journey.measures.iter().map(|measure| measure.reading.metric).chain(in_cells).collect::<Vec<_>>();
    metrics.sort();
    metrics.dedup();
    metrics.len()
}
