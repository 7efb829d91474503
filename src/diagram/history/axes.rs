//! The range of values, the days, and the ticks of both.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::diagram::chart::DayFormat;
use crate::diagram::chart::styles::SMALL;
use crate::diagram::scale::round_ticks;
use crate::diagram::text_metrics::FontBook;

use super::HistoryData;

/// Range of the value axis and its round values.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Values {
    pub(super) domain: (f64, f64),
    pub(super) ticks: Vec<f64>,
}

/// The range that holds every value, the target and the baseline, with some air, unless the writer fixed it.
pub(super) fn find_values(data: &HistoryData<'_>, points: &[(Date, f64)]) -> Values {
    let target = data.target.map(|target| target.ends());
    let shown = points
        .iter()
        .map(|point| point.1)
        .chain(target.map(|ends| ends.0))
        .chain(target.map(|ends| ends.1))
        .chain(data.baseline);
    let (mut low, mut high) = shown
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        (low, high) = (0.0, 1.0);
    }
    let room = if high > low { (high - low) * 0.12 } else { (high.abs() * 0.1).max(1.0) };
    // Values that are never negative do not get an axis that is.
    let floor = if low >= 0.0 { 0.0 } else { f64::NEG_INFINITY };
    (low, high) = ((low - room).max(floor), high + room);
    if let Some((from, to)) = data.range.filter(|(from, to)| from.is_finite() && to.is_finite() && to > from) {
        (low, high) = (from.min(low + room), to.max(high - room));
    }
    Values { domain: (low, high), ticks: round_ticks(low, high, 4) }
}

/// The days from the first to the last, as numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Days {
    pub(crate) domain: (f64, f64),
    pub(crate) first: Date,
    pub(crate) last: Date,
}

pub(crate) fn day_number(day: Date) -> f64 {
    f64::from(day.duration_since(date(2000, 1, 1)).as_hours() as i32 / 24)
}

pub(super) fn find_days(data: &HistoryData<'_>, points: &[(Date, f64)]) -> Days {
    let all = || points.iter().map(|point| point.0).chain(data.events.iter().map(|event| event.day));
    let first = all().min().unwrap_or(date(2000, 1, 1));
    let last = all().max().unwrap_or(first);
    Days { domain: (day_number(first), day_number(last)), first, last }
}

/// Months between ticks, tried from fine to coarse.
const MONTH_STEPS: [i32; 10] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];

/// Days with their labels, as many as have room. Months are the rule; a span of less than three months is told in days.
pub(crate) fn day_labels(
    days: &Days,
    format: &DayFormat<'_>,
    fonts: &FontBook,
    (left, right): (f64, f64),
    x_of: &impl Fn(Date) -> f64,
) -> Vec<(Date, String)> {
    let n_days = days.domain.1 - days.domain.0;
    if n_days < 75.0 {
        return short_span_labels(days, format, fonts, (left, right), x_of);
    }
    for step in MONTH_STEPS {
        let labels = month_labels(days, format, step);
        if labels.len() <= 120 && fits(&labels, fonts, right, x_of) {
            return labels;
        }
    }
    vec![(days.first, format.format_month(days.first))]
}

fn month_labels(days: &Days, format: &DayFormat<'_>, step: i32) -> Vec<(Date, String)> {
    let mut labels = Vec::new();
    let index_of = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    // The first day of a month counts; a span that begins in the middle of one has its first tick a month later.
    let mut index = index_of(days.first) + i32::from(days.first.day() > 1);
    index += (-index).rem_euclid(step);
    while let Ok(day) = Date::new((index.div_euclid(12)) as i16, (index.rem_euclid(12) + 1) as i8, 1) {
        if day > days.last || labels.len() > 400 {
            break;
        }
        let label = match (step >= 12, labels.is_empty() || day.month() == 1 || (step > 1 && day.month() <= step as i8))
        {
            (true, _) => day.year().to_string(),
            (false, true) => format.format_month(day),
            (false, false) => format.month_name(day).to_owned(),
        };
        labels.push((day, label));
        index += step;
    }
    labels
}

fn short_span_labels(
    days: &Days,
    format: &DayFormat<'_>,
    fonts: &FontBook,
    (_, right): (f64, f64),
    x_of: &impl Fn(Date) -> f64,
) -> Vec<(Date, String)> {
    for step in [1, 2, 7, 14, 28] {
        let mut labels = Vec::new();
        let mut day = days.first;
        while day <= days.last {
            labels.push((day, if labels.is_empty() { format.format_day(day) } else { format.format_day_of_year(day) }));
            match day.checked_add(step.days()) {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        if labels.len() == 1 || fits(&labels, fonts, right, x_of) {
            return labels;
        }
    }
    vec![(days.first, format.format_day(days.first))]
}

fn fits(labels: &[(Date, String)], fonts: &FontBook, right: f64, x_of: &impl Fn(Date) -> f64) -> bool {
    let mut end = f64::NEG_INFINITY;
    for (day, label) in labels {
        let width = fonts.width_in(&SMALL, label);
        let start = (x_of(*day) - width / 2.0).min(right + 12.0 - width);
        if start < end + 12.0 {
            return false;
        }
        // The first label is pushed inward at the left edge: count it from where it stands.
        end = start.max(if end.is_finite() { start } else { x_of(*day) }) + width;
    }
    !labels.is_empty()
}
