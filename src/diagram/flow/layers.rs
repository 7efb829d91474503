//! Which column each node stands in, which edges lead back, and which way is the main one.
//!
//! 1. An edge to an earlier node (by stage, then by order) leads back when the way ahead leads from there to here: it closes a
//!    loop, and does not move its target.
//! 2. Every node stands right of all that lead to it, and stages are columns next to one another.
//! 3. The main way is the path with the most weight; it becomes the straight line of the picture.

/// A graph whose nodes belong to stages; nodes are numbered in reading order within their stage.
#[derive(Debug, Clone, Default)]
pub(crate) struct Graph {
    /// Stage of each node, all below `n_stages`.
    pub(crate) stages: Vec<usize>,
    pub(crate) n_stages: usize,
    pub(crate) edges: Vec<GraphEdge>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct GraphEdge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// How much it belongs to the main way, 0 … 1.
    pub(crate) weight: f64,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Layers {
    /// Column of each node.
    pub(crate) of_node: Vec<usize>,
    /// First column of each stage and, last, the number of columns. Every stage has at least one.
    pub(crate) stage_starts: Vec<usize>,
    /// Whether each edge leads back.
    pub(crate) is_back: Vec<bool>,
    /// Whether each node and each edge lies on the main way.
    pub(crate) main_nodes: Vec<bool>,
    pub(crate) main_edges: Vec<bool>,
}

impl Layers {
    pub(crate) fn n_layers(&self) -> usize {
        self.stage_starts.last().copied().unwrap_or(0)
    }

    pub(crate) fn layer(&self, node: usize) -> usize {
        self.of_node.get(node).copied().unwrap_or(0)
    }
}

pub(crate) fn assign_layers(graph: &Graph) -> Layers {
    let n_nodes = graph.stages.len();
    let stage = |node: usize| graph.stages.get(node).copied().unwrap_or(0);
    let is_back = find_loops(graph);
    let mut of_node = vec![0; n_nodes];
    let mut stage_starts = Vec::with_capacity(graph.n_stages + 1);
    let mut next_start = 0;
    for current in 0..graph.n_stages.max(1) {
        stage_starts.push(next_start);
        let members: Vec<usize> = (0..n_nodes).filter(|node| stage(*node) == current).collect();
        for node in &members {
            set(&mut of_node, *node, next_start);
        }
        // Ways ahead form no circle, so this comes to rest after as many rounds as there are nodes.
        for _ in 0..members.len() {
            let mut changed = false;
            for node in &members {
                let leading = graph.edges.iter().zip(&is_back).filter(|(edge, back)| edge.to == *node && !**back);
                let layer = leading
                    .map(|(edge, _)| of_node.get(edge.from).map_or(0, |layer| layer + 1))
                    .fold(next_start, usize::max);
                changed |= of_node.get(*node) != Some(&layer);
                set(&mut of_node, *node, layer);
            }
            if !changed {
                break;
            }
        }
        let last = members.iter().filter_map(|node| of_node.get(*node)).copied().fold(next_start, usize::max);
        next_start = last + 1;
    }
    stage_starts.push(next_start);
    let (main_nodes, main_edges) = find_main_way(graph, &is_back, &of_node);
    Layers { of_node, stage_starts, is_back, main_nodes, main_edges }
}

fn set<T>(slots: &mut [T], index: usize, value: T) {
    if let Some(slot) = slots.get_mut(index) {
        *slot = value;
    }
}

/// Which edges close a loop. Those to a later node never do; the others are tried in their order.
fn find_loops(graph: &Graph) -> Vec<bool> {
    let place = |node: usize| (graph.stages.get(node).copied().unwrap_or(0), node);
    let mut is_back: Vec<bool> = graph.edges.iter().map(|edge| place(edge.to) <= place(edge.from)).collect();
    for (index, edge) in graph.edges.iter().enumerate() {
        if is_back.get(index) == Some(&true)
            && edge.from != edge.to
            && place(edge.to).0 == place(edge.from).0
            && !leads_to(graph, &is_back, edge.to, edge.from)
        {
            set(&mut is_back, index, false);
        }
    }
    is_back
}

fn leads_to(graph: &Graph, is_back: &[bool], from: usize, to: usize) -> bool {
    let mut seen = vec![false; graph.stages.len()];
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        if node == to {
            return true;
        }
        if seen.get(node) != Some(&false) {
            continue;
        }
        set(&mut seen, node, true);
        open.extend(
            graph
                .edges
                .iter()
                .zip(is_back)
                .filter(|(edge, back)| edge.from == node && !**back)
                .map(|(edge, _)| edge.to),
        );
    }
    false
}

/// The heaviest path over edges that lead forward; nodes are visited from the last column to the first.
fn find_main_way(graph: &Graph, is_back: &[bool], of_node: &[usize]) -> (Vec<bool>, Vec<bool>) {
    let n_nodes = graph.stages.len();
    let mut order: Vec<usize> = (0..n_nodes).collect();
    order.sort_by_key(|node| (std::cmp::Reverse(of_node.get(*node).copied().unwrap_or(0)), *node));
    let mut best: Vec<(f64, Option<usize>)> = vec![(0.0, None); n_nodes];
    for node in order {
        let mut own = (0.0, None);
        let out = graph
            .edges
            .iter()
            .enumerate()
            .filter(|(index, edge)| edge.from == node && is_back.get(*index) == Some(&false));
        for (n_before, (index, edge)) in (0_u32..).zip(out) {
            // Whoever writes a branch names the usual way first.
            let weight = edge.weight + best.get(edge.to).map_or(0.0, |best| best.0) - f64::from(n_before) * 0.05;
            if own.1.is_none() || weight > own.0 + 1e-9 {
                own = (weight, Some(index));
            }
        }
        if let Some(slot) = best.get_mut(node) {
            *slot = own;
        }
    }
    let mut main_nodes = vec![false; n_nodes];
    let mut main_edges = vec![false; graph.edges.len()];
    let mut current = (0..n_nodes).fold(None, |start: Option<usize>, node| match start {
        Some(start) if best.get(start).map(|best| best.0) >= best.get(node).map(|best| best.0) => Some(start),
        _ => Some(node),
    });
    while let Some(node) = current {
        if let Some(slot) = main_nodes.get_mut(node) {
            *slot = true;
        }
        current = best.get(node).and_then(|best| best.1).and_then(|index| {
            *main_edges.get_mut(index)? = true;
            graph.edges.get(index).map(|edge| edge.to)
        });
    }
    (main_nodes, main_edges)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(stages: &[usize], edges: &[(usize, usize)]) -> Graph {
        let edges = edges.iter().map(|&(from, to)| GraphEdge { from, to, weight: 1.0 }).collect();
        Graph { stages: stages.to_vec(), n_stages: stages.iter().max().map_or(0, |last| last + 1), edges }
    }

    #[test]
    fn stages_are_columns_and_loops_lead_back() {
        // 0 → 1 → 2 | 3, with a way around 1, a loop from 2 to 0 and a branch to 4.
        let layers = assign_layers(&graph(&[0, 0, 0, 1, 1], &[(0, 1), (1, 2), (0, 2), (2, 0), (2, 3), (1, 4)]));
        assert_eq!(layers.of_node, [0, 1, 2, 3, 3]);
        assert_eq!(layers.stage_starts, [0, 3, 4]);
        assert_eq!(layers.is_back, [false, false, false, true, false, false]);
        assert_eq!(layers.main_nodes, [true, true, true, true, false]);
        assert_eq!(layers.main_edges, [true, true, false, false, true, false]);
    }

    #[test]
    fn an_empty_stage_keeps_a_column() {
        let mut empty = graph(&[0, 2], &[(0, 1)]);
        empty.n_stages = 4;
        assert_eq!(assign_layers(&empty).stage_starts, [0, 1, 2, 3, 4]);
        assert_eq!(assign_layers(&Graph::default()).n_layers(), 1);
    }
}
