//! Bubbles: how large, and apart enough to be told from one another.

use kurbo::{Point, Rect, Vec2};

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bubble {
    pub(super) center: Point,
    pub(super) radius: f64,
}

const RADIUS_OF_ONE: f64 = 7.5;

/// The area follows the weight; nothing is too small to see or large enough to hide its neighbors.
pub(super) fn radius_of(weight: Option<f64>) -> f64 {
    let weight = weight.filter(|weight| weight.is_finite() && *weight > 0.0).unwrap_or(1.0);
    (RADIUS_OF_ONE * weight.sqrt()).clamp(5.0, 22.0)
}

/// A score that is nearer to a line than this, in units of the picture, is on it.
const ON_LINE: f64 = 0.5;

/// A place on the side of a line that the score is on. A score on the line counts as high, as in the picture's sentence: it may be
/// pushed along the line and to that side (`high` is 1 where scores grow with the coordinate, else −1), so all of them stand alike.
fn on_its_side(place: f64, score: f64, line: f64, high: f64) -> f64 {
    let (place, score) = ((place - line) * high, (score - line) * high);
    let kept = if score < -ON_LINE {
        place.min(-1.0)
    } else if score > ON_LINE {
        place.max(1.0)
    } else {
        place.max(0.0)
    };
    line + kept * high
}

/// Moves bubbles that would cover one another to the nearest places where they just touch, inside `field`. None gets over a line of the
/// `cross` that its score does not lie beyond: it would tell of another quarter than its numbers.
pub(super) fn push_apart(wanted: &[(Point, f64)], field: Rect, cross: Point) -> Vec<Bubble> {
    const GAP: f64 = 1.5;
    const ROUNDS: usize = 600;
    let keep_inside = |center: Point, radius: f64, index: usize| {
        let inner = field.inset(-(radius + 1.0).min(field.width() / 2.0).min(field.height() / 2.0));
        let score = wanted.get(index).map_or(center, |(score, _)| *score);
        let x = on_its_side(center.x.clamp(inner.x0, inner.x1), score.x, cross.x, 1.0);
        Point::new(x, on_its_side(center.y.clamp(inner.y0, inner.y1), score.y, cross.y, -1.0))
    };
    // On the very same spot, each begins a little aside in a direction of its own: the golden angle never repeats.
    let mut bubbles: Vec<Bubble> = Vec::with_capacity(wanted.len());
    for (index, &(center, radius)) in wanted.iter().enumerate() {
        let n_before = wanted.iter().take(index).filter(|other| (other.0 - center).hypot() < 0.5).count() as f64;
        let mut aside = Vec2::from_angle(2.399_963 * n_before) * n_before.sqrt();
        // Those on a line all begin on its high side: kept there one by one, they would lie on the line in one heap.
        if (center.x - cross.x).abs() <= ON_LINE {
            aside.x = aside.x.abs();
        }
        if (center.y - cross.y).abs() <= ON_LINE {
            aside.y = -aside.y.abs();
        }
        bubbles.push(Bubble { center: keep_inside(center + aside, radius, index), radius });
    }
    for _ in 0..ROUNDS {
        let mut moved = false;
        for second in 1..bubbles.len() {
            for first in 0..second {
                let (Some(&a), Some(&b)) = (bubbles.get(first), bubbles.get(second)) else { continue };
                let between = b.center - a.center;
                let distance = between.hypot();
                let missing = a.radius + b.radius + GAP - distance;
                if missing <= 0.05 {
                    continue;
                }
                moved = true;
                let direction = if distance > 1e-6 { between / distance } else { Vec2::new(0.0, 1.0) };
                let push = direction * (missing * 0.4);
                for (index, sign) in [(first, -1.0), (second, 1.0)] {
                    if let Some(bubble) = bubbles.get_mut(index) {
                        bubble.center = keep_inside(bubble.center + push * sign, bubble.radius, index);
                    }
                }
            }
        }
        if !moved {
            break;
        }
    }
    bubbles
}
