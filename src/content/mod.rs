//! From files to raw structs: what was written, with the place of every value.
//!
//! ```text
//! path ── discover ──▶ kind       text ── front_matter ──▶ TOML, body
//! TOML ── toml_text ──▶ table (mended where it was broken) ── decode ──▶ raw structs
//! ```
//!
//! A file `order.de.md` is no file of its own: its words are laid over those of `order.md` ([`overlay`]), which gives the whole
//! raw site once more for each further language.
//!
//! Nothing here knows what a reference leads to or which words are allowed: types and keys only. Every mistake of every
//! file is told in one run.

mod consequences;
pub mod decode;
pub mod discover;
mod frame;
pub mod front_matter;
mod history;
mod levels;
pub mod overlay;
pub mod raw;
mod read;
mod site;
pub mod toml_text;
mod translation;

pub use consequences::without_consequences;
pub use history::{RawHistory, parse_history};
pub use levels::{read_levels, read_translation_levels};
pub use read::{Entity, ReadSite, read_file, read_journey_again, read_site, read_site_again};
pub use site::{RawFile, RawSite};
pub use translation::RawTranslation;
