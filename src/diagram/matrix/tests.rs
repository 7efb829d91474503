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
    assert_eq!(scene.texts().iter().filter(|text| text.content == "30").count(), 2);
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

#[test]
fn bubbles_on_one_spot_are_pushed_apart() {
    let plot = Rect::new(0.0, 0.0, 400.0, 400.0);
    let apart = bubbles::push_apart(&[(Point::new(100.0, 100.0), 10.0); 6], plot, plot.center());
    for (index, a) in apart.iter().enumerate() {
        assert!((a.center - Point::new(100.0, 100.0)).hypot() < 40.0);
        assert!(apart.iter().skip(index + 1).all(|b| (a.center - b.center).hypot() > 20.0));
    }
}

#[test]
fn no_bubble_is_pushed_into_another_quarter() {
    let (plot, cross) = (Rect::new(0.0, 0.0, 400.0, 400.0), Point::new(200.0, 200.0));
    let wanted = [(Point::new(196.0, 204.0), 12.0); 5];
    for bubble in bubbles::push_apart(&wanted, plot, cross) {
        assert!(bubble.center.x < cross.x && bubble.center.y > cross.y, "{bubble:?}");
    }
}

#[test]
fn scores_on_a_line_all_stand_on_its_high_side_and_apart() {
    let (plot, cross) = (Rect::new(0.0, 0.0, 400.0, 400.0), Point::new(200.0, 200.0));
    for (wanted, n) in [(Point::new(200.0, 80.0), 6), (Point::new(60.0, 200.0), 6), (cross, 30)] {
        let apart = bubbles::push_apart(&vec![(wanted, 8.0); n], plot, cross);
        for (index, a) in apart.iter().enumerate() {
            assert!(wanted.x < cross.x || a.center.x >= cross.x, "{a:?}");
            assert!(wanted.y < cross.y || a.center.y <= cross.y, "{a:?}");
            assert!(apart.iter().skip(index + 1).all(|b| (a.center - b.center).hypot() > 15.0), "{index}");
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
}
