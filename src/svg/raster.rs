//! A standalone SVG into a PNG.
//!
//! 1. The fonts are loaded once from the bytes given ([`FontDatabase`]); the machine's own fonts are never asked,
//!    so the same picture comes out everywhere.
//! 2. usvg reads the SVG, resvg paints it at the wanted scale.
//! 3. If the picture has at most 256 colors, the PNG gets a palette, otherwise true color.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use crate::diagram::text_metrics::Typeface;

use super::fonts::{SANS_FAMILY, SERIF_FAMILY, shipped_font};

/// Fonts for [`render_png`], shared between threads.
#[derive(Clone)]
pub struct FontDatabase(Arc<fontdb::Database>);

impl std::fmt::Debug for FontDatabase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FontDatabase({} faces)", self.0.len())
    }
}

impl FontDatabase {
    /// The shipped fonts and `further` files (scripts that they lack).
    pub fn new(further: &[Vec<u8>]) -> Self {
        let mut database = fontdb::Database::new();
        for typeface in Typeface::ALL {
            database.load_font_source(fontdb::Source::Binary(Arc::new(shipped_font(typeface))));
        }
        for bytes in further {
            database.load_font_data(bytes.clone());
        }
        database.set_sans_serif_family(SANS_FAMILY);
        database.set_serif_family(SERIF_FAMILY);
        Self(Arc::new(database))
    }
}

/// Why there is no PNG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RasterError {
    /// The SVG could not be read: the reason.
    Svg(String),
    /// The picture is empty or too large: its size in pixels.
    Size(u32, u32),
    /// The PNG could not be written: the reason.
    Png(String),
}

impl std::fmt::Display for RasterError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Svg(reason) => write!(f, "cannot read the picture: {reason}"),
            Self::Size(width, height) => write!(f, "cannot paint {width} × {height} pixels"),
            Self::Png(reason) => write!(f, "cannot write the PNG: {reason}"),
        }
    }
}

impl std::error::Error for RasterError {}

/// No PNG has more pixels than this on a side, nor more than 64 million in all.
const MAX_SIDE: u32 = 16_384;
const MAX_PIXELS: u64 = 64_000_000;

/// Paints `svg` at `scale` pixels per unit of its natural size. Same bytes for the same input.
pub fn render_png(svg: &str, fonts: &FontDatabase, scale: f64) -> Result<Vec<u8>, RasterError> {
    // A picture inside the picture is shown only when it is carried along as data: nothing is fetched from the disk.
    let image_href_resolver = usvg::ImageHrefResolver {
        resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
        resolve_string: Box::new(|_, _| None),
    };
    let options = usvg::Options {
        fontdb: Arc::clone(&fonts.0),
        font_family: SANS_FAMILY.to_owned(),
        image_href_resolver,
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| RasterError::Svg(error.to_string()))?;
    let scale = scale as f32;
    let (width, height) = ((tree.size().width() * scale).ceil() as u32, (tree.size().height() * scale).ceil() as u32);
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(RasterError::Size(width, height));
    }
    let mut pixmap = Pixmap::new(width, height).ok_or(RasterError::Size(width, height))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    encode_png(width, height, pixmap.data()).map_err(|error| RasterError::Png(error.to_string()))
}

/// `pixels` is premultiplied RGBA; where nothing was painted it shows as white.
fn encode_png(width: u32, height: u32, pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let over_white = |pixel: &[u8]| match *pixel {
        [r, g, b, a] => {
            let white = 255 - a;
            [r.saturating_add(white), g.saturating_add(white), b.saturating_add(white)]
        }
        _ => [255; 3],
    };
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    match index_colors(pixels, over_white) {
        Some((palette, indices)) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette);
            encoder.set_filter(png::Filter::NoFilter);
            encoder.write_header()?.write_image_data(&indices)?;
        }
        None => {
            encoder.set_color(png::ColorType::Rgb);
            let rgb: Vec<u8> = pixels.chunks_exact(4).flat_map(over_white).collect();
            encoder.write_header()?.write_image_data(&rgb)?;
        }
    }
    Ok(bytes)
}

/// Palette and one index a pixel, or `None` when there are more than 256 colors.
fn index_colors(pixels: &[u8], color_of: impl Fn(&[u8]) -> [u8; 3]) -> Option<(Vec<u8>, Vec<u8>)> {
    // An open-addressed table of 1024 slots: four times the most there can be, so probes stay short.
    const N_SLOTS: usize = 1024;
    let mut slots: Vec<Option<([u8; 3], u8)>> = vec![None; N_SLOTS];
    let mut palette: Vec<u8> = Vec::with_capacity(768);
    let mut indices = Vec::with_capacity(pixels.len() / 4);
    let mut last: Option<([u8; 3], u8)> = None;
    for pixel in pixels.chunks_exact(4) {
        let color = color_of(pixel);
        if let Some((seen, index)) = last
            && seen == color
        {
            indices.push(index);
            continue;
        }
        let [r, g, b] = color;
        let hash = (u32::from(r) << 16 | u32::from(g) << 8 | u32::from(b)).wrapping_mul(0x9e37_79b1) >> 22;
        let mut at = hash as usize;
        let index = loop {
            match slots.get_mut(at % N_SLOTS)? {
                Some((seen, index)) if *seen == color => break *index,
                Some(_) => at += 1,
                slot @ None => {
                    let index = u8::try_from(palette.len() / 3).ok()?;
                    palette.extend(color);
                    *slot = Some((color, index));
                    break index;
                }
            }
        };
        indices.push(index);
        last = Some((color, index));
    }
    Some((palette, indices))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colors_get_a_palette_and_many_do_not() {
        let gray = |n: usize| -> Vec<u8> { (0..n).flat_map(|i| [(i % 256) as u8, (i / 256) as u8, 0, 255]).collect() };
        let color_of = |p: &[u8]| [p[0], p[1], p[2]];
        assert_eq!(index_colors(&gray(256), color_of).map(|(palette, _)| palette.len()), Some(768));
        assert!(index_colors(&gray(257), color_of).is_none());
    }

    #[test]
    fn paints_text_with_the_shipped_font_only() {
        let fonts = FontDatabase::new(&[]);
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><text y=\"16\" font-family=\"Wayfare Sans\">Hi</text></svg>";
        let with_text = render_png(svg, &fonts, 1.0).unwrap();
        let blank = render_png(&svg.replace("Hi", ""), &fonts, 1.0).unwrap();
        assert_ne!(with_text, blank);
        assert_eq!(with_text, render_png(svg, &fonts, 1.0).unwrap());
        assert!(matches!(render_png("<svg", &fonts, 1.0), Err(RasterError::Svg(_))));
        assert!(matches!(render_png(svg, &fonts, 1e6), Err(RasterError::Size(..))));
    }
}
