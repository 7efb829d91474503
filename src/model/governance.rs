//! The life of a document: status, confidence, reviews; and the two measures of time, days and durations.

use std::fmt;

/// A calendar day. (A newtype, so that the model depends on no calendar library's spelling.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub jiff::civil::Date);

impl fmt::Display for Date {
    /// ISO 8601: `2026-09-14`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

/// How long something takes: the writer's words, and their length in seconds for pictures that need real time.
#[derive(Debug, Clone, PartialEq)]
pub struct Duration {
    pub words: Box<str>,
    /// ≥ 0. A month counts 30 days, a year 365.
    pub seconds: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Draft,
    Hypothesis,
    Researched,
    Validated,
    Retired,
}

/// How well something is known. Inherited downwards: site, journey, stage, step, item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    Assumed,
    Partly,
    Researched,
}

impl Confidence {
    /// As a share, for scores of opportunities: 0.2, 0.5, 0.8.
    #[must_use]
    pub fn share(self) -> f64 {
        match self {
            Confidence::Assumed => 0.2,
            Confidence::Partly => 0.5,
            Confidence::Researched => 0.8,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewEvery {
    Months(u16),
    Weeks(u16),
    Never,
}

impl ReviewEvery {
    /// The day of the next review after one on `last`; `None` for `Never` and beyond the calendar.
    #[must_use]
    pub fn after(self, last: Date) -> Option<Date> {
        let span = match self {
            ReviewEvery::Months(months) => jiff::Span::new().months(i64::from(months)),
            ReviewEvery::Weeks(weeks) => jiff::Span::new().weeks(i64::from(weeks)),
            ReviewEvery::Never => return None,
        };
        last.0.checked_add(span).ok().map(Date)
    }
}

/// On the site's day. A map without a rhythm is `Current` once reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewState {
    NeverReviewed,
    Current,
    /// Within 30 days.
    Due,
    Late,
}
