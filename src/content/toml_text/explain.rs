//! The parser's errors in plain words, with the mend where it is plain.

use std::ops::Range;

use toml::de::Error;

use super::Mistake;
use super::headings::{brackets_apart, duplicate, heading_above, spaced_heading};
use super::lines::{equals_sign, floor, is_heading, line_around, line_start, quoted, trimmed, value_on_line};
use super::lists::{comma_in_number, list_without_brackets, semicolon};
use crate::content::decode::{days_of_month, either_day, guessed_date};
use crate::diagnostics::Code;

/// What the parser's message is about. `Ord`: of several on one line, the first says it best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    TooDeep,
    DuplicateKey,
    Unquoted,
    Date,
    Number,
    ExtraEquals,
    Escape,
    OpenText,
    ControlCharacter,
    BadKey,
    Comma,
    ExtraComma,
    Trailing,
    Other,
}

fn kind_of(message: &str) -> Kind {
    const KINDS: &[(&str, Kind)] = &[
        ("cannot recurse", Kind::TooDeep),
        ("recursion limit", Kind::TooDeep),
        ("duplicate key", Kind::DuplicateKey),
        ("cannot extend", Kind::DuplicateKey),
        ("string values must be quoted", Kind::Unquoted),
        ("invalid boolean", Kind::Unquoted),
        ("invalid date", Kind::Date),
        ("invalid time", Kind::Date),
        ("invalid offset", Kind::Date),
        ("unexpected leading zero", Kind::Number),
        ("invalid mantissa", Kind::Number),
        ("invalid fraction", Kind::Number),
        ("invalid exponent", Kind::Number),
        ("invalid float, expected nothing", Kind::Number),
        ("invalid float", Kind::Unquoted),
        ("invalid integer", Kind::Number),
        ("invalid decimal", Kind::Number),
        ("invalid hexadecimal", Kind::Number),
        ("invalid octal", Kind::Number),
        ("invalid binary", Kind::Number),
        ("extra `=`", Kind::ExtraEquals),
        ("too few unicode", Kind::Escape),
        ("too many unicode", Kind::Escape),
        ("invalid escape", Kind::Escape),
        ("missing escape", Kind::Escape),
        ("invalid value", Kind::Escape),
        ("invalid unquoted key", Kind::BadKey),
        ("unquoted keys", Kind::BadKey),
        ("keys cannot", Kind::BadKey),
        ("missing comma", Kind::Comma),
        ("extra comma", Kind::ExtraComma),
        ("unexpected key or value", Kind::Trailing),
    ];
    if message.contains("visible characters") {
        return Kind::ControlCharacter;
    }
    if message.starts_with("invalid basic string") || message.starts_with("invalid literal string") {
        return Kind::OpenText;
    }
    KINDS.iter().find(|(start, _)| message.starts_with(start)).map_or(Kind::Other, |(_, kind)| *kind)
}

/// The mistakes that the errors stand for, at most `most`, in the order of their places.
pub(super) fn explain(text: &str, errors: &[Error], most: usize) -> Vec<Mistake> {
    let mut found: Vec<(usize, Kind, Range<usize>, &str)> = errors
        .iter()
        .map(|error| {
            let range = error.span().unwrap_or(0..0);
            let start = floor(text, range.start);
            let range = start..floor(text, range.end).max(start);
            let kind = kind_of(error.message());
            // Nesting is one mistake, however many brackets it took.
            let line = if kind == Kind::TooDeep { usize::MAX } else { line_start(text, start) };
            (line, kind, range, error.message())
        })
        .collect();
    // What is written twice below a heading that is there twice is one mistake.
    let twice: Vec<usize> = found.iter().filter(|(_, kind, ..)| *kind == Kind::DuplicateKey).map(|it| it.0).collect();
    let follows = |line: usize, kind: Kind| {
        kind == Kind::DuplicateKey
            && !is_heading(text, &line_around(text, line))
            && heading_above(text, line).is_some_and(|heading| twice.contains(&line_start(text, heading.start)))
    };
    found.retain(|(line, kind, ..)| !follows(*line, *kind));
    found.sort_by_key(|a| (a.0, a.1, a.2.start));
    let mut mistakes: Vec<Mistake> = Vec::new();
    let mut best_of_line = None;
    for (line, kind, range, message) in found {
        if mistakes.len() >= most {
            break;
        }
        match best_of_line {
            // Of several backslashes one tells of all.
            Some((known, best)) if known == line && (best != kind || matches!(kind, Kind::TooDeep | Kind::Escape)) => {
                continue;
            }
            _ => best_of_line = Some((line, kind)),
        }
        let mistake = in_words(text, kind, range, message);
        if !mistakes.iter().any(|known| known.range == mistake.range) {
            mistakes.push(mistake);
        }
    }
    mistakes.sort_by_key(|mistake| mistake.range.start);
    mistakes
}

fn in_words(text: &str, kind: Kind, range: Range<usize>, message: &str) -> Mistake {
    let is_of_list = matches!(kind, Kind::Trailing | Kind::Unquoted | Kind::Comma | Kind::OpenText | Kind::Other);
    if is_of_list {
        let mistake = list_without_brackets(text, range.start).or_else(|| semicolon(text, &range));
        if let Some(mistake) = mistake.or_else(|| comma_in_number(text, range.start)) {
            return mistake;
        }
    }
    match kind {
        Kind::TooDeep => {
            let mut mistake = Mistake::new(range, "brackets are nested more than 80 deep");
            mistake.code = Code::NestedTooDeep;
            mistake.reason = "No map needs that; most likely a bracket was typed many times.";
            mistake
        }
        Kind::DuplicateKey => duplicate(text, range),
        Kind::Comma | Kind::OpenText if lacks_a_quotation_mark(text, range.start) => list_with_an_odd_mark(text, range),
        Kind::Unquoted => unquoted(text, range),
        Kind::Date => date(text, range),
        Kind::Number => number(text, range),
        Kind::ExtraEquals => {
            let mut mistake = Mistake::new(range.clone(), "one `=` is enough");
            mistake.suggestion = Some((range, String::new()));
            mistake
        }
        Kind::Escape => {
            let backslash = text[..range.start].rfind('\\').unwrap_or(range.start);
            let mut mistake =
                Mistake::new(backslash..range.end.max(backslash + 1), "a backslash has a meaning of its own in a text");
            mistake.reason =
                "Between double quotation marks, \\n is a new line, \\\" a quotation mark and \\\\ a backslash.";
            let is_path = is_path_around(text, backslash);
            let (help, sign) = if is_path {
                ("in the path of a file, write / for each backslash", "/")
            } else {
                ("write two backslashes, or put the text in single quotation marks", "\\\\")
            };
            mistake.help = vec![help.to_owned()];
            mistake.suggestion = Some((backslash..backslash + 1, sign.to_owned()));
            mistake
        }
        Kind::OpenText => open_text(text, range),
        Kind::ControlCharacter => {
            let mut mistake = Mistake::new(range, "an invisible character stands in this text");
            mistake.reason = "Texts may hold letters, signs, spaces and tabs; a new line is written \\n, or the text in \"\"\" … \"\"\".";
            mistake
        }
        Kind::BadKey => bad_key(text, range, message),
        Kind::Comma => {
            let position = text[..range.start].trim_end().len();
            let mut mistake = Mistake::new(position..position, "a comma is missing here");
            mistake.reason = "The entries of a list or of a table in braces are separated by commas.";
            mistake.suggestion = Some((position..position, ",".to_owned()));
            mistake
        }
        Kind::ExtraComma => {
            let range = range.start..range.end.max((range.start + 1).min(text.len()));
            let mut mistake = Mistake::new(range.clone(), "there is a comma too many");
            mistake.suggestion = (text.get(range.clone()) == Some(",")).then(|| (range, String::new()));
            mistake
        }
        Kind::Trailing => trailing(text, range),
        Kind::Other if message.starts_with("missing opening quote") => text_without_beginning(text, range),
        Kind::Other => Mistake::new(range, format!("this cannot be read: {message}")),
    }
}

/// Whether a list of texts on one line has an odd number of quotation marks.
fn lacks_a_quotation_mark(text: &str, position: usize) -> bool {
    let Some(value) = value_on_line(text, position) else { return false };
    let written = text[value].replace("\\\"", "");
    written.starts_with('[') && written.ends_with(']') && written.matches('"').count() % 2 == 1
}

/// `["Signs, "Main desk"]`
fn list_with_an_odd_mark(text: &str, range: Range<usize>) -> Mistake {
    let value = value_on_line(text, range.start).unwrap_or(range);
    let mut mistake = Mistake::new(value, "a quotation mark is missing in this list");
    mistake.reason = "Each text of a list stands between two quotation marks.";
    mistake.help = vec!["for example: [\"one\", \"two\"]".to_owned()];
    mistake.mends_line = true;
    mistake
}

/// `name = Maya"`
fn text_without_beginning(text: &str, range: Range<usize>) -> Mistake {
    let value = value_on_line(text, range.start).unwrap_or(range);
    let written = &text[value.clone()];
    let mut mistake = Mistake::new(value.clone(), "this text has no opening quotation mark");
    mistake.help = vec!["a text stands between two quotation marks".to_owned()];
    if !written.starts_with(['[', '{']) {
        mistake.suggestion = Some((value, quoted(written.trim_matches(['"', '\'']))));
    }
    mistake
}

/// Whether the text in quotation marks around a place ends as names of files do: `pictures\van.jpg`.
fn is_path_around(text: &str, position: usize) -> bool {
    let rest = text.get(position..).unwrap_or_default();
    let end = rest.find(['"', '\n']).unwrap_or(rest.len());
    let ending = rest[..end].rsplit_once('.').map_or("", |(_, ending)| ending);
    (2..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A value that should have stood in quotation marks, or is meant to be something else.
fn unquoted(text: &str, range: Range<usize>) -> Mistake {
    let value = value_on_line(text, range.start)
        .filter(|value| value.start <= range.start && !text[value.clone()].starts_with(['[', '{']))
        .unwrap_or(range.clone());
    let written = text[value.clone()].trim_end_matches(',');
    let value = value.start..value.start + written.len();
    if written.is_empty() {
        let line = line_around(text, range.start);
        let mut mistake = Mistake::new(line, "a value is missing after `=`");
        mistake.help = vec!["write a value, for example \"…\", or delete the line".to_owned()];
        return mistake;
    }
    if written.starts_with(CURLY) {
        return curly(value.clone(), written);
    }
    if let Some(date) = guessed_date(written) {
        let mut mistake = Mistake::new(value.clone(), format!("`{written}` is not how a date is written"));
        mistake.code = Code::InvalidDate;
        mistake.reason = "A date is written as year, month and day, so that nobody can read it two ways.";
        mistake.suggestion = Some((value, date.to_string()));
        return mistake;
    }
    if let Some(days) = either_day(written) {
        return ambiguous_day(value, written, days);
    }
    let is_rating = RATINGS.contains(&key_before(text, value.start));
    let decorated = if is_rating { None } else { decorated_number(&value, written) };
    if let Some(mistake) = decorated.or_else(|| of_another_type(text, &value, written)) {
        return mistake;
    }
    if let Some(flag) = match written.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    } {
        let mut mistake =
            Mistake::new(value.clone(), format!("`{written}` must be written `{flag}`, or in quotation marks"));
        mistake.help = vec![format!("for yes or no: {flag}"), format!("for the word itself: {}", quoted(written))];
        mistake.suggestion = Some((value, flag.to_owned()));
        return mistake;
    }
    if matches!(written, "null" | "nil" | "none" | "None" | "~") {
        let mut mistake = Mistake::new(value, "there is no value for \"nothing\"");
        mistake.help = vec!["leave the whole line out".to_owned()];
        return mistake;
    }
    // `a = 1 b = 2`
    let after = &text[range.end..line_around(text, range.start).end.max(range.end)];
    if after.trim_start().starts_with('=') {
        // `["a text", severity = 3]`
        let before = &text[line_around(text, range.start).start..range.start];
        let open = |sign: char, end: char| before.matches(sign).count() > before.matches(end).count();
        if open('[', ']') && !open('{', '}') {
            let mut mistake = Mistake::new(range, "a key stands among the entries of a list");
            mistake.reason = "An entry that says more than one thing is a table, and tables stand in braces.";
            mistake.help = vec!["for example: [{ text = \"…\", severity = 3 }]".to_owned()];
            return mistake;
        }
        // `{ "a text", severity = 3 }`
        let brace = text[..range.start].rfind('{').filter(|_| open('{', '}'));
        if let Some(brace) = brace {
            let mut mistake = Mistake::new(brace..range.end, "a text between braces needs its key");
            mistake.reason = "Between braces each value has a key before it.";
            mistake.help = vec!["for example: { text = \"…\", severity = 3 }".to_owned()];
            mistake.mends_line = true;
            return mistake;
        }
        let mut mistake = Mistake::new(range, "two settings stand on one line");
        mistake.help = vec!["give each setting a line of its own".to_owned()];
        return mistake;
    }
    let mut mistake = Mistake::new(value.clone(), "a text must stand in quotation marks");
    mistake.label = "this text";
    if let Some(comment) = written.find("//") {
        mistake.help = vec!["if the end is meant as a comment, begin it with #".to_owned()];
        mistake.suggestion = Some((value.start + comment..value.start + comment + 2, "#".to_owned()));
    } else {
        if key_before(text, value.start) == "emotion" {
            mistake.help = vec![
                "`emotion` is a number on the scale, or a word for one: \"great\"; any other word is a feeling:"
                    .to_owned(),
                format!("feeling = {}", quoted(written)),
            ];
        }
        mistake.suggestion = Some((value, quoted(written)));
    }
    mistake
}

/// Quotation marks that word processors and other languages put.
const CURLY: &[char] = &['“', '”', '„', '«', '»', '‘', '’', '‚', '‟', '＂', '`', '´'];

/// A key or a value between them.
fn curly(place: Range<usize>, written: &str) -> Mistake {
    let inner = written.trim_matches(|sign| CURLY.contains(&sign) || sign == '"' || sign == '\'');
    let mut mistake = Mistake::new(place.clone(), "these are not the quotation marks that TOML knows");
    mistake.reason = "Word processors put curly quotation marks; a value stands between straight ones.";
    mistake.suggestion = Some((place, quoted(inner)));
    mistake
}

/// A day that can be read two ways.
fn ambiguous_day(place: Range<usize>, written: &str, days: String) -> Mistake {
    let mut mistake = Mistake::new(place, format!("`{written}` can be two days"));
    mistake.code = Code::InvalidDate;
    mistake.reason = "A date is written as year, month and day, so that nobody can read it two ways.";
    mistake.help = vec![days];
    mistake
}

/// Keys that take a day, and those that take a number from 1 to 5.
const DAYS: &[&str] = &["reviewed", "start", "end", "released", "on", "date"];
const RATINGS: &[&str] = &["severity", "importance", "impact", "effort", "reach"];

/// The key that a value at a place is given to, in braces too.
fn key_before(text: &str, position: usize) -> &str {
    let before = text[..position].trim_end().trim_end_matches('=').trim_end();
    let start = before
        .rfind(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '_' | '-')))
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    &before[start..]
}

/// Words where a day or a number belongs: quotation marks would not mend them. And `3/5`, a score with its scale.
fn of_another_type(text: &str, place: &Range<usize>, written: &str) -> Option<Mistake> {
    let key = key_before(text, place.start);
    // `severity = 3 owner = "…"` between braces
    let rest = text.get(place.end..line_around(text, place.start).end).unwrap_or_default();
    if let Some((number, _)) = written.split_once(' ').filter(|_| rest.trim_start().starts_with('='))
        && number.parse::<f64>().is_ok()
        && is_between_braces(text, place.start)
    {
        let end = place.start + number.len();
        let mut mistake = Mistake::new(end..end, "a comma is missing here");
        mistake.reason = "The entries of a list or of a table in braces are separated by commas.";
        mistake.suggestion = Some((end..end, ",".to_owned()));
        mistake.mends_line = true;
        return Some(mistake);
    }
    // `- 1`
    if let Some(number) = written.strip_prefix(['-', '–', '−', '+']).map(str::trim)
        && number.replace(',', ".").parse::<f64>().is_ok_and(f64::is_finite)
        && written.contains(' ')
    {
        let mut mistake = Mistake::new(place.clone(), "the sign of a number stands right before it");
        let sign = if written.starts_with('+') { "" } else { "-" };
        mistake.suggestion = Some((place.clone(), format!("{sign}{}", number.replace(',', "."))));
        return Some(mistake);
    }
    if let Some((score, scale)) = written.split_once('/')
        && [score, scale].iter().all(|part| part.trim().replace(',', ".").parse::<f64>().is_ok())
    {
        let (score, scale) = (score.trim().replace(',', "."), scale.trim());
        let mut mistake = Mistake::new(place.clone(), format!("`{written}` is not how a number is written"));
        mistake.reason = "A score is one number; which scale it is on is said once, for the map or for the site.";
        mistake.help = vec![
            format!("write {score}; and once for the map: scale = {{ min = 1, max = {scale} }}"),
            format!("if it is meant as a text: {}", quoted(written)),
        ];
        return Some(mistake);
    }
    if DAYS.contains(&key) {
        let mut mistake = Mistake::new(place.clone(), format!("`{written}` is not how a date is written"));
        mistake.code = Code::InvalidDate;
        mistake.reason = "A date is written as year, month and day, so that nobody can read it two ways.";
        mistake.help = vec![format!("for example: {key} = 2026-09-14")];
        return Some(mistake);
    }
    RATINGS.contains(&key).then(|| {
        let mut mistake = Mistake::new(place.clone(), format!("`{key}` is a number from 1 to 5"));
        mistake.help = vec![format!("for example: {key} = 4")];
        mistake
    })
}

/// A number with a sign too much, or with another sign than a number has: `60%`, `–1`.
/// Whether a place on its line stands between `{` and `}`.
fn is_between_braces(text: &str, position: usize) -> bool {
    let before = &text[line_around(text, position).start.min(position)..position];
    before.matches('{').count() > before.matches('}').count()
}

fn decorated_number(place: &Range<usize>, written: &str) -> Option<Mistake> {
    let without_percent = written.strip_suffix(['%', '٪', '％']).map(str::trim_end);
    let plain = without_percent.unwrap_or(written).replace(['–', '−', '—'], "-").replace(',', ".");
    plain.parse::<f64>().ok().filter(|number| number.is_finite())?;
    let message = match without_percent {
        Some(_) => "a number stands without a percent sign",
        None if written.contains(['–', '−', '—']) => "the minus of a number is a plain hyphen",
        None => return None,
    };
    let mut mistake = Mistake::new(place.clone(), message);
    let share = without_percent.and_then(|number| number.replace(',', ".").parse::<f64>().ok()).map(|it| it / 100.0);
    mistake.help = vec![match share {
        Some(share) => format!("write {plain} (or {share}, where the whole is 1); as a text, {}", quoted(written)),
        None => format!("write {plain}; or, if it is meant as a text, {}", quoted(written)),
    }];
    mistake.suggestion = Some((place.clone(), plain));
    Some(mistake)
}

fn date(text: &str, range: Range<usize>) -> Mistake {
    let range = trimmed(text, range);
    let written = &text[range.clone()];
    if let Some(days) = either_day(written) {
        return ambiguous_day(range, written, days);
    }
    if let Some((least, most)) = written.split_once(['-', '–'])
        && [least, most]
            .iter()
            .all(|part| !part.is_empty() && part.len() < 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let mut mistake = Mistake::new(range.clone(), format!("`{written}` is not one number"));
        mistake.help = vec![match key_before(text, range.start) {
            "scale" => format!("a scale names its ends: scale = {{ min = {least}, max = {most} }}"),
            key => format!("if it is meant as a text: {key} = {}", quoted(written)),
        }];
        return mistake;
    }
    let guess = guessed_date(written);
    let what = if guess.is_some() { "how a date is written" } else { "a calendar day" };
    let mut mistake = Mistake::new(range.clone(), format!("`{written}` is not {what}"));
    mistake.code = Code::InvalidDate;
    mistake.reason = "A date is written as year, month and day: 2026-09-14.";
    mistake.help = days_of_month(written).into_iter().collect();
    mistake.suggestion = guess.map(|date| (range, date.to_string()));
    mistake
}

/// The value that a place is in, where its line holds no other: else what stands between two signs of a list or a table in braces.
fn value_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let Some(value) = value_on_line(text, range.start).filter(|value| value.start <= range.start) else {
        return range.clone();
    };
    if !text[value.clone()].starts_with(['[', '{']) {
        return value;
    }
    let before =
        text[value.start..range.start].rfind(['=', ',', '[', '{']).map_or(value.start, |at| value.start + at + 1);
    let after = text[range.start..value.end].find([',', ']', '}']).map_or(value.end, |at| range.start + at);
    trimmed(text, before..after.max(before))
}

fn number(text: &str, range: Range<usize>) -> Mistake {
    let value = value_around(text, &range);
    let written = text[value.clone()].trim_end_matches(',');
    let value = value.start..value.start + written.len();
    if guessed_date(written).is_some() {
        return date(text, value);
    }
    if let Some(days) = either_day(written) {
        return ambiguous_day(value, written, days);
    }
    if RATINGS.contains(&key_before(text, value.start))
        && let Some(mistake) = of_another_type(text, &value, written)
    {
        return mistake;
    }
    if let Some(mistake) = decorated_number(&value, written) {
        return mistake;
    }
    let mut mistake = Mistake::new(value.clone(), format!("`{written}` is not how a number is written"));
    mistake.help = vec!["for example: 3, 2.5 or -1; anything else stands in quotation marks".to_owned()];
    // `.5`, `5.`, `007`
    let sign = if written.starts_with('-') { "-" } else { "" };
    let mended = written.trim_start_matches(['-', '+', '0']);
    let mended = format!("{sign}{}{mended}", if mended.is_empty() || mended.starts_with('.') { "0" } else { "" });
    let mended = mended.trim_end_matches('.');
    let is_number = mended.parse::<f64>().is_ok();
    mistake.suggestion = Some((value, if is_number { mended.to_owned() } else { quoted(written) }));
    mistake
}

fn open_text(text: &str, range: Range<usize>) -> Mistake {
    let line = line_around(text, range.start);
    let end = range.start.clamp(line.start, line.end);
    let quote = text[line.start..end].find(['"', '\'']).map_or(end, |position| line.start + position);
    let sign = text[quote..].chars().next().filter(|sign| matches!(sign, '"' | '\'')).unwrap_or('"');
    // "from the “door” to the book”
    let inner = text[(quote + 1).min(end)..end].trim_end();
    let last = inner.chars().next_back().filter(|last| matches!(last, '”' | '“' | '»' | '’'));
    let count = |signs: &[char]| inner.matches(signs).count();
    if let Some(last) = last.filter(|_| count(&['”', '»', '’']) > count(&['“', '«', '‘']) || count(&['”', '“']) == 1)
    {
        let place = quote + 1 + inner.len() - last.len_utf8()..quote + 1 + inner.len();
        let mut mistake = Mistake::new(place.clone(), format!("this text begins with a {sign} and ends with a {last}"));
        mistake.reason = "Word processors put curly quotation marks; a value stands between straight ones.";
        mistake.suggestion = Some((place, sign.to_string()));
        return mistake;
    }
    let mut mistake = Mistake::new(quote..end.max(quote), "this text has no closing quotation mark");
    mistake.help = vec![
        format!("put a {sign} where the text ends"),
        "a text of several lines stands between \"\"\" and \"\"\"".to_owned(),
    ];
    mistake.suggestion = Some((end..end, sign.to_string()));
    mistake
}

fn bad_key(text: &str, range: Range<usize>, message: &str) -> Mistake {
    let line = line_around(text, range.start);
    if let Some(name) = spaced_heading(text, &line) {
        return brackets_apart(trimmed(text, line), name);
    }
    if message.starts_with("unquoted keys cannot be empty") {
        let mut mistake = Mistake::new(line, "a key is missing");
        mistake.help = vec!["a setting reads `key = value`, a heading `[name]`".to_owned()];
        return mistake;
    }
    let written = text[line.clone()].split_once('=').map_or("", |(key, _)| key.trim_end());
    if written.starts_with(CURLY) {
        let mut mistake = curly(line.start..line.start + written.len(), written);
        mistake.reason = "A key stands without quotation marks, or between straight ones.";
        let key = written.trim_matches(|sign| CURLY.contains(&sign));
        if key.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-')) {
            mistake.suggestion = Some((mistake.range.clone(), key.to_owned()));
        }
        return mistake;
    }
    // `{ text = "…", severity: 4 }`
    if text[range.clone()].starts_with(':') && text[line.start..range.start].contains('{') {
        let mut mistake =
            Mistake::new(range.start..range.start + 1, "a key and its value are joined by `=`, not by `:`");
        mistake.label = "this must be `=`";
        mistake.suggestion = Some((range.start..range.start + 1, " =".to_owned()));
        mistake.mends_line = true;
        return mistake;
    }
    let end = equals_sign(text, &line).unwrap_or(range.end);
    let key = trimmed(text, line.start..end.max(line.start));
    let mut mistake = Mistake::new(range.clone(), format!("`{}` cannot stand in a key", &text[range]));
    mistake.reason = "Keys are made of the letters a to z, digits, `_` and `-`.";
    if !key.is_empty() && !is_heading(text, &line) {
        mistake.help = vec![format!("a key with other signs stands in quotation marks: {}", quoted(&text[key]))];
    }
    mistake
}

/// Something follows a value on its line.
fn trailing(text: &str, range: Range<usize>) -> Mistake {
    let line = line_around(text, range.start);
    let rest = trimmed(text, range.start.min(line.end)..line.end);
    let follows = &text[rest.clone()];
    if is_heading(text, &line) {
        let mut mistake = Mistake::new(rest.clone(), "this heading has a bracket too many");
        mistake.help = vec!["[name] is a table, [[name]] is one entry of a list".to_owned()];
        mistake.suggestion = Some((rest, String::new()));
        return mistake;
    }
    if let Some(value) = value_on_line(text, range.start) {
        let written = &text[value.clone()];
        let sign = written.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        if let Some(sign) = sign
            && written.len() > 2
            && written.ends_with(sign)
        {
            let inner = &written[1..written.len() - 1];
            let mut mistake = Mistake::new(value.clone(), "there are quotation marks inside this text");
            mistake.reason = "The text ends at the second quotation mark, and the rest cannot be read.";
            mistake.help = vec!["put a backslash before each inner quotation mark, or use “ ” inside".to_owned()];
            mistake.suggestion = Some((value, quoted(inner)));
            return mistake;
        }
        if let Some(sign) = sign
            && let Some((inner, after)) = written[1..].split_once(sign)
            && matches!(after.trim(), "?" | "!" | "…" | "..." | "?!")
        {
            let mut mistake =
                Mistake::new(rest, format!("this stands behind the text instead of in it: {}", after.trim()));
            mistake.suggestion = Some((value.clone(), quoted(&format!("{inner}{}", after.trim()))));
            return mistake;
        }
        if let Some((whole, part)) = written.split_once(',')
            && [whole, part].iter().all(|digits| {
                let digits = digits.trim_start_matches(['-', '+']);
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
            })
        {
            let mut mistake = Mistake::new(value.clone(), "a number has a point, not a comma");
            mistake.suggestion = Some((value.clone(), format!("{whole}.{part}")));
            return mistake;
        }
        if !written.starts_with(['"', '\'', '[', '{']) && written.contains(' ') {
            return unquoted(text, value.start..value.start);
        }
    }
    let mut mistake = Mistake::new(rest.clone(), "nothing may follow the value on its line");
    mistake.label = "this";
    if matches!(follows, "," | ";" | ".") {
        mistake.suggestion = Some((rest, String::new()));
    } else {
        mistake.help = vec!["give each setting a line of its own".to_owned(), "a comment begins with #".to_owned()];
    }
    mistake
}
