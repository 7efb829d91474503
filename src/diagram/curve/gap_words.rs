//! Feelings without a score: words in a column whose line has its gap.
//!
//! They stand above or below the neutral line, never on it, in as many lines as the column is narrow, and move away from
//! it until they meet no other text.

use kurbo::Rect;

use super::Obstacles;

/// Between the neutral line and the words, and from one try to the next.
const AIR: f64 = 6.0;
const STEP: f64 = 9.0;
const MOST_STEPS: u32 = 16;

/// Left edge and top of a block of words of such width and height in the column around `center`; `None` where there is no room inside `bounds`.
pub(super) fn place_gap_word(
    (width, height): (f64, f64),
    (center, neutral): (f64, f64),
    prefers_above: bool,
    obstacles: &mut Obstacles<'_>,
    bounds: Rect,
) -> Option<(f64, f64)> {
    let x = (center - width / 2.0).min(bounds.x1 - width).max(bounds.x0);
    let mut best: Option<(f64, Rect)> = None;
    for step in 0..MOST_STEPS {
        let away = AIR + f64::from(step) * STEP;
        for (top, is_above) in [(neutral - away - height, true), (neutral + away, false)] {
            let rect = Rect::new(x, top, x + width, top + height);
            if top < bounds.y0 || rect.y1 > bounds.y1 {
                continue;
            }
            // Nearer is better, but not through a line or a face.
            let cost =
                obstacles.cost(rect, None) + f64::from(step) * 3.0 + if is_above == prefers_above { 0.0 } else { 2.0 };
            if cost.is_finite() && best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, rect));
            }
        }
    }
    let (_, rect) = best?;
    obstacles.texts.push(rect);
    Some((rect.x0, rect.y0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::text_block::TextBlock;
    use crate::diagram::text_metrics::tests::shipped;
    use crate::diagram::text_metrics::{TextStyle, Typeface};

    #[test]
    fn no_word_stands_on_the_neutral_line() {
        let style = TextStyle::new(Typeface::SerifItalic, 15.0, 1.2);
        let fonts = shipped();
        let block = TextBlock::wrapped(&fonts, style, "spent, and already counting seed", 80.0);
        let bounds = Rect::new(0.0, -40.0, 100.0, 300.0);
        let mut obstacles = Obstacles { lines: &[], marks: Vec::new(), hatched: Vec::new(), texts: Vec::new() };
        for n_placed in 0..6 {
            let Some((_, top)) =
                place_gap_word((block.width(), block.height()), (90.0, 130.0), true, &mut obstacles, bounds)
            else {
                assert!(n_placed >= 4, "only {n_placed} have room");
                return;
            };
            assert!(top + block.height() < 130.0 || top > 130.0, "{top}");
        }
    }
}
