//! What a table of front matter may hold, as data: for messages, for a JSON Schema and for a reference page.

/// The type of a value.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    Text,
    Number,
    Integer,
    Flag,
    Date,
    /// A text, number, flag or date, kept as the writer wrote it.
    Scalar,
    /// A lone value or a list of values.
    OneOrMany(&'static Shape),
    /// A table with free keys, whose order is kept.
    Map(&'static Shape),
    Table(&'static TableShape),
    /// Any of these; the first is the usual one.
    OneOf(&'static [Shape]),
    /// An entry of a lane: a text, or a table with keys that the lane knows (see [`LaneShape`]).
    Item,
}

/// A table with fixed keys.
#[derive(Debug, Clone, Copy)]
pub struct TableShape {
    /// With its article: "a journey".
    pub what: &'static str,
    pub doc: &'static str,
    /// In the order of the reference.
    pub fields: &'static [FieldShape],
    /// Further keys, each a lane.
    pub lanes: &'static [LaneShape],
    /// Whether the keys of the journey's `custom_lanes` are legal as well.
    pub custom_lanes: bool,
}

impl TableShape {
    /// Every key, synonyms left out.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|field| field.key).chain(self.lanes.iter().map(|lane| lane.key))
    }

    /// Whether the table knows a key, by its name or a synonym.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.fields.iter().any(|field| field.key == key || field.synonyms.contains(&key)) || self.lane(key).is_some()
    }

    #[must_use]
    pub fn lane(&self, key: &str) -> Option<&'static LaneShape> {
        self.lanes.iter().find(|lane| lane.key == key || lane.synonyms.contains(&key))
    }
}

/// One key of a table.
#[derive(Debug, Clone, Copy)]
pub struct FieldShape {
    pub key: &'static str,
    /// Other spellings that mean the same.
    pub synonyms: &'static [&'static str],
    pub doc: &'static str,
    pub shape: Shape,
    /// A text that the field could hold.
    pub example: Option<&'static str>,
    pub allowed: Allowed,
    pub required: bool,
}

/// What the values of a field may be, beyond their type. Decoding does not look at it: resolving does, with more to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    Anything,
    /// These words and no others.
    Words(&'static [&'static str]),
    /// These words, as a rule; a site may have its own.
    UsualWords(&'static [&'static str]),
    /// A whole number from 1 to 5.
    Rating,
    /// From 0 to 1.
    Share,
    /// Keys of lanes, the journey's own among them.
    Lanes,
    /// Names of rules whose level can be chosen.
    Rules,
    /// A level for each of those.
    RuleLevels,
}

impl FieldShape {
    /// A value as a writer would type it.
    #[must_use]
    pub fn example_value(&self) -> String {
        self.example.map_or_else(|| self.shape.example(), |example| format!("\"{example}\""))
    }
}

/// A lane: a key whose value is one entry or a list of entries, each a text or a table.
#[derive(Debug, Clone, Copy)]
pub struct LaneShape {
    pub key: &'static str,
    pub synonyms: &'static [&'static str],
    pub doc: &'static str,
    /// The keys that a table in this lane may have.
    pub item_keys: &'static [&'static str],
}

impl Shape {
    /// In a sentence: "must be *a text*".
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Shape::Text => "a text".to_owned(),
            Shape::Number => "a number".to_owned(),
            Shape::Integer => "a whole number".to_owned(),
            Shape::Flag => "true or false".to_owned(),
            Shape::Date => "a date".to_owned(),
            Shape::Scalar => "a text or a number".to_owned(),
            Shape::OneOrMany(inner) => format!("{} or a list of such", inner.words()),
            Shape::Map(_) => "a table of names and values".to_owned(),
            Shape::Table(table) => format!("a table ({})", table.what),
            Shape::OneOf(shapes) => {
                let words: Vec<String> = shapes.iter().map(Shape::words).collect();
                match words.split_last() {
                    Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
                    _ => words.concat(),
                }
            }
            Shape::Item => "a text or a table".to_owned(),
        }
    }

    /// A value as a writer would type it.
    #[must_use]
    pub fn example(&self) -> String {
        match self {
            Shape::Text | Shape::Scalar | Shape::Item => "\"…\"".to_owned(),
            Shape::Number | Shape::Integer => "3".to_owned(),
            Shape::Flag => "true".to_owned(),
            Shape::Date => "2026-09-14".to_owned(),
            Shape::OneOrMany(inner) => inner.example(),
            Shape::Map(inner) => format!("{{ name = {} }}", inner.example()),
            Shape::Table(table) => {
                let fields = table.fields.iter().filter(|field| field.required);
                let fields: Vec<&FieldShape> =
                    fields.chain(table.fields.iter().filter(|field| !field.required)).collect();
                let fields: Vec<String> =
                    fields.iter().take(2).map(|field| format!("{} = {}", field.key, field.example_value())).collect();
                format!("{{ {} }}", fields.join(", "))
            }
            Shape::OneOf(shapes) => shapes.first().map(Shape::example).unwrap_or_default(),
        }
    }
}
