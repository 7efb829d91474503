//! A poster on sheets of paper: of the paper's proportion, its text never smaller than can be read, in as many sheets as that takes.
//!
//! 1. One sheet is tried first, then more, each with some of the columns; where a few columns are still too much, lanes go on further
//!    sheets. No step's column is ever cut, and each sheet repeats its stages' and steps' heads.
//! 2. All sheets of a map are set in one size: the largest at which the fullest of them fits.
//! 3. What room is left on a sheet goes to the curve, then between the lanes; the foot stands at the sheet's foot.

use std::borrow::Cow;
use std::ops::Range;

use kurbo::Size;

use crate::diagram::chart::marks::own_marks;
use crate::diagram::curve::{CurveData, CurveStage, CurveStep};
use crate::diagram::scene::Scene;
use crate::diagram::text_metrics::FontBook;

use super::columns::measure_columns;
use super::{Air, Frame, MIN_POSTER, MapCell, MapData, MapLane, MapWords, SMALLEST_TEXT, Sheet, layout_poster};

/// A sheet of paper in landscape; in points (1/72 inch).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    pub width: f64,
    pub height: f64,
}

impl Paper {
    /// ISO 216.
    pub const A3: Self = Self { width: 1190.55, height: 841.89 };
    pub const A2: Self = Self { width: 1683.78, height: 1190.55 };

    fn ratio(self) -> f64 {
        self.height / self.width
    }

    /// The widest picture whose smallest text is still read on this paper.
    fn widest(self) -> f64 {
        (self.width * SMALLEST_TEXT / LEAST_POINTS).floor()
    }

    /// Whether the whole map fits on one such sheet.
    #[must_use]
    pub fn holds(self, data: &MapData<'_>, fonts: &FontBook, words: &MapWords<'_>) -> bool {
        let whole = Parts::whole(data);
        fits(&whole.sheets(data), fonts, words, self, self.widest())
    }
}

/// The smallest print of a newspaper, in points.
const LEAST_POINTS: f64 = 6.0;
/// More sheets than this are no map any more: beyond, the text gets smaller instead.
const MOST_SHEETS: usize = 40;
/// How much a cut inside a stage counts, as a part of a sheet's load.
const STAGE_CUT: f64 = 0.12;

/// The sheets of a map, in order: stage after stage, and for each part of the columns lane after lane.
#[must_use]
pub fn layout_map_sheets(
    data: &MapData<'_>,
    fonts: &FontBook,
    words: &MapWords<'_>,
    paper: Paper,
) -> Vec<Scene<'static>> {
    let parts = choose_parts(data, fonts, words, paper);
    let sheets = parts.sheets(data);
    let width = choose_width(&sheets, fonts, words, paper);
    let mut scenes: Vec<Scene<'static>> =
        sheets.iter().map(|sheet| layout_sheet(sheet, fonts, words, paper, width)).collect();
    // Where one had to be larger than planned, all are: they are leafed through together.
    let largest = scenes.iter().fold(Size::ZERO, |largest, scene| {
        Size::new(largest.width.max(scene.size.width), largest.height.max(scene.size.height))
    });
    for scene in &mut scenes {
        scene.size = largest;
    }
    scenes
}

/// Which columns and which lanes stand on one sheet.
struct Parts {
    columns: Vec<Range<usize>>,
    lanes: Vec<Range<usize>>,
}

/// One sheet's own map, and which sheet it is.
struct SheetData<'a> {
    data: MapData<'a>,
    sheet: Sheet,
}

impl Parts {
    fn whole(data: &MapData<'_>) -> Self {
        let all = |n: usize| std::iter::once(0..n).collect();
        Self { columns: all(data.curve.n_columns()), lanes: all(data.lanes.len()) }
    }

    fn n_sheets(&self) -> usize {
        self.columns.len() * self.lanes.len()
    }

    fn sheets<'a>(&self, data: &MapData<'a>) -> Vec<SheetData<'a>> {
        let total = self.n_sheets();
        let mut sheets = Vec::with_capacity(total);
        for columns in &self.columns {
            for (part, lanes) in self.lanes.iter().enumerate() {
                let number = sheets.len() + 1;
                let mut data = part_of(data, columns, lanes, part == 0);
                if total > 1 {
                    data.id = Cow::Owned(format!("{}-{number}", data.id));
                }
                sheets.push(SheetData { data, sheet: Sheet { number, total } });
            }
        }
        sheets
    }
}

/// The fewest sheets that hold everything; of equals the one that cuts lanes least.
fn choose_parts(data: &MapData<'_>, fonts: &FontBook, words: &MapWords<'_>, paper: Paper) -> Parts {
    let loads = Loads::new(data, fonts);
    let (n_columns, n_lanes) = (loads.columns.len().max(1), loads.lanes.len().max(1));
    let widest = paper.widest();
    let mut last = None;
    for total in 1..=MOST_SHEETS.min(n_columns * n_lanes) {
        for n_parts in
            (1..=total).filter(|n_parts| total % n_parts == 0 && *n_parts <= n_lanes && total / n_parts <= n_columns)
        {
            let parts = Parts { columns: loads.cut_columns(total / n_parts), lanes: loads.cut_lanes(n_parts) };
            if fits(&parts.sheets(data), fonts, words, paper, widest) {
                return parts;
            }
            last = Some(parts);
        }
    }
    last.unwrap_or_else(|| Parts::whole(data))
}

/// What columns and lanes weigh.
struct Loads {
    columns: Vec<f64>,
    /// Whether a stage begins at a column.
    begins_stage: Vec<bool>,
    lanes: Vec<f64>,
}

impl Loads {
    fn new(data: &MapData<'_>, fonts: &FontBook) -> Self {
        let (minimum, amount) = measure_columns(data, fonts);
        let mean = amount.iter().sum::<f64>() / amount.len().max(1) as f64;
        let columns =
            minimum.iter().zip(&amount).map(|(least, amount)| least + 60.0 * amount / mean.max(1.0)).collect();
        let mut before = None;
        let begins_stage = data.curve.columns().map(|(stage, _)| before.replace(stage) != Some(stage)).collect();
        let words = |lane: &MapLane<'_>| {
            let items = lane.cells.iter().flat_map(|cell| &cell.items);
            // A line at least, however little it says.
            400.0 + items.map(|item| (item.text.chars().count() + item.note.chars().count()) as f64).sum::<f64>()
        };
        Self { columns, begins_stage, lanes: data.lanes.iter().map(words).collect() }
    }

    fn cut_columns(&self, n_parts: usize) -> Vec<Range<usize>> {
        let is_cut = |at: usize| !self.begins_stage.get(at).copied().unwrap_or(true);
        cut_evenly(&self.columns, n_parts, &is_cut)
    }

    fn cut_lanes(&self, n_parts: usize) -> Vec<Range<usize>> {
        cut_evenly(&self.lanes, n_parts, &|_| false)
    }
}

/// Cuts `loads` into runs whose heaviest is as light as can be. A cut that hurts makes the run behind it heavier.
fn cut_evenly(loads: &[f64], n_parts: usize, hurts: &dyn Fn(usize) -> bool) -> Vec<Range<usize>> {
    let n = loads.len();
    let n_parts = n_parts.clamp(1, n.max(1));
    let mut sums = vec![0.0];
    for load in loads {
        sums.push(sums.last().copied().unwrap_or(0.0) + load);
    }
    let cost = |from: usize, to: usize| {
        let load = sums.get(to).copied().unwrap_or(0.0) - sums.get(from).copied().unwrap_or(0.0);
        if from > 0 && hurts(from) { load * (1.0 + STAGE_CUT) } else { load }
    };
    // `best[end]`: the heaviest run of the best cut of the first `end` into so many runs, and where its last run begins.
    let mut best: Vec<(f64, usize)> = (0..=n).map(|end| (cost(0, end), 0)).collect();
    let mut begins: Vec<Vec<usize>> = vec![best.iter().map(|entry| entry.1).collect()];
    for part in 1..n_parts {
        let next: Vec<(f64, usize)> = (0..=n)
            .map(|end| {
                let candidates = (part..end).filter_map(|from| Some((best.get(from)?.0.max(cost(from, end)), from)));
                candidates.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((f64::INFINITY, 0))
            })
            .collect();
        begins.push(next.iter().map(|entry| entry.1).collect());
        best = next;
    }
    let mut cuts = vec![n];
    for row in begins.iter().rev() {
        let end = cuts.last().copied().unwrap_or(0);
        cuts.push(row.get(end).copied().unwrap_or(0));
    }
    cuts.reverse();
    cuts.windows(2)
        .filter_map(|pair| match *pair {
            [from, to] => Some(from..to),
            _ => None,
        })
        .collect()
}

/// Whether every sheet is no taller than its paper at a width.
fn fits(sheets: &[SheetData<'_>], fonts: &FontBook, words: &MapWords<'_>, paper: Paper, width: f64) -> bool {
    sheets.iter().all(|sheet| {
        let scene = draw(sheet, fonts, words, Frame { width: Some(width), ..Frame::default() });
        scene.size.width <= width + 1.0 && scene.size.height <= width * paper.ratio()
    })
}

fn draw<'a>(sheet: &'a SheetData<'a>, fonts: &FontBook, words: &MapWords<'a>, frame: Frame) -> Scene<'a> {
    layout_poster(&sheet.data, fonts, words, &Frame { sheet: Some(sheet.sheet), ..frame })
}

/// The smallest width at which all sheets fit: the smaller the picture, the larger its text on paper.
fn choose_width(sheets: &[SheetData<'_>], fonts: &FontBook, words: &MapWords<'_>, paper: Paper) -> f64 {
    let fits = |width: f64| fits(sheets, fonts, words, paper, width);
    let mut wide = paper.widest();
    let mut narrow = MIN_POSTER;
    if fits(narrow) {
        return narrow;
    }
    // What does not fit on so many sheets is made smaller: nothing is cut.
    for _ in 0..12 {
        if fits(wide) {
            break;
        }
        narrow = wide;
        wide = (wide * 1.3).ceil();
    }
    for _ in 0..6 {
        let middle = f64::midpoint(narrow, wide).ceil();
        if fits(middle) { wide = middle } else { narrow = middle }
    }
    wide
}

/// A sheet with its spare room given out.
fn layout_sheet(
    sheet: &SheetData<'_>,
    fonts: &FontBook,
    words: &MapWords<'_>,
    paper: Paper,
    width: f64,
) -> Scene<'static> {
    let height = (width * paper.ratio()).floor();
    let tight = draw(sheet, fonts, words, Frame { width: Some(width), ..Frame::default() });
    let rest = (height - tight.size.height).max(0.0);
    let plot = (0.6 * rest).min(MOST_PLOT_AIR);
    let n_lanes = sheet.data.lanes.len() as f64;
    let lane = ((rest - plot) / n_lanes.max(1.0)).min(MOST_LANE_AIR);
    let frame = Frame { width: Some(width), height: Some(height), air: Air { plot, lane }, ..Frame::default() };
    let scene = draw(sheet, fonts, words, frame);
    // What had to be wider or taller than its sheet keeps the paper's proportion.
    let size = scene.size;
    let size = Size::new(
        size.width.max(size.height / paper.ratio()).ceil(),
        size.height.max((size.width * paper.ratio()).floor()),
    );
    Scene {
        id: Cow::Owned(scene.id.into_owned()),
        kind: scene.kind,
        size,
        title: Cow::Owned(scene.title.into_owned()),
        description: Cow::Owned(scene.description.into_owned()),
        language: Cow::Owned(scene.language.into_owned()),
        marks: own_marks(scene.marks),
    }
}

/// A curve that is half as tall again is still a curve; lanes further apart than this fall apart.
const MOST_PLOT_AIR: f64 = 180.0;
const MOST_LANE_AIR: f64 = 56.0;

/// The map of some columns and some lanes; without feelings where the lanes before have shown them.
fn part_of<'a>(data: &MapData<'a>, columns: &Range<usize>, lanes: &Range<usize>, with_feelings: bool) -> MapData<'a> {
    let mut column = 0;
    let mut stages = Vec::new();
    let mut weights = Vec::new();
    for (index, stage) in data.curve.stages.iter().enumerate() {
        let steps: Vec<CurveStep<'a>> = stage
            .steps
            .iter()
            .filter(|_| {
                column += 1;
                columns.contains(&(column - 1))
            })
            .map(|step| CurveStep {
                readings: if with_feelings { step.readings.clone() } else { Vec::new() },
                ..step.clone()
            })
            .collect();
        if !steps.is_empty() {
            // A stage in two parts is shared out by its steps.
            let share = steps.len() as f64 / stage.steps.len().max(1) as f64;
            weights.extend(data.stage_weights.get(index).map(|weight| weight * share));
            stages.push(CurveStage { steps, ..stage.clone() });
        }
    }
    let curve = CurveData { stages, ..data.curve.clone() };
    let lanes = data.lanes.get(lanes.clone()).unwrap_or(&[]).iter();
    let lanes = lanes.map(|lane| MapLane { cells: cells_of(lane, columns), ..lane.clone() }).collect();
    MapData { curve, lanes, stage_weights: weights, ..data.clone() }
}

/// The cells of some columns, counted from the first of them; a cell across the cut stands on both sheets.
fn cells_of<'a>(lane: &MapLane<'a>, columns: &Range<usize>) -> Vec<MapCell<'a>> {
    let part = |cell: &MapCell<'a>| {
        let end = cell.first_column.saturating_add(cell.n_columns.max(1)).min(columns.end);
        let first = cell.first_column.max(columns.start);
        (first < end).then(|| MapCell {
            first_column: first - columns.start,
            n_columns: end - first,
            items: cell.items.clone(),
        })
    };
    lane.cells.iter().filter_map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_are_even_and_between_stages_where_that_costs_little() {
        let never = |_: usize| false;
        for (loads, n_parts, expected) in [
            (&[1.0, 1.0, 1.0, 1.0][..], 2, &[2, 4][..]),
            (&[4.0, 1.0, 1.0, 1.0, 1.0], 2, &[1, 5]),
            (&[1.0, 1.0], 5, &[1, 2]),
            (&[1.0], 1, &[1]),
            (&[], 1, &[0]),
        ] {
            let ends: Vec<usize> = cut_evenly(loads, n_parts, &never).into_iter().map(|part| part.end).collect();
            assert_eq!(ends, expected, "{loads:?}");
        }
        // Seven alike in two: after the third or the fourth; the stage begins at the fourth.
        let stage_at_three = |at: usize| at != 3;
        assert_eq!(cut_evenly(&[1.0; 7], 2, &stage_at_three), vec![0..3, 3..7]);
    }
}
