//! Destinations of links and images: told apart, taken apart, and refused when they are not safe.

use super::node::{RawReference, RawTarget};
use super::place::Place;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

/// The schemes that a published page may link to.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// A destination and where it stands: `start` is its first byte in the text, when it stands there as it is.
pub(super) struct Destination<'a> {
    pub(super) written: &'a str,
    pub(super) start: Option<usize>,
    /// The whole link, when the destination's own place is not known.
    pub(super) link: std::ops::Range<usize>,
}

impl Destination<'_> {
    pub(super) fn span(&self, place: Place) -> Span {
        match self.start {
            Some(start) => place.span_of(start..start + self.written.len()),
            None => place.span_of(self.link.clone()),
        }
    }
}

/// What a link leads to.
pub(super) fn parse_link(destination: &Destination<'_>, place: Place, diagnostics: &mut Diagnostics) -> RawTarget {
    let written = destination.written;
    let span = destination.span(place);
    match scheme(written) {
        Some(scheme) if SCHEMES.contains(&scheme.as_str()) => RawTarget::External(clean_url(written)),
        Some(scheme) => {
            diagnostics.push(refused_scheme(&scheme, span));
            RawTarget::Refused
        }
        None if written.starts_with("//") => {
            diagnostics.push(
                Diagnostic::new(Code::BrokenLink, span, "this link does not say how to reach its host")
                    .reason("an address that begins with `//` leads nowhere when a page is opened as a file")
                    .help(format!("write `https:{written}`"))
                    .suggest(span, format!("https:{written}")),
            );
            RawTarget::Refused
        }
        None => RawTarget::Site(take_apart(destination, place, true)),
    }
}

/// What an image shows; `None` when it was refused.
pub(super) fn parse_image(
    destination: &Destination<'_>,
    place: Place,
    diagnostics: &mut Diagnostics,
) -> Option<RawReference> {
    let span = destination.span(place);
    match scheme(destination.written) {
        Some(scheme) if scheme != "http" && scheme != "https" => diagnostics.push(refused_scheme(&scheme, span)),
        None if !destination.written.starts_with("//") => return Some(take_apart(destination, place, true)),
        _ => diagnostics.push(
            Diagnostic::new(Code::MissingImage, span, "an image of another host is not shown")
                .reason("published pages load nothing from other hosts")
                .help("save the image beside this file and name it here"),
        ),
    }
    None
}

/// Splits `path#anchor`; `decode` says whether `%20` means a space.
pub(super) fn take_apart(destination: &Destination<'_>, place: Place, decode: bool) -> RawReference {
    let written = destination.written;
    let (path, anchor) = match written.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (written, None),
    };
    let part = |start: usize, length: usize| match destination.start {
        Some(origin) => place.span_of(origin + start..origin + start + length),
        None => destination.span(place),
    };
    let text = |text: &str| if decode { percent_decode(text) } else { text.trim().into() };
    RawReference {
        written: written.into(),
        path: text(path),
        anchor: anchor.map(text),
        span: destination.span(place),
        path_span: part(0, path.len()),
        anchor_span: anchor.map_or_else(|| destination.span(place), |anchor| part(path.len() + 1, anchor.len())),
    }
}

fn refused_scheme(scheme: &str, span: Span) -> Diagnostic {
    let allowed = "links begin with `https:`, `http:`, `mailto:` or `tel:`, or name a file of the site";
    if scheme.len() == 1 || scheme == "file" {
        return Diagnostic::new(Code::UnsafePath, span, "this is a place on one computer, which readers cannot reach")
            .help("put the file into the site and name it from this file's folder");
    }
    Diagnostic::new(Code::BrokenLink, span, format!("a link cannot use `{scheme}:`")).reason(allowed)
}

/// The scheme in lower case. Browsers pass over control characters and white space in it, and so does this.
fn scheme(destination: &str) -> Option<String> {
    let mut scheme = String::new();
    for character in destination.chars() {
        match character {
            ':' => return (!scheme.is_empty()).then_some(scheme),
            c if c.is_control() || c.is_whitespace() => {}
            c if c.is_ascii_alphabetic() => scheme.push(c.to_ascii_lowercase()),
            c if !scheme.is_empty() && (c.is_ascii_digit() || "+-.".contains(c)) => scheme.push(c),
            _ => return None,
        }
    }
    None
}

/// An address without characters that no address may hold: they are percent-encoded, control characters dropped.
fn clean_url(url: &str) -> Box<str> {
    let mut clean = String::with_capacity(url.len());
    for character in url.trim().chars() {
        match character {
            c if c.is_control() => {}
            ' ' => clean.push_str("%20"),
            '"' => clean.push_str("%22"),
            '<' => clean.push_str("%3C"),
            '>' => clean.push_str("%3E"),
            '\\' => clean.push_str("%5C"),
            '^' => clean.push_str("%5E"),
            '`' => clean.push_str("%60"),
            '{' => clean.push_str("%7B"),
            '|' => clean.push_str("%7C"),
            '}' => clean.push_str("%7D"),
            c if c.is_whitespace() => crate::url::push_encoded(&mut clean, c.encode_utf8(&mut [0; 4])),
            c => clean.push(c),
        }
    }
    clean.into()
}

/// `%20` becomes a space; what is no UTF-8 afterwards stays as it was.
fn percent_decode(text: &str) -> Box<str> {
    if !text.contains('%') {
        return text.into();
    }
    let bytes = text.as_bytes();
    let digit = |position: usize| bytes.get(position).and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut position = 0;
    while let Some(byte) = bytes.get(position) {
        match (byte, digit(position + 1), digit(position + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
                position += 3;
            }
            _ => {
                decoded.push(*byte);
                position += 1;
            }
        }
    }
    String::from_utf8(decoded).map_or_else(|_| text.into(), String::into_boxed_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    fn parse(written: &str) -> (RawTarget, Diagnostics) {
        let place = Place::exact(Span::new(SourceId(0), 100, 200));
        let mut diagnostics = Diagnostics::new();
        let destination = Destination { written, start: Some(3), link: 0..10 };
        (parse_link(&destination, place, &mut diagnostics), diagnostics)
    }

    #[test]
    fn only_four_schemes_leave_the_site() {
        for (written, expected) in [
            ("https://a.b/c", Some("https://a.b/c")),
            ("HTTPS://a.b", Some("HTTPS://a.b")),
            ("mailto:a@b.c", Some("mailto:a@b.c")),
            ("https://a.b/\"onclick=x <y>", Some("https://a.b/%22onclick=x%20%3Cy%3E")),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            (" vbscript:x", None),
            ("data:text/html,x", None),
            ("file:///etc/passwd", None),
            ("C:\\x", None),
            ("//a.b/c", None),
        ] {
            let (target, diagnostics) = parse(written);
            match expected {
                Some(url) => assert_eq!(target, RawTarget::External(url.into())),
                None => assert!(target == RawTarget::Refused && diagnostics.len() == 1, "{written}"),
            }
        }
    }

    #[test]
    fn site_links_are_taken_apart_with_their_places() {
        let (RawTarget::Site(found), _) = parse("../a%20b.md#x") else { panic!("not a link of the site") };
        assert_eq!((&*found.path, found.anchor.as_deref()), ("../a b.md", Some("x")));
        assert_eq!((found.path_span.start, found.path_span.end, found.anchor_span.start), (103, 114, 115));
    }
}
