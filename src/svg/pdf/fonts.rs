//! The fonts of a document: which glyphs it uses, and those alone in its file.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use skrifa::{FontRef, Tag};
use subsetter::GlyphRemapper;

use crate::diagram::shaping::{GlyphRun, PlacedGlyph};
use crate::diagram::text_metrics::FontBook;

use super::deflate;

/// All faces in use, by their number in the font book.
#[derive(Default)]
pub(super) struct UsedFonts {
    faces: BTreeMap<usize, UsedFace>,
}

/// One face and its glyphs.
#[derive(Default)]
pub(super) struct UsedFace {
    index: usize,
    glyphs: GlyphRemapper,
    /// By the number in the smaller font: the letters that a glyph stands for.
    words: BTreeMap<u16, String>,
}

impl UsedFonts {
    /// The name of a face in the resources of each page.
    pub(super) fn name(&mut self, index: usize) -> String {
        self.faces.entry(index).or_insert_with(|| UsedFace { index, ..UsedFace::default() });
        format!("F{index}")
    }

    pub(super) fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.faces.keys().map(|index| format!("F{index}"))
    }

    pub(super) fn faces(&self) -> impl Iterator<Item = &UsedFace> {
        self.faces.values()
    }

    /// Notes a glyph of a run; gives its number in the smaller font.
    pub(super) fn note(&mut self, run: &GlyphRun, glyph: &PlacedGlyph, text: &str) -> u16 {
        let face = self.faces.entry(run.face).or_default();
        let id = face.glyphs.remap(u16::try_from(glyph.id).unwrap_or(0));
        face.words.entry(id).or_insert_with(|| {
            // The first glyph of a cluster stands for its letters, the others for none.
            let is_first = run.glyphs.iter().find(|other| other.cluster == glyph.cluster) == Some(glyph);
            let next =
                run.glyphs.iter().map(|other| other.cluster as usize).filter(|at| *at > glyph.cluster as usize).min();
            let end = next.unwrap_or(run.range.end);
            text.get(glyph.cluster as usize..end).filter(|_| is_first).unwrap_or_default().to_owned()
        });
        id
    }
}

impl UsedFace {
    /// Writes the font and all that belongs to it. A font that cannot be cut down is written whole.
    pub(super) fn write(&self, fonts: &FontBook, pdf: &mut Pdf, font: Ref, reference: &mut dyn FnMut() -> Ref) {
        let Some(face) = fonts.face(self.index) else { return };
        let (descendant, descriptor, file, map) = (reference(), reference(), reference(), reference());
        let subset = subsetter::subset(face.bytes(), 0, &self.glyphs).unwrap_or_else(|_| face.bytes().to_vec());
        let parsed = FontRef::from_index(&subset, 0).ok();
        let outlines = parsed.as_ref().and_then(|font| font.table_data(Tag::new(b"CFF ")));
        let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
        let name =
            format!("WAYFAR+{}-{}", face.family().replace(|c: char| !c.is_ascii_alphanumeric(), ""), face.weight());
        let name = Name(name.as_bytes());

        let mut type0 = pdf.type0_font(font);
        type0.base_font(name).encoding_predefined(Name(b"Identity-H")).descendant_font(descendant).to_unicode(map);
        type0.finish();
        let mut cid = pdf.cid_font(descendant);
        cid.base_font(name).system_info(system).font_descriptor(descriptor).default_width(0.0);
        if outlines.is_some() {
            cid.subtype(CidFontType::Type0);
        } else {
            cid.subtype(CidFontType::Type2).cid_to_gid_map_predefined(Name(b"Identity"));
        }
        let widths = self.glyphs.remapped_gids().map(|glyph| face.glyph_advance(u32::from(glyph)) * 1000.0);
        cid.widths().consecutive(0, widths);
        cid.finish();

        let mut flags = FontFlags::SYMBOLIC;
        flags.set(FontFlags::ITALIC, face.is_italic());
        let mut written = pdf.font_descriptor(descriptor);
        written.name(name).flags(flags).bbox(Rect::new(-500.0, -400.0, 1500.0, 1200.0)).stem_v(80.0);
        written.italic_angle(if face.is_italic() { -12.0 } else { 0.0 });
        written.ascent(1000.0).descent(-300.0).cap_height(660.0);
        if outlines.is_some() {
            written.font_file3(file);
        } else {
            written.font_file2(file);
        }
        written.finish();
        let data = outlines.as_ref().map_or(subset.as_slice(), |table| table.as_bytes());
        let compressed = deflate(data);
        let mut stream = pdf.stream(file, &compressed);
        stream.filter(Filter::FlateDecode);
        if outlines.is_some() {
            stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        }
        stream.finish();

        let mut unicode = UnicodeCmap::new(Name(b"Custom"), system);
        for (glyph, letters) in self.words.iter().filter(|(_, letters)| !letters.is_empty()) {
            unicode.pair_with_multiple(*glyph, letters.chars());
        }
        pdf.cmap(map, &deflate(&unicode.finish())).filter(Filter::FlateDecode);
    }
}
