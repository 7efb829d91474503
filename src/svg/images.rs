//! Images that a scene carries along, as pixels: for pictures that are no markup.
//!
//! 1. Only what stands in the scene itself is painted (`data:image/…;base64,…`): nothing is fetched while painting.
//! 2. PNG, JPEG and SVG are understood; the pixels of the last are made here, large enough for print.
//! 3. An image fills its frame and is cut at its edges, as the markup says it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use kurbo::Rect;
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::palette::Rgb;

/// Larger ones are left out.
const MAX_PIXELS: u64 = 60_000_000;
/// Longer side of an SVG image, in pixels.
const SVG_SIDE: f32 = 1600.0;

/// Rows of red, green, blue and alpha, not multiplied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RasterImage {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) pixels: Vec<u8>,
    /// The file itself, where it is a JPEG in three colors: documents can hold it as it is.
    pub(super) jpeg: Option<Vec<u8>>,
}

/// Whether files with such an ending can be painted.
#[must_use]
pub fn can_paint(ending: &str) -> bool {
    matches!(ending, "png" | "jpg" | "jpeg" | "svg")
}

/// The image of an address that has its bytes in it; `None` for every other, and for what cannot be read.
pub(super) fn decode_address(href: &str) -> Option<RasterImage> {
    let (_, base64) = href.strip_prefix("data:image/")?.split_once(";base64,")?;
    let bytes = BASE64.decode(base64).ok()?;
    match bytes.as_slice() {
        [0x89, b'P', b'N', b'G', ..] => decode_png(&bytes),
        [0xff, 0xd8, ..] => decode_jpeg(bytes),
        _ => decode_svg(&bytes),
    }
}

/// Where the whole image lies when it fills `frame`.
pub(super) fn place_image(image: &RasterImage, frame: Rect) -> Rect {
    let (width, height) = (f64::from(image.width.max(1)), f64::from(image.height.max(1)));
    let scale = (frame.width() / width).max(frame.height() / height);
    Rect::from_center_size(frame.center(), (width * scale, height * scale))
}

fn is_small_enough(width: u32, height: u32) -> bool {
    width > 0 && height > 0 && u64::from(width) * u64::from(height) <= MAX_PIXELS
}

fn decode_png(bytes: &[u8]) -> Option<RasterImage> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if !is_small_enough(width, height) {
        return None;
    }
    let mut rows = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut rows).ok()?;
    rows.truncate(frame.buffer_size());
    let pixels = match frame.color_type {
        png::ColorType::Rgba => rows,
        png::ColorType::GrayscaleAlpha => {
            let pixels = rows.chunks_exact(2).map(|pixel| match *pixel {
                [gray, alpha] => [gray, gray, gray, alpha],
                _ => [0; 4],
            });
            pixels.flatten().collect()
        }
        png::ColorType::Rgb => {
            let pixels = rows.chunks_exact(3).map(|pixel| match *pixel {
                [red, green, blue] => [red, green, blue, 255],
                _ => [0; 4],
            });
            pixels.flatten().collect()
        }
        _ => rows.iter().flat_map(|gray| [*gray, *gray, *gray, 255]).collect(),
    };
    Some(RasterImage { width, height, pixels, jpeg: None })
}

fn decode_jpeg(bytes: Vec<u8>) -> Option<RasterImage> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&bytes), options);
    decoder.decode_headers().ok()?;
    let info = decoder.info()?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    if !is_small_enough(width, height) {
        return None;
    }
    let pixels = decoder.decode().ok()?;
    let is_whole = pixels.len() as u64 == u64::from(width) * u64::from(height) * 4;
    let jpeg = (info.components == 3).then_some(bytes);
    is_whole.then_some(RasterImage { width, height, pixels, jpeg })
}

/// Nothing that such an image points to is read.
fn decode_svg(bytes: &[u8]) -> Option<RasterImage> {
    let mut options = usvg::Options::default();
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = usvg::Tree::from_data(bytes, &options).ok()?;
    let size = tree.size();
    let scale = SVG_SIDE / size.width().max(size.height());
    let (width, height) = ((size.width() * scale).ceil() as u32, (size.height() * scale).ceil() as u32);
    let mut pixmap = Pixmap::new(width, height).filter(|_| is_small_enough(width, height))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let pixels = pixmap.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    Some(RasterImage { width, height, pixels: pixels.collect(), jpeg: None })
}

impl RasterImage {
    /// Half as wide and half as tall, each pixel the mean of four.
    pub(super) fn halved(&self) -> Self {
        let (width, height) = ((self.width / 2).max(1), (self.height / 2).max(1));
        let at = |x: u32, y: u32, channel: usize| {
            let index = (y.min(self.height - 1) as usize * self.width as usize + x.min(self.width - 1) as usize) * 4;
            self.pixels.get(index + channel).copied().map_or(0, u32::from)
        };
        let mut pixels = Vec::with_capacity(width as usize * height as usize * 4);
        for y in 0..height {
            for x in 0..width {
                for channel in 0..4 {
                    let four = [(0, 0), (1, 0), (0, 1), (1, 1)];
                    let sum: u32 = four.iter().map(|(dx, dy)| at(2 * x + dx, 2 * y + dy, channel)).sum();
                    pixels.push((sum / 4) as u8);
                }
            }
        }
        Self { width, height, pixels, jpeg: None }
    }

    /// As the painter of pixels wants it.
    pub(super) fn to_pixmap(&self) -> Option<Pixmap> {
        let mut pixmap = Pixmap::new(self.width, self.height)?;
        for (pixel, channels) in pixmap.pixels_mut().iter_mut().zip(self.pixels.chunks_exact(4)) {
            let &[red, green, blue, alpha] = channels else { continue };
            let multiplied = |channel: u8| (u16::from(channel) * u16::from(alpha) / 255) as u8;
            let color = PremultipliedColorU8::from_rgba(multiplied(red), multiplied(green), multiplied(blue), alpha);
            if let Some(color) = color {
                *pixel = color;
            }
        }
        Some(pixmap)
    }

    /// Red, green and blue on an opaque ground.
    pub(super) fn on(&self, Rgb(red, green, blue): Rgb) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.pixels.len() / 4 * 3);
        for channels in self.pixels.chunks_exact(4) {
            let &[r, g, b, alpha] = channels else { continue };
            let alpha = u16::from(alpha);
            for (channel, ground) in [(r, red), (g, green), (b, blue)] {
                bytes.push(((u16::from(channel) * alpha + u16::from(ground) * (255 - alpha)) / 255) as u8);
            }
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Eight by eight pixels of one red.
    const JPEG: &str = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H///\
        /6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAAI\
        AAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwT/xA\
        AUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCcAS9//9k=";

    #[test]
    fn a_jpeg_is_read_and_kept() {
        let image = decode_address(&format!("data:image/jpeg;base64,{JPEG}")).unwrap();
        assert_eq!((image.width, image.height, image.pixels.len()), (8, 8, 256));
        let &[red, green, _, alpha] = &image.pixels[..4] else { panic!("four channels") };
        assert!(red.abs_diff(200) < 16 && green.abs_diff(40) < 16 && alpha == 255, "{red} {green} {alpha}");
        assert_eq!(image.jpeg.map(|bytes| bytes.len()), BASE64.decode(JPEG).ok().map(|bytes| bytes.len()));
    }

    fn address(kind: &str, bytes: &[u8]) -> String {
        format!("data:image/{kind};base64,{}", BASE64.encode(bytes))
    }

    #[test]
    fn png_and_svg_are_read_and_whatever_lies_elsewhere_is_not() {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().unwrap().write_image_data(&[1, 2, 3, 4, 5, 6]).unwrap();
        let image = decode_address(&address("png", &bytes)).unwrap();
        assert_eq!((image.width, image.height, image.pixels.as_slice()), (2, 1, &[1, 2, 3, 255, 4, 5, 6, 255][..]));
        let svg =
            b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='2'><path fill='#f00' d='M0 0h4v2H0z'/></svg>";
        let image = decode_address(&address("svg+xml", svg)).unwrap();
        assert_eq!((image.width, image.height, &image.pixels[..4]), (1600, 800, &[255, 0, 0, 255][..]));
        assert_eq!((image.halved().width, image.halved().pixels[1]), (800, 0));
        for other in ["photo.png", "https://example.org/a.png", "data:image/png;base64,AAAA", "data:image/webp;base64,"]
        {
            assert_eq!(decode_address(other), None, "{other}");
        }
    }

    #[test]
    fn an_image_fills_its_frame() {
        let image = RasterImage { width: 200, height: 100, pixels: Vec::new(), jpeg: None };
        assert_eq!(place_image(&image, Rect::new(0.0, 0.0, 50.0, 50.0)), Rect::new(-25.0, 0.0, 75.0, 50.0));
    }
}
