//! Mends what the parser cannot get past, so that the rest of the file is read and checked all the same.

use std::ops::Range;

use toml::de::Error;

use super::Mistake;
use super::brackets::first_open;
use super::lines::{equals_sign, floor, is_heading, line_around, line_end};

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

    if key_length > 0 && rest.starts_with(':') {
        let colon = after_key + (text[after_key..line.end].len() - rest.len());
        let mut found = mistake(colon..colon + 1, "a key and its value are joined by `=`, not by `:`");
        found.label = "this must be `=`";
        found.suggestion = Some((after_key..colon + 1, " =".to_owned()));
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
            found.suggestion = Some((range.clone(), key.replace(' ', "_")));
            return Repair { mistake: found, edit: Edit::Replace(range, key.replace(' ', "_")) };
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
