//! The flow in numbers: lines, columns, channels, rows, and the marks.

use std::borrow::Cow;
use std::ops::Range;

use kurbo::{Point, Rect, Size};

use crate::diagram::chart::arrow::push_arrow;
use crate::diagram::chart::chevrons::{ChevronHead, ChevronRow, chevron_height, chevron_need, push_chevrons};
use crate::diagram::chart::styles::SMALL;
use crate::diagram::scale::share_width;
use crate::diagram::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::FontBook;

use super::layers::{Graph, GraphEdge, Layers, assign_layers};
use super::nodes::{MeasuredNode, measure_node, measure_node_in, push_node};
use super::route::{Routes, Track, assign_routes};
use super::rows::{Rows, assign_rows};
use super::upright::{WIDEST, layout_flow_upright};
use super::wrap::wrap;
use super::{FlowData, FlowEdge, FlowEdgeKind, FlowNodeKind, FlowOptions, FlowStage, describe_flow};

const TRACK: f64 = 12.0;
const SIDE: f64 = 14.0;
const MIN_CHANNEL: f64 = 40.0;
/// How much of that is kept where room is scarce, as a share of what the channel gets beyond its need.
const LEAST_SHARE: f64 = 0.5;
/// Left and right of several lines, for the way from one to the next, and between them.
const GUTTER: f64 = 24.0;
const LINE_GAP: f64 = 34.0;
/// Pictures of at most this width always run from top to bottom.
const NARROW: f64 = 480.0;
const ROW_GAP: f64 = 26.0;
const MAX_LABEL: f64 = 124.0;
const LOOP_HEIGHT: f64 = 26.0;
/// Nodes that fill their columns are no wider than this.
const MOST_FILLED: f64 = 300.0;

/// Everything placed in rows and columns, before it has coordinates.
struct Plan<'a> {
    graph: Graph,
    layers: Layers,
    rows: Rows,
    routes: Routes,
    /// Edges of the graph, in its order; self loops apart.
    edges: Vec<&'a FlowEdge<'a>>,
    labels: Vec<TextBlock<'a>>,
    loops: Vec<(&'a FlowEdge<'a>, TextBlock<'a>)>,
    nodes: Vec<MeasuredNode<'a>>,
}

/// Widths before anything has a place.
struct Sizes {
    columns: Vec<f64>,
    /// What tracks and words need; channel `k` lies before column `k`.
    channels: Vec<f64>,
    has_stages: bool,
}

impl Sizes {
    /// Those before, between and behind the columns of a line. Where a line is cut nothing but the way on passes.
    fn channels_of(&self, line: &Range<usize>) -> Vec<f64> {
        let side = if self.has_stages { SIDE } else { 0.0 };
        let mut channels: Vec<f64> = self.channels.get(line.start..=line.end).unwrap_or(&[]).to_vec();
        if let Some(first) = channels.first_mut().filter(|_| line.start > 0) {
            *first = side;
        }
        if let Some(last) = channels.last_mut().filter(|_| line.end < self.columns.len()) {
            *last = side;
        }
        channels
    }

    /// The least that a line may take.
    fn least_width(&self, line: &Range<usize>) -> f64 {
        let channels = self.channels_of(line);
        let inner = channels.len().saturating_sub(2);
        let squeezed = |width: &f64| (MIN_CHANNEL - width).max(0.0) * LEAST_SHARE;
        self.columns.get(line.clone()).unwrap_or(&[]).iter().sum::<f64>()
            + channels.iter().sum::<f64>()
            + channels.iter().skip(1).take(inner).map(squeezed).sum::<f64>()
    }
}

/// Coordinates of the columns, channels and rows of one line.
#[derive(Default)]
struct Grid {
    /// Its columns.
    line: Range<usize>,
    left: f64,
    /// Left edge of each channel; the first lies before the first column of the line.
    channels: Vec<f64>,
    columns: Vec<(f64, f64)>,
    /// Row numbers in order with the height of their line.
    rows: Vec<(i32, f64)>,
    /// Right edge.
    width: f64,
    bottom: f64,
}

impl Grid {
    fn row_y(&self, row: i32) -> f64 {
        self.rows.iter().find(|(number, _)| *number == row).map_or(0.0, |row| row.1)
    }

    fn holds(&self, plan: &Plan<'_>, node: usize) -> bool {
        self.line.contains(&plan.layers.layer(node))
    }

    fn holds_edge(&self, plan: &Plan<'_>, edge: usize) -> bool {
        plan.graph.edges.get(edge).is_some_and(|edge| self.holds(plan, edge.from) && self.holds(plan, edge.to))
    }

    fn column(&self, layer: usize) -> (f64, f64) {
        let column = layer.checked_sub(self.line.start).and_then(|index| self.columns.get(index));
        column.copied().unwrap_or((0.0, 0.0))
    }

    fn channel(&self, channel: usize) -> f64 {
        let channel = channel.checked_sub(self.line.start).and_then(|index| self.channels.get(index));
        channel.copied().unwrap_or(0.0)
    }

    fn track_x(&self, track: Track) -> f64 {
        self.channel(track.channel) + SIDE + track.index as f64 * TRACK
    }
}

/// Draws the flow at natural size: from left to right, in several lines where one is too long, or from top to bottom in a
/// narrow column.
pub fn layout_flow<'a>(data: &'a FlowData<'a>, options: &FlowOptions<'_>, fonts: &FontBook) -> Scene<'a> {
    if options.width <= NARROW || (options.fills_columns && options.width <= WIDEST) {
        return layout_flow_upright(data, options, fonts);
    }
    let mut plan = make_plan(data, fonts);
    let sizes = measure_columns(data, &plan, fonts);
    let n_layers = plan.layers.n_layers();
    let room = options.width - 2.0;
    let whole: Vec<Range<usize>> = std::iter::once(0..n_layers).collect();
    let lines = if options.fills_columns || sizes.least_width(&(0..n_layers)) <= room {
        whole
    } else {
        match wrap(&cuts(&plan), n_layers, room - 2.0 * GUTTER, |line| sizes.least_width(line)) {
            Some(lines) => lines,
            None if options.width <= WIDEST => return layout_flow_upright(data, options, fonts),
            None => whole,
        }
    };
    let is_wrapped = lines.len() > 1;
    let (left, room) = if is_wrapped { (1.0 + GUTTER, room - 2.0 * GUTTER) } else { (1.0, room) };
    let mut grids: Vec<Grid> =
        lines.into_iter().map(|line| place_columns(&sizes, line, left, room, options.fills_columns)).collect();
    if let Some(grid) = grids.first().filter(|_| options.fills_columns) {
        for (index, (node, measured)) in data.nodes.iter().zip(&mut plan.nodes).enumerate() {
            let (left, right) = grid.column(plan.layers.layer(index));
            *measured = measure_node_in(fonts, node, right - left);
        }
    }
    let mut marks = Vec::new();
    let mut top = 0.0;
    for grid in &mut grids {
        push_line(&mut marks, data, &plan, grid, fonts, top);
        top = grid.bottom + LINE_GAP;
    }
    for pair in grids.windows(2) {
        let [before, after] = pair else { continue };
        push_return(&mut marks, &plan, before, after);
    }
    for grid in &grids {
        for (index, (node, measured)) in data.nodes.iter().zip(&plan.nodes).enumerate() {
            if grid.holds(&plan, index) {
                push_node(&mut marks, node, measured.clone(), node_center(&plan, grid, index));
            }
        }
    }
    let width = grids.iter().map(|grid| grid.width).fold(0.0, f64::max) + if is_wrapped { GUTTER } else { 0.0 };
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::Flow,
        size: Size::new(width, grids.last().map_or(0.0, |grid| grid.bottom)),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_flow(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

/// One line of columns: bands, heads, and the ways between its nodes.
fn push_line<'a>(
    marks: &mut Vec<Mark<'a>>,
    data: &'a FlowData<'a>,
    plan: &Plan<'a>,
    grid: &mut Grid,
    fonts: &FontBook,
    top: f64,
) {
    let stages = stage_heads(data, plan, grid);
    let heads: Vec<ChevronHead<'a>> = stages.iter().map(|(_, head)| head.clone()).collect();
    let row = ChevronRow { top, height: chevron_height(fonts, &heads, 10.0, 34.0), depth: 10.0, gap: 3.0 };
    let below = if heads.is_empty() { top + 4.0 } else { top + row.height + 22.0 };
    size_rows(plan, grid, below);
    for (stage, head) in &stages {
        if stage % 2 == 1 {
            marks.push(Mark::Rect {
                rect: Rect::new(head.left, top + row.height, head.right - 3.0, grid.bottom),
                radius: 0.0,
                role: Role::Band,
            });
        }
    }
    push_chevrons(marks, fonts, row, &heads);
    push_edges(marks, plan, grid);
    push_loops(marks, plan, grid);
    push_labels(marks, plan, grid);
}

/// From the end of a line to the start of the next: around the heads, like the carriage of a typewriter.
fn push_return(marks: &mut Vec<Mark<'_>>, plan: &Plan<'_>, before: &Grid, after: &Grid) {
    let crosses = |edge: &GraphEdge| before.holds(plan, edge.from) && after.holds(plan, edge.to);
    let Some((edge, way)) = plan.graph.edges.iter().zip(&plan.edges).find(|(edge, _)| crosses(edge)) else { return };
    let (source, target) = (node_rect(plan, before, edge.from), node_rect(plan, after, edge.to));
    let (right, left) = (before.width - 1.0 + GUTTER / 2.0, GUTTER / 2.0);
    let between = before.bottom + LINE_GAP / 2.0;
    let points = [
        Point::new(source.x1, source.center().y),
        Point::new(right, source.center().y),
        Point::new(right, between),
        Point::new(left, between),
        Point::new(left, target.center().y),
        Point::new(target.x0 - 1.5, target.center().y),
    ];
    push_arrow(marks, &points, edge_role(way.kind));
}

/// Columns before which a line may end, and whether a stage begins there: one plain way leads on, straight ahead, and nothing
/// else turns there.
fn cuts(plan: &Plan<'_>) -> Vec<(usize, bool)> {
    let is_clean = |layer: &usize| {
        let layer = *layer;
        let mut crossing = plan.graph.edges.iter().enumerate().filter(|(_, edge)| {
            let (from, to) = (plan.layers.layer(edge.from), plan.layers.layer(edge.to));
            from.min(to) < layer && layer <= from.max(to)
        });
        let (Some((index, edge)), None) = (crossing.next(), crossing.next()) else { return false };
        plan.layers.layer(edge.from) + 1 == layer
            && plan.layers.layer(edge.to) == layer
            && plan.rows.row(edge.from) == 0
            && plan.rows.row(edge.to) == 0
            && plan.labels.get(index).is_some_and(TextBlock::is_empty)
            && plan.routes.n_tracks.get(layer) == Some(&0)
    };
    let layers = (1..plan.layers.n_layers()).filter(is_clean);
    layers.map(|layer| (layer, plan.layers.stage_starts.contains(&layer))).collect()
}

fn make_plan<'a>(data: &'a FlowData<'a>, fonts: &FontBook) -> Plan<'a> {
    // Without names the nodes alone say how many stages there are.
    let n_named = data.stages.len();
    let last = data.nodes.iter().map(|node| node.stage).max().unwrap_or(0);
    let n_stages = if n_named > 0 { n_named } else { last.min(data.nodes.len()) + 1 };
    let exists = |edge: &&FlowEdge<'_>| edge.from < data.nodes.len() && edge.to < data.nodes.len();
    let edges: Vec<&FlowEdge<'a>> = data.edges.iter().filter(exists).filter(|edge| edge.from != edge.to).collect();
    let weight = |kind: FlowEdgeKind| match kind {
        FlowEdgeKind::Way => 1.0,
        FlowEdgeKind::Assumed => 0.8,
        FlowEdgeKind::Planned => 0.5,
        FlowEdgeKind::Lost => 0.1,
    };
    let graph = Graph {
        stages: data.nodes.iter().map(|node| node.stage.min(n_stages - 1)).collect(),
        n_stages,
        edges: edges.iter().map(|edge| GraphEdge { from: edge.from, to: edge.to, weight: weight(edge.kind) }).collect(),
    };
    let layers = assign_layers(&graph);
    let may_drop: Vec<bool> = edges
        .iter()
        .map(|edge| {
            edge.kind == FlowEdgeKind::Lost
                || data.nodes.get(edge.from).is_some_and(|node| node.kind == FlowNodeKind::Decision)
        })
        .collect();
    let rows = assign_rows(&graph, &layers, &may_drop);
    let classes: Vec<u8> = edges.iter().map(|edge| edge.kind as u8).collect();
    let routes = assign_routes(&graph, &layers, &rows, &classes);
    let nodes: Vec<MeasuredNode<'a>> = data.nodes.iter().map(|node| measure_node(fonts, node)).collect();
    let label = |edge: &&'a FlowEdge<'a>| {
        // A long condition gets wider lines, so that it does not become a tower.
        let room = (fonts.width_in(&SMALL, &edge.label) * SMALL.leading() * 2.0).sqrt().clamp(MAX_LABEL, 240.0);
        TextBlock::balanced(fonts, SMALL, &edge.label, room)
    };
    let labels = edges.iter().map(label).collect();
    let loops =
        data.edges.iter().filter(exists).filter(|edge| edge.from == edge.to).map(|edge| (edge, label(&edge))).collect();
    Plan { graph, layers, rows, routes, edges, labels, loops, nodes }
}

fn is_back(plan: &Plan<'_>, edge: usize) -> bool {
    plan.layers.is_back.get(edge) == Some(&true)
}

/// Columns hold their nodes and the words above loops; channels hold tracks, then words, then an arrow's head.
fn measure_columns(data: &FlowData<'_>, plan: &Plan<'_>, fonts: &FontBook) -> Sizes {
    let n_layers = plan.layers.n_layers();
    let mut columns: Vec<f64> = vec![24.0; n_layers];
    let mut widen = |layer: usize, width: f64| {
        if let Some(slot) = columns.get_mut(layer) {
            *slot = slot.max(width);
        }
    };
    for (node, measured) in plan.nodes.iter().enumerate() {
        widen(plan.layers.layer(node), measured.size.width);
    }
    for (edge, label) in &plan.loops {
        widen(plan.layers.layer(edge.from), label.width() + 8.0);
    }
    let mut label_room: Vec<f64> = vec![0.0; n_layers + 1];
    for (index, (edge, label)) in plan.graph.edges.iter().zip(&plan.labels).enumerate() {
        let layer = plan.layers.layer(edge.from);
        if is_back(plan, index) {
            widen(layer, label.width() + 8.0);
        } else if let Some(slot) = label_room.get_mut(layer + 1) {
            *slot = slot.max(label.width() + if label.is_empty() { 0.0 } else { 8.0 });
        }
    }
    let channels: Vec<f64> = (0..=n_layers)
        .map(|channel| {
            let tracks = plan.routes.n_tracks.get(channel).copied().unwrap_or(0) as f64 * TRACK;
            let words = label_room.get(channel).copied().unwrap_or(0.0);
            let is_outer = channel == 0 || channel == n_layers;
            match tracks > 0.0 {
                // The bands of the first and last stage reach beyond their nodes.
                false if is_outer => {
                    if data.stages.is_empty() {
                        0.0
                    } else {
                        SIDE
                    }
                }
                true if is_outer => tracks + 2.0 * SIDE,
                _ => tracks + words + 2.0 * SIDE,
            }
        })
        .collect();
    // A stage is at least as wide as its name.
    for (stage, bounds) in data.stages.iter().zip(plan.layers.stage_starts.windows(2)) {
        let &[first, end] = bounds else { continue };
        // Its head begins right before its first column and ends right before the next stage's.
        let inner: f64 = channels.iter().skip(first + 1).take(end - first).sum();
        let own = columns.iter().skip(first).take(end - first).sum::<f64>() + inner;
        let missing = chevron_need(fonts, &stage.name, 200.0) - own;
        if missing > 0.0 {
            columns.iter_mut().skip(first).take(end - first).for_each(|width| *width += missing / (end - first) as f64);
        }
    }
    Sizes { columns, channels, has_stages: !data.stages.is_empty() }
}

/// Places the columns of one line in `room`.
fn place_columns(sizes: &Sizes, line: Range<usize>, left: f64, room: f64, fills_columns: bool) -> Grid {
    let mut columns: Vec<f64> = sizes.columns.get(line.clone()).unwrap_or(&[]).to_vec();
    let mut channels = sizes.channels_of(&line);
    let inner = columns.len().saturating_sub(1);
    let fixed = columns.iter().sum::<f64>() + channels.iter().sum::<f64>();
    if fills_columns {
        channels.iter_mut().skip(1).take(inner).for_each(|width| *width = width.max(MIN_CHANNEL));
        columns = share_width(&columns, room - channels.iter().sum::<f64>())
            .into_iter()
            .zip(&columns)
            .map(|(fair, own)| fair.min(MOST_FILLED.max(*own)))
            .collect();
    } else if inner > 0 {
        // First every arrow gets a shaft to be seen; what is left over goes to all, as far as it does not tear the picture apart.
        let missing: Vec<f64> =
            channels.iter().skip(1).take(inner).map(|width| (MIN_CHANNEL - width).max(0.0)).collect();
        let wanted: f64 = missing.iter().sum();
        let share = if room - fixed >= wanted { 1.0 } else { ((room - fixed) / wanted).max(LEAST_SHARE) };
        let extra = ((room - fixed - wanted) / inner as f64).clamp(0.0, 90.0);
        for (width, missing) in channels.iter_mut().skip(1).zip(missing) {
            *width += missing * share + extra;
        }
    }
    let mut grid = Grid { line, left, ..Grid::default() };
    let mut x = left;
    for (channel, width) in channels.iter().enumerate() {
        grid.channels.push(x);
        x += width;
        if let Some(column) = columns.get(channel) {
            grid.columns.push((x, x + column));
            x += column;
        }
    }
    grid.width = x + 1.0;
    grid
}

/// Heads of the stages of one line, with their numbers.
fn stage_heads<'a>(data: &'a FlowData<'a>, plan: &Plan<'_>, grid: &Grid) -> Vec<(usize, ChevronHead<'a>)> {
    let edge_of = |layer: usize| {
        if layer <= grid.line.start {
            grid.left - 1.0
        } else if layer >= grid.line.end {
            grid.width
        } else {
            grid.column(layer).0 - SIDE
        }
    };
    let bounds = plan.layers.stage_starts.windows(2);
    let stages = data.stages.iter().zip(bounds).enumerate().filter_map(|(index, (stage, bounds))| {
        let (first, end) = (bounds.first().copied()?, bounds.last().copied()?);
        (first < grid.line.end && end > grid.line.start).then_some((index, stage, first, end))
    });
    let head = |(index, stage, first, end): (usize, &'a FlowStage<'a>, usize, usize)| {
        let (left, right) = (edge_of(first), edge_of(end));
        (index, ChevronHead { left, right, name: &stage.name, note: "", href: stage.href.as_deref() })
    };
    stages.map(head).collect()
}

/// Above and below its line, each row holds half its nodes, loops, and the words that stand on its lines.
fn size_rows(plan: &Plan<'_>, grid: &mut Grid, top: f64) {
    let nodes = plan.rows.of_node.iter().enumerate().filter(|(node, _)| grid.holds(plan, *node)).map(|(_, row)| *row);
    let lanes = plan.rows.lanes.iter().flatten().filter(|lane| grid.line.contains(&lane.first)).map(|lane| lane.row);
    let mut numbers: Vec<i32> = nodes.chain(lanes).collect();
    numbers.push(0);
    numbers.sort_unstable();
    numbers.dedup();
    let mut y = top;
    for (index, row) in numbers.into_iter().enumerate() {
        let (mut up, mut down) = (9.0f64, 9.0f64);
        for (node, measured) in plan.nodes.iter().enumerate() {
            if plan.rows.row(node) != row || !grid.holds(plan, node) {
                continue;
            }
            let loops: f64 = plan
                .loops
                .iter()
                .filter(|(edge, _)| edge.from == node)
                .map(|(_, label)| LOOP_HEIGHT + label.height() + 4.0)
                .sum();
            up = up.max(measured.size.height / 2.0 + loops);
            down = down.max(measured.size.height / 2.0);
        }
        for edge in 0..plan.labels.len() {
            if label_row(plan, edge) == row && grid.holds_edge(plan, edge) {
                up = up.max(label_top(plan, edge) + 4.0);
            }
        }
        y += if index == 0 { 0.0 } else { ROW_GAP } + up;
        grid.rows.push((row, y));
        y += down;
    }
    grid.bottom = y + 14.0;
}

/// The row on whose line the edge's words stand.
fn label_row(plan: &Plan<'_>, edge: usize) -> i32 {
    plan.rows.first_row(&plan.graph, edge)
}

/// Height of the words' top above their line: those that stand on the same piece are piled up.
fn label_top(plan: &Plan<'_>, edge: usize) -> f64 {
    let place = |index: usize| {
        let layer = plan.graph.edges.get(index).map_or(0, |edge| plan.layers.layer(edge.from));
        (is_back(plan, index), layer, label_row(plan, index))
    };
    (0..=edge)
        .filter(|index| place(*index) == place(edge))
        .filter_map(|index| plan.labels.get(index))
        .filter(|label| !label.is_empty())
        .map(|label| label.height() + 2.0)
        .sum()
}

fn node_center(plan: &Plan<'_>, grid: &Grid, node: usize) -> Point {
    let (left, right) = grid.column(plan.layers.layer(node));
    Point::new((left + right) / 2.0, grid.row_y(plan.rows.row(node)))
}

fn node_rect(plan: &Plan<'_>, grid: &Grid, node: usize) -> Rect {
    Rect::from_center_size(node_center(plan, grid, node), plan.nodes.get(node).map_or(Size::ZERO, |node| node.size))
}

pub(super) fn edge_role(kind: FlowEdgeKind) -> Role {
    match kind {
        FlowEdgeKind::Way => Role::Arrow,
        FlowEdgeKind::Planned => Role::ArrowPlanned,
        FlowEdgeKind::Assumed => Role::ArrowAssumed,
        FlowEdgeKind::Lost => Role::ArrowLow,
    }
}

fn push_edges(marks: &mut Vec<Mark<'_>>, plan: &Plan<'_>, grid: &Grid) {
    // Those where people are lost lie on top.
    let mut order: Vec<usize> = (0..plan.edges.len()).filter(|edge| grid.holds_edge(plan, *edge)).collect();
    order.sort_by_key(|index| plan.edges.get(*index).map(|edge| edge.kind == FlowEdgeKind::Lost));
    for index in order {
        let Some(edge) = plan.edges.get(index) else { continue };
        push_arrow(marks, &edge_points(plan, grid, index, edge), edge_role(edge.kind));
    }
}

fn edge_points(plan: &Plan<'_>, grid: &Grid, index: usize, edge: &FlowEdge<'_>) -> Vec<Point> {
    let (source, target) = (node_rect(plan, grid, edge.from), node_rect(plan, grid, edge.to));
    let first_y = grid.row_y(plan.rows.first_row(&plan.graph, index));
    let dy = if plan.routes.is_lowered.get(index) == Some(&true) { 9.0 } else { 0.0 };
    let end = Point::new(target.x0 - 1.5, target.center().y + dy);
    let last_y = if plan.rows.lanes.get(index).copied().flatten().is_some() { first_y } else { end.y };
    let mut points = Vec::with_capacity(8);
    if plan.rows.drops.get(index) == Some(&true) {
        points.push(Point::new(source.center().x, source.y1));
        points.push(Point::new(source.center().x, last_y));
    } else {
        points.push(Point::new(source.x1, source.center().y));
    }
    if let Some(track) = plan.routes.leaving.get(index).copied().flatten() {
        let x = grid.track_x(track);
        points.push(Point::new(x, source.center().y));
        points.push(Point::new(x, last_y));
    }
    if let Some(track) = plan.routes.arriving.get(index).copied().flatten() {
        let x = grid.track_x(track);
        points.push(Point::new(x, first_y));
        points.push(Point::new(x, end.y));
    }
    points.push(end);
    points
}

/// A step that repeats: out at the top, back at the top.
fn push_loops<'a>(marks: &mut Vec<Mark<'a>>, plan: &Plan<'a>, grid: &Grid) {
    let mut piled: Vec<(usize, f64)> = Vec::new();
    for (edge, label) in plan.loops.iter().filter(|(edge, _)| grid.holds(plan, edge.from)) {
        let rect = node_rect(plan, grid, edge.from);
        let before = piled.iter().filter(|(node, _)| *node == edge.from).map(|(_, height)| height).sum::<f64>();
        let reach = (rect.width() * 0.2).min(34.0);
        let (right, left, top) = (rect.center().x + reach, rect.center().x - reach, rect.y0 - LOOP_HEIGHT);
        if before == 0.0 {
            let is_diamond = plan.nodes.get(edge.from).is_some_and(MeasuredNode::is_diamond);
            let foot = if is_diamond { rect.y0 + rect.height() * reach / rect.width() } else { rect.y0 };
            push_arrow(
                marks,
                &[Point::new(right, foot), Point::new(right, top), Point::new(left, top), Point::new(left, foot - 1.5)],
                edge_role(edge.kind),
            );
        }
        let y = top - before - label.height() - 4.0;
        piled.push((edge.from, label.height() + 4.0));
        label.clone().place(marks, rect.center().x, y, Anchor::Middle, Role::Ink, Casing::None);
    }
}

/// Words stand above the line of their way, behind the tracks of its channel; those of a loop above its lane.
fn push_labels<'a>(marks: &mut Vec<Mark<'a>>, plan: &Plan<'a>, grid: &Grid) {
    for (index, label) in plan.labels.iter().enumerate() {
        let Some(edge) = plan.graph.edges.get(index).filter(|_| !label.is_empty()) else { continue };
        if !grid.holds_edge(plan, index) {
            continue;
        }
        let layer = plan.layers.layer(edge.from);
        let y = grid.row_y(label_row(plan, index)) - label_top(plan, index) - 2.0;
        if is_back(plan, index) {
            let (left, right) = grid.column(layer);
            label.clone().place(marks, (left + right) / 2.0, y, Anchor::Middle, Role::Ink, Casing::None);
        } else {
            let tracks = plan.routes.n_tracks.get(layer + 1).copied().unwrap_or(0) as f64 * TRACK;
            let x = grid.channel(layer + 1) + SIDE + tracks - if tracks > 0.0 { 4.0 } else { 6.0 };
            label.clone().place(marks, x, y, Anchor::Start, Role::Ink, Casing::None);
        }
    }
}
