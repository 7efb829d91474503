//! `journeys/<journey>.json`: the whole journey as data, in the words of the front matter.
//!
//! The shape follows what writers write: the same names, the same nesting, references by id. What the site adds is
//! derived and says so by its name (`url`, `assumed_share`, `review_state`, `next_review`). Absent stays absent.
//! Texts are plain; where a text has markup, its HTML-free reading is given, since addresses depend on the page.

mod api;
mod entities;
mod words;

pub use api::{API_FORMAT, ApiFile, render_api};

use serde::Serialize;

use crate::links::Links;
use crate::model::*;
use crate::url::SitePath;
use words::*;

/// The format's version: the major number changes when a reader of the old shape would misread the new one.
pub const JOURNEY_FORMAT: &str = "wayfare.journey/1";

/// A journey as indented JSON with a line end. Never fails: the structs hold only texts, numbers and lists.
#[must_use]
pub fn render_journey(site: &Site, links: &Links<'_>, id: JourneyId) -> String {
    let journey = JourneyJson::new(site, links, id);
    let mut json = serde_json::to_string_pretty(&journey).unwrap_or_default();
    json.push('\n');
    json
}

#[derive(Debug, Serialize)]
struct JourneyJson<'a> {
    format: &'static str,
    id: &'a str,
    url: String,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    personas: Vec<entities::Named<'a>>,
    kind: &'a str,
    scope: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    future_of: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    futures: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_journey: Option<&'a str>,
    #[serde(flatten)]
    texts: serde_json::Map<String, serde_json::Value>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<entities::Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    departments: Vec<entities::Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_every: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_review: Option<String>,
    review_state: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<entities::Named<'a>>,
    confidence: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    assumed_share: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    headlines: Headlines<'a>,
    scale: Scale<'a>,
    lanes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage_widths: Option<&'static str>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    custom_lanes: serde_json::Map<String, serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<entities::PictureJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metrics: Vec<entities::MeasureJson<'a>>,
    #[serde(flatten)]
    cells: entities::Cells<'a>,
    stages: Vec<StageJson<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    body: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Change<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct Headlines<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    curve: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    map: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Scale<'a> {
    min: f64,
    max: f64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<(f64, &'a str)>,
}

#[derive(Debug, Serialize)]
struct Change<'a> {
    on: String,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct StageJson<'a> {
    #[serde(flatten)]
    place: PlaceJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    focus: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prose: Option<&'a str>,
    steps: Vec<StepJson<'a>>,
}

#[derive(Debug, Serialize)]
struct StepJson<'a> {
    #[serde(flatten)]
    place: PlaceJson<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    next: Vec<NextJson<'a>>,
}

#[derive(Debug, Serialize)]
struct NextJson<'a> {
    /// `stage.step`, or `end`.
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct PlaceJson<'a> {
    id: &'a str,
    url: String,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<entities::Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_seconds: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wait: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wait_seconds: Option<f64>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    emotion: serde_json::Map<String, serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    importance: Option<u8>,
    #[serde(skip_serializing_if = "is_false")]
    moment_of_truth: bool,
    #[serde(skip_serializing_if = "is_false")]
    failure_point: bool,
    confidence: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    #[serde(flatten)]
    cells: entities::Cells<'a>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// What every part of a journey's JSON needs to know.
#[derive(Clone, Copy)]
struct Writer<'a, 'l> {
    site: &'a Site,
    links: &'l Links<'a>,
    page: &'l SitePath,
    journey: &'a Journey,
}

impl<'a> JourneyJson<'a> {
    fn new(site: &'a Site, links: &Links<'a>, id: JourneyId) -> Self {
        let journey = site.journey(id);
        // Addresses in the file are relative to itself, as in a page.
        let page = links.journey_file(id, ".json");
        let writer = Writer { site, links, page: &page, journey };
        let title_of = |id: JourneyId| site.journey(id).id.as_str();
        Self {
            format: JOURNEY_FORMAT,
            id: journey.id.as_str(),
            url: links.href(&page, Address::Journey(id)),
            title: &journey.title,
            summary: plain(journey.summary.as_ref()),
            personas: journey.personas.iter().map(|id| writer.persona(*id)).collect(),
            kind: &journey.kind.0,
            scope: scope(journey.scope),
            future_of: journey.future_of.map(title_of),
            futures: journey.futures.iter().copied().map(title_of).collect(),
            parent: journey.parent.map(title_of),
            children: journey.children.iter().copied().map(title_of).collect(),
            next_journey: journey.next_journey.map(title_of),
            texts: texts(journey),
            status: status(journey.status),
            owner: journey.owner.map(|team| writer.team(team)),
            departments: journey.departments.iter().map(|team| writer.team(*team)).collect(),
            reviewed: journey.reviewed.map(|day| day.to_string()),
            review_every: journey.review_every.map(review_every),
            next_review: journey.next_review.map(|day| day.to_string()),
            review_state: review_state(journey.review_state),
            sources: journey.sources.iter().map(|id| writer.evidence_source(*id)).collect(),
            confidence: confidence(journey.confidence),
            assumed_share: journey.assumed_share,
            tags: journey.tags.iter().map(|tag| &*site.tags[tag.index()].name).collect(),
            headlines: Headlines {
                curve: plain(journey.curve_headline.as_ref()),
                map: plain(journey.map_headline.as_ref()),
            },
            scale: Scale {
                min: journey.scale.min,
                max: journey.scale.max,
                words: journey.scale_words.iter().map(|(score, word)| (*score, &**word)).collect(),
            },
            lanes: journey.lanes.iter().map(|lane| writer.lane_key(*lane)).collect(),
            stage_widths: (journey.stage_widths == StageWidths::Duration).then_some("duration"),
            custom_lanes: custom_lanes(journey),
            image: journey.image.as_ref().map(|picture| writer.picture(picture)),
            metrics: journey.measures.iter().map(|measure| writer.measure(measure)).collect(),
            cells: writer.cells(&journey.cells),
            stages: journey.stages.iter().enumerate().map(|(index, stage)| writer.stage(id, index, stage)).collect(),
            body: &journey.body.plain,
            changes: journey
                .changes
                .iter()
                .map(|(on, text)| Change { on: on.to_string(), text: &text.plain })
                .collect(),
            aliases: journey.aliases.iter().map(SitePath::as_str).collect(),
        }
    }
}

impl<'a> Writer<'a, '_> {
    fn stage(&self, id: JourneyId, index: usize, stage: &'a Stage) -> StageJson<'a> {
        let position = u32::try_from(index).unwrap_or(u32::MAX);
        StageJson {
            place: self.place(&stage.place, Address::Stage(id, position)),
            definition: plain(stage.definition.as_ref()),
            focus: plain(stage.focus.as_ref()),
            prose: stage.prose.as_ref().map(|prose| &*prose.plain),
            steps: (0..)
                .zip(&stage.steps)
                .map(|(step_index, step)| self.step(Address::Step(id, position, step_index), step))
                .collect(),
        }
    }

    fn step(&self, address: Address, step: &'a Step) -> StepJson<'a> {
        let next =
            step.next.iter().map(|next| NextJson { to: self.next_target(next.to), when: plain(next.when.as_ref()) });
        StepJson { place: self.place(&step.place, address), next: next.collect() }
    }

    fn next_target(&self, target: NextTarget) -> String {
        let NextTarget::Step { stage, step } = target else { return "end".to_owned() };
        self.journey
            .stages
            .get(stage as usize)
            .and_then(|stage| Some(step_anchor(&stage.place.id, &stage.steps.get(step as usize)?.place.id)))
            .unwrap_or_default()
    }

    fn place(&self, place: &'a Place, address: Address) -> PlaceJson<'a> {
        PlaceJson {
            id: place.id.as_str(),
            url: self.links.href(self.page, address),
            name: &place.name.plain,
            summary: plain(place.summary.as_ref()),
            goal: plain(place.goal.as_ref()),
            owner: place.owner.map(|team| self.team(team)),
            duration: place.duration.as_ref().map(|duration| &*duration.words),
            duration_seconds: place.duration.as_ref().map(|duration| duration.seconds),
            wait: place.wait.as_ref().map(|wait| &*wait.words),
            wait_seconds: place.wait.as_ref().map(|wait| wait.seconds),
            emotion: emotions(self.site, &place.emotions),
            importance: place.importance.map(Rating::get),
            moment_of_truth: place.moment_of_truth,
            failure_point: place.failure_point,
            confidence: confidence(place.confidence),
            sources: place.sources.iter().map(|id| self.site.sources[id.index()].id.as_str()).collect(),
            detail: place.detail.map(|id| self.site.journey(id).id.as_str()),
            cells: self.cells(&place.cells),
        }
    }
}
