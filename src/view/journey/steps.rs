//! The map step by step: one card a step, everything in the order of reading.

use serde::Serialize;

use super::JourneyPage;
use super::columns::Column;
use super::items::{FeelingView, ItemView, LaneHead};
use crate::model::{Address, Lane, NextTarget, Place, Step};
use crate::view::parts::{CitationView, FactView, LinkView, RatingView, anchor_html};
use crate::view::sprite::NATURAL_SIZE;

#[derive(Debug, Serialize)]
pub(super) struct StageSection {
    /// Of its heading.
    pub id: String,
    pub number: String,
    pub html: String,
    pub last: bool,
    pub summary_html: Option<String>,
    pub facts: Vec<FactView>,
    pub feelings: Vec<FeelingView>,
    pub blocks: Vec<LaneBlock>,
    /// To the words of the body about this stage.
    pub words_href: Option<String>,
    pub moment_of_truth: bool,
    pub failure_point: bool,
    pub assumed: bool,
    pub citations: Vec<CitationView>,
    pub detail: Option<LinkView>,
    pub cards: Vec<StepCard>,
}

#[derive(Debug, Serialize)]
pub(super) struct StepCard {
    pub id: String,
    pub number: String,
    pub html: String,
    pub summary_html: Option<String>,
    pub moment_of_truth: bool,
    pub failure_point: bool,
    pub assumed: bool,
    pub citations: Vec<CitationView>,
    /// Duration, waiting, owner, importance.
    pub facts: Vec<FactView>,
    pub importance: Option<RatingView>,
    pub actions: Vec<ItemView>,
    pub touchpoints: Vec<ItemView>,
    pub images: Vec<ItemView>,
    /// Face, words and thoughts, persona by persona.
    pub voices: Vec<Voice>,
    /// All other lanes.
    pub blocks: Vec<LaneBlock>,
    pub next: Vec<NextView>,
    pub detail: Option<LinkView>,
}

#[derive(Debug, Serialize)]
pub(super) struct Voice {
    pub feeling: Option<FeelingView>,
    pub thoughts: Vec<ItemView>,
    pub quotes: Vec<ItemView>,
}

#[derive(Debug, Serialize)]
pub(super) struct LaneBlock {
    pub head: LaneHead,
    /// Of the cell, where the grid does not show the lane.
    pub id: Option<String>,
    pub items: Vec<ItemView>,
}

#[derive(Debug, Serialize)]
pub(super) struct NextView {
    /// `None` where the journey ends.
    pub link: Option<LinkView>,
    pub condition_html: Option<String>,
    pub back: bool,
}

impl JourneyPage<'_> {
    pub(super) fn stage_sections(&self) -> Vec<StageSection> {
        let last = self.journey.stages.len().saturating_sub(1);
        self.journey
            .stages
            .iter()
            .enumerate()
            .map(|(index, stage)| {
                let place = &stage.place;
                let anchor = crate::model::stage_anchor(&place.id);
                let stage_index = u32::try_from(index).unwrap_or(u32::MAX);
                let cards = self.columns.iter().filter(|column| column.stage_index == stage_index);
                StageSection {
                    id: format!("_steps-{}", place.id),
                    number: (index + 1).to_string(),
                    html: self.page.text(&place.name),
                    last: index == last,
                    summary_html: place.summary.as_ref().map(|summary| self.page.text(summary)),
                    facts: self.stage_facts(stage),
                    feelings: self.feelings(place, "face-medium"),
                    blocks: self.blocks(place, &anchor, &[]),
                    words_href: stage.prose.as_ref().map(|_| format!("#_words-{}", place.id)),
                    moment_of_truth: place.moment_of_truth,
                    failure_point: place.failure_point,
                    assumed: place.is_assumed() && stage.steps.is_empty(),
                    citations: self.cite(&place.sources),
                    detail: place.detail.map(|detail| self.page.link(Address::Journey(detail))),
                    cards: cards.filter_map(|column| column.step.map(|step| self.card(column, step))).collect(),
                }
            })
            .collect()
    }

    fn stage_facts(&self, stage: &crate::model::Stage) -> Vec<FactView> {
        let page = &self.page;
        let mut facts = Vec::new();
        for (key, text) in
            [("stage.goal", &stage.place.goal), ("stage.definition", &stage.definition), ("stage.focus", &stage.focus)]
        {
            facts.extend(text.as_ref().map(|text| FactView { label: page.word(key), value_html: page.text(text) }));
        }
        facts.extend(self.time_facts(&stage.place));
        facts
    }

    /// Duration, waiting, owner.
    pub(super) fn time_facts(&self, place: &Place) -> Vec<FactView> {
        let page = &self.page;
        let mut facts = Vec::new();
        for (key, duration) in [("stage.duration", &place.duration), ("stage.wait", &place.wait)] {
            facts.extend(duration.as_ref().map(|duration| {
                let mut value_html = String::new();
                crate::links::push_escaped(&mut value_html, &duration.words);
                FactView { label: page.word(key), value_html }
            }));
        }
        facts.extend(place.owner.map(|owner| {
            let link = page.team(owner);
            FactView { label: page.word("stage.owner"), value_html: anchor_html(&link.href, &link.label) }
        }));
        facts
    }

    fn card(&self, column: &Column<'_>, step: &Step) -> StepCard {
        let place = &step.place;
        let lane = |lane: Lane| {
            let id = self.cell_id(&column.anchor, lane);
            let own = !self.in_grid(lane);
            let mut items = place.cell(lane).map(|cell| self.items(cell, Some(place), &id, own)).unwrap_or_default();
            // These lanes have no block of their own in a card, so the first item carries the cell's address.
            if let Some(first) = items.first_mut().filter(|first| own && first.id.is_none()) {
                first.id = Some(id);
            }
            items
        };
        let goal = place.goal.as_ref();
        let mut facts = goal
            .map(|goal| FactView { label: self.page.word("stage.goal"), value_html: self.page.text(goal) })
            .into_iter()
            .collect::<Vec<_>>();
        facts.extend(self.time_facts(place));
        StepCard {
            id: column.anchor.clone(),
            number: column.number.clone(),
            html: self.page.text(&place.name),
            summary_html: place.summary.as_ref().map(|summary| self.page.text(summary)),
            moment_of_truth: place.moment_of_truth,
            failure_point: place.failure_point,
            assumed: place.is_assumed(),
            citations: self.cite(&place.sources),
            facts,
            importance: place.importance.map(|importance| self.page.rating(importance)),
            actions: lane(Lane::Actions),
            touchpoints: lane(Lane::Touchpoints),
            images: lane(Lane::Images),
            voices: self.voices(place, lane(Lane::Thoughts), lane(Lane::Quotes)),
            blocks: self.blocks(place, &column.anchor, &CARD_LANES),
            next: self.next(column, step),
            detail: place.detail.map(|detail| self.page.link(Address::Journey(detail))),
        }
    }

    /// Joins each persona's feeling with its thoughts and words; what concerns nobody alone stands at the end.
    fn voices(&self, place: &Place, mut thoughts: Vec<ItemView>, mut quotes: Vec<ItemView>) -> Vec<Voice> {
        let mut voices = Vec::new();
        for feeling in self.feelings(place, NATURAL_SIZE) {
            let look = feeling.look;
            let take = |items: &mut Vec<ItemView>| {
                let (own, others) = std::mem::take(items).into_iter().partition(|item: &ItemView| item.look == look);
                *items = others;
                own
            };
            let (thoughts, quotes) = (take(&mut thoughts), take(&mut quotes));
            voices.push(Voice { feeling: Some(feeling), thoughts, quotes });
        }
        if !thoughts.is_empty() || !quotes.is_empty() {
            voices.push(Voice { feeling: None, thoughts, quotes });
        }
        voices
    }

    /// Cells of the lanes that have no place of their own in a card.
    fn blocks(&self, place: &Place, anchor: &str, without: &[Lane]) -> Vec<LaneBlock> {
        place
            .cells
            .iter()
            .filter(|cell| !without.contains(&cell.lane) && !matches!(cell.lane, Lane::Feelings | Lane::Owner))
            .map(|cell| {
                let id = self.cell_id(anchor, cell.lane);
                let own = !self.in_grid(cell.lane);
                LaneBlock {
                    head: self.lane_head(cell.lane),
                    items: self.items(cell, Some(place), &id, own),
                    id: own.then_some(id),
                }
            })
            .collect()
    }

    /// Whether the grid shows a lane and so owns its anchors.
    pub(super) fn in_grid(&self, lane: Lane) -> bool {
        self.journey.lanes.contains(&lane)
    }

    fn next(&self, column: &Column<'_>, step: &Step) -> Vec<NextView> {
        step.next
            .iter()
            .map(|next| {
                let here = (column.stage_index, column.step_index.unwrap_or(0));
                let (link, back) = match next.to {
                    NextTarget::End => (None, false),
                    NextTarget::Step { stage, step } => {
                        let link = self.page.link(Address::Step(self.id, stage, step));
                        let number = super::PageContext::place_number(stage, Some(step));
                        let label = format!("{number} {}", link.label);
                        (Some(LinkView { label, ..link }), (stage, step) <= here)
                    }
                };
                NextView { link, condition_html: next.when.as_ref().map(|when| self.page.text(when)), back }
            })
            .collect()
    }
}

/// Lanes that a card sets in their own way.
const CARD_LANES: [Lane; 5] = [Lane::Actions, Lane::Touchpoints, Lane::Images, Lane::Thoughts, Lane::Quotes];
