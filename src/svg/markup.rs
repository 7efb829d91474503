//! Pieces of markup: attributes, path data, escaped text.

use kurbo::{BezPath, PathEl, Point};

use super::number::{push_listed, push_number};

pub(crate) fn push_persona_class(out: &mut String, persona: u8) {
    out.push_str(" persona-");
    push_number(out, f64::from(persona % 5 + 1));
}

pub(crate) fn push_attribute(out: &mut String, name: &str, value: f64) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_number(out, value);
    out.push('"');
}

pub(crate) fn push_percent(out: &mut String, value: f64) {
    push_number(out, value);
    out.push('%');
}

pub(crate) fn push_placement(out: &mut String, at: Point, scale: f64) {
    out.push_str("translate(");
    push_number(out, at.x);
    out.push(' ');
    push_number(out, at.y);
    out.push(')');
    if scale != 1.0 {
        out.push_str("scale(");
        push_number(out, scale);
        out.push(')');
    }
}

/// ` d="…"`, rounded to `precision`.
pub(crate) fn push_path_data(out: &mut String, path: &BezPath, precision: f64) {
    out.push_str(" d=\"");
    push_path(out, path, precision);
    out.push('"');
}

/// The path data alone, to a hundredth.
pub(crate) fn path_data(path: &BezPath) -> String {
    let mut out = String::new();
    push_path(&mut out, path, 0.01);
    out
}

/// A closed path through points.
pub(crate) fn polygon_path(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    for (index, point) in points.iter().enumerate() {
        if index == 0 { path.move_to(*point) } else { path.line_to(*point) }
    }
    path.close_path();
    path
}

/// Relative to the point before, as rounded: short numbers, and no error adds up. A curve that leaves as the one before it arrived
/// (to the rounding) says only where it goes; level and upright lines say one number.
fn push_path(out: &mut String, path: &BezPath, precision: f64) {
    let per_unit = 1.0 / precision;
    let round =
        |point: Point| Point::new((point.x * per_unit).round() / per_unit, (point.y * per_unit).round() / per_unit);
    let (mut at, mut start, mut last) = (Point::ZERO, Point::ZERO, ' ');
    // The control point that a curve without a first one of its own would have.
    let mut reflected: Option<Point> = None;
    for element in path.elements() {
        let (letter, points): (char, &[Point]) = match element {
            PathEl::MoveTo(p) => ('M', &[*p]),
            PathEl::LineTo(p) if round(*p).y == at.y => ('h', &[*p]),
            PathEl::LineTo(p) if round(*p).x == at.x => ('v', &[*p]),
            PathEl::LineTo(p) => ('l', &[*p]),
            PathEl::QuadTo(a, p) => ('q', &[*a, *p]),
            PathEl::CurveTo(a, b, p) if reflected.is_some_and(|it| (it - round(*a)).hypot() < 1.5 * precision) => {
                ('s', &[*b, *p])
            }
            PathEl::CurveTo(a, b, p) => ('c', &[*a, *b, *p]),
            PathEl::ClosePath => ('Z', &[]),
        };
        let origin = if letter == 'M' { Point::ZERO } else { at };
        let mut is_first = letter == 'M' || letter != last;
        if is_first || points.is_empty() {
            out.push(letter);
        }
        for point in points {
            at = round(*point);
            let offset = at - origin;
            let values = match letter {
                'h' => &[offset.x][..],
                'v' => &[offset.y][..],
                _ => &[offset.x, offset.y][..],
            };
            for &value in values {
                if is_first {
                    push_number(out, value);
                } else {
                    push_listed(out, value);
                }
                is_first = false;
            }
        }
        reflected = match element {
            PathEl::CurveTo(_, b, _) => Some(at + (at - round(*b))),
            _ => None,
        };
        match letter {
            'M' => start = at,
            'Z' => at = start,
            _ => {}
        }
        last = letter;
    }
}

/// Text and attribute values alike; control characters that XML forbids are left out.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    // Nearly all text is plain: copied in stretches up to a sign of its own, or to the lead byte of the two forbidden ones.
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | 0..=0x1f | 0xef)) {
        out.push_str(&rest[..at]);
        let Some(character) = rest[at..].chars().next() else { return };
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(character),
        }
        rest = &rest[at + character.len_utf8()..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_data_is_short() {
        for (path, expected) in [
            ("M1 1L5 1L5 4L6 6Z", "M1 1h4v3l1 2Z"),
            ("M0 0C1 1 2 2 3 2C4 2 5 1 6 0", "M0 0c1 1 2 2 3 2s2-1 3-2"),
            ("M0 0C1 1 2 2 3 2C4 5 5 1 6 0", "M0 0c1 1 2 2 3 2 1 3 2-1 3-2"),
        ] {
            let path = BezPath::from_svg(path).expect("path data");
            assert_eq!(path_data(&path), expected);
        }
    }

    #[test]
    fn escapes_and_leaves_out_what_xml_forbids() {
        let mut out = String::new();
        push_escaped(&mut out, "a<b> & \"c\"\u{1}\n漢");
        assert_eq!(out, "a&lt;b&gt; &amp; &quot;c&quot; 漢");
    }
}
