//! "Did you mean": the known word that a mistyped one most likely stands for.

/// The candidate nearest to `word`, when one is near enough to be offered; of equals the first.
///
/// Near enough is a third of the word's length in edits (a swap of neighbors is one edit), at least one, after folding
/// case and treating `-`, `_` and spaces alike; or a candidate that begins with the word (`pain` for `pain_points`).
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    let length = word.chars().count();
    // Words of a whole sentence are no typing mistakes, and comparing them would cost time squared.
    if length == 0 || length > 100 {
        return None;
    }
    let limit = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = folded(candidate);
        let other_length = other.chars().count();
        let distance = if other == word {
            0
        } else if length >= 3 && other.starts_with(&word) {
            limit
        } else if other_length.abs_diff(length) > limit {
            continue;
        } else {
            strsim::osa_distance(&word, &other)
        };
        // A word of which nothing is left is another word: `a` is not a slip of `b`.
        if distance <= limit && distance < length.max(other_length) && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn folded(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if matches!(c, '_' | ' ') { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        let known = ["personas", "pain_points", "touchpoints", "id", "maya-okafor"];
        for (word, expected) in [
            ("persnas", Some("personas")),
            ("pain-points", Some("pain_points")),
            ("Pain Points", Some("pain_points")),
            ("painpoint", Some("pain_points")),
            ("pain", Some("pain_points")),
            ("touchpiont", Some("touchpoints")),
            ("maya-okafr", Some("maya-okafor")),
            ("TOUCHPOINTS", Some("touchpoints")),
            ("color", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }
}
