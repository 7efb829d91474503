//! Metric histories: CSV files of days and values.

use crate::content::raw::{RawDate, RawNumber};

/// The rows of a CSV file that could be read, in the file's order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawHistory {
    pub rows: Vec<(RawDate, RawNumber)>,
}
