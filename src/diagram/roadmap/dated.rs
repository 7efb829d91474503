//! Work along the calendar: bars from start to end, by team.
//!
//! 1. Months run along the top; today is a dashed line.
//! 2. Each bar stands on the first line of its team's row where neither it nor its words meet another.
//! 3. Words stand in their bar when they fit, else right of it, else left of it. Work without a day is listed below the bars.

use std::borrow::Cow;

use jiff::civil::Date;
use kurbo::{Point, Rect, Size};

use crate::diagram::chart::key::{KeyEntry, push_key};
use crate::diagram::chart::marks::{line, push_linked};
use crate::diagram::chart::styles::{BODY_STRONG, LABEL, SMALL};
use crate::diagram::chart::work_status::push_status;
use crate::diagram::chart::{DayFormat, WorkStatus, fill_pattern, join_sentences};
use crate::diagram::history::axes::{Days, day_labels, day_number};
use crate::diagram::scale::LinearScale;
use crate::diagram::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind};
use crate::diagram::text_block::{TextBlock, text_mark};
use crate::diagram::text_metrics::FontBook;

#[derive(Debug, Clone, Default)]
pub struct DatedRoadmapData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    /// Drawn as a dashed line when it lies among the days of the work.
    pub today: Option<Date>,
    pub rows: Vec<DatedRow<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct DatedRow<'a> {
    pub name: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    pub items: Vec<DatedItem<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct DatedItem<'a> {
    pub title: Cow<'a, str>,
    pub status: WorkStatus,
    /// One end alone is a point in time; none at all is listed.
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub href: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone)]
pub struct DatedRoadmapOptions<'w> {
    /// Up to 480 it is a list.
    pub width: f64,
    pub day: DayFormat<'w>,
    pub today: Cow<'w, str>,
    /// What each state of the work is called, in the order of the key; a state without a word is not explained.
    pub states: Vec<(WorkStatus, Cow<'w, str>)>,
    /// Between a state and its days.
    pub separator: Cow<'w, str>,
    /// `{title}`, `{start}`, `{end}`
    pub sentence: Cow<'w, str>,
}

impl Default for DatedRoadmapOptions<'static> {
    fn default() -> Self {
        Self {
            width: 1200.0,
            day: DayFormat::ENGLISH,
            today: Cow::Borrowed("today"),
            states: Vec::new(),
            separator: Cow::Borrowed(", "),
            sentence: Cow::Borrowed("{title}: {start} to {end}."),
        }
    }
}

const BAR: f64 = 26.0;
const LINE: f64 = 34.0;
/// Half the width of the mark of a single day.
pub(super) const MILESTONE: f64 = 9.0;
/// From the last day to the picture's edge.
const LAST_ROOM: f64 = 26.0;

/// A bar with its words, before it has a line.
struct Bar<'a> {
    item: &'a DatedItem<'a>,
    x0: f64,
    x1: f64,
    words: TextBlock<'a>,
    words_x: f64,
    inside: bool,
}

impl Bar<'_> {
    /// All that it covers on its line.
    fn extent(&self) -> (f64, f64) {
        (self.x0.min(self.words_x), self.x1.max(self.words_x + self.words.width()))
    }

    fn height(&self) -> f64 {
        (self.words.height() + 10.0).max(BAR)
    }
}

/// Draws the roadmap along the calendar at natural size.
pub fn layout_dated_roadmap<'a>(
    data: &'a DatedRoadmapData<'a>,
    options: &DatedRoadmapOptions<'_>,
    fonts: &FontBook,
) -> Scene<'a> {
    if options.width <= super::stacked::WIDEST {
        return super::stacked::layout_dated_stacked(data, options, fonts);
    }
    let width = options.width;
    let days = find_days(data);
    let name_width = data
        .rows
        .iter()
        .map(|row| fonts.width_in(&BODY_STRONG, &row.name))
        .fold(0.0, f64::max)
        .min((width * 0.18).clamp(90.0, 170.0));
    let left = name_width + 16.0;
    // Whatever begins on the last day has room for its mark.
    let scale = LinearScale::new(days.domain, (left + MILESTONE, width - LAST_ROOM));
    let x_of = |day: Date| scale.apply(day_number(day));
    let mut marks = Vec::new();
    let top = push_axis(&mut marks, fonts, &days, options, data.today, (left, width), &x_of);
    let mut y = top;
    for row in &data.rows {
        y = push_row(&mut marks, fonts, row, (left, width), name_width, &x_of, y);
        marks.push(line(0.0, y, width, y, Role::Rule));
    }
    let bottom = push_states(&mut marks, fonts, data, options, width, y);
    // Lines of months and of today lie behind everything.
    let mut behind = Vec::new();
    for (day, _) in day_labels(&days, &options.day, fonts, (left, width - 2.0), &x_of) {
        behind.push(line(x_of(day), top - 8.0, x_of(day), y, Role::GridLine));
    }
    if let Some(today) = shown_today(data.today, &days) {
        let x = x_of(today);
        for (from, to) in between_words(&marks, x, (top - 8.0, y)) {
            behind.push(line(x, from, x, to, Role::EventLine));
        }
    }
    behind.append(&mut marks);
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::Roadmap,
        size: Size::new(width, bottom + 1.0),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_dated(data, options)),
        language: Cow::Borrowed(&data.language),
        marks: behind,
    }
}

/// The pieces of an upright line at `x` that meet no words.
fn between_words(marks: &[Mark<'_>], x: f64, (top, bottom): (f64, f64)) -> Vec<(f64, f64)> {
    const AIR: f64 = 3.0;
    let mut words = Vec::new();
    collect_words(marks, &mut words);
    words.retain(|bounds| bounds.x0 - AIR < x && x < bounds.x1 + AIR);
    words.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let mut pieces = Vec::new();
    let mut from = top;
    for bounds in words {
        let to = (bounds.y0 - AIR).min(bottom);
        if to > from {
            pieces.push((from, to));
        }
        from = from.max(bounds.y1 + AIR);
    }
    if bottom > from {
        pieces.push((from, bottom));
    }
    pieces
}

fn collect_words(marks: &[Mark<'_>], words: &mut Vec<Rect>) {
    for mark in marks {
        match mark {
            Mark::Text(text) => words.push(text.bounds()),
            Mark::Link { marks, .. } => collect_words(marks, words),
            _ => {}
        }
    }
}

/// Start and end, in their order; a single day is both.
pub(super) fn span(item: &DatedItem<'_>) -> Option<(Date, Date)> {
    let start = item.start.or(item.end)?;
    let end = item.end.unwrap_or(start);
    Some((start.min(end), start.max(end)))
}

pub(super) fn find_days(data: &DatedRoadmapData<'_>) -> Days {
    let spans = || data.rows.iter().flat_map(|row| &row.items).filter_map(span);
    let fallback = data.today.unwrap_or(Date::constant(2000, 1, 1));
    let first = spans().map(|span| span.0).min().unwrap_or(fallback);
    let last = spans().map(|span| span.1).max().unwrap_or(first);
    Days { domain: (day_number(first), day_number(last).max(day_number(first) + 1.0)), first, last }
}

pub(super) fn shown_today(today: Option<Date>, days: &Days) -> Option<Date> {
    today.filter(|today| *today >= days.first && *today <= days.last)
}

pub(super) fn push_axis<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    days: &Days,
    options: &DatedRoadmapOptions<'_>,
    today: Option<Date>,
    (left, width): (f64, f64),
    x_of: &impl Fn(Date) -> f64,
) -> f64 {
    for (day, label) in day_labels(days, &options.day, fonts, (left, width - 2.0), x_of) {
        let label_width = fonts.width_in(&SMALL, &label);
        let x = (x_of(day) - label_width / 2.0).min(width - label_width).max(left);
        marks.push(Mark::Text(text_mark(
            fonts,
            &SMALL,
            Point::new(x, 0.74 * SMALL.size),
            Anchor::Start,
            Role::Muted,
            label,
        )));
    }
    let Some(today) = shown_today(today, days) else { return 26.0 };
    let word = TextBlock::wrapped(fonts, SMALL, &options.today, width - left).into_owned();
    let x = (x_of(today) - word.width() / 2.0).min(width - word.width()).max(0.0);
    let bottom = 20.0 + word.height();
    word.place(marks, x, 20.0, Anchor::Start, Role::Ink, Casing::None);
    bottom + 10.0
}

fn push_row<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    row: &'a DatedRow<'a>,
    (left, right): (f64, f64),
    name_width: f64,
    x_of: &impl Fn(Date) -> f64,
    top: f64,
) -> f64 {
    let first = top + 8.0;
    let name = TextBlock::wrapped(fonts, BODY_STRONG, &row.name, name_width.max(20.0));
    let names_bottom = first + 3.0 + name.height();
    push_linked(marks, row.href.as_deref(), &row.name, |marks| {
        name.place(marks, 0.0, first + 3.0, Anchor::Start, Role::Ink, Casing::None);
    });
    let mut bars: Vec<Bar<'a>> = row
        .items
        .iter()
        .filter_map(|item| span(item).map(|span| place_bar(fonts, item, (x_of(span.0), x_of(span.1)), (left, right))))
        .collect();
    bars.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    // Lines of the row: where their last words end, and how tall they are.
    let mut lines: Vec<(f64, f64, Vec<Bar<'a>>)> = Vec::new();
    for bar in bars {
        let (from, to) = bar.extent();
        match lines.iter_mut().find(|line| line.0 + 10.0 <= from) {
            Some(line) => {
                line.0 = line.0.max(to);
                line.1 = line.1.max(bar.height());
                line.2.push(bar);
            }
            None => lines.push((to, bar.height(), vec![bar])),
        }
    }
    let mut y = first;
    for (_, height, bars) in lines {
        for bar in bars {
            push_bar(marks, bar, y, height);
        }
        y += height + LINE - BAR;
    }
    for item in row.items.iter().filter(|item| span(item).is_none()) {
        let words = TextBlock::wrapped(fonts, LABEL, &item.title, right - left - 24.0);
        let height = words.height().max(LABEL.leading());
        push_linked(marks, item.href.as_deref(), &item.title, |marks| {
            push_status(marks, item.status, Point::new(left + 6.0, y + LABEL.leading() / 2.0));
            words.place(marks, left + 18.0, y, Anchor::Start, Role::Ink, Casing::None);
        });
        y += height + 6.0;
    }
    y.max(names_bottom).max(first + BAR) + 2.0
}

/// The words go inside, right of the bar or left of it, wherever they need fewer lines.
fn place_bar<'a>(
    fonts: &FontBook,
    item: &'a DatedItem<'a>,
    (from, to): (f64, f64),
    (left, right): (f64, f64),
) -> Bar<'a> {
    // A single day is a mark around it, and the shortest bar can still be seen.
    let (x0, x1) = if from == to { (from - MILESTONE, from + MILESTONE) } else { (from, to.max(from + 8.0)) };
    let inside = TextBlock::balanced(fonts, LABEL, &item.title, (x1 - x0 - 34.0).max(1.0));
    let (room_right, room_left) = (right - x1 - 8.0, x0 - left - 8.0);
    let beside = room_right.max(room_left);
    // Many words still go inside when there is less room beside the bar.
    if x1 - x0 > 90.0 && (inside.lines.len() <= 2 || x1 - x0 - 34.0 > beside) {
        return Bar {
            item,
            x0,
            x1,
            words: inside,
            words_x: x0 + if item.status == WorkStatus::Done { 12.0 } else { 26.0 },
            inside: true,
        };
    }
    if room_right >= room_left || room_right > 240.0 {
        let words = TextBlock::wrapped(fonts, LABEL, &item.title, room_right.max(24.0));
        return Bar { item, x0, x1, words, words_x: x1 + 8.0, inside: false };
    }
    let words = TextBlock::wrapped(fonts, LABEL, &item.title, room_left.max(24.0));
    let words_x = x0 - 8.0 - words.width();
    Bar { item, x0, x1, words, words_x, inside: false }
}

fn push_bar<'a>(marks: &mut Vec<Mark<'a>>, bar: Bar<'a>, top: f64, height: f64) {
    let own = if bar.inside { bar.height() } else { BAR };
    let rect = Rect::new(bar.x0, top + (height - own) / 2.0, bar.x1, top + (height + own) / 2.0);
    let is_done = bar.item.status == WorkStatus::Done;
    push_linked(marks, bar.item.href.as_deref(), &bar.item.title, |marks| {
        let is_day = span(bar.item).is_some_and(|(start, end)| start == end);
        if is_day {
            push_milestone(marks, bar.item.status, rect.center());
        } else {
            marks.push(Mark::Rect { rect, radius: 2.0, role: role_of(bar.item.status) });
        }
        // What is done is told by its fill; a dark mark on it could not be seen.
        if !is_done && !is_day && rect.width() > 28.0 {
            push_status(marks, bar.item.status, Point::new(rect.x0 + 14.0, rect.center().y));
        }
        let (ink, casing) = match (bar.inside, is_done) {
            (true, true) => (Role::OnChevron, Casing::None),
            (true, false) => (Role::Ink, Casing::None),
            (false, _) => (Role::Ink, Casing::Paper),
        };
        let middle = rect.center().y - bar.words.height() / 2.0;
        bar.words.place(marks, bar.words_x, middle, Anchor::Start, ink, casing);
    });
}

/// The key of the bars: every state that is drawn. Returns the bottom.
fn push_states(
    marks: &mut Vec<Mark<'_>>,
    fonts: &FontBook,
    data: &DatedRoadmapData<'_>,
    options: &DatedRoadmapOptions<'_>,
    width: f64,
    top: f64,
) -> f64 {
    let items = || data.rows.iter().flat_map(|row| &row.items);
    let is_drawn = |state: &&(WorkStatus, Cow<'_, str>)| items().any(|item| item.status == state.0);
    let states: Vec<&(WorkStatus, Cow<'_, str>)> = options.states.iter().filter(is_drawn).collect();
    if states.is_empty() {
        return top;
    }
    let key: Vec<KeyEntry<'_>> =
        states.iter().map(|(_, word)| KeyEntry { sample_width: 30.0, sample_height: 16.0, word }).collect();
    push_key(marks, fonts, &key, (0.0, width), top + 10.0, |marks, index, center| {
        let Some((status, _)) = states.get(index) else { return };
        // As it stands in the picture: a bar, or a single day.
        let is_day = |item: &&DatedItem<'_>| span(item).is_some_and(|(start, end)| start == end);
        if items().filter(|item| item.status == *status).all(|item| is_day(&item)) {
            return push_milestone(marks, *status, center);
        }
        let rect = Rect::from_center_size(center, Size::new(30.0, 16.0));
        marks.push(Mark::Rect { rect, radius: 2.0, role: role_of(*status) });
        if *status != WorkStatus::Done {
            push_status(marks, *status, Point::new(rect.x0 + 10.0, center.y));
        }
    })
}

pub(super) fn role_of(status: WorkStatus) -> Role {
    match status {
        WorkStatus::Done => Role::Chevron,
        WorkStatus::InProgress => Role::TimeApart,
        WorkStatus::Planned => Role::Node,
        WorkStatus::Proposed | WorkStatus::Dropped => Role::NodePlanned,
    }
}

/// A single day: a diamond in the look of its state.
pub(super) fn push_milestone(marks: &mut Vec<Mark<'_>>, status: WorkStatus, center: Point) {
    let points = [(-MILESTONE, 0.0), (0.0, -MILESTONE), (MILESTONE, 0.0), (0.0, MILESTONE)];
    let points = points.into_iter().map(|shift| center + shift).collect();
    marks.push(Mark::Polygon { points, role: role_of(status) });
}

pub(super) fn describe_dated(data: &DatedRoadmapData<'_>, options: &DatedRoadmapOptions<'_>) -> String {
    let sentence = |item: &DatedItem<'_>| {
        let (start, end) = span(item)?;
        let (start, end) = (options.day.format_day(start), options.day.format_day(end));
        Some(fill_pattern(&options.sentence, &[("title", &item.title), ("start", &start), ("end", &end)]))
    };
    join_sentences(&data.rows.iter().flat_map(|row| &row.items).filter_map(sentence).collect::<Vec<_>>())
}
