//! The languages of a site: the one table that leads from a page to the same page in other languages.

use std::collections::{BTreeMap, BTreeSet};

use crate::slug::Slug;
use crate::source::SourceId;

/// One language of a site that has several. The first of a site is the language of its originals, which has every page.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteLanguage {
    /// BCP 47, as the site writes it: `pt-BR`.
    pub tag: Box<str>,
    /// What its readers call it: "Deutsch".
    pub name: Box<str>,
    /// The folder of its pages: empty for the originals, else the tag in small letters.
    pub folder: Box<str>,
    /// The files that are translated, by their originals.
    pub translations: BTreeMap<SourceId, Translation>,
    /// The ids of things that the settings name in this language.
    pub words: BTreeSet<Slug>,
}

/// A translated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    pub source: SourceId,
    pub state: TranslationState,
}

/// Whether a translation says what its original says now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TranslationState {
    Current,
    /// The parts of the original that have changed since.
    Stale(Vec<TranslatedPart>),
    /// The translation does not say what it was made from.
    Unknown,
}

/// A part of a file that is translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TranslatedPart {
    /// What stands once in the front matter: title, summary …
    Head,
    /// The Markdown below the front matter.
    Text,
    /// A stage of a journey with its steps, by name.
    Stage(Box<str>),
}

/// What speakers call their language, for the languages that come up most; source: Unicode CLDR 46, names of languages in
/// themselves, with the capital that a line of its own wants.
const NAMES: [(&str, &str); 34] = [
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sv", "Svenska"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// The usual name of a language in itself; its tag when it is none of the known ones.
#[must_use]
pub fn usual_language_name(tag: &str) -> &str {
    let base = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    NAMES.iter().find(|(known, _)| *known == base).map_or(tag, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_called_by_their_own_name() {
        for (tag, expected) in [("de", "Deutsch"), ("pt-BR", "Português"), ("ar", "العربية"), ("tlh", "tlh")] {
            assert_eq!(usual_language_name(tag), expected);
        }
    }
}
