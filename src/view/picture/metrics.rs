//! Metrics: their history, and how far each has come on the way to its target.

use std::borrow::Cow;

use super::chart::{Chart, DataTable, Picture, day_format, escaped, metric_format, words};
use crate::diagram::history::{HistoryData, HistoryOptions, HistoryWords, Target};
use crate::diagram::target_bar::{TargetBar, TargetBarData, TargetBarOptions, TargetBarWords};
use crate::model::{Address, JourneyId, MetricDirection, MetricId, MetricReading};
use crate::view::PageContext;

/// `None` for a metric without a value.
pub(crate) fn metric_history<'a>(page: &PageContext<'a>, id: MetricId, picture_id: &str) -> Option<Picture<'a>> {
    let metric = page.site.metrics.get(id.index())?;
    if metric.history.is_empty() {
        return None;
    }
    let mut table = DataTable::new(page, &[("column.day", false), ("column.value", true)]);
    let newest_first = metric.history.iter().rev();
    table.rows = newest_first
        .map(|(day, value)| vec![escaped(&page.date(*day)), escaped(&page.metric_value(metric, *value))])
        .collect();
    let title = metric.title.to_string();
    Some(Picture {
        chart: Chart::History(
            HistoryData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Borrowed(&metric.title),
                language: Cow::Borrowed(&page.site.settings.language),
                points: metric.history.iter().map(|(day, value)| (day.0, *value)).collect(),
                target: metric.target.map(Target::At),
                baseline: metric.baseline,
                range: metric.range,
                events: Vec::new(),
            },
            Box::new(HistoryOptions {
                number: metric_format(page, metric),
                day: day_format(page.strings()),
                words: history_words(page),
                ..HistoryOptions::default()
            }),
        ),
        title,
        table,
        links: vec![page.link(Address::Metric(id))],
        note: String::new(),
    })
}

fn history_words<'a>(page: &PageContext<'a>) -> HistoryWords<'a> {
    HistoryWords {
        target: words(page, "metric.target"),
        baseline: words(page, "history.baseline"),
        sentence: words(page, "history.sentence"),
        sentence_single: words(page, "history.sentence_single"),
        sentence_empty: words(page, "history.sentence_empty"),
        sentence_range: words(page, "history.sentence_range"),
        sentence_target: words(page, "history.sentence_target"),
        sentence_baseline: words(page, "history.sentence_baseline"),
    }
}

/// What a journey reports of itself: its own numbers where it gives them, else the metrics'.
pub(crate) fn journey_targets<'a>(page: &PageContext<'a>, id: JourneyId, picture_id: &str) -> Option<Picture<'a>> {
    let journey = page.site.journey(id);
    let readings = journey.measures.iter().map(|measure| measure.reading.clone()).collect::<Vec<_>>();
    let title = page.strings().fill("picture.targets_of", None, &[("journey", &journey.title)]);
    let picture = target_bars(page, &readings, title, picture_id)?;
    Some(Picture { links: vec![page.link(Address::Journey(id))], ..picture })
}

/// The metrics' own numbers.
pub(crate) fn metric_targets<'a>(page: &PageContext<'a>, ids: &[MetricId], picture_id: &str) -> Option<Picture<'a>> {
    let own = |id: &MetricId| MetricReading { metric: *id, value: None, target: None, baseline: None, on: None };
    let readings = ids.iter().map(own).collect::<Vec<_>>();
    target_bars(page, &readings, page.word("picture.targets"), picture_id)
}

/// `None` when none of them has a value to compare with a target or a baseline.
fn target_bars<'a>(
    page: &PageContext<'a>,
    readings: &[MetricReading],
    title: String,
    picture_id: &str,
) -> Option<Picture<'a>> {
    let heads = [("column.metric", false), ("column.now", true), ("fact.baseline", true), ("column.target", true)];
    let mut table = DataTable::new(page, &heads);
    table.columns.push((page.word("column.verdict"), false));
    let options = TargetBarOptions { words: target_words(page), ..TargetBarOptions::default() };
    let mut bars = Vec::new();
    for reading in readings {
        let metric = &page.site.metrics[reading.metric.index()];
        let current = reading.value.or(metric.current().map(|(_, value)| value));
        let baseline = reading.baseline.or(metric.baseline).or(metric
            .history
            .first()
            .filter(|_| metric.history.len() > 1)
            .map(|(_, value)| *value));
        let target = reading.target.or(metric.target);
        if current.is_none() || (baseline.is_none() && target.is_none()) {
            continue;
        }
        let bar = TargetBar {
            name: Cow::Borrowed(metric.title.as_ref()),
            href: Some(Cow::Owned(page.href(Address::Metric(reading.metric)))),
            current,
            baseline,
            target: target.map(Target::At),
            range: metric.range,
            lower_is_better: metric.direction == MetricDirection::Down,
            number: metric_format(page, metric),
        };
        let value =
            |value: Option<f64>| value.map(|value| escaped(&page.metric_value(metric, value))).unwrap_or_default();
        let standing = bar.standing().map(|standing| escaped(options.words.standing(standing))).unwrap_or_default();
        let name = page.link_html(Address::Metric(reading.metric));
        table.rows.push(vec![name, value(current), value(baseline), value(target), standing]);
        bars.push(bar);
    }
    if bars.is_empty() {
        return None;
    }
    Some(Picture {
        chart: Chart::TargetBar(
            TargetBarData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Owned(title.clone()),
                language: Cow::Borrowed(&page.site.settings.language),
                bars,
            },
            options,
        ),
        title,
        table,
        links: Vec::new(),
        note: String::new(),
    })
}

fn target_words<'a>(page: &PageContext<'a>) -> TargetBarWords<'a> {
    TargetBarWords {
        reached: words(page, "metric.reached"),
        on_the_way: words(page, "metric.on_the_way"),
        unmoved: words(page, "metric.unchanged"),
        wrong_way: words(page, "metric.worse"),
        key: [
            words(page, "history.baseline"),
            Cow::Owned(page.strings().amid(page.strings().text("horizon.now"))),
            words(page, "metric.target"),
        ],
        sentence: words(page, "target.sentence"),
        sentence_baseline: words(page, "target.sentence_baseline"),
        sentence_target: words(page, "target.sentence_target"),
        separator: words(page, "list.comma"),
        stop: words(page, "list.stop"),
    }
}
