//! A translation over its original: the words of one, everything else of the other.
//!
//! 1. The declaration of a raw struct marks the fields that hold words; for those [`Words`] says how a translated value takes the
//!    place of the original one. Entries of lists are matched by position, or by the `id` that an entry of the translation names.
//! 2. What is no word is left as it is in the original; [`Overlaying`] notes where the translation says it, and what does not fit.
//! 3. [`digest`] gives the words of an original a short mark, part by part, by which a translation knows what it was made from.
//!
//! Ids are made from names, so every name whose id matters is kept as an id before its words change: addresses are the same in
//! all languages.

mod cells;
mod collections;
pub mod digest;

pub use cells::{digest_cells, overlay_cells};
pub use digest::{MADE_FROM, WordDigest};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::slug::Slug;
use crate::source::Span;

use super::raw::RawText;

/// Keys that a translation may have for itself.
const OWN_KEYS: [&str; 4] = ["id", "allow", "warn", "deny"];

/// More values that are no words are not named one by one.
const MOST_NAMED: usize = 3;

/// A value of which a translation may have another in its language.
pub trait Words: Sized {
    /// Where it is written; `None`: it is not.
    fn place(&self) -> Option<Span>;

    /// Takes over the words of a translation.
    fn overlay(&mut self, translation: Self, overlaying: &mut Overlaying);

    /// Hands its words to a digest.
    fn digest(&self, digest: &mut WordDigest);

    /// The words of a translation where the original has none; `None` after telling that nothing is translated by them.
    fn adopted(self, overlaying: &mut Overlaying) -> Option<Self> {
        if let Some(place) = self.place() {
            overlaying.nothing_to_translate(place);
        }
        None
    }

    /// The id that an entry of a list has.
    fn id(&self) -> Option<Slug> {
        None
    }

    /// The id that is written in an entry of a list.
    fn written_id(&self) -> Option<&RawText> {
        None
    }

    /// Whether the keys of a table of such values are words too.
    const KEYS_ARE_WORDS: bool = false;
}

/// A field of a raw struct.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub key: &'static str,
    pub is_words: bool,
}

impl Field {
    /// Overlays one field, when the translation has it.
    pub fn overlay<T: Words>(self, original: &mut T, translation: T, overlaying: &mut Overlaying) {
        let Some(place) = translation.place() else { return };
        let outer = std::mem::replace(&mut overlaying.key, self.key);
        if self.is_words {
            original.overlay(translation, overlaying);
        } else if !OWN_KEYS.contains(&self.key) {
            overlaying.not_words(place);
        }
        overlaying.key = outer;
    }
}

/// What comes of one overlay.
#[derive(Debug)]
pub struct Overlaying {
    /// The path of the original, for messages.
    original: Box<str>,
    /// The field at work.
    key: &'static str,
    /// What is no word: key and place.
    not_words: Vec<(&'static str, Span)>,
    /// Counts are compared only in a file that could be read whole.
    is_intact: bool,
    diagnostics: Diagnostics,
}

impl Overlaying {
    #[must_use]
    pub fn new(original: &str, is_intact: bool) -> Self {
        Self { original: original.into(), key: "", not_words: Vec::new(), is_intact, diagnostics: Diagnostics::new() }
    }

    /// Notes a value that stays what it is in the original.
    pub(crate) fn not_words(&mut self, place: Span) {
        self.not_words.push((self.key, place));
    }

    /// Works on another key for a while.
    pub(crate) fn within<T>(&mut self, key: &'static str, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.key, key);
        let value = work(self);
        self.key = outer;
        value
    }

    /// Tells words that stand where the original has none.
    pub(crate) fn nothing_to_translate(&mut self, place: Span) {
        let (key, original) = (self.key, self.original.clone());
        self.mismatch(
            Diagnostic::new(Code::TranslationMismatch, place, format!("the original has no `{key}` here"))
                .help(format!("take it out, or write it into {original} first")),
        );
    }

    /// Tells lists of different lengths.
    pub(crate) fn different_count(&mut self, (here, n_here): (Span, usize), original: Option<(Span, usize)>) {
        let key = self.key;
        let n_original = original.map_or(0, |(_, count)| count);
        let message = format!("{} of `{key}`, and {n_original} in the original", entries(n_here));
        let mut diagnostic = Diagnostic::new(Code::TranslationMismatch, here, message)
            .reason("the entries of a translation are matched with those of the original one by one, in their order")
            .help(
                "have as many entries as the original; repeat what has no words of its own, such as the name of a file",
            );
        if let Some((place, _)) = original {
            diagnostic = diagnostic.also(place, "the original");
        }
        self.mismatch(diagnostic);
    }

    pub(crate) fn mismatch(&mut self, diagnostic: Diagnostic) {
        if self.is_intact {
            self.diagnostics.push(diagnostic);
        }
    }

    /// What was found, with one word about everything that is not translated.
    #[must_use]
    pub fn into_diagnostics(mut self) -> Diagnostics {
        self.not_words.sort_by_key(|(_, place)| *place);
        if let [(key, place), more @ ..] = self.not_words.as_slice() {
            let message = match more.len() {
                0 => format!("`{key}` is not translated"),
                further => format!("`{key}` and {further} more values are not translated"),
            };
            let mut diagnostic = Diagnostic::new(Code::TranslationStructure, *place, message)
                .reason(format!(
                    "a translation has words only: numbers, dates, names of things and the like come from {}",
                    self.original
                ))
                .help("take it out here; the names of channels, teams, tags and touchpoints without a file are translated in wayfare.toml, below [languages.…] as words = { … }");
            for (key, place) in more.iter().take(MOST_NAMED) {
                diagnostic = diagnostic.also(*place, format!("and `{key}`"));
            }
            self.diagnostics.push(diagnostic);
        }
        self.diagnostics
    }
}

fn entries(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
}
