//! From parsed TOML to raw structs, told of every mistake on the way.
//!
//! 1. A raw struct is declared once, by [`raw_table!`], with its keys, synonyms, words and types.
//! 2. Decoding walks the parsed table: a value of the wrong type or an unknown key is told, left out, and passed by.
//! 3. The same declaration is there as data ([`TableShape`]), for messages, JSON Schema and the reference.
//!
//! A derive of a general data format would stop at the first mistake of a file and knows no places inside nested values.

mod collections;
mod scalars;
mod shape;
mod table;
#[cfg(test)]
mod tests;

pub use collections::{OneOrMany, OrderedMap};
pub use scalars::RawFact;
pub(crate) use scalars::{days_of_month, either_day, guessed_date, parse_iso_date};
pub use shape::{Allowed, FieldShape, LaneShape, Shape, TableShape};
pub(crate) use table::raw_table;

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use toml::de::{DeArray, DeString, DeTable, DeValue};

use super::toml_text::Shifts;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceId, Span, Spanned};

/// A text with its place. One pointer: a step has a dozen of them that hardly anybody writes, and a large site has a hundred thousand steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawText(Box<Spanned<Arc<str>>>);

impl RawText {
    #[must_use]
    pub fn new(value: Arc<str>, span: Span) -> Self {
        Self(Box::new(Spanned::new(value, span)))
    }
}

impl Deref for RawText {
    type Target = Spanned<Arc<str>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for RawText {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

/// A finite number with its place.
pub type RawNumber = Spanned<f64>;
/// `true` or `false` with its place.
pub type RawFlag = Spanned<bool>;
/// A calendar day with its place.
pub type RawDate = Spanned<jiff::civil::Date>;

/// A value as the TOML parser gives it.
pub type TomlValue<'i> = toml::Spanned<DeValue<'i>>;
/// A key as the TOML parser gives it.
pub type TomlKey<'i> = toml::Spanned<DeString<'i>>;

/// More mistakes of one file's values than these are not told: something wrote them that was no person.
const MOST_DIAGNOSTICS: usize = 1000;

/// A type that a TOML value can become.
pub trait FromToml: Sized {
    /// What it looks like to a writer.
    const SHAPE: Shape;

    /// The value; `None` after telling why not.
    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self>;
}

/// A type that a field of a raw struct can have: it has a value for "not written".
pub trait RawField: FromToml {
    const ABSENT: Self;
}

impl<T: FromToml> FromToml for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::from_toml(value, decoder).map(Some)
    }
}

impl<T: FromToml> RawField for Option<T> {
    const ABSENT: Self = None;
}

impl<T: FromToml> FromToml for Box<T> {
    const SHAPE: Shape = T::SHAPE;

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::from_toml(value, decoder).map(Box::new)
    }
}

/// The state of decoding one file.
#[derive(Debug)]
pub struct Decoder<'a> {
    source: SourceId,
    /// The whole file.
    text: &'a str,
    /// How places of the parsed text become places of the file.
    shifts: Shifts,
    /// The tables that the walk is inside of, outermost first.
    scopes: Vec<Scope>,
    /// The key whose value is being decoded.
    key: Span,
    /// Whether the value being decoded is an entry of the key's list.
    in_list: bool,
    /// The lanes that the file declares.
    custom_lanes: Vec<Box<str>>,
    /// Whether the file translates another, which then has what is missing here.
    in_translation: bool,
    diagnostics: Diagnostics,
}

/// A table that the walk is inside of.
#[derive(Debug, Clone, Copy)]
struct Scope {
    table: &'static TableShape,
    /// When only some keys of the table are legal here.
    only: Option<&'static [&'static str]>,
}

impl<'a> Decoder<'a> {
    /// A decoder for TOML of the file with this `text`.
    #[must_use]
    pub fn new(source: SourceId, text: &'a str, shifts: Shifts) -> Self {
        Self {
            source,
            text,
            shifts,
            scopes: Vec::new(),
            key: Span::whole(source),
            in_list: false,
            custom_lanes: Vec::new(),
            in_translation: false,
            diagnostics: Diagnostics::new(),
        }
    }

    /// What was found wrong.
    #[must_use]
    pub fn into_diagnostics(self) -> Diagnostics {
        self.diagnostics
    }

    /// Adds a diagnostic. Of a file with very many, the last one told says that there are more.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        match self.diagnostics.len() + 1 {
            n if n < MOST_DIAGNOSTICS => self.diagnostics.push(diagnostic),
            MOST_DIAGNOSTICS => self.diagnostics.push(diagnostic.help("more mistakes follow in this file")),
            _ => {}
        }
    }

    /// Whether nothing more will be told of the file, so that it need not be thought of.
    pub(crate) fn is_full(&self) -> bool {
        self.diagnostics.len() >= MOST_DIAGNOSTICS
    }

    /// The place of something parsed, in the file.
    #[must_use]
    pub fn span<T>(&self, value: &toml::Spanned<T>) -> Span {
        let range = value.span();
        Span::new(self.source, self.shifts.original(range.start), self.shifts.original(range.end))
    }

    /// The writer's own spelling at a place.
    #[must_use]
    pub fn written(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Declares the custom lanes of the file; their keys are legal from here on.
    pub(crate) fn declare_custom_lanes(&mut self, table: &DeTable<'_>) {
        self.custom_lanes.extend(table.keys().map(|key| Box::<str>::from(key.get_ref().as_ref())));
    }

    /// The file translates another one, which has these lanes of its own: nothing has to be there that the other one has.
    pub(crate) fn translate(&mut self, custom_lanes: Vec<Box<str>>) {
        self.in_translation = true;
        self.custom_lanes = custom_lanes;
    }

    pub(crate) fn in_translation(&self) -> bool {
        self.in_translation
    }

    /// A text that must be there; one left out of a translation is empty.
    pub(crate) fn needed(&self, text: Option<RawText>, table: Span) -> Option<RawText> {
        text.or_else(|| self.in_translation.then(|| RawText::new("".into(), table)))
    }

    /// Decodes the value of a field.
    pub(crate) fn field<T: FromToml>(&mut self, key: Span, value: &TomlValue<'_>) -> Option<T> {
        let outer = (std::mem::replace(&mut self.key, key), std::mem::replace(&mut self.in_list, false));
        let field = T::from_toml(value, self);
        (self.key, self.in_list) = outer;
        field
    }

    /// Decodes the entries of a list.
    pub(crate) fn entries<T>(
        &mut self,
        array: &DeArray<'_>,
        mut decode: impl FnMut(&TomlValue<'_>, &mut Self) -> Option<T>,
    ) -> Vec<T> {
        // Room for exactly what is there: with thousands of files, spare room adds up.
        let mut entries = Vec::with_capacity(array.len());
        let outer = std::mem::replace(&mut self.in_list, true);
        entries.extend(array.iter().filter_map(|entry| decode(entry, self)));
        self.in_list = outer;
        entries
    }

    /// The table of a value that must be one.
    pub(crate) fn expect_table<'v, 'i>(&mut self, value: &'v TomlValue<'i>, shape: Shape) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(value, &shape);
        }
        table
    }

    /// Tells that a value is not what its key takes.
    pub(crate) fn wrong_type(&mut self, value: &TomlValue<'_>, expected: &Shape) {
        let span = self.span(value);
        // Where the parser could not read a value, it stands at the beginning of the text.
        if span.start < self.key.start {
            return;
        }
        let found = type_words(value.get_ref());
        let key = self.written(self.key);
        let field = self.scopes.last().and_then(|scope| scope.table.fields.iter().find(|field| field.key == key));
        let own_example = field.is_some_and(|field| field.example.is_some());
        let example = field.map_or_else(|| expected.example(), FieldShape::example_value);
        let (subject, example) = match (key, self.in_list) {
            ("", _) => ("this value".to_owned(), example),
            (key, true) => (format!("an entry of `{key}`"), format!("{key} = [{}]", expected.example())),
            (key, false) => (format!("`{key}`"), format!("{key} = {example}")),
        };
        let wanted = match field.map(|field| field.allowed) {
            Some(Allowed::Rating) if !self.in_list => "a number from 1 to 5".to_owned(),
            Some(Allowed::Share) if !self.in_list => "a number from 0 to 1".to_owned(),
            _ => expected.words(),
        };
        let mut diagnostic = Diagnostic::new(Code::WrongType, span, format!("{subject} must be {wanted}, not {found}"))
            .label(format!("this is {found}"))
            .help(format!("for example: {example}"));
        if field.is_some_and(|field| field.allowed == Allowed::Rating) {
            diagnostic = diagnostic.reason("1 is the least, 5 the most");
        }
        // Quotation marks alone make no "3 weeks" of a 3.
        if !own_example && let Some(replacement) = self.mended(value, span, expected) {
            diagnostic = diagnostic.suggest(span, replacement);
        }
        self.push(diagnostic);
    }

    /// The value in the type expected, where only quotes stand between them.
    fn mended(&self, value: &TomlValue<'_>, span: Span, expected: &Shape) -> Option<String> {
        let wants = |wanted: fn(&Shape) -> bool| match expected {
            Shape::OneOrMany(inner) => wanted(inner),
            Shape::OneOf(shapes) => shapes.iter().any(wanted),
            shape => wanted(shape),
        };
        match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_)
                if wants(|shape| matches!(shape, Shape::Text | Shape::Item)) =>
            {
                Some(format!("\"{}\"", self.written(span)))
            }
            DeValue::String(text) if wants(|shape| matches!(shape, Shape::Number | Shape::Integer)) => {
                text.trim().replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| n.to_string())
            }
            DeValue::String(text) if wants(|shape| matches!(shape, Shape::Flag)) => {
                match text.trim().to_lowercase().as_str() {
                    "true" | "yes" | "on" | "y" => Some("true".to_owned()),
                    "false" | "no" | "off" | "n" => Some("false".to_owned()),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// The type of a value in a sentence.
#[must_use]
pub fn type_words(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
