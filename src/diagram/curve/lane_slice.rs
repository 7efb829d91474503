//! The curve as a lane of a table. Where columns share the page's width: one picture a cell, the line cut at the cell's edges so that
//! neighbors join. Where each column is as wide as it is drawn: one picture behind the whole row, a third as large.

use std::borrow::Cow;

use kurbo::{Affine, Point, Rect, Shape, Size, Vec2};

use crate::diagram::scale::{BandScale, LinearScale};
use crate::diagram::scene::{FaceMark, Mark, Role, Scene, SceneKind, shift_marks};

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

/// Where lines and points lie when columns are `options.cell_width` wide.
fn lane_geometry(data: &CurveData<'_>, options: &LaneSliceOptions) -> LineGeometry {
    let n_columns = data.n_columns();
    let columns = BandScale::new(0.0, &vec![options.cell_width; n_columns]);
    let n_personas = data.personas.len().max(1);
    LineGeometry {
        centers: (0..n_columns).map(|column| columns.center(column)).collect(),
        columns,
        scores: LinearScale::new((data.scale.max, data.scale.min), (PADDING, options.height - PADDING)),
        persona_spacing: if n_personas > 1 {
            34.0f64.min((options.cell_width - 16.0) / n_personas as f64)
        } else {
            0.0
        },
        change_reach: options.cell_width * 0.2,
    }
}

/// The whole lane as one scene, `cell_width` times as wide as it has columns; untitled, since the cells say in words what it shows.
pub fn layout_lane<'a>(data: &CurveData<'a>, options: &LaneSliceOptions) -> Scene<'a> {
    let geometry = lane_geometry(data, options);
    let width = geometry.columns.end(data.n_columns().saturating_sub(1));
    let lines = trace_lines(data, &geometry);
    let mut marks = Vec::new();
    for (column, (_, step)) in data.columns().enumerate() {
        if step.assumed {
            let (start, end) = (geometry.columns.start(column), geometry.columns.end(column));
            let rect = Rect::new(start, PADDING, end, options.height - PADDING);
            marks.push(Mark::Hatch { path: rect.to_path(0.1), role: Role::HatchAssumed });
        }
    }
    draw_scores(&mut marks, data, &geometry, width);
    for (persona, line) in lines.iter().enumerate().rev() {
        let look = data.personas.get(persona).map_or(0, |persona| persona.look);
        let parts = [(line.part(false), Role::PersonaLine(look)), (line.part(true), Role::PersonaLineAssumed(look))];
        let parts = parts.into_iter().filter(|(path, _)| !path.elements().is_empty());
        marks.extend(parts.map(|(path, role)| Mark::Path { path, role }));
    }
    marks.extend(points(data, &lines).map(|(_, mark)| mark));
    Scene {
        id: Cow::Owned(format!("{}-lane", data.id)),
        kind: SceneKind::LaneSlice,
        size: Size::new(width, options.height),
        title: Cow::Borrowed(""),
        description: Cow::Borrowed(""),
        language: data.language.clone(),
        marks,
    }
}

/// One scene a column, in order; untitled, since the cell says in words what it shows.
pub fn layout_lane_slices<'a>(data: &CurveData<'a>, options: &LaneSliceOptions) -> Vec<Scene<'a>> {
    let geometry = lane_geometry(data, options);
    let lines = trace_lines(data, &geometry);
    let mut slices: Vec<Scene<'a>> = Vec::with_capacity(data.n_columns());
    let mut first_of_stage = 0;
    for (stage_index, stage) in data.stages.iter().enumerate() {
        for (index, step) in stage.steps.iter().enumerate() {
            let column = first_of_stage + index;
            let mut marks = Vec::new();
            if step.assumed {
                let rect = Rect::new(0.0, PADDING, options.cell_width, options.height - PADDING);
                marks.push(Mark::Hatch { path: rect.to_path(0.1), role: Role::HatchAssumed });
            }
            draw_scores(&mut marks, data, &geometry, options.cell_width);
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
    for (column, mut mark) in points(data, &lines) {
        let Some(slice) = slices.get_mut(column) else { continue };
        shift_marks(std::slice::from_mut(&mut mark), Vec2::new(-geometry.columns.start(column), 0.0));
        slice.marks.push(mark);
    }
    slices
}

/// A line across for each score that the scale names; the neutral one last: the others, side by side, become one path.
fn draw_scores(marks: &mut Vec<Mark<'_>>, data: &CurveData<'_>, geometry: &LineGeometry, width: f64) {
    let mut ticks = data.scale.ticks();
    ticks.sort_by_key(|tick| *tick == data.scale.neutral);
    for tick in ticks {
        let y = geometry.scores.apply(tick);
        let role = if tick == data.scale.neutral { Role::NeutralLine } else { Role::GridLine };
        marks.push(Mark::Line { from: Point::new(0.0, y), to: Point::new(width, y), role });
    }
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

/// The faces and the column of each. Their numbers stand in the words below the picture.
fn points<'m>(data: &'m CurveData<'_>, lines: &'m [PersonaLine]) -> impl Iterator<Item = (usize, Mark<'static>)> + 'm {
    let steps: Vec<_> = data.columns().collect();
    lines.iter().enumerate().rev().flat_map(move |(persona, line)| {
        let look = data.personas.get(persona).map_or(0, |persona| persona.look);
        let scale = if persona == 0 { 1.0 } else { 0.88 };
        let assumed: Vec<bool> =
            line.points.iter().map(|point| steps.get(point.column).is_some_and(|(_, step)| step.assumed)).collect();
        line.points.iter().zip(assumed).map(move |(point, assumed)| {
            let mark = if point.is_from {
                Mark::PersonaShape { center: point.at, size: 11.0, persona: look }
            } else {
                let valence = data.scale.valence(point.score);
                Mark::Face(FaceMark { center: point.at, scale, valence, persona: Some(look), assumed })
            };
            (point.column, mark)
        })
    })
}
