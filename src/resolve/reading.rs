//! How hard a text is to read: years of schooling, by the Flesch–Kincaid grade level (Kincaid et al. 1975).

/// A text too short says nothing about its style.
const FEWEST_WORDS: usize = 50;

/// The grade level of an English text: 8 reads easily, 16 is a scientific paper. `None` below 50 words.
#[must_use]
pub fn reading_grade(text: &str) -> Option<f64> {
    let (mut words, mut sentences, mut syllables) = (0_usize, 0_usize, 0_usize);
    for block in text.lines() {
        let mut open = false;
        for token in block.split_whitespace() {
            let word = token.trim_matches(|c: char| !c.is_alphanumeric());
            if word.chars().any(char::is_alphabetic) {
                words += 1;
                syllables += syllables_of(word);
                open = true;
            }
            if token.trim_end_matches(['"', '\'', '”', '’', ')', '»']).ends_with(['.', '!', '?', ':', ';', '…']) && open
            {
                sentences += 1;
                open = false;
            }
        }
        sentences += usize::from(open);
    }
    if words < FEWEST_WORDS {
        return None;
    }
    #[allow(clippy::cast_precision_loss)]
    let ratio = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    Some(0.39 * ratio(words, sentences) + 11.8 * ratio(syllables, words) - 15.59)
}

/// Groups of vowels, without a silent final e; at least one.
fn syllables_of(word: &str) -> usize {
    let lower = word.to_lowercase();
    let (mut count, mut in_vowel) = (0, false);
    for character in lower.chars() {
        let vowel = "aeiouyäöüáéíóúàèìòùâêîôû".contains(character);
        count += usize::from(vowel && !in_vowel);
        in_vowel = vowel;
    }
    let silent = lower.ends_with('e') && !lower.ends_with("le") && count > 1;
    (count - usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_grade_low_and_long_ones_high() {
        let plain = "The van comes on a Friday. You get a box of fresh food. It is at the door by six. ".repeat(6);
        let heavy = "Organizational stakeholders predominantly operationalize multidimensional customer satisfaction \
                     methodologies, notwithstanding considerable interdepartmental communication difficulties "
            .repeat(8);
        assert!(reading_grade(&plain).is_some_and(|grade| grade < 4.0), "{:?}", reading_grade(&plain));
        assert!(reading_grade(&heavy).is_some_and(|grade| grade > 20.0), "{:?}", reading_grade(&heavy));
        assert_eq!(reading_grade("Too short."), None);
    }

    #[test]
    fn syllables() {
        for (word, count) in [("box", 1), ("table", 2), ("delivery", 4), ("Friday", 2), ("the", 1), ("rhythm", 1)] {
            assert_eq!(syllables_of(word), count, "{word}");
        }
    }
}
