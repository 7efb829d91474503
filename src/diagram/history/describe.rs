//! The history in sentences.

use super::{HistoryData, HistoryOptions};
use crate::diagram::chart::{fill_pattern, join_sentences};

/// What, from where to where, lowest, highest, target and baseline.
pub fn describe_history(data: &HistoryData<'_>, options: &HistoryOptions<'_>) -> String {
    let words = &options.words;
    let points: Vec<_> = data.points.iter().filter(|point| point.1.is_finite()).collect();
    let mut sentences = Vec::new();
    let day = |date| options.day.format_day(date);
    match (points.first(), points.last()) {
        (Some(first), Some(last)) => {
            let values = [
                ("title", data.title.to_string()),
                ("first", options.number.format(first.1)),
                ("first_day", day(first.0)),
                ("last", options.number.format(last.1)),
                ("last_day", day(last.0)),
            ];
            let pattern = if points.len() > 1 { &words.sentence } else { &words.sentence_single };
            sentences.push(fill_pattern(pattern, &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
        }
        _ => sentences.push(fill_pattern(&words.sentence_empty, &[("title", &data.title)])),
    }
    let lowest = points.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    let highest = points.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
    if let (Some(lowest), Some(highest)) = (lowest, highest)
        && points.len() > 2
    {
        let values = [
            ("lowest", options.number.format(lowest.1)),
            ("lowest_day", day(lowest.0)),
            ("highest", options.number.format(highest.1)),
            ("highest_day", day(highest.0)),
        ];
        sentences
            .push(fill_pattern(&words.sentence_range, &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    if let Some(target) = data.target {
        sentences.push(fill_pattern(&words.sentence_target, &[("target", &target.format(&options.number))]));
    }
    if let Some(baseline) = data.baseline {
        sentences.push(fill_pattern(&words.sentence_baseline, &[("baseline", &options.number.format(baseline))]));
    }
    join_sentences(&sentences)
}
