//! When a document is to be looked at again, and how it stands on the site's day.

use crate::model::{Date, ReviewEvery, ReviewState};

/// A review that falls within this many days is due.
const DUE_WITHIN_DAYS: i64 = 30;

/// What a message shows as possible.
pub(super) const EXAMPLES: &str =
    "`monthly`, `quarterly`, `half-yearly`, `yearly`, `never` or a span such as `6 weeks`";

/// A rhythm in words: "quarterly", "every 6 weeks", "2 years". At least one month or week.
#[must_use]
pub(super) fn parse_review_every(text: &str) -> Option<ReviewEvery> {
    let lower = text.trim().to_lowercase();
    let rhythm = match lower.as_str() {
        "never" | "none" => ReviewEvery::Never,
        "weekly" => ReviewEvery::Weeks(1),
        "fortnightly" | "biweekly" | "bi-weekly" => ReviewEvery::Weeks(2),
        "monthly" => ReviewEvery::Months(1),
        "bimonthly" | "bi-monthly" => ReviewEvery::Months(2),
        "quarterly" => ReviewEvery::Months(3),
        "half-yearly" | "half yearly" | "halfyearly" | "biannually" | "twice a year" | "semiannually"
        | "semi-annually" => ReviewEvery::Months(6),
        "yearly" | "annually" | "annual" => ReviewEvery::Months(12),
        other => {
            let rest = other.strip_prefix("every ").unwrap_or(other).trim();
            let (number, unit) = match rest.split_once(' ') {
                Some((number, unit)) => (number.parse::<u16>().ok()?, unit.trim()),
                None => (1, rest),
            };
            match unit {
                "week" | "weeks" => ReviewEvery::Weeks(number),
                "month" | "months" => ReviewEvery::Months(number),
                "quarter" | "quarters" => ReviewEvery::Months(number.checked_mul(3)?),
                "year" | "years" => ReviewEvery::Months(number.checked_mul(12)?),
                _ => return None,
            }
        }
    };
    (!matches!(rhythm, ReviewEvery::Months(0) | ReviewEvery::Weeks(0))).then_some(rhythm)
}

/// The day of the next review, and the state on `today`.
#[must_use]
pub(super) fn review_state(
    reviewed: Option<Date>,
    every: Option<ReviewEvery>,
    today: Date,
) -> (Option<Date>, ReviewState) {
    let Some(last) = reviewed else {
        return (None, ReviewState::NeverReviewed);
    };
    let Some(next) = every.and_then(|every| every.after(last)) else {
        return (None, ReviewState::Current);
    };
    let days_left = today.0.until(next.0).map_or(i64::MAX, |span| i64::from(span.get_days()));
    let state = match days_left {
        ..0 => ReviewState::Late,
        0..=DUE_WITHIN_DAYS => ReviewState::Due,
        _ => ReviewState::Current,
    };
    (Some(next), state)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date(text.parse().unwrap_or_default())
    }

    #[test]
    fn rhythms() {
        for (text, expected) in [
            ("quarterly", Some(ReviewEvery::Months(3))),
            ("Half-yearly", Some(ReviewEvery::Months(6))),
            ("every 6 weeks", Some(ReviewEvery::Weeks(6))),
            ("2 years", Some(ReviewEvery::Months(24))),
            ("every month", Some(ReviewEvery::Months(1))),
            ("never", Some(ReviewEvery::Never)),
            ("0 weeks", None),
            ("9999 years", None),
            ("sometimes", None),
            ("", None),
        ] {
            assert_eq!(parse_review_every(text), expected, "{text}");
        }
    }

    #[test]
    fn the_state_follows_the_day() {
        let quarterly = Some(ReviewEvery::Months(3));
        for (reviewed, every, today, next, state) in [
            (None, quarterly, "2026-11-21", None, ReviewState::NeverReviewed),
            (Some("2026-09-14"), None, "2026-11-21", None, ReviewState::Current),
            (Some("2026-09-14"), quarterly, "2026-11-13", Some("2026-12-14"), ReviewState::Current),
            (Some("2026-09-14"), quarterly, "2026-11-14", Some("2026-12-14"), ReviewState::Due),
            (Some("2026-09-14"), quarterly, "2026-12-14", Some("2026-12-14"), ReviewState::Due),
            (Some("2026-09-14"), quarterly, "2026-12-15", Some("2026-12-14"), ReviewState::Late),
            (Some("2026-09-14"), Some(ReviewEvery::Never), "2030-01-01", None, ReviewState::Current),
        ] {
            assert_eq!(review_state(reviewed.map(day), every, day(today)), (next.map(day), state), "{today}");
        }
    }
}
