//! The names of numbered bubbles, in as many columns as fit, filled from top to bottom.

use kurbo::Point;

use crate::diagram::chart::marks::push_linked;
use crate::diagram::chart::styles::{LABEL, LABEL_STRONG};
use crate::diagram::scene::{Anchor, Casing, Mark, Role};
use crate::diagram::text_block::{TextBlock, first_baseline, text_mark};
use crate::diagram::text_metrics::FontBook;

use super::MatrixItem;

const MIN_COLUMN: f64 = 250.0;
const BETWEEN: f64 = 28.0;

/// Returns the bottom.
pub(super) fn push_list<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    items: &[&'a MatrixItem<'a>],
    (left, width): (f64, f64),
    top: f64,
) -> f64 {
    let n_columns = (((width + BETWEEN) / (MIN_COLUMN + BETWEEN)).floor() as usize).clamp(1, 3).min(items.len().max(1));
    let column = (width - BETWEEN * (n_columns - 1) as f64) / n_columns as f64;
    let number_width = fonts.width_in(&LABEL_STRONG, &items.len().to_string()) + 10.0;
    let blocks: Vec<TextBlock<'a>> =
        items.iter().map(|item| TextBlock::wrapped(fonts, LABEL, &item.label, column - number_width)).collect();
    let height = |block: &TextBlock<'_>| block.height().max(LABEL.leading()) + 8.0;
    let total: f64 = blocks.iter().map(height).sum();
    let (mut x, mut y, mut bottom, mut filled) = (left, top, top, 0.0);
    for (index, (item, block)) in items.iter().zip(blocks).enumerate() {
        let own = height(&block);
        let columns_used = ((x - left) / (column + BETWEEN)).round() as usize + 1;
        if y > top && columns_used < n_columns && filled + own / 2.0 > total * columns_used as f64 / n_columns as f64 {
            x += column + BETWEEN;
            y = top;
        }
        let at = Point::new(x, y + first_baseline(&LABEL));
        push_linked(marks, item.href.as_deref(), &item.label, |marks| {
            marks.push(Mark::Text(text_mark(
                fonts,
                &LABEL_STRONG,
                at,
                Anchor::Start,
                Role::Ink,
                (index + 1).to_string(),
            )));
            block.place(marks, x + number_width, y, Anchor::Start, Role::Ink, Casing::None);
        });
        y += own;
        filled += own;
        bottom = f64::max(bottom, y);
    }
    bottom
}
