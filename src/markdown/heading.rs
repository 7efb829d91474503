//! Headings: their ids and levels.

use std::collections::BTreeMap;

use super::node::RawHeading;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::slug::Slug;
use crate::source::Span;

/// Gives every heading of a file an id of its own.
#[derive(Debug, Default)]
pub(super) struct HeadingIds {
    /// Each id that is taken, and the number that its next namesake tries first.
    taken: BTreeMap<Box<str>, u32>,
}

impl HeadingIds {
    /// An id that no heading has yet: `goals`, then `goals-2`, `goals-3` …
    pub(super) fn take(&mut self, wanted: &str) -> Box<str> {
        let mut id: Box<str> = wanted.into();
        let mut number = self.taken.get(wanted).copied().unwrap_or(1);
        while self.taken.contains_key(&id) {
            number += 1;
            id = format!("{wanted}-{number}").into();
        }
        self.taken.insert(wanted.into(), number);
        self.taken.entry(id.clone()).or_insert(1);
        id
    }

    /// Keeps an id from being given.
    pub(super) fn reserve(&mut self, id: &str) {
        self.taken.entry(id.into()).or_insert(1);
    }

    pub(super) fn is_taken(&self, id: &str) -> bool {
        self.taken.contains_key(id)
    }

    pub(super) fn begin(
        &self,
        level: u8,
        own_id: Option<&str>,
        classes: &[pulldown_cmark::CowStr<'_>],
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> RawHeading {
        let own_id = own_id.and_then(|written| {
            let slug = Slug::from_text(written);
            if slug.as_ref().is_none_or(|slug| slug.as_str() != written) {
                let mut diagnostic =
                    Diagnostic::new(Code::InvalidId, span, format!("`{written}` cannot be the id of a heading"))
                        .reason("an id has small letters a–z, digits and single hyphens");
                if let Some(slug) = &slug {
                    diagnostic = diagnostic.help(format!("write `{{#{slug}}}`"));
                }
                diagnostics.push(diagnostic);
            }
            slug.map(|slug| slug.as_str().into())
        });
        let classes = classes.iter().filter(|class| is_safe_class(class)).map(|class| (&**class).into()).collect();
        RawHeading {
            level,
            html_level: level,
            id: Box::default(),
            own_id,
            classes,
            plain: Box::default(),
            span,
            stage: None,
        }
    }

    pub(super) fn end(&mut self, heading: &mut RawHeading, words: String) {
        let wanted = match &heading.own_id {
            Some(id) => id.clone(),
            None => Slug::from_text(&words).map_or_else(|| "section".into(), |slug| slug.as_str().into()),
        };
        heading.id = self.take(&wanted);
        heading.plain = words.into();
    }
}

/// An id that a writer gave to a heading, and that something else on the page has.
pub(super) fn id_taken(heading: &RawHeading) -> Option<Diagnostic> {
    let wanted = heading.own_id.as_ref().filter(|wanted| **wanted != heading.id)?;
    let message = format!("the id `{wanted}` is taken on this page");
    Some(
        Diagnostic::new(Code::DuplicateId, heading.span, message)
            .reason("another heading, a stage or a step has it, and a link could mean either")
            .help("give this heading another id"),
    )
}

/// Small letters, digits and hyphens, beginning with a letter.
fn is_safe_class(class: &str) -> bool {
    class.starts_with(|first: char| first.is_ascii_lowercase())
        && class.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Levels in the page, which has an `h1` of its own: a text with a `#` heading moves down by one, and no heading goes
/// more than one level deeper than the one before it.
pub(super) fn finish_levels(headings: &mut [RawHeading]) {
    let shift = u8::from(headings.iter().any(|heading| heading.level == 1));
    let mut previous = 1;
    for heading in headings {
        heading.html_level = (heading.level + shift).min(previous + 1).clamp(2, 6);
        previous = heading.html_level;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_whatever_is_asked_for() {
        let mut ids = HeadingIds::default();
        let given: Vec<_> = ["a", "a-2", "a", "a", "b", "a-2"].iter().map(|wanted| ids.take(wanted)).collect();
        assert_eq!(given.iter().map(|id| &**id).collect::<Vec<_>>(), ["a", "a-2", "a-3", "a-4", "b", "a-2-2"]);
    }
}
