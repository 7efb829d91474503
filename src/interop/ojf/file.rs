//! The format's JSON, with both spellings of its head (flat, and under `metadata`) and a place for what it does not define.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::interop::ImportError;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OpenJourney {
    #[serde(default)]
    metadata: Head,
    #[serde(flatten)]
    head: Head,
    #[serde(default)]
    pub(super) stages: Vec<Named>,
    #[serde(default)]
    pub(super) swimlanes: Vec<Named>,
    #[serde(default)]
    pub(super) nodes: Vec<Node>,
}

#[derive(Debug, Default, Deserialize)]
struct Head {
    title: Option<String>,
    persona: Option<String>,
    #[serde(alias = "pointOfView")]
    pov: Option<String>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Named {
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Node {
    pub(super) id: Option<String>,
    pub(super) stage_id: Option<String>,
    pub(super) swimlane_id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) severity: Option<String>,
    pub(super) score: Option<f64>,
    pub(super) sentiment: Option<String>,
    pub(super) purpose: Option<String>,
    pub(super) is_moment_of_truth: Option<bool>,
    pub(super) icon: Option<String>,
    pub(super) icon_color: Option<String>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    pub(super) blueprint: Option<Blueprint>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Blueprint {
    #[serde(default)]
    evidence: Vec<Map<String, Value>>,
    #[serde(default)]
    onstage: Vec<Map<String, Value>>,
    #[serde(default)]
    backstage: Vec<Map<String, Value>>,
    #[serde(default)]
    support: Vec<Map<String, Value>>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

impl Blueprint {
    /// "Waiting Room (Physical)"
    pub(super) fn evidence(&self) -> Vec<String> {
        self.evidence.iter().map(|entry| said(entry, "item", "type", |item, kind| format!("{item} ({kind})"))).collect()
    }

    /// "Receptionist: confirms the appointment"
    pub(super) fn onstage(&self) -> Vec<String> {
        self.onstage.iter().map(|entry| said(entry, "actor", "action", colon)).collect()
    }

    pub(super) fn backstage(&self) -> Vec<String> {
        self.backstage.iter().map(|entry| said(entry, "actor", "action", colon)).collect()
    }

    /// "EMR Database: loads the record"
    pub(super) fn support(&self) -> Vec<String> {
        self.support.iter().map(|entry| said(entry, "system", "description", colon)).collect()
    }
}

fn colon(who: &str, what: &str) -> String {
    format!("{who}: {what}")
}

/// An entry as one text: its two known keys joined, any further ones behind them in brackets, so that none is lost.
fn said(entry: &Map<String, Value>, first: &str, second: &str, join: impl Fn(&str, &str) -> String) -> String {
    let text = |key: &str| entry.get(key).map(word);
    let mut whole = match (text(first), text(second)) {
        (Some(one), Some(two)) => join(&one, &two),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => String::new(),
    };
    for (key, value) in entry.iter().filter(|(key, _)| *key != first && *key != second) {
        whole.push_str(&format!(" [{key}: {}]", word(value)));
    }
    crate::interop::front_matter_writer::escape_markdown(whole.trim())
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl OpenJourney {
    pub(super) fn title(&self) -> Option<&str> {
        self.first(|head| head.title.as_deref())
    }

    pub(super) fn persona(&self) -> Option<&str> {
        self.first(|head| head.persona.as_deref())
    }

    pub(super) fn point_of_view(&self) -> Option<&str> {
        self.first(|head| head.pov.as_deref())
    }

    fn first<'a>(&'a self, field: impl Fn(&'a Head) -> Option<&'a str>) -> Option<&'a str> {
        field(&self.metadata).or_else(|| field(&self.head)).map(str::trim).filter(|text| !text.is_empty())
    }

    /// Keys that the format does not define, with where they stand; `version` says nothing about the journey.
    pub(super) fn unknown(&self) -> Vec<(String, String)> {
        let at = |place: String, rest: &'_ Map<String, Value>| {
            rest.keys().map(|key| (place.clone(), key.clone())).collect::<Vec<_>>()
        };
        let mut all = at("the file's head".into(), &self.head.rest);
        all.extend(at("`metadata`".into(), &self.metadata.rest));
        for (kind, list) in [("stage", &self.stages), ("swimlane", &self.swimlanes)] {
            for named in list {
                all.extend(at(format!("{kind} “{}”", named.name), &named.rest));
            }
        }
        for (index, node) in self.nodes.iter().enumerate() {
            all.extend(at(super::place_of(index, node), &node.rest));
            if let Some(blueprint) = &node.blueprint {
                all.extend(at(format!("the blueprint of {}", super::place_of(index, node)), &blueprint.rest));
            }
        }
        // `version` counts the format's editions and says nothing about the journey; the lists are read above, though a
        // flattened head sees them again.
        all.retain(|(_, key)| !["metadata", "stages", "swimlanes", "nodes", "version"].contains(&key.as_str()));
        all
    }
}

pub(super) fn read(text: &str) -> Result<OpenJourney, ImportError> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| ImportError {
        message: if error.is_data() {
            format!("this is JSON, but not an OpenJourney file: {error}")
        } else {
            format!("this is not JSON: {error}")
        },
        line_and_column: Some((error.line(), error.column())),
        help: "an OpenJourney file holds `stages`, `swimlanes` and `nodes`; was it exported whole?".into(),
    })
}
