//! A word as the emotion, where the map's other emotions are scores: the curve has a gap there, and means leave the moment out.
//!
//! A map that has no scores at all is told in words, and nothing is missing. A word of the scale, or an emoji that stands for a score, is
//! a score.

use super::JourneyLint;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    let has_scores = lint.places.iter().any(|place| place.place.emotions.has_score());
    for place in lint.places.iter().filter(|_| has_scores) {
        // Where somebody has a score, the curve goes on.
        if place.place.emotions.has_score() {
            continue;
        }
        let Some(word) = place.emotion_word else { continue };
        let (min, max) = (lint.journey.scale.min, lint.journey.scale.max);
        diagnostics.push(
            Diagnostic::new(
                Code::EmotionWithoutScore,
                word.span,
                format!("this {} has no point on the curve: its emotion is no score", place.noun()),
            )
            .reason("the other emotions of the map are scores; the curve breaks here, and the lowest moment may be this one")
            .help(format!("give the score as `emotion`, from {min} to {max}, and the word as `feeling`"))
            .help("where nobody knows how strong it was, write the word as `feeling` alone"),
        );
    }
}
