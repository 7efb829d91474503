//! A new file of one kind.

use super::fill::{Filled, fill, fit};
use super::{Preset, SiteFacts};
use crate::slug::Slug;

/// Stands in a new persona, which nobody walks with yet.
pub(super) const ALLOW_UNUSED: &str = "
# No journey names this persona yet, and a rule would warn of it. Take this line away once one does.
allow = [\"unused-persona\"]
";

/// What can be begun with `wayfare new`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    Journey,
    Persona,
    Opportunity,
    Solution,
    PainPoint,
    Source,
    Touchpoint,
    Channel,
    Team,
    Metric,
    Page,
    Term,
}

impl EntryKind {
    pub const ALL: &'static [EntryKind] = &[
        EntryKind::Journey,
        EntryKind::Persona,
        EntryKind::Opportunity,
        EntryKind::Solution,
        EntryKind::PainPoint,
        EntryKind::Source,
        EntryKind::Touchpoint,
        EntryKind::Channel,
        EntryKind::Team,
        EntryKind::Metric,
        EntryKind::Page,
        EntryKind::Term,
    ];

    /// As the command line spells it, and what it is.
    #[must_use]
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            EntryKind::Journey => ("journey", "a journey map"),
            EntryKind::Persona => ("persona", "somebody who walks journeys"),
            EntryKind::Opportunity => ("opportunity", "what could be better"),
            EntryKind::Solution => ("solution", "what was or will be done"),
            EntryKind::PainPoint => ("pain-point", "what hurts on several maps"),
            EntryKind::Source => ("source", "where claims come from"),
            EntryKind::Touchpoint => ("touchpoint", "words about a thing that people meet"),
            EntryKind::Channel => ("channel", "words about a way of meeting"),
            EntryKind::Team => ("team", "how to reach a team"),
            EntryKind::Metric => ("metric", "what is measured, with its numbers"),
            EntryKind::Page => ("page", "a plain page"),
            EntryKind::Term => ("term", "a word of the glossary"),
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.names().0 == name)
    }

    /// Where its files lie.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            EntryKind::Journey => "content/journeys",
            EntryKind::Persona => "content/personas",
            EntryKind::Opportunity => "content/opportunities",
            EntryKind::Solution => "content/solutions",
            EntryKind::PainPoint => "content/pain-points",
            EntryKind::Source => "content/sources",
            EntryKind::Touchpoint => "content/touchpoints",
            EntryKind::Channel => "content/channels",
            EntryKind::Team => "content/teams",
            EntryKind::Metric => "content/metrics",
            EntryKind::Page => "content",
            EntryKind::Term => "content/glossary",
        }
    }

    pub(super) fn template(self) -> &'static str {
        match self {
            // A journey is put together from parts.
            EntryKind::Journey => include_str!("files/journeys/head.toml"),
            EntryKind::Persona => include_str!("files/persona.md"),
            EntryKind::Opportunity => include_str!("files/opportunity.md"),
            EntryKind::Solution => include_str!("files/solution.md"),
            EntryKind::PainPoint => include_str!("files/pain-point.md"),
            EntryKind::Source => include_str!("files/source.md"),
            EntryKind::Touchpoint => include_str!("files/touchpoint.md"),
            EntryKind::Channel => include_str!("files/channel.md"),
            EntryKind::Team => include_str!("files/team.md"),
            EntryKind::Metric => include_str!("files/metric.md"),
            EntryKind::Page => include_str!("files/page.md"),
            EntryKind::Term => include_str!("files/term.md"),
        }
    }
}

/// What a new journey begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JourneyForm {
    /// A story to replace, in the stages of a well-known form.
    Preset(Preset),
    /// The writer's own stages, each with a step to fill in.
    Stages(Vec<String>),
}

/// What is known of the new file.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEntry<'a> {
    pub kind: EntryKind,
    pub title: &'a str,
    /// Of a journey.
    pub form: JourneyForm,
    /// Ids of those who walk a new journey; empty: the site's first persona.
    pub personas: &'a [Box<str>],
    /// `None`: a team of the site, or a first guess.
    pub owner: Option<&'a str>,
}

impl<'a> NewEntry<'a> {
    #[must_use]
    pub fn new(kind: EntryKind, title: &'a str) -> Self {
        Self { kind, title, form: JourneyForm::Preset(Preset::FiveStage), personas: &[], owner: None }
    }
}

/// A file to write, below the site's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StarterFile {
    pub path: String,
    pub text: String,
}

/// The new file. `None` when the title has no letter or digit to make an address of.
#[must_use]
pub fn entry_file(entry: &NewEntry<'_>, facts: &SiteFacts) -> Option<StarterFile> {
    let id = Slug::from_text(entry.title)?;
    let owner = entry.owner.unwrap_or(&facts.owner);
    let personas = match entry.personas {
        [] => facts.personas.get(..1).unwrap_or_default(),
        named => named,
    };
    let [summary, kind, purpose] = match &entry.form {
        JourneyForm::Preset(preset) => preset.words().map(str::to_owned),
        JourneyForm::Stages(names) => {
            let (first, last) = (names.first().map_or("", |name| name), names.last().map_or("", |name| name));
            let summary = format!("From “{first}” to “{last}”.");
            [summary, "customer".to_owned(), super::samples::OWN_PURPOSE.to_owned()]
        }
    };
    let preset = match entry.form {
        JourneyForm::Preset(preset) => preset,
        JourneyForm::Stages(_) => Preset::FiveStage,
    };
    let person = ["group", "quote", "goal", "other-goal", "need", "frustration", "behaviour"];
    let person = person.into_iter().zip(preset.person()).map(|(gap, words)| (gap, Filled::Quoted(words).text()));
    let mut words = vec![
        ("title", Filled::Quoted(entry.title).text()),
        ("id", id.as_str().to_owned()),
        ("owner", Filled::Quoted(owner).text()),
        ("personas", Filled::List(personas).text()),
        ("today", facts.today.to_string()),
        ("min", facts.scale.0.to_string()),
        ("max", facts.scale.1.to_string()),
        ("summary", Filled::Quoted(&summary).text()),
        ("kind", Filled::Quoted(&kind).text()),
        ("purpose", Filled::Quoted(&purpose).text()),
        ("allow-unused", ALLOW_UNUSED.to_owned()),
    ];
    words.extend(person);
    let template = match entry.kind {
        EntryKind::Journey => journey_template(&entry.form),
        kind => kind.template().to_owned(),
    };
    let text = fill(&template, &words);
    let text = if entry.kind == EntryKind::Journey { fit(&text, facts) } else { text };
    Some(StarterFile { path: format!("{}/{id}.md", entry.kind.folder()), text })
}

/// Head, stages and body, with the gaps still open.
fn journey_template(form: &JourneyForm) -> String {
    let head = EntryKind::Journey.template();
    match form {
        JourneyForm::Preset(preset) => {
            let story = include_str!("files/journeys/story.toml");
            format!("{head}\n{story}{}{}", preset.stages(), include_str!("files/journeys/tail.md"))
        }
        JourneyForm::Stages(names) => {
            let stages = names
                .iter()
                .map(|name| fill(include_str!("files/journeys/stage.toml"), &[("stage", Filled::Quoted(name).text())]));
            let first = [("first-stage", names.first().cloned().unwrap_or_default())];
            let tail = fill(include_str!("files/journeys/own-tail.md"), &first);
            format!("{head}\n{}{}{tail}", include_str!("files/journeys/own.toml"), stages.collect::<String>())
        }
    }
}
