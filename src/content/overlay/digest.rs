//! What a translation was made from: a short mark of the original's words, part by part.
//!
//! 1. The parts are the head (everything written once in the front matter), the text below it, and each stage.
//! 2. Of each part the words count, not the white space between them, and no number or reference: a new score makes no
//!    translation stale.
//! 3. A mark has four signs a part, joined by hyphens: `k3x9-fa2b-77dq`. Twenty bits: of a million changes one is overlooked.

use crate::model::TranslatedPart;

/// The key in a translation that holds the mark of its original.
pub const MADE_FROM: &str = "made_from";

/// Digits and small letters without those that look alike (Crockford's base 32).
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const SIGNS_A_PART: u32 = 4;

/// Collects the words of an original.
#[derive(Debug, Default)]
pub struct WordDigest {
    head: String,
    stages: Vec<(Box<str>, String)>,
}

impl WordDigest {
    /// Adds words to the part at work.
    pub fn add(&mut self, words: &str) {
        let part = self.stages.last_mut().map_or(&mut self.head, |(_, text)| text);
        push_folded(part, words);
        // What ends one value and begins the next, so that words do not move between them unseen.
        part.push('\u{1f}');
    }

    /// What follows belongs to a stage.
    pub fn begin_stage(&mut self, name: &str) {
        self.stages.push((name.trim().into(), String::new()));
    }

    /// The mark of the words, with those of the text below the front matter.
    #[must_use]
    pub fn finish(self, body: &str) -> Mark {
        let mut text = String::new();
        push_folded(&mut text, body);
        let mut parts = vec![(TranslatedPart::Head, sign(&self.head)), (TranslatedPart::Text, sign(&text))];
        parts.extend(self.stages.into_iter().map(|(name, text)| (TranslatedPart::Stage(name), sign(&text))));
        Mark { parts }
    }
}

/// The state of an original's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    parts: Vec<(TranslatedPart, String)>,
}

impl Mark {
    /// As it is written into a translation.
    #[must_use]
    pub fn written(&self) -> String {
        self.parts.iter().map(|(_, sign)| sign.as_str()).collect::<Vec<_>>().join("-")
    }

    /// The parts that are others now than when `earlier` was written; `None` when that is no mark at all.
    #[must_use]
    pub fn changed_since(&self, earlier: &str) -> Option<Vec<TranslatedPart>> {
        let earlier: Vec<&str> = earlier.trim().split('-').collect();
        let is_sign =
            |sign: &&str| sign.len() == SIGNS_A_PART as usize && sign.bytes().all(|byte| SIGNS.contains(&byte));
        if earlier.len() < 2 || !earlier.iter().all(is_sign) {
            return None;
        }
        let changed = self.parts.iter().enumerate().filter(|(at, (_, sign))| earlier.get(*at) != Some(&sign.as_str()));
        let mut changed: Vec<TranslatedPart> = changed.map(|(_, (part, _))| part.clone()).collect();
        if earlier.len() > self.parts.len() && changed.is_empty() {
            // A stage at the end is gone.
            changed.push(TranslatedPart::Head);
        }
        Some(changed)
    }
}

/// Words with single spaces between them.
fn push_folded(into: &mut String, words: &str) {
    for word in words.split_whitespace() {
        into.push_str(word);
        into.push(' ');
    }
}

fn sign(text: &str) -> String {
    let mut number = rapidhash::v3::rapidhash_v3(text.as_bytes());
    (0..SIGNS_A_PART)
        .map(|_| {
            let digit = usize::try_from(number % 32).unwrap_or_default();
            number /= 32;
            SIGNS.get(digit).map_or('0', |sign| char::from(*sign))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(head: &str, body: &str, stages: &[(&str, &str)]) -> Mark {
        let mut digest = WordDigest::default();
        digest.add(head);
        for (name, words) in stages {
            digest.begin_stage(name);
            digest.add(words);
        }
        digest.finish(body)
    }

    #[test]
    fn a_mark_tells_which_part_has_changed() {
        let stages = [("Hears", "in the street"), ("Pays", "by card")];
        let before = mark("Ordering", "Words.\n", &stages).written();
        assert_eq!(before.len(), 4 * 5 - 1);
        let changed = |mark: Mark| mark.changed_since(&before);
        assert_eq!(changed(mark("Ordering", "Words.", &stages)), Some(vec![]), "white space is no word");
        assert_eq!(changed(mark("Buying", "Words.", &stages)), Some(vec![TranslatedPart::Head]));
        let other = [stages[0], ("Pays", "by phone")];
        assert_eq!(
            changed(mark("Ordering", "More.", &other)),
            Some(vec![TranslatedPart::Text, TranslatedPart::Stage("Pays".into())])
        );
        assert_eq!(changed(mark("Ordering", "Words.", &stages[..1])), Some(vec![TranslatedPart::Head]));
    }

    #[test]
    fn what_is_no_mark_is_told_apart() {
        let mark = mark("a", "b", &[]);
        for text in ["", "today", "2026-11-21", "abcd", "ABCD-EFGH"] {
            assert_eq!(mark.changed_since(text), None, "{text}");
        }
    }
}
