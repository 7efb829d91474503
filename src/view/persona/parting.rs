//! Beside others: the same scales, and the journey on which personas part most.

use serde::Serialize;

use crate::insight::felt_in_stage;
use crate::model::*;
use crate::templates::{format_score, format_share};
use crate::view::PageContext;
use crate::view::page::PersonMention;
use crate::view::parts::LinkView;

/// With how many others a persona is compared on a scale.
const N_OTHERS: usize = 2;

/// One scale with a mark for the persona and one for each other who stands on it.
#[derive(Debug, Serialize)]
pub struct ScaleView {
    pub name: String,
    pub low: String,
    pub high: String,
    /// The others first: the persona's own mark is painted last.
    pub marks: Vec<ScaleMark>,
    /// "Maya 62 %, Tom 25 %", for those who do not see the marks.
    pub sentence: String,
}

#[derive(Debug, Serialize)]
pub struct ScaleMark {
    /// 1 to 5.
    pub look: u8,
    /// From the low end: "62%".
    pub percent: String,
    pub is_own: bool,
    /// Centered on its place.
    pub marker_html: String,
}

pub(super) fn scales(page: &PageContext<'_>, id: PersonaId) -> (Vec<ScaleView>, Vec<PersonMention>) {
    let own = page.site.persona(id);
    if own.scales.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let on_scale = |other: PersonaId, key: &str| {
        page.site.persona(other).scales.iter().find(|scale| *scale.key == *key).map(|scale| scale.value)
    };
    let companions = &page.render.insight.persona(id).companions;
    let others = companions
        .iter()
        .filter(|other| own.scales.iter().any(|scale| on_scale(**other, &scale.key).is_some()))
        .take(N_OTHERS)
        .copied()
        .collect::<Vec<_>>();
    let views = own.scales.iter().map(|scale| {
        let mut placed =
            others.iter().filter_map(|other| Some((*other, on_scale(*other, &scale.key)?))).collect::<Vec<_>>();
        placed.push((id, scale.value));
        let words = placed.iter().rev().map(|(who, value)| {
            let share = format_share(page.strings(), *value);
            format!("{} {share}", page.site.persona(*who).short_name)
        });
        ScaleView {
            name: scale.name.to_string(),
            low: scale.low.to_string(),
            high: scale.high.to_string(),
            sentence: words.collect::<Vec<_>>().join(page.strings().text("list.comma")),
            marks: placed.iter().map(|(who, value)| scale_mark(page, *who, *value, *who == id)).collect(),
        }
    });
    let views = views.collect();
    let people = if others.is_empty() {
        Vec::new()
    } else {
        std::iter::once(&id).chain(&others).map(|who| page.mention(*who)).collect()
    };
    (views, people)
}

pub(super) fn scale_mark(page: &PageContext<'_>, persona: PersonaId, share: f64, is_own: bool) -> ScaleMark {
    let look = page.look(persona);
    let scale = if is_own { 0.68 } else { 0.54 };
    ScaleMark {
        look: look + 1,
        percent: page.along(share),
        is_own,
        marker_html: page.draw(|sprite| sprite.persona_mark(look, "scale-marker", scale)),
    }
}

/// The journey on which two personas part most, stage by stage.
#[derive(Debug, Serialize)]
pub struct PartingView {
    pub journey: LinkView,
    pub own: PersonMention,
    pub other: PersonMention,
    pub ticks: Vec<PartingTick>,
    pub stages: Vec<PartingStage>,
}

/// A line of the axis: the ends and the middle of the journey's scale.
#[derive(Debug, Serialize)]
pub struct PartingTick {
    pub percent: String,
    pub label: String,
    pub word: Option<String>,
    pub is_neutral: bool,
}

#[derive(Debug, Serialize)]
pub struct PartingStage {
    pub name: String,
    pub href: String,
    pub own: PartingMark,
    pub other: PartingMark,
    /// The own mark lies further towards the high end.
    pub own_is_higher: bool,
    /// Both stand at the same score: one number says it.
    pub is_equal: bool,
}

#[derive(Debug, Serialize)]
pub struct PartingMark {
    pub percent: String,
    pub number: String,
    pub look: u8,
    pub marker_html: String,
}

/// The most telling comparison: the shared journey and the companion with the widest mean gap over at least two stages.
pub(super) fn parting(page: &PageContext<'_>, id: PersonaId) -> Option<PartingView> {
    let summary = page.render.insight.persona(id);
    let mut best: Option<(f64, JourneyId, PersonaId)> = None;
    for journey_id in &summary.journeys {
        let journey = page.site.journey(*journey_id);
        for other in journey.personas.iter().filter(|other| **other != id) {
            let gaps =
                stage_means(journey, id, *other).iter().map(|(_, own, other)| (own - other).abs()).collect::<Vec<_>>();
            if gaps.len() < 2 {
                continue;
            }
            let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
            if mean > best.map_or(0.0, |(gap, ..)| gap) {
                best = Some((mean, *journey_id, *other));
            }
        }
    }
    let (_, journey, other) = best?;
    Some(parting_view(page, journey, id, other))
}

/// Stage, own and other's mean as valences, where both have one.
fn stage_means(journey: &Journey, own: PersonaId, other: PersonaId) -> Vec<(u32, f64, f64)> {
    let stages = (0_u32..).zip(&journey.stages).map(|(stage, _)| stage);
    stages
        .filter_map(|stage| {
            let own = felt_in_stage(journey, stage, Some(own)).mean()?;
            Some((stage, own, felt_in_stage(journey, stage, Some(other)).mean()?))
        })
        .collect()
}

fn parting_view(page: &PageContext<'_>, id: JourneyId, own: PersonaId, other: PersonaId) -> PartingView {
    let journey = page.site.journey(id);
    let scale = journey.scale;
    let mark = |persona: PersonaId, valence: f64| {
        let look = page.look(persona);
        let score = (crate::insight::score_of_valence(&scale, valence) * 10.0).round() / 10.0;
        PartingMark {
            percent: page.along(f64::midpoint(valence, 1.0)),
            number: format_score(page.strings(), score, scale.min),
            look: look + 1,
            marker_html: page.draw(|sprite| sprite.persona_mark(look, "scale-marker", 0.64)),
        }
    };
    let stages = stage_means(journey, own, other).into_iter().map(|(stage, own_mean, other_mean)| {
        let (own, other) = (mark(own, own_mean), mark(other, other_mean));
        PartingStage {
            name: page.name(Address::Stage(id, stage)),
            href: page.href(Address::Stage(id, stage)),
            // The numbers stand outside of the two marks, whichever way the line runs.
            own_is_higher: (own_mean >= other_mean) != page.is_mirrored(),
            is_equal: own.number == other.number,
            own,
            other,
        }
    });
    let ticks = [-1.0, 0.0, 1.0].map(|valence| {
        let score = crate::insight::score_of_valence(&scale, valence);
        let word =
            journey.scale_words.iter().find(|(at, _)| (*at - score).abs() < 1e-9).map(|(_, word)| word.to_string());
        PartingTick {
            percent: page.along(f64::midpoint(valence, 1.0)),
            label: format_score(page.strings(), score, scale.min),
            word,
            is_neutral: valence == 0.0,
        }
    });
    PartingView {
        journey: page.link(Address::Journey(id)),
        own: page.mention(own),
        other: page.mention(other),
        ticks: ticks.into(),
        stages: stages.collect(),
    }
}
