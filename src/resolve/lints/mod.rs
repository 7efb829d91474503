//! Good practice: one file a rule, all warnings. They speak of the resolved site and point at what was written.
//!
//! Retired maps are left in peace, and drafts are not asked for what only a published map needs. Where the front matter
//! could not be read whole, nothing is told to be missing.

mod claim_without_source;
mod hand_over_without_step;
mod low_point_without_pain_point;
mod moment_of_truth_without_metric;
mod never_reviewed;
mod no_owner;
mod no_purpose;
mod organization_words;
mod pain_point_without_opportunity;
mod reading_grade;
mod stage_without_steps;
mod stale_review;
mod text_too_long;
mod to_be_worse_than_as_is;
mod too_many_steps;
mod touchpoint_scored_differently;
mod unused_persona;
mod unusual_stage_count;

use rayon::prelude::*;

use super::index::Index;
use crate::content::RawFile;
use crate::content::raw::*;
use crate::diagnostics::{Code, Diagnostics, LevelPolicy};
use crate::model::*;
use crate::source::Span;

/// The rules that somebody wants to hear of. Those that are allowed everywhere need not be looked at.
struct Wanted<'p>(&'p LevelPolicy);

impl Wanted<'_> {
    fn any(&self, codes: &[Code]) -> bool {
        codes.iter().any(|code| !self.0.is_silent(*code))
    }
}

/// One journey under the eyes of the rules.
struct JourneyLint<'s> {
    journey: &'s Journey,
    raw: &'s RawJourney,
    file: &'s RawFile<RawJourney>,
    /// Stages, each followed by its steps.
    places: Vec<LintPlace<'s>>,
    /// Published, or about to be: not a draft.
    is_public: bool,
}

/// A stage or step, as resolved and as written.
struct LintPlace<'s> {
    stage: usize,
    step: Option<usize>,
    place: &'s Place,
    table: Span,
    name: Option<&'s RawText>,
    emotion: Option<Span>,
    moment_of_truth: Option<Span>,
    confidence: Option<&'s RawText>,
    cells: &'s [RawCell],
}

impl LintPlace<'_> {
    /// Its name, where one is written.
    fn span(&self) -> Span {
        self.name.map_or(self.table, |name| name.span)
    }

    fn noun(&self) -> &'static str {
        if self.step.is_some() { "step" } else { "stage" }
    }
}

impl<'s> JourneyLint<'s> {
    fn new(journey: &'s Journey, file: &'s RawFile<RawJourney>) -> Self {
        let raw = &file.raw;
        let mut places = Vec::new();
        for (stage_at, (stage, raw_stage)) in journey.stages.iter().zip(&raw.stages).enumerate() {
            places.push(LintPlace {
                stage: stage_at,
                step: None,
                place: &stage.place,
                table: raw_stage.span,
                name: raw_stage.name.as_ref(),
                emotion: raw_stage.emotion.span,
                moment_of_truth: raw_stage.moment_of_truth.as_ref().map(|flag| flag.span),
                confidence: raw_stage.confidence.as_ref(),
                cells: &raw_stage.cells,
            });
            for (step_at, (step, raw_step)) in stage.steps.iter().zip(&raw_stage.steps).enumerate() {
                places.push(LintPlace {
                    stage: stage_at,
                    step: Some(step_at),
                    place: &step.place,
                    table: raw_step.span,
                    name: raw_step.name.as_ref(),
                    emotion: raw_step.emotion.span,
                    moment_of_truth: raw_step.moment_of_truth.as_ref().map(|flag| flag.span),
                    confidence: raw_step.confidence.as_ref(),
                    cells: &raw_step.cells,
                });
            }
        }
        let is_public = journey.status != Status::Draft && raw.draft.as_ref().is_none_or(|flag| !flag.value);
        Self { journey, raw, file, places, is_public }
    }

    /// The title, where one is written.
    fn span(&self) -> Span {
        self.raw.title.as_ref().map_or(Span::whole(self.file.source), |title| title.span)
    }

    /// The stage that a place belongs to; a stage itself.
    fn stage_of(&self, place: &LintPlace<'_>) -> Option<&'s Stage> {
        self.journey.stages.get(place.stage)
    }

    /// Whether a lane holds something at the place, at the stage of a step, or at a step of a stage.
    fn holds_near(&self, place: &LintPlace<'_>, lane: Lane) -> bool {
        let here = place.place.cell(lane).is_some();
        here || self.stage_of(place).is_some_and(|stage| match place.step {
            Some(_) => stage.place.cell(lane).is_some(),
            None => stage.steps.iter().any(|step| step.place.cell(lane).is_some()),
        })
    }

    /// Whose emotions there are: the personas, or nobody in particular.
    fn walkers(&self) -> Vec<Option<PersonaId>> {
        match self.journey.personas.as_slice() {
            [] => vec![None],
            personas => personas.iter().copied().map(Some).collect(),
        }
    }

    /// The mean score of a persona at a place, as a valence from −1 to 1.
    fn valence(&self, place: &Place, walker: Option<PersonaId>) -> Option<f64> {
        let score = place.emotions.of(walker)?.score?;
        Some(self.journey.scale.valence(score.mean()))
    }
}

/// The rules that look at one map, and those that compare several.
const OF_A_MAP: &[Code] = &[
    Code::NeverReviewed,
    Code::NoOwner,
    Code::NoPurpose,
    Code::UnusualStageCount,
    Code::StaleReview,
    Code::StageWithoutSteps,
    Code::LowPointWithoutPainPoint,
    Code::MomentOfTruthWithoutMetric,
    Code::ClaimWithoutSource,
    Code::TooManySteps,
    Code::HandOverWithoutStep,
    Code::TextTooLong,
    Code::OrganizationWords,
    Code::ReadingGrade,
];
const OF_SEVERAL: &[Code] = &[Code::ToBeWorseThanAsIs, Code::TouchpointScoredDifferently];

/// Applies every rule that `policy` does not allow to be broken everywhere.
pub(super) fn lint(index: &Index<'_>, site: &Site, policy: &LevelPolicy) -> Diagnostics {
    let wanted = Wanted(policy);
    let mut diagnostics = Diagnostics::new();
    if wanted.any(OF_A_MAP) || wanted.any(OF_SEVERAL) {
        let journeys: Vec<JourneyLint<'_>> = site
            .journeys
            .par_iter()
            .zip(&index.local_journeys)
            .filter(|(journey, _)| journey.status != Status::Retired)
            .map(|(journey, local)| JourneyLint::new(journey, local.file))
            .collect();
        let words = organization_words::Words::of_site(index);
        let told: Vec<Diagnostics> =
            journeys.par_iter().map(|lint| lint_journey(lint, index, &words, &wanted)).collect();
        for told in told {
            diagnostics.extend(told);
        }
        if wanted.any(&[Code::ToBeWorseThanAsIs]) {
            to_be_worse_than_as_is::check(&journeys, site, index, &mut diagnostics);
        }
        if wanted.any(&[Code::TouchpointScoredDifferently]) {
            touchpoint_scored_differently::check(&journeys, index, &mut diagnostics);
        }
    }
    if wanted.any(&[Code::PainPointWithoutOpportunity]) {
        pain_point_without_opportunity::check(index, site, &mut diagnostics);
    }
    if wanted.any(&[Code::UnusedPersona]) {
        unused_persona::check(site, index, &mut diagnostics);
    }
    for (persona, entry) in site.personas.iter().zip(&index.personas.entries) {
        if persona.status != Status::Retired {
            never_reviewed::check_persona(persona, entry.file, &mut diagnostics);
            stale_review::check_persona(persona, entry.file, &mut diagnostics);
            claim_without_source::check_persona(persona, entry.file, &mut diagnostics);
        }
    }
    diagnostics
}

fn lint_journey(
    lint: &JourneyLint<'_>,
    index: &Index<'_>,
    words: &organization_words::Words,
    wanted: &Wanted<'_>,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let into = &mut diagnostics;
    if lint.is_public && lint.file.intact {
        never_reviewed::check(lint, into);
        no_owner::check(lint, into);
        no_purpose::check(lint, into);
        unusual_stage_count::check(lint, into);
    }
    stale_review::check(lint, into);
    stage_without_steps::check(lint, into);
    low_point_without_pain_point::check(lint, into);
    moment_of_truth_without_metric::check(lint, into);
    claim_without_source::check(lint, into);
    too_many_steps::check(lint, into);
    hand_over_without_step::check(lint, index, into);
    // Those that read every word.
    if wanted.any(&[Code::TextTooLong]) {
        text_too_long::check(lint, into);
    }
    if wanted.any(&[Code::OrganizationWords]) {
        words.check(lint, into);
    }
    if wanted.any(&[Code::ReadingGrade]) {
        reading_grade::check(lint, index, into);
    }
    diagnostics
}
