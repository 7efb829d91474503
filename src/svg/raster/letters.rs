//! Letters as small gray pictures, each made once.

use std::collections::HashMap;

use kurbo::{BezPath, Rect, Shape};
use resvg::tiny_skia::{FillRule, Mask, Pixmap, Transform};

use crate::diagram::text_metrics::FontBook;
use crate::svg::palette::Rgb;

use super::skia_path;

/// Places within a pixel that letters are drawn for.
const N_SHIFTS: f64 = 4.0;

/// All letters of one picture: looked up, never iterated.
#[derive(Debug, Default)]
pub(super) struct Letters {
    outlines: HashMap<(usize, u32), BezPath>,
    letters: HashMap<(usize, u32, u64, u8), Letter>,
}

/// How much of each pixel a letter covers, around its origin.
#[derive(Debug, Default)]
pub(super) struct Letter {
    left: i64,
    top: i64,
    width: usize,
    cover: Vec<u8>,
}

impl Letters {
    /// In em.
    pub(super) fn outline(&mut self, fonts: &FontBook, face: usize, glyph: u32) -> &BezPath {
        self.outlines
            .entry((face, glyph))
            .or_insert_with(|| fonts.face(face).map(|face| face.outline(glyph)).unwrap_or_default())
    }

    /// A letter of `size` pixels whose origin is at `x`.
    pub(super) fn letter(&mut self, fonts: &FontBook, face: usize, glyph: u32, size: f64, x: f64) -> &Letter {
        let shift = ((x - x.floor()) * N_SHIFTS) as u8;
        let key = (face, glyph, size.to_bits(), shift);
        if !self.letters.contains_key(&key) {
            let letter = paint_letter(self.outline(fonts, face, glyph), size, f64::from(shift) / N_SHIFTS);
            self.letters.insert(key, letter);
        }
        self.letters.entry(key).or_default()
    }
}

fn paint_letter(outline: &BezPath, size: f64, shift: f64) -> Letter {
    if outline.elements().is_empty() {
        return Letter::default();
    }
    let bounds = outline.bounding_box().scale_from_origin(size);
    let (left, top) = ((bounds.x0 + shift).floor() - 1.0, bounds.y0.floor() - 1.0);
    let (width, height) = ((bounds.x1 + shift - left).ceil() + 1.0, (bounds.y1 - top).ceil() + 1.0);
    let mask = Mask::new(width as u32, height as u32);
    let (Some(mut mask), Some(path)) = (mask, skia_path(outline, size, shift - left, -top)) else {
        return Letter::default();
    };
    mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
    Letter { left: left as i64, top: top as i64, width: width as usize, cover: mask.data().to_vec() }
}

impl Letter {
    /// Lays the color over the pixels, origin at `(x, y)`.
    pub(super) fn draw(&self, pixmap: &mut Pixmap, x: f64, y: f64, Rgb(r, g, b): Rgb, clip: Option<Rect>) {
        if self.width == 0 {
            return;
        }
        let (n_columns, n_rows) = (pixmap.width() as usize, pixmap.height() as usize);
        let clip = clip.unwrap_or(Rect::new(0.0, 0.0, n_columns as f64, n_rows as f64));
        let (first, last) = (clip.x0.max(0.0) as i64, (clip.x1 as i64).min(n_columns as i64));
        let (left, top) = (x.floor() as i64 + self.left, y.round() as i64 + self.top);
        let pixels = pixmap.data_mut();
        for (row, cover) in self.cover.chunks_exact(self.width).enumerate() {
            let at_row = top + row as i64;
            if at_row < clip.y0.max(0.0) as i64 || at_row >= (clip.y1 as i64).min(n_rows as i64) {
                continue;
            }
            let from = (first - left).clamp(0, self.width as i64) as usize;
            let to = (last - left).clamp(from as i64, self.width as i64) as usize;
            let start = at_row as usize * n_columns + (left + from as i64).max(0) as usize;
            let Some(line) = pixels.get_mut(4 * start..4 * (start + to - from)) else { continue };
            for (pixel, cover) in line.chunks_exact_mut(4).zip(cover.iter().skip(from)) {
                if *cover == 0 {
                    continue;
                }
                for (channel, color) in pixel.iter_mut().zip([r, g, b]) {
                    let (below, above) = (u32::from(*channel), u32::from(color));
                    let sum = below * (255 - u32::from(*cover)) + above * u32::from(*cover) + 127;
                    *channel = (sum / 255) as u8;
                }
            }
        }
    }
}
