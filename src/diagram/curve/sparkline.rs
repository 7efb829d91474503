//! The curve as small as a word: for cards, lists and tables.

use std::borrow::Cow;

use kurbo::{Point, Size};

use crate::diagram::scale::{BandScale, LinearScale};
use crate::diagram::scene::{Mark, Role, Scene, SceneKind};

use super::{CurveData, LineGeometry, trace_lines};

#[derive(Debug, Clone, Copy)]
pub struct SparklineOptions {
    /// One persona's line only, by index.
    pub persona: Option<usize>,
    /// 9 to 18.
    pub width_per_point: f64,
    pub height: f64,
    /// Short ticks where stages begin.
    pub stage_ticks: bool,
}

impl Default for SparklineOptions {
    fn default() -> Self {
        Self { persona: None, width_per_point: 14.0, height: 44.0, stage_ticks: true }
    }
}

const PADDING: f64 = 7.0;
const DOT: f64 = 4.5;

/// Without words; `title` names it for screen readers, an empty one hides it from them.
pub fn layout_sparkline<'a>(data: &CurveData<'a>, title: Cow<'a, str>, options: &SparklineOptions) -> Scene<'a> {
    let n_columns = data.n_columns().max(1);
    let widths = vec![options.width_per_point; n_columns];
    let columns = BandScale::new(PADDING - options.width_per_point / 2.0 + 1.0, &widths);
    let geometry = LineGeometry {
        centers: (0..n_columns).map(|column| columns.center(column)).collect(),
        columns,
        scores: LinearScale::new((data.scale.max, data.scale.min), (PADDING, options.height - PADDING)),
        persona_spacing: 0.0,
        change_reach: options.width_per_point * 0.25,
    };
    let width = 2.0 * PADDING + 2.0 + (n_columns - 1) as f64 * options.width_per_point;
    let neutral = geometry.scores.apply(data.scale.neutral);
    let mut marks =
        vec![Mark::Line { from: Point::new(0.0, neutral), to: Point::new(width, neutral), role: Role::GridLine }];
    if options.stage_ticks {
        let mut column = 0;
        for stage in data.stages.iter().filter(|stage| !stage.steps.is_empty()) {
            if column > 0 {
                let x = geometry.columns.start(column);
                marks.push(Mark::Line {
                    from: Point::new(x, neutral - 3.0),
                    to: Point::new(x, neutral + 3.0),
                    role: Role::NeutralLine,
                });
            }
            column += stage.steps.len();
        }
    }
    let lines = trace_lines(data, &geometry);
    let shown =
        || lines.iter().enumerate().filter(|(persona, _)| options.persona.is_none_or(|only| only == *persona)).rev();
    for (persona, line) in shown() {
        let look = data.personas.get(persona).map_or(0, |persona| persona.look);
        for (path, role) in
            [(line.part(false), Role::PersonaLine(look)), (line.part(true), Role::PersonaLineAssumed(look))]
        {
            if !path.elements().is_empty() {
                marks.push(Mark::Path { path, role });
            }
        }
    }
    for (_, line) in shown() {
        // y grows downward: the lowest feeling has the largest y.
        let lowest = line.points.iter().max_by(|a, b| a.at.y.total_cmp(&b.at.y).then(b.at.x.total_cmp(&a.at.x)));
        let highest = line.points.iter().min_by(|a, b| a.at.y.total_cmp(&b.at.y).then(a.at.x.total_cmp(&b.at.x)));
        if let (Some(lowest), Some(highest)) = (lowest, highest)
            && lowest.at.y != highest.at.y
        {
            marks.push(Mark::Circle { center: lowest.at, radius: DOT, role: Role::LowestDot });
            marks.push(Mark::Circle { center: highest.at, radius: DOT, role: Role::HighestDot });
        }
    }
    Scene {
        id: Cow::Owned(match options.persona {
            Some(persona) => format!("{}-sparkline-{}", data.id, persona + 1),
            None => format!("{}-sparkline", data.id),
        }),
        kind: SceneKind::Sparkline,
        size: Size::new(width, options.height),
        title,
        description: Cow::Borrowed(""),
        language: data.language.clone(),
        marks,
    }
}
