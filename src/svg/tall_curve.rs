//! The tall curve as two layers: lines that stretch with the page, faces and numbers that do not.

use crate::diagram::curve::TallCurve;
use crate::diagram::scene::Mark;

use super::markup::{push_escaped, push_percent};
use super::paint::Paint;
use super::writer::{Writer, write_svg};

/// Two sibling `svg` elements, `.diagram-curve-tall` (the lines; `preserveAspectRatio="none"`) and
/// `.diagram-curve-tall-faces`, to be laid over the list of steps at exactly [`TallCurve::height_rem`] rem.
/// Both are hidden from screen readers: the list beside them is the text.
pub fn write_tall_curve(curve: &TallCurve<'_>) -> String {
    let paint = Paint::Inline;
    let mut svg = write_svg(&curve.lines, &paint);
    let id = format!("{}-faces", curve.lines.id);
    let mut writer = Writer::new(&paint, &id);
    for face in &curve.faces {
        writer.out.push_str("<svg overflow=\"visible\" x=\"");
        push_percent(&mut writer.out, face.x_percent);
        writer.out.push_str("\" y=\"");
        push_percent(&mut writer.out, face.y_percent);
        writer.out.push_str("\">");
        if let Some(face) = face.face {
            writer.write_mark(&Mark::Face(face));
        }
        if let Some((size, persona)) = face.dot {
            writer.write_mark(&Mark::PersonaShape { center: kurbo::Point::ZERO, size, persona });
        }
        if let Some(number) = &face.number {
            writer.write_mark(&Mark::Text(number.clone()));
        }
        writer.out.push_str("</svg>");
    }
    let body = std::mem::take(&mut writer.out);
    writer.out.push_str("<svg class=\"diagram diagram-curve-tall-faces\" width=\"100%\" height=\"100%\" aria-hidden=\"true\" focusable=\"false\"");
    if !curve.lines.language.is_empty() {
        writer.out.push_str(" lang=\"");
        push_escaped(&mut writer.out, &curve.lines.language);
        writer.out.push('"');
    }
    writer.out.push('>');
    writer.write_definitions();
    writer.out.push_str(&body);
    writer.out.push_str("</svg>");
    svg.push_str(&writer.out);
    svg
}
