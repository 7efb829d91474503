use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::diagram::chart::checks::{any_label, assert_sound, check_sound};
use crate::diagram::text_metrics::tests::shipped;

fn months(values: &[f64]) -> Vec<(Date, f64)> {
    values
        .iter()
        .enumerate()
        .map(|(index, value)| (date(2025 + index as i16 / 12, (index % 12) as i8 + 1, 1), *value))
        .collect()
}

fn text_contents(scene: &Scene<'_>) -> Vec<String> {
    scene.texts().iter().map(|text| text.content.to_string()).collect()
}

#[test]
fn last_value_target_and_baseline_are_labelled() {
    let data = HistoryData {
        points: months(&[52.0, 51.0, 54.0, 59.0]),
        target: Some(Target::Between(68.0, 72.0)),
        baseline: Some(50.0),
        title: "Baskets".into(),
        ..HistoryData::default()
    };
    let fonts = shipped();
    let scene = layout_history(&data, &HistoryOptions::default(), &fonts);
    assert_sound(&scene);
    let texts = text_contents(&scene);
    for expected in ["59", "1 Apr 2025", "target", "68–72", "at the start", "Jan 2025", "Apr"] {
        assert!(texts.iter().any(|text| text == expected), "{expected} in {texts:?}");
    }
    assert_eq!(
        scene.description,
        "Baskets: from 52 on 1 Jan 2025 to 59 on 1 Apr 2025. Lowest 51 on 1 Feb 2025, highest 59 on 1 Apr 2025. The target is 68–72. The baseline is 50."
    );
}

#[test]
fn nothing_and_one_value_are_pictures_too() {
    let fonts = shipped();
    for points in [vec![], months(&[4.0])] {
        let data = HistoryData { points, ..HistoryData::default() };
        assert_sound(&layout_history(&data, &HistoryOptions::default(), &fonts));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn sound_for_any_values(
        values in prop::collection::vec((1i32..900, -1e6f64..1e6), 0..60), target in prop::option::of((-1e6f64..1e6, -1e6f64..1e6)),
        baseline in prop::option::of(-1e6f64..1e6), events in prop::collection::vec((0i32..5000, any_label()), 0..4), width in 240.0f64..1200.0,
    ) {
        let mut day = date(2001, 2, 3);
        let points: Vec<(Date, f64)> = values.iter().map(|(step, value)| { day = day.checked_add(jiff::ToSpan::days(*step)).unwrap(); (day, *value) }).collect();
        let events = events.into_iter().map(|(step, label)| HistoryEvent {
            day: date(2001, 2, 3).checked_add(jiff::ToSpan::days(step)).unwrap(), label: label.into(), href: None,
        }).collect();
        let data = HistoryData { points, target: target.map(|(a, b)| Target::Between(a, b)), baseline, events, ..HistoryData::default() };
        let options = HistoryOptions { width, ..HistoryOptions::default() };
        prop_assert_eq!(check_sound(&layout_history(&data, &options, &shipped())), Ok(()));
    }
}
