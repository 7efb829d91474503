//! A limit to nesting, set before the text is parsed: a parser visits every open block on every line, so a text nested
//! 100,000 deep would take minutes.

use std::ops::Range;

/// How many quotes, lists and list items may stand in each other.
pub(super) const DEEPEST: usize = 100;

/// A list that begins further right than this is nested too deep as well.
const FURTHEST_COLUMN: usize = 4 * DEEPEST;

/// Stands where a marker was taken out: one byte, so that every other byte keeps its place. No text keeps it.
const BLANK: u8 = 1;

/// The text without the markers that nest too deep, and where they stood; `None` when there are none.
pub(super) fn limit_nesting(text: &str) -> Option<(String, Vec<Range<usize>>)> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(cut) = excess_markers(line.as_bytes()) {
            cuts.push(start + cut.start..start + cut.end);
        }
        start += line.len();
    }
    if cuts.is_empty() {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    for cut in &cuts {
        if let Some(part) = bytes.get_mut(cut.clone()) {
            // Markers and the white space between them are ASCII, so what is left is still UTF-8.
            part.fill(BLANK);
        }
    }
    Some((String::from_utf8(bytes).ok()?, cuts))
}

/// The bytes at the start of a line that open more blocks than allowed: markers and white space alone.
fn excess_markers(line: &[u8]) -> Option<Range<usize>> {
    let mut markers = 0;
    let mut column = 0;
    let mut position = 0;
    let mut cut_start = None;
    let mut cut_end = 0;
    while let Some(byte) = line.get(position) {
        let length = match byte {
            b' ' | b'\t' => {
                position += 1;
                column += if *byte == b'\t' { 4 } else { 1 };
                continue;
            }
            b'>' | b':' => 1,
            b'-' | b'+' | b'*' => 1,
            b'0'..=b'9' => {
                let digits = line.iter().skip(position).take(9).take_while(|byte| byte.is_ascii_digit()).count();
                if !matches!(line.get(position + digits), Some(b'.' | b')')) {
                    break;
                }
                digits + 1
            }
            _ => break,
        };
        if *byte != b'>' && !matches!(line.get(position + length), None | Some(b' ' | b'\t' | b'\r' | b'\n')) {
            break;
        }
        markers += 1;
        position += length;
        column += length;
        if markers > DEEPEST || column > FURTHEST_COLUMN {
            cut_start = cut_start.or(Some(position - length));
            cut_end = position;
        }
    }
    let cut = cut_start?..cut_end;
    // `- - - …` to the end of the line is a rule, however long.
    let rule = line.iter().filter(|byte| !byte.is_ascii_whitespace());
    let first = line.iter().find(|byte| !byte.is_ascii_whitespace());
    let is_rule = matches!(first, Some(b'-' | b'*')) && rule.clone().all(|byte| Some(byte) == first);
    (!is_rule).then_some(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nests_too_deep_is_taken_out() {
        let quotes = |count: usize| format!("a\n{}text", ">".repeat(count));
        assert_eq!(limit_nesting(&quotes(100)), None);
        assert_eq!(limit_nesting(&"- ".repeat(500)), None, "a rule");
        let (text, cuts) = limit_nesting(&quotes(103)).unwrap_or_default();
        assert_eq!(cuts.first(), Some(&(102..105)));
        assert_eq!(text, format!("a\n{}\u{1}\u{1}\u{1}text", ">".repeat(100)));
        let indented = format!("{}- deep", " ".repeat(500));
        let (_, cuts) = limit_nesting(&indented).unwrap_or_default();
        assert_eq!(cuts.first(), Some(&(500..501)));
    }
}
