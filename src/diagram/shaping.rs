//! A line of text into glyphs at places: for painters that have no text of their own, and for measuring scripts that join.
//!
//! 1. The line is cut into runs of one direction (UAX #9), in the order in which they are seen.
//! 2. Each run is cut, between grapheme clusters, into pieces that one face can write.
//! 3. Each piece is shaped with its face. What no face can write becomes a gap of the width that was measured for it: never a box.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

use super::direction::reads_right_to_left;
use super::font_face::FontFace;
use super::text_metrics::{FontBook, Typeface, fallback_advance, is_square, is_zero_width};

/// A glyph, placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedGlyph {
    pub id: u32,
    /// Of its origin, in em from the left end of the line's baseline; y downward.
    pub x: f32,
    pub y: f32,
    /// The byte of the text that it stands for: the start of its cluster.
    pub cluster: u32,
}

/// Glyphs of one face, in the order in which they are seen.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// For [`FontBook::face`].
    pub face: usize,
    pub glyphs: Vec<PlacedGlyph>,
    /// The bytes of the text that it writes.
    pub range: Range<usize>,
    pub is_right_to_left: bool,
}

/// A line, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ShapedText {
    pub runs: Vec<GlyphRun>,
    /// In em.
    pub width: f32,
}

/// Stands where a letter has no font, so that the reader sees that something is missing.
const STAND_IN: char = '·';

impl FontBook {
    /// Shapes one line.
    #[must_use]
    pub fn shape(&self, typeface: Typeface, text: &str) -> ShapedText {
        let mut shaped = ShapedText::default();
        if text.is_ascii() {
            self.shape_run(typeface, text, 0..text.len(), false, &mut shaped);
            return shaped;
        }
        let level = if reads_right_to_left(text) { Level::rtl() } else { Level::ltr() };
        let info = BidiInfo::new(text, Some(level));
        for paragraph in &info.paragraphs {
            let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let is_right_to_left = levels.get(run.start).is_some_and(Level::is_rtl);
                self.shape_run(typeface, text, run, is_right_to_left, &mut shaped);
            }
        }
        shaped
    }

    fn shape_run(&self, typeface: Typeface, text: &str, range: Range<usize>, rtl: bool, into: &mut ShapedText) {
        let mut pieces: Vec<(Option<usize>, Range<usize>)> = Vec::new();
        let Some(content) = text.get(range.clone()) else { return };
        for (offset, cluster) in content.grapheme_indices(true) {
            let face = self.face_for(typeface, |face| can_write(face, cluster));
            let start = range.start + offset;
            let end = start + cluster.len();
            match pieces.last_mut() {
                // A space goes with the word before it, whichever face wrote that.
                Some((last, piece)) if *last == face && face.is_some() => piece.end = end,
                _ => pieces.push((face, start..end)),
            }
        }
        if rtl {
            pieces.reverse();
        }
        for (face, piece) in pieces {
            match face.and_then(|index| Some((index, self.face(index)?))) {
                Some((index, face)) => push_shaped(index, face, text, piece, rtl, into),
                None => self.push_gap(typeface, text, piece, into),
            }
        }
    }

    /// A cluster without a font: room for it, and in it a dot where it is a letter. An emoji leaves its room empty.
    fn push_gap(&self, typeface: Typeface, text: &str, range: Range<usize>, into: &mut ShapedText) {
        let Some(cluster) = text.get(range.clone()) else { return };
        let width: f32 =
            cluster.chars().map(fallback_advance).sum::<f32>().min(if is_emoji(cluster) { 1.0 } else { 4.0 });
        let dot = self.face(typeface as usize).and_then(|face| face.glyph(STAND_IN));
        if let Some(dot) = dot.filter(|_| width > 0.0 && !is_emoji(cluster)) {
            let x = into.width + (width - dot.advance) / 2.0;
            let cluster = u32::try_from(range.start).unwrap_or(0);
            let glyphs = vec![PlacedGlyph { id: dot.id, x, y: 0.0, cluster }];
            into.runs.push(GlyphRun { face: typeface as usize, glyphs, range, is_right_to_left: false });
        }
        into.width += width;
    }
}

/// Marks and joiners that a face lacks do not send their letter to another face.
fn can_write(face: &FontFace, cluster: &str) -> bool {
    cluster.chars().all(|character| {
        face.glyph(character).is_some() || is_zero_width(character as u32) || character.is_whitespace()
    }) && cluster
        .chars()
        .next()
        .is_some_and(|first| face.glyph(first).is_some() || first.is_whitespace() || is_zero_width(first as u32))
}

fn push_shaped(index: usize, face: &FontFace, text: &str, range: Range<usize>, rtl: bool, into: &mut ShapedText) {
    let Some(buffer) = text.get(range.clone()).and_then(|piece| face.shape(piece, rtl)) else { return };
    let em = 1.0 / face.units_per_em();
    let mut glyphs = Vec::with_capacity(buffer.len());
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        // Glyph 0 is the empty box of the font: a joiner or selector that it does not know.
        if info.glyph_id > 0 {
            glyphs.push(PlacedGlyph {
                id: info.glyph_id,
                x: into.width + position.x_offset as f32 * em,
                y: -(position.y_offset as f32) * em,
                cluster: u32::try_from(range.start).unwrap_or(0) + info.cluster,
            });
            into.width += position.x_advance as f32 * em;
        }
    }
    into.runs.push(GlyphRun { face: index, glyphs, range, is_right_to_left: rtl });
}

/// Whether a cluster is a picture: a face, a flag, a sign that is shown in color.
#[must_use]
pub fn is_emoji(cluster: &str) -> bool {
    cluster.chars().any(|character| {
        let code = character as u32;
        matches!(code, 0x1f000..=0x1faff | 0x2600..=0x27bf | 0x2b00..=0x2bff | 0x2300..=0x23ff | 0x20e3 | 0xfe0f)
            && (is_square(code) || code > 0xfe00 || code == 0x20e3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::text_metrics::tests::{further, shipped};

    #[test]
    fn shaped_and_summed_widths_agree() {
        let fonts = shipped();
        for text in ["Ordering a first veg box", "Ελληνικά", "доставка 12,5 %", ""] {
            let shaped = fonts.shape(Typeface::Sans, text).width;
            let summed = fonts.width(Typeface::Sans, 1.0, text) as f32;
            assert!((shaped - summed).abs() <= 0.03 * summed, "{text}: {shaped} {summed}");
        }
    }

    #[test]
    fn never_a_box() {
        let fonts = shipped();
        for text in ["漢字", "สวัสดี", "🙂", "e\u{301}\u{200d}x\u{fe0f}", "مرحبا"] {
            let shaped = fonts.shape(Typeface::Sans, text);
            assert!(shaped.runs.iter().flat_map(|run| &run.glyphs).all(|glyph| glyph.id > 0), "{text}");
            let summed = fonts.width(Typeface::Sans, 1.0, text) as f32;
            assert!((shaped.width - summed).abs() < 0.05, "{text}: {} {summed}", shaped.width);
        }
        assert!(fonts.shape(Typeface::Sans, "🙂").runs.is_empty(), "an emoji leaves its room empty");
    }

    #[test]
    fn runs_stand_in_the_order_in_which_they_are_seen() {
        let fonts = further();
        let shaped = fonts.shape(Typeface::Sans, "שלום Maya 42");
        let starts: Vec<usize> = shaped.runs.iter().map(|run| run.range.start).collect();
        assert!(starts.first() > starts.last(), "Hebrew begins at the right: {starts:?}");
        let x: Vec<f32> = shaped.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.x).collect();
        assert!(x.windows(2).all(|pair| pair[0] <= pair[1]), "{x:?}");
    }

    #[test]
    fn letters_that_join_are_narrower_than_alone() {
        let fonts = further();
        let word = "الطلبات";
        let alone: f64 = word.chars().map(|letter| fonts.width(Typeface::Sans, 1.0, &letter.to_string())).sum();
        assert!(fonts.width(Typeface::Sans, 1.0, word) < 0.95 * alone);
    }
}
