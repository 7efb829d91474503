//! The other map's line behind this one, with the area between them hatched where this one is higher: the gain.

use kurbo::{BezPath, Point};

use crate::diagram::monotone::monotone_segments;
use crate::diagram::scene::{Mark, Role};

use super::line::{LinePart, LinePoint, sample_height};
use super::{CurveData, GhostLine, LineGeometry, PersonaLine};

/// Distance between the samples of the hatched area's edge.
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
    for point in &ghost.points {
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

/// The area where `line` runs above `ghost` (smaller y), as closed pieces.
fn gain_area(line: &PersonaLine, ghost: &PersonaLine) -> BezPath {
    let mut area = BezPath::new();
    let (Some(start), Some(end)) =
        (ghost.parts.first().map(|part| part.segment.p0.x), ghost.parts.last().map(|part| part.segment.p3.x))
    else {
        return area;
    };
    let mut upper: Vec<Point> = Vec::new();
    let mut lower: Vec<Point> = Vec::new();
    let n_samples = ((end - start) / SAMPLE).ceil().max(0.0) as usize;
    for index in 0..=n_samples {
        let x = (start + index as f64 * SAMPLE).min(end);
        match (sample_height(line, x), sample_height(ghost, x)) {
            (Some(high), Some(low)) if high < low => {
                upper.push(Point::new(x, high));
                lower.push(Point::new(x, low));
            }
            _ => close_piece(&mut area, &mut upper, &mut lower),
        }
    }
    close_piece(&mut area, &mut upper, &mut lower);
    area
}

fn close_piece(area: &mut BezPath, upper: &mut Vec<Point>, lower: &mut Vec<Point>) {
    if upper.len() > 1 {
        for (index, point) in upper.iter().chain(lower.iter().rev()).enumerate() {
            if index == 0 {
                area.move_to(*point);
            } else {
                area.line_to(*point);
            }
        }
        area.close_path();
    }
    upper.clear();
    lower.clear();
}
