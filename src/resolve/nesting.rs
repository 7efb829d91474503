//! Maps that would contain themselves: by `parent`, or by `detail` of a stage or step.
//!
//! Every chain is followed once, without recursion. Where one comes back to itself it is cut and told.

use std::sync::Arc;

use super::index::Index;
use crate::content::raw::RawText;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Journey, JourneyId};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Never,
    /// On the chain that is followed.
    Now,
    Done,
}

fn mark(seen: &mut [Seen], position: usize, mark: Seen) {
    if let Some(state) = seen.get_mut(position) {
        *state = mark;
    }
}

/// Cuts circles of parents; each is told once, in the first of its files.
pub(super) fn cut_circles_of_parents(index: &Index<'_>, journeys: &mut [Arc<Journey>], diagnostics: &mut Diagnostics) {
    let mut seen = vec![Seen::Never; journeys.len()];
    for start in 0..journeys.len() {
        let mut chain = Vec::new();
        let mut current = Some(start);
        while let Some(position) = current.filter(|position| seen.get(*position) == Some(&Seen::Never)) {
            mark(&mut seen, position, Seen::Now);
            chain.push(position);
            current = journeys.get(position).and_then(|journey| journey.parent).map(JourneyId::index);
        }
        if let Some(closing) = current.filter(|position| seen.get(*position) == Some(&Seen::Now)) {
            let circle = chain.iter().skip_while(|position| **position != closing).copied().collect::<Vec<_>>();
            tell_circle(index, journeys, &circle, diagnostics);
            for position in circle {
                if let Some(journey) = journeys.get_mut(position) {
                    Arc::make_mut(journey).parent = None;
                }
            }
        }
        for position in chain {
            mark(&mut seen, position, Seen::Done);
        }
    }
}

fn tell_circle(index: &Index<'_>, journeys: &[Arc<Journey>], circle: &[usize], diagnostics: &mut Diagnostics) {
    let parent_span = |position: usize| {
        index.local_journeys.get(position).and_then(|local| local.file.raw.parent.as_ref()).map(|parent| parent.span)
    };
    let first = circle.iter().copied().filter_map(|position| Some((parent_span(position)?, position))).min();
    let Some((span, first)) = first else { return };
    let turn = circle.iter().position(|position| *position == first).unwrap_or_default();
    let names: Vec<&str> = circle
        .iter()
        .cycle()
        .skip(turn)
        .take(circle.len().min(6))
        .filter_map(|position| journeys.get(*position).map(|journey| journey.id.as_str()))
        .collect();
    let message = match names.as_slice() {
        [own] => format!("`{own}` is its own parent"),
        [own, ..] => format!("`{own}` is its own ancestor"),
        [] => return,
    };
    let mut diagnostic = Diagnostic::new(Code::CyclicParent, span, message)
        .reason("a journey is a part of its parent, and no whole is a part of itself")
        .help("take one `parent` out of the circle");
    if let [own, _, ..] = names.as_slice() {
        let more = if circle.len() > names.len() { " → …" } else { "" };
        diagnostic = diagnostic.label(format!("{}{more} → {own}", names.join(" → ")));
    }
    for position in circle.iter().filter(|position| **position != first).take(5) {
        if let Some(span) = parent_span(*position) {
            diagnostic = diagnostic.also(span, "and this parent");
        }
    }
    diagnostics.push(diagnostic);
}

/// A stage (`step` is `None`) or step of a journey, whose `detail` is another journey.
#[derive(Debug, Clone, Copy)]
struct Way {
    to: usize,
    stage: usize,
    step: Option<usize>,
}

/// Cuts every `detail` that leads back to a map that it is shown in.
pub(super) fn cut_circles_of_details(index: &Index<'_>, journeys: &mut [Arc<Journey>], diagnostics: &mut Diagnostics) {
    let ways: Vec<Vec<Way>> = journeys.iter().map(|journey| ways_of(journey)).collect();
    let mut seen = vec![Seen::Never; journeys.len()];
    let mut cuts: Vec<(usize, Way)> = Vec::new();
    for start in 0..journeys.len() {
        if seen.get(start) != Some(&Seen::Never) {
            continue;
        }
        // Each entry: a map, and how many of its ways were taken.
        let mut chain = vec![(start, 0_usize)];
        mark(&mut seen, start, Seen::Now);
        while let Some((position, taken)) = chain.last_mut() {
            let from = *position;
            let Some(way) = ways.get(from).and_then(|ways| ways.get(*taken)).copied() else {
                mark(&mut seen, from, Seen::Done);
                chain.pop();
                continue;
            };
            *taken += 1;
            match seen.get(way.to) {
                Some(Seen::Never) => {
                    mark(&mut seen, way.to, Seen::Now);
                    chain.push((way.to, 0));
                }
                Some(Seen::Now) => cuts.push((from, way)),
                _ => {}
            }
        }
    }
    for (from, way) in cuts {
        tell_detail(index, journeys, from, way, diagnostics);
        if let Some(stage) = journeys.get_mut(from).and_then(|journey| Arc::make_mut(journey).stages.get_mut(way.stage))
        {
            match way.step {
                None => stage.place.detail = None,
                Some(step) => {
                    if let Some(step) = stage.steps.get_mut(step) {
                        step.place.detail = None;
                    }
                }
            }
        }
    }
}

fn ways_of(journey: &Journey) -> Vec<Way> {
    let mut ways = Vec::new();
    for (stage_at, stage) in journey.stages.iter().enumerate() {
        ways.extend(stage.place.detail.map(|to| Way { to: to.index(), stage: stage_at, step: None }));
        for (step_at, step) in stage.steps.iter().enumerate() {
            ways.extend(step.place.detail.map(|to| Way { to: to.index(), stage: stage_at, step: Some(step_at) }));
        }
    }
    ways
}

fn tell_detail(index: &Index<'_>, journeys: &[Arc<Journey>], from: usize, way: Way, diagnostics: &mut Diagnostics) {
    let Some(span) = written(index, from, way).map(|text| text.span) else { return };
    let name = journeys.get(way.to).map_or("", |journey| &*journey.title);
    let message = if from == way.to {
        "a map cannot be the detail of itself".to_owned()
    } else {
        format!("this leads back into “{name}”, which it is a detail of")
    };
    diagnostics.push(
        Diagnostic::new(Code::CyclicParent, span, message)
            .reason("`detail` names a map that shows this place in depth; it cannot hold the place that it shows")
            .help("name another map, or take this `detail` out"),
    );
}

fn written<'i>(index: &'i Index<'_>, from: usize, way: Way) -> Option<&'i RawText> {
    let stage = index.local_journeys.get(from)?.file.raw.stages.items().get(way.stage)?;
    match way.step {
        None => stage.detail.as_ref(),
        Some(step) => stage.steps.items().get(step)?.detail.as_ref(),
    }
}
