//! The flow from top to bottom, for narrow columns.
//!
//! 1. Nodes stand below one another in reading order, as wide as the column; stages are bands.
//! 2. The way to the next node goes straight down; every other way turns to the side and runs along the boxes' edge.
//! 3. Each way but the straight one has a line of its own below its node, with its condition beside it; an end is drawn right there.

use std::borrow::Cow;

use kurbo::{Point, Rect, Size};

use crate::diagram::chart::arrow::push_arrow;
use crate::diagram::chart::gutter::{Gutter, SideWay};
use crate::diagram::chart::marks::push_linked;
use crate::diagram::chart::styles::{ASIDE_SMALL, BODY, BODY_STRONG, SMALL};
use crate::diagram::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::{FontBook, TextStyle};

use super::draw::edge_role;
use super::nodes::role_of;
use super::{FlowData, FlowEdge, FlowNode, FlowNodeKind, FlowOptions, describe_flow};

/// Pictures of at most this width run from top to bottom.
pub(super) const WIDEST: f64 = 660.0;
/// Wider boxes would only hold more air.
const MOST_WIDTH: f64 = 480.0;
const PADDING: f64 = 12.0;
const MIN_HEIGHT: f64 = 46.0;
/// From the boxes' right edge to the stem that leaves them, and from the stem to its words.
const STEM: f64 = 26.0;
const BESIDE_STEM: f64 = 10.0;
/// The cut corners of a question.
const CORNER: f64 = 9.0;
const LEAST_GAP: f64 = 26.0;
/// From a box's top and bottom edge to where ways meet it at the side.
const SIDE: f64 = 14.0;

/// One box, its words, and the ways that leave it.
struct Stop<'a> {
    node: &'a FlowNode<'a>,
    number: TextBlock<'a>,
    name: TextBlock<'a>,
    note: TextBlock<'a>,
    height: f64,
    straight: Vec<(&'a FlowEdge<'a>, TextBlock<'a>)>,
    /// With the index among the side ways.
    aside: Vec<(&'a FlowEdge<'a>, TextBlock<'a>, usize)>,
    ends: Vec<(&'a FlowEdge<'a>, TextBlock<'a>, &'a FlowNode<'a>, TextBlock<'a>)>,
}

/// Left and right edge of all boxes.
#[derive(Clone, Copy)]
struct Column {
    left: f64,
    right: f64,
}

impl Column {
    fn stem(self) -> f64 {
        self.right - STEM
    }
}

pub(super) fn layout_flow_upright<'a>(
    data: &'a FlowData<'a>,
    options: &FlowOptions<'_>,
    fonts: &FontBook,
) -> Scene<'a> {
    let width = options.width.clamp(240.0, MOST_WIDTH);
    let order = reading_order(data);
    let ways = side_ways(data, &order);
    let gutter = Gutter::new(&ways.iter().map(|way| way.1).collect::<Vec<_>>());
    let column = Column { left: 1.0, right: width - gutter.width().max(1.0) };
    let stops: Vec<Stop<'a>> = order
        .iter()
        .enumerate()
        .filter_map(|(place, node)| measure(data, fonts, &order, &ways, place, *node, column))
        .collect();
    let mut bands = Vec::new();
    let mut heads = Vec::new();
    let mut rects: Vec<Rect> = Vec::with_capacity(stops.len());
    let mut y = 0.0;
    let mut next = 0;
    let n_stages = data.stages.len().max(1);
    for stage in 0..n_stages {
        let top = y;
        if let Some(named) = data.stages.get(stage) {
            let name = TextBlock::wrapped(fonts, BODY_STRONG, &named.name, column.stem() - BESIDE_STEM - column.left);
            let name_top = y + 10.0;
            y = name_top + name.height().max(6.0) + 8.0;
            push_linked(&mut heads, named.href.as_deref(), &named.name, |marks| {
                name.place(marks, column.left + PADDING, name_top, Anchor::Start, Role::Ink, Casing::None);
            });
        }
        while let Some(stop) = stops.get(next).filter(|stop| stop.node.stage.min(n_stages - 1) == stage) {
            rects.push(Rect::new(column.left, y, column.right, y + stop.height));
            y += stop.height + stop.gap();
            next += 1;
        }
        if stage % 2 == 1 {
            let rect = Rect::new(0.0, top, width, y);
            bands.push(Mark::Rect { rect, radius: 0.0, role: Role::Band });
        }
    }
    let mut marks = bands;
    marks.append(&mut heads);
    for (place, stop) in stops.iter().enumerate() {
        push_ways(&mut marks, stop, place, &rects, column, &gutter, &ways);
    }
    for (stop, rect) in stops.into_iter().zip(rects) {
        push_stop(&mut marks, stop, rect);
    }
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::Flow,
        size: Size::new(width, y.max(8.0)),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_flow(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

/// Whether a node is drawn beside the ways that lead to it: an end from which nothing goes on.
fn is_end(data: &FlowData<'_>, node: usize) -> bool {
    data.nodes.get(node).is_some_and(|node| node.kind == FlowNodeKind::End)
        && !data.edges.iter().any(|edge| edge.from == node)
        && data.edges.iter().any(|edge| edge.to == node && edge.from < data.nodes.len())
}

/// Nodes by stage; in it, as they were written.
fn reading_order(data: &FlowData<'_>) -> Vec<usize> {
    let last = data.stages.len().max(1) - 1;
    let mut order: Vec<usize> = (0..data.nodes.len()).filter(|node| !is_end(data, *node)).collect();
    order.sort_by_key(|node| data.nodes.get(*node).map(|node| node.stage.min(last)));
    order
}

/// Edges that run beside the boxes, by their index among all edges.
fn side_ways(data: &FlowData<'_>, order: &[usize]) -> Vec<(usize, SideWay)> {
    let place = |node: usize| order.iter().position(|other| *other == node);
    let ways = data.edges.iter().enumerate().filter_map(|(index, edge)| {
        let (from, to) = (place(edge.from)?, place(edge.to)?);
        (to != from + 1).then_some((index, SideWay { from, to, class: edge.kind as u8 }))
    });
    ways.collect()
}

fn measure<'a>(
    data: &'a FlowData<'a>,
    fonts: &FontBook,
    order: &[usize],
    ways: &[(usize, SideWay)],
    place: usize,
    index: usize,
    column: Column,
) -> Option<Stop<'a>> {
    let node = data.nodes.get(index)?;
    let inner = column.right - column.left - 2.0 * PADDING;
    let number = TextBlock::wrapped(fonts, SMALL, &node.number, inner * 0.3);
    let room = inner - number_width(&number);
    let name = TextBlock::wrapped(fonts, name_style(node), &node.name, room);
    let note = TextBlock::wrapped(fonts, ASIDE_SMALL, &node.note, room);
    let height = (name.height().max(number.height()) + note.height() + 2.0 * 11.0).max(MIN_HEIGHT);
    let mut stop = Stop { node, number, name, note, height, straight: Vec::new(), aside: Vec::new(), ends: Vec::new() };
    let beside = column.stem() - BESIDE_STEM - column.left;
    for (edge_index, edge) in data.edges.iter().enumerate().filter(|(_, edge)| edge.from == index) {
        let label = TextBlock::balanced(fonts, SMALL, &edge.label, beside);
        if let Some(way) = ways.iter().position(|way| way.0 == edge_index) {
            stop.aside.push((edge, label, way));
        } else if order.get(place + 1) == Some(&edge.to) {
            stop.straight.push((edge, label));
        } else if let Some(end) = data.nodes.get(edge.to).filter(|_| is_end(data, edge.to)) {
            let words = TextBlock::wrapped(fonts, BODY, &end.name, beside - 24.0 - 2.0 * PADDING);
            stop.ends.push((edge, label, end, words));
        }
    }
    Some(stop)
}

fn name_style(node: &FlowNode<'_>) -> TextStyle {
    if node.kind == FlowNodeKind::Decision { BODY_STRONG } else { BODY }
}

fn number_width(number: &TextBlock<'_>) -> f64 {
    if number.is_empty() { 0.0 } else { number.width() + 8.0 }
}

/// Height of a line on which a way turns aside.
fn aside_height(label: &TextBlock<'_>) -> f64 {
    label.height().max(8.0) + 8.0
}

fn end_size(words: &TextBlock<'_>) -> Size {
    Size::new((words.width() + 2.0 * PADDING).max(64.0), (words.height() + 14.0).max(30.0))
}

fn end_height(label: &TextBlock<'_>, words: &TextBlock<'_>) -> f64 {
    label.height() + 4.0 + end_size(words).height + 8.0
}

impl Stop<'_> {
    /// What its ways need below it.
    fn gap(&self) -> f64 {
        let ends: f64 = self.ends.iter().map(|(_, label, _, words)| end_height(label, words)).sum();
        let aside: f64 = self.aside.iter().map(|(_, label, _)| aside_height(label)).sum();
        let straight: f64 = self.straight.iter().map(|(_, label)| label.height()).sum();
        let lines = ends + aside + straight;
        (if lines > 0.0 { 8.0 + lines + 12.0 } else { 0.0 }).max(LEAST_GAP)
    }
}

/// Ends first, then what turns aside, then straight on.
fn push_ways<'a>(
    marks: &mut Vec<Mark<'a>>,
    stop: &Stop<'a>,
    place: usize,
    rects: &[Rect],
    column: Column,
    gutter: &Gutter,
    ways: &[(usize, SideWay)],
) {
    let Some(own) = rects.get(place) else { return };
    let x = column.stem();
    let start = Point::new(x, own.y1);
    let words_x = x - BESIDE_STEM;
    let mut y = own.y1 + 8.0;
    for (edge, label, end, words) in &stop.ends {
        label.clone().place(marks, words_x, y, Anchor::End, Role::Ink, Casing::None);
        let size = end_size(words);
        let top = y + label.height() + 4.0;
        let rect = Rect::new(x - 24.0 - size.width, top, x - 24.0, top + size.height);
        let middle = rect.center().y;
        push_arrow(marks, &[start, Point::new(x, middle), Point::new(rect.x1 + 1.5, middle)], edge_role(edge.kind));
        let role = if end.planned { Role::NodePlanned } else { Role::NodeEnd };
        push_linked(marks, end.href.as_deref(), &end.name, |marks| {
            marks.push(Mark::Rect { rect, radius: 2.0, role });
            words.clone().place(
                marks,
                rect.center().x,
                middle - words.height() / 2.0,
                Anchor::Middle,
                Role::Ink,
                Casing::None,
            );
        });
        y += end_height(label, words);
    }
    for (edge, label, way) in &stop.aside {
        let height = aside_height(label);
        let line = y + height / 2.0;
        label.clone().place(marks, words_x, line - label.height() / 2.0, Anchor::End, Role::Ink, Casing::None);
        let target = ways.get(*way).and_then(|(_, way)| rects.get(way.to));
        if let Some(target) = target {
            let track = column.right + gutter.x(*way);
            let meets = target.y0 + SIDE;
            push_arrow(
                marks,
                &[
                    start,
                    Point::new(x, line),
                    Point::new(track, line),
                    Point::new(track, meets),
                    Point::new(target.x1 + 1.5, meets),
                ],
                edge_role(edge.kind),
            );
        }
        y += height;
    }
    for (edge, label) in &stop.straight {
        let height = label.height();
        label.clone().place(marks, words_x, y, Anchor::End, Role::Ink, Casing::None);
        if let Some(next) = rects.get(place + 1) {
            push_arrow(marks, &[start, Point::new(x, next.y0 - 1.5)], edge_role(edge.kind));
        }
        y += height;
    }
}

fn push_stop<'a>(marks: &mut Vec<Mark<'a>>, stop: Stop<'a>, rect: Rect) {
    let node = stop.node;
    push_linked(marks, node.href.as_deref(), &node.name, |marks| {
        let role = role_of(node);
        if role == Role::NodeDecision {
            let (x0, y0, x1, y1) = (rect.x0, rect.y0, rect.x1, rect.y1);
            let corners = [
                (x0 + CORNER, y0),
                (x1 - CORNER, y0),
                (x1, y0 + CORNER),
                (x1, y1 - CORNER),
                (x1 - CORNER, y1),
                (x0 + CORNER, y1),
                (x0, y1 - CORNER),
                (x0, y0 + CORNER),
            ];
            marks.push(Mark::Polygon { points: corners.into_iter().map(Point::from).collect(), role });
        } else {
            marks.push(Mark::Rect { rect, radius: 2.0, role });
        }
        let height = stop.name.height().max(stop.number.height()) + stop.note.height();
        let y = rect.center().y - height / 2.0;
        let x = rect.x0 + PADDING;
        let inset = number_width(&stop.number);
        let below = y + stop.name.height().max(stop.number.height());
        let number_top = y + (BODY.leading() - SMALL.leading()) / 2.0;
        stop.number.place(marks, x, number_top, Anchor::Start, Role::Muted, Casing::None);
        stop.name.place(marks, x + inset, y, Anchor::Start, Role::Ink, Casing::None);
        stop.note.place(marks, x + inset, below, Anchor::Start, Role::Muted, Casing::None);
    });
}
