//! What will be done, and when: by period ([`layout_roadmap`]) or along the calendar ([`layout_dated_roadmap`]). In narrow columns
//! both are lists (`stacked`).

mod dated;
mod stacked;

use std::borrow::Cow;

use kurbo::{Point, Size};

pub use dated::{DatedItem, DatedRoadmapData, DatedRoadmapOptions, DatedRow, layout_dated_roadmap};

use super::chart::WorkStatus;
use super::chart::chevrons::{ChevronHead, ChevronRow, chevron_height, chevron_need, push_chevrons};
use super::chart::marks::{line, push_linked};
use super::chart::styles::{BODY, BODY_STRONG, SMALL};
use super::chart::work_status::push_status;
use super::chart::{fill_pattern, join_sentences};
use super::line_break::widest_word;
use super::scale::{BandScale, share_width};
use super::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind};
use super::text_block::{TextBlock, first_baseline};
use super::text_metrics::{FontBook, TextStyle, Typeface};

#[derive(Debug, Clone, Default)]
pub struct RoadmapData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    /// Now, next, later; or quarters.
    pub periods: Vec<RoadmapPeriod<'a>>,
    pub rows: Vec<RoadmapRow<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct RoadmapPeriod<'a> {
    pub name: Cow<'a, str>,
    /// "to 31 January", may be empty.
    pub note: Cow<'a, str>,
}

/// What one team does.
#[derive(Debug, Clone, Default)]
pub struct RoadmapRow<'a> {
    pub name: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    /// Items of each period, in order.
    pub cells: Vec<Vec<RoadmapItem<'a>>>,
}

#[derive(Debug, Clone, Default)]
pub struct RoadmapItem<'a> {
    pub title: Cow<'a, str>,
    /// "+2 for Maya", may be empty.
    pub note: Cow<'a, str>,
    pub status: WorkStatus,
    pub href: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone)]
pub struct RoadmapOptions<'w> {
    /// Wanted width; the picture is wider when its words need it.
    pub width: f64,
    /// `{period}`, `{list}`
    pub sentence: Cow<'w, str>,
    /// Between the entries of a list.
    pub separator: Cow<'w, str>,
}

impl Default for RoadmapOptions<'static> {
    fn default() -> Self {
        Self { width: 1200.0, sentence: Cow::Borrowed("{period}: {list}."), separator: Cow::Borrowed(", ") }
    }
}

const TITLE: TextStyle = TextStyle::new(Typeface::SansSemibold, 15.5, 1.27);
/// From a cell's edge to its words.
const INSET: f64 = 26.0;
const MAX_WORD: f64 = 200.0;

/// Draws the roadmap by periods at natural size.
pub fn layout_roadmap<'a>(data: &'a RoadmapData<'a>, options: &RoadmapOptions<'_>, fonts: &FontBook) -> Scene<'a> {
    if options.width <= stacked::WIDEST {
        return stacked::layout_stacked(data, options, fonts);
    }
    let wanted = options.width;
    let n_periods = data.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(data.periods.len());
    let name_width = data
        .rows
        .iter()
        .map(|row| fonts.width_in(&BODY_STRONG, &row.name))
        .fold(0.0, f64::max)
        .min((wanted * 0.16).clamp(90.0, 170.0));
    let left = if name_width > 0.0 { name_width + 16.0 } else { 0.0 };
    let needs: Vec<f64> = (0..n_periods).map(|period| period_need(data, fonts, period)).collect();
    let columns = BandScale::new(left, &share_width(&needs, wanted - left));
    let width = columns.start(n_periods).max(wanted);
    let mut marks = Vec::new();
    let heads: Vec<ChevronHead<'a>> = data
        .periods
        .iter()
        .enumerate()
        .map(|(index, period)| ChevronHead {
            left: columns.start(index),
            right: columns.end(index),
            name: &period.name,
            note: &period.note,
            href: None,
        })
        .collect();
    let mut y = 0.0;
    if !heads.is_empty() {
        let row = ChevronRow { top: 0.0, height: chevron_height(fonts, &heads, 13.0, 42.0), depth: 13.0, gap: 3.0 };
        push_chevrons(&mut marks, fonts, row, &heads);
        y = row.height;
    }
    for row in &data.rows {
        y = push_row(&mut marks, fonts, row, &columns, name_width, y);
        marks.push(line(0.0, y, width, y, Role::Rule));
    }
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::Roadmap,
        size: Size::new(width, y + 1.0),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_roadmap(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

fn period_need(data: &RoadmapData<'_>, fonts: &FontBook, period: usize) -> f64 {
    let head = data.periods.get(period).map_or(0.0, |head| chevron_need(fonts, &head.name, MAX_WORD));
    let items = data.rows.iter().filter_map(|row| row.cells.get(period)).flatten();
    let words = items.map(|item| {
        widest_word(fonts, &TITLE, &item.title).max(widest_word(fonts, &SMALL, &item.note)).min(MAX_WORD) + INSET + 28.0
    });
    words.fold(head.max(120.0), f64::max)
}

fn push_row<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    row: &'a RoadmapRow<'a>,
    columns: &BandScale,
    name_width: f64,
    top: f64,
) -> f64 {
    let first = top + 12.0;
    let name = TextBlock::wrapped(fonts, BODY_STRONG, &row.name, name_width.max(20.0));
    let mut bottom = first + name.height().max(BODY.leading());
    push_linked(marks, row.href.as_deref(), &row.name, |marks| {
        name.place(marks, 0.0, first, Anchor::Start, Role::Ink, Casing::None);
    });
    for (period, cell) in row.cells.iter().enumerate() {
        let x = columns.start(period) + if period == 0 { 12.0 } else { 24.0 };
        let room = columns.end(period) - x - 18.0 - 14.0;
        let mut y = first;
        for (index, item) in cell.iter().enumerate() {
            if index > 0 {
                y += 10.0;
            }
            y = push_entry(marks, fonts, item, x, room, y);
        }
        bottom = bottom.max(y);
    }
    bottom + 12.0
}

/// Mark, title and note of one item; returns the bottom.
fn push_entry<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    item: &'a RoadmapItem<'a>,
    x: f64,
    room: f64,
    top: f64,
) -> f64 {
    let title = TextBlock::wrapped(fonts, TITLE, &item.title, room);
    let note = TextBlock::wrapped(fonts, SMALL, &item.note, room);
    let note_top = top + title.height();
    let bottom = note_top + note.height();
    push_linked(marks, item.href.as_deref(), &item.title, |marks| {
        push_status(marks, item.status, Point::new(x + 6.0, top + first_baseline(&TITLE) - 0.33 * TITLE.size));
        title.place(marks, x + 18.0, top, Anchor::Start, Role::Ink, Casing::None);
        note.place(marks, x + 18.0, note_top, Anchor::Start, Role::Muted, Casing::None);
    });
    bottom.max(top + TITLE.leading())
}

/// What each period holds.
pub fn describe_roadmap(data: &RoadmapData<'_>, options: &RoadmapOptions<'_>) -> String {
    let sentences: Vec<String> = data
        .periods
        .iter()
        .enumerate()
        .filter_map(|(index, period)| {
            let titles: Vec<&str> =
                data.rows.iter().filter_map(|row| row.cells.get(index)).flatten().map(|item| &*item.title).collect();
            (!titles.is_empty()).then(|| {
                fill_pattern(&options.sentence, &[("period", &period.name), ("list", &titles.join(&options.separator))])
            })
        })
        .collect();
    join_sentences(&sentences)
}

#[cfg(test)]
mod tests;
