//! The journey map as a poster: header, stages, steps, the curve, then one lane below the other.
//!
//! 1. [`MapData`] is all it needs; its skeleton of stages and steps is the curve's.
//! 2. `columns` makes each column as wide as its words need, and the poster as wide as its columns.
//! 3. `header`, `heads`, `curve_lane`, `lanes` and `footer` draw from top to bottom; each is told where it begins and says
//!    where it ends, so rows grow with their words and nothing is cut.
//! 4. For paper, `sheets` sets the same in a paper's proportion, on as many sheets as it takes.

mod columns;
mod curve_lane;
mod footer;
mod header;
mod heads;
mod lanes;
mod sheets;

pub use sheets::{Paper, layout_map_sheets};

use std::borrow::Cow;

use kurbo::{Point, Rect, Size, Vec2};

use super::curve::{CurveData, CurveWords};
use super::icon::IconName;
use super::scale::BandScale;
use super::scene::{Mark, Role, Scene, SceneKind, shift_marks};
use super::text_metrics::FontBook;

/// Everything that a poster shows.
#[derive(Debug, Clone, Default)]
pub struct MapData<'a> {
    /// Stages, steps, personas, scale and readings. A map without any reading has no lane of feelings.
    pub curve: CurveData<'a>,
    /// Slug that the poster's ids start with.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// One sentence below the title; may be empty.
    pub summary: Cow<'a, str>,
    pub site_name: Cow<'a, str>,
    /// Beside the site's name: "Journey maps".
    pub section: Cow<'a, str>,
    /// At the right of the first line: "Customer journey, as it is today".
    pub kind: Cow<'a, str>,
    pub personas: Vec<MapPersona<'a>>,
    /// Rows of the table at the right: label and value.
    pub facts: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// Name and note of the lane with the curve.
    pub feelings: (Cow<'a, str>, Cow<'a, str>),
    pub lanes: Vec<MapLane<'a>>,
    /// How much room each stage gets beside the others (its duration, say), never less than its words need. Empty: as the words say.
    pub stage_weights: Vec<f64>,
    /// Further entries of the key, in words.
    pub key_notes: Vec<Cow<'a, str>>,
    /// Paragraphs at the foot: sources, review.
    pub footnotes: Vec<Cow<'a, str>>,
    /// At the right of the last line: the address.
    pub imprint: Cow<'a, str>,
}

#[derive(Debug, Clone, Default)]
pub struct MapPersona<'a> {
    pub name: Cow<'a, str>,
    /// One or two letters, drawn inside the shape.
    pub initials: Cow<'a, str>,
    pub look: u8,
    pub href: Option<Cow<'a, str>>,
    pub note: Cow<'a, str>,
    /// Without quotation marks; may be empty.
    pub quote: Cow<'a, str>,
}

/// One row of the poster.
#[derive(Debug, Clone, Default)]
pub struct MapLane<'a> {
    pub name: Cow<'a, str>,
    /// Below the name: "what they do".
    pub note: Cow<'a, str>,
    pub cells: Vec<MapCell<'a>>,
    /// A cell over several columns gets a bracket.
    pub brackets: bool,
    /// A named line below the lane, as between the parts of a service blueprint.
    pub line_below: Option<Cow<'a, str>>,
}

/// What stands in one column, or across several.
#[derive(Debug, Clone, Default)]
pub struct MapCell<'a> {
    pub first_column: usize,
    /// At least 1.
    pub n_columns: usize,
    pub items: Vec<MapItem<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct MapItem<'a> {
    pub marker: ItemMarker,
    pub style: ItemStyle,
    pub text: Cow<'a, str>,
    /// Small and muted: the channel, the score, the source. May be empty.
    pub note: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    /// Stands above the text.
    pub image: Option<MapImage<'a>>,
}

/// An image of a lane of images.
#[derive(Debug, Clone)]
pub struct MapImage<'a> {
    /// Opaque here.
    pub href: Cow<'a, str>,
    /// What it shows, for those who cannot see it.
    pub alternative: Cow<'a, str>,
    /// Height over width.
    pub ratio: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemMarker {
    #[default]
    None,
    Icon(IconName),
    /// The persona's shape, by look.
    Persona(u8),
    /// 1 to 5: bars and number on a line of their own, with the note.
    Severity(u8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemStyle {
    #[default]
    Plain,
    Strong,
    /// Serif italic; the text brings its own quotation marks.
    Quote,
}

/// The words that a poster adds to its data.
#[derive(Debug, Clone)]
pub struct MapWords<'w> {
    pub curve: CurveWords<'w>,
    /// "severity of a pain, 1 to 5"
    pub severity_key: Cow<'w, str>,
    /// "Sheet {n} of {total}", on paper.
    pub sheet: Cow<'w, str>,
}

impl MapWords<'static> {
    pub const ENGLISH: Self = Self {
        curve: CurveWords::ENGLISH,
        severity_key: Cow::Borrowed("severity of a pain, 1 to 5"),
        sheet: Cow::Borrowed("Sheet {n} of {total}"),
    };
}

impl Default for MapWords<'static> {
    fn default() -> Self {
        Self::ENGLISH
    }
}

/// Margin around everything.
const MARGIN: f64 = 56.0;
/// Left edge of the first column: margin, lane names and axis words.
const LANES_X: f64 = 188.0;
/// Text keeps this distance from its column's left edge.
const CELL_PADDING: f64 = 10.0;

/// Size of the smallest text on a poster.
pub(crate) const SMALLEST_TEXT: f64 = 14.5;
/// Below this width the header has no room.
pub(crate) const MIN_POSTER: f64 = 1640.0;

/// One of several sheets, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) number: usize,
    pub(crate) total: usize,
}

impl Sheet {
    pub(crate) fn is_first(self) -> bool {
        self.number <= 1
    }

    pub(crate) fn is_last(self) -> bool {
        self.number >= self.total
    }
}

/// Height given to parts beyond what they need.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Air {
    pub(crate) plot: f64,
    /// To each lane.
    pub(crate) lane: f64,
}

/// What a poster is set into. The default: as wide and as tall as its content asks for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Frame {
    pub(crate) width: Option<f64>,
    /// The foot stands here when the content ends above.
    pub(crate) height: Option<f64>,
    pub(crate) sheet: Option<Sheet>,
    pub(crate) air: Air,
}

/// What every part of the layout reads.
pub(crate) struct Poster<'d, 'a> {
    pub(crate) data: &'a MapData<'a>,
    pub(crate) fonts: &'d FontBook,
    pub(crate) words: &'d MapWords<'a>,
    pub(crate) columns: BandScale,
    /// Stage index, first column and end column of each stage that has columns.
    pub(crate) stages: Vec<(usize, usize, usize)>,
    pub(crate) width: f64,
    pub(crate) frame: Frame,
}

/// The poster. Its natural size follows its content: 2500 units wide for some fourteen steps, wider for more.
pub fn layout_map<'a>(data: &'a MapData<'a>, fonts: &FontBook, words: &MapWords<'a>) -> Scene<'a> {
    layout_poster(data, fonts, words, &Frame::default())
}

/// Where the columns of a poster stand, for whoever lays something over it.
#[must_use]
pub fn map_columns(data: &MapData<'_>, fonts: &FontBook) -> BandScale {
    columns::layout_poster_columns(data, fonts, None).0
}

/// The poster in a frame; wider or taller than that where its words need it.
pub(crate) fn layout_poster<'a>(
    data: &'a MapData<'a>,
    fonts: &FontBook,
    words: &MapWords<'a>,
    frame: &Frame,
) -> Scene<'a> {
    let (columns, width) = columns::layout_poster_columns(data, fonts, frame.width);
    let mut first = 0;
    let stages = data
        .curve
        .stages
        .iter()
        .enumerate()
        .filter_map(|(stage_index, stage)| {
            let span = (stage_index, first, first + stage.steps.len());
            first = span.2;
            (span.1 < span.2).then_some(span)
        })
        .collect();
    let poster = Poster { data, fonts, words, columns, stages, width, frame: *frame };

    let mut marks = Vec::with_capacity(1024);
    let head_top = header::draw_header(&poster, &mut marks);
    // Bands lie below everything that follows, but their height is known only in the end.
    let bands_at = marks.len();
    let (band_top, heads_bottom) = heads::draw_heads(&poster, &mut marks, head_top);
    let mut y = heads_bottom;
    if data.curve.columns().any(|(_, step)| step.readings.iter().flatten().next().is_some()) {
        y = curve_lane::draw_curve_lane(&poster, &mut marks, y);
    }
    y = lanes::draw_lanes(&poster, &mut marks, y);
    let bands = poster.bands(band_top, y);
    marks.splice(bands_at..bands_at, bands);
    let mut foot = Vec::new();
    let mut height = footer::draw_footer(&poster, &mut foot, y);
    if let Some(wanted) = frame.height.filter(|wanted| *wanted > height) {
        shift_marks(&mut foot, Vec2::new(0.0, wanted - height));
        height = wanted;
    }
    marks.append(&mut foot);
    Scene {
        id: data.id.clone(),
        kind: SceneKind::Map,
        size: Size::new(width.ceil(), height.ceil()),
        title: data.title.clone(),
        description: Cow::Owned(super::curve::describe_curve(&data.curve, &words.curve)),
        language: data.curve.language.clone(),
        marks,
    }
}

impl<'a> Poster<'_, 'a> {
    /// Right edge of the last column.
    pub(crate) fn right(&self) -> f64 {
        self.width - MARGIN
    }

    fn bands(&self, top: f64, bottom: f64) -> Vec<Mark<'a>> {
        self.stages
            .iter()
            .filter(|(stage_index, ..)| stage_index % 2 == 0)
            .map(|&(_, first, end)| Mark::Rect {
                rect: Rect::new(self.columns.start(first), top, self.columns.start(end), bottom),
                radius: 0.0,
                role: Role::Band,
            })
            .collect()
    }

    /// "Sheet 2 of 3", where there are several.
    pub(crate) fn sheet_words(&self) -> Option<String> {
        let sheet = self.frame.sheet.filter(|sheet| sheet.total > 1)?;
        let words = self.words.sheet.replace("{n}", &sheet.number.to_string());
        Some(words.replace("{total}", &sheet.total.to_string()))
    }

    /// A line across the whole poster.
    pub(crate) fn rule(&self, y: f64, role: Role) -> Mark<'a> {
        Mark::Line { from: Point::new(MARGIN, y), to: Point::new(self.right(), y), role }
    }
}
