//! The lowest and the highest point of each line, told in words on an elbow leader.
//!
//! 1. The texts are made: who, what it felt like, the number, and the quote when there is a short one.
//! 2. Each looks for room, from close to its point to further away, to the left and to the right, away from the others.
//! 3. Above or below the plot there is always room: the picture grows by what the annotations need.

use kurbo::{BezPath, Point, Rect};

use crate::diagram::geometry::{boxes_overlap, polyline};
use crate::diagram::scene::{Anchor, Casing, Mark, Role};
use crate::diagram::text_block::{TextBlock, first_baseline};
use crate::diagram::text_metrics::{FontBook, TextStyle, Typeface};

use super::describe::Extreme;
use super::placement::Obstacles;
use super::words::{extreme_title, fill_pattern};
use super::{CurveData, CurveWords};

const TITLE: TextStyle = TextStyle::new(Typeface::SansBold, 14.0, 1.3);
const QUOTE: TextStyle = TextStyle::new(Typeface::SerifItalic, 16.0, 1.19);
/// Quotes are set this wide, or this narrow where there is less room; longer ones than three wide lines stay in the page's own text.
const QUOTE_WIDTHS: [f64; 2] = [215.0, 140.0];
const MAX_QUOTE_LINES: usize = 3;
/// Length of the leader's level part, and air between it and the text.
const ELBOW: f64 = 16.0;
const AIR: f64 = 6.0;
/// Height that is kept free above or below each extreme that still waits for its place.
const RESERVED: f64 = 75.0;

/// An annotation without a place.
#[derive(Debug, Clone)]
pub(crate) struct AnnotationText<'a> {
    /// Title and quote in wide and in narrow lines; the quote has no lines when there is none.
    variants: [(TextBlock<'a>, TextBlock<'a>); 2],
    look: u8,
    /// Where the leader leaves: the outer edge of the face or of its number.
    pub(crate) start: Point,
    pub(crate) is_highest: bool,
    /// −1 or 1: the side that points away from the others.
    pub(crate) prefers_side: f64,
}

/// One with a place.
#[derive(Debug, Clone)]
pub(crate) struct Annotation<'a> {
    text: AnnotationText<'a>,
    /// Which of the two variants is shown.
    variant: usize,
    side: f64,
    /// Height of the leader's level part.
    elbow_y: f64,
    pub(crate) bounds: Rect,
}

impl<'a> AnnotationText<'a> {
    pub(crate) fn new(
        data: &'a CurveData<'a>,
        fonts: &FontBook,
        words: &CurveWords<'_>,
        persona: usize,
        extreme: &Extreme<'a>,
        is_highest: bool,
    ) -> Self {
        let look = data.personas.get(persona).map_or(0, |persona| persona.look);
        let name = data
            .personas
            .get(persona)
            .map_or("", |persona| if persona.short_name.is_empty() { &persona.name } else { &persona.short_name });
        let opening = if data.personas.len() > 1 {
            fill_pattern(if is_highest { &words.highest_of } else { &words.lowest_of }, &[("persona", name)])
        } else {
            (if is_highest { &words.highest } else { &words.lowest }).to_string()
        };
        let what = extreme.feeling.unwrap_or(extreme.step_name);
        let score = words.format_score(extreme.score, data.scale.is_signed());
        let title = extreme_title(&opening, what, &score);
        let variants = QUOTE_WIDTHS.map(|width| {
            let title = TextBlock::balanced(fonts, TITLE, &title, width * 1.25).into_owned();
            let quote = quote_block(fonts, words, extreme.quote, width.max(title.width().min(width * 1.1)));
            (title, quote)
        });
        Self { variants, look, start: Point::ZERO, is_highest, prefers_side: 1.0 }
    }
}

/// The quote in quotation marks, or nothing when it is long.
fn quote_block<'a>(fonts: &FontBook, words: &CurveWords<'_>, quote: Option<&str>, width: f64) -> TextBlock<'a> {
    let empty = TextBlock { style: QUOTE, lines: Vec::new() };
    let Some(quote) = quote.filter(|quote| !quote.trim().is_empty()) else { return empty };
    let marked = format!("{}{}{}", words.quote_open, quote.trim(), words.quote_close);
    let block = TextBlock::balanced(fonts, QUOTE, &marked, width);
    if block.lines.len() > MAX_QUOTE_LINES + usize::from(width < QUOTE_WIDTHS[0]) {
        return empty;
    }
    block.into_owned()
}

/// Finds a place for each; all placed ones become obstacles. `right` is the plot's end and the picture's.
pub(crate) fn place_annotations<'a>(
    texts: Vec<AnnotationText<'a>>,
    obstacles: &mut Obstacles<'_>,
    right: (f64, f64),
) -> Vec<Annotation<'a>> {
    let mut placed: Vec<Annotation<'a>> = Vec::with_capacity(texts.len());
    // Room that each keeps free for its leader until it has a place itself.
    let reserved: Vec<Rect> = texts
        .iter()
        .map(|text| {
            let end = text.start.y + if text.is_highest { -RESERVED } else { RESERVED };
            Rect::new(text.start.x - 5.0, text.start.y.min(end), text.start.x + 5.0, text.start.y.max(end))
        })
        .collect();
    for (index, text) in texts.into_iter().enumerate() {
        let annotation = place_annotation(text, obstacles, &placed, reserved.get(index + 1..).unwrap_or(&[]), right);
        obstacles.texts.push(annotation.bounds);
        placed.push(annotation);
    }
    placed
}

/// So many steps further away is better than beyond the plot's end.
const STEPS_FOR_PLOT: i32 = 3;

fn place_annotation<'a>(
    text: AnnotationText<'a>,
    obstacles: &Obstacles<'_>,
    placed: &[Annotation<'a>],
    reserved: &[Rect],
    (plot_end, width): (f64, f64),
) -> Annotation<'a> {
    let outward = if text.is_highest { -1.0 } else { 1.0 };
    let start = text.start;
    let bounds_at = move |elbow_y: f64, side: f64, (title, quote): &(TextBlock<'_>, TextBlock<'_>)| {
        let near = start.x + side * (ELBOW + AIR);
        let far = near + side * title.width().max(quote.width());
        Rect::new(
            near.min(far),
            elbow_y - 9.0,
            near.max(far),
            elbow_y + 9.0 + (title.height() - TITLE.leading()).max(0.0) + quote.height(),
        )
    };
    let leader_at = |elbow_y: f64| {
        Rect::new(text.start.x - 1.0, text.start.y.min(elbow_y), text.start.x + 1.0, text.start.y.max(elbow_y))
    };
    // Second best: in another leader's way. Third: the own leader meets a text.
    let mut fallback: Option<Annotation<'a>> = None;
    let mut crossed: Option<Annotation<'a>> = None;
    // Beyond the plot's end only where there is no place inside that is nearly as near.
    let mut beyond: Option<(i32, Annotation<'a>)> = None;
    // 60 steps of 12 reach far beyond any plot; the last one is free of lines for certain.
    for step in 0..60 {
        if let Some((_, place)) = beyond.take_if(|(found, _)| step > *found + STEPS_FOR_PLOT) {
            return place;
        }
        let elbow_y = text.start.y + outward * (10.0 + 12.0 * f64::from(step));
        for (side, variant) in
            [(text.prefers_side, 0), (text.prefers_side, 1), (-text.prefers_side, 0), (-text.prefers_side, 1)]
        {
            let Some(block) = text.variants.get(variant) else { continue };
            let bounds = bounds_at(elbow_y, side, block);
            if bounds.x0 < 0.0 || bounds.x1 > width || obstacles.cost(bounds.inset(3.0), None) > 0.0 {
                continue;
            }
            if placed.iter().any(|other| boxes_overlap(leader_of(other), bounds, 3.0)) {
                continue;
            }
            let leader = leader_at(elbow_y);
            if reserved.iter().any(|strip| boxes_overlap(*strip, bounds, 0.0)) {
                fallback = fallback.or_else(|| Some(Annotation { text: text.clone(), variant, side, elbow_y, bounds }));
                continue;
            }
            if obstacles.texts.iter().chain(&obstacles.marks).any(|text| boxes_overlap(*text, leader, 0.0)) {
                crossed = crossed.or_else(|| Some(Annotation { text: text.clone(), variant, side, elbow_y, bounds }));
                continue;
            }
            if bounds.x1 > plot_end {
                beyond =
                    beyond.or_else(|| Some((step, Annotation { text: text.clone(), variant, side, elbow_y, bounds })));
                continue;
            }
            return Annotation { text, variant, side, elbow_y, bounds };
        }
    }
    beyond.map(|(_, place)| place).or(fallback).or(crossed).unwrap_or_else(|| {
        // Beyond everything that stands on that side of the point there is always room.
        let side = if start.x > width / 2.0 { -1.0 } else { 1.0 };
        let far = (start.x + side * (ELBOW + AIR), start.y + outward * 800.0);
        let Some(block) = text.variants.first() else {
            return Annotation { text, variant: 0, side, elbow_y: far.1, bounds: Rect::ZERO };
        };
        let bounds = bounds_at(far.1, side, block);
        let in_the_way = obstacles.texts.iter().filter(|text| text.x0 < bounds.x1 + AIR && text.x1 > bounds.x0 - AIR);
        let shift = in_the_way.fold(0.0, |shift: f64, text| {
            if outward < 0.0 { shift.min(text.y0 - AIR - bounds.y1) } else { shift.max(text.y1 + AIR - bounds.y0) }
        });
        let elbow_y = far.1 + shift;
        let bounds = bounds_at(elbow_y, side, block);
        Annotation { text, variant: 0, side, elbow_y, bounds }
    })
}

fn leader_of(annotation: &Annotation<'_>) -> Rect {
    let start = annotation.text.start;
    let end_x = start.x + annotation.side * ELBOW;
    Rect::new(start.x.min(end_x), start.y.min(annotation.elbow_y), start.x.max(end_x), start.y.max(annotation.elbow_y))
}

impl<'a> Annotation<'a> {
    /// Appends leader and texts; `dy` moves them from the plot's coordinates into the picture's.
    pub(crate) fn draw(self, marks: &mut Vec<Mark<'a>>, dy: f64, casing: impl Fn(f64) -> Casing) {
        let Self { text, variant, side, elbow_y, bounds } = self;
        let [wide, narrow] = text.variants;
        let (title, quote) = if variant == 0 { wide } else { narrow };
        let elbow_y = elbow_y + dy;
        let leader: BezPath = polyline(
            &[
                Point::new(text.start.x, text.start.y + dy),
                Point::new(text.start.x, elbow_y),
                Point::new(text.start.x + side * ELBOW, elbow_y),
            ],
            false,
        );
        marks.push(Mark::Path { path: leader, role: Role::Leader });
        let anchor = if side > 0.0 { Anchor::Start } else { Anchor::End };
        let x = text.start.x + side * (ELBOW + AIR);
        let quote_y = elbow_y + 8.5 + (title.height() - TITLE.leading()).max(0.0);
        let casing = casing(bounds.center().x);
        title.place(marks, x, elbow_y + 5.0 - first_baseline(&TITLE), anchor, Role::PersonaText(text.look), casing);
        quote.place(marks, x, quote_y, anchor, Role::Ink, casing);
    }
}
