//! From bytes of a Markdown text to bytes of its file.

use std::ops::Range;

use crate::source::Span;

/// Where a Markdown text stands in its file.
///
/// A body is there byte for byte, so a mistake inside it has its exact place. A string of the front matter is so only
/// when it was written without escapes; else every mistake inside it is placed at the string as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    span: Span,
    exact: bool,
    /// Bytes that were put before the text for the parser alone.
    lead: usize,
}

impl Place {
    /// The text stands at `span` byte for byte.
    #[must_use]
    pub fn exact(span: Span) -> Self {
        Self { span, exact: true, lead: 0 }
    }

    /// The text came from `span`, altered.
    #[must_use]
    pub fn whole(span: Span) -> Self {
        Self { span, exact: false, lead: 0 }
    }

    /// The value of a TOML string: `span` holds it with its quotes, and `file` is the text of the whole file.
    #[must_use]
    pub fn of_string(value: &str, span: Span, file: &str) -> Self {
        let raw = file.get(span.start as usize..span.end as usize).unwrap_or_default();
        for quotes in ["\"\"\"", "'''", "\"", "'"] {
            let Some(inner) = raw.strip_prefix(quotes).and_then(|rest| rest.strip_suffix(quotes)) else { continue };
            // TOML drops a line end that follows the opening quotes.
            let trimmed = inner.strip_prefix("\r\n").or_else(|| inner.strip_prefix('\n')).unwrap_or(inner);
            if trimmed == value && !value.is_empty() {
                let start = span.start as usize + quotes.len() + (inner.len() - trimmed.len());
                return Self::exact(Span::new(span.source, start, start + value.len()));
            }
            return Self::whole(span);
        }
        if raw == value { Self::exact(span) } else { Self::whole(span) }
    }

    /// The place of a part of the text.
    #[must_use]
    pub fn span_of(self, part: Range<usize>) -> Span {
        if !self.exact {
            return self.span;
        }
        let offset = |position: usize| {
            (self.span.start as usize).saturating_add(position.saturating_sub(self.lead)).min(self.span.end as usize)
        };
        Span::new(self.span.source, offset(part.start), offset(part.end))
    }

    /// The place of a text that was put `length` bytes behind another one: its own bytes keep their place.
    pub(super) fn shifted_back(self, length: usize) -> Self {
        Self { lead: length, ..self }
    }

    /// The place of the whole text.
    #[must_use]
    pub fn span(self) -> Span {
        self.span
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn strings_without_escapes_are_exact() {
        for (file, value, part, expected) in [
            ("t = \"a [b]\"", "a [b]", 2..5, 7..10),
            ("t = 'a [b]'", "a [b]", 2..5, 7..10),
            ("t = \"\"\"\na [b]\"\"\"", "a [b]", 2..5, 10..13),
            ("t = \"a\\t[b]\"", "a\t[b]", 2..5, 4..12),
            ("t = \"\"", "", 0..0, 4..6),
        ] {
            let span = Span::new(SourceId(0), 4, file.len());
            let found = Place::of_string(value, span, file).span_of(part);
            assert_eq!(found.start as usize..found.end as usize, expected, "{file}");
        }
    }
}
