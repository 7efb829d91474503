//! The curve turned by 90° for narrow screens: time runs down, feelings from left (lowest) to right (highest).
//!
//! The words are not part of it: a list of steps beside it has them. Rows are [`STEP_ROW`] rem tall, those that open a
//! stage [`STAGE_ROW`]; the list must use the same heights. Across, positions are percent, so the plot is as wide as the page gives.

use std::borrow::Cow;

use kurbo::{Affine, Point, Rect, Size};

use crate::diagram::direction::is_right_to_left;
use crate::diagram::face::outline_reach;
use crate::diagram::scale::{BandScale, LinearScale};
use crate::diagram::scene::{Anchor, Casing, FaceMark, Mark, Role, Scene, SceneKind, TextMark};
use crate::diagram::text_metrics::{FontBook, TextStyle, Typeface};

use super::{CurveData, CurveWords, LineGeometry, Obstacles, trace_lines};

/// Heights of rows in rem.
pub const STEP_ROW: f64 = 4.0;
pub const STAGE_ROW: f64 = 5.5;
/// The scale's ends stand this far from the plot's edges, in percent.
const MARGIN: f64 = 9.0;
const FACE_SCALE: f64 = 0.82;
const NUMBER: TextStyle = TextStyle::new(Typeface::SansSemibold, 13.0, 1.2);
/// Pixels in a rem, and the width for which numbers find their side; narrower and wider plots look alike.
const REM: f64 = 16.0;
const NOMINAL_WIDTH: f64 = 260.0;

/// What it costs a number to stand beyond the plot, and where the neutral line is, which no number should lie on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edges {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) cost: f64,
    pub(super) neutral: f64,
}

/// Less than to cross a persona's line.
const ON_NEUTRAL_LINE: f64 = 8.0;

/// Width of the stretched lines: many units, so that whole ones are fine enough.
const WIDTH: f64 = 1000.0;

/// The tall form, ready to be laid over a list of steps.
#[derive(Debug, Clone)]
pub struct TallCurve<'a> {
    /// One row a step, from the top.
    pub rows: Vec<TallRow>,
    pub height_rem: f64,
    pub ticks: Vec<TallTick<'a>>,
    /// Grid and lines, [`WIDTH`] wide and 16 units a rem tall, to be stretched.
    pub lines: Scene<'a>,
    pub faces: Vec<TallFace<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TallRow {
    pub stage_index: usize,
    pub opens_stage: bool,
    pub top_rem: f64,
    pub height_rem: f64,
}

/// A value of the axis, which runs across the top.
#[derive(Debug, Clone)]
pub struct TallTick<'a> {
    pub x_percent: f64,
    pub number: String,
    pub word: Option<Cow<'a, str>>,
    pub is_neutral: bool,
    /// The outermost ticks and the neutral one keep their words where there is little room.
    pub is_main: bool,
}

/// A face (or, where a change inside a step begins, a dot) and its number, drawn around the origin.
#[derive(Debug, Clone)]
pub struct TallFace<'a> {
    pub x_percent: f64,
    pub y_percent: f64,
    pub face: Option<FaceMark>,
    /// Size and look.
    pub dot: Option<(f64, u8)>,
    pub number: Option<TextMark<'a>>,
}

/// The tall form.
pub fn layout_curve_tall<'a>(data: &'a CurveData<'a>, fonts: &FontBook, words: &CurveWords<'_>) -> TallCurve<'a> {
    let rows = layout_rows(data);
    let heights: Vec<f64> = rows.iter().map(|row| row.height_rem * REM).collect();
    let n_personas = data.personas.len().max(1);
    let geometry = LineGeometry {
        columns: BandScale::new(0.0, &heights),
        centers: rows.iter().map(|row| (row.top_rem + row.height_rem - STEP_ROW / 2.0) * REM).collect(),
        scores: LinearScale::new(
            (data.scale.min, data.scale.max),
            (MARGIN / 100.0 * NOMINAL_WIDTH, (1.0 - MARGIN / 100.0) * NOMINAL_WIDTH),
        ),
        persona_spacing: if n_personas > 1 { 25.0f64.min(54.0 / n_personas as f64) } else { 0.0 },
        change_reach: 13.0,
    };
    let height_rem = rows.last().map_or(0.0, |row| row.top_rem + row.height_rem);
    let lines = trace_lines(data, &geometry);
    let mut marks = draw_grid(data, &geometry, height_rem);
    // Pixels down and across become units across and pixels down.
    let turn = Affine::new([0.0, 1.0, WIDTH / NOMINAL_WIDTH, 0.0, 0.0, 0.0]);
    for (persona, line) in lines.iter().enumerate().rev() {
        let look = data.personas.get(persona).map_or(0, |persona| persona.look);
        // Without casings, as in a table's lane: a third less to send.
        let paths = [(line.part(false), Role::PersonaLine(look)), (line.part(true), Role::PersonaLineAssumed(look))];
        for (mut path, role) in paths {
            if !path.elements().is_empty() {
                path.apply_affine(turn);
                marks.push(Mark::Path { path, role });
            }
        }
    }
    let (mut ticks, mut faces) =
        (layout_ticks(data, words, &geometry), layout_faces(data, fonts, words, &lines, &geometry));
    // The lines are mirrored by whoever paints them, as every picture is.
    if is_right_to_left(&data.language) {
        ticks.iter_mut().for_each(|tick| tick.x_percent = 100.0 - tick.x_percent);
        for face in &mut faces {
            face.x_percent = 100.0 - face.x_percent;
            if let Some(number) = &mut face.number {
                number.at.x = -number.at.x;
                number.anchor = number.anchor.flipped();
            }
        }
    }
    TallCurve {
        ticks,
        faces,
        lines: Scene {
            id: Cow::Owned(format!("{}-tall", data.id)),
            kind: SceneKind::CurveTall,
            size: Size::new(WIDTH, height_rem * REM),
            title: Cow::Borrowed(""),
            description: Cow::Borrowed(""),
            language: data.language.clone(),
            marks,
        },
        rows,
        height_rem,
    }
}

fn layout_rows(data: &CurveData<'_>) -> Vec<TallRow> {
    let mut rows = Vec::with_capacity(data.n_columns());
    let mut top_rem = 0.0;
    let mut last_stage = None;
    for (stage_index, _) in data.columns() {
        let opens_stage = last_stage != Some(stage_index);
        last_stage = Some(stage_index);
        let height_rem = if opens_stage { STAGE_ROW } else { STEP_ROW };
        rows.push(TallRow { stage_index, opens_stage, top_rem, height_rem });
        top_rem += height_rem;
    }
    rows
}

fn layout_ticks<'a>(data: &'a CurveData<'a>, words: &CurveWords<'_>, geometry: &LineGeometry) -> Vec<TallTick<'a>> {
    let ticks = data.scale.ticks();
    let n_ticks = ticks.len();
    ticks
        .into_iter()
        .enumerate()
        .map(|(index, tick)| {
            let is_neutral = tick == data.scale.neutral;
            TallTick {
                x_percent: geometry.scores.apply(tick) / NOMINAL_WIDTH * 100.0,
                number: words.format_score(tick, data.scale.is_signed()),
                word: data.scale.word(tick).map(Cow::Borrowed),
                is_neutral,
                is_main: is_neutral || index == 0 || index + 1 == n_ticks,
            }
        })
        .collect()
}

fn draw_grid<'a>(data: &CurveData<'_>, geometry: &LineGeometry, height_rem: f64) -> Vec<Mark<'a>> {
    data.scale
        .ticks()
        .into_iter()
        .map(|tick| {
            let x = geometry.scores.apply(tick) / NOMINAL_WIDTH * WIDTH;
            let role = if tick == data.scale.neutral { Role::NeutralLine } else { Role::GridLine };
            Mark::Line { from: Point::new(x, 0.0), to: Point::new(x, height_rem * REM), role }
        })
        .collect()
}

fn layout_faces<'a>(
    data: &'a CurveData<'a>,
    fonts: &FontBook,
    words: &CurveWords<'_>,
    lines: &[super::PersonaLine],
    geometry: &LineGeometry,
) -> Vec<TallFace<'a>> {
    let height = geometry.columns.start(geometry.columns.n_columns());
    let neutral = geometry.scores.apply(data.scale.neutral);
    let edges = Edges { from: 0.0, to: NOMINAL_WIDTH, cost: 50.0, neutral };
    let steps: Vec<_> = data.columns().map(|(stage_index, step)| (stage_index, step.assumed)).collect();
    let mut obstacles = Obstacles { lines, marks: Vec::new(), hatched: Vec::new(), texts: Vec::new() };
    for point in lines.iter().flat_map(|line| &line.points) {
        obstacles.marks.push(Rect::from_center_size(point.at, Size::new(22.0, 22.0)));
    }
    let mut faces = Vec::new();
    for (persona, line) in lines.iter().enumerate().rev() {
        let Some(person) = data.personas.get(persona) else { continue };
        for point in &line.points {
            let (stage_index, assumed) = steps.get(point.column).copied().unwrap_or((0, false));
            let reach = if point.is_from { 5.0 } else { outline_reach(Some(person.look)) * FACE_SCALE };
            let content = words.format_score(point.score, data.scale.is_signed());
            let width = fonts.width_in(&NUMBER, &content);
            let number = choose_side(&mut obstacles, point.at, reach, width, edges).map(|side| TextMark {
                at: Point::new(side * (reach + 4.0), 4.5),
                anchor: if side > 0.0 { Anchor::Start } else { Anchor::End },
                typeface: NUMBER.typeface,
                size: NUMBER.size,
                role: Role::PersonaText(person.look),
                casing: if stage_index % 2 == 0 { Casing::Band } else { Casing::Paper },
                content: Cow::Owned(content),
                width,
            });
            faces.push(TallFace {
                x_percent: point.at.y / NOMINAL_WIDTH * 100.0,
                y_percent: point.at.x / height * 100.0,
                face: (!point.is_from).then(|| FaceMark {
                    center: Point::ZERO,
                    scale: FACE_SCALE,
                    valence: data.scale.valence(point.score),
                    persona: Some(person.look),
                    assumed,
                }),
                dot: point.is_from.then_some((10.0, person.look)),
                number,
            });
        }
    }
    faces
}

/// Right (1) or left (−1) of a point, where the number meets less; `None` when a text is on both sides.
/// All in turned coordinates: x runs down, y across.
pub(super) fn choose_side(
    obstacles: &mut Obstacles<'_>,
    at: Point,
    reach: f64,
    width: f64,
    edges: Edges,
) -> Option<f64> {
    choose_place(obstacles, at, reach, width, edges, &[0.0]).map(|(side, _)| side)
}

/// The same with how far the number stands below the point, one of `shifts`: they are tried in their order, and only while
/// something is met at those before.
pub(super) fn choose_place(
    obstacles: &mut Obstacles<'_>,
    at: Point,
    reach: f64,
    width: f64,
    edges: Edges,
    shifts: &[f64],
) -> Option<(f64, f64)> {
    let bounds_of = |side: f64, shift: f64| {
        // Above and below its middle a face is less wide.
        let reach = (reach * reach - shift * shift * 0.5).max(0.0).sqrt();
        let (near, far) = (at.y + side * (reach + 4.0), at.y + side * (reach + 4.0 + width));
        Rect::new(at.x + shift - 6.0, near.min(far), at.x + shift + 6.0, near.max(far))
    };
    let mut best: Option<(f64, f64, f64)> = None;
    for shift in shifts {
        for side in [1.0, -1.0] {
            if best.is_some_and(|(cost, ..)| cost <= shift.abs() * SHIFTED) {
                continue;
            }
            let bounds = bounds_of(side, *shift);
            let outside = if bounds.y0 < edges.from || bounds.y1 > edges.to { edges.cost } else { 0.0 };
            let on_line = if bounds.y0 < edges.neutral && edges.neutral < bounds.y1 { ON_NEUTRAL_LINE } else { 0.0 };
            let cost = obstacles.cost(bounds, Some(at)) + outside + on_line + shift.abs() * SHIFTED;
            if cost.is_finite() && best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, side, *shift));
            }
        }
    }
    let (_, side, shift) = best?;
    obstacles.texts.push(bounds_of(side, shift));
    Some((side, shift))
}

/// What it costs a number to stand a unit above or below its point.
const SHIFTED: f64 = 0.3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_on_the_side_where_the_neutral_line_is_not() {
        let edges = Edges { from: 0.0, to: 200.0, cost: 50.0, neutral: 100.0 };
        for (y, side) in [(80.0, -1.0), (120.0, 1.0), (100.0, 1.0), (30.0, 1.0), (8.0, 1.0)] {
            let mut obstacles = Obstacles { lines: &[], marks: Vec::new(), hatched: Vec::new(), texts: Vec::new() };
            assert_eq!(choose_side(&mut obstacles, Point::new(50.0, y), 10.0, 25.0, edges), Some(side), "{y}");
        }
    }
}
