//! The service blueprint: what can be seen, what the customer does, what happens in front of and behind the stage, and what
//! supports it.
//!
//! 1. Items stand in a grid: a column a moment, one or more rows a lane. `grid` finds how wide and tall they are.
//! 2. `route` leads arrows straight where nothing lies between, else through the corridors between columns and rows.
//! 3. The lines of interaction, visibility and internal interaction lie between the lanes that they part.
//! 4. In narrow columns each moment is a band with its layers below one another (`upright`).

mod draw;
mod grid;
mod route;
mod upright;

use std::borrow::Cow;

pub use draw::layout_blueprint;

use super::chart::{fill_pattern, join_sentences};

#[derive(Debug, Clone, Default)]
pub struct BlueprintData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    /// Chevrons above the columns; may be empty.
    pub stages: Vec<BlueprintStage<'a>>,
    /// Heads of the columns (a time, a step); may be empty or fewer than the columns.
    pub headings: Vec<BlueprintHeading<'a>>,
    /// From top to bottom.
    pub lanes: Vec<BlueprintLane<'a>>,
    /// Those that name an item which does not exist are left out.
    pub arrows: Vec<BlueprintArrow>,
}

#[derive(Debug, Clone, Default)]
pub struct BlueprintStage<'a> {
    pub name: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    /// How many columns it spans, at least 1.
    pub n_columns: usize,
}

#[derive(Debug, Clone, Default)]
pub struct BlueprintHeading<'a> {
    pub name: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, Default)]
pub struct BlueprintLane<'a> {
    pub name: Cow<'a, str>,
    pub kind: BlueprintLaneKind,
    /// Items of each column, from top to bottom.
    pub cells: Vec<Vec<BlueprintItem<'a>>>,
}

/// In the order of a blueprint: what lies nearer to the customer comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum BlueprintLaneKind {
    /// Words without a box.
    Evidence,
    #[default]
    Customer,
    FrontStage,
    BackStage,
    Support,
}

#[derive(Debug, Clone, Default)]
pub struct BlueprintItem<'a> {
    pub text: Cow<'a, str>,
    /// In italics below the text ("planned", "assumed"), may be empty.
    pub note: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    /// Drawn with a dashed outline.
    pub planned: bool,
    pub failure_point: bool,
}

/// Where an item stands; all counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BlueprintPlace {
    pub lane: usize,
    pub column: usize,
    /// Within the cell.
    pub item: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BlueprintArrow {
    pub from: BlueprintPlace,
    pub to: BlueprintPlace,
    /// Dashed.
    pub planned: bool,
}

#[derive(Debug, Clone)]
pub struct BlueprintOptions<'w> {
    /// Wanted width; the picture is wider when its words need it.
    pub width: f64,
    pub words: BlueprintWords<'w>,
}

#[derive(Debug, Clone)]
pub struct BlueprintWords<'w> {
    pub line_of_interaction: Cow<'w, str>,
    pub line_of_visibility: Cow<'w, str>,
    pub line_of_internal_interaction: Cow<'w, str>,
    /// What the mark of a failure means.
    pub failure_point: Cow<'w, str>,
    /// `{title}`, `{lanes}`, `{list}`, `{items}`, `{arrows}`
    pub sentence: Cow<'w, str>,
    /// `{list}`: the failure points
    pub sentence_failures: Cow<'w, str>,
    /// Between the entries of a list.
    pub separator: Cow<'w, str>,
}

impl BlueprintWords<'static> {
    pub const ENGLISH: Self = Self {
        line_of_interaction: Cow::Borrowed("line of interaction"),
        line_of_visibility: Cow::Borrowed("line of visibility"),
        line_of_internal_interaction: Cow::Borrowed("line of internal interaction"),
        failure_point: Cow::Borrowed("failure point"),
        sentence: Cow::Borrowed("{items} things in {lanes} lanes: {list}."),
        sentence_failures: Cow::Borrowed("It fails at: {list}."),
        separator: Cow::Borrowed(", "),
    };
}

impl Default for BlueprintOptions<'static> {
    fn default() -> Self {
        Self { width: 1200.0, words: BlueprintWords::ENGLISH }
    }
}

/// Lanes, items, and where it fails.
pub fn describe_blueprint(data: &BlueprintData<'_>, words: &BlueprintWords<'_>) -> String {
    let items = || data.lanes.iter().flat_map(|lane| lane.cells.iter().flatten());
    let list: Vec<&str> = data.lanes.iter().map(|lane| &*lane.name).collect();
    let (n_lanes, n_items, n_arrows) =
        (data.lanes.len().to_string(), items().count().to_string(), data.arrows.len().to_string());
    let values = [
        ("title", &*data.title),
        ("lanes", &n_lanes),
        ("items", &n_items),
        ("arrows", &n_arrows),
        ("list", &list.join(&words.separator)),
    ];
    let mut sentences = vec![fill_pattern(&words.sentence, &values)];
    let failures: Vec<&str> =
        items().filter(|item| item.failure_point).map(|item| item.text.trim_end_matches('.')).collect();
    if !failures.is_empty() {
        sentences.push(fill_pattern(&words.sentence_failures, &[("list", &failures.join(&words.separator))]));
    }
    join_sentences(&sentences)
}

#[cfg(test)]
mod tests;
