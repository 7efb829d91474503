//! Minutes into places, and the ticks of the axis.

use crate::diagram::chart::fill_pattern;
use crate::diagram::chart::styles::SMALL;
use crate::diagram::text_metrics::FontBook;

use super::{TimelineScale, TimelineWords};

/// A stretch of time that is drawn to one scale.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Piece {
    from: f64,
    to: f64,
    x0: f64,
    x1: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct TimeScale {
    pieces: Vec<Piece>,
    /// The stretch that is cut short.
    pub(super) broken: Option<(f64, f64)>,
    /// Each stretch between two changes is as long as the logarithm of its time.
    is_logarithmic: bool,
}

/// Share of the width that a step cut short keeps at least.
const BROKEN_SHARE: f64 = 0.28;

/// A step cut short is still the longest: its bar is at least this many times as wide as any other.
const STILL_LONGEST: f64 = 1.2;

/// `spans` are starts and ends in minutes; their whole extent fills `x0..x1`.
pub(super) fn build_scale(spans: &[(f64, f64)], wanted: TimelineScale, (x0, x1): (f64, f64)) -> TimeScale {
    let first = spans.iter().map(|span| span.0).fold(f64::INFINITY, f64::min);
    let last = spans.iter().map(|span| span.1).fold(f64::NEG_INFINITY, f64::max);
    let whole = if last > first {
        (first, last)
    } else {
        (if first.is_finite() { first } else { 0.0 }, if first.is_finite() { first } else { 0.0 } + 1.0)
    };
    let real =
        TimeScale { pieces: vec![Piece { from: whole.0, to: whole.1, x0, x1 }], broken: None, is_logarithmic: false };
    let total = whole.1 - whole.0;
    let longest = spans.iter().copied().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))).filter(|_| spans.len() > 1);
    match (wanted, longest) {
        (TimelineScale::Logarithmic, _) => real.by_logarithm(spans, (x0, x1)),
        (TimelineScale::Broken, Some(span)) => real.cut_short(span, spans, (x0, x1)),
        (TimelineScale::Auto, Some(span)) if span.1 - span.0 > 0.8 * total => real.cut_short(span, spans, (x0, x1)),
        _ => real,
    }
}

impl TimeScale {
    fn cut_short(mut self, span: (f64, f64), spans: &[(f64, f64)], (x0, x1): (f64, f64)) -> Self {
        let Some(&Piece { from, to, .. }) = self.pieces.first() else { return self };
        let rest = (to - from) - (span.1 - span.0);
        if rest <= 0.0 {
            return self;
        }
        let second = spans.iter().filter(|other| **other != span).map(|other| other.1 - other.0).fold(0.0, f64::max);
        let wider = STILL_LONGEST * second.min(rest) / rest;
        let width = (x1 - x0) * (wider / (1.0 + wider)).max(BROKEN_SHARE);
        let factor = (x1 - x0 - width) / rest;
        let left = x0 + (span.0 - from) * factor;
        self.pieces = vec![
            Piece { from, to: span.0, x0, x1: left },
            Piece { from: span.0, to: span.1, x0: left, x1: left + width },
            Piece { from: span.1, to, x0: left + width, x1 },
        ];
        self.broken = Some(span);
        self
    }

    fn by_logarithm(mut self, spans: &[(f64, f64)], (x0, x1): (f64, f64)) -> Self {
        let mut changes: Vec<f64> = spans.iter().flat_map(|span| [span.0, span.1]).collect();
        changes.sort_by(f64::total_cmp);
        changes.dedup();
        let lengths: Vec<f64> =
            changes.windows(2).map(|pair| pair.last().unwrap_or(&0.0) - pair.first().unwrap_or(&0.0)).collect();
        let shortest = lengths.iter().copied().fold(f64::INFINITY, f64::min);
        let widths: Vec<f64> = lengths.iter().map(|length| (1.0 + length / shortest).ln()).collect();
        let total: f64 = widths.iter().sum();
        if !(total > 0.0 && total.is_finite()) {
            return self;
        }
        let mut x = x0;
        self.pieces = changes
            .windows(2)
            .zip(widths)
            .map(|(pair, width)| {
                let left = x;
                x += (x1 - x0) * width / total;
                Piece {
                    from: pair.first().copied().unwrap_or(0.0),
                    to: pair.last().copied().unwrap_or(0.0),
                    x0: left,
                    x1: x,
                }
            })
            .collect();
        self.is_logarithmic = true;
        self
    }

    pub(super) fn apply(&self, minutes: f64) -> f64 {
        let Some(last) = self.pieces.last() else { return 0.0 };
        let piece = self.pieces.iter().find(|piece| minutes <= piece.to && piece.to > piece.from).unwrap_or(last);
        if piece.to <= piece.from {
            return piece.x1;
        }
        piece.x0 + (minutes - piece.from) / (piece.to - piece.from) * (piece.x1 - piece.x0)
    }

    /// Times with their labels: the finest unit whose labels all have room.
    pub(super) fn ticks(&self, words: &TimelineWords<'_>, fonts: &FontBook) -> Vec<(f64, String)> {
        let (Some(first), Some(last)) = (self.pieces.first(), self.pieces.last()) else { return Vec::new() };
        let (from, to) = (first.from, last.to);
        if self.is_logarithmic {
            // The scale changes from step to step: only where one begins can the time be told.
            let mut ticks = vec![(from, label_of(0.0, MINUTE, words))];
            for minutes in self.pieces.iter().map(|piece| piece.to) {
                let passed = minutes - from;
                let unit = if passed >= 2.0 * DAY {
                    DAY
                } else if passed >= 2.0 * HOUR {
                    HOUR
                } else {
                    MINUTE
                };
                let label = label_of(passed, unit, words);
                if ticks.last().is_some_and(|last| last.1 == label) {
                    continue;
                }
                ticks.push((minutes, label));
                if !self.have_room(&ticks, fonts) {
                    ticks.pop();
                }
            }
            return ticks;
        }
        for step in STEPS {
            if (to - from) / step > 200.0 {
                continue;
            }
            let inside = |minutes: f64| self.broken.is_some_and(|(from, to)| minutes > from && minutes < to);
            let times = (0..=((to - from) / step).floor() as u32)
                .map(|index| f64::from(index) * step)
                .filter(|minutes| !inside(from + minutes));
            // So many ticks have no room even without a word: no label is made for them.
            let n_gaps = times.clone().count().saturating_sub(1);
            if n_gaps as f64 * LEAST_GAP > self.apply(to) - self.apply(from) {
                continue;
            }
            let ticks: Vec<(f64, String)> =
                times.map(|minutes| (from + minutes, label_of(minutes, step, words))).collect();
            if self.have_room(&ticks, fonts) {
                return ticks;
            }
        }
        vec![(from, label_of(0.0, MINUTE, words))]
    }

    fn have_room(&self, ticks: &[(f64, String)], fonts: &FontBook) -> bool {
        ticks.windows(2).all(|pair| match pair {
            [a, b] => {
                let (left, right) = (fonts.width_in(&SMALL, &a.1), fonts.width_in(&SMALL, &b.1));
                // The first label begins at its tick, the others are centered.
                let end =
                    if std::ptr::eq(a, ticks.as_ptr()) { self.apply(a.0) + left } else { self.apply(a.0) + left / 2.0 };
                self.apply(b.0) - right / 2.0 - end > LEAST_GAP
            }
            _ => true,
        })
    }
}

/// Pixels between the labels of two ticks.
const LEAST_GAP: f64 = 44.0;

const MINUTE: f64 = 1.0;
const HOUR: f64 = 60.0;
const DAY: f64 = 1440.0;
const WEEK: f64 = 10_080.0;
const MONTH: f64 = 43_830.0;
const YEAR: f64 = 525_960.0;

/// Minutes between ticks, from fine to coarse.
const STEPS: [f64; 24] = [
    1.0,
    2.0,
    5.0,
    10.0,
    15.0,
    30.0,
    HOUR,
    2.0 * HOUR,
    3.0 * HOUR,
    6.0 * HOUR,
    12.0 * HOUR,
    DAY,
    2.0 * DAY,
    WEEK,
    2.0 * WEEK,
    MONTH,
    3.0 * MONTH,
    6.0 * MONTH,
    YEAR,
    2.0 * YEAR,
    5.0 * YEAR,
    10.0 * YEAR,
    100.0 * YEAR,
    1000.0 * YEAR,
];

fn label_of(minutes: f64, step: f64, words: &TimelineWords<'_>) -> String {
    if step == 0.0 || minutes == 0.0 {
        return words.start.to_string();
    }
    let units =
        [(YEAR, &words.year), (MONTH, &words.month), (WEEK, &words.week), (DAY, &words.day), (HOUR, &words.hour)];
    let (unit, pattern) = units
        .into_iter()
        .find(|(unit, _)| step >= *unit && (step / unit).fract() < 1e-9)
        .unwrap_or((MINUTE, &words.minute));
    fill_pattern(pattern, &[("n", &format!("{:.0}", minutes / unit))])
}

/// A length of time in the unit that fits.
pub(super) fn format_total(minutes: f64, words: &TimelineWords<'_>) -> String {
    let (unit, pattern) = if minutes < 2.0 * HOUR {
        (MINUTE, &words.total_minutes)
    } else if minutes < 2.0 * DAY {
        (HOUR, &words.total_hours)
    } else {
        (DAY, &words.total_days)
    };
    fill_pattern(pattern, &[("n", &format!("{:.0}", minutes / unit))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_dwarfs_the_rest_is_cut_short() {
        let spans = [(0.0, 5.0), (5.0, 995.0), (995.0, 1000.0)];
        let scale = build_scale(&spans, TimelineScale::Auto, (0.0, 100.0));
        // Short as it is drawn, it stays the longest.
        let drawn = [0.0, 5.0, 995.0, 1000.0].map(|minutes| (scale.apply(minutes) * 100.0).round() / 100.0);
        assert_eq!(drawn, [0.0, 31.25, 68.75, 100.0]);
        // Two steps: the long one stays the longer, cut short or not.
        let two = build_scale(&[(0.0, 5.0), (5.0, 1000.0)], TimelineScale::Auto, (0.0, 100.0));
        assert!(two.broken.is_some() && two.apply(5.0) < 50.0);
        assert_eq!(build_scale(&spans, TimelineScale::Real, (0.0, 100.0)).apply(5.0), 0.5);
        let logarithmic = build_scale(&spans, TimelineScale::Logarithmic, (0.0, 100.0));
        assert!(logarithmic.apply(5.0) > 5.0 && (logarithmic.apply(1000.0) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn totals_choose_their_unit() {
        let words = TimelineWords::ENGLISH;
        assert_eq!(
            [32.0, 180.0, 6.0 * DAY].map(|minutes| format_total(minutes, &words)),
            ["32 minutes", "3 hours", "6 days"]
        );
    }
}
