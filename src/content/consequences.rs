//! What is written and wrong is not missing: a mistake in a field silences whatever only follows from the field's absence.
//!
//! 1. A diagnostic that tells of something missing says of what: [`Diagnostic::unless_written`].
//! 2. Errors that left a value out are *wounds*. For each file that has one its settings are parsed again, which gives the
//!    field and the table that the error stands in; of an unknown key also the field that it was likely meant to be.
//! 3. Where the field of 1 has a wound of 2, within its reach, the diagnostic is dropped: it comes back when the mistake is
//!    mended and the field is missing still.
//! 4. What resolving tells of a line that could not be parsed is dropped too: the line is not what it will be.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::decode::TableShape;
use super::front_matter::{FrontMatter, split};
use super::raw::{
    RawItemDetails, RawJourney, RawOpportunity, RawPainPoint, RawPersona, RawSolution, RawStage, RawStep,
};
use crate::diagnostics::{Absence, Code, Diagnostic, Diagnostics, Level, Reach};
use crate::source::{SourceId, SourceTree, Span};

/// Where fields have more than one name.
const TABLES: &[&TableShape] = &[
    &RawJourney::TABLE,
    &RawStage::TABLE,
    &RawStep::TABLE,
    &RawItemDetails::TABLE,
    &RawPersona::TABLE,
    &RawOpportunity::TABLE,
    &RawSolution::TABLE,
    &RawPainPoint::TABLE,
];

/// Errors after which a value, or a whole file, counts as not written.
const LOSSES: &[Code] = &[
    Code::TomlSyntax,
    Code::UnclosedFrontMatter,
    Code::MissingFrontMatter,
    Code::UnknownField,
    Code::WrongType,
    Code::MissingField,
    Code::UnknownValue,
    Code::OutOfRange,
    Code::ScoreOffScale,
    Code::InvalidDate,
    Code::InvalidDuration,
    Code::InvalidId,
    Code::ConflictingFields,
    Code::UnknownReference,
    Code::AmbiguousReference,
    Code::OutsideVocabulary,
];

/// Takes out of `told` what only follows from an error: one of its own, or one that was `found` beside it.
#[must_use]
pub fn without_consequences(tree: &SourceTree, told: Diagnostics, found: &Diagnostics) -> Diagnostics {
    let is_unreadable = |diagnostic: &Diagnostic| diagnostic.code == Code::TomlSyntax;
    let unread = || told.iter().chain(found.iter()).filter(|diagnostic| is_unreadable(diagnostic));
    if unread().next().is_none() && told.iter().all(|diagnostic| diagnostic.absences.is_empty()) {
        return told;
    }
    // What a line means that cannot be read is anybody's guess.
    let unread: BTreeSet<(SourceId, usize)> =
        unread().map(|diagnostic| line_of(tree, diagnostic.primary.span)).collect();
    let mut files: BTreeMap<SourceId, File<'_>> = BTreeMap::new();
    let errors = told.iter().chain(found.iter());
    for error in errors.filter(|error| error.level == Level::Error && LOSSES.contains(&error.code)) {
        let source = error.primary.span.source;
        if tree.get(source).is_some() {
            files.entry(source).or_insert_with(|| File::new(tree.text(source))).hurt(error);
        }
    }
    if unread.is_empty() && files.is_empty() {
        return told;
    }
    let mut kept = Diagnostics::new();
    for diagnostic in told {
        let is_of_unread_line = !is_unreadable(&diagnostic) && unread.contains(&line_of(tree, diagnostic.primary.span));
        let follows = is_of_unread_line
            || diagnostic.absences.iter().any(|absence| {
                let own = files.get(&diagnostic.primary.span.source);
                own.is_some_and(|file| file.explains(&diagnostic, absence))
                    || absence.reach == Reach::Site && files.values().any(|file| file.explains_elsewhere(absence))
            });
        if !follows {
            kept.push(diagnostic);
        }
    }
    kept
}

/// The line that a place begins in, by the place of its first sign.
fn line_of(tree: &SourceTree, span: Span) -> (SourceId, usize) {
    let before = tree.get(span.source).and_then(|file| file.text().get(..span.start as usize));
    (span.source, before.and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1))
}

/// A file with an error.
struct File<'t> {
    text: &'t str,
    /// `None`: its settings cannot be parsed whole, so that nobody knows what stands in which table.
    tables: Option<Vec<Table>>,
    fields: Vec<Field>,
    wounds: Vec<Wound>,
    /// Not even its front matter could be found.
    is_lost: bool,
}

struct Table {
    outer: Option<usize>,
    /// Its heading, or the braces with all between them.
    place: Range<usize>,
}

struct Field {
    table: usize,
    name: String,
    key: Range<usize>,
    value: Range<usize>,
    /// Stages and steps are there, whatever is wrong inside of them.
    outlives: bool,
}

struct Wound {
    /// `None`: of a file that could not be parsed whole.
    table: Option<usize>,
    written: String,
    /// What an unknown key was most likely meant to be.
    meant: Option<String>,
    /// An unknown key that resembles nothing can stand for anything in its table.
    is_anything: bool,
}

impl<'t> File<'t> {
    fn new(text: &'t str) -> Self {
        let mut file = Self { text, tables: None, fields: Vec::new(), wounds: Vec::new(), is_lost: false };
        match split(text).front_matter {
            FrontMatter::Toml { toml, .. } | FrontMatter::Late { toml, .. } | FrontMatter::Unopened { toml, .. } => {
                let (table, errors) = DeTable::parse_recoverable(text.get(toml.clone()).unwrap_or_default());
                if errors.is_empty() {
                    let mut tables = vec![Table { outer: None, place: 0..0 }];
                    file.walk(table.get_ref(), 0, toml.start, &mut tables);
                    file.tables = Some(tables);
                }
            }
            // A plain page may do without.
            FrontMatter::None | FrontMatter::Misspelled { .. } => {}
            FrontMatter::Unclosed { .. } | FrontMatter::Yaml { .. } => file.is_lost = true,
        }
        file
    }

    fn walk(&mut self, table: &DeTable<'_>, at: usize, offset: usize, tables: &mut Vec<Table>) {
        let place = |range: Range<usize>| range.start + offset..range.end + offset;
        for (key, value) in table {
            let name = key.get_ref().as_ref().to_owned();
            let outlives = matches!(&*name, "stages" | "stage" | "steps" | "step");
            self.fields.push(Field { table: at, name, key: place(key.span()), value: place(value.span()), outlives });
            let entries = match value.get_ref() {
                DeValue::Array(array) => array.iter().collect(),
                _ => vec![value],
            };
            for entry in entries {
                if let DeValue::Table(inner) = entry.get_ref() {
                    tables.push(Table { outer: Some(at), place: place(entry.span()) });
                    self.walk(inner, tables.len() - 1, offset, tables);
                }
            }
        }
    }

    /// Notes what an error has cost.
    fn hurt(&mut self, error: &Diagnostic) {
        let position = error.primary.span.start as usize;
        if error.code == Code::MissingFrontMatter {
            self.is_lost = true;
        }
        let is_unknown = error.code == Code::UnknownField;
        let meant = error.suggestion.as_ref().filter(|_| is_unknown).map(|mend| mend.replacement.clone());
        if self.tables.is_none() {
            if let Some(written) = key_of_line(self.text, position) {
                self.wounds.push(Wound { table: None, written, meant, is_anything: false });
            }
            return;
        }
        // What is missing from a table is no fault of a field in it.
        let hurts = |field: &&Field| {
            field.key.contains(&position)
                || field.value.start == position
                || field.value.contains(&position) && !field.outlives
        };
        let innermost = self.fields.iter().filter(hurts).map(|field| field.value.end - field.key.start).min();
        let wounds = self.fields.iter().filter(hurts).map(|field| {
            let is_innermost = Some(field.value.end - field.key.start) == innermost;
            Wound {
                table: Some(field.table),
                written: field.name.clone(),
                meant: meant.clone().filter(|_| is_innermost),
                is_anything: is_unknown && is_innermost && meant.is_none(),
            }
        });
        self.wounds.extend(wounds.collect::<Vec<_>>());
    }

    /// Whether a diagnostic of this file follows from one of its wounds.
    fn explains(&self, diagnostic: &Diagnostic, absence: &Absence) -> bool {
        let Some(tables) = &self.tables else {
            let is_told_whole = matches!(absence.reach, Reach::File | Reach::Site);
            return !is_told_whole || self.wounds.iter().any(|wound| wound.is_of(absence));
        };
        let here = self.table_at(tables, diagnostic.primary.span.start as usize);
        self.wounds.iter().any(|wound| {
            let at = wound.table.unwrap_or_default();
            let is_near = match absence.reach {
                Reach::Here => at == here,
                Reach::Around => is_inside(tables, at, here) || is_inside(tables, here, at),
                Reach::File | Reach::Site => true,
            };
            is_near && wound.is_of(absence) || wound.is_anything && at == here && absence.reach == Reach::Here
        })
    }

    /// Whether something missing elsewhere may stand here.
    fn explains_elsewhere(&self, absence: &Absence) -> bool {
        self.is_lost || self.wounds.iter().any(|wound| wound.is_of(absence))
    }

    /// The innermost table around a position; what stands above the settings is said of the whole file.
    fn table_at(&self, tables: &[Table], position: usize) -> usize {
        let of_fields = self.fields.iter().filter_map(|field| {
            let is_here = field.key.contains(&position) || field.value.contains(&position);
            is_here.then(|| (field.value.end - field.key.start.min(field.value.start), field.table))
        });
        let of_tables = (tables.iter().enumerate())
            .filter(|(_, table)| table.place.contains(&position))
            .map(|(at, table)| (table.place.end - table.place.start, at));
        // Of two as large the inner one: `steps = {…}` is as large as its table.
        of_fields.chain(of_tables).min_by_key(|(length, at)| (*length, usize::MAX - at)).map_or(0, |(_, at)| at)
    }
}

impl Wound {
    fn is_of(&self, absence: &Absence) -> bool {
        absence.fields.iter().any(|field| {
            is_field(field, &self.written) || self.meant.as_deref().is_some_and(|meant| is_field(field, meant))
        })
    }
}

/// Whether `written` is the name of a field, or another word for it.
fn is_field(field: &str, written: &str) -> bool {
    field == written
        || TABLES.iter().any(|table| {
            let of_lanes = || table.lane(written).is_some_and(|lane| lane.key == field);
            table.fields.iter().any(|shape| shape.key == field && shape.synonyms.contains(&written)) || of_lanes()
        })
}

fn is_inside(tables: &[Table], inner: usize, outer: usize) -> bool {
    let mut at = Some(inner);
    while let Some(table) = at {
        if table == outer {
            return true;
        }
        at = tables.get(table).and_then(|table| table.outer);
    }
    false
}

/// The key that a line gives a value to, as far as one can tell.
fn key_of_line(text: &str, position: usize) -> Option<String> {
    let before = text.get(..position)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(before..)?.lines().next()?;
    let key = match line.split_once(['=', ':']) {
        Some((key, _)) => key.trim(),
        None => line.trim().trim_matches(['[', ']']).rsplit('.').next()?,
    };
    (!key.is_empty()).then(|| key.to_owned())
}
