//! Nodes: boxes and diamonds around their words.

use kurbo::{Point, Rect, Size};

use crate::diagram::chart::marks::push_linked;
use crate::diagram::chart::styles::{ASIDE_SMALL, BODY, BODY_STRONG, SMALL};
use crate::diagram::scene::{Anchor, Casing, Mark, Role};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::FontBook;

use super::{FlowNode, FlowNodeKind};

/// A node with its words, measured.
#[derive(Debug, Clone)]
pub(crate) struct MeasuredNode<'a> {
    number: TextBlock<'a>,
    name: TextBlock<'a>,
    note: TextBlock<'a>,
    pub(crate) size: Size,
    shape: Shape,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Box,
    Diamond,
    /// A decision with too many words for a diamond.
    Hexagon,
}

const PADDING: f64 = 12.0;
const MIN_WIDTH: f64 = 104.0;
const MIN_HEIGHT: f64 = 48.0;
/// How far the points of a hexagon reach.
const POINT: f64 = 16.0;

pub(crate) fn measure_node<'a>(fonts: &FontBook, node: &'a FlowNode<'a>) -> MeasuredNode<'a> {
    let is_decision = node.kind == FlowNodeKind::Decision;
    let style = if is_decision { BODY_STRONG } else { BODY };
    // More words get wider lines, so that no box becomes a tower.
    let one_line = fonts.width_in(&style, &node.name);
    let room = (one_line * style.leading() * 2.4).sqrt().clamp(104.0, 250.0);
    let name = TextBlock::balanced(fonts, style, &node.name, room);
    let number = TextBlock::wrapped(fonts, SMALL, &node.number, room);
    let note = TextBlock::wrapped(fonts, ASIDE_SMALL, &node.note, room);
    let words =
        Size::new(name.width().max(number.width()).max(note.width()), name.height() + number.height() + note.height());
    let is_diamond = is_decision && words.height <= 62.0 && words.width <= 130.0;
    let (shape, size) = if is_diamond {
        // Words of w × h fit a diamond of W × H when w/W + h/H ≤ 1.
        let height = (2.0 * words.height + 34.0).max(76.0);
        let width = words.width / (1.0 - words.height / height) + 14.0;
        (Shape::Diamond, Size::new(width.max(MIN_WIDTH), height))
    } else {
        let extra = if is_decision { 2.0 * POINT } else { 2.0 * PADDING };
        (
            if is_decision { Shape::Hexagon } else { Shape::Box },
            Size::new((words.width + extra).max(MIN_WIDTH), (words.height + 2.0 * 10.0).max(MIN_HEIGHT)),
        )
    };
    MeasuredNode { number, name, note, size, shape }
}

/// A node that is as wide as its column, in as few lines as that takes; its shape stays.
pub(crate) fn measure_node_in<'a>(fonts: &FontBook, node: &'a FlowNode<'a>, width: f64) -> MeasuredNode<'a> {
    let room = width - 2.0 * if node.kind == FlowNodeKind::Decision { POINT } else { PADDING };
    let style = if node.kind == FlowNodeKind::Decision { BODY_STRONG } else { BODY };
    let name = TextBlock::balanced(fonts, style, &node.name, room);
    let number = TextBlock::wrapped(fonts, SMALL, &node.number, room);
    let note = TextBlock::wrapped(fonts, ASIDE_SMALL, &node.note, room);
    let height = (name.height() + number.height() + note.height() + 20.0).max(MIN_HEIGHT);
    let shape = if node.kind == FlowNodeKind::Decision { Shape::Hexagon } else { Shape::Box };
    MeasuredNode { number, name, note, size: Size::new(width, height), shape }
}

pub(super) fn role_of(node: &FlowNode<'_>) -> Role {
    match (node.kind, node.planned) {
        (FlowNodeKind::Decision, false) => Role::NodeDecision,
        (FlowNodeKind::End, _) => Role::NodeEnd,
        (_, true) => Role::NodePlanned,
        _ => Role::Node,
    }
}

pub(crate) fn push_node<'a>(
    marks: &mut Vec<Mark<'a>>,
    node: &'a FlowNode<'a>,
    measured: MeasuredNode<'a>,
    center: Point,
) {
    let rect = Rect::from_center_size(center, measured.size);
    push_linked(marks, node.href.as_deref(), &node.name, |marks| {
        let role = role_of(node);
        match measured.shape {
            Shape::Box => marks.push(Mark::Rect { rect, radius: 2.0, role }),
            Shape::Diamond => {
                let points = vec![
                    Point::new(rect.x0, center.y),
                    Point::new(center.x, rect.y0),
                    Point::new(rect.x1, center.y),
                    Point::new(center.x, rect.y1),
                ];
                marks.push(Mark::Polygon { points, role });
            }
            Shape::Hexagon => {
                let points = [
                    (rect.x0, center.y),
                    (rect.x0 + POINT, rect.y0),
                    (rect.x1 - POINT, rect.y0),
                    (rect.x1, center.y),
                    (rect.x1 - POINT, rect.y1),
                    (rect.x0 + POINT, rect.y1),
                ];
                marks.push(Mark::Polygon { points: points.into_iter().map(Point::from).collect(), role });
            }
        }
        let height = measured.number.height() + measured.name.height() + measured.note.height();
        let mut y = center.y - height / 2.0;
        for (block, role) in [(measured.number, Role::Muted), (measured.name, Role::Ink), (measured.note, Role::Muted)]
        {
            let next = y + block.height();
            block.place(marks, center.x, y, Anchor::Middle, role, Casing::None);
            y = next;
        }
    });
}

impl MeasuredNode<'_> {
    pub(crate) fn is_diamond(&self) -> bool {
        self.shape == Shape::Diamond
    }
}
