//! Good practice: one file a rule, all warnings. They speak of the resolved site and point at what was written.
//!
//! Retired maps are left in peace, and drafts are not asked for what only a published map needs. Where the front matter
//! could not be read whole, nothing is told to be missing.

mod claim_without_source;
mod emotion_without_score;
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
mod unread_file;
mod unscored_opportunity;
mod unused_persona;
mod unusual_stage_count;

pub(super) use unread_file::unread_help;

use rayon::prelude::*;

use super::index::Index;
use crate::content::RawFile;
use crate::content::raw::*;
use crate::diagnostics::{Code, Diagnostics, LevelPolicy};
use crate::model::*;
use crate::source::Span;

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
    /// The first emotion that is a word alone.
    emotion_word: Option<&'s RawLevel>,
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
                emotion_word: raw_stage.emotion.bare_words().next(),
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
                    emotion_word: raw_step.emotion.bare_words().next(),
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

/// What a rule may look at beside the map or persona itself.
struct Surroundings<'i, 'a> {
    index: &'i Index<'a>,
    site: &'i Site,
    words: organization_words::Words,
}

type MapRule = fn(&JourneyLint<'_>, &Surroundings<'_, '_>, &mut Diagnostics);
type PersonaRule = fn(&Persona, &RawFile<RawPersona>, &mut Diagnostics);
type SiteRule = fn(&[JourneyLint<'_>], &Surroundings<'_, '_>, &mut Diagnostics);

/// Asks only a map that is published and could be read whole: what is missing there is missing.
fn of_a_whole_map(
    lint: &JourneyLint<'_>,
    check: fn(&JourneyLint<'_>, &mut Diagnostics),
    diagnostics: &mut Diagnostics,
) {
    if lint.is_public && lint.file.intact {
        check(lint, diagnostics);
    }
}

/// The rules that look at one map.
const OF_A_MAP: &[(Code, MapRule)] = &[
    (Code::NeverReviewed, |lint, _, into| of_a_whole_map(lint, never_reviewed::check, into)),
    (Code::NoOwner, |lint, _, into| of_a_whole_map(lint, no_owner::check, into)),
    (Code::NoPurpose, |lint, _, into| of_a_whole_map(lint, no_purpose::check, into)),
    (Code::UnusualStageCount, |lint, _, into| of_a_whole_map(lint, unusual_stage_count::check, into)),
    (Code::StaleReview, |lint, _, into| stale_review::check(lint, into)),
    (Code::StageWithoutSteps, |lint, _, into| stage_without_steps::check(lint, into)),
    (Code::LowPointWithoutPainPoint, |lint, _, into| low_point_without_pain_point::check(lint, into)),
    (Code::EmotionWithoutScore, |lint, _, into| emotion_without_score::check(lint, into)),
    (Code::MomentOfTruthWithoutMetric, |lint, _, into| moment_of_truth_without_metric::check(lint, into)),
    (Code::ClaimWithoutSource, |lint, _, into| claim_without_source::check(lint, into)),
    (Code::TooManySteps, |lint, _, into| too_many_steps::check(lint, into)),
    (Code::HandOverWithoutStep, |lint, around, into| hand_over_without_step::check(lint, around.index, into)),
    (Code::TextTooLong, |lint, _, into| text_too_long::check(lint, into)),
    (Code::OrganizationWords, |lint, around, into| around.words.check(lint, into)),
    (Code::ReadingGrade, |lint, around, into| reading_grade::check(lint, around.index, into)),
];

/// Those that look at one persona.
const OF_A_PERSONA: &[(Code, PersonaRule)] = &[
    (Code::NeverReviewed, never_reviewed::check_persona),
    (Code::StaleReview, stale_review::check_persona),
    (Code::ClaimWithoutSource, claim_without_source::check_persona),
];

/// Those that look at several things side by side.
const OF_THE_SITE: &[(Code, SiteRule)] = &[
    (Code::ToBeWorseThanAsIs, |maps, around, into| {
        to_be_worse_than_as_is::check(maps, around.site, around.index, into);
    }),
    (Code::TouchpointScoredDifferently, |maps, around, into| {
        touchpoint_scored_differently::check(maps, around.index, into);
    }),
    (Code::PainPointWithoutOpportunity, |_, around, into| {
        pain_point_without_opportunity::check(around.index, around.site, into);
    }),
    (Code::UnusedPersona, |_, around, into| unused_persona::check(around.site, around.index, into)),
    (Code::UnscoredOpportunity, |_, around, into| unscored_opportunity::check(around.index, around.site, into)),
    (Code::UnreadFile, |_, around, into| unread_file::check(around.index, around.site, into)),
];

/// Applies every rule that `policy` does not allow to be broken everywhere: of those nobody would be told.
pub(super) fn lint(index: &Index<'_>, site: &Site, policy: &LevelPolicy) -> Diagnostics {
    fn wanted<R: Copy>(rules: &[(Code, R)], policy: &LevelPolicy) -> Vec<R> {
        rules.iter().filter(|(code, _)| !policy.is_silent(*code)).map(|(_, rule)| *rule).collect()
    }
    let of_a_map = wanted(OF_A_MAP, policy);
    let of_a_persona = wanted(OF_A_PERSONA, policy);
    let of_the_site = wanted(OF_THE_SITE, policy);
    let mut diagnostics = Diagnostics::new();
    if !(of_a_map.is_empty() && of_the_site.is_empty()) {
        let around = Surroundings { index, site, words: organization_words::Words::of_site(index) };
        let maps: Vec<JourneyLint<'_>> = site
            .journeys
            .par_iter()
            .zip(&index.local_journeys)
            .filter(|(journey, _)| journey.status != Status::Retired)
            .map(|(journey, local)| JourneyLint::new(journey, local.file))
            .collect();
        let told: Vec<Diagnostics> = maps
            .par_iter()
            .map(|map| {
                let mut told = Diagnostics::new();
                of_a_map.iter().for_each(|rule| rule(map, &around, &mut told));
                told
            })
            .collect();
        told.into_iter().for_each(|told| diagnostics.extend(told));
        of_the_site.iter().for_each(|rule| rule(&maps, &around, &mut diagnostics));
    }
    for (persona, entry) in site.personas.iter().zip(&index.personas.entries) {
        if persona.status != Status::Retired {
            of_a_persona.iter().for_each(|rule| rule(persona, entry.file, &mut diagnostics));
        }
    }
    diagnostics
}
