//! Pictures as plain numbers: data in, a [`Scene`] out.
//!
//! 1. A diagram's own plain data struct (for example [`curve::CurveData`]) comes in; nothing here knows where it was read.
//! 2. [`scale`] turns scores and columns into coordinates; it is built once, then only applied.
//! 3. [`text_metrics`] and [`line_break`] say how wide words are and where they break: nothing is cut.
//! 4. The layout of one diagram puts [`scene::Mark`]s with semantic [`scene::Role`]s into a [`Scene`]: no colors, no markup.
//!
//! Another layer paints the scene. Nothing here reads a file, a clock or a global.

pub mod atlas;
pub mod blueprint;
pub mod card;
pub mod channel_usage;
pub mod chart;
pub mod curve;
pub mod direction;
pub mod empathy_map;
pub mod face;
pub mod flow;
pub mod font_face;
pub mod geometry;
pub mod heat_map;
pub mod history;
pub mod hyphenation;
pub mod icon;
pub mod line_break;
pub mod map;
pub mod matrix;
pub mod monotone;
pub mod persona_scales;
pub mod roadmap;
pub mod scale;
pub mod scene;
pub mod shaping;
pub mod storyboard;
pub mod target_bar;
pub mod text_block;
pub mod text_metrics;
pub mod timeline;

pub use scene::Scene;
pub use text_metrics::{FontBook, FontError};
