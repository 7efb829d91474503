//! Rows and columns: what stands where, how wide and how tall.

use kurbo::Rect;

use crate::diagram::chart::styles::{ASIDE, ASIDE_SMALL, BODY, BODY_STRONG};
use crate::diagram::line_break::widest_word;
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::FontBook;

use super::{BlueprintData, BlueprintItem, BlueprintLaneKind, BlueprintPlace};

pub(super) const PADDING: f64 = 12.0;
/// Room of the mark of a failure point.
pub(super) const FAILURE: f64 = 26.0;
const MAX_WORD: f64 = 200.0;
const MIN_COLUMN: f64 = 108.0;

/// An item with its words, measured.
#[derive(Debug, Clone)]
pub(super) struct MeasuredItem<'a> {
    pub(super) item: &'a BlueprintItem<'a>,
    pub(super) kind: BlueprintLaneKind,
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) text: TextBlock<'a>,
    pub(super) note: TextBlock<'a>,
}

impl MeasuredItem<'_> {
    pub(super) fn words_height(&self) -> f64 {
        self.text.height() + self.note.height()
    }

    pub(super) fn height(&self) -> f64 {
        if self.kind == BlueprintLaneKind::Evidence {
            self.words_height() + 8.0
        } else {
            (self.words_height() + 16.0).max(50.0)
        }
    }
}

/// Items by rows and columns, before corridors are known.
pub(super) struct Cells<'a> {
    pub(super) items: Vec<MeasuredItem<'a>>,
    /// First row of each lane and, last, the number of rows; every lane has at least one.
    pub(super) lane_rows: Vec<usize>,
    pub(super) column_widths: Vec<f64>,
    pub(super) row_heights: Vec<f64>,
}

impl Cells<'_> {
    /// Index of the item at a place.
    pub(super) fn find(&self, place: BlueprintPlace) -> Option<usize> {
        let row = self.lane_rows.get(place.lane)? + place.item;
        let is_in_lane = self.lane_rows.get(place.lane + 1).is_some_and(|end| row < *end);
        self.at(row, place.column).filter(|_| is_in_lane)
    }

    pub(super) fn at(&self, row: usize, column: usize) -> Option<usize> {
        self.items.iter().position(|item| item.row == row && item.column == column)
    }

    pub(super) fn is_evidence(&self, row: usize) -> bool {
        self.items.iter().any(|item| item.row == row && item.kind == BlueprintLaneKind::Evidence)
    }

    pub(super) fn n_rows(&self) -> usize {
        self.row_heights.len()
    }

    pub(super) fn n_columns(&self) -> usize {
        self.column_widths.len()
    }
}

/// `room` is what columns and corridors share; a corridor is at least `corridor` wide. Boxes are about `spread` times as wide
/// as tall.
pub(super) fn measure_cells<'a>(
    data: &'a BlueprintData<'a>,
    fonts: &FontBook,
    room: f64,
    (corridor, name_width): (f64, f64),
    spread: f64,
) -> Cells<'a> {
    let n_columns = data.lanes.iter().map(|lane| lane.cells.len()).max().unwrap_or(0).max(data.headings.len());
    let mut lane_rows = vec![0];
    for lane in &data.lanes {
        let tallest = lane.cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        lane_rows.push(lane_rows.last().copied().unwrap_or(0) + tallest);
    }
    let fair = if n_columns > 0 { (room / n_columns as f64 - corridor).clamp(MIN_COLUMN, 300.0) } else { 0.0 };
    let column_widths: Vec<f64> = (0..n_columns)
        .map(|column| {
            let needs = data.lanes.iter().flat_map(|lane| {
                lane.cells.get(column).into_iter().flatten().map(|item| item_need(fonts, item, lane.kind, spread))
            });
            let heading = data
                .headings
                .get(column)
                .map_or(0.0, |heading| widest_word(fonts, &BODY_STRONG, &heading.name).min(MAX_WORD));
            needs.fold(heading.max(fair), f64::max)
        })
        .collect();
    let mut items = Vec::new();
    for (lane, first_row) in data.lanes.iter().zip(&lane_rows) {
        for (column, cell) in lane.cells.iter().enumerate() {
            let width = column_widths.get(column).copied().unwrap_or(MIN_COLUMN);
            items.extend(
                cell.iter()
                    .enumerate()
                    .map(|(index, item)| measure_item(fonts, item, lane.kind, first_row + index, column, width)),
            );
        }
    }
    let mut row_heights = vec![20.0f64; lane_rows.last().copied().unwrap_or(0)];
    for item in &items {
        if let Some(height) = row_heights.get_mut(item.row) {
            *height = height.max(item.height());
        }
    }
    // A lane is at least as tall as its name.
    for (lane, bounds) in data.lanes.iter().zip(lane_rows.windows(2)) {
        let &[first, end] = bounds else { continue };
        let name = TextBlock::wrapped(fonts, BODY_STRONG, &lane.name, name_width).height();
        let own: f64 = row_heights.iter().skip(first).take(end - first).sum();
        if let Some(last) = row_heights.get_mut(end - 1).filter(|_| name > own) {
            *last += name - own;
        }
    }
    Cells { items, lane_rows, column_widths, row_heights }
}

/// The widest word, or a width at which the words fill a box rather than a tower.
fn item_need(fonts: &FontBook, item: &BlueprintItem<'_>, kind: BlueprintLaneKind, spread: f64) -> f64 {
    let extra = extra_width(item, kind);
    let area = fonts.width_in(&BODY, &item.text) * BODY.leading();
    widest_word(fonts, &BODY, &item.text).min(MAX_WORD).max((area * spread).sqrt().min(260.0)) + extra
}

fn extra_width(item: &BlueprintItem<'_>, kind: BlueprintLaneKind) -> f64 {
    let padding = if kind == BlueprintLaneKind::Evidence { 0.0 } else { 2.0 * PADDING };
    padding + if item.failure_point { FAILURE } else { 0.0 }
}

pub(super) fn measure_item<'a>(
    fonts: &FontBook,
    item: &'a BlueprintItem<'a>,
    kind: BlueprintLaneKind,
    row: usize,
    column: usize,
    width: f64,
) -> MeasuredItem<'a> {
    let style = match kind {
        BlueprintLaneKind::Evidence => ASIDE,
        BlueprintLaneKind::Customer => BODY_STRONG,
        _ => BODY,
    };
    let room = width - extra_width(item, kind);
    MeasuredItem {
        item,
        kind,
        row,
        column,
        text: TextBlock::wrapped(fonts, style, &item.text, room),
        note: TextBlock::wrapped(fonts, ASIDE_SMALL, &item.note, room),
    }
}

/// Coordinates of all rows and columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// Left and right edge.
    pub(super) columns: Vec<(f64, f64)>,
    /// Top and bottom edge.
    pub(super) rows: Vec<(f64, f64)>,
}

impl Places {
    pub(super) fn column(&self, index: usize) -> (f64, f64) {
        self.columns.get(index).copied().unwrap_or((0.0, 0.0))
    }

    pub(super) fn row(&self, index: usize) -> (f64, f64) {
        self.rows.get(index).copied().unwrap_or((0.0, 0.0))
    }

    /// The box that arrows leave and meet: a node's outline, or the words of what has none.
    pub(super) fn rect(&self, item: &MeasuredItem<'_>) -> Rect {
        let ((x0, x1), (y0, y1)) = (self.column(item.column), self.row(item.row));
        if item.kind == BlueprintLaneKind::Evidence {
            let half = item.words_height() / 2.0 + 3.0;
            let middle = (y0 + y1) / 2.0;
            return Rect::new(x0, middle - half, x1, middle + half);
        }
        Rect::new(x0, y0, x1, y1)
    }
}
