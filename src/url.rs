//! Addresses inside the site: where a page lies, and how another page reaches it.

use std::fmt;
use std::sync::Arc;

/// The path of an artifact below the site's root: relative, `/` between parts, no `.` or `..` part, never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Checks the shape. `None` for an absolute path, an empty part, `.`, `..`, a backslash, a control character or a NUL.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        let fine = path.split('/').all(|part| {
            !part.is_empty() && part != "." && part != ".." && !part.contains(|c: char| c == '\\' || c.is_control())
        });
        fine.then(|| Self(path.into()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many folders the artifact lies below the root: `index.html` is 0, `journeys/order.html` is 1.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.bytes().filter(|byte| *byte == b'/').count()
    }

    /// The prefix that leads from this page's folder to the root: `""`, `"../"`, `"../../"` …
    #[must_use]
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// The absolute address below a base that ends with `/` (percent-encoded).
    #[must_use]
    pub fn on(&self, base_url: &str) -> String {
        let mut address = base_url.to_owned();
        for (index, part) in self.0.split('/').enumerate() {
            if index > 0 {
                address.push('/');
            }
            push_encoded(&mut address, part);
        }
        address
    }

    /// The shortest relative link from this page to `target` (percent-encoded), with `#anchor` when there is one.
    ///
    /// A link to an anchor of the page itself is the anchor alone.
    #[must_use]
    pub fn link_to(&self, target: &SitePath, anchor: Option<&str>) -> String {
        let mut link = String::new();
        if self != target || anchor.is_none() {
            let mut here = self.0.split('/').collect::<Vec<_>>();
            let mut there = target.0.split('/').collect::<Vec<_>>();
            here.pop();
            let file = there.pop().unwrap_or_default();
            let common = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
            for _ in common..here.len() {
                link.push_str("../");
            }
            for part in &there[common..] {
                push_encoded(&mut link, part);
                link.push('/');
            }
            push_encoded(&mut link, file);
        }
        if let Some(anchor) = anchor {
            link.push('#');
            push_encoded(&mut link, anchor);
        }
        link
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Percent-encodes what a URL path segment or fragment may not hold (RFC 3986), and `:` stays, since cells are named with it.
pub fn push_encoded(into: &mut String, part: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:@!$&'()*+,;=".contains(&byte) {
            into.push(char::from(byte));
        } else {
            into.push('%');
            into.push(char::from(HEX[usize::from(byte >> 4)]));
            into.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).unwrap_or_else(|| panic!("not a site path: {text}"))
    }

    #[test]
    fn links_are_relative_and_short() {
        for (from, to, anchor, expected) in [
            ("index.html", "journeys/order.html", None, "journeys/order.html"),
            ("journeys/order.html", "personas/maya.html", None, "../personas/maya.html"),
            ("journeys/order.html", "journeys/leave.html", Some("pays:needs"), "leave.html#pays:needs"),
            ("journeys/order.html", "journeys/order.html", Some("pays"), "#pays"),
            ("journeys/order.html", "journeys/order.html", None, "order.html"),
            ("de/journeys/a.html", "index.html", None, "../../index.html"),
            ("index.html", "files/a b%.png", None, "files/a%20b%25.png"),
        ] {
            assert_eq!(path(from).link_to(&path(to), anchor), expected);
        }
    }

    #[test]
    fn absolute_addresses_are_encoded_part_by_part() {
        assert_eq!(path("files/a b.png").on("https://example.org/maps/"), "https://example.org/maps/files/a%20b.png");
    }

    #[test]
    fn unsafe_paths_are_no_site_paths() {
        for text in ["", "/etc", "a//b", "../a", "a/./b", "a\\b", "a\0b", "a/"] {
            assert!(SitePath::new(text).is_none(), "{text:?}");
        }
    }
}
