//! From what a browser asks for to a path of the site.

use crate::url::{SitePath, percent_decode};

/// What a request line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A file of the site; `index.html` is filled in.
    Path(SitePath),
    /// No file of any site: it climbs out, or is not readable as text.
    Nothing,
}

/// Reads the path of a request: without its query, percent-decoded, with `index.html` where it ends with a slash.
pub(super) fn parse_target(target: &str) -> Target {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let Some(path) = path.strip_prefix('/') else { return Target::Nothing };
    let Some(mut path) = percent_decode(path) else { return Target::Nothing };
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    // `..`, backslashes, empty parts and control characters are no part of any address.
    SitePath::new(&path).map_or(Target::Nothing, Target::Path)
}

/// The value of one key of a query, percent-decoded.
pub(super) fn query_value(target: &str, key: &str) -> Option<String> {
    let (_, query) = target.split_once('?')?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| *name == key)
        .and_then(|(_, value)| percent_decode(value))
}

/// Whether a `Host` header names this machine. A page of another site that had its name resolved to this address (DNS rebinding)
/// sends its own name. Any port is fine: it may be forwarded from another one.
pub(super) fn is_own_host(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((name, port)) if port.is_empty() || is_port(port) => name,
            _ => return false,
        },
        None => match host.find(':') {
            Some(colon) if is_port(&host[colon..]) => &host[..colon],
            Some(_) => return false,
            None => host,
        },
    };
    name.eq_ignore_ascii_case("localhost") || matches!(name, "127.0.0.1" | "::1")
}

fn is_port(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The path of an absolute address, with both slashes: `/maps/` of `https://example.org/maps/`.
pub(super) fn base_path(base_url: &str) -> String {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    let path = rest.find('/').map_or("/", |slash| &rest[slash..]);
    if path.ends_with('/') { path.to_owned() } else { format!("{path}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_and_completed() {
        for (target, expected) in [
            ("/", Some("index.html")),
            ("/journeys/", Some("journeys/index.html")),
            ("/journeys/a.html?x=1", Some("journeys/a.html")),
            ("/%C3%A4/b%20c.html", Some("ä/b c.html")),
            ("/../etc/passwd", None),
            ("/%2e%2e/etc/passwd", None),
            ("/a/%2E%2e%2fb", None),
            ("/a/..%5cb", None),
            ("//etc/passwd", None),
            ("/%2fetc/passwd", None),
            ("/a%00.html", None),
            ("/%ff", None),
            ("/%zz", None),
            ("http://127.0.0.1/a.html", None),
            ("*", None),
        ] {
            let expected = expected.and_then(SitePath::new).map_or(Target::Nothing, Target::Path);
            assert_eq!(parse_target(target), expected, "{target}");
        }
        assert_eq!(query_value("/e?path=%2Fa%20b&version=1", "path").as_deref(), Some("/a b"));
        assert_eq!(query_value("/e?path=%2Fa%20b&version=1", "versio"), None);
    }

    #[test]
    fn only_this_machine_is_a_host() {
        for host in ["localhost", "LOCALHOST:4000", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:4000"] {
            assert!(is_own_host(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example:4000",
            "127.0.0.1:x",
            "[::1",
            "::1",
            "0.0.0.0",
        ] {
            assert!(!is_own_host(host), "{host}");
        }
    }

    #[test]
    fn the_base_is_a_folder() {
        for (url, expected) in [
            ("https://x.org", "/"),
            ("https://x.org/", "/"),
            ("https://x.org/maps/", "/maps/"),
            ("https://x.org/a/b", "/a/b/"),
        ] {
            assert_eq!(base_path(url), expected);
        }
    }
}
