//! Ways of arrows over the grid of items.
//!
//! Rows are counted by twos: an item's row `r` is line `2 r`, the gap above it line `2 r − 1`. Corridor `c` lies left of
//! column `c`. An arrow goes straight along a free row or column, else through corridors and at most one gap.

use crate::diagram::flow::route::{Trunk, add_to_trunk, order_trunks};

use super::BlueprintArrow;
use super::grid::Cells;

/// How an arrow runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Up or down in the item's own column; `aside` when another arrow runs the other way.
    Vertical { aside: i8 },
    /// Out at one side, along corridors, in at a side.
    Corridors {
        /// Sides: to the right or to the left.
        leaves_right: bool,
        enters_left: bool,
        first: Corridor,
        /// The line along which it goes to the second corridor.
        across: Option<(i32, Corridor)>,
    },
}

/// A corridor; its trunk is found by the arrow's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Corridor {
    pub(super) index: usize,
    pub(super) key: (usize, u8, usize),
}

#[derive(Debug, Clone, Default)]
pub(super) struct Ways {
    /// Items from and to, dashed or not, and the way.
    pub(super) arrows: Vec<(usize, usize, bool, Way)>,
    /// Trunks of each corridor from left to right.
    pub(super) corridors: Vec<Vec<Trunk>>,
    /// Arrows that run along each gap (above row `index`), in order.
    pub(super) gaps: Vec<Vec<usize>>,
}

impl Ways {
    pub(super) fn track(&self, corridor: Corridor) -> usize {
        self.corridors
            .get(corridor.index)
            .and_then(|trunks| trunks.iter().position(|trunk| trunk.key == corridor.key))
            .unwrap_or(0)
    }
}

fn line_of(row: usize) -> i32 {
    2 * i32::try_from(row).unwrap_or(0)
}

pub(super) fn find_ways(cells: &Cells<'_>, arrows: &[BlueprintArrow]) -> Ways {
    let mut ways = Ways {
        arrows: Vec::new(),
        corridors: vec![Vec::new(); cells.n_columns() + 1],
        gaps: vec![Vec::new(); cells.n_rows() + 1],
    };
    let ends: Vec<(usize, usize, bool)> = arrows
        .iter()
        .filter_map(|arrow| Some((cells.find(arrow.from)?, cells.find(arrow.to)?, arrow.planned)))
        .filter(|(from, to, _)| from != to)
        .collect();
    for &(from, to, planned) in &ends {
        if ways.arrows.iter().any(|other| (other.0, other.1) == (from, to)) {
            continue;
        }
        let returns = ends.iter().any(|other| (other.0, other.1) == (to, from));
        let Some(way) = find_way(cells, ways.arrows.len(), (from, to, planned), returns) else { continue };
        if let Way::Corridors { leaves_right, enters_left, first, across } = way
            && let (Some(source), Some(target)) = (cells.items.get(from), cells.items.get(to))
        {
            let arrow = ways.arrows.len();
            let (start, end) = (line_of(source.row), line_of(target.row));
            let middle = across.map_or(end, |across| across.0);
            // A stub on the left of its trunk comes from the left.
            let first_stubs = [(start, !leaves_right), (middle, across.map_or(enters_left, |_| leaves_right))];
            add_trunk(&mut ways, first, &first_stubs, arrow);
            if let Some((line, second)) = across {
                add_trunk(&mut ways, second, &[(line, !leaves_right), (end, enters_left)], arrow);
                if line % 2 != 0 {
                    let gap = usize::try_from((line + 1) / 2).unwrap_or(0);
                    if let Some(gap) = ways.gaps.get_mut(gap) {
                        gap.push(arrow);
                    }
                }
            }
        }
        ways.arrows.push((from, to, planned, way));
    }
    for trunks in &mut ways.corridors {
        order_trunks(trunks);
    }
    ways
}

fn add_trunk(ways: &mut Ways, corridor: Corridor, stubs: &[(i32, bool)], arrow: usize) {
    if let Some(trunks) = ways.corridors.get_mut(corridor.index) {
        add_to_trunk(trunks, corridor.key, stubs, arrow);
    }
}

fn find_way(cells: &Cells<'_>, arrow: usize, (from, to, planned): (usize, usize, bool), returns: bool) -> Option<Way> {
    let (source, target) = (cells.items.get(from)?, cells.items.get(to)?);
    let shared = (from, u8::from(planned), usize::MAX);
    let own = (to, 2, arrow);
    if source.column == target.column {
        let between = source.row.min(target.row) + 1..source.row.max(target.row);
        if between.clone().all(|row| cells.at(row, source.column).is_none()) {
            return Some(Way::Vertical {
                aside: if returns { if source.row < target.row { -1 } else { 1 } } else { 0 },
            });
        }
        let first = Corridor { index: source.column + 1, key: own };
        return Some(Way::Corridors { leaves_right: true, enters_left: false, first, across: None });
    }
    let goes_right = target.column > source.column;
    // Corridors beside the source and beside the target, on the sides that face each other.
    let (near, far) = if goes_right { (source.column + 1, target.column) } else { (source.column, target.column + 1) };
    let (leaves_right, enters_left) = (goes_right, goes_right);
    if near == far {
        let first = Corridor { index: near, key: shared };
        return Some(Way::Corridors { leaves_right, enters_left, first, across: None });
    }
    let columns = near.min(far)..near.max(far);
    let is_free = |row: usize| columns.clone().all(|column| cells.at(row, column).is_none());
    let first = Corridor { index: near, key: shared };
    let line = if is_free(target.row) {
        line_of(target.row)
    } else if is_free(source.row) {
        line_of(source.row)
    } else {
        // The gap next to the target on the side of the source; below a row is above the next one.
        line_of(target.row) + if source.row > target.row { 1 } else { -1 }
    };
    Some(Way::Corridors {
        leaves_right,
        enters_left,
        first: Corridor { key: if line % 2 == 0 { own } else { (from, u8::from(planned), arrow) }, ..first },
        across: Some((line, Corridor { index: far, key: own })),
    })
}
