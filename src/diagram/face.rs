//! The face: its outline says who, its mouth and brows say how it felt.
//!
//! On a 24-unit grid around the origin: eyes of radius 1.5 at (±3.9, −2.3); the mouth a quadratic from (−5.1, y) to
//! (5.1, y) whose ends and control follow the feeling; an open mouth at the top of the scale; brows from −1.5 of 2 down.

use kurbo::{Arc, BezPath, Circle, Point, Shape, Vec2};

use super::scene::N_PERSONA_LOOKS;

/// The silhouette of a persona.
#[derive(Debug, Clone)]
pub enum Outline {
    Circle { radius: f64 },
    Square { half: f64, corner: f64 },
    Path(BezPath),
}

/// Shape 0 circle, 1 rounded square, 2 diamond, 3 flat hexagon, 4 shield; larger numbers begin again.
pub fn persona_outline(persona: u8) -> Outline {
    match persona % N_PERSONA_LOOKS {
        0 => Outline::Circle { radius: 12.0 },
        1 => Outline::Square { half: 10.8, corner: 3.5 },
        2 => Outline::Path(diamond()),
        3 => {
            Outline::Path(closed(&[(-6.6, -11.4), (6.6, -11.4), (13.2, 0.0), (6.6, 11.4), (-6.6, 11.4), (-13.2, 0.0)]))
        }
        _ => Outline::Path(shield()),
    }
}

/// Half the height of the outline, on the 24-unit grid.
pub fn outline_reach(persona: Option<u8>) -> f64 {
    match persona.map(|persona| persona % N_PERSONA_LOOKS) {
        None | Some(0) => 12.0,
        Some(1) => 10.8,
        Some(2) => 14.2,
        Some(3) => 13.2,
        Some(_) => 12.5,
    }
}

/// A diamond whose corners are rounded by one unit.
fn diamond() -> BezPath {
    let corners = [(0.0, -14.2), (14.2, 0.0), (0.0, 14.2), (-14.2, 0.0)];
    let mut path = BezPath::new();
    for (index, &(x, y)) in corners.iter().enumerate() {
        let corner = Point::new(x, y);
        let (before_x, before_y) = corners[(index + 3) % 4];
        let (after_x, after_y) = corners[(index + 1) % 4];
        let entry = corner.lerp(Point::new(before_x, before_y), 0.14);
        let exit = corner.lerp(Point::new(after_x, after_y), 0.14);
        if index == 0 {
            path.move_to(entry);
        } else {
            path.line_to(entry);
        }
        path.quad_to(corner, exit);
    }
    path.close_path();
    path
}

/// Flat on top, round below.
fn shield() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((-11.2, -11.2));
    path.line_to((11.2, -11.2));
    path.line_to((11.2, 1.5));
    let arc = Arc::new(Point::new(0.0, 1.5), Vec2::new(11.2, 11.2), 0.0, std::f64::consts::PI, 0.0);
    path.extend(arc.append_iter(0.1));
    path.close_path();
    path
}

fn closed(points: &[(f64, f64)]) -> BezPath {
    let mut path = BezPath::new();
    for (index, &point) in points.iter().enumerate() {
        if index == 0 {
            path.move_to(point);
        } else {
            path.line_to(point);
        }
    }
    path.close_path();
    path
}

/// What is drawn inside the outline.
#[derive(Debug, Clone)]
pub struct Features {
    /// Filled: both eyes, and the open mouth at the top of the scale.
    pub filled: BezPath,
    /// Stroked with round ends: the closed mouth and the brows.
    pub stroked: BezPath,
}

/// Both eyes.
pub const EYES: [Circle; 2] =
    [Circle { center: Point::new(-3.9, -2.3), radius: 1.5 }, Circle { center: Point::new(3.9, -2.3), radius: 1.5 }];

/// `valence` is −1..=1; values outside are taken as the nearer end.
pub fn face_features(valence: f64) -> Features {
    let mut features = mouth_features(valence);
    let mut filled = BezPath::new();
    for eye in EYES {
        filled.extend(eye.path_elements(0.05));
    }
    filled.extend(features.filled);
    features.filled = filled;
    features
}

/// Mouth and brows without the eyes.
pub fn mouth_features(valence: f64) -> Features {
    let v = if valence.is_finite() { valence.clamp(-1.0, 1.0) * 2.0 } else { 0.0 };
    let mut filled = BezPath::new();
    let mut stroked = BezPath::new();
    if v <= -1.4 {
        // Brows: the lower the feeling, the steeper.
        let anger = ((-v - 1.5) / 0.5).clamp(0.0, 1.0);
        let (outer_x, outer_y) = (6.4 + 0.4 * anger, -6.4 - 0.5 * anger);
        let (inner_x, inner_y) = (2.6 - 0.2 * anger, -5.4 + 0.4 * anger);
        for side in [-1.0, 1.0] {
            stroked.move_to((side * outer_x, outer_y));
            stroked.line_to((side * inner_x, inner_y));
        }
    }
    if v >= 1.8 {
        filled.move_to((-5.3, 2.2));
        filled.quad_to((0.0, 3.6), (5.3, 2.2));
        filled.quad_to((4.6, 8.0), (0.0, 8.0));
        filled.quad_to((-4.6, 8.0), (-5.3, 2.2));
        filled.close_path();
    } else {
        let ends = 4.4 - 1.05 * v;
        stroked.move_to((-5.1, ends));
        stroked.quad_to((0.0, 4.4 + 1.8 * v), (5.1, ends));
    }
    Features { filled, stroked }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_stay_inside_every_outline() {
        for step in 0..=40 {
            let features = face_features(f64::from(step) / 20.0 - 1.0);
            for path in [features.filled, features.stroked] {
                let bounds = path.bounding_box();
                assert!(bounds.x0 >= -8.0 && bounds.x1 <= 8.0 && bounds.y0 >= -8.5 && bounds.y1 <= 8.5, "{bounds:?}");
            }
        }
    }

    #[test]
    fn mouth_follows_the_feeling() {
        let sad = face_features(-1.0);
        let calm = face_features(0.0);
        assert_eq!(sad.stroked.elements().len(), 6);
        assert_eq!(calm.stroked.elements().len(), 2);
        assert_eq!(face_features(1.0).stroked.elements().len(), 0);
        assert_eq!(face_features(f64::NAN).stroked.elements().len(), 2);
    }

    #[test]
    fn looks_repeat_after_five() {
        assert!(matches!(persona_outline(5), Outline::Circle { .. }));
        assert!(matches!(persona_outline(7), Outline::Path(_)));
    }
}
