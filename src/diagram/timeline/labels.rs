//! Words below the bars, on leaders like stairs.
//!
//! From right to left, each label stands below all that it would meet; its leader then lies left of every word it passes.

use kurbo::Point;

use crate::diagram::chart::styles::{LABEL_STRONG, SMALL};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::FontBook;

use super::TimelineStep;

pub(super) const ARM: f64 = 16.0;
const GAP: f64 = 8.0;
const MAX_WIDTH: f64 = 200.0;

/// A label on its leader.
#[derive(Debug, Clone)]
pub(super) struct Hanging<'a> {
    pub(super) step: usize,
    /// Where the leader leaves the bar.
    pub(super) x: f64,
    pub(super) top: f64,
    pub(super) name: TextBlock<'a>,
    pub(super) note: TextBlock<'a>,
}

impl Hanging<'_> {
    pub(super) fn width(&self) -> f64 {
        ARM + 4.0 + self.name.width().max(self.note.width())
    }

    pub(super) fn bottom(&self) -> f64 {
        self.top + self.name.height() + self.note.height()
    }

    /// Down from the bar, then to the first line of the words.
    pub(super) fn leader(&self, bar_bottom: f64) -> [Point; 3] {
        let y = self.top + if self.name.is_empty() { SMALL.leading() } else { LABEL_STRONG.leading() } / 2.0;
        [Point::new(self.x, bar_bottom), Point::new(self.x, y), Point::new(self.x + ARM, y)]
    }
}

/// Words of one step in the form they hang: number and name, below them how long, and the note.
pub(super) fn measure<'a>(
    fonts: &FontBook,
    index: usize,
    step: &'a TimelineStep<'a>,
    words: &'a StepWords,
    x: f64,
) -> Hanging<'a> {
    let area = (fonts.width_in(&LABEL_STRONG, &step.name) * LABEL_STRONG.leading() * 3.0).sqrt();
    let room = area.clamp(MAX_WIDTH * 0.6, MAX_WIDTH * 1.6);
    Hanging {
        step: index,
        x,
        top: 0.0,
        name: TextBlock::balanced(fonts, LABEL_STRONG, &words.title, room),
        note: TextBlock::wrapped(fonts, SMALL, &words.aside, room),
    }
}

/// Joined words of a step, kept apart so that blocks may borrow them.
#[derive(Debug, Clone)]
pub(super) struct StepWords {
    pub(super) title: String,
    pub(super) aside: String,
}

impl StepWords {
    pub(super) fn of(step: &TimelineStep<'_>) -> Self {
        let join = |a: &str, b: &str, between: &str| {
            if a.is_empty() || b.is_empty() { format!("{a}{b}") } else { format!("{a}{between}{b}") }
        };
        Self { title: join(&step.number, &step.name, " "), aside: join(&step.duration_label, &step.note, ", ") }
    }
}

/// Sets the tops; labels must be sorted by `x`. Returns the lowest bottom.
pub(super) fn hang(labels: &mut [Hanging<'_>], top: f64) -> f64 {
    let mut placed: Vec<(f64, f64)> = Vec::new();
    for label in labels.iter_mut().rev() {
        let right = label.x + label.width() + 12.0;
        let above = placed.iter().filter(|(left, _)| *left < right).map(|(_, bottom)| bottom + GAP).fold(top, f64::max);
        label.top = above;
        placed.push((label.x, label.bottom().max(above + 18.0)));
    }
    placed.iter().map(|(_, bottom)| *bottom).fold(top, f64::max)
}
