//! Splits a Markdown file into front matter and body.

use std::ops::Range;

/// The parts of a file, as byte ranges. `body` is empty where the front matter never ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    pub front_matter: FrontMatter,
    pub body: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrontMatter {
    /// No line of signs at the top: the whole file is the body.
    None,
    /// Between two lines `+++`: the place of the first line, and the TOML.
    Toml { opening: Range<usize>, toml: Range<usize> },
    /// A first line that means to open TOML front matter and has too few or too many `+`. The rest is as it was meant.
    Misspelled { opening: Range<usize>, toml: Range<usize> },
    /// `+++` without a second one. `likely_end` is a line that may have been meant as the end, or the empty place before the first
    /// line that can only belong to the words; the TOML goes up to it.
    Unclosed { opening: Range<usize>, toml: Range<usize>, likely_end: Option<Range<usize>> },
    /// Settings at the top without the line `+++` above them: the first line, and the TOML. `is_closed`: there is one below them.
    Unopened { opening: Range<usize>, toml: Range<usize>, is_closed: bool },
    /// Between two lines `+++`, and words stand above them. The TOML is as it was meant.
    Late { opening: Range<usize>, toml: Range<usize> },
    /// Between lines `---`: YAML, as other generators read it.
    Yaml { opening: Range<usize> },
}

/// Splits a file's text. Blank lines before the front matter, spaces after its signs, and any line ends are fine.
#[must_use]
pub fn split(text: &str) -> Split {
    let mut lines = Lines { text, position: 0 };
    let whole = || Split { front_matter: FrontMatter::None, body: 0..text.len() };
    let Some(opening) = lines.by_ref().find(|line| !text[line.clone()].is_empty()) else { return whole() };
    let start = lines.position;
    let signs = &text[opening.clone()];
    // (`+ + +` as well: some keyboards and programs part them.)
    let is_plus = signs.starts_with('+') && signs.bytes().all(|byte| matches!(byte, b'+' | b' '));
    if signs == "---" {
        // A line of dashes also draws a rule: it is front matter only when it ends.
        return match lines.by_ref().find(|line| matches!(&text[line.clone()], "---" | "...")) {
            // The wrong signs around the right words.
            Some(end) if is_settings(&text[start..end.start]) => {
                let toml = start..line_start(text, end.start);
                Split { front_matter: FrontMatter::Misspelled { opening, toml }, body: lines.position..text.len() }
            }
            Some(_) => Split { front_matter: FrontMatter::Yaml { opening }, body: lines.position..text.len() },
            // `---` and then `+++`: the template of another generator above ours, or the wrong signs at the top.
            None => late(text, Lines { text, position: start }).unwrap_or_else(|| match settings_from(text, start) {
                Some((toml, body)) => Split { front_matter: FrontMatter::Misspelled { opening, toml }, body },
                None => whole(),
            }),
        };
    }
    if !is_plus || signs.len() < 2 {
        return late(text, lines).or_else(|| unopened(text, opening)).unwrap_or_else(whole);
    }
    let mut likely_end = None;
    while let Some(line) = lines.next() {
        let found = &text[line.clone()];
        if found == "+++" || (signs != "+++" && found == signs) {
            let toml = start..line_start(text, line.start);
            let front_matter = if signs == "+++" {
                FrontMatter::Toml { opening, toml }
            } else {
                FrontMatter::Misspelled { opening, toml }
            };
            return Split { front_matter, body: lines.position..text.len() };
        }
        let looks_like_the_end = matches!(found, "---" | "++" | "++++" | "+++++" | "***" | "```" | "+ + +");
        if likely_end.is_none() && looks_like_the_end {
            likely_end = Some((line, lines.position));
        }
    }
    match likely_end {
        Some((line, body)) => Split {
            front_matter: FrontMatter::Unclosed {
                opening,
                toml: start..line_start(text, line.start),
                likely_end: Some(line),
            },
            body: body..text.len(),
        },
        None => {
            let words = first_words(text, start);
            Split {
                front_matter: FrontMatter::Unclosed {
                    opening,
                    toml: start..words.unwrap_or(start),
                    likely_end: words.map(|words| words..words),
                },
                body: words.unwrap_or(text.len())..text.len(),
            }
        }
    }
}

/// Whether the first line that says anything is a setting of TOML or a heading.
fn is_settings(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| line.starts_with("[[") || line.split_once('=').is_some_and(|(key, _)| is_key(key.trim())))
}

/// Front matter with something above it: two lines `+++`, and a setting right below the first.
fn late(text: &str, mut lines: Lines<'_>) -> Option<Split> {
    let opening = lines.by_ref().find(|line| &text[line.clone()] == "+++")?;
    let (toml, body) = settings_from(text, lines.position)?;
    Some(Split { front_matter: FrontMatter::Late { opening, toml }, body })
}

/// Settings from the first line on, without a line `+++` above them: up to one below them, or up to the words.
fn unopened(text: &str, first: Range<usize>) -> Option<Split> {
    let start = line_start(text, first.start);
    let closed = settings_from(text, start);
    let is_closed = closed.is_some();
    let (toml, body) = closed.or_else(|| {
        let (key, value) = text[first.clone()].split_once('=')?;
        // As an equation may stand in a page, the value has to be one that settings have.
        let is_value = value.trim_start().starts_with(['"', '\'', '[', '{']);
        let words = first_words(text, start).unwrap_or(text.len());
        (is_key(key.trim()) && is_value).then_some((start..words, words..text.len()))
    })?;
    Some(Split { front_matter: FrontMatter::Unopened { opening: first, toml, is_closed }, body })
}

/// What stands from `start` up to a line `+++`, and the body below it; where the first line is a setting or a heading.
fn settings_from(text: &str, start: usize) -> Option<(Range<usize>, Range<usize>)> {
    let mut lines = Lines { text, position: start };
    let first = lines.next().map(|line| &text[line])?;
    if !(first.starts_with('[') && first.ends_with(']')
        || first.split_once('=').is_some_and(|(key, _)| is_key(key.trim())))
    {
        return None;
    }
    let end = lines.by_ref().find(|line| &text[line.clone()] == "+++")?;
    Some((start..line_start(text, end.start), lines.position..text.len()))
}

/// Where the words begin below settings that do not end: at the first line that no setting, list or remark can be, and at the
/// headings above it. `None`: there is no such line, or no setting before it.
fn first_words(text: &str, start: usize) -> Option<usize> {
    let mut lines = Lines { text, position: start };
    let mut is_in_long_text = false;
    // Behind the last line that is one of the settings'.
    let mut settings_end = None;
    while let Some(line) = lines.next() {
        let written = &text[line];
        let was_in_long_text = is_in_long_text;
        is_in_long_text ^= (written.matches("\"\"\"").count() + written.matches("'''").count()) % 2 == 1;
        if was_in_long_text || is_in_long_text {
            settings_end = Some(lines.position);
            continue;
        }
        let is_heading = written.starts_with('#');
        let is_setting = written.split_once(['=', ':']).is_some_and(|(key, _)| is_key(key.trim()));
        let is_word = written.starts_with(char::is_alphabetic) && !is_setting;
        if is_word {
            return settings_end;
        }
        if !written.is_empty() && !is_heading {
            settings_end = Some(lines.position);
        }
    }
    None
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.' | '"'))
}

fn line_start(text: &str, position: usize) -> usize {
    text[..position].rfind('\n').map_or(0, |end| end + 1)
}

/// The lines of a text as ranges without the white space around them.
struct Lines<'a> {
    text: &'a str,
    /// The start of the next line.
    position: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.position..).filter(|rest| !rest.is_empty())?;
        let line = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest, |end| &rest[..end]);
        let trimmed = line.trim_start();
        let start = self.position + (line.len() - trimmed.len());
        let length = trimmed.trim_end().len();
        self.position += (line.len() + 1).min(rest.len());
        Some(start..start + length)
    }
}

/// Settings that stand among the words, from a heading with a setting right below it on: where they begin. `knows`: the names of headings
/// that settings may have here.
#[must_use]
pub fn settings_among_words(text: &str, body: Range<usize>, knows: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    if !text.get(body.clone())?.contains("[[") {
        return None;
    }
    let lines = Lines { text: text.get(..body.end)?, position: body.start };
    let mut heading: Option<Range<usize>> = None;
    let mut is_in_code = false;
    for line in lines {
        let written = &text[line.clone()];
        is_in_code ^= written.starts_with("```") || written.starts_with("~~~");
        if written.is_empty() {
            continue;
        }
        let is_setting = written.split_once('=').is_some_and(|(key, _)| is_key(key.trim()));
        if let Some(heading) = heading.filter(|_| is_setting && !is_in_code) {
            return Some(heading);
        }
        let name = written.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
        heading = name.filter(|name| knows(name.split('.').next().unwrap_or_default())).map(|_| line);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kind, the TOML and the body.
    fn parts(text: &str) -> (&'static str, &str, &str) {
        let split = split(text);
        let (kind, toml) = match split.front_matter {
            FrontMatter::None => ("none", 0..0),
            FrontMatter::Toml { toml, .. } => ("toml", toml),
            FrontMatter::Misspelled { toml, .. } => ("misspelled", toml),
            FrontMatter::Unclosed { toml, .. } => ("unclosed", toml),
            FrontMatter::Late { toml, .. } => ("late", toml),
            FrontMatter::Unopened { toml, .. } => ("unopened", toml),
            FrontMatter::Yaml { .. } => ("yaml", 0..0),
        };
        (kind, &text[toml], &text[split.body])
    }

    #[test]
    fn files_are_split() {
        for (text, expected) in [
            ("---\na = 1\n+++\nwords", ("misspelled", "a = 1\n", "words")),
            ("---\nwords\n+++\n", ("none", "", "---\nwords\n+++\n")),
            ("", ("none", "", "")),
            ("# Title\n+++\n", ("none", "", "# Title\n+++\n")),
            ("+++\na=1\n+++\nbody\n", ("toml", "a=1\n", "body\n")),
            ("+++  \r\na=1\r\n  +++ \r\nbody", ("toml", "a=1\r\n", "body")),
            ("\n\n+++\n+++", ("toml", "", "")),
            ("+++\na=1\n+++", ("toml", "a=1\n", "")),
            ("++++\na=1\n++++\nbody", ("misspelled", "a=1\n", "body")),
            ("++\na=1\n+++\nbody", ("misspelled", "a=1\n", "body")),
            ("+++\na=1\nbody", ("unclosed", "a=1\n", "body")),
            ("+++\na=1\nb: c\n", ("unclosed", "", "")),
            ("+++\na=1\n---\nbody", ("unclosed", "a=1\n", "body")),
            ("+++\na=1\n# b\n\n# Head\n\nSome words\n", ("unclosed", "a=1\n", "# b\n\n# Head\n\nSome words\n")),
            (
                "+++\na=\"\"\"\nSome words\n\"\"\"\nMore words",
                ("unclosed", "a=\"\"\"\nSome words\n\"\"\"\n", "More words"),
            ),
            ("# Title\n\n+++\na=1\n+++\nbody", ("late", "a=1\n", "body")),
            ("---\n+++\na=1\n+++\nbody", ("late", "a=1\n", "body")),
            ("# Title\n\n+++\nwords\n+++\nbody", ("none", "", "# Title\n\n+++\nwords\n+++\nbody")),
            ("a = 1\n[[b]]\n+++\nbody", ("unopened", "a = 1\n[[b]]\n", "body")),
            ("\na = \"b\"\n\nSome words", ("unopened", "a = \"b\"\n", "\nSome words")),
            ("a = \"b\"\n", ("unopened", "a = \"b\"\n", "")),
            ("a = b + c, as we know\n", ("none", "", "a = b + c, as we know\n")),
            ("[a link](b.md)\nwords", ("none", "", "[a link](b.md)\nwords")),
            ("---\ntitle = \"x\"\n---\nbody", ("misspelled", "title = \"x\"\n", "body")),
            ("+ + +\na=1\n+++\nbody", ("misspelled", "a=1\n", "body")),
            ("+ + +\nwords", ("unclosed", "", "")),
            ("---\ntitle: x\n---\nbody", ("yaml", "", "body")),
            ("---\na rule, no front matter", ("none", "", "---\na rule, no front matter")),
            ("+ a list\n+ of two", ("none", "", "+ a list\n+ of two")),
        ] {
            assert_eq!(parts(text), expected, "{text:?}");
        }
    }
}
