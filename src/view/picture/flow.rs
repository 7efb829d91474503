//! A journey as a flow: steps, where each goes on, and where people leave.

use std::borrow::Cow;

use super::chart::{Chart, DataTable, Picture, counted, escaped, words};
use crate::diagram::flow::{FlowData, FlowEdge, FlowEdgeKind, FlowNode, FlowNodeKind, FlowOptions, FlowStage};
use crate::model::{Address, Journey, JourneyId, Next, NextTarget, Place};
use crate::view::PageContext;

/// One node to be: where it stands in the journey, and where it goes on.
struct Stop<'a> {
    stage: u32,
    step: Option<u32>,
    place: &'a Place,
    next: &'a [Next],
}

/// Whether the map says more than one step after the other: a branch, a loop, an end.
pub(crate) fn has_ways(journey: &Journey) -> bool {
    journey.stages.iter().flat_map(|stage| &stage.steps).any(|step| !step.next.is_empty())
}

/// `None` below two steps.
pub(crate) fn flow<'a>(page: &PageContext<'a>, id: JourneyId, picture_id: &str) -> Option<Picture<'a>> {
    let journey = page.site.journey(id);
    let mut stops: Vec<Stop<'a>> = Vec::new();
    for (stage_index, stage) in (0_u32..).zip(&journey.stages) {
        if stage.steps.is_empty() {
            stops.push(Stop { stage: stage_index, step: None, place: &stage.place, next: &[] });
        }
        for (step_index, step) in (0_u32..).zip(&stage.steps) {
            stops.push(Stop { stage: stage_index, step: Some(step_index), place: &step.place, next: &step.next });
        }
    }
    if stops.len() < 2 {
        return None;
    }
    let mut nodes: Vec<FlowNode<'a>> = stops.iter().map(|stop| node(page, id, stop)).collect();
    let mut edges = Vec::new();
    let mut table =
        DataTable::new(page, &[("table.step", false), ("picture.goes_on_to", false), ("picture.when", false)]);
    let position = |stage: u32, step: u32| stops.iter().position(|at| at.stage == stage && at.step == Some(step));
    for (from, stop) in stops.iter().enumerate() {
        let plain = if stop.place.is_assumed() { FlowEdgeKind::Assumed } else { FlowEdgeKind::Way };
        let mut ways: Vec<(usize, Cow<'a, str>, FlowEdgeKind)> = Vec::new();
        for next in stop.next {
            let label = next.when.as_ref().map(|when| Cow::Borrowed(when.plain.as_ref())).unwrap_or_default();
            match next.to {
                NextTarget::Step { stage, step } => {
                    ways.extend(position(stage, step).map(|to| (to, label, plain)));
                }
                NextTarget::End => ways.push((end_of_stage(page, &mut nodes, stop.stage), label, FlowEdgeKind::Lost)),
            }
        }
        if stop.next.is_empty() && from + 1 < stops.len() {
            ways.push((from + 1, Cow::Borrowed(""), plain));
        }
        let name = |node: usize| nodes.get(node).map_or_else(String::new, |node| escaped(&node.name));
        for (index, (to, label, _)) in ways.iter().enumerate() {
            let first = if index == 0 { name(from) } else { String::new() };
            table.rows.push(vec![first, name(*to), escaped(label)]);
        }
        edges.extend(ways.into_iter().map(|(to, label, kind)| FlowEdge { from, to, label, kind }));
    }
    // A row needs its name; a second way repeats it.
    let mut last = String::new();
    for row in &mut table.rows {
        match row.first_mut() {
            Some(first) if first.is_empty() => first.clone_from(&last),
            Some(first) => last.clone_from(first),
            None => {}
        }
    }
    let stages = (0_u32..).zip(&journey.stages).map(|(index, stage)| FlowStage {
        name: Cow::Borrowed(stage.place.name.plain.as_ref()),
        href: Some(Cow::Owned(page.href(Address::Stage(id, index)))),
    });
    let sentence = sentence(page, stops.len(), journey.stages.len(), &nodes, &edges);
    let title = page.strings().fill("picture.flow", None, &[("journey", &journey.title)]);
    Some(Picture {
        chart: Chart::Flow(
            FlowData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Owned(title.clone()),
                language: Cow::Borrowed(&page.site.settings.language),
                stages: stages.collect(),
                nodes,
                edges,
            },
            FlowOptions { sentence: Cow::Owned(sentence), ..FlowOptions::default() },
        ),
        title,
        table,
        links: vec![page.link(Address::Journey(id))],
        note: String::new(),
    })
}

/// How many steps, and what is not straight about them.
fn sentence(
    page: &PageContext<'_>,
    n_steps: usize,
    n_stages: usize,
    nodes: &[FlowNode<'_>],
    edges: &[FlowEdge<'_>],
) -> String {
    let size = [("steps", counted(page, "unit.steps", n_steps)), ("stages", counted(page, "unit.stages", n_stages))];
    let size = size.each_ref().map(|(key, words)| (*key, words.as_str()));
    let mut sentences = vec![page.strings().fill("picture.flow_size", None, &size)];
    let n_forks = nodes.iter().filter(|node| node.kind == FlowNodeKind::Decision).count();
    let n_loops = edges.iter().filter(|edge| edge.to <= edge.from).count();
    let n_ends = edges.iter().filter(|edge| edge.kind == FlowEdgeKind::Lost).count();
    let turns = [("picture.flow_forks", n_forks), ("picture.flow_loops", n_loops), ("picture.flow_ends", n_ends)];
    sentences.extend(turns.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| counted(page, key, n)));
    if sentences.len() == 1 {
        sentences.push(page.word("picture.flow_straight"));
    }
    sentences.join(page.strings().text("list.sentence"))
}

fn node<'a>(page: &PageContext<'a>, id: JourneyId, stop: &Stop<'a>) -> FlowNode<'a> {
    let address = match stop.step {
        Some(step) => Address::Step(id, stop.stage, step),
        None => Address::Stage(id, stop.stage),
    };
    let forks = stop.next.iter().filter(|next| next.to != NextTarget::End).count() > 1;
    FlowNode {
        stage: stop.stage as usize,
        number: Cow::Owned(PageContext::place_number(stop.stage, stop.step)),
        name: Cow::Borrowed(stop.place.name.plain.as_ref()),
        note: if stop.place.is_assumed() { words(page, "curve.assumed") } else { Cow::Borrowed("") },
        kind: if forks || stop.next.len() > 1 { FlowNodeKind::Decision } else { FlowNodeKind::Step },
        planned: false,
        href: Some(Cow::Owned(page.href(address))),
    }
}

/// One end a stage: all ways out of it meet there.
fn end_of_stage<'a>(page: &PageContext<'a>, nodes: &mut Vec<FlowNode<'a>>, stage: u32) -> usize {
    let stage = stage as usize;
    let known = nodes.iter().position(|node| node.stage == stage && node.kind == FlowNodeKind::End);
    known.unwrap_or_else(|| {
        nodes.push(FlowNode { stage, name: words(page, "map.ends"), kind: FlowNodeKind::End, ..FlowNode::default() });
        nodes.len() - 1
    })
}
