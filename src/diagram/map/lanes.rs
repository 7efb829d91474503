//! The lanes: each as tall as its tallest cell, cells that span columns stacked where they overlap.

use std::borrow::Cow;

use kurbo::{Point, Rect};

use crate::diagram::geometry::polyline;
use crate::diagram::scene::{Anchor, Casing, Mark, Role};
use crate::diagram::text_block::{TextBlock, text_mark};
use crate::diagram::text_metrics::{TextStyle, Typeface};

use super::{CELL_PADDING, ItemMarker, ItemStyle, LANES_X, MARGIN, MapCell, MapImage, MapItem, MapLane, Poster};

const LANE_NAME: TextStyle = TextStyle::new(Typeface::SansSemibold, 18.0, 1.2);
const LANE_NOTE: TextStyle = TextStyle::new(Typeface::Sans, 15.0, 1.25);
const PLAIN: TextStyle = TextStyle::new(Typeface::Sans, 16.0, 1.25);
const STRONG: TextStyle = TextStyle::new(Typeface::SansSemibold, 16.0, 1.25);
const QUOTE: TextStyle = TextStyle::new(Typeface::SerifItalic, 17.0, 1.18);
const NOTE: TextStyle = TextStyle::new(Typeface::Sans, 14.5, 1.28);
const SEVERITY: TextStyle = TextStyle::new(Typeface::SansSemibold, 15.0, 1.4);
const LINE_NAME: TextStyle = TextStyle::new(Typeface::SerifItalic, 15.0, 1.2);

const LANE_PADDING: f64 = 10.0;
const LANE_BOTTOM: f64 = 14.0;
const ITEM_GAP: f64 = 8.0;
const SEVERITY_HEIGHT: f64 = 12.5;
/// In a cell that spans columns an image gets no wider than this; a tall one is cut.
const WIDEST_IMAGE: f64 = 320.0;
const IMAGE_RATIOS: (f64, f64) = (0.3, 1.4);

pub(crate) fn text_style(style: ItemStyle) -> TextStyle {
    match style {
        ItemStyle::Plain => PLAIN,
        ItemStyle::Strong => STRONG,
        ItemStyle::Quote => QUOTE,
    }
}

/// How far a marker moves its text to the right.
pub(crate) fn indent(marker: ItemMarker) -> f64 {
    match marker {
        ItemMarker::None | ItemMarker::Severity(_) => 0.0,
        ItemMarker::Icon(_) => 23.0,
        ItemMarker::Persona(_) => 17.0,
    }
}

/// Draws all lanes from `top`; returns the bottom of the last one.
pub(crate) fn draw_lanes<'a>(poster: &Poster<'_, 'a>, marks: &mut Vec<Mark<'a>>, top: f64) -> f64 {
    let mut y = top;
    let n_lanes = poster.data.lanes.len();
    for (index, lane) in poster.data.lanes.iter().enumerate() {
        let bottom = draw_lane(poster, marks, lane, y);
        let is_last = index + 1 == n_lanes;
        match &lane.line_below {
            Some(name) => {
                let mark = text_mark(
                    poster.fonts,
                    &LINE_NAME,
                    Point::new(poster.right() - 6.0, bottom - 4.0),
                    Anchor::End,
                    Role::Muted,
                    &**name,
                );
                marks.push(Mark::Text(mark));
                marks.push(poster.rule(bottom, Role::RuleStrong));
            }
            None => marks.push(poster.rule(bottom, if is_last { Role::RuleStrong } else { Role::Rule })),
        }
        y = bottom;
    }
    y
}

/// Name and note at the left of a lane; returns their bottom.
pub(crate) fn draw_lane_name<'a>(
    poster: &Poster<'_, 'a>,
    marks: &mut Vec<Mark<'a>>,
    name: &'a str,
    note: &'a str,
    top: f64,
) -> f64 {
    let room = LANES_X - MARGIN - 10.0;
    let mut y = top + LANE_PADDING;
    for (style, text, role) in [(LANE_NAME, name, Role::Ink), (LANE_NOTE, note, Role::Muted)] {
        let block = TextBlock::wrapped(poster.fonts, style, text, room);
        let height = block.height();
        block.place(marks, MARGIN, y, Anchor::Start, role, Casing::None);
        y += height;
    }
    y
}

fn draw_lane<'a>(poster: &Poster<'_, 'a>, marks: &mut Vec<Mark<'a>>, lane: &'a MapLane<'a>, top: f64) -> f64 {
    let mut bottom = draw_lane_name(poster, marks, &lane.name, &lane.note, top);
    // How far down each column is taken already.
    let mut taken = vec![top + LANE_PADDING; poster.columns.n_columns()];
    for cell in &lane.cells {
        let end = cell.first_column.saturating_add(cell.n_columns.max(1)).min(taken.len());
        let Some(covered) = taken.get_mut(cell.first_column..end).filter(|covered| !covered.is_empty()) else {
            continue;
        };
        let y = covered.iter().copied().fold(top, f64::max);
        let cell_bottom = draw_cell(poster, marks, cell, end, lane.brackets && end - cell.first_column > 1, y);
        covered.fill(cell_bottom + ITEM_GAP);
        bottom = bottom.max(cell_bottom);
    }
    let named_line = if lane.line_below.is_some() { LINE_NAME.leading() } else { 0.0 };
    (bottom + LANE_BOTTOM + named_line).max(top + 36.0) + poster.frame.air.lane
}

fn draw_cell<'a>(
    poster: &Poster<'_, 'a>,
    marks: &mut Vec<Mark<'a>>,
    cell: &'a MapCell<'a>,
    end: usize,
    bracket: bool,
    top: f64,
) -> f64 {
    let left = poster.columns.start(cell.first_column) + CELL_PADDING;
    let right = poster.columns.start(end) - 4.0;
    let mut y = top;
    if bracket {
        let points = [
            Point::new(left, y + 7.0),
            Point::new(left, y + 1.0),
            Point::new(right - 6.0, y + 1.0),
            Point::new(right - 6.0, y + 7.0),
        ];
        marks.push(Mark::Path { path: polyline(&points, false), role: Role::Bracket });
        y += 10.0;
    }
    for (index, item) in cell.items.iter().enumerate() {
        if index > 0 {
            y += ITEM_GAP;
        }
        let mut own = Vec::new();
        y = draw_item(poster, &mut own, item, left, right, y);
        match &item.href {
            Some(href) if !own.is_empty() => {
                marks.push(Mark::Link { href: href.clone(), label: item.text.clone(), marks: own });
            }
            _ => marks.append(&mut own),
        }
    }
    y
}

fn draw_item<'a>(
    poster: &Poster<'_, 'a>,
    marks: &mut Vec<Mark<'a>>,
    item: &'a MapItem<'a>,
    left: f64,
    right: f64,
    top: f64,
) -> f64 {
    let style = text_style(item.style);
    let text_x = left + indent(item.marker);
    let mut y = top;
    let mut note_below = true;
    match item.marker {
        ItemMarker::None => {}
        ItemMarker::Icon(name) => {
            let center = Point::new(left + 8.0, y + style.leading() / 2.0);
            marks.push(Mark::Icon { name, center, size: 16.0, role: Role::IconMuted });
        }
        ItemMarker::Persona(persona) => {
            let center = Point::new(left + 5.0, y + style.leading() / 2.0);
            marks.push(Mark::PersonaShape { center, size: 11.0, persona });
        }
        ItemMarker::Severity(level) => {
            let line = SEVERITY.leading();
            marks.push(Mark::Severity {
                level,
                origin: Point::new(left, y + (line - SEVERITY_HEIGHT) / 2.0),
                height: SEVERITY_HEIGHT,
                from_right: false,
            });
            let number_x = left + 34.0 * SEVERITY_HEIGHT / 12.0 + 7.0;
            let number = TextBlock::single(poster.fonts, SEVERITY, level.to_string());
            let note_x = number_x + number.width() + 8.0;
            number.place(marks, number_x, y, Anchor::Start, Role::Low, Casing::None);
            let note = TextBlock::wrapped(poster.fonts, NOTE, &item.note, right - note_x);
            // A short note stands beside the bars, a long one below the text.
            note_below = note.lines.len() > 1;
            if !note_below {
                note.place(marks, note_x, y + (line - NOTE.leading()) / 2.0, Anchor::Start, Role::Muted, Casing::None);
            }
            y += line;
        }
    }
    if let Some(image) = &item.image {
        y = draw_image(marks, image, left, right, y) + 5.0;
    }
    for (style, text, role) in [(style, &item.text, Role::Ink), (NOTE, &item.note, Role::Muted)] {
        if role == Role::Muted && !note_below {
            continue;
        }
        let block = TextBlock::wrapped(poster.fonts, style, text, right - text_x);
        let height = block.height();
        block.place(marks, text_x, y, Anchor::Start, role, Casing::None);
        y += height;
    }
    y
}

/// An image on a ground of its own, which is all that is seen where a reader or a painter cannot reach it. Returns its bottom.
fn draw_image<'a>(marks: &mut Vec<Mark<'a>>, image: &'a MapImage<'a>, left: f64, right: f64, top: f64) -> f64 {
    let width = (right - left - 6.0).clamp(24.0, WIDEST_IMAGE);
    let rect = Rect::new(left, top, left + width, top + width * image.ratio.clamp(IMAGE_RATIOS.0, IMAGE_RATIOS.1));
    marks.push(Mark::Rect { rect, radius: 0.0, role: Role::Band });
    marks.push(Mark::Image { rect, href: Cow::Borrowed(&image.href), alternative: Cow::Borrowed(&image.alternative) });
    rect.y1
}
