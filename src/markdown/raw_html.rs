//! HTML that a writer typed into Markdown.
//!
//! Where the site does not allow it, it is shown as typed and told. Where it does, each piece is sanitised by itself,
//! since Markdown stands between the pieces: what is whole within a block goes through the sanitiser as a whole; a
//! container that opens in one block and closes in a later one (`<details>` … `</details>`) becomes an element of the text.
//! Comments are for writers and never published. `<br>` is a line break everywhere.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// Elements that may open in one block and close in another: they hold any other.
const CONTAINERS: &[&str] = &["article", "aside", "blockquote", "details", "div", "figure", "section"];

/// Elements that stand in a line of text.
const PHRASES: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp",
    "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Elements that stand only inside a block that is whole.
const BLOCKS: &[&str] = &[
    "br",
    "caption",
    "col",
    "colgroup",
    "dd",
    "dl",
    "dt",
    "figcaption",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

const NOT_ALLOWED: &str = "this site does not allow HTML in its texts, so it is shown as it was typed";
const NOT_PUBLISHED: &str = "only elements that are safe for readers are published";
const NOT_CHECKED: &str =
    "links in HTML cannot be checked, so only those to `https:`, `http:`, `mailto:` and `tel:` are published";
const NOT_IN_A_LINE: &str = "it cannot stand inside a line of text";

/// One tag in a line of text.
#[derive(Debug, PartialEq)]
pub(super) enum Inline {
    Nothing,
    Break,
    Void(String),
    /// A start tag, sanitised.
    Open(String),
    /// A link, of which only the words are published.
    WithoutAddress {
        tag: String,
        because: &'static str,
    },
    Close(String),
    Refused {
        because: &'static str,
    },
}

/// A part of a block.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    Clean(String),
    Open(String),
    Close(String),
    /// Words to be shown as they are.
    Shown(String),
}

/// A tag that was not published: where in the block, the tag, and why.
pub(super) type Refused = (usize, String, &'static str);

/// Made when the first tag is met: most texts have none.
#[derive(Debug, Default)]
pub(super) struct Sanitizer {
    builder: Option<Box<ammonia::Builder<'static>>>,
}

impl Sanitizer {
    pub(super) fn inline(&mut self, html: &str, allowed: bool) -> Inline {
        let Some(tag) = tags(html).into_iter().next() else {
            return if html.starts_with("<!") || html.starts_with("<?") {
                Inline::Nothing
            } else {
                Inline::Refused { because: NOT_PUBLISHED }
            };
        };
        if tag.name == "br" {
            return Inline::Break;
        }
        if !allowed {
            return Inline::Refused { because: NOT_ALLOWED };
        }
        if !PHRASES.contains(&tag.name.as_str()) {
            let known = CONTAINERS.contains(&tag.name.as_str()) || BLOCKS.contains(&tag.name.as_str());
            return Inline::Refused { because: if known { NOT_IN_A_LINE } else { NOT_PUBLISHED } };
        }
        match (tag.closes, tag.name.as_str()) {
            (_, "wbr") => Inline::Void("<wbr>".to_owned()),
            (true, _) => Inline::Close(tag.name),
            (false, _) => {
                let clean = self.start_tag(html, &tag.name);
                if loses_address(html, &clean) {
                    Inline::WithoutAddress { tag: clean, because: NOT_CHECKED }
                } else {
                    Inline::Open(clean)
                }
            }
        }
    }

    pub(super) fn block(&mut self, html: &str, allowed: bool) -> (Vec<Piece>, Vec<Refused>) {
        let trimmed = html.trim();
        if is_comment(trimmed) {
            return (Vec::new(), Vec::new());
        }
        let tags = tags(html);
        if !allowed {
            let first = tags.first().map_or(0..trimmed.len().min(1), |tag| tag.range.clone());
            let written = html.get(first.clone()).unwrap_or_default().to_owned();
            return (vec![Piece::Shown(trimmed.to_owned())], vec![(first.start, written, NOT_ALLOWED)]);
        }
        let mut refused = Vec::new();
        for tag in tags.iter().filter(|tag| !tag.closes && !is_known(&tag.name)) {
            refused.push((tag.range.start, html.get(tag.range.clone()).unwrap_or_default().to_owned(), NOT_PUBLISHED));
        }
        for tag in tags.iter().filter(|tag| !tag.closes && tag.name == "a") {
            let written = html.get(tag.range.clone()).unwrap_or_default();
            if loses_address(written, &self.start_tag(written, "a")) {
                refused.push((tag.range.start, written.to_owned(), NOT_CHECKED));
            }
        }
        let mut pieces = Vec::new();
        let mut position = 0;
        for tag in unmatched_containers(&tags) {
            self.push_clean(html.get(position..tag.range.start).unwrap_or_default(), &mut pieces);
            pieces.push(if tag.closes {
                Piece::Close(tag.name.clone())
            } else {
                Piece::Open(self.start_tag(html.get(tag.range.clone()).unwrap_or_default(), &tag.name))
            });
            position = tag.range.end;
        }
        self.push_clean(html.get(position..).unwrap_or_default(), &mut pieces);
        (pieces, refused)
    }

    fn push_clean(&mut self, html: &str, pieces: &mut Vec<Piece>) {
        let clean = self.clean(html);
        if !clean.trim().is_empty() {
            pieces.push(Piece::Clean(clean));
        }
    }

    /// A start tag with only the attributes that are safe.
    fn start_tag(&mut self, tag: &str, name: &str) -> String {
        let clean = self.clean(tag);
        let end = format!("</{name}>");
        match clean.strip_suffix(&end) {
            Some(start) if start.starts_with(&format!("<{name}")) => start.to_owned(),
            _ => format!("<{name}>"),
        }
    }

    fn clean(&mut self, html: &str) -> String {
        let builder = self.builder.get_or_insert_with(|| Box::new(builder()));
        let clean = builder.clean(html).to_string();
        let mut without_controls = String::with_capacity(clean.len());
        super::plain::push_clean(&mut without_controls, &clean);
        without_controls
    }
}

/// A set that is only looked up, never iterated.
///
/// Ids are not published, since they could be the same as one of the page; links are absolute, since relative ones could
/// not be checked; nothing is loaded.
fn builder() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::default();
    builder
        .tags([CONTAINERS, PHRASES, BLOCKS].concat().into_iter().collect())
        .generic_attributes(HashSet::from(["class", "dir", "lang", "title"]))
        .tag_attributes(
            [
                ("a", &["href", "hreflang"][..]),
                ("bdo", &["dir"]),
                ("blockquote", &["cite"]),
                ("col", &["span"]),
                ("colgroup", &["span"]),
                ("data", &["value"]),
                ("del", &["cite", "datetime"]),
                ("details", &["open"]),
                ("ins", &["cite", "datetime"]),
                ("li", &["value"]),
                ("ol", &["start", "reversed", "type"]),
                ("q", &["cite"]),
                ("td", &["colspan", "rowspan"]),
                ("th", &["colspan", "rowspan", "scope"]),
                ("time", &["datetime"]),
            ]
            .into_iter()
            .map(|(tag, attributes)| (tag, attributes.iter().copied().collect()))
            .collect(),
        )
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener"));
    builder
}

pub(super) fn is_container(name: &str) -> bool {
    CONTAINERS.contains(&name)
}

fn is_known(name: &str) -> bool {
    [CONTAINERS, PHRASES, BLOCKS].iter().any(|names| names.contains(&name))
}

/// `details` of `<details open="">`.
pub(super) fn tag_name(tag: &str) -> &str {
    let inner = tag.strip_prefix('<').unwrap_or(tag);
    let end =
        inner.find(|character: char| !character.is_ascii_alphanumeric() && character != '-').unwrap_or(inner.len());
    inner.get(..end).unwrap_or_default()
}

/// Whether a link had an address that the sanitiser took away.
fn loses_address(written: &str, clean: &str) -> bool {
    tag_name(written).eq_ignore_ascii_case("a")
        && written.to_ascii_lowercase().contains("href")
        && !clean.contains("href=")
}

/// What is told of a tag that is not published.
pub(super) fn refused(tag: &str, because: &'static str, span: Span) -> Diagnostic {
    let name = tag_name(tag).to_lowercase();
    let message = match (because == NOT_CHECKED, name.is_empty()) {
        (true, _) => "the address of this link is not published".to_owned(),
        (false, true) => "HTML is not published here".to_owned(),
        (false, false) => format!("`<{name}>` is not published here"),
    };
    let help = match because {
        NOT_CHECKED => "write it in Markdown: `[words](address)`",
        NOT_ALLOWED => {
            "say it in Markdown, write `\\<` for a plain `<`, or allow HTML with `html = true` in wayfare.toml"
        }
        _ => "say it in Markdown, or leave it out",
    };
    Diagnostic::new(Code::RawHtml, span, message).reason(because).help(help)
}

/// Whether a block is one comment and nothing else.
fn is_comment(html: &str) -> bool {
    html.strip_prefix("<!--").is_some_and(|rest| rest.find("-->").is_some_and(|end| end + 3 == rest.len()))
}

#[derive(Debug)]
struct RawTag {
    name: String,
    closes: bool,
    range: Range<usize>,
}

/// The tags of a piece of HTML; comments are passed over.
fn tags(html: &str) -> Vec<RawTag> {
    let bytes = html.as_bytes();
    let mut found = Vec::new();
    let mut position = 0;
    while let Some(offset) = html.get(position..).and_then(|rest| rest.find('<')) {
        let start = position + offset;
        let rest = html.get(start..).unwrap_or_default();
        if rest.starts_with("<!--") {
            match rest.find("-->") {
                Some(end) => position = start + end + 3,
                None => break,
            }
            continue;
        }
        let closes = rest.starts_with("</");
        let name_start = start + 1 + usize::from(closes);
        let name_end = html
            .get(name_start..)
            .and_then(|rest| rest.find(|character: char| !character.is_ascii_alphanumeric() && character != '-'))
            .map_or(html.len(), |length| name_start + length);
        position = name_end.max(start + 1);
        if !bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let mut quote = None;
        let mut end = None;
        for (index, byte) in bytes.iter().enumerate().skip(name_end) {
            match (quote, byte) {
                (Some(open), byte) if open == *byte => quote = None,
                (None, b'"' | b'\'') => quote = Some(*byte),
                (None, b'>') => {
                    end = Some(index + 1);
                    break;
                }
                _ => {}
            }
        }
        let Some(end) = end else { break };
        let name = html.get(name_start..name_end).unwrap_or_default().to_ascii_lowercase();
        found.push(RawTag { name, closes, range: start..end });
        position = end;
    }
    found
}

/// The tags of containers that have no partner in this block, in order.
fn unmatched_containers(tags: &[RawTag]) -> Vec<&RawTag> {
    let mut unmatched: Vec<&RawTag> = Vec::new();
    let mut open: Vec<&RawTag> = Vec::new();
    // How many of a name are open: so that nothing is searched for that is not there.
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in tags.iter().filter(|tag| is_container(&tag.name)) {
        let count = counts.entry(&tag.name).or_default();
        if !tag.closes {
            open.push(tag);
            *count += 1;
        } else if *count == 0 {
            unmatched.push(tag);
        } else {
            // What was opened in between and not closed is mended by the sanitiser.
            while let Some(inner) = open.pop() {
                if let Some(count) = counts.get_mut(inner.name.as_str()) {
                    *count -= 1;
                }
                if inner.name == tag.name {
                    break;
                }
            }
        }
    }
    unmatched.extend(open);
    unmatched.sort_by_key(|tag| tag.range.start);
    unmatched
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_in_a_line() {
        let mut sanitizer = Sanitizer::default();
        for (html, expected) in [
            ("<br/>", Inline::Break),
            ("<!-- x -->", Inline::Nothing),
            ("<b onclick=\"x()\" title='t'>", Inline::Open("<b title=\"t\">".to_owned())),
            ("</b>", Inline::Close("b".to_owned())),
            (
                "<a href=\"javascript:x\">",
                Inline::WithoutAddress { tag: "<a rel=\"noopener\">".to_owned(), because: NOT_CHECKED },
            ),
            ("<script>", Inline::Refused { because: NOT_PUBLISHED }),
            ("<div>", Inline::Refused { because: NOT_IN_A_LINE }),
        ] {
            assert_eq!(sanitizer.inline(html, true), expected, "{html}");
        }
        assert_eq!(sanitizer.inline("<b>", false), Inline::Refused { because: NOT_ALLOWED });
    }

    #[test]
    fn containers_may_span_blocks() {
        let mut sanitizer = Sanitizer::default();
        let pieces = |html: &str, sanitizer: &mut Sanitizer| sanitizer.block(html, true).0;
        assert_eq!(
            pieces("<details open onclick=x><summary>More</summary>\n", &mut sanitizer),
            [Piece::Open("<details open=\"\">".to_owned()), Piece::Clean("<summary>More</summary>\n".to_owned())]
        );
        assert_eq!(pieces("</details>\n", &mut sanitizer), [Piece::Close("details".to_owned())]);
        assert_eq!(
            pieces("<div id=x class=y><p>a<script>b()</script></div>", &mut sanitizer),
            [Piece::Clean("<div class=\"y\"><p>a</p></div>".to_owned())]
        );
        assert_eq!(pieces("<!-- note -->\n", &mut sanitizer), []);
        let (_, refused) = sanitizer.block("<p>\n<iframe src=x></iframe>", true);
        assert_eq!(refused.iter().map(|(at, tag, _)| (*at, tag.as_str())).collect::<Vec<_>>(), [(4, "<iframe src=x>")]);
    }
}
