//! Each persona's line: through its scores, broken where there is none, split where steps are assumed.

use kurbo::{BezPath, CubicBez, ParamCurve, Point, Rect};

use crate::diagram::monotone::{Interpolation, cut_segment, eval_at_x, linear_segments, monotone_segments};
use crate::diagram::scale::{BandScale, LinearScale};

use super::{CurveData, Score};

/// Where columns and scores stand. In the tall form, "x" runs down the page and is turned when drawn.
#[derive(Debug, Clone)]
pub(crate) struct LineGeometry {
    pub(crate) columns: BandScale,
    /// Where each column's points stand.
    pub(crate) centers: Vec<f64>,
    pub(crate) scores: LinearScale,
    /// Distance between neighboring personas inside a column, so that equal scores do not cover each other.
    pub(crate) persona_spacing: f64,
    /// Distance from a column's middle to its "from" and "to" points.
    pub(crate) change_reach: f64,
}

impl LineGeometry {
    /// x of a persona's point in a column.
    pub(crate) fn x(&self, column: usize, persona: usize, n_personas: usize) -> f64 {
        let offset = persona as f64 - (n_personas.max(1) - 1) as f64 / 2.0;
        self.centers.get(column).copied().unwrap_or_else(|| self.columns.center(column)) + offset * self.persona_spacing
    }
}

/// One point of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinePoint {
    pub(crate) at: Point,
    pub(crate) column: usize,
    pub(crate) score: f64,
    /// The first of two points of a step in which the feeling changed.
    pub(crate) is_from: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct LinePart {
    pub(crate) segment: CubicBez,
    pub(crate) assumed: bool,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct PersonaLine {
    pub(crate) points: Vec<LinePoint>,
    pub(crate) parts: Vec<LinePart>,
}

impl PersonaLine {
    /// The whole line, for its casing.
    pub(crate) fn whole(&self) -> BezPath {
        join_parts(self.parts.iter())
    }

    /// Only the parts that are (or are not) assumed.
    pub(crate) fn part(&self, assumed: bool) -> BezPath {
        join_parts(self.parts.iter().filter(|part| part.assumed == assumed))
    }

    /// The line's parts between two x coordinates.
    pub(crate) fn cut(&self, x0: f64, x1: f64) -> Self {
        let parts = self
            .parts
            .iter()
            .filter_map(|part| {
                if part.segment.p0.x == part.segment.p3.x {
                    // An upright piece of a stepped line belongs to the column that it opens.
                    return (part.segment.p0.x >= x0 && part.segment.p0.x < x1).then_some(*part);
                }
                cut_segment(part.segment, x0, x1).map(|segment| LinePart { segment, ..*part })
            })
            .collect();
        Self {
            points: self.points.iter().filter(|point| point.at.x >= x0 && point.at.x < x1).copied().collect(),
            parts,
        }
    }

    /// Whether the line passes through a box.
    pub(crate) fn crosses(&self, rect: Rect) -> bool {
        self.parts.iter().any(|part| segment_crosses(&part.segment, rect))
    }
}

fn segment_crosses(segment: &CubicBez, rect: Rect) -> bool {
    let (x0, x1) = (segment.p0.x.max(rect.x0), segment.p3.x.min(rect.x1));
    if x0 > x1 {
        return false;
    }
    let (mut low, mut high) = (segment.p0.y.min(segment.p3.y), segment.p0.y.max(segment.p3.y));
    if high < rect.y0 || low > rect.y1 {
        // Monotone between its ends, so this box cannot be met.
        return false;
    }
    if segment.p0.x < segment.p3.x {
        let (left, right) = (eval_at_x(segment, x0), eval_at_x(segment, x1));
        (low, high) = (left.min(right), left.max(right));
    }
    low < rect.y1 && high > rect.y0
}

fn join_parts<'p>(parts: impl Iterator<Item = &'p LinePart>) -> BezPath {
    let mut path = BezPath::new();
    let mut end: Option<Point> = None;
    for LinePart { segment, .. } in parts {
        if end.is_none_or(|end| (end - segment.p0).hypot2() > 1e-6) {
            path.move_to(segment.p0);
        }
        path.curve_to(segment.p1, segment.p2, segment.p3);
        end = Some(segment.p3);
    }
    path
}

/// One line per persona, in the order of the data.
pub(crate) fn trace_lines(data: &CurveData<'_>, geometry: &LineGeometry) -> Vec<PersonaLine> {
    let assumed: Vec<bool> = data.columns().map(|(_, step)| step.assumed).collect();
    (0..data.personas.len())
        .map(|persona| {
            let mut line = PersonaLine::default();
            let mut run_start = 0;
            for (column, (_, step)) in data.columns().enumerate() {
                let x = geometry.x(column, persona, data.personas.len());
                let mut push = |x: f64, score: f64, is_from: bool| {
                    // A score beyond the scale is drawn at its end.
                    let shown = score.clamp(data.scale.min, data.scale.max.max(data.scale.min));
                    line.points.push(LinePoint {
                        at: Point::new(x, geometry.scores.apply(shown)),
                        column,
                        score,
                        is_from,
                    });
                };
                match step.reading(persona).and_then(|reading| reading.score) {
                    Some(Score::At(score)) => push(x, score, false),
                    Some(Score::FromTo(from, to)) => {
                        push(x - geometry.change_reach, from, true);
                        push(x + geometry.change_reach, to, false);
                    }
                    None => {
                        add_run(&mut line, run_start, data.interpolation, geometry, &assumed);
                        run_start = line.points.len();
                    }
                }
            }
            add_run(&mut line, run_start, data.interpolation, geometry, &assumed);
            line
        })
        .collect()
}

/// Joins the points from `start` to the end of the list by segments, each cut where assumed and known columns meet.
fn add_run(
    line: &mut PersonaLine,
    start: usize,
    interpolation: Interpolation,
    geometry: &LineGeometry,
    assumed: &[bool],
) {
    let PersonaLine { points: all_points, parts } = line;
    let run = all_points.get(start..).unwrap_or(&[]);
    if run.len() < 2 {
        return;
    }
    let points: Vec<Point> = run.iter().map(|point| point.at).collect();
    let is_assumed = |column: usize| assumed.get(column).copied().unwrap_or(false);
    if interpolation == Interpolation::Step {
        for pair in run.windows(2) {
            let &[from, to] = pair else { continue };
            let edge =
                if from.column == to.column { (from.at.x + to.at.x) / 2.0 } else { geometry.columns.start(to.column) };
            let (corner, landing) = (Point::new(edge, from.at.y), Point::new(edge, to.at.y));
            for (a, b, column) in
                [(from.at, corner, from.column), (corner, landing, to.column), (landing, to.at, to.column)]
            {
                for segment in linear_segments(&[a, b]) {
                    parts.push(LinePart { segment, assumed: is_assumed(column) });
                }
            }
        }
        return;
    }
    let segments =
        if interpolation == Interpolation::Linear { linear_segments(&points) } else { monotone_segments(&points) };
    for (segment, pair) in segments.into_iter().zip(run.windows(2)) {
        let &[from, to] = pair else { continue };
        let (before, after) = (is_assumed(from.column), is_assumed(to.column));
        if before == after {
            parts.push(LinePart { segment, assumed: before });
            continue;
        }
        let edge = geometry.columns.start(to.column);
        for (x0, x1, assumed) in [(segment.p0.x, edge, before), (edge, segment.p3.x, after)] {
            if let Some(segment) = cut_segment(segment, x0, x1) {
                parts.push(LinePart { segment, assumed });
            }
        }
    }
}

/// Heights of a line at even distances, for the area between two lines; `None` where the line has a gap.
pub(crate) fn sample_height(line: &PersonaLine, x: f64) -> Option<f64> {
    line.parts
        .iter()
        .map(|part| &part.segment)
        .find(|segment| segment.p0.x <= x && x <= segment.p3.x && segment.p0.x < segment.p3.x)
        .map(|segment| {
            let t = (x - segment.p0.x) / (segment.p3.x - segment.p0.x);
            segment.eval(t.clamp(0.0, 1.0)).y
        })
}
