//! Small compositions of marks.

use std::borrow::Cow;

use kurbo::Point;

use crate::diagram::scene::{Anchor, Casing, Mark, Role, TextMark};
use crate::diagram::text_block::TextBlock;

/// Draws into a link when there is somewhere to go, else plainly.
pub(crate) fn push_linked<'a>(
    marks: &mut Vec<Mark<'a>>,
    href: Option<&'a str>,
    label: &'a str,
    draw: impl FnOnce(&mut Vec<Mark<'a>>),
) {
    push_named(marks, href, Cow::Borrowed(label), draw);
}

/// The same with a name that was made for it.
pub(crate) fn push_named<'a>(
    marks: &mut Vec<Mark<'a>>,
    href: Option<&'a str>,
    label: Cow<'a, str>,
    draw: impl FnOnce(&mut Vec<Mark<'a>>),
) {
    match href {
        Some(href) => {
            let mut inner = Vec::new();
            draw(&mut inner);
            marks.push(Mark::Link { href: Cow::Borrowed(href), label, marks: inner });
        }
        None => draw(marks),
    }
}

/// A word that stands alone, its middle at `middle`.
pub(crate) fn push_middle<'a>(
    marks: &mut Vec<Mark<'a>>,
    block: TextBlock<'a>,
    x: f64,
    middle: f64,
    anchor: Anchor,
    role: Role,
) {
    let top = middle - block.height() / 2.0;
    block.place(marks, x, top, anchor, role, Casing::None);
}

/// A straight line.
pub(crate) fn line<'a>(x0: f64, y0: f64, x1: f64, y1: f64, role: Role) -> Mark<'a> {
    Mark::Line { from: Point::new(x0, y0), to: Point::new(x1, y1), role }
}

/// The same marks, no longer borrowing from the data of a picture inside the picture.
pub(crate) fn own_marks<'o>(marks: Vec<Mark<'_>>) -> Vec<Mark<'o>> {
    let own = |text: Cow<'_, str>| -> Cow<'o, str> { Cow::Owned(text.into_owned()) };
    marks
        .into_iter()
        .map(|mark| match mark {
            Mark::Rect { rect, radius, role } => Mark::Rect { rect, radius, role },
            Mark::Line { from, to, role } => Mark::Line { from, to, role },
            Mark::Path { path, role } => Mark::Path { path, role },
            Mark::Circle { center, radius, role } => Mark::Circle { center, radius, role },
            Mark::Polygon { points, role } => Mark::Polygon { points, role },
            Mark::Face(face) => Mark::Face(face),
            Mark::PersonaShape { center, size, persona } => Mark::PersonaShape { center, size, persona },
            Mark::Text(TextMark { at, anchor, typeface, size, role, casing, content, width }) => {
                Mark::Text(TextMark { at, anchor, typeface, size, role, casing, content: own(content), width })
            }
            Mark::Icon { name, center, size, role } => Mark::Icon { name, center, size, role },
            Mark::Severity { level, origin, height, from_right } => {
                Mark::Severity { level, origin, height, from_right }
            }
            Mark::Hatch { path, role } => Mark::Hatch { path, role },
            Mark::Image { rect, href, alternative } => {
                Mark::Image { rect, href: own(href), alternative: own(alternative) }
            }
            Mark::Link { href, label, marks } => {
                Mark::Link { href: own(href), label: own(label), marks: own_marks(marks) }
            }
            Mark::Clip { rect, marks } => Mark::Clip { rect, marks: own_marks(marks) },
        })
        .collect()
}
