//! One journey: its own fields, then stage by stage.

use std::sync::Arc;

use super::cells::{CellScope, OwnClaims};
use super::context::FileContext;
use super::emotions::Scale;
use super::identity::TakenAnchors;
use super::index::{Index, LocalJourney};
use super::lanes::lanes_in_use;
use super::nesting::{cut_circles_of_details, cut_circles_of_parents};
use super::next::StepFinder;
use super::places::JourneyScope;
use super::settings::{resolve_scale, resolve_scale_words};
use crate::content::raw::*;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::*;

/// A journey, and what its cells say that belongs into the lists of the site.
#[derive(Debug)]
pub(super) struct ResolvedJourney {
    pub(super) journey: Arc<Journey>,
    pub(super) claims: OwnClaims,
    pub(super) diagnostics: Diagnostics,
    pub(super) files: super::words::UsedFiles,
}

/// A pure function of the index and the position of the journey.
pub(super) fn resolve_journey(index: &Index<'_>, position: usize) -> Option<ResolvedJourney> {
    let entry = index.journeys.entries.get(position)?;
    let local = index.local_journeys.get(position)?;
    let mut context = FileContext::new(index, entry.file.source, &entry.file.folder);
    let mut claims = OwnClaims::default();
    let id = JourneyId::from_index(position);
    let journey = Arc::new(context.journey_of(id, entry.slug.clone(), entry.title, local, &mut claims));
    Some(ResolvedJourney { journey, claims, diagnostics: context.diagnostics, files: context.files })
}

impl FileContext<'_, '_> {
    fn journey_of(
        &mut self,
        id: JourneyId,
        slug: crate::slug::Slug,
        title: &str,
        local: &LocalJourney<'_>,
        claims: &mut OwnClaims,
    ) -> Journey {
        let raw = &local.file.raw;
        let personas = self.personas(&raw.personas);
        let (scale, scale_words) = self.scale(raw.scale.as_ref());
        let status = self.status(raw.status.as_ref());
        let confidence = self.confidence(raw.confidence.as_ref()).unwrap_or(match status {
            // Who calls a map researched has looked; who names a source knows something; the rest is a guess.
            Some(Status::Researched | Status::Validated) => Confidence::Researched,
            _ if !raw.sources.is_empty() => Confidence::Partly,
            _ => Confidence::Assumed,
        });
        let custom_lanes = self.custom_lanes(&raw.custom_lanes);
        let chosen = self.chosen_lanes(&raw.lanes, &custom_lanes);
        let mut anchors = TakenAnchors::with_stages(&local.places);
        let cell_scope = CellScope { custom: &custom_lanes, confidence, journey: id, stage: None, step: None };
        let mut cells = self.cells(&raw.cells, &[], &cell_scope, &mut anchors, claims);
        let measures = take_measures(&mut cells);
        let scope = JourneyScope {
            journey: id,
            confidence,
            scale: Scale { scale, words: &scale_words, personas: &personas },
            custom: &custom_lanes,
            finder: StepFinder::new(&local.places),
        };
        let mut stages: Vec<Stage> = (0..)
            .zip(raw.stages.iter().zip(&local.places.stages))
            .map(|(index, (stage, ids))| self.stage(stage, ids, index, &scope, &mut anchors, claims))
            .collect();
        drop(scope);
        for (position, section) in &local.prose {
            if let Some(stage) = stages.get_mut(*position) {
                stage.prose = Some(self.document(section)).filter(|prose| !prose.is_empty());
            }
        }
        let in_use = lanes_in_use(&stages);
        let (reviewed, review_every, next_review, review_state) =
            self.review(raw.reviewed.as_ref(), raw.review_every.as_ref());
        let headlines = raw.headlines.as_ref();
        Journey {
            id: slug,
            source: local.file.source,
            title: title.into(),
            summary: self.optional_text(raw.summary.as_ref()),
            kind: self.kind(raw.kind.as_ref()),
            scope: self.scope(raw.scope.as_ref()).unwrap_or(if raw.future_of.is_some() {
                Scope::ToBe
            } else {
                Scope::AsIs
            }),
            future_of: self.journey(raw.future_of.as_ref()),
            futures: Vec::new(),
            parent: self.journey(raw.parent.as_ref()),
            children: Vec::new(),
            next_journey: self.journey(raw.next_journey.as_ref()).filter(|next| *next != id),
            texts: self.journey_texts(raw),
            status: status.unwrap_or(Status::Hypothesis),
            owner: self.team(raw.owner.as_ref()),
            departments: self.teams(&raw.departments),
            reviewed,
            review_every,
            next_review,
            review_state,
            sources: self.sources(&raw.sources),
            confidence,
            tags: self.tags(&raw.tags),
            curve_headline: self.optional_text(headlines.and_then(|headlines| headlines.curve.as_ref())),
            map_headline: self.optional_text(headlines.and_then(|headlines| headlines.map.as_ref())),
            scale,
            scale_words,
            lanes: if raw.lanes.is_written() { chosen } else { in_use.clone() },
            lanes_in_use: in_use,
            assumed_share: assumed_share(&stages),
            stages,
            custom_lanes,
            stage_widths: self
                .one_of(raw.stage_widths.as_ref(), "a width of stages", &StageWidths::NAMES)
                .unwrap_or(self.index.settings.site.stage_widths),
            measures,
            cells,
            image: raw.image.as_ref().and_then(|image| self.picture(image)),
            body: self.document(&local.body),
            changes: self.changes(&raw.changes),
            aliases: self.aliases(&raw.aliases),
            personas,
        }
    }

    /// The journey's scale and its words: its own, else the site's. The site's words fit no other scale.
    fn scale(&mut self, raw: Option<&RawScale>) -> (EmotionScale, Vec<(f64, Box<str>)>) {
        let site = &self.index.settings.site;
        let Some(raw) = raw else { return (site.scale, site.scale_words.clone()) };
        let scale = resolve_scale(raw.min.as_ref(), raw.max.as_ref(), site.scale, raw.span, &mut self.diagnostics);
        let words = if raw.words.is_empty() && scale == site.scale {
            site.scale_words.clone()
        } else {
            resolve_scale_words(&raw.words, scale, &mut self.diagnostics)
        };
        (scale, words)
    }

    fn kind(&mut self, raw: Option<&RawText>) -> Kind {
        let Some(raw) = raw else { return Kind("customer".into()) };
        let written = raw.value.trim();
        if let Some(allowed) = self.index.settings.vocabulary(|vocabularies| &vocabularies.kinds) {
            let folded = written.to_lowercase();
            if !allowed.iter().any(|word| word.value.trim().to_lowercase() == folded) {
                let names = allowed.iter().map(|word| word.value.trim()).collect::<Vec<_>>();
                let mut diagnostic = Diagnostic::new(
                    Code::OutsideVocabulary,
                    raw.span,
                    format!("`{}` is not in the list of kinds", super::identity::shown(written)),
                )
                .reason("`[vocabularies]` in wayfare.toml lists every kind that may be used");
                for line in super::suggest::help_for(written, names.iter().copied()) {
                    diagnostic = diagnostic.help(line);
                }
                self.push(diagnostic.help("or add it to the list in wayfare.toml"));
            }
        }
        Kind(written.into())
    }

    fn scope(&mut self, raw: Option<&RawText>) -> Option<Scope> {
        let scopes = [("as-is", Scope::AsIs), ("to-be", Scope::ToBe), ("research", Scope::Research)];
        self.one_of(raw, "a scope", &scopes)
    }

    fn journey_texts(&mut self, raw: &RawJourney) -> Vec<(JourneyText, Vec<Text>)> {
        let fields: [(JourneyText, &OneOrMany<RawText>); 9] = [
            (JourneyText::Purpose, &raw.purpose),
            (JourneyText::Scenario, &raw.scenario),
            (JourneyText::Goal, &raw.goal),
            (JourneyText::Trigger, &raw.trigger),
            (JourneyText::Expectations, &raw.expectations),
            (JourneyText::BusinessGoals, &raw.business_goals),
            (JourneyText::Constraints, &raw.constraints),
            (JourneyText::Boundaries, &raw.boundaries),
            (JourneyText::Assumptions, &raw.assumptions),
        ];
        let texts = fields.map(|(kind, texts)| (kind, self.texts(texts)));
        texts.into_iter().filter(|(_, texts)| !texts.is_empty()).collect()
    }

    fn changes(&mut self, raw: &OneOrMany<RawChange>) -> Vec<(Date, Text)> {
        let mut changes: Vec<(Date, Text)> = raw
            .iter()
            .filter_map(|change| {
                let text = self.optional_text(change.text.as_ref())?;
                Some((Date(change.on.as_ref()?.value), text))
            })
            .collect();
        // Stable: of two changes of a day the one written first stays first.
        changes.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
        changes
    }
}

/// The metrics of the whole map are measures, not a cell.
fn take_measures(cells: &mut Vec<Cell>) -> Vec<Measure> {
    let position = cells.iter().position(|cell| cell.lane == Lane::Metrics);
    let items = position.map(|position| cells.remove(position).items).unwrap_or_default();
    items
        .into_iter()
        .filter_map(|item| match item.kind {
            ItemKind::Metric(reading) => Some(Measure {
                reading: *reading,
                text: Some(item.text).filter(|text| !text.is_empty()),
                sources: item.sources.into_vec(),
            }),
            _ => None,
        })
        .collect()
}

/// Steps, and stages without steps, are the places that are counted.
fn assumed_share(stages: &[Stage]) -> Option<f64> {
    let (mut all, mut assumed) = (0_u32, 0_u32);
    for stage in stages {
        let mut count = |place: &Place| {
            all += 1;
            assumed += u32::from(place.is_assumed());
        };
        if stage.steps.is_empty() {
            count(&stage.place);
        }
        for step in &stage.steps {
            count(&step.place);
        }
    }
    (all > 0).then(|| f64::from(assumed) / f64::from(all))
}

/// Ties journeys to each other from both sides: parents and children, as-is and to-be.
pub(super) fn tie_journeys(index: &Index<'_>, journeys: &mut [Arc<Journey>], diagnostics: &mut Diagnostics) {
    cut_circles_of_parents(index, journeys, diagnostics);
    cut_circles_of_details(index, journeys, diagnostics);
    check_pairs(index, journeys, diagnostics);
    let tied = journeys.iter().enumerate().filter(|(_, it)| it.parent.is_some() || it.future_of.is_some());
    let mut by_title: Vec<usize> = tied.map(|(position, _)| position).collect();
    // Positions are in the order of ids, which is that of equal titles.
    by_title.sort_by_cached_key(|index| (journeys.get(*index).map(|journey| journey.title.to_lowercase()), *index));
    for position in by_title {
        let id = JourneyId::from_index(position);
        let Some((parent, present)) = journeys.get(position).map(|journey| (journey.parent, journey.future_of)) else {
            continue;
        };
        if let Some(parent) = parent.and_then(|parent| journeys.get_mut(parent.index())) {
            Arc::make_mut(parent).children.push(id);
        }
        if let Some(present) = present.and_then(|present| journeys.get_mut(present.index())) {
            Arc::make_mut(present).futures.push(id);
        }
    }
}

/// A to-be belongs to an as-is, not to itself and not to another to-be.
fn check_pairs(index: &Index<'_>, journeys: &mut [Arc<Journey>], diagnostics: &mut Diagnostics) {
    let scopes: Vec<Scope> = journeys.iter().map(|journey| journey.scope).collect();
    for (position, journey) in journeys.iter_mut().enumerate() {
        let Some(present) = journey.future_of else { continue };
        let raw = index.local_journeys.get(position).map(|local| &local.file.raw);
        let Some(span) = raw.and_then(|raw| raw.future_of.as_ref()).map(|text| text.span) else { continue };
        let problem = if present.index() == position {
            Some(("a map cannot be the future of itself", "name the as-is map, or take `future_of` out"))
        } else if scopes.get(present.index()) == Some(&Scope::ToBe) {
            Some(("`future_of` leads to another to-be map", "name the as-is map that both belong to"))
        } else {
            None
        };
        if let Some((message, help)) = problem {
            diagnostics.push(
                Diagnostic::new(Code::ConflictingFields, span, message)
                    .reason("`future_of` pairs a to-be map with the map of how it is today")
                    .help(help),
            );
            Arc::make_mut(journey).future_of = None;
        } else if let Some(scope) = raw.and_then(|raw| raw.scope.as_ref()).filter(|_| journey.scope != Scope::ToBe) {
            diagnostics.push(
                Diagnostic::new(Code::ConflictingFields, scope.span, "only a to-be map is the future of another")
                    .also(span, "paired here")
                    .help("write scope = \"to-be\", or take `future_of` out"),
            );
            Arc::make_mut(journey).future_of = None;
        }
    }
}

/// Who walks which map, in the order of the maps: each walk with the persona's place in its map's list, from 0.
pub(super) fn persona_walks(journeys: &[Arc<Journey>]) -> Vec<(PersonaId, usize)> {
    journeys.iter().flat_map(|journey| journey.personas.iter().copied().zip(0..)).collect()
}
