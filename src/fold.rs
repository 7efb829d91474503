//! Texts that spelling, accents and case do not keep apart: what is sorted and searched. `scripts/search.js` does exactly the same.

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
}
