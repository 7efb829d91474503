//! The blueprint in numbers: corridors, gaps, and the marks.

use std::borrow::Cow;

use kurbo::{Point, Rect, Size};

use crate::diagram::chart::arrow::push_arrow;
use crate::diagram::chart::chevrons::{ChevronHead, ChevronRow, chevron_height, push_chevrons};
use crate::diagram::chart::key::{KeyEntry, push_key};
use crate::diagram::chart::marks::{line, push_linked, push_middle};
use crate::diagram::chart::styles::{ASIDE_SMALL, BODY_STRONG};
use crate::diagram::icon::IconName;
use crate::diagram::line_break::widest_word;
use crate::diagram::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::FontBook;

use super::grid::{Cells, FAILURE, MeasuredItem, PADDING, Places, measure_cells};
use super::route::{Corridor, Way, Ways, find_ways};
use super::upright::{WIDEST, layout_blueprint_upright};
use super::{BlueprintData, BlueprintLaneKind, BlueprintOptions, BlueprintWords, describe_blueprint};

const TRACK: f64 = 10.0;
const MIN_CORRIDOR: f64 = 34.0;
const ROW_GAP: f64 = 22.0;
const LANE_GAP: f64 = 40.0;
const MAX_NAME: f64 = 150.0;

/// A line between two lanes: the lane below it, its look, its words.
pub(super) struct LaneLine {
    pub(super) lane: usize,
    pub(super) role: Role,
    pub(super) words: TextBlock<'static>,
}

/// Draws the blueprint at natural size: a column a moment, or a band a moment where there is little room.
pub fn layout_blueprint<'a>(
    data: &'a BlueprintData<'a>,
    options: &BlueprintOptions<'_>,
    fonts: &FontBook,
) -> Scene<'a> {
    if options.width <= WIDEST {
        return layout_blueprint_upright(data, options, fonts);
    }
    let wanted = options.width;
    let name_width = name_width(data, &options.words, fonts).min((wanted * 0.25).max(88.0));
    let left = name_width + 14.0;
    // Boxes that lie are read more easily; where they do not fit, they stand.
    let measure = |spread: f64| {
        let cells = measure_cells(data, fonts, wanted - left, (MIN_CORRIDOR, name_width), spread);
        let ways = find_ways(&cells, &data.arrows);
        let places = place_columns(&cells, &ways, left);
        let end = places.columns.last().map_or(left, |column| column.1);
        let width = end + corridor_width(&ways, cells.n_columns(), true);
        (cells, ways, places, width)
    };
    let mut chosen = measure(1.3);
    for spread in [1.0, 0.8] {
        if chosen.3 > wanted {
            chosen = measure(spread);
        }
    }
    let (cells, ways, mut places, width) = chosen;
    let lines = find_lines(data, &options.words, fonts, name_width);
    let width = width.max(wanted.min(width + 40.0));

    let mut marks = Vec::new();
    let mut top = push_stages(&mut marks, fonts, data, &places, left, width);
    top = push_headings(&mut marks, fonts, data, &places, top);
    let bottom = place_rows(&cells, &ways, &lines, &mut places, top);
    for lane_line in lines {
        push_lane_line(&mut marks, &cells, &places, lane_line, width);
    }
    push_names(&mut marks, fonts, data, &cells, &places, name_width);
    for (index, (from, to, planned, way)) in ways.arrows.iter().enumerate() {
        let (Some(from), Some(to)) = (cells.items.get(*from), cells.items.get(*to)) else { continue };
        let role = if *planned { Role::ArrowPlanned } else { Role::Arrow };
        push_arrow(&mut marks, &arrow_points(&ways, &places, (from, to), way, index), role);
    }
    for item in cells.items {
        let rect = places.rect(&item);
        push_item(&mut marks, item, rect);
    }
    let bottom = push_failure_key(&mut marks, fonts, data, &options.words, width, bottom);
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::Blueprint,
        size: Size::new(width, bottom + 2.0),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_blueprint(data, &options.words)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

/// What the mark of a failure means, where there is one. Returns the bottom.
pub(super) fn push_failure_key(
    marks: &mut Vec<Mark<'_>>,
    fonts: &FontBook,
    data: &BlueprintData<'_>,
    words: &BlueprintWords<'_>,
    width: f64,
    top: f64,
) -> f64 {
    let fails = data.lanes.iter().flat_map(|lane| lane.cells.iter().flatten()).any(|item| item.failure_point);
    if !fails || words.failure_point.is_empty() {
        return top;
    }
    let key = [KeyEntry { sample_width: 16.0, sample_height: 16.0, word: &words.failure_point }];
    push_key(marks, fonts, &key, (0.0, width), top + 12.0, |marks, _, center| {
        marks.push(Mark::Icon { name: IconName::Failure, center, size: 16.0, role: Role::FailurePoint });
    })
}

fn name_width(data: &BlueprintData<'_>, words: &BlueprintWords<'_>, fonts: &FontBook) -> f64 {
    let names = data.lanes.iter().map(|lane| fonts.width_in(&BODY_STRONG, &lane.name)).fold(0.0, f64::max);
    let lines = [&words.line_of_interaction, &words.line_of_visibility, &words.line_of_internal_interaction];
    let words = lines.iter().map(|words| widest_word(fonts, &ASIDE_SMALL, words)).fold(0.0, f64::max);
    names.max(words).clamp(112.0, MAX_NAME)
}

/// A line lies above the first lane that is beyond it, when some lane is before it.
pub(super) fn find_lines(
    data: &BlueprintData<'_>,
    words: &BlueprintWords<'_>,
    fonts: &FontBook,
    name_width: f64,
) -> Vec<LaneLine> {
    let lines = [
        (BlueprintLaneKind::FrontStage, Role::LineOfInteraction, &words.line_of_interaction),
        (BlueprintLaneKind::BackStage, Role::LineOfVisibility, &words.line_of_visibility),
        (BlueprintLaneKind::Support, Role::LineOfInternalInteraction, &words.line_of_internal_interaction),
    ];
    let mut found: Vec<LaneLine> = Vec::new();
    for (kind, role, words) in lines {
        let Some(lane) = data.lanes.iter().position(|lane| lane.kind >= kind).filter(|lane| *lane > 0) else {
            continue;
        };
        if found.iter().any(|line| line.lane == lane) {
            continue;
        }
        found.push(LaneLine {
            lane,
            role,
            words: TextBlock::wrapped(fonts, ASIDE_SMALL, words, name_width).into_owned(),
        });
    }
    found
}

fn corridor_width(ways: &Ways, index: usize, is_outer: bool) -> f64 {
    let tracks = ways.corridors.get(index).map_or(0, Vec::len) as f64 * TRACK;
    match (is_outer, tracks > 0.0) {
        (true, false) => 0.0,
        (true, true) => tracks + 22.0,
        (false, _) => (tracks + 24.0).max(MIN_CORRIDOR),
    }
}

fn place_columns(cells: &Cells<'_>, ways: &Ways, left: f64) -> Places {
    let mut places = Places::default();
    let mut x = left;
    for (index, width) in cells.column_widths.iter().enumerate() {
        x += corridor_width(ways, index, index == 0);
        places.columns.push((x, x + width));
        x += width;
    }
    places
}

/// Rows below one another; gaps hold the words of lines and the arrows that run along them. Returns the bottom.
fn place_rows(cells: &Cells<'_>, ways: &Ways, lines: &[LaneLine], places: &mut Places, top: f64) -> f64 {
    let mut y = top;
    for (row, height) in cells.row_heights.iter().enumerate() {
        let tracks = ways.gaps.get(row).map_or(0, Vec::len) as f64 * TRACK;
        let lane = cells.lane_rows.iter().position(|first| *first == row);
        let words = lines.iter().find(|line| Some(line.lane) == lane).map(|line| line.words.height() + 24.0);
        let base = match lane {
            Some(0) => 0.0,
            Some(_) => words.map_or(LANE_GAP - 10.0, |words| words.max(LANE_GAP)),
            // What has no outline needs less air.
            None if cells.is_evidence(row) => 4.0,
            None => ROW_GAP,
        };
        y += base + if tracks > 0.0 { tracks + 8.0 } else { 0.0 };
        places.rows.push((y, y + height));
        y += height;
    }
    let tracks = ways.gaps.last().map_or(0, Vec::len) as f64 * TRACK;
    y + if tracks > 0.0 { tracks + 12.0 } else { 0.0 }
}

/// The line lies a little above its lane, so that arrows keep their heads on one side of it.
fn push_lane_line<'a>(marks: &mut Vec<Mark<'a>>, cells: &Cells<'_>, places: &Places, lane_line: LaneLine, width: f64) {
    let row = cells.lane_rows.get(lane_line.lane).copied().unwrap_or(0);
    let y = places.row(row).0 - 18.0;
    marks.push(line(0.0, y, width, y, lane_line.role));
    let top = y - 4.0 - lane_line.words.height();
    lane_line.words.place(marks, 0.0, top, Anchor::Start, Role::Muted, Casing::None);
}

fn push_stages<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    data: &'a BlueprintData<'a>,
    places: &Places,
    left: f64,
    width: f64,
) -> f64 {
    let mut heads: Vec<ChevronHead<'a>> = Vec::new();
    let mut first = 0;
    for stage in &data.stages {
        let end = first + stage.n_columns.max(1);
        if first >= places.columns.len() {
            break;
        }
        let x0 = if first == 0 { left } else { places.column(first).0 - 16.0 };
        let x1 = if end >= places.columns.len() { width } else { places.column(end).0 - 16.0 };
        heads.push(ChevronHead { left: x0, right: x1, name: &stage.name, note: "", href: stage.href.as_deref() });
        first = end;
    }
    if heads.is_empty() {
        return 0.0;
    }
    let row = ChevronRow { top: 0.0, height: chevron_height(fonts, &heads, 10.0, 34.0), depth: 10.0, gap: 3.0 };
    push_chevrons(marks, fonts, row, &heads);
    row.height + 16.0
}

fn push_headings<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    data: &'a BlueprintData<'a>,
    places: &Places,
    top: f64,
) -> f64 {
    let blocks: Vec<TextBlock<'a>> = data
        .headings
        .iter()
        .enumerate()
        .map(|(index, heading)| {
            let (x0, x1) = places.column(index);
            TextBlock::wrapped(fonts, BODY_STRONG, &heading.name, x1 - x0)
        })
        .collect();
    let tallest = blocks.iter().map(TextBlock::height).fold(0.0, f64::max);
    for (index, (heading, block)) in data.headings.iter().zip(blocks).enumerate() {
        let y = top + tallest - block.height();
        push_linked(marks, heading.href.as_deref(), &heading.name, |marks| {
            block.place(marks, places.column(index).0, y, Anchor::Start, Role::Ink, Casing::None);
        });
    }
    if tallest > 0.0 { top + tallest + 18.0 } else { top }
}

/// A lane's name stands at the height of its first row's middle; long ones reach down, the lane's rows are made to hold them.
fn push_names<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    data: &'a BlueprintData<'a>,
    cells: &Cells<'_>,
    places: &Places,
    width: f64,
) {
    for (lane, bounds) in data.lanes.iter().zip(cells.lane_rows.windows(2)) {
        let &[first, end] = bounds else { continue };
        let (top, bottom) = (places.row(first).0, places.row(end.saturating_sub(1)).1);
        let name = TextBlock::wrapped(fonts, BODY_STRONG, &lane.name, width);
        push_middle(marks, name, 0.0, (top + bottom) / 2.0, Anchor::Start, Role::Ink);
    }
}

pub(super) fn push_item<'a>(marks: &mut Vec<Mark<'a>>, measured: MeasuredItem<'a>, rect: Rect) {
    let item = measured.item;
    let (role, ink, muted, inset) = match (measured.kind, item.planned) {
        (BlueprintLaneKind::Evidence, _) => (None, Role::Ink, Role::Muted, 0.0),
        (_, true) => (Some(Role::NodePlanned), Role::Ink, Role::Muted, PADDING),
        (BlueprintLaneKind::Customer, false) => (Some(Role::Chevron), Role::OnChevron, Role::OnChevron, PADDING),
        _ => (Some(Role::Node), Role::Ink, Role::Muted, PADDING),
    };
    push_linked(marks, item.href.as_deref(), &item.text, |marks| {
        if let Some(role) = role {
            marks.push(Mark::Rect { rect, radius: 2.0, role });
        }
        let top = rect.center().y - measured.words_height() / 2.0;
        let below = top + measured.text.height();
        let x = rect.x0 + inset;
        measured.text.place(marks, x, top, Anchor::Start, ink, Casing::None);
        measured.note.place(marks, x, below, Anchor::Start, muted, Casing::None);
        if item.failure_point {
            let center = Point::new(rect.x1 - inset / 2.0 - FAILURE / 2.0 + 2.0, rect.center().y);
            marks.push(Mark::Icon { name: IconName::Failure, center, size: 16.0, role: Role::FailurePoint });
        }
    });
}

fn arrow_points(
    ways: &Ways,
    places: &Places,
    (from, to): (&MeasuredItem<'_>, &MeasuredItem<'_>),
    way: &Way,
    arrow: usize,
) -> Vec<Point> {
    let (source, target) = (places.rect(from), places.rect(to));
    match way {
        Way::Vertical { aside } => {
            let x = source.center().x + f64::from(*aside) * 14.0;
            let ends = if source.y0 < target.y0 { (source.y1, target.y0 - 1.5) } else { (source.y0, target.y1 + 1.5) };
            vec![Point::new(x, ends.0), Point::new(x, ends.1)]
        }
        Way::Corridors { leaves_right, enters_left, first, across } => {
            // Against the reading direction, arrows keep below those that follow it.
            let lower =
                |against: bool, rect: Rect| rect.center().y + if against && rect.height() > 40.0 { 10.0 } else { 0.0 };
            let start = Point::new(if *leaves_right { source.x1 } else { source.x0 }, lower(!*leaves_right, source));
            let end =
                Point::new(if *enters_left { target.x0 - 1.5 } else { target.x1 + 1.5 }, lower(!*enters_left, target));
            let first_x = track_x(ways, places, *first);
            let mut points = vec![start, Point::new(first_x, start.y)];
            if let Some((line, second)) = across {
                let (y, second_x) = (line_y(ways, places, *line, arrow), track_x(ways, places, *second));
                let y = [end.y, start.y].into_iter().find(|end| (end - y).abs() < 11.0).unwrap_or(y);
                points.extend([Point::new(first_x, y), Point::new(second_x, y), Point::new(second_x, end.y)]);
            } else {
                points.push(Point::new(first_x, end.y));
            }
            points.push(end);
            points
        }
    }
}

fn track_x(ways: &Ways, places: &Places, corridor: Corridor) -> f64 {
    let left = match corridor.index.checked_sub(1) {
        Some(before) => places.column(before).1,
        None => places.column(0).0 - corridor_width(ways, 0, true),
    };
    left + 12.0 + ways.track(corridor) as f64 * TRACK
}

/// Height of a line: the middle of a row, or the arrow's own track in a gap.
fn line_y(ways: &Ways, places: &Places, line: i32, arrow: usize) -> f64 {
    let row = usize::try_from((line + 1).div_euclid(2)).unwrap_or(0);
    if line % 2 == 0 {
        let (top, bottom) = places.row(row);
        return top.midpoint(bottom);
    }
    let gap = ways.gaps.get(row).map_or(&[][..], Vec::as_slice);
    let top = match row.checked_sub(1) {
        Some(above) => places.row(above).1,
        None => places.row(0).0 - gap.len() as f64 * TRACK - 12.0,
    };
    top + 9.0 + gap.iter().position(|other| *other == arrow).unwrap_or(0) as f64 * TRACK
}
