//! A site in a further language: what its words are, which of them are still those of the original, and what nothing translates.
//!
//! 1. [`Foreign`] goes through resolving with the index: a text that does not come from a translation is marked as it is made.
//! 2. [`finish`] gives names without a file their words from the settings, and marks bodies and names that are still the original's.
//!
//! Ids, order and structure are those of the original: nothing here may change them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::identity::shown;
use crate::content::raw::RawText;
use crate::content::{RawSite, RawTranslation};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest};
use crate::model::*;
use crate::slug::Slug;
use crate::source::{SourceId, Span};

/// The language that the originals of a translated site are in.
#[derive(Debug, Clone, Copy)]
pub struct OriginalLanguage<'t> {
    /// BCP 47.
    pub tag: &'t str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
}

/// The words of the original in a translated site.
#[derive(Debug)]
pub(super) struct Foreign {
    /// The files that are in the language of the site.
    native: BTreeSet<SourceId>,
    /// The language and the direction of everything else, as attributes.
    attributes: String,
}

impl Foreign {
    pub(super) fn new(translation: &RawTranslation, original: OriginalLanguage<'_>) -> Self {
        let OriginalLanguage { tag, direction } = original;
        let mut attributes = String::from(" lang=\"");
        crate::links::push_escaped(&mut attributes, tag);
        attributes.push_str(&format!("\" dir=\"{direction}\""));
        Self { native: translation.files.values().map(|file| file.source).collect(), attributes }
    }

    pub(super) fn is_native(&self, span: Span) -> bool {
        self.native.contains(&span.source)
    }

    /// A short text, marked as one in the original's language.
    pub(super) fn marked(&self, mut text: Text) -> Text {
        if text.is_empty() {
            return text;
        }
        let mut parts = vec![Part::Html(format!("<span{}>", self.attributes).into())];
        match text.html.take() {
            Some(fragment) => parts.extend(fragment.parts),
            None => {
                let mut html = String::with_capacity(text.plain.len());
                crate::links::push_escaped(&mut html, &text.plain);
                parts.push(Part::Html(html.into()));
            }
        }
        parts.push(Part::Html("</span>".into()));
        text.html = Some(Box::new(Fragment { parts }));
        text
    }

    fn mark_document(&self, document: &mut Document) {
        if document.is_empty() {
            return;
        }
        document.body.parts.insert(0, Part::Html(format!("<div{}>", self.attributes).into()));
        document.body.parts.push(Part::Html("</div>".into()));
    }
}

/// Words of the settings, by the id of what they translate.
struct Words<'r> {
    words: BTreeMap<Slug, (&'r RawText, &'r RawText)>,
    used: BTreeSet<Slug>,
    /// Everything that could be translated so, for guesses.
    names: BTreeSet<String>,
}

impl Words<'_> {
    /// Gives a name its word; `true` when there is one.
    fn replace(&mut self, name: &mut Box<str>) -> bool {
        self.names.insert(name.to_string());
        let Some(slug) = Slug::from_text(name) else { return false };
        let Some((_, word)) = self.words.get(&slug) else { return false };
        *name = word.value.trim().into();
        self.used.insert(slug);
        true
    }

    fn tell_unused(&self, diagnostics: &mut Diagnostics) {
        for (slug, (name, _)) in self.words.iter().filter(|(slug, _)| !self.used.contains(*slug)) {
            let message = format!("nothing without words of its own is called “{}”", shown(&name.value));
            let mut diagnostic = Diagnostic::new(Code::TranslationUnused, name.span, message).reason(
                "on the left stands the name of a channel, team, touchpoint, tag, metric or kind, or a word of the emotion scale",
            );
            diagnostic = match nearest(slug.as_str(), self.names.iter().map(String::as_str)) {
                Some(guess) => {
                    diagnostic.help(format!("did you mean `{guess}`?")).suggest(name.span, format!("\"{guess}\""))
                }
                None => diagnostic.help("write it as the originals do, or take it out"),
            };
            diagnostics.push(diagnostic);
        }
    }
}

/// Gives a resolved site the words that no file holds, and marks what is left in the original's language. Returns the ids of
/// the things that have a name from the settings.
pub(super) fn finish(
    site: &mut Site,
    translation: &RawTranslation,
    foreign: &Foreign,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<Slug> {
    let settings = translation.site.config.languages.get(&translation.language.value);
    let pairs = settings.iter().flat_map(|settings| &settings.words);
    let mut words = Words {
        words: pairs.filter_map(|(name, word)| Some((Slug::from_text(&name.value)?, (name, word)))).collect(),
        used: BTreeSet::new(),
        names: BTreeSet::new(),
    };
    let is_translated = |source: Option<SourceId>| source.is_some_and(|source| translation.files.contains_key(&source));
    // 1. Names. One that stays is the original's.
    let mut names = Names { native: BTreeSet::new() };
    let mut named_ids = BTreeSet::new();
    macro_rules! name_all {
        ($($list:ident, $name:ident, $source:expr, $key:expr;)*) => {$(
            for (index, thing) in site.$list.iter_mut().enumerate() {
                let source: Option<SourceId> = $source(thing);
                let named = words.replace(&mut thing.$name);
                if named {
                    named_ids.insert(thing.id.clone());
                }
                if named || is_translated(source) {
                    names.native.insert($key(index));
                }
            }
        )*};
    }
    name_all! {
        touchpoints, name, |it: &Touchpoint| it.source, |i| Address::Touchpoint(TouchpointId::from_index(i));
        channels, name, |it: &Channel| it.source, |i| Address::Channel(ChannelId::from_index(i));
        teams, name, |it: &Team| it.source, |i| Address::Team(TeamId::from_index(i));
        metrics, title, |it: &Metric| it.source, |i| Address::Metric(MetricId::from_index(i));
        tags, name, |_: &Tag| None, |i| Address::Tag(TagId::from_index(i));
    }
    for source in &mut site.sources {
        source.kind.iter_mut().for_each(|kind| {
            words.replace(kind);
        });
    }
    // 2. Words of scales, kinds and feelings; names in cells.
    for (_, word) in &mut site.settings.scale_words {
        words.replace(word);
    }
    let mut journeys = std::mem::take(&mut site.journeys);
    for journey in &mut journeys {
        let journey = Arc::make_mut(journey);
        words.replace(&mut journey.kind.0);
        for (_, word) in &mut journey.scale_words {
            words.replace(word);
        }
        for stage in &mut journey.stages {
            let places = std::iter::once(&mut stage.place).chain(stage.steps.iter_mut().map(|step| &mut step.place));
            for place in places {
                let by_persona = place.emotions.by_persona.iter_mut().map(|(_, emotion)| emotion);
                for feeling in place.emotions.everyone.iter_mut().chain(by_persona).filter_map(|it| it.feeling.as_mut())
                {
                    words.replace(feeling);
                }
                for item in place.cells.iter_mut().flat_map(|cell| &mut cell.items) {
                    names.name_item(item, site, &is_translated, foreign);
                }
            }
        }
        for item in journey.cells.iter_mut().flat_map(|cell| &mut cell.items) {
            names.name_item(item, site, &is_translated, foreign);
        }
    }
    site.journeys = journeys;
    mark_bodies(site, &translation.site, foreign);
    words.tell_unused(diagnostics);
    named_ids
}

/// Which names are in the language of the site.
struct Names {
    native: BTreeSet<Address>,
}

impl Names {
    /// A cell shows the name of what it refers to.
    fn name_item(
        &self,
        item: &mut Item,
        site: &Site,
        is_translated: &impl Fn(Option<SourceId>) -> bool,
        foreign: &Foreign,
    ) {
        // (Words of the cell itself know where they come from.)
        let of_file = |origin: &Origin| origin.file().map(|source| is_translated(Some(source)));
        let (name, is_native): (Option<&str>, Option<bool>) = match &item.kind {
            ItemKind::Touchpoint(at) => (
                site.touchpoints.get(at.touchpoint.index()).map(|it| &*it.name),
                Some(self.native.contains(&Address::Touchpoint(at.touchpoint))),
            ),
            ItemKind::Channel(id) => {
                (site.channels.get(id.index()).map(|it| &*it.name), Some(self.native.contains(&Address::Channel(*id))))
            }
            ItemKind::PainPoint(id) => (None, site.pain_points.get(id.index()).and_then(|it| of_file(&it.origin))),
            ItemKind::Opportunity(id) => (None, site.opportunities.get(id.index()).and_then(|it| of_file(&it.origin))),
            ItemKind::Solution(id) => (None, site.solutions.get(id.index()).and_then(|it| of_file(&it.origin))),
            _ => (None, None),
        };
        if let Some(name) = name {
            item.text = Text::from_plain(name);
        }
        if is_native == Some(false) {
            item.text = foreign.marked(std::mem::take(&mut item.text));
        }
    }
}

/// Bodies that no translation has.
fn mark_bodies(site: &mut Site, raw: &RawSite, foreign: &Foreign) {
    let bodies = raw.journeys.iter().map(|file| (file.source, file.body)).chain(raw.bodies_but_of_journeys());
    let native: BTreeSet<SourceId> =
        bodies.filter(|(_, body)| foreign.is_native(*body)).map(|(source, _)| source).collect();
    let mark = |source: Option<SourceId>, body: &mut Document| {
        if source.is_none_or(|source| !native.contains(&source)) {
            foreign.mark_document(body);
        }
    };
    for journey in &mut site.journeys {
        let journey = Arc::make_mut(journey);
        let source = Some(journey.source);
        mark(source, &mut journey.body);
        journey.stages.iter_mut().filter_map(|stage| stage.prose.as_mut()).for_each(|prose| mark(source, prose));
    }
    site.personas.iter_mut().for_each(|it| mark(Some(it.source), &mut it.body));
    site.sources.iter_mut().for_each(|it| mark(Some(it.source), &mut it.body));
    site.pages.iter_mut().for_each(|it| mark(Some(it.source), &mut it.body));
    site.glossary.iter_mut().for_each(|it| mark(Some(it.source), &mut it.definition));
    site.touchpoints.iter_mut().for_each(|it| mark(it.source, &mut it.body));
    site.channels.iter_mut().for_each(|it| mark(it.source, &mut it.body));
    site.teams.iter_mut().for_each(|it| mark(it.source, &mut it.body));
    site.metrics.iter_mut().for_each(|it| mark(it.source, &mut it.body));
    site.pain_points.iter_mut().for_each(|it| mark(it.origin.file(), &mut it.body));
    site.opportunities.iter_mut().for_each(|it| mark(it.origin.file(), &mut it.body));
    site.solutions.iter_mut().for_each(|it| mark(it.origin.file(), &mut it.body));
    for file in raw.introductions.iter().filter(|file| !foreign.is_native(file.body)) {
        if let Some(introduction) = Arc::make_mut(&mut site.introductions).get_mut(&file.id_stem) {
            foreign.mark_document(&mut introduction.body);
        }
    }
}

/// What is told of a translated site: only what its translations say. Everything else was told of the original.
pub(super) fn own_diagnostics(told: Diagnostics, foreign: &Foreign) -> Diagnostics {
    let mut own = Diagnostics::new();
    for diagnostic in told {
        if foreign.is_native(diagnostic.primary.span) && !is_about_structure(diagnostic.code) {
            own.push(diagnostic);
        }
    }
    own
}

/// Rules about what a map has or has not: they blame its title, which a translation has too.
fn is_about_structure(code: Code) -> bool {
    matches!(
        code,
        Code::NeverReviewed
            | Code::StaleReview
            | Code::NoOwner
            | Code::NoPurpose
            | Code::UnusedPersona
            | Code::StageWithoutSteps
            | Code::LowPointWithoutPainPoint
            | Code::EmotionWithoutScore
            | Code::PainPointWithoutOpportunity
            | Code::MomentOfTruthWithoutMetric
            | Code::ClaimWithoutSource
            | Code::TooManySteps
            | Code::UnusualStageCount
            | Code::ToBeWorseThanAsIs
            | Code::TouchpointScoredDifferently
            | Code::HandOverWithoutStep
            | Code::NearMiss
    )
}
