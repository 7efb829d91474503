//! Every chart and plan with the example organization's own numbers, byte for byte as in `tests/svg/`.
//!
//! `WAYFARE_BLESS=1` writes the expected files anew; `WAYFARE_LOOK=folder` paints the pictures too, to be looked at.

mod measures;
mod plans;
mod portfolio;
mod stories;
mod time;

use std::fs;
use std::path::PathBuf;

use wayfare::diagram::{FontBook, Scene};
use wayfare::svg::raster::render_png;
use wayfare::svg::{Paint, Palette, StandaloneOptions, write_svg};

pub(crate) fn fonts() -> FontBook {
    wayfare::svg::fonts::shipped_font_book().expect("the shipped fonts")
}

#[track_caller]
pub(crate) fn check_picture(name: &str, scene: &Scene<'_>) {
    let svg = write_svg(scene, &Paint::Standalone(StandaloneOptions::new(&Palette::LIGHT)));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/svg").join(format!("{name}.svg"));
    if let Some(folder) = std::env::var_os("WAYFARE_LOOK") {
        let png = render_png(scene, &fonts(), &Palette::LIGHT, 1.5).expect("a picture that can be painted");
        fs::write(PathBuf::from(folder).join(format!("{name}.png")), png).expect("a folder for pictures");
    }
    if std::env::var_os("WAYFARE_BLESS").is_some() {
        fs::write(&path, &svg).expect("tests/svg can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        svg == expected,
        "{} differs from what is drawn now; look at it, then run with WAYFARE_BLESS=1",
        path.display()
    );
}
