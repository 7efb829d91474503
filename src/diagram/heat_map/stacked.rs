//! The heat map for narrow columns: each row's name, and below it its cells side by side in as many lines as they take.
//!
//! 1. Every cell says its own name; what a head says elsewhere is written into the cells.
//! 2. Cells without data take no room.

use kurbo::Rect;

use crate::diagram::chart::marks::push_linked;
use crate::diagram::chart::styles::ROW_NAME;
use crate::diagram::scene::{Anchor, Casing, Mark, Role};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::FontBook;

use super::{CellParts, GAP, HeatCell, HeatMapData, HeatRow, counts_fit, measure_cell, push_cell, push_people};

/// Pictures of at most this width, if their columns do not fit it, are stacked.
pub(super) const WIDEST: f64 = 480.0;
const ABOVE_ROW: f64 = 18.0;

/// Returns the bottom.
pub(super) fn push_stacked<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    data: &'a HeatMapData<'a>,
    width: f64,
) -> f64 {
    let cell_width = (width - GAP) / 2.0;
    let counts_beside = counts_fit(data, fonts, |_| cell_width);
    let mut y = 0.0;
    for (index, row) in data.rows.iter().enumerate() {
        y += if index > 0 { ABOVE_ROW } else { 0.0 };
        y = push_name(marks, fonts, row, width, y);
        let named: Vec<(&'a HeatCell<'a>, &'a str)> = row
            .cells
            .iter()
            .enumerate()
            .filter_map(|(column, cell)| {
                let cell = cell.as_ref()?;
                let head = data.columns.get(column).map_or("", |head| head.name.as_ref());
                Some((cell, if cell.name.is_empty() { head } else { cell.name.as_ref() }))
            })
            .collect();
        for line in named.chunks(2) {
            let parts: Vec<CellParts<'a>> =
                line.iter().map(|(cell, name)| measure_cell(fonts, cell, name, cell_width, counts_beside)).collect();
            let height = parts.iter().map(CellParts::height).fold(0.0, f64::max);
            let mut x = 0.0;
            for ((cell, _), parts) in line.iter().zip(parts) {
                push_cell(marks, cell, parts, Rect::new(x, y, x + cell_width, y + height));
                x += cell_width + GAP;
            }
            y += height + GAP;
        }
    }
    y
}

fn push_name<'a>(marks: &mut Vec<Mark<'a>>, fonts: &FontBook, row: &'a HeatRow<'a>, width: f64, top: f64) -> f64 {
    let name = TextBlock::wrapped(fonts, ROW_NAME, &row.name, width);
    let below = top + name.height();
    push_linked(marks, row.href.as_deref(), &row.name, |marks| {
        name.place(marks, 0.0, top, Anchor::Start, Role::Ink, Casing::None);
    });
    below + push_people(marks, fonts, row, width, below) + 6.0
}
