//! What a metric says: where it stands against its target, and whether things got better.

use crate::model::*;
use crate::templates::format_number;
use crate::view::PageContext;

/// Where a metric stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The target is met.
    Reached,
    /// Better than the first value, but not there yet.
    OnTheWay,
    /// As it was.
    Unchanged,
    /// Worse than the first value.
    Worse,
}

impl Verdict {
    /// Its words in the strings.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Reached => "metric.reached",
            Verdict::OnTheWay => "metric.on_the_way",
            Verdict::Unchanged => "metric.unchanged",
            Verdict::Worse => "metric.worse",
        }
    }
}

/// Against the target first, then against the baseline (else the first value known); `None` without anything to compare.
#[must_use]
pub fn verdict(metric: &Metric) -> Option<Verdict> {
    let (_, now) = metric.current()?;
    // Seen so that more is better.
    let sign = if metric.direction == MetricDirection::Up { 1.0 } else { -1.0 };
    if metric.target.is_some_and(|target| now * sign >= target * sign) {
        return Some(Verdict::Reached);
    }
    let first = metric.history.first().filter(|_| metric.history.len() > 1).map(|(_, value)| *value);
    let before = metric.baseline.or(first)?;
    Some(if now * sign > before * sign {
        Verdict::OnTheWay
    } else if now * sign < before * sign {
        Verdict::Worse
    } else {
        Verdict::Unchanged
    })
}

/// Now, target, baseline, direction: key in the strings and words.
pub(super) fn facts(page: &PageContext<'_>, metric: &Metric, push: &mut dyn FnMut(&str, String)) {
    if let Some((day, value)) = metric.current() {
        let (value, day) = (page.metric_value(metric, value), page.date(day));
        push("now", page.strings().fill("metric.value_on", None, &[("value", &value), ("date", &day)]));
    }
    if let Some(target) = metric.target {
        push("target", page.metric_value(metric, target));
    }
    if let Some(baseline) = metric.baseline {
        push("baseline", page.metric_value(metric, baseline));
    }
    let direction = match metric.direction {
        MetricDirection::Up => "metric.more_is_better",
        MetricDirection::Down => "metric.less_is_better",
    };
    push("better", page.word(direction));
    if let Some(verdict) = verdict(metric) {
        push("verdict", page.word(verdict.key()));
    }
}

impl PageContext<'_> {
    /// A value with its unit: "59%", "3.9 of 5"; a percentage in the way of the language.
    pub(crate) fn metric_value(&self, metric: &Metric, value: f64) -> String {
        let number = format_number(self.strings(), value, 2);
        match metric.unit.as_deref() {
            Some("%") => self.strings().fill("number.percent", None, &[("n", &number)]),
            Some(unit) if !unit.is_empty() => {
                self.strings().fill("metric.value", None, &[("value", &number), ("unit", unit)])
            }
            _ => number,
        }
    }

    /// A reading: its value, the day, and the target it is held against.
    pub(crate) fn reading(&self, reading: &MetricReading) -> String {
        let metric = &self.site.metrics[reading.metric.index()];
        let strings = self.strings();
        let mut parts = Vec::new();
        if let Some(value) = reading.value {
            let value = self.metric_value(metric, value);
            parts.push(match reading.on {
                Some(day) => strings.fill("metric.value_on", None, &[("value", &value), ("date", &self.date(day))]),
                None => value,
            });
        }
        if let Some(target) = reading.target {
            parts.push(strings.fill("metric.target_is", None, &[("value", &self.metric_value(metric, target))]));
        }
        parts.join(strings.text("list.comma"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slug::Slug;

    fn metric(direction: MetricDirection, values: &[f64], baseline: Option<f64>, target: Option<f64>) -> Metric {
        let day = |index: usize| Date(jiff::civil::date(2026, 1 + i8::try_from(index).unwrap_or(0), 1));
        Metric {
            id: Slug::from_text("csat").unwrap_or_else(|| unreachable!("a constant slug")),
            title: "CSAT".into(),
            source: None,
            unit: None,
            direction,
            baseline,
            target,
            history: values.iter().enumerate().map(|(index, value)| (day(index), *value)).collect(),
            range: None,
            summary: None,
            owner: None,
            sources: Vec::new(),
            tags: Vec::new(),
            body: Document::default(),
        }
    }

    #[test]
    fn verdicts_know_which_way_is_better() {
        use MetricDirection::{Down, Up};
        for (direction, values, baseline, target, expected) in [
            (Up, &[52.0, 59.0][..], None, Some(70.0), Some(Verdict::OnTheWay)),
            (Up, &[52.0, 71.0], None, Some(70.0), Some(Verdict::Reached)),
            (Down, &[9.1, 9.6], None, Some(4.0), Some(Verdict::Worse)),
            (Down, &[3.0], None, Some(4.0), Some(Verdict::Reached)),
            (Up, &[3.0], Some(3.0), None, Some(Verdict::Unchanged)),
            (Up, &[3.0], None, None, None),
            (Up, &[], Some(1.0), Some(2.0), None),
        ] {
            assert_eq!(verdict(&metric(direction, values, baseline, target)), expected, "{values:?}");
        }
    }
}
