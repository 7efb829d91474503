//! How wide words are, from the advance widths of the fonts that the site ships.
//!
//! 1. [`FontBook::parse`] reads each face once into flat tables; [`FontBook::add_further`] adds the site's own fonts.
//! 2. [`FontBook::width`] sums table entries: no shaping, no allocation. Kerning is ignored; it is under 0.3 % here. Only
//!    words of scripts whose letters join (Arabic, Devanagari …) are shaped, since their letters alone are a quarter wider.
//! 3. A character that no face has is measured generously: one em for what is written in squares, 0.6 em otherwise.

use std::sync::Arc;

use super::font_face::FontFace;

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

/// What text is measured with and drawn with: the six cuts, and further fonts for scripts that they lack.
/// Built once, passed around as a value.
#[derive(Debug, Clone)]
pub struct FontBook {
    /// The six cuts in the order of [`Typeface::ALL`], then the further ones as named.
    faces: Vec<Arc<FontFace>>,
    further: Vec<FurtherFont>,
    /// Of the bytes of the further ones.
    fingerprint: u64,
}

/// A font of the site's own, for what the shipped fonts cannot write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FurtherFont {
    /// As the pages name it.
    pub family: String,
    /// 100 to 900, as the file says.
    pub weight: u16,
    pub is_italic: bool,
    /// Where the file is published, from the site's root.
    pub path: String,
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

/// Fonts of this weight and above are bold.
const BOLD: u16 = 600;

impl FontBook {
    /// `bytes_of` gives the file (TrueType or OpenType) of each cut.
    pub fn parse(bytes_of: impl Fn(Typeface) -> &'static [u8]) -> Result<Self, FontError> {
        let mut faces = Vec::with_capacity(Typeface::ALL.len());
        for typeface in Typeface::ALL {
            let face = FontFace::parse(bytes_of(typeface).into()).map_err(|reason| FontError { typeface, reason })?;
            faces.push(Arc::new(face));
        }
        Ok(Self { faces, further: Vec::new(), fingerprint: 0 })
    }

    /// Adds a font of the site's own. `family` wins over the name in the file; `path` is where pages will find it.
    /// The first font added that has a letter is the one that writes it.
    ///
    /// # Errors
    /// Why the file cannot be read.
    pub fn add_further(&mut self, bytes: Arc<[u8]>, family: Option<&str>, path: &str) -> Result<(), String> {
        self.fingerprint = self.fingerprint.rotate_left(1) ^ rapidhash::v3::rapidhash_v3(&bytes);
        let face = FontFace::parse(bytes.into())?;
        self.further.push(FurtherFont {
            family: family.map_or_else(|| face.family().to_owned(), str::to_owned),
            weight: face.weight(),
            is_italic: face.is_italic(),
            path: path.to_owned(),
        });
        self.faces.push(Arc::new(face));
        Ok(())
    }

    /// A number that differs when the site's own fonts do.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// The site's own fonts, in the order in which they were added.
    #[must_use]
    pub fn further(&self) -> &[FurtherFont] {
        &self.further
    }

    /// Width of `text` on one line, in the units of `size`.
    #[must_use]
    pub fn width(&self, typeface: Typeface, size: f64, text: &str) -> f64 {
        let mut em = 0.0;
        for character in text.chars() {
            // Letters that join or stack are as wide as the word that they stand in makes them.
            if !self.further.is_empty() && is_joined(character as u32) {
                return f64::from(self.shape(typeface, text).width) * size;
            }
            em += self.advance(typeface, character);
        }
        f64::from(em) * size
    }

    /// Width of `text` in a style.
    #[must_use]
    pub fn width_in(&self, style: &TextStyle, text: &str) -> f64 {
        self.width(style.typeface, style.size, text)
    }

    /// Whether a text has to be shaped to be measured.
    pub(super) fn joins(&self, text: &str) -> bool {
        !self.further.is_empty() && text.chars().any(|character| is_joined(character as u32))
    }

    /// Whether any of the fonts can write this character: the shipped cut, or one of the site's own.
    #[must_use]
    pub fn covers(&self, typeface: Typeface, character: char) -> bool {
        self.face_for(typeface, |face| face.glyph(character).is_some()).is_some()
    }

    /// The face of a number that [`Self::shape`] gave.
    #[must_use]
    pub fn face(&self, index: usize) -> Option<&FontFace> {
        self.faces.get(index).map(Arc::as_ref)
    }

    /// The first face that can write something: the shipped cut, then the site's own in its weight, then any of them.
    pub(super) fn face_for(&self, typeface: Typeface, can_write: impl Fn(&FontFace) -> bool) -> Option<usize> {
        let own = typeface as usize;
        if self.faces.get(own).is_some_and(|face| can_write(face)) {
            return Some(own);
        }
        let is_bold = typeface.weight() >= BOLD;
        let further = |matching: bool| {
            let fonts = self.further.iter().zip(self.faces.iter().skip(Typeface::ALL.len())).enumerate();
            fonts
                .filter(move |(_, (font, _))| ((font.weight >= BOLD) == is_bold) == matching)
                .find(|(_, (_, face))| can_write(face))
                .map(|(index, _)| Typeface::ALL.len() + index)
        };
        further(true).or_else(|| further(false))
    }

    fn advance(&self, typeface: Typeface, character: char) -> f32 {
        let Some(own) = self.faces.get(typeface as usize) else { return 0.0 };
        if let Some(glyph) = own.glyph(character) {
            return glyph.advance;
        }
        let further = || self.face_for(typeface, |face| face.glyph(character).is_some());
        let face = if self.further.is_empty() { None } else { further() };
        let glyph = face.and_then(|face| self.faces.get(face)?.glyph(character));
        glyph.map_or_else(|| fallback_advance(character), |glyph| glyph.advance)
    }
}

/// Scripts whose letters change their shape with their neighbors: Arabic and its kin, the Indic ones, Tibetan, Burmese, Khmer.
pub(crate) fn is_joined(code: u32) -> bool {
    matches!(code, 0x0600..=0x08ff | 0x0900..=0x0dff | 0x0f00..=0x109f | 0x1780..=0x17ff | 0x1800..=0x18af | 0xfb50..=0xfdff | 0xfe70..=0xfefe)
}

/// Width in em of a character that the face lacks.
pub(super) fn fallback_advance(character: char) -> f32 {
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
pub(crate) fn is_zero_width(code: u32) -> bool {
    matches!(code,
        0..=0x08 | 0x0e..=0x1f | 0x7f..=0x9f | 0xad | 0x0300..=0x036f | 0x0483..=0x0489 | 0x0591..=0x05bd | 0x05bf | 0x05c1..=0x05c2
        | 0x05c4..=0x05c5 | 0x0610..=0x061a | 0x061c | 0x064b..=0x065f | 0x0670 | 0x06d6..=0x06dc | 0x0900..=0x0902 | 0x093c
        | 0x0941..=0x0948 | 0x094d | 0x0e31 | 0x0e34..=0x0e3a | 0x0e47..=0x0e4e | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff
        | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2064 | 0x2066..=0x206f | 0x20d0..=0x20f0 | 0xfe00..=0xfe0f
        | 0xfe20..=0xfe2f | 0xfeff | 0x1f3fb..=0x1f3ff | 0xe0000..=0xe0fff)
}

/// East Asian wide and full-width characters, and emoji.
pub(super) fn is_square(code: u32) -> bool {
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

    /// The shipped fonts and small ones of five more scripts.
    pub(crate) fn further() -> FontBook {
        let mut fonts = shipped();
        for bytes in [
            &include_bytes!("../../tests/fonts/noto-sans-arabic.ttf")[..],
            include_bytes!("../../tests/fonts/noto-sans-hebrew.ttf"),
            include_bytes!("../../tests/fonts/noto-sans-thai.ttf"),
            include_bytes!("../../tests/fonts/noto-sans-devanagari.ttf"),
            include_bytes!("../../tests/fonts/noto-sans-japanese.otf"),
        ] {
            fonts.add_further(bytes.into(), None, "assets/fonts/further.ttf").unwrap();
        }
        fonts
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
