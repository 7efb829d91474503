//! The curve as a lane of a table: one picture a cell, the line cut at the cell's edges so that neighbors join.

use std::borrow::Cow;

use kurbo::{Affine, Point, Rect, Shape, Size};

use crate::diagram::scale::{BandScale, LinearScale};
use crate::diagram::scene::{FaceMark, Mark, Role, Scene, SceneKind};

use super::{CurveData, LineGeometry, PersonaLine, trace_lines};

#[derive(Debug, Clone, Copy)]
pub struct LaneSliceOptions {
    pub cell_width: f64,
    pub height: f64,
}

impl Default for LaneSliceOptions {
    fn default() -> Self {
        Self { cell_width: 152.0, height: 190.0 }
    }
}

/// Room above the highest and below the lowest score, for faces.
const PADDING: f64 = 32.0;

/// One scene a column, in order; untitled, since the cell says in words what it shows.
pub fn layout_lane_slices<'a>(data: &CurveData<'a>, options: &LaneSliceOptions) -> Vec<Scene<'a>> {
    let n_columns = data.n_columns();
    let columns = BandScale::new(0.0, &vec![options.cell_width; n_columns]);
    let n_personas = data.personas.len().max(1);
    let geometry = LineGeometry {
        centers: (0..n_columns).map(|column| columns.center(column)).collect(),
        columns,
        scores: LinearScale::new((data.scale.max, data.scale.min), (PADDING, options.height - PADDING)),
        persona_spacing: if n_personas > 1 {
            34.0f64.min((options.cell_width - 16.0) / n_personas as f64)
        } else {
            0.0
        },
        change_reach: options.cell_width * 0.2,
    };
    let lines = trace_lines(data, &geometry);
    let mut slices: Vec<Scene<'a>> = Vec::with_capacity(n_columns);
    let mut first_of_stage = 0;
    for (stage_index, stage) in data.stages.iter().enumerate() {
        for (index, step) in stage.steps.iter().enumerate() {
            let column = first_of_stage + index;
            let mut marks = draw_ground(data, &geometry, step.assumed, options);
            draw_cut_lines(&mut marks, data, &lines, &geometry, column);
            slices.push(Scene {
                id: Cow::Owned(format!("{}-lane-{}-{}", data.id, stage_index + 1, index + 1)),
                kind: SceneKind::LaneSlice,
                size: Size::new(options.cell_width, options.height),
                title: Cow::Borrowed(""),
                description: Cow::Borrowed(""),
                language: data.language.clone(),
                marks,
            });
        }
        first_of_stage += stage.steps.len();
    }
    draw_points(&mut slices, data, &lines, &geometry);
    slices
}

fn draw_ground<'a>(
    data: &CurveData<'_>,
    geometry: &LineGeometry,
    assumed: bool,
    options: &LaneSliceOptions,
) -> Vec<Mark<'a>> {
    let mut marks = Vec::new();
    if assumed {
        let rect = Rect::new(0.0, PADDING, options.cell_width, options.height - PADDING);
        marks.push(Mark::Hatch { path: rect.to_path(0.1), role: Role::HatchAssumed });
    }
    // The neutral line last: the others, side by side, become one path.
    let mut ticks = data.scale.ticks();
    ticks.sort_by_key(|tick| *tick == data.scale.neutral);
    for tick in ticks {
        let y = geometry.scores.apply(tick);
        let role = if tick == data.scale.neutral { Role::NeutralLine } else { Role::GridLine };
        marks.push(Mark::Line { from: Point::new(0.0, y), to: Point::new(options.cell_width, y), role });
    }
    marks
}

fn draw_cut_lines(
    marks: &mut Vec<Mark<'_>>,
    data: &CurveData<'_>,
    lines: &[PersonaLine],
    geometry: &LineGeometry,
    column: usize,
) {
    let (start, end) = (geometry.columns.start(column), geometry.columns.end(column));
    let to_cell = Affine::translate((-start, 0.0));
    for (persona, line) in lines.iter().enumerate().rev() {
        let cut = line.cut(start, end);
        let look = data.personas.get(persona).map_or(0, |persona| persona.look);
        // Without casings: a table holds many slices, and lines that cross in one are told apart by hue and dash.
        for (mut path, role) in
            [(cut.part(false), Role::PersonaLine(look)), (cut.part(true), Role::PersonaLineAssumed(look))]
        {
            if !path.elements().is_empty() {
                path.apply_affine(to_cell);
                marks.push(Mark::Path { path, role });
            }
        }
    }
}

/// The faces. Their numbers stand in the words below the picture.
fn draw_points<'a>(slices: &mut [Scene<'a>], data: &CurveData<'a>, lines: &[PersonaLine], geometry: &LineGeometry) {
    let steps: Vec<_> = data.columns().collect();
    let scale_of = |persona: usize| if persona == 0 { 1.0 } else { 0.88 };
    for (persona, line) in lines.iter().enumerate().rev() {
        let look = data.personas.get(persona).map_or(0, |persona| persona.look);
        for point in &line.points {
            let start = geometry.columns.start(point.column);
            let Some(slice) = slices.get_mut(point.column) else { continue };
            let center = Point::new(point.at.x - start, point.at.y);
            let assumed = steps.get(point.column).is_some_and(|(_, step)| step.assumed);
            slice.marks.push(if point.is_from {
                Mark::PersonaShape { center, size: 11.0, persona: look }
            } else {
                let valence = data.scale.valence(point.score);
                Mark::Face(FaceMark { center, scale: scale_of(persona), valence, persona: Some(look), assumed })
            });
        }
    }
}
