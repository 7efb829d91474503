//! A scene onto a canvas: for pictures that are no markup (PNG, PDF).
//!
//! 1. The picture is taken as its language reads (mirrored for languages from right to left).
//! 2. One `match` per mark turns it into fills, strokes and lines of glyphs, with the colors of the one table of paints.
//! 3. A [`Canvas`] says how each of them becomes visible. It knows nothing of marks and roles.

use kurbo::{Affine, BezPath, Circle, Line, PathEl, Point, Rect, RoundedRect, Shape, Vec2};

use crate::diagram::direction::as_read;
use crate::diagram::face::{Outline, face_features, persona_outline};
use crate::diagram::icon::IconName;
use crate::diagram::scene::{Anchor, Casing, FaceMark, Mark, Role, Scene, TextMark};
use crate::diagram::shaping::ShapedText;
use crate::diagram::text_metrics::FontBook;

use super::glyphs::{icon_path, severity_paths};
use super::images::{RasterImage, decode_address, place_image};
use super::paint::{ASSUMED_DASH, RolePaint, role_paint};
use super::palette::{Palette, Rgb, Token};
use super::writer::line_weight;

/// How a line is drawn. Lengths in the picture's units.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pen {
    pub(super) color: Rgb,
    pub(super) opacity: f64,
    pub(super) width: f64,
    /// Dash and gap, alternating; empty for a solid line.
    pub(super) dash: Vec<f64>,
    pub(super) round_cap: bool,
    pub(super) round_join: bool,
}

/// One line of text at its place.
#[derive(Debug)]
pub(super) struct CanvasText<'t> {
    pub(super) content: &'t str,
    pub(super) shaped: &'t ShapedText,
    /// Left end of the baseline.
    pub(super) origin: Point,
    pub(super) size: f64,
    pub(super) color: Rgb,
    /// An outline beneath the letters.
    pub(super) casing: Option<Rgb>,
}

/// Width of a casing around letters, both sides together.
pub(super) const CASING_WIDTH: f64 = 4.0;

/// What a scene is painted on.
pub(super) trait Canvas {
    fn fill(&mut self, path: &BezPath, color: Rgb);
    fn fill_rect(&mut self, rect: Rect, color: Rgb) {
        self.fill(&rect.to_path(0.1), color);
    }
    fn stroke(&mut self, path: &BezPath, pen: &Pen);
    fn text(&mut self, text: &CanvasText<'_>);
    /// The whole image in `rect`.
    fn image(&mut self, rect: Rect, image: &RasterImage);
    /// Until the next [`Canvas::end_clip`] only the part inside `rect` is seen.
    fn begin_clip(&mut self, rect: Rect);
    fn end_clip(&mut self);
    /// What lies in `area` leads somewhere.
    fn link(&mut self, _area: Rect, _href: &str) {}
}

/// Paints a whole scene, paper first.
pub(super) fn paint_scene(scene: &Scene<'_>, palette: &Palette, fonts: &FontBook, canvas: &mut dyn Canvas) {
    let scene = as_read(scene);
    let mut painter = Painter { palette, fonts, canvas, line_weight: line_weight(scene.kind) };
    painter.canvas.fill_rect(scene.size.to_rect(), palette.paper);
    painter.marks(&scene.marks);
}

struct Painter<'p> {
    palette: &'p Palette,
    fonts: &'p FontBook,
    canvas: &'p mut dyn Canvas,
    line_weight: f64,
}

impl Painter<'_> {
    fn marks(&mut self, marks: &[Mark<'_>]) {
        for mark in marks {
            self.mark(mark);
        }
    }

    fn mark(&mut self, mark: &Mark<'_>) {
        match mark {
            Mark::Rect { rect, radius, role } => self.rect(*rect, *radius, *role),
            Mark::Line { from, to, role } => self.shape(&Line::new(*from, *to).to_path(0.1), *role),
            Mark::Path { path, role } => self.shape(path, *role),
            Mark::Circle { center, radius, role } => self.shape(&Circle::new(*center, *radius).to_path(0.02), *role),
            Mark::Polygon { points, role } => {
                self.shape(&crate::diagram::geometry::polyline(points, true), *role);
            }
            Mark::Face(face) => self.face(face),
            Mark::PersonaShape { center, size, persona } => {
                let path = outline(*persona, Affine::translate(center.to_vec2()) * Affine::scale(size / 24.0));
                self.canvas.fill(&path, self.palette.color(Token::Persona(*persona)));
            }
            Mark::Text(text) => self.text(text),
            Mark::Icon { name, center, size, role } => self.icon(*name, *center, *size, *role),
            Mark::Severity { level, origin, height, from_right } => {
                self.severity(*level, *origin, *height, *from_right);
            }
            Mark::Hatch { path, role } => self.hatch(path, *role),
            // Those that lie elsewhere are not carried along.
            Mark::Image { rect, href, .. } => {
                if let Some(image) = decode_address(href) {
                    self.canvas.begin_clip(*rect);
                    self.canvas.image(place_image(&image, *rect), &image);
                    self.canvas.end_clip();
                }
            }
            Mark::Link { href, marks, .. } => {
                if let Some(area) = bounds_of(marks) {
                    self.canvas.link(area, href);
                }
                self.marks(marks);
            }
            Mark::Clip { rect, marks } => {
                self.canvas.begin_clip(*rect);
                self.marks(marks);
                self.canvas.end_clip();
            }
        }
    }

    fn rect(&mut self, rect: Rect, radius: f64, role: Role) {
        let paint = role_paint(role);
        match paint.fill {
            Some(fill) if radius <= 0.0 && paint.stroke.is_none() => {
                self.canvas.fill_rect(rect, self.palette.color(fill));
            }
            _ => self.shape(&RoundedRect::from_rect(rect, radius.max(0.0)).to_path(0.05), role),
        }
    }

    fn shape(&mut self, path: &BezPath, role: Role) {
        let weight =
            if matches!(role, Role::PersonaLine(_) | Role::PersonaLineAssumed(_)) { self.line_weight } else { 1.0 };
        self.paint(path, &role_paint(role), weight);
    }

    fn paint(&mut self, path: &BezPath, paint: &RolePaint, weight: f64) {
        if let Some(fill) = paint.fill {
            self.canvas.fill(path, self.palette.color(fill));
        }
        if let Some(pen) = self.pen(paint, weight) {
            self.canvas.stroke(path, &pen);
        }
    }

    fn pen(&self, paint: &RolePaint, weight: f64) -> Option<Pen> {
        Some(Pen {
            color: self.palette.color(paint.stroke?),
            opacity: paint.opacity,
            width: paint.width * weight,
            dash: paint.dash.split(' ').filter_map(|length| length.parse().ok()).collect(),
            round_cap: paint.round,
            round_join: paint.width > 1.0 && paint.dash != ASSUMED_DASH,
        })
    }

    /// Paths on a grid of their own keep the proportion of their lines.
    fn placed(&mut self, path: &BezPath, placement: Affine, scale: f64, paint: &RolePaint) {
        self.paint(&(placement * path.clone()), paint, scale);
    }

    fn icon(&mut self, name: IconName, center: Point, size: f64, role: Role) {
        let Ok(path) = BezPath::from_svg(icon_path(name)) else { return };
        let scale = size / 16.0;
        let corner = center.to_vec2() - Vec2::new(size / 2.0, size / 2.0);
        self.placed(&path, Affine::translate(corner) * Affine::scale(scale), scale, &role_paint(role));
    }

    fn severity(&mut self, level: u8, origin: Point, height: f64, from_right: bool) {
        let (on, off) = severity_paths(level);
        let scale = height / 12.0;
        let mirror = if from_right { Affine::new([-1.0, 0.0, 0.0, 1.0, 34.0, 0.0]) } else { Affine::IDENTITY };
        let placement = Affine::translate(origin.to_vec2()) * Affine::scale(scale) * mirror;
        let color = self.palette.low_text;
        if let Ok(path) = BezPath::from_svg(&on) {
            self.canvas.fill(&(placement * path), color);
        }
        if let Ok(path) = BezPath::from_svg(&off) {
            self.canvas.stroke(&(placement * path), &solid(color, scale));
        }
    }

    fn face(&mut self, face: &FaceMark) {
        let placement = Affine::translate(face.center.to_vec2()) * Affine::scale(face.scale);
        let valence = if face.valence.is_finite() { face.valence.clamp(-1.0, 1.0) } else { 0.0 };
        let whole = outline(face.persona.unwrap_or(0), placement);
        self.canvas.fill(&whole, self.palette.emotion(valence));
        let stroke = self.palette.color(face.persona.map_or(Token::Ink, Token::Persona));
        let line = solid(stroke, 2.4 * face.scale);
        if face.assumed {
            let dash = vec![0.1 * face.scale, 4.71 * face.scale];
            self.canvas.stroke(&whole, &Pen { width: 2.8 * face.scale, dash, round_cap: true, ..line });
        } else {
            self.canvas.stroke(&whole, &line);
        }
        let features = face_features(valence);
        let ink = self.palette.face_ink;
        self.canvas.fill(&(placement * features.filled), ink);
        self.canvas.stroke(&(placement * features.stroked), &Pen { round_cap: true, ..solid(ink, 1.7 * face.scale) });
    }

    fn hatch(&mut self, path: &BezPath, role: Role) {
        let degrees: f64 = if role == Role::HatchGain { -45.0 } else { 45.0 };
        // The pattern of the markup shows half of each line, at the edge of its tile.
        if let Some(pen) = self.pen(&role_paint(role), 0.5) {
            self.canvas.stroke(&hatch_lines(path, degrees.to_radians()), &pen);
        }
    }

    fn text(&mut self, text: &TextMark<'_>) {
        let Some(fill) = role_paint(text.role).fill else { return };
        let tidy;
        let content: &str = if text.content.contains("  ") || text.content.contains(['\n', '\t']) {
            tidy = text.content.split_whitespace().collect::<Vec<_>>().join(" ");
            &tidy
        } else {
            &text.content
        };
        let shaped = self.fonts.shape(text.typeface, content);
        let width = f64::from(shaped.width) * text.size;
        let left = match text.anchor {
            Anchor::Start => text.at.x,
            Anchor::Middle => text.at.x - width / 2.0,
            Anchor::End => text.at.x - width,
        };
        let casing = match text.casing {
            Casing::None => None,
            Casing::Paper => Some(self.palette.paper),
            Casing::Band => Some(self.palette.band),
        };
        self.canvas.text(&CanvasText {
            content,
            shaped: &shaped,
            origin: Point::new(left, text.at.y),
            size: text.size,
            color: self.palette.color(fill),
            casing,
        });
    }
}

fn solid(color: Rgb, width: f64) -> Pen {
    Pen { color, opacity: 1.0, width, dash: Vec::new(), round_cap: false, round_join: true }
}

fn outline(persona: u8, placement: Affine) -> BezPath {
    placement
        * match persona_outline(persona) {
            Outline::Circle { radius } => Circle::new(Point::ZERO, radius).to_path(0.01),
            Outline::Square { half, corner } => {
                RoundedRect::from_rect(Rect::new(-half, -half, half, half), corner).to_path(0.01)
            }
            Outline::Path(path) => path,
        }
}

/// Distance of the lines of a hatch.
const HATCH_STEP: f64 = 6.0;

/// Parallel lines inside a path, by the even-odd rule. They start at multiples of the step, so that neighbors go on in one another.
fn hatch_lines(path: &BezPath, angle: f64) -> BezPath {
    let turn = Affine::rotate(-angle);
    let mut edges: Vec<(Point, Point)> = Vec::new();
    let (mut start, mut at) = (Point::ZERO, Point::ZERO);
    kurbo::flatten(path, 0.2, |element| match element {
        PathEl::MoveTo(point) => {
            edges.push((at, start));
            (start, at) = (turn * point, turn * point);
        }
        PathEl::LineTo(point) => {
            edges.push((at, turn * point));
            at = turn * point;
        }
        _ => {
            edges.push((at, start));
            at = start;
        }
    });
    edges.push((at, start));
    edges.retain(|(from, to)| from.x != to.x);
    let (low, high) = edges.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (from, to)| {
        (low.min(from.x).min(to.x), high.max(from.x).max(to.x))
    });
    let mut lines = BezPath::new();
    if !(low.is_finite() && high.is_finite()) || high - low > 1e6 {
        return lines;
    }
    let back = Affine::rotate(angle);
    for step in (low / HATCH_STEP).ceil() as i64..=(high / HATCH_STEP).floor() as i64 {
        let x = step as f64 * HATCH_STEP;
        let crossing = |(from, to): &(Point, Point)| {
            let inside = (from.x <= x) != (to.x <= x);
            inside.then(|| from.y + (to.y - from.y) * (x - from.x) / (to.x - from.x))
        };
        let mut heights: Vec<f64> = edges.iter().filter_map(crossing).collect();
        heights.sort_by(f64::total_cmp);
        for pair in heights.chunks_exact(2) {
            if let [top, bottom] = *pair {
                lines.move_to(back * Point::new(x, top));
                lines.line_to(back * Point::new(x, bottom));
            }
        }
    }
    lines
}

/// The box around the words and shapes of a link.
fn bounds_of(marks: &[Mark<'_>]) -> Option<Rect> {
    let around = |center: &Point, reach: f64| Rect::from_center_size(*center, (2.0 * reach, 2.0 * reach));
    let bounds = marks.iter().filter_map(|mark| match mark {
        Mark::Rect { rect, .. } | Mark::Image { rect, .. } => Some(*rect),
        Mark::Line { from, to, .. } => Some(Rect::from_points(*from, *to)),
        Mark::Path { path, .. } | Mark::Hatch { path, .. } => Some(path.bounding_box()),
        Mark::Circle { center, radius, .. } => Some(around(center, *radius)),
        Mark::Polygon { points, .. } => {
            let first = *points.first()?;
            Some(points.iter().fold(Rect::from_points(first, first), |bounds, point| bounds.union_pt(*point)))
        }
        Mark::Face(face) => Some(around(&face.center, 12.0 * face.scale)),
        Mark::PersonaShape { center, size, .. } | Mark::Icon { center, size, .. } => Some(around(center, size / 2.0)),
        Mark::Text(text) => Some(text.bounds()),
        Mark::Severity { origin, height, .. } => Some(Rect::from_origin_size(*origin, (34.0 * height / 12.0, *height))),
        Mark::Link { marks, .. } => bounds_of(marks),
        Mark::Clip { rect, .. } => Some(*rect),
    });
    bounds.reduce(|a, b| a.union(b)).filter(|bounds| bounds.width() > 0.0 && bounds.height() > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatches_stay_inside() {
        let square = Rect::new(10.0, 10.0, 40.0, 30.0).to_path(0.1);
        let lines = hatch_lines(&square, 45f64.to_radians());
        assert!(lines.elements().len() >= 8);
        let bounds = lines.bounding_box();
        assert!(Rect::new(9.99, 9.99, 40.01, 30.01).contains_rect(bounds), "{bounds:?}");
        assert!(hatch_lines(&BezPath::new(), 0.5).elements().is_empty());
    }
}
