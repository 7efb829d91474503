//! Which row each node and each passing edge stands in.
//!
//! 1. The main way is row 0; where it does not reach, a node may stand there too. An edge that passes columns keeps one row over all of them (its lane).
//! 2. Everything else takes the nearest free row: nodes and ways ahead below, loops of the main way above.
//! 3. Then each looks for a better row, or changes places with another, as long as lines become shorter or cross less.
//! 4. A way down whose cells are free drops straight from its node's foot instead of turning beside it.

use super::layers::{Graph, Layers};

/// Where an edge passes: one row over columns `first..=last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lane {
    pub(crate) row: i32,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    pub(crate) of_node: Vec<i32>,
    /// Of each edge; `None` between neighboring columns.
    pub(crate) lanes: Vec<Option<Lane>>,
    /// Whether each edge leaves its node at the foot.
    pub(crate) drops: Vec<bool>,
}

impl Rows {
    pub(crate) fn row(&self, node: usize) -> i32 {
        self.of_node.get(node).copied().unwrap_or(0)
    }

    /// Row in which an edge leaves the channel behind its source.
    pub(crate) fn first_row(&self, graph: &Graph, edge: usize) -> i32 {
        match self.lanes.get(edge).copied().flatten() {
            Some(lane) => lane.row,
            None => graph.edges.get(edge).map_or(0, |edge| self.row(edge.to)),
        }
    }
}

/// Something that takes cells: a node, or an edge's lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Node(usize),
    Lane(usize),
}

struct Placement<'g> {
    graph: &'g Graph,
    layers: &'g Layers,
    rows: Rows,
    /// Free items: not on the main way.
    items: Vec<Item>,
    /// Loops of the main way.
    is_above: Vec<bool>,
    /// Columns in which the main way stands or passes.
    main_layers: Vec<bool>,
}

/// `may_drop` says of each edge whether it may leave its node at the foot.
pub(crate) fn assign_rows(graph: &Graph, layers: &Layers, may_drop: &[bool]) -> Rows {
    let mut placement = Placement::new(graph, layers);
    placement.take_first_rows();
    for _ in 0..4 {
        if !placement.improve() {
            break;
        }
    }
    placement.find_drops(may_drop);
    placement.rows
}

impl<'g> Placement<'g> {
    fn new(graph: &'g Graph, layers: &'g Layers) -> Self {
        let is_main = |node: usize| layers.main_nodes.get(node) == Some(&true);
        let mut lanes = Vec::with_capacity(graph.edges.len());
        let mut is_above = Vec::with_capacity(graph.edges.len());
        let mut items: Vec<(usize, Item)> = Vec::new();
        for (index, edge) in graph.edges.iter().enumerate() {
            let (from, to) = (layers.layer(edge.from), layers.layer(edge.to));
            let back = layers.is_back.get(index) == Some(&true);
            let span = if back { Some((to, from)) } else { (to > from + 1).then(|| (from + 1, to - 1)) };
            lanes.push(span.map(|(first, last)| Lane { row: 0, first, last }));
            is_above.push(back && is_main(edge.from) && is_main(edge.to));
            if let Some((first, _)) = span
                && layers.main_edges.get(index) != Some(&true)
            {
                items.push((first, Item::Lane(index)));
            }
        }
        items.extend(
            (0..graph.stages.len()).filter(|node| !is_main(*node)).map(|node| (layers.layer(node), Item::Node(node))),
        );
        // From left to right; nodes before lanes, so that lanes go around them.
        items.sort_by_key(|(first, item)| {
            (
                *first,
                matches!(item, Item::Lane(_)),
                match item {
                    Item::Node(index) | Item::Lane(index) => *index,
                },
            )
        });
        let mut main_layers = vec![false; layers.n_layers()];
        let mut pass = |first: usize, last: usize| {
            main_layers.iter_mut().skip(first).take((last + 1).saturating_sub(first)).for_each(|layer| *layer = true);
        };
        for node in (0..graph.stages.len()).filter(|node| is_main(*node)) {
            pass(layers.layer(node), layers.layer(node));
        }
        for (lane, _) in lanes.iter().zip(&layers.main_edges).filter(|(_, is_main)| **is_main) {
            if let Some(Lane { first, last, .. }) = lane {
                pass(*first, *last);
            }
        }
        let rows = Rows { of_node: vec![0; graph.stages.len()], lanes, drops: vec![false; graph.edges.len()] };
        Self { graph, layers, rows, items: items.into_iter().map(|item| item.1).collect(), is_above, main_layers }
    }

    fn span(&self, item: Item) -> (usize, usize) {
        match item {
            Item::Node(node) => (self.layers.layer(node), self.layers.layer(node)),
            Item::Lane(edge) => {
                self.rows.lanes.get(edge).copied().flatten().map_or((0, 0), |lane| (lane.first, lane.last))
            }
        }
    }

    fn row(&self, item: Item) -> i32 {
        match item {
            Item::Node(node) => self.rows.row(node),
            Item::Lane(edge) => self.rows.lanes.get(edge).copied().flatten().map_or(0, |lane| lane.row),
        }
    }

    fn set_row(&mut self, item: Item, row: i32) {
        match item {
            Item::Node(node) => {
                if let Some(slot) = self.rows.of_node.get_mut(node) {
                    *slot = row;
                }
            }
            Item::Lane(edge) => {
                if let Some(Some(lane)) = self.rows.lanes.get_mut(edge) {
                    lane.row = row;
                }
            }
        }
    }

    fn allows(&self, item: Item, row: i32) -> bool {
        match item {
            Item::Node(node) => row >= 1 || (row == 0 && self.main_layers.get(self.layers.layer(node)) == Some(&false)),
            Item::Lane(edge) if self.is_above.get(edge) == Some(&true) => row <= -1,
            Item::Lane(_) => row >= 1,
        }
    }

    fn is_taken(&self, row: i32, (first, last): (usize, usize), placed: &[Item], except: &[Item]) -> bool {
        placed.iter().filter(|other| !except.contains(other) && self.row(**other) == row).any(|other| {
            let (other_first, other_last) = self.span(*other);
            other_first <= last && first <= other_last
        })
    }

    fn take_first_rows(&mut self) {
        let items = self.items.clone();
        for (count, item) in items.iter().enumerate() {
            let placed = items.get(..count).unwrap_or(&[]);
            let sign = if self.allows(*item, -1) { -1 } else { 1 };
            let wanted = if self.allows(*item, 0) { 0 } else { self.wanted_row(*item).abs().max(1) };
            let span = self.span(*item);
            let free = |row: &i32| !self.is_taken(*row * sign, span, placed, &[]);
            let row = (wanted..wanted + 400).find(free).or_else(|| (1..=400).find(free)).unwrap_or(400);
            let nearer = (1..wanted).rev().find(free);
            let row = match nearer {
                Some(nearer) if wanted - nearer < row - wanted => nearer,
                _ => row,
            };
            self.set_row(*item, row * sign);
        }
    }

    /// Row of what leads to it.
    fn wanted_row(&self, item: Item) -> i32 {
        match item {
            Item::Node(node) => {
                self.graph.edges.iter().enumerate().find(|(_, edge)| edge.to == node).map_or(1, |(index, edge)| {
                    self.rows
                        .lanes
                        .get(index)
                        .copied()
                        .flatten()
                        .filter(|lane| lane.row != 0)
                        .map_or(self.rows.row(edge.from), |lane| lane.row)
                })
            }
            Item::Lane(edge) => self.graph.edges.get(edge).map_or(1, |edge| self.rows.row(edge.from).max(1)),
        }
    }

    /// One round of better rows; `false` when nothing changed.
    fn improve(&mut self) -> bool {
        let mut changed = false;
        let mut cost = self.cost();
        let items = self.items.clone();
        let deepest = items.iter().map(|item| self.row(*item).abs()).max().unwrap_or(0);
        // Large graphs keep their first rows: each try costs as much as the graph is large.
        if items.len() > 80 {
            return false;
        }
        for item in &items {
            for row in (0..=deepest).flat_map(|row| [row, -row]) {
                let own = self.row(*item);
                if row == own || !self.allows(*item, row) {
                    continue;
                }
                let span = self.span(*item);
                let others: Vec<Item> = items
                    .iter()
                    .copied()
                    .filter(|other| other != item && self.row(*other) == row && overlaps(self.span(*other), span))
                    .collect();
                match others.as_slice() {
                    [] => self.set_row(*item, row),
                    [other]
                        if self.allows(*other, own)
                            && !self.is_taken(own, self.span(*other), &items, &[*item, *other]) =>
                    {
                        self.set_row(*item, row);
                        self.set_row(*other, own);
                    }
                    _ => continue,
                }
                let now = self.cost();
                if now + 1e-9 < cost {
                    cost = now;
                    changed = true;
                } else {
                    self.set_row(*item, own);
                    if let [other] = others.as_slice() {
                        self.set_row(*other, row);
                    }
                }
            }
        }
        changed
    }

    /// Length of all turns, crossings in the channels, and how deep the picture is.
    fn cost(&self) -> f64 {
        let mut turns: Vec<(usize, i32, i32)> = Vec::with_capacity(self.graph.edges.len() * 2);
        let mut cost = 0.0;
        for (index, edge) in self.graph.edges.iter().enumerate() {
            let (from, to) = (self.rows.row(edge.from), self.rows.row(edge.to));
            match self.rows.lanes.get(index).copied().flatten() {
                None => turns.push((self.layers.layer(edge.to), from, to)),
                Some(lane) if self.layers.is_back.get(index) == Some(&true) => {
                    cost += f64::from((from - lane.row).abs() + (to - lane.row).abs());
                }
                Some(lane) => {
                    turns.push((lane.first, from, lane.row));
                    turns.push((lane.last + 1, lane.row, to));
                }
            }
        }
        for (index, a) in turns.iter().enumerate() {
            cost += f64::from((a.1 - a.2).abs());
            // Lanes that pass the channel of a turn are crossed by it.
            let crossed =
                |lane: &&Lane| lane.first < a.0 && lane.last >= a.0 && (lane.row - a.1) * (lane.row - a.2) < 0;
            cost += self.rows.lanes.iter().flatten().filter(crossed).count() as f64 * 3.0;
            cost += turns.iter().skip(index + 1).filter(|b| a.0 == b.0 && (a.1 - b.1) * (a.2 - b.2) < 0).count() as f64
                * 3.0;
        }
        cost + self.items.iter().map(|item| f64::from(self.row(*item).abs())).sum::<f64>() * 0.1
    }

    fn find_drops(&mut self, may_drop: &[bool]) {
        let main: Vec<Item> = (0..self.graph.stages.len()).map(Item::Node).collect();
        let mut taken: Vec<Item> =
            self.items.iter().copied().filter(|item| matches!(item, Item::Lane(_))).chain(main).collect();
        taken.extend(
            (0..self.graph.edges.len()).filter(|edge| self.layers.main_edges.get(*edge) == Some(&true)).map(Item::Lane),
        );
        let mut dropped: Vec<(usize, i32)> = Vec::new();
        for (index, edge) in self.graph.edges.iter().enumerate() {
            let (layer, row) = (self.layers.layer(edge.from), self.rows.row(edge.from));
            let target = self.rows.first_row(self.graph, index);
            if may_drop.get(index) != Some(&true) || self.layers.is_back.get(index) == Some(&true) || target <= row {
                continue;
            }
            let is_free =
                |row: i32| !self.is_taken(row, (layer, layer), &taken, &[]) && !dropped.contains(&(layer, row));
            if (row + 1..=target).all(is_free) {
                dropped.extend((row + 1..=target).map(|row| (layer, row)));
                if let Some(slot) = self.rows.drops.get_mut(index) {
                    *slot = true;
                }
            }
        }
    }
}

fn overlaps(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

#[cfg(test)]
mod tests {
    use super::super::layers::{GraphEdge, assign_layers};
    use super::*;
    use proptest::prelude::*;

    fn graph(n_nodes: usize, edges: &[(usize, usize)]) -> Graph {
        let edges = edges.iter().map(|&(from, to)| GraphEdge { from, to, weight: 1.0 }).collect();
        Graph { stages: vec![0; n_nodes], n_stages: 1, edges }
    }

    #[test]
    fn branches_lie_below_and_loops_above() {
        let graph = graph(5, &[(0, 1), (1, 2), (2, 3), (1, 4), (2, 0)]);
        let rows = assign_rows(&graph, &assign_layers(&graph), &[true; 5]);
        assert_eq!(rows.of_node, [0, 0, 0, 0, 1]);
        assert_eq!(rows.lanes[4], Some(Lane { row: -1, first: 0, last: 2 }));
        assert_eq!(rows.drops, [false, false, false, true, false]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn nothing_shares_a_cell(n_nodes in 1usize..20, edges in prop::collection::vec((0usize..20, 0usize..20), 0..30)) {
            let edges: Vec<(usize, usize)> = edges.into_iter().map(|(a, b)| (a % n_nodes, b % n_nodes)).filter(|(a, b)| a != b).collect();
            let graph = graph(n_nodes, &edges);
            let layers = assign_layers(&graph);
            let rows = assign_rows(&graph, &layers, &vec![true; edges.len()]);
            let mut cells: Vec<(usize, i32)> = (0..n_nodes).map(|node| (layers.layer(node), rows.row(node))).collect();
            for lane in rows.lanes.iter().flatten() {
                cells.extend((lane.first..=lane.last).map(|layer| (layer, lane.row)));
            }
            let n_cells = cells.len();
            cells.sort_unstable();
            cells.dedup();
            prop_assert_eq!(cells.len(), n_cells);
        }
    }
}
