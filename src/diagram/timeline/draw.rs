//! The timeline in numbers: bars, words, leaders, the magnifier, and the marks.

use std::borrow::Cow;

use kurbo::{Point, Rect, Shape, Size};

use crate::diagram::chart::arrow::rounded;
use crate::diagram::chart::marks::{line, push_linked, push_middle};
use crate::diagram::chart::styles::{BODY_STRONG, LABEL_STRONG, SMALL};
use crate::diagram::geometry::polyline;
use crate::diagram::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind};
use crate::diagram::text_block::{TextBlock, text_mark};
use crate::diagram::text_metrics::FontBook;

use super::key::push_kinds;
use super::labels::{Hanging, StepWords, hang, measure};
use super::magnifier::{beam, find_run, push_magnifier};
use super::scale::{TimeScale, build_scale, format_total};
use super::{TimelineData, TimelineKind, TimelineOptions, TimelineStep};

const BAR: f64 = 42.0;
const LINE_GAP: f64 = 8.0;

/// Words that stand in and above a bar.
struct Standing<'a> {
    inside: TextBlock<'a>,
    duration: TextBlock<'a>,
    note: TextBlock<'a>,
}

impl Standing<'_> {
    fn above(&self) -> f64 {
        self.duration.height() + self.note.height()
    }
}

/// Draws the timeline at natural size.
pub fn layout_timeline<'a>(data: &'a TimelineData<'a>, options: &TimelineOptions<'_>, fonts: &FontBook) -> Scene<'a> {
    if options.width <= super::stacked::WIDEST {
        return super::stacked::layout_timeline_stacked(data, options, fonts);
    }
    let wanted = options.width;
    let (steps, spans) = timed_steps(data);
    let words: Vec<StepWords> = steps.iter().map(|step| StepWords::of(step)).collect();
    let lines = assign_lines(&spans);
    let n_lines = lines.iter().max().map_or(1, |last| last + 1);
    // Words that hang near the right edge need room there: the plot gives way until they have it.
    // The shortest steps are drawn two units wide, the last of them too.
    let mut plot_width = wanted - 4.0;
    let mut drawing = None;
    for _ in 0..4 {
        let scale = build_scale(&spans, options.scale, (1.0, 1.0 + plot_width));
        let bars: Vec<Rect> = spans.iter().zip(&lines).map(|(span, line)| bar_of(&scale, *span, *line)).collect();
        // The cut through a step that is cut short goes through no word.
        let room = |step: &TimelineStep<'_>, bar: &Rect| {
            bar.width() - if scale.broken == Some((step.start, step.start + step.duration)) { 40.0 } else { 0.0 }
        };
        let standing: Vec<Option<Standing<'a>>> =
            steps.iter().zip(&bars).map(|(step, bar)| stand(fonts, step, room(step, bar))).collect();
        let order = order_by_time(&spans);
        let is_short: Vec<bool> = standing.iter().map(Option::is_none).collect();
        let run = if options.magnify && n_lines == 1 { find_run(&order, &is_short, &bars, plot_width) } else { 0..0 };
        let magnified: Vec<usize> = order.get(run).unwrap_or(&[]).to_vec();
        let hanging: Vec<usize> = order
            .iter()
            .copied()
            .filter(|step| is_short.get(*step) == Some(&true) && !magnified.contains(step))
            .collect();
        let right = hanging
            .iter()
            .filter_map(|index| {
                Some(measure(fonts, *index, steps.get(*index)?, words.get(*index)?, bars.get(*index)?.center().x))
            })
            .map(|label| label.x + label.width())
            .fold(0.0, f64::max);
        drawing = Some((scale, bars, standing, magnified, hanging, right));
        if right <= wanted || plot_width < wanted * 0.6 {
            break;
        }
        plot_width -= (right - wanted).min(plot_width * 0.2) + 1.0;
    }
    let mut marks = Vec::new();
    let mut size = Size::new(wanted, 0.0);
    if let Some((scale, bars, standing, magnified, hanging, right)) = drawing {
        size.width = wanted.max(right + 2.0);
        let parts = Parts { steps: &steps, words: &words, bars, standing, magnified, hanging, n_lines };
        push_parts(&mut marks, fonts, options, &scale, parts, &mut size);
        size.height = push_kinds(&mut marks, fonts, &steps, &options.words, size);
    }
    finish(data, marks, size)
}

/// Steps whose time is known, and from when to when each takes.
pub(super) fn timed_steps<'a>(data: &'a TimelineData<'a>) -> (Vec<&'a TimelineStep<'a>>, Vec<(f64, f64)>) {
    let is_told =
        |step: &&TimelineStep<'_>| step.start.is_finite() && step.duration.is_finite() && step.duration >= 0.0;
    let steps: Vec<&'a TimelineStep<'a>> = data.steps.iter().filter(is_told).collect();
    let spans = steps.iter().map(|step| (step.start, step.start + step.duration)).collect();
    (steps, spans)
}

pub(super) fn finish<'a>(data: &'a TimelineData<'a>, marks: Vec<Mark<'a>>, size: Size) -> Scene<'a> {
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::Timeline,
        size,
        title: Cow::Borrowed(&data.title),
        description: Cow::Borrowed(&data.description),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

struct Parts<'p, 'a> {
    steps: &'p [&'a TimelineStep<'a>],
    words: &'p [StepWords],
    /// Their tops count from the first line.
    bars: Vec<Rect>,
    standing: Vec<Option<Standing<'a>>>,
    /// Steps by time.
    magnified: Vec<usize>,
    hanging: Vec<usize>,
    n_lines: usize,
}

fn push_parts<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    options: &TimelineOptions<'_>,
    scale: &TimeScale,
    parts: Parts<'_, 'a>,
    size: &mut Size,
) {
    let above = parts.standing.iter().flatten().map(Standing::above).fold(0.0, f64::max);
    let axis_bottom = 22.0;
    // Words above a bar stand right above its own line; with several lines, all lines are that far apart.
    let pitch = BAR + LINE_GAP + if parts.n_lines > 1 { above + if above > 0.0 { 8.0 } else { 0.0 } } else { 0.0 };
    let top = axis_bottom + 8.0 + above + if above > 0.0 { 8.0 } else { 0.0 };
    let bars: Vec<Rect> = parts
        .bars
        .iter()
        .map(|bar| Rect::new(bar.x0, top + bar.y0 * pitch, bar.x1, top + bar.y0 * pitch + BAR))
        .collect();
    let bottom = top + (parts.n_lines - 1) as f64 * pitch + BAR;
    let mut hanging: Vec<Hanging<'_>> = parts
        .hanging
        .iter()
        .filter_map(|index| {
            Some(measure(
                fonts,
                *index,
                parts.steps.get(*index)?,
                parts.words.get(*index)?,
                bars.get(*index)?.center().x,
            ))
        })
        .collect();
    hanging.sort_by(|a, b| a.x.total_cmp(&b.x));
    let labels_bottom = if hanging.is_empty() { bottom } else { hang(&mut hanging, bottom + 12.0) };
    size.height = labels_bottom.max(bottom + 10.0) + 4.0;

    // From back to front: the beam, the axis, leaders, bars, words.
    let mut strip = Vec::new();
    let run: Vec<&'a TimelineStep<'a>> =
        parts.magnified.iter().filter_map(|index| parts.steps.get(*index).copied()).collect();
    if let (Some(first), Some(last)) = (
        parts.magnified.first().and_then(|index| bars.get(*index)),
        parts.magnified.last().and_then(|index| bars.get(*index)),
    ) {
        let strip_top = (labels_bottom + 20.0).max(bottom + 64.0);
        let minutes: f64 = run.iter().map(|step| step.duration).sum();
        let total = format_total(minutes, &options.words);
        let (right, strip_bottom) =
            push_magnifier(&mut strip, fonts, &run, &total, &options.words, (size.width, strip_top));
        let strip_right = strip.iter().filter_map(bar_right).fold(first.x0, f64::max);
        marks.push(beam((first.x0, last.x1), bottom, (0.0, strip_right), strip_top));
        *size = Size::new(size.width.max(right), strip_bottom + 4.0);
    }
    push_axis(marks, fonts, options, scale, (axis_bottom, bottom + 8.0), size.width);
    for label in &hanging {
        if let Some(bar) = bars.get(label.step) {
            marks.push(Mark::Path { path: rounded(&label.leader(bar.y1)), role: Role::Leader });
        }
    }
    let mut standing = parts.standing;
    for (index, (step, bar)) in parts.steps.iter().zip(&bars).enumerate() {
        push_linked(marks, step.href.as_deref(), &step.name, |marks| {
            push_bar(marks, step.kind, *bar);
            if let Some(words) = standing.get_mut(index).and_then(Option::take) {
                push_standing(marks, words, step.kind, *bar);
            }
        });
        if scale.broken.is_some_and(|broken| broken == (step.start, step.start + step.duration)) {
            push_break(marks, *bar);
        }
    }
    for label in hanging {
        push_hanging(marks, label, parts.steps);
    }
    marks.append(&mut strip);
}

fn bar_right(mark: &Mark<'_>) -> Option<f64> {
    match mark {
        Mark::Rect { rect, .. } => Some(rect.x1),
        Mark::Link { marks, .. } => marks.iter().filter_map(bar_right).reduce(f64::max),
        _ => None,
    }
}

/// A line for each step: the first on which it meets no earlier one.
fn assign_lines(spans: &[(f64, f64)]) -> Vec<usize> {
    let mut lines = vec![0; spans.len()];
    let mut ends: Vec<f64> = Vec::new();
    for index in order_by_time(spans) {
        let Some(&(start, end)) = spans.get(index) else { continue };
        let slack = (end - start).abs() * 1e-6 + 1e-6;
        let line = ends.iter().position(|last| *last <= start + slack).unwrap_or(ends.len());
        match ends.get_mut(line) {
            Some(last) => *last = end,
            None => ends.push(end),
        }
        if let Some(slot) = lines.get_mut(index) {
            *slot = line;
        }
    }
    lines
}

pub(super) fn order_by_time(spans: &[(f64, f64)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by(|a, b| match (spans.get(*a), spans.get(*b)) {
        (Some(a), Some(b)) => a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)),
        _ => std::cmp::Ordering::Equal,
    });
    order
}

/// Left and right edge; the top counts lines.
fn bar_of(scale: &TimeScale, (start, end): (f64, f64), line: usize) -> Rect {
    let (x0, x1) = (scale.apply(start), scale.apply(end));
    Rect::new(x0, line as f64, x1.max(x0 + 2.0), line as f64)
}

/// The words of a bar that has room for them.
fn stand<'a>(fonts: &FontBook, step: &'a TimelineStep<'a>, width: f64) -> Option<Standing<'a>> {
    let room = width - 20.0;
    if room < 56.0 {
        return None;
    }
    let title = StepWords::of(step).title;
    let inside = TextBlock::wrapped(fonts, BODY_STRONG, &title, room).into_owned();
    let words = Standing {
        inside,
        duration: TextBlock::wrapped(fonts, LABEL_STRONG, &step.duration_label, room),
        note: TextBlock::wrapped(fonts, SMALL, &step.note, room),
    };
    (words.inside.lines.len() <= 2 && words.duration.lines.len() <= 2 && words.note.lines.len() <= 3).then_some(words)
}

pub(super) fn ink_on(kind: TimelineKind) -> Role {
    match kind {
        TimelineKind::Doing => Role::OnChevron,
        TimelineKind::Hurt => Role::OnPersona,
        TimelineKind::Waiting | TimelineKind::Apart => Role::Ink,
    }
}

pub(super) fn push_bar(marks: &mut Vec<Mark<'_>>, kind: TimelineKind, rect: Rect) {
    match kind {
        TimelineKind::Doing => marks.push(Mark::Rect { rect, radius: 0.0, role: Role::Chevron }),
        TimelineKind::Hurt => marks.push(Mark::Rect { rect, radius: 0.0, role: Role::Low }),
        TimelineKind::Apart => marks.push(Mark::Rect { rect, radius: 0.0, role: Role::TimeApart }),
        TimelineKind::Waiting => {
            marks.push(Mark::Rect { rect, radius: 0.0, role: Role::Paper });
            marks.push(Mark::Hatch { path: rect.to_path(0.1), role: Role::HatchAssumed });
            marks.push(Mark::Rect { rect, radius: 0.0, role: Role::TimeWaiting });
        }
    }
}

fn push_standing<'a>(marks: &mut Vec<Mark<'a>>, words: Standing<'a>, kind: TimelineKind, bar: Rect) {
    let x = bar.x0 + 10.0;
    let top = bar.y0 - 8.0 - words.above();
    let below = top + words.duration.height();
    // Lines of weeks may run behind them.
    words.duration.place(marks, x, top, Anchor::Start, Role::Ink, Casing::Paper);
    words.note.place(marks, x, below, Anchor::Start, Role::Muted, Casing::Paper);
    if kind == TimelineKind::Waiting {
        let middle = bar.center().y - words.inside.height() / 2.0;
        words.inside.place(marks, x, middle, Anchor::Start, Role::Ink, Casing::Paper);
    } else {
        push_middle(marks, words.inside, x, bar.center().y, Anchor::Start, ink_on(kind));
    }
}

/// Two slanting cuts through the bar: here time is left out.
pub(super) fn push_break(marks: &mut Vec<Mark<'_>>, bar: Rect) {
    let x = bar.x1 - (bar.width() * 0.2).min(26.0);
    let corner = |dx: f64, y: f64| Point::new(x + dx, y);
    let (top, bottom) = (bar.y0 - 2.0, bar.y1 + 2.0);
    marks.push(Mark::Polygon {
        points: vec![corner(2.0, top), corner(9.0, top), corner(-1.0, bottom), corner(-8.0, bottom)],
        role: Role::Paper,
    });
    for dx in [0.0, 7.0] {
        marks.push(Mark::Path {
            path: polyline(&[corner(2.0 + dx, top), corner(-8.0 + dx, bottom)], false),
            role: Role::Axis,
        });
    }
}

fn push_hanging<'a>(marks: &mut Vec<Mark<'a>>, label: Hanging<'_>, steps: &[&'a TimelineStep<'a>]) {
    let Some(step) = steps.get(label.step) else { return };
    let x = label.x + super::labels::ARM + 4.0;
    let role = if step.kind == TimelineKind::Hurt { Role::Low } else { Role::Ink };
    let below = label.top + label.name.height();
    let (name, note) = (label.name.into_owned(), label.note.into_owned());
    push_linked(marks, step.href.as_deref(), &step.name, |marks| {
        name.place(marks, x, label.top, Anchor::Start, role, Casing::None);
        note.place(marks, x, below, Anchor::Start, Role::Muted, Casing::None);
    });
}

pub(super) fn push_axis<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    options: &TimelineOptions<'_>,
    scale: &TimeScale,
    (top, bottom): (f64, f64),
    width: f64,
) {
    for (index, (minutes, label)) in scale.ticks(&options.words, fonts).into_iter().enumerate() {
        let x = scale.apply(minutes);
        let label_width = fonts.width_in(&SMALL, &label);
        let left = if index == 0 { x } else { x - label_width / 2.0 };
        marks.push(line(x, top, x, bottom, Role::GridLine));
        let at = Point::new(left.min(width - label_width).max(0.0), 0.74 * SMALL.size);
        marks.push(Mark::Text(text_mark(fonts, &SMALL, at, Anchor::Start, Role::Muted, label)));
    }
}
