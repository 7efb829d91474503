//! Roadmaps for narrow columns: period below period, and bars below their words.

use std::borrow::Cow;

use jiff::civil::Date;
use kurbo::{Point, Rect, Size};

use crate::diagram::chart::chevrons::{ChevronHead, ChevronRow, chevron_height, push_chevrons};
use crate::diagram::chart::marks::{line, push_linked};
use crate::diagram::chart::styles::{BODY_STRONG, LABEL, SMALL};
use crate::diagram::chart::work_status::push_status;
use crate::diagram::history::axes::day_number;
use crate::diagram::scale::LinearScale;
use crate::diagram::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind};
use crate::diagram::text_block::{TextBlock, first_baseline};
use crate::diagram::text_metrics::FontBook;

use super::dated::{MILESTONE, describe_dated, find_days, push_axis, push_milestone, role_of, shown_today, span};
use super::{
    DatedItem, DatedRoadmapData, DatedRoadmapOptions, DatedRow, RoadmapData, RoadmapOptions, describe_roadmap,
    push_entry,
};

/// Pictures of at most this width are lists.
pub(super) const WIDEST: f64 = 480.0;
/// Height of a bar below its words.
const BAR: f64 = 12.0;
/// From the mark of a piece of work to its words.
const AFTER_STATUS: f64 = 18.0;

/// Each period with what every team does in it.
pub(super) fn layout_stacked<'a>(
    data: &'a RoadmapData<'a>,
    options: &RoadmapOptions<'_>,
    fonts: &FontBook,
) -> Scene<'a> {
    let width = options.width.clamp(240.0, WIDEST);
    let n_periods = data.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(data.periods.len());
    let mut marks = Vec::new();
    let mut y = 0.0;
    for period in 0..n_periods {
        if let Some(head) = data.periods.get(period) {
            let heads = [ChevronHead { left: 0.0, right: width, name: &head.name, note: &head.note, href: None }];
            let row = ChevronRow { top: y, height: chevron_height(fonts, &heads, 13.0, 36.0), depth: 13.0, gap: 3.0 };
            push_chevrons(&mut marks, fonts, row, &heads);
            y += row.height;
        }
        let mut is_first = true;
        for row in &data.rows {
            let Some(cell) = row.cells.get(period).filter(|cell| !cell.is_empty()) else { continue };
            if !is_first {
                marks.push(line(0.0, y, width, y, Role::Rule));
            }
            is_first = false;
            let name = TextBlock::wrapped(fonts, SMALL, &row.name, width);
            let top = y + 10.0;
            y = top + name.height() + if name.is_empty() { 0.0 } else { 4.0 };
            push_linked(&mut marks, row.href.as_deref(), &row.name, |marks| {
                name.place(marks, 0.0, top, Anchor::Start, Role::Muted, Casing::None);
            });
            for item in cell {
                y = push_entry(&mut marks, fonts, item, 0.0, width - AFTER_STATUS, y) + 10.0;
            }
        }
        y += 14.0;
    }
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::Roadmap,
        size: Size::new(width, y.max(8.0)),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_roadmap(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

/// The calendar with each piece of work in words, its days, and its bar on a line of its own.
pub(super) fn layout_dated_stacked<'a>(
    data: &'a DatedRoadmapData<'a>,
    options: &DatedRoadmapOptions<'_>,
    fonts: &FontBook,
) -> Scene<'a> {
    let width = options.width.clamp(240.0, WIDEST);
    let days = find_days(data);
    let scale = LinearScale::new(days.domain, (MILESTONE + 1.0, width - MILESTONE - 3.0));
    let x_of = |day: Date| scale.apply(day_number(day));
    let mut marks = Vec::new();
    let mut y = push_axis(&mut marks, fonts, &days, options, data.today, (0.0, width), &x_of) - 8.0;
    let today = shown_today(data.today, &days).map(x_of);
    for row in &data.rows {
        y = push_row(&mut marks, fonts, row, options, (width, today), &x_of, y);
    }
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::Roadmap,
        size: Size::new(width, y + 2.0),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_dated(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

fn push_row<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    row: &'a DatedRow<'a>,
    options: &DatedRoadmapOptions<'_>,
    (width, today): (f64, Option<f64>),
    x_of: &impl Fn(Date) -> f64,
    top: f64,
) -> f64 {
    marks.push(line(0.0, top, width, top, Role::Rule));
    let name = TextBlock::wrapped(fonts, BODY_STRONG, &row.name, width);
    let mut y = top + 10.0;
    let below = y + name.height() + if name.is_empty() { 0.0 } else { 6.0 };
    push_linked(marks, row.href.as_deref(), &row.name, |marks| {
        name.place(marks, 0.0, y, Anchor::Start, Role::Ink, Casing::None);
    });
    y = below;
    for item in &row.items {
        y = push_item(marks, fonts, item, options, (width, today), x_of, y) + 12.0;
    }
    y + 4.0
}

fn push_item<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    item: &'a DatedItem<'a>,
    options: &DatedRoadmapOptions<'_>,
    (width, today): (f64, Option<f64>),
    x_of: &impl Fn(Date) -> f64,
    top: f64,
) -> f64 {
    let title = TextBlock::wrapped(fonts, LABEL, &item.title, width - AFTER_STATUS);
    let days = span(item).map(|(start, end)| {
        let (first, last) = (options.day.format_day(start), options.day.format_day(end));
        if start == end { first } else { format!("{first} – {last}") }
    });
    let state = options.states.iter().find(|state| state.0 == item.status).map(|state| state.1.to_string());
    let note = state.into_iter().chain(days).collect::<Vec<_>>().join(&options.separator);
    let days = TextBlock::wrapped(fonts, SMALL, &note, width - AFTER_STATUS).into_owned();
    let below = top + title.height();
    let mut y = below + days.height();
    push_linked(marks, item.href.as_deref(), &item.title, |marks| {
        push_status(marks, item.status, Point::new(6.0, top + first_baseline(&LABEL) - 0.33 * LABEL.size));
        title.place(marks, AFTER_STATUS, top, Anchor::Start, Role::Ink, Casing::None);
        days.place(marks, AFTER_STATUS, below, Anchor::Start, Role::Muted, Casing::None);
        let Some((start, end)) = span(item) else { return };
        let middle = y + 6.0 + BAR / 2.0;
        marks.push(line(0.0, middle, width, middle, Role::Rule));
        if let Some(today) = today {
            marks.push(line(today, middle - BAR, today, middle + BAR, Role::EventLine));
        }
        let (x0, x1) = (x_of(start), x_of(end));
        if start == end {
            push_milestone(marks, item.status, Point::new(x0, middle));
        } else {
            let rect = Rect::new(x0, middle - BAR / 2.0, x1.max(x0 + 5.0), middle + BAR / 2.0);
            marks.push(Mark::Rect { rect, radius: 2.0, role: role_of(item.status) });
        }
        y = middle + BAR;
    });
    y.max(top + LABEL.leading())
}
