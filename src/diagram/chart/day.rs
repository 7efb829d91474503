//! Days as the language writes them.

use std::borrow::Cow;

use jiff::civil::Date;

/// Names of months and the order of a date's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayFormat<'w> {
    /// Short names, January first.
    pub months: [Cow<'w, str>; 12],
    /// `{day}`, `{month}`, `{year}`
    pub day: Cow<'w, str>,
    /// `{month}`, `{year}`
    pub month: Cow<'w, str>,
    /// `{day}`, `{month}`: on an axis, where the year is known.
    pub day_of_year: Cow<'w, str>,
}

impl DayFormat<'static> {
    pub const ENGLISH: Self = Self {
        months: [
            Cow::Borrowed("Jan"),
            Cow::Borrowed("Feb"),
            Cow::Borrowed("Mar"),
            Cow::Borrowed("Apr"),
            Cow::Borrowed("May"),
            Cow::Borrowed("Jun"),
            Cow::Borrowed("Jul"),
            Cow::Borrowed("Aug"),
            Cow::Borrowed("Sep"),
            Cow::Borrowed("Oct"),
            Cow::Borrowed("Nov"),
            Cow::Borrowed("Dec"),
        ],
        day: Cow::Borrowed("{day} {month} {year}"),
        month: Cow::Borrowed("{month} {year}"),
        day_of_year: Cow::Borrowed("{day} {month}"),
    };
}

impl Default for DayFormat<'static> {
    fn default() -> Self {
        Self::ENGLISH
    }
}

impl DayFormat<'_> {
    pub fn format_day(&self, date: Date) -> String {
        self.fill(&self.day, date)
    }

    pub fn format_month(&self, date: Date) -> String {
        self.fill(&self.month, date)
    }

    pub fn format_day_of_year(&self, date: Date) -> String {
        self.fill(&self.day_of_year, date)
    }

    /// The month's name alone.
    pub fn month_name(&self, date: Date) -> &str {
        self.months.get((date.month() - 1).unsigned_abs() as usize).map_or("", |name| name)
    }

    fn fill(&self, pattern: &str, date: Date) -> String {
        pattern
            .replace("{day}", &date.day().to_string())
            .replace("{year}", &date.year().to_string())
            .replace("{month}", self.month_name(date))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn parts_stand_in_the_order_of_the_language() {
        let day = date(2026, 11, 3);
        assert_eq!(DayFormat::ENGLISH.format_day(day), "3 Nov 2026");
        let other = DayFormat { month: Cow::Borrowed("{year}年{month}"), ..DayFormat::ENGLISH };
        assert_eq!(
            (other.format_month(day), other.format_day_of_year(day)),
            ("2026年Nov".to_owned(), "3 Nov".to_owned())
        );
    }
}
