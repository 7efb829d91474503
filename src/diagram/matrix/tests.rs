use proptest::prelude::*;

use super::*;
use crate::diagram::chart::checks::{any_label, assert_sound, check_sound};
use crate::diagram::text_metrics::tests::shipped;

fn item(label: &str, x: f64, y: f64) -> MatrixItem<'static> {
    MatrixItem { label: label.to_owned().into(), x, y, ..MatrixItem::default() }
}

fn quadrants() -> [Cow<'static, str>; 4] {
    ["quick wins".into(), "big bets".into(), "fill-ins".into(), "time sinks".into()]
}

#[test]
fn few_items_carry_their_words() {
    let data = MatrixData {
        items: vec![item("First box", 2.0, 4.0), item("A small box for one", 4.0, 2.0)],
        quadrants: quadrants(),
        ..MatrixData::default()
    };
    let scene = layout_matrix(&data, &MatrixOptions::default(), &shipped());
    assert_sound(&scene);
    let texts: Vec<String> = scene.texts().iter().map(|text| text.content.to_string()).collect();
    assert!(texts.contains(&"First box".to_owned()), "{texts:?}");
    assert_eq!(scene.description, "2 by  and . quick wins: First box. time sinks: A small box for one.");
}

#[test]
fn a_crowd_is_numbered_and_listed() {
    let items = (0..30).map(|index| item(&format!("Item that is called number {index}"), 3.0, 3.0)).collect();
    let data = MatrixData { items, quadrants: quadrants(), ..MatrixData::default() };
    let scene = layout_matrix(&data, &MatrixOptions::default(), &shipped());
    assert_sound(&scene);
    assert!(scene.texts().iter().any(|text| text.content == "1–30"));
    assert_eq!(scene.texts().iter().filter(|text| text.content == "30").count(), 1);
}

#[test]
fn a_broad_matrix_has_its_list_beside_it() {
    let items = (0..30).map(|index| item(&format!("Item {index}"), 3.0, 3.0)).collect();
    let data = MatrixData { items, quadrants: quadrants(), ..MatrixData::default() };
    let scene = layout_matrix(&data, &MatrixOptions { width: 1200.0, ..MatrixOptions::default() }, &shipped());
    assert_sound(&scene);
    let texts = scene.texts();
    let listed = texts.iter().filter(|text| text.content.starts_with("Item "));
    assert!(listed.clone().count() == 30 && listed.clone().all(|text| text.at.x > 700.0));
    assert!(scene.size.height < 1000.0, "{}", scene.size.height);
}

/// Centers and radii of the bubbles.
fn circles(scene: &Scene<'_>) -> Vec<(Point, f64)> {
    let circle = |mark: &Mark<'_>| match mark {
        Mark::Circle { center, radius, .. } => Some((*center, *radius)),
        _ => None,
    };
    let each = |mark: &Mark<'_>| match mark {
        Mark::Link { marks, .. } => marks.iter().filter_map(circle).collect(),
        mark => circle(mark).into_iter().collect::<Vec<_>>(),
    };
    scene.marks.iter().flat_map(each).collect()
}

#[test]
fn items_with_the_same_scores_share_a_bubble_and_are_all_told() {
    let items = vec![item("A", 2.0, 4.0), item("B", 4.0, 2.0), item("C", 2.0, 4.0), item("D", 2.0, 2.0)];
    let data = MatrixData { items, quadrants: quadrants(), ..MatrixData::default() };
    let scene = layout_matrix(&data, &MatrixOptions { width: 320.0, ..MatrixOptions::default() }, &shipped());
    assert_sound(&scene);
    assert_eq!(circles(&scene).len(), 3);
    for told in ["1\u{a0}· 3", "2", "4"] {
        assert!(scene.texts().iter().any(|text| text.content == told && text.at.y < 400.0), "{told}");
    }
    assert_eq!(bubbles::join_numbers(&[0, 2, 3, 4, 8, 9]), "1\u{a0}· 3–5\u{a0}· 9\u{a0}· 10");
}

#[test]
fn bubbles_that_lie_on_each_other_are_dots_with_one_label() {
    let at = |y: f64| {
        item(
            "So many words that no room beside a bubble is wide enough for them all, not even nearly so, nor on a wall",
            2.0,
            y,
        )
    };
    let items = [3.0, 2.95, 2.9, 4.5].map(at).to_vec();
    let data = MatrixData { items, quadrants: quadrants(), ..MatrixData::default() };
    let scene = layout_matrix(&data, &MatrixOptions { width: 560.0, ..MatrixOptions::default() }, &shipped());
    assert_sound(&scene);
    let dots = circles(&scene).iter().filter(|(_, radius)| *radius < 5.0).count();
    assert_eq!((circles(&scene).len(), dots), (4, 3));
    for told in ["1–3", "4"] {
        assert!(scene.texts().iter().any(|text| text.content == told), "{told}");
    }
}

#[test]
fn no_label_lies_on_a_line_between_quarters() {
    let labels = ["Take bank transfer and cash at the door", "Show the delivery day before the basket", "Pause"];
    for width in [560.0, 720.0, 1200.0] {
        for at in [2.0, 2.5, 3.0] {
            let items = labels.iter().zip([2.0, 3.0, 5.0]).map(|(label, y)| item(label, at, y)).collect();
            let data = MatrixData { items, quadrants: quadrants(), ..MatrixData::default() };
            let scene = layout_matrix(&data, &MatrixOptions { width, ..MatrixOptions::default() }, &shipped());
            for mark in &scene.marks {
                let Mark::Line { from, to, role: Role::NeutralLine } = mark else { continue };
                let line = Rect::from_points(*from, *to);
                for text in scene.texts().iter().filter(|text| text.role == Role::Ink) {
                    assert!(!crate::diagram::geometry::boxes_overlap(line, text.bounds(), 0.0), "{}", text.content);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn sound_for_any_items(
        items in prop::collection::vec((any_label(), 1.0f64..5.0, 1.0f64..5.0, prop::option::of(0.0f64..9.0), any::<bool>()), 0..24),
        titles in (any_label(), any_label()), width in 280.0f64..1300.0,
    ) {
        let items = items.into_iter().map(|(label, x, y, weight, done)| MatrixItem { label: label.into(), x: x.round(), y: y.round(), weight, done, href: None }).collect();
        let axis = |title: String| MatrixAxis { title: title.into(), ..MatrixAxis::default() };
        let data = MatrixData { items, quadrants: quadrants(), x: axis(titles.0), y: axis(titles.1), ..MatrixData::default() };
        let options = MatrixOptions { width, weight_key: vec![(1.0, "1 source".into()), (4.0, "4 sources".into())], ..MatrixOptions::default() };
        prop_assert_eq!(check_sound(&layout_matrix(&data, &options, &shipped())), Ok(()));
    }

    #[test]
    fn every_bubble_stands_at_its_true_value_inside_the_plot(
        values in prop::collection::vec((1.0f64..5.0, 1.0f64..5.0, prop::option::of(0.0f64..30.0), any::<bool>()), 0..40), width in 280.0f64..1300.0,
    ) {
        let others = values.into_iter().map(|(x, y, weight, done)| MatrixItem { x, y, weight, done, ..item("word", x, y) });
        let ends = [item("low", 1.0, 1.0), item("high", 5.0, 5.0)];
        let data = MatrixData { items: ends.into_iter().chain(others).collect(), quadrants: quadrants(), ..MatrixData::default() };
        let options = MatrixOptions { width, done: Cow::Borrowed(""), ..MatrixOptions::default() };
        let scene = layout_matrix(&data, &options, &shipped());
        let axes = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Line { from, to, role: Role::Axis } => Some(Rect::from_points(*from, *to)),
            _ => None,
        });
        let plot = axes.reduce(|a, b| a.union(b)).unwrap();
        // The key's samples stand below the plot.
        let found: Vec<_> = circles(&scene).into_iter().filter(|(center, _)| center.y < plot.y1).collect();
        let low = found.iter().map(|it| it.0).reduce(|a, b| Point::new(a.x.min(b.x), a.y.max(b.y))).unwrap();
        let high = found.iter().map(|it| it.0).reduce(|a, b| Point::new(a.x.max(b.x), a.y.min(b.y))).unwrap();
        for item in &data.items {
            let place = Point::new(low.x + (item.x - 1.0) / 4.0 * (high.x - low.x), low.y + (item.y - 1.0) / 4.0 * (high.y - low.y));
            prop_assert!(found.iter().any(|(center, _)| (*center - place).hypot() < 0.6), "{:?} at {place:?}", item);
        }
        for (center, radius) in found {
            prop_assert!(plot.contains_rect(Rect::from_center_size(center, (radius * 2.0, radius * 2.0))), "{center:?} {radius}");
        }
    }
}
