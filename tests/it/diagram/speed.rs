//! How long pictures take. The bars, on one core: a curve 200 µs, a map of six stages and twelve steps 2 ms, its PNG at 2× 150 ms, a
//! thousand Mermaid blocks less than `mmdc` takes for one (a second and more). Run by hand:
//! `cargo test --release --test it diagram::speed -- --ignored --nocapture`.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use wayfare::diagram::curve::{
    CurveOptions, CurveWords, LaneSliceOptions, layout_curve, layout_curve_tall, layout_lane_slices,
};
use wayfare::diagram::map::{MapWords, Paper, layout_map, layout_map_sheets};
use wayfare::interop::mermaid::parse;
use wayfare::source::{SourceId, Span};
use wayfare::svg::fonts::shipped_font_book;
use wayfare::svg::raster::render_png;
use wayfare::svg::web_font::embedded_faces;
use wayfare::svg::{Paint, Palette, StandaloneOptions, write_svg, write_tall_curve};
use wayfare::view::picture::mermaid::mermaid_curve;

use super::map_sample::veg_box_map;
use super::samples::veg_box;

fn time(name: &str, n_rounds: u32, mut run: impl FnMut()) {
    run();
    let mut rounds: Vec<Duration> = (0..n_rounds)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    rounds.sort();
    println!("{name:24} {:?}", rounds[rounds.len() / 2]);
}

#[test]
#[ignore = "prints times"]
fn print_times() {
    let fonts = shipped_font_book().unwrap();
    let words = CurveWords::ENGLISH;
    let curve = veg_box();
    let map = veg_box_map();
    let light = Paint::Standalone(StandaloneOptions::new(&Palette::LIGHT));
    time("font book", 20, || drop(black_box(shipped_font_book().unwrap())));
    time("curve, layout", 500, || drop(black_box(layout_curve(&curve, &fonts, &words, &CurveOptions::default()))));
    time("curve, inline", 500, || {
        drop(black_box(write_svg(&layout_curve(&curve, &fonts, &words, &CurveOptions::default()), &Paint::Inline)));
    });
    time("curve, tall", 500, || drop(black_box(write_tall_curve(&layout_curve_tall(&curve, &fonts, &words)))));
    time("lane slices", 500, || {
        for slice in layout_lane_slices(&curve, &LaneSliceOptions::default()) {
            black_box(write_svg(&slice, &Paint::Inline));
        }
    });
    time("map, layout", 200, || drop(black_box(layout_map(&map, &fonts, &MapWords::ENGLISH))));
    time("map, standalone", 200, || drop(black_box(write_svg(&layout_map(&map, &fonts, &MapWords::ENGLISH), &light))));
    time("map, on paper", 20, || drop(black_box(layout_map_sheets(&map, &fonts, &MapWords::ENGLISH, Paper::A3))));
    let scene = layout_map(&map, &fonts, &MapWords::ENGLISH);
    time("map, its fonts", 20, || drop(black_box(embedded_faces(&scene, &fonts))));
    time("map, PNG at 1×", 5, || drop(black_box(render_png(&scene, &fonts, &Palette::LIGHT, 1.0).unwrap())));
    time("map, PNG at 2×", 3, || drop(black_box(render_png(&scene, &fonts, &Palette::LIGHT, 2.0).unwrap())));
    time("1,000 Mermaid blocks", 5, || {
        for _ in 0..1000 {
            let (diagram, _) = parse(MERMAID, Span::new(SourceId(0), 0, MERMAID.len()));
            let data = mermaid_curve(&diagram, "m", "en", |_| None);
            black_box(write_svg(&layout_curve(&data, &fonts, &words, &CurveOptions::default()), &Paint::Inline));
        }
    });
}

/// The example of Mermaid's own manual.
const MERMAID: &str = "journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
      Do work: 1: Me, Cat
    section Go home
      Go downstairs: 5: Me
      Sit down: 5: Me
";
