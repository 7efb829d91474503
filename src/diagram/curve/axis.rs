//! The axis of a wide curve: which scores stand on it, and how much room their words need.

use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::{FontBook, TextStyle, Typeface};

use super::{CurveData, CurveWords};

/// The axis is never narrower, so that curves of one page stand below each other.
const AXIS_WIDTH: f64 = 98.0;
pub(super) const AXIS_WORD: TextStyle = TextStyle::new(Typeface::Sans, 14.0, 1.2);
const NEUTRAL_WORD: TextStyle = TextStyle::new(Typeface::SansSemibold, 14.0, 1.2);

pub(super) struct Axis<'a> {
    pub(super) width: f64,
    /// Right edge of the words, left of the numbers.
    pub(super) word_x: f64,
    /// Score, its number, its word.
    pub(super) ticks: Vec<(f64, String, Option<TextBlock<'a>>)>,
}

pub(super) fn layout_axis<'a>(data: &'a CurveData<'a>, fonts: &FontBook, words: &CurveWords<'_>) -> Axis<'a> {
    let signed = data.scale.is_signed();
    // Words without scores stand at no height: a scale beside them would say that they do.
    let has_scores = data.has_scores();
    let mut ticks: Vec<(f64, String, Option<TextBlock<'a>>)> = data
        .scale
        .ticks()
        .into_iter()
        .filter(|_| has_scores)
        .map(|tick| {
            let style = if tick == data.scale.neutral { NEUTRAL_WORD } else { AXIS_WORD };
            let word = data.scale.word(tick).map(|word| TextBlock::balanced(fonts, style, word, 104.0));
            (tick, words.format_score(tick, signed), word)
        })
        .collect();
    // With many words on the scale, those that would stand too close go, ends and the neutral one stay.
    let extent = (data.scale.max - data.scale.min).abs().max(1e-9);
    let height = |word: &Option<TextBlock<'_>>| word.as_ref().map_or(17.0, |block| block.height().max(17.0));
    let mut index = 1;
    while index + 1 < ticks.len() {
        let crowded = |a: usize, b: usize| match (ticks.get(a), ticks.get(b)) {
            (Some(a), Some(b)) => (b.0 - a.0).abs() / extent * 328.0 < (height(&a.2) + height(&b.2)) / 2.0 + 1.0,
            _ => false,
        };
        let is_neutral = |at: usize| ticks.get(at).is_some_and(|tick| tick.0 == data.scale.neutral);
        if crowded(index - 1, index) && index > 1 && is_neutral(index) && !is_neutral(index - 1) {
            ticks.remove(index - 1);
            index -= 1;
        } else if !is_neutral(index)
            && (crowded(index - 1, index) || (index + 2 == ticks.len() && crowded(index, index + 1)))
        {
            ticks.remove(index);
        } else {
            index += 1;
        }
    }
    let number_width = ticks.iter().map(|tick| fonts.width_in(&AXIS_WORD, &tick.1)).fold(0.0, f64::max);
    let word_width = ticks.iter().filter_map(|tick| tick.2.as_ref()).map(TextBlock::width).fold(0.0, f64::max);
    let width = if has_scores { AXIS_WIDTH.max(word_width + number_width + 25.0) } else { 0.0 };
    Axis { width, word_x: width - 19.0 - number_width, ticks }
}
