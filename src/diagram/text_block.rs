//! Lines that stand below one another.

use std::borrow::Cow;

use kurbo::{Point, Rect};

use super::line_break::{Line, break_balanced, break_lines, widest_line};
use super::scene::{Anchor, Casing, Mark, Role, TextMark};
use super::text_metrics::{FontBook, TextStyle};

/// A broken and measured text that has no place yet.
#[derive(Debug, Clone)]
pub struct TextBlock<'a> {
    pub style: TextStyle,
    pub lines: Vec<Line<'a>>,
}

impl<'a> TextBlock<'a> {
    pub fn wrapped(fonts: &FontBook, style: TextStyle, text: &'a str, max_width: f64) -> Self {
        Self { style, lines: break_lines(fonts, &style, text, max_width) }
    }

    pub fn balanced(fonts: &FontBook, style: TextStyle, text: &'a str, max_width: f64) -> Self {
        Self { style, lines: break_balanced(fonts, &style, text, max_width) }
    }

    /// All of `text` on one line.
    pub fn single(fonts: &FontBook, style: TextStyle, text: impl Into<Cow<'a, str>>) -> Self {
        let content = text.into();
        let width = fonts.width_in(&style, &content);
        Self { style, lines: vec![Line { content, width }] }
    }

    /// The same block, no longer borrowing the text that it was broken from.
    pub fn into_owned<'o>(self) -> TextBlock<'o> {
        let lines = self
            .lines
            .into_iter()
            .map(|line| Line { content: Cow::Owned(line.content.into_owned()), width: line.width })
            .collect();
        TextBlock { style: self.style, lines }
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub fn width(&self) -> f64 {
        widest_line(&self.lines)
    }

    /// Height of all lines, each a full leading tall.
    pub fn height(&self) -> f64 {
        self.lines.len() as f64 * self.style.leading()
    }

    /// Where the block stands when its top is at `y` and its anchor at `x`.
    pub fn bounds(&self, x: f64, y: f64, anchor: Anchor) -> Rect {
        let width = self.width();
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Rect::new(left, y, left + width, y + self.height())
    }

    /// Appends one text mark a line; `y` is the top of the first line.
    pub fn place(self, marks: &mut Vec<Mark<'a>>, x: f64, y: f64, anchor: Anchor, role: Role, casing: Casing) {
        let leading = self.style.leading();
        let first = y + first_baseline(&self.style);
        for (index, line) in self.lines.into_iter().enumerate() {
            marks.push(Mark::Text(TextMark {
                at: Point::new(x, first + index as f64 * leading),
                anchor,
                typeface: self.style.typeface,
                size: self.style.size,
                role,
                casing,
                content: line.content,
                width: line.width,
            }));
        }
    }
}

/// Distance from the top of a line to its baseline: the capitals (0.66 em high) sit in the middle of the leading, a little low.
pub fn first_baseline(style: &TextStyle) -> f64 {
    style.leading() / 2.0 + 0.34 * style.size
}

/// One line of text with its baseline at `at`.
pub fn text_mark<'a>(
    fonts: &FontBook,
    style: &TextStyle,
    at: Point,
    anchor: Anchor,
    role: Role,
    content: impl Into<Cow<'a, str>>,
) -> TextMark<'a> {
    let content = content.into();
    let width = fonts.width_in(style, &content);
    TextMark { at, anchor, typeface: style.typeface, size: style.size, role, casing: Casing::None, content, width }
}
