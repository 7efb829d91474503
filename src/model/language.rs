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

/// English names of languages, for those who write the name instead of the tag.
const ENGLISH_NAMES: [(&str, &str); 14] = [
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("french", "fr"),
    ("german", "de"),
    ("hebrew", "he"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("spanish", "es"),
    ("swedish", "sv"),
];

/// The tag of a language by its name, in itself or in English.
#[must_use]
pub fn language_called(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let own = NAMES.iter().find(|(_, own)| own.to_lowercase() == name).map(|(tag, _)| *tag);
    own.or_else(|| ENGLISH_NAMES.iter().find(|(english, _)| *english == name).map(|(_, tag)| *tag))
}

/// Whether a text has the form of a language tag (BCP 47): `en`, `pt-BR`, `zh-Hant`.
#[must_use]
pub fn is_bcp_47_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    matches!(first.len(), 2 | 3)
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_a_form_and_names_have_tags() {
        for (text, is_tag) in
            [("en", true), ("pt-BR", true), ("zh-Hant-TW", true), ("English", false), ("de_DE", false), ("", false)]
        {
            assert_eq!(is_bcp_47_tag(text), is_tag, "{text}");
        }
        for (name, tag) in [("English", Some("en")), ("deutsch", Some("de")), ("German", Some("de")), ("Klingon", None)]
        {
            assert_eq!(language_called(name), tag, "{name}");
        }
    }

    #[test]
    fn languages_are_called_by_their_own_name() {
        for (tag, expected) in [("de", "Deutsch"), ("pt-BR", "Português"), ("ar", "العربية"), ("tlh", "tlh")] {
            assert_eq!(usual_language_name(tag), expected);
        }
    }
}
