use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::diagram::chart::checks::{any_label, check_sound};
use crate::diagram::scene::{Mark, Role};
use crate::diagram::text_metrics::tests::shipped;

const STATES: [WorkStatus; 5] =
    [WorkStatus::Proposed, WorkStatus::Planned, WorkStatus::InProgress, WorkStatus::Done, WorkStatus::Dropped];

#[test]
fn said_by_period() {
    let item = |title: &'static str| vec![RoadmapItem { title: title.into(), ..RoadmapItem::default() }];
    let data = RoadmapData {
        periods: vec![
            RoadmapPeriod { name: "Now".into(), ..RoadmapPeriod::default() },
            RoadmapPeriod { name: "Next".into(), ..RoadmapPeriod::default() },
        ],
        rows: vec![
            RoadmapRow { cells: vec![item("A"), Vec::new()], ..RoadmapRow::default() },
            RoadmapRow { cells: vec![item("B")], ..RoadmapRow::default() },
        ],
        ..RoadmapData::default()
    };
    assert_eq!(describe_roadmap(&data, &RoadmapOptions::default()), "Now: A, B.");
}

#[test]
fn the_line_of_today_goes_through_no_words() {
    let item =
        |title: &'static str, from, to| DatedItem { title: title.into(), start: from, end: to, ..DatedItem::default() };
    let (march, may, june) = (Some(date(2026, 3, 1)), Some(date(2026, 5, 1)), Some(date(2026, 6, 30)));
    let items =
        vec![item("A bar with many words that stand in it, all across today", march, june), item("Beside", may, may)];
    let data = DatedRoadmapData {
        today: Some(date(2026, 5, 9)),
        rows: vec![DatedRow { name: "Team".into(), items, ..DatedRow::default() }],
        ..DatedRoadmapData::default()
    };
    let scene = layout_dated_roadmap(
        &data,
        &DatedRoadmapOptions { width: 900.0, ..DatedRoadmapOptions::default() },
        &shipped(),
    );
    let pieces = scene.marks.iter().filter_map(|mark| match mark {
        Mark::Line { from, to, role: Role::EventLine } => Some(kurbo::Rect::from_points(*from, *to).inflate(1.0, 0.0)),
        _ => None,
    });
    let pieces: Vec<_> = pieces.collect();
    assert!(pieces.len() > 1, "{pieces:?}");
    for text in scene.texts() {
        assert!(
            pieces.iter().all(|piece| !crate::diagram::geometry::boxes_overlap(*piece, text.bounds(), 0.0)),
            "{text:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn sound_by_period(
        periods in prop::collection::vec((any_label(), any_label()), 0..5), width in 240.0f64..1400.0,
        rows in prop::collection::vec((any_label(), prop::collection::vec(prop::collection::vec((any_label(), any_label(), 0usize..5), 0..3), 0..5)), 0..5),
    ) {
        let item = |(title, note, status): (String, String, usize)| RoadmapItem { title: title.into(), note: note.into(), status: STATES[status], href: None };
        let data = RoadmapData {
            periods: periods.into_iter().map(|(name, note)| RoadmapPeriod { name: name.into(), note: note.into() }).collect(),
            rows: rows.into_iter().map(|(name, cells)| RoadmapRow { name: name.into(), href: None, cells: cells.into_iter().map(|cell| cell.into_iter().map(item).collect()).collect() }).collect(),
            ..RoadmapData::default()
        };
        prop_assert_eq!(check_sound(&layout_roadmap(&data, &RoadmapOptions { width, ..RoadmapOptions::default() }, &shipped())), Ok(()));
    }

    #[test]
    fn sound_along_the_calendar(
        rows in prop::collection::vec((any_label(), prop::collection::vec((any_label(), prop::option::of(0i32..900), prop::option::of(0i32..900), 0usize..5), 0..6)), 0..5),
        today in prop::option::of(0i32..900), width in 240.0f64..1400.0,
    ) {
        let day = |days: i32| date(2026, 1, 5).checked_add(jiff::ToSpan::days(days)).unwrap();
        let item = |(title, start, end, status): (String, Option<i32>, Option<i32>, usize)| DatedItem { title: title.into(), start: start.map(day), end: end.map(day), status: STATES[status], href: None };
        let data = DatedRoadmapData {
            today: today.map(day),
            rows: rows.into_iter().map(|(name, items)| DatedRow { name: name.into(), href: None, items: items.into_iter().map(item).collect() }).collect(),
            ..DatedRoadmapData::default()
        };
        prop_assert_eq!(check_sound(&layout_dated_roadmap(&data, &DatedRoadmapOptions { width, ..DatedRoadmapOptions::default() }, &shipped())), Ok(()));
    }
}
