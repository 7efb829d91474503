//! The upright curve: the whole curve with its words turned by 90°, as one picture for narrow columns.
//!
//! 1. On top stand the key and the axis: feelings run from left (lowest) to right (highest).
//! 2. Each step is a row, as tall as its words: they stand at the left, its points in the plot. Stages are bands.
//! 3. Where there is room, a third column names the feelings; else those without a score stand below their step's name, so that no
//!    line runs through them.
//! 4. The extremes are told below the plot.

use std::borrow::Cow;

use kurbo::{Affine, Point, Rect, Shape, Size};

use crate::diagram::chart::key::{KeyEntry, push_key};
use crate::diagram::chart::marks::push_named;
use crate::diagram::chart::styles::{ASIDE_SMALL, LABEL_STRONG, SMALL};
use crate::diagram::face::outline_reach;
use crate::diagram::icon::IconName;
use crate::diagram::scale::{BandScale, LinearScale};
use crate::diagram::scene::{Anchor, Casing, FaceMark, Mark, Role, Scene, SceneKind, TextMark};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::{FontBook, TextStyle, Typeface};

use super::describe::{Extreme, describe_curve, find_curve_facts};
use super::frame::{Sample, draw_sample, key_entries};
use super::ghost::trace_ghost;
use super::tall::{Edges, choose_place};
use super::words::extreme_title;
use super::{CurveData, CurveStep, CurveWords, LineGeometry, Obstacles, PersonaLine, fill_pattern, trace_lines};

const STAGE: TextStyle = TextStyle::new(Typeface::SansBold, 15.0, 1.2);
const STEP_NUMBER: TextStyle = TextStyle::new(Typeface::Sans, 13.0, 1.25);
const STEP_NAME: TextStyle = TextStyle::new(Typeface::Sans, 14.0, 1.2);
const NUMBER: TextStyle = TextStyle::new(Typeface::SansSemibold, 13.0, 1.2);
const TICK: TextStyle = TextStyle::new(Typeface::Sans, 13.0, 1.2);
const TICK_NEUTRAL: TextStyle = TextStyle::new(Typeface::SansSemibold, 13.0, 1.2);

const FACE_SCALE: f64 = 0.82;
const MIN_ROW: f64 = 54.0;
/// How far below its point a number may stand, where something is in its way.
const NUMBER_SHIFTS: [f64; 5] = [0.0, -8.0, 8.0, -13.0, 13.0];
/// From the plot's edges to the ends of the scale.
const PLOT_MARGIN: f64 = 22.0;
/// From this width on, a third column names the feelings and the extremes stand in two columns.
const WITH_FEELINGS: f64 = 560.0;
/// With more people their extremes would be longer than the curve.
const MOST_WITH_EXTREMES: usize = 3;

/// One step with its words, measured.
struct Row<'a> {
    step: &'a CurveStep<'a>,
    stage_index: usize,
    /// In the first row of its stage; its height is 0 elsewhere.
    stage: TextBlock<'a>,
    head: f64,
    number: TextBlock<'a>,
    has_marks: bool,
    name: TextBlock<'a>,
    assumed: TextBlock<'a>,
    /// Looks and words, below the name or in the third column.
    feelings: Vec<(u8, TextBlock<'a>)>,
    /// Without the stage's head.
    height: f64,
}

/// Left and right edges of the three columns; the third is empty where there is no room.
#[derive(Clone, Copy)]
struct Columns {
    label: f64,
    plot: (f64, f64),
    side: f64,
    width: f64,
}

struct Upright<'d, 'a> {
    data: &'a CurveData<'a>,
    fonts: &'d FontBook,
    words: &'d CurveWords<'d>,
    columns: Columns,
    rows: Vec<Row<'a>>,
}

/// The upright form at a width of at least 240.
pub fn layout_curve_upright<'a>(
    data: &'a CurveData<'a>,
    fonts: &FontBook,
    words: &CurveWords<'_>,
    width: f64,
) -> Scene<'a> {
    let width = width.max(240.0);
    let columns = share_columns(data, width);
    let mut upright = Upright { data, fonts, words, columns, rows: Vec::new() };
    upright.rows = upright.measure_rows();
    let mut marks = Vec::with_capacity(96);
    let top = upright.push_key(&mut marks, 0.0);
    let top = upright.push_axis(&mut marks, top);
    let heights: Vec<f64> = upright.rows.iter().map(|row| row.head + row.height).collect();
    let bands = BandScale::new(top, &heights);
    let bottom = bands.start(bands.n_columns());
    let geometry = LineGeometry {
        centers: (0..).zip(&upright.rows).map(|(row, it)| bands.end(row) - it.height / 2.0).collect(),
        columns: bands,
        scores: upright.scores(),
        persona_spacing: upright.spacing(),
        change_reach: 13.0,
    };
    let mut behind = upright.grounds(&geometry, (top, bottom));
    behind.append(&mut marks);
    let mut marks = behind;
    let lines = trace_lines(data, &geometry);
    upright.push_lines(&mut marks, &geometry, &lines);
    upright.push_faces(&mut marks, &geometry, &lines);
    upright.push_rows(&mut marks, &geometry);
    let bottom = upright.push_extremes(&mut marks, bottom);
    Scene {
        id: data.id.clone(),
        kind: SceneKind::Curve,
        size: Size::new(width, (bottom + 2.0).ceil()),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_curve(data, words)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

fn share_columns(data: &CurveData<'_>, width: f64) -> Columns {
    if !data.has_scores() {
        // Words alone need no plot.
        return Columns { label: width, plot: (width, width), side: 0.0, width };
    }
    let label = (width * 0.36).clamp(92.0, 190.0);
    let side = if width >= WITH_FEELINGS { width * 0.27 } else { 0.0 };
    let right = if side > 0.0 { width - side - 14.0 } else { width };
    Columns { label, plot: (label + 12.0, right), side, width }
}

impl<'a> Upright<'_, 'a> {
    fn has_plot(&self) -> bool {
        self.columns.plot.1 > self.columns.plot.0
    }

    /// Where several walk the journey, each feeling has its persona's mark before it.
    fn feeling_inset(&self) -> f64 {
        if self.data.personas.len() > 1 { 15.0 } else { 0.0 }
    }

    fn scores(&self) -> LinearScale {
        let (left, right) = self.columns.plot;
        LinearScale::new((self.data.scale.min, self.data.scale.max), (left + PLOT_MARGIN, right - PLOT_MARGIN))
    }

    /// Between the points of one row.
    fn spacing(&self) -> f64 {
        match self.data.personas.len() {
            0 | 1 => 0.0,
            2 | 3 => 22.0,
            _ => 18.0,
        }
    }

    fn short_name(&self, persona: usize) -> &'a str {
        self.data
            .personas
            .get(persona)
            .map_or("", |persona| if persona.short_name.is_empty() { &persona.name } else { &persona.short_name })
    }

    fn measure_rows(&self) -> Vec<Row<'a>> {
        let mut last_stage = None;
        self.data
            .columns()
            .map(|(stage_index, step)| {
                let opens = last_stage.replace(stage_index) != Some(stage_index);
                let name = self.data.stages.get(stage_index).filter(|_| opens).map_or("", |stage| &*stage.name);
                self.measure_row(step, stage_index, name, opens)
            })
            .collect()
    }

    fn measure_row(&self, step: &'a CurveStep<'a>, stage_index: usize, stage: &'a str, opens: bool) -> Row<'a> {
        let room = self.columns.label - 10.0;
        let wrapped = |style: TextStyle, text: &'a str| TextBlock::wrapped(self.fonts, style, text, room);
        let stage = wrapped(STAGE, stage);
        let mut feelings = Vec::new();
        for (persona, person) in self.data.personas.iter().enumerate() {
            let Some(reading) = step.reading(persona) else { continue };
            let Some(feeling) = reading.feeling.as_deref() else { continue };
            if self.columns.side > 0.0 {
                feelings.push((
                    person.look,
                    TextBlock::wrapped(self.fonts, ASIDE_SMALL, feeling, self.columns.side - self.feeling_inset()),
                ));
            } else if reading.score.is_none() {
                let inner = room - self.feeling_inset();
                feelings.push((person.look, TextBlock::wrapped(self.fonts, ASIDE_SMALL, feeling, inner)));
            }
        }
        let assumed = if step.assumed {
            TextBlock::wrapped(self.fonts, ASIDE_SMALL, &self.words.assumed, room).into_owned()
        } else {
            TextBlock { style: ASIDE_SMALL, lines: Vec::new() }
        };
        let changes =
            step.readings.iter().flatten().any(|reading| matches!(reading.score, Some(super::Score::FromTo(..))));
        let mut row = Row {
            step,
            stage_index,
            head: if stage.is_empty() { if opens { 8.0 } else { 0.0 } } else { stage.height() + 12.0 },
            stage,
            number: TextBlock::wrapped(self.fonts, STEP_NUMBER, &step.number, room - 40.0),
            has_marks: step.moment_of_truth || step.failure_point,
            name: wrapped(STEP_NAME, &step.name),
            assumed,
            feelings,
            height: 0.0,
        };
        let points =
            self.spacing() * (self.data.personas.len().max(1) - 1) as f64 + 32.0 + if changes { 26.0 } else { 0.0 };
        let side: f64 = row.feelings.iter().map(|(_, words)| words.height()).sum();
        let side = if self.columns.side > 0.0 { side } else { 0.0 };
        let points = if self.has_plot() { points.max(MIN_ROW) } else { 0.0 };
        row.height = points.max(row.label_height(self.columns.side > 0.0) + 18.0).max(side + 14.0);
        row
    }

    /// People, and what the marks mean. Returns the bottom.
    fn push_key(&self, marks: &mut Vec<Mark<'a>>, top: f64) -> f64 {
        enum Entry {
            Person(u8),
            Sample(Sample),
        }
        let people = self.data.personas.iter().enumerate().filter(|(index, _)| !self.short_name(*index).is_empty());
        let people = people.map(|(index, person)| (Entry::Person(person.look), Cow::Borrowed(self.short_name(index))));
        let samples =
            key_entries(self.data, self.words).into_iter().map(|(sample, word)| (Entry::Sample(sample), word));
        let entries: Vec<(Entry, Cow<'_, str>)> = people.chain(samples).collect();
        if entries.is_empty() {
            return top;
        }
        let width_of = |entry: &Entry| match entry {
            Entry::Person(_) => 16.0,
            Entry::Sample(sample) => sample.width(),
        };
        let key: Vec<KeyEntry<'_>> = entries
            .iter()
            .map(|(entry, word)| KeyEntry { sample_width: width_of(entry), sample_height: 16.0, word })
            .collect();
        push_key(marks, self.fonts, &key, (0.0, self.columns.width), top, |marks, index, center| {
            match entries.get(index) {
                Some((Entry::Person(look), _)) => {
                    marks.push(Mark::PersonaShape { center, size: 14.0, persona: *look });
                }
                Some((Entry::Sample(sample), _)) => draw_sample(marks, *sample, center),
                None => {}
            }
        }) + 8.0
    }

    /// Words and numbers of the scale, the ends and the neutral one first, each where it meets no other. Returns the plot's top.
    fn push_axis(&self, marks: &mut Vec<Mark<'a>>, top: f64) -> f64 {
        if !self.has_plot() {
            return top;
        }
        let scores = self.scores();
        let neutral = self.data.scale.neutral;
        let mut ticks = self.data.scale.ticks();
        let (first, last) = (ticks.first().copied(), ticks.last().copied());
        ticks.sort_by_key(|tick| match *tick {
            tick if Some(tick) == first => 0,
            tick if Some(tick) == last => 1,
            tick if tick == neutral => 2,
            _ => 3,
        });
        let style = |tick: f64| if tick == neutral { TICK_NEUTRAL } else { TICK };
        let role = |tick: f64| if tick == neutral { Role::Ink } else { Role::Muted };
        let mut words: Vec<(f64, f64, TextBlock<'a>)> = Vec::new();
        let mut numbers: Vec<(f64, f64, TextBlock<'a>)> = Vec::new();
        for tick in ticks {
            let x = scores.apply(tick);
            if let Some(word) = self.data.scale.word(tick) {
                self.add_label(&mut words, tick, x, TextBlock::balanced(self.fonts, style(tick), word, 96.0));
            }
            let number = self.words.format_score(tick, self.data.scale.is_signed());
            self.add_label(&mut numbers, tick, x, TextBlock::single(self.fonts, TICK, number));
        }
        let tallest = words.iter().map(|(_, _, word)| word.height()).fold(0.0, f64::max);
        let numbers_top = top + tallest;
        for (tick, left, word) in words {
            let y = numbers_top - word.height();
            word.place(marks, left, y, Anchor::Start, role(tick), Casing::None);
        }
        for (_, left, number) in numbers {
            number.place(marks, left, numbers_top, Anchor::Start, Role::Muted, Casing::None);
        }
        numbers_top + TICK.leading() + 6.0
    }

    /// Takes a label below `x` unless it would meet one that is there.
    fn add_label(&self, labels: &mut Vec<(f64, f64, TextBlock<'a>)>, tick: f64, x: f64, label: TextBlock<'a>) {
        let width = label.width();
        let left = (x - width / 2.0).min(self.columns.width - width).max(0.0);
        if labels.iter().all(|(_, other, block)| left + width + 8.0 < *other || *other + block.width() + 8.0 < left) {
            labels.push((tick, left, label));
        }
    }

    /// Bands of stages, hatches of what is assumed, the grid.
    fn grounds(&self, geometry: &LineGeometry, (top, bottom): (f64, f64)) -> Vec<Mark<'a>> {
        let mut marks = Vec::new();
        let Columns { plot, width, .. } = self.columns;
        let mut rows = self.rows.iter().enumerate().peekable();
        while let Some((first, row)) = rows.next() {
            let mut last = first;
            while let Some((next, _)) = rows.next_if(|(_, next)| next.stage_index == row.stage_index) {
                last = next;
            }
            if row.stage_index % 2 == 0 {
                let rect = Rect::new(0.0, geometry.columns.start(first), width, geometry.columns.end(last));
                marks.push(Mark::Rect { rect, radius: 0.0, role: Role::Band });
            }
        }
        for (index, row) in self.rows.iter().enumerate().filter(|(_, row)| row.step.assumed) {
            let end = geometry.columns.end(index);
            let rect = Rect::new(plot.0, end - row.height, plot.1, end);
            if self.has_plot() {
                marks.push(Mark::Hatch { path: rect.to_path(0.1), role: Role::HatchAssumed });
            }
        }
        let ticks = if self.has_plot() { self.data.scale.ticks() } else { Vec::new() };
        for tick in ticks {
            let x = geometry.scores.apply(tick);
            let role = if tick == self.data.scale.neutral { Role::NeutralLine } else { Role::GridLine };
            marks.push(Mark::Line { from: Point::new(x, top), to: Point::new(x, bottom), role });
        }
        marks
    }

    fn push_lines(&self, marks: &mut Vec<Mark<'a>>, geometry: &LineGeometry, lines: &[PersonaLine]) {
        let turn = Affine::new([0.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
        for ghost in &self.data.ghosts {
            let look = self.data.personas.get(ghost.persona).map_or(0, |persona| persona.look);
            let mut path = trace_ghost(ghost, self.data, geometry).whole();
            path.apply_affine(turn);
            marks.push(Mark::Path { path, role: Role::GhostLine(look) });
        }
        for (persona, line) in lines.iter().enumerate().rev() {
            let look = self.data.personas.get(persona).map_or(0, |persona| persona.look);
            let parts =
                [(line.part(false), Role::PersonaLine(look)), (line.part(true), Role::PersonaLineAssumed(look))];
            for (mut path, role) in parts {
                if !path.elements().is_empty() {
                    path.apply_affine(turn);
                    marks.push(Mark::Path { path, role });
                }
            }
        }
    }

    fn push_faces(&self, marks: &mut Vec<Mark<'a>>, geometry: &LineGeometry, lines: &[PersonaLine]) {
        // Numbers stand off the lines of the plan (or of today), too.
        let ghosts = self.data.ghosts.iter().map(|ghost| trace_ghost(ghost, self.data, geometry));
        let all_lines: Vec<PersonaLine> = lines.iter().cloned().chain(ghosts).collect();
        let mut obstacles = Obstacles { lines: &all_lines, marks: Vec::new(), hatched: Vec::new(), texts: Vec::new() };
        let (from, to) = self.columns.plot;
        let neutral = self.scores().apply(self.data.scale.neutral);
        let edges = Edges { from, to, cost: f64::INFINITY, neutral };
        for point in lines.iter().flat_map(|line| &line.points) {
            obstacles.marks.push(Rect::from_center_size(point.at, Size::new(22.0, 22.0)));
        }
        let mut numbers = Vec::new();
        for (persona, line) in lines.iter().enumerate().rev() {
            let Some(person) = self.data.personas.get(persona) else { continue };
            for point in &line.points {
                let Some(row) = self.rows.get(point.column) else { continue };
                let scale = FACE_SCALE * row.step.face_scale();
                let center = Point::new(point.at.y, point.at.x);
                let reach = if point.is_from { 5.0 } else { outline_reach(Some(person.look)) * scale };
                marks.push(if point.is_from {
                    Mark::PersonaShape { center, size: 10.0, persona: person.look }
                } else {
                    Mark::Face(FaceMark {
                        center,
                        scale,
                        valence: self.data.scale.valence(point.score),
                        persona: Some(person.look),
                        assumed: row.step.assumed,
                    })
                });
                let content = self.words.format_score(point.score, self.data.scale.is_signed());
                let width = self.fonts.width_in(&NUMBER, &content);
                let place = choose_place(&mut obstacles, point.at, reach, width, edges, &NUMBER_SHIFTS);
                let Some((side, shift)) = place else { continue };
                let beside = (reach * reach - shift * shift * 0.5).max(0.0).sqrt() + 4.0;
                numbers.push(Mark::Text(TextMark {
                    at: Point::new(center.x + side * beside, center.y + 4.5 + shift),
                    anchor: if side > 0.0 { Anchor::Start } else { Anchor::End },
                    typeface: NUMBER.typeface,
                    size: NUMBER.size,
                    role: Role::PersonaText(person.look),
                    casing: if row.stage_index % 2 == 0 { Casing::Band } else { Casing::Paper },
                    content: Cow::Owned(content),
                    width,
                }));
            }
        }
        marks.append(&mut numbers);
    }

    fn push_rows(&self, marks: &mut Vec<Mark<'a>>, geometry: &LineGeometry) {
        let x = 8.0;
        for (index, row) in self.rows.iter().enumerate() {
            let top = geometry.columns.start(index);
            let stage = self.data.stages.get(row.stage_index);
            let href = stage.and_then(|stage| stage.href.as_deref());
            if !row.stage.is_empty() {
                let name = stage.map_or("", |stage| &*stage.name);
                push_named(marks, href, Cow::Borrowed(name), |marks| {
                    row.stage.clone().place(marks, x, top + 10.0, Anchor::Start, Role::Ink, Casing::None);
                });
            }
            let has_side = self.columns.side > 0.0;
            let middle = top + row.head + row.height / 2.0;
            let mut y = middle - row.label_height(has_side) / 2.0;
            let label = if row.step.number.is_empty() {
                Cow::Borrowed(&*row.step.name)
            } else {
                Cow::Owned(format!("{} {}", row.step.number, row.step.name))
            };
            if !(row.number.is_empty() && row.name.is_empty()) {
                push_named(marks, row.step.href.as_deref(), label, |marks| {
                    row.number.clone().place(marks, x, y, Anchor::Start, Role::Muted, Casing::None);
                    let below = y + row.number_line();
                    row.name.clone().place(marks, x, below, Anchor::Start, Role::Ink, Casing::None);
                });
            }
            let mut icon_x = x + if row.number.is_empty() { 0.0 } else { row.number.width() + 7.0 };
            for (name, role, is_there) in [
                (IconName::Star, Role::MomentOfTruth, row.step.moment_of_truth),
                (IconName::Failure, Role::FailurePoint, row.step.failure_point),
            ] {
                if is_there {
                    let center = Point::new(icon_x + 7.0, y + STEP_NUMBER.leading() / 2.0);
                    marks.push(Mark::Icon { name, center, size: 14.0, role });
                    icon_x += 18.0;
                }
            }
            y += row.number_line() + row.name.height();
            row.assumed.clone().place(marks, x, y, Anchor::Start, Role::Muted, Casing::None);
            y += row.assumed.height();
            let mut feeling_x = x;
            if has_side {
                feeling_x = self.columns.plot.1 + 14.0;
                y = middle - row.feelings.iter().map(|(_, words)| words.height()).sum::<f64>() / 2.0;
            }
            let inset = self.feeling_inset();
            for (look, words) in &row.feelings {
                if inset > 0.0 && !words.is_empty() {
                    let center = Point::new(feeling_x + 5.0, y + ASIDE_SMALL.leading() / 2.0);
                    marks.push(Mark::PersonaShape { center, size: 9.0, persona: *look });
                }
                words.clone().place(marks, feeling_x + inset, y, Anchor::Start, Role::PersonaText(*look), Casing::None);
                y += words.height();
            }
        }
    }

    /// Lowest and highest of each, with feeling and quote. Returns the bottom.
    fn push_extremes(&self, marks: &mut Vec<Mark<'a>>, top: f64) -> f64 {
        if self.data.personas.len() > MOST_WITH_EXTREMES || !self.data.ghosts.is_empty() {
            return top;
        }
        let n_columns = if self.columns.side > 0.0 { 2 } else { 1 };
        let column = (self.columns.width - 24.0 * (n_columns - 1) as f64) / n_columns as f64;
        let mut tops = vec![top + 16.0; n_columns];
        let mut bottom = top;
        let facts = find_curve_facts(self.data);
        let mut place = 0;
        for (persona, facts) in facts.personas.iter().enumerate() {
            let (Some(lowest), Some(highest)) = (facts.lowest, facts.highest) else { continue };
            if lowest.score == highest.score {
                continue;
            }
            let alone = self.data.personas.len() < 2;
            let openings = if alone {
                [&self.words.lowest, &self.words.highest]
            } else {
                [&self.words.lowest_of, &self.words.highest_of]
            };
            for (extreme, opening) in [lowest, highest].into_iter().zip(openings) {
                let title = fill_pattern(opening, &[("persona", self.short_name(persona))]);
                let at = place % n_columns;
                let Some(y) = tops.get_mut(at) else { continue };
                let x = at as f64 * (column + 24.0);
                *y = self.push_extreme(marks, persona, &extreme, &title, (x, column), *y);
                bottom = bottom.max(*y);
                *y += 12.0;
                place += 1;
            }
        }
        bottom
    }

    fn push_extreme(
        &self,
        marks: &mut Vec<Mark<'a>>,
        persona: usize,
        extreme: &Extreme<'a>,
        title: &str,
        (x, width): (f64, f64),
        top: f64,
    ) -> f64 {
        let look = self.data.personas.get(persona).map_or(0, |persona| persona.look);
        let score = self.words.format_score(extreme.score, self.data.scale.is_signed());
        // The step is named on the next line.
        let title = extreme_title(title, extreme.feeling.unwrap_or_default(), &score);
        let step = self.rows.get(extreme.column).map_or("", |row| &*row.step.number);
        let step = if step.is_empty() { extreme.step_name.to_owned() } else { format!("{step} {}", extreme.step_name) };
        let quote = extreme.quote.map(str::trim).filter(|quote| !quote.is_empty());
        let quote = quote.map(|quote| format!("{}{quote}{}", self.words.quote_open, self.words.quote_close));
        let words = [
            (LABEL_STRONG, title, Role::PersonaText(look)),
            (SMALL, step, Role::Ink),
            (ASIDE_SMALL, quote.unwrap_or_default(), Role::Ink),
        ];
        marks.push(Mark::Face(FaceMark {
            center: Point::new(x + 12.0, top + 11.0),
            scale: FACE_SCALE,
            valence: self.data.scale.valence(extreme.score),
            persona: Some(look),
            assumed: self.rows.get(extreme.column).is_some_and(|row| row.step.assumed),
        }));
        let mut y = top;
        for (style, text, role) in words {
            let block = TextBlock::wrapped(self.fonts, style, &text, width - 32.0).into_owned();
            let next = y + block.height();
            block.place(marks, x + 32.0, y, Anchor::Start, role, Casing::None);
            y = next;
        }
        y.max(top + 22.0)
    }
}

impl Row<'_> {
    /// The line of the number and the marks.
    fn number_line(&self) -> f64 {
        if self.number.is_empty() && !self.has_marks { 0.0 } else { self.number.height().max(STEP_NUMBER.leading()) }
    }

    fn label_height(&self, has_side: bool) -> f64 {
        let feelings: f64 = self.feelings.iter().map(|(_, words)| words.height()).sum();
        self.number_line() + self.name.height() + self.assumed.height() + if has_side { 0.0 } else { feelings }
    }
}
