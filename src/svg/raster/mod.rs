//! A scene into a PNG.
//!
//! 1. The scene is painted straight onto pixels: shapes by `tiny-skia`, letters from a cache of their small gray pictures, since
//!    one poster sets twenty thousand letters and a few hundred different ones.
//! 2. The colors become a palette of at most 256: exactly where there are no more, else the most frequent ones.
//! 3. The PNG is written with one byte a pixel: four times smaller and faster than in true color. Only what holds images has all colors.
//!
//! Fonts are those of the [`FontBook`]; the machine's own are never asked, so the same picture comes out everywhere.

mod encode;
mod letters;

use kurbo::{BezPath, PathEl, Rect};
use resvg::tiny_skia::{
    Color, FillRule, FilterQuality, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, PixmapPaint, Shader,
    Stroke, StrokeDash, Transform,
};

use crate::diagram::Scene;
use crate::diagram::text_metrics::FontBook;

use super::canvas::{CASING_WIDTH, Canvas, CanvasText, Pen, paint_scene};
use super::images::RasterImage;
use super::palette::{Palette, Rgb};
use letters::Letters;

/// Why there is no PNG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RasterError {
    /// The picture is empty or too large: its size in pixels.
    Size(u32, u32),
    /// The PNG could not be written: the reason.
    Png(String),
}

impl std::fmt::Display for RasterError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Size(width, height) => write!(f, "cannot paint {width} × {height} pixels"),
            Self::Png(reason) => write!(f, "cannot write the PNG: {reason}"),
        }
    }
}

impl std::error::Error for RasterError {}

/// No PNG has more pixels than this on a side, nor more than 100 million in all.
const MAX_SIDE: u32 = 16_384;
const MAX_PIXELS: u64 = 100_000_000;

/// Paints a scene at `scale` pixels per unit of its natural size. Same bytes for the same input.
///
/// # Errors
/// When the picture would be empty or too large.
pub fn render_png(scene: &Scene<'_>, fonts: &FontBook, palette: &Palette, scale: f64) -> Result<Vec<u8>, RasterError> {
    let (width, height) = ((scene.size.width * scale).ceil() as u32, (scene.size.height * scale).ceil() as u32);
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(RasterError::Size(width, height));
    }
    let mut pixmap = Pixmap::new(width, height).ok_or(RasterError::Size(width, height))?;
    pixmap.fill(opaque(palette.paper));
    let (letters, clips) = (Letters::default(), Vec::new());
    let mut canvas = PixelCanvas { pixmap, scale, fonts, letters, clips, mask: None, has_images: false };
    paint_scene(scene, palette, fonts, &mut canvas);
    let encode = if canvas.has_images { encode::encode_true_color } else { encode::encode_png };
    encode(width, height, canvas.pixmap.data()).map_err(|error| RasterError::Png(error.to_string()))
}

/// The largest scale, up to `wanted`, at which a scene can be painted.
#[must_use]
pub fn largest_scale(scene: &Scene<'_>, wanted: f64) -> f64 {
    let side = f64::from(MAX_SIDE) / scene.size.width.max(scene.size.height).max(1.0);
    let area = (MAX_PIXELS as f64 / (scene.size.width * scene.size.height).max(1.0)).sqrt();
    wanted.min(side * 0.999).min(area * 0.999)
}

struct PixelCanvas<'f> {
    pixmap: Pixmap,
    scale: f64,
    fonts: &'f FontBook,
    letters: Letters,
    clips: Vec<Rect>,
    /// Of the innermost clip.
    mask: Option<Mask>,
    /// Images have too many colors for a palette.
    has_images: bool,
}

fn opaque(Rgb(r, g, b): Rgb) -> Color {
    Color::from_rgba8(r, g, b, 255)
}

fn paint(color: Rgb, opacity: f64) -> Paint<'static> {
    let mut color = opaque(color);
    color.set_alpha(opacity as f32);
    Paint { shader: Shader::SolidColor(color), anti_alias: true, ..Paint::default() }
}

impl PixelCanvas<'_> {
    /// In pixels; `None` where nothing would be seen.
    fn path(&self, path: &BezPath) -> Option<Path> {
        skia_path(path, self.scale, 0.0, 0.0)
    }

    fn transform(&self) -> Transform {
        Transform::identity()
    }

    fn update_mask(&mut self) {
        self.mask = self.clips.last().and_then(|clip| {
            let mut mask = Mask::new(self.pixmap.width(), self.pixmap.height())?;
            let path = skia_path(&kurbo::Shape::to_path(clip, 0.1), self.scale, 0.0, 0.0)?;
            mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
            Some(mask)
        });
    }
}

/// A path of the picture in pixels, moved by `(x, y)` pixels.
fn skia_path(path: &BezPath, scale: f64, x: f64, y: f64) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let at = |point: kurbo::Point| ((point.x * scale + x) as f32, (point.y * scale + y) as f32);
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => {
                let (x, y) = at(p);
                builder.move_to(x, y);
            }
            PathEl::LineTo(p) => {
                let (x, y) = at(p);
                builder.line_to(x, y);
            }
            PathEl::QuadTo(a, p) => {
                let ((ax, ay), (x, y)) = (at(a), at(p));
                builder.quad_to(ax, ay, x, y);
            }
            PathEl::CurveTo(a, b, p) => {
                let ((ax, ay), (bx, by), (x, y)) = (at(a), at(b), at(p));
                builder.cubic_to(ax, ay, bx, by, x, y);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

impl Canvas for PixelCanvas<'_> {
    fn fill(&mut self, path: &BezPath, color: Rgb) {
        if let Some(path) = self.path(path) {
            let transform = self.transform();
            self.pixmap.fill_path(&path, &paint(color, 1.0), FillRule::Winding, transform, self.mask.as_ref());
        }
    }

    fn stroke(&mut self, path: &BezPath, pen: &Pen) {
        let Some(path) = self.path(path) else { return };
        let dash: Vec<f32> = pen.dash.iter().map(|length| (length * self.scale) as f32).collect();
        let stroke = Stroke {
            width: (pen.width * self.scale) as f32,
            line_cap: if pen.round_cap { LineCap::Round } else { LineCap::Butt },
            line_join: if pen.round_join { LineJoin::Round } else { LineJoin::Miter },
            dash: if dash.is_empty() { None } else { StrokeDash::new(dash, 0.0) },
            ..Stroke::default()
        };
        let transform = self.transform();
        self.pixmap.stroke_path(&path, &paint(pen.color, pen.opacity), &stroke, transform, self.mask.as_ref());
    }

    fn text(&mut self, text: &CanvasText<'_>) {
        let size = text.size * self.scale;
        let (left, baseline) = (text.origin.x * self.scale, text.origin.y * self.scale);
        if let Some(casing) = text.casing {
            let width = CASING_WIDTH * self.scale;
            let pen = Stroke { width: width as f32, line_join: LineJoin::Round, ..Stroke::default() };
            for run in &text.shaped.runs {
                for glyph in &run.glyphs {
                    let outline = self.letters.outline(self.fonts, run.face, glyph.id);
                    let (x, y) = (left + f64::from(glyph.x) * size, baseline + f64::from(glyph.y) * size);
                    if let Some(path) = skia_path(outline, size, x, y) {
                        let transform = Transform::identity();
                        self.pixmap.stroke_path(&path, &paint(casing, 1.0), &pen, transform, self.mask.as_ref());
                    }
                }
            }
        }
        let clip = self.clips.last().map(|clip| clip.scale_from_origin(self.scale));
        for run in &text.shaped.runs {
            for glyph in &run.glyphs {
                let (x, y) = (left + f64::from(glyph.x) * size, baseline + f64::from(glyph.y) * size);
                let letter = self.letters.letter(self.fonts, run.face, glyph.id, size, x);
                letter.draw(&mut self.pixmap, x, y, text.color, clip);
            }
        }
    }

    fn image(&mut self, rect: Rect, image: &RasterImage) {
        let rect = rect.scale_from_origin(self.scale);
        // Much larger ones would flicker: between two of their pixels only neighbors are mixed.
        let mut smaller = None;
        loop {
            let current: &RasterImage = smaller.as_ref().unwrap_or(image);
            if f64::from(current.width) < 2.0 * rect.width() || current.width < 2 {
                break;
            }
            smaller = Some(current.halved());
        }
        let current = smaller.as_ref().unwrap_or(image);
        let Some(source) = current.to_pixmap() else { return };
        let (x, y) = (rect.width() / f64::from(current.width), rect.height() / f64::from(current.height));
        let place = Transform::from_row(x as f32, 0.0, 0.0, y as f32, rect.x0 as f32, rect.y0 as f32);
        let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
        self.pixmap.draw_pixmap(0, 0, source.as_ref(), &paint, place, self.mask.as_ref());
        self.has_images = true;
    }

    fn begin_clip(&mut self, rect: Rect) {
        let inner = self.clips.last().map_or(rect, |outer| outer.intersect(rect));
        self.clips.push(inner);
        self.update_mask();
    }

    fn end_clip(&mut self) {
        self.clips.pop();
        self.update_mask();
    }
}

#[cfg(test)]
mod tests {
    use kurbo::{Point, Size};

    use super::*;
    use crate::diagram::scene::{Anchor, Mark, Role, SceneKind};
    use crate::diagram::text_block::text_mark;
    use crate::diagram::text_metrics::{TextStyle, Typeface};
    use crate::svg::fonts::shipped_font_book;

    fn picture(words: &str) -> Scene<'static> {
        let fonts = shipped_font_book().unwrap();
        let style = TextStyle::new(Typeface::Sans, 16.0, 1.2);
        let text = text_mark(&fonts, &style, Point::new(2.0, 15.0), Anchor::Start, Role::Ink, words.to_owned());
        Scene {
            id: "t".into(),
            kind: SceneKind::Curve,
            size: Size::new(60.0, 20.0),
            title: "".into(),
            description: "".into(),
            language: "en".into(),
            marks: vec![Mark::Text(text)],
        }
    }

    #[test]
    fn paints_words_and_never_a_box() {
        let fonts = shipped_font_book().unwrap();
        let render = |words: &str| render_png(&picture(words), &fonts, &Palette::LIGHT, 1.0).unwrap();
        assert_ne!(render("Hi"), render(""));
        assert_eq!(render("Hi"), render("Hi"));
        assert_eq!(render("🙂"), render(""), "an emoji without a font leaves its place empty");
        assert_eq!(render("漢"), render("字"), "the stand-in of a letter without a font");
    }

    #[test]
    fn too_large_is_an_error() {
        let fonts = shipped_font_book().unwrap();
        assert!(matches!(render_png(&picture(""), &fonts, &Palette::LIGHT, 1e6), Err(RasterError::Size(..))));
        let scale = largest_scale(&picture(""), 1e6);
        assert!(scale < 1e6 && render_png(&picture(""), &fonts, &Palette::LIGHT, 2.0).is_ok());
        assert_eq!(largest_scale(&picture(""), 2.0), 2.0);
    }
}
