//! Text into tokens that spelling, accents and case do not keep apart. `scripts/search.js` does exactly the same.

use unicode_normalization::UnicodeNormalization;

/// Letters that Unicode does not take apart although readers do.
const LETTERS: [(char, &str); 10] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ł', "l"),
    ('ı', "i"),
    ('ς', "σ"),
];

/// Compatibility forms taken apart (NFKD), marks dropped, lower case: `Straße`, `STRASSE` and `ＳＴＲＡＳＳＥ` are one.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // No sign of ASCII has a compatibility form or takes part in the order of marks: stretches of the two are folded apart.
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let from = folded.len();
        folded.push_str(&rest[..plain]);
        if let Some(added) = folded.get_mut(from..) {
            added.make_ascii_lowercase();
        }
        rest = &rest[plain..];
        let other = rest.bytes().position(|byte| byte.is_ascii()).unwrap_or(rest.len());
        fold_other(&rest[..other], &mut folded);
        rest = &rest[other..];
    }
    folded
}

fn fold_other(text: &str, folded: &mut String) {
    for character in text.nfkd().filter(|character| !is_mark(*character)).flat_map(char::to_lowercase) {
        match LETTERS.iter().find(|(letter, _)| *letter == character) {
            Some((_, written)) => folded.push_str(written),
            // Lower case may bring a mark of its own (İ).
            None if is_mark(character) => {}
            None => folded.push(character),
        }
    }
}

/// Marks that readers leave out when they type: accents, points of Hebrew and Arabic, voicing of kana. Vowel signs of other
/// scripts are letters to their readers and stay.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{3099}' | '\u{309a}')
}

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

    #[test]
    fn spelling_does_not_keep_words_apart() {
        for (text, expected) in [
            ("Straße", "strasse"),
            ("ＡＢＣ Ｃａｆé", "abc cafe"),
            ("İstanbul", "istanbul"),
            ("ﬁnden", "finden"),
            ("e\u{301}A\u{30a}x", "eax"),
            ("مُحَمَّد", "محمد"),
            ("ガス", "カス"),
            ("Öko-Kiste", "oko-kiste"),
        ] {
            assert_eq!(fold(text), expected);
        }
    }

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
