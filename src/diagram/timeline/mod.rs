//! Steps along real time: what is done, what is waited for, and how long it all takes.
//!
//! 1. `scale` turns minutes into places: to scale, with one step broken when it dwarfs all others, or logarithmic.
//! 2. Steps at the same time stand on lines of their own. Words stand in their bar when they fit, else `labels` hangs them
//!    below on leaders that cross no other words.
//! 3. A run of steps too short to read is drawn again, magnified, below. A key says what the bars are.
//! 4. In narrow columns each step is a line of words with its bar below (`stacked`).

mod draw;
mod key;
mod labels;
mod magnifier;
mod scale;
mod stacked;

use std::borrow::Cow;

pub use draw::layout_timeline;

#[derive(Debug, Clone, Default)]
pub struct TimelineData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// The generated sentence.
    pub description: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    /// In any order.
    pub steps: Vec<TimelineStep<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct TimelineStep<'a> {
    /// "2.1", may be empty.
    pub number: Cow<'a, str>,
    pub name: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    /// Minutes since the beginning.
    pub start: f64,
    /// Minutes.
    pub duration: f64,
    pub kind: TimelineKind,
    /// "six days", may be empty.
    pub duration_label: Cow<'a, str>,
    /// "no word from us", may be empty.
    pub note: Cow<'a, str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimelineKind {
    /// Time with the organization.
    #[default]
    Doing,
    /// Hatched.
    Waiting,
    /// Time spent elsewhere.
    Apart,
    /// Time that hurts.
    Hurt,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimelineScale {
    /// To scale; broken when one step takes more than four fifths of it.
    #[default]
    Auto,
    Real,
    /// The longest step is cut short.
    Broken,
    Logarithmic,
}

#[derive(Debug, Clone)]
pub struct TimelineOptions<'w> {
    /// Wanted width; the picture is wider when its words need it. Up to 480 it is a list.
    pub width: f64,
    pub scale: TimelineScale,
    /// Runs of short steps are drawn again below.
    pub magnify: bool,
    pub words: TimelineWords<'w>,
}

/// `{n}` counts the unit.
#[derive(Debug, Clone)]
pub struct TimelineWords<'w> {
    /// At 0; may be empty.
    pub start: Cow<'w, str>,
    /// Ticks of the axis.
    pub minute: Cow<'w, str>,
    pub hour: Cow<'w, str>,
    pub day: Cow<'w, str>,
    pub week: Cow<'w, str>,
    pub month: Cow<'w, str>,
    pub year: Cow<'w, str>,
    /// Beside the magnified run: how long it takes in all, in the unit that fits.
    pub total_minutes: Cow<'w, str>,
    pub total_hours: Cow<'w, str>,
    pub total_days: Cow<'w, str>,
    pub magnified: Cow<'w, str>,
    /// The same where words needed more room than their time.
    pub magnified_uneven: Cow<'w, str>,
    /// What the bars are, in the key below; a kind with an empty word is not in it.
    pub doing: Cow<'w, str>,
    pub waiting: Cow<'w, str>,
    pub apart: Cow<'w, str>,
    pub hurt: Cow<'w, str>,
}

impl TimelineWords<'static> {
    pub const ENGLISH: Self = Self {
        start: Cow::Borrowed("start"),
        minute: Cow::Borrowed("{n} min"),
        hour: Cow::Borrowed("{n} h"),
        day: Cow::Borrowed("day {n}"),
        week: Cow::Borrowed("week {n}"),
        month: Cow::Borrowed("month {n}"),
        year: Cow::Borrowed("year {n}"),
        total_minutes: Cow::Borrowed("{n} minutes"),
        total_hours: Cow::Borrowed("{n} hours"),
        total_days: Cow::Borrowed("{n} days"),
        magnified: Cow::Borrowed("magnified"),
        magnified_uneven: Cow::Borrowed("magnified, not to scale"),
        doing: Cow::Borrowed("done with us"),
        waiting: Cow::Borrowed("waiting"),
        apart: Cow::Borrowed("elsewhere"),
        hurt: Cow::Borrowed("a bad time"),
    };
}

impl Default for TimelineOptions<'static> {
    fn default() -> Self {
        Self { width: 1200.0, scale: TimelineScale::Auto, magnify: true, words: TimelineWords::ENGLISH }
    }
}

#[cfg(test)]
mod tests;
