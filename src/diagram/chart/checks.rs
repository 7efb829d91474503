//! What must hold for every picture, whatever the data.

use kurbo::{Point, Rect, Shape};
use proptest::prelude::*;

use crate::diagram::geometry::boxes_overlap;
use crate::diagram::scene::{Mark, Role, Scene};

/// Texts of 0 to 400 characters in several scripts.
pub(crate) fn any_label() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z]{1,9}( [a-z]{1,9}){0,4}",
        1 => Just(String::new()),
        1 => "[a-zäöüß ]{0,60}",
        1 => "[A-Za-z]{20,60}",
        1 => "[一-龯ぁ-ん、。]{1,40}",
        1 => "[а-яА-Я ]{1,50}",
        1 => "[א-ת ]{1,40}",
        1 => "[ก-ฮ]{1,40}",
        1 => "[a-z ,.]{200,400}",
    ]
}

/// Panics with the fault's description unless the picture is sound.
#[track_caller]
pub(crate) fn assert_sound(scene: &Scene<'_>) {
    if let Err(fault) = check_sound(scene) {
        panic!("{fault}");
    }
}

/// No text leaves its cell or the picture, no two texts overlap, nothing is outside, no number is NaN.
pub(crate) fn check_sound(scene: &Scene<'_>) -> Result<(), String> {
    let picture = scene.size.to_rect().inflate(0.01, 0.01);
    if !(scene.size.width.is_finite()
        && scene.size.height.is_finite()
        && scene.size.width > 0.0
        && scene.size.height > 0.0)
    {
        return Err(format!("size {:?}", scene.size));
    }
    let texts = scene.texts();
    for (index, text) in texts.iter().enumerate() {
        let bounds = text.bounds();
        if !contains(picture, bounds) {
            return Err(format!("text “{}” at {bounds:?} outside {picture:?}", text.content));
        }
        for other in texts.iter().skip(index + 1) {
            if boxes_overlap(bounds, other.bounds(), -0.05) {
                return Err(format!(
                    "texts “{}” {bounds:?} and “{}” {:?} overlap",
                    text.content,
                    other.content,
                    other.bounds()
                ));
            }
        }
    }
    let mut boxes = Vec::new();
    collect_boxes(&scene.marks, &mut boxes);
    for (bounds, is_cell) in &boxes {
        if !contains(picture.inflate(0.6, 0.6), *bounds) {
            return Err(format!("mark at {bounds:?} outside {picture:?}"));
        }
        if !is_cell {
            continue;
        }
        for text in &texts {
            let own = text.bounds();
            if boxes_overlap(own, *bounds, -0.05) && !contains(bounds.inflate(0.05, 0.05), own) {
                return Err(format!("text “{}” {own:?} crosses the edge of the cell {bounds:?}", text.content));
            }
        }
    }
    Ok(())
}

/// No piece of an arrow runs through a node (it may touch the one that it leaves or meets).
pub(crate) fn check_nodes_are_clear(scene: &Scene<'_>) -> Result<(), String> {
    let mut nodes = Vec::new();
    let mut arrows = Vec::new();
    for mark in &scene.marks {
        match mark {
            Mark::Rect { rect, role: Role::Node | Role::NodePlanned | Role::NodeEnd, .. } => {
                nodes.push(rect.inset(-2.5));
            }
            // A customer's action of a blueprint; heads of stages are polygons.
            Mark::Rect { rect, role: Role::Chevron, .. } => nodes.push(rect.inset(-2.5)),
            Mark::Path { path, role: Role::Arrow | Role::ArrowLow | Role::ArrowPlanned | Role::ArrowAssumed } => {
                arrows.push(path);
            }
            _ => {}
        }
    }
    for path in arrows {
        for segment in path.segments() {
            let bounds = segment.bounding_box();
            if let Some(node) = nodes.iter().find(|node| boxes_overlap(**node, bounds, 0.0)) {
                return Err(format!("the arrow piece {bounds:?} meets the node {node:?}"));
            }
        }
    }
    Ok(())
}

fn contains(outer: Rect, inner: Rect) -> bool {
    inner.x0 >= outer.x0 && inner.x1 <= outer.x1 && inner.y0 >= outer.y0 && inner.y1 <= outer.y1
}

/// Boxes of all marks but texts; `true` for those that hold words.
fn collect_boxes(marks: &[Mark<'_>], into: &mut Vec<(Rect, bool)>) {
    for mark in marks {
        match mark {
            Mark::Rect { rect, role, .. } => into.push((*rect, is_cell(*role))),
            Mark::Image { rect, .. } => into.push((*rect, false)),
            Mark::Line { from, to, .. } => into.push((Rect::from_points(*from, *to), false)),
            Mark::Path { path, .. } | Mark::Hatch { path, .. } => into.push((path.bounding_box(), false)),
            Mark::Circle { center, radius, .. } => into.push((around(*center, *radius), false)),
            Mark::Polygon { points, .. } => {
                if let Some(first) = points.first() {
                    let bounds =
                        points.iter().fold(Rect::from_points(*first, *first), |bounds, point| bounds.union_pt(*point));
                    into.push((bounds, false));
                }
            }
            Mark::Face(face) => into.push((around(face.center, 12.0 * face.scale), false)),
            Mark::PersonaShape { center, size, .. } | Mark::Icon { center, size, .. } => {
                into.push((around(*center, size / 2.0), false));
            }
            Mark::Severity { origin, height, .. } => {
                into.push((Rect::from_points(*origin, *origin + (34.0 * height / 12.0, *height)), false));
            }
            Mark::Link { marks, .. } | Mark::Clip { marks, .. } => collect_boxes(marks, into),
            Mark::Text(_) => {}
        }
    }
}

fn is_cell(role: Role) -> bool {
    matches!(role, Role::Node | Role::NodePlanned | Role::NodeEnd | Role::HeatCell(_) | Role::Chevron)
}

fn around(center: Point, reach: f64) -> Rect {
    Rect::new(center.x - reach, center.y - reach, center.x + reach, center.y + reach)
}
