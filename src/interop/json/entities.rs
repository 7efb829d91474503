//! What a journey's JSON says of the things that it mentions: id and name, and what this mention adds.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Writer;
use super::words::*;
use crate::model::*;

/// A reference: the id that links it, and the name that a person reads.
#[derive(Debug, Serialize)]
pub(super) struct Named<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) url: String,
}

#[derive(Debug, Serialize)]
pub(super) struct PictureJson<'a> {
    src: String,
    alt: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct MeasureJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<&'a str>,
    #[serde(flatten)]
    reading: Map<String, Value>,
}

/// Lane key → items.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Cells<'a> {
    #[serde(serialize_with = "in_order")]
    lanes: Vec<(&'a str, Vec<Value>)>,
}

fn in_order<S: serde::Serializer>(lanes: &[(&str, Vec<Value>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(lanes.iter().map(|(key, items)| (key, items)))
}

impl<'a> Writer<'a, '_> {
    pub(super) fn persona(&self, id: PersonaId) -> Named<'a> {
        let persona = self.site.persona(id);
        self.named(persona.id.as_str(), &persona.name, Address::Persona(id))
    }

    pub(super) fn team(&self, id: TeamId) -> Named<'a> {
        let team = &self.site.teams[id.index()];
        self.named(team.id.as_str(), &team.name, Address::Team(id))
    }

    pub(super) fn evidence_source(&self, id: EvidenceSourceId) -> Named<'a> {
        let source = &self.site.sources[id.index()];
        self.named(source.id.as_str(), &source.title, Address::Source(id))
    }

    fn named(&self, id: &'a str, name: &'a str, address: Address) -> Named<'a> {
        Named { id, name, url: self.links.href(self.page, address) }
    }

    pub(super) fn lane_key(&self, lane: Lane) -> &'a str {
        match (lane, lane.key()) {
            (_, Some(key)) => key,
            (Lane::Custom(index), None) => {
                self.journey.custom_lanes.get(usize::from(index)).map_or("", |lane| &lane.key)
            }
            (_, None) => "",
        }
    }

    pub(super) fn picture(&self, picture: &'a Picture) -> PictureJson<'a> {
        PictureJson {
            src: self.page.link_to(&self.site.images[picture.image.index()].path, None),
            alt: &picture.alternative,
            caption: plain(picture.caption.as_ref()),
        }
    }

    pub(super) fn measure(&self, measure: &'a Measure) -> MeasureJson<'a> {
        MeasureJson {
            text: plain(measure.text.as_ref()),
            sources: measure.sources.iter().map(|id| self.site.sources[id.index()].id.as_str()).collect(),
            reading: self.reading(&measure.reading),
        }
    }

    fn reading(&self, reading: &MetricReading) -> Map<String, Value> {
        let metric = &self.site.metrics[reading.metric.index()];
        let mut value = Map::new();
        value.insert("metric".into(), json!(metric.id.as_str()));
        for (key, number) in [("value", reading.value), ("target", reading.target), ("baseline", reading.baseline)] {
            if let Some(number) = number {
                value.insert(key.into(), json!(number));
            }
        }
        if let Some(unit) = &metric.unit {
            value.insert("unit".into(), json!(&**unit));
        }
        if let Some(on) = reading.on {
            value.insert("on".into(), json!(on.to_string()));
        }
        value
    }

    pub(super) fn cells(&self, cells: &'a [Cell]) -> Cells<'a> {
        let items = |cell: &Cell| cell.items.iter().map(|item| Value::Object(self.item(item))).collect();
        Cells { lanes: cells.iter().map(|cell| (self.lane_key(cell.lane), items(cell))).collect() }
    }

    fn item(&self, item: &Item) -> Map<String, Value> {
        let mut value = Map::new();
        value.insert("text".into(), json!(&*item.text.plain));
        if let Some(id) = &item.id {
            value.insert("id".into(), json!(id.as_str()));
        }
        if !item.personas.is_empty() {
            value
                .insert("personas".into(), item.personas.iter().map(|id| self.site.persona(*id).id.as_str()).collect());
        }
        if !item.sources.is_empty() {
            value.insert(
                "sources".into(),
                item.sources.iter().map(|id| self.site.sources[id.index()].id.as_str()).collect(),
            );
        }
        value.insert("confidence".into(), json!(confidence(item.confidence)));
        self.add_kind(&mut value, &item.kind);
        value
    }

    fn add_kind(&self, value: &mut Map<String, Value>, kind: &ItemKind) {
        let site = self.site;
        let mut set = |key: &str, to: Value| value.insert(key.into(), to);
        match kind {
            ItemKind::Words | ItemKind::Quote => {}
            ItemKind::Touchpoint(touchpoint) => {
                set("touchpoint", json!(site.touchpoints[touchpoint.touchpoint.index()].id.as_str()));
                if let Some(channel) = touchpoint.channel {
                    set("channel", json!(site.channels[channel.index()].id.as_str()));
                }
                set("state", json!(touchpoint_state(touchpoint.state)));
            }
            ItemKind::Channel(channel) => {
                set("channel", json!(site.channels[channel.index()].id.as_str()));
            }
            ItemKind::PainPoint(id) => {
                let pain_point = &site.pain_points[id.index()];
                set("pain_point", json!(pain_point.id.as_str()));
                if let Some(severity) = pain_point.severity {
                    set("severity", json!(severity.get()));
                }
                if !pain_point.opportunities.is_empty() {
                    let ids = pain_point.opportunities.iter().map(|id| site.opportunities[id.index()].id.as_str());
                    set("addressed_by", ids.collect());
                }
            }
            ItemKind::Opportunity(id) => {
                let opportunity = &site.opportunities[id.index()];
                set("opportunity", json!(opportunity.id.as_str()));
                for (key, rating) in
                    [("impact", opportunity.impact), ("effort", opportunity.effort), ("reach", opportunity.reach)]
                {
                    if let Some(rating) = rating {
                        set(key, json!(rating.get()));
                    }
                }
                if let Some(score) = opportunity.score {
                    set("score", json!(score));
                }
                set("status", json!(work_status(opportunity.status)));
                if let Some(when) = opportunity.horizon {
                    set("horizon", json!(horizon(when)));
                }
            }
            ItemKind::Solution(id) => {
                let solution = &site.solutions[id.index()];
                set("solution", json!(solution.id.as_str()));
                set("status", json!(work_status(solution.status)));
            }
            ItemKind::Metric(reading) => value.extend(self.reading(reading)),
            ItemKind::Image(picture) => {
                set("src", json!(self.page.link_to(&site.images[picture.image.index()].path, None)));
                set("alt", json!(&*picture.alternative));
            }
        }
    }
}
