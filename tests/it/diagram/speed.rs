//! How long pictures take; run by hand:
//! `cargo test --release --test it diagram::speed -- --ignored --nocapture`.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use wayfare::diagram::curve::{
    CurveOptions, CurveWords, LaneSliceOptions, layout_curve, layout_curve_tall, layout_lane_slices,
};
use wayfare::diagram::map::{MapWords, layout_map};
use wayfare::svg::fonts::shipped_font_book;
use wayfare::svg::raster::render_png;
use wayfare::svg::{Paint, Palette, StandaloneOptions, write_svg, write_tall_curve};

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
    let scene = layout_map(&map, &fonts, &MapWords::ENGLISH);
    time("map, PNG at 1×", 5, || drop(black_box(render_png(&scene, &fonts, &Palette::LIGHT, 1.0).unwrap())));
    time("map, PNG at 2×", 3, || drop(black_box(render_png(&scene, &fonts, &Palette::LIGHT, 2.0).unwrap())));
}
