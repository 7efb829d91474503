//! Which files belong to a site, and which of them are read as text: decided by the path alone.

/// What the site does with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Its text is kept in memory and must be UTF-8.
    Text,
    /// It is copied to the output as it is; of an image the size is read.
    Copied,
}

/// Files that editors and file managers leave lying about, in any folder: never part of a site.
///
/// A name with a dot in front is left out too, except below `static/`, where `.well-known` or `.nojekyll` are meant.
#[must_use]
pub fn is_ignored(name: &str, below_static: bool) -> bool {
    const LITTER: [&str; 12] = [
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        ".git",
        ".hg",
        ".svn",
        ".jj",
        ".gitignore",
        ".gitattributes",
        ".gitkeep",
        ".directory",
        "4913",
    ];
    let vim_swap = name.rsplit_once('.').is_some_and(|(_, end)| {
        // `.swp`, `.swo`, … `.swa`: Vim counts down when the first is taken.
        name.starts_with('.') && end.len() == 3 && end.starts_with("sw") || end == "swp"
    });
    LITTER.contains(&name)
        || vim_swap
        || name.ends_with('~')
        || name.starts_with(".#")
        || name.starts_with("._")
        // What word processors put beside a file that is open.
        || name.starts_with("~$")
        || name.starts_with(".~lock")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || name.contains(".wayfare-")
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || (name.starts_with('.') && !below_static)
}

/// How the file at `path` (from the site's root, `/` between the parts) is read.
#[must_use]
pub fn reading_of(path: &str) -> Reading {
    let extension =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension);
    let is_one_of = |list: &[&str]| list.iter().any(|entry| entry.eq_ignore_ascii_case(extension));
    let mut parts = path.split('/');
    let text = match parts.next() {
        Some("content") => is_one_of(&["md", "markdown", "toml", "csv", "tsv", "mmd", "mermaid", "ojf"]),
        Some("themes") => {
            parts.nth(1) != Some("static")
                && is_one_of(&["toml", "html", "tera", "xml", "txt", "css", "js", "mjs", "svg", "md", "json", "csv"])
        }
        Some("static") => false,
        _ => is_one_of(&["toml"]),
    };
    if text { Reading::Text } else { Reading::Copied }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn litter_of_editors_is_left_out() {
        for name in [
            ".DS_Store",
            ".#order.md",
            "order.md~",
            ".order.md.swp",
            ".order.md.swo",
            "#order.md#",
            ".git",
            "._a.png",
            "~$order.docx",
        ] {
            assert!(is_ignored(name, false) && is_ignored(name, true), "{name}");
        }
        for name in ["order.md", "#1.md", "a~b.md", "swap.swf", "4913.md"] {
            assert!(!is_ignored(name, false), "{name}");
        }
        assert!(is_ignored(".well-known", false) && !is_ignored(".well-known", true));
        assert!(is_ignored(".public.wayfare-staging", true), "our own staging folder is no content");
    }

    #[test]
    fn text_is_what_the_site_itself_understands() {
        for (path, expected) in [
            ("wayfare.toml", Reading::Text),
            ("content/journeys/order.MD", Reading::Text),
            ("content/data/nps.csv", Reading::Text),
            ("content/journeys/order/report.json", Reading::Copied),
            ("content/journeys/order/icon.svg", Reading::Copied),
            ("themes/mine/icons/mail.svg", Reading::Text),
            ("themes/mine/templates/page.html", Reading::Text),
            ("themes/mine/static/logo.svg", Reading::Copied),
            ("themes/mine/fonts/a.ttf", Reading::Copied),
            ("static/notes.md", Reading::Copied),
        ] {
            assert_eq!(reading_of(path), expected, "{path}");
        }
    }
}
