//! What a build is at: told by those who work, to whoever wants to know.
//!
//! The rooms that read, resolve and write have no clock and print nothing. They say which phase begins, and a caller that measures, or
//! shows, does so by itself. Nobody listening costs one comparison a phase.

use std::fmt;

/// A part of a build. A phase lasts until the next one begins; one that begins several times has several parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Files from the disk.
    Read,
    /// Front matter and Markdown to raw structs.
    Parse,
    /// Raw structs to a site.
    Resolve,
    /// Good practice.
    Lints,
    /// Theme files and templates.
    Theme,
    /// Fonts that pictures are measured with, and whether they have every letter.
    Fonts,
    /// The views across all maps.
    Insight,
    /// The search's index.
    SearchIndex,
    /// The list of all files to make.
    Plan,
    /// Files made, compared and written.
    Render,
    /// The exchange of the old site for the new.
    Publish,
    /// What was found, told.
    Report,
}

impl Phase {
    /// In the order of a build.
    pub const ALL: [Phase; 12] = [
        Phase::Read,
        Phase::Parse,
        Phase::Resolve,
        Phase::Lints,
        Phase::Theme,
        Phase::Fonts,
        Phase::Insight,
        Phase::SearchIndex,
        Phase::Plan,
        Phase::Render,
        Phase::Publish,
        Phase::Report,
    ];

    /// One or two words, in small letters.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Phase::Read => "read",
            Phase::Parse => "parse",
            Phase::Resolve => "resolve",
            Phase::Lints => "lints",
            Phase::Theme => "theme",
            Phase::Fonts => "fonts",
            Phase::Insight => "insight",
            Phase::SearchIndex => "search index",
            Phase::Plan => "plan",
            Phase::Render => "render",
            Phase::Publish => "publish",
            Phase::Report => "report",
        }
    }
}

/// Who listens to the phases; nobody by default.
#[derive(Clone, Copy, Default)]
pub struct Observer<'a>(Option<&'a (dyn Fn(Phase) + Sync)>);

impl<'a> Observer<'a> {
    #[must_use]
    pub fn new(listen: &'a (dyn Fn(Phase) + Sync)) -> Self {
        Self(Some(listen))
    }

    /// This phase begins, and the one before it ends.
    pub fn begins(self, phase: Phase) {
        if let Some(listen) = self.0 {
            listen(phase);
        }
    }
}

impl fmt::Debug for Observer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_some() { "Observer(listening)" } else { "Observer(nobody)" })
    }
}
