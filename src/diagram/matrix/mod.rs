//! Two scores against one another: what to do first.
//!
//! 1. Bubbles stand at their scores, their area the evidence; items with the same scores share one.
//! 2. `labels` looks for a place for every label beside its bubble, further away with a leader line.
//! 3. When one finds none, or there is no room for words, the items have numbers instead, and `list` names them below, or beside where
//!    the picture is broad. A number stands in its bubble; those of a shared or crowded one stand beside it ("3 · 7").

mod bubbles;
mod labels;
mod list;

use std::borrow::Cow;

use kurbo::{Point, Rect, Size};

use super::chart::NumberFormat;
use super::chart::arrow::push_arrow;
use super::chart::key::{KeyEntry, push_key};
use super::chart::marks::{line, push_linked, push_named};
use super::chart::styles::{ASIDE_LARGE, LABEL_STRONG, SMALL, SMALL_STRONG};
use super::chart::{fill_pattern, join_sentences};
use super::scale::{LinearScale, round_ticks};
use super::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind};
use super::text_block::{TextBlock, text_mark};
use super::text_metrics::FontBook;
use bubbles::Bubble;
use labels::{PlacedLabel, Wanted};

#[derive(Debug, Clone, Default)]
pub struct MatrixData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    /// From left to right.
    pub x: MatrixAxis<'a>,
    /// From bottom to top.
    pub y: MatrixAxis<'a>,
    /// Names of the quadrants: top left, top right, bottom left, bottom right; may be empty.
    pub quadrants: [Cow<'a, str>; 4],
    /// Index of the quadrant that is shaded.
    pub highlighted: Option<usize>,
    pub items: Vec<MatrixItem<'a>>,
}

#[derive(Debug, Clone)]
pub struct MatrixAxis<'a> {
    /// "effort"
    pub title: Cow<'a, str>,
    pub min: f64,
    pub max: f64,
    /// Where the quadrants meet.
    pub middle: f64,
}

impl Default for MatrixAxis<'_> {
    fn default() -> Self {
        Self { title: Cow::Borrowed(""), min: 1.0, max: 5.0, middle: 3.0 }
    }
}

#[derive(Debug, Clone, Default)]
pub struct MatrixItem<'a> {
    pub label: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    pub x: f64,
    pub y: f64,
    /// Sources, votes, whatever the area of the bubble says; 1 when it says nothing.
    pub weight: Option<f64>,
    /// Drawn hollow.
    pub done: bool,
}

#[derive(Debug, Clone)]
pub struct MatrixOptions<'w> {
    /// At least 280.
    pub width: f64,
    /// From this width on labels stand beside their bubbles; below it, numbers and a list.
    pub labels_from: f64,
    pub number: NumberFormat<'w>,
    /// Key of the bubbles' area: weight and word ("1 source", "4 sources"); may be empty.
    pub weight_key: Vec<(f64, Cow<'w, str>)>,
    /// Key of the hollow bubble.
    pub done: Cow<'w, str>,
    /// `{title}`, `{n}`, `{y}`, `{x}`
    pub sentence: Cow<'w, str>,
    /// `{quadrant}`, `{list}`
    pub sentence_quadrant: Cow<'w, str>,
    /// Between the entries of a list.
    pub separator: Cow<'w, str>,
}

impl Default for MatrixOptions<'static> {
    fn default() -> Self {
        Self {
            width: 580.0,
            labels_from: 520.0,
            number: NumberFormat::ENGLISH,
            weight_key: Vec::new(),
            done: Cow::Borrowed("done"),
            sentence: Cow::Borrowed("{n} by {y} and {x}."),
            sentence_quadrant: Cow::Borrowed("{quadrant}: {list}."),
            separator: Cow::Borrowed(", "),
        }
    }
}

/// Everything that labels must not meet, and where they may stand.
pub(super) struct Field {
    pub(super) plot: Rect,
    /// Names of the quadrants.
    pub(super) names: Vec<Rect>,
    /// Where the quadrants meet.
    pub(super) cross: Point,
}

/// From this width on the list of names stands beside the plot, which takes this share.
const LIST_BESIDE_FROM: f64 = 1000.0;
const PLOT_BESIDE_LIST: f64 = 0.58;

/// Draws the matrix at natural size.
pub fn layout_matrix<'a>(data: &'a MatrixData<'a>, options: &MatrixOptions<'_>, fonts: &FontBook) -> Scene<'a> {
    let width = options.width.max(280.0);
    draw_matrix(data, options, fonts, (width, width))
}

/// As wide as `width`; a `total` that is wider leaves the rest to the list of names.
fn draw_matrix<'a>(
    data: &'a MatrixData<'a>,
    options: &MatrixOptions<'_>,
    fonts: &FontBook,
    (width, total): (f64, f64),
) -> Scene<'a> {
    let items: Vec<&MatrixItem<'a>> =
        data.items.iter().filter(|item| item.x.is_finite() && item.y.is_finite()).collect();
    let (y_ticks, x_ticks) = (axis_ticks(&data.y), axis_ticks(&data.x));
    let tick_width =
        y_ticks.iter().map(|tick| fonts.width_in(&SMALL, &options.number.format(*tick))).fold(0.0, f64::max);
    let mut marks = Vec::new();
    let left = tick_width.ceil() + 16.0;
    let top = push_y_title(&mut marks, fonts, &data.y.title, width) + 8.0;
    let side = (width - left).clamp(200.0, 760.0);
    let plot = Rect::new(left, top, width, top + side * if width < options.labels_from { 1.12 } else { 0.98 });
    // Bubbles stay between two strips that belong to the quadrants' names, and inside at the scales' ends.
    let x_domain = axis_domain(&data.x, items.iter().map(|item| item.x));
    let x_scale = LinearScale::new(x_domain, (plot.x0 + BESIDE_ENDS, plot.x1 - BESIDE_ENDS));
    let (above, below) = name_strips(fonts, data, &x_scale, plot);
    let y_domain = axis_domain(&data.y, items.iter().map(|item| item.y));
    let y_scale = LinearScale::new(y_domain, (plot.y1 - below - BESIDE_ENDS, plot.y0 + above + BESIDE_ENDS));
    let cross = Point::new(
        x_scale.apply(data.x.middle).clamp(plot.x0, plot.x1),
        y_scale.apply(data.y.middle).clamp(plot.y0, plot.y1),
    );
    let names = push_frame(&mut marks, fonts, data, plot, cross);
    let mut bottom = push_ticks(&mut marks, fonts, options, (&x_ticks, &x_scale), (&y_ticks, &y_scale), plot);
    bottom = push_x_title(&mut marks, fonts, &data.x.title, plot, bottom + 6.0);

    let room = Field { plot, names, cross };
    let spots = items
        .iter()
        .map(|item| (Point::new(x_scale.apply(item.x), y_scale.apply(item.y)), bubbles::radius_of(item.weight)));
    let mut bubbles = bubbles::gather(spots);
    for bubble in &mut bubbles {
        let n_done = bubble.items.iter().filter_map(|item| items.get(*item)).filter(|item| item.done).count();
        bubble.ring = if n_done > 0 && n_done < bubble.items.len() { AROUND_DONE } else { 0.0 };
    }
    let labels = if width < options.labels_from || total > width {
        None
    } else {
        labels::place_words(&items, &bubbles, &room, fonts)
    };
    let Some(labels) = labels else {
        if width >= LIST_BESIDE_FROM && width == total {
            return draw_matrix(data, options, fonts, ((width * PLOT_BESIDE_LIST).round(), width));
        }
        push_numbered(&mut marks, fonts, &items, bubbles, &room);
        bottom = push_weight_key(&mut marks, fonts, data, options, (left, width), bottom);
        let bottom = if total > width {
            let list_left = width + 48.0;
            bottom.max(list::push_list(&mut marks, fonts, &items, (list_left, total - list_left), plot.y0))
        } else {
            list::push_list(&mut marks, fonts, &items, (0.0, width), bottom + 14.0)
        };
        return finish(data, options, marks, Size::new(total, bottom));
    };
    push_leaders(&mut marks, labels.iter());
    push_bubbles(&mut marks, fonts, &items, &bubbles, |_| None);
    for (item, label) in items.iter().zip(labels) {
        push_linked(&mut marks, item.href.as_deref(), &item.label, |marks| {
            label.block.place(marks, label.x, label.top, label.anchor, Role::Ink, Casing::None);
        });
    }
    bottom = push_weight_key(&mut marks, fonts, data, options, (left, width), bottom);
    finish(data, options, marks, Size::new(width, bottom))
}

fn finish<'a>(data: &'a MatrixData<'a>, options: &MatrixOptions<'_>, marks: Vec<Mark<'a>>, size: Size) -> Scene<'a> {
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::Matrix,
        size,
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_matrix(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

/// From the plot's edges to the ends of the scales: the largest bubble stays inside.
const BESIDE_ENDS: f64 = bubbles::LARGEST + AROUND_DONE + 2.0;

/// The scale, and what lies beyond it.
fn axis_domain(axis: &MatrixAxis<'_>, values: impl Iterator<Item = f64>) -> (f64, f64) {
    let ends = if axis.max > axis.min { (axis.min, axis.max) } else { (axis.min - 1.0, axis.min + 1.0) };
    values.fold(ends, |(low, high), value| (low.min(value), high.max(value)))
}

fn axis_ticks(axis: &MatrixAxis<'_>) -> Vec<f64> {
    if axis.max > axis.min { round_ticks(axis.min, axis.max, 5) } else { vec![axis.min] }
}

/// The title of the upward axis stands above it, level, with its arrow. Returns the bottom.
fn push_y_title<'a>(marks: &mut Vec<Mark<'a>>, fonts: &FontBook, title: &'a str, width: f64) -> f64 {
    let block = TextBlock::wrapped(fonts, LABEL_STRONG, title, width - 16.0);
    let height = block.height();
    if height > 0.0 {
        push_arrow(marks, &[Point::new(5.0, 15.0), Point::new(5.0, 2.0)], Role::Arrow);
    }
    block.place(marks, 16.0, 0.0, Anchor::Start, Role::Ink, Casing::None);
    height
}

fn push_x_title<'a>(marks: &mut Vec<Mark<'a>>, fonts: &FontBook, title: &'a str, plot: Rect, top: f64) -> f64 {
    let block = TextBlock::wrapped(fonts, LABEL_STRONG, title, plot.width() - 20.0);
    let bottom = top + block.height();
    if !block.is_empty() {
        push_arrow(marks, &[Point::new(plot.x1 - 14.0, top + 9.0), Point::new(plot.x1, top + 9.0)], Role::Arrow);
    }
    block.place(marks, plot.x1 - 20.0, top, Anchor::End, Role::Ink, Casing::None);
    bottom
}

/// Height of the strips above and below the bubbles, where the quadrants' names stand.
fn name_strips(fonts: &FontBook, data: &MatrixData<'_>, x_scale: &LinearScale, plot: Rect) -> (f64, f64) {
    let cross = x_scale.apply(data.x.middle).clamp(plot.x0, plot.x1);
    let height = |index: usize| {
        let room = if index.is_multiple_of(2) { cross - plot.x0 } else { plot.x1 - cross } - 24.0;
        let name = data.quadrants.get(index).map_or("", |name| name);
        let block = TextBlock::balanced(fonts, ASIDE_LARGE, name, room.max(10.0));
        if room < 40.0 || block.height() > plot.height() * 0.25 { 0.0 } else { block.height() }
    };
    (height(0).max(height(1)) + 6.0, height(2).max(height(3)) + 6.0)
}

/// Shade, cross, axes and the quadrants' names; returns where the names stand.
fn push_frame<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    data: &'a MatrixData<'a>,
    plot: Rect,
    cross: Point,
) -> Vec<Rect> {
    let quadrants = [
        Rect::new(plot.x0, plot.y0, cross.x, cross.y),
        Rect::new(cross.x, plot.y0, plot.x1, cross.y),
        Rect::new(plot.x0, cross.y, cross.x, plot.y1),
        Rect::new(cross.x, cross.y, plot.x1, plot.y1),
    ];
    if let Some(rect) = data.highlighted.and_then(|index| quadrants.get(index)) {
        marks.push(Mark::Rect { rect: *rect, radius: 0.0, role: Role::Band });
    }
    marks.push(line(cross.x, plot.y0, cross.x, plot.y1, Role::NeutralLine));
    marks.push(line(plot.x0, cross.y, plot.x1, cross.y, Role::NeutralLine));
    marks.push(line(plot.x0, plot.y0, plot.x0, plot.y1, Role::Axis));
    marks.push(line(plot.x0, plot.y1, plot.x1, plot.y1, Role::Axis));
    let mut places = Vec::new();
    for (index, (name, rect)) in data.quadrants.iter().zip(quadrants).enumerate() {
        let room = rect.width() - 24.0;
        let block = TextBlock::balanced(fonts, ASIDE_LARGE, name, room.max(10.0));
        if block.is_empty() || room < 40.0 || block.height() > plot.height() * 0.25 {
            continue;
        }
        let (anchor, x) = if index % 2 == 0 { (Anchor::Start, rect.x0 + 12.0) } else { (Anchor::End, rect.x1 - 8.0) };
        let y = if index < 2 { rect.y0 + 5.0 } else { rect.y1 - 5.0 - block.height() };
        places.push(block.bounds(x, y, anchor));
        block.place(marks, x, y, anchor, Role::Muted, Casing::None);
    }
    places
}

fn push_ticks<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    options: &MatrixOptions<'_>,
    (x_ticks, x_scale): (&[f64], &LinearScale),
    (y_ticks, y_scale): (&[f64], &LinearScale),
    plot: Rect,
) -> f64 {
    for tick in y_ticks {
        let at = Point::new(plot.x0 - 10.0, y_scale.apply(*tick) + 0.34 * SMALL.size);
        marks.push(Mark::Text(text_mark(fonts, &SMALL, at, Anchor::End, Role::Muted, options.number.format(*tick))));
    }
    for tick in x_ticks {
        let at = Point::new(x_scale.apply(*tick), plot.y1 + 8.0 + 0.74 * SMALL.size);
        marks.push(Mark::Text(text_mark(fonts, &SMALL, at, Anchor::Middle, Role::Muted, options.number.format(*tick))));
    }
    plot.y1 + 8.0 + SMALL.leading()
}

fn push_leaders<'a, 'l>(marks: &mut Vec<Mark<'a>>, labels: impl Iterator<Item = &'l PlacedLabel<'a>>)
where
    'a: 'l,
{
    for (from, to) in labels.filter_map(|label| label.leader) {
        marks.push(Mark::Line { from, to, role: Role::Leader });
    }
}

/// Bubbles with the numbers of their items: inside, where it is one that has room, else beside them; those that lie on each other are
/// small dots with one label for all.
fn push_numbered<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    items: &[&'a MatrixItem<'a>],
    mut bubbles: Vec<Bubble>,
    field: &Field,
) {
    let inside: Vec<Option<usize>> = bubbles.iter().map(|bubble| bubble.number_inside(&bubbles)).collect();
    for (bubble, _) in bubbles.iter_mut().zip(&inside).filter(|(_, inside)| inside.is_some()) {
        bubble.radius = bubble.radius.max(bubbles::NUMBERED);
    }
    let crowds = bubbles::crowds(&bubbles, &inside);
    for index in crowds.iter().filter(|crowd| crowd.len() > 1).flatten() {
        if let Some(bubble) = bubbles.get_mut(*index) {
            bubble.shrink();
        }
    }
    let wanted: Vec<Wanted<'a>> = crowds
        .iter()
        .filter_map(|crowd| {
            let mut told: Vec<usize> = crowd
                .iter()
                .filter_map(|index| bubbles.get(*index))
                .flat_map(|bubble| &bubble.items)
                .copied()
                .collect();
            told.sort_unstable();
            let numbers = bubbles::join_numbers(&told);
            let index = bubbles::spokesman(&bubbles, crowd)?;
            let single = TextBlock::single(fonts, SMALL_STRONG, numbers.clone());
            let wrapped =
                [90.0, 52.0].map(|room| TextBlock::balanced(fonts, SMALL_STRONG, &numbers, room).into_owned());
            let mut forms = vec![single];
            forms.extend(wrapped.into_iter().filter(|form| form.lines.len() > 1));
            Some(Wanted { bubble: index, forms })
        })
        .collect();
    let numbers = labels::place_labels(&wanted, &bubbles, field);
    push_leaders(marks, numbers.iter().flatten());
    push_bubbles(marks, fonts, items, &bubbles, |index| inside.get(index).copied().flatten());
    for label in numbers.into_iter().flatten() {
        label.block.place(marks, label.x, label.top, label.anchor, Role::Ink, Casing::None);
    }
}

/// How far the ring of a done item stands around the bubble that it shares with open ones.
const AROUND_DONE: f64 = 3.5;

/// Each bubble, with the number that `inside` tells for its index.
fn push_bubbles<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    items: &[&'a MatrixItem<'a>],
    bubbles: &[Bubble],
    inside: impl Fn(usize) -> Option<usize>,
) {
    // Large ones first, so that small ones lie on top.
    let mut order: Vec<(usize, &Bubble)> = bubbles.iter().enumerate().collect();
    order.sort_by(|a, b| b.1.radius.total_cmp(&a.1.radius).then(a.0.cmp(&b.0)));
    for (index, bubble) in order {
        let is_done = bubble.items.iter().filter_map(|item| items.get(*item)).all(|item| item.done);
        let (center, radius) = (bubble.center, bubble.radius);
        let number = inside(index).map(|item| (item + 1).to_string());
        let draw = |marks: &mut Vec<Mark<'a>>| {
            if bubble.ring > 0.0 {
                marks.push(Mark::Circle { center, radius: bubble.reach(), role: Role::BubbleDone });
            }
            marks.push(Mark::Circle { center, radius, role: if is_done { Role::BubbleDone } else { Role::Bubble } });
            if let Some(number) = number.clone() {
                let at = center + (0.0, 0.34 * SMALL_STRONG.size);
                let role = if is_done { Role::Ink } else { Role::OnPersona };
                marks.push(Mark::Text(text_mark(fonts, &SMALL_STRONG, at, Anchor::Middle, role, number)));
            }
        };
        // What is shared leads nowhere: the items' names beside it or in the list do.
        match bubble.items.as_slice() {
            [only] => {
                let Some(item) = items.get(*only) else { continue };
                // What stands in a bubble is a part of its name.
                let name = match &number {
                    Some(number) => Cow::Owned(format!("{number} {}", item.label)),
                    None => Cow::Borrowed(&*item.label),
                };
                push_named(marks, item.href.as_deref(), name, draw);
            }
            _ => draw(marks),
        }
    }
}

fn push_weight_key<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    data: &MatrixData<'_>,
    options: &MatrixOptions<'_>,
    (left, right): (f64, f64),
    top: f64,
) -> f64 {
    let mut samples: Vec<(f64, &str, Role)> = options
        .weight_key
        .iter()
        .map(|(weight, word)| (bubbles::radius_of(Some(*weight)), &**word, Role::Bubble))
        .collect();
    if data.items.iter().any(|item| item.done) {
        samples.push((bubbles::radius_of(None), &*options.done, Role::BubbleDone));
    }
    if samples.is_empty() {
        return top;
    }
    let entries: Vec<KeyEntry<'_>> = samples
        .iter()
        .map(|(radius, word, _)| KeyEntry { sample_width: radius * 2.0, sample_height: radius * 2.0, word })
        .collect();
    push_key(marks, fonts, &entries, (left, right), top + 10.0, |marks, index, center| {
        if let Some((radius, _, role)) = samples.get(index) {
            marks.push(Mark::Circle { center, radius: *radius, role: *role });
        }
    })
}

/// How many, and which in each quadrant.
pub fn describe_matrix(data: &MatrixData<'_>, options: &MatrixOptions<'_>) -> String {
    let n = data.items.len().to_string();
    let mut sentences = vec![fill_pattern(
        &options.sentence,
        &[("title", &data.title), ("n", &n), ("x", &data.x.title), ("y", &data.y.title)],
    )];
    for (index, quadrant) in data.quadrants.iter().enumerate() {
        let names: Vec<&str> = data
            .items
            .iter()
            .filter(|item| (item.x >= data.x.middle) == (index % 2 == 1) && (item.y < data.y.middle) == (index >= 2))
            .map(|item| &*item.label)
            .collect();
        if !names.is_empty() && !quadrant.is_empty() {
            sentences.push(fill_pattern(
                &options.sentence_quadrant,
                &[("quadrant", quadrant), ("list", &names.join(&options.separator))],
            ));
        }
    }
    join_sentences(&sentences)
}

#[cfg(test)]
mod tests;
