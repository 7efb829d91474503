//! A stage or step of a to-be map that feels worse than the one with the same id on its as-is map.
//!
//! Persona by persona, by at least an eighth of the scale (half a point on −2…2); less is within how people score.

use std::collections::BTreeMap;

use super::{Index, JourneyLint};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::*;

const LEAST: f64 = 0.25;

pub(super) fn check(journeys: &[JourneyLint<'_>], site: &Site, index: &Index<'_>, diagnostics: &mut Diagnostics) {
    for future in journeys {
        let Some(present) = future.journey.future_of else { continue };
        let Some(today) = site.journeys.get(present.index()) else { continue };
        let mut places: BTreeMap<(&str, &str), (&Place, crate::source::Span)> = BTreeMap::new();
        let raw_today = index.local_journeys.get(present.index()).map(|local| local.file);
        let Some(raw_today) = raw_today else { continue };
        let today_lint = JourneyLint::new(today, raw_today);
        for place in &today_lint.places {
            if let Some(stage) = today_lint.stage_of(place) {
                places.insert(
                    (stage.place.id.as_str(), step_id(place)),
                    (place.place, place.emotion.unwrap_or(place.table)),
                );
            }
        }
        for place in &future.places {
            let (Some(stage), Some(span)) = (future.stage_of(place), place.emotion) else { continue };
            let Some((then, then_span)) = places.get(&(stage.place.id.as_str(), step_id(place))) else { continue };
            let worse = future.walkers().into_iter().any(|walker| {
                let (now, later) = (today_lint.valence(then, walker), future.valence(place.place, walker));
                matches!((now, later), (Some(now), Some(later)) if now - later >= LEAST - 1e-9)
            });
            if worse {
                diagnostics.push(
                    Diagnostic::new(
                        Code::ToBeWorseThanAsIs,
                        span,
                        format!("this {} feels worse than today", place.noun()),
                    )
                    .also(*then_span, "today")
                    .reason(format!("this map is the future of “{}”", today.title))
                    .help(
                        "correct the score; or, if it is a price worth paying, say so and allow this rule in the file",
                    ),
                );
            }
        }
    }
}

fn step_id<'s>(place: &super::LintPlace<'s>) -> &'s str {
    if place.step.is_some() { place.place.id.as_str() } else { "" }
}
