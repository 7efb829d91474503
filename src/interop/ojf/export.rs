//! A map as an OpenJourney file; what the format cannot say is listed.
//!
//! 1. Each stage is a stage, each lane in use a swimlane; before them stands a swimlane of the steps themselves.
//! 2. Each step is a node in the swimlane of steps, with its score, feeling and blueprint; each item of a lane is a node of its own below.
//! 3. A node's id is the address of its cell on the map's page (`paying.opens-account:thoughts`). Reading such a file back, `import`
//!    puts the nodes of a step together again; other programs take ids as they come.

use std::collections::BTreeMap;

use serde::Serialize;

use super::SCALE;
use super::lanes::STEPS;
use crate::interop::Unsaid;
use crate::model::*;

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct FileJson {
    version: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    persona: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    point_of_view: Option<String>,
    stages: Vec<NamedJson>,
    swimlanes: Vec<NamedJson>,
    nodes: Vec<NodeJson>,
}

#[derive(Debug, Serialize)]
struct NamedJson {
    id: String,
    name: String,
}

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct NodeJson {
    id: String,
    stage_id: String,
    swimlane_id: String,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentiment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_moment_of_truth: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    blueprint: Option<BlueprintJson>,
}

#[derive(Debug, Default, Serialize)]
struct BlueprintJson {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<BTreeMap<&'static str, String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    onstage: Vec<BTreeMap<&'static str, String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    backstage: Vec<BTreeMap<&'static str, String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    support: Vec<BTreeMap<&'static str, String>>,
}

/// Lanes that stand in a node's blueprint instead of a swimlane.
const BLUEPRINT: [Lane; 4] = [Lane::Evidence, Lane::Frontstage, Lane::Backstage, Lane::SupportProcesses];

/// Writes a journey as OpenJourney JSON, with a line end.
#[must_use]
pub fn export(site: &Site, id: JourneyId) -> (String, Vec<Unsaid>) {
    let journey = site.journey(id);
    let mut writer = Writer { site, journey, nodes: Vec::new(), unsaid: Vec::new() };
    writer.tell_head();
    for stage in &journey.stages {
        writer.add_stage(stage);
    }
    let lanes = journey.lanes_in_use.iter().filter(|lane| has_swimlane(**lane));
    let mut swimlanes = vec![NamedJson { id: STEPS.to_lowercase(), name: STEPS.to_owned() }];
    swimlanes.extend(lanes.map(|lane| NamedJson { id: writer.lane_key(*lane), name: writer.lane_name(*lane) }));
    let scenario = journey.texts.iter().find(|(key, _)| *key == JourneyText::Scenario);
    let scenario = scenario.map(|(_, texts)| texts.iter().map(|text| &*text.plain).collect::<Vec<_>>().join(" "));
    let file = FileJson {
        version: "1.0",
        title: journey.title.to_string(),
        persona: journey.personas.first().map(|persona| {
            let persona = site.persona(*persona);
            let title = persona.title.as_ref().map(|title| format!(", {}", title.plain)).unwrap_or_default();
            format!("{}{title}", persona.name)
        }),
        point_of_view: scenario.or_else(|| journey.summary.as_ref().map(|summary| summary.plain.to_string())),
        stages: journey
            .stages
            .iter()
            .map(|stage| NamedJson { id: stage.place.id.to_string(), name: stage.place.name.plain.to_string() })
            .collect(),
        swimlanes,
        nodes: writer.nodes,
    };
    // Never fails: texts, numbers and lists.
    let mut json = serde_json::to_string_pretty(&file).unwrap_or_default();
    json.push('\n');
    (json, writer.unsaid)
}

fn has_swimlane(lane: Lane) -> bool {
    !BLUEPRINT.contains(&lane) && !matches!(lane, Lane::Feelings | Lane::Owner | Lane::Images | Lane::Metrics)
}

struct Writer<'a> {
    site: &'a Site,
    journey: &'a Journey,
    nodes: Vec<NodeJson>,
    unsaid: Vec<Unsaid>,
}

impl Writer<'_> {
    fn tell(&mut self, place: &str, what: impl Into<String>) {
        self.unsaid.push(Unsaid { place: place.to_owned(), what: what.into() });
    }

    fn lane_key(&self, lane: Lane) -> String {
        match lane {
            Lane::Custom(index) => self.journey.custom_lanes.get(usize::from(index)).map(|lane| lane.key.to_string()),
            lane => lane.key().map(str::to_owned),
        }
        .unwrap_or_default()
    }

    /// The format's own names are English; those of custom lanes are the writer's.
    fn lane_name(&self, lane: Lane) -> String {
        if let Lane::Custom(index) = lane {
            return self
                .journey
                .custom_lanes
                .get(usize::from(index))
                .map(|lane| lane.title.to_string())
                .unwrap_or_default();
        }
        let words = self.lane_key(lane).replace('_', " ");
        let mut letters = words.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    fn tell_head(&mut self) {
        let journey = self.journey;
        let others: Vec<&str> =
            journey.personas.iter().skip(1).map(|persona| &*self.site.persona(*persona).name).collect();
        if !others.is_empty() {
            self.tell("the journey", format!("has one persona there; left out: {}", others.join(", ")));
        }
        let has = [
            (journey.owner.is_some() || !journey.departments.is_empty(), "teams"),
            (!journey.sources.is_empty(), "sources"),
            (!journey.tags.is_empty(), "tags"),
            (journey.reviewed.is_some(), "reviews"),
            (journey.texts.iter().any(|(key, _)| *key != JourneyText::Scenario), "purpose, goals and their like"),
            (!journey.measures.is_empty() || journey.lanes_in_use.contains(&Lane::Metrics), "metrics"),
            (journey.lanes_in_use.contains(&Lane::Images), "images"),
            (!journey.cells.is_empty(), "what concerns the whole map"),
            (
                !journey.body.is_empty() || journey.stages.iter().any(|stage| stage.prose.is_some()),
                "the words below the map",
            ),
        ];
        let left_out: Vec<&str> = has.into_iter().filter(|(there, _)| *there).map(|(_, what)| what).collect();
        if !left_out.is_empty() {
            self.tell("the journey", format!("left out: {}", left_out.join(", ")));
        }
    }

    fn add_stage(&mut self, stage: &Stage) {
        let id = stage.place.id.to_string();
        if stage.steps.is_empty() || !stage.place.emotions.is_empty() || !stage.place.cells.is_empty() {
            self.add_place(&stage.place, &id, &id, &format!("stage “{}”", stage.place.name.plain));
        }
        for step in &stage.steps {
            let place = format!("step “{}”", step.place.name.plain);
            self.add_place(&step.place, &id, &step_anchor(&stage.place.id, &step.place.id), &place);
            if !step.next.is_empty() {
                self.tell(&place, "its branches were left out");
            }
        }
    }

    fn add_place(&mut self, place: &Place, stage_id: &str, anchor: &str, told_as: &str) {
        let persona = self.journey.personas.first().copied();
        let emotion = place.emotions.of(persona);
        let score = emotion.and_then(|emotion| emotion.score);
        if matches!(score, Some(Score::FromTo(..))) {
            self.tell(told_as, "its change of emotion became the mean of both ends");
        }
        let left_out: Vec<&str> = [
            (place.duration.is_some() || place.wait.is_some(), "duration"),
            (place.importance.is_some(), "importance"),
            (place.failure_point, "failure point"),
            (place.owner.is_some(), "owner"),
            (place.goal.is_some(), "goal"),
            (place.emotions.by_persona.len() > 1, "emotions of the other personas"),
        ]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, what)| what)
        .collect();
        if !left_out.is_empty() {
            self.tell(told_as, format!("left out: {}", left_out.join(", ")));
        }
        self.nodes.push(NodeJson {
            id: anchor.to_owned(),
            stage_id: stage_id.to_owned(),
            swimlane_id: STEPS.to_lowercase(),
            title: place.name.plain.to_string(),
            description: place.summary.as_ref().map(|summary| summary.plain.to_string()).unwrap_or_default(),
            score: score.map(|score| (self.journey.scale.valence(score.mean()) * SCALE * 100.0).round() / 100.0),
            sentiment: emotion
                .and_then(|emotion| emotion.feeling.as_deref().or(emotion.emoji.as_deref()).map(str::to_owned)),
            is_moment_of_truth: place.moment_of_truth,
            blueprint: blueprint(place),
            ..NodeJson::default()
        });
        for cell in place.cells.iter().filter(|cell| has_swimlane(cell.lane)) {
            for (index, item) in cell.items.iter().enumerate() {
                self.add_item(place, stage_id, anchor, (cell.lane, index), item, told_as);
            }
        }
    }

    fn add_item(
        &mut self,
        place: &Place,
        stage_id: &str,
        anchor: &str,
        (lane, index): (Lane, usize),
        item: &Item,
        told_as: &str,
    ) {
        let site = self.site;
        let key = self.lane_key(lane);
        let count = if index == 0 { String::new() } else { format!("-{}", index + 1) };
        let mut node = NodeJson {
            id: format!("{anchor}:{}{count}", key.replace('_', "-")),
            stage_id: stage_id.to_owned(),
            swimlane_id: key,
            title: item.text.plain.to_string(),
            ..NodeJson::default()
        };
        match &item.kind {
            ItemKind::PainPoint(id) => {
                node.purpose = Some("pain-point");
                let severity = site.pain_points[id.index()].severity.map(Rating::get);
                node.severity = severity.map(severity_word);
                if let Some(level @ (1 | 4)) = severity {
                    let word = severity_word(level);
                    self.tell(told_as, format!("the severity {level} of “{}” became “{word}”", item.text.plain));
                }
            }
            ItemKind::Opportunity(_) => node.purpose = Some("opportunity"),
            ItemKind::Touchpoint(usage) => {
                node.purpose = Some("touchpoint");
                if let Some(channel) = usage.channel {
                    let named = place.items(Lane::Channels).any(|other| other.kind == ItemKind::Channel(channel));
                    if !named {
                        let channel = &site.channels[channel.index()].name;
                        self.tell(told_as, format!("the channel “{channel}” of “{}” was left out", item.text.plain));
                    }
                }
            }
            ItemKind::Words if lane == Lane::Actions => node.purpose = Some("action"),
            _ => {}
        }
        if !item.sources.is_empty() {
            self.tell(told_as, format!("the sources of “{}” were left out", item.text.plain));
        }
        self.nodes.push(node);
    }
}

fn severity_word(level: u8) -> &'static str {
    match level {
        0..=2 => "low",
        3 => "medium",
        _ => "high",
    }
}

fn blueprint(place: &Place) -> Option<BlueprintJson> {
    let entries = |lane: Lane, who: Option<&'static str>, what: &'static str| -> Vec<BTreeMap<&'static str, String>> {
        let entry = |item: &Item| {
            let text = &*item.text.plain;
            // "Receptionist: confirms the appointment" names who does it.
            match (who, text.split_once(": ")) {
                (Some(who), Some((actor, action))) => {
                    BTreeMap::from([(who, actor.to_owned()), (what, action.to_owned())])
                }
                _ => BTreeMap::from([(what, text.to_owned())]),
            }
        };
        place.items(lane).map(entry).collect()
    };
    let blueprint = BlueprintJson {
        evidence: entries(Lane::Evidence, None, "item"),
        onstage: entries(Lane::Frontstage, Some("actor"), "action"),
        backstage: entries(Lane::Backstage, Some("actor"), "action"),
        support: entries(Lane::SupportProcesses, Some("system"), "description"),
    };
    let is_empty = [&blueprint.evidence, &blueprint.onstage, &blueprint.backstage, &blueprint.support]
        .iter()
        .all(|entries| entries.is_empty());
    (!is_empty).then_some(blueprint)
}
