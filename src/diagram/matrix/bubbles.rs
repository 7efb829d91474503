//! Bubbles: how large they are, and which items share one. Each stands at its true value: none is moved for room.

use kurbo::Point;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bubble {
    pub(super) center: Point,
    pub(super) radius: f64,
    /// How far the ring of a done item stands around it; 0 where none shares the bubble with an open one.
    pub(super) ring: f64,
    /// Indices of the items that have these values, in their order.
    pub(super) items: Vec<usize>,
}

const RADIUS_OF_ONE: f64 = 7.5;
/// Of several that lie on each other.
const DOT: f64 = 4.0;
/// Of the sum of two radii: bubbles nearer than this lie on each other.
const OVERLAP: f64 = 0.8;
pub(super) const LARGEST: f64 = 22.0;
/// Around a bubble's number.
pub(super) const NUMBERED: f64 = 11.0;
/// Nearer than this, in units of the picture, items share a bubble.
const SAME_SPOT: f64 = 0.5;

/// The area follows the weight; nothing is too small to see or large enough to hide its neighbors.
pub(super) fn radius_of(weight: Option<f64>) -> f64 {
    let weight = weight.filter(|weight| weight.is_finite() && *weight > 0.0).unwrap_or(1.0);
    (RADIUS_OF_ONE * weight.sqrt()).clamp(5.0, LARGEST)
}

/// One bubble a spot, as large as the largest of its items.
pub(super) fn gather(items: impl Iterator<Item = (Point, f64)>) -> Vec<Bubble> {
    let mut bubbles: Vec<Bubble> = Vec::new();
    for (index, (center, radius)) in items.enumerate() {
        match bubbles.iter_mut().find(|bubble| (bubble.center - center).hypot() < SAME_SPOT) {
            Some(bubble) => {
                bubble.radius = bubble.radius.max(radius);
                bubble.items.push(index);
            }
            None => bubbles.push(Bubble { center, radius, ring: 0.0, items: vec![index] }),
        }
    }
    bubbles
}

/// Bubbles without a number inside, by index, those that lie on each other together; each group from top to bottom.
pub(super) fn crowds(bubbles: &[Bubble], inside: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut crowds: Vec<Vec<usize>> = Vec::new();
    for (index, bubble) in
        bubbles.iter().enumerate().filter(|(index, _)| inside.get(*index).is_some_and(Option::is_none))
    {
        let overlaps = |other: &usize| {
            bubbles.get(*other).is_some_and(|other| {
                (other.center - bubble.center).hypot() < OVERLAP * (other.reach() + bubble.reach())
            })
        };
        // One bubble can join groups that were apart.
        let (joined, apart): (Vec<_>, Vec<_>) = crowds.into_iter().partition(|crowd| crowd.iter().any(overlaps));
        crowds = apart;
        crowds.push(joined.into_iter().flatten().chain([index]).collect());
    }
    let height = |index: &usize| bubbles.get(*index).map_or(0.0, |bubble| bubble.center.y);
    for crowd in &mut crowds {
        crowd.sort_by(|a, b| height(a).total_cmp(&height(b)));
    }
    crowds
}

/// That one of a crowd beside which its label stands: the largest, else the middle one.
pub(super) fn spokesman(bubbles: &[Bubble], crowd: &[usize]) -> Option<usize> {
    let radius = |index: usize| bubbles.get(index).map_or(0.0, Bubble::reach);
    let largest = crowd.iter().map(|index| radius(*index)).fold(0.0, f64::max);
    let alike = crowd.iter().copied().filter(|index| radius(*index) >= largest).collect::<Vec<_>>();
    alike.get(alike.len() / 2).copied()
}

impl Bubble {
    /// As small as a dot, where its size tells nothing.
    pub(super) fn shrink(&mut self) {
        if self.radius <= RADIUS_OF_ONE {
            self.radius = DOT;
        }
    }

    /// Radius with its ring.
    pub(super) fn reach(&self) -> f64 {
        self.radius + self.ring
    }

    /// The number of its item, where that can stand inside: it has one item, and no other bubble is in the way.
    pub(super) fn number_inside(&self, all: &[Bubble]) -> Option<usize> {
        let [only] = self.items.as_slice() else { return None };
        let room = |bubble: &Bubble| if bubble.items.len() == 1 { bubble.radius.max(NUMBERED) } else { bubble.reach() };
        let is_free = all.iter().all(|other| {
            other.items == self.items || (other.center - self.center).hypot() >= room(self) + room(other) + 1.0
        });
        is_free.then_some(*only)
    }
}

/// "3 · 7–9 · 24": the numbers of items, those that follow one another as a range.
pub(super) fn join_numbers(items: &[usize]) -> String {
    let mut words = String::new();
    let mut rest = items;
    while let Some((first, _)) = rest.split_first() {
        let n_run = rest.iter().enumerate().take_while(|(step, item)| **item == first + step).count();
        let n_taken = if n_run > 2 { n_run } else { 1 };
        if !words.is_empty() {
            // A line may end with the dot, but not begin with it.
            words.push_str("\u{a0}· ");
        }
        words.push_str(&(first + 1).to_string());
        if n_taken > 1 {
            words.push('–');
            words.push_str(&(first + n_taken).to_string());
        }
        rest = rest.get(n_taken..).unwrap_or_default();
    }
    words
}
