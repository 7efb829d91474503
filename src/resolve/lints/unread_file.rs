//! A file that looks like content and is left out, because of the ending of its name.
//!
//! Told of endings that editors and word processors put. Images, data, and whatever a page leads to are there to be
//! copied, or for other programs.

use std::collections::BTreeSet;

use super::Index;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::source::{SourceId, Span};

/// Endings of Markdown.
const READ: &[&str] = &["md", "markdown"];

/// Endings of plain text, which only need another name.
const PLAIN: &[&str] = &["txt", "text", "mdx", "mdown", "mkd", "mkdn", "mdwn"];

/// Endings of settings.
const SETTINGS: &[&str] = &["toml", "yaml", "yml"];

/// Endings of word processors and other formats of text.
const OTHER: &[&str] = &["doc", "docx", "odt", "rtf", "pages", "html", "htm", "rst", "adoc", "org"];

pub(super) fn check(index: &Index<'_>, site: &Site, diagnostics: &mut Diagnostics) {
    let files = site.files.iter().map(|(_, source)| *source);
    let published: BTreeSet<SourceId> = files.chain(site.images.iter().map(|image| image.source)).collect();
    for (source, file) in index.tree.iter() {
        let Some(inside) = file.path.strip_prefix("content/") else { continue };
        if inside.starts_with("data/") || published.contains(&source) {
            continue;
        }
        let name = inside.rsplit('/').next().unwrap_or(inside);
        if let Some((message, reason, help)) = unread(name) {
            diagnostics.push(Diagnostic::new(Code::UnreadFile, Span::whole(source), message).reason(reason).help(help));
        }
    }
}

/// What to do with a file of this name; `None` where it is no business of Wayfare's.
pub(in crate::resolve) fn unread_help(name: &str) -> Option<String> {
    unread(name).map(|(_, _, help)| help)
}

/// What is wrong with a name, why, and what to do.
fn unread(name: &str) -> Option<(&'static str, &'static str, String)> {
    const REASON: &str = "journeys, personas and pages are files whose names end in `.md`";
    let is = |ending: &str, known: &[&str]| known.iter().any(|other| other.eq_ignore_ascii_case(ending));
    let Some((stem, ending)) = name.rsplit_once('.') else {
        // `LICENSE` and the like.
        let is_shouted = !name.chars().any(char::is_lowercase);
        return (!is_shouted).then(|| ("this file is not read", REASON, format!("rename it to `{name}.md`")));
    };
    let (inner, inner_ending) = stem.rsplit_once('.').unwrap_or((stem, ""));
    if is(ending, READ) {
        let ends_twice = is(inner_ending, READ) || is(inner_ending, PLAIN) || is(inner_ending, OTHER);
        let reason = "only the last ending is taken off, so that the other one becomes a part of the address";
        return ends_twice
            .then(|| ("this file\u{2019}s name ends twice", reason, format!("rename it to `{inner}.md`")));
    }
    if is(inner_ending, READ) && (is(ending, PLAIN) || is(ending, OTHER) || is(ending, SETTINGS)) {
        let help = if is(ending, OTHER) {
            format!("save it again as plain text, under the name `{inner}.md`")
        } else {
            format!("rename it to `{inner}.md`; your system may hide the last ending until you tell it not to")
        };
        return Some(("this file is not read", REASON, help));
    }
    let help = if is(ending, PLAIN) {
        format!("rename it to `{stem}.md`; or link to it from a page, and it is published as it is")
    } else if is(ending, SETTINGS) {
        format!("put it between two lines of `+++`, at the top of a file `{stem}.md`")
    } else if is(ending, OTHER) {
        format!(
            "copy its words into a plain text file `{stem}.md`; or link to it from a page, and it is published as it is"
        )
    } else {
        return None;
    };
    Some(("this file is not read", REASON, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_slipped_are_told_and_assets_are_not() {
        for (name, expected) in [
            ("maya.md", None),
            ("maya.de.md", None),
            ("v1.2.md", None),
            ("Maya.MD", None),
            ("maya.markdown", None),
            ("maya.md.txt", Some("rename it to `maya.md`; your")),
            ("maya.MD.TXT", Some("rename it to `maya.md`; your")),
            ("maya.md.docx", Some("save it again as plain text, under the name `maya.md`")),
            ("maya.md.md", Some("rename it to `maya.md`")),
            ("maya.txt.md", Some("rename it to `maya.md`")),
            ("maya.txt", Some("rename it to `maya.md`; or link")),
            ("maya.docx", Some("copy its words into a plain text file `maya.md`")),
            ("maya.toml", Some("put it between two lines of `+++`")),
            ("maya", Some("rename it to `maya.md`")),
            ("LICENSE", None),
            ("van.jpg", None),
            ("scores.csv", None),
            ("report.pdf", None),
        ] {
            let help = unread(name).map(|(_, _, help)| help);
            assert_eq!(help.is_some(), expected.is_some(), "{name}: {help:?}");
            assert!(help.unwrap_or_default().starts_with(expected.unwrap_or_default()), "{name}");
        }
    }
}
