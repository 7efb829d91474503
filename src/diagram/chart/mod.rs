//! What the charts and plans share: styles, numbers and days in words, marks of status, arrows, keys.

pub(crate) mod arrow;
#[cfg(test)]
pub(crate) mod checks;
pub(crate) mod chevrons;
mod day;
pub(crate) mod frame;
pub(crate) mod gutter;
pub(crate) mod key;
pub(crate) mod marks;
mod number;
pub(crate) mod styles;
pub(crate) mod work_status;

pub(crate) use super::curve::{fill_pattern, join_sentences};
pub use day::DayFormat;
pub use number::NumberFormat;
pub use work_status::WorkStatus;
