//! Random journeys, drawn: 1 to 12 stages, 0 to 60 steps, 1 to 5 personas, labels of 0 to 400 letters in ten scripts.
//!
//! The laws: every text inside the picture, clear of every other and inside its column; well-formed XML, no id twice, no NaN; the
//! same input gives the same bytes. 300 journeys are drawn by a plain `cargo test`; more of them, each number another journey:
//!
//! ```sh
//! WAYFARE_CASES=10000 cargo test --release --test it properties
//! ```
//!
//! What fails is tried again in smaller sizes, and the smallest that fails is told; `WAYFARE_CASE=370` draws only that one.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;
use resvg::usvg;
use wayfare::diagram::card::{CardData, CardPerson, layout_card};
use wayfare::diagram::curve::{
    CurveOptions, CurveWords, LaneSliceOptions, SparklineOptions, layout_curve, layout_curve_tall,
    layout_curve_upright, layout_lane_slices, layout_sparkline,
};
use wayfare::diagram::direction::as_read;
use wayfare::diagram::map::{MapData, MapWords, Paper, layout_map, layout_map_sheets, map_columns};
use wayfare::diagram::scene::Anchor;
use wayfare::diagram::{FontBook, Scene};
use wayfare::svg::fonts::shipped_font_book;
use wayfare::svg::{Paint, Palette, StandaloneOptions, write_svg, write_tall_curve};

use super::random::{self, Random, Size};

/// The numbers of the journeys that are drawn.
fn cases() -> Range<u64> {
    let number_in = |variable: &str| std::env::var(variable).ok().and_then(|number| number.parse().ok());
    match number_in("WAYFARE_CASE") {
        Some(only) => only..only + 1,
        None => 0..number_in("WAYFARE_CASES").unwrap_or(300),
    }
}

/// The shipped fonts, and small ones of five more scripts.
pub(crate) fn fonts() -> FontBook {
    let mut fonts = shipped_font_book().unwrap();
    for bytes in [
        &include_bytes!("../../fonts/noto-sans-arabic.ttf")[..],
        include_bytes!("../../fonts/noto-sans-hebrew.ttf"),
        include_bytes!("../../fonts/noto-sans-thai.ttf"),
        include_bytes!("../../fonts/noto-sans-devanagari.ttf"),
        include_bytes!("../../fonts/noto-sans-japanese.otf"),
    ] {
        fonts.add_further(bytes.into(), None, "assets/fonts/further.ttf").unwrap();
    }
    fonts
}

/// Draws the journeys of all numbers; the first that fails is made as small as it still fails, and told.
#[track_caller]
pub(crate) fn check_all(law: impl Fn(&mut Random, Size) -> Result<(), String> + Sync) {
    let is_asked = cases() != (0..300);
    let failed = cases().into_par_iter().find_map_first(|number| {
        // Without optimization most of them are small, unless somebody says how many are wanted.
        let is_small = cfg!(debug_assertions) && !is_asked && number % 8 > 0;
        let whole = Size(if is_small { 0.3 } else { 1.0 });
        let fault = law(&mut Random::new(number), whole).err()?;
        let smaller = (1..10).filter_map(|tenths| {
            let size = Size(f64::from(tenths) / 10.0);
            law(&mut Random::new(number), size).err().map(|fault| (size, fault))
        });
        let (size, fault) = smaller.into_iter().next().unwrap_or((whole, fault));
        Some(format!("journey {number} at size {}: {fault}", size.0))
    });
    assert!(failed.is_none(), "{}", failed.unwrap_or_default());
}

/// A text's box and words.
pub(crate) struct Placed {
    pub(crate) words: String,
    pub(crate) size: f64,
    /// Left, top, right, bottom.
    pub(crate) bounds: [f64; 4],
}

/// All inside `width × height`, and none over another.
pub(crate) fn check_texts(mut texts: Vec<Placed>, width: f64, height: f64) -> Result<(), String> {
    texts.retain(|text| text.bounds[2] > text.bounds[0] && !text.words.trim().is_empty());
    for Placed { words, bounds: [left, top, right, bottom], .. } in &texts {
        let is_number = [left, top, right, bottom].iter().all(|it| it.is_finite());
        let inside = *left >= -0.5 && *top >= -0.5 && *right <= width + 0.5 && *bottom <= height + 0.5;
        if !is_number || !inside {
            return Err(format!("outside {width} × {height}: {words:?} at {left:.1} {top:.1} {right:.1} {bottom:.1}"));
        }
    }
    texts.sort_by(|a, b| a.bounds[1].total_cmp(&b.bounds[1]));
    for (index, a) in texts.iter().enumerate() {
        for b in texts[index + 1..].iter().take_while(|b| b.bounds[1] < a.bounds[3]) {
            // Lines of one block may share the room of ascenders and descenders, hence the small allowance.
            let overlap_x = a.bounds[2].min(b.bounds[2]) - a.bounds[0].max(b.bounds[0]);
            let overlap_y = a.bounds[3].min(b.bounds[3]) - a.bounds[1].max(b.bounds[1]);
            if overlap_x > 1.0 && overlap_y > 0.12 * a.size.min(b.size) {
                return Err(format!("{:?} {:.1?} meets {:?} {:.1?}", a.words, a.bounds, b.words, b.bounds));
            }
        }
    }
    Ok(())
}

/// Every law of one picture, in both paints.
fn check_scene(scene: &Scene<'_>) -> Result<(), String> {
    let (width, height) = (scene.size.width, scene.size.height);
    if !(width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0) {
        return Err(format!("a picture of {width} × {height}"));
    }
    let read = as_read(scene);
    let texts = read.texts().into_iter().map(|text| {
        let bounds = text.bounds();
        Placed {
            words: text.content.to_string(),
            size: text.size,
            bounds: [bounds.x0, bounds.y0, bounds.x1, bounds.y1],
        }
    });
    check_texts(texts.collect(), width, height)?;
    let standalone = write_svg(scene, &Paint::Standalone(StandaloneOptions::new(&Palette::LIGHT)));
    check_markup(&standalone)?;
    if standalone != write_svg(scene, &Paint::Standalone(StandaloneOptions::new(&Palette::LIGHT))) {
        return Err("the same picture is written in two ways".to_owned());
    }
    let inline = write_svg(scene, &Paint::Inline);
    check_markup(&inline.replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1))
}

/// Well-formed, no id twice, no number that is none.
pub(crate) fn check_markup(svg: &str) -> Result<(), String> {
    if svg.contains("NaN") || svg.contains("inf\"") {
        return Err("a number that is none".to_owned());
    }
    let document = usvg::roxmltree::Document::parse(svg).map_err(|error| error.to_string())?;
    let mut ids = BTreeSet::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id")
            && !ids.insert(id)
        {
            return Err(format!("two of the id {id}"));
        }
    }
    Ok(())
}

/// In a poster no text leaves its column, or the columns that its cell spans.
fn check_cells(data: &MapData<'_>, fonts: &FontBook, scene: &Scene<'_>) -> Result<(), String> {
    let columns = map_columns(data, fonts);
    let n_columns = columns.n_columns();
    // How far to the right a text that begins in a column may reach.
    let mut ends: Vec<f64> = (0..n_columns).map(|column| columns.end(column)).collect();
    for cell in data.lanes.iter().flat_map(|lane| &lane.cells) {
        let end = (cell.first_column + cell.n_columns.max(1)).min(n_columns);
        if let Some(reach) = ends.get_mut(cell.first_column) {
            *reach = reach.max(columns.end(end - 1));
        }
    }
    for text in scene.texts().into_iter().filter(|text| text.anchor == Anchor::Start) {
        let bounds = text.bounds();
        // Cells begin at their padding; nothing else in the picture does, save by chance.
        let column = columns.column_at(bounds.x0);
        let begins_cell = n_columns > 0 && (bounds.x0 - columns.start(column) - 10.0).abs() < 0.01;
        // A single letter wider than its column cannot be broken.
        let is_one_letter = text.content.chars().count() <= 1;
        // Head and foot have columns of their own, which may begin where a cell does.
        let words = text.content.trim_end_matches('-');
        let of_cell = || {
            let items = data.lanes.iter().flat_map(|lane| &lane.cells).flat_map(|cell| &cell.items);
            let steps = data.curve.columns().map(|(_, step)| &*step.name);
            items.flat_map(|item| [&*item.text, &*item.note]).chain(steps).any(|text| text.contains(words))
        };
        if begins_cell && bounds.x1 > ends[column] + 0.5 && !is_one_letter && text.size < 22.0 && of_cell() {
            let (x1, end, y) = (bounds.x1, ends[column], bounds.y0);
            return Err(format!("{:?} at {y:.1} leaves column {column}: {x1:.1} > {end:.1}", text.content));
        }
    }
    Ok(())
}

#[test]
fn curves_hold_whatever_is_in_them() {
    let fonts = fonts();
    let words = CurveWords::ENGLISH;
    check_all(|random, size| {
        let data = random::curve(random, size);
        check_scene(&layout_curve(&data, &fonts, &words, &CurveOptions::default()))?;
        let options = CurveOptions { stands_alone: true, ..CurveOptions::default() };
        check_scene(&layout_curve(&data, &fonts, &words, &options))?;
        for width in [320.0, 656.0] {
            check_scene(&layout_curve_upright(&data, &fonts, &words, width))?;
        }
        check_scene(&layout_sparkline(&data, "".into(), &SparklineOptions::default()))?;
        for slice in layout_lane_slices(&data, &LaneSliceOptions::default()).iter().take(6) {
            check_scene(slice)?;
        }
        let tall = write_tall_curve(&layout_curve_tall(&data, &fonts, &words));
        check_markup(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{tall}</svg>"))
    });
}

#[test]
fn cards_hold_whatever_is_in_them() {
    let fonts = fonts();
    check_all(|random, size| {
        let curve = random::curve(random, size);
        let text = |random: &mut Random, most: usize| random::text(random, size.of(most)).into();
        let data = CardData {
            id: "card".into(),
            language: curve.language.clone(),
            site_name: text(random, 60),
            kind: text(random, 60),
            title: curve.title.clone(),
            summary: text(random, 400),
            people: curve
                .personas
                .iter()
                .map(|persona| CardPerson { name: persona.name.clone(), initials: "XY".into(), look: persona.look })
                .collect(),
            curve: random.chance(70).then_some(curve),
        };
        check_scene(&layout_card(&data, &fonts, &CurveWords::ENGLISH))
    });
}

#[test]
fn posters_hold_whatever_is_in_them() {
    let fonts = fonts();
    check_all(|random, size| {
        let data = random::map(random, size);
        let scene = layout_map(&data, &fonts, &MapWords::ENGLISH);
        check_scene(&scene)?;
        check_cells(&data, &fonts, &scene)
    });
}

/// On paper: the same laws, the paper's proportion, and one size for all sheets.
#[test]
fn sheets_hold_whatever_is_in_them() {
    let fonts = fonts();
    check_all(|random, size| {
        let data = random::map(random, size);
        let paper = random.pick(&[Paper::A3, Paper::A2]);
        // Most of the work: every third journey is enough.
        if !random.chance(33) {
            return Ok(());
        }
        let sheets = layout_map_sheets(&data, &fonts, &MapWords::ENGLISH, paper);
        let width = sheets.first().map_or(0.0, |sheet| sheet.size.width);
        for sheet in &sheets {
            check_scene(sheet)?;
            let ratio = sheet.size.width / sheet.size.height;
            if (ratio - std::f64::consts::SQRT_2).abs() > 0.01 || (sheet.size.width - width).abs() > 2.0 {
                return Err(format!("sheets of {:?} beside one {width} wide", sheet.size));
            }
        }
        Ok(())
    });
}
