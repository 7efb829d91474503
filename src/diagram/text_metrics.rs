//! How wide words are, from the advance widths of the fonts that the site ships.
//!
//! 1. [`FontBook::parse`] reads each face once into flat tables (Latin by index, the rest sorted).
//! 2. [`FontBook::width`] sums table entries: no shaping, no allocation. Kerning is ignored; it is under 0.3 % here.
//! 3. A character that no face has is measured generously: one em for what is written in squares, 0.6 em otherwise.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The six cuts of the two families.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Typeface {
    Sans,
    SansSemibold,
    SansBold,
    Serif,
    SerifItalic,
    /// Display cut for headlines.
    SerifSemibold,
}

impl Typeface {
    pub const ALL: [Self; 6] =
        [Self::Sans, Self::SansSemibold, Self::SansBold, Self::Serif, Self::SerifItalic, Self::SerifSemibold];

    /// Weight on the scale of 100 to 900.
    pub fn weight(self) -> u16 {
        match self {
            Self::Sans | Self::Serif | Self::SerifItalic => 400,
            Self::SansSemibold | Self::SerifSemibold => 600,
            Self::SansBold => 700,
        }
    }

    pub fn is_serif(self) -> bool {
        matches!(self, Self::Serif | Self::SerifItalic | Self::SerifSemibold)
    }

    pub fn is_italic(self) -> bool {
        self == Self::SerifItalic
    }
}

/// How a piece of text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    pub typeface: Typeface,
    pub size: f64,
    /// Distance of baselines as a factor of the size.
    pub line_height: f64,
}

impl TextStyle {
    pub const fn new(typeface: Typeface, size: f64, line_height: f64) -> Self {
        Self { typeface, size, line_height }
    }

    pub fn leading(&self) -> f64 {
        self.size * self.line_height
    }
}

/// Code points that the flat table holds: Latin with its extensions A and B.
const N_FLAT: usize = 0x250;

#[derive(Debug, Clone)]
struct FaceMetrics {
    /// Advance in em by code point; negative where the face has no glyph.
    flat: Box<[f32]>,
    /// Sorted by code point, all above the flat table.
    rest: Vec<(u32, f32)>,
}

/// Advance widths of the six cuts: built once, passed around as a value.
#[derive(Debug, Clone)]
pub struct FontBook {
    faces: Vec<FaceMetrics>,
}

/// A font file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontError {
    pub typeface: Typeface,
    pub reason: String,
}

impl std::fmt::Display for FontError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "font for {:?}: {}", self.typeface, self.reason)
    }
}

impl std::error::Error for FontError {}

impl FontBook {
    /// `bytes_of` gives the file (TrueType or OpenType) of each cut.
    pub fn parse<'b>(bytes_of: impl Fn(Typeface) -> &'b [u8]) -> Result<Self, FontError> {
        let mut faces = Vec::with_capacity(Typeface::ALL.len());
        for typeface in Typeface::ALL {
            faces.push(parse_face(bytes_of(typeface)).map_err(|reason| FontError { typeface, reason })?);
        }
        Ok(Self { faces })
    }

    /// Width of `text` on one line, in the units of `size`.
    pub fn width(&self, typeface: Typeface, size: f64, text: &str) -> f64 {
        let Some(face) = self.faces.get(typeface as usize) else { return 0.0 };
        let em: f32 = text.chars().map(|character| face.advance(character)).sum();
        f64::from(em) * size
    }

    /// Width of `text` in a style.
    pub fn width_in(&self, style: &TextStyle, text: &str) -> f64 {
        self.width(style.typeface, style.size, text)
    }

    /// Whether the face draws this character; a caller may warn about scripts without a font.
    pub fn covers(&self, typeface: Typeface, character: char) -> bool {
        self.faces.get(typeface as usize).is_some_and(|face| face.find(character).is_some())
    }
}

impl FaceMetrics {
    fn find(&self, character: char) -> Option<f32> {
        let code = character as u32;
        match self.flat.get(code as usize) {
            Some(&advance) => (advance >= 0.0).then_some(advance),
            None => self
                .rest
                .binary_search_by_key(&code, |entry| entry.0)
                .ok()
                .and_then(|index| self.rest.get(index))
                .map(|entry| entry.1),
        }
    }

    fn advance(&self, character: char) -> f32 {
        match self.find(character) {
            Some(advance) => advance,
            None => fallback_advance(character),
        }
    }
}

fn parse_face(bytes: &[u8]) -> Result<FaceMetrics, String> {
    let font = FontRef::new(bytes).map_err(|error| error.to_string())?;
    let units_per_em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em.max(1));
    let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let mut face = FaceMetrics { flat: vec![-1.0; N_FLAT].into(), rest: Vec::new() };
    for (code, glyph) in font.charmap().mappings() {
        let Some(advance) = glyphs.advance_width(glyph) else { continue };
        // Marks that stand on the letter before them take no room, whatever the font says.
        let advance = if is_zero_width(code) { 0.0 } else { advance / units_per_em };
        match face.flat.get_mut(code as usize) {
            Some(slot) => *slot = advance,
            None => face.rest.push((code, advance)),
        }
    }
    face.rest.sort_unstable_by_key(|entry| entry.0);
    face.rest.dedup_by_key(|entry| entry.0);
    if face.rest.is_empty() && face.flat.iter().all(|advance| *advance < 0.0) {
        return Err("no character map".to_owned());
    }
    Ok(face)
}

/// Width in em of a character that the face lacks.
fn fallback_advance(character: char) -> f32 {
    let code = character as u32;
    if is_zero_width(code) {
        0.0
    } else if is_square(code) {
        1.0
    } else {
        0.6
    }
}

/// Combining marks, joiners, variation selectors, soft hyphen, direction marks and other controls.
fn is_zero_width(code: u32) -> bool {
    matches!(code,
        0..=0x08 | 0x0e..=0x1f | 0x7f..=0x9f | 0xad | 0x0300..=0x036f | 0x0483..=0x0489 | 0x0591..=0x05bd | 0x05bf | 0x05c1..=0x05c2
        | 0x05c4..=0x05c5 | 0x0610..=0x061a | 0x061c | 0x064b..=0x065f | 0x0670 | 0x06d6..=0x06dc | 0x0900..=0x0902 | 0x093c
        | 0x0941..=0x0948 | 0x094d | 0x0e31 | 0x0e34..=0x0e3a | 0x0e47..=0x0e4e | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff
        | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2064 | 0x2066..=0x206f | 0x20d0..=0x20f0 | 0xfe00..=0xfe0f
        | 0xfe20..=0xfe2f | 0xfeff | 0x1f3fb..=0x1f3ff | 0xe0000..=0xe0fff)
}

/// East Asian wide and full-width characters, and emoji.
fn is_square(code: u32) -> bool {
    matches!(code,
        0x1100..=0x115f | 0x231a..=0x231b | 0x23e9..=0x23f3 | 0x2600..=0x27bf | 0x2b1b..=0x2b1c | 0x2b50 | 0x2b55 | 0x2e80..=0x303e
        | 0x3041..=0x33ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xa000..=0xa4cf | 0xa960..=0xa97f | 0xac00..=0xd7a3
        | 0xf900..=0xfaff | 0xfe10..=0xfe19 | 0xfe30..=0xfe6f | 0xff01..=0xff60 | 0xffe0..=0xffe6 | 0x1f000..=0x1faff
        | 0x20000..=0x3fffd)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The shipped fonts, for every layout test.
    pub(crate) fn shipped() -> FontBook {
        crate::svg::fonts::shipped_font_book().unwrap()
    }

    #[test]
    fn known_advances() {
        let fonts = shipped();
        // Figures of the sans are tabular: 0.497 em each at weight 400, 0.513 at 600.
        assert!((fonts.width(Typeface::Sans, 1000.0, "2026") - 4.0 * 497.0).abs() < 0.1);
        assert!((fonts.width(Typeface::SansSemibold, 1000.0, "11") - 2.0 * 513.0).abs() < 0.1);
        assert!(fonts.width(Typeface::SerifSemibold, 64.0, "Ordering a first veg box") > 500.0);
        assert_eq!(fonts.width(Typeface::Sans, 16.0, ""), 0.0);
    }

    #[test]
    fn missing_glyphs_have_room() {
        let fonts = shipped();
        for (text, em) in [("漢字", 2.0), ("🙂", 1.0), ("e\u{301}\u{200d}", 0.496), ("ก", 0.6), ("\u{ad}", 0.0)] {
            let width = fonts.width(Typeface::Sans, 1.0, text);
            assert!((width - em).abs() < 0.01, "{text}: {width}");
        }
        assert!(fonts.covers(Typeface::Sans, 'Ж') && !fonts.covers(Typeface::Sans, '漢'));
    }

    #[test]
    fn a_broken_font_is_an_error() {
        assert!(FontBook::parse(|_| b"not a font").is_err());
    }
}
