//! Texts, numbers, flags and dates.

use toml::de::DeValue;

use super::{Decoder, FromToml, RawDate, RawFlag, RawNumber, RawText, Shape, TomlValue};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{Span, Spanned};

impl FromToml for RawText {
    const SHAPE: Shape = Shape::Text;

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(text) => Some(Self::new(text.as_ref().into(), decoder.span(value))),
            _ => {
                decoder.wrong_type(value, &Self::SHAPE);
                None
            }
        }
    }
}

impl FromToml for RawNumber {
    const SHAPE: Shape = Shape::Number;

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match number(value.get_ref()) {
            Some(number) if number.is_finite() => Some(Spanned::new(number, decoder.span(value))),
            Some(_) => {
                let span = decoder.span(value);
                decoder.push(
                    Diagnostic::new(Code::OutOfRange, span, "this number is too large to be used")
                        .help("for example: 3"),
                );
                None
            }
            None => {
                decoder.wrong_type(value, &Self::SHAPE);
                None
            }
        }
    }
}

impl FromToml for Spanned<i64> {
    const SHAPE: Shape = Shape::Integer;

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if let DeValue::Integer(integer) = value.get_ref()
            && let Ok(number) = i64::from_str_radix(integer.as_str(), integer.radix())
        {
            return Some(Spanned::new(number, decoder.span(value)));
        }
        decoder.wrong_type(value, &Self::SHAPE);
        None
    }
}

impl FromToml for RawFlag {
    const SHAPE: Shape = Shape::Flag;

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(Spanned::new(*flag, decoder.span(value))),
            _ => {
                decoder.wrong_type(value, &Self::SHAPE);
                None
            }
        }
    }
}

/// The number that an integer or a float stands for.
fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(integer) => {
            // Beyond 2^53 the nearest number is near enough for every field of a map.
            #[allow(clippy::cast_precision_loss)]
            let number = i64::from_str_radix(integer.as_str(), integer.radix()).map(|number| number as f64);
            // Digits beyond 64 bits.
            Some(number.unwrap_or(f64::INFINITY))
        }
        DeValue::Float(float) => float.as_str().parse().ok(),
        _ => None,
    }
}

impl FromToml for RawDate {
    const SHAPE: Shape = Shape::Date;

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = decoder.span(value);
        let date = match value.get_ref() {
            // A time of day beside the date is let go: maps know days.
            DeValue::Datetime(moment) => moment.date.as_ref().and_then(|date| {
                jiff::civil::Date::new(
                    i16::try_from(date.year).ok()?,
                    i8::try_from(date.month).ok()?,
                    i8::try_from(date.day).ok()?,
                )
                .ok()
            }),
            DeValue::String(text) => parse_iso_date(text),
            DeValue::Integer(_) | DeValue::Float(_) => None,
            _ => {
                decoder.wrong_type(value, &Self::SHAPE);
                return None;
            }
        };
        if date.is_none() {
            let written = decoder.written(span).trim_matches(['"', '\'']);
            decoder.push(invalid_date(span, written));
        }
        date.map(|date| Spanned::new(date, span))
    }
}

/// `2026-09-14`, with all its digits.
#[must_use]
pub(crate) fn parse_iso_date(text: &str) -> Option<jiff::civil::Date> {
    let text = text.trim();
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }
    let part =
        |range: std::ops::Range<usize>| text.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    jiff::civil::Date::new(part(0..4)?.parse().ok()?, part(5..7)?.parse().ok()?, part(8..10)?.parse().ok()?).ok()
}

/// Tells that something is no calendar day, and how the day might have been meant.
fn invalid_date(span: Span, written: &str) -> Diagnostic {
    let shown: String = written.chars().take(40).collect();
    let diagnostic = Diagnostic::new(Code::InvalidDate, span, format!("`{shown}` is not a calendar day"))
        .reason("A date is written as year, month and day, so that nobody can read it two ways.")
        .help("for example: 2026-09-14");
    match (guessed_date(written), either_day(written)) {
        (Some(date), _) => diagnostic.suggest(span, date.to_string()),
        (None, Some(days)) => diagnostic.help(days),
        (None, None) => diagnostic,
    }
}

/// How long the month is of a date that has more days: `2026-11-31`.
pub(crate) fn days_of_month(written: &str) -> Option<String> {
    let [year, month, day] =
        written.split('-').map(|part| part.parse::<i16>().ok()).collect::<Option<Vec<_>>>()?.try_into().ok()?;
    let month = i8::try_from(month).ok()?;
    let days = jiff::civil::Date::new(year, month, 1).ok()?.days_in_month();
    let name = month_name(month)?;
    (day > i16::from(days)).then(|| format!("{name} {year} has {days} days"))
}

/// "November" of 11.
fn month_name(month: i8) -> Option<String> {
    let name = MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    Some(format!("{}{}", name.get(..1)?.to_uppercase(), name.get(1..)?))
}

/// How the two days are written that `3/4/2026` can mean.
pub(crate) fn either_day(written: &str) -> Option<String> {
    let parts: Vec<&str> = written.split(['/', '-', ' ']).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let year = year.parse::<i16>().ok().filter(|_| year.len() == 4)?;
    let [first, second] = [first, second].map(|part| part.parse::<i8>().ok().filter(|part| (1..=12).contains(part)));
    let words = |day: i8, month: i8| {
        let date = jiff::civil::Date::new(year, month, day).ok()?;
        Some(format!("for {day} {} write {date}", month_name(month)?))
    };
    let (first, second) = (first?, second?);
    if first == second {
        return words(first, second);
    }
    Some(format!("{}; {}", words(first, second)?, words(second, first)?))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month by its English name, whole or the first three letters.
fn month_of(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let found = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name))?;
    i8::try_from(found + 1).ok()
}

/// The day that can only be meant one way: year first with other signs or missing zeros, the day above twelve, or the month in words.
pub(crate) fn guessed_date(written: &str) -> Option<jiff::civil::Date> {
    let parts: Vec<&str> = written.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let small = |part: &str| part.parse::<i8>().ok();
    let year_of = |part: &str| part.parse::<i16>().ok().filter(|_| part.len() == 4);
    for (month, day) in [(second, first), (first, second)] {
        if let Some(month) = month_of(month) {
            let day = small(day.trim_end_matches(|sign: char| sign.is_ascii_alphabetic()))?;
            return jiff::civil::Date::new(year_of(third)?, month, day).ok();
        }
    }
    if first.len() == 4 {
        return jiff::civil::Date::new(year_of(first)?, small(second)?, small(third)?).ok();
    }
    let year = year_of(third)?;
    match (small(first)?, small(second)?) {
        (day, month) if day > 12 || written.contains('.') => jiff::civil::Date::new(year, month, day).ok(),
        (month, day) if day > 12 => jiff::civil::Date::new(year, month, day).ok(),
        _ => None,
    }
}

/// A single fact, kept as the writer wrote it: `74`, `"32–40"`, `true`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawFact(pub RawText);

impl FromToml for RawFact {
    const SHAPE: Shape = Shape::Scalar;

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = decoder.span(value);
        let text = match value.get_ref() {
            DeValue::String(text) => text.as_ref().into(),
            DeValue::Array(_) | DeValue::Table(_) => {
                decoder.wrong_type(value, &Self::SHAPE);
                return None;
            }
            _ => decoder.written(span).into(),
        };
        Some(Self(RawText::new(text, span)))
    }
}
