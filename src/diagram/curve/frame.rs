//! What a curve needs around it when it stands alone: its title, a key of its marks, and the generated sentence.

use std::borrow::Cow;

use kurbo::{Point, Vec2};

use crate::diagram::chart::key::{KeyEntry, push_key};
use crate::diagram::icon::IconName;
use crate::diagram::scene::{Anchor, Casing, Mark, Role, Scene, shift_marks};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::{FontBook, TextStyle, Typeface};

use super::{CurveData, CurveWords};

const TITLE: TextStyle = TextStyle::new(Typeface::SerifSemibold, 34.0, 1.12);
const SENTENCE: TextStyle = TextStyle::new(Typeface::Sans, 15.0, 1.4);
const MARGIN: f64 = 32.0;

/// Samples of the key.
#[derive(Clone, Copy)]
pub(super) enum Sample {
    Icon(IconName, Role),
    Assumed,
    Ghost(u8),
    /// Somebody whose words stand in the picture without a line.
    Person(u8),
}

impl Sample {
    pub(super) fn width(self) -> f64 {
        if matches!(self, Self::Icon(..) | Self::Person(_)) { 16.0 } else { 36.0 }
    }
}

/// The same scene, larger by title, key, sentence and margins.
pub(crate) fn frame_curve<'a>(
    mut scene: Scene<'a>,
    data: &'a CurveData<'a>,
    fonts: &FontBook,
    words: &CurveWords<'_>,
) -> Scene<'a> {
    let room = scene.size.width;
    let title = TextBlock::balanced(fonts, TITLE, &data.title, room);
    let head = if title.is_empty() { 0.0 } else { title.height() + 18.0 };
    shift_marks(&mut scene.marks, Vec2::new(MARGIN, MARGIN + head));
    let mut marks = std::mem::take(&mut scene.marks);
    title.place(&mut marks, MARGIN, MARGIN, Anchor::Start, Role::Ink, Casing::None);
    let y = MARGIN + head + scene.size.height + 14.0;
    let y = push_key_of(&mut marks, data, fonts, words, (MARGIN, MARGIN + room), y);
    let sentence = TextBlock::wrapped(fonts, SENTENCE, &scene.description, room.min(1000.0)).into_owned();
    let height = sentence.height();
    sentence.place(&mut marks, MARGIN, y, Anchor::Start, Role::Muted, Casing::None);
    scene.marks = marks;
    scene.size.width += 2.0 * MARGIN;
    scene.size.height = (y + height + MARGIN).ceil();
    scene
}

/// The same scene with the key of its marks below it.
pub(crate) fn append_key<'a>(
    mut scene: Scene<'a>,
    data: &'a CurveData<'a>,
    fonts: &FontBook,
    words: &CurveWords<'_>,
) -> Scene<'a> {
    let bounds = (0.0, scene.size.width);
    scene.size.height = push_key_of(&mut scene.marks, data, fonts, words, bounds, scene.size.height + 4.0).ceil();
    scene
}

/// Returns the bottom; `top` where nothing needs a key.
fn push_key_of<'a>(
    marks: &mut Vec<Mark<'a>>,
    data: &CurveData<'_>,
    fonts: &FontBook,
    words: &CurveWords<'_>,
    bounds: (f64, f64),
    top: f64,
) -> f64 {
    let mut entries = people_without_line(data);
    entries.extend(key_entries(data, words));
    let key: Vec<KeyEntry<'_>> = entries
        .iter()
        .map(|(sample, word)| KeyEntry { sample_width: sample.width(), sample_height: 16.0, word })
        .collect();
    if key.is_empty() {
        return top;
    }
    push_key(marks, fonts, &key, bounds, top, |marks, index, center| {
        if let Some((sample, _)) = entries.get(index) {
            draw_sample(marks, *sample, center);
        }
    }) + 6.0
}

/// A line has its name at its end; who has feelings in words alone is named in the key, where there are several.
fn people_without_line<'w>(data: &'w CurveData<'_>) -> Vec<(Sample, Cow<'w, str>)> {
    let has_line = |persona: usize| {
        data.columns().any(|(_, step)| step.reading(persona).is_some_and(|reading| reading.score.is_some()))
    };
    let people = data.personas.iter().enumerate().filter(|(index, _)| data.personas.len() > 1 && !has_line(*index));
    people.map(|(_, person)| (Sample::Person(person.look), Cow::Borrowed(person.line_name()))).collect()
}

pub(super) fn key_entries<'w>(data: &'w CurveData<'_>, words: &'w CurveWords<'_>) -> Vec<(Sample, Cow<'w, str>)> {
    let mut entries = Vec::new();
    if data.columns().any(|(_, step)| step.moment_of_truth) {
        entries.push((Sample::Icon(IconName::Star, Role::MomentOfTruth), Cow::Borrowed(&*words.moment_of_truth)));
    }
    if data.columns().any(|(_, step)| step.failure_point) {
        entries.push((Sample::Icon(IconName::Failure, Role::FailurePoint), Cow::Borrowed(&*words.failure_point)));
    }
    if data.columns().any(|(_, step)| step.assumed) {
        entries.push((Sample::Assumed, Cow::Borrowed(&*words.assumed)));
    }
    if let Some(ghost) = data.ghosts.first() {
        let look = data.personas.get(ghost.persona).map_or(0, |persona| persona.look);
        entries.push((Sample::Ghost(look), Cow::Borrowed(&*ghost.label)));
    }
    entries
}

pub(super) fn draw_sample(marks: &mut Vec<Mark<'_>>, sample: Sample, center: Point) {
    let line = |role: Role| Mark::Line {
        from: Point::new(center.x - 17.0, center.y),
        to: Point::new(center.x + 17.0, center.y),
        role,
    };
    match sample {
        Sample::Icon(name, role) => marks.push(Mark::Icon { name, center, size: 16.0, role }),
        Sample::Person(persona) => marks.push(Mark::PersonaShape { center, size: 14.0, persona }),
        Sample::Assumed => marks.push(line(Role::AssumedSample)),
        Sample::Ghost(look) => {
            marks.push(line(Role::GhostLine(look)));
            marks.push(Mark::Circle { center, radius: 3.5, role: Role::GhostPoint(look) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::curve::{CurvePersona, CurveStage, CurveStep, Reading, Score};

    #[test]
    fn who_has_no_line_is_named_in_the_key() {
        let person = |name: &'static str, look| CurvePersona { name: name.into(), look, ..CurvePersona::default() };
        let reading = |score| Some(Reading { score, feeling: Some("glad".into()), quote: None });
        let step = CurveStep { readings: vec![reading(Some(Score::At(1.0))), reading(None)], ..CurveStep::default() };
        let stages = vec![CurveStage { steps: vec![step], ..CurveStage::default() }];
        let data = CurveData { personas: vec![person("Maya", 0), person("Tom", 1)], stages, ..CurveData::default() };
        let names: Vec<_> = people_without_line(&data).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["Tom"]);
    }
}
