//! Where a flow that is too long for one line goes on in the next.

use std::ops::Range;

/// A line that ends within a stage costs as much as this many lines.
const WITHIN_STAGE: f64 = 2.0;

/// Splits `n_layers` columns into the lines that fit `room`: few, alike in length, whole stages where possible.
/// `cuts` are columns before which a line may end, rising, and whether a stage begins there.
/// `None` where a line stays too long or nothing is to be split.
pub(super) fn wrap(
    cuts: &[(usize, bool)],
    n_layers: usize,
    room: f64,
    width: impl Fn(&Range<usize>) -> f64,
) -> Option<Vec<Range<usize>>> {
    let ends: Vec<(usize, bool)> =
        [(0, true)].into_iter().chain(cuts.iter().copied()).chain([(n_layers, true)]).collect();
    // Cost of all lines up to an end, and where the last of them begins.
    let mut best: Vec<Option<(f64, usize)>> = vec![Some((0.0, 0))];
    for (index, (end, begins_stage)) in ends.iter().enumerate().skip(1) {
        let lines = ends.iter().zip(&best).take(index).enumerate().filter_map(|(start, ((first, _), before))| {
            let length = width(&(*first..*end)) / room;
            let slack = (length <= 1.0).then_some(1.0 - length)?;
            Some((before.as_ref()?.0 + 1.0 + slack * slack, start))
        });
        let cheapest = lines.reduce(|a, b| if b.0 < a.0 { b } else { a });
        best.push(cheapest.map(|(cost, start)| (cost + if *begins_stage { 0.0 } else { WITHIN_STAGE }, start)));
    }
    let mut lines = Vec::new();
    let mut end = ends.len() - 1;
    while end > 0 {
        let (_, start) = best.get(end).copied().flatten()?;
        lines.push(ends.get(start)?.0..ends.get(end)?.0);
        end = start;
    }
    lines.reverse();
    (lines.len() > 1).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_alike_and_hold_whole_stages() {
        let cuts = |stages: &[usize]| -> Vec<(usize, bool)> {
            (1..12).map(|layer| (layer, stages.contains(&layer))).collect()
        };
        let width = |line: &Range<usize>| line.len() as f64;
        assert_eq!(wrap(&cuts(&[3, 6, 9]), 12, 8.0, width), Some(vec![0..6, 6..12]));
        assert_eq!(wrap(&cuts(&[2, 5, 8, 10]), 12, 8.0, width), Some(vec![0..5, 5..12]));
        // A stage that is longer than a line.
        assert_eq!(wrap(&cuts(&[]), 12, 8.0, width), Some(vec![0..6, 6..12]));
        assert_eq!(wrap(&[(6, true)], 12, 5.0, width), None);
    }
}
