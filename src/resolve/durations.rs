//! Durations as people write them: "3 weeks", "1 hour 30 minutes", "2–3 days", "about 1 h", "half a day", "P3D".
//!
//! 1. A hedge in front ("about", "~", "up to", "<") is kept in the words and does not change the length.
//! 2. The rest is ISO 8601 (`P1DT2H`), or pairs of number and unit, one after the other, which add up.
//! 3. A number may be a range; it counts with its middle. "a", "half a", "a few" (3) and "a couple of" (2) are numbers.

use crate::model::Duration;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;
const WEEK: f64 = 7.0 * DAY;
const MONTH: f64 = 30.0 * DAY;
const YEAR: f64 = 365.0 * DAY;
/// Longer than any journey; beyond it a number is a slip, and sums would lose their meaning.
const LONGEST: f64 = 1000.0 * YEAR;

/// What a message shows as possible.
pub(super) const EXAMPLES: &str = "\"5 minutes\", \"1 hour 30 minutes\", \"2–3 days\", \"3 weeks\" or \"P3D\"";

/// The duration that a text says; `None` when it says none.
#[must_use]
pub fn parse_duration(text: &str) -> Option<Duration> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.len() > 200 {
        return None;
    }
    let lower = words.to_lowercase();
    let measured = without_hedge(&lower);
    let seconds = match measured {
        "" => return None,
        "0" | "none" | "no time" | "instant" | "instantly" | "at once" | "immediate" | "immediately" => 0.0,
        "overnight" => 12.0 * HOUR,
        _ => parse_iso(measured).or_else(|| parse_pairs(measured))?,
    };
    (seconds.is_finite() && (0.0..=LONGEST).contains(&seconds))
        .then(|| Duration { words: words.as_str().into(), seconds })
}

fn without_hedge(text: &str) -> &str {
    const HEDGES: &[&str] = &[
        "about ",
        "around ",
        "approximately ",
        "approx. ",
        "approx ",
        "circa ",
        "ca. ",
        "ca ",
        "roughly ",
        "nearly ",
        "almost ",
        "up to ",
        "at most ",
        "at least ",
        "less than ",
        "more than ",
        "under ",
        "over ",
        "within ",
        "some ",
        "~",
        "≈",
        "<",
        ">",
        "≤",
        "≥",
    ];
    let mut rest = text.trim();
    while let Some(hedge) = HEDGES.iter().find(|hedge| rest.starts_with(**hedge)) {
        rest = rest[hedge.len()..].trim_start();
    }
    rest.trim_end_matches(['+', '.']).trim_end()
}

/// `P[nY][nM][nW][nD][T[nH][nM][nS]]`, decimals with point or comma, at least one part.
fn parse_iso(text: &str) -> Option<f64> {
    let mut rest = text.strip_prefix('p')?;
    let (mut total, mut in_time, mut parts) = (0.0, false, 0);
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('t') {
            if in_time || after.is_empty() {
                return None;
            }
            (in_time, rest) = (true, after);
            continue;
        }
        let (number, after) = take_number(rest)?;
        let unit = after.chars().next()?;
        total += number
            * match (unit, in_time) {
                ('y', false) => YEAR,
                ('m', false) => MONTH,
                ('w', false) => WEEK,
                ('d', false) => DAY,
                ('h', true) => HOUR,
                ('m', true) => MINUTE,
                ('s', true) => 1.0,
                _ => return None,
            };
        rest = &after[unit.len_utf8()..];
        parts += 1;
    }
    (parts > 0).then_some(total)
}

fn parse_pairs(text: &str) -> Option<f64> {
    let (mut total, mut parts) = (0.0, 0);
    let mut rest = text;
    let mut last_unit = None;
    while !rest.is_empty() {
        let (number, after) = take_quantity(rest)?;
        let after = after.trim_start();
        let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let (unit, length) = match (&after[..end], last_unit) {
            // "1h30": a bare number after hours counts the next smaller unit.
            ("", Some(HOUR)) if end == after.len() => (MINUTE, 0),
            (adjective @ ("working" | "business" | "calendar" | "school"), _) => {
                let noun = after[adjective.len()..].trim_start();
                let noun_end = noun.find(|c: char| !c.is_alphabetic()).unwrap_or(noun.len());
                (unit_seconds(&noun[..noun_end])?, after.len() - noun.len() + noun_end)
            }
            (word, _) => (unit_seconds(word)?, end),
        };
        total += number * unit;
        last_unit = Some(unit);
        parts += 1;
        rest = after[length..].trim_start_matches([' ', ',', '.']);
        for joint in ["and ", "& ", "+ "] {
            rest = rest.strip_prefix(joint).unwrap_or(rest).trim_start();
        }
    }
    (parts > 0).then_some(total)
}

fn unit_seconds(word: &str) -> Option<f64> {
    Some(match word {
        "ms" | "millisecond" | "milliseconds" => 0.001,
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" => MINUTE,
        "h" | "hr" | "hrs" | "hour" | "hours" => HOUR,
        "d" | "day" | "days" | "night" | "nights" => DAY,
        "w" | "wk" | "wks" | "week" | "weeks" => WEEK,
        "fortnight" | "fortnights" => 2.0 * WEEK,
        "mo" | "mos" | "mth" | "mths" | "month" | "months" => MONTH,
        "quarter" | "quarters" => YEAR / 4.0,
        "y" | "yr" | "yrs" | "year" | "years" => YEAR,
        _ => return None,
    })
}

/// A number, a range (its middle), or one of the words that stand for a number.
fn take_quantity(text: &str) -> Option<(f64, &str)> {
    const WORDS: &[(&str, f64)] = &[
        ("half an ", 0.5),
        ("half a ", 0.5),
        ("a quarter of an ", 0.25),
        ("a quarter of a ", 0.25),
        ("a couple of ", 2.0),
        ("a few ", 3.0),
        ("several ", 4.0),
        ("an ", 1.0),
        ("a ", 1.0),
        ("one ", 1.0),
        ("two ", 2.0),
        ("three ", 3.0),
        ("four ", 4.0),
        ("five ", 5.0),
        ("six ", 6.0),
        ("seven ", 7.0),
        ("eight ", 8.0),
        ("nine ", 9.0),
        ("ten ", 10.0),
        ("twelve ", 12.0),
    ];
    if let Some((word, value)) = WORDS.iter().find(|(word, _)| text.starts_with(word)) {
        return Some((*value, &text[word.len()..]));
    }
    let (low, rest) = take_number(text)?;
    let after_space = rest.trim_start();
    for dash in ["–", "—", "-", "to ", "or ", "bis "] {
        if let Some(after) = after_space.strip_prefix(dash)
            && let Some((high, rest)) = take_number(after.trim_start())
        {
            return (high >= low).then_some((f64::midpoint(low, high), rest));
        }
    }
    // "1 day – 3 days" is left to the unit reader, which refuses it: a range has one unit.
    Some((low, rest))
}

/// Digits with an optional fraction (`.`, `,` or ½ ¼ ¾).
fn take_number(text: &str) -> Option<(f64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits;
    let bytes = text.as_bytes();
    if digits > 0
        && matches!(bytes.get(digits), Some(b'.' | b','))
        && bytes.get(digits + 1).is_some_and(u8::is_ascii_digit)
    {
        end = digits + 1 + bytes[digits + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    }
    let whole = if end == 0 { 0.0 } else { text[..end].replace(',', ".").parse::<f64>().ok()? };
    let rest = &text[end..];
    let after_space = rest.trim_start();
    for (fraction, value) in [('½', 0.5), ('¼', 0.25), ('¾', 0.75)] {
        if let Some(after) = after_space.strip_prefix(fraction) {
            return Some((whole + value, after));
        }
    }
    (end > 0).then_some((whole, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_people_write_them() {
        for (text, seconds) in [
            ("5 minutes", 300.0),
            ("1 h", 3600.0),
            ("90s", 90.0),
            ("1 hour 30 minutes", 5400.0),
            ("1h30", 5400.0),
            ("1 h, 30 min", 5400.0),
            ("2 days and 4 hours", 2.0 * DAY + 4.0 * HOUR),
            ("2–3 days", 2.5 * DAY),
            ("2 - 4 weeks", 3.0 * WEEK),
            ("2 to 3 days", 2.5 * DAY),
            ("1.5 hours", 5400.0),
            ("1,5 h", 5400.0),
            ("1½ hours", 5400.0),
            ("½ day", DAY / 2.0),
            ("half an hour", 1800.0),
            ("a week", WEEK),
            ("a few days", 3.0 * DAY),
            ("about 3 weeks", 3.0 * WEEK),
            ("~10 min", 600.0),
            ("< 1 minute", 60.0),
            ("up to 5 working days", 5.0 * DAY),
            ("3 MONTHS", 90.0 * DAY),
            ("P3D", 3.0 * DAY),
            ("P1DT2H", DAY + 2.0 * HOUR),
            ("PT0.5H", 1800.0),
            ("0", 0.0),
        ] {
            let found = parse_duration(text).map(|duration| duration.seconds);
            assert_eq!(found, Some(seconds), "{text}");
        }
        assert_eq!(parse_duration("  2   days ").map(|duration| duration.words), Some("2 days".into()));
    }

    #[test]
    fn what_is_no_duration() {
        for text in [
            "",
            "soon",
            "5",
            "5 bananas",
            "days",
            "P",
            "PT",
            "P3",
            "3 days later",
            "-2 days",
            "3–2 days",
            "1e9 days",
            "99999999 years",
            "½",
            "5 minutes 7",
            "١ day",
        ] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }
}
