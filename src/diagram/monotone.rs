//! Lines through points that never claim a value nobody gave.
//!
//! The monotone cubic is M. Steffen's ("A simple method for monotonic interpolation in one dimension",
//! Astronomy and Astrophysics 239, 1990, p. 443): between two points it stays between them, and its only
//! extremes are the points themselves.

use kurbo::{CubicBez, Line, ParamCurve, Point};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Interpolation {
    #[default]
    Monotone,
    Linear,
    Step,
}

/// One cubic between each two neighboring points; `points` must be sorted by strictly growing x.
/// The control points stand at thirds, so x is linear in the parameter: cutting at an x is cutting at a known t.
pub fn monotone_segments(points: &[Point]) -> Vec<CubicBez> {
    let slopes = steffen_slopes(points);
    points
        .windows(2)
        .zip(slopes.windows(2))
        .filter_map(|(pair, slope)| match (pair, slope) {
            (&[start, end], &[slope_start, slope_end]) => {
                let third = (end.x - start.x) / 3.0;
                Some(CubicBez::new(
                    start,
                    Point::new(start.x + third, start.y + slope_start * third),
                    Point::new(end.x - third, end.y - slope_end * third),
                    end,
                ))
            }
            _ => None,
        })
        .collect()
}

/// Straight lines written as cubics, so that all three forms are cut in the same way.
pub fn linear_segments(points: &[Point]) -> Vec<CubicBez> {
    points
        .windows(2)
        .filter_map(|pair| match pair {
            &[start, end] => {
                let line = Line::new(start, end);
                Some(CubicBez::new(start, line.eval(1.0 / 3.0), line.eval(2.0 / 3.0), end))
            }
            _ => None,
        })
        .collect()
}

/// Slope at each point after Steffen, eq. 11: limited so that neither neighbor interval overshoots.
fn steffen_slopes(points: &[Point]) -> Vec<f64> {
    let secants: Vec<(f64, f64)> = points
        .windows(2)
        .map(|pair| match pair {
            &[start, end] if end.x > start.x => (end.x - start.x, (end.y - start.y) / (end.x - start.x)),
            _ => (1.0, 0.0),
        })
        .collect();
    let mut slopes = Vec::with_capacity(points.len());
    for index in 0..points.len() {
        let before = index.checked_sub(1).and_then(|before| secants.get(before));
        let slope = match (before, secants.get(index)) {
            (Some(&(h0, s0)), Some(&(h1, s1))) => {
                let parabola = (s0 * h1 + s1 * h0) / (h0 + h1);
                (s0.signum() + s1.signum()) * s0.abs().min(s1.abs()).min(0.5 * parabola.abs())
            }
            // At an end, the secant itself: it cannot overshoot and keeps the line lively.
            (Some(&(_, s)), None) | (None, Some(&(_, s))) => s,
            (None, None) => 0.0,
        };
        slopes.push(slope);
    }
    slopes
}

/// The part of `segment` between two x coordinates, by de Casteljau; `None` when they do not meet.
/// Holds for segments whose x is linear in the parameter, as all of this module's are.
pub fn cut_segment(segment: CubicBez, x0: f64, x1: f64) -> Option<CubicBez> {
    let width = segment.p3.x - segment.p0.x;
    if width <= 0.0 {
        return None;
    }
    let t0 = ((x0 - segment.p0.x) / width).clamp(0.0, 1.0);
    let t1 = ((x1 - segment.p0.x) / width).clamp(0.0, 1.0);
    if t1 <= t0 {
        return None;
    }
    Some(if t0 == 0.0 && t1 == 1.0 { segment } else { segment.subsegment(t0..t1) })
}

/// Height of the line at `x`; clamped to the segment's ends.
pub fn eval_at_x(segment: &CubicBez, x: f64) -> f64 {
    let width = segment.p3.x - segment.p0.x;
    let t = if width > 0.0 { ((x - segment.p0.x) / width).clamp(0.0, 1.0) } else { 0.0 };
    segment.eval(t).y
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn flat_stays_flat_and_ends_follow_the_secant() {
        let points = [Point::new(0.0, 1.0), Point::new(3.0, 1.0), Point::new(6.0, 4.0)];
        let segments = monotone_segments(&points);
        assert_eq!(segments[0].p1.y, 1.0);
        assert_eq!(segments[0].p2.y, 1.0);
        assert!(monotone_segments(&points[..1]).is_empty());
    }

    #[test]
    fn cut_at_the_middle_meets_itself() {
        let segments = monotone_segments(&[Point::new(0.0, 0.0), Point::new(10.0, 5.0), Point::new(20.0, 0.0)]);
        let left = cut_segment(segments[0], 0.0, 4.0).unwrap();
        let right = cut_segment(segments[0], 4.0, 10.0).unwrap();
        assert!((left.p3 - right.p0).hypot() < 1e-9);
        assert!((left.p3.x - 4.0).abs() < 1e-9);
        assert!(cut_segment(segments[0], 12.0, 14.0).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn never_overshoots(heights in prop::collection::vec((0.1f64..50.0, -100.0f64..100.0), 2..12)) {
            let mut x = 0.0;
            let points: Vec<Point> = heights.iter().map(|&(step, y)| { x += step; Point::new(x, y) }).collect();
            for segment in monotone_segments(&points) {
                let (low, high) = (segment.p0.y.min(segment.p3.y), segment.p0.y.max(segment.p3.y));
                let mut last = segment.p0.y;
                for index in 0..=32 {
                    let y = segment.eval(f64::from(index) / 32.0).y;
                    prop_assert!(y >= low - 1e-6 && y <= high + 1e-6);
                    // Monotone between the points, in the direction of the end.
                    prop_assert!((y - last) * (segment.p3.y - segment.p0.y) >= -1e-6);
                    last = y;
                }
            }
        }
    }
}
