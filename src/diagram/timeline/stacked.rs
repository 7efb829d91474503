//! The timeline for narrow columns: a line of words a step, its bar below on the same scale for all.

use kurbo::{Rect, Size};

use crate::diagram::chart::marks::{line, push_linked};
use crate::diagram::chart::styles::{LABEL_STRONG, SMALL};
use crate::diagram::scene::{Anchor, Casing, Mark, Role, Scene};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::FontBook;

use super::draw::{finish, order_by_time, push_axis, push_bar, push_break, timed_steps};
use super::key::push_kinds;
use super::labels::StepWords;
use super::scale::{TimeScale, build_scale};
use super::{TimelineData, TimelineKind, TimelineOptions, TimelineStep};

/// Pictures of at most this width are lists.
pub(super) const WIDEST: f64 = 480.0;
const BAR: f64 = 16.0;
/// The shortest bar can still be seen.
const MIN_BAR: f64 = 3.0;
const BETWEEN: f64 = 14.0;

pub(super) fn layout_timeline_stacked<'a>(
    data: &'a TimelineData<'a>,
    options: &TimelineOptions<'_>,
    fonts: &FontBook,
) -> Scene<'a> {
    let width = options.width.clamp(240.0, WIDEST);
    let (steps, spans) = timed_steps(data);
    let mut marks = Vec::new();
    let mut size = Size::new(width, 0.0);
    if !steps.is_empty() {
        let scale = build_scale(&spans, options.scale, (1.0, width - 1.0 - MIN_BAR));
        push_axis(&mut marks, fonts, options, &scale, (22.0, 30.0), width);
        let mut y = 38.0;
        for index in order_by_time(&spans) {
            if let Some(step) = steps.get(index) {
                y = push_step(&mut marks, fonts, step, &scale, width, y) + BETWEEN;
            }
        }
        size.height = push_kinds(&mut marks, fonts, &steps, &options.words, Size::new(width, y - BETWEEN));
    }
    size.height = size.height.max(8.0) + 4.0;
    finish(data, marks, size)
}

/// Name, time and note, then the bar on its line. Returns the bottom.
fn push_step<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    step: &'a TimelineStep<'a>,
    scale: &TimeScale,
    width: f64,
    top: f64,
) -> f64 {
    let words = StepWords::of(step);
    let name = TextBlock::wrapped(fonts, LABEL_STRONG, &words.title, width).into_owned();
    let time = TextBlock::wrapped(fonts, SMALL, &step.duration_label, width);
    let note = TextBlock::wrapped(fonts, SMALL, &step.note, width);
    let role = if step.kind == TimelineKind::Hurt { Role::Low } else { Role::Ink };
    let mut y = top;
    push_linked(marks, step.href.as_deref(), &step.name, |marks| {
        for (block, role) in [(name, role), (time, Role::Ink), (note, Role::Muted)] {
            let next = y + block.height();
            block.place(marks, 0.0, y, Anchor::Start, role, Casing::None);
            y = next;
        }
    });
    y += 5.0;
    let (x0, x1) = (scale.apply(step.start), scale.apply(step.start + step.duration));
    let rect = Rect::new(x0, y, x1.max(x0 + MIN_BAR), y + BAR);
    let middle = rect.center().y;
    marks.push(line(0.0, middle, width, middle, Role::Rule));
    push_bar(marks, step.kind, rect);
    if scale.broken == Some((step.start, step.start + step.duration)) {
        push_break(marks, rect);
    }
    rect.y1 + 2.0
}
