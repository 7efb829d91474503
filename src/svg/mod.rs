//! Scenes into SVG, PNG and PDF.
//!
//! 1. [`paint`] maps each role to one paint: fill, stroke, width, dash, by color token.
//! 2. [`writer`] writes the marks: escapes, rounds, closes. Inline pictures get class names, standalone ones concrete colors.
//! 3. [`stylesheet`] writes the same table as CSS for the inline pictures, so that both paints cannot differ.
//! 4. `canvas` paints a scene with the same table where there is no markup: [`raster`] makes PNGs of it, [`pdf`] documents, with the site's fonts and
//!    nothing of the machine's own.

mod canvas;
mod definitions;
pub mod fonts;
mod glyphs;
pub mod images;
mod markup;
mod number;
pub mod paint;
pub mod palette;
pub mod pdf;
pub mod raster;
mod shared_marks;
pub mod stylesheet;
mod tall_curve;
mod text;
pub mod web_font;
pub mod writer;

pub use definitions::SharedDefinition;
pub(crate) use glyphs::{icon_path, severity_paths};
pub(crate) use markup::path_data;
pub use paint::{Paint, StandaloneOptions};
pub use palette::Palette;
pub use tall_curve::write_tall_curve;
pub use writer::{write_svg, write_svg_sharing};
