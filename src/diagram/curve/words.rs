//! The words that a curve adds to its data, in the site's language.

use std::borrow::Cow;

use crate::diagram::direction::{isolated, pattern_direction, reads_right_to_left};

/// Patterns have `{persona}`, `{feeling}`, `{score}`, `{step}` and so on where the data goes.
#[derive(Debug, Clone)]
pub struct CurveWords<'w> {
    pub assumed: Cow<'w, str>,
    pub moment_of_truth: Cow<'w, str>,
    pub failure_point: Cow<'w, str>,
    /// `{persona}`
    pub lowest_of: Cow<'w, str>,
    pub highest_of: Cow<'w, str>,
    /// With one persona.
    pub lowest: Cow<'w, str>,
    pub highest: Cow<'w, str>,
    /// `{feeling}`
    pub ends: Cow<'w, str>,
    pub quote_open: Cow<'w, str>,
    pub quote_close: Cow<'w, str>,
    pub decimal_separator: char,
    /// `{steps}`, `{min}`, `{max}`
    pub sentence_range: Cow<'w, str>,
    /// `{persona}`, `{lowest_step}`, `{lowest_score}`, `{highest_step}`, `{highest_score}`
    pub sentence_persona: Cow<'w, str>,
    /// `{persona}`, `{step}`, `{score}`: only one score, or all the same
    pub sentence_flat: Cow<'w, str>,
    /// `{persona}`
    pub sentence_rises: Cow<'w, str>,
    pub sentence_falls: Cow<'w, str>,
    /// The same four of a line that is nobody's in particular.
    pub sentence_alone: Cow<'w, str>,
    pub sentence_flat_alone: Cow<'w, str>,
    pub sentence_rises_alone: Cow<'w, str>,
    pub sentence_falls_alone: Cow<'w, str>,
    /// `{assumed}`, `{steps}`
    pub sentence_assumed: Cow<'w, str>,
}

impl CurveWords<'static> {
    pub const ENGLISH: Self = Self {
        assumed: Cow::Borrowed("assumed"),
        moment_of_truth: Cow::Borrowed("moment of truth"),
        failure_point: Cow::Borrowed("failure point"),
        lowest_of: Cow::Borrowed("{persona}’s lowest"),
        highest_of: Cow::Borrowed("{persona}’s highest"),
        lowest: Cow::Borrowed("Lowest"),
        highest: Cow::Borrowed("Highest"),
        ends: Cow::Borrowed("ends {feeling}"),
        quote_open: Cow::Borrowed("“"),
        quote_close: Cow::Borrowed("”"),
        decimal_separator: '.',
        sentence_range: Cow::Borrowed("Feelings over {steps} steps, on a scale from {min} to {max}."),
        sentence_persona: Cow::Borrowed(
            "{persona} is lowest at “{lowest_step}” ({lowest_score}) and highest at “{highest_step}” ({highest_score}).",
        ),
        sentence_flat: Cow::Borrowed("{persona} stays at {score} throughout."),
        sentence_rises: Cow::Borrowed("{persona} ends better than at the start."),
        sentence_falls: Cow::Borrowed("{persona} ends worse than at the start."),
        sentence_alone: Cow::Borrowed(
            "Lowest at “{lowest_step}” ({lowest_score}) and highest at “{highest_step}” ({highest_score}).",
        ),
        sentence_flat_alone: Cow::Borrowed("{score} throughout."),
        sentence_rises_alone: Cow::Borrowed("It ends better than it begins."),
        sentence_falls_alone: Cow::Borrowed("It ends worse than it begins."),
        sentence_assumed: Cow::Borrowed("{assumed} of {steps} steps are assumed."),
    };
}

impl Default for CurveWords<'static> {
    fn default() -> Self {
        Self::ENGLISH
    }
}

impl CurveWords<'_> {
    /// At most two decimals, a real minus, a plus when `signed`.
    pub fn format_score(&self, score: f64, signed: bool) -> String {
        let hundredths = if score.is_finite() { (score * 100.0).round() as i64 } else { 0 };
        let mut text = String::with_capacity(6);
        if hundredths < 0 {
            text.push('−');
        } else if signed && hundredths > 0 {
            text.push('+');
        }
        let magnitude = hundredths.unsigned_abs();
        text.push_str(&(magnitude / 100).to_string());
        let fraction = magnitude % 100;
        if fraction > 0 {
            text.push(self.decimal_separator);
            text.push(char::from(b'0' + (fraction / 10) as u8));
            if fraction % 10 > 0 {
                text.push(char::from(b'0' + (fraction % 10) as u8));
            }
        }
        text
    }
}

/// Replaces each `{name}` of `pattern` by its value, which stands apart where it runs another way than the pattern; unknown names stay
/// as they are.
pub(crate) fn fill_pattern(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len() + 24);
    let mut rest = pattern;
    let direction = pattern_direction(pattern);
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        match after
            .split_once('}')
            .and_then(|(name, tail)| values.iter().find(|value| value.0 == name).map(|value| (value.1, tail)))
        {
            Some((value, tail)) => {
                match direction {
                    Some(is_right_to_left) => text.push_str(&isolated(value, is_right_to_left)),
                    None => text.push_str(value),
                }
                rest = tail;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// "Tom’s highest: at home, +2"; `what` may be empty.
pub(super) fn extreme_title(opening: &str, what: &str, score: &str) -> String {
    if what.is_empty() {
        return format!("{opening}: {score}");
    }
    format!("{opening}: {}, {score}", isolated(what, reads_right_to_left(opening)))
}

/// Sentences one behind the other, with a space between them; none behind a full-width stop, which has its room in it.
pub(crate) fn join_sentences(sentences: &[String]) -> String {
    let mut joined = String::new();
    for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
        if !joined.is_empty() && !joined.ends_with(['。', '！', '？']) {
            joined.push(' ');
        }
        joined.push_str(sentence);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_written_with_a_real_minus() {
        let words = CurveWords::ENGLISH;
        for (score, signed, expected) in [
            (-1.5, true, "−1.5"),
            (2.0, true, "+2"),
            (0.0, true, "0"),
            (3.0, false, "3"),
            (0.25, true, "+0.25"),
            (-0.001, true, "0"),
        ] {
            assert_eq!(words.format_score(score, signed), expected);
        }
    }

    #[test]
    fn patterns_take_values_and_keep_what_they_do_not_know() {
        let joined = |one: &str, two: &str| join_sentences(&[one.to_owned(), two.to_owned()]);
        assert_eq!(
            (joined("A.", "B."), joined("あ。", "い。"), joined("", "B.")),
            ("A. B.".into(), "あ。い。".into(), "B.".into())
        );
        assert_eq!(fill_pattern("{persona}’s {x} {", &[("persona", "Maya")]), "Maya’s {x} {");
        assert_eq!(fill_pattern("{persona}’s lowest", &[("persona", "מאיה")]), "\u{2068}מאיה\u{2069}’s lowest");
        assert_eq!(extreme_title("Highest", "", "+2"), "Highest: +2");
        assert_eq!(extreme_title("Highest", "יום", "+2"), "Highest: \u{2068}יום\u{2069}, +2");
    }
}
