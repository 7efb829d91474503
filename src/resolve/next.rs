//! Where steps go on: branches and loops.
//!
//! 1. `end` ends the journey.
//! 2. A name is looked for in the step's own stage, then in the whole journey; `stage.step` says which stage.
//! 3. The name of a stage means its first step.

use std::collections::BTreeMap;

use super::context::FileContext;
use super::identity::{PlaceIds, shown};
use super::suggest::help_for;
use crate::content::raw::{RawNext, RawText};
use crate::diagnostics::{Code, Diagnostic, Reach};
use crate::model::{Next, NextTarget};
use crate::slug::Slug;

/// Steps of a journey by id, for journeys of any length.
#[derive(Debug)]
pub(super) struct StepFinder<'p> {
    places: &'p PlaceIds,
    by_id: BTreeMap<&'p str, Vec<(u32, u32)>>,
}

impl<'p> StepFinder<'p> {
    pub(super) fn new(places: &'p PlaceIds) -> Self {
        let mut by_id: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
        for (stage_index, stage) in (0..).zip(&places.stages) {
            for (step_index, step) in (0..).zip(&stage.steps) {
                by_id.entry(step.as_str()).or_default().push((stage_index, step_index));
            }
        }
        Self { places, by_id }
    }

    fn in_stage(&self, stage: u32, id: &str) -> Option<(u32, u32)> {
        self.everywhere(id).iter().copied().find(|(other, _)| *other == stage)
    }

    fn everywhere(&self, id: &str) -> &[(u32, u32)] {
        self.by_id.get(id).map_or(&[], Vec::as_slice)
    }

    fn stage(&self, id: &str) -> Option<u32> {
        let index = self.places.stages.iter().position(|stage| stage.id.as_str() == id)?;
        u32::try_from(index).ok()
    }

    fn ids(&self) -> Vec<&'p str> {
        self.by_id.keys().copied().collect()
    }
}

impl FileContext<'_, '_> {
    pub(super) fn next(&mut self, raw: &RawNext, stage: u32, finder: &StepFinder<'_>) -> Option<Next> {
        let when = self.optional_text(raw.when.as_ref());
        Some(Next { to: self.next_target(&raw.to, stage, finder)?, when })
    }

    fn next_target(&mut self, to: &RawText, stage: u32, finder: &StepFinder<'_>) -> Option<NextTarget> {
        let written = to.value.trim().trim_start_matches('#');
        let target = |(stage, step)| Some(NextTarget::Step { stage, step });
        if let Some((stage_name, step_name)) = written.split_once('.')
            && let (Some(stage_id), Some(step_id)) = (Slug::from_text(stage_name), Slug::from_text(step_name))
            && let Some(found) =
                finder.stage(stage_id.as_str()).and_then(|stage| finder.in_stage(stage, step_id.as_str()))
        {
            return target(found);
        }
        let id = Slug::from_text(written).unwrap_or_else(Slug::unnamed);
        let id = id.as_str();
        if let Some(found) = finder.in_stage(stage, id) {
            return target(found);
        }
        match finder.everywhere(id) {
            [found] => return target(*found),
            [] => {}
            several => {
                let names = several
                    .iter()
                    .filter_map(|(stage, _)| finder.places.stages.get(*stage as usize))
                    .take(4)
                    .map(|stage| format!("`{}.{id}`", stage.id))
                    .collect::<Vec<_>>();
                self.push(
                    Diagnostic::new(
                        Code::AmbiguousReference,
                        to.span,
                        format!("`{}` could be {} steps", shown(written), several.len()),
                    )
                    .reason("no step of this stage has that name, and more than one of the others has")
                    .help(format!("say which stage: {}", names.join(", "))),
                );
                return None;
            }
        }
        if id == "end" {
            return Some(NextTarget::End);
        }
        if let Some(first) = finder
            .stage(id)
            .filter(|stage| finder.places.stages.get(*stage as usize).is_some_and(|stage| !stage.steps.is_empty()))
        {
            return target((first, 0));
        }
        let mut diagnostic =
            Diagnostic::new(Code::UnknownReference, to.span, format!("this journey has no step `{}`", shown(written)));
        let ids = finder.ids();
        for line in help_for(id, ids.iter().copied()) {
            diagnostic = diagnostic.help(line);
        }
        let diagnostic = diagnostic.reason("`next` names a step by its id, or by its name; `end` ends the journey");
        self.push(diagnostic.unless_written(Reach::File, &["name", "id", "stages", "steps"]));
        None
    }
}
