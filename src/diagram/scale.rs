//! Scales: built once from data and room, then only applied.

/// Maps a domain of values linearly to a range of coordinates. The range may run downward.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinearScale {
    offset: f64,
    factor: f64,
}

impl LinearScale {
    /// `domain.0` lands on `range.0`, `domain.1` on `range.1`. An empty domain maps everything to the middle of the range.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        let extent = domain.1 - domain.0;
        if extent == 0.0 || !extent.is_finite() {
            return Self { offset: (range.0 + range.1) / 2.0, factor: 0.0 };
        }
        let factor = (range.1 - range.0) / extent;
        Self { offset: range.0 - domain.0 * factor, factor }
    }

    pub fn apply(&self, value: f64) -> f64 {
        self.offset + value * self.factor
    }
}

/// Neighboring columns of given widths.
#[derive(Debug, Clone, PartialEq)]
pub struct BandScale {
    /// Left edge of each column and, last, the right edge of the last one.
    edges: Vec<f64>,
}

impl BandScale {
    /// Columns side by side from `start`.
    pub fn new(start: f64, widths: &[f64]) -> Self {
        let mut edges = Vec::with_capacity(widths.len() + 1);
        let mut edge = start;
        edges.push(edge);
        for width in widths {
            edge += width;
            edges.push(edge);
        }
        Self { edges }
    }

    pub fn n_columns(&self) -> usize {
        self.edges.len() - 1
    }

    /// Left edge of column `index`; the right edge of all when the index is past the last column.
    pub fn start(&self, index: usize) -> f64 {
        self.edges.get(index).or(self.edges.last()).copied().unwrap_or(0.0)
    }

    pub fn end(&self, index: usize) -> f64 {
        self.start(index + 1)
    }

    pub fn center(&self, index: usize) -> f64 {
        (self.start(index) + self.end(index)) / 2.0
    }

    pub fn width(&self, index: usize) -> f64 {
        self.end(index) - self.start(index)
    }

    /// The column that a coordinate lies in; the first or last one beyond them.
    pub fn column_at(&self, x: f64) -> usize {
        self.edges.partition_point(|edge| *edge <= x).saturating_sub(1).min(self.n_columns().saturating_sub(1))
    }

    /// Coordinate of a position counted in columns: 0.5 is the middle of the first one.
    pub fn position(&self, columns: f64) -> f64 {
        let columns = columns.clamp(0.0, self.n_columns() as f64);
        let index = columns.floor() as usize;
        self.start(index) + (columns - index as f64) * self.width(index)
    }
}

/// Widths that fill `total` as evenly as the columns' own minimum widths allow; wider than `total` when they must be.
pub fn share_width(minimum: &[f64], total: f64) -> Vec<f64> {
    // Columns whose minimum exceeds the even share keep it; the others share the rest. Repeat until nothing changes.
    let mut fixed = vec![false; minimum.len()];
    let mut rest = total;
    let mut n_free = minimum.len();
    loop {
        let share = if n_free == 0 { 0.0 } else { rest / n_free as f64 };
        let mut changed = false;
        for (is_fixed, &width) in fixed.iter_mut().zip(minimum) {
            if !*is_fixed && width > share {
                *is_fixed = true;
                changed = true;
                rest -= width;
                n_free -= 1;
            }
        }
        if !changed {
            return fixed.iter().zip(minimum).map(|(&is_fixed, &width)| if is_fixed { width } else { share }).collect();
        }
    }
}

/// Round values inside `min..=max` for the ticks of an axis, at most `n_wanted + 1` of them, ends included when they are round.
pub fn round_ticks(min: f64, max: f64, n_wanted: usize) -> Vec<f64> {
    let extent = max - min;
    if !(extent.is_finite() && extent > 0.0) {
        return vec![min];
    }
    let rough = extent / n_wanted.max(1) as f64;
    let magnitude = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .iter()
        .map(|factor| factor * magnitude)
        .find(|step| *step >= rough - 1e-9 * rough)
        .unwrap_or(10.0 * magnitude);
    let first = (min / step - 1e-9).ceil() as i64;
    let last = (max / step + 1e-9).floor() as i64;
    (first..=last).map(|index| index as f64 * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linear_hits_both_ends_and_survives_an_empty_domain() {
        let scale = LinearScale::new((-2.0, 2.0), (494.0, 166.0));
        assert_eq!((scale.apply(-2.0), scale.apply(0.0), scale.apply(2.0)), (494.0, 330.0, 166.0));
        assert_eq!(LinearScale::new((1.0, 1.0), (0.0, 10.0)).apply(1.0), 5.0);
    }

    #[test]
    fn band_counts_in_columns() {
        let scale = BandScale::new(10.0, &[20.0, 40.0]);
        assert_eq!((scale.n_columns(), scale.start(1), scale.end(1), scale.center(0)), (2, 30.0, 70.0, 20.0));
        assert_eq!(
            (scale.column_at(0.0), scale.column_at(29.0), scale.column_at(30.0), scale.column_at(99.0)),
            (0, 0, 1, 1)
        );
        assert_eq!((scale.position(0.5), scale.position(1.5), scale.position(9.0)), (20.0, 50.0, 70.0));
    }

    #[test]
    fn share_fills_the_room_and_never_squeezes() {
        assert_eq!(share_width(&[10.0, 10.0], 100.0), vec![50.0, 50.0]);
        assert_eq!(share_width(&[80.0, 10.0, 10.0], 100.0), vec![80.0, 10.0, 10.0]);
        assert_eq!(share_width(&[60.0, 10.0, 5.0], 100.0), vec![60.0, 20.0, 20.0]);
        assert_eq!(share_width(&[80.0, 80.0], 100.0), vec![80.0, 80.0]);
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(round_ticks(-2.0, 2.0, 4), vec![-2.0, -1.0, 0.0, 1.0, 2.0]);
        assert_eq!(round_ticks(0.0, 100.0, 4), vec![0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(round_ticks(1.0, 5.0, 4), vec![1.0, 2.0, 3.0, 4.0, 5.0]);
    }
}
