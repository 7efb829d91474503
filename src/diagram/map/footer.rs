//! The key, the footnotes and the imprint.

use kurbo::Point;

use crate::diagram::icon::IconName;
use crate::diagram::scene::{Anchor, Casing, FaceMark, Mark, Role};
use crate::diagram::text_block::{TextBlock, text_mark};
use crate::diagram::text_metrics::{TextStyle, Typeface};

use super::{ItemMarker, MARGIN, Poster};

const WORD: TextStyle = TextStyle::new(Typeface::Sans, 16.0, 1.3);
const FOOTNOTE: TextStyle = TextStyle::new(Typeface::Sans, 16.0, 1.5);

/// What stands before an entry's words, and how wide it is.
enum Sample {
    Face(f64),
    Persona(u8),
    Assumed,
    Icon(IconName, Role),
    Severity,
    None,
}

impl Sample {
    fn width(&self) -> f64 {
        match self {
            Self::Face(_) => 29.0,
            Self::Persona(_) => 52.0,
            Self::Assumed => 50.0,
            Self::Icon(..) => 23.0,
            Self::Severity => 44.0,
            Self::None => 0.0,
        }
    }
}

/// Draws below `top`; returns the poster's height.
pub(crate) fn draw_footer<'a>(poster: &Poster<'_, 'a>, marks: &mut Vec<Mark<'a>>, top: f64) -> f64 {
    let mut y = draw_key(poster, marks, top + 18.0);
    let room = poster.right() - MARGIN;
    let imprint_width = poster.fonts.width_in(&FOOTNOTE, &poster.data.imprint);
    let mut last_line_width = f64::INFINITY;
    let is_last = poster.frame.sheet.is_none_or(super::Sheet::is_last);
    for note in poster.data.footnotes.iter().filter(|_| is_last) {
        let block = TextBlock::wrapped(poster.fonts, FOOTNOTE, note, room);
        if block.is_empty() {
            continue;
        }
        last_line_width = block.lines.last().map_or(0.0, |line| line.width);
        let height = block.height();
        block.place(marks, MARGIN, y, Anchor::Start, Role::Muted, Casing::None);
        y += height;
    }
    if !poster.data.imprint.is_empty() {
        let imprint = TextBlock::wrapped(poster.fonts, FOOTNOTE, &poster.data.imprint, room);
        if last_line_width + 40.0 + imprint_width <= room {
            y -= FOOTNOTE.leading();
        }
        let height = imprint.height();
        imprint.place(marks, poster.right(), y, Anchor::End, Role::Muted, Casing::None);
        y += height;
    }
    y + 40.0
}

/// Only what the poster shows, side by side, in as many rows as it needs.
fn draw_key<'a>(poster: &Poster<'_, 'a>, marks: &mut Vec<Mark<'a>>, top: f64) -> f64 {
    let (mut x, mut y) = (MARGIN, top);
    for (sample, words, air) in key_entries(poster) {
        let width = sample.width() + poster.fonts.width_in(&WORD, &words);
        if x > MARGIN && x + width > poster.right() {
            x = MARGIN;
            y += 34.0;
        }
        let middle = y + 14.0;
        draw_sample(marks, &sample, x, middle);
        let at = Point::new(x + sample.width(), middle + 5.5);
        marks.push(Mark::Text(text_mark(poster.fonts, &WORD, at, Anchor::Start, Role::Ink, words)));
        x += width + air;
    }
    y + 38.0
}

fn key_entries<'a>(poster: &Poster<'_, 'a>) -> Vec<(Sample, String, f64)> {
    let data = &poster.data.curve;
    let words = &poster.words.curve;
    let steps = || data.columns().map(|(_, step)| step);
    let mut entries = Vec::new();
    if steps().any(|step| step.readings.iter().flatten().any(|reading| reading.score.is_some())) {
        // At most seven faces: the ends, the neutral one and what has a word.
        let mut ticks = data.scale.ticks();
        if ticks.len() > 7 {
            ticks.retain(|tick| *tick == data.scale.min || *tick == data.scale.max || *tick == data.scale.neutral);
        }
        for tick in ticks {
            let number = words.format_score(tick, data.scale.is_signed());
            let text = data.scale.word(tick).map_or(number.clone(), |word| format!("{number} {word}"));
            entries.push((Sample::Face(data.scale.valence(tick)), text, 26.0));
        }
        if let Some(last) = entries.last_mut() {
            last.2 = 40.0;
        }
        for persona in &data.personas {
            let name = if persona.short_name.is_empty() { &persona.name } else { &persona.short_name };
            entries.push((Sample::Persona(persona.look), name.to_string(), 26.0));
        }
    }
    if steps().any(|step| step.assumed) {
        entries.push((Sample::Assumed, words.assumed.to_string(), 26.0));
    }
    if steps().any(|step| step.moment_of_truth) {
        entries.push((Sample::Icon(IconName::Star, Role::MomentOfTruth), words.moment_of_truth.to_string(), 26.0));
    }
    if steps().any(|step| step.failure_point) {
        entries.push((Sample::Icon(IconName::Failure, Role::FailurePoint), words.failure_point.to_string(), 26.0));
    }
    let mut items = poster.data.lanes.iter().flat_map(|lane| &lane.cells).flat_map(|cell| &cell.items);
    if items.any(|item| matches!(item.marker, ItemMarker::Severity(_))) {
        entries.push((Sample::Severity, poster.words.severity_key.to_string(), 26.0));
    }
    entries.extend(poster.data.key_notes.iter().map(|note| (Sample::None, note.to_string(), 26.0)));
    entries
}

fn draw_sample(marks: &mut Vec<Mark<'_>>, sample: &Sample, x: f64, middle: f64) {
    let line = |from: f64, to: f64, role: Role| Mark::Line {
        from: Point::new(x + from, middle),
        to: Point::new(x + to, middle),
        role,
    };
    match *sample {
        Sample::Face(valence) => {
            marks.push(Mark::Face(FaceMark {
                center: Point::new(x + 11.0, middle),
                scale: 0.92,
                valence,
                persona: None,
                assumed: false,
            }));
        }
        Sample::Persona(look) => {
            marks.push(line(0.0, 42.0, Role::PersonaLine(look)));
            marks.push(Mark::PersonaShape { center: Point::new(x + 21.0, middle), size: 13.0, persona: look });
        }
        Sample::Assumed => marks.push(line(2.0, 40.0, Role::AssumedSample)),
        Sample::Icon(name, role) => {
            marks.push(Mark::Icon { name, center: Point::new(x + 8.0, middle), size: 16.0, role });
        }
        Sample::Severity => marks.push(Mark::Severity {
            level: 4,
            origin: Point::new(x, middle - 6.0),
            height: 12.0,
            from_right: false,
        }),
        Sample::None => {}
    }
}
