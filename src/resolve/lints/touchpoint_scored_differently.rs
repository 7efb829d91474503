//! The same persona meets the same touchpoint on two maps of today, and the maps disagree by more than half of the scale.
//!
//! Compared are the means of a map, so that one bad moment is no contradiction. Told once for a persona and touchpoint, at
//! the lowest place of the map that scores it lowest.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Index, JourneyLint};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::*;
use crate::source::Span;

/// As a difference of valences, which run from −1 to 1.
const HALF_OF_THE_SCALE: f64 = 1.0;

/// A persona meets a touchpoint.
type Meeting = (TouchpointId, PersonaId);

/// What one map says of a touchpoint and a persona.
struct Opinion {
    sum: f64,
    count: f64,
    /// Valence and place of the most telling moment: the lowest and the highest.
    lowest: (f64, Span),
    highest: (f64, Span),
    journey: usize,
}

pub(super) fn check(journeys: &[JourneyLint<'_>], index: &Index<'_>, diagnostics: &mut Diagnostics) {
    let by_map: Vec<BTreeMap<Meeting, Opinion>> = journeys
        .par_iter()
        .enumerate()
        .map(|(at, lint)| {
            let mut opinions = BTreeMap::new();
            if lint.journey.scope != Scope::ToBe {
                for place in &lint.places {
                    collect(lint, place, at, &mut opinions);
                }
            }
            opinions
        })
        .collect();
    let mut all: Vec<(Meeting, Opinion)> = by_map.into_iter().flatten().collect();
    // Stable: the maps of one meeting stay in their order.
    all.par_sort_by_key(|(meeting, _)| *meeting);
    for maps in all.chunk_by(|(a, _), (b, _)| a == b) {
        let Some(((touchpoint, persona), _)) = maps.first() else { continue };
        let maps = maps.iter().map(|(_, opinion)| opinion);
        let mean = |opinion: &Opinion| opinion.sum / opinion.count;
        let by_mean = |a: &&Opinion, b: &&Opinion| mean(a).total_cmp(&mean(b)).then(a.journey.cmp(&b.journey));
        let (Some(low), Some(high)) = (maps.clone().min_by(by_mean), maps.clone().max_by(by_mean)) else { continue };
        if mean(high) - mean(low) <= HALF_OF_THE_SCALE {
            continue;
        }
        let touchpoint = index.touchpoints.entries.get(touchpoint.index()).map_or("", |entry| entry.name);
        let persona = index.personas.entries.get(persona.index()).map_or("", |entry| entry.title);
        let other = journeys.get(high.journey).map_or("", |lint| &*lint.journey.title);
        diagnostics.push(
            Diagnostic::new(
                Code::TouchpointScoredDifferently,
                low.lowest.1,
                format!("“{touchpoint}” feels bad to {persona} here, and good on “{other}”"),
            )
            .also(high.highest.1, "there")
            .reason("one of the maps may be out of date, or the touchpoint is good at one thing and bad at another")
            .help("compare the two; if both are right, allow this rule in the file"),
        );
    }
}

fn collect(
    lint: &JourneyLint<'_>,
    place: &super::LintPlace<'_>,
    journey: usize,
    opinions: &mut BTreeMap<Meeting, Opinion>,
) {
    let Some(span) = place.emotion else { return };
    for item in place.place.items(Lane::Touchpoints) {
        let ItemKind::Touchpoint(used) = item.kind else { continue };
        for persona in &lint.journey.personas {
            if !item.personas.is_empty() && !item.personas.contains(persona) {
                continue;
            }
            let Some(valence) = lint.valence(place.place, Some(*persona)) else { continue };
            let opinion = opinions.entry((used.touchpoint, *persona)).or_insert(Opinion {
                sum: 0.0,
                count: 0.0,
                lowest: (valence, span),
                highest: (valence, span),
                journey,
            });
            opinion.sum += valence;
            opinion.count += 1.0;
            if valence < opinion.lowest.0 {
                opinion.lowest = (valence, span);
            }
            if valence > opinion.highest.0 {
                opinion.highest = (valence, span);
            }
        }
    }
}
