//! Stages and steps.

use super::cells::{CellScope, OwnClaims};
use super::context::FileContext;
use super::emotions::Scale;
use super::identity::{StageIds, TakenAnchors};
use super::next::StepFinder;
use crate::content::raw::*;
use crate::model::*;
use crate::slug::Slug;

/// What holds for all places of a journey.
#[derive(Debug)]
pub(super) struct JourneyScope<'s> {
    pub(super) journey: JourneyId,
    pub(super) confidence: Confidence,
    pub(super) scale: Scale<'s>,
    pub(super) custom: &'s [CustomLane],
    pub(super) finder: StepFinder<'s>,
}

/// The fields that stages and steps share.
struct PlaceFields<'r> {
    name: Option<&'r RawText>,
    summary: Option<&'r RawText>,
    goal: Option<&'r RawText>,
    owner: Option<&'r RawText>,
    duration: Option<&'r RawText>,
    wait: Option<&'r RawText>,
    emotion: &'r RawEmotions,
    feeling: &'r RawFeelings,
    importance: Option<&'r RawNumber>,
    confidence: Option<&'r RawText>,
    sources: &'r OneOrMany<RawText>,
    moment_of_truth: bool,
    failure_point: bool,
    images: &'r OneOrMany<RawImage>,
    detail: Option<&'r RawText>,
    cells: &'r [RawCell],
}

macro_rules! place_fields {
    ($raw:expr) => {
        PlaceFields {
            name: $raw.name.as_ref(),
            summary: $raw.summary.as_ref(),
            goal: $raw.goal.as_ref(),
            owner: $raw.owner.as_ref(),
            duration: $raw.duration.as_ref(),
            wait: $raw.wait.as_ref(),
            emotion: &$raw.emotion,
            feeling: &$raw.feeling,
            importance: $raw.importance.as_ref(),
            confidence: $raw.confidence.as_ref(),
            sources: &$raw.sources,
            moment_of_truth: $raw.moment_of_truth.as_ref().is_some_and(|flag| flag.value),
            failure_point: $raw.failure_point.as_ref().is_some_and(|flag| flag.value),
            images: &$raw.images,
            detail: $raw.detail.as_ref(),
            cells: &$raw.cells,
        }
    };
}

impl FileContext<'_, '_> {
    pub(super) fn stage(
        &mut self,
        raw: &RawStage,
        ids: &StageIds,
        stage_index: u32,
        scope: &JourneyScope<'_>,
        anchors: &mut TakenAnchors,
        claims: &mut OwnClaims,
    ) -> Stage {
        let fields = place_fields!(raw);
        let cell_scope = CellScope {
            custom: scope.custom,
            confidence: scope.confidence,
            journey: scope.journey,
            stage: Some(stage_index),
            step: None,
        };
        let place = self.place(&fields, &ids.id, cell_scope, &scope.scale, anchors, claims);
        let confidence = place.confidence;
        let definition = self.optional_text(raw.definition.as_ref());
        let focus = self.optional_text(raw.focus.as_ref());
        let steps = (0..)
            .zip(raw.steps.iter().zip(&ids.steps))
            .map(|(step_index, (raw_step, id))| {
                let fields = place_fields!(raw_step);
                let cell_scope = CellScope {
                    custom: scope.custom,
                    confidence,
                    journey: scope.journey,
                    stage: Some(stage_index),
                    step: Some(step_index),
                };
                let place = self.place(&fields, id, cell_scope, &scope.scale, anchors, claims);
                let next =
                    raw_step.next.iter().filter_map(|next| self.next(next, stage_index, &scope.finder)).collect();
                Step { place, next }
            })
            .collect();
        Stage { place, definition, focus, steps, prose: None }
    }

    fn place(
        &mut self,
        fields: &PlaceFields<'_>,
        id: &Slug,
        mut cell_scope: CellScope<'_>,
        scale: &Scale<'_>,
        anchors: &mut TakenAnchors,
        claims: &mut OwnClaims,
    ) -> Place {
        let confidence = self.confidence(fields.confidence).unwrap_or(cell_scope.confidence);
        cell_scope.confidence = confidence;
        let name = self.optional_text(fields.name).unwrap_or_else(|| Text::from_plain(id.as_str()));
        let detail = self.journey(fields.detail);
        Place {
            id: id.clone(),
            name,
            summary: self.optional_text(fields.summary),
            goal: self.optional_text(fields.goal),
            owner: self.team(fields.owner),
            duration: self.duration(fields.duration),
            wait: self.duration(fields.wait),
            emotions: self.emotions(fields.emotion, fields.feeling, scale),
            importance: self.rating(fields.importance, "importance"),
            moment_of_truth: fields.moment_of_truth,
            failure_point: fields.failure_point,
            confidence,
            sources: self.sources(fields.sources),
            cells: self.cells(fields.cells, fields.images.items(), &cell_scope, anchors, claims),
            detail,
        }
    }
}
