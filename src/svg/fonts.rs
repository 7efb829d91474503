//! The fonts built into the program: what pictures are measured with and PNGs are drawn with.

use crate::diagram::text_metrics::{FontBook, FontError, Typeface};

/// Family names inside the font files, and in every picture.
pub const SANS_FAMILY: &str = "Wayfare Sans";
pub const SERIF_FAMILY: &str = "Wayfare Serif";

/// TrueType bytes of one cut.
pub fn shipped_font(typeface: Typeface) -> &'static [u8] {
    match typeface {
        Typeface::Sans => include_bytes!("../../themes/default/fonts/wayfare-sans-400.ttf"),
        Typeface::SansSemibold => include_bytes!("../../themes/default/fonts/wayfare-sans-600.ttf"),
        Typeface::SansBold => include_bytes!("../../themes/default/fonts/wayfare-sans-700.ttf"),
        Typeface::Serif => include_bytes!("../../themes/default/fonts/wayfare-serif-400.ttf"),
        Typeface::SerifItalic => include_bytes!("../../themes/default/fonts/wayfare-serif-400-italic.ttf"),
        Typeface::SerifSemibold => include_bytes!("../../themes/default/fonts/wayfare-serif-600.ttf"),
    }
}

/// The metrics of the shipped fonts. Takes about a millisecond: do it once and pass it on.
pub fn shipped_font_book() -> Result<FontBook, FontError> {
    FontBook::parse(shipped_font)
}
