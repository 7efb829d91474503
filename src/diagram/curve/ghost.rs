//! The other map's line behind this one, with the area between them hatched where this one is higher: the gain.

use kurbo::{BezPath, Point, Rect};

use crate::diagram::monotone::monotone_segments;
use crate::diagram::scene::{Mark, Role};

use super::line::{LinePart, LinePoint, sample_height};
use super::{CurveData, GhostLine, LineGeometry, PersonaLine};

/// Distance between the places at which the two lines are compared, to find where they cross.
const SAMPLE: f64 = 7.0;

/// The other map's line as one of ours, in the plot's coordinates; each of its points belongs to the column that it lies in.
pub(crate) fn trace_ghost(ghost: &GhostLine<'_>, data: &CurveData<'_>, geometry: &LineGeometry) -> PersonaLine {
    // Beside its own persona's points, not in the middle of the column.
    let offset = geometry.x(0, ghost.persona, data.personas.len()) - geometry.columns.center(0);
    let mut points: Vec<LinePoint> = ghost
        .points
        .iter()
        .map(|&(position, score)| {
            let shown = score.clamp(data.scale.min, data.scale.max.max(data.scale.min));
            let at = Point::new(geometry.columns.position(position) + offset, geometry.scores.apply(shown));
            LinePoint { at, column: position.max(0.0) as usize, score, is_from: false }
        })
        .collect();
    points.dedup_by(|b, a| b.at.x <= a.at.x);
    let places: Vec<Point> = points.iter().map(|point| point.at).collect();
    PersonaLine {
        parts: monotone_segments(&places).into_iter().map(|segment| LinePart { segment, assumed: false }).collect(),
        points,
    }
}

/// Appends area, line and open dots, in the plot's coordinates.
pub(crate) fn draw_ghost(marks: &mut Vec<Mark<'_>>, ghost: &PersonaLine, look: u8, line: Option<&PersonaLine>) {
    if let Some(line) = line {
        let area = gain_area(line, ghost);
        if !area.elements().is_empty() {
            marks.push(Mark::Hatch { path: area, role: Role::HatchGain });
        }
    }
    let path = ghost.whole();
    if !path.elements().is_empty() {
        marks.push(Mark::Path { path, role: Role::GhostLine(look) });
    }
    // A dot where nothing has changed would lie behind this map's face.
    let is_hidden = |point: &LinePoint| line.is_some_and(|line| line.points.iter().any(|own| own.at == point.at));
    for point in ghost.points.iter().filter(|point| !is_hidden(point)) {
        marks.push(Mark::Circle { center: point.at, radius: 3.5, role: Role::GhostPoint(look) });
    }
}

/// One difference between the two maps at a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gain {
    /// This map's point, and the other's.
    pub(crate) here: LinePoint,
    pub(crate) there: LinePoint,
}

/// Where the two lines differ at their points.
pub(crate) fn find_gains(line: &PersonaLine, ghost: &PersonaLine) -> Vec<Gain> {
    let mut gains = Vec::new();
    for there in &ghost.points {
        let here = line.points.iter().find(|point| point.column == there.column && !point.is_from);
        if let Some(here) = here
            && (here.score - there.score).abs() > 1e-9
        {
            gains.push(Gain { here: *here, there: *there });
        }
    }
    gains
}

/// The area where `line` runs above `ghost` (smaller y), as closed pieces: along the line forward, along the ghost back.
fn gain_area(line: &PersonaLine, ghost: &PersonaLine) -> BezPath {
    let mut area = BezPath::new();
    let (Some(start), Some(end)) =
        (ghost.parts.first().map(|part| part.segment.p0.x), ghost.parts.last().map(|part| part.segment.p3.x))
    else {
        return area;
    };
    let is_gain =
        |x: f64| matches!((sample_height(line, x), sample_height(ghost, x)), (Some(a), Some(b)) if a < b - 1e-6);
    let n_samples = ((end - start) / SAMPLE).ceil().max(0.0) as usize;
    let mut opened = None;
    let mut before = start;
    for index in 0..=n_samples {
        let x = (start + index as f64 * SAMPLE).min(end);
        match (opened, is_gain(x)) {
            (None, true) => opened = Some(find_edge(before, x, &is_gain)),
            (Some(from), false) => {
                push_piece(&mut area, line, ghost, from, find_edge(x, before, &is_gain));
                opened = None;
            }
            _ => {}
        }
        before = x;
    }
    if let Some(from) = opened {
        push_piece(&mut area, line, ghost, from, end);
    }
    area
}

/// About the hatched area, as upright strips.
pub(crate) fn hatched_strips(line: &PersonaLine, ghost: &PersonaLine) -> Vec<Rect> {
    let (Some(first), Some(last)) = (ghost.parts.first(), ghost.parts.last()) else { return Vec::new() };
    let (start, end) = (first.segment.p0.x, last.segment.p3.x);
    let n_samples = ((end - start) / SAMPLE).ceil().max(0.0) as usize;
    let strip = |index: usize| {
        let x = (start + index as f64 * SAMPLE).min(end);
        let (above, below) = (sample_height(line, x)?, sample_height(ghost, x)?);
        // Two lines that nearly meet leave no hatch to be seen.
        (above < below - 4.0).then(|| Rect::new(x - SAMPLE / 2.0, above, x + SAMPLE / 2.0, below))
    };
    (0..=n_samples).filter_map(strip).collect()
}

/// Where the gain begins between `outside` and `inside`, to a hundredth of a unit.
fn find_edge(mut outside: f64, mut inside: f64, is_gain: &impl Fn(f64) -> bool) -> f64 {
    while (outside - inside).abs() > 0.01 {
        let middle = (outside + inside) / 2.0;
        if is_gain(middle) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    inside
}

fn push_piece(area: &mut BezPath, line: &PersonaLine, ghost: &PersonaLine, from: f64, to: f64) {
    let (above, below) = (line.cut(from, to).parts, ghost.cut(from, to).parts);
    let (Some(first), Some(last)) = (above.first(), below.last()) else { return };
    area.move_to(first.segment.p0);
    for LinePart { segment, .. } in &above {
        area.curve_to(segment.p1, segment.p2, segment.p3);
    }
    area.line_to(last.segment.p3);
    for LinePart { segment, .. } in below.iter().rev() {
        area.curve_to(segment.p2, segment.p1, segment.p0);
    }
    area.close_path();
}
