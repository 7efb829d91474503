//! One font file: its characters, their advance widths, its outlines.
//!
//! Widths and glyph numbers lie in flat tables (Latin by index, the rest sorted), so that measuring a text reads no file.

use std::sync::Arc;

use kurbo::BezPath;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::text_metrics::is_zero_width;

/// Code points that the flat table holds: Latin with its extensions A and B.
const N_FLAT: usize = 0x250;

/// The bytes of a font file: built in, or read from the site.
#[derive(Clone)]
pub(super) enum FontBytes {
    BuiltIn(&'static [u8]),
    Read(Arc<[u8]>),
}

impl From<&'static [u8]> for FontBytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self::BuiltIn(bytes)
    }
}

impl From<Arc<[u8]>> for FontBytes {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self::Read(bytes)
    }
}

impl std::ops::Deref for FontBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::BuiltIn(bytes) => bytes,
            Self::Read(bytes) => bytes,
        }
    }
}

/// A character of a face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FaceGlyph {
    pub id: u32,
    /// In em.
    pub advance: f32,
}

/// A font file, read once.
pub struct FontFace {
    bytes: FontBytes,
    /// By code point; an id of 0 is none.
    flat: Box<[FaceGlyph]>,
    /// Sorted by code point, all above the flat table.
    rest: Vec<(u32, FaceGlyph)>,
    units_per_em: f32,
    family: String,
    weight: u16,
    is_italic: bool,
    shaper: harfrust::ShaperData,
}

impl std::fmt::Debug for FontFace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FontFace({} {})", self.family, self.weight)
    }
}

impl FontFace {
    /// Reads a TrueType or OpenType file; of a collection, its first face; of a variable font, its default.
    ///
    /// # Errors
    /// Why it is no font that can be used.
    pub(super) fn parse(bytes: FontBytes) -> Result<Self, String> {
        const NONE: FaceGlyph = FaceGlyph { id: 0, advance: 0.0 };
        let font = FontRef::from_index(&bytes, 0).map_err(|error| error.to_string())?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = f32::from(metrics.units_per_em.max(1));
        let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let mut flat: Box<[FaceGlyph]> = vec![NONE; N_FLAT].into();
        let mut rest = Vec::new();
        for (code, glyph) in font.charmap().mappings() {
            let Some(advance) = glyphs.advance_width(glyph) else { continue };
            // Marks that stand on the letter before them take no room, whatever the font says.
            let advance = if is_zero_width(code) { 0.0 } else { advance / units_per_em };
            let found = FaceGlyph { id: glyph.to_u32(), advance };
            match flat.get_mut(code as usize) {
                Some(slot) => *slot = found,
                None => rest.push((code, found)),
            }
        }
        rest.sort_unstable_by_key(|entry| entry.0);
        rest.dedup_by_key(|entry| entry.0);
        if rest.is_empty() && flat.iter().all(|glyph| glyph.id == 0) {
            return Err("it has no table of characters".to_owned());
        }
        let name = |id| font.localized_strings(id).english_or_first().map(|name| name.to_string());
        let family = name(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(StringId::FAMILY_NAME));
        let attributes = font.attributes();
        let shaper = harfrust::ShaperData::new(&font);
        Ok(Self {
            flat,
            rest,
            units_per_em,
            family: family.unwrap_or_else(|| "Further font".to_owned()),
            weight: attributes.weight.value().clamp(1.0, 1000.0) as u16,
            is_italic: attributes.style != skrifa::attribute::Style::Normal,
            shaper,
            bytes,
        })
    }

    /// The glyph of a character; `None` where the face has none.
    #[must_use]
    pub fn glyph(&self, character: char) -> Option<FaceGlyph> {
        let code = character as u32;
        match self.flat.get(code as usize) {
            Some(glyph) => (glyph.id > 0).then_some(*glyph),
            None => {
                let index = self.rest.binary_search_by_key(&code, |entry| entry.0).ok()?;
                self.rest.get(index).map(|entry| entry.1)
            }
        }
    }

    #[must_use]
    pub fn family(&self) -> &str {
        &self.family
    }

    /// 100 to 900.
    #[must_use]
    pub fn weight(&self) -> u16 {
        self.weight
    }

    #[must_use]
    pub fn is_italic(&self) -> bool {
        self.is_italic
    }

    /// The whole file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    #[must_use]
    pub fn units_per_em(&self) -> f32 {
        self.units_per_em
    }

    /// How far a glyph moves the next one, in em, as the file says.
    #[must_use]
    pub fn glyph_advance(&self, glyph: u32) -> f32 {
        let Ok(font) = FontRef::from_index(&self.bytes, 0) else { return 0.0 };
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        metrics.advance_width(GlyphId::new(glyph)).unwrap_or(0.0) / self.units_per_em
    }

    /// The outline of a glyph in em, y downward; empty for a space or where the font is broken.
    #[must_use]
    pub fn outline(&self, glyph: u32) -> BezPath {
        let mut pen = Pen { path: BezPath::new(), scale: 1.0 / f64::from(self.units_per_em) };
        if let Ok(font) = FontRef::from_index(&self.bytes, 0)
            && let Some(outline) = font.outline_glyphs().get(GlyphId::new(glyph))
        {
            // A broken outline is drawn as far as it goes.
            let _ = outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen);
        }
        pen.path
    }

    /// Shapes one run of one direction with this face.
    pub(super) fn shape(&self, text: &str, right_to_left: bool) -> Option<harfrust::GlyphBuffer> {
        let font = FontRef::from_index(&self.bytes, 0).ok()?;
        let mut buffer = harfrust::UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let direction = if right_to_left { harfrust::Direction::RightToLeft } else { harfrust::Direction::LeftToRight };
        buffer.set_direction(direction);
        Some(self.shaper.shaper(&font).build().shape(buffer, harfrust::ShapeOptions::new()))
    }
}

/// Turns font units into em and the y axis downward.
struct Pen {
    path: BezPath,
    scale: f64,
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) * self.scale, -f64::from(y) * self.scale)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.point(cx, cy), self.point(x, y));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.curve_to(self.point(ax, ay), self.point(bx, by), self.point(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
