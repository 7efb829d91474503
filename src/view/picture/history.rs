//! The history of a metric: a line over time with its target, in numbers that a template draws with percentages across and
//! pixels down, so that it is as wide as the page and its words keep their size.

use serde::Serialize;

use crate::diagram::scale::round_ticks;
use crate::model::*;
use crate::templates::format_month;
use crate::view::PageContext;

const HEIGHT: f64 = 252.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 222.0;
/// A unit up to here, in characters, is a sign: %, £, km.
const LONGEST_SIGN: usize = 2;
/// As many rows of the table are as high as the chart.
const ROWS_BESIDE_CHART: usize = 6;

#[derive(Debug, Serialize)]
pub struct HistoryView {
    /// "52 % in Dec 2024, 59 % in Oct 2026; target 70 %"
    pub sentence: String,
    pub begin: HistoryEdge,
    pub end: HistoryEdge,
    pub height: f64,
    /// Where the axis of time lies.
    pub baseline_y: f64,
    /// Baseline of the words below it.
    pub day_label_y: f64,
    /// In a box 100 wide; stretched to the page's width.
    pub path: String,
    pub points: Vec<HistoryPoint>,
    pub levels: Vec<HistoryLevel>,
    pub days: Vec<HistoryDay>,
    pub target: Option<HistoryLevel>,
    pub first: HistoryPoint,
    pub last: HistoryPoint,
    /// Newest first.
    pub rows: Vec<HistoryRow>,
    /// What does not stand beside the chart.
    pub older_rows: Vec<HistoryRow>,
    /// Baselines of the words at the right edge, kept apart.
    pub target_label_y: f64,
    pub last_label_y: f64,
    /// The target is not met, and it goes the wrong way.
    pub is_worse: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct HistoryPoint {
    pub percent: String,
    pub y: f64,
    pub label: String,
}

#[derive(Debug, Serialize)]
pub struct HistoryLevel {
    pub y: f64,
    /// Baseline of the label beside the line.
    pub label_y: f64,
    pub label: String,
}

#[derive(Debug, Serialize)]
pub struct HistoryDay {
    pub percent: String,
    pub label: String,
    /// `start`, `middle`, `end`
    pub anchor: &'static str,
}

/// Where the chart begins or ends, and how far to the right words beside it stand.
#[derive(Debug, Serialize)]
pub struct HistoryEdge {
    pub at: &'static str,
    pub beside: i32,
}

#[derive(Debug, Serialize)]
pub struct HistoryRow {
    pub day: String,
    pub value: String,
    /// Against the value before: "+2".
    pub change: Option<String>,
}

/// What the values span, with target and baseline, and never nothing.
fn range(metric: &Metric) -> (f64, f64) {
    let values = metric.history.iter().map(|(_, value)| *value).chain(metric.target).chain(metric.baseline);
    let (low, high) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let (low, high) = metric.range.map_or((low, high), |(from, to)| (from.min(low), to.max(high)));
    let room = if high > low { (high - low) * 0.08 } else { high.abs().max(1.0) * 0.5 };
    if metric.range.is_some() { (low, high.max(low + room)) } else { (low - room, high + room) }
}

/// Rounds to a tenth of a pixel.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

struct Scales {
    /// Time runs from right to left.
    is_mirrored: bool,
    from: Date,
    days: f64,
    low: f64,
    high: f64,
}

impl Scales {
    fn new(metric: &Metric, is_mirrored: bool) -> Option<Self> {
        let (from, to) = (metric.history.first()?.0, metric.history.last()?.0);
        let (low, high) = range(metric);
        let days = crate::view::parts::days_between(from, to);
        Some(Self { is_mirrored, from, days: days as f64, low, high })
    }

    /// 0 to 100; a single value stands at the end.
    fn x(&self, day: Date) -> f64 {
        let days = crate::view::parts::days_between(self.from, day) as f64;
        let percent = if self.days > 0.0 { days / self.days * 100.0 } else { 100.0 };
        if self.is_mirrored { 100.0 - percent } else { percent }
    }

    /// Between `bottom` and `top`.
    fn y(&self, value: f64, top: f64, bottom: f64) -> f64 {
        tenth(bottom - (value - self.low) / (self.high - self.low) * (bottom - top))
    }
}

fn path(scales: &Scales, metric: &Metric, top: f64, bottom: f64) -> String {
    let mut path = String::new();
    for (index, (day, value)) in metric.history.iter().enumerate() {
        path.push(if index == 0 { 'M' } else { 'L' });
        path.push_str(&format!("{} {}", tenth(scales.x(*day)), scales.y(*value, top, bottom)));
    }
    path
}

/// `None` for a metric without a single value.
pub(crate) fn history(page: &PageContext<'_>, metric: &Metric) -> Option<HistoryView> {
    let is_mirrored = page.is_mirrored();
    let scales = Scales::new(metric, is_mirrored)?;
    let value = |value: f64| short_value(page, metric, value);
    let point = |(day, at): &(Date, f64)| HistoryPoint {
        percent: format!("{}%", tenth(scales.x(*day))),
        y: scales.y(*at, TOP, BOTTOM),
        label: value(*at),
    };
    let points = metric.history.iter().map(point).collect::<Vec<_>>();
    let (first, last) = (points.first()?.clone(), points.last()?.clone());
    let mut rows = rows(page, metric);
    let older_rows = rows.split_off(rows.len().min(ROWS_BESIDE_CHART));
    let level = |at: f64| {
        let y = scales.y(at, TOP, BOTTOM);
        HistoryLevel { y, label_y: tenth(y + 5.0), label: value(at) }
    };
    let (last_label_y, target_label_y) = label_places(&last, metric.target.map(|target| scales.y(target, TOP, BOTTOM)));
    let levels =
        round_ticks(scales.low, scales.high, 4).into_iter().filter(|tick| (scales.low..=scales.high).contains(tick));
    Some(HistoryView {
        sentence: sentence(page, metric),
        height: HEIGHT,
        begin: if is_mirrored { HistoryEdge { at: "100%", beside: 10 } } else { HistoryEdge { at: "0", beside: -10 } },
        end: if is_mirrored { HistoryEdge { at: "0", beside: -12 } } else { HistoryEdge { at: "100%", beside: 12 } },
        baseline_y: BOTTOM + 6.0,
        day_label_y: BOTTOM + 26.0,
        path: path(&scales, metric, TOP, BOTTOM),
        levels: levels.map(level).collect(),
        days: days(page, metric, &scales),
        target: metric.target.map(level),
        target_label_y,
        last_label_y,
        rows,
        older_rows,
        is_worse: crate::view::entity::verdict(metric) == Some(crate::view::entity::Verdict::Worse),
        points,
        first,
        last,
    })
}

/// The last value stands at its dot; the target's words give way to the side on which the target lies.
fn label_places(last: &HistoryPoint, target: Option<f64>) -> (f64, f64) {
    const LINE: f64 = 21.0;
    let value = tenth(last.y + 6.0);
    let target = target.map_or(value, |target| {
        let own = target + 5.0;
        let apart = if own <= value { own.min(value - LINE) } else { own.max(value + LINE) };
        tenth(apart)
    });
    (value, target)
}

/// A value for the chart: a unit of more than a sign stands in the sentence above, not at every line.
fn short_value(page: &PageContext<'_>, metric: &Metric, value: f64) -> String {
    match metric.unit.as_deref() {
        Some(unit) if unit.chars().count() <= LONGEST_SIGN => page.metric_value(metric, value),
        _ => crate::templates::format_number(page.strings(), value, 2),
    }
}

/// First and last day, and two between them when there is room.
fn days(page: &PageContext<'_>, metric: &Metric, scales: &Scales) -> Vec<HistoryDay> {
    let n = metric.history.len();
    let mut indexes = if n > 6 { vec![0, n / 3, 2 * n / 3, n - 1] } else { vec![0, n - 1] };
    indexes.dedup();
    let last = n - 1;
    indexes
        .into_iter()
        .filter_map(|index| {
            let (day, _) = metric.history.get(index)?;
            let anchor = if index == last {
                "end"
            } else if index == 0 {
                "start"
            } else {
                "middle"
            };
            Some(HistoryDay {
                percent: format!("{}%", tenth(scales.x(*day))),
                label: format_month(page.strings(), *day),
                anchor,
            })
        })
        .collect()
}

fn rows(page: &PageContext<'_>, metric: &Metric) -> Vec<HistoryRow> {
    let mut before = None;
    let mut rows = Vec::with_capacity(metric.history.len());
    for (day, value) in &metric.history {
        let change = before
            .replace(*value)
            .map(|before: f64| crate::templates::format_signed(page.strings(), value - before, 2));
        rows.push(HistoryRow { day: page.date(*day), value: page.metric_value(metric, *value), change });
    }
    rows.reverse();
    rows
}

fn sentence(page: &PageContext<'_>, metric: &Metric) -> String {
    let strings = page.strings();
    let at = |entry: &(Date, f64)| {
        let (value, day) = (page.metric_value(metric, entry.1), format_month(strings, entry.0));
        strings.fill("metric.value_in", None, &[("value", &value), ("month", &day)])
    };
    let mut parts = metric.history.first().filter(|_| metric.history.len() > 1).map(at).into_iter().collect::<Vec<_>>();
    parts.extend(metric.history.last().map(at));
    parts.extend(
        metric
            .target
            .map(|target| strings.fill("metric.target_is", None, &[("value", &page.metric_value(metric, target))])),
    );
    parts.join(strings.text("list.comma"))
}

/// The history as small as a line of text; `None` below two values.
pub(crate) fn history_sparkline(page: &PageContext<'_>, metric: &Metric) -> Option<String> {
    let scales = Scales::new(metric, page.is_mirrored()).filter(|_| metric.history.len() > 1)?;
    let (day, value) = metric.history.last()?;
    let mut html = String::from("<svg class=\"history-sparkline\" viewBox=\"0 0 108 32\" role=\"img\" aria-label=\"");
    crate::links::push_escaped(&mut html, &sentence(page, metric));
    html.push_str("\">");
    if let Some(target) = metric.target {
        let y = scales.y(target, 4.0, 28.0);
        html.push_str(&format!("<path class=\"history-target-line\" d=\"M0 {y}H108\"/>"));
    }
    let line = path(&scales, metric, 4.0, 28.0);
    html.push_str(&format!("<path class=\"history-line\" d=\"{line}\"/>"));
    html.push_str(&format!(
        "<circle class=\"history-dot\" cx=\"{}\" cy=\"{}\" r=\"3\"/></svg>",
        tenth(scales.x(*day)),
        scales.y(*value, 4.0, 28.0)
    ));
    Some(html)
}
