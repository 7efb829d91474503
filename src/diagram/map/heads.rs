//! Stage chevrons and step heads.

use kurbo::{Point, Rect};

use crate::diagram::curve::{CurveStage, CurveStep};
use crate::diagram::geometry::chevron;
use crate::diagram::icon::IconName;
use crate::diagram::scene::{Anchor, Casing, Mark, Role};
use crate::diagram::text_block::{TextBlock, text_mark};
use crate::diagram::text_metrics::{TextStyle, Typeface};

use super::{CELL_PADDING, Poster};

pub(crate) const STAGE_NAME: TextStyle = TextStyle::new(Typeface::SansSemibold, 21.0, 1.15);
const STAGE_NUMBER: TextStyle = TextStyle::new(Typeface::Sans, 21.0, 1.15);
const STAGE_FACT: TextStyle = TextStyle::new(Typeface::Sans, 16.0, 1.25);
pub(crate) const STEP_NAME: TextStyle = TextStyle::new(Typeface::SansSemibold, 18.0, 1.17);
pub(crate) const STEP_SUMMARY: TextStyle = TextStyle::new(Typeface::Sans, 15.0, 1.25);
const STEP_NUMBER: TextStyle = TextStyle::new(Typeface::Sans, 16.0, 1.2);
const FLAG: TextStyle = TextStyle::new(Typeface::Sans, 14.5, 1.3);
const ASSUMED: TextStyle = TextStyle::new(Typeface::SerifItalic, 16.5, 1.15);

const CHEVRON_HEIGHT: f64 = 56.0;
const NOTCH: f64 = 16.0;
const GAP: f64 = 4.0;
const ICON: f64 = 15.0;

/// A stage's words, before its chevron's height is known.
struct StageHead<'a> {
    stage: &'a CurveStage<'a>,
    first: usize,
    end: usize,
    text_x: f64,
    name_x: f64,
    name: TextBlock<'a>,
    /// Duration: beside the name where there is room, else below it.
    fact: TextBlock<'a>,
    fact_below: bool,
}

/// Draws both rows; returns the bottom of the chevrons and the bottom of the step heads.
pub(crate) fn draw_heads<'a>(poster: &Poster<'_, 'a>, marks: &mut Vec<Mark<'a>>, top: f64) -> (f64, f64) {
    let heads: Vec<StageHead<'a>> = poster.stages.iter().filter_map(|span| measure_stage(poster, *span)).collect();
    let height = heads
        .iter()
        .map(|head| head.name.height() + if head.fact_below { head.fact.height() } else { 0.0 } + 24.0)
        .fold(CHEVRON_HEIGHT, f64::max);
    let n_columns = poster.columns.n_columns();
    for head in heads {
        draw_stage(poster, marks, head, top, height, n_columns);
    }
    let band_top = top + height;
    let mut bottom = band_top;
    for (column, (_, step)) in poster.data.curve.columns().enumerate() {
        bottom = bottom.max(draw_step(poster, marks, step, column, band_top + 11.0));
    }
    let bottom = bottom + 14.0;
    marks.push(poster.rule(bottom, Role::RuleStrong));
    (band_top, bottom)
}

fn measure_stage<'a>(
    poster: &Poster<'_, 'a>,
    (stage_index, first, end): (usize, usize, usize),
) -> Option<StageHead<'a>> {
    let stage = poster.data.curve.stages.get(stage_index)?;
    let (x0, x1) = (poster.columns.start(first), poster.columns.start(end));
    let text_x = x0 + if first == 0 { NOTCH } else { 2.0 * NOTCH };
    let number_width =
        if stage.number.is_empty() { 0.0 } else { poster.fonts.width_in(&STAGE_NUMBER, &stage.number) + 9.0 };
    let name_x = text_x + number_width;
    let room = x1 - GAP - 10.0 - name_x;
    let fact = stage.facts.first().map_or("", |fact| &**fact);
    let fact_width = poster.fonts.width_in(&STAGE_FACT, fact);
    let name_width = poster.fonts.width_in(&STAGE_NAME, &stage.name);
    let fact_below = !fact.is_empty() && name_width + 18.0 + fact_width > room;
    Some(StageHead {
        stage,
        first,
        end,
        text_x,
        name_x,
        name: TextBlock::balanced(poster.fonts, STAGE_NAME, &stage.name, room),
        fact: TextBlock::wrapped(poster.fonts, STAGE_FACT, fact, room),
        fact_below,
    })
}

fn draw_stage<'a>(
    poster: &Poster<'_, 'a>,
    marks: &mut Vec<Mark<'a>>,
    head: StageHead<'a>,
    top: f64,
    height: f64,
    n_columns: usize,
) {
    let StageHead { stage, first, end, text_x, name_x, name, fact, fact_below } = head;
    let is_last = end == n_columns;
    let (x0, x1) = (poster.columns.start(first), poster.columns.start(end));
    let body = Rect::new(x0, top, if is_last { x1 } else { x1 - GAP }, top + height);
    let mut own = vec![Mark::Polygon { points: chevron(body, NOTCH, first == 0, is_last), role: Role::Chevron }];
    let block_height = name.height() + if fact_below { fact.height() } else { 0.0 };
    let y = top + (height - block_height) / 2.0;
    let name_height = name.height();
    if !stage.number.is_empty() {
        TextBlock::single(poster.fonts, STAGE_NUMBER, &*stage.number).place(
            &mut own,
            text_x,
            y,
            Anchor::Start,
            Role::OnChevron,
            Casing::None,
        );
    }
    name.place(&mut own, name_x, y, Anchor::Start, Role::OnChevron, Casing::None);
    if fact_below {
        fact.place(&mut own, name_x, y + name_height, Anchor::Start, Role::OnChevron, Casing::None);
    } else {
        let fact_y = top + (height - fact.height()) / 2.0;
        fact.place(&mut own, x1 - GAP - 12.0, fact_y, Anchor::End, Role::OnChevron, Casing::None);
    }
    match &stage.href {
        Some(href) => marks.push(Mark::Link { href: href.clone(), label: stage.name.clone(), marks: own }),
        None => marks.append(&mut own),
    }
}

/// Number and flags on the first line (flags that do not fit go below it), then the name.
fn draw_step<'a>(
    poster: &Poster<'_, 'a>,
    marks: &mut Vec<Mark<'a>>,
    step: &'a CurveStep<'a>,
    column: usize,
    top: f64,
) -> f64 {
    let left = poster.columns.start(column) + CELL_PADDING;
    let right = poster.columns.end(column) - 2.0;
    let words = &poster.words.curve;
    let mut own = Vec::new();
    let mut x = left;
    let mut y = top;
    let line = FLAG.leading();
    if !step.number.is_empty() {
        let mark =
            text_mark(poster.fonts, &STEP_NUMBER, Point::new(x, y + 15.0), Anchor::Start, Role::Muted, &*step.number);
        x += mark.width + 9.0;
        own.push(Mark::Text(mark));
    }
    let flags = [
        (step.moment_of_truth, Some((IconName::Star, Role::MomentOfTruth)), &words.moment_of_truth, FLAG, Role::Ink),
        (step.failure_point, Some((IconName::Failure, Role::FailurePoint)), &words.failure_point, FLAG, Role::Ink),
        (step.assumed, None, &words.assumed, ASSUMED, Role::Muted),
    ];
    for (is_set, icon, word, style, role) in flags {
        if !is_set {
            continue;
        }
        let icon_width = if icon.is_some() { ICON + 5.0 } else { 0.0 };
        let width = poster.fonts.width_in(&style, word) + icon_width;
        if x > left && x + width > right {
            x = left;
            y += line;
        }
        if let Some((name, role)) = icon {
            own.push(Mark::Icon { name, center: Point::new(x + ICON / 2.0, y + 10.0), size: ICON, role });
        }
        // A word that is wider than its column is broken like any other.
        let block = TextBlock::wrapped(poster.fonts, style, word, right - x - icon_width).into_owned();
        let n_lines = block.lines.len().max(1);
        let leading = style.leading();
        block.place(&mut own, x + icon_width, y + 10.0 - leading / 2.0, Anchor::Start, role, Casing::None);
        x += width + 10.0;
        y += (n_lines - 1) as f64 * leading;
    }
    if !step.number.is_empty() || step.moment_of_truth || step.failure_point || step.assumed {
        y += 21.0;
    }
    let name = TextBlock::balanced(poster.fonts, STEP_NAME, &step.name, right - left);
    let name_bottom = y + name.height();
    name.place(&mut own, left, y, Anchor::Start, Role::Ink, Casing::None);
    let summary = TextBlock::wrapped(poster.fonts, STEP_SUMMARY, &step.summary, right - left);
    let bottom = if summary.is_empty() { name_bottom } else { name_bottom + 3.0 + summary.height() };
    summary.place(&mut own, left, name_bottom + 3.0, Anchor::Start, Role::Muted, Casing::None);
    match &step.href {
        Some(href) if !own.is_empty() => {
            marks.push(Mark::Link { href: href.clone(), label: step.name.clone(), marks: own });
        }
        _ => marks.append(&mut own),
    }
    bottom
}
