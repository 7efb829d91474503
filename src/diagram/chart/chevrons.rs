//! A row of chevrons: stages, or times, with their names.

use kurbo::Rect;

use crate::diagram::geometry::chevron;
use crate::diagram::line_break::widest_word;
use crate::diagram::scene::{Anchor, Casing, Mark, Role};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::FontBook;

use super::marks::push_linked;
use super::styles;

/// Height and depth of the points of a row of chevrons.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChevronRow {
    pub(crate) top: f64,
    pub(crate) height: f64,
    pub(crate) depth: f64,
    pub(crate) gap: f64,
}

/// One head of a row of chevrons.
#[derive(Debug, Clone)]
pub(crate) struct ChevronHead<'a> {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) name: &'a str,
    /// Smaller, at the right; may be empty.
    pub(crate) note: &'a str,
    pub(crate) href: Option<&'a str>,
}

/// Left of the words in a chevron: a notch's depth and air.
pub(crate) fn chevron_inset(index: usize, depth: f64) -> f64 {
    if index == 0 { 12.0 } else { depth + 12.0 }
}

/// Room that a head needs so that no word of its name breaks, up to `max_word`.
pub(crate) fn chevron_need(fonts: &FontBook, name: &str, max_word: f64) -> f64 {
    widest_word(fonts, &styles::BODY_STRONG, name).min(max_word) + 36.0
}

/// Lines of the names decide the height; at least `minimum`.
pub(crate) fn chevron_height(fonts: &FontBook, heads: &[ChevronHead<'_>], depth: f64, minimum: f64) -> f64 {
    let tallest = heads.iter().enumerate().map(|(index, head)| {
        let (name, note) = chevron_texts(fonts, head, index, depth);
        (if is_beside(&name, &note, head, index, depth) {
            name.height().max(note.height())
        } else {
            name.height() + note.height()
        }) + 15.0
    });
    tallest.fold(minimum, f64::max)
}

fn chevron_texts<'a>(
    fonts: &FontBook,
    head: &ChevronHead<'a>,
    index: usize,
    depth: f64,
) -> (TextBlock<'a>, TextBlock<'a>) {
    let room = chevron_room(head, index, depth);
    (
        TextBlock::balanced(fonts, styles::BODY_STRONG, head.name, room),
        TextBlock::balanced(fonts, styles::SMALL, head.note, room),
    )
}

fn chevron_room(head: &ChevronHead<'_>, index: usize, depth: f64) -> f64 {
    (head.right - head.left - chevron_inset(index, depth) - 8.0).max(20.0)
}

fn is_beside(name: &TextBlock<'_>, note: &TextBlock<'_>, head: &ChevronHead<'_>, index: usize, depth: f64) -> bool {
    note.is_empty() || name.width() + 16.0 + note.width() <= chevron_room(head, index, depth)
}

/// Draws the row. Heads must be sorted from left to right.
pub(crate) fn push_chevrons<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    row: ChevronRow,
    heads: &[ChevronHead<'a>],
) {
    let last = heads.len().saturating_sub(1);
    for (index, head) in heads.iter().enumerate() {
        let is_last = index == last;
        let right = if is_last { head.right } else { head.right - row.gap };
        let rect = Rect::new(head.left, row.top, right, row.top + row.height);
        let (name, note) = chevron_texts(fonts, head, index, row.depth);
        let beside = is_beside(&name, &note, head, index, row.depth);
        let x = head.left + chevron_inset(index, row.depth);
        push_linked(marks, head.href, head.name, |marks| {
            marks.push(Mark::Polygon { points: chevron(rect, row.depth, index == 0, is_last), role: Role::Chevron });
            let middle = rect.center().y;
            if beside {
                let (name_top, note_top) = (middle - name.height() / 2.0, middle - note.height() / 2.0);
                name.place(marks, x, name_top, Anchor::Start, Role::OnChevron, Casing::None);
                note.place(marks, right - 8.0, note_top, Anchor::End, Role::OnChevron, Casing::None);
            } else {
                let top = middle - (name.height() + note.height()) / 2.0;
                let below = top + name.height();
                name.place(marks, x, top, Anchor::Start, Role::OnChevron, Casing::None);
                note.place(marks, x, below, Anchor::Start, Role::OnChevron, Casing::None);
            }
        });
    }
}
