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
        // Most are plain ASCII, for which looking at bytes is enough.
        let sign_is_fine = |byte: u8| byte.is_ascii() && !byte.is_ascii_control() && byte != b'\\';
        let signs_are_fine = path.bytes().all(sign_is_fine) || !path.contains(|c: char| c == '\\' || c.is_control());
        let fine = signs_are_fine && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        fine.then(|| Self(path.into()))
    }

    /// A path made of ids and of the site's own words, which cannot be wrong: pages ask for thousands of them.
    pub(crate) fn of_ids(path: &str) -> Self {
        debug_assert!(Self::new(path).is_some(), "{path}");
        Self(path.into())
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
        push_encoded_path(&mut address, &self.0);
        address
    }

    /// The shortest relative link from this page to `target` (percent-encoded), with `#anchor` when there is one.
    ///
    /// A link to an anchor of the page itself is the anchor alone.
    #[must_use]
    pub fn link_to(&self, target: &SitePath, anchor: Option<&str>) -> String {
        let mut link = String::new();
        if self != target || anchor.is_none() {
            // What both addresses begin with, up to the last `/` that they share.
            let same = self.0.bytes().zip(target.0.bytes()).take_while(|(a, b)| a == b).count();
            let shared = self.0.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
            let (here, there) = (&self.0[shared..], &target.0[shared..]);
            link.reserve(there.len() + anchor.map_or(0, str::len) + 8);
            for _ in here.bytes().filter(|byte| *byte == b'/') {
                link.push_str("../");
            }
            push_encoded_path(&mut link, there);
        }
        if let Some(anchor) = anchor {
            link.push('#');
            push_encoded(&mut link, anchor);
        }
        link
    }
}

impl SitePath {
    /// Where a relative link on this page leads, without its query and anchor; `None` for links that leave the site, and for a mere
    /// anchor.
    #[must_use]
    pub fn follow(&self, link: &str) -> Option<SitePath> {
        let path = link.split(['?', '#']).next().unwrap_or_default();
        let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
        if path.is_empty() || path.starts_with('/') || has_scheme {
            return None;
        }
        let mut parts: Vec<&str> = self.0.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        SitePath::new(&percent_decode(&parts.join("/"))?)
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Percent-encodes what a URL path segment or fragment may not hold (RFC 3986), and `:` stays, since cells are named with it.
pub fn push_encoded(into: &mut String, part: &str) {
    push_encoded_but(into, part, |byte| PLAIN[usize::from(byte)]);
}

/// The same for a whole path, whose `/` stay.
pub fn push_encoded_path(into: &mut String, path: &str) {
    push_encoded_but(into, path, |byte| byte == b'/' || PLAIN[usize::from(byte)]);
}

/// Bytes that a segment may hold as they are.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let marks = b"-._~:@!$&'()*+,;=";
    let mut index = 0;
    while index < marks.len() {
        plain[marks[index] as usize] = true;
        index += 1;
    }
    plain
};

fn push_encoded_but(into: &mut String, part: &str, stays: impl Fn(u8) -> bool) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut rest = part;
    // Nearly all of it stays: copied in stretches.
    while let Some(at) = rest.bytes().position(|byte| !stays(byte)) {
        into.push_str(&rest[..at]);
        // What has to be encoded may be a letter of several bytes.
        let end = (at + 1..rest.len()).find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
        for byte in rest.as_bytes()[at..end].iter().copied() {
            into.push('%');
            into.push(char::from(HEX[usize::from(byte >> 4)]));
            into.push(char::from(HEX[usize::from(byte & 15)]));
        }
        rest = &rest[end..];
    }
    into.push_str(rest);
}

/// Undoes [`push_encoded`]. `None` for a broken escape, or what is not UTF-8 after it.
#[must_use]
pub fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
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
            ("de/a.html", "dear/a/é.html", Some("Ü b"), "../dear/a/%C3%A9.html#%C3%9C%20b"),
            ("a/b/c.html", "a/bc/c.html", None, "../bc/c.html"),
            ("a.html", "a.html.html", None, "a.html.html"),
        ] {
            assert_eq!(path(from).link_to(&path(to), anchor), expected);
        }
    }

    #[test]
    fn absolute_addresses_are_encoded_part_by_part() {
        assert_eq!(path("files/a b.png").on("https://example.org/maps/"), "https://example.org/maps/files/a%20b.png");
    }

    #[test]
    fn links_are_followed() {
        for (from, link, expected) in [
            ("journeys/a.html", "../images/b%20c.png", Some("images/b c.png")),
            ("index.html", "images/b.png?x#y", Some("images/b.png")),
            ("de/journeys/a.html", "../../journeys/a.html", Some("journeys/a.html")),
            ("index.html", "../b.png", None),
            ("index.html", "https://x.org/b.png", None),
            ("index.html", "data:image/png;base64,AA", None),
            ("index.html", "/b.png", None),
            ("index.html", "#b", None),
            ("index.html", "a%zz", None),
        ] {
            assert_eq!(path(from).follow(link), expected.map(path), "{link}");
        }
    }

    #[test]
    fn unsafe_paths_are_no_site_paths() {
        for text in ["", "/etc", "a//b", "../a", "a/./b", "a\\b", "a\0b", "a/"] {
            assert!(SitePath::new(text).is_none(), "{text:?}");
        }
    }
}
