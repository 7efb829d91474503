//! From files to raw structs: what was written, with the place of every value.

pub mod decode;
mod history;
pub mod raw;
mod site;

pub use history::RawHistory;
pub use site::{RawFile, RawSite};
