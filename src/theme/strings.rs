//! The words of a theme: short phrases by key, with placeholders and plurals.
//!
//! ```toml
//! [journey]
//! scenario = "Scenario"
//! reviewed = "{date}, {rhythm}"
//! steps = { one = "{n} step", other = "{n} steps" }
//! ```
//!
//! A key is the path through the tables: `journey.steps`. A table whose keys are plural categories (CLDR's names, `other`
//! among them) is one phrase; `n` chooses.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rapidhash::RapidHashMap;

use super::layers::Layer;
use super::{ThemeOrigin, syntax_error};
use crate::diagnostics::Diagnostics;
use crate::diagram::direction::{direction_of, isolate, isolated};
use crate::links::push_escaped;

/// Which form of a phrase a number wants: the categories of the Unicode CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Plural {
    const ALL: [(&'static str, Plural); 6] = [
        ("zero", Plural::Zero),
        ("one", Plural::One),
        ("two", Plural::Two),
        ("few", Plural::Few),
        ("many", Plural::Many),
        ("other", Plural::Other),
    ];

    /// The category of a count in a language; source: CLDR 46, plural rules of cardinals, for the languages that ship.
    #[must_use]
    pub fn of(n: u64, language: &str) -> Plural {
        match language.split('-').next().unwrap_or(language) {
            "ja" | "zh" | "ko" | "th" | "vi" | "id" => Plural::Other,
            "fr" | "pt" if n < 2 => Plural::One,
            "ar" => match (n, n % 100) {
                (0, _) => Plural::Zero,
                (1, _) => Plural::One,
                (2, _) => Plural::Two,
                (_, 3..=10) => Plural::Few,
                (_, 11..=99) => Plural::Many,
                _ => Plural::Other,
            },
            _ if n == 1 => Plural::One,
            _ => Plural::Other,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Phrase {
    Plain(Box<str>),
    Plural(BTreeMap<Plural, Box<str>>),
    List(Vec<Box<str>>),
}

/// All phrases of a theme in one language, English where that language has none.
#[derive(Debug, Clone, Default)]
pub struct Strings {
    language: String,
    /// A page asks for thousands of phrases. Looked up, never iterated.
    phrases: RapidHashMap<String, Phrase>,
    keys: BTreeSet<String>,
}

impl Strings {
    /// BCP 47, as the site wants it.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// `rtl` for languages written from right to left, else `ltr`.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        direction_of(&self.language)
    }

    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        self.phrases.contains_key(key)
    }

    /// A phrase without placeholders; the key itself where there is none, so that a gap is seen.
    #[must_use]
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.form(key, None).unwrap_or(key)
    }

    /// A phrase, or `None`: for words that a theme may have (the name of a fact) or not.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.form(key, None)
    }

    /// The plain phrases of a table, by their keys in it, in order.
    pub fn below(&self, table: &str) -> impl Iterator<Item = (&str, &str)> {
        self.keys.iter().filter_map(move |key| {
            let name = key.strip_prefix(table)?.strip_prefix('.')?;
            match self.phrases.get(key)? {
                Phrase::Plain(text) => Some((name, text.as_ref())),
                _ => None,
            }
        })
    }

    /// A word as it stands in the middle of a line: in small letters, except where nouns keep their capital.
    #[must_use]
    pub fn amid(&self, word: &str) -> String {
        if self.language.split('-').next() == Some("de") { word.to_owned() } else { word.to_lowercase() }
    }

    /// A list of words (the months); empty where there is none.
    #[must_use]
    pub fn list(&self, key: &str) -> &[Box<str>] {
        match self.phrases.get(key) {
            Some(Phrase::List(words)) => words,
            _ => &[],
        }
    }

    /// A phrase with its placeholders filled; `n` chooses the plural form and fills `{n}`.
    #[must_use]
    pub fn fill(&self, key: &str, n: Option<u64>, arguments: &[(&str, &str)]) -> String {
        self.filled(key, n, arguments, |into, text| into.push_str(text))
    }

    /// The same as HTML: the phrase is escaped, the arguments are HTML already.
    #[must_use]
    pub fn fill_html(&self, key: &str, n: Option<u64>, arguments: &[(&str, &str)]) -> String {
        self.filled(key, n, arguments, push_escaped)
    }

    fn filled(
        &self,
        key: &str,
        n: Option<u64>,
        arguments: &[(&str, &str)],
        push_literal: impl Fn(&mut String, &str),
    ) -> String {
        let mut rest = self.form(key, n).unwrap_or(key);
        let mut filled = String::with_capacity(rest.len() + 32);
        while let Some((before, placeholder, after)) = rest
            .split_once('{')
            .and_then(|(before, tail)| tail.split_once('}').map(|(name, after)| (before, name, after)))
        {
            push_literal(&mut filled, before);
            match (arguments.iter().find(|(name, _)| *name == placeholder), n) {
                (Some((_, value)), _) => filled.push_str(&self.isolated(value)),
                (None, Some(n)) if placeholder == "n" => filled.push_str(&n.to_string()),
                _ => {}
            }
            rest = after;
        }
        push_literal(&mut filled, rest);
        filled
    }

    /// A value in a line of this language, isolated where some of it runs the other way, so that it stays together: a name, or a unit that
    /// nobody has translated with its number. Its markup does not count.
    #[must_use]
    pub fn isolated<'v>(&self, value: &'v str) -> Cow<'v, str> {
        let is_right_to_left = self.direction() == "rtl";
        if value.is_ascii() && !is_right_to_left {
            return Cow::Borrowed(value);
        }
        if !value.contains('<') {
            return isolated(value, is_right_to_left);
        }
        let words: String =
            value.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words)).collect();
        match isolated(&words, is_right_to_left) {
            Cow::Owned(_) => Cow::Owned(isolate(value)),
            Cow::Borrowed(_) => Cow::Borrowed(value),
        }
    }

    /// Items of a list, each isolated where it runs the other way, and then the whole of it: a list of foreign names has no letter of
    /// this language that would say which way its commas go.
    #[must_use]
    pub fn listed<'v>(&self, items: impl IntoIterator<Item = &'v str>) -> String {
        let items = items.into_iter().map(|item| self.isolated(item)).collect::<Vec<_>>();
        let is_mixed = items.len() > 1 && items.iter().any(|item| matches!(item, Cow::Owned(_)));
        let list = items.join(self.text("list.comma"));
        match (is_mixed, self.direction()) {
            (false, _) => list,
            (true, "rtl") => format!("\u{2067}{list}\u{2069}"),
            (true, _) => format!("\u{2066}{list}\u{2069}"),
        }
    }

    fn form(&self, key: &str, n: Option<u64>) -> Option<&str> {
        match self.phrases.get(key)? {
            Phrase::Plain(text) => Some(text),
            Phrase::Plural(forms) => {
                let category = n.map_or(Plural::Other, |n| Plural::of(n, &self.language));
                forms.get(&category).or_else(|| forms.get(&Plural::Other)).map(AsRef::as_ref)
            }
            Phrase::List(_) => None,
        }
    }

    fn insert(&mut self, key: String, phrase: Phrase) {
        self.keys.insert(key.clone());
        self.phrases.insert(key, phrase);
    }

    fn overlay(&mut self, prefix: &str, table: &toml::Table) {
        for (name, value) in table {
            let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
            match value {
                toml::Value::String(text) => {
                    self.insert(key, Phrase::Plain(text.as_str().into()));
                }
                toml::Value::Array(words) => {
                    let words = words.iter().filter_map(toml::Value::as_str).map(Into::into).collect();
                    self.insert(key, Phrase::List(words));
                }
                toml::Value::Table(table) => match plural_forms(table) {
                    Some(forms) => {
                        self.insert(key, Phrase::Plural(forms));
                    }
                    None => self.overlay(&key, table),
                },
                _ => {}
            }
        }
    }
}

/// A table of plural forms; `None` for a table of phrases.
fn plural_forms(table: &toml::Table) -> Option<BTreeMap<Plural, Box<str>>> {
    table.contains_key("other").then_some(())?;
    table
        .iter()
        .map(|(name, value)| {
            let (_, category) = Plural::ALL.iter().find(|(known, _)| known == name)?;
            Some((*category, value.as_str()?.into()))
        })
        .collect()
}

/// Joins the strings of all layers: English below, then the language, then its region; in each the first layer on top.
pub(super) fn load_strings(layers: &[Layer<'_>], language: &str, diagnostics: &mut Diagnostics) -> Strings {
    let mut strings = Strings { language: language.to_owned(), ..Strings::default() };
    let base = language.split('-').next().unwrap_or(language);
    let mut wanted = vec!["en"];
    wanted.extend((base != "en").then_some(base));
    wanted.extend((language != base).then_some(language));
    for wanted in wanted {
        let path = format!("strings/{wanted}.toml");
        for layer in layers.iter().rev() {
            let Some(text) = layer.files.iter().find(|file| file.path == path).and_then(|file| file.theme_text())
            else {
                continue;
            };
            match (toml::from_str::<toml::Table>(&text.text), text.origin) {
                (Ok(table), _) => strings.overlay("", &table),
                (Err(error), ThemeOrigin::Site(source)) => {
                    let message = error.message().lines().next().unwrap_or("the strings cannot be read").to_owned();
                    diagnostics.push(syntax_error(
                        source,
                        error.span(),
                        &message,
                        "write each phrase as `key = \"words\"`",
                    ));
                }
                (Err(_), ThemeOrigin::BuiltIn) => {}
            }
        }
    }
    strings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(text: &str, language: &str) -> Strings {
        let mut strings = Strings { language: language.into(), ..Strings::default() };
        strings.overlay("", &toml::from_str(text).unwrap_or_default());
        strings
    }

    #[test]
    fn phrases_fill_their_places_and_count() {
        let english =
            strings("[a]\nsteps = { one = \"{n} step\", other = \"{n} steps\" }\nby = \"{x} by <{y}>\"", "en");
        for (n, expected) in [(0, "0 steps"), (1, "1 step"), (14, "14 steps")] {
            assert_eq!(english.fill("a.steps", Some(n), &[]), expected);
        }
        assert_eq!(english.fill("a.by", None, &[("x", "{y}"), ("y", "<b>")]), "{y} by <<b>>");
        assert_eq!(english.fill_html("a.by", None, &[("x", "<i>1</i>"), ("y", "2")]), "<i>1</i> by &lt;2&gt;");
        assert_eq!(english.text("a.missing"), "a.missing");
    }

    #[test]
    fn values_of_another_direction_stand_apart() {
        let english = strings("of = \"{x}’s lowest\"", "en");
        assert_eq!(english.fill("of", None, &[("x", "מאיה")]), "\u{2068}מאיה\u{2069}’s lowest");
        let arabic = strings("of = \"أدنى نقطة لدى {x}.\"", "ar");
        for (value, filled) in
            [("Tom", "\u{2068}Tom\u{2069}"), ("<a href=\"t\">Tom</a>", "\u{2068}<a href=\"t\">Tom</a>\u{2069}")]
        {
            assert_eq!(arabic.fill_html("of", None, &[("x", value)]), format!("أدنى نقطة لدى {filled}."));
        }
        for (language, items, listed) in [
            ("ar", &["Tom", "Maya"][..], "\u{2067}\u{2068}Tom\u{2069}, \u{2068}Maya\u{2069}\u{2069}"),
            ("ar", &["Tom"], "\u{2068}Tom\u{2069}"),
            ("en", &["Tom", "מאיה"], "\u{2066}Tom, \u{2068}מאיה\u{2069}\u{2069}"),
            ("en", &["Tom", "Maya"], "Tom, Maya"),
        ] {
            let strings = strings("[list]\ncomma = \", \"", language);
            assert_eq!(strings.listed(items.iter().copied()), listed, "{language} {items:?}");
        }
        for plain in ["مايا", "<b>مايا</b>", "14"] {
            assert_eq!(arabic.fill_html("of", None, &[("x", plain)]), format!("أدنى نقطة لدى {plain}."));
        }
    }

    #[test]
    fn plurals_follow_the_language() {
        for (language, n, expected) in [
            ("en", 1, Plural::One),
            ("fr", 0, Plural::One),
            ("pt-BR", 2, Plural::Other),
            ("ja", 1, Plural::Other),
            ("ar", 2, Plural::Two),
            ("ar", 103, Plural::Few),
            ("ar", 11, Plural::Many),
        ] {
            assert_eq!(Plural::of(n, language), expected, "{n} {language}");
        }
    }
}
