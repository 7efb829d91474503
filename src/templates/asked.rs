//! What templates ask for, so that a page makes only what its theme shows.
//!
//! A template asks for every word that stands between its braces, or those of a template that it extends, includes or may call as a
//! component. That is sometimes a word too many (a word of a text in quotes), never one too few. A template that prints its whole
//! context asks for everything.

use std::collections::{BTreeMap, BTreeSet};

/// The engine's name for the whole context.
const EVERYTHING: &str = "__tera_context";

/// The words that a template asks for, and of what: `lanes` of `table` in `map.table.lanes`, of nothing where none is named.
type Words<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The words that each template asks for, by its name.
#[derive(Debug, Default)]
pub(super) struct Asked(BTreeMap<String, BTreeMap<String, BTreeSet<String>>>);

impl Asked {
    /// `templates`: names and texts.
    pub(super) fn by<'a>(templates: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let own: BTreeMap<&str, OwnWords<'_>> = templates.map(|(name, text)| (name, OwnWords::of(text))).collect();
        let closed = own.keys().map(|name| {
            let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            let mut reached = BTreeSet::from([*name]);
            let mut left = vec![*name];
            while let Some(template) = left.pop().and_then(|name| own.get(name)) {
                for (word, owners) in &template.words {
                    words.entry((*word).to_owned()).or_default().extend(owners.iter().map(|owner| (*owner).to_owned()));
                }
                let named = template.quoted.iter().copied().filter(|quoted| own.contains_key(quoted));
                let components = own.iter().filter(|(_, other)| template.calls && other.defines).map(|(name, _)| *name);
                left.extend(named.chain(components).filter(|name| reached.insert(*name)));
            }
            ((*name).to_owned(), words)
        });
        Self(closed.collect())
    }

    /// Whether the template may ask for a word; one that nobody knows may ask for anything.
    pub(super) fn asks(&self, template: &str, word: &str) -> bool {
        self.0.get(template).is_none_or(|words| words.contains_key(word) || words.contains_key(EVERYTHING))
    }

    /// The same, where the word as a field of `owner` means something else.
    pub(super) fn asks_but_of(&self, template: &str, word: &str, owner: &str) -> bool {
        self.0.get(template).is_none_or(|words| {
            words.get(word).is_some_and(|owners| owners.iter().any(|other| other != owner))
                || words.contains_key(EVERYTHING)
        })
    }
}

/// What one template says by itself.
#[derive(Debug, Default)]
struct OwnWords<'a> {
    words: Words<'a>,
    /// Texts in quotes, among them the names of other templates.
    quoted: BTreeSet<&'a str>,
    /// Calls components.
    calls: bool,
    /// Defines components.
    defines: bool,
}

impl<'a> OwnWords<'a> {
    fn of(text: &'a str) -> Self {
        let mut found = Self::default();
        for (opening, closing) in [("{{", "}}"), ("{%", "%}")] {
            for part in text.split(opening).skip(1) {
                let code = part.split(closing).next().unwrap_or(part);
                found.calls |= code.trim_start_matches('-').trim_start().starts_with('<');
                let is_between = |c: char| !c.is_alphanumeric() && c != '_';
                let (mut before, mut end) = ("", 0);
                for word in code.split(is_between).filter(|word| !word.is_empty()) {
                    let start = end + code.get(end..).and_then(|rest| rest.find(word)).unwrap_or_default();
                    let owner = if code.get(end..start) == Some(".") { before } else { "" };
                    found.words.entry(word).or_default().insert(owner);
                    (before, end) = (word, start + word.len());
                }
                for quote in ['"', '\'', '`'] {
                    found.quoted.extend(code.split(quote).skip(1).step_by(2));
                }
            }
        }
        found.defines = found.words.contains_key("component");
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_asks_for_its_words_and_for_those_of_the_templates_that_it_names() {
        let asked = Asked::by(
            [
                ("base.html", "{% include \"foot.html\" %}{% block main %}{% endblock main %}"),
                ("foot.html", "{% if not footer %}none{% endif %}"),
                ("parts.html", "{% component box(words) %}{{ words }}{% endcomponent box %}"),
                ("page.html", "{% extends 'base.html' %}<grid>{{- map.table | safe -}}"),
                ("boxed.html", "{{ <box words={title}/> }}"),
                ("all.html", "{{ __tera_context }}"),
            ]
            .into_iter(),
        );
        for (template, word, expected) in [
            ("page.html", "table", true),
            ("page.html", "footer", true),
            ("page.html", "grid", false),
            ("page.html", "words", false),
            ("foot.html", "table", false),
            ("boxed.html", "words", true),
            ("boxed.html", "title", true),
            ("all.html", "anything", true),
            ("unknown.html", "anything", true),
        ] {
            assert_eq!(asked.asks(template, word), expected, "{template}: {word}");
        }
        for (template, word, owner, expected) in [
            ("page.html", "table", "map", false),
            ("page.html", "table", "grid", true),
            ("page.html", "map", "table", true),
            ("foot.html", "table", "map", false),
            ("all.html", "table", "map", true),
        ] {
            assert_eq!(asked.asks_but_of(template, word, owner), expected, "{template}: {word} of {owner}");
        }
    }
}
