//! Mends what the parser cannot get past, so that the rest of the file is read and checked all the same.

use std::ops::Range;

use toml::de::Error;

use super::Mistake;
use super::brackets::first_open;
use super::lines::{equals_sign, floor, is_heading, line_around, line_end, line_start, quoted};

/// A mistake, and the change that lets the parser go on.
#[derive(Debug)]
pub(super) struct Repair {
    pub(super) mistake: Mistake,
    pub(super) edit: Edit,
}

impl Repair {
    /// Where what is wrong begins: of a bracket without an end, the bracket.
    fn begin(&self) -> usize {
        let also = self.mistake.also.as_ref().map_or(usize::MAX, |(place, _)| place.start);
        self.mistake.range.start.min(also)
    }
}

#[derive(Debug)]
pub(super) enum Edit {
    Insert(usize, String),
    /// Same number of bytes.
    Replace(Range<usize>, String),
}

impl Edit {
    pub(super) fn applied(&self, text: &str) -> String {
        let mut text = text.to_owned();
        match self {
            Edit::Insert(position, inserted) => text.insert_str(floor(&text, *position), inserted),
            Edit::Replace(range, replacement) => text.replace_range(range.clone(), replacement),
        }
        text
    }
}

/// The first mistake that would hide what follows it. What the parser says of lines behind an open bracket only follows from that.
pub(super) fn find(text: &str, errors: &[Error]) -> Option<Repair> {
    if errors.is_empty() {
        return None;
    }
    errors
        .iter()
        .filter_map(|error| {
            let position = floor(text, error.span()?.start);
            let message = error.message();
            if message.starts_with("key with no value") {
                Some(line_without_equals(text, position))
            } else if message.starts_with("unclosed array table") || message.starts_with("unclosed table") {
                Some(open_heading(text, position, message))
            } else if message.starts_with("invalid multi-line") {
                open_long_text(text, position)
            } else {
                None
            }
        })
        .chain(first_open(text))
        .chain(odd_space(text))
        .min_by_key(|repair| repair.begin())
}

/// `title "Order"`, `title: "Order"`, `my title = "Order"`, or words that are no setting at all.
fn line_without_equals(text: &str, position: usize) -> Repair {
    let line = line_around(text, position);
    let written = &text[line.clone()];
    let key_length = written.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(written.len());
    let after_key = line.start + key_length;
    let rest = text[after_key..line.end].trim_start();
    let mistake = |range, message: &str| Mistake::new(range, message);
    if let Some(rest) = written.strip_prefix(['-', '*', '•'])
        && equals_sign(text, &(line.end - rest.trim_start().len()..line.end)).is_some()
    {
        let sign = line.start..line.end - rest.trim_start().len();
        let mut found = mistake(sign.clone(), "a setting does not begin with a dash");
        found.suggestion = Some((sign.clone(), String::new()));
        let length = sign.end - sign.start;
        return Repair { mistake: found, edit: Edit::Replace(sign, " ".repeat(length)) };
    }

    if key_length > 0
        && rest.trim_end() == ":"
        && let Some(repair) = list_of_dashes(text, &line)
    {
        return repair;
    }
    if let Some(repair) = other_sign(&line, after_key, rest) {
        return repair;
    }
    if key_length > 0 && rest.starts_with(':') {
        let colon = after_key + (text[after_key..line.end].len() - rest.len());
        let mut found = mistake(colon..colon + 1, "a key and its value are joined by `=`, not by `:`");
        found.label = "this must be `=`";
        found.suggestion = Some((after_key..colon + 1, " =".to_owned()));
        // `title: Some words`: quotation marks are missing as well.
        let value = text[colon + 1..line.end].trim();
        let is_bare =
            value.starts_with(char::is_alphabetic) && !matches!(value, "true" | "false") && !value.contains(" #");
        if is_bare {
            found.suggestion = Some((after_key..line.end, format!(" = {}", quoted(value))));
            found.help = vec!["and a text stands in quotation marks".to_owned()];
            found.mends_line = true;
        }
        return Repair { mistake: found, edit: Edit::Replace(colon..colon + 1, "=".to_owned()) };
    }
    if key_length > 0 && rest.starts_with(['"', '\'', '[', '{']) {
        let mut found = mistake(after_key..after_key, "a `=` is missing between the key and its value");
        found.suggestion = Some((after_key..after_key, " =".to_owned()));
        return Repair { mistake: found, edit: Edit::Insert(after_key, "=".to_owned()) };
    }
    if let Some(equals) = written.find('=').filter(|equals| *equals > 0 && !written.starts_with(['"', '\''])) {
        let key = written[..equals].trim_end();
        if key.contains(' ') && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-')) {
            let range = line.start..line.start + key.len();
            let mut found = mistake(range.clone(), "a key must not contain spaces");
            found.label = "this key";
            // (ASCII alone, so that the places behind it stay.)
            let mended = key.replace(' ', "_").to_ascii_lowercase();
            found.suggestion = Some((range.clone(), mended.clone()));
            return Repair { mistake: found, edit: Edit::Replace(range, mended) };
        }
    }
    let mut found = mistake(line.clone(), "this line is no setting");
    found.label = "a setting reads `key = value`";
    found.reason =
        "Every line of front matter is a setting, a [heading], a comment that begins with #, or part of a list.";
    let comment = ["//", "--", "%", ";"].iter().find(|sign| written.starts_with(**sign));
    if let Some(sign) = comment {
        found.help = vec!["a comment begins with #".to_owned()];
        found.suggestion = Some((line.start..line.start + sign.len(), "#".to_owned()));
    } else if written.starts_with(['-', '*', '•']) {
        found.help = vec!["a list is written in brackets: key = [\"one\", \"two\"]".to_owned()];
    } else {
        found.help = vec!["words about the whole file belong below the closing +++".to_owned()];
    }
    // The line becomes a comment; a one-byte sign keeps all places as they are.
    let first = text[line.clone()].chars().next().map_or(0, char::len_utf8);
    Repair { mistake: found, edit: Edit::Replace(line.start..line.start + first, format!("{:#<first$}", "#")) }
}

/// `[[stages]` or `[brand`.
fn open_heading(text: &str, position: usize, message: &str) -> Repair {
    let closing = match (message.starts_with("unclosed array table"), message.contains("`]]`")) {
        (true, true) => "]]",
        _ => "]",
    };
    // What stands before a line end or a comment belongs to the heading.
    let line = line_around(text, position.saturating_sub(1));
    let position = position.min(line.end);
    let mut mistake =
        Mistake::new(line.start..position.max(line.start), format!("this heading does not end with `{closing}`"));
    mistake.label = "the heading";
    mistake.suggestion = Some((position..position, closing.to_owned()));
    Repair { mistake, edit: Edit::Insert(position, closing.to_owned()) }
}

/// A text in three quotation marks without an end.
fn open_long_text(text: &str, end: usize) -> Option<Repair> {
    let (start, quotes) = ["\"\"\"", "'''"]
        .into_iter()
        .filter_map(|quotes| text[..end].rfind(quotes).map(|start| (start, quotes)))
        .max()?;
    // It goes on to the first line that is plainly a new setting.
    let mut position = line_end(text, start);
    while position < text.len() {
        let line = line_around(text, position + 1);
        if is_heading(text, &line) || equals_sign(text, &line).is_some() {
            break;
        }
        position = line_end(text, position + 1);
    }
    let position = text[..position.min(text.len())].trim_end().len().max(start + 3);
    let mut mistake = Mistake::new(start..start + 3, "this long text does not end");
    mistake.label = "it begins here";
    mistake.help = vec![format!("close it with {quotes}")];
    Some(Repair { mistake, edit: Edit::Insert(position, quotes.to_owned()) })
}

/// `summary - "x"`, `summary -> "x"`: another sign where `=` belongs.
fn other_sign(line: &Range<usize>, after_key: usize, rest: &str) -> Option<Repair> {
    let sign = ["->", "–", "—", "-", "~"].into_iter().find(|sign| rest.starts_with(*sign))?;
    let value = rest[sign.len()..].trim_start();
    if after_key == line.start || !value.starts_with(['"', '\'', '[', '{', '“']) {
        return None;
    }
    let start = line.end - rest.len();
    let place = start..start + sign.len();
    let mut mistake = Mistake::new(place.clone(), format!("a key and its value are joined by `=`, not by `{sign}`"));
    mistake.label = "this must be `=`";
    mistake.suggestion = Some((place.clone(), "=".to_owned()));
    let length = sign.len();
    Some(Repair { mistake, edit: Edit::Replace(place, format!("{:<length$}", "=")) })
}

/// A list as YAML has it: a key with a colon, and below it lines that begin with dashes. They become remarks.
fn list_of_dashes(text: &str, line: &Range<usize>) -> Option<Repair> {
    let key = text[line.clone()].trim_end_matches(':').trim_end();
    let mut entries = Vec::new();
    let mut lines = vec![line.clone()];
    let mut end = line_end(text, line.start);
    while end < text.len() {
        let next = line_around(text, end + 1);
        let written = &text[next.clone()];
        let indented = !entries.is_empty() && text[line_start(text, next.start)..].starts_with([' ', '\t']);
        match written.strip_prefix('-') {
            Some(entry) if !written.starts_with("---") => entries.push(entry.trim()),
            _ if indented && !written.is_empty() && equals_sign(text, &next).is_none() => {}
            _ => break,
        }
        end = line_end(text, end + 1);
        lines.push(next);
    }
    let last = lines.last()?.end;
    if entries.is_empty() {
        return None;
    }
    let mut mistake = Mistake::new(line.clone(), "this list is written as in YAML, and TOML is expected");
    mistake.label = "the list begins here";
    mistake.reason = "In TOML a list stands in brackets, with commas between its texts.";
    let is_of_tables = entries.iter().any(|entry| entry.contains(':'));
    let name = key.to_lowercase();
    if is_of_tables || matches!(name.as_str(), "stages" | "steps") {
        let name = if name == "steps" { "stages.steps" } else { &name };
        mistake.help =
            vec![format!("each entry begins with a line [[{name}]], and below it stand its keys: name = \"…\"")];
    } else {
        let texts: Vec<String> = entries.iter().map(|entry| quoted(entry.trim_matches(['"', '\'']))).collect();
        mistake.suggestion = Some((line.start..last, format!("{key} = [{}]", texts.join(", "))));
    }
    let mut remarks = text[line.start..last].to_owned();
    for line_of_list in lines.iter().rev().filter(|line| !line.is_empty()) {
        let at = line_of_list.start - line.start;
        let first = remarks[at..].chars().next().map_or(0, char::len_utf8);
        remarks.replace_range(at..at + first, &format!("{:#<first$}", "#"));
    }
    Some(Repair { mistake, edit: Edit::Replace(line.start..last, remarks) })
}

/// Spaces that are none to TOML: they come from web pages and word processors, and look like any other.
fn odd_space(text: &str) -> Option<Repair> {
    let is_odd =
        |sign: char| !sign.is_ascii() && sign.is_whitespace() || matches!(sign, '\u{200b}' | '\u{2060}' | '\u{feff}');
    let mut plain = String::with_capacity(text.len());
    let (mut first, mut count) = (None, 0);
    let mut is_in_long_text = false;
    for line in text.split_inclusive('\n') {
        let was_in_long_text = is_in_long_text;
        is_in_long_text ^= (line.matches("\"\"\"").count() + line.matches("'''").count()) % 2 == 1;
        // Behind a quotation mark or in a remark they may stand.
        let end = if was_in_long_text { 0 } else { line.find(['"', '\'', '#']).unwrap_or(line.len()) };
        for (at, sign) in line.char_indices() {
            if at < end && is_odd(sign) {
                first.get_or_insert(plain.len()..plain.len() + sign.len_utf8());
                count += 1;
                plain.push_str(&" ".repeat(sign.len_utf8()));
            } else {
                plain.push(sign);
            }
        }
    }
    let place = first?;
    let mut mistake = Mistake::new(place.clone(), "this looks like a space, and is another sign");
    mistake.reason =
        "Web pages and word processors put such signs; between keys and values only plain spaces may stand.";
    mistake.help = match count {
        1 => vec!["type a plain space instead, or delete it".to_owned()],
        count => vec![format!("there are {count} of them in this file: let your editor replace all by plain spaces")],
    };
    mistake.suggestion = (count == 1).then(|| (place, " ".to_owned()));
    Some(Repair { mistake, edit: Edit::Replace(0..text.len(), plain) })
}
