//! Pictures that must come out byte for byte as they are kept in `tests/svg/`.
//!
//! `WAYFARE_BLESS=1 cargo test --test it diagram` writes them anew; look at them before you commit.
//! `WAYFARE_LOOK=folder` also writes PNGs there.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use wayfare::diagram::Scene;
use wayfare::diagram::card::{CardData, CardPerson, layout_card};
use wayfare::diagram::curve::{
    CurveOptions, CurveWords, Interpolation, LaneSliceOptions, SparklineOptions, layout_curve, layout_curve_tall,
    layout_curve_upright, layout_lane_slices, layout_sparkline,
};
use wayfare::diagram::map::{MapWords, layout_map};
use wayfare::svg::fonts::shipped_font_book;
use wayfare::svg::raster::render_png;
use wayfare::svg::{Paint, Palette, StandaloneOptions, write_svg, write_tall_curve};

use super::map_sample::veg_box_map;
use super::samples::{plan_with_ghost, veg_box};

#[track_caller]
fn check_text(name: &str, actual: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/svg").join(name);
    if std::env::var_os("WAYFARE_BLESS").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == actual, "{name} has changed; look at it, then bless it with WAYFARE_BLESS=1");
}

#[track_caller]
fn check(name: &str, scene: &Scene<'_>, paint: &Paint<'_>) {
    let svg = write_svg(scene, paint);
    if let (Some(folder), Paint::Standalone(options)) = (std::env::var_os("WAYFARE_LOOK"), paint) {
        let png = render_png(scene, &shipped_font_book().unwrap(), options.palette, 1.0).unwrap();
        std::fs::write(Path::new(&folder).join(name).with_extension("png"), png).unwrap();
    }
    check_text(name, &format!("{svg}\n"));
}

fn light() -> Paint<'static> {
    Paint::Standalone(StandaloneOptions::new(&Palette::LIGHT))
}

fn dark() -> Paint<'static> {
    Paint::Standalone(StandaloneOptions::new(&Palette::DARK))
}

#[test]
fn wide_curves() {
    let fonts = shipped_font_book().unwrap();
    let data = veg_box();
    let scene = layout_curve(&data, &fonts, &CurveWords::ENGLISH, &CurveOptions::default());
    check("curve-light.svg", &scene, &light());
    check("curve-dark.svg", &scene, &dark());
    check("curve-inline.svg", &scene, &Paint::Inline);
    let mut plan = plan_with_ghost();
    check("curve-plan.svg", &layout_curve(&plan, &fonts, &CurveWords::ENGLISH, &CurveOptions::default()), &light());
    let alone = CurveOptions { stands_alone: true, ..CurveOptions::default() };
    check("curve-alone.svg", &layout_curve(&plan, &fonts, &CurveWords::ENGLISH, &alone), &light());
    plan.interpolation = Interpolation::Step;
    check("curve-step.svg", &layout_curve(&plan, &fonts, &CurveWords::ENGLISH, &CurveOptions::default()), &light());
}

#[test]
fn words_without_scores_stand_on_no_scale() {
    let mut data = plan_with_ghost();
    data.ghosts.clear();
    for reading in data.stages.iter_mut().flat_map(|stage| &mut stage.steps).flat_map(|step| &mut step.readings) {
        reading.iter_mut().for_each(|reading| reading.score = None);
    }
    let scene = layout_curve(&data, &shipped_font_book().unwrap(), &CurveWords::ENGLISH, &CurveOptions::default());
    let words: Vec<&str> = scene.texts().into_iter().map(|text| &*text.content).collect();
    assert!(words.contains(&"let down") && !words.contains(&"neutral") && !words.contains(&"+2"), "{words:?}");
}

#[test]
fn small_curves() {
    let fonts = shipped_font_book().unwrap();
    let data = veg_box();
    check(
        "sparkline.svg",
        &layout_sparkline(&data, "Maya".into(), &SparklineOptions { persona: Some(0), ..SparklineOptions::default() }),
        &light(),
    );
    let upright = layout_curve_upright(&data, &fonts, &CurveWords::ENGLISH, 320.0);
    check("curve-upright.svg", &upright, &light());
    let slices = layout_lane_slices(&data, &LaneSliceOptions::default());
    assert_eq!(slices.len(), 14);
    check("lane-slice.svg", &slices[6], &light());
    check_text(
        "curve-tall.svg",
        &format!("{}\n", write_tall_curve(&layout_curve_tall(&data, &fonts, &CurveWords::ENGLISH))),
    );
}

#[test]
fn posters() {
    let fonts = shipped_font_book().unwrap();
    let data = veg_box_map();
    check("map.svg", &layout_map(&data, &fonts, &MapWords::ENGLISH), &light());
}

#[test]
fn cards() {
    let fonts = shipped_font_book().unwrap();
    let mut data = CardData {
        id: "card".into(),
        language: "en".into(),
        site_name: "Wend Valley Veg".into(),
        kind: "Customer journey".into(),
        title: "Ordering a first veg box".into(),
        summary:
            "From a van in the street to the first Friday box on the kitchen table, and the decision to have a second."
                .into(),
        people: vec![
            CardPerson { name: "Maya Okafor".into(), initials: "MO".into(), look: 0 },
            CardPerson { name: "Tom Lindqvist".into(), initials: "TL".into(), look: 1 },
        ],
        curve: Some(veg_box()),
    };
    check("card.svg", &layout_card(&data, &fonts, &CurveWords::ENGLISH), &light());
    data.curve = None;
    check("card-words.svg", &layout_card(&data, &fonts, &CurveWords::ENGLISH), &light());
}

/// The style sheet that inline pictures need, with the palettes; kept so that a theme's author can read it.
#[test]
fn stylesheet() {
    check_text("diagram.css", &wayfare::svg::stylesheet::write_stylesheet());
}
