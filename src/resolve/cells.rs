//! What places say in their lanes: words, and references to things.

use super::claims::Claimed;
use super::context::FileContext;
use super::identity::{TakenAnchors, written_id};
use super::lanes::lane_by_name;
use super::mentions::metric_name;
use crate::content::raw::{RawCell, RawImage, RawItem, RawItemDetails};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::*;
use crate::slug::Slug;
use crate::source::{SourceId, Span};

/// What a lone text says beside its words.
static NO_DETAILS: RawItemDetails = RawItemDetails::empty(Span { source: SourceId(u32::MAX), start: 0, end: 0 });

/// What holds for all cells of a place.
#[derive(Debug)]
pub(super) struct CellScope<'s> {
    pub(super) custom: &'s [CustomLane],
    pub(super) confidence: Confidence,
    pub(super) journey: JourneyId,
    pub(super) stage: Option<u32>,
    pub(super) step: Option<u32>,
}

/// A journey's own pain points, opportunities and solutions, with their places in the site's lists.
#[derive(Debug, Default)]
pub(super) struct OwnClaims {
    pub(super) pain_points: Vec<(u32, PainPoint)>,
    pub(super) opportunities: Vec<(u32, Opportunity)>,
    pub(super) solutions: Vec<(u32, Solution)>,
}

impl FileContext<'_, '_> {
    /// The cells of a place, in default order of lanes. `images` make a lane of their own.
    pub(super) fn cells(
        &mut self,
        raw: &[RawCell],
        images: &[RawImage],
        scope: &CellScope<'_>,
        anchors: &mut TakenAnchors,
        claims: &mut OwnClaims,
    ) -> Vec<Cell> {
        let mut cells = Vec::with_capacity(raw.len());
        for raw_cell in raw {
            let Some(lane) = lane_by_name(&raw_cell.lane, scope.custom) else { continue };
            let mut items = Vec::with_capacity(raw_cell.items.len());
            for item in &raw_cell.items {
                // Anchors count what is shown, which is less than what is written where something was left out.
                let position = items.len();
                items.extend(self.item(item, position, lane, scope, anchors, claims));
            }
            if !items.is_empty() {
                cells.push(Cell { lane, items });
            }
        }
        let pictures: Vec<Item> = images
            .iter()
            .filter_map(|image| {
                let picture = self.picture(image)?;
                let text = picture.caption.clone().unwrap_or_else(|| Text::from_plain(&picture.alternative));
                Some(Item {
                    id: None,
                    text,
                    personas: Box::default(),
                    sources: Box::default(),
                    confidence: scope.confidence,
                    kind: ItemKind::Image(Box::new(picture)),
                })
            })
            .collect();
        if !pictures.is_empty() {
            cells.push(Cell { lane: Lane::Images, items: pictures });
        }
        cells.sort_by_key(|cell| cell.lane);
        cells
    }

    fn item(
        &mut self,
        raw: &RawItem,
        index: usize,
        lane: Lane,
        scope: &CellScope<'_>,
        anchors: &mut TakenAnchors,
        claims: &mut OwnClaims,
    ) -> Option<Item> {
        let details = raw.details.as_deref().unwrap_or(&NO_DETAILS);
        let id = details.id.as_ref().and_then(|id| self.item_id(id, lane, anchors));
        let personas = self.personas(&details.personas);
        // What only somebody thinks who is not there yet is nobody's thought, and not everybody's.
        if personas.is_empty() && !details.personas.is_empty() {
            return None;
        }
        let mut item = Item {
            id,
            text: self.optional_text(raw.text.as_ref()).unwrap_or_default(),
            personas: personas.into(),
            sources: self.sources(&details.sources).into(),
            confidence: self.confidence(details.confidence.as_ref()).unwrap_or(scope.confidence),
            kind: ItemKind::Words,
        };
        match lane {
            Lane::Touchpoints => self.touchpoint_use(raw, details, &mut item)?,
            Lane::Channels => {
                let id = self.channel(raw.text.as_ref())?;
                item.text = Text::from_plain(self.index.channels.entries.get(id.index())?.name);
                item.kind = ItemKind::Channel(id);
            }
            Lane::Metrics => {
                let name = metric_name(raw)?;
                let id = self.index.metrics.named(name, &mut self.diagnostics).map(MetricId)?;
                if raw.text.is_none() || details.metric.is_none() {
                    item.text = Text::from_plain(self.index.metrics.entries.get(id.index())?.name);
                }
                self.check_unit(id, details.unit.as_ref());
                item.kind = ItemKind::Metric(Box::new(reading(id, details)));
            }
            Lane::PainPoints => self.pain_point_item(raw, details, &mut item, index, scope, claims),
            Lane::Opportunities => self.opportunity_item(raw, details, &mut item, index, scope, claims),
            Lane::Solutions => self.solution_item(raw, details, &mut item, index, scope, claims),
            Lane::Quotes => item.kind = ItemKind::Quote,
            _ => {}
        }
        (!item.text.is_empty()).then_some(item)
    }

    fn item_id(&mut self, id: &crate::content::raw::RawText, lane: Lane, anchors: &mut TakenAnchors) -> Option<Slug> {
        // The ids of claims are checked with those of the whole site.
        if matches!(lane, Lane::PainPoints | Lane::Opportunities | Lane::Solutions) {
            let slug = Slug::from_text(&id.value)?;
            return anchors.take(&slug).then_some(slug);
        }
        let slug = written_id(id, &mut self.diagnostics)?;
        if !anchors.take(&slug) {
            self.push(
                Diagnostic::new(Code::DuplicateId, id.span, format!("the id `{slug}` is taken on this map"))
                    .reason("a stage or another entry of the map has it, and an address can lead to one place only")
                    .help("choose another id"),
            );
            return None;
        }
        Some(slug)
    }

    fn touchpoint_use(&mut self, raw: &RawItem, details: &RawItemDetails, item: &mut Item) -> Option<()> {
        let index = self.index;
        let id = index.touchpoints.named(raw.text.as_ref()?, &mut self.diagnostics).map(TouchpointId)?;
        let entry = index.touchpoints.entries.get(id.index())?;
        let file = entry.file.map(|file| &file.raw);
        // What the use does not say, the touchpoint's file does. (Its own mistakes are told with that file.)
        let channel = match &details.channel {
            Some(channel) => self.channel(Some(channel)),
            None => file
                .and_then(|file| file.channel.as_ref())
                .and_then(|channel| index.channels.find(channel.value.trim()))
                .map(ChannelId),
        };
        let state = match &details.state {
            Some(state) => self.touchpoint_state(Some(state)),
            None => file
                .and_then(|file| file.state.as_ref())
                .and_then(|state| FileContext::new(index, self.source, self.folder).touchpoint_state(Some(state))),
        };
        item.text = Text::from_plain(entry.name);
        item.kind = ItemKind::Touchpoint(TouchpointUse { touchpoint: id, channel, state: state.unwrap_or_default() });
        Some(())
    }

    fn origin(&self, lane: &str, index: usize, id: Option<&Slug>, scope: &CellScope<'_>) -> Origin {
        let anchor = self.index.local_journeys.get(scope.journey.index()).map_or_else(String::new, |local| {
            super::claims::claim_anchor(&local.places, scope.stage, scope.step, lane, index, id)
        });
        Origin::Cell { journey: scope.journey, stage: scope.stage, step: scope.step, anchor: anchor.into() }
    }

    fn pain_point_item(
        &mut self,
        raw: &RawItem,
        details: &RawItemDetails,
        item: &mut Item,
        index: usize,
        scope: &CellScope<'_>,
        claims: &mut OwnClaims,
    ) {
        let list = &self.index.pain_points;
        match list.claimed(raw, &mut self.diagnostics) {
            Claimed::Words => self.show_name(item, list.draft_title(raw)),
            Claimed::Reference(id) => {
                self.show_name(item, list.entries.get(id as usize).map(|entry| entry.name));
                item.kind = ItemKind::PainPoint(PainPointId(id));
            }
            Claimed::Here(id) => {
                let Some(entry) = list.entries.get(id as usize) else { return };
                let pain_point = PainPoint {
                    id: entry.slug.clone(),
                    text: item.text.clone(),
                    origin: self.origin("pain_points", index, item.id.as_ref(), scope),
                    severity: self.rating(details.severity.as_ref(), "severity"),
                    owner: self.team(details.owner.as_ref()),
                    personas: item.personas.to_vec(),
                    sources: item.sources.to_vec(),
                    confidence: item.confidence,
                    tags: self.tags(&details.tags),
                    opportunities: self.opportunities(&details.opportunities),
                    summary: self.optional_text(details.summary.as_ref()),
                    body: Document::default(),
                };
                claims.pain_points.push((id, pain_point));
                item.kind = ItemKind::PainPoint(PainPointId(id));
            }
        }
    }

    fn opportunity_item(
        &mut self,
        raw: &RawItem,
        details: &RawItemDetails,
        item: &mut Item,
        index: usize,
        scope: &CellScope<'_>,
        claims: &mut OwnClaims,
    ) {
        let list = &self.index.opportunities;
        match list.claimed(raw, &mut self.diagnostics) {
            Claimed::Words => self.show_name(item, list.draft_title(raw)),
            Claimed::Reference(id) => {
                self.show_name(item, list.entries.get(id as usize).map(|entry| entry.name));
                item.kind = ItemKind::Opportunity(OpportunityId(id));
            }
            Claimed::Here(id) => {
                let Some(entry) = list.entries.get(id as usize) else { return };
                let values = super::opportunities::OpportunityValues {
                    impact: details.impact.as_ref(),
                    effort: details.effort.as_ref(),
                    reach: details.reach.as_ref(),
                    status: details.status.as_ref(),
                    horizon: details.horizon.as_ref(),
                    start: details.start.as_ref(),
                    end: details.end.as_ref(),
                    owner: details.owner.as_ref(),
                    addresses: &details.addresses,
                    solutions: &details.solutions,
                    tags: &details.tags,
                    summary: details.summary.as_ref(),
                };
                let origin = self.origin("opportunities", index, item.id.as_ref(), scope);
                let mut opportunity =
                    self.opportunity(entry.slug.clone(), item.text.clone(), origin, item.confidence, &values);
                opportunity.sources = item.sources.to_vec();
                claims.opportunities.push((id, opportunity));
                item.kind = ItemKind::Opportunity(OpportunityId(id));
            }
        }
    }

    fn solution_item(
        &mut self,
        raw: &RawItem,
        details: &RawItemDetails,
        item: &mut Item,
        index: usize,
        scope: &CellScope<'_>,
        claims: &mut OwnClaims,
    ) {
        let list = &self.index.solutions;
        match list.claimed(raw, &mut self.diagnostics) {
            Claimed::Words => self.show_name(item, list.draft_title(raw)),
            Claimed::Reference(id) => {
                self.show_name(item, list.entries.get(id as usize).map(|entry| entry.name));
                item.kind = ItemKind::Solution(SolutionId(id));
            }
            Claimed::Here(id) => {
                let Some(entry) = list.entries.get(id as usize) else { return };
                let solution = Solution {
                    id: entry.slug.clone(),
                    title: item.text.clone(),
                    origin: self.origin("solutions", index, item.id.as_ref(), scope),
                    summary: self.optional_text(details.summary.as_ref()),
                    status: self.work_status(details.status.as_ref()).unwrap_or_default(),
                    owner: self.team(details.owner.as_ref()),
                    released: details.released.as_ref().map(|date| Date(date.value)),
                    opportunities: self.opportunities(&details.opportunities),
                    sources: item.sources.to_vec(),
                    tags: self.tags(&details.tags),
                    body: Document::default(),
                };
                claims.solutions.push((id, solution));
                item.kind = ItemKind::Solution(SolutionId(id));
            }
        }
    }

    /// A reference shows the name of what it refers to.
    fn show_name(&mut self, item: &mut Item, name: Option<&str>) {
        if let Some(name) = name {
            item.text = self.name(name);
        }
    }
}

pub(super) fn reading(metric: MetricId, details: &RawItemDetails) -> MetricReading {
    MetricReading {
        metric,
        value: details.value.as_ref().map(|number| number.value),
        target: details.target.as_ref().map(|number| number.value),
        baseline: details.baseline.as_ref().map(|number| number.value),
        on: details.on.as_ref().map(|date| Date(date.value)),
    }
}
