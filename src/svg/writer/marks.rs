//! The marks of a scene, one after the other: rectangles, lines, paths, faces, icons. Texts are in `svg/text.rs`; what several marks
//! share is in `svg/shared_marks.rs`.

use kurbo::{BezPath, Point, Rect};

use crate::diagram::icon::IconName;
use crate::diagram::scene::{FaceMark, Mark, Role};

use super::Writer;
use crate::svg::definitions::{FaceKey, SharedDefinition};
use crate::svg::glyphs::icon_path;
use crate::svg::markup::{
    polygon_path, push_attribute, push_escaped, push_path_data, push_persona_class, push_placement,
};
use crate::svg::number::{push_listed, push_number};
use crate::svg::paint::role_class;
use crate::svg::palette::{Token, push_hex};

impl Writer<'_, '_> {
    /// In a picture with links, what is no link is hidden from a screen reader: the table beside it says it better.
    pub(super) fn write_marks(&mut self, marks: &[Mark<'_>], hide_plain: bool) {
        let mut is_hidden = false;
        let mut rest = marks;
        while let Some(mark) = rest.first() {
            let is_link = matches!(mark, Mark::Link { .. });
            if hide_plain && is_link == is_hidden {
                self.out.push_str(if is_link { "</g>" } else { "<g aria-hidden=\"true\">" });
                is_hidden = !is_link;
            }
            // Lines of one role in a row are one path.
            let n_lines = match mark {
                Mark::Line { role, .. } => rest
                    .iter()
                    .take_while(|next| matches!(next, Mark::Line { role: other, .. } if other == role))
                    .count(),
                _ => 0,
            };
            let n_cased = if n_lines == 0 { self.write_cased_line(rest) } else { 0 };
            let n_alike = if n_lines == 0 && n_cased == 0 { self.write_alike(rest) } else { 0 };
            if n_lines > 1 {
                self.write_lines(&rest[..n_lines]);
            } else if n_cased == 0 && n_alike == 0 {
                self.write_mark(mark);
            }
            rest = &rest[n_lines.max(n_cased).max(n_alike).max(1)..];
        }
        if is_hidden {
            self.out.push_str("</g>");
        }
    }

    pub(crate) fn write_mark(&mut self, mark: &Mark<'_>) {
        match mark {
            Mark::Rect { rect, radius, role } => self.write_rect(*rect, *radius, *role),
            Mark::Line { from, to, role } => self.write_line(*from, *to, *role),
            Mark::Path { path, role } => self.write_path(path, *role),
            Mark::Circle { center, radius, role } => {
                self.out.push_str("<circle");
                self.push_role(*role);
                push_attribute(&mut self.out, "cx", center.x);
                push_attribute(&mut self.out, "cy", center.y);
                push_attribute(&mut self.out, "r", *radius);
                self.out.push_str("/>");
            }
            Mark::Polygon { points, role } => self.write_polygon(points, *role),
            Mark::Face(face) => self.write_face(face),
            Mark::PersonaShape { center, size, persona } => self.write_persona_shape(*center, *size, *persona),
            Mark::Text(text) => self.write_text(text),
            Mark::Icon { name, center, size, role } => self.write_icon(*name, *center, *size, *role),
            Mark::Severity { level, origin, height, from_right } => {
                self.write_severity(*level, *origin, *height, *from_right);
            }
            Mark::Hatch { path, role } => self.write_hatch(path, *role),
            Mark::Image { rect, href, alternative } => {
                self.out.push_str("<image href=\"");
                push_escaped(&mut self.out, href);
                self.out.push_str("\" preserveAspectRatio=\"xMidYMid slice\"");
                for (name, value) in
                    [("x", rect.x0), ("y", rect.y0), ("width", rect.width()), ("height", rect.height())]
                {
                    push_attribute(&mut self.out, name, value);
                }
                if !alternative.is_empty() {
                    self.out.push_str(" role=\"img\" aria-label=\"");
                    push_escaped(&mut self.out, alternative);
                    self.out.push('"');
                }
                self.out.push_str("/>");
            }
            Mark::Link { href, label, marks } => {
                // The words inside name the link, unless they were cut or say less.
                let words: Vec<&str> = marks
                    .iter()
                    .filter_map(|mark| if let Mark::Text(text) = mark { Some(&*text.content) } else { None })
                    .collect();
                self.out.push_str("<a href=\"");
                push_escaped(&mut self.out, href);
                // A line may break behind a hyphen that the name has.
                let spoken = words.join(" ");
                if !spoken.contains(&**label) && !spoken.replace("- ", "-").contains(&**label) {
                    self.out.push_str("\" aria-label=\"");
                    push_escaped(&mut self.out, label);
                }
                self.out.push_str("\">");
                let outside = std::mem::replace(&mut self.inside_link, true);
                self.write_marks(marks, false);
                self.inside_link = outside;
                self.out.push_str("</a>");
            }
            Mark::Clip { rect, marks } => {
                // A nested viewport clips without an id.
                self.out.push_str("<svg");
                for (name, value) in
                    [("x", rect.x0), ("y", rect.y0), ("width", rect.width()), ("height", rect.height())]
                {
                    push_attribute(&mut self.out, name, value);
                }
                self.out.push_str(" viewBox=\"");
                push_number(&mut self.out, rect.x0);
                for value in [rect.y0, rect.width(), rect.height()] {
                    self.out.push(' ');
                    push_number(&mut self.out, value);
                }
                self.out.push_str("\">");
                self.write_marks(marks, false);
                self.out.push_str("</svg>");
            }
        }
    }

    pub(super) fn write_rect(&mut self, rect: Rect, radius: f64, role: Role) {
        self.out.push_str("<rect");
        self.push_role(role);
        for (name, value) in [("x", rect.x0), ("y", rect.y0), ("width", rect.width()), ("height", rect.height())] {
            let value = self.rounded(value);
            push_attribute(&mut self.out, name, value);
        }
        if radius > 0.0 {
            push_attribute(&mut self.out, "rx", radius);
        }
        self.out.push_str("/>");
    }

    fn write_line(&mut self, from: Point, to: Point, role: Role) {
        self.out.push_str("<path");
        self.push_role(role);
        self.out.push_str(" d=\"");
        self.push_segment(from, to);
        self.out.push_str("\"/>");
    }

    /// Lines that look the same.
    fn write_lines(&mut self, lines: &[Mark<'_>]) {
        for (index, line) in lines.iter().enumerate() {
            let Mark::Line { from, to, role } = line else { continue };
            if index == 0 {
                self.out.push_str("<path");
                self.push_role(*role);
                self.out.push_str(" d=\"");
            }
            self.push_segment(*from, *to);
        }
        self.out.push_str("\"/>");
    }

    fn push_segment(&mut self, from: Point, to: Point) {
        let [from, to] = [from, to].map(|point| Point::new(self.rounded(point.x), self.rounded(point.y)));
        self.out.push('M');
        push_number(&mut self.out, from.x);
        push_listed(&mut self.out, from.y);
        if from.y == to.y {
            self.out.push('H');
            push_number(&mut self.out, to.x);
        } else if from.x == to.x {
            self.out.push('V');
            push_number(&mut self.out, to.y);
        } else {
            self.out.push('L');
            push_number(&mut self.out, to.x);
            push_listed(&mut self.out, to.y);
        }
    }

    fn write_path(&mut self, path: &BezPath, role: Role) {
        if path.elements().is_empty() {
            return;
        }
        self.out.push_str("<path");
        self.push_role(role);
        push_path_data(&mut self.out, path, self.precision);
        self.out.push_str("/>");
    }

    fn write_polygon(&mut self, points: &[Point], role: Role) {
        if self.is_on_page() {
            return self.write_path(&polygon_path(points), role);
        }
        self.out.push_str("<path");
        self.push_role(role);
        self.out.push_str(" d=\"");
        for (index, point) in points.iter().enumerate() {
            self.out.push(if index == 0 { 'M' } else { 'L' });
            push_number(&mut self.out, point.x);
            push_listed(&mut self.out, point.y);
        }
        self.out.push_str("Z\"/>");
    }

    fn write_face(&mut self, face: &FaceMark) {
        let key = FaceKey::of(face);
        self.out.push_str("<use href=\"#");
        if let Some(id_of) = &mut self.shared {
            let id = id_of(SharedDefinition::Face {
                persona: key.persona,
                valence: f64::from(key.valence) / 100.0,
                assumed: key.assumed,
            });
            push_escaped(&mut self.out, &id);
        } else {
            if !self.faces.contains(&key) {
                self.faces.push(key);
            }
            key.push_id(&mut self.out, self.id);
        }
        self.out.push('"');
        let tenth = |value: f64| if self.is_on_page() { (value * 10.0).round() / 10.0 } else { self.rounded(value) };
        let center = Point::new(tenth(face.center.x), tenth(face.center.y));
        if face.scale == 1.0 {
            push_attribute(&mut self.out, "x", center.x);
            push_attribute(&mut self.out, "y", center.y);
        } else {
            self.out.push_str(" transform=\"");
            push_placement(&mut self.out, center, face.scale);
            self.out.push('"');
        }
        self.out.push_str("/>");
    }

    fn write_persona_shape(&mut self, center: Point, size: f64, persona: u8) {
        self.out.push_str("<g");
        if let Some(palette) = self.palette() {
            let fill = palette.color(Token::Persona(persona));
            self.out.push_str(" fill=\"");
            push_hex(&mut self.out, fill);
        } else {
            self.out.push_str(" class=\"persona-shape");
            push_persona_class(&mut self.out, persona);
        }
        self.out.push_str("\" transform=\"");
        push_placement(&mut self.out, center, size / 24.0);
        self.out.push_str("\">");
        self.write_outline(persona, "");
        self.out.push_str("</g>");
    }

    fn write_icon(&mut self, name: IconName, center: Point, size: f64, role: Role) {
        self.out.push_str("<path");
        self.push_role(role);
        self.out.push_str(" transform=\"");
        push_placement(&mut self.out, Point::new(center.x - size / 2.0, center.y - size / 2.0), size / 16.0);
        self.out.push_str("\" d=\"");
        self.out.push_str(icon_path(name));
        self.out.push_str("\"/>");
    }

    fn write_hatch(&mut self, path: &BezPath, role: Role) {
        if path.elements().is_empty() {
            return;
        }
        self.out.push_str("<path");
        if self.palette().is_none() {
            self.out.push_str(" class=\"");
            self.out.push_str(role_class(role));
            self.out.push('"');
        }
        self.out.push_str(" fill=\"url(#");
        if let Some(id_of) = &mut self.shared {
            let id = id_of(SharedDefinition::Hatch(role));
            push_escaped(&mut self.out, &id);
        } else {
            if !self.hatches.contains(&role) {
                self.hatches.push(role);
            }
            push_escaped(&mut self.out, self.id);
            self.out.push('-');
            self.out.push_str(role_class(role));
        }
        self.out.push_str(")\"");
        push_path_data(&mut self.out, path, self.precision);
        self.out.push_str("/>");
    }
}
