//! Places for small labels: beside their mark, meeting no line, no face and no other text.
//!
//! 1. Each label tries above, below and beside its mark, then the corners; every meeting costs, the cheapest place wins.
//! 2. A place that meets another text is never taken: the label then looks further up and down, and stays away
//!    when there is no room at all (its value stands in the table beside the picture).

use kurbo::{Point, Rect};

use crate::diagram::geometry::boxes_overlap;
use crate::diagram::scene::Anchor;

use super::PersonaLine;

/// What labels must not meet.
#[derive(Debug, Clone)]
pub(crate) struct Obstacles<'l> {
    pub(crate) lines: &'l [PersonaLine],
    /// Faces and marks: costly to touch.
    pub(crate) marks: Vec<Rect>,
    /// Hatched areas: words are read less well on them.
    pub(crate) hatched: Vec<Rect>,
    /// Text: never touched.
    pub(crate) texts: Vec<Rect>,
}

/// A label that wants a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LabelRequest {
    /// Center of the mark that it belongs to, and the mark's half height.
    pub(crate) center: Point,
    pub(crate) reach: f64,
    pub(crate) width: f64,
    pub(crate) size: f64,
    pub(crate) prefers_above: bool,
    /// Which side points away from the other personas: −1 left, 1 right.
    pub(crate) outward: f64,
    /// First to the outward side, as for a line's name.
    pub(crate) prefers_beside: bool,
    /// A place that costs more is not taken.
    pub(crate) max_cost: f64,
    /// The label stays inside.
    pub(crate) bounds: Rect,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct PlacedLabel {
    pub(crate) at: Point,
    pub(crate) anchor: Anchor,
    pub(crate) bounds: Rect,
}

/// What it costs to touch a face or a mark.
pub(crate) const MEETS_MARK: f64 = 40.0;
const MEETS_LINE: f64 = 10.0;
const MEETS_HATCH: f64 = 7.0;
/// No label meets so many others that it may cost this.
const TOO_MUCH: f64 = 1000.0;

impl Obstacles<'_> {
    /// What it costs to put something into `rect`; infinite where a text is.
    pub(crate) fn cost(&self, rect: Rect, own_mark: Option<Point>) -> f64 {
        if self.texts.iter().any(|text| boxes_overlap(*text, rect, 1.5)) {
            return f64::INFINITY;
        }
        let marks = self
            .marks
            .iter()
            .filter(|mark| {
                own_mark.is_none_or(|own| (mark.center() - own).hypot2() > 0.01) && boxes_overlap(**mark, rect, 1.0)
            })
            .count();
        let lines = self.lines.iter().filter(|line| line.crosses(rect)).count();
        let hatch = if self.hatched.iter().any(|area| boxes_overlap(*area, rect, 1.0)) { MEETS_HATCH } else { 0.0 };
        marks as f64 * MEETS_MARK + lines as f64 * MEETS_LINE + hatch
    }
}

/// Places in the order of the requests; each placed label is an obstacle for the next.
pub(crate) fn place_labels(requests: &[LabelRequest], obstacles: &mut Obstacles<'_>) -> Vec<Option<PlacedLabel>> {
    requests
        .iter()
        .map(|request| {
            let placed = place_label(request, obstacles);
            if let Some(placed) = placed {
                obstacles.texts.push(placed.bounds);
            }
            placed
        })
        .collect()
}

fn place_label(request: &LabelRequest, obstacles: &Obstacles<'_>) -> Option<PlacedLabel> {
    let LabelRequest { center, reach, width, size, prefers_above, outward, prefers_beside, max_cost, bounds } =
        *request;
    let above = center.y - reach - 5.5;
    let below = center.y + reach + 5.0 + 0.72 * size;
    let (near, far) = if prefers_above { (above, below) } else { (below, above) };
    let beside = reach + 5.0;
    let shift = (width / 2.0 - 3.0).max(0.0);
    let middle = center.y + 0.34 * size;
    let outward_anchor = if outward < 0.0 { Anchor::End } else { Anchor::Start };
    let inward_anchor = if outward < 0.0 { Anchor::Start } else { Anchor::End };
    // Baseline point, anchor and what the place itself costs.
    let candidates = [
        (Point::new(center.x, near), Anchor::Middle, 0.0),
        (Point::new(center.x, far), Anchor::Middle, 2.0),
        (Point::new(center.x + outward * beside, middle), outward_anchor, if prefers_beside { -1.0 } else { 3.0 }),
        (Point::new(center.x + outward * shift, near), Anchor::Middle, 3.5),
        (Point::new(center.x - outward * beside, middle), inward_anchor, 4.5),
        (Point::new(center.x - outward * shift, near), Anchor::Middle, 5.0),
        (Point::new(center.x + outward * shift, far), Anchor::Middle, 5.0),
        (Point::new(center.x - outward * shift, far), Anchor::Middle, 6.0),
        (Point::new(center.x + outward * beside, middle - 10.0), outward_anchor, 6.5),
        (Point::new(center.x + outward * beside, middle + 10.0), outward_anchor, 6.5),
    ];
    let mut best: Option<(f64, PlacedLabel)> = None;
    let consider = |best: &mut Option<(f64, PlacedLabel)>, at: Point, anchor: Anchor, own_cost: f64| {
        let rect = label_bounds(at, anchor, width, size);
        let is_outside = rect.x0 < bounds.x0 || rect.x1 > bounds.x1 || rect.y0 < bounds.y0 || rect.y1 > bounds.y1;
        if is_outside || best.as_ref().is_some_and(|(cost, _)| *cost <= own_cost) {
            return;
        }
        let cost = own_cost + obstacles.cost(rect, Some(center));
        if cost < TOO_MUCH && cost <= max_cost && best.as_ref().is_none_or(|(least, _)| cost < *least) {
            *best = Some((cost, PlacedLabel { at, anchor, bounds: rect }));
        }
    };
    for (at, anchor, own_cost) in candidates {
        consider(&mut best, at, anchor, own_cost);
    }
    if best.is_none() {
        for step in 1..=6 {
            let distance = f64::from(step) * 8.0;
            for (y, side) in [
                (above - distance, 0.0),
                (below + distance, 0.0),
                (above - distance, outward),
                (below + distance, outward),
            ] {
                consider(&mut best, Point::new(center.x + side * shift, y), Anchor::Middle, 100.0 + distance);
            }
        }
    }
    best.map(|(_, placed)| placed)
}

/// The box of one line of text.
pub(crate) fn label_bounds(at: Point, anchor: Anchor, width: f64, size: f64) -> Rect {
    let left = match anchor {
        Anchor::Start => at.x,
        Anchor::Middle => at.x - width / 2.0,
        Anchor::End => at.x - width,
    };
    Rect::new(left, at.y - 0.74 * size, left + width, at.y + 0.22 * size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(x: f64, y: f64) -> LabelRequest {
        LabelRequest {
            center: Point::new(x, y),
            reach: 12.0,
            width: 30.0,
            size: 13.5,
            prefers_above: true,
            outward: 1.0,
            prefers_beside: false,
            max_cost: f64::INFINITY,
            bounds: Rect::new(0.0, 0.0, 200.0, 200.0),
        }
    }

    #[test]
    fn a_label_that_may_touch_no_mark_stays_away_where_marks_are_on_all_sides() {
        let walls = [
            Rect::new(60.0, 0.0, 88.0, 200.0),
            Rect::new(88.0, 0.0, 112.0, 200.0),
            Rect::new(112.0, 0.0, 140.0, 200.0),
        ];
        let mut obstacles = Obstacles { lines: &[], marks: walls.to_vec(), hatched: vec![], texts: vec![] };
        let picky = LabelRequest { max_cost: MEETS_MARK - 1.0, ..request(100.0, 60.0) };
        let placed = place_labels(&[picky, request(100.0, 60.0)], &mut obstacles);
        assert!(placed[0].is_none() && placed[1].is_some());
    }

    #[test]
    fn free_labels_stand_above_and_full_places_are_left() {
        let mut obstacles = Obstacles { lines: &[], marks: vec![], hatched: vec![], texts: vec![] };
        let placed = place_labels(&[request(100.0, 100.0)], &mut obstacles);
        assert_eq!(placed[0].unwrap().at, Point::new(100.0, 82.5));
        let crowded = place_labels(&vec![request(100.0, 100.0); 40], &mut obstacles);
        let boxes: Vec<Rect> = crowded.iter().flatten().map(|label| label.bounds).collect();
        assert!(!boxes.is_empty() && boxes.len() < 40);
        for (index, a) in boxes.iter().enumerate() {
            assert!(boxes.iter().skip(index + 1).all(|b| !boxes_overlap(*a, *b, 0.0)));
        }
    }
}
