//! A run of short steps, drawn again with room for its words.

use kurbo::{Point, Rect};

use crate::diagram::chart::marks::push_linked;
use crate::diagram::chart::styles::{BODY_STRONG, LABEL, SMALL};
use crate::diagram::line_break::widest_word;
use crate::diagram::scene::{Anchor, Casing, Mark, Role};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::{FontBook, TextStyle, Typeface};

use super::draw::{ink_on, push_bar};
use super::{TimelineStep, TimelineWords};

const HEIGHT: f64 = 46.0;
const TOTAL: TextStyle = TextStyle::new(Typeface::SansBold, 15.0, 1.2);

/// The longest run of short steps that covers little of the plot. `order` holds steps by time, `is_short` answers by step.
pub(super) fn find_run(order: &[usize], is_short: &[bool], bars: &[Rect], plot_width: f64) -> std::ops::Range<usize> {
    let mut best = 0..0;
    let mut start = 0;
    for place in 0..=order.len() {
        let ends = order.get(place).is_none_or(|step| is_short.get(*step) != Some(&true));
        if !ends {
            continue;
        }
        let edge = |place: Option<&usize>| place.and_then(|step| bars.get(*step));
        if let (Some(first), Some(last)) =
            (edge(order.get(start)), edge(place.checked_sub(1).and_then(|last| order.get(last))))
            && place - start >= 2.max(best.len() + 1)
            && last.x1 - first.x0 < plot_width * 0.3
        {
            best = start..place;
        }
        start = place + 1;
    }
    best
}

/// Widths in proportion to the durations, as far as the words allow.
fn share(needs: &[f64], durations: &[f64], total: f64) -> Vec<f64> {
    let mut fixed = vec![false; needs.len()];
    loop {
        let rest = total - needs.iter().zip(&fixed).filter(|(_, fixed)| **fixed).map(|(need, _)| need).sum::<f64>();
        let free: f64 = durations.iter().zip(&fixed).filter(|(_, fixed)| !**fixed).map(|(duration, _)| duration).sum();
        let width = |duration: f64| if free > 0.0 { (rest * duration / free).max(0.0) } else { 0.0 };
        let mut changed = false;
        for ((is_fixed, need), duration) in fixed.iter_mut().zip(needs).zip(durations) {
            if !*is_fixed && width(*duration) < *need {
                *is_fixed = true;
                changed = true;
            }
        }
        if !changed {
            return needs
                .iter()
                .zip(durations)
                .zip(&fixed)
                .map(|((need, duration), fixed)| if *fixed { *need } else { width(*duration) })
                .collect();
        }
    }
}

/// Whether every minute is as wide as every other.
fn is_to_scale(widths: &[f64], durations: &[f64]) -> bool {
    let (width, duration) = (widths.iter().sum::<f64>(), durations.iter().sum::<f64>());
    widths
        .iter()
        .zip(durations)
        .all(|(own, minutes)| (own * duration - minutes * width).abs() <= 0.02 * width * duration)
}

/// Draws the strip from `top` down and returns its right edge and bottom.
pub(super) fn push_magnifier<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    steps: &[&'a TimelineStep<'a>],
    total: &str,
    words: &TimelineWords<'_>,
    (width, top): (f64, f64),
) -> (f64, f64) {
    let total = TextBlock::wrapped(fonts, TOTAL, total, 130.0).into_owned();
    let told = |words: &str| TextBlock::wrapped(fonts, SMALL, words, 130.0).into_owned();
    let (even, uneven) = (told(&words.magnified), told(&words.magnified_uneven));
    let side = total.width().max(even.width()).max(uneven.width()) + 14.0;
    let needs: Vec<f64> = steps
        .iter()
        .map(|step| {
            widest_word(fonts, &LABEL, &step.name)
                .min(120.0)
                .max(fonts.width_in(&BODY_STRONG, &step.duration_label).min(120.0) + 10.0)
                .max(44.0)
                + 12.0
        })
        .collect();
    let durations: Vec<f64> = steps.iter().map(|step| step.duration).collect();
    let widths = share(&needs, &durations, width - side);
    let word = if is_to_scale(&widths, &durations) { even } else { uneven };
    let mut x = 0.0;
    let mut bottom = top + HEIGHT;
    for (step, segment) in steps.iter().zip(widths) {
        let rect = Rect::new(x, top, x + segment - 2.0, top + HEIGHT);
        let room = segment - 10.0;
        let inside = TextBlock::wrapped(fonts, BODY_STRONG, &step.duration_label, rect.width() - 16.0);
        let fits = inside.lines.len() <= 2 && inside.width() <= rect.width() - 14.0;
        push_linked(marks, step.href.as_deref(), &step.name, |marks| {
            push_bar(marks, step.kind, rect);
            let mut y = rect.y1 + 8.0;
            let mut below = vec![
                (TextBlock::wrapped(fonts, SMALL, &step.number, room), Role::Muted),
                (TextBlock::wrapped(fonts, LABEL, &step.name, room), Role::Ink),
            ];
            if fits {
                let middle = rect.center().y - inside.height() / 2.0;
                inside.place(marks, rect.x0 + 9.0, middle, Anchor::Start, ink_on(step.kind), Casing::None);
            } else {
                below.push((TextBlock::wrapped(fonts, SMALL, &step.duration_label, room), Role::Muted));
            }
            for (block, role) in below {
                let next = y + block.height();
                block.place(marks, rect.x0, y, Anchor::Start, role, Casing::None);
                y = next;
            }
            bottom = bottom.max(y);
        });
        x += segment;
    }
    let y = top + HEIGHT / 2.0 - (total.height() + word.height()) / 2.0;
    let below = y + total.height();
    let right = x + side;
    total.place(marks, x + 12.0, y, Anchor::Start, Role::Ink, Casing::None);
    word.place(marks, x + 12.0, below, Anchor::Start, Role::Muted, Casing::None);
    (right, bottom)
}

/// The light that falls from the run onto its magnified form.
pub(super) fn beam<'a>(run: (f64, f64), bar_bottom: f64, strip: (f64, f64), strip_top: f64) -> Mark<'a> {
    let points = vec![
        Point::new(run.0, bar_bottom),
        Point::new(strip.0, strip_top),
        Point::new(strip.1, strip_top),
        Point::new(run.1, bar_bottom),
    ];
    Mark::Polygon { points, role: Role::Band }
}
