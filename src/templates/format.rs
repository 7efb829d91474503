//! Numbers and days as people read them, by the words of the theme.

use crate::model::Date;
use crate::theme::Strings;

/// U+2212: the minus of the type, as wide as the plus.
const MINUS: char = '−';

/// A number with at most `decimals` digits behind the point, without trailing zeros, thousands grouped.
#[must_use]
pub fn format_number(strings: &Strings, value: f64, decimals: usize) -> String {
    let text = fixed_point(value.abs(), decimals);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut written = String::with_capacity(text.len() + 4);
    if value < 0.0 && (whole.bytes().any(|digit| digit != b'0') || !fraction.is_empty()) {
        written.push_str(sign_mark(strings));
        written.push(MINUS);
    }
    let group = strings.get("number.group").unwrap_or(",");
    for (position, digit) in whole.chars().enumerate() {
        // Four digits stay together: 1700, but 17,000.
        if position > 0 && whole.len() > 4 && (whole.len() - position).is_multiple_of(3) {
            written.push_str(group);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push_str(strings.get("number.decimal").unwrap_or("."));
        written.push_str(fraction);
    }
    written
}

/// `{:.decimals$}`, without its long arithmetic for the numbers that people write, which have few digits.
fn fixed_point(value: f64, decimals: usize) -> String {
    const POWERS: [u32; 4] = [1, 10, 100, 1000];
    if let Some(power) = POWERS.get(decimals).copied() {
        let scaled = value * f64::from(power);
        let nearest = scaled.round();
        // So near a whole number, both ways of rounding give it; below 2⁵³ all whole numbers are exact.
        if nearest < 1e9 && (scaled - nearest).abs() < 1e-6 {
            let (nearest, power) = (nearest as u64, u64::from(power));
            let whole = nearest / power;
            return if decimals == 0 { whole.to_string() } else { format!("{whole}.{:0decimals$}", nearest % power) };
        }
    }
    format!("{value:.decimals$}")
}

/// A number with its sign: `+1.5`, `−2`, `0`.
#[must_use]
pub fn format_signed(strings: &Strings, value: f64, decimals: usize) -> String {
    let written = format_number(strings, value, decimals);
    if value > 0.0 && written != "0" { format!("{}+{written}", sign_mark(strings)) } else { written }
}

/// What keeps a sign before its number: nothing, or in a text from right to left an invisible mark.
fn sign_mark(strings: &Strings) -> &str {
    strings.get("number.sign").unwrap_or_default()
}

/// A score on its scale: signed where the scale goes below zero, plain where it does not.
#[must_use]
pub fn format_score(strings: &Strings, value: f64, scale_minimum: f64) -> String {
    if scale_minimum < 0.0 { format_signed(strings, value, 2) } else { format_number(strings, value, 2) }
}

/// A share as a whole percentage.
#[must_use]
pub fn format_share(strings: &Strings, share: f64) -> String {
    strings.fill("number.percent", None, &[("n", &format_number(strings, share * 100.0, 0))])
}

/// A length of time of one whole number and one unit (`3 weeks`) in the words of the language; `None` for any other way of
/// saying it, which stays as it was written.
#[must_use]
pub fn format_duration(strings: &Strings, words: &str, seconds: f64) -> Option<String> {
    const UNITS: [(&str, f64); 5] = [
        ("time.minutes", 60.0),
        ("time.hours", 3600.0),
        ("time.days", 86_400.0),
        ("time.weeks", 604_800.0),
        ("time.months", 2_592_000.0),
    ];
    let (number, unit) = words.split_once(' ')?;
    let number: u32 = number.parse().ok()?;
    let is_one_word = unit.chars().all(char::is_alphabetic);
    let length = seconds / f64::from(number);
    let (key, _) = UNITS.into_iter().find(|(_, unit)| is_one_word && (unit - length).abs() < 0.5)?;
    Some(strings.fill(key, Some(u64::from(number)), &[]))
}

/// A day: `14 Sep 2026`, by the pattern and the months of the language.
#[must_use]
pub fn format_date(strings: &Strings, date: Date) -> String {
    formatted(strings, date, "date.day")
}

/// A day of a year that stands elsewhere: `3 Sep`.
#[must_use]
pub fn format_day_of_year(strings: &Strings, date: Date) -> String {
    formatted(strings, date, "date.day_of_year")
}

/// A month: `Sep 2026`.
#[must_use]
pub fn format_month(strings: &Strings, date: Date) -> String {
    formatted(strings, date, "date.month")
}

fn formatted(strings: &Strings, date: Date, pattern: &str) -> String {
    let months = strings.list("date.months");
    let index = usize::from(date.0.month().unsigned_abs()).saturating_sub(1);
    let Some(month) = months.get(index).filter(|_| strings.contains(pattern)) else { return date.to_string() };
    let (day, year) = (date.0.day().to_string(), date.0.year().to_string());
    strings.fill(pattern, None, &[("day", &day), ("month", month), ("year", &year)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn the_short_way_writes_what_the_long_way_does() {
        for value in
            [0.0, 0.5, 1.0, 1.25, 2.0 / 3.0, 0.1 + 0.2, 17_000.0, 999_999_999.0, 1e12, 0.005, 0.999_999_9, 1.005]
        {
            for decimals in 0..5 {
                assert_eq!(fixed_point(value, decimals), format!("{value:.decimals$}"), "{value} {decimals}");
            }
        }
    }

    #[test]
    fn durations_of_one_unit_are_said_in_the_language() {
        let german = Theme::load(&crate::source::SourceTree::default(), "default", "de").0.strings;
        for (words, seconds, expected) in [
            ("3 weeks", 21.0 * 86_400.0, Some("3 Wochen")),
            ("1 day", 86_400.0, Some("1 Tag")),
            ("90 min", 5400.0, Some("90 Minuten")),
            ("about 1 hour", 3600.0, None),
            ("2–3 days", 216_000.0, None),
            ("0 days", 0.0, None),
            ("30 seconds", 30.0, None),
        ] {
            assert_eq!(format_duration(&german, words, seconds).as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn numbers_carry_a_real_minus_and_a_written_plus() {
        let strings = Theme::built_in().strings;
        for (value, expected) in [
            (0.0, "0"),
            (-0.001, "0"),
            (1.0, "+1"),
            (-2.0, "−2"),
            (0.5, "+0.5"),
            (1.256, "+1.26"),
            (-12345.5, "−12,345.5"),
        ] {
            assert_eq!(format_signed(&strings, value, 2), expected);
        }
        assert_eq!(format_score(&strings, 4.0, 1.0), "4");
        assert_eq!(format_number(&strings, 1700.0, 0), "1700");
        assert_eq!(format_share(&strings, 0.214), "21%");
    }
}
