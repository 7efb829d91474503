//! Arrows of straight pieces with round corners.

use kurbo::{BezPath, Point, Vec2};

use crate::diagram::scene::{Mark, Role};

const HEAD_LENGTH: f64 = 7.4;
const HEAD_HALF_WIDTH: f64 = 3.4;
const CORNER: f64 = 6.0;

/// A path through `points` whose corners are round, and a head at its end.
pub(crate) fn push_arrow(marks: &mut Vec<Mark<'_>>, points: &[Point], role: Role) {
    let points = without_repeats(points);
    let (Some(&end), Some(&before)) = (points.last(), points.len().checked_sub(2).and_then(|index| points.get(index)))
    else {
        return;
    };
    let along = unit(end - before);
    let mut shaft = points.clone();
    if let Some(last) = shaft.last_mut() {
        *last = end - along * (HEAD_LENGTH - 0.6).min((end - before).hypot());
    }
    marks.push(Mark::Path { path: rounded(&shaft), role });
    let across = Vec2::new(-along.y, along.x);
    let base = end - along * HEAD_LENGTH;
    let head_role = if role == Role::ArrowLow { Role::Low } else { Role::Ink };
    marks.push(Mark::Polygon {
        points: vec![end, base + across * HEAD_HALF_WIDTH, base - across * HEAD_HALF_WIDTH],
        role: head_role,
    });
}

fn without_repeats(points: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points {
        if kept.last().is_some_and(|last| (*last - point).hypot() < 0.01) {
            continue;
        }
        // A point in the middle of a straight run is no corner.
        if let [.., a, b] = kept.as_slice()
            && ((a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y))
            && (*b - *a).dot(point - *b) > 0.0
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

fn unit(vector: Vec2) -> Vec2 {
    let length = vector.hypot();
    if length > 0.0 { vector / length } else { Vec2::new(1.0, 0.0) }
}

/// Round corners, smaller where the pieces are short.
pub(crate) fn rounded(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    let Some(&first) = points.first() else { return path };
    path.move_to(first);
    for triple in points.windows(3) {
        let &[before, corner, after] = triple else { continue };
        let (back, ahead) = (before - corner, after - corner);
        let radius = CORNER.min(back.hypot() / 2.0).min(ahead.hypot() / 2.0);
        path.line_to(corner + unit(back) * radius);
        path.quad_to(corner, corner + unit(ahead) * radius);
    }
    if let Some(&last) = points.last().filter(|_| points.len() > 1) {
        path.line_to(last);
    }
    path
}
