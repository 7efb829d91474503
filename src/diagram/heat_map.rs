//! Rows and columns of cells, each with face, score and words on the color of its feeling.
//!
//! 1. Columns are as wide as their words need; with fewer words they share the room evenly.
//! 2. Each row is as tall as its tallest cell. Cells without data stay empty.
//! 3. Columns need no heads when every row has words of its own in its cells (stages of journeys).
//! 4. Where a phone cannot hold the columns, the cells stand below the name of their row (`stacked`).

mod stacked;

use std::borrow::Cow;

use kurbo::{Point, Rect, Size};

use super::chart::key::{KeyEntry, push_key};
use super::chart::marks::push_linked;
use super::chart::styles::{BODY_STRONG, LABEL_STRONG, ROW_NAME, SMALL};
use super::line_break::widest_word;
use super::scale::{BandScale, share_width};
use super::scene::{Anchor, Casing, FaceMark, Mark, Role, Scene, SceneKind};
use super::text_block::TextBlock;
use super::text_metrics::FontBook;

#[derive(Debug, Clone, Default)]
pub struct HeatMapData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// The generated sentence.
    pub description: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    /// Heads; empty when the cells name themselves.
    pub columns: Vec<HeatColumn<'a>>,
    pub rows: Vec<HeatRow<'a>>,
    /// Feelings of the scale from low to high: valence and words ("−2 furious").
    pub key: Vec<(f64, Cow<'a, str>)>,
}

#[derive(Debug, Clone, Default)]
pub struct HeatColumn<'a> {
    pub name: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, Default)]
pub struct HeatRow<'a> {
    pub name: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    /// Whose feelings these are: name and look (0..5).
    pub personas: Vec<(Cow<'a, str>, u8)>,
    pub cells: Vec<Option<HeatCell<'a>>>,
}

#[derive(Debug, Clone, Default)]
pub struct HeatCell<'a> {
    /// −1 … 1; `None` when there is something but no score.
    pub valence: Option<f64>,
    /// "+0.8", may be empty.
    pub score_label: Cow<'a, str>,
    /// "4 steps", may be empty.
    pub count_label: Cow<'a, str>,
    /// What the cell is, when no head says it; may be empty.
    pub name: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    /// Shape of the face, 0..5; `None` for several people together.
    pub persona: Option<u8>,
    pub assumed: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct HeatMapOptions {
    /// Wanted width; the picture is wider when its words need it.
    pub width: f64,
}

impl Default for HeatMapOptions {
    fn default() -> Self {
        Self { width: 1200.0 }
    }
}

const GAP: f64 = 3.0;
const PADDING: f64 = 9.0;
const FACE_SCALE: f64 = 0.8;
/// A longer word in a cell is broken.
const MAX_WORD: f64 = 132.0;
const MAX_ROW_NAME: f64 = 232.0;

/// Draws the heat map at natural size.
pub fn layout_heat_map<'a>(data: &'a HeatMapData<'a>, options: &HeatMapOptions, fonts: &FontBook) -> Scene<'a> {
    let wanted = options.width.max(280.0);
    let name_width = row_name_width(data, fonts).min((wanted * 0.3).max(110.0));
    let left = if name_width > 0.0 { name_width + 16.0 } else { 0.0 };
    let n_columns = data.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(data.columns.len());
    let minimum: Vec<f64> = (0..n_columns).map(|column| column_need(data, fonts, column)).collect();
    let columns = BandScale::new(left, &share_width(&minimum, wanted - left + GAP));
    let needed = columns.start(n_columns) - GAP;
    let is_stacked = wanted <= stacked::WIDEST && needed > wanted + 1.0;
    let width = if is_stacked { wanted } else { needed.max(wanted) };
    let mut marks = Vec::new();
    let mut y = if is_stacked {
        stacked::push_stacked(&mut marks, fonts, data, width)
    } else {
        let mut y = push_heads(&mut marks, fonts, data, &columns);
        let counts_beside = counts_fit(data, fonts, |column| columns.width(column) - GAP);
        for row in &data.rows {
            y = push_row(&mut marks, fonts, row, (&columns, counts_beside), name_width, y) + GAP;
        }
        y
    };
    if !data.key.is_empty() {
        // Within the room that there is, even where the cells need more and scroll.
        let entries: Vec<KeyEntry<'_>> =
            data.key.iter().map(|(_, word)| KeyEntry { sample_width: 36.0, sample_height: 30.0, word }).collect();
        y = push_key(&mut marks, fonts, &entries, (0.0, wanted), y + 12.0, |marks, index, center| {
            let valence = data.key.get(index).map_or(0.0, |entry| entry.0);
            marks.push(Mark::Rect {
                rect: Rect::from_center_size(center, Size::new(36.0, 30.0)),
                radius: 0.0,
                role: heat_role(valence),
            });
            marks.push(Mark::Face(FaceMark { center, scale: 0.75, valence, persona: None, assumed: false }));
        });
    }
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::HeatMap,
        size: Size::new(width, y.max(8.0)),
        title: Cow::Borrowed(&data.title),
        description: Cow::Borrowed(&data.description),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

/// The nearest of the nine levels of color.
fn heat_role(valence: f64) -> Role {
    Role::HeatCell(if valence.is_finite() { (valence.clamp(-1.0, 1.0) * 4.0).round() as i8 } else { 0 })
}

fn row_name_width(data: &HeatMapData<'_>, fonts: &FontBook) -> f64 {
    let widest = data.rows.iter().map(|row| fonts.width_in(&ROW_NAME, &row.name)).fold(0.0, f64::max).min(MAX_ROW_NAME);
    let people = data
        .rows
        .iter()
        .map(|row| row.personas.iter().map(|(name, _)| fonts.width_in(&SMALL, name) + 30.0).fold(0.0, f64::max))
        .fold(0.0, f64::max);
    widest.max(people.min(MAX_ROW_NAME)).ceil()
}

/// Face and score side by side, or the longest word, or the head's.
fn column_need(data: &HeatMapData<'_>, fonts: &FontBook, column: usize) -> f64 {
    let head = data.columns.get(column).map_or(0.0, |head| widest_word(fonts, &LABEL_STRONG, &head.name).min(MAX_WORD));
    let cells = data.rows.iter().filter_map(|row| row.cells.get(column).and_then(Option::as_ref)).map(|cell| {
        let first = face_width(cell) + fonts.width_in(&BODY_STRONG, &cell.score_label).min(MAX_WORD);
        // A count is not broken.
        let words = widest_word(fonts, &SMALL, &cell.name).max(fonts.width_in(&SMALL, &cell.count_label)).min(MAX_WORD);
        first.max(words)
    });
    cells.fold(head.max(28.0), f64::max).ceil() + 2.0 * PADDING + GAP
}

/// Heads stand on the top edge of the first row. Returns that edge.
fn push_heads<'a>(marks: &mut Vec<Mark<'a>>, fonts: &FontBook, data: &'a HeatMapData<'a>, columns: &BandScale) -> f64 {
    let blocks: Vec<TextBlock<'a>> = data
        .columns
        .iter()
        .enumerate()
        .map(|(index, head)| TextBlock::balanced(fonts, LABEL_STRONG, &head.name, columns.width(index) - 8.0))
        .collect();
    let tallest = blocks.iter().map(TextBlock::height).fold(0.0, f64::max);
    for (index, (head, block)) in data.columns.iter().zip(blocks).enumerate() {
        let y = tallest - block.height();
        push_linked(marks, head.href.as_deref(), &head.name, |marks| {
            block.place(marks, columns.start(index), y, Anchor::Start, Role::Ink, Casing::None);
        });
    }
    if tallest > 0.0 { tallest + 8.0 } else { 0.0 }
}

/// A cell's words, measured.
struct CellParts<'a> {
    score: TextBlock<'a>,
    count: TextBlock<'a>,
    name: TextBlock<'a>,
    count_beside: bool,
    face: f64,
}

impl CellParts<'_> {
    fn first_height(&self) -> f64 {
        let face = if self.face > 0.0 { 24.0 * FACE_SCALE + 2.0 } else { 0.0 };
        self.score.height().max(face).max(if self.count_beside { self.count.height() } else { 0.0 })
    }

    fn height(&self) -> f64 {
        self.first_height()
            + 3.0
            + self.name.height()
            + if self.count_beside { 0.0 } else { self.count.height() }
            + 2.0 * PADDING
            - 2.0
    }
}

/// Whether every count has room beside its score: they all stand there, or all below. `width_of` is a column's.
fn counts_fit(data: &HeatMapData<'_>, fonts: &FontBook, width_of: impl Fn(usize) -> f64) -> bool {
    data.rows.iter().flat_map(|row| row.cells.iter().enumerate()).all(|(column, cell)| {
        cell.as_ref().is_none_or(|cell| {
            let score = fonts.width_in(&BODY_STRONG, &cell.score_label);
            let count = fonts.width_in(&SMALL, &cell.count_label);
            cell.count_label.is_empty() || face_width(cell) + score + 10.0 + count <= width_of(column) - 2.0 * PADDING
        })
    })
}

fn face_width(cell: &HeatCell<'_>) -> f64 {
    if cell.valence.is_some() { 24.0 * FACE_SCALE + 8.0 } else { 0.0 }
}

fn measure_cell<'a>(
    fonts: &FontBook,
    cell: &'a HeatCell<'a>,
    name: &'a str,
    width: f64,
    count_beside: bool,
) -> CellParts<'a> {
    let room = (width - 2.0 * PADDING).max(16.0);
    let face = face_width(cell);
    let score = TextBlock::wrapped(fonts, BODY_STRONG, &cell.score_label, (room - face).max(16.0));
    let count = TextBlock::wrapped(fonts, SMALL, &cell.count_label, room);
    CellParts { name: TextBlock::wrapped(fonts, SMALL, name, room), score, count, count_beside, face }
}

fn push_row<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    row: &'a HeatRow<'a>,
    (columns, counts_beside): (&BandScale, bool),
    name_width: f64,
    top: f64,
) -> f64 {
    let cells: Vec<Option<CellParts<'a>>> = row
        .cells
        .iter()
        .enumerate()
        .map(|(index, cell)| {
            cell.as_ref().map(|cell| measure_cell(fonts, cell, &cell.name, columns.width(index) - GAP, counts_beside))
        })
        .collect();
    let name = TextBlock::wrapped(fonts, ROW_NAME, &row.name, name_width.max(20.0));
    // Its first line stands beside the scores.
    let first = cells.iter().flatten().map(|cell| PADDING + cell.first_height() / 2.0).fold(0.0, f64::max);
    let name_top = (first - ROW_NAME.leading() / 2.0).max(7.0);
    let mut people = Vec::new();
    let people_height = push_people(&mut people, fonts, row, name_width, top + name_top + name.height());
    let names_height = name_top + name.height() + people_height + 6.0;
    let height = cells.iter().flatten().map(CellParts::height).fold(names_height.max(34.0), f64::max);
    push_linked(marks, row.href.as_deref(), &row.name, |marks| {
        name.place(marks, 0.0, top + name_top, Anchor::Start, Role::Ink, Casing::None);
    });
    marks.extend(people);
    for (index, (cell, parts)) in row.cells.iter().zip(cells).enumerate() {
        let (Some(cell), Some(parts)) = (cell, parts) else { continue };
        let rect = Rect::new(columns.start(index), top, columns.end(index) - GAP, top + height);
        push_cell(marks, cell, parts, rect);
    }
    top + height
}

/// Shapes with their names, one after the other; returns the height.
fn push_people<'a>(marks: &mut Vec<Mark<'a>>, fonts: &FontBook, row: &'a HeatRow<'a>, width: f64, top: f64) -> f64 {
    let (mut x, mut y) = (0.0, top + 3.0);
    for (name, look) in &row.personas {
        let block = TextBlock::wrapped(fonts, SMALL, name, (width - 18.0).max(20.0));
        if x > 0.0 && x + 18.0 + block.width() > width {
            x = 0.0;
            y += SMALL.leading();
        }
        marks.push(Mark::PersonaShape {
            center: Point::new(x + 6.0, y + SMALL.leading() / 2.0),
            size: 11.0,
            persona: *look,
        });
        let (advance, extra) = (18.0 + block.width() + 14.0, block.height() - SMALL.leading());
        block.place(marks, x + 18.0, y, Anchor::Start, Role::Muted, Casing::None);
        if extra > 0.0 {
            x = width + 1.0;
            y += extra;
        } else {
            x += advance;
        }
    }
    if row.personas.is_empty() { 0.0 } else { y + SMALL.leading() - top }
}

fn push_cell<'a>(marks: &mut Vec<Mark<'a>>, cell: &'a HeatCell<'a>, parts: CellParts<'a>, rect: Rect) {
    let label = if cell.name.is_empty() { &cell.score_label } else { &cell.name };
    push_linked(marks, cell.href.as_deref(), label, |marks| {
        // A stage that nobody scored is a frame: the ground of a cell is its feeling, and none is not neutral.
        let (rect_of_ground, role) = match cell.valence {
            Some(valence) => (rect, heat_role(valence)),
            None => (rect.inset(-0.5), Role::Rule),
        };
        marks.push(Mark::Rect { rect: rect_of_ground, radius: 0.0, role });
        let x = rect.x0 + PADDING;
        let first_height = parts.first_height();
        let middle = rect.y0 + PADDING + first_height / 2.0;
        if let Some(valence) = cell.valence {
            let center = Point::new(x + 12.0 * FACE_SCALE, middle);
            marks.push(Mark::Face(FaceMark {
                center,
                scale: FACE_SCALE,
                valence,
                persona: cell.persona,
                assumed: cell.assumed,
            }));
        }
        let score_top = middle - parts.score.height() / 2.0;
        let mut below = rect.y0 + PADDING + first_height + 3.0;
        let name_height = parts.name.height();
        parts.score.place(marks, x + parts.face, score_top, Anchor::Start, Role::Ink, Casing::None);
        parts.name.place(marks, x, below, Anchor::Start, Role::Ink, Casing::None);
        below += name_height;
        if parts.count_beside {
            let count_top = middle - parts.count.height() / 2.0;
            parts.count.place(marks, rect.x1 - PADDING, count_top, Anchor::End, Role::Ink, Casing::None);
        } else {
            parts.count.place(marks, x, below, Anchor::Start, Role::Ink, Casing::None);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::chart::checks::{any_label, assert_sound, check_sound};
    use crate::diagram::text_metrics::tests::shipped;
    use proptest::prelude::*;

    #[test]
    fn empty_cells_stay_empty_and_levels_follow_the_score() {
        let cell = |valence| Some(HeatCell { valence: Some(valence), score_label: "0".into(), ..HeatCell::default() });
        let data = HeatMapData {
            rows: vec![HeatRow { name: "Row".into(), cells: vec![cell(-1.0), None, cell(0.3)], ..HeatRow::default() }],
            ..HeatMapData::default()
        };
        let scene = layout_heat_map(&data, &HeatMapOptions::default(), &shipped());
        assert_sound(&scene);
        let roles: Vec<Role> = scene
            .marks
            .iter()
            .filter_map(|mark| if let Mark::Rect { role, .. } = mark { Some(*role) } else { None })
            .collect();
        assert_eq!(roles, [Role::HeatCell(-4), Role::HeatCell(1)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn sound_for_any_words(
            heads in prop::collection::vec(any_label(), 0..6), width in 280.0f64..1300.0,
            rows in prop::collection::vec((any_label(), prop::collection::vec(any_label(), 0..3), prop::collection::vec(prop::option::of((any_label(), any_label(), prop::option::of(-1.0f64..1.0))), 0..8)), 0..6),
        ) {
            let cell = |(name, count, valence): (String, String, Option<f64>)| HeatCell {
                valence, score_label: valence.map(|v| format!("{v:.1}")).unwrap_or_default().into(), count_label: count.into(), name: name.into(), ..HeatCell::default()
            };
            let rows = rows.into_iter().map(|(name, people, cells)| HeatRow {
                name: name.into(), href: None, personas: people.into_iter().zip(0..).map(|(name, look)| (name.into(), look)).collect(), cells: cells.into_iter().map(|c| c.map(cell)).collect(),
            }).collect();
            let columns = heads.into_iter().map(|name| HeatColumn { name: name.into(), href: None }).collect();
            let data = HeatMapData { columns, rows, key: vec![(-1.0, "−2 furious".into()), (1.0, "+2 delighted".into())], ..HeatMapData::default() };
            prop_assert_eq!(check_sound(&layout_heat_map(&data, &HeatMapOptions { width }, &shipped())), Ok(()));
        }
    }
}
