//! Lists and maps.

use toml::de::DeValue;

use super::{Decoder, FromToml, RawField, RawText, Shape, TomlValue};
use crate::source::Span;

/// A lone value or a list of values. Entries that could not be read are left out, and told. One pointer, none where nothing is written.
#[derive(Debug, Clone, PartialEq)]
pub struct OneOrMany<T>(Option<Box<Written<T>>>);

#[derive(Debug, Clone, PartialEq)]
struct Written<T> {
    items: Vec<T>,
    span: Span,
}

impl<T> OneOrMany<T> {
    /// What stands at `span`.
    #[must_use]
    pub fn new(items: Vec<T>, span: Span) -> Self {
        Self(Some(Box::new(Written { items, span })))
    }

    #[must_use]
    pub fn items(&self) -> &[T] {
        self.0.as_deref().map_or(&[], |written| &written.items)
    }

    /// Where the value or the list stands; `None`: not written.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.0.as_deref().map(|written| written.span)
    }

    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items().iter()
    }

    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.0.as_deref_mut().map_or(&mut [][..], |written| &mut written.items).iter_mut()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items().is_empty()
    }

    /// Whether the key was there at all, even with an empty list.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.0.is_some()
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'a, T> IntoIterator for &'a OneOrMany<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> IntoIterator for OneOrMany<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.map_or(Vec::new(), |written| written.items).into_iter()
    }
}

impl<T: FromToml> FromToml for OneOrMany<T> {
    const SHAPE: Shape = Shape::OneOrMany(&T::SHAPE);

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let items = match value.get_ref() {
            DeValue::Array(array) => decoder.entries(array, T::from_toml),
            _ => vec![T::from_toml(value, decoder)?],
        };
        Some(Self::new(items, decoder.span(value)))
    }
}

impl<T: FromToml> RawField for OneOrMany<T> {
    const ABSENT: Self = Self(None);
}

/// A table with free keys, in the writer's order.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderedMap<T> {
    pub entries: Vec<(RawText, T)>,
    /// Where the table stands (its heading, or the inline table); `None`: not written.
    pub span: Option<Span>,
}

impl<T> OrderedMap<T> {
    pub fn iter(&self) -> std::slice::Iter<'_, (RawText, T)> {
        self.entries.iter()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    #[must_use]
    pub fn get(&self, key: &str) -> Option<&T> {
        self.entries.iter().find(|(name, _)| &*name.value == key).map(|(_, value)| value)
    }
}

impl<T> Default for OrderedMap<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), span: None }
    }
}

impl<'a, T> IntoIterator for &'a OrderedMap<T> {
    type Item = &'a (RawText, T);
    type IntoIter = std::slice::Iter<'a, (RawText, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<T: FromToml> FromToml for OrderedMap<T> {
    const SHAPE: Shape = Shape::Map(&T::SHAPE);

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let table = decoder.expect_table(value, Self::SHAPE)?;
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let span = decoder.span(key);
            if let Some(value) = decoder.field(span, value) {
                entries.push((RawText::new(key.get_ref().as_ref().into(), span), value));
            }
        }
        // The parser sorts keys by name; the writer's order is that of the places.
        entries.sort_by_key(|(key, _): &(RawText, T)| key.span);
        Some(Self { entries, span: Some(decoder.span(value)) })
    }
}

impl<T: FromToml> RawField for OrderedMap<T> {
    const ABSENT: Self = Self { entries: Vec::new(), span: None };
}
