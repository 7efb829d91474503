//! The blueprint for narrow columns: one moment below the other, each with its layers from evidence to support.
//!
//! 1. Every moment is a band: its heading, then lane by lane the lane's name and its items. Empty lanes are left out.
//! 2. The lines of interaction, visibility and internal interaction part the layers of each moment; their names stand at the first.
//! 3. Arrows between neighbors of a moment run straight, all others along the boxes' edge.

use std::borrow::Cow;

use kurbo::{Point, Rect, Size};

use crate::diagram::chart::arrow::push_arrow;
use crate::diagram::chart::gutter::{Gutter, SideWay};
use crate::diagram::chart::marks::{line, push_linked};
use crate::diagram::chart::styles::{BODY_STRONG, SMALL};
use crate::diagram::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::FontBook;

use super::draw::{LaneLine, find_lines, push_failure_key, push_item};
use super::grid::{MeasuredItem, measure_item};
use super::{BlueprintArrow, BlueprintData, BlueprintOptions, BlueprintPlace, describe_blueprint};

/// Pictures of at most this width stand upright.
pub(super) const WIDEST: f64 = 660.0;
const MOST_WIDTH: f64 = 480.0;
const EDGE: f64 = 8.0;
const STEM: f64 = 26.0;
/// Half the distance between two arrows that run against each other.
const APART: f64 = 6.0;
const SIDE: f64 = 14.0;
/// Between two items of one lane.
const BETWEEN: f64 = 18.0;

/// An item and its box.
struct Placed<'a> {
    item: MeasuredItem<'a>,
    rect: Rect,
}

/// Left and right edge of all boxes.
#[derive(Clone, Copy)]
struct Edges {
    left: f64,
    right: f64,
    /// Of the whole picture.
    width: f64,
}

pub(super) fn layout_blueprint_upright<'a>(
    data: &'a BlueprintData<'a>,
    options: &BlueprintOptions<'_>,
    fonts: &FontBook,
) -> Scene<'a> {
    let width = options.width.clamp(240.0, MOST_WIDTH);
    let n_columns = data.lanes.iter().map(|lane| lane.cells.len()).max().unwrap_or(0).max(data.headings.len());
    let order = reading_order(data, n_columns);
    let (straight, aside) = part_arrows(data, &order);
    let gutter = Gutter::new(&aside);
    let edges = Edges { left: EDGE, right: width - gutter.width().max(EDGE), width };
    let mut stack = Stack { data, fonts, edges, marks: Vec::new(), placed: Vec::new(), told: Vec::new(), y: 0.0 };
    let lines = find_lines(data, &options.words, fonts, edges.right - STEM - 2.0 * APART - edges.left);
    for column in 0..n_columns {
        stack.push_column(column, &lines);
    }
    let Stack { mut marks, placed, y, .. } = stack;
    for way in straight {
        let (Some(from), Some(to)) = (placed.get(way.from), placed.get(way.to)) else { continue };
        push_arrow(&mut marks, &straight_points(from.rect, to.rect, edges), arrow_role(way));
    }
    for (index, way) in aside.into_iter().enumerate() {
        let (Some(from), Some(to)) = (placed.get(way.from), placed.get(way.to)) else { continue };
        let track = edges.right + gutter.x(index);
        let (leaves, meets) = (from.rect.y1 - SIDE, to.rect.y0 + SIDE);
        let points = [
            Point::new(from.rect.x1, leaves),
            Point::new(track, leaves),
            Point::new(track, meets),
            Point::new(to.rect.x1 + 1.5, meets),
        ];
        push_arrow(&mut marks, &points, arrow_role(way));
    }
    for placed in placed {
        push_item(&mut marks, placed.item, placed.rect);
    }
    let y = push_failure_key(&mut marks, fonts, data, &options.words, width, y);
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::Blueprint,
        size: Size::new(width, y.max(8.0)),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_blueprint(data, &options.words)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

/// What is planned is a class of its own.
const PLANNED: u8 = 1;

fn arrow_role(way: SideWay) -> Role {
    if way.class == PLANNED { Role::ArrowPlanned } else { Role::Arrow }
}

/// Items as they stand below one another.
fn reading_order(data: &BlueprintData<'_>, n_columns: usize) -> Vec<BlueprintPlace> {
    let mut order = Vec::new();
    for column in 0..n_columns {
        for (lane, own) in data.lanes.iter().enumerate() {
            let n_items = own.cells.get(column).map_or(0, Vec::len);
            order.extend((0..n_items).map(|item| BlueprintPlace { lane, column, item }));
        }
    }
    order
}

/// Arrows between neighbors of one moment, and those that run beside the boxes.
fn part_arrows(data: &BlueprintData<'_>, order: &[BlueprintPlace]) -> (Vec<SideWay>, Vec<SideWay>) {
    let (mut straight, mut aside): (Vec<SideWay>, Vec<SideWay>) = (Vec::new(), Vec::new());
    let place = |place: BlueprintPlace| order.iter().position(|other| *other == place);
    for BlueprintArrow { from, to, planned } in &data.arrows {
        let (Some(a), Some(b)) = (place(*from), place(*to)) else { continue };
        let way = SideWay { from: a, to: b, class: if *planned { PLANNED } else { 0 } };
        let is_known = straight.iter().chain(&aside).any(|other| (other.from, other.to) == (a, b));
        if a == b || is_known {
            continue;
        }
        if a.abs_diff(b) == 1 && from.column == to.column {
            straight.push(way);
        } else {
            aside.push(way);
        }
    }
    (straight, aside)
}

/// Down on the right, up on the left of the stem.
fn straight_points(from: Rect, to: Rect, edges: Edges) -> [Point; 2] {
    let stem = edges.right - STEM;
    if from.y0 < to.y0 {
        [Point::new(stem + APART, from.y1), Point::new(stem + APART, to.y0 - 1.5)]
    } else {
        [Point::new(stem - APART, from.y0), Point::new(stem - APART, to.y1 + 1.5)]
    }
}

/// The picture as it grows downward.
struct Stack<'d, 'a> {
    data: &'a BlueprintData<'a>,
    fonts: &'d FontBook,
    edges: Edges,
    marks: Vec<Mark<'a>>,
    placed: Vec<Placed<'a>>,
    /// Lines whose words stand already.
    told: Vec<Role>,
    y: f64,
}

impl<'a> Stack<'_, 'a> {
    fn push_column(&mut self, column: usize, lines: &[LaneLine]) {
        self.push_stage(column);
        let top = self.y;
        let band = self.marks.len();
        self.y += 10.0;
        if let Some(heading) = self.data.headings.get(column) {
            let name = TextBlock::wrapped(self.fonts, BODY_STRONG, &heading.name, self.edges.right - self.edges.left);
            let (x, y) = (self.edges.left, self.y);
            self.y += name.height() + if name.is_empty() { 0.0 } else { 2.0 };
            push_linked(&mut self.marks, heading.href.as_deref(), &heading.name, |marks| {
                name.place(marks, x, y, Anchor::Start, Role::Ink, Casing::None);
            });
        }
        let mut n_crossed = 0;
        for (lane, own) in self.data.lanes.iter().enumerate() {
            let Some(cell) = own.cells.get(column).filter(|cell| !cell.is_empty()) else { continue };
            for lane_line in lines.iter().skip(n_crossed).take_while(|line| line.lane <= lane) {
                self.push_line(lane_line);
                n_crossed += 1;
            }
            self.push_words(&own.name, 8.0);
            for item in 0..cell.len() {
                self.push_item(BlueprintPlace { lane, column, item });
            }
        }
        self.y += 14.0;
        if column % 2 == 1 {
            let rect = Rect::new(0.0, top, self.edges.width, self.y);
            self.marks.insert(band, Mark::Rect { rect, radius: 0.0, role: Role::Band });
        }
    }

    /// The stage that begins here.
    fn push_stage(&mut self, column: usize) {
        let mut first = 0;
        for stage in &self.data.stages {
            if first == column {
                let room = self.edges.right - self.edges.left - 24.0;
                let name = TextBlock::wrapped(self.fonts, BODY_STRONG, &stage.name, room);
                // Only as far as no arrow runs.
                let Edges { right, width, .. } = self.edges;
                let right = if width - right > EDGE { right } else { width };
                let rect = Rect::new(0.0, self.y, right, self.y + name.height().max(10.0) + 14.0);
                self.y = rect.y1;
                push_linked(&mut self.marks, stage.href.as_deref(), &stage.name, |marks| {
                    marks.push(Mark::Rect { rect, radius: 0.0, role: Role::Chevron });
                    name.place(marks, 12.0, rect.y0 + 7.0, Anchor::Start, Role::OnChevron, Casing::None);
                });
                return;
            }
            first += stage.n_columns.max(1);
        }
    }

    fn push_words(&mut self, words: &'a str, above: f64) {
        let room = self.edges.right - STEM - 2.0 * APART - self.edges.left;
        let block = TextBlock::wrapped(self.fonts, SMALL, words, room);
        let (x, y) = (self.edges.left, self.y + above);
        self.y = y + block.height() + 4.0;
        block.place(&mut self.marks, x, y, Anchor::Start, Role::Muted, Casing::None);
    }

    fn push_line(&mut self, lane_line: &LaneLine) {
        self.y += 16.0;
        self.marks.push(line(0.0, self.y, self.edges.width, self.y, lane_line.role));
        self.y += 3.0;
        if !self.told.contains(&lane_line.role) {
            self.told.push(lane_line.role);
            let words = lane_line.words.clone();
            let y = self.y;
            self.y += words.height();
            words.place(&mut self.marks, self.edges.left, y, Anchor::Start, Role::Muted, Casing::None);
        }
    }

    fn push_item(&mut self, place: BlueprintPlace) {
        let Some(lane) = self.data.lanes.get(place.lane) else { return };
        let Some(item) = lane.cells.get(place.column).and_then(|cell| cell.get(place.item)) else { return };
        if place.item > 0 {
            self.y += BETWEEN;
        }
        let width = self.edges.right - self.edges.left;
        let measured = measure_item(self.fonts, item, lane.kind, self.placed.len(), 0, width);
        let rect = Rect::new(self.edges.left, self.y, self.edges.right, self.y + measured.height().max(36.0));
        self.y = rect.y1;
        self.placed.push(Placed { item: measured, rect });
    }
}
