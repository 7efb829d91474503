//! Where a long word may be broken: between its syllables, by a rule that needs no dictionary and no language.
//!
//! 1. Between two vowels stand consonants; the next syllable takes as many of them as begin words in most languages that
//!    hyphenate (one, or a pair as in *pr*, *kl*, *th*). "Postleitzahlenprüfung" has a break before its "pr".
//! 2. Where two readings are common ("s" before "t" or "p"), there is no break: long words have others.
//! 3. At least [`LEAST`] letters stand before and after: no line begins or ends with the rest of a word.
//!
//! Scripts without hyphens have no vowels here, so their words have no breaks.

/// Letters before and after a break.
const LEAST: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Vowel,
    Consonant(char),
    /// No letter of a script that hyphenates.
    Other,
}

fn kind_of(cluster: &str) -> Kind {
    let Some(first) = cluster.chars().next().filter(|first| is_hyphenated_letter(*first)) else { return Kind::Other };
    let lower = first.to_lowercase().next().unwrap_or(first);
    let is_vowel = matches!(lower, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ı')
        || matches!(lower, 'à'..='æ' | 'è'..='ï' | 'ò'..='ö' | 'ø'..='ý' | 'ÿ')
        || "āăąēĕėęěĩīĭįōŏőœũūŭůűųŷǎǐǒǔ".contains(lower)
        || matches!(lower, 'ạ'..='ỹ')
        || "αεηιουωάέήίόύώϊϋΐΰ".contains(lower)
        || "аеёиоуыэюяіїє".contains(lower);
    if is_vowel { Kind::Vowel } else { Kind::Consonant(lower) }
}

/// Letters of scripts that hyphenate words: Latin, Greek, Cyrillic, Armenian.
pub fn is_hyphenated_letter(character: char) -> bool {
    character.is_alphabetic() && matches!(character as u32, 0x41..=0x24f | 0x370..=0x587 | 0x1e00..=0x1fff)
}

/// Whether words begin with these two.
fn is_onset(first: char, second: char) -> bool {
    match second {
        'r' | 'ρ' | 'р' => "bcdfgkptvwβγδθκπτφχбвгдкпстфх".contains(first),
        'l' | 'λ' | 'л' => "bcfgkpβγθκπφχбвгкпсфх".contains(first),
        'h' => "cgpstw".contains(first),
        _ => false,
    }
}

/// Indices of the clusters that may begin a line, in rising order.
pub fn syllable_breaks<'w>(clusters: impl Iterator<Item = &'w str>) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut run: Vec<Kind> = Vec::new();
    let mut start = 0;
    for (index, cluster) in clusters.enumerate() {
        let kind = kind_of(cluster);
        if kind == Kind::Other {
            push_run(&run, start, &mut breaks);
            run.clear();
            start = index + 1;
        } else {
            run.push(kind);
        }
    }
    push_run(&run, start, &mut breaks);
    breaks
}

fn push_run(run: &[Kind], start: usize, breaks: &mut Vec<usize>) {
    let mut last_vowel = None;
    for (at, kind) in run.iter().enumerate().filter(|(_, kind)| **kind == Kind::Vowel) {
        let before = last_vowel.replace(at);
        let Some(consonants) = before.and_then(|before| run.get(before + 1..at)).filter(|it| !it.is_empty()) else {
            continue;
        };
        let sound = |back: usize| match consonants.len().checked_sub(back).and_then(|index| consonants.get(index)) {
            Some(Kind::Consonant(letter)) => *letter,
            _ => ' ',
        };
        let mut onset = if is_onset(sound(2), sound(1)) { 2 } else { 1 };
        if onset == 2 && sound(3) == 's' && sound(2) == 'c' && sound(1) == 'h' {
            onset = 3;
        }
        let has_two_readings = sound(onset + 1) == 's' && matches!(sound(onset), 't' | 'p');
        let place = at - onset;
        if place >= LEAST && run.len() - place >= LEAST && !has_two_readings && *kind == Kind::Vowel {
            breaks.push(start + place);
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    #[test]
    fn words_break_between_syllables() {
        for (word, expected) in [
            ("Postleitzahlenprüfung", "Post-leit-zah-len-prü-fung"),
            ("Bestellbestätigung", "Bestell-bestä-ti-gung"),
            ("Donaudampfschifffahrt", "Donau-dampf-schiff-fahrt"),
            ("Lieferscheinnummer", "Liefer-schein-nummer"),
            ("Ordering", "Orde-ring"),
            ("something", "some-thing"),
            ("box", "box"),
            ("ответственность", "ответст-вен-ность"),
            ("漢字漢字漢字漢字", "漢字漢字漢字漢字"),
            ("توصيلتوصيلتوصيل", "توصيلتوصيلتوصيل"),
        ] {
            let breaks = syllable_breaks(word.graphemes(true));
            let mut found = String::new();
            for (index, cluster) in word.graphemes(true).enumerate() {
                if breaks.contains(&index) {
                    found.push('-');
                }
                found.push_str(cluster);
            }
            assert_eq!(found, expected);
        }
    }
}
