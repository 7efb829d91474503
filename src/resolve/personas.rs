//! Personas.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::context::FileContext;
use super::identity::FileEntry;
use crate::content::raw::*;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::*;
use crate::slug::Slug;

impl FileContext<'_, '_> {
    pub(super) fn persona(&mut self, entry: &FileEntry<'_, RawPersona>) -> Persona {
        let raw = &entry.file.raw;
        let (reviewed, _, next_review, review_state) = self.review(raw.reviewed.as_ref(), raw.review_every.as_ref());
        let kinds =
            [("primary", PersonaKind::Primary), ("secondary", PersonaKind::Secondary), ("anti", PersonaKind::Anti)];
        let index = self.index;
        Persona {
            id: entry.slug.clone(),
            source: entry.file.source,
            name: entry.title.into(),
            short_name: raw
                .short_name
                .as_ref()
                .map(|name| name.value.trim())
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| first_word(entry.title))
                .into(),
            monogram: monogram(entry.title),
            title: self.optional_text(raw.title.as_ref()),
            segment: raw.segment.as_ref().map(|segment| segment.value.trim().into()),
            kind: self.one_of(raw.kind.as_ref(), "a kind of persona", &kinds).unwrap_or_default(),
            portrait: raw.portrait.as_ref().and_then(|image| self.picture(image)),
            quote: self.optional_text(raw.quote.as_ref()),
            quote_source: raw
                .quote_source
                .as_ref()
                .and_then(|source| index.sources.resolve(source, &mut self.diagnostics))
                .map(EvidenceSourceId),
            facts: self.facts(raw),
            lists: self.lists(raw),
            channels: super::context::without_repetitions(
                raw.channels.iter().filter_map(|name| index.channels.named(name, &mut self.diagnostics)).map(ChannelId),
            ),
            scales: raw.scales.iter().filter_map(|scale| self.persona_scale(scale)).collect(),
            empathy: raw.empathy.as_ref().map(|raw| Empathy {
                says: self.texts(&raw.says),
                thinks: self.texts(&raw.thinks),
                does: self.texts(&raw.does),
                feels: self.texts(&raw.feels),
            }),
            sources: self.sources(&raw.sources),
            confidence: self.confidence_of_file(raw.confidence.as_ref(), &raw.sources),
            owner: self.team(raw.owner.as_ref()),
            status: self.status(raw.status.as_ref()).unwrap_or(Status::Hypothesis),
            reviewed,
            next_review,
            review_state,
            tags: self.tags(&raw.tags),
            body: self.body(),
            aliases: self.aliases(&raw.aliases),
            color_index: 0,
        }
    }

    /// Known single facts in a fixed order, then the writer's own in theirs.
    fn facts(&mut self, raw: &RawPersona) -> Vec<Fact> {
        let known: [(&str, &Option<RawFact>); 7] = [
            ("age", &raw.age),
            ("location", &raw.location),
            ("occupation", &raw.occupation),
            ("organisation", &raw.organisation),
            ("income", &raw.income),
            ("family", &raw.family),
            ("education", &raw.education),
        ];
        let mut facts = Vec::new();
        for (key, fact) in known {
            if let Some(value) = self.optional_text(fact.as_ref().map(|fact| &fact.0)) {
                facts.push(Fact { key: key.into(), known: true, value });
            }
        }
        let languages = self.texts(&raw.languages);
        if let Some(value) = joined(&languages) {
            facts.push(Fact { key: "languages".into(), known: true, value });
        }
        for (key, values) in &raw.facts {
            let values = self.texts(values.iter().map(|fact| &fact.0));
            if let Some(value) = joined(&values) {
                facts.push(Fact { key: key.value.trim().into(), known: false, value });
            }
        }
        facts
    }

    fn lists(&mut self, raw: &RawPersona) -> Vec<(&'static str, Vec<Text>)> {
        let lists: [(&str, &OneOrMany<RawText>); 14] = [
            ("goals", &raw.goals),
            ("needs", &raw.needs),
            ("wants", &raw.wants),
            ("motivations", &raw.motivations),
            ("frustrations", &raw.frustrations),
            ("behaviours", &raw.behaviours),
            ("buying_behaviours", &raw.buying_behaviours),
            ("preferences", &raw.preferences),
            ("expectations", &raw.expectations),
            ("opinions", &raw.opinions),
            ("incentives", &raw.incentives),
            ("devices", &raw.devices),
            ("skills", &raw.skills),
            ("accessibility", &raw.accessibility),
        ];
        lists.map(|(key, texts)| (key, self.texts(texts))).into_iter().filter(|(_, texts)| !texts.is_empty()).collect()
    }

    fn persona_scale(&mut self, raw: &RawPersonaScale) -> Option<PersonaScale> {
        let words = |text: &Option<RawText>| text.as_ref().map_or("", |text| text.value.trim()).into();
        let value = raw.value.as_ref()?;
        if !(0.0..=1.0).contains(&value.value) {
            let mut diagnostic =
                Diagnostic::new(Code::OutOfRange, value.span, format!("{} is not between 0 and 1", value.value))
                    .reason("a scale of a persona runs from 0 at its lower end to 1 at its upper end");
            if (1.0..=5.0).contains(&value.value) {
                diagnostic = diagnostic.help(format!("{} of 5 is {}", value.value, value.value / 5.0));
            }
            if (1.0..=100.0).contains(&value.value) {
                diagnostic = diagnostic.help(format!("{} of 100 is {}", value.value, value.value / 100.0));
            }
            self.push(diagnostic);
            return None;
        }
        let name: Box<str> = words(&raw.name);
        let key_of =
            |text: &str| Slug::from_text(text).map_or_else(|| text.to_lowercase(), |slug| slug.as_str().to_owned());
        let key = key_of(raw.id.as_ref().map_or(&*name, |id| id.value.trim()));
        Some(PersonaScale {
            is_translated: key != key_of(&name),
            key: key.into(),
            name,
            low: words(&raw.low),
            high: words(&raw.high),
            value: value.value,
        })
    }
}

/// Several values of one fact, with commas between; markup is kept where there is one value.
fn joined(values: &[Text]) -> Option<Text> {
    match values {
        [] => None,
        [one] => Some(one.clone()),
        several => {
            let plain = several.iter().map(|text| &*text.plain).collect::<Vec<_>>().join(", ");
            Some(Text::from_plain(&plain))
        }
    }
}

fn first_word(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// The first letters of the first and of the last word.
fn monogram(name: &str) -> Box<str> {
    use unicode_segmentation::UnicodeSegmentation as _;
    let initials = |word: &str| -> String {
        let letter = word.graphemes(true).find(|grapheme| grapheme.chars().any(char::is_alphanumeric));
        letter.map(str::to_uppercase).unwrap_or_default()
    };
    let words: Vec<String> = name.split_whitespace().map(initials).filter(|letter| !letter.is_empty()).collect();
    match words.as_slice() {
        [] => "?".into(),
        [one] => one.as_str().into(),
        [first, .., last] => format!("{first}{last}").into(),
    }
}

/// A short name has to tell personas apart: where two share it, both keep their whole name.
///
/// Colors go by the number of maps that a persona leads, then by those it walks, then by first appearance: the people that
/// readers meet most have the looks that differ most.
pub(super) fn finish_personas(personas: &mut [Persona], walks: &[(PersonaId, usize)]) {
    let mut uses: BTreeMap<Box<str>, usize> = BTreeMap::new();
    for persona in personas.iter() {
        *uses.entry(persona.short_name.clone()).or_default() += 1;
    }
    for persona in personas.iter_mut() {
        if uses.get(&persona.short_name).is_some_and(|uses| *uses > 1) {
            persona.short_name = persona.name.clone();
        }
    }
    // Maps led, maps walked, and the position of the first walk.
    let mut met: BTreeMap<PersonaId, (usize, usize, usize)> = BTreeMap::new();
    for (position, (id, place)) in walks.iter().enumerate() {
        let entry = met.entry(*id).or_insert((0, 0, position));
        entry.0 += usize::from(*place == 0);
        entry.1 += 1;
    }
    let mut order: Vec<PersonaId> = (0..personas.len()).map(PersonaId::from_index).collect();
    order.sort_by_key(|id| {
        let (led, walked, first) = met.get(id).copied().unwrap_or((0, 0, usize::MAX));
        (Reverse(led), Reverse(walked), first)
    });
    for (color_index, id) in (0..).zip(order) {
        if let Some(persona) = personas.get_mut(id.index()) {
            persona.color_index = color_index;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monograms() {
        for (name, expected) in [
            ("Maya Okafor", "MO"),
            ("tom", "T"),
            ("Dr. Ann-Marie van der Berg", "DB"),
            ("“Zoe” K.", "ZK"),
            ("…", "?"),
            ("李 明", "李明"),
        ] {
            assert_eq!(&*monogram(name), expected, "{name}");
        }
    }
}
