//! A metric over time: the line, where it should be, where it began, and what happened on the way.
//!
//! 1. `axes` finds the range of values and the ticks of both axes.
//! 2. The target's band or line and the baseline lie behind, the line of the data in front.
//! 3. The labels at the right edge (target, last value, baseline) are spread apart so that none covers another.

pub(crate) mod axes;
mod describe;

use std::borrow::Cow;

use jiff::civil::Date;
use kurbo::{BezPath, Point, Rect, Size};

pub use describe::describe_history;

use super::chart::marks::{line, push_linked};
use super::chart::styles::{FIGURE, LABEL_STRONG, SMALL, SMALL_STRONG};
use super::chart::{DayFormat, NumberFormat};
use super::geometry::{boxes_overlap, polyline, spread_apart};
use super::scale::LinearScale;
use super::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind};
use super::text_block::{TextBlock, text_mark};
use super::text_metrics::FontBook;

/// Everything that a history shows.
#[derive(Debug, Clone, Default)]
pub struct HistoryData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    /// Ascending by day.
    pub points: Vec<(Date, f64)>,
    pub target: Option<Target>,
    pub baseline: Option<f64>,
    /// Ends of the axis when the writer fixes them.
    pub range: Option<(f64, f64)>,
    /// In any order.
    pub events: Vec<HistoryEvent<'a>>,
}

/// Where a metric should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    At(f64),
    Between(f64, f64),
}

impl Target {
    /// Lower and upper end; equal for a single value.
    pub fn ends(self) -> (f64, f64) {
        match self {
            Self::At(value) => (value, value),
            Self::Between(a, b) => (a.min(b), a.max(b)),
        }
    }

    pub(crate) fn format(self, number: &NumberFormat<'_>) -> String {
        match self {
            Self::At(value) => number.format(value),
            Self::Between(..) => number.format_range(self.ends().0, self.ends().1),
        }
    }
}

/// Something that may explain a change.
#[derive(Debug, Clone)]
pub struct HistoryEvent<'a> {
    pub day: Date,
    pub label: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
}

/// Size, words and forms.
#[derive(Debug, Clone)]
pub struct HistoryOptions<'w> {
    /// At least 240.
    pub width: f64,
    /// Height of the plot without the axis' labels.
    pub plot_height: f64,
    pub number: NumberFormat<'w>,
    pub day: DayFormat<'w>,
    pub words: HistoryWords<'w>,
}

/// The words that a history adds to its data.
#[derive(Debug, Clone)]
pub struct HistoryWords<'w> {
    pub target: Cow<'w, str>,
    pub baseline: Cow<'w, str>,
    /// `{title}`, `{first}`, `{first_day}`, `{last}`, `{last_day}`
    pub sentence: Cow<'w, str>,
    /// `{title}`, `{last}`, `{last_day}`: only one value
    pub sentence_single: Cow<'w, str>,
    /// `{title}`
    pub sentence_empty: Cow<'w, str>,
    /// `{lowest}`, `{lowest_day}`, `{highest}`, `{highest_day}`
    pub sentence_range: Cow<'w, str>,
    /// `{target}`
    pub sentence_target: Cow<'w, str>,
    /// `{baseline}`
    pub sentence_baseline: Cow<'w, str>,
}

impl HistoryWords<'static> {
    pub const ENGLISH: Self = Self {
        target: Cow::Borrowed("target"),
        baseline: Cow::Borrowed("at the start"),
        sentence: Cow::Borrowed("{title}: from {first} on {first_day} to {last} on {last_day}."),
        sentence_single: Cow::Borrowed("{title}: {last} on {last_day}."),
        sentence_empty: Cow::Borrowed("{title}: no value yet."),
        sentence_range: Cow::Borrowed("Lowest {lowest} on {lowest_day}, highest {highest} on {highest_day}."),
        sentence_target: Cow::Borrowed("The target is {target}."),
        sentence_baseline: Cow::Borrowed("The baseline is {baseline}."),
    };
}

impl Default for HistoryOptions<'static> {
    fn default() -> Self {
        Self {
            width: 576.0,
            plot_height: 236.0,
            number: NumberFormat::ENGLISH,
            day: DayFormat::ENGLISH,
            words: HistoryWords::ENGLISH,
        }
    }
}

/// Left of the plot, between it and the labels at its right, and above it when nothing happened.
const LABEL_GAP: f64 = 12.0;
const TOP: f64 = 12.0;
const MIN_PLOT_WIDTH: f64 = 96.0;

/// What stands at the right edge of the plot: a figure or word, and a line below it.
struct EndLabel {
    wanted: f64,
    head: String,
    note: String,
    is_figure: bool,
}

impl EndLabel {
    fn height(&self) -> f64 {
        (if self.is_figure { FIGURE.leading() } else { LABEL_STRONG.leading() })
            + if self.note.is_empty() { 0.0 } else { SMALL.leading() }
            + 4.0
    }
}

/// Draws the history at natural size.
pub fn layout_history<'a>(data: &'a HistoryData<'a>, options: &HistoryOptions<'_>, fonts: &FontBook) -> Scene<'a> {
    let width = options.width.max(240.0);
    let points: Vec<(Date, f64)> = data.points.iter().copied().filter(|point| point.1.is_finite()).collect();
    let values = axes::find_values(data, &points);
    let days = axes::find_days(data, &points);
    let tick_width = values
        .ticks
        .iter()
        .map(|tick| fonts.width_in(&SMALL, &options.number.format_tick(*tick)))
        .fold(0.0, f64::max)
        .ceil();
    let left = tick_width + 10.0;
    let mut labels = end_labels(data, options, &points);
    let label_width = labels.iter().map(|label| end_label_width(fonts, label)).fold(0.0, f64::max).ceil();
    let right = (width - label_width - LABEL_GAP).max(left + MIN_PLOT_WIDTH);
    let width = width.max(right + LABEL_GAP + label_width);

    let mut marks = Vec::new();
    let x_scale = LinearScale::new(days.domain, (left, right));
    let x_of = |day: Date| x_scale.apply(axes::day_number(day));
    let (event_marks, events_bottom) = place_events(data, fonts, (left, width), &x_of);
    let (top, bottom) = (events_bottom, events_bottom + options.plot_height.max(80.0));
    let y_scale = LinearScale::new(values.domain, (bottom, top));

    let plot = Rect::new(left, top, right, bottom);
    push_background(&mut marks, data, &values, &y_scale, plot);
    for tick in &values.ticks {
        let baseline = (y_scale.apply(*tick) + 0.34 * SMALL.size).min(bottom + 4.0);
        marks.push(Mark::Text(text_mark(
            fonts,
            &SMALL,
            Point::new(left - 10.0, baseline),
            Anchor::End,
            Role::Muted,
            options.number.format_tick(*tick),
        )));
    }
    marks.push(line(left, bottom, right, bottom, Role::Axis));
    push_day_ticks(&mut marks, fonts, &days, options, plot, &x_of);
    for event in &data.events {
        marks.push(line(x_of(event.day), (top - TOP + 2.0).max(0.0), x_of(event.day), bottom, Role::EventLine));
    }
    marks.extend(event_marks);
    let line_points: Vec<Point> =
        points.iter().map(|(day, value)| Point::new(x_of(*day), y_scale.apply(*value))).collect();
    push_data(&mut marks, &line_points);
    push_first_value(&mut marks, fonts, data, options, &line_points, plot);
    push_end_labels(&mut marks, fonts, &mut labels, &y_scale, plot, (width, bottom));
    let height = bottom + 10.0 + SMALL.leading();
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::History,
        size: Size::new(width, height),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_history(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

/// Target and baseline, and one rule a tick.
fn push_background(
    marks: &mut Vec<Mark<'_>>,
    data: &HistoryData<'_>,
    values: &axes::Values,
    y_scale: &LinearScale,
    plot: Rect,
) {
    let finite_target = data.target.filter(|target| target.ends().0.is_finite() && target.ends().1.is_finite());
    if let Some(target @ Target::Between(..)) = finite_target {
        let (low, high) = target.ends();
        let rect = Rect::new(plot.x0, y_scale.apply(high), plot.x1, y_scale.apply(low).max(y_scale.apply(high) + 2.0));
        marks.push(Mark::Rect { rect: rect.intersect(plot), radius: 0.0, role: Role::TargetBand });
    }
    for tick in &values.ticks {
        let y = y_scale.apply(*tick);
        if y < plot.y1 - 1.0 {
            marks.push(line(plot.x0, y, plot.x1, y, Role::GridLine));
        }
    }
    if let Some(Target::At(value)) = finite_target {
        let y = y_scale.apply(value).clamp(plot.y0, plot.y1);
        marks.push(Mark::Rect {
            rect: Rect::new(plot.x0, y - 1.5, plot.x1, y + 1.5),
            radius: 0.0,
            role: Role::TargetBand,
        });
        // Dashed, as in the sparklines: what is aimed at is not measured, and no axis.
        marks.push(line(plot.x0, y, plot.x1, y, Role::EventLine));
    }
    if let Some(value) = data.baseline.filter(|value| value.is_finite()) {
        let y = y_scale.apply(value).clamp(plot.y0, plot.y1);
        marks.push(line(plot.x0, y, plot.x1, y, Role::Leader));
    }
}

fn push_data(marks: &mut Vec<Mark<'_>>, points: &[Point]) {
    if points.len() > 1 {
        let path: BezPath = polyline(points, false);
        marks.push(Mark::Path { path, role: Role::DataLine });
    }
    // Dots tell measured days from the line between them, as long as they do not touch.
    let is_dense = points.windows(2).any(|pair| matches!(pair, [a, b] if b.x - a.x < 9.0));
    for (index, point) in points.iter().enumerate() {
        let is_last = index + 1 == points.len();
        if is_last || !is_dense {
            marks.push(Mark::Circle { center: *point, radius: if is_last { 5.0 } else { 2.6 }, role: Role::Ink });
        }
    }
}

/// The first value stands at its point, on the side where the line is not.
fn push_first_value(
    marks: &mut Vec<Mark<'_>>,
    fonts: &FontBook,
    data: &HistoryData<'_>,
    options: &HistoryOptions<'_>,
    line_points: &[Point],
    plot: Rect,
) {
    let Some(first) = data.points.iter().find(|point| point.1.is_finite()) else { return };
    let Some(at) = line_points.first().filter(|_| line_points.len() > 1) else { return };
    // The baseline's label says the same number already.
    if data.baseline == Some(first.1) {
        return;
    }
    let text = options.number.format_tick(first.1);
    let width = fonts.width_in(&SMALL_STRONG, &text);
    let x = at.x - 2.0;
    // As far as the label reaches, the end of it too: a steep line may leave it between two points.
    let end = x + width + 6.0;
    let leaves = line_points.iter().zip(line_points.iter().skip(1)).find(|(a, b)| a.x < end && b.x >= end);
    let y_at_end = leaves.map(|(a, b)| a.y + (b.y - a.y) * (end - a.x) / (b.x - a.x));
    let near = || line_points.iter().filter(|point| point.x < end).map(|point| point.y).chain(y_at_end);
    let (above, below) = (near().fold(at.y, f64::min) - 9.0, near().fold(at.y, f64::max) + 9.0 + 0.72 * SMALL.size);
    let (fits_above, fits_below) = (above - 12.0 > plot.y0, below + 4.0 <= plot.y1);
    let is_above = if at.y - above <= below - at.y - 8.0 { fits_above || !fits_below } else { !fits_below };
    let y = if is_above { above } else { below };
    let mark = text_mark(fonts, &SMALL_STRONG, Point::new(x, y), Anchor::Start, Role::Ink, text);
    let bounds = mark.bounds();
    let meets =
        marks.iter().any(|other| matches!(other, Mark::Text(text) if boxes_overlap(text.bounds(), bounds, 2.0)));
    if bounds.y0 >= 0.0 && bounds.y1 < plot.y1 && bounds.x1 < plot.x1 && !meets {
        marks.push(Mark::Text(crate::diagram::scene::TextMark { casing: Casing::Paper, ..mark }));
    }
}

fn push_day_ticks<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    days: &axes::Days,
    options: &HistoryOptions<'_>,
    plot: Rect,
    x_of: &impl Fn(Date) -> f64,
) {
    for (day, label) in axes::day_labels(days, &options.day, fonts, (plot.x0, plot.x1), x_of) {
        let width = fonts.width_in(&SMALL, &label);
        let x = (x_of(day) - width / 2.0).min(plot.x1 + LABEL_GAP - width).max(plot.x0);
        marks.push(line(x_of(day), plot.y1, x_of(day), plot.y1 + 5.0, Role::Axis));
        let at = Point::new(x, plot.y1 + 10.0 + 0.74 * SMALL.size);
        marks.push(Mark::Text(text_mark(fonts, &SMALL, at, Anchor::Start, Role::Muted, label)));
    }
}

/// Labels of what happened stand above the plot, each in the first line where it meets no other. Returns their marks and
/// the top of the plot.
fn place_events<'a>(
    data: &'a HistoryData<'a>,
    fonts: &FontBook,
    (left, width): (f64, f64),
    x_of: &impl Fn(Date) -> f64,
) -> (Vec<Mark<'a>>, f64) {
    let mut marks = Vec::new();
    let mut order: Vec<&HistoryEvent<'_>> = data.events.iter().filter(|event| !event.label.trim().is_empty()).collect();
    order.sort_by_key(|event| event.day);
    let mut placed: Vec<Rect> = Vec::new();
    for event in order {
        let block = TextBlock::balanced(fonts, SMALL, &event.label, (width - left).clamp(60.0, 220.0));
        let x = (x_of(event.day) - 1.0).min(width - block.width()).max(0.0);
        let mut top = 0.0;
        loop {
            let bounds = block.bounds(x, top, Anchor::Start);
            match placed
                .iter()
                .filter(|other| boxes_overlap(**other, bounds, 3.0))
                .map(|other| other.y1 + 6.0)
                .reduce(f64::max)
            {
                Some(below) => top = below,
                None => {
                    placed.push(bounds);
                    break;
                }
            }
        }
        push_linked(&mut marks, event.href.as_deref(), &event.label, |marks| {
            block.place(marks, x, top, Anchor::Start, Role::Ink, Casing::None);
        });
    }
    let bottom = placed.iter().map(|rect| rect.y1).fold(0.0, f64::max);
    (marks, bottom + TOP)
}

fn end_labels(data: &HistoryData<'_>, options: &HistoryOptions<'_>, points: &[(Date, f64)]) -> Vec<EndLabel> {
    let mut labels = Vec::new();
    if let Some(target) = data.target.filter(|target| target.ends().0.is_finite() && target.ends().1.is_finite()) {
        let (low, high) = target.ends();
        labels.push(EndLabel {
            wanted: (low + high) / 2.0,
            head: options.words.target.to_string(),
            note: target.format(&options.number),
            is_figure: false,
        });
    }
    if let Some((day, value)) = points.last() {
        labels.push(EndLabel {
            wanted: *value,
            head: options.number.format(*value),
            note: options.day.format_day(*day),
            is_figure: true,
        });
    }
    if let Some(value) = data.baseline.filter(|value| value.is_finite()) {
        labels.push(EndLabel {
            wanted: value,
            head: options.number.format(value),
            note: options.words.baseline.to_string(),
            is_figure: false,
        });
    }
    labels
}

fn end_label_width(fonts: &FontBook, label: &EndLabel) -> f64 {
    let head = if label.is_figure { FIGURE } else { LABEL_STRONG };
    fonts.width_in(&head, &label.head).max(fonts.width_in(&SMALL, &label.note))
}

fn push_end_labels<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    labels: &mut [EndLabel],
    y_scale: &LinearScale,
    plot: Rect,
    (width, bottom): (f64, f64),
) {
    labels.sort_by(|a, b| b.wanted.total_cmp(&a.wanted));
    let wanted: Vec<f64> = labels.iter().map(|label| y_scale.apply(label.wanted)).collect();
    let heights: Vec<f64> = labels.iter().map(EndLabel::height).collect();
    let middles = spread_apart(&wanted, &heights, plot.y0.min(4.0), bottom);
    let x = plot.x1 + LABEL_GAP;
    for (label, middle) in labels.iter().zip(middles) {
        let style = if label.is_figure { FIGURE } else { LABEL_STRONG };
        let top = middle - label.height() / 2.0 + 2.0;
        let mut block = TextBlock::single(fonts, style, label.head.clone());
        let head_height = block.height();
        if x + block.width() > width {
            block.lines.clear();
        }
        block.place(marks, x, top, Anchor::Start, Role::Ink, Casing::None);
        TextBlock::single(fonts, SMALL, label.note.clone()).place(
            marks,
            x,
            top + head_height,
            Anchor::Start,
            Role::Muted,
            Casing::None,
        );
    }
}

#[cfg(test)]
mod tests;
