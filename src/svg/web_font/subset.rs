//! A font cut down to the letters of a picture, in one of two ways.
//!
//! 1. Letters that stand alone (Latin, Cyrillic, Chinese …): their outlines under new numbers, nothing else. Kerning goes with the
//!    rest: the picture was measured without it.
//! 2. Letters that join or stack (Arabic, Devanagari, Thai …): glyphs keep their numbers, so that the tables that join and stack them
//!    stay true; the outlines of all others are emptied.

use std::borrow::Cow;
use std::collections::BTreeSet;

use subsetter::GlyphRemapper;

use crate::diagram::font_face::FontFace;

use super::UsedLetters;
use super::cmap::write_cmap;
use super::sfnt::{Tables, read_tables, u16_at, u32_at, write_woff};

/// The small font, packed for the web; `None` for a font that cannot be read.
pub(super) fn cut_down(face: &FontFace, letters: &UsedLetters, keeps_layout: bool) -> Option<Vec<u8>> {
    small_tables(face, letters, keeps_layout).map(|tables| write_woff(&tables))
}

pub(super) fn small_tables(face: &FontFace, letters: &UsedLetters, keeps_layout: bool) -> Option<Tables<'static>> {
    let mut glyphs = letters.glyphs.clone();
    let mut characters: Vec<(char, u16)> = Vec::new();
    for character in &letters.characters {
        if let Some(glyph) = face.glyph(*character).and_then(|glyph| u16::try_from(glyph.id).ok()) {
            glyphs.insert(glyph);
            characters.push((*character, glyph));
        }
    }
    let original = read_tables(face.bytes())?;
    // Outlines of the other kind (CFF) are cut only under new numbers.
    let mut tables = if keeps_layout && original.contains_key(b"glyf") {
        empty_other_outlines(&original, glyphs)?
    } else {
        let mut numbers = GlyphRemapper::new();
        for (_, glyph) in &mut characters {
            *glyph = numbers.remap(*glyph);
        }
        let small = subsetter::subset(face.bytes(), 0, &numbers).ok()?;
        owned(read_tables(&small)?)
    };
    tables.insert(*b"cmap", Cow::Owned(write_cmap(&characters)));
    for tag in [b"OS/2", b"name"] {
        if let (false, Some(table)) = (tables.contains_key(tag), original.get(tag)) {
            tables.insert(*tag, Cow::Owned(table.to_vec()));
        }
    }
    // No names of glyphs.
    let mut post = original.get(b"post").and_then(|post| post.get(..32)).map_or_else(|| vec![0; 32], <[u8]>::to_vec);
    if let Some(version) = post.get_mut(..4) {
        version.copy_from_slice(&[0, 3, 0, 0]);
    }
    tables.insert(*b"post", Cow::Owned(post));
    Some(tables)
}

fn owned(tables: Tables<'_>) -> Tables<'static> {
    tables.into_iter().map(|(tag, table)| (tag, Cow::Owned(table.into_owned()))).collect()
}

/// What a font with glyphs of unchanged numbers needs; variations, kerning of the old kind, bitmaps and signatures go.
const KEPT: [&[u8; 4]; 14] = [
    b"head", b"hhea", b"hmtx", b"maxp", b"OS/2", b"name", b"cvt ", b"fpgm", b"prep", b"gasp", b"GSUB", b"GPOS",
    b"GDEF", b"BASE",
];

fn empty_other_outlines(original: &Tables<'_>, mut glyphs: BTreeSet<u16>) -> Option<Tables<'static>> {
    let head = original.get(b"head")?;
    let (loca, glyf) = (original.get(b"loca")?, original.get(b"glyf")?);
    let is_long = u16_at(head, 50)? == 1;
    let n_glyphs = u16_at(original.get(b"maxp")?, 4)?;
    let place = |glyph: u16| -> Option<&[u8]> {
        let at = |index: usize| {
            if is_long {
                u32_at(loca, 4 * index).map(|at| at as usize)
            } else {
                u16_at(loca, 2 * index).map(|at| 2 * usize::from(at))
            }
        };
        glyf.get(at(usize::from(glyph))?..at(usize::from(glyph) + 1)?)
    };
    glyphs.insert(0);
    let mut open: Vec<u16> = glyphs.iter().copied().collect();
    while let Some(glyph) = open.pop() {
        open.extend(components(place(glyph).unwrap_or_default()).into_iter().filter(|part| glyphs.insert(*part)));
    }
    let (mut new_glyf, mut new_loca) = (Vec::new(), Vec::new());
    for glyph in 0..n_glyphs {
        new_loca.extend(u32::try_from(new_glyf.len()).ok()?.to_be_bytes());
        if glyphs.contains(&glyph) {
            new_glyf.extend(place(glyph).unwrap_or_default());
            new_glyf.resize(new_glyf.len().div_ceil(4) * 4, 0u8);
        }
    }
    new_loca.extend(u32::try_from(new_glyf.len()).ok()?.to_be_bytes());
    let mut tables: Tables<'static> =
        KEPT.iter().filter_map(|tag| Some((**tag, Cow::Owned(original.get(*tag)?.to_vec())))).collect();
    let mut head = head.to_vec();
    head.get_mut(50..52)?.copy_from_slice(&[0, 1]);
    tables.insert(*b"head", Cow::Owned(head));
    tables.insert(*b"loca", Cow::Owned(new_loca));
    tables.insert(*b"glyf", Cow::Owned(new_glyf));
    Some(tables)
}

/// The glyphs that a glyph is put together from; none for a plain outline (OpenType 1.9, `glyf`, “Composite glyph description”).
fn components(outline: &[u8]) -> Vec<u16> {
    let mut parts = Vec::new();
    let is_composite = u16_at(outline, 0).is_some_and(|n_contours| n_contours >= 0x8000);
    let mut at = 10;
    while let (true, Some(flags), Some(part)) = (is_composite, u16_at(outline, at), u16_at(outline, at + 2)) {
        parts.push(part);
        let places = if flags & 0x1 != 0 { 4 } else { 2 };
        let scales = match flags {
            flags if flags & 0x8 != 0 => 2,
            flags if flags & 0x40 != 0 => 4,
            flags if flags & 0x80 != 0 => 8,
            _ => 0,
        };
        at += 4 + places + scales;
        if flags & 0x20 == 0 {
            break;
        }
    }
    parts
}
