//! The columns of a map: each step, or the stage itself where it has no steps.

use crate::model::{Journey, PersonaId, Place, Stage, Step, stage_anchor, step_anchor};
use crate::view::page_context::PageContext;

/// One column.
#[derive(Debug, Clone)]
pub(super) struct Column<'a> {
    pub stage_index: u32,
    /// `None`: the stage stands for itself.
    pub step_index: Option<u32>,
    pub stage: &'a Stage,
    pub step: Option<&'a Step>,
    /// `stage.step`, or `stage`.
    pub anchor: String,
    /// `2.3`, or `2`.
    pub number: String,
}

impl<'a> Column<'a> {
    /// What stands in the column.
    pub(super) fn place(&self) -> &'a Place {
        self.step.map_or(&self.stage.place, |step| &step.place)
    }
}

pub(super) fn columns(journey: &Journey) -> Vec<Column<'_>> {
    let mut columns = Vec::new();
    for (stage_index, stage) in (0_u32..).zip(&journey.stages) {
        if stage.steps.is_empty() {
            columns.push(Column {
                stage_index,
                step_index: None,
                stage,
                step: None,
                anchor: stage_anchor(&stage.place.id),
                number: (stage_index + 1).to_string(),
            });
        }
        for (step_index, step) in (0_u32..).zip(&stage.steps) {
            columns.push(Column {
                stage_index,
                step_index: Some(step_index),
                stage,
                step: Some(step),
                anchor: step_anchor(&stage.place.id, &step.place.id),
                number: PageContext::place_number(stage_index, Some(step_index)),
            });
        }
    }
    columns
}

/// Whose feelings the map holds: its personas, or nobody in particular.
pub(super) fn walkers(journey: &Journey) -> Vec<Option<PersonaId>> {
    if journey.personas.is_empty() { vec![None] } else { journey.personas.iter().copied().map(Some).collect() }
}
