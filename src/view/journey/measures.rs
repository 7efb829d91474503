//! Metrics of a journey, and its numbered sources.

use kurbo::{BezPath, Point};
use serde::Serialize;

use super::JourneyPage;
use crate::model::{Address, Lane, Measure, MetricDirection, MetricReading};
use crate::svg::path_data;
use crate::templates::{format_month, format_signed};
use crate::view::parts::LinkView;

#[derive(Debug, Serialize)]
pub(super) struct MeasureView {
    pub link: LinkView,
    pub summary_html: Option<String>,
    /// Where it is too long to stand at every number.
    pub unit: Option<String>,
    /// Now, with its unit; `None` without any value.
    pub value: Option<String>,
    pub bar: Option<BarView>,
    /// "+7 since Jan 2026"
    pub change: Option<String>,
    /// `better`, `worse` or `same`.
    pub trend: &'static str,
    pub history: Option<HistoryView>,
    pub owner: Option<LinkView>,
    /// Where on the map it is read, when at single stages or steps.
    pub places: Vec<LinkView>,
}

/// A bar from the baseline to now, with a mark at the target. Positions in percent of the width.
#[derive(Debug, Serialize)]
pub(super) struct BarView {
    pub label: String,
    pub marks: Vec<BarMark>,
    pub from: f64,
    pub width: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct BarMark {
    /// `baseline`, `value`, `target`.
    pub kind: &'static str,
    pub at: f64,
    pub label: String,
    /// `start`, `middle`, `end`: so that words stay inside the bar's ends.
    pub anchor: &'static str,
}

/// A line over time in a box of 100 × 32 that is stretched to its place.
#[derive(Debug, Serialize)]
pub(super) struct HistoryView {
    pub label: String,
    pub path: String,
    /// Height of the target's line, when it lies inside.
    pub target: Option<f64>,
    pub from: String,
    pub to: String,
    /// Of the last point, from the top, in percent.
    pub last: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct SourceView {
    pub number: usize,
    pub link: LinkView,
    /// "Diary study, 14 households, 4 May 2026 to 26 Jul 2026"
    pub note: String,
}

impl JourneyPage<'_> {
    pub(super) fn measures(&self) -> Vec<MeasureView> {
        let mut views = self
            .journey
            .measures
            .iter()
            .map(|Measure { reading, text, .. }| {
                let title = &self.page.site.metrics[reading.metric.index()].title;
                let own = text.as_ref().filter(|text| *text.plain != **title).map(|text| self.page.text(text));
                self.measure(reading, own, Vec::new())
            })
            .collect::<Vec<_>>();
        // Metrics that only single places read: one entry each, with the places.
        let mut elsewhere: Vec<(&MetricReading, Vec<LinkView>)> = Vec::new();
        for (address, place) in self.places() {
            for item in place.items(Lane::Metrics) {
                let crate::model::ItemKind::Metric(reading) = &item.kind else { continue };
                if self.journey.measures.iter().any(|measure| measure.reading.metric == reading.metric) {
                    continue;
                }
                let link = self.page.link(address);
                match elsewhere.iter_mut().find(|(known, _)| known.metric == reading.metric) {
                    Some((_, places)) => places.push(link),
                    None => elsewhere.push((reading, vec![link])),
                }
            }
        }
        views.extend(elsewhere.into_iter().map(|(reading, places)| self.measure(reading, None, places)));
        views
    }

    fn measure(&self, reading: &MetricReading, own_words: Option<String>, places: Vec<LinkView>) -> MeasureView {
        let page = &self.page;
        let metric = &page.site.metrics[reading.metric.index()];
        let value = reading.value.or(metric.current().map(|(_, value)| value));
        let target = reading.target.or(metric.target);
        let first = metric.history.first().copied();
        let baseline = reading.baseline.or(metric.baseline).or(first.map(|(_, value)| value));
        let with_unit = |value: f64| self.with_unit(value, metric.unit.as_deref());
        let change =
            value.zip(baseline).filter(|(value, baseline)| (value - baseline).abs() > 1e-9).map(|(value, baseline)| {
                let difference = format_signed(page.strings(), value - baseline, 2);
                match first.filter(|_| reading.baseline.is_none() && metric.baseline.is_none()) {
                    Some((day, _)) => {
                        let since = format_month(page.strings(), day);
                        page.strings().fill("measure.since", None, &[("change", &difference), ("day", &since)])
                    }
                    None => page.strings().fill("measure.against_baseline", None, &[("change", &difference)]),
                }
            });
        let trend = match value.zip(baseline).map(|(value, baseline)| value - baseline) {
            Some(change) if change.abs() > 1e-9 => {
                if (change > 0.0) == (metric.direction == MetricDirection::Up) {
                    "better"
                } else {
                    "worse"
                }
            }
            _ => "same",
        };
        MeasureView {
            link: page.link(Address::Metric(reading.metric)),
            summary_html: own_words.or_else(|| metric.summary.as_ref().map(|summary| page.text(summary))),
            value: value.map(with_unit),
            bar: bar(
                value,
                baseline,
                target,
                metric.range,
                &with_unit,
                &|value| self.short(value, metric.unit.as_deref()),
                page.strings(),
            ),
            // A name that says it already says it for both.
            unit: metric
                .unit
                .as_deref()
                .filter(|unit| !is_short(unit) && !metric.title.contains(unit.trim()))
                .map(str::to_owned),
            change,
            trend,
            history: self.history(&metric.history, target, &with_unit),
            owner: metric.owner.map(|owner| page.team(owner)),
            places,
        }
    }

    /// A number as short as it stays clear.
    fn short(&self, value: f64, unit: Option<&str>) -> String {
        self.with_unit(value, unit.filter(|unit| is_short(unit)))
    }

    fn history(
        &self,
        history: &[(crate::model::Date, f64)],
        target: Option<f64>,
        with_unit: &dyn Fn(f64) -> String,
    ) -> Option<HistoryView> {
        let ([(first, first_value), .., (last, last_value)], true) = (history, history.len() >= 3) else { return None };
        let days = |day: crate::model::Date| crate::view::parts::days_between(*first, day) as f64;
        let span = days(*last).max(1.0);
        let values = || history.iter().map(|(_, value)| *value);
        let (mut low, mut high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        // The target is drawn when it does not flatten the line.
        let target = target.filter(|target| *target >= low - (high - low) && *target <= high + (high - low));
        (low, high) = target.map_or((low, high), |target| (low.min(target), high.max(target)));
        let room = if high > low { high - low } else { 1.0 };
        let y = |value: f64| ((1.0 - (value - low) / room) * 28.0 + 2.0) * 10.0;
        let mut path = BezPath::new();
        for (index, (day, value)) in history.iter().enumerate() {
            let point = Point::new((days(*day) / span * 1000.0).round() / 10.0, y(*value).round() / 10.0);
            if index == 0 { path.move_to(point) } else { path.line_to(point) }
        }
        let strings = self.page.strings();
        let (from, to) = (format_month(strings, *first), format_month(strings, *last));
        let (start, end) = (with_unit(*first_value), with_unit(*last_value));
        Some(HistoryView {
            label: strings.fill(
                "measure.history",
                None,
                &[("from", &from), ("to", &to), ("start", &start), ("end", &end)],
            ),
            path: path_data(&path),
            target: target.map(|target| y(target).round() / 10.0),
            from,
            to,
            last: (y(*last_value) / 3.2).round() / 10.0 * 10.0,
        })
    }

    /// Every stage and step with its address, in order.
    pub(super) fn places(&self) -> impl Iterator<Item = (Address, &crate::model::Place)> {
        let id = self.id;
        (0_u32..).zip(&self.journey.stages).flat_map(move |(stage_index, stage)| {
            let steps = (0_u32..).zip(&stage.steps);
            let steps = steps.map(move |(step_index, step)| (Address::Step(id, stage_index, step_index), &step.place));
            std::iter::once((Address::Stage(id, stage_index), &stage.place)).chain(steps)
        })
    }

    /// The sources that were cited so far, by number. Call it after everything that cites.
    pub(super) fn sources(&self) -> Vec<SourceView> {
        let page = &self.page;
        self.citations
            .borrow()
            .sources()
            .iter()
            .enumerate()
            .map(|(index, id)| {
                let source = &page.site.sources[id.index()];
                let strings = page.strings();
                // A title that names the kind ("Exit survey") says it once for both.
                let is_in_title = |kind: &String| source.title.to_lowercase().contains(&kind.to_lowercase());
                let kind = Some(page.source_kind(source)).filter(|kind| !kind.is_empty() && !is_in_title(kind));
                let sample = source.sample.as_ref().map(|sample| strings.isolated(&sample.plain).into_owned());
                let time = Some(page.period(source.from, source.to)).filter(|time| !time.is_empty());
                SourceView {
                    number: index + 1,
                    link: page.link(Address::Source(*id)),
                    note: [kind, sample, time]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join(strings.text("list.comma")),
                }
            })
            .collect()
    }
}

fn is_short(unit: &str) -> bool {
    unit.chars().count() <= 2
}

/// The bar's scale: the metric's own range, else a round one around the numbers.
fn bar(
    value: Option<f64>,
    baseline: Option<f64>,
    target: Option<f64>,
    range: Option<(f64, f64)>,
    with_unit: &dyn Fn(f64) -> String,
    short: &dyn Fn(f64) -> String,
    strings: &crate::theme::Strings,
) -> Option<BarView> {
    let value = value?;
    let known = [Some(value), baseline, target].into_iter().flatten().collect::<Vec<_>>();
    if known.len() < 2 {
        return None;
    }
    let least = known.iter().copied().fold(f64::INFINITY, f64::min);
    let most = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let room = (most - least).max(most.abs() * 0.05).max(1e-6);
    let (low, high) = range.unwrap_or((least - 0.5 * room, most + 0.5 * room));
    let low = if range.is_none() && least >= 0.0 { low.max(0.0) } else { low };
    let share = |value: f64| (((value - low) / (high - low)).clamp(0.0, 1.0) * 1000.0).round() / 10.0;
    // Values grow as the page reads; there the start of a word is its right end as well.
    let is_right_to_left = strings.direction() == "rtl";
    let at = |value: f64| if is_right_to_left { 100.0 - share(value) } else { share(value) };
    let anchor = |share: f64| match share {
        share if share < 8.0 => "start",
        share if share > 92.0 => "end",
        _ => "middle",
    };
    let mut marks = Vec::new();
    let mut mark = |kind: &'static str, value: Option<f64>| {
        marks.extend(value.map(|value| BarMark {
            kind,
            at: at(value),
            label: short(value),
            anchor: anchor(share(value)),
        }));
    };
    mark("baseline", baseline);
    mark("target", target);
    mark("value", Some(value));
    // Words that would touch give way: the baseline first, then the target; both stand in the label as well.
    let value_at = at(value);
    for kind in ["baseline", "target"] {
        let crowded = marks.iter().any(|mark| mark.kind == kind && (mark.at - value_at).abs() < 11.0);
        let target_at = marks.iter().find(|mark| mark.kind == "target").map(|mark| mark.at);
        for mark in marks.iter_mut().filter(|mark| mark.kind == kind) {
            let on_target = kind == "baseline" && target_at.is_some_and(|at| (at - mark.at).abs() < 11.0);
            if crowded || on_target {
                mark.label.clear();
            }
        }
    }
    let from = baseline.map_or(value_at, &at);
    let words = [("measure.now", Some(value)), ("measure.baseline", baseline), ("measure.target", target)];
    let label = words
        .into_iter()
        .filter_map(|(key, value)| Some(strings.fill(key, None, &[("value", &with_unit(value?))])))
        .collect::<Vec<_>>()
        .join(strings.text("list.comma"));
    Some(BarView {
        label,
        marks,
        from: (from.min(value_at) * 10.0).round() / 10.0,
        width: ((value_at - from).abs() * 10.0).round() / 10.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_run_from_the_baseline_to_now_inside_their_ends() {
        let strings = crate::theme::Theme::built_in().strings;
        let plain = |value: f64| value.to_string();
        let view = bar(Some(59.0), Some(52.0), Some(70.0), None, &plain, &plain, &strings);
        let (from, width) = view.map(|view| (view.from, view.width)).unwrap_or_default();
        assert!(from > 0.0 && width > 0.0 && from + width < 100.0);
        assert!(bar(Some(1.0), None, None, None, &plain, &plain, &strings).is_none());
        assert!(bar(None, Some(1.0), Some(2.0), None, &plain, &plain, &strings).is_none());
        let beyond = bar(Some(5.0), Some(1.0), None, Some((0.0, 4.0)), &plain, &plain, &strings);
        assert!(beyond.is_some_and(|view| view.from + view.width <= 100.0));
    }
}
