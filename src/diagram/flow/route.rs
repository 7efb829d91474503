//! Where edges turn: each column has a channel to its left (and the last one to its right) in which all vertical pieces run.
//!
//! 1. Every turn is a trunk in a channel, with stubs to the left and right at the rows that it joins. Ways out of one node
//!    that look alike share a trunk and part from it.
//! 2. Trunks change places with their neighbors as long as lines cross or cover one another less.
//! 3. Horizontal pieces run in cells that belong to their edge, vertical ones in channels: no edge meets a node.

use super::layers::{Graph, Layers};
use super::rows::Rows;

/// A vertical piece, at the place of its number in its channel.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Trunk {
    /// Shared by edges that leave the same node and look alike.
    pub(crate) key: (usize, u8, usize),
    /// Row, and whether the stub goes to the right.
    pub(crate) stubs: Vec<(i32, bool)>,
    pub(crate) edges: Vec<usize>,
}

/// The track of an edge in a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Track {
    pub(crate) channel: usize,
    pub(crate) index: usize,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Routes {
    /// Number of tracks in each channel; one channel more than columns.
    pub(crate) n_tracks: Vec<usize>,
    /// Behind the source; `None` where the edge goes straight on.
    pub(crate) leaving: Vec<Option<Track>>,
    /// Before the target.
    pub(crate) arriving: Vec<Option<Track>>,
    /// Edges that arrive a little lower, as another leaves on the same height.
    pub(crate) is_lowered: Vec<bool>,
}

/// `classes` says which edges look alike.
pub(crate) fn assign_routes(graph: &Graph, layers: &Layers, rows: &Rows, classes: &[u8]) -> Routes {
    let n_edges = graph.edges.len();
    let mut channels: Vec<Vec<Trunk>> = vec![Vec::new(); layers.n_layers() + 1];
    let mut wanted: Vec<[Option<usize>; 2]> = vec![[None, None]; n_edges];
    for (index, edge) in graph.edges.iter().enumerate() {
        let (from, to) = (rows.row(edge.from), rows.row(edge.to));
        let class = classes.get(index).copied().unwrap_or(0);
        let shared = (edge.from, class, usize::MAX);
        let behind = layers.layer(edge.from) + 1;
        let is_back = layers.is_back.get(index) == Some(&true);
        let is_dropped = rows.drops.get(index) == Some(&true);
        let (first, second) = match rows.lanes.get(index).copied().flatten() {
            None => ((behind, shared, [(from, false), (to, true)]), None),
            Some(lane) if is_back => (
                (behind, (0, class, index), [(from, false), (lane.row, false)]),
                Some((lane.first, (0, class, index), [(lane.row, true), (to, true)])),
            ),
            Some(lane) => (
                (behind, shared, [(from, false), (lane.row, true)]),
                Some((lane.last + 1, (0, class, index), [(lane.row, false), (to, true)])),
            ),
        };
        for (slot, turn) in [(0, Some(first).filter(|_| !is_dropped)), (1, second)] {
            let Some((channel, key, stubs)) = turn else { continue };
            if !is_back && stubs.iter().all(|stub| Some(stub.0) == stubs.first().map(|stub| stub.0)) {
                continue;
            }
            if let (Some(trunks), Some(wanted)) = (channels.get_mut(channel), wanted.get_mut(index)) {
                add_to_trunk(trunks, key, &stubs, index);
                if let Some(place) = wanted.get_mut(slot) {
                    *place = Some(channel);
                }
            }
        }
    }
    let mut is_lowered = vec![false; n_edges];
    for trunks in &mut channels {
        order_trunks(trunks);
        for edge in covered_arrivals(trunks) {
            if let Some(slot) = is_lowered.get_mut(edge) {
                *slot = true;
            }
        }
    }
    let track_of = |edge: usize, slot: usize| {
        let channel = wanted.get(edge).and_then(|wanted| wanted.get(slot).copied().flatten())?;
        let index = channels.get(channel)?.iter().position(|trunk| trunk.edges.contains(&edge))?;
        Some(Track { channel, index })
    };
    Routes {
        leaving: (0..n_edges).map(|edge| track_of(edge, 0)).collect(),
        arriving: (0..n_edges).map(|edge| track_of(edge, 1)).collect(),
        n_tracks: channels.iter().map(Vec::len).collect(),
        is_lowered,
    }
}

pub(crate) fn add_to_trunk(trunks: &mut Vec<Trunk>, key: (usize, u8, usize), stubs: &[(i32, bool)], edge: usize) {
    match trunks.iter_mut().find(|trunk| trunk.key == key) {
        Some(trunk) => {
            for stub in stubs {
                if !trunk.stubs.contains(stub) {
                    trunk.stubs.push(*stub);
                }
            }
            trunk.edges.push(edge);
        }
        None => trunks.push(Trunk { key, stubs: stubs.to_vec(), edges: vec![edge] }),
    }
}

/// Sorts the trunks of a channel from left to right.
pub(crate) fn order_trunks(trunks: &mut [Trunk]) {
    for _ in 0..trunks.len() {
        let mut changed = false;
        for left in 0..trunks.len().saturating_sub(1) {
            let (Some(a), Some(b)) = (trunks.get(left), trunks.get(left + 1)) else { continue };
            if meeting_cost(b, a) < meeting_cost(a, b) {
                trunks.swap(left, left + 1);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
}

/// Crossings, and lines that would cover one another, when `left` stands left of `right`.
fn meeting_cost(left: &Trunk, right: &Trunk) -> u32 {
    let range = |trunk: &Trunk| {
        let rows = trunk.stubs.iter().map(|stub| stub.0);
        (rows.clone().min().unwrap_or(0), rows.max().unwrap_or(0))
    };
    let mut cost = 0;
    for (trunk, other, goes_right) in [(left, right, true), (right, left, false)] {
        let (low, high) = range(other);
        for stub in trunk.stubs.iter().filter(|stub| stub.1 == goes_right) {
            if stub.0 > low && stub.0 < high {
                cost += 2;
            } else if stub.0 == low || stub.0 == high {
                cost += if other.stubs.contains(&(stub.0, !goes_right)) { 50 } else { 1 };
            }
        }
    }
    cost
}

/// Edges whose arrival runs on top of a departure further right.
fn covered_arrivals(trunks: &[Trunk]) -> Vec<usize> {
    let mut covered = Vec::new();
    for (index, left) in trunks.iter().enumerate() {
        for stub in left.stubs.iter().filter(|stub| stub.1) {
            if trunks.iter().skip(index + 1).any(|right| right.stubs.contains(&(stub.0, false))) {
                covered.extend(left.edges.iter().copied());
            }
        }
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::super::layers::{GraphEdge, assign_layers};
    use super::super::rows::assign_rows;
    use super::*;

    #[test]
    fn nested_ways_do_not_cross() {
        let down = |key: usize, from: i32, to: i32| Trunk {
            key: (key, 0, 0),
            stubs: vec![(from, false), (to, true)],
            edges: vec![key],
        };
        let mut trunks = vec![down(0, 0, 2), down(1, 1, 3)];
        order_trunks(&mut trunks);
        assert_eq!(trunks.iter().map(|trunk| trunk.key.0).collect::<Vec<_>>(), [1, 0]);
        assert_eq!(meeting_cost(&trunks[0], &trunks[1]), 0);
    }

    #[test]
    fn a_loop_turns_on_both_sides() {
        let edges = [(0, 1), (1, 2), (2, 0)].map(|(from, to)| GraphEdge { from, to, weight: 1.0 });
        let graph = Graph { stages: vec![0; 3], n_stages: 1, edges: edges.to_vec() };
        let layers = assign_layers(&graph);
        let routes = assign_routes(&graph, &layers, &assign_rows(&graph, &layers, &[false; 3]), &[0; 3]);
        assert_eq!(routes.n_tracks, [1, 0, 0, 1]);
        assert_eq!(
            (routes.leaving[2], routes.arriving[2]),
            (Some(Track { channel: 3, index: 0 }), Some(Track { channel: 0, index: 0 }))
        );
    }
}
