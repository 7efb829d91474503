//! How much each diagnostic weighs in the end: the rule's own level, the site's, the file's, the command line's.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Level};
use crate::source::SourceId;

/// What a site, a file or the command line says about a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Say nothing.
    Allow,
    Warn,
    /// An error.
    Deny,
}

impl Severity {
    pub const NAMES: &'static [&'static str] = &["allow", "warn", "deny"];

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "allow" => Some(Severity::Allow),
            "warn" => Some(Severity::Warn),
            "deny" => Some(Severity::Deny),
            _ => None,
        }
    }

    fn level(self) -> Option<Level> {
        match self {
            Severity::Allow => None,
            Severity::Warn => Some(Level::Warning),
            Severity::Deny => Some(Level::Error),
        }
    }
}

/// All that was said about levels. The nearest word wins: command line, then file, then site, then the rule itself.
///
/// Errors stay errors: what cannot be published right is nobody's choice. `strict` makes an error of every warning that is left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LevelPolicy {
    command: BTreeMap<Code, Severity>,
    files: BTreeMap<(SourceId, Code), Severity>,
    site: BTreeMap<Code, Severity>,
    strict: bool,
}

impl LevelPolicy {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn set_for_command(&mut self, code: Code, severity: Severity) {
        self.command.insert(code, severity);
    }

    pub fn set_for_file(&mut self, file: SourceId, code: Code, severity: Severity) {
        self.files.insert((file, code), severity);
    }

    pub fn set_for_site(&mut self, code: Code, severity: Severity) {
        self.site.insert(code, severity);
    }

    /// Makes an error of every warning that is not allowed (`--strict`, `--deny all`).
    pub fn set_strict(&mut self) {
        self.strict = true;
    }

    /// Whether a rule at its own level of a warning is allowed wherever it might be broken: nobody would be told.
    #[must_use]
    pub fn is_silent(&self, code: Code) -> bool {
        match self.command.get(&code) {
            Some(severity) => *severity == Severity::Allow,
            None => {
                self.site.get(&code) == Some(&Severity::Allow)
                    && !self.files.iter().any(|((_, other), word)| *other == code && *word != Severity::Allow)
            }
        }
    }

    /// Whether some warning may be an error.
    #[must_use]
    pub fn raises(&self) -> bool {
        let words = self.command.values().chain(self.site.values()).chain(self.files.values());
        self.strict || words.into_iter().any(|word| *word == Severity::Deny)
    }

    /// The level of a diagnostic; `None`: not to be told. For [`Diagnostics::finish`](super::Diagnostics::finish).
    #[must_use]
    pub fn level(&self, diagnostic: &Diagnostic) -> Option<Level> {
        let code = diagnostic.code;
        if diagnostic.level != Level::Warning {
            return Some(diagnostic.level);
        }
        let severity = self
            .command
            .get(&code)
            .or_else(|| self.files.get(&(diagnostic.primary.span.source, code)))
            .or_else(|| self.site.get(&code));
        match severity.map_or(Some(Level::Warning), |severity| severity.level()) {
            Some(Level::Warning) if self.strict => Some(Level::Error),
            level => level,
        }
    }
}

impl Code {
    /// Whether sites, files and the command line may say how much the rule weighs.
    #[must_use]
    pub fn is_adjustable(self) -> bool {
        self.default_level() == Level::Warning
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_rule_is_silent_when_nobody_raises_it_again() {
        let mut policy = LevelPolicy::new();
        assert!(!policy.is_silent(Code::NoOwner));
        policy.set_for_site(Code::NoOwner, Severity::Allow);
        policy.set_for_file(SourceId(1), Code::NoOwner, Severity::Allow);
        assert!(policy.is_silent(Code::NoOwner));
        policy.set_for_file(SourceId(2), Code::NoOwner, Severity::Warn);
        assert!(!policy.is_silent(Code::NoOwner));
        policy.set_for_command(Code::NoOwner, Severity::Allow);
        assert!(policy.is_silent(Code::NoOwner));
    }

    #[test]
    fn the_nearest_word_wins_and_errors_stay() {
        let (here, there) = (SourceId(1), SourceId(2));
        let level = |policy: &LevelPolicy, code, file| policy.level(&Diagnostic::new(code, Span::whole(file), ""));
        let mut policy = LevelPolicy::new();
        assert_eq!(level(&policy, Code::NoOwner, here), Some(Level::Warning));
        policy.set_for_site(Code::NoOwner, Severity::Deny);
        policy.set_for_file(here, Code::NoOwner, Severity::Allow);
        assert_eq!(level(&policy, Code::NoOwner, here), None);
        assert_eq!(level(&policy, Code::NoOwner, there), Some(Level::Error));
        policy.set_strict();
        assert_eq!(level(&policy, Code::NoPurpose, here), Some(Level::Error));
        assert_eq!(level(&policy, Code::NoOwner, here), None);
        policy.set_for_command(Code::NoOwner, Severity::Warn);
        assert_eq!(level(&policy, Code::NoOwner, here), Some(Level::Error), "strict");
        policy.set_for_site(Code::WrongType, Severity::Allow);
        assert_eq!(level(&policy, Code::WrongType, here), Some(Level::Error));
        assert_eq!(level(&policy, Code::MissingSettings, here), Some(Level::Note));
    }
}
