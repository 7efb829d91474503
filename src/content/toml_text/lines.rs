//! Lines of TOML, looked at without parsing: what a writer most likely meant by them.

use std::ops::Range;

pub(super) fn line_start(text: &str, position: usize) -> usize {
    let position = floor(text, position);
    text[..position].rfind('\n').map_or(0, |end| end + 1)
}

/// The end of the line, before its line end.
pub(super) fn line_end(text: &str, position: usize) -> usize {
    let position = floor(text, position);
    text[position..].find('\n').map_or(text.len(), |length| position + length)
}

/// The line around a position, without the white space at its ends.
pub(super) fn line_around(text: &str, position: usize) -> Range<usize> {
    trimmed(text, line_start(text, position)..line_end(text, position))
}

pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

/// The nearest start of a character at or before a position.
pub(super) fn floor(text: &str, position: usize) -> usize {
    let mut position = position.min(text.len());
    while !text.is_char_boundary(position) {
        position -= 1;
    }
    position
}

fn is_key_sign(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | '"' | '\'')
}

/// Where the `=` of a line stands that reads `key =`.
pub(super) fn equals_sign(text: &str, line: &Range<usize>) -> Option<usize> {
    let part = &text[line.clone()];
    let position = part.find('=')?;
    let key = part[..position].trim_end();
    (!key.is_empty() && key.chars().all(is_key_sign)).then_some(line.start + position)
}

/// Whether a line is a heading: `[brand]`, `[[stages.steps]]`, also with a bracket too few.
pub(super) fn is_heading(text: &str, line: &Range<usize>) -> bool {
    let part = text[line.clone()].split('#').next().unwrap_or_default().trim_end();
    let name = part.trim_start_matches('[');
    let opened = part.len() - name.len();
    let name = name.trim_end_matches(']');
    // `[1]` or `["a"]` are lists.
    matches!(opened, 1 | 2)
        && name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The value of a line that reads `key = value`, without a comment behind it.
pub(super) fn value_on_line(text: &str, position: usize) -> Option<Range<usize>> {
    let line = line_around(text, position);
    let equals = equals_sign(text, &line)?;
    let mut value = trimmed(text, equals + 1..line.end);
    if let Some(comment) = text[value.clone()].find(" #") {
        value = trimmed(text, value.start..value.start + comment);
    }
    (!value.is_empty()).then_some(value)
}

/// A text in quotation marks as TOML wants them.
pub(super) fn quoted(text: &str) -> String {
    if text.contains('"') && !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
