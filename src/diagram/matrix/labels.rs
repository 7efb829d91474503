//! Places for labels: beside their bubble, else further away with a leader line.
//!
//! 1. Each label is broken in a few ways; each form tries the places around its bubble, near ones first.
//! 2. Labels in a crowd choose first. A place may meet no bubble, no other label, no quadrant's name, no line between quadrants.
//! 3. Two more rounds let each label look again, now that all others stand.
//!
//! Where words have no place, the caller numbers the bubbles; numbers that do not fit inside are labels themselves.

use kurbo::{Point, Rect, Vec2};

use crate::diagram::chart::styles::LABEL;
use crate::diagram::geometry::boxes_overlap;
use crate::diagram::scene::Anchor;
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::FontBook;

use super::bubbles::Bubble;
use super::{Field, MatrixItem};

#[derive(Debug, Clone)]
pub(super) struct PlacedLabel<'a> {
    pub(super) block: TextBlock<'a>,
    pub(super) x: f64,
    pub(super) top: f64,
    pub(super) anchor: Anchor,
    pub(super) leader: Option<(Point, Point)>,
    bounds: Rect,
}

/// Widest lines tried, in order of preference.
const WIDTHS: [f64; 4] = [172.0, 126.0, 220.0, 92.0];
/// More characters than this read better in a list.
const MAX_CHARACTERS: usize = 90;
const GAP: f64 = 5.0;
/// Narrower labels have places nearby.
const SHORT: f64 = 60.0;
/// Between a label and the lines where the quadrants meet.
const OFF_LINES: f64 = 3.0;

/// A label with its forms, of the bubble with the index `bubble`.
pub(super) struct Wanted<'a> {
    pub(super) bubble: usize,
    pub(super) forms: Vec<TextBlock<'a>>,
}

/// The words of each item; `None` when one of them has no place.
pub(super) fn place_words<'a>(
    items: &[&'a MatrixItem<'a>],
    bubbles: &[Bubble],
    field: &Field,
    fonts: &FontBook,
) -> Option<Vec<PlacedLabel<'a>>> {
    if items.len() > 40 || items.iter().any(|item| item.label.chars().count() > MAX_CHARACTERS) {
        return None;
    }
    let bubble_of = |index: usize| bubbles.iter().position(|bubble| bubble.items.contains(&index));
    let mut wanted = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        wanted.push(Wanted { bubble: bubble_of(index)?, forms: break_in_forms(&item.label, fonts) });
    }
    place_labels(&wanted, bubbles, field).into_iter().collect()
}

/// A place for each label, `None` where there is none.
pub(super) fn place_labels<'a>(
    wanted: &[Wanted<'a>],
    bubbles: &[Bubble],
    field: &Field,
) -> Vec<Option<PlacedLabel<'a>>> {
    let crowd = |label: &Wanted<'_>| {
        bubbles
            .get(label.bubble)
            .map_or(0, |own| bubbles.iter().filter(|other| (other.center - own.center).hypot() < 110.0).count())
    };
    let mut order: Vec<(usize, &Wanted<'a>)> = wanted.iter().enumerate().collect();
    order.sort_by_cached_key(|(index, label)| (std::cmp::Reverse(crowd(label)), *index));
    let mut placed: Vec<Option<PlacedLabel<'a>>> = vec![None; wanted.len()];
    for _ in 0..3 {
        for (index, label) in &order {
            if let Some(slot) = placed.get_mut(*index) {
                *slot = None;
            }
            let best = find_place(label, bubbles, &placed, field);
            if let Some(slot) = placed.get_mut(*index) {
                *slot = best;
            }
        }
    }
    placed
}

fn break_in_forms<'a>(label: &'a str, fonts: &FontBook) -> Vec<TextBlock<'a>> {
    let mut forms: Vec<TextBlock<'a>> = Vec::new();
    for width in WIDTHS {
        let block = TextBlock::balanced(fonts, LABEL, label, width);
        if !forms.iter().any(|form| form.lines.len() == block.lines.len()) {
            forms.push(block);
        }
    }
    forms
}

fn find_place<'a>(
    label: &Wanted<'a>,
    bubbles: &[Bubble],
    placed: &[Option<PlacedLabel<'a>>],
    field: &Field,
) -> Option<PlacedLabel<'a>> {
    let bubble = bubbles.get(label.bubble)?;
    let mut best: Option<(f64, PlacedLabel<'a>)> = None;
    for (rank, form) in label.forms.iter().enumerate() {
        for candidate in candidates(bubble, form) {
            let own_cost = candidate.cost + rank as f64 * 4.0;
            if best.as_ref().is_some_and(|(cost, _)| *cost <= own_cost) {
                continue;
            }
            let Some(cost) = judge(label.bubble, &candidate, bubbles, placed, field).map(|cost| cost + own_cost) else {
                continue;
            };
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                let Candidate { x, top, anchor, bounds, leader, .. } = candidate;
                best = Some((cost, PlacedLabel { block: form.clone(), x, top, anchor, leader, bounds }));
            }
        }
    }
    best.map(|(_, label)| label)
}

struct Candidate {
    x: f64,
    top: f64,
    anchor: Anchor,
    bounds: Rect,
    leader: Option<(Point, Point)>,
    cost: f64,
}

/// Places around the bubble, then on wider rings with a leader.
fn candidates(bubble: &Bubble, form: &TextBlock<'_>) -> Vec<Candidate> {
    let (center, radius) = (bubble.center, bubble.reach());
    let (width, height) = (form.width(), form.height());
    let reach = radius + GAP;
    let corner = radius * 0.7 + 3.0;
    let make = |x: f64, top: f64, anchor: Anchor, cost: f64| Candidate {
        x,
        top,
        anchor,
        bounds: form.bounds(x, top, anchor),
        leader: None,
        cost,
    };
    let middle = center.y - height / 2.0;
    let mut all = vec![
        make(center.x + reach, middle, Anchor::Start, 0.0),
        make(center.x - reach, middle, Anchor::End, 1.0),
        make(center.x, center.y - reach - height + 2.0, Anchor::Middle, 2.0),
        make(center.x, center.y + reach - 2.0, Anchor::Middle, 3.0),
        make(center.x + corner, center.y + corner - 4.0, Anchor::Start, 4.0),
        make(center.x - corner, center.y + corner - 4.0, Anchor::End, 5.0),
        make(center.x + corner, center.y - corner - height + 4.0, Anchor::Start, 6.0),
        make(center.x - corner, center.y - corner - height + 4.0, Anchor::End, 7.0),
    ];
    for shift in [-0.5, 0.5] {
        all.push(make(center.x + reach, middle + shift * height, Anchor::Start, 8.0));
        all.push(make(center.x - reach, middle + shift * height, Anchor::End, 9.0));
    }
    // Short words, as numbers, need not go so far.
    let near_rings: &[f64] = if width < SHORT { &[10.0, 16.0] } else { &[] };
    for ring in near_rings.iter().copied().chain([26.0, 44.0, 66.0, 92.0, 122.0]) {
        for turn in 0..16 {
            let direction = Vec2::from_angle(f64::from(turn) * std::f64::consts::TAU / 16.0);
            let near = center + direction * (radius + ring);
            let (anchor, x) = if direction.x > 0.2 {
                (Anchor::Start, near.x)
            } else if direction.x < -0.2 {
                (Anchor::End, near.x)
            } else {
                (Anchor::Middle, near.x)
            };
            let top = if anchor == Anchor::Middle {
                if direction.y < 0.0 { near.y - height } else { near.y }
            } else {
                near.y - height / 2.0
            };
            let bounds = form.bounds(x, top, anchor);
            let touch = match anchor {
                Anchor::Start => Point::new(bounds.x0 - 3.0, near.y),
                Anchor::End => Point::new(bounds.x1 + 3.0, near.y),
                Anchor::Middle => Point::new(near.x, if direction.y < 0.0 { bounds.y1 } else { bounds.y0 }),
            };
            let leader = Some((center + direction * (radius + 1.0), touch));
            all.push(Candidate { x, top, anchor, bounds, leader, cost: 20.0 + ring / 2.0 + width * 0.01 });
        }
    }
    all
}

/// What it costs to stand there; `None` where it is not allowed.
fn judge(
    index: usize,
    candidate: &Candidate,
    bubbles: &[Bubble],
    placed: &[Option<PlacedLabel<'_>>],
    field: &Field,
) -> Option<f64> {
    let bounds = candidate.bounds;
    let plot = field.plot;
    if bounds.x0 < plot.x0 + 4.0 || bounds.x1 > plot.x1 || bounds.y0 < plot.y0 || bounds.y1 > plot.y1 - 2.0 {
        return None;
    }
    // The lines between the quadrants run through no word.
    let is_on = |from: f64, to: f64, line: f64| from - OFF_LINES < line && line < to + OFF_LINES;
    if is_on(bounds.x0, bounds.x1, field.cross.x) || is_on(bounds.y0 + OFF_LINES, bounds.y1 - OFF_LINES, field.cross.y)
    {
        return None;
    }
    let leader = candidate.leader;
    for (other, bubble) in bubbles.iter().enumerate() {
        let distance = distance_to(bounds, bubble.center);
        if distance < bubble.reach() + 1.0 {
            return None;
        }
        if other != index
            && leader.is_some_and(|(from, to)| segment_distance(from, to, bubble.center) < bubble.reach() + 2.0)
        {
            return None;
        }
    }
    if field
        .names
        .iter()
        .any(|name| boxes_overlap(*name, bounds, 3.0) || leader.is_some_and(|leader| crosses(leader, *name)))
    {
        return None;
    }
    for label in placed.iter().flatten() {
        if boxes_overlap(label.bounds, bounds, 2.0)
            || leader.is_some_and(|leader| crosses(leader, label.bounds))
            || label.leader.is_some_and(|leader| crosses(leader, bounds))
        {
            return None;
        }
        if let (Some(a), Some(b)) = (leader, label.leader)
            && segments_cross(a, b)
        {
            return None;
        }
    }
    // Not nearer to another bubble than to its own.
    let mut cost = 0.0;
    let own = bubbles.get(index).map_or(0.0, |bubble| distance_to(bounds, bubble.center) - bubble.reach());
    let nearest = bubbles
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index)
        .map(|(_, bubble)| distance_to(bounds, bubble.center) - bubble.reach())
        .fold(f64::INFINITY, f64::min);
    if leader.is_none() && nearest < own + 4.0 {
        cost += 9.0;
    }
    Some(cost)
}

fn distance_to(rect: Rect, point: Point) -> f64 {
    let dx = (rect.x0 - point.x).max(point.x - rect.x1).max(0.0);
    let dy = (rect.y0 - point.y).max(point.y - rect.y1).max(0.0);
    dx.hypot(dy)
}

fn segment_distance(from: Point, to: Point, point: Point) -> f64 {
    let along = to - from;
    let length = along.hypot2();
    let t = if length > 0.0 { ((point - from).dot(along) / length).clamp(0.0, 1.0) } else { 0.0 };
    (from + along * t - point).hypot()
}

/// Whether the line meets the box.
fn crosses(leader: (Point, Point), rect: Rect) -> bool {
    let (from, to) = leader;
    (0..=12).any(|step| rect.inflate(1.0, 1.0).contains(from.lerp(to, f64::from(step) / 12.0)))
}

fn segments_cross(a: (Point, Point), b: (Point, Point)) -> bool {
    let side = |line: (Point, Point), point: Point| (line.1 - line.0).cross(point - line.0).signum();
    side(a, b.0) != side(a, b.1) && side(b, a.0) != side(b, a.1)
}
