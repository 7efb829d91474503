//! How wide each step's column is: all equal, unless a word needs more.

use crate::diagram::line_break::widest_word;
use crate::diagram::scale::share_width;
use crate::diagram::text_metrics::{FontBook, TextStyle};

use super::CurveData;

/// What columns must hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ColumnNeeds {
    pub(crate) step_name: TextStyle,
    /// Left and right of a step's name together.
    pub(crate) step_padding: f64,
    pub(crate) stage_name: TextStyle,
    /// Notch, point and air of a chevron together.
    pub(crate) stage_padding: f64,
    pub(crate) min_width: f64,
    /// A longer word is broken rather than given more room.
    pub(crate) max_word: f64,
}

/// Widths that fill `total` when they can, and are wider when words need it.
pub(crate) fn layout_columns(data: &CurveData<'_>, fonts: &FontBook, needs: &ColumnNeeds, total: f64) -> Vec<f64> {
    let mut minimum = Vec::with_capacity(data.n_columns());
    for stage in &data.stages {
        let first = minimum.len();
        for step in &stage.steps {
            let word = widest_word(fonts, &needs.step_name, &step.name).min(needs.max_word);
            minimum.push((word + needs.step_padding).max(needs.min_width));
        }
        let own: f64 = minimum.iter().skip(first).sum();
        let facts = stage.facts.iter().map(|fact| widest_word(fonts, &needs.step_name, fact)).fold(0.0, f64::max);
        let word = widest_word(fonts, &needs.stage_name, &stage.name).max(facts).min(needs.max_word);
        let missing = word + needs.stage_padding - own;
        let n_steps = minimum.len() - first;
        if missing > 0.0 && n_steps > 0 {
            for width in minimum.iter_mut().skip(first) {
                *width += missing / n_steps as f64;
            }
        }
    }
    share_width(&minimum, total)
}
