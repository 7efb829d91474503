//! `theme.toml`: what a theme says about itself. Every field is optional.

use serde::Deserialize;

/// The manifest of a theme; what the chosen one leaves open is its parent's.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// For people: "Default".
    pub title: Option<String>,
    pub description: Option<String>,
    /// The theme that stands behind this one; `default` when nothing is said.
    pub extends: Option<String>,
    /// Entries of the masthead, by key (`overview`, `journeys`, …); empty lists of the site are left out.
    pub navigation: Option<Vec<String>>,
    /// Entries of the footer, before the site's own pages.
    pub footer: Option<Vec<String>>,
    /// Whether pages have a script, and with it search; `true` when nothing is said.
    pub scripts: Option<bool>,
}

impl Manifest {
    /// Takes from the parent what this one does not say.
    #[must_use]
    pub(super) fn over(self, parent: Manifest) -> Manifest {
        Manifest {
            title: self.title.or(parent.title),
            description: self.description.or(parent.description),
            extends: self.extends.or(parent.extends),
            navigation: self.navigation.or(parent.navigation),
            footer: self.footer.or(parent.footer),
            scripts: self.scripts.or(parent.scripts),
        }
    }
}
