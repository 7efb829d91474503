//! Matrix and heat map.

use wayfare::diagram::heat_map::{HeatCell, HeatColumn, HeatMapData, HeatMapOptions, HeatRow, layout_heat_map};
use wayfare::diagram::matrix::{MatrixAxis, MatrixData, MatrixItem, MatrixOptions, layout_matrix};

use super::{check_picture, fonts};

fn opportunities() -> MatrixData<'static> {
    let item = |label: &'static str, x: f64, y: f64, weight: f64| MatrixItem {
        label: label.into(),
        href: Some("#opportunity".into()),
        x,
        y,
        weight: Some(weight),
        done: false,
    };
    let axis = |title: &'static str| MatrixAxis { title: title.into(), ..MatrixAxis::default() };
    MatrixData {
        id: "opportunities".into(),
        title: "Three quick wins are waiting".into(),
        language: "en".into(),
        x: axis("effort"),
        y: axis("impact"),
        quadrants: ["quick wins".into(), "big bets".into(), "fill-ins".into(), "time sinks".into()],
        highlighted: Some(0),
        items: vec![
            item("Show the delivery day before the basket", 2.2, 4.7, 4.0),
            item("First box without a plan", 2.8, 4.45, 2.0),
            item("Ask for a safe place, text on the way", 3.35, 4.75, 4.0),
            item("Four questions instead of eleven boxes", 1.8, 3.5, 2.0),
            item("A small box for one", 3.7, 3.75, 2.0),
            item("Evening slots and lockers", 4.7, 4.6, 2.0),
            item("Transfer, cash at the door", 2.35, 1.95, 1.0),
            MatrixItem { done: true, ..item("Note signed by the grower", 1.2, 2.35, 1.0) },
            item("An app of our own", 4.6, 1.8, 1.0),
        ],
    }
}

#[test]
fn matrix() {
    let fonts = fonts();
    let mut data = opportunities();
    let options = MatrixOptions {
        weight_key: vec![(1.0, "1 source".into()), (4.0, "4 sources".into())],
        ..MatrixOptions::default()
    };
    check_picture("matrix", &layout_matrix(&data, &options, &fonts));
    check_picture("matrix-numbered", &layout_matrix(&data, &MatrixOptions { width: 328.0, ..options.clone() }, &fonts));
    // Whole scores, as voters give them: several on the same spot.
    for item in &mut data.items {
        (item.x, item.y) = (item.x.round(), item.y.round());
    }
    check_picture("matrix-same-spots", &layout_matrix(&data, &options, &fonts));
}

#[test]
fn heat_map() {
    let fonts = fonts();
    let rows: [(&str, &[(&str, u8)], &[(f64, &str)]); 4] = [
        (
            "Ordering a first veg box",
            &[("Maya", 0), ("Tom", 1)],
            &[
                (0.8, "I hear about it"),
                (-0.4, "Is it for me?"),
                (-0.3, "I order"),
                (0.4, "I wait"),
                (0.3, "It arrives"),
                (1.0, "I cook, I decide"),
            ],
        ),
        (
            "Changing or pausing a delivery",
            &[("Maya", 0), ("Tom", 1)],
            &[(0.0, "I need a change"), (-0.3, "I look for it"), (0.6, "I change it"), (0.3, "It comes, or not")],
        ),
        (
            "When something is missing",
            &[("Maya", 0), ("Tom", 1)],
            &[(-1.7, "I notice"), (0.0, "I tell them"), (-0.2, "I wait"), (1.1, "I am paid back")],
        ),
        (
            "Joining as a grower",
            &[("Ruth", 2)],
            &[
                (1.3, "A neighbour tells me"),
                (0.3, "We walk the field"),
                (-1.5, "Paperwork"),
                (0.2, "First season"),
                (1.5, "I am paid"),
            ],
        ),
    ];
    let score = |value: f64| if value == 0.0 { "0".to_owned() } else { format!("{value:+.1}").replace('-', "−") };
    let rows = rows
        .into_iter()
        .map(|(name, people, cells)| HeatRow {
            name: name.into(),
            href: Some("#journey".into()),
            personas: people.iter().map(|(name, look)| ((*name).into(), *look)).collect(),
            cells: cells
                .iter()
                .map(|(value, name)| {
                    Some(HeatCell {
                        valence: Some(value / 2.0),
                        score_label: score(*value).into(),
                        name: (*name).into(),
                        href: Some("#stage".into()),
                        ..HeatCell::default()
                    })
                })
                .collect(),
        })
        .collect();
    let key = vec![
        (-1.0, "−2 furious".into()),
        (-0.5, "−1 annoyed".into()),
        (0.0, "0 neutral".into()),
        (0.5, "+1 pleased".into()),
        (1.0, "+2 delighted".into()),
    ];
    let data = HeatMapData {
        id: "felt".into(),
        title: "Where each journey is felt".into(),
        language: "en".into(),
        rows,
        key: key.clone(),
        ..HeatMapData::default()
    };
    check_picture("heat-map", &layout_heat_map(&data, &HeatMapOptions::default(), &fonts));
    let columns = ["I hear about it", "Is it for me?", "I order", "I wait"]
        .map(|name| HeatColumn { name: name.into(), href: Some("#stage".into()) });
    let by_channel = [
        ("Web", [Some((-0.4, 5)), Some((0.2, 3)), None, Some((1.0, 1))]),
        ("Phone", [None, Some((-1.2, 2)), Some((-1.5, 4)), None]),
    ];
    let rows = by_channel
        .into_iter()
        .map(|(name, cells)| HeatRow {
            name: name.into(),
            cells: cells
                .into_iter()
                .map(|cell| {
                    cell.map(|(value, count)| HeatCell {
                        valence: Some(value / 2.0),
                        score_label: score(value).into(),
                        count_label: format!("{count} steps").into(),
                        ..HeatCell::default()
                    })
                })
                .collect(),
            ..HeatRow::default()
        })
        .collect();
    let data = HeatMapData {
        id: "channels".into(),
        title: "Channels by stage".into(),
        columns: columns.into(),
        rows,
        key,
        ..HeatMapData::default()
    };
    check_picture("heat-map-columns", &layout_heat_map(&data, &HeatMapOptions { width: 760.0 }, &fonts));
}
