//! One picture of any kind, before it is drawn: its data, its words, its table, and the widths that it is drawn at.

use std::borrow::Cow;

use crate::diagram::atlas::{AtlasData, AtlasOptions, layout_atlas};
use crate::diagram::blueprint::{BlueprintData, BlueprintOptions, layout_blueprint};
use crate::diagram::channel_usage::{ChannelUsageData, ChannelUsageOptions, layout_channel_usage};
use crate::diagram::chart::{DayFormat, NumberFormat};
use crate::diagram::empathy_map::{EmpathyMapData, EmpathyMapOptions, layout_empathy_map};
use crate::diagram::flow::{FlowData, FlowOptions, layout_flow};
use crate::diagram::heat_map::{HeatMapData, HeatMapOptions, layout_heat_map};
use crate::diagram::history::{HistoryData, HistoryOptions, layout_history};
use crate::diagram::matrix::{MatrixData, MatrixOptions, layout_matrix};
use crate::diagram::persona_scales::{PersonaScalesData, PersonaScalesOptions, layout_persona_scales};
use crate::diagram::roadmap::{
    DatedRoadmapData, DatedRoadmapOptions, RoadmapData, RoadmapOptions, layout_dated_roadmap, layout_roadmap,
};
use crate::diagram::storyboard::{StoryboardData, StoryboardOptions, layout_storyboard};
use crate::diagram::target_bar::{TargetBarData, TargetBarOptions, layout_target_bar};
use crate::diagram::timeline::{TimelineData, TimelineOptions, layout_timeline};
use crate::diagram::{FontBook, Scene};
use crate::model::{Metric, OpportunityStatus};
use crate::templates::format_score;
use crate::theme::Strings;
use crate::view::PageContext;
use crate::view::parts::LinkView;

/// What one kind of picture is drawn from.
#[derive(Debug)]
pub(crate) enum Chart<'a> {
    Flow(FlowData<'a>, FlowOptions<'a>),
    Timeline(TimelineData<'a>, TimelineOptions<'a>),
    Storyboard(StoryboardData<'a>, StoryboardOptions<'a>),
    Blueprint(BlueprintData<'a>, BlueprintOptions<'a>),
    HeatMap(HeatMapData<'a>),
    Matrix(MatrixData<'a>, MatrixOptions<'a>),
    Roadmap(RoadmapData<'a>, RoadmapOptions<'a>),
    DatedRoadmap(DatedRoadmapData<'a>, DatedRoadmapOptions<'a>),
    Atlas(AtlasData<'a>, AtlasOptions<'a>),
    History(HistoryData<'a>, Box<HistoryOptions<'a>>),
    TargetBar(TargetBarData<'a>, TargetBarOptions<'a>),
    PersonaScales(PersonaScalesData<'a>, PersonaScalesOptions<'a>),
    ChannelUsage(ChannelUsageData<'a>, ChannelUsageOptions<'a>),
    EmpathyMap(EmpathyMapData<'a>, EmpathyMapOptions<'a>),
}

/// A picture with everything that stands beside it.
#[derive(Debug)]
pub(crate) struct Picture<'a> {
    pub(crate) title: String,
    pub(crate) chart: Chart<'a>,
    pub(crate) table: DataTable,
    /// What the picture is about, for its caption.
    pub(crate) links: Vec<LinkView>,
    /// What is left out, and why; may be empty.
    pub(crate) note: String,
}

/// The numbers and words of a picture as rows. The first cell of a row names it.
#[derive(Debug, Default)]
pub(crate) struct DataTable {
    /// Heads, and whether their column holds numbers.
    pub(crate) columns: Vec<(String, bool)>,
    /// HTML.
    pub(crate) rows: Vec<Vec<String>>,
}

impl DataTable {
    /// `keys` name the heads in the strings.
    pub(crate) fn new(page: &PageContext<'_>, keys: &[(&str, bool)]) -> Self {
        Self { columns: keys.iter().map(|(key, is_number)| (page.word(key), *is_number)).collect(), rows: Vec::new() }
    }
}

/// Width of the main column of a page, in pixels.
pub(crate) const PAGE_WIDTH: f64 = 1200.0;
/// Width of a column of text.
pub(crate) const TEXT_WIDTH: f64 = 672.0;
/// Width of a phone without its margins.
const PHONE_WIDTH: f64 = 320.0;
/// Width of a small tablet without its margins.
pub(crate) const TABLET_WIDTH: f64 = 656.0;

/// Width of a tablet that is held upright, without its margins.
pub(crate) const UPRIGHT_TABLET_WIDTH: f64 = 704.0;

/// A further drawing of the same for less room; the style sheet shows one of all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NarrowForm {
    pub(crate) width: f64,
    /// When this form is shown.
    pub(crate) class: &'static str,
    /// When the form before it is.
    pub(crate) wider_class: &'static str,
    pub(crate) id: &'static str,
}

const PHONE: NarrowForm =
    NarrowForm { width: PHONE_WIDTH, class: "picture-narrow", wider_class: "picture-wide", id: "narrow" };
const TABLET: NarrowForm =
    NarrowForm { width: TABLET_WIDTH, class: "picture-middle", wider_class: "picture-broad", id: "middle" };
/// Those of an emotion curve among a writer's words.
pub(crate) const CURVE_FORMS: [NarrowForm; 2] = [TABLET, PHONE];

impl<'a> Chart<'a> {
    /// Draws at a width, or wider where the words need it.
    pub(crate) fn layout(&self, fonts: &FontBook, width: f64) -> Scene<'_> {
        match self {
            Chart::Flow(data, options) => layout_flow(data, &FlowOptions { width, ..options.clone() }, fonts),
            Chart::Timeline(data, options) => {
                layout_timeline(data, &TimelineOptions { width, ..options.clone() }, fonts)
            }
            Chart::Storyboard(data, options) => {
                layout_storyboard(data, &StoryboardOptions { width, ..options.clone() }, fonts)
            }
            Chart::Blueprint(data, options) => {
                layout_blueprint(data, &BlueprintOptions { width, ..options.clone() }, fonts)
            }
            Chart::HeatMap(data) => layout_heat_map(data, &HeatMapOptions { width }, fonts),
            Chart::Matrix(data, options) => layout_matrix(data, &MatrixOptions { width, ..options.clone() }, fonts),
            Chart::Roadmap(data, options) => layout_roadmap(data, &RoadmapOptions { width, ..options.clone() }, fonts),
            Chart::DatedRoadmap(data, options) => {
                layout_dated_roadmap(data, &DatedRoadmapOptions { width, ..options.clone() }, fonts)
            }
            Chart::Atlas(data, options) => layout_atlas(data, &AtlasOptions { width, ..options.clone() }, fonts),
            Chart::History(data, options) => {
                layout_history(data, &HistoryOptions { width, ..HistoryOptions::clone(options) }, fonts)
            }
            Chart::TargetBar(data, options) => {
                layout_target_bar(data, &TargetBarOptions { width, ..options.clone() }, fonts)
            }
            Chart::PersonaScales(data, options) => {
                layout_persona_scales(data, &PersonaScalesOptions { width, ..options.clone() }, fonts)
            }
            Chart::ChannelUsage(data, options) => {
                layout_channel_usage(data, &ChannelUsageOptions { width, ..options.clone() }, fonts)
            }
            Chart::EmpathyMap(data, options) => {
                layout_empathy_map(data, &EmpathyMapOptions { width, ..options.clone() }, fonts)
            }
        }
    }

    /// Its forms for less room, wide ones first; without any it keeps its size and scrolls in its own box.
    pub(crate) fn narrow_forms(&self) -> &'static [NarrowForm] {
        match self {
            Chart::Storyboard(..)
            | Chart::HeatMap(..)
            | Chart::ChannelUsage(..)
            | Chart::Timeline(..)
            | Chart::Roadmap(..)
            | Chart::DatedRoadmap(..)
            | Chart::Flow(..)
            | Chart::Blueprint(..)
            | Chart::Matrix(..)
            | Chart::Atlas(..) => &[TABLET, PHONE],
            Chart::History(..) | Chart::TargetBar(..) | Chart::PersonaScales(..) | Chart::EmpathyMap(..) => &[PHONE],
        }
    }

    /// No wider than its few words can bear: a bar across a whole page says no more than one across a column.
    pub(crate) fn widest(&self) -> f64 {
        match self {
            Chart::TargetBar(..) | Chart::PersonaScales(..) | Chart::History(..) | Chart::EmpathyMap(..) => {
                UPRIGHT_TABLET_WIDTH
            }
            _ => f64::INFINITY,
        }
    }
}

/// A phrase of the theme for the data of a picture.
pub(crate) fn words<'a>(page: &PageContext<'a>, key: &'static str) -> Cow<'a, str> {
    Cow::Borrowed(page.strings().text(key))
}

/// A phrase that counts: its plural form is chosen now, `{n}` is filled in.
pub(crate) fn counted(page: &PageContext<'_>, key: &str, n: usize) -> String {
    page.strings().fill(key, u64::try_from(n).ok(), &[])
}

/// Escaped words.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    crate::links::push_escaped(&mut html, text);
    html
}

/// Numbers as the language writes them, without a unit.
pub(crate) fn number_format(strings: &Strings) -> NumberFormat<'_> {
    NumberFormat {
        decimal_separator: strings.get("number.decimal").and_then(|text| text.chars().next()).unwrap_or('.'),
        group_separator: Cow::Borrowed(strings.get("number.group").unwrap_or_default()),
        ..NumberFormat::ENGLISH
    }
}

/// Numbers with the unit of a metric, in the order of the language.
pub(crate) fn metric_format<'a>(page: &PageContext<'a>, metric: &Metric) -> NumberFormat<'a> {
    let number = number_format(page.strings());
    // The value is filled in as a sign that no unit holds; around it stands what belongs before and after.
    let filled = match metric.unit.as_deref().filter(|unit| !unit.is_empty()) {
        Some(unit) => page.strings().fill("metric.value", None, &[("value", "\u{1}"), ("unit", unit)]),
        None => return number,
    };
    let Some((before, after)) = filled.split_once('\u{1}') else { return number };
    NumberFormat { before: Cow::Owned(before.to_owned()), after: Cow::Owned(after.to_owned()), ..number }
}

/// Days as the language writes them.
pub(crate) fn day_format(strings: &Strings) -> DayFormat<'_> {
    let month = |index: usize| strings.list("date.months").get(index).map_or("", AsRef::as_ref);
    DayFormat {
        months: std::array::from_fn(|index| Cow::Borrowed(month(index))),
        day: Cow::Borrowed(strings.text("date.day")),
        month: Cow::Borrowed(strings.text("date.month")),
        day_of_year: Cow::Borrowed(strings.text("date.day_of_year")),
    }
}

/// A mean as it is written beside a face: one digit is what a few scores can bear.
pub(crate) fn mean_label(
    page: &PageContext<'_>,
    felt: crate::insight::Felt,
    scale: &crate::model::EmotionScale,
) -> Option<(f64, String)> {
    let valence = felt.mean()?;
    let score = (felt.mean_on(scale)? * 10.0).round() / 10.0;
    Some((valence, format_score(page.strings(), score, scale.min)))
}

pub(crate) fn work_status(status: OpportunityStatus) -> crate::diagram::chart::WorkStatus {
    use crate::diagram::chart::WorkStatus;
    match status {
        OpportunityStatus::Proposed => WorkStatus::Proposed,
        OpportunityStatus::Planned => WorkStatus::Planned,
        OpportunityStatus::InProgress => WorkStatus::InProgress,
        OpportunityStatus::Done => WorkStatus::Done,
        OpportunityStatus::Dropped => WorkStatus::Dropped,
    }
}

/// Minutes in the largest unit of which there are at least two.
pub(crate) fn span_words(page: &PageContext<'_>, minutes: f64) -> String {
    const UNITS: [(&str, f64); 5] = [
        ("time.months", 43_200.0),
        ("time.weeks", 10_080.0),
        ("time.days", 1_440.0),
        ("time.hours", 60.0),
        ("time.minutes", 1.0),
    ];
    let (key, length) = UNITS.into_iter().find(|(_, length)| minutes >= length * 2.0).unwrap_or(("time.minutes", 1.0));
    let value = minutes / length;
    // From ten on, a digit behind the point is more than anybody measured.
    let number = crate::templates::format_number(page.strings(), value, usize::from(value < 10.0));
    let n = if number == "1" { 1 } else { 2.max(value.round() as u64) };
    page.strings().fill(key, Some(n), &[("n", &number)])
}
