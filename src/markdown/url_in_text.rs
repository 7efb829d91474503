//! Addresses that stand in running text: `see https://example.org.`

use std::ops::Range;

/// The addresses in a text, in order. A full stop, comma or bracket that ends the sentence is no part of one.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut position = 0;
    while let Some(offset) = text.get(position..).and_then(|rest| rest.find("http")) {
        let start = position + offset;
        let rest = text.get(start..).unwrap_or_default();
        let host = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"));
        let after_word = text.get(..start).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        position = start + 4;
        let Some(host) = host.filter(|host| !after_word && host.starts_with(char::is_alphanumeric)) else { continue };
        let length = host
            .find(|character: char| {
                character.is_whitespace() || character.is_control() || "<>\"`{}|\\^".contains(character)
            })
            .unwrap_or(host.len());
        let scheme = rest.len() - host.len();
        let end = start + scheme + without_punctuation(host.get(..length).unwrap_or_default());
        found.push(start..end);
        position = end;
    }
    found
}

/// The length of an address without the punctuation of the sentence around it.
fn without_punctuation(url: &str) -> usize {
    let mut opened = url.matches('(').count();
    let mut closed = url.matches(')').count();
    let mut end = url.len();
    for (offset, character) in url.char_indices().rev() {
        match character {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '…' | '’' | '”' | '»' | '。' | '，' =>
                {}
            ')' if closed > opened => closed -= 1,
            '(' if opened > closed => opened -= 1,
            _ => break,
        }
        end = offset;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_a_reader_would_end_them() {
        for (text, expected) in [
            ("see https://a.b/c.", &["https://a.b/c"][..]),
            ("(https://a.b/c_(d))", &["https://a.b/c_(d)"]),
            ("http://a.b, https://c.d/?e=f&g#h!", &["http://a.b", "https://c.d/?e=f&g#h"]),
            ("xhttps://a.b http:// https://. ahttp", &[]),
            ("https://a.b\"onclick", &["https://a.b"]),
        ] {
            let found: Vec<_> = find(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
