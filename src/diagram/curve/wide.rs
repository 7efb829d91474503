//! The wide curve: columns side by side, stages above, step names below.
//!
//! 1. Widths: axis, columns, end labels. Heights of the head: chevrons and facts.
//! 2. Lines, faces, numbers, words in gaps and annotations get their places in the plot's own coordinates
//!    (0 at the scale's highest score).
//! 3. What the annotations need above and below the plot decides where the plot and the step names stand.
//! 4. Everything is drawn, from the bands upward to the faces.

mod labels;

use std::borrow::Cow;

use kurbo::{Point, Rect, Shape, Size, Vec2};

use crate::diagram::face::outline_reach;
use crate::diagram::geometry::chevron;
use crate::diagram::icon::IconName;
use crate::diagram::line_break::widest_word;
use crate::diagram::scale::{BandScale, LinearScale};
use crate::diagram::scene::{Anchor, Casing, FaceMark, Mark, Role, Scene, SceneKind, shift_marks};
use crate::diagram::text_block::{TextBlock, text_mark};
use crate::diagram::text_metrics::{FontBook, TextStyle, Typeface};

use super::annotation::{Annotation, place_annotations};
use super::axis::{AXIS_WORD, Axis, layout_axis};
use super::columns::{ColumnNeeds, layout_columns};
use super::describe::{CurveFacts, describe_curve, find_curve_facts};
use super::frame::{append_key, frame_curve};
use super::ghost::{draw_ghost, trace_ghost};
use super::{CurveData, CurveStep, CurveWords, LineGeometry, Obstacles, PersonaLine, trace_lines};

/// How large the picture may be.
#[derive(Debug, Clone, Copy)]
pub struct CurveOptions {
    /// Natural width; the picture is wider when its words need it.
    pub width: f64,
    /// Height of the plot from the lowest to the highest score.
    pub plot_height: f64,
    /// Title above, key and generated sentence below, margins around: for a picture that stands alone.
    pub stands_alone: bool,
    /// The key of its marks below: for a picture whose page has none.
    pub has_key: bool,
}

impl Default for CurveOptions {
    fn default() -> Self {
        Self { width: 1200.0, plot_height: 328.0, stands_alone: false, has_key: false }
    }
}

const END_WIDTH: f64 = 108.0;
const CHEVRON_HEIGHT: f64 = 46.0;
const NOTCH: f64 = 13.0;
const CHEVRON_GAP: f64 = 3.0;
/// Room above the highest and below the lowest score when no annotation needs more.
const MIN_ABOVE: f64 = 60.0;
const MIN_BELOW: f64 = 46.0;
/// From the lowest annotation to the row of star and failure marks.
const MARKS_ROW: f64 = 26.0;

const STAGE_NAME: TextStyle = TextStyle::new(Typeface::SansSemibold, 15.5, 1.2);
const FACT_FIRST: TextStyle = TextStyle::new(Typeface::SansSemibold, 13.5, 1.26);
const FACT: TextStyle = TextStyle::new(Typeface::Sans, 13.5, 1.26);
const NUMBER: TextStyle = TextStyle::new(Typeface::SansSemibold, 13.5, 1.2);
const GAP_WORD: TextStyle = TextStyle::new(Typeface::SerifItalic, 15.0, 1.2);
const STEP_NUMBER: TextStyle = TextStyle::new(Typeface::SansSemibold, 13.0, 1.3);
const STEP_NAME: TextStyle = TextStyle::new(Typeface::Sans, 13.5, 1.19);
const STEP_NAME_STRONG: TextStyle = TextStyle::new(Typeface::SansSemibold, 13.5, 1.19);
const ASSUMED: TextStyle = TextStyle::new(Typeface::SerifItalic, 14.0, 1.3);
const END_NAME: TextStyle = TextStyle::new(Typeface::SansBold, 16.0, 1.15);
const END_FEELING: TextStyle = TextStyle::new(Typeface::Sans, 13.0, 1.2);

/// The wide form. Grows in height and width as its words need; `words` are those of the data's language.
pub fn layout_curve<'a>(
    data: &'a CurveData<'a>,
    fonts: &FontBook,
    words: &CurveWords<'a>,
    options: &CurveOptions,
) -> Scene<'a> {
    let axis = layout_axis(data, fonts, words);
    let end_width = end_label_width(data, fonts);
    let needs = ColumnNeeds {
        step_name: STEP_NAME_STRONG,
        step_padding: 8.0,
        stage_name: STAGE_NAME,
        stage_padding: 40.0,
        min_width: 62.0,
        max_word: 130.0,
    };
    let widths = layout_columns(data, fonts, &needs, options.width - axis.width - end_width);
    let columns = BandScale::new(axis.width, &widths);
    let n_personas = data.personas.len().max(1);
    let narrowest = widths.iter().copied().fold(f64::INFINITY, f64::min).min(200.0);
    let persona_spacing = if n_personas > 1 { 25.0f64.min((narrowest - 14.0) / n_personas as f64) } else { 0.0 };
    let geometry = LineGeometry {
        scores: LinearScale::new((data.scale.max, data.scale.min), (0.0, options.plot_height)),
        persona_spacing,
        change_reach: (narrowest * 0.24).min(26.0),
        centers: (0..columns.n_columns()).map(|column| columns.center(column)).collect(),
        columns,
    };
    let right = geometry.columns.start(geometry.columns.n_columns());
    let wide = Wide {
        data,
        fonts,
        words,
        lines: trace_lines(data, &geometry)
            .into_iter()
            .chain(data.ghosts.iter().map(|ghost| trace_ghost(ghost, data, &geometry)))
            .collect(),
        facts: find_curve_facts(data),
        stage_of: data.columns().map(|(stage_index, _)| stage_index).collect(),
        steps: data.columns().map(|(_, step)| step).collect(),
        right,
        width: right + end_width,
        plot_height: options.plot_height,
        axis,
        geometry,
    };
    let scene = wide.draw();
    match options {
        CurveOptions { stands_alone: true, .. } => frame_curve(scene, data, fonts, words),
        CurveOptions { has_key: true, .. } => append_key(scene, data, fonts, words),
        _ => scene,
    }
}

fn end_label_width(data: &CurveData<'_>, fonts: &FontBook) -> f64 {
    if !data.has_scores() && data.n_columns() > 0 {
        // Without lines there are no ends; the key has the names.
        return 0.0;
    }
    let widest =
        data.personas.iter().map(|persona| widest_word(fonts, &END_NAME, short_name(persona))).fold(0.0, f64::max);
    (widest + 14.0).clamp(END_WIDTH, 170.0)
}

fn short_name<'p>(persona: &'p super::CurvePersona<'_>) -> &'p str {
    if persona.short_name.is_empty() { &persona.name } else { &persona.short_name }
}

struct Wide<'d, 'a> {
    data: &'a CurveData<'a>,
    fonts: &'d FontBook,
    words: &'d CurveWords<'a>,
    geometry: LineGeometry,
    /// One line per persona, then the ghosts.
    lines: Vec<PersonaLine>,
    facts: CurveFacts<'a>,
    axis: Axis<'a>,
    /// Stage of each column.
    stage_of: Vec<usize>,
    steps: Vec<&'a CurveStep<'a>>,
    /// Right edge of the last column.
    right: f64,
    width: f64,
    plot_height: f64,
}

impl<'a> Wide<'_, 'a> {
    fn draw(self) -> Scene<'a> {
        let (chevrons, chevron_height, facts_height) = self.layout_head();
        // In the plot's coordinates.
        let mut plot = Vec::new();
        let annotations = self.place_plot(&mut plot);
        let above = annotations.iter().map(|annotation| 12.0 - annotation.bounds.y0).fold(MIN_ABOVE, f64::max);
        let below = annotations
            .iter()
            .map(|annotation| annotation.bounds.y1 - self.plot_height + 6.0)
            .fold(MIN_BELOW, f64::max);
        // Names at the ends of many lines may need more room than the lines do.
        let texts = plot.iter().filter_map(|mark| match mark {
            Mark::Text(text) => Some(text.bounds()),
            _ => None,
        });
        let (above, below) = texts.fold((above, below), |(above, below), bounds| {
            (above.max(-bounds.y0), below.max(bounds.y1 - self.plot_height))
        });
        let plot_top = chevron_height + facts_height + above;
        let plot_bottom = plot_top + self.plot_height;
        let mut steps = Vec::new();
        let height = self.draw_steps(&mut steps, plot_bottom + below);

        let mut marks = Vec::with_capacity(128);
        self.draw_bands(&mut marks, chevron_height, height);
        self.draw_axis(&mut marks, plot_top);
        marks.extend(chevrons);
        self.draw_lines(&mut marks, plot_top);
        shift_marks(&mut plot, Vec2::new(0.0, plot_top));
        marks.append(&mut plot);
        for annotation in annotations {
            annotation.draw(&mut marks, plot_top, |x| self.casing(self.geometry.columns.column_at(x)));
        }
        marks.append(&mut steps);
        Scene {
            id: self.data.id.clone(),
            kind: SceneKind::Curve,
            size: Size::new(self.width.ceil(), height.ceil()),
            title: self.data.title.clone(),
            description: Cow::Owned(describe_curve(self.data, self.words)),
            language: self.data.language.clone(),
            marks,
        }
    }

    fn persona_lines(&self) -> &[PersonaLine] {
        self.lines.get(..self.data.personas.len()).unwrap_or(&[])
    }

    fn ghost_lines(&self) -> &[PersonaLine] {
        self.lines.get(self.data.personas.len()..).unwrap_or(&[])
    }

    fn is_band(&self, column: usize) -> bool {
        self.stage_of.get(column).is_some_and(|stage| stage % 2 == 0)
    }

    fn casing(&self, column: usize) -> Casing {
        if self.is_band(column) { Casing::Band } else { Casing::Paper }
    }

    /// First and last column of each stage that has any.
    fn stage_spans(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        let mut first = 0;
        self.data.stages.iter().enumerate().filter_map(move |(stage_index, stage)| {
            let span = (stage_index, first, first + stage.steps.len());
            first = span.2;
            (span.1 < span.2).then_some(span)
        })
    }

    /// Chevrons and facts; their heights.
    fn layout_head(&self) -> (Vec<Mark<'a>>, f64, f64) {
        let n_columns = self.geometry.columns.n_columns();
        let mut heads = Vec::new();
        let mut height = CHEVRON_HEIGHT;
        for (stage_index, first, end) in self.stage_spans() {
            let Some(stage) = self.data.stages.get(stage_index) else { continue };
            let (x0, x1) = (self.geometry.columns.start(first), self.geometry.columns.start(end));
            let text_x = x0 + if first == 0 { 14.0 } else { 2.0 * NOTCH };
            let room = x1 - CHEVRON_GAP - 2.0 - text_x;
            let name = TextBlock::balanced(self.fonts, STAGE_NAME, &stage.name, room);
            height = height.max(name.height() + 16.0);
            heads.push((stage, name, first, end, x0, x1, text_x));
        }
        let (mut marks, mut first_facts, mut facts) = (Vec::new(), Vec::new(), Vec::new());
        let mut facts_height: f64 = 0.0;
        for (stage, name, first, end, x0, x1, text_x) in heads {
            let is_last = end == n_columns;
            let body = Rect::new(x0, 0.0, if is_last { x1 } else { x1 - CHEVRON_GAP }, height);
            let mut own =
                vec![Mark::Polygon { points: chevron(body, NOTCH, first == 0, is_last), role: Role::Chevron }];
            let name_height = name.height();
            name.place(&mut own, text_x, (height - name_height) / 2.0, Anchor::Start, Role::OnChevron, Casing::None);
            push_linked(&mut marks, own, stage.href.as_ref(), join_words(&stage.number, &stage.name));
            let mut y = height + 10.0;
            for (index, fact) in stage.facts.iter().enumerate() {
                let (style, role, row) = if index == 0 {
                    (FACT_FIRST, Role::Ink, &mut first_facts)
                } else {
                    (FACT, Role::Muted, &mut facts)
                };
                let block = TextBlock::wrapped(self.fonts, style, fact, x1 - text_x - 4.0);
                let block_height = block.height();
                block.place(row, text_x, y, Anchor::Start, role, Casing::None);
                y += block_height;
            }
            facts_height = facts_height.max(y - height);
        }
        // Names that are no links follow the chevrons: marks of one look stand together.
        marks.sort_by_key(|mark| matches!(mark, Mark::Text(_)));
        marks.append(&mut first_facts);
        marks.append(&mut facts);
        (marks, height, facts_height)
    }

    /// Faces, numbers, words in gaps, labels at the ends and (returned) annotations, in the plot's coordinates.
    fn place_plot(&self, marks: &mut Vec<Mark<'a>>) -> Vec<Annotation<'a>> {
        let mut obstacles = Obstacles { lines: &self.lines, marks: Vec::new(), hatched: Vec::new(), texts: Vec::new() };
        let mut faces = Vec::new();
        for (persona, line) in self.persona_lines().iter().enumerate().rev() {
            for point in &line.points {
                let Some((look, scale)) = self.look_and_scale(persona, point.column) else { continue };
                let reach = if point.is_from { 6.0 } else { outline_reach(Some(look)) * scale };
                obstacles.marks.push(Rect::from_center_size(point.at, Size::new(2.0 * reach, 2.0 * reach)));
                faces.push(if point.is_from {
                    Mark::PersonaShape { center: point.at, size: 11.0, persona: look }
                } else {
                    let assumed = self.step(point.column).is_some_and(|step| step.assumed);
                    Mark::Face(FaceMark {
                        center: point.at,
                        scale,
                        valence: self.data.scale.valence(point.score),
                        persona: Some(look),
                        assumed,
                    })
                });
            }
        }
        self.reserve_axis(&mut obstacles);
        self.reserve_hatches(&mut obstacles);
        let end_labels = self.place_end_labels(&mut obstacles);
        let mut texts = Vec::new();
        self.place_numbers(&mut obstacles, &mut texts);
        self.place_gains(&mut obstacles, marks, &mut texts);
        self.place_gap_words(&mut obstacles, &mut faces, &mut texts);
        let plot_end = self.geometry.columns.start(self.geometry.columns.n_columns());
        let annotations = place_annotations(self.annotation_texts(&texts), &mut obstacles, (plot_end, self.width));
        marks.append(&mut faces);
        texts.sort_by_key(|text| (text.role, text.casing, text.anchor));
        marks.extend(texts.into_iter().map(Mark::Text));
        marks.extend(end_labels);
        annotations
    }

    fn step(&self, column: usize) -> Option<&'a CurveStep<'a>> {
        self.steps.get(column).copied()
    }

    /// Look of a persona and the size of its face in a column: importance, not valence, makes it larger.
    fn look_and_scale(&self, persona: usize, column: usize) -> Option<(u8, f64)> {
        let look = self.data.personas.get(persona)?.look;
        let base = if persona == 0 { 1.0 } else { 0.88 };
        let crowd = if self.data.personas.len() > 3 { 0.85 } else { 1.0 };
        let importance = self.step(column).map_or(1.0, CurveStep::face_scale);
        Some((look, base * crowd * importance))
    }

    fn reserve_axis(&self, obstacles: &mut Obstacles<'_>) {
        for (tick, _, word) in &self.axis.ticks {
            let y = self.geometry.scores.apply(*tick);
            let half = word.as_ref().map_or(9.0, |block| block.height() / 2.0);
            obstacles.texts.push(Rect::new(0.0, y - half, self.axis.width - 8.0, y + half));
        }
    }

    fn draw_bands(&self, marks: &mut Vec<Mark<'a>>, top: f64, bottom: f64) {
        for (stage_index, first, end) in self.stage_spans() {
            if stage_index % 2 == 0 {
                let rect = Rect::new(self.geometry.columns.start(first), top, self.geometry.columns.start(end), bottom);
                marks.push(Mark::Rect { rect, radius: 0.0, role: Role::Band });
            }
        }
    }

    fn draw_axis(&self, marks: &mut Vec<Mark<'a>>, plot_top: f64) {
        for (column, step) in self.steps.iter().copied().enumerate() {
            if step.assumed {
                let rect = Rect::new(
                    self.geometry.columns.start(column),
                    plot_top,
                    self.geometry.columns.end(column),
                    plot_top + self.plot_height,
                );
                marks.push(Mark::Hatch { path: rect.to_path(0.1), role: Role::HatchAssumed });
            }
        }
        // What looks alike stands together.
        let mut ticks: Vec<_> = self.axis.ticks.iter().collect();
        ticks.sort_by_key(|(tick, ..)| *tick == self.data.scale.neutral);
        let y_of = |tick: f64| plot_top + self.geometry.scores.apply(tick);
        for (tick, ..) in &ticks {
            let (y, is_neutral) = (y_of(*tick), *tick == self.data.scale.neutral);
            let role = if is_neutral { Role::NeutralLine } else { Role::GridLine };
            marks.push(Mark::Line { from: Point::new(self.axis.width, y), to: Point::new(self.right, y), role });
        }
        let mut words = Vec::new();
        for (tick, number, word) in ticks {
            let (y, is_neutral) = (y_of(*tick), *tick == self.data.scale.neutral);
            let at = Point::new(self.axis.width - 9.0, y + 4.5);
            marks.push(Mark::Text(text_mark(self.fonts, &AXIS_WORD, at, Anchor::End, Role::Muted, number.clone())));
            if let Some(word) = word {
                let role = if is_neutral { Role::Ink } else { Role::Muted };
                word.clone().place(
                    &mut words,
                    self.axis.word_x,
                    y - word.height() / 2.0,
                    Anchor::End,
                    role,
                    Casing::None,
                );
            }
        }
        marks.append(&mut words);
    }

    fn draw_lines(&self, marks: &mut Vec<Mark<'a>>, plot_top: f64) {
        let mut lines = Vec::new();
        for (ghost, line) in self.data.ghosts.iter().zip(self.ghost_lines()) {
            let look = self.data.personas.get(ghost.persona).map_or(0, |persona| persona.look);
            draw_ghost(&mut lines, line, look, self.lines.get(ghost.persona));
        }
        for (persona, line) in self.persona_lines().iter().enumerate().rev() {
            let look = self.data.personas.get(persona).map_or(0, |persona| persona.look);
            for (path, role) in [
                (line.whole(), Role::LineCasing),
                (line.part(false), Role::PersonaLine(look)),
                (line.part(true), Role::PersonaLineAssumed(look)),
            ] {
                if !path.elements().is_empty() {
                    lines.push(Mark::Path { path, role });
                }
            }
        }
        shift_marks(&mut lines, Vec2::new(0.0, plot_top));
        marks.append(&mut lines);
    }

    /// Marks of truth and failure, numbers, names and "assumed" below the plot; returns the picture's height.
    fn draw_steps(&self, marks: &mut Vec<Mark<'a>>, top: f64) -> f64 {
        let has_marks = self.steps.iter().any(|step| step.moment_of_truth || step.failure_point);
        let top = top + if has_marks { MARKS_ROW } else { 8.0 };
        let mut bottom: f64 = top;
        for (column, step) in self.steps.iter().copied().enumerate() {
            let x = self.geometry.columns.center(column);
            let is_special = step.moment_of_truth || step.failure_point;
            let spread = if step.moment_of_truth && step.failure_point { 10.0 } else { 0.0 };
            let mark_y = top - 12.0;
            if step.moment_of_truth {
                marks.push(Mark::Icon {
                    name: IconName::Star,
                    center: Point::new(x - spread, mark_y),
                    size: 16.0,
                    role: Role::MomentOfTruth,
                });
            }
            if step.failure_point {
                marks.push(Mark::Icon {
                    name: IconName::Failure,
                    center: Point::new(x + spread, mark_y),
                    size: 16.0,
                    role: Role::FailurePoint,
                });
            }
            let mut y = top;
            let mut own = Vec::new();
            if !step.number.is_empty() {
                let block = TextBlock::single(self.fonts, STEP_NUMBER, &*step.number);
                block.place(&mut own, x, y, Anchor::Middle, Role::Muted, Casing::None);
                y += STEP_NUMBER.leading();
            }
            let style = if is_special { STEP_NAME_STRONG } else { STEP_NAME };
            let name = TextBlock::balanced(self.fonts, style, &step.name, self.geometry.columns.width(column) - 5.0);
            let name_height = name.height();
            name.place(&mut own, x, y, Anchor::Middle, Role::Ink, Casing::None);
            y += name_height;
            if !own.is_empty() {
                push_linked(marks, own, step.href.as_ref(), join_words(&step.number, &step.name));
            }
            if step.assumed {
                // A word a little wider than its column stays whole: there is air beside the names.
                let width = self.geometry.columns.width(column);
                let room = widest_word(self.fonts, &ASSUMED, &self.words.assumed).clamp(width - 2.0, width + 8.0);
                let block = TextBlock::wrapped(self.fonts, ASSUMED, &self.words.assumed, room).into_owned();
                let block_height = block.height();
                block.place(marks, x, y, Anchor::Middle, Role::Muted, Casing::None);
                y += block_height;
            }
            bottom = bottom.max(y);
        }
        bottom + 12.0
    }
}

/// "1.2 Asks around".
fn join_words<'a>(number: &str, name: &'a str) -> Cow<'a, str> {
    if number.is_empty() { Cow::Borrowed(name) } else { Cow::Owned(format!("{number} {name}")) }
}

pub(crate) fn push_linked<'a>(
    marks: &mut Vec<Mark<'a>>,
    mut own: Vec<Mark<'a>>,
    href: Option<&Cow<'a, str>>,
    label: Cow<'a, str>,
) {
    match href {
        Some(href) => marks.push(Mark::Link { href: href.clone(), label, marks: own }),
        None => marks.append(&mut own),
    }
}
