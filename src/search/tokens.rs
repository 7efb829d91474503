//! Folded text into tokens. `scripts/search.js` does exactly the same.

/// Scripts that write no spaces between words: Thai to Myanmar, Khmer, kana, Han.
fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    character.is_alphanumeric() || ('\u{900}'..='\u{dff}').contains(&character)
}

/// Gives the tokens of a folded text, in its order: words, and pairs of neighbors where a script has no spaces.
pub(super) fn each_token<'t>(folded: &'t str, mut add: impl FnMut(&'t str)) {
    let mut word = None;
    let mut unspaced = None;
    for (at, character) in folded.char_indices().chain([(folded.len(), ' ')]) {
        let joins = is_unspaced(character);
        if joins {
            unspaced.get_or_insert(at);
        } else if let Some(from) = unspaced.take() {
            each_pair(&folded[from..at], &mut add);
        }
        if !joins && is_word(character) {
            word.get_or_insert(at);
        } else if let Some(from) = word.take() {
            add(&folded[from..at]);
        }
    }
}

/// A sign alone is a pair by itself.
fn each_pair<'t>(signs: &'t str, add: &mut impl FnMut(&'t str)) {
    let ends = signs.char_indices().map(|(at, _)| at).chain([signs.len()]).skip(2);
    let mut pairs = signs.char_indices().zip(ends).peekable();
    if pairs.peek().is_none() {
        add(signs);
    }
    for ((from, _), to) in pairs {
        add(&signs[from..to]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    fn tokens(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each_token(&fold(text), |token| found.push(token.to_owned()));
        found
    }

    #[test]
    fn words_and_pairs() {
        for (text, expected) in [
            ("A neighbour’s crate, 2 kg", "a neighbour s crate 2 kg"),
            ("野菜の箱", "野菜 菜の の箱"),
            ("箱 box箱", "箱 box 箱"),
            ("ขนส่ง", "ขน นส ส่ ่ง"),
            ("배송 상자", &fold("배송 상자")),
            ("…", ""),
        ] {
            assert_eq!(tokens(text).join(" "), expected, "{text}");
        }
    }
}
