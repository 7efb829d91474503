//! What the bars of a timeline are.

use kurbo::{Rect, Size};

use crate::diagram::chart::key::{KeyEntry, push_key};
use crate::diagram::scene::Mark;
use crate::diagram::text_metrics::FontBook;

use super::draw::push_bar;
use super::{TimelineKind, TimelineStep, TimelineWords};

const SAMPLE: Size = Size::new(24.0, 14.0);

/// Below a picture of `size` the kinds that it shows, when there are several or one that has to be told. Returns the new height.
pub(super) fn push_kinds(
    marks: &mut Vec<Mark<'_>>,
    fonts: &FontBook,
    steps: &[&TimelineStep<'_>],
    words: &TimelineWords<'_>,
    size: Size,
) -> f64 {
    let kinds = [
        (TimelineKind::Doing, &words.doing),
        (TimelineKind::Hurt, &words.hurt),
        (TimelineKind::Waiting, &words.waiting),
        (TimelineKind::Apart, &words.apart),
    ];
    let is_shown = |kind: TimelineKind| steps.iter().any(|step| step.kind == kind);
    let shown: Vec<_> = kinds.into_iter().filter(|(kind, word)| !word.is_empty() && is_shown(*kind)).collect();
    if shown.iter().all(|(kind, _)| *kind == TimelineKind::Doing) {
        return size.height;
    }
    let entries: Vec<KeyEntry<'_>> = shown
        .iter()
        .map(|(_, word)| KeyEntry { sample_width: SAMPLE.width, sample_height: SAMPLE.height, word })
        .collect();
    push_key(marks, fonts, &entries, (0.0, size.width), size.height + 10.0, |marks, index, center| {
        if let Some((kind, _)) = shown.get(index) {
            push_bar(marks, *kind, Rect::from_center_size(center, SAMPLE));
        }
    })
}
