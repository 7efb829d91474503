//! The words of the format: the same that writers write.

use serde_json::{Map, Value, json};

use crate::model::*;

pub(super) fn plain(text: Option<&Text>) -> Option<&str> {
    text.map(|text| &*text.plain)
}

pub(super) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::AsIs => "as-is",
        Scope::ToBe => "to-be",
        Scope::Research => "research",
    }
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Hypothesis => "hypothesis",
        Status::Researched => "researched",
        Status::Validated => "validated",
        Status::Retired => "retired",
    }
}

pub(super) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Assumed => "assumed",
        Confidence::Partly => "partly",
        Confidence::Researched => "researched",
    }
}

pub(super) fn review_every(every: ReviewEvery) -> String {
    match every {
        ReviewEvery::Months(1) => "monthly".to_owned(),
        ReviewEvery::Months(3) => "quarterly".to_owned(),
        ReviewEvery::Months(12) => "yearly".to_owned(),
        ReviewEvery::Months(months) => format!("{months} months"),
        ReviewEvery::Weeks(weeks) => format!("{weeks} weeks"),
        ReviewEvery::Never => "never".to_owned(),
    }
}

pub(super) fn review_state(state: ReviewState) -> &'static str {
    match state {
        ReviewState::NeverReviewed => "never-reviewed",
        ReviewState::Current => "current",
        ReviewState::Due => "due",
        ReviewState::Late => "late",
    }
}

pub(super) fn touchpoint_state(state: TouchpointState) -> &'static str {
    match state {
        TouchpointState::Existing => "existing",
        TouchpointState::Planned => "planned",
        TouchpointState::Retired => "retired",
    }
}

pub(super) fn work_status(status: OpportunityStatus) -> &'static str {
    match status {
        OpportunityStatus::Proposed => "proposed",
        OpportunityStatus::Planned => "planned",
        OpportunityStatus::InProgress => "in-progress",
        OpportunityStatus::Done => "done",
        OpportunityStatus::Dropped => "dropped",
    }
}

pub(super) fn horizon(horizon: Horizon) -> &'static str {
    match horizon {
        Horizon::Now => "now",
        Horizon::Next => "next",
        Horizon::Later => "later",
    }
}

fn journey_text_key(text: JourneyText) -> &'static str {
    match text {
        JourneyText::Purpose => "purpose",
        JourneyText::Scenario => "scenario",
        JourneyText::Goal => "goal",
        JourneyText::Trigger => "trigger",
        JourneyText::Expectations => "expectations",
        JourneyText::BusinessGoals => "business_goals",
        JourneyText::Constraints => "constraints",
        JourneyText::Boundaries => "boundaries",
        JourneyText::Assumptions => "assumptions",
    }
}

/// Purpose, scenario …: a lone text as a string, several as a list.
pub(super) fn texts(journey: &Journey) -> Map<String, Value> {
    let value = |texts: &[Text]| match texts {
        [one] => json!(&*one.plain),
        many => many.iter().map(|text| &*text.plain).collect(),
    };
    journey.texts.iter().map(|(key, texts)| (journey_text_key(*key).to_owned(), value(texts))).collect()
}

pub(super) fn custom_lanes(journey: &Journey) -> Map<String, Value> {
    let lane = |lane: &CustomLane| match plain(lane.description.as_ref()) {
        Some(description) => json!({"title": &*lane.title, "description": description}),
        None => json!({"title": &*lane.title}),
    };
    journey.custom_lanes.iter().map(|custom| (custom.key.to_string(), lane(custom))).collect()
}

/// Persona → emotion; an emotion that holds for everybody stands under `everyone`.
pub(super) fn emotions(site: &Site, emotions: &Emotions) -> Map<String, Value> {
    let everyone = emotions.everyone.iter().map(|emotion| ("everyone".to_owned(), emotion_value(emotion)));
    let each =
        emotions.by_persona.iter().map(|(id, emotion)| (site.persona(*id).id.to_string(), emotion_value(emotion)));
    everyone.chain(each).collect()
}

fn emotion_value(emotion: &Emotion) -> Value {
    let mut value = Map::new();
    match emotion.score {
        Some(Score::At(score)) => {
            value.insert("score".into(), json!(score));
        }
        Some(Score::FromTo(from, to)) => {
            value.insert("from".into(), json!(from));
            value.insert("to".into(), json!(to));
        }
        None => {}
    }
    for (key, word) in [("feeling", &emotion.feeling), ("emoji", &emotion.emoji)] {
        if let Some(word) = word {
            value.insert(key.into(), json!(&**word));
        }
    }
    Value::Object(value)
}

pub(super) fn persona_kind(kind: PersonaKind) -> &'static str {
    match kind {
        PersonaKind::Primary => "primary",
        PersonaKind::Secondary => "secondary",
        PersonaKind::Anti => "anti",
    }
}
