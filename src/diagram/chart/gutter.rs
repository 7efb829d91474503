//! Ways beside boxes that stand below one another.
//!
//! 1. A way that does not lead to the next box leaves its box at the side, runs along a track beside all boxes, and comes back.
//! 2. Ways of one look to the same box share a track: they flow together.
//! 3. Short ways lie nearest to the boxes; a track holds as many as do not meet.

/// Between the boxes and the first track, and behind the last.
const AIR: f64 = 12.0;
const PITCH: f64 = 10.0;
/// More tracks than fit in here lie closer together.
const MOST_WIDTH: f64 = 90.0;

/// Indices of boxes from the top, and what looks alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SideWay {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) class: u8,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Gutter {
    /// Track of each way.
    tracks: Vec<usize>,
    n_tracks: usize,
}

impl Gutter {
    pub(crate) fn new(ways: &[SideWay]) -> Self {
        // Boxes are left at their lower half and met at their upper one.
        let span = |way: &SideWay| {
            let (leaves, meets) = (2 * way.from + 1, 2 * way.to);
            (leaves.min(meets), leaves.max(meets))
        };
        // What flows together, and from where to where it reaches.
        let mut groups: Vec<((usize, u8), (usize, usize))> = Vec::new();
        for way in ways {
            let (first, last) = span(way);
            match groups.iter_mut().find(|group| group.0 == (way.to, way.class)) {
                Some((_, reach)) => *reach = (reach.0.min(first), reach.1.max(last)),
                None => groups.push(((way.to, way.class), (first, last))),
            }
        }
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by_key(|index| groups.get(*index).map(|(_, (first, last))| (last - first, *first)));
        let mut tracks: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut of_group = vec![0; groups.len()];
        for index in order {
            let (Some((_, reach)), Some(own)) = (groups.get(index), of_group.get_mut(index)) else { continue };
            let is_free =
                |taken: &Vec<(usize, usize)>| taken.iter().all(|other| other.1 < reach.0 || reach.1 < other.0);
            *own = tracks.iter().position(is_free).unwrap_or(tracks.len());
            match tracks.get_mut(*own) {
                Some(track) => track.push(*reach),
                None => tracks.push(vec![*reach]),
            }
        }
        let track_of = |way: &SideWay| {
            let group = groups.iter().position(|group| group.0 == (way.to, way.class));
            group.and_then(|group| of_group.get(group).copied()).unwrap_or(0)
        };
        Self { tracks: ways.iter().map(track_of).collect(), n_tracks: tracks.len() }
    }

    /// What the boxes must leave free beside them.
    pub(crate) fn width(&self) -> f64 {
        if self.n_tracks == 0 { 0.0 } else { 2.0 * AIR - PITCH + (self.n_tracks as f64 * PITCH).min(MOST_WIDTH) }
    }

    /// Where a way runs, counted from the boxes' edge.
    pub(crate) fn x(&self, way: usize) -> f64 {
        let pitch = if self.n_tracks == 0 { 0.0 } else { PITCH.min(MOST_WIDTH / self.n_tracks as f64) };
        AIR + self.tracks.get(way).copied().unwrap_or(0) as f64 * pitch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_ways_lie_inside_and_what_meets_flows_together() {
        let way = |from, to| SideWay { from, to, class: 0 };
        // A long one, two that meet at 3, a loop inside, and one that begins where another ends.
        let gutter = Gutter::new(&[way(0, 5), way(1, 3), way(0, 3), way(2, 1), way(5, 4)]);
        assert_eq!(gutter.tracks, [2, 1, 1, 0, 0]);
        assert_eq!(Gutter::new(&[way(0, 2), way(2, 4)]).n_tracks, 1);
        assert_eq!(Gutter::new(&[]).width(), 0.0);
    }
}
