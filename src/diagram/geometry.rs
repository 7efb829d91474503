//! Small shapes that several diagrams share.

use kurbo::{BezPath, Point, Rect};

/// A closed or open path through `points`.
pub fn polyline(points: &[Point], closed: bool) -> BezPath {
    let mut path = BezPath::with_capacity(points.len() + 1);
    for (index, point) in points.iter().enumerate() {
        if index == 0 {
            path.move_to(*point);
        } else {
            path.line_to(*point);
        }
    }
    if closed && !points.is_empty() {
        path.close_path();
    }
    path
}

/// A stage's chevron: a notch on the left unless it is the first, a point on the right unless it is the last.
/// `rect` is the body; the point reaches `depth` beyond its right edge and the notch `depth` into its left one.
pub fn chevron(rect: Rect, depth: f64, is_first: bool, is_last: bool) -> Vec<Point> {
    let middle = rect.center().y;
    let mut points = vec![Point::new(rect.x0, rect.y0), Point::new(rect.x1, rect.y0)];
    if !is_last {
        points.push(Point::new(rect.x1 + depth, middle));
    }
    points.push(Point::new(rect.x1, rect.y1));
    points.push(Point::new(rect.x0, rect.y1));
    if !is_first {
        points.push(Point::new(rect.x0 + depth, middle));
    }
    points
}

/// Whether two boxes share more than an edge, each first grown by `margin`.
pub fn boxes_overlap(a: Rect, b: Rect, margin: f64) -> bool {
    a.x0 - margin < b.x1 && b.x0 - margin < a.x1 && a.y0 - margin < b.y1 && b.y0 - margin < a.y1
}

/// Positions as near as possible to `wanted` (sorted, with equal weight) such that neighbors stand at least
/// the sum of their half `heights` apart and all stay inside `low..high` when they fit there at all.
pub fn spread_apart(wanted: &[f64], heights: &[f64], low: f64, high: f64) -> Vec<f64> {
    // Blocks of touching items, each at the mean of what its members want (pool adjacent violators).
    struct Block {
        first: usize,
        n_items: usize,
        center: f64,
        height: f64,
    }
    let total: f64 = heights.iter().sum();
    let clamp = |center: f64, height: f64| {
        if total > high - low {
            center
        } else {
            center.clamp(low + height / 2.0, (high - height / 2.0).max(low + height / 2.0))
        }
    };
    let mut blocks: Vec<Block> = Vec::with_capacity(wanted.len());
    for (index, (&center, &height)) in wanted.iter().zip(heights).enumerate() {
        let mut block = Block { first: index, n_items: 1, center: clamp(center, height), height };
        while let Some(before) = blocks.last() {
            if before.center + before.height / 2.0 <= block.center - block.height / 2.0 + 1e-9 {
                break;
            }
            let weight = before.n_items as f64;
            let n_items = before.n_items + block.n_items;
            // Each member pulls toward its own wish, seen from the joined block's center.
            let joined_height = before.height + block.height;
            let from_before = before.center + (joined_height - before.height) / 2.0;
            let from_block = block.center - (joined_height - block.height) / 2.0;
            let joined = (from_before * weight + from_block * block.n_items as f64) / n_items as f64;
            block = Block { first: before.first, n_items, center: clamp(joined, joined_height), height: joined_height };
            blocks.pop();
        }
        blocks.push(block);
    }
    let mut positions = vec![0.0; wanted.len()];
    for block in &blocks {
        let mut top = block.center - block.height / 2.0;
        for (position, height) in positions.iter_mut().zip(heights).skip(block.first).take(block.n_items) {
            *position = top + height / 2.0;
            top += height;
        }
    }
    positions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chevron_is_flat_at_both_ends_of_the_row() {
        let rect = Rect::new(0.0, 0.0, 100.0, 40.0);
        assert_eq!(chevron(rect, 13.0, true, true).len(), 4);
        assert_eq!(chevron(rect, 13.0, true, false)[2], Point::new(113.0, 20.0));
        assert_eq!(chevron(rect, 13.0, false, true)[4], Point::new(13.0, 20.0));
    }

    #[test]
    fn spread_keeps_free_items_and_parts_touching_ones() {
        assert_eq!(spread_apart(&[10.0, 50.0], &[10.0, 10.0], 0.0, 100.0), vec![10.0, 50.0]);
        assert_eq!(spread_apart(&[50.0, 50.0], &[10.0, 10.0], 0.0, 100.0), vec![45.0, 55.0]);
        assert_eq!(spread_apart(&[1.0, 1.0, 1.0], &[10.0, 10.0, 10.0], 0.0, 100.0), vec![5.0, 15.0, 25.0]);
        assert_eq!(spread_apart(&[99.0, 99.0], &[10.0, 10.0], 0.0, 100.0), vec![85.0, 95.0]);
    }
}
