//! Pixels into the bytes of a PNG with a palette.
//!
//! Colors are counted; where there are more than 256, each of the rarer ones (the edges of letters) becomes the nearest frequent one,
//! which no eye tells apart: a poster's edges blend a dozen colors.

use std::collections::HashMap;

/// `pixels` is opaque RGBA.
pub(super) fn encode_png(width: u32, height: u32, pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let (palette, indices) = index_colors(pixels);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette);
    if indices.len() > LARGE {
        encoder.set_compression(png::Compression::Fast);
        encoder.set_filter(png::Filter::Up);
    } else {
        encoder.set_compression(png::Compression::Balanced);
        encoder.set_filter(png::Filter::NoFilter);
    }
    encoder.write_header()?.write_image_data(&indices)?;
    Ok(bytes)
}

/// The same with all its colors. `pixels` is opaque RGBA.
pub(super) fn encode_true_color(width: u32, height: u32, pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let colors: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Adaptive);
    encoder.write_header()?.write_image_data(&colors)?;
    Ok(bytes)
}

/// Pixels from which speed counts more than size: a picture for printing is made once, one of a page is loaded often.
const LARGE: usize = 8_000_000;

/// Colors as the four bytes of their pixels.
type Pixel = u32;

fn pixels_of(bytes: &[u8]) -> impl Iterator<Item = Pixel> + '_ {
    bytes.chunks_exact(4).map(|pixel| match *pixel {
        [r, g, b, _] => u32::from_le_bytes([r, g, b, 0]),
        _ => 0,
    })
}

/// Palette (three bytes a color, most frequent first) and one index a pixel.
fn index_colors(bytes: &[u8]) -> (Vec<u8>, Vec<u8>) {
    // looked up, never iterated: the list beside it has the order in which colors were met.
    let mut position_of: HashMap<Pixel, usize> = HashMap::new();
    let mut colors: Vec<(Pixel, u64)> = Vec::new();
    let mut positions = Vec::with_capacity(bytes.len() / 4);
    let mut last: Option<(Pixel, usize)> = None;
    for color in pixels_of(bytes) {
        // Most pixels are like the one before.
        let position = match last {
            Some((seen, position)) if seen == color => position,
            _ => *position_of.entry(color).or_insert_with(|| {
                colors.push((color, 0));
                colors.len() - 1
            }),
        };
        last = Some((color, position));
        if let Some(entry) = colors.get_mut(position) {
            entry.1 += 1;
        }
        positions.push(u32::try_from(position).unwrap_or_default());
    }
    let mut order: Vec<usize> = (0..colors.len()).collect();
    let count = |position: &usize| colors.get(*position).copied().unwrap_or_default();
    order.sort_by_key(|position| (std::cmp::Reverse(count(position).1), count(position).0));
    let kept: Vec<Pixel> = order.iter().take(256).map(|position| count(position).0).collect();
    let mut index_of = vec![0_u8; colors.len()];
    for (index, position) in order.iter().enumerate() {
        if let Some(slot) = index_of.get_mut(*position) {
            *slot = u8::try_from(index).unwrap_or_else(|_| nearest(&kept, count(position).0));
        }
    }
    let indices = positions.iter().map(|at| index_of.get(*at as usize).copied().unwrap_or_default()).collect();
    let palette = kept.iter().flat_map(|color| color.to_le_bytes().into_iter().take(3)).collect();
    (palette, indices)
}

/// The position of the color that differs least.
fn nearest(kept: &[Pixel], color: Pixel) -> u8 {
    let distance = |other: Pixel| {
        let channels = other.to_le_bytes().into_iter().zip(color.to_le_bytes());
        channels.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum::<u32>()
    };
    let best = kept.iter().enumerate().min_by_key(|(_, other)| distance(**other));
    best.and_then(|(index, _)| u8::try_from(index).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colors_are_exact_and_of_many_the_frequent_ones() {
        let gray = |n: usize| -> Vec<u8> { (0..n).flat_map(|i| [(i % 256) as u8, (i / 256) as u8, 0, 255]).collect() };
        let (palette, indices) = index_colors(&gray(256));
        assert_eq!((palette.len(), indices.len()), (768, 256));
        for (index, pixel) in indices.iter().zip(gray(256).chunks(4)) {
            let at = usize::from(*index) * 3;
            assert_eq!(palette[at..at + 3], pixel[..3]);
        }
        let mut many = gray(300);
        many.extend([9, 9, 9, 255].repeat(5));
        let (palette, indices) = index_colors(&many);
        assert_eq!((palette.len(), &palette[..3]), (768, &[9, 9, 9][..]));
        assert_eq!(indices.len(), 305);
    }
}
