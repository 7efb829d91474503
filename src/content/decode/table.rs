//! The declaration of raw structs, and what decoding a table has to tell.

use toml::de::DeTable;

use super::{Decoder, FieldShape, Scope, Shape, TableShape, TomlKey, TomlValue};
use crate::content::overlay::MADE_FROM;
use crate::content::raw::RawCell;
use crate::diagnostics::{Code, Diagnostic, Reach, nearest};
use crate::source::Span;

/// Declares a raw struct: its fields, keys, synonyms, words and types, and with them its decoding and its [`TableShape`].
///
/// ```text
/// raw_table! {
///     /// What it is.
///     RawTeam: "a team" {
///         /// What the field means.
///         title: Option<RawText> = "title" | "name", required;
///     }
/// }
/// ```
///
/// Every field's type has a value for "not written". `like "3 weeks"` after the keys gives the text of an example;
/// `only STATUS` names what the values may be, of those in `raw::allowed`, for completion in editors. `as words` marks what a
/// translation says in its language: everything else comes from the original. `required` tells when the key is not there.
/// `, lanes cells: LIST, custom: true` before the brace adds the lanes of `LIST` (and the journey's own) as keys, collected in the field `cells`.
macro_rules! raw_table {
    (
        $(#[doc = $doc:literal])*
        $name:ident: $what:literal $(, lanes $cells:ident: $lanes:expr, custom: $custom:literal)? {
            $(
                $(#[doc = $field_doc:literal])*
                $field:ident: $type:ty = $key:literal $(| $synonym:literal)* $(like $example:literal)? $(only $allowed:ident)? $(as $role:ident)? $(, $required:ident)?;
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// The table: its heading, the inline table, or the start of the front matter.
            pub span: $crate::source::Span,
            $(
                /// The lanes that were written, each at most once.
                pub $cells: Vec<$crate::content::raw::RawCell>,
            )?
            $(
                $(#[doc = $field_doc])*
                pub $field: $type,
            )*
        }

        impl $name {
            /// What a writer can put here.
            pub const TABLE: $crate::content::decode::TableShape = $crate::content::decode::TableShape {
                what: $what,
                doc: concat!($($doc,)* ""),
                fields: &[$(
                    $crate::content::decode::FieldShape {
                        key: $key,
                        synonyms: &[$($synonym),*],
                        doc: concat!($($field_doc,)* ""),
                        shape: <$type as $crate::content::decode::FromToml>::SHAPE,
                        example: match &[$($example)?] as &[&str] {
                            [example] => Some(example),
                            _ => None,
                        },
                        allowed: match &[$($crate::content::raw::allowed::$allowed)?] as &[$crate::content::decode::Allowed] {
                            [allowed] => *allowed,
                            _ => $crate::content::decode::Allowed::Anything,
                        },
                        required: !(&[$(stringify!($required))?] as &[&str]).is_empty(),
                    },
                )*],
                lanes: match &[$($lanes)?] as &[&'static [$crate::content::decode::LaneShape]] {
                    [lanes] => lanes,
                    _ => &[],
                },
                custom_lanes: matches!(&[$($custom)?] as &[bool], [true]),
            };

            /// The table with nothing written in it.
            #[must_use]
            pub const fn empty(span: $crate::source::Span) -> Self {
                Self {
                    span,
                    $($cells: Vec::new(),)?
                    $($field: <$type as $crate::content::decode::RawField>::ABSENT,)*
                }
            }

            /// Decodes a table that stands at `span`.
            pub fn from_table(
                table: &toml::de::DeTable<'_>,
                span: $crate::source::Span,
                only: Option<&'static [&'static str]>,
                decoder: &mut $crate::content::decode::Decoder<'_>,
            ) -> Self {
                let mut raw = Self::empty(span);
                // Where each key was written: one local for each field, under the field's name.
                $(let mut $field: Option<$crate::source::Span> = None;)*
                decoder.enter(&Self::TABLE, only);
                for (key, value) in table {
                    match key.get_ref().as_ref() {
                        $($key $(| $synonym)* if decoder.allows($key) => {
                            if decoder.first(&mut $field, key, $key)
                                && let Some(value) = decoder.field(decoder.span(key), value)
                            {
                                raw.$field = value;
                            }
                        })*
                        _ => {
                            $(if decoder.cell(key, value, &mut raw.$cells) { continue; })?
                            decoder.unknown_field(key);
                        }
                    }
                }
                $(raw.$cells.shrink_to_fit();)?
                $($(decoder.$required($key, $field.is_some(), span);)?)*
                decoder.leave();
                raw
            }

            #[allow(dead_code, reason = "the few tables that become values of another type have no use for it")]
            /// Takes over the words of a translation of this table, and notes what else it holds.
            pub(crate) fn overlay_words(
                &mut self,
                translation: Self,
                overlaying: &mut $crate::content::overlay::Overlaying,
            ) {
                $($crate::content::overlay::overlay_cells(&mut self.$cells, translation.$cells, overlaying);)?
                $(
                    let role: &[&str] = &[$(stringify!($role))?];
                    let field = $crate::content::overlay::Field { key: $key, is_words: !role.is_empty() };
                    field.overlay(&mut self.$field, translation.$field, overlaying);
                )*
            }

            #[allow(dead_code, reason = "as above")]
            /// Hands every word of the table to a digest, in the order of the declaration.
            pub(crate) fn digest_words(&self, digest: &mut $crate::content::overlay::WordDigest) {
                $($crate::content::overlay::digest_cells(&self.$cells, digest);)?
                $(
                    let role: &[&str] = &[$(stringify!($role))?];
                    if !role.is_empty() {
                        $crate::content::overlay::Words::digest(&self.$field, digest);
                    }
                )*
            }
        }

        impl $crate::content::decode::FromToml for $name {
            const SHAPE: $crate::content::decode::Shape = $crate::content::decode::Shape::Table(&Self::TABLE);

            fn from_toml(
                value: &$crate::content::decode::TomlValue<'_>,
                decoder: &mut $crate::content::decode::Decoder<'_>,
            ) -> Option<Self> {
                let table = decoder.expect_table(value, Self::SHAPE)?;
                Some(Self::from_table(table, decoder.span(value), None, decoder))
            }
        }
    };
}
pub(crate) use raw_table;

impl Decoder<'_> {
    pub(crate) fn enter(&mut self, table: &'static TableShape, only: Option<&'static [&'static str]>) {
        self.scopes.push(Scope { table, only });
    }

    pub(crate) fn leave(&mut self) {
        self.scopes.pop();
    }

    /// Whether the table that the walk is in takes a key (by its first name) here.
    pub(crate) fn allows(&self, key: &str) -> bool {
        self.scopes.last().is_none_or(|scope| scope.only.is_none_or(|only| only.contains(&key)))
    }

    /// Remembers where a field stands; a second spelling of it is told and gives `false`.
    pub(crate) fn first(&mut self, place: &mut Option<Span>, key: &TomlKey<'_>, name: &str) -> bool {
        let span = self.span(key);
        let Some(other) = *place else {
            *place = Some(span);
            return true;
        };
        let (earlier, later) = if other.start < span.start { (other, span) } else { (span, other) };
        if let Some(diagnostic) = self.lone_bracket(earlier, later).or_else(|| self.lone_bracket(later, earlier)) {
            self.push(diagnostic);
            return false;
        }
        let diagnostic = Diagnostic::new(
            Code::ConflictingFields,
            later,
            format!("`{}` and `{}` are the same field", self.written(earlier), self.written(later)),
        )
        .also(earlier, "first written here")
        .reason("Both spellings are understood, but only one of them can hold the value.")
        .help(format!("keep one of them; the usual spelling is `{name}`"));
        self.push(diagnostic);
        false
    }

    /// `[stage]` beside `[[stages]]`: it was meant as one of them.
    fn lone_bracket(&self, lone: Span, double: Span) -> Option<Diagnostic> {
        let before = |span: Span| self.written(Span { start: span.start.saturating_sub(2), end: span.start, ..span });
        if !before(lone).ends_with('[') || before(lone) == "[[" || before(double) != "[[" {
            return None;
        }
        let heading = Span { start: lone.start - 1, end: lone.end + 1, ..lone };
        let right = format!("[[{}]]", self.written(double));
        Some(
            Diagnostic::new(Code::ConflictingFields, heading, format!("this heading needs two brackets: {right}"))
                .also(double, "an entry of that list")
                .reason("[name] is a table of which there is one, [[name]] is one entry of a list.")
                .suggest(heading, right),
        )
    }

    /// Tells a missing field. (Named as the word that the declaration of a raw struct uses.)
    pub(crate) fn required(&mut self, key: &'static str, written: bool, table: Span) {
        if written || self.in_translation() {
            return;
        }
        let what = self.scopes.last().map_or("", |scope| scope.table.what);
        let example = self
            .scopes
            .last()
            .and_then(|scope| scope.table.fields.iter().find(|field| field.key == key))
            .map_or_else(String::new, FieldShape::example_value);
        self.push(
            Diagnostic::new(Code::MissingField, table, format!("{what} needs a `{key}`"))
                .help(format!("add {key} = {example}"))
                .unless_written(Reach::Here, &[key]),
        );
    }

    /// Decodes a key that is a lane, built in or declared; `false` when it is none.
    pub(crate) fn cell(&mut self, key: &TomlKey<'_>, value: &TomlValue<'_>, cells: &mut Vec<RawCell>) -> bool {
        let Some(scope) = self.scopes.last().copied() else { return false };
        let name = key.get_ref().as_ref();
        let span = self.span(key);
        let (lane_key, lane) = match scope.table.lane(name) {
            Some(lane) => (lane.key, lane),
            None if scope.table.custom_lanes && self.custom_lanes.iter().any(|lane| &**lane == name) => {
                (name, &crate::content::raw::CUSTOM_LANE)
            }
            None => return false,
        };
        let mut place = cells.iter().find(|cell| &*cell.lane == lane_key).map(|cell| cell.span);
        if self.first(&mut place, key, lane_key) {
            let outer = std::mem::replace(&mut self.key, span);
            let cell = RawCell::decode(lane_key, span, value, lane, self);
            self.key = outer;
            cells.push(cell);
        }
        true
    }

    /// The table that the walk is in, for a sentence.
    fn what(&self, scope: &Scope) -> String {
        match scope.only {
            Some(_) => format!("an entry of `{}`", self.written(self.key)),
            None => scope.table.what.to_owned(),
        }
    }

    /// Tells a key that the table does not know.
    pub(crate) fn unknown_field(&mut self, key: &TomlKey<'_>) {
        let Some(scope) = self.scopes.last().copied().filter(|_| !self.is_full()) else { return };
        let span = self.span(key);
        let name = key.get_ref().as_ref();
        // What a translation was made from is read beside the fields of its kind.
        let of_translation = (self.in_translation() && self.scopes.len() == 1).then_some(MADE_FROM);
        if of_translation == Some(name) {
            return;
        }
        let known: Vec<&str> = match scope.only {
            Some(only) => only.to_vec(),
            None => scope.table.keys().chain(of_translation).collect(),
        };
        let mut diagnostic = Diagnostic::new(
            Code::UnknownField,
            span,
            format!("`{}` is not a field of {}", shortened(name), self.what(&scope)),
        );
        if scope.table.custom_lanes && scope.only.is_none() {
            diagnostic = diagnostic.unless_written(Reach::File, &["custom_lanes"]);
        }
        let custom = self.custom_lanes.iter().map(|lane| &**lane).filter(|_| scope.table.custom_lanes);
        let guess = nearest(name, known.iter().copied().chain(custom)).or_else(|| other_word(name, &known));
        if let Some(guess) = guess {
            diagnostic = diagnostic.help(format!("did you mean `{guess}`?")).suggest(span, guess);
        }
        // A key below a [heading] belongs to that heading, which surprises everybody once.
        let outer = self.scopes.iter().rev().skip(1).find(|outer| outer.table.knows(name));
        let near_outer = || {
            let mut outer = self.scopes.iter().rev().skip(1);
            outer.find_map(|outer| Some((nearest(name, outer.table.keys())?, outer.table.what)))
        };
        if let Some(outer) = outer.filter(|_| guess.is_none()) {
            diagnostic = diagnostic
                .reason("In TOML a key belongs to the nearest [heading] above it.")
                .help(format!("`{name}` is a field of {}: move the line above the first [heading]", outer.table.what));
        } else if let Some((meant, what)) = guess.is_none().then(near_outer).flatten() {
            diagnostic = diagnostic.reason("In TOML a key belongs to the nearest [heading] above it.").help(format!(
                "did you mean `{meant}`? It is a field of {what}: move the line above the first [heading]"
            ));
        } else if let Some((heading, inner)) =
            inner_home(scope.table, name).filter(|_| guess.is_none() && scope.only.is_none())
        {
            let where_to = if heading.contains('.') { "write" } else { "write it there, below" };
            diagnostic = diagnostic.help(format!("`{name}` is a field of {inner}: {where_to} {heading}"));
        } else if let Some(lane) = scope
            .table
            .lanes
            .iter()
            .find(|lane| guess.is_none() && scope.only.is_none() && lane.item_keys.contains(&name))
        {
            diagnostic =
                diagnostic.help(format!("it belongs to an entry: {} = [{{ text = \"…\", {name} = … }}]", lane.key));
        } else if guess.is_none() {
            if scope.table.custom_lanes && scope.only.is_none() {
                diagnostic = diagnostic.help(format!(
                    "to have a lane of your own, declare it in the journey: [custom_lanes.{}] title = \"…\"",
                    shortened(name)
                ));
            }
            if scope.only.is_none() && scope.table.knows("facts") {
                diagnostic = diagnostic.help(format!(
                    "a fact of your own stands below a heading [facts], behind all other keys: {} = \"…\"",
                    shortened(name)
                ));
            }
            let (lanes, settings): (Vec<&str>, Vec<&str>) =
                known.iter().partition(|key| scope.only.is_none() && scope.table.lane(key).is_some());
            diagnostic = diagnostic.help(format!("what can stand here: {}", settings.join(", ")));
            if !lanes.is_empty() {
                diagnostic = diagnostic.help(format!("and the lanes: {}", lanes.join(", ")));
            }
        }
        self.push(diagnostic);
    }

    /// The keys of a table that is not declared as a raw struct, with their places.
    pub(crate) fn keys_of<'t, 'i>(&self, table: &'t DeTable<'i>) -> Vec<(Span, &'t str, &'t TomlValue<'i>)> {
        let mut keys: Vec<_> =
            table.iter().map(|(key, value)| (self.span(key), key.get_ref().as_ref(), value)).collect();
        keys.sort_by_key(|(span, ..)| *span);
        keys
    }
}

/// What people call fields elsewhere, and the field.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("label", "name"),
    ("heading", "title"),
    ("headline", "title"),
    ("description", "summary"),
    ("abstract", "summary"),
    ("pains", "pain_points"),
    ("problems", "pain_points"),
    ("issues", "pain_points"),
    ("frustrations", "pain_points"),
    ("ideas", "opportunities"),
    ("improvements", "opportunities"),
    ("team", "owner"),
    ("responsible", "owner"),
    ("author", "owner"),
    ("mood", "emotion"),
    ("score", "emotion"),
    ("sentiment", "emotion"),
    ("doing", "actions"),
    ("activities", "actions"),
    ("tasks", "actions"),
    ("thinking", "thoughts"),
    ("updated", "reviewed"),
    ("last_reviewed", "reviewed"),
    ("phases", "stages"),
    ("phase", "stages"),
    ("actor", "personas"),
    ("actors", "personas"),
    ("kpis", "metrics"),
    ("references", "sources"),
    ("job", "occupation"),
    ("picture", "portrait"),
    ("photo", "portrait"),
];

fn other_word<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let name = name.to_lowercase().replace([' ', '-'], "_");
    let (_, field) = OTHER_WORDS.iter().find(|(other, _)| *other == name)?;
    known.iter().copied().find(|known| known == field)
}

/// The list of tables inside of a table that knows a key: its heading, and what each of its entries is.
fn inner_home(table: &'static TableShape, key: &str) -> Option<(String, &'static str)> {
    let lists = || {
        table.fields.iter().filter_map(|field| match field.shape {
            Shape::OneOrMany(Shape::Table(inner)) => Some((field.key, *inner)),
            _ => None,
        })
    };
    let here = lists().find(|(_, inner)| inner.knows(key)).map(|(list, inner)| {
        // Entries of a list inside have a heading of their own.
        let is_list = |field: &&FieldShape| {
            (field.key == key || field.synonyms.contains(&key))
                && matches!(field.shape, Shape::OneOrMany(Shape::Table(_)))
        };
        let heading = inner.fields.iter().find(is_list).map_or_else(String::new, |field| format!(".{}", field.key));
        (format!("[[{list}{heading}]]"), inner.what)
    });
    here.or_else(|| {
        lists().find_map(|(list, inner)| {
            let (heading, what) = inner_home(inner, key)?;
            Some((format!("[[{list}.{}", heading.trim_start_matches('[')), what))
        })
    })
}

/// A name for a message: at most 60 characters.
fn shortened(name: &str) -> String {
    if name.chars().count() <= 60 { name.to_owned() } else { name.chars().take(59).chain(['…']).collect() }
}
