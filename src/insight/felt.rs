//! How it felt: scores joined to means, and the moments that a curve runs through.

use crate::model::{Emotion, EmotionScale, Journey, PersonaId, Score};

use super::PlaceRef;

/// Scores taken together. Kept as valences (−1 to +1), so that maps with different scales can be joined.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Felt {
    sum: f64,
    n_scores: u32,
}

impl Felt {
    pub fn add(&mut self, valence: f64) {
        self.sum += valence;
        self.n_scores += 1;
    }

    pub fn join(&mut self, other: Felt) {
        self.sum += other.sum;
        self.n_scores += other.n_scores;
    }

    /// Over how many scores.
    #[must_use]
    pub fn n_scores(self) -> u32 {
        self.n_scores
    }

    /// The unweighted mean as a valence, −1 to +1; `None` without a score.
    #[must_use]
    pub fn mean(self) -> Option<f64> {
        (self.n_scores > 0).then(|| self.sum / f64::from(self.n_scores))
    }

    /// The mean in the unit of a scale.
    #[must_use]
    pub fn mean_on(self, scale: &EmotionScale) -> Option<f64> {
        self.mean().map(|valence| score_of_valence(scale, valence))
    }
}

/// The score that a valence is on a scale: the reverse of [`EmotionScale::valence`].
#[must_use]
pub fn score_of_valence(scale: &EmotionScale, valence: f64) -> f64 {
    scale.neutral() + valence * (scale.max - scale.min) / 2.0
}

/// One point of one person's curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment<'a> {
    /// Positions of the stage and, unless the stage itself was scored, of the step in it.
    pub stage: u32,
    pub step: Option<u32>,
    pub score: Score,
    pub emotion: &'a Emotion,
}

impl Moment<'_> {
    #[must_use]
    pub fn place(&self, journey: crate::model::JourneyId) -> PlaceRef {
        match self.step {
            Some(step) => PlaceRef::step(journey, self.stage, step),
            None => PlaceRef::stage(journey, self.stage),
        }
    }
}

/// The scored moments of a persona in order (`None`: of nobody in particular). A stage's own score stands where none of
/// its steps has one for that persona.
pub fn moments(journey: &Journey, persona: Option<PersonaId>) -> impl Iterator<Item = Moment<'_>> {
    (0..journey.stages.len()).flat_map(move |stage| stage_moments(journey, stage, persona))
}

fn stage_moments(journey: &Journey, stage_index: usize, persona: Option<PersonaId>) -> Vec<Moment<'_>> {
    let Some(stage) = journey.stages.get(stage_index) else { return Vec::new() };
    let stage_number = u32::try_from(stage_index).unwrap_or(u32::MAX);
    let scored = |emotion: Option<&'_ Emotion>| emotion.and_then(|emotion| emotion.score);
    let mut moments = Vec::with_capacity(stage.steps.len());
    for (step_number, step) in (0_u32..).zip(&stage.steps) {
        let emotion = step.place.emotions.of(persona);
        if let (Some(score), Some(emotion)) = (scored(emotion), emotion) {
            moments.push(Moment { stage: stage_number, step: Some(step_number), score, emotion });
        }
    }
    if moments.is_empty() {
        let emotion = stage.place.emotions.of(persona);
        if let (Some(score), Some(emotion)) = (scored(emotion), emotion) {
            moments.push(Moment { stage: stage_number, step: None, score, emotion });
        }
    }
    moments
}

/// Whose curves a journey holds: its personas, or nobody in particular.
pub(super) fn walkers(journey: &Journey) -> Vec<Option<PersonaId>> {
    if journey.personas.is_empty() { vec![None] } else { journey.personas.iter().copied().map(Some).collect() }
}

/// How a stage felt to one persona, or with `None` to everybody on the journey.
#[must_use]
pub fn felt_in_stage(journey: &Journey, stage: u32, persona: Option<PersonaId>) -> Felt {
    let mut felt = Felt::default();
    let who = if persona.is_some() { vec![persona] } else { walkers(journey) };
    for persona in who {
        for moment in stage_moments(journey, stage as usize, persona) {
            felt.add(journey.scale.valence(moment.score.mean()));
        }
    }
    felt
}

/// How a place felt to the given personas, or to everybody when none are given. A stage feels like its moments; a whole
/// journey has no feeling of its own here.
#[must_use]
pub fn felt_at(journey: &Journey, place: PlaceRef, personas: &[PersonaId]) -> Felt {
    let mut felt = Felt::default();
    let everybody = walkers(journey);
    let given = personas.iter().copied().map(Some).collect::<Vec<_>>();
    let who = if personas.is_empty() { &everybody } else { &given };
    match (place.stage_index(), place.step_index()) {
        (Some(stage), Some(step)) => {
            let step = journey.stages.get(stage as usize).and_then(|stage| stage.steps.get(step as usize));
            for persona in who {
                if let Some(score) = step.and_then(|step| step.place.emotions.of(*persona)?.score) {
                    felt.add(journey.scale.valence(score.mean()));
                }
            }
        }
        (Some(stage), None) if personas.is_empty() => felt = felt_in_stage(journey, stage, None),
        (Some(stage), None) => {
            for persona in personas {
                felt.join(felt_in_stage(journey, stage, Some(*persona)));
            }
        }
        (None, _) => {}
    }
    felt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_join_across_scales_and_say_over_how_many() {
        let mut felt = Felt::default();
        assert_eq!(felt.mean(), None);
        let five = EmotionScale { min: 1.0, max: 5.0 };
        felt.add(five.valence(5.0));
        felt.add(EmotionScale::default().valence(-1.0));
        assert_eq!(felt.n_scores(), 2);
        assert_eq!(felt.mean(), Some(0.25));
        assert_eq!(felt.mean_on(&five), Some(3.5));
        assert_eq!(felt.mean_on(&EmotionScale::default()), Some(0.5));
    }
}
