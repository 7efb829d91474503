//! Mistakes, told kindly: what, where, why, and the mend.
//!
//! 1. A stage that finds a mistake pushes a [`Diagnostic`] and goes on.
//! 2. [`Diagnostics`] collects them; the caller joins the lists of all stages.
//! 3. [`Diagnostics::finish`] applies the levels of the site and the file, sorts by place and drops repetitions.
//! 4. [`render_text`] writes them with the source line underlined, [`render_json`], [`render_sarif`],
//!    [`render_junit`] and [`render_github`] for other programs.

mod code;
mod formats;
mod github;
mod json;
mod junit;
mod levels;
mod nearest;
mod places;
mod sarif;
#[cfg(test)]
mod tests;
mod text;

pub use code::{Code, Level};
pub use formats::SitePrefix;
pub use github::render_github;
pub use json::{JsonDiagnostic, JsonLabel, JsonPlace, JsonSuggestion, render_json};
pub use junit::render_junit;
pub use levels::{LevelPolicy, Severity};
pub use nearest::nearest;
pub use sarif::render_sarif;
pub use text::{TextStyle, render_text, summary};

use crate::source::Span;

/// One mistake. `message` is one terse phrase that stands alone; the rest explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub level: Level,
    /// The terse phrase: "there is no persona `maya-okafr`".
    pub message: String,
    /// Where; the words are shown beside the underline and may be empty.
    pub primary: Label,
    /// Other places that belong to it ("first defined here").
    pub secondary: Vec<Label>,
    /// Why it is a mistake, for a reader who does not know the rule.
    pub reason: Option<String>,
    /// What to do, each line one possibility.
    pub help: Vec<String>,
    /// A replacement that would mend it, when only one is sensible.
    pub suggestion: Option<Suggestion>,
    /// What has to be missing for this to be true. Where one of these fields is written and wrong, that alone is told.
    pub absences: Vec<Absence>,
}

/// Fields that seem not to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    pub reach: Reach,
    pub fields: Vec<&'static str>,
}

/// Where a field would have been found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// In the table that the diagnostic points into.
    Here,
    /// There, in the tables around it, or in those inside it.
    Around,
    /// Anywhere in the file.
    File,
    /// In any file.
    Site,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub span: Span,
    pub replacement: String,
}

impl Diagnostic {
    /// A diagnostic at the code's default level.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            level: code.default_level(),
            message: message.into(),
            primary: Label { span, text: String::new() },
            secondary: Vec::new(),
            reason: None,
            help: Vec::new(),
            suggestion: None,
            absences: Vec::new(),
        }
    }

    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    #[must_use]
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Says what has to be missing for this to be true (see [`Self::absences`]).
    #[must_use]
    pub fn unless_written(mut self, reach: Reach, fields: &[&'static str]) -> Self {
        self.absences.push(Absence { reach, fields: fields.to_vec() });
        self
    }

    #[must_use]
    pub fn suggest(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.suggestion = Some(Suggestion { span, replacement: replacement.into() });
        self
    }
}

/// All mistakes that a stage found, in the order found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    pub fn extend(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.list.iter()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// Gives every diagnostic its level (`None`: not to be told), sorts by place, and drops what was said twice.
    #[must_use]
    pub fn finish(mut self, level_of: impl Fn(&Diagnostic) -> Option<Level>) -> Self {
        self.list.retain_mut(|diagnostic| match level_of(diagnostic) {
            Some(level) => {
                diagnostic.level = level;
                true
            }
            None => false,
        });
        // Source ids follow paths, so this is the order of files, then of places.
        self.list.sort_by(|a, b| (a.primary.span, a.code, &a.message).cmp(&(b.primary.span, b.code, &b.message)));
        self.list.dedup();
        self
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
