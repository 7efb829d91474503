//! Words in lists and tables.

use super::{Overlaying, WordDigest, Words};
use crate::content::decode::{OneOrMany, OrderedMap};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

impl<T: Words> Words for Option<T> {
    fn place(&self) -> Option<Span> {
        self.as_ref().and_then(Words::place)
    }

    fn overlay(&mut self, translation: Self, overlaying: &mut Overlaying) {
        match (self.as_mut(), translation) {
            (Some(original), Some(translation)) => original.overlay(translation, overlaying),
            (None, Some(translation)) => *self = translation.adopted(overlaying),
            (_, None) => {}
        }
    }

    fn digest(&self, digest: &mut WordDigest) {
        if let Some(value) = self {
            value.digest(digest);
        }
    }
}

impl<T: Words + 'static> Words for OneOrMany<T> {
    fn place(&self) -> Option<Span> {
        self.span()
    }

    fn overlay(&mut self, translation: Self, overlaying: &mut Overlaying) {
        let Some(here) = translation.span() else { return };
        if translation.items().len() != self.items().len() {
            let original = self.span().map(|span| (span, self.items().len()));
            overlaying.different_count((here, translation.items().len()), original);
            return;
        }
        let Some(places) = places_of(self.items(), translation.items(), overlaying) else { return };
        let mut originals: Vec<&mut T> = self.iter_mut().collect();
        for (place, entry) in places.into_iter().zip(translation) {
            if let Some(original) = originals.get_mut(place) {
                original.overlay(entry, overlaying);
            }
        }
    }

    fn digest(&self, digest: &mut WordDigest) {
        for entry in self {
            entry.digest(digest);
        }
    }

    const KEYS_ARE_WORDS: bool = true;
}

/// Which entry of the original each entry translates: the one of its id, else the one at its position.
fn places_of<T: Words>(originals: &[T], translations: &[T], overlaying: &mut Overlaying) -> Option<Vec<usize>> {
    let mut places = Vec::with_capacity(translations.len());
    for (position, entry) in translations.iter().enumerate() {
        let Some(id) = entry.written_id() else {
            places.push(position);
            continue;
        };
        let wanted = id.value.trim();
        let found = originals.iter().position(|original| original.id().is_some_and(|own| own.as_str() == wanted));
        let Some(place) = found.filter(|place| !places.contains(place)) else {
            let known: Vec<String> =
                originals.iter().filter_map(Words::id).map(|id| format!("`{id}`")).take(12).collect();
            let message = format!("the original has nothing more with the id `{wanted}`");
            overlaying.mismatch(
                Diagnostic::new(Code::TranslationMismatch, id.span, message)
                    .reason("an entry with an id translates the one of the same id; without, the one at its position")
                    .help(format!("the ids are {}", known.join(", "))),
            );
            return None;
        };
        places.push(place);
    }
    let mut all = places.clone();
    all.sort_unstable();
    all.dedup();
    if all.len() < places.len() {
        let place = translations.iter().find_map(Words::written_id).map(|id| id.span);
        overlaying.mismatch(
            Diagnostic::new(
                Code::TranslationMismatch,
                place.or_else(|| translations.first().and_then(Words::place))?,
                "two entries translate the same one of the original",
            )
            .help("give every entry its id, or none and keep the order of the original"),
        );
        return None;
    }
    Some(places)
}

impl<T: Words> Words for OrderedMap<T> {
    fn place(&self) -> Option<Span> {
        self.span
    }

    fn overlay(&mut self, translation: Self, overlaying: &mut Overlaying) {
        let Some(here) = translation.span else { return };
        if T::KEYS_ARE_WORDS {
            if translation.entries.len() != self.entries.len() {
                let original = self.span.map(|span| (span, self.entries.len()));
                overlaying.different_count((here, translation.entries.len()), original);
                return;
            }
            for ((key, value), (new_key, new_value)) in self.entries.iter_mut().zip(translation.entries) {
                *key = new_key;
                value.overlay(new_value, overlaying);
            }
            return;
        }
        for (key, value) in translation.entries {
            match self.entries.iter_mut().find(|(own, _)| own.value == key.value) {
                Some((_, original)) => original.overlay(value, overlaying),
                None => overlaying.mismatch(
                    Diagnostic::new(
                        Code::TranslationMismatch,
                        key.span,
                        format!("the original has no `{}` here", key.value),
                    )
                    .help("use the key of the original; the words stand behind it"),
                ),
            }
        }
    }

    fn digest(&self, digest: &mut WordDigest) {
        for (key, value) in self {
            if T::KEYS_ARE_WORDS {
                digest.add(&key.value);
            }
            value.digest(digest);
        }
    }
}
