//! What the formats for other programs have in common: one diagnostic as a sentence, and its file as seen from outside the site.

use super::{Diagnostic, Level};
use crate::source::{SourceTree, Span};

/// Where the site's folder is for the program that reads the report: nothing, or `maps/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SitePrefix(String);

impl SitePrefix {
    /// Of the site's folder as it was named on the command line; `.` is nothing.
    #[must_use]
    pub fn new(site: &str) -> Self {
        let site = site.replace('\\', "/");
        let site = site.trim_start_matches("./").trim_end_matches('/');
        if site.is_empty() || site == "." { Self::default() } else { Self(format!("{site}/")) }
    }

    /// The path of a file; `None` when no file is to blame.
    pub(super) fn path(&self, span: Span, tree: &SourceTree) -> Option<String> {
        tree.get(span.source).map(|source| format!("{}{}", self.0, source.path))
    }

    /// The path of a file of the site, given below the site's root.
    pub(super) fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

/// The mistake in sentences: what, the words at its place, why, and what to do.
pub(super) fn full_message(diagnostic: &Diagnostic) -> String {
    let mut message = diagnostic.message.clone();
    if !diagnostic.primary.text.is_empty() {
        message.push_str(&format!(" ({})", diagnostic.primary.text));
    }
    if let Some(reason) = &diagnostic.reason {
        message.push_str(&format!("\n{reason}"));
    }
    for help in &diagnostic.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    message
}

/// The level as most programs call it.
pub(super) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_below_the_root_gives_its_path() {
        for (site, expected) in [
            (".", "x.md"),
            ("", "x.md"),
            ("./", "x.md"),
            ("./maps", "maps/x.md"),
            ("docs/maps/", "docs/maps/x.md"),
            ("docs\\maps", "docs/maps/x.md"),
            ("/srv/maps", "/srv/maps/x.md"),
        ] {
            assert_eq!(SitePrefix::new(site).join("x.md"), expected, "{site}");
        }
    }
}
