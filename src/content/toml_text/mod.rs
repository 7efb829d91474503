//! Parses TOML so that one mistake never hides the rest of the file.
//!
//! 1. The parser recovers from most mistakes; from a few it does not, and loses everything after (a list without an end,
//!    a heading without its bracket, a line without `=`). Those are mended in a copy of the text, one by one ([`repair`]).
//! 2. What is left is put into plain words ([`explain`]).
//! 3. The table is decoded. What decoding tells of a line that was told already is dropped: it only follows from that.

mod brackets;
mod explain;
mod headings;
mod lines;
mod lists;
mod repair;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeTable;

use super::decode::Decoder;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};

/// More syntax errors of one file than this are not told: they are one mistake.
const MOST_ERRORS: usize = 100;

/// Of mistakes that read alike, no more than this are told one by one.
const MOST_ALIKE: usize = 5;

/// Settings larger than this are not parsed: each of their bytes could be a mistake.
const LONGEST_TEXT: usize = 1 << 20;

/// So many times a text is mended; a long text less often, since each time it is parsed again.
const MOST_REPAIRS: usize = 30;
const MOST_REPAIRS_OF_LONG_TEXT: usize = 2;
const LONG_TEXT: usize = 256 * 1024;

/// What came of a text.
#[derive(Debug)]
pub struct Decoded<T> {
    pub value: T,
    pub diagnostics: Diagnostics,
    /// Whether the syntax was right.
    pub intact: bool,
}

/// A mistake of syntax, with byte ranges of the text that was parsed.
#[derive(Debug, Clone)]
struct Mistake {
    code: Code,
    range: Range<usize>,
    message: String,
    label: &'static str,
    reason: &'static str,
    help: Vec<String>,
    suggestion: Option<(Range<usize>, String)>,
    also: Option<(Range<usize>, &'static str)>,
    /// Whether the mend is one of the whole line, whatever else is wrong with it.
    mends_line: bool,
}

impl Mistake {
    fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code: Code::TomlSyntax,
            range,
            message: message.into(),
            label: "",
            reason: "",
            help: Vec::new(),
            suggestion: None,
            also: None,
            mends_line: false,
        }
    }
}

/// Parses `text[toml]` and decodes it with `decode`, which is given the table, the place to blame for what is missing
/// (`opening`), and the decoder.
pub fn decode_toml<T>(
    source: SourceId,
    text: &str,
    toml: Range<usize>,
    opening: Span,
    decode: impl FnOnce(&DeTable<'_>, Span, &mut Decoder<'_>) -> T,
) -> Decoded<T> {
    if toml.len() > LONGEST_TEXT {
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(
            Diagnostic::new(
                Code::FileTooLarge,
                opening,
                format!("these settings are larger than {} MiB", LONGEST_TEXT >> 20),
            )
            .reason(
                "No person wrote so many; most likely the end of the settings is missing, or a program wrote the file.",
            )
            .help("long texts belong below the settings"),
        );
        let mut decoder = Decoder::new(source, text, Shifts::default());
        let value = decode(&DeTable::new(), opening, &mut decoder);
        return Decoded { value, diagnostics, intact: false };
    }
    let mut shifts = Shifts { offset: toml.start, insertions: Vec::new() };
    let mut current = Cow::Borrowed(text.get(toml).unwrap_or_default());
    let most_repairs = if current.len() > LONG_TEXT { MOST_REPAIRS_OF_LONG_TEXT } else { MOST_REPAIRS };
    let mut told = Told { source, text, diagnostics: Diagnostics::new(), lines: Vec::new(), mended: Vec::new() };

    for _ in 0..most_repairs {
        let (table, errors) = DeTable::parse_recoverable(&current);
        if errors.is_empty() && told.diagnostics.is_empty() {
            let mut decoder = Decoder::new(source, text, shifts);
            let value = decode(table.get_ref(), opening, &mut decoder);
            return Decoded { value, diagnostics: decoder.into_diagnostics(), intact: true };
        }
        let Some(repair) = repair::find(&current, &errors) else { break };
        drop(table);
        let place = shifts.original(repair.mistake.range.start);
        let is_told = told.lines.contains(&(place..place));
        // A repair that does not help would be found again at the same place. Of brackets each one more helps.
        if is_told && repair.mistake.also.is_none() {
            break;
        }
        if !is_told {
            told.push(repair.mistake, &shifts);
            told.lines.push(place..place);
        }
        if let repair::Edit::Insert(position, closing) = &repair.edit {
            shifts.insert(*position, closing.len());
        }
        current = Cow::Owned(repair.edit.applied(&current));
    }

    let (table, errors) = DeTable::parse_recoverable(&current);
    for mistake in explain::explain(&current, &errors, MOST_ERRORS) {
        let start = shifts.original(mistake.range.start);
        if !told.mended.iter().any(|line| line.contains(&start)) {
            told.push(mistake, &shifts);
        }
    }
    let mut decoder = Decoder::new(source, text, shifts);
    let value = decode(table.get_ref(), opening, &mut decoder);
    let Told { diagnostics, lines, .. } = told;
    let mut diagnostics = folded(diagnostics);
    for diagnostic in decoder.into_diagnostics() {
        let start = diagnostic.primary.span.start as usize;
        let follows = diagnostic.code == Code::MissingField || lines.iter().any(|line| line.contains(&start));
        if !follows {
            diagnostics.push(diagnostic);
        }
    }
    Decoded { value, diagnostics, intact: false }
}

/// Of a mistake that is there many times (a text pasted from a word processor), the first few are told, and how many there are.
fn folded(diagnostics: Diagnostics) -> Diagnostics {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        *counts.entry(diagnostic.message.clone()).or_default() += 1;
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept = Diagnostics::new();
    for mut diagnostic in diagnostics {
        let all = counts.get(&diagnostic.message).copied().unwrap_or(1);
        let number = seen.entry(diagnostic.message.clone()).or_default();
        *number += 1;
        if all > MOST_ALIKE && *number == MOST_ALIKE {
            let more = format!(
                "{} more places of this file have the same mistake: let your editor replace all",
                all - MOST_ALIKE
            );
            diagnostic = diagnostic.help(more);
        }
        if *number <= MOST_ALIKE {
            kept.push(diagnostic);
        }
    }
    kept
}

/// What was told, and of which lines.
struct Told<'a> {
    source: SourceId,
    text: &'a str,
    diagnostics: Diagnostics,
    lines: Vec<Range<usize>>,
    /// Those of which all was told.
    mended: Vec<Range<usize>>,
}

impl Told<'_> {
    fn push(&mut self, mistake: Mistake, shifts: &Shifts) {
        let range = |range: &Range<usize>| shifts.original(range.start)..shifts.original(range.end);
        let span = |place: &Range<usize>| {
            let place = range(place);
            Span::new(self.source, place.start, place.end)
        };
        let mut diagnostic = Diagnostic::new(mistake.code, span(&mistake.range), mistake.message).label(mistake.label);
        if !mistake.reason.is_empty() {
            diagnostic = diagnostic.reason(mistake.reason);
        }
        for help in mistake.help {
            diagnostic = diagnostic.help(help);
        }
        if let Some((place, replacement)) = &mistake.suggestion {
            diagnostic = diagnostic.suggest(span(place), replacement.clone());
        }
        if let Some((place, words)) = &mistake.also {
            diagnostic = diagnostic.also(span(place), *words);
        }
        let place = range(&mistake.range);
        let line = lines::line_start(self.text, place.start)..lines::line_end(self.text, place.end) + 1;
        self.mended.extend(mistake.mends_line.then(|| line.clone()));
        self.lines.push(line);
        self.diagnostics.push(diagnostic);
    }
}

/// How places of the text that was parsed become places of the file.
#[derive(Debug, Clone, Default)]
pub struct Shifts {
    /// Where in the file the text begins.
    pub offset: usize,
    /// What was inserted, as places and lengths in the parsed text, ascending.
    insertions: Vec<(usize, usize)>,
}

impl Shifts {
    /// For a text without insertions.
    #[must_use]
    pub fn starting_at(offset: usize) -> Self {
        Self { offset, insertions: Vec::new() }
    }

    #[must_use]
    pub fn original(&self, position: usize) -> usize {
        let inserted: usize = self
            .insertions
            .iter()
            .take_while(|(start, _)| *start < position)
            .map(|(start, length)| (*length).min(position - start))
            .sum();
        position - inserted + self.offset
    }

    fn insert(&mut self, position: usize, length: usize) {
        for (start, _) in &mut self.insertions {
            if *start >= position {
                *start += length;
            }
        }
        self.insertions.push((position, length));
        self.insertions.sort_unstable();
    }
}

#[cfg(test)]
mod tests;
