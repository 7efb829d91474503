//! Answers to requests, before they become bytes on a wire.

use crate::links::push_escaped;
use crate::url::{SitePath, push_encoded};

/// Where the preview's own files lie; no page of a site begins with it.
pub(super) const SCRIPT: &str = "/_wayfare/reload.js";
pub(super) const OVERLAY_STYLES: &str = "/_wayfare/overlay.css";
pub(super) const EVENTS: &str = "/_wayfare/events";

/// What the preview lets a page do: what the README advises hosts to send.
pub(super) const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// A whole answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    pub location: Option<String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub(super) fn new(status: u16, content_type: &'static str, body: Vec<u8>) -> Self {
        Self { status, content_type, location: None, body }
    }

    pub(super) fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
    }

    /// `/journeys` → `/journeys/`, so that relative links of the page start in the right folder.
    pub(super) fn moved_to_folder(path: &SitePath) -> Self {
        let mut location = String::new();
        for part in path.as_str().split('/') {
            location.push('/');
            push_encoded(&mut location, part);
        }
        location.push('/');
        Self { location: Some(location), ..Self::text(308, "This is a folder.\n") }
    }
}

/// The page with the one script of the preview at the end of its head.
pub(super) fn injected(html: &[u8], version: &str) -> Vec<u8> {
    const END: &[u8] = b"</head>";
    let at = html.windows(END.len()).position(|window| window.eq_ignore_ascii_case(END)).unwrap_or(html.len());
    let script = script_tag(version);
    let mut page = Vec::with_capacity(html.len() + script.len());
    page.extend(html.iter().take(at));
    page.extend(script.as_bytes());
    page.extend(html.iter().skip(at));
    page
}

fn script_tag(version: &str) -> String {
    format!("<script src=\"{SCRIPT}\" data-version=\"{version}\" defer></script>")
}

/// What stands in for a page that cannot be made and never was good.
pub(super) fn mistake_page(words: &str) -> Vec<u8> {
    let mut html = String::from(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>This page cannot be made</title></head>\n\
         <body><h1>This page cannot be made</h1>\n<pre>",
    );
    push_escaped(&mut html, words);
    html.push_str("</pre></body></html>\n");
    html.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_all_that_is_added() {
        let tag = script_tag("1-2-3");
        for (html, expected) in [
            ("<head><title>x</title></head><body>", format!("<head><title>x</title>{tag}</head><body>")),
            ("<HEAD></HEAD>", format!("<HEAD>{tag}</HEAD>")),
            ("bare", format!("bare{tag}")),
        ] {
            let page = injected(html.as_bytes(), "1-2-3");
            assert_eq!(String::from_utf8_lossy(&page), expected);
        }
    }

    #[test]
    fn folders_are_encoded() {
        let path = SitePath::new("ä/b c").expect("a path");
        assert_eq!(Answer::moved_to_folder(&path).location.as_deref(), Some("/%C3%A4/b%20c/"));
    }
}
