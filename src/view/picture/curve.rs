//! A journey as the data of an emotion curve.

use std::borrow::Cow;

use super::chart::UPRIGHT_TABLET_WIDTH;
use crate::diagram::curve::{
    CurveData, CurveOptions, CurvePersona, CurveScale, CurveStage, CurveStep, CurveWords, GhostLine, Interpolation,
    Reading, Score, SparklineOptions, layout_sparkline,
};
use crate::insight::score_of_valence;
use crate::model::{self, Address, Emotion, Journey, JourneyId, Lane, PersonaId, Place, stage_anchor, step_anchor};
use crate::theme::Strings;
use crate::view::PageContext;

/// The curve of a journey. `picture_id` begins every id in the picture; links lead from `page`.
#[must_use]
pub fn curve_data<'a>(page: &PageContext<'a>, id: JourneyId, picture_id: &str) -> CurveData<'a> {
    let journey = page.site.journey(id);
    let stages = (0_u32..)
        .zip(&journey.stages)
        .map(|(stage_index, stage)| {
            let facts = [
                stage.place.duration.as_ref().map(|duration| Cow::Borrowed(duration.words.as_ref())),
                stage.place.owner.map(|owner| Cow::Borrowed(page.site.teams[owner.index()].name.as_ref())),
            ];
            let mut steps = (0_u32..)
                .zip(&stage.steps)
                .map(|(step_index, step)| CurveStep {
                    number: Cow::Owned(PageContext::place_number(stage_index, Some(step_index))),
                    name: Cow::Borrowed(step.place.name.plain.as_ref()),
                    href: Some(Cow::Owned(page.href(Address::Step(id, stage_index, step_index)))),
                    ..curve_step(journey, &step.place)
                })
                .collect::<Vec<_>>();
            if steps.is_empty() {
                steps.push(curve_step(journey, &stage.place));
            } else {
                lend_stage_scores(journey, stage, &mut steps);
            }
            CurveStage {
                name: Cow::Borrowed(stage.place.name.plain.as_ref()),
                number: Cow::Owned((stage_index + 1).to_string()),
                href: Some(Cow::Owned(page.href(Address::Stage(id, stage_index)))),
                facts: facts.into_iter().flatten().collect(),
                steps,
            }
        })
        .collect();
    CurveData {
        id: Cow::Owned(picture_id.to_owned()),
        title: Cow::Owned(page.strings().fill("curve.title", None, &[("journey", &journey.title)])),
        language: Cow::Borrowed(page.site.settings.language.as_ref()),
        scale: curve_scale(journey),
        interpolation: Interpolation::default(),
        personas: curve_personas(page, journey),
        stages,
        ghosts: Vec::new(),
    }
}

/// Wide enough for the words of every step: the natural width, and more for long journeys.
#[must_use]
pub fn curve_options(data: &CurveData<'_>) -> CurveOptions {
    let default = CurveOptions::default();
    let needed = 206.0 + column_width(data) * data.n_columns() as f64;
    CurveOptions { width: default.width.max(needed), plot_height: plot_height(data, default.plot_height), ..default }
}

/// Words alone need no height to be compared in.
fn plot_height(data: &CurveData<'_>, usual: f64) -> f64 {
    if data.has_scores() { usual } else { 128.0 }
}

/// The same for a column of that width: few steps take the width of slim pictures, more fill the column, so that the pictures of a page
/// share their edges.
#[must_use]
pub(crate) fn embedded_curve_options(data: &CurveData<'_>, column: f64) -> CurveOptions {
    let needed = 206.0 + column_width(data) * data.n_columns() as f64;
    let width = if needed <= UPRIGHT_TABLET_WIDTH { UPRIGHT_TABLET_WIDTH } else { needed.max(column) };
    CurveOptions { width, plot_height: plot_height(data, 260.0), has_key: true, ..CurveOptions::default() }
}

/// Room for a step's words, and for the faces of all who walk the journey side by side.
fn column_width(data: &CurveData<'_>) -> f64 {
    66.0f64.max(20.0 * data.personas.len() as f64 + 12.0)
}

/// Keeps only some personas' lines; all of them when none of these walks the journey.
pub(crate) fn keep_personas(data: &mut CurveData<'_>, journey: &Journey, personas: &[PersonaId]) {
    let kept = journey.personas.iter().map(|persona| personas.contains(persona)).collect::<Vec<_>>();
    if !kept.contains(&true) {
        return;
    }
    let keep = |index: usize| kept.get(index).copied().unwrap_or(false);
    let mut index = 0;
    data.personas.retain(|_| {
        index += 1;
        keep(index - 1)
    });
    for step in data.stages.iter_mut().flat_map(|stage| &mut stage.steps) {
        let readings = std::mem::take(&mut step.readings);
        step.readings =
            readings.into_iter().enumerate().filter(|(index, _)| keep(*index)).map(|(_, reading)| reading).collect();
    }
}

/// Today's lines behind the plan's: `data` is the plan's, `today` the journey as it is.
pub(crate) fn add_ghosts(data: &mut CurveData<'_>, page: &PageContext<'_>, plan: &Journey, today: &Journey) {
    let label = page.word("twin.today");
    for (index, persona) in walkers(plan).into_iter().enumerate() {
        if !walkers(today).contains(&persona) {
            continue;
        }
        let mut points = Vec::new();
        let mut column = 0.0;
        for (anchor, _) in columns(plan) {
            let counterpart = columns(today).find(|(other, _)| *other == anchor);
            let score = counterpart.and_then(|(_, place)| place.emotions.of(persona)?.score);
            if let Some(score) = score {
                points.push((column + 0.5, score_of_valence(&plan.scale, today.scale.valence(score.last()))));
            }
            column += 1.0;
        }
        if points.len() > 1 {
            let name = persona.filter(|_| walkers(plan).len() > 1).map(|id| page.site.persona(id).short_name.as_ref());
            let end_label = match name {
                Some(name) => {
                    let strings = page.strings();
                    [&*strings.isolated(name), strings.text("list.comma"), &label].concat()
                }
                None => label.clone(),
            };
            data.ghosts.push(GhostLine {
                persona: index,
                label: Cow::Owned(label.clone()),
                end_label: Cow::Owned(end_label),
                points,
            });
        }
    }
}

fn columns(journey: &Journey) -> impl Iterator<Item = (String, &Place)> {
    journey.stages.iter().flat_map(|stage| {
        let own = stage.steps.is_empty().then(|| (stage_anchor(&stage.place.id), &stage.place));
        let steps = stage.steps.iter().map(|step| (step_anchor(&stage.place.id, &step.place.id), &step.place));
        own.into_iter().chain(steps)
    })
}

/// The curve of a journey in small, for lists; `persona` shows one line only. `title` empty: hidden from screen readers.
#[must_use]
pub fn sparkline(
    page: &PageContext<'_>,
    id: JourneyId,
    persona: Option<PersonaId>,
    title: &str,
    height: f64,
) -> String {
    let journey = page.site.journey(id);
    let data = curve_data(page, id, &format!("_curve-{}", journey.id));
    let only = persona.and_then(|persona| journey.personas.iter().position(|other| *other == persona));
    let n_columns = data.n_columns().max(1) as f64;
    let options = SparklineOptions {
        persona: only,
        width_per_point: (260.0 / n_columns).clamp(9.0, 18.0),
        height,
        ..SparklineOptions::default()
    };
    let scene = layout_sparkline(&data, Cow::Owned(title.to_owned()), &options);
    page.draw(|sprite| sprite.picture(&scene))
}

/// The words of curves in the language of the theme's strings.
#[must_use]
pub fn curve_words(strings: &Strings) -> CurveWords<'_> {
    let word = |key: &'static str| Cow::Borrowed(strings.text(key));
    let counted = |key: &'static str| Cow::Owned(strings.text(key).replace("{n}", "{steps}"));
    CurveWords {
        assumed: word("curve.assumed"),
        moment_of_truth: word("curve.moment_of_truth"),
        failure_point: word("curve.failure_point"),
        lowest_of: word("curve.lowest_of"),
        highest_of: word("curve.highest_of"),
        lowest: word("curve.lowest"),
        highest: word("curve.highest"),
        ends: word("curve.ends"),
        quote_open: word("curve.quote_open"),
        quote_close: word("curve.quote_close"),
        decimal_separator: strings.get("number.decimal").and_then(|text| text.chars().next()).unwrap_or('.'),
        sentence_range: counted("curve.sentence_range"),
        sentence_persona: word("curve.sentence_persona"),
        sentence_flat: word("curve.sentence_flat"),
        sentence_rises: word("curve.sentence_rises"),
        sentence_falls: word("curve.sentence_falls"),
        sentence_alone: word("curve.sentence_alone"),
        sentence_flat_alone: word("curve.sentence_flat_alone"),
        sentence_rises_alone: word("curve.sentence_rises_alone"),
        sentence_falls_alone: word("curve.sentence_falls_alone"),
        sentence_assumed: counted("curve.sentence_assumed"),
    }
}

/// The same for one curve, whose steps the sentences count.
#[must_use]
pub(crate) fn curve_words_of<'a>(strings: &'a Strings, data: &CurveData<'_>) -> CurveWords<'a> {
    let n_steps = u64::try_from(data.n_columns()).ok();
    // The ends of the scale and the assumed steps are filled in later.
    let later = [("min", "{min}"), ("max", "{max}"), ("assumed", "{assumed}")];
    CurveWords {
        sentence_range: Cow::Owned(strings.fill("curve.sentence_range", n_steps, &later)),
        sentence_assumed: Cow::Owned(strings.fill("curve.sentence_assumed", n_steps, &later)),
        ..curve_words(strings)
    }
}

fn curve_scale(journey: &Journey) -> CurveScale<'_> {
    CurveScale {
        min: journey.scale.min,
        max: journey.scale.max,
        neutral: journey.scale.neutral(),
        words: journey.scale_words.iter().map(|(score, word)| (*score, Cow::Borrowed(word.as_ref()))).collect(),
    }
}

fn curve_personas<'a>(page: &PageContext<'a>, journey: &Journey) -> Vec<CurvePersona<'a>> {
    if journey.personas.is_empty() {
        return vec![CurvePersona::default()];
    }
    let persona = |id: &PersonaId| {
        let persona = page.site.persona(*id);
        CurvePersona {
            name: Cow::Borrowed(persona.name.as_ref()),
            short_name: Cow::Borrowed(persona.short_name.as_ref()),
            look: page.look(*id),
        }
    };
    journey.personas.iter().map(persona).collect()
}

fn walkers(journey: &Journey) -> Vec<Option<PersonaId>> {
    if journey.personas.is_empty() { vec![None] } else { journey.personas.iter().copied().map(Some).collect() }
}

/// Marks and readings of a place; its name, number and link are the caller's.
fn curve_step<'a>(journey: &'a Journey, place: &'a Place) -> CurveStep<'a> {
    CurveStep {
        summary: place.summary.as_ref().map(|summary| Cow::Borrowed(summary.plain.as_ref())).unwrap_or_default(),
        assumed: place.is_assumed(),
        moment_of_truth: place.moment_of_truth,
        failure_point: place.failure_point,
        importance: place.importance.map(|importance| f64::from(importance.get())),
        readings: walkers(journey)
            .into_iter()
            .map(|persona| place.emotions.of(persona).map(|emotion| reading(journey, place, persona, emotion)))
            .collect(),
        ..CurveStep::default()
    }
}

fn reading<'a>(journey: &Journey, place: &'a Place, persona: Option<PersonaId>, emotion: &'a Emotion) -> Reading<'a> {
    Reading {
        score: emotion.score.map(|score| match score {
            model::Score::At(score) => Score::At(score),
            model::Score::FromTo(from, to) => Score::FromTo(from, to),
        }),
        feeling: emotion.feeling.as_deref().or(emotion.emoji.as_deref()).map(Cow::Borrowed),
        quote: words_of(journey, place, persona).map(Cow::Borrowed),
    }
}

/// What a persona says or, without that, thinks at a place: its own words, not those of everybody.
fn words_of<'a>(journey: &Journey, place: &'a Place, persona: Option<PersonaId>) -> Option<&'a str> {
    let alone = journey.personas.len() < 2;
    [Lane::Quotes, Lane::Thoughts].into_iter().find_map(|lane| {
        let own = |item: &&model::Item| match &*item.personas {
            [] => alone,
            [only] => Some(*only) == persona,
            _ => false,
        };
        let words = place.items(lane).find(own)?.text.plain.as_ref();
        Some(words.trim_matches(|c| matches!(c, '“' | '”' | '"' | '„' | '«' | '»')))
    })
}

/// A stage's own score stands at its middle step where none of its steps has one for that persona.
fn lend_stage_scores<'a>(journey: &'a Journey, stage: &'a model::Stage, steps: &mut [CurveStep<'a>]) {
    let middle = (steps.len() - 1) / 2;
    for (index, persona) in walkers(journey).into_iter().enumerate() {
        let scored = steps.iter().any(|step| step.reading(index).is_some_and(|reading| reading.score.is_some()));
        let own = stage.place.emotions.of(persona).filter(|emotion| emotion.score.is_some());
        if let (false, Some(emotion), Some(step)) = (scored, own, steps.get_mut(middle))
            && let Some(slot) = step.readings.get_mut(index)
        {
            *slot = Some(reading(journey, &stage.place, persona, emotion));
        }
    }
}
