//! The one script of the site: the theme's parts in order of path, in a scope of their own.
//!
//! Two names are there for them: `words`, the phrases of the table `script` in the site's language, and `base`, the address
//! of the site's root, from where the script itself lies. So pages need no inline script and no attribute for it.

use std::collections::BTreeMap;

use super::Theme;

impl Theme {
    /// The text of [`super::SCRIPT`]; `None` for a theme without scripts. Lines that are comments are left out, and the white
    /// space before a line.
    #[must_use]
    pub fn script(&self) -> Option<String> {
        if self.scripts.is_empty() {
            return None;
        }
        let words: BTreeMap<&str, &str> = self.strings.below("script").collect();
        let words = serde_json::to_string(&words).unwrap_or_default();
        let mut script = format!(
            "(() => {{\n'use strict';\nconst words = {words};\n\
             const base = new URL('../', document.currentScript.src).href;\n"
        );
        for part in &self.scripts {
            for line in part.text.lines().map(str::trim) {
                if !line.is_empty() && !line.starts_with("//") {
                    script.push_str(line);
                    script.push('\n');
                }
            }
        }
        script.push_str("})();\n");
        Some(script)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceTree;

    #[test]
    fn the_script_is_one_small_and_has_its_words() {
        let script = Theme::built_in().script().unwrap_or_default();
        assert!(script.contains("\"search\":\"Search\"") && !script.contains("\n//"));
        // Nine kilobytes on the wire; most of it searches, filters, and guesses what a misspelled word meant.
        assert!(script.len() < 30_000, "{}", script.len());
        // Every word that the parts ask for is there.
        let strings = Theme::built_in().strings;
        for (_, rest) in script.match_indices("word('").map(|(at, found)| script.split_at(at + found.len())) {
            let key = rest.split('\'').next().unwrap_or_default();
            assert!(key.ends_with('_') || strings.contains(&format!("script.{key}")), "{key}");
        }
    }

    #[test]
    fn a_theme_may_have_no_script() {
        let tree = SourceTree::from_texts([("themes/bare/theme.toml", "scripts = false")]);
        assert_eq!(Theme::load(&tree, "bare", "en").0.script(), None);
    }
}
