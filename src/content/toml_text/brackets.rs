//! Lists and tables in braces that do not end, found by their signs alone.
//!
//! The parser reads on after a bracket that is missing, and takes the rest of the file for what stands inside. A writer means
//! something else, which the shape of the text tells:
//!
//! 1. Values that begin with `[` or `{` are followed sign by sign; texts and remarks are passed over.
//! 2. What cannot stand inside ends them: a heading, a key in a list, the other kind of bracket, a second `{` where a key belongs.
//! 3. A table in braces may have ended earlier: before the first line that is no further in than the setting itself.

use super::Mistake;
use super::lines::{equals_sign, is_heading, line_around, line_end, line_start};
use super::repair::{Edit, Repair};

/// Deeper than this the parser does not follow, and says so.
const DEEPEST: usize = 80;

/// The first bracket that is open where it cannot be, with what closes it.
pub(super) fn first_open(text: &str) -> Option<Repair> {
    let mut position = 0;
    while position < text.len() {
        let line = line_around(text, position);
        position = line_end(text, position) + 1;
        let setting = if is_heading(text, &line) { None } else { equals_sign(text, &line) };
        let Some(equals) = setting else { continue };
        let value = equals + 1 + (text[equals + 1..].len() - text[equals + 1..].trim_start_matches([' ', '\t']).len());
        let rest = &text[value..];
        if let Some(quotes) = ["\"\"\"", "'''"].into_iter().find(|quotes| rest.starts_with(quotes)) {
            // A long text without an end hides the rest from this search as well.
            let length = rest[3..].find(quotes)?;
            position = line_end(text, value + length + 6) + 1;
        } else if rest.starts_with(['[', '{']) {
            match (Search { text, statement: line.start, open: Vec::new(), keys: Vec::new(), last: value, stray: None })
                .follow(value)
            {
                Found::End(end) => position = line_end(text, end) + 1,
                Found::Open(repair) => return Some(*repair),
                Found::TooDeep => return None,
            }
        }
    }
    None
}

enum Found {
    /// All brackets are closed; the place of the last one.
    End(usize),
    Open(Box<Repair>),
    TooDeep,
}

/// A line inside that reads `key = value`.
struct KeyLine {
    start: usize,
    /// How many brackets were open.
    depth: usize,
    /// The end of what stood before it, and whether that was a comma or the opening brace.
    before: usize,
    follows_comma: bool,
}

struct Search<'t> {
    text: &'t str,
    /// Where the setting begins.
    statement: usize,
    open: Vec<(usize, char)>,
    keys: Vec<KeyLine>,
    /// The end of the last sign that was no space and no remark.
    last: usize,
    /// The first comma of the innermost list behind which a key stands.
    stray: Option<usize>,
}

impl Search<'_> {
    fn follow(mut self, value: usize) -> Found {
        let text = self.text;
        let mut position = value;
        while let Some(sign) = text[position..].chars().next() {
            let next = position + sign.len_utf8();
            match sign {
                '\n' => {
                    if let Some(found) = self.begin_line(next) {
                        return found;
                    }
                }
                '#' => {
                    position = line_end(text, position);
                    continue;
                }
                '"' | '\'' if !self.is_inside_a_word(position) => {
                    position = end_of_text(text, position, sign);
                    self.last = position;
                    continue;
                }
                '{' if self.top() == Some('{') && text[..self.last].ends_with(',') => {
                    let end = text[..self.last - 1].trim_end().len();
                    return self.close(self.open.len() - 1, end);
                }
                '[' | '{' => {
                    self.open.push((position, sign));
                    self.stray = None;
                    if self.open.len() > DEEPEST {
                        return Found::TooDeep;
                    }
                }
                ']' | '}' => {
                    if self.top() != Some(opening_of(sign)) {
                        return self.other_bracket(position, sign);
                    }
                    self.open.pop();
                    self.stray = None;
                    let depth = self.open.len();
                    self.keys.retain(|key| key.depth <= depth);
                    if self.open.is_empty() {
                        return Found::End(position);
                    }
                }
                ',' if self.top() == Some('[') && self.stray.is_none() => {
                    let rest = next..line_end(text, next);
                    let key = text[rest].trim_start();
                    let length = key.find(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '_' | '-')));
                    if length.is_some_and(|length| length > 0 && key[length..].trim_start().starts_with('=')) {
                        self.stray = Some(position);
                    }
                }
                _ => {}
            }
            if !sign.is_whitespace() {
                self.last = next;
            }
            position = next;
        }
        let end = self.last;
        self.end_before(text.len(), end)
    }

    fn top(&self) -> Option<char> {
        self.open.last().map(|(_, sign)| *sign)
    }

    /// Whether a quotation mark at `position` is the apostrophe of a word that should have stood in quotation marks.
    fn is_inside_a_word(&self, position: usize) -> bool {
        self.text[..position].ends_with(char::is_alphanumeric)
    }

    /// A line inside the value begins: it may be plainly none of its lines.
    fn begin_line(&mut self, start: usize) -> Option<Found> {
        let text = self.text;
        let line = line_around(text, start);
        let is_value = matches!(text[line.clone()].trim_matches(['[', ']', ',']), "true" | "false" | "inf" | "nan");
        if is_heading(text, &line) && !is_value {
            return Some(self.end_before(start, self.last));
        }
        let is_setting = equals_sign(text, &line).is_some();
        if is_setting && self.top() == Some('[') {
            // A table around the list may well go on.
            let inner = self.open.iter().rposition(|(_, sign)| *sign == '{').map_or(0, |table| table + 1);
            return Some(self.close(inner, self.last));
        }
        if is_setting {
            let before = &text[..self.last];
            self.keys.push(KeyLine {
                start: line.start,
                depth: self.open.len(),
                before: self.last,
                follows_comma: before.ends_with([',', '{']),
            });
        }
        None
    }

    /// `]` where a `}` was expected, or the other way round.
    fn other_bracket(&self, position: usize, sign: char) -> Found {
        match self.open.iter().rposition(|(_, open)| *open == opening_of(sign)) {
            Some(partner) => {
                let end = self.stray.filter(|_| sign == '}').unwrap_or(self.last);
                self.close(partner + 1, end)
            }
            None => {
                let right = closing_of(self.top().unwrap_or('['));
                let place = position..position + 1;
                let mut mistake =
                    Mistake::new(place.clone(), format!("this `{sign}` does not fit: a `{right}` belongs here"));
                mistake.reason = "A list stands in [ ], a table in { }.";
                mistake.suggestion = Some((place.clone(), right.to_string()));
                mistake.also = self.open.last().map(|(start, _)| (*start..start + 1, "it begins here"));
                Found::Open(Box::new(Repair { mistake, edit: Edit::Replace(place, right.to_string()) }))
            }
        }
    }

    /// Everything is still open at a heading or at the end of the text. (`end`: where what stands before it ends.)
    fn end_before(&self, limit: usize, end: usize) -> Found {
        let text = self.text;
        let column = |position: usize| position - line_start(text, position);
        let own = column(self.statement);
        // Who writes all lines at one margin says less: there only a missing comma tells.
        let is_flat = self.keys.first().is_some_and(|key| {
            let opened = self.open.get(key.depth - 1).map_or(0, |(position, _)| *position + 1);
            column(key.start) <= own && text[opened..line_end(text, opened)].trim().is_empty()
        });
        let outside = self
            .keys
            .iter()
            .find(|key| key.start < limit && column(key.start) <= own && (!is_flat || !key.follows_comma));
        match outside {
            Some(key) => {
                let still_open = self.open.iter().filter(|(position, _)| *position < key.start).count();
                Found::Open(Box::new(self.repair(&self.open[..still_open], key.before)))
            }
            None => self.close(0, end),
        }
    }

    /// Closes the open brackets from `first` on at `end`.
    fn close(&self, first: usize, end: usize) -> Found {
        Found::Open(Box::new(self.repair(&self.open[first..], end)))
    }

    fn repair(&self, open: &[(usize, char)], end: usize) -> Repair {
        let closing: String = open.iter().rev().map(|(_, sign)| closing_of(*sign)).collect();
        let what = match open.first() {
            Some((_, '{')) => "table in braces",
            _ => "list",
        };
        let mut mistake = Mistake::new(end..end, format!("this {what} does not end: a `{closing}` is missing"));
        mistake.label = "here, or before";
        mistake.suggestion = Some((end..end, closing.clone()));
        mistake.also = open.first().map(|(start, _)| (*start..start + 1, "it begins here"));
        Repair { mistake, edit: Edit::Insert(end, closing) }
    }
}

fn opening_of(sign: char) -> char {
    if sign == ']' { '[' } else { '{' }
}

fn closing_of(sign: char) -> char {
    if sign == '[' { ']' } else { '}' }
}

/// Behind a text in quotation marks; one that does not end goes to the end of its line.
fn end_of_text(text: &str, start: usize, quote: char) -> usize {
    let rest = &text[start..];
    if let Some(quotes) = ["\"\"\"", "'''"].into_iter().find(|quotes| rest.starts_with(quotes)) {
        return rest[3..].find(quotes).map_or(text.len(), |length| start + length + 6);
    }
    let mut is_escaped = false;
    for (at, sign) in rest.char_indices().skip(1) {
        match sign {
            '\n' => return start + at,
            '\\' if quote == '"' && !is_escaped => {
                is_escaped = true;
                continue;
            }
            _ if sign == quote && !is_escaped => return start + at + 1,
            _ => {}
        }
        is_escaped = false;
    }
    text.len()
}
