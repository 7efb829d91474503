//! What the writer says of a persona: facts, lists of words, the empathy map.

use serde::Serialize;

use crate::model::*;
use crate::view::PageContext;
use crate::view::parts::{FactView, spoken_html};

/// Goals, needs, frustrations …: one list with its name.
#[derive(Debug, Serialize)]
pub struct WordList {
    pub key: &'static str,
    pub title: String,
    pub items_html: Vec<String>,
}

/// What the persona says, thinks, does and feels.
#[derive(Debug, Serialize)]
pub struct EmpathyView {
    pub quarters: Vec<WordList>,
}

pub(super) fn kickers(page: &PageContext<'_>, persona: &Persona) -> Vec<String> {
    let mut kickers = vec![page.persona_kind(persona.kind).to_owned()];
    kickers.extend(persona.segment.as_deref().map(str::to_owned));
    if persona.status == Status::Retired || persona.status == Status::Draft {
        kickers.push(page.strings().amid(page.status(persona.status)));
    }
    kickers
}

pub(super) fn facts(page: &PageContext<'_>, persona: &Persona) -> Vec<FactView> {
    let strings = page.strings();
    let label = |fact: &Fact| match strings.get(&format!("fact.{}", fact.key)) {
        Some(word) if fact.known => word.to_owned(),
        _ => fact.key.to_string(),
    };
    let mut facts = persona
        .facts
        .iter()
        .map(|fact| FactView { label: label(fact), value_html: page.text(&fact.value) })
        .collect::<Vec<_>>();
    facts.push(FactView { label: page.word("fact.evidence"), value_html: evidence(page, persona) });
    if let Some(team) = persona.owner {
        facts.push(FactView { label: page.word("fact.owner"), value_html: page.link_html(Address::Team(team)) });
    }
    if persona.reviewed.is_some() || persona.next_review.is_some() {
        facts.extend(page.review_facts(persona.review_state, persona.reviewed, persona.next_review));
    }
    facts
}

/// "researched: Diary study, Delivery log", or that there is no source yet.
fn evidence(page: &PageContext<'_>, persona: &Persona) -> String {
    let mut html = String::new();
    crate::links::push_escaped(&mut html, page.confidence(persona.confidence));
    let links = persona.sources.iter().map(|source| page.link_html(Address::Source(*source))).collect::<Vec<_>>();
    let sources = if links.is_empty() {
        page.word("persona.no_source")
    } else {
        page.strings().listed(links.iter().map(String::as_str))
    };
    page.strings().fill_html("persona.evidence", None, &[("confidence", &html), ("sources", &sources)])
}

pub(super) fn lists(page: &PageContext<'_>, persona: &Persona) -> Vec<WordList> {
    persona.lists.iter().map(|(key, texts)| list(page, "persona_list", key, texts)).collect()
}

fn list(page: &PageContext<'_>, table: &str, key: &'static str, texts: &[Text]) -> WordList {
    let is_said = table == "empathy" && matches!(key, "says" | "thinks");
    WordList {
        key,
        title: page.word(&format!("{table}.{key}")),
        items_html: texts
            .iter()
            .map(|text| if is_said { spoken_html(page.text(text)) } else { page.text(text) })
            .collect(),
    }
}

pub(super) fn empathy(page: &PageContext<'_>, empathy: &Empathy) -> EmpathyView {
    let quarters =
        [("says", &empathy.says), ("thinks", &empathy.thinks), ("does", &empathy.does), ("feels", &empathy.feels)];
    let said = quarters.into_iter().filter(|(_, texts)| !texts.is_empty());
    EmpathyView { quarters: said.map(|(key, texts)| list(page, "empathy", key, texts)).collect() }
}
