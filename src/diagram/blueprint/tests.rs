use proptest::prelude::*;

use super::*;
use crate::diagram::chart::checks::{any_label, assert_sound, check_sound};
use crate::diagram::scene::{Mark, Role};
use crate::diagram::text_metrics::tests::shipped;

fn item(text: &str) -> BlueprintItem<'static> {
    BlueprintItem { text: text.to_owned().into(), ..BlueprintItem::default() }
}

fn place(lane: usize, column: usize, item: usize) -> BlueprintPlace {
    BlueprintPlace { lane, column, item }
}

const KINDS: [BlueprintLaneKind; 5] = [
    BlueprintLaneKind::Evidence,
    BlueprintLaneKind::Customer,
    BlueprintLaneKind::FrontStage,
    BlueprintLaneKind::BackStage,
    BlueprintLaneKind::Support,
];

#[test]
fn three_lines_part_the_lanes() {
    let lanes = KINDS
        .map(|kind| BlueprintLane { kind, cells: vec![vec![item("Something")]], ..BlueprintLane::default() })
        .into();
    let data = BlueprintData { lanes, ..BlueprintData::default() };
    let scene = layout_blueprint(&data, &BlueprintOptions::default(), &shipped());
    assert_sound(&scene);
    let lines: Vec<Role> = scene
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Line { role, .. } => Some(*role),
            _ => None,
        })
        .collect();
    assert_eq!(lines, [Role::LineOfInteraction, Role::LineOfVisibility, Role::LineOfInternalInteraction]);
}

#[test]
fn failures_are_said() {
    let lanes = vec![BlueprintLane {
        name: "Front stage".into(),
        cells: vec![vec![BlueprintItem { failure_point: true, ..item("Does not ring") }]],
        ..BlueprintLane::default()
    }];
    let data = BlueprintData { lanes, ..BlueprintData::default() };
    assert_eq!(
        describe_blueprint(&data, &BlueprintWords::ENGLISH),
        "1 things in 1 lanes: Front stage. It fails at: Does not ring."
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn sound_and_clear_for_any_lanes(
        lanes in prop::collection::vec((any_label(), 0usize..5, prop::collection::vec(prop::collection::vec((any_label(), any::<bool>(), any::<bool>()), 0..3), 0..6)), 0..6),
        arrows in prop::collection::vec(((0usize..6, 0usize..6, 0usize..3), (0usize..6, 0usize..6, 0usize..3), any::<bool>()), 0..20),
        headings in prop::collection::vec(any_label(), 0..6), stages in prop::collection::vec((any_label(), 0usize..4), 0..4), width in 240.0f64..1500.0,
    ) {
        let cell = |cell: Vec<(String, bool, bool)>| cell.into_iter().map(|(text, planned, failure_point)| BlueprintItem { planned, failure_point, ..item(&text) }).collect();
        let mut lanes: Vec<BlueprintLane<'_>> = lanes.into_iter().map(|(name, kind, cells)| BlueprintLane { name: name.into(), kind: KINDS[kind], cells: cells.into_iter().map(cell).collect() }).collect();
        lanes.sort_by_key(|lane| lane.kind);
        let data = BlueprintData {
            lanes,
            arrows: arrows.into_iter().map(|(a, b, planned)| BlueprintArrow { from: place(a.0, a.1, a.2), to: place(b.0, b.1, b.2), planned }).collect(),
            headings: headings.into_iter().map(|name| BlueprintHeading { name: name.into(), href: None }).collect(),
            stages: stages.into_iter().map(|(name, n_columns)| BlueprintStage { name: name.into(), href: None, n_columns }).collect(),
            ..BlueprintData::default()
        };
        let scene = layout_blueprint(&data, &BlueprintOptions { width, ..BlueprintOptions::default() }, &shipped());
        prop_assert_eq!(check_sound(&scene), Ok(()));
        prop_assert_eq!(crate::diagram::chart::checks::check_nodes_are_clear(&scene), Ok(()));
    }
}
