//! The emotion curve: how each persona felt, step by step.
//!
//! 1. [`CurveData`] is all it needs; whoever holds the journey fills it in.
//! 2. `columns` finds how wide each step's column is, `line` runs each persona's line through its scores.
//! 3. `placement` finds places for numbers, words and annotations where they meet nothing.
//! 4. [`layout_curve`] draws the wide form, [`layout_curve_tall`] the form turned by 90° for narrow screens,
//!    [`layout_curve_upright`] the same with its words in one picture, [`layout_sparkline`] the small one, [`layout_lane_slices`] one picture a column for a table's cells.
//! 5. [`describe_curve`] says the same in a sentence.

mod annotation;
mod axis;
mod columns;
mod describe;
mod frame;
mod gap_words;
mod ghost;
mod lane_slice;
mod line;
mod placement;
mod sparkline;
mod tall;
mod upright;
mod wide;
mod words;

use std::borrow::Cow;

pub use super::monotone::Interpolation;
pub use describe::{CurveFacts, Extreme, PersonaFacts, Trend, describe_curve, find_curve_facts};
pub use lane_slice::{LaneSliceOptions, layout_lane, layout_lane_slices};
pub use sparkline::{SparklineOptions, layout_sparkline};
pub use tall::{STAGE_ROW, STEP_ROW, TallCurve, TallFace, TallRow, TallTick, layout_curve_tall};
pub use upright::layout_curve_upright;
pub use wide::{CurveOptions, layout_curve};
pub use words::CurveWords;

pub(crate) use line::{LineGeometry, PersonaLine, trace_lines};
pub(crate) use placement::{LabelRequest, Obstacles, place_labels};
pub(crate) use words::{fill_pattern, join_sentences};

/// Everything that a curve shows.
#[derive(Debug, Clone, Default)]
pub struct CurveData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    pub scale: CurveScale<'a>,
    pub interpolation: Interpolation,
    pub personas: Vec<CurvePersona<'a>>,
    pub stages: Vec<CurveStage<'a>>,
    /// Lines of another map of the same journey (as it is today, behind as it shall be).
    pub ghosts: Vec<GhostLine<'a>>,
}

/// The range of scores and its words.
#[derive(Debug, Clone)]
pub struct CurveScale<'a> {
    pub min: f64,
    pub max: f64,
    /// The score that is neither good nor bad; between `min` and `max`.
    pub neutral: f64,
    /// Words for scores, in any order: `(-2, "furious")`.
    pub words: Vec<(f64, Cow<'a, str>)>,
}

#[derive(Debug, Clone, Default)]
pub struct CurvePersona<'a> {
    pub name: Cow<'a, str>,
    /// For labels at the line: a first name.
    pub short_name: Cow<'a, str>,
    /// 0..5: hue, dash and shape, the same on the whole site.
    pub look: u8,
}

#[derive(Debug, Clone, Default)]
pub struct CurveStage<'a> {
    pub name: Cow<'a, str>,
    /// "1", may be empty.
    pub number: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    /// Short lines below the chevron: the first (duration) in ink, the others (owner) muted.
    pub facts: Vec<Cow<'a, str>>,
    /// A stage without steps has one step with an empty name, which carries the stage's own readings.
    pub steps: Vec<CurveStep<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct CurveStep<'a> {
    /// "1.1", may be empty.
    pub number: Cow<'a, str>,
    pub name: Cow<'a, str>,
    /// A sentence below the name, on posters; may be empty.
    pub summary: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    pub assumed: bool,
    pub moment_of_truth: bool,
    pub failure_point: bool,
    /// 1 to 5: the size of the faces.
    pub importance: Option<f64>,
    /// One entry per persona of the curve, in its order; missing entries count as `None`.
    pub readings: Vec<Option<Reading<'a>>>,
}

impl CurvePersona<'_> {
    /// The short name, where there is one.
    pub(super) fn line_name(&self) -> &str {
        if self.short_name.is_empty() { &self.name } else { &self.short_name }
    }
}

impl CurveStep<'_> {
    /// How much larger or smaller its faces are: 3 is the usual importance, nearly.
    fn face_scale(&self) -> f64 {
        self.importance.map_or(1.0, |importance| 0.82 + 0.09 * importance.clamp(1.0, 5.0))
    }
}

/// How one persona felt at one step.
#[derive(Debug, Clone, Default)]
pub struct Reading<'a> {
    /// Without a score, the feeling stands as a word in the gap.
    pub score: Option<Score>,
    pub feeling: Option<Cow<'a, str>>,
    /// Without quotation marks.
    pub quote: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Score {
    At(f64),
    /// It changed inside the step.
    FromTo(f64, f64),
}

/// A line of the other map.
#[derive(Debug, Clone)]
pub struct GhostLine<'a> {
    /// Index into [`CurveData::personas`].
    pub persona: usize,
    /// "as it is today", for the key.
    pub label: Cow<'a, str>,
    /// The same at the line's end, which says whose line it is where there are several.
    pub end_label: Cow<'a, str>,
    /// Position counted in columns (0.5 is the middle of the first) and score, sorted by position.
    pub points: Vec<(f64, f64)>,
}

impl Default for CurveScale<'_> {
    fn default() -> Self {
        Self { min: -2.0, max: 2.0, neutral: 0.0, words: Vec::new() }
    }
}

impl CurveScale<'_> {
    /// −1 at the lowest score, 0 at the neutral one, 1 at the highest.
    pub fn valence(&self, score: f64) -> f64 {
        let room = if score < self.neutral { self.neutral - self.min } else { self.max - self.neutral };
        if room > 0.0 { ((score - self.neutral) / room).clamp(-1.0, 1.0) } else { 0.0 }
    }

    /// Scores are written with their sign when the scale goes below zero.
    pub fn is_signed(&self) -> bool {
        self.min < 0.0
    }

    /// The word for exactly this score.
    pub fn word(&self, score: f64) -> Option<&str> {
        self.words.iter().find(|(at, _)| (at - score).abs() < 1e-9).map(|(_, word)| &**word)
    }

    /// Values of the axis: the ends, the neutral score, those with words, or round ones where there are no words.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        let mut ticks: Vec<f64> = if self.words.len() >= 2 {
            self.words.iter().map(|word| word.0).filter(|at| (self.min..=self.max).contains(at)).collect()
        } else {
            super::scale::round_ticks(self.min, self.max, 4)
        };
        ticks.extend([self.min, self.max, self.neutral]);
        ticks.retain(|tick| tick.is_finite());
        ticks.sort_by(f64::total_cmp);
        ticks.dedup_by(|a, b| (*a - *b).abs() < 1e-9);
        ticks
    }
}

impl Score {
    /// What the step leaves behind.
    pub fn last(self) -> f64 {
        match self {
            Self::At(score) | Self::FromTo(_, score) => score,
        }
    }

    pub fn first(self) -> f64 {
        match self {
            Self::At(score) | Self::FromTo(score, _) => score,
        }
    }
}

impl<'a> CurveData<'a> {
    /// All steps in order, each with the index of its stage.
    pub fn columns(&self) -> impl Iterator<Item = (usize, &CurveStep<'a>)> {
        self.stages
            .iter()
            .enumerate()
            .flat_map(|(stage_index, stage)| stage.steps.iter().map(move |step| (stage_index, step)))
    }

    /// Whether anybody has scored anything: feelings may be told in words alone.
    pub fn has_scores(&self) -> bool {
        self.columns().any(|(_, step)| step.readings.iter().flatten().any(|reading| reading.score.is_some()))
    }

    pub fn n_columns(&self) -> usize {
        self.stages.iter().map(|stage| stage.steps.len()).sum()
    }
}

impl<'a> CurveStep<'a> {
    pub fn reading(&self, persona: usize) -> Option<&Reading<'a>> {
        self.readings.get(persona).and_then(Option::as_ref)
    }
}
