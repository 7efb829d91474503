//! Slugs: the lower-case, hyphenated names that addresses and references are made of.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The longest slug, in characters: longer names are cut at a hyphen, so that every file system can hold the page.
pub const LONGEST_SLUG: usize = 80;

/// A name in the form of an address: `a–z`, `0–9` and single hyphens, neither first nor last, 1 to [`LONGEST_SLUG`] characters.
///
/// Letters of other scripts are kept as they are when they have no Latin reading that `deunicode` knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

impl Slug {
    /// The slug of any text. A text without a single letter or digit gives `None`.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        if is_slug(text) {
            return Some(Self(text.into()));
        }
        let mut slug = String::with_capacity(text.len());
        let latin = if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(deunicode::deunicode(text)) };
        for character in latin.chars() {
            match character {
                // "don't" reads as one word, so the apostrophe leaves no hyphen behind.
                '\'' | '’' | '`' => {}
                c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
                _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                _ => {}
            }
        }
        if slug.len() > LONGEST_SLUG {
            let cut = slug[..=LONGEST_SLUG].rfind('-').filter(|cut| *cut > 0).unwrap_or(LONGEST_SLUG);
            slug.truncate(cut);
        }
        let trimmed = slug.trim_end_matches('-');
        (!trimmed.is_empty()).then(|| Self(trimmed.into()))
    }

    /// Stands in for the id of a thing whose name gives none, which is a mistake that was told.
    #[must_use]
    pub fn unnamed() -> Self {
        Self("unnamed".into())
    }

    /// The slug with `-2`, `-3` … behind it, cut so that it still is one.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let ending = format!("-{number}");
        let mut length = self.0.len().min(LONGEST_SLUG - ending.len());
        while !self.0.is_char_boundary(length) {
            length -= 1;
        }
        Self(format!("{}{ending}", self.0[..length].trim_end_matches('-')).into())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is already a slug, and so may be a reference.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    // Most texts that are none show it with their first letter.
    let mut before = b'-';
    let signs_are_fine = text.bytes().all(|byte| {
        let is_fine = byte.is_ascii_lowercase() || byte.is_ascii_digit() || (byte == b'-' && before != b'-');
        before = byte;
        is_fine
    });
    signs_are_fine && before != b'-' && text.len() <= LONGEST_SLUG
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_of_texts() {
        for (text, expected) in [
            ("Hears about us", Some("hears-about-us")),
            ("  Größe & Maß!  ", Some("grosse-mass")),
            ("I don't know", Some("i-dont-know")),
            ("first-box", Some("first-box")),
            ("Москва", Some("moskva")),
            ("…", None),
            ("", None),
        ] {
            assert_eq!(Slug::from_text(text).as_ref().map(Slug::as_str), expected, "{text}");
        }
    }

    #[test]
    fn long_names_are_cut_at_a_hyphen() {
        let slug = Slug::from_text(&"seven 77 ".repeat(40)).map(|slug| slug.to_string()).unwrap_or_default();
        assert!(slug.len() <= LONGEST_SLUG && is_slug(&slug), "{slug}");
        let unbroken = Slug::from_text(&"a".repeat(500)).map(|slug| slug.to_string()).unwrap_or_default();
        assert_eq!(unbroken.len(), LONGEST_SLUG);
    }
}
