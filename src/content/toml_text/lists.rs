//! Lists as people write them elsewhere: without brackets, in round ones, with semicolons, with a comma inside a number.

use std::ops::Range;

use super::Mistake;
use super::lines::{line_around, quoted, value_on_line};

/// `"one", "two"`, `("one", "two")`, `"one", "two"]`: a list whose brackets are missing or of another kind.
pub(super) fn list_without_brackets(text: &str, position: usize) -> Option<Mistake> {
    let value = value_on_line(text, position)?;
    let written = &text[value.clone()];
    if written.starts_with(['"', '\'']) && written.ends_with(']') && written.contains(',') {
        let mut mistake =
            Mistake::new(value.start..value.start + 1, "the `[` at the beginning of this list is missing");
        mistake.suggestion = Some((value.start..value.start, "[".to_owned()));
        mistake.mends_line = true;
        return Some(mistake);
    }
    let round = written.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let texts = texts_between_commas(round.unwrap_or(written))?;
    if texts.len() < 2 && round.is_none() {
        return None;
    }
    let mut mistake = Mistake::new(value.clone(), "a list stands between square brackets");
    let list = texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ");
    mistake.suggestion = Some((value, format!("[{list}]")));
    mistake.mends_line = true;
    Some(mistake)
}

/// Whole texts in quotation marks with `,` or `;` between them, and nothing else.
fn texts_between_commas(written: &str) -> Option<Vec<&str>> {
    let mut texts = Vec::new();
    let mut rest = written.trim();
    loop {
        let mark = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
        let (inner, after) = rest.get(1..)?.split_once(mark)?;
        texts.push(inner);
        let after = after.trim_start();
        if after.is_empty() {
            return Some(texts);
        }
        rest = after.strip_prefix([',', ';'])?.trim_start();
        if rest.is_empty() {
            return Some(texts);
        }
    }
}

/// `["one"; "two"]`
pub(super) fn semicolon(text: &str, range: &Range<usize>) -> Option<Mistake> {
    let line = line_around(text, range.start);
    let end = range.end.max(range.start + 1).min(line.end).max(range.start);
    let from = text.get(range.start.saturating_sub(1).max(line.start)..end)?;
    let at = range.start.saturating_sub(1).max(line.start) + from.find(';')?;
    let is_open = text[line.start..at].matches(['[', '{']).count() > text[line.start..at].matches([']', '}']).count();
    is_open.then(|| {
        let mut mistake = Mistake::new(at..at + 1, "entries are separated by commas, not by semicolons");
        mistake.suggestion = Some((at..at + 1, ",".to_owned()));
        mistake.mends_line = true;
        mistake
    })
}

/// `severity = 3,5` between braces: what follows the comma is taken for a key.
pub(super) fn comma_in_number(text: &str, position: usize) -> Option<Mistake> {
    let digits = |bytes: &mut dyn Iterator<Item = u8>| bytes.take_while(u8::is_ascii_digit).count();
    let line = line_around(text, position);
    let brace = line.start + text[line.clone()].find('{')?;
    text[brace..line.end].match_indices(',').find_map(|(at, _)| {
        let (before, after) = (&text[..brace + at], &text[brace + at + 1..]);
        let (n_before, n_after) = (digits(&mut before.bytes().rev()), digits(&mut after.bytes()));
        let is_value = before[..before.len() - n_before].trim_end_matches(['-', ' ']).ends_with('=');
        let is_in_text = before[brace..].matches('"').count() % 2 == 1;
        (is_value && !is_in_text && n_before > 0 && n_after > 0).then(|| {
            let place = before.len() - n_before..before.len() + 1 + n_after;
            let mut mistake = Mistake::new(place.clone(), "a number has a point, not a comma");
            mistake.suggestion = Some((place.clone(), text[place].replace(',', ".")));
            mistake.mends_line = true;
            mistake
        })
    })
}
