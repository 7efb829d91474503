//! Small compositions of marks.

use std::borrow::Cow;

use kurbo::Point;

use crate::diagram::scene::{Anchor, Casing, Mark, Role};
use crate::diagram::text_block::TextBlock;

/// Draws into a link when there is somewhere to go, else plainly.
pub(crate) fn push_linked<'a>(
    marks: &mut Vec<Mark<'a>>,
    href: Option<&'a str>,
    label: &'a str,
    draw: impl FnOnce(&mut Vec<Mark<'a>>),
) {
    match href {
        Some(href) => {
            let mut inner = Vec::new();
            draw(&mut inner);
            marks.push(Mark::Link { href: Cow::Borrowed(href), label: Cow::Borrowed(label), marks: inner });
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
