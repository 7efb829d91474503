//! A pain point that hurts much (severity 4 or 5), and nothing that could be better: no opportunity or solution that
//! addresses it, and none at a place where it stands.

use std::collections::BTreeSet;

use super::{Index, Lists};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::*;

/// Who lists every small pain is not asked for a plan for each.
const MUCH: u8 = 4;

pub(super) fn check(index: &Index<'_>, lists: Lists<'_>, diagnostics: &mut Diagnostics) {
    let mut answered: BTreeSet<PainPointId> = BTreeSet::new();
    for journey in lists.journeys {
        let whole = journey.cells.iter().collect::<Vec<_>>();
        collect(&whole, false, &mut answered);
        for stage in &journey.stages {
            let stage_answers = has_answer(&stage.place.cells);
            let steps_answer = stage.steps.iter().any(|step| has_answer(&step.place.cells));
            collect(&stage.place.cells.iter().collect::<Vec<_>>(), steps_answer, &mut answered);
            for step in &stage.steps {
                collect(&step.place.cells.iter().collect::<Vec<_>>(), stage_answers, &mut answered);
            }
        }
    }
    for (at, pain_point) in lists.pain_points.iter().enumerate() {
        let id = PainPointId::from_index(at);
        let hurts = pain_point.severity.is_some_and(|severity| severity.get() >= MUCH);
        if !hurts || !pain_point.opportunities.is_empty() || answered.contains(&id) {
            continue;
        }
        if let Origin::Cell { journey, .. } = &pain_point.origin
            && lists.journeys.get(journey.index()).is_some_and(|journey| journey.status == Status::Retired)
        {
            continue;
        }
        let Some(entry) = index.pain_points.entries.get(at) else { continue };
        diagnostics.push(
            Diagnostic::new(
                Code::PainPointWithoutOpportunity,
                entry.span,
                "this hurts much, and nothing says what could be better",
            )
            .reason("a map is made to change something")
            .help("add an opportunity at the same place: opportunities = \"…\"; or say in its file what it addresses"),
        );
    }
}

fn has_answer(cells: &[Cell]) -> bool {
    cells.iter().any(|cell| matches!(cell.lane, Lane::Opportunities | Lane::Solutions))
}

fn collect(cells: &[&Cell], answered_near: bool, answered: &mut BTreeSet<PainPointId>) {
    let here = cells.iter().any(|cell| matches!(cell.lane, Lane::Opportunities | Lane::Solutions));
    if !here && !answered_near {
        return;
    }
    for item in cells.iter().flat_map(|cell| &cell.items) {
        if let ItemKind::PainPoint(id) = item.kind {
            answered.insert(id);
        }
    }
}
