//! Keys: a sample and its word, one after the other, in as many lines as they need.

use kurbo::Point;

use crate::diagram::scene::{Anchor, Casing, Mark, Role};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::FontBook;

use super::styles;

/// One sample with its word.
#[derive(Debug, Clone)]
pub(crate) struct KeyEntry<'a> {
    /// Width of the sample; it is drawn around its center.
    pub(crate) sample_width: f64,
    pub(crate) sample_height: f64,
    pub(crate) word: &'a str,
}

const BETWEEN: f64 = 26.0;
const AFTER_SAMPLE: f64 = 8.0;
const LINE: f64 = 26.0;

/// Draws the entries between `left` and `right` from `top` down, calls `draw` with each sample's index and center, and
/// returns the bottom.
pub(crate) fn push_key<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    entries: &[KeyEntry<'_>],
    (left, right): (f64, f64),
    top: f64,
    mut draw: impl FnMut(&mut Vec<Mark<'a>>, usize, Point),
) -> f64 {
    // Lines first, so that all samples of a line share its middle.
    // Height, and each entry's index, left end and word.
    type Line = (f64, Vec<(usize, f64, TextBlock<'static>)>);
    let mut lines: Vec<Line> = Vec::new();
    let mut x = left;
    for (index, entry) in entries.iter().enumerate() {
        let room = (right - left - entry.sample_width - AFTER_SAMPLE).max(20.0);
        let word = TextBlock::wrapped(fonts, styles::SMALL, entry.word, room).into_owned();
        let width = entry.sample_width + AFTER_SAMPLE + word.width();
        let height = word.height().max(entry.sample_height).max(LINE - 8.0) + 8.0;
        match lines.last_mut().filter(|_| x == left || x + width <= right) {
            Some((line_height, line)) => {
                *line_height = line_height.max(height);
                line.push((index, x, word));
            }
            None => {
                x = left;
                lines.push((height, vec![(index, x, word)]));
            }
        }
        x += width + BETWEEN;
    }
    let mut y = top;
    for (height, line) in lines {
        let middle = y + height / 2.0;
        for (index, x, word) in line {
            let sample = entries.get(index).map_or(0.0, |entry| entry.sample_width);
            draw(marks, index, Point::new(x + sample / 2.0, middle));
            let word_top = middle - word.height() / 2.0;
            word.place(marks, x + sample + AFTER_SAMPLE, word_top, Anchor::Start, Role::Ink, Casing::None);
        }
        y += height;
    }
    y
}
