//! Text styles of the charts: the design's sizes, named by what they say.

use crate::diagram::text_metrics::{TextStyle, Typeface};

/// Words of nodes, rows and names.
pub(crate) const BODY: TextStyle = TextStyle::new(Typeface::Sans, 15.0, 1.27);
pub(crate) const BODY_STRONG: TextStyle = TextStyle::new(Typeface::SansSemibold, 15.0, 1.27);
/// Labels beside a mark.
pub(crate) const LABEL: TextStyle = TextStyle::new(Typeface::Sans, 14.5, 1.21);
pub(crate) const LABEL_STRONG: TextStyle = TextStyle::new(Typeface::SansSemibold, 14.5, 1.21);
/// Ticks, captions and whatever is said in passing.
pub(crate) const SMALL: TextStyle = TextStyle::new(Typeface::Sans, 14.0, 1.25);
pub(crate) const SMALL_STRONG: TextStyle = TextStyle::new(Typeface::SansBold, 14.0, 1.25);
/// The one number that a chart is about.
pub(crate) const FIGURE: TextStyle = TextStyle::new(Typeface::SansBold, 18.0, 1.2);
/// Names of regions and lines, quotes.
pub(crate) const ASIDE: TextStyle = TextStyle::new(Typeface::SerifItalic, 16.0, 1.2);
pub(crate) const ASIDE_SMALL: TextStyle = TextStyle::new(Typeface::SerifItalic, 14.0, 1.2);
pub(crate) const ASIDE_LARGE: TextStyle = TextStyle::new(Typeface::SerifItalic, 17.0, 1.2);
/// Names of rows that lead somewhere.
pub(crate) const ROW_NAME: TextStyle = TextStyle::new(Typeface::SerifSemibold, 17.0, 1.15);
