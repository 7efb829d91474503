//! A finished page in fewer bytes: what HTML lets one leave out is left out, once for all templates, a stranger's too.
//!
//! 1. Quotes around a value that needs none (`class="grid"` becomes `class=grid`).
//! 2. End tags that the next tag implies: of paragraphs, list items, terms, cells, rows.
//!
//! The document that a browser reads out of it is the same, space for space. Comments, scripts and styles stay as they are.

/// Elements whose content is no markup.
const RAW: [&str; 2] = ["script", "style"];

/// A paragraph ends where one of these begins.
const ENDS_PARAGRAPH: [&str; 31] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
    "dialog",
];

/// A paragraph ends with the end of one of these.
const HOLDS_PARAGRAPHS: [&str; 18] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "dd",
    "details",
    "dialog",
    "div",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "li",
    "main",
    "nav",
    "section",
];

/// A page that is no HTML document (a theme may write something else) stays as it is.
#[must_use]
pub fn shorten_page(html: String) -> String {
    let is_document = html.trim_start().get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    if is_document { shorten(&html) } else { html }
}

fn shorten(html: &str) -> String {
    let mut short = Shortened { text: String::with_capacity(html.len()), html, copied: 0 };
    let mut at = 0;
    while let Some(start) = find(html, at, b'<') {
        let tag = &html[start..];
        at = start
            + match tag.as_bytes().get(1) {
                Some(b'!') if tag.starts_with("<!--") => after_text(tag, "-->"),
                Some(b'/') => {
                    let length = find(tag, 0, b'>').map_or(tag.len(), |end| end + 1);
                    if is_implied(name_of(&tag[2..]), &tag[length..]) {
                        short.leave_out(start, start + length);
                    }
                    length
                }
                Some(byte) if is_of_name(*byte) => read_start_tag(&mut short, start),
                _ => 1,
            };
    }
    short.finish()
}

/// What is kept of a page: copied in long runs, up to where something is left out.
struct Shortened<'h> {
    text: String,
    html: &'h str,
    /// The page up to here is in `text`, or left out.
    copied: usize,
}

impl Shortened<'_> {
    /// Leaves out the bytes from `start` to `end`, which come after everything left out before.
    fn leave_out(&mut self, start: usize, end: usize) {
        self.text.push_str(&self.html[self.copied..start]);
        self.copied = end;
    }

    fn finish(mut self) -> String {
        self.text.push_str(&self.html[self.copied..]);
        self.text
    }
}

/// The place of a byte of ASCII at or after `at`. Tags are dense: what searches long texts faster takes longer to begin.
fn find(text: &str, at: usize, byte: u8) -> Option<usize> {
    text.as_bytes().get(at..)?.iter().position(|found| *found == byte).map(|found| at + found)
}

/// Where what `end` closes is over.
fn after_text(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |at| at + end.len())
}

/// What bytes are: one look instead of several comparisons, since every byte of every tag is asked.
const OF_NAME: u8 = 1;
const WANTS_QUOTES: u8 = 2;
const ENDS_QUOTE_OR_TAG: u8 = 4;
const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut at = 0;
    while at < 256 {
        #[allow(clippy::cast_possible_truncation)]
        let byte = at as u8;
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            bytes[at] = OF_NAME;
        } else if matches!(byte, b'"' | b'\'' | b'>') {
            bytes[at] = WANTS_QUOTES | ENDS_QUOTE_OR_TAG;
        } else if byte.is_ascii_whitespace() || matches!(byte, b'=' | b'<' | b'`') {
            bytes[at] = WANTS_QUOTES;
        }
        at += 1;
    }
    bytes
};

fn is_of_name(byte: u8) -> bool {
    BYTES[usize::from(byte)] == OF_NAME
}

fn name_of(text: &str) -> &str {
    let end = text.bytes().position(|byte| !is_of_name(byte)).unwrap_or(text.len());
    &text[..end]
}

/// Whether the end tag of `name` says no more than what comes next.
fn is_implied(name: &str, after: &str) -> bool {
    if !matches!(name, "p" | "li" | "dd" | "dt" | "td" | "th" | "tr" | "option") {
        return false;
    }
    let Some(next) = after.trim_ascii_start().strip_prefix('<') else { return false };
    let (closes, next) = match next.strip_prefix('/') {
        Some(next) => (true, name_of(next)),
        None => (false, name_of(next)),
    };
    match name {
        "p" if closes => HOLDS_PARAGRAPHS.contains(&next),
        "p" => ENDS_PARAGRAPH.contains(&next),
        "li" if closes => matches!(next, "ul" | "ol"),
        "li" => next == "li",
        "dd" if closes => matches!(next, "dl" | "div"),
        "dd" | "dt" if !closes => matches!(next, "dd" | "dt"),
        "td" | "th" if closes => matches!(next, "tr" | "tbody" | "thead" | "table"),
        "td" | "th" => matches!(next, "td" | "th"),
        "tr" if closes => matches!(next, "tbody" | "thead" | "table"),
        "tr" => next == "tr",
        "option" if closes => next == "select",
        "option" => next == "option",
        _ => false,
    }
}

/// Reads the start tag at `start`, and the content of an element that holds no markup; gives how many bytes they are.
fn read_start_tag(short: &mut Shortened<'_>, start: usize) -> usize {
    let text = &short.html[start..];
    let name = name_of(&text[1..]);
    let mut at = 1 + name.len();
    loop {
        // Up to the next value in quotes, or the tag's end.
        let is_end = |byte: &u8| BYTES[usize::from(*byte)] & ENDS_QUOTE_OR_TAG != 0;
        let Some(found) = text.as_bytes()[at..].iter().position(is_end) else { return text.len() };
        let opening = at + found;
        let quote = text.as_bytes()[opening];
        if quote == b'>' {
            at = opening + 1;
            break;
        }
        // What is in the value is seen on the way to its end.
        let mut seen = 0;
        let mut closing = opening + 1;
        loop {
            let Some(byte) = text.as_bytes().get(closing) else { return text.len() };
            if *byte == quote {
                break;
            }
            seen |= BYTES[usize::from(*byte)];
            closing += 1;
        }
        let after = text.as_bytes().get(closing + 1).copied().unwrap_or(b'>');
        if text.as_bytes()[opening - 1] == b'='
            && closing > opening + 1
            && seen & WANTS_QUOTES == 0
            && !after.is_ascii_alphabetic()
        {
            short.leave_out(start + opening, start + opening + 1);
            short.leave_out(start + closing, start + closing + 1);
            if after == b'/' {
                short.text.push(' ');
            }
        }
        at = closing + 1;
    }
    if RAW.contains(&name) {
        at = text[at..].find(&["</", name].concat()).map_or(text.len(), |end| at + end);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_out_what_html_lets_one_leave_out() {
        for (html, expected) in [
            (r##"<a class="x" href="../a.html#b:c">W</a>"##, "<a class=x href=../a.html#b:c>W</a>"),
            (r##"<use href="#_a"/><path d="M0 0"/>"##, r##"<use href=#_a /><path d="M0 0"/>"##),
            (r##"<i title="a b" lang='de' alt="">"##, r##"<i title="a b" lang=de alt="">"##),
            (r##"<a title="1=1" href="a&amp;b">"##, r##"<a title="1=1" href=a&amp;b>"##),
            (r##"<a title='"'>x</a>"##, r##"<a title='"'>x</a>"##),
            ("<div><p>a</p>\n<p>b</p></div>", "<div><p>a\n<p>b</div>"),
            ("<a><p>a</p></a><p>b</p>text", "<a><p>a</p></a><p>b</p>text"),
            ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a<li>b</ul>"),
            ("<tr><th>a</th><td>b</td></tr></table>", "<tr><th>a<td>b</table>"),
            ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a<dd>b</dl>"),
            ("a < b <!-- <p class=\"x\"> --><!doctype html>", "a < b <!-- <p class=\"x\"> --><!doctype html>"),
            (
                r##"<script src="a">if (a<"b") c("</p><p>")</script>"##,
                r##"<script src=a>if (a<"b") c("</p><p>")</script>"##,
            ),
            (r##"<a href="unclosed"##, r##"<a href="unclosed"##),
            (r##"<p title="ü">é</p>"##, "<p title=ü>é</p>"),
        ] {
            assert_eq!(shorten(html), expected, "{html}");
        }
        assert_eq!(shorten_page("{\"a\": \"<p title=\"b\"></p>\"}".to_owned()), "{\"a\": \"<p title=\"b\"></p>\"}");
    }
}
