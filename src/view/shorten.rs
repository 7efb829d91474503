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
    let mut short = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        short.push_str(&rest[..start]);
        let tag = &rest[start..];
        rest = if let Some(comment) = tag.strip_prefix("<!--") {
            let length = comment.find("-->").map_or(tag.len(), |end| "<!--".len() + end + "-->".len());
            copy(&mut short, tag, length)
        } else if let Some(end) = tag.strip_prefix("</") {
            let length = tag.find('>').map_or(tag.len(), |end| end + 1);
            let after = &tag[length..];
            if is_implied(name_of(end), after) { after } else { copy(&mut short, tag, length) }
        } else if tag.starts_with("<!") || name_of(&tag[1..]).is_empty() {
            copy(&mut short, tag, 1)
        } else {
            push_start_tag(&mut short, tag)
        };
    }
    short.push_str(rest);
    short
}

/// Copies so many bytes and gives what follows.
fn copy<'t>(short: &mut String, text: &'t str, length: usize) -> &'t str {
    short.push_str(&text[..length]);
    &text[length..]
}

fn name_of(text: &str) -> &str {
    let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'-').unwrap_or(text.len());
    &text[..end]
}

/// Whether the end tag of `name` says no more than what comes next.
fn is_implied(name: &str, after: &str) -> bool {
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

/// Writes the start tag that `text` begins with, and the content of an element that holds no markup; gives what follows.
fn push_start_tag<'t>(short: &mut String, text: &'t str) -> &'t str {
    let name = name_of(&text[1..]);
    let mut rest = copy(short, text, 1 + name.len());
    loop {
        // Up to the next value in quotes, or the tag's end.
        let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\'' | b'>')) else {
            return copy(short, rest, rest.len());
        };
        let quote = rest.as_bytes().get(at).copied().unwrap_or(b'>');
        if quote == b'>' {
            rest = copy(short, rest, at + 1);
            break;
        }
        let Some(length) = rest[at + 1..].bytes().position(|byte| byte == quote) else {
            return copy(short, rest, rest.len());
        };
        let after = &rest[at + length + 2..];
        let value = &rest[at + 1..at + 1 + length];
        if rest[..at].ends_with('=') && needs_no_quotes(value) && !after.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            short.push_str(&rest[..at]);
            short.push_str(value);
            if after.starts_with('/') {
                short.push(' ');
            }
        } else {
            short.push_str(&rest[..at + length + 2]);
        }
        rest = after;
    }
    if RAW.contains(&name) {
        let end = rest.find(&["</", name].concat()).unwrap_or(rest.len());
        rest = copy(short, rest, end);
    }
    rest
}

fn needs_no_quotes(value: &str) -> bool {
    !value.is_empty()
        && !value
            .bytes()
            .any(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'=' | b'<' | b'>' | b'`'))
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
