//! Finding the terms of the glossary in running text.

use rapidhash::RapidHashMap;
use std::ops::Range;

use crate::model::TermId;

/// The terms of a site, ready to be found.
///
/// A term is found as a whole word or words, in any case, with or without a plural `s`, and with any white space between
/// its words. Of the terms that begin at one place the longest is taken.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// By the first word in lower case; the longest term first. It is looked up, never iterated.
    // Looked up, never iterated: its order reaches nothing.
    by_first_word: RapidHashMap<Box<str>, Vec<Entry>>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// Lower case, white space folded.
    words: Box<str>,
    term: TermId,
}

impl Glossary {
    /// Of two entries with the same words the first wins.
    #[must_use]
    pub fn new<'a>(terms: impl IntoIterator<Item = (&'a str, TermId)>) -> Self {
        let mut glossary = Self::default();
        for (written, term) in terms {
            let words = written.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ");
            let Some(first) = word_ranges(&words).next() else { continue };
            let words: Box<str> = words.get(first.start..).unwrap_or_default().into();
            let key: Box<str> = words.get(..first.len()).unwrap_or_default().into();
            let entries = glossary.by_first_word.entry(key).or_default();
            if !entries.iter().any(|entry| entry.words == words) {
                entries.push(Entry { words, term });
                entries.sort_by_key(|entry| std::cmp::Reverse(entry.words.len()));
            }
        }
        glossary
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_first_word.is_empty()
    }

    /// The terms of a text, in order, none overlapping another, with the bytes that they take.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, TermId)> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let mut next = 0;
        for word in word_ranges(text) {
            if word.start < next {
                continue;
            }
            if let Some((end, term)) = self.find_at(text, &word) {
                found.push((word.start..end, term));
                next = end;
            }
        }
        found
    }

    fn find_at(&self, text: &str, word: &Range<usize>) -> Option<(usize, TermId)> {
        let lower = text.get(word.clone())?.to_lowercase();
        let rest = text.get(word.start..)?;
        let of = |key: &str| self.by_first_word.get(key).map(Vec::as_slice).unwrap_or_default();
        // "personas" is looked up as itself and as "persona".
        let singular = lower.strip_suffix('s').map(of).unwrap_or_default();
        let (length, term) = of(&lower)
            .iter()
            .chain(singular)
            .filter_map(|entry| Some((match_length(rest, &entry.words)?, entry.term)))
            .max_by_key(|(length, _)| *length)?;
        Some((word.start + length, term))
    }
}

/// How many bytes of the start of `text` are the `words`, when they end there with their word.
fn match_length(text: &str, words: &str) -> Option<usize> {
    let mut position = 0;
    let mut wanted = words.chars().peekable();
    while let Some(character) = wanted.next() {
        let rest = text.get(position..)?;
        if character == ' ' {
            let space = rest.len() - rest.trim_start().len();
            if space == 0 {
                return None;
            }
            position += space;
            continue;
        }
        let found = rest.chars().next()?;
        // A capital may become several small letters (`İ`), which the term's own small letters then are too.
        for (index, lower) in found.to_lowercase().enumerate() {
            let expected = if index == 0 { Some(character) } else { wanted.next() };
            if expected != Some(lower) {
                return None;
            }
        }
        position += found.len_utf8();
    }
    let rest = text.get(position..)?;
    if ends_word(rest) {
        return Some(position);
    }
    let plural = rest.strip_prefix(['s', 'S'])?;
    ends_word(plural).then_some(position + 1)
}

fn ends_word(rest: &str) -> bool {
    !rest.chars().next().is_some_and(is_word_character)
}

fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() && !stands_alone(character)
}

/// Scripts that write without spaces: each character is a word of its own, so that a term is found inside a sentence.
fn stands_alone(character: char) -> bool {
    matches!(character, '\u{0E00}'..='\u{0EFF}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Runs of letters and digits.
fn word_ranges(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = characters.find(|(_, character)| character.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while !stands_alone(first)
            && let Some((offset, character)) = characters.next_if(|(_, next)| is_word_character(*next))
        {
            end = offset + character.len_utf8();
        }
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_as_whole_words() {
        let terms = ["persona", "service blueprint", "service", "as-is", "旅程"];
        let glossary = Glossary::new(terms.iter().enumerate().map(|(index, term)| (*term, TermId::from_index(index))));
        for (text, expected) in [
            ("A Persona and two personas.", &["Persona", "personas"][..]),
            ("impersonal personality", &[]),
            ("a service  \n blueprint, a service", &["service  \n blueprint", "service"]),
            ("Service blueprints", &["Service blueprints"]),
            ("The as-is map, as is", &["as-is"]),
            ("这个旅程很长", &["旅程"]),
            ("", &[]),
        ] {
            let found: Vec<_> = glossary.find(text).into_iter().map(|(range, _)| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
