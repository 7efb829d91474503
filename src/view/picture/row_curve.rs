//! The curve of a journey as small as a line of text, for rows and cards.

use std::borrow::Cow;

use crate::diagram::curve::{
    self, CurveData, CurvePersona, CurveScale, CurveStage, CurveStep, Reading, SparklineOptions,
};
use crate::model::*;
use crate::svg::{Paint, write_svg};
use crate::view::PageContext;

/// Natural size: rows of one page share it, so that their curves can be compared.
const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 84.0;
/// What the drawing keeps free on both sides together.
const MARGIN: f64 = 16.0;

/// The curves of all personas of a journey; `None` when nothing is scored.
pub(crate) fn journey_sparkline(page: &PageContext<'_>, id: JourneyId) -> Option<String> {
    sparkline(page, id, None)
}

/// One persona's own curve; `None` when it has no score.
pub(crate) fn persona_sparkline(page: &PageContext<'_>, id: JourneyId, persona: PersonaId) -> Option<String> {
    sparkline(page, id, Some(persona))
}

fn sparkline(page: &PageContext<'_>, id: JourneyId, only: Option<PersonaId>) -> Option<String> {
    let journey = page.site.journey(id);
    let summary = page.render.insight.journey(id);
    let scored = match only {
        Some(persona) => summary.of(Some(persona)).map_or(0, |curve| curve.felt.n_scores()),
        None => summary.felt.n_scores(),
    };
    if scored == 0 {
        return None;
    }
    let data = curve_data(page, journey);
    let n_steps = data.n_columns().max(2) as f64 - 1.0;
    let options = SparklineOptions {
        persona: only.and_then(|persona| journey.personas.iter().position(|walks| *walks == persona)),
        width_per_point: (WIDTH - MARGIN) / n_steps,
        height: HEIGHT,
        stage_ticks: true,
    };
    let title = sentence(page, id, only);
    let scene = curve::layout_sparkline(&data, Cow::Owned(title), &options);
    Some(write_svg(&scene, &Paint::Inline))
}

/// Scores only: a sparkline shows no words.
fn curve_data<'a>(page: &PageContext<'a>, journey: &'a Journey) -> CurveData<'a> {
    let walkers = if journey.personas.is_empty() {
        vec![None]
    } else {
        journey.personas.iter().copied().map(Some).collect::<Vec<_>>()
    };
    let step = |place: &Place, inherited: Option<&Place>| CurveStep {
        assumed: place.is_assumed(),
        readings: walkers
            .iter()
            .map(|persona| {
                let own = place.emotions.of(*persona).and_then(|emotion| emotion.score);
                let score = own.or_else(|| inherited.and_then(|stage| stage.emotions.of(*persona)?.score))?;
                let score = match score {
                    Score::At(score) => curve::Score::At(score),
                    Score::FromTo(from, to) => curve::Score::FromTo(from, to),
                };
                Some(Reading { score: Some(score), ..Reading::default() })
            })
            .collect(),
        ..CurveStep::default()
    };
    let stages = journey.stages.iter().map(|stage| {
        // A stage's own score stands at its centre where none of its steps has one.
        let middle = stage.steps.len().saturating_sub(1) / 2;
        let stage_only = |persona: &Option<PersonaId>| {
            stage
                .steps
                .iter()
                .all(|step| step.place.emotions.of(*persona).is_none_or(|emotion| emotion.score.is_none()))
        };
        let unscored = walkers.iter().all(stage_only);
        let steps = if stage.steps.is_empty() {
            vec![step(&stage.place, None)]
        } else {
            let inherited = |index: usize| Some(&stage.place).filter(|_| unscored && index == middle);
            stage.steps.iter().enumerate().map(|(index, it)| step(&it.place, inherited(index))).collect()
        };
        CurveStage { steps, ..CurveStage::default() }
    });
    CurveData {
        id: Cow::Owned(format!("_{}", journey.id)),
        title: Cow::Borrowed(&journey.title),
        language: Cow::Borrowed(page.site.settings.language.as_ref()),
        scale: CurveScale {
            min: journey.scale.min,
            max: journey.scale.max,
            neutral: journey.scale.neutral(),
            words: Vec::new(),
        },
        interpolation: curve::Interpolation::default(),
        personas: journey
            .personas
            .iter()
            .map(|persona| CurvePersona { look: page.look(*persona), ..CurvePersona::default() })
            .collect(),
        stages: stages.collect(),
        ghosts: Vec::new(),
    }
}

/// "Maya: mean +0.3; Tom: mean 0. Lowest −2 at Picks a delivery day."
fn sentence(page: &PageContext<'_>, id: JourneyId, only: Option<PersonaId>) -> String {
    let journey = page.site.journey(id);
    let summary = page.render.insight.journey(id);
    let strings = page.strings();
    let curves = summary.curves.iter().filter(|curve| only.is_none() || curve.persona == only);
    let means = curves.clone().filter_map(|curve| {
        let mean = page.felt(curve.felt, &journey.scale, curve.persona)?.number;
        Some(match curve.persona {
            Some(persona) => strings.fill(
                "sparkline.mean_of",
                None,
                &[("name", &page.site.persona(persona).short_name), ("mean", &mean)],
            ),
            None => strings.fill("sparkline.mean", None, &[("mean", &mean)]),
        })
    });
    let means = means.collect::<Vec<_>>().join(strings.text("list.comma"));
    let lowest = match only {
        Some(_) => curves.clone().find_map(|curve| curve.lowest),
        None => summary.lowest,
    };
    let Some(lowest) = lowest else { return means };
    let score = crate::templates::format_score(strings, lowest.score, journey.scale.min);
    let place = page.name(lowest.place.address());
    strings.fill("sparkline.sentence", None, &[("means", &means), ("score", &score), ("place", &place)])
}
