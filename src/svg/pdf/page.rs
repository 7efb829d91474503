//! One scene as the operators of a page.

use kurbo::{BezPath, PathEl, Rect, Size};
use pdf_writer::types::{LineCapStyle, LineJoinStyle, TextRenderingMode};
use pdf_writer::{Content, Name, Str};

use crate::diagram::Scene;
use crate::diagram::shaping::GlyphRun;
use crate::diagram::text_metrics::FontBook;
use crate::svg::canvas::{CASING_WIDTH, Canvas, CanvasText, Pen, paint_scene};
use crate::svg::images::RasterImage;
use crate::svg::palette::{Palette, Rgb};

use super::fonts::UsedFonts;
use super::{A2_LANDSCAPE, A3_LANDSCAPE};

/// A painted page.
pub(super) struct Page {
    /// In points.
    pub(super) size: Size,
    pub(super) content: Vec<u8>,
    /// In points from the lower left corner, with their addresses.
    pub(super) links: Vec<(Rect, String)>,
    /// Named `I0`, `I1` and so on in the content.
    pub(super) images: Vec<PageImage>,
}

/// An image in the bytes of the document.
pub(super) struct PageImage {
    pub(super) width: u32,
    pub(super) height: u32,
    /// A JPEG file, else three bytes a pixel.
    pub(super) bytes: Vec<u8>,
    pub(super) is_jpeg: bool,
}

/// The name of an image of a page.
pub(super) fn image_name(index: usize) -> String {
    format!("I{index}")
}

/// Scenes wider than this are printed on A2.
const WIDEST_ON_A3: f64 = 2600.0;

pub(super) fn paint_page(
    scene: &Scene<'_>,
    wanted: Option<Size>,
    fonts: &FontBook,
    palette: &Palette,
    used: &mut UsedFonts,
) -> Page {
    let usual = if scene.size.width > WIDEST_ON_A3 { A2_LANDSCAPE } else { A3_LANDSCAPE };
    let paper = wanted.unwrap_or(usual);
    let paper = if scene.size.height > scene.size.width { Size::new(paper.height, paper.width) } else { paper };
    let scale = (paper.width / scene.size.width.max(1.0)).min(paper.height / scene.size.height.max(1.0));
    let left = (paper.width - scene.size.width * scale) / 2.0;
    let paper_color = palette.paper;
    let (links, images) = (Vec::new(), Vec::new());
    let mut canvas = PageCanvas { content: Content::new(), links, images, fonts, used, paper: paper_color };
    let Rgb(r, g, b) = palette.paper;
    canvas.content.set_fill_rgb(part(r), part(g), part(b));
    canvas.content.rect(0.0, 0.0, paper.width as f32, paper.height as f32).fill_nonzero();
    // The scene's y grows downward.
    canvas.content.transform([scale as f32, 0.0, 0.0, -scale as f32, left as f32, paper.height as f32]);
    paint_scene(scene, palette, fonts, &mut canvas);
    let place = |area: Rect| {
        Rect::new(
            left + area.x0 * scale,
            paper.height - area.y1 * scale,
            left + area.x1 * scale,
            paper.height - area.y0 * scale,
        )
    };
    let links = canvas.links.into_iter().map(|(area, href)| (place(area), href)).collect();
    Page { size: paper, content: canvas.content.finish().into_vec(), links, images: canvas.images }
}

struct PageCanvas<'p> {
    content: Content,
    links: Vec<(Rect, String)>,
    images: Vec<PageImage>,
    fonts: &'p FontBook,
    used: &'p mut UsedFonts,
    paper: Rgb,
}

fn part(channel: u8) -> f32 {
    f32::from(channel) / 255.0
}

impl PageCanvas<'_> {
    fn path(&mut self, path: &BezPath) {
        let mut at = kurbo::Point::ZERO;
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(p) => {
                    self.content.move_to(p.x as f32, p.y as f32);
                    at = p;
                }
                PathEl::LineTo(p) => {
                    self.content.line_to(p.x as f32, p.y as f32);
                    at = p;
                }
                PathEl::QuadTo(control, p) => {
                    let (a, b) = (at.lerp(control, 2.0 / 3.0), p.lerp(control, 2.0 / 3.0));
                    self.cubic(a, b, p);
                    at = p;
                }
                PathEl::CurveTo(a, b, p) => {
                    self.cubic(a, b, p);
                    at = p;
                }
                PathEl::ClosePath => {
                    self.content.close_path();
                }
            }
        }
    }

    fn cubic(&mut self, a: kurbo::Point, b: kurbo::Point, p: kurbo::Point) {
        self.content.cubic_to(a.x as f32, a.y as f32, b.x as f32, b.y as f32, p.x as f32, p.y as f32);
    }

    /// Transparency is mixed with the paper, since nearly all of what is translucent lies on it.
    fn mixed(&self, Rgb(r, g, b): Rgb, opacity: f64) -> [f32; 3] {
        let Rgb(paper_r, paper_g, paper_b) = self.paper;
        [(r, paper_r), (g, paper_g), (b, paper_b)]
            .map(|(color, paper)| part(color) * opacity as f32 + part(paper) * (1.0 - opacity as f32))
    }

    fn run(&mut self, run: &GlyphRun, text: &CanvasText<'_>) {
        let Some(face) = self.fonts.face(run.face) else { return };
        let size = text.size as f32;
        let (left, baseline) = (text.origin.x as f32, text.origin.y as f32);
        let name = self.used.name(run.face);
        self.content.set_font(Name(name.as_bytes()), size);
        let mut rest = run.glyphs.as_slice();
        // Glyphs on one height are shown together; a mark above its letter is placed by itself.
        while let Some(first) = rest.first() {
            let n = rest.iter().take_while(|glyph| glyph.y == first.y).count();
            let (line, after) = rest.split_at(n);
            rest = after;
            let origin = [1.0, 0.0, 0.0, -1.0, left + first.x * size, baseline + first.y * size];
            self.content.set_text_matrix(origin);
            let mut shown = self.content.show_positioned();
            let mut items = shown.items();
            let mut x = first.x;
            let mut bytes: Vec<u8> = Vec::with_capacity(2 * n);
            for glyph in line {
                // Thousandths of an em; less than half of one is not seen.
                let gap = (x - glyph.x) * 1000.0;
                if gap.abs() >= 0.5 {
                    if !bytes.is_empty() {
                        items.show(Str(&bytes));
                        bytes.clear();
                    }
                    items.adjust(gap);
                    x = glyph.x;
                }
                let id = self.used.note(run, glyph, text.content);
                bytes.extend(id.to_be_bytes());
                x += face.glyph_advance(glyph.id);
            }
            items.show(Str(&bytes));
        }
    }
}

impl Canvas for PageCanvas<'_> {
    fn fill(&mut self, path: &BezPath, Rgb(r, g, b): Rgb) {
        if path.elements().is_empty() {
            return;
        }
        self.content.set_fill_rgb(part(r), part(g), part(b));
        self.path(path);
        self.content.fill_nonzero();
    }

    fn stroke(&mut self, path: &BezPath, pen: &Pen) {
        if path.elements().is_empty() {
            return;
        }
        let [r, g, b] = self.mixed(pen.color, pen.opacity);
        self.content.set_stroke_rgb(r, g, b);
        self.content.set_line_width(pen.width as f32);
        self.content.set_line_cap(if pen.round_cap { LineCapStyle::RoundCap } else { LineCapStyle::ButtCap });
        self.content.set_line_join(if pen.round_join { LineJoinStyle::RoundJoin } else { LineJoinStyle::MiterJoin });
        self.content.set_dash_pattern(pen.dash.iter().map(|length| *length as f32), 0.0);
        self.path(path);
        self.content.stroke();
    }

    fn text(&mut self, text: &CanvasText<'_>) {
        if text.shaped.runs.is_empty() {
            return;
        }
        let Rgb(r, g, b) = text.color;
        if let Some(Rgb(r, g, b)) = text.casing {
            self.content.set_stroke_rgb(part(r), part(g), part(b));
            self.content.set_line_width(CASING_WIDTH as f32);
            self.content.set_line_join(LineJoinStyle::RoundJoin);
            self.content.set_dash_pattern([], 0.0);
        }
        self.content.set_fill_rgb(part(r), part(g), part(b));
        self.content.begin_text();
        if text.casing.is_some() {
            // Outline and letters are one text, so that it is selected once.
            self.content.set_text_rendering_mode(TextRenderingMode::Stroke);
            for run in &text.shaped.runs {
                self.run(run, text);
            }
        }
        self.content.set_text_rendering_mode(TextRenderingMode::Fill);
        for run in &text.shaped.runs {
            self.run(run, text);
        }
        self.content.end_text();
    }

    fn image(&mut self, rect: Rect, image: &RasterImage) {
        let name = image_name(self.images.len());
        let (bytes, is_jpeg) = match &image.jpeg {
            Some(jpeg) => (jpeg.clone(), true),
            None => (image.on(self.paper), false),
        };
        self.images.push(PageImage { width: image.width, height: image.height, bytes, is_jpeg });
        self.content.save_state();
        // An image stands on its lower edge; the page counts downward.
        let (width, height) = (rect.width() as f32, rect.height() as f32);
        self.content.transform([width, 0.0, 0.0, -height, rect.x0 as f32, rect.y1 as f32]);
        self.content.x_object(Name(name.as_bytes()));
        self.content.restore_state();
    }

    fn begin_clip(&mut self, rect: Rect) {
        self.content.save_state();
        self.content.rect(rect.x0 as f32, rect.y0 as f32, rect.width() as f32, rect.height() as f32);
        self.content.clip_nonzero().end_path();
    }

    fn end_clip(&mut self) {
        self.content.restore_state();
    }

    fn link(&mut self, area: Rect, href: &str) {
        self.links.push((area, href.to_owned()));
    }
}
