use proptest::prelude::*;

use super::*;
use crate::diagram::chart::checks::{any_label, check_sound};
use crate::diagram::text_metrics::tests::shipped;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn sound_for_any_steps(
        steps in prop::collection::vec((any_label(), any_label(), any_label(), 0.0f64..5.0, 0.0f64..6.0, 0u8..4), 0..16),
        scale in 0usize..4, width in 240.0f64..1400.0, parallel in any::<bool>(),
    ) {
        let kinds = [TimelineKind::Doing, TimelineKind::Waiting, TimelineKind::Apart, TimelineKind::Hurt];
        let mut now = 0.0;
        let steps = steps.into_iter().map(|(name, duration_label, note, wait, length, kind)| {
            // Lengths from a minute to a year or two.
            let duration = 10f64.powf(length);
            let step = TimelineStep {
                number: "1.1".into(), name: name.into(), href: None, start: now, duration, kind: kinds[usize::from(kind)], duration_label: duration_label.into(), note: note.into(),
            };
            now += if parallel { duration * 0.5 } else { duration } + 10f64.powf(wait);
            step
        }).collect();
        let data = TimelineData { steps, ..TimelineData::default() };
        let scale = [TimelineScale::Auto, TimelineScale::Real, TimelineScale::Broken, TimelineScale::Logarithmic][scale];
        let options = TimelineOptions { width, scale, ..TimelineOptions::default() };
        prop_assert_eq!(check_sound(&layout_timeline(&data, &options, &shipped())), Ok(()));
    }
}
