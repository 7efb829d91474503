//! Soft hyphens for the long words of narrow columns: few browsers know where the words of a language may be broken.

use unicode_segmentation::UnicodeSegmentation;

use crate::diagram::hyphenation::{is_hyphenated_letter, syllable_breaks};

/// Shorter words fit any column.
const LONG_WORD: usize = 15;

/// `html` with soft hyphens (U+00AD) in the long words of its text, for browsers that have no dictionary of its language; `None` where
/// no word is that long. Tags and entities stay as they are.
pub(crate) fn soften_long_words(html: &str) -> Option<String> {
    let is_end = |character: char| character.is_ascii_whitespace() || matches!(character, '<' | '>' | '&' | ';');
    // Bytes are at least as many as letters.
    if html.split(is_end).all(|word| word.len() < LONG_WORD) {
        return None;
    }
    let (mut softened, mut is_changed) = (String::with_capacity(html.len() + 16), false);
    let mut is_tag = false;
    for part in html.split_inclusive(is_end) {
        let word = part.strip_suffix(is_end).unwrap_or(part);
        let end = part.get(word.len()..).unwrap_or_default();
        let is_entity = end == ";" && softened.ends_with('&');
        let is_address = word.contains(['/', '@', '_', ':', '\u{ad}']);
        let clusters: Vec<&str> = if is_tag || is_entity || is_address || word.len() < LONG_WORD {
            Vec::new()
        } else {
            word.graphemes(true).collect()
        };
        let letters = |clusters: &[&str]| clusters.iter().filter(|it| it.starts_with(is_hyphenated_letter)).count();
        if clusters.len() < LONG_WORD || letters(&clusters) < LONG_WORD {
            softened.push_str(word);
        } else {
            let mut breaks = syllable_breaks(clusters.iter().copied()).into_iter().peekable();
            for (index, cluster) in clusters.into_iter().enumerate() {
                if breaks.next_if_eq(&index).is_some() {
                    softened.push('\u{ad}');
                    is_changed = true;
                }
                softened.push_str(cluster);
            }
        }
        softened.push_str(end);
        is_tag = match end {
            "<" => true,
            ">" => false,
            _ => is_tag,
        };
    }
    is_changed.then_some(softened)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_words_of_the_text_are_softened() {
        assert_eq!(soften_long_words("a short text <a href=\"averyveryverylongaddress.html\">x</a>"), None);
        assert_eq!(soften_long_words("&CounterClockwiseContourIntegral;"), None);
        assert_eq!(soften_long_words("post@wochenmarktlieferung.example"), None);
        assert_eq!(
            soften_long_words("<b lang=\"de\">Postleitzahlenprüfung</b>").as_deref(),
            Some("<b lang=\"de\">Post\u{ad}leit\u{ad}zah\u{ad}len\u{ad}prü\u{ad}fung</b>")
        );
    }
}
