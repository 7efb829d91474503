//! How it felt: a score on the journey's scale, a feeling in words, or both; for everybody or persona by persona.

use super::PersonaId;

/// The ends of a scale, `min < max`, both finite. Neutral is the middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EmotionScale {
    pub min: f64,
    pub max: f64,
}

impl EmotionScale {
    /// `None` when the ends are not finite or not in order.
    #[must_use]
    pub fn new(min: f64, max: f64) -> Option<Self> {
        (min.is_finite() && max.is_finite() && min < max).then_some(Self { min, max })
    }

    #[must_use]
    pub fn contains(&self, score: f64) -> bool {
        score >= self.min && score <= self.max
    }

    #[must_use]
    pub fn neutral(&self) -> f64 {
        f64::midpoint(self.min, self.max)
    }

    /// The score as a valence: −1 at the lower end, 0 at neutral, +1 at the upper end. The unit that maps compare in.
    #[must_use]
    pub fn valence(&self, score: f64) -> f64 {
        ((score - self.min) / (self.max - self.min) * 2.0 - 1.0).clamp(-1.0, 1.0)
    }
}

impl Default for EmotionScale {
    fn default() -> Self {
        Self { min: -2.0, max: 2.0 }
    }
}

/// A score inside the journey's scale, or a change within one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Score {
    At(f64),
    FromTo(f64, f64),
}

impl Score {
    /// The score at the end of the moment: what the person takes along.
    #[must_use]
    pub fn last(self) -> f64 {
        match self {
            Score::At(score) | Score::FromTo(_, score) => score,
        }
    }

    #[must_use]
    pub fn first(self) -> f64 {
        match self {
            Score::At(score) | Score::FromTo(score, _) => score,
        }
    }

    #[must_use]
    pub fn lowest(self) -> f64 {
        self.first().min(self.last())
    }

    #[must_use]
    pub fn highest(self) -> f64 {
        self.first().max(self.last())
    }

    /// The mean of both ends: what a moment counts for in means.
    #[must_use]
    pub fn mean(self) -> f64 {
        f64::midpoint(self.first(), self.last())
    }
}

/// One person's emotion at one moment: at least one of the parts is there. A feeling without a score is a gap in the curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Emotion {
    pub score: Option<Score>,
    /// In the writer's words: "let down".
    pub feeling: Option<Box<str>>,
    /// As written, when the writer gave one.
    pub emoji: Option<Box<str>>,
}

/// The emotions of a stage or step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Emotions {
    /// Holds for every persona of the journey that has none of its own (and for a journey without personas).
    pub everyone: Option<Emotion>,
    /// In the order of the journey's personas.
    pub by_persona: Vec<(PersonaId, Emotion)>,
}

impl Emotions {
    /// The emotion of a persona; of nobody in particular (`None`) in a journey without personas.
    #[must_use]
    pub fn of(&self, persona: Option<PersonaId>) -> Option<&Emotion> {
        self.by_persona
            .iter()
            .find(|(id, _)| Some(*id) == persona)
            .map(|(_, emotion)| emotion)
            .or(self.everyone.as_ref())
    }

    /// That of everybody, then those of each persona.
    pub fn each(&self) -> impl Iterator<Item = &Emotion> {
        self.everyone.iter().chain(self.by_persona.iter().map(|(_, emotion)| emotion))
    }

    /// Whether anybody's emotion is a point on the curve.
    #[must_use]
    pub fn has_score(&self) -> bool {
        self.each().any(|emotion| emotion.score.is_some())
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.everyone.is_none() && self.by_persona.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valence_is_comparable_across_scales() {
        for (min, max, score, valence) in
            [(-2.0, 2.0, 2.0, 1.0), (1.0, 5.0, 3.0, 0.0), (0.0, 10.0, 2.5, -0.5), (-5.0, 5.0, -9.0, -1.0)]
        {
            let scale = EmotionScale::new(min, max).unwrap_or_default();
            assert!((scale.valence(score) - valence).abs() < 1e-12);
        }
        assert_eq!(EmotionScale::new(2.0, 2.0), None);
        assert_eq!(EmotionScale::new(f64::NAN, 2.0), None);
    }
}
