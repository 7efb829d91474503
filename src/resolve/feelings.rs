//! A feeling in words, with or without a face: "😟 let down" is an emoji and a feeling. Neither is ever turned into a score.

use unicode_segmentation::UnicodeSegmentation as _;

/// Emoji and words of a text, each `None` when there is none. An emoji stands at the start or at the end.
#[must_use]
pub(super) fn split_feeling(text: &str) -> (Option<Box<str>>, Option<Box<str>>) {
    let trimmed = text.trim();
    let (mut start, mut end) = (0, trimmed.len());
    for (at, grapheme) in trimmed.grapheme_indices(true) {
        if !is_emoji(grapheme) {
            break;
        }
        start = at + grapheme.len();
    }
    if start < end {
        for (at, grapheme) in trimmed.grapheme_indices(true).rev() {
            if !is_emoji(grapheme) {
                break;
            }
            end = at;
        }
    }
    let emoji = format!("{}{}", &trimmed[..start], &trimmed[end..]);
    let words = trimmed[start..end].trim().trim_start_matches([':', '–', '-']).trim();
    let some = |part: &str| (!part.is_empty()).then(|| part.into());
    (some(&emoji), some(words))
}

/// Whether a grapheme is a picture rather than a letter.
fn is_emoji(grapheme: &str) -> bool {
    let mut characters = grapheme.chars();
    let first = characters.next().map_or(0, u32::from);
    matches!(first, 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x2190..=0x21FF | 0x2300..=0x23FF)
        // "❤️": a plain sign followed by the selector of its colored form; keycaps and © stay letters.
        || (first > 0x7F && characters.any(|character| character == '\u{FE0F}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_and_words_are_told_apart() {
        for (text, emoji, words) in [
            ("let down", None, Some("let down")),
            ("😟", Some("😟"), None),
            ("😟 let down", Some("😟"), Some("let down")),
            ("let down 😟", Some("😟"), Some("let down")),
            ("👩‍👧 at ease", Some("👩‍👧"), Some("at ease")),
            ("😀: glad", Some("😀"), Some("glad")),
            ("☹️ sad", Some("☹️"), Some("sad")),
            ("  ", None, None),
            ("enttäuscht", None, Some("enttäuscht")),
            ("期待", None, Some("期待")),
        ] {
            assert_eq!(split_feeling(text), (emoji.map(Into::into), words.map(Into::into)), "{text}");
        }
    }
}
