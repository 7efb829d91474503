//! A low emotion where nothing says what hurts.
//!
//! Low is the lowest quarter of the scale: −1 or less on −2…2, 2 or less on 1…5. What stands at the stage counts for its
//! steps, and what stands at the steps for their stage; a roadblock is a reason too.

use super::JourneyLint;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};
use crate::model::Lane;

const LOW: f64 = -0.5;

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    for place in &lint.places {
        let Some(span) = place.emotion else { continue };
        let lowest = lint
            .walkers()
            .into_iter()
            .filter_map(|walker| place.place.emotions.of(walker)?.score)
            .map(|score| lint.journey.scale.valence(score.lowest()))
            .fold(f64::INFINITY, f64::min);
        if lowest <= LOW && !lint.holds_near(place, Lane::PainPoints) && !lint.holds_near(place, Lane::Roadblocks) {
            diagnostics.push(
                Diagnostic::new(
                    Code::LowPointWithoutPainPoint,
                    span,
                    format!("this {} feels bad, and nothing says why", place.noun()),
                )
                .reason("the reason for a low point is what readers look for, and what can be mended")
                .help("add what hurts: pain_points = \"…\"")
                .unless_written(Reach::Around, &["pain_points", "roadblocks"]),
            );
        }
    }
}
