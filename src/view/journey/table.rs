//! The map as one table: a row for each step (and for each stage that says something itself), a column for each lane.

use serde::Serialize;

use super::JourneyPage;
use super::columns::walkers;
use crate::model::{Address, Item, ItemKind, Lane, Place, TouchpointState};
use crate::view::parts::{EmotionView, LinkView};

#[derive(Debug, Serialize)]
pub(super) struct TableView {
    /// First names, for the columns of feelings; one empty name on a journey without personas.
    pub walkers: Vec<String>,
    /// Titles of the lanes in use, without feelings and owner.
    pub lanes: Vec<String>,
    pub has_duration: bool,
    pub has_owner: bool,
    pub has_severity: bool,
    pub rows: Vec<TableRow>,
}

#[derive(Debug, Serialize)]
pub(super) struct TableRow {
    pub number: String,
    pub name: LinkView,
    pub assumed: bool,
    pub moment_of_truth: bool,
    pub failure_point: bool,
    pub stage: String,
    pub duration: String,
    pub feelings: Vec<Option<EmotionView>>,
    /// The words of each lane, joined; empty where there are none.
    pub cells: Vec<String>,
    /// Of the pain points, in their order.
    pub severity: String,
    pub owner: Option<LinkView>,
}

impl JourneyPage<'_> {
    pub(super) fn table(&self) -> TableView {
        let journey = self.journey;
        let lanes = journey
            .lanes_in_use
            .iter()
            .copied()
            .filter(|lane| !matches!(lane, Lane::Feelings | Lane::Owner | Lane::Images))
            // What only the whole map says has no row here.
            .filter(|lane| self.places().any(|(_, place)| place.items(*lane).next().is_some()));
        let lanes = lanes.collect::<Vec<_>>();
        let mut rows = Vec::new();
        for (stage_index, stage) in (0_u32..).zip(&journey.stages) {
            let place = &stage.place;
            let says = !place.cells.is_empty() || !place.emotions.is_empty() || place.duration.is_some();
            if stage.steps.is_empty() || says {
                rows.push(self.row(&stage.place, stage_index, None, &lanes));
            }
            for (step_index, step) in (0_u32..).zip(&stage.steps) {
                rows.push(self.row(&step.place, stage_index, Some(step_index), &lanes));
            }
        }
        let walkers = walkers(journey).into_iter();
        TableView {
            walkers: walkers
                .map(|who| who.map(|who| self.page.site.persona(who).short_name.to_string()).unwrap_or_default())
                .collect(),
            lanes: lanes.iter().map(|lane| self.lane_head(*lane).title).collect(),
            has_duration: rows.iter().any(|row| !row.duration.is_empty()),
            has_owner: rows.iter().any(|row| row.owner.is_some()),
            has_severity: rows.iter().any(|row| !row.severity.is_empty()),
            rows,
        }
    }

    fn row(&self, place: &Place, stage_index: u32, step_index: Option<u32>, lanes: &[Lane]) -> TableRow {
        let page = &self.page;
        let stage = &self.journey.stages[stage_index as usize].place;
        let address = match step_index {
            Some(step) => Address::Step(self.id, stage_index, step),
            None => Address::Stage(self.id, stage_index),
        };
        let severities = place.items(Lane::PainPoints).filter_map(|item| match item.kind {
            crate::model::ItemKind::PainPoint(id) => page.site.pain_points[id.index()].severity,
            _ => None,
        });
        TableRow {
            number: super::PageContext::place_number(stage_index, step_index),
            name: page.link(address),
            assumed: place.is_assumed(),
            moment_of_truth: place.moment_of_truth,
            failure_point: place.failure_point,
            stage: if step_index.is_some() { stage.name.plain.to_string() } else { String::new() },
            duration: place.duration.as_ref().map(|duration| duration.words.to_string()).unwrap_or_default(),
            feelings: walkers(self.journey)
                .into_iter()
                .map(|who| {
                    let emotion = place.emotions.of(who)?;
                    if !self.shows("face_html") {
                        return Some(page.emotion_in_words(emotion, self.journey));
                    }
                    Some(page.emotion(emotion, self.journey, who, place.is_assumed(), "face-small"))
                })
                .collect(),
            cells: lanes
                .iter()
                .map(|lane| {
                    let items = place.items(*lane).map(|item| self.said(*lane, item));
                    items.collect::<Vec<_>>().join(page.strings().text("list.semicolon"))
                })
                .collect(),
            severity: severities
                .map(|severity| severity.get().to_string())
                .collect::<Vec<_>>()
                .join(self.page.strings().text("list.semicolon")),
            owner: place.owner.or(stage.owner).map(|owner| page.team(owner)),
        }
    }

    /// Thoughts and quotes stand in quotation marks, behind the name of whose they are where several walk; what is not there yet says so.
    fn said(&self, lane: Lane, item: &Item) -> String {
        let text = &*item.text.plain;
        let strings = self.page.strings();
        if !matches!(lane, Lane::Thoughts | Lane::Quotes) {
            return match &item.kind {
                ItemKind::Touchpoint(usage) if usage.state == TouchpointState::Planned => {
                    format!("{text} ({})", strings.text("touchpoint.planned"))
                }
                _ => text.to_owned(),
            };
        }
        let names = self.marks(item).into_iter().map(|mark| mark.name).collect::<Vec<_>>();
        let who =
            if names.is_empty() { String::new() } else { format!("{}: ", names.join(strings.text("list.comma"))) };
        if text.starts_with(['“', '"', '„', '«']) {
            return format!("{who}{text}");
        }
        format!("{who}{}{text}{}", strings.text("curve.quote_open"), strings.text("curve.quote_close"))
    }
}
