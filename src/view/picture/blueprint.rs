//! A journey as a service blueprint: what is seen, what is done in front of and behind the stage, and what runs below.

use std::borrow::Cow;

use super::chart::{Chart, DataTable, Picture, escaped, words};
use crate::diagram::blueprint::{
    BlueprintArrow, BlueprintData, BlueprintHeading, BlueprintItem, BlueprintLane, BlueprintLaneKind, BlueprintOptions,
    BlueprintPlace, BlueprintStage, BlueprintWords,
};
use crate::model::{
    Address, Item, ItemKind, Journey, JourneyId, Lane, Place, TouchpointState, cell_anchor, item_anchor, stage_anchor,
    step_anchor,
};
use crate::view::PageContext;
use crate::view::parts::anchor_html;

/// What lies behind the customer's own actions.
const BEHIND: [Lane; 3] = [Lane::Frontstage, Lane::Backstage, Lane::SupportProcesses];

/// One moment: a stage without steps, or a step.
struct Moment<'a> {
    place: &'a Place,
    /// What the stage says itself stands in its first column.
    stage: Option<&'a Place>,
    address: Address,
    anchor: String,
    stage_anchor: String,
}

/// Whether the map knows what happens on the other side.
pub(crate) fn has_service_side(journey: &Journey) -> bool {
    let used = &journey.lanes_in_use;
    BEHIND.iter().filter(|lane| used.contains(lane)).count() > 1
}

/// `None` for a map that says nothing of the service behind it.
pub(crate) fn blueprint<'a>(page: &PageContext<'a>, id: JourneyId, picture_id: &str) -> Option<Picture<'a>> {
    let journey = page.site.journey(id);
    if !BEHIND.iter().any(|lane| journey.lanes_in_use.contains(lane)) {
        return None;
    }
    let moments = moments(journey, id);
    let has_evidence = journey.lanes_in_use.contains(&Lane::Evidence);
    // What can be seen or held; where a map does not list it, what is met.
    let evidence = if has_evidence { Lane::Evidence } else { Lane::Touchpoints };
    let order = [
        (evidence, BlueprintLaneKind::Evidence),
        (Lane::Actions, BlueprintLaneKind::Customer),
        (Lane::Frontstage, BlueprintLaneKind::FrontStage),
        (Lane::Backstage, BlueprintLaneKind::BackStage),
        (Lane::SupportProcesses, BlueprintLaneKind::Support),
    ];
    let mut lanes = Vec::new();
    let mut table = DataTable { columns: vec![(page.word("table.step"), false)], rows: Vec::new() };
    table.rows =
        moments.iter().map(|moment| vec![anchor_html(&page.href(moment.address), &moment.place.name.plain)]).collect();
    for (lane, kind) in order {
        let cells: Vec<Vec<BlueprintItem<'a>>> =
            moments.iter().map(|moment| items_of(page, id, moment, lane, kind)).collect();
        if cells.iter().all(Vec::is_empty) {
            continue;
        }
        let name = page.strings().text(lane_name(lane));
        table.columns.push((name.to_owned(), false));
        for (row, cell) in table.rows.iter_mut().zip(&cells) {
            row.push(cell.iter().map(|item| escaped(&item.text)).collect::<Vec<_>>().join("<br>"));
        }
        lanes.push(BlueprintLane { name: Cow::Borrowed(name), kind, cells });
    }
    let title = page.strings().fill("picture.blueprint", None, &[("journey", &journey.title)]);
    let arrows = arrows(&lanes, moments.len());
    Some(Picture {
        chart: Chart::Blueprint(
            BlueprintData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Owned(title.clone()),
                language: Cow::Borrowed(&page.site.settings.language),
                stages: stages(page, journey, id),
                headings: headings(page, journey, &moments),
                lanes,
                arrows,
            },
            BlueprintOptions { words: blueprint_words(page), ..BlueprintOptions::default() },
        ),
        title,
        table,
        links: vec![page.link(Address::Journey(id))],
        note: String::new(),
    })
}

fn moments(journey: &Journey, id: JourneyId) -> Vec<Moment<'_>> {
    let mut moments = Vec::new();
    for (stage_index, stage) in (0_u32..).zip(&journey.stages) {
        let own = stage_anchor(&stage.place.id);
        if stage.steps.is_empty() {
            moments.push(Moment {
                place: &stage.place,
                stage: None,
                address: Address::Stage(id, stage_index),
                anchor: own.clone(),
                stage_anchor: own.clone(),
            });
        }
        for (step_index, step) in (0_u32..).zip(&stage.steps) {
            moments.push(Moment {
                place: &step.place,
                stage: (step_index == 0).then_some(&stage.place),
                address: Address::Step(id, stage_index, step_index),
                anchor: step_anchor(&stage.place.id, &step.place.id),
                stage_anchor: own.clone(),
            });
        }
    }
    moments
}

fn items_of<'a>(
    page: &PageContext<'a>,
    id: JourneyId,
    moment: &Moment<'a>,
    lane: Lane,
    kind: BlueprintLaneKind,
) -> Vec<BlueprintItem<'a>> {
    let map = page.render.links.journey_file(id, ".html");
    let key = lane.key().unwrap_or_default();
    let item = |anchor: &str, index: usize, item: &'a Item| {
        let anchor = item_anchor(&cell_anchor(anchor, key), index, item.id.as_ref());
        let state = match &item.kind {
            ItemKind::Touchpoint(used) => used.state,
            _ => TouchpointState::Existing,
        };
        let note = match state {
            TouchpointState::Planned => words(page, "touchpoint.planned"),
            TouchpointState::Retired => words(page, "touchpoint.retired"),
            TouchpointState::Existing => Cow::Borrowed(""),
        };
        BlueprintItem {
            text: Cow::Borrowed(item.text.plain.as_ref()),
            note,
            href: Some(Cow::Owned(page.path.link_to(&map, Some(&anchor)))),
            planned: state == TouchpointState::Planned,
            failure_point: false,
        }
    };
    let mut items = Vec::new();
    if let Some(stage) = moment.stage {
        items.extend(stage.items(lane).enumerate().map(|(index, it)| item(&moment.stage_anchor, index, it)));
    }
    items.extend(moment.place.items(lane).enumerate().map(|(index, it)| item(&moment.anchor, index, it)));
    if kind == BlueprintLaneKind::Customer
        && let Some(first) = items.first_mut()
    {
        first.failure_point = moment.place.failure_point;
    }
    items
}

/// In each moment, from what the customer does down to what supports it: from the first item of a lane to the first of the
/// next lane that has one.
fn arrows(lanes: &[BlueprintLane<'_>], n_columns: usize) -> Vec<BlueprintArrow> {
    let mut arrows = Vec::new();
    for column in 0..n_columns {
        let filled = lanes.iter().enumerate().filter(|(_, lane)| {
            lane.kind != BlueprintLaneKind::Evidence && lane.cells.get(column).is_some_and(|cell| !cell.is_empty())
        });
        let filled = filled.map(|(index, _)| index).collect::<Vec<_>>();
        for pair in filled.windows(2) {
            if let [from, to] = pair {
                let last = lanes.get(*from).and_then(|lane| lane.cells.get(column)).map_or(1, Vec::len);
                arrows.push(BlueprintArrow {
                    from: BlueprintPlace { lane: *from, column, item: last.saturating_sub(1) },
                    to: BlueprintPlace { lane: *to, column, item: 0 },
                    planned: false,
                });
            }
        }
    }
    arrows
}

fn stages<'a>(page: &PageContext<'a>, journey: &'a Journey, id: JourneyId) -> Vec<BlueprintStage<'a>> {
    let stages = (0_u32..).zip(&journey.stages).map(|(index, stage)| BlueprintStage {
        name: Cow::Borrowed(stage.place.name.plain.as_ref()),
        href: Some(Cow::Owned(page.href(Address::Stage(id, index)))),
        n_columns: stage.steps.len().max(1),
    });
    stages.collect()
}

/// Stages without steps are named by their chevrons alone.
fn headings<'a>(page: &PageContext<'a>, journey: &Journey, moments: &[Moment<'a>]) -> Vec<BlueprintHeading<'a>> {
    if journey.stages.iter().all(|stage| stage.steps.is_empty()) {
        return Vec::new();
    }
    let heading = |moment: &Moment<'a>| match moment.address {
        Address::Step(..) => BlueprintHeading {
            name: Cow::Borrowed(moment.place.name.plain.as_ref()),
            href: Some(Cow::Owned(page.href(moment.address))),
        },
        _ => BlueprintHeading::default(),
    };
    moments.iter().map(heading).collect()
}

fn lane_name(lane: Lane) -> &'static str {
    match lane {
        Lane::Evidence => "lane.evidence",
        Lane::Touchpoints => "lane.touchpoints",
        Lane::Frontstage => "lane.frontstage",
        Lane::Backstage => "lane.backstage",
        Lane::SupportProcesses => "lane.support_processes",
        _ => "lane.actions",
    }
}

fn blueprint_words<'a>(page: &PageContext<'a>) -> BlueprintWords<'a> {
    BlueprintWords {
        line_of_interaction: words(page, "blueprint.interaction"),
        line_of_visibility: words(page, "blueprint.visibility"),
        line_of_internal_interaction: words(page, "blueprint.internal_interaction"),
        failure_point: words(page, "curve.failure_point"),
        sentence: words(page, "picture.blueprint_sentence"),
        sentence_failures: words(page, "picture.blueprint_failures"),
        separator: words(page, "list.comma"),
    }
}
