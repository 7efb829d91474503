//! Pictures of random content: every text inside the picture and clear of every other, ids unique, well-formed XML, no NaN.
//!
//! `PROPTEST_CASES=10000 cargo test --test it diagram::properties` runs more of them.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use resvg::usvg;
use wayfare::diagram::Scene;
use wayfare::diagram::card::{CardData, CardPerson, layout_card};
use wayfare::diagram::curve::{
    CurveData, CurveOptions, CurvePersona, CurveScale, CurveStage, CurveStep, CurveWords, Interpolation,
    LaneSliceOptions, Reading, Score, SparklineOptions, layout_curve, layout_curve_tall, layout_lane_slices,
    layout_sparkline,
};
use wayfare::diagram::icon::IconName;
use wayfare::diagram::map::{
    ItemMarker, ItemStyle, MapCell, MapData, MapItem, MapLane, MapPersona, MapWords, Paper, layout_map,
    layout_map_sheets,
};
use wayfare::svg::fonts::shipped_font_book;
use wayfare::svg::{Paint, Palette, StandaloneOptions, write_svg, write_tall_curve};

/// Words of ten scripts, a very long one, markup and an empty one.
const WORDS: [&str; 22] = [
    "box",
    "the",
    "Wednesday",
    "a",
    "delivery",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "<b>&\"",
    "Ελληνικά",
    "доставка",
    "配送日の選択",
    "배송",
    "समझना",
    "توصيل",
    "משלוח",
    "สั่งซื้อ",
    "👩‍👩‍👧‍👦",
    "naïve",
    "e\u{301}t\u{301}",
    "https://example.org/a/very/long/path?with=query",
    "—",
    "12,5 %",
    "Ճանապարհ",
];

fn text(max_words: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..=max_words).prop_map(|words| words.join(" "))
}

fn reading() -> impl Strategy<Value = Option<Reading<'static>>> {
    let score = prop_oneof![
        6 => (-8i32..=8).prop_map(|half| Some(Score::At(f64::from(half) / 4.0))),
        1 => (-4i32..=4, -4i32..=4).prop_map(|(a, b)| Some(Score::FromTo(f64::from(a) / 2.0, f64::from(b) / 2.0))),
        1 => Just(None),
    ];
    let reading = (score, prop::option::of(text(2)), prop::option::of(text(14))).prop_map(|(score, feeling, quote)| {
        Reading { score, feeling: feeling.map(Into::into), quote: quote.map(Into::into) }
    });
    prop::option::weighted(0.9, reading)
}

fn step(n_personas: usize) -> impl Strategy<Value = CurveStep<'static>> {
    let flags = (any::<bool>(), prop::bool::weighted(0.2), prop::bool::weighted(0.2), prop::bool::weighted(0.2));
    (text(9), flags, prop::option::of(1.0f64..5.0), prop::collection::vec(reading(), n_personas)).prop_map(
        |(name, (linked, assumed, moment_of_truth, failure_point), importance, readings)| CurveStep {
            number: "1.1".into(),
            href: linked.then(|| "#step".into()),
            name: name.into(),
            assumed,
            moment_of_truth,
            failure_point,
            importance,
            readings,
        },
    )
}

fn curve() -> impl Strategy<Value = CurveData<'static>> {
    let scales = prop::sample::select(vec![(-2.0, 2.0, 0.0), (1.0, 5.0, 3.0), (0.0, 100.0, 50.0), (-5.0, 5.0, 0.0)]);
    (1usize..=5, 1usize..=12).prop_flat_map(move |(n_personas, n_stages)| {
        let stage = (text(5), text(4), prop::collection::vec(step(n_personas), 0..=6));
        let personas = prop::collection::vec(text(3), n_personas);
        let forms = prop::sample::select(vec![Interpolation::Monotone, Interpolation::Linear, Interpolation::Step]);
        (
            prop::collection::vec(stage, n_stages),
            personas,
            scales.clone(),
            forms,
            text(8),
            prop::collection::vec(text(2), 0..=6),
        )
            .prop_map(|(stages, personas, (min, max, neutral), interpolation, title, scale_words)| CurveData {
                id: "random".into(),
                title: title.into(),
                language: "en".into(),
                scale: CurveScale {
                    min,
                    max,
                    neutral,
                    words: scale_words
                        .into_iter()
                        .enumerate()
                        .map(|(index, word)| (min + (max - min) * index as f64 / 5.0, word.into()))
                        .collect(),
                },
                interpolation,
                personas: personas
                    .into_iter()
                    .enumerate()
                    .map(|(index, name)| CurvePersona {
                        short_name: name.clone().into(),
                        name: name.into(),
                        look: index as u8,
                    })
                    .collect(),
                stages: stages
                    .into_iter()
                    .map(|(name, fact, steps)| CurveStage {
                        name: name.into(),
                        number: "1".into(),
                        href: None,
                        facts: vec![fact.clone().into(), fact.into()],
                        steps,
                    })
                    .collect(),
                ghosts: Vec::new(),
            })
    })
}

fn item() -> impl Strategy<Value = MapItem<'static>> {
    let marker = prop_oneof![
        Just(ItemMarker::None),
        Just(ItemMarker::Icon(IconName::Web)),
        (0u8..5).prop_map(ItemMarker::Persona),
        (1u8..=5).prop_map(ItemMarker::Severity),
    ];
    let style = prop::sample::select(vec![ItemStyle::Plain, ItemStyle::Strong, ItemStyle::Quote]);
    (marker, style, text(20), text(4)).prop_map(|(marker, style, text, note)| MapItem {
        marker,
        style,
        text: text.into(),
        note: note.into(),
        href: None,
    })
}

fn map() -> impl Strategy<Value = MapData<'static>> {
    let cell = (0usize..70, 0usize..5, prop::collection::vec(item(), 0..3))
        .prop_map(|(first_column, n_columns, items)| MapCell { first_column, n_columns, items });
    let lane = (text(3), text(3), prop::collection::vec(cell, 0..24), any::<bool>(), prop::option::of(text(3)))
        .prop_map(|(name, note, cells, brackets, line)| MapLane {
            name: name.into(),
            note: note.into(),
            cells,
            brackets,
            line_below: line.map(Into::into),
        });
    let persona = (text(3), text(8), text(16)).prop_map(|(name, note, quote)| MapPersona {
        initials: name.chars().take(2).collect::<String>().into(),
        name: name.into(),
        look: 3,
        href: None,
        note: note.into(),
        quote: quote.into(),
    });
    let facts = prop::collection::vec((text(2), text(12)), 0..7);
    (
        curve(),
        text(12),
        text(30),
        prop::collection::vec(persona, 0..6),
        facts,
        prop::collection::vec(lane, 0..8),
        text(60),
        text(3),
        prop::option::of(prop::collection::vec(0.0f64..1e7, 0..13)),
    )
        .prop_map(|(curve, title, summary, personas, facts, lanes, footnote, imprint, weights)| MapData {
            curve,
            id: "random".into(),
            title: title.into(),
            summary: summary.into(),
            site_name: "Site".into(),
            section: "Maps".into(),
            kind: "Journey".into(),
            personas,
            facts: facts.into_iter().map(|(label, value)| (label.into(), value.into())).collect(),
            feelings: ("Feelings".into(), "".into()),
            lanes,
            stage_weights: weights.unwrap_or_default(),
            key_notes: Vec::new(),
            footnotes: vec![footnote.into()],
            imprint: imprint.into(),
        })
}

/// Every property of one picture.
fn check_scene(scene: &Scene<'_>) -> Result<(), TestCaseError> {
    let (width, height) = (scene.size.width, scene.size.height);
    prop_assert!(width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0);
    let texts = scene.texts();
    for text in &texts {
        let bounds = text.bounds();
        let inside = bounds.x0 >= -0.5 && bounds.y0 >= -0.5 && bounds.x1 <= width + 0.5 && bounds.y1 <= height + 0.5;
        prop_assert!(inside, "outside {width} × {height}: {:?} {bounds:?}", text.content);
    }
    for (index, a) in texts.iter().enumerate() {
        let first = a.bounds();
        for b in texts.iter().skip(index + 1) {
            let second = b.bounds();
            // Lines of one block may share the room of ascenders and descenders, hence the small allowance.
            let overlap_x = first.x1.min(second.x1) - first.x0.max(second.x0);
            let overlap_y = first.y1.min(second.y1) - first.y0.max(second.y0);
            let meets = overlap_x > 1.0 && overlap_y > 0.12 * a.size.min(b.size) && a.width > 0.0 && b.width > 0.0;
            prop_assert!(!meets, "{:?} {first:?} meets {:?} {second:?}", a.content, b.content);
        }
    }
    let svg = write_svg(scene, &Paint::Standalone(StandaloneOptions::new(&Palette::LIGHT)));
    check_markup(&svg)?;
    check_markup(&write_svg(scene, &Paint::Inline).replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1))
}

fn check_markup(svg: &str) -> Result<(), TestCaseError> {
    prop_assert!(!svg.contains("NaN") && !svg.contains("inf\""));
    let options = usvg::Options::default();
    prop_assert!(usvg::Tree::from_str(svg, &options).is_ok());
    let mut ids = BTreeSet::new();
    for part in svg.split(" id=\"").skip(1) {
        let id = part.split('"').next().unwrap_or_default();
        prop_assert!(ids.insert(id), "two of {id}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48), max_shrink_iters: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn curves_hold_whatever_is_in_them(data in curve()) {
        let fonts = shipped_font_book().unwrap();
        let words = CurveWords::ENGLISH;
        check_scene(&layout_curve(&data, &fonts, &words, &CurveOptions::default()))?;
        check_scene(&layout_curve(&data, &fonts, &words, &CurveOptions { stands_alone: true, ..CurveOptions::default() }))?;
        check_scene(&layout_sparkline(&data, "".into(), &SparklineOptions::default()))?;
        for slice in layout_lane_slices(&data, &LaneSliceOptions::default()) {
            check_scene(&slice)?;
        }
        let tall = write_tall_curve(&layout_curve_tall(&data, &fonts, &words));
        check_markup(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{tall}</svg>"))?;
    }

    #[test]
    fn cards_hold_whatever_is_in_them(curve in curve(), title in text(24), summary in text(40), with_curve in any::<bool>()) {
        let fonts = shipped_font_book().unwrap();
        let people = vec![CardPerson { name: title.clone().into(), initials: "XY".into(), look: 0 }];
        let data = CardData {
            id: "card".into(),
            site_name: title.clone().into(),
            kind: summary.clone().into(),
            title: title.into(),
            summary: summary.into(),
            people,
            curve: with_curve.then_some(curve),
            ..CardData::default()
        };
        check_scene(&layout_card(&data, &fonts, &CurveWords::ENGLISH))?;
    }

    #[test]
    fn posters_hold_whatever_is_in_them(data in map()) {
        let fonts = shipped_font_book().unwrap();
        check_scene(&layout_map(&data, &fonts, &MapWords::ENGLISH))?;
        let sheets = layout_map_sheets(&data, &fonts, &MapWords::ENGLISH, Paper::A3);
        let size = sheets.first().map(|sheet| sheet.size);
        for sheet in &sheets {
            check_scene(sheet)?;
            let ratio = sheet.size.width / sheet.size.height;
            prop_assert!((ratio - std::f64::consts::SQRT_2).abs() < 0.01, "{:?}", sheet.size);
            prop_assert!(size.is_some_and(|first| (first.width - sheet.size.width).abs() < 2.0), "one size: {size:?} {:?}", sheet.size);
        }
    }
}
