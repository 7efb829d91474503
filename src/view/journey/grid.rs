//! The map as a grid: a real table with stages and steps above, lanes beside.
//!
//! 1. A stage is a head over its steps; a stage without steps is a column of its own.
//! 2. A lane is one row. Where a stage says something itself *and* so do its steps, the lane takes two rows: the stage's
//!    words above, as wide as the stage, the steps' below.
//! 3. The grid owns the anchors of stages and cells.

use serde::Serialize;

use super::JourneyPage;
use super::curve::FEW_COLUMNS;
use super::items::{FeelingView, ItemView, LaneHead};
use crate::model::{Address, Lane, Place, TeamId, stage_anchor};
use crate::view::parts::LinkView;
use crate::view::picture::map::blueprint_line;
use crate::view::soften::soften_long_words;

#[derive(Debug, Serialize)]
pub(super) struct GridView {
    /// "Ordering a first veg box: 6 stages, 14 steps, 7 lanes"
    pub caption: String,
    /// `1` … `8` or `many`: few columns share the width, many have their own.
    pub columns: String,
    pub stages: Vec<StageHead>,
    /// Empty when no stage has steps.
    pub steps: Vec<StepHead>,
    pub lanes: Vec<LaneRow>,
}

#[derive(Debug, Serialize)]
pub(super) struct StageHead {
    pub id: String,
    pub number: String,
    pub html: String,
    pub span: usize,
    pub duration: Option<String>,
    /// Whether its columns stand on a band.
    pub band: bool,
    pub first: bool,
    pub last: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct StepHead {
    pub number: String,
    pub name: String,
    pub summary_html: Option<String>,
    /// To the step's card; `None` for a stage that stands for itself.
    pub href: Option<String>,
    pub band: bool,
    pub moment_of_truth: bool,
    pub failure_point: bool,
    pub assumed: bool,
    pub detail: Option<LinkView>,
}

#[derive(Debug, Serialize)]
pub(super) struct LaneRow {
    pub head: LaneHead,
    /// The line of a service blueprint below the lane, by its name.
    pub line_below: Option<String>,
    /// One or two rows of cells.
    pub rows: Vec<Vec<GridCell>>,
}

#[derive(Debug, Serialize)]
pub(super) struct GridCell {
    /// `None` for an empty cell.
    pub id: Option<String>,
    pub span: usize,
    pub items: Vec<ItemView>,
    pub feelings: Vec<FeelingView>,
    /// The part of the curve that runs through the column; in a wide grid's first column, all of it.
    pub slice_html: String,
    /// Whether the curve runs above its words.
    pub below_curve: bool,
}

impl JourneyPage<'_> {
    pub(super) fn grid(&self) -> GridView {
        let journey = self.journey;
        let n_columns = self.columns.len();
        let has_steps = journey.stages.iter().any(|stage| !stage.steps.is_empty());
        let last = journey.stages.len().saturating_sub(1);
        let stages = journey
            .stages
            .iter()
            .enumerate()
            .map(|(index, stage)| StageHead {
                id: stage_anchor(&stage.place.id),
                number: (index + 1).to_string(),
                html: softened(self.page.text(&stage.place.name)),
                span: stage.steps.len().max(1),
                duration: stage.place.duration.as_ref().map(|duration| duration.words.to_string()),
                band: index.is_multiple_of(2),
                first: index == 0,
                last: index == last,
            })
            .collect();
        GridView {
            caption: self.grid_caption(),
            columns: if n_columns <= FEW_COLUMNS { n_columns.to_string() } else { "many".to_owned() },
            stages,
            steps: if has_steps { self.step_heads() } else { Vec::new() },
            lanes: (0..journey.lanes.len()).filter_map(|index| self.lane_row(index)).collect(),
        }
    }

    fn grid_caption(&self) -> String {
        let strings = self.page.strings();
        let count = |key: &str, n: usize| strings.fill(key, u64::try_from(n).ok(), &[]);
        let journey = self.journey;
        let mut parts = vec![count("unit.stages", journey.stages.len())];
        let n_steps = journey.stages.iter().map(|stage| stage.steps.len()).sum();
        if n_steps > 0 {
            parts.push(count("unit.steps", n_steps));
        }
        parts.push(count("unit.lanes", journey.lanes.len()));
        format!("{}: {}", journey.title, parts.join(strings.text("list.comma")))
    }

    fn step_heads(&self) -> Vec<StepHead> {
        self.columns
            .iter()
            .map(|column| {
                let place = column.place();
                StepHead {
                    number: if column.step.is_some() { column.number.clone() } else { String::new() },
                    name: column.step.map(|step| softened(step.place.name.plain.to_string())).unwrap_or_default(),
                    summary_html: place.summary.as_ref().map(|summary| self.page.text(summary)),
                    href: column.step.map(|_| format!("#{}", column.anchor)),
                    band: is_band(column.stage_index),
                    moment_of_truth: place.moment_of_truth,
                    failure_point: place.failure_point,
                    assumed: place.is_assumed(),
                    detail: place.detail.map(|detail| self.page.link(Address::Journey(detail))),
                }
            })
            .collect()
    }

    fn lane_row(&self, index: usize) -> Option<LaneRow> {
        let lane = *self.journey.lanes.get(index)?;
        let line = blueprint_line(lane, self.journey.lanes.get(index + 1).copied());
        let rows = match lane {
            Lane::Owner => vec![self.owner_row()],
            lane => self.lane_rows(lane),
        };
        let filled = rows.iter().flatten().any(|cell| cell.id.is_some());
        filled.then(|| LaneRow { head: self.lane_head(lane), line_below: line.map(|key| self.page.word(key)), rows })
    }

    /// One row, or the stages' row above the steps' row.
    fn lane_rows(&self, lane: Lane) -> Vec<Vec<GridCell>> {
        let says = |place: &Place| match lane {
            Lane::Feelings => !place.emotions.is_empty(),
            lane => place.cell(lane).is_some(),
        };
        let both = |stage: &crate::model::Stage| {
            !stage.steps.is_empty() && says(&stage.place) && stage.steps.iter().any(|step| says(&step.place))
        };
        let two_rows = self.journey.stages.iter().any(both);
        let (mut above, mut below) = (Vec::new(), Vec::new());
        for (index, stage) in (0_u32..).zip(&self.journey.stages) {
            let span = stage.steps.len().max(1);
            let own = says(&stage.place);
            let anchor = stage_anchor(&stage.place.id);
            let wide = !stage.steps.is_empty() && own;
            if two_rows {
                above.push(if wide { self.cell(lane, &stage.place, &anchor, span) } else { empty(span) });
            }
            if wide && !two_rows {
                below.push(self.cell(lane, &stage.place, &anchor, span));
                continue;
            }
            for column in self.columns.iter().filter(|column| column.stage_index == index) {
                let place = column.place();
                below.push(if says(place) { self.cell(lane, place, &column.anchor, 1) } else { empty(1) });
            }
        }
        if lane == Lane::Feelings {
            self.add_slices(&mut below);
        }
        if two_rows { vec![above, below] } else { vec![below] }
    }

    fn cell(&self, lane: Lane, place: &Place, anchor: &str, span: usize) -> GridCell {
        let id = self.cell_id(anchor, lane);
        let mut items = place.cell(lane).map(|cell| self.items(cell, Some(place), &id, true)).unwrap_or_default();
        for item in &mut items {
            soften(&mut item.html);
        }
        let feelings = if lane == Lane::Feelings { self.feelings(place, "") } else { Vec::new() };
        GridCell { id: Some(id), span, items, feelings, slice_html: String::new(), below_curve: false }
    }

    /// Steps of one owner side by side share a cell; a step without an owner is its stage's.
    fn owner_row(&self) -> Vec<GridCell> {
        let owner = |column: &super::Column<'_>| column.place().owner.or(column.stage.place.owner);
        let mut cells: Vec<GridCell> = Vec::new();
        let mut before: Option<(u32, Option<TeamId>)> = None;
        for column in &self.columns {
            let here = (column.stage_index, owner(column));
            if before == Some(here)
                && let Some(cell) = cells.last_mut()
            {
                cell.span += 1;
                continue;
            }
            before = Some(here);
            let mut cell = empty(1);
            if let Some(team) = here.1 {
                let at_stage = column.place().owner.is_none() && column.step_index == Some(0);
                let anchor = if at_stage { stage_anchor(&column.stage.place.id) } else { column.anchor.clone() };
                let link = self.page.team(team);
                cell.id = Some(self.cell_id(&anchor, Lane::Owner));
                let mut html = String::new();
                crate::links::push_escaped(&mut html, &link.label);
                cell.items.push(ItemView { kind: "team", html, href: Some(link.href), ..ItemView::default() });
            }
            cells.push(cell);
        }
        cells
    }

    /// The curve, cut at the edges of the columns, one piece a cell.
    fn add_slices(&self, cells: &mut [GridCell]) {
        // A cell as wide as its stage has no single column to cut for.
        if cells.iter().any(|cell| cell.span != 1) {
            return;
        }
        // A single drawing lies behind the whole row, from its first cell on.
        let slices = self.lane_slices();
        let has_curve = !slices.is_empty();
        cells.iter_mut().for_each(|cell| cell.below_curve = has_curve);
        for (cell, slice) in cells.iter_mut().zip(slices) {
            cell.slice_html = slice;
        }
    }
}

fn empty(span: usize) -> GridCell {
    GridCell { id: None, span, items: Vec::new(), feelings: Vec::new(), slice_html: String::new(), below_curve: false }
}

/// Columns are narrower than the longest words, and few browsers know where the words of a language may be broken.
fn soften(html: &mut String) {
    if let Some(softened) = soften_long_words(html) {
        *html = softened;
    }
}

fn softened(mut html: String) -> String {
    soften(&mut html);
    html
}

/// Every second stage stands on a band, the first one too.
fn is_band(stage_index: u32) -> bool {
    stage_index.is_multiple_of(2)
}
