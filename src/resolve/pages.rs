//! Plain pages, the words at the top of lists, and the glossary.

use std::collections::BTreeMap;

use super::context::FileContext;
use super::identity::{shown, unused, written_id};
use super::index::{LocalPage, LocalTerm};
use crate::content::raw::{RawIntroduction, RawPage, RawTerm};
use crate::content::{RawFile, RawSite};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::markdown::{Glossary, ParsedDocument, split_definitions};
use crate::model::*;
use crate::slug::Slug;
use crate::source::{SourceId, Span};
use crate::url::SitePath;

/// Pages in the order of their paths; drafts only when asked for.
pub(super) fn local_pages<'a>(
    raw: &'a RawSite,
    with_drafts: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<LocalPage<'a>> {
    let mut pages = Vec::with_capacity(raw.pages.len());
    for file in &raw.pages {
        if file.raw.draft.as_ref().is_some_and(|flag| flag.value) && !with_drafts {
            continue;
        }
        // A bundle's page lies where its folder does.
        let stem = file.id_stem.strip_suffix("/index").unwrap_or(&file.id_stem);
        let Some(path) = SitePath::new(&format!("{stem}.html")) else {
            diagnostics.push(
                Diagnostic::new(Code::UnsafePath, Span::whole(file.source), "this file's path cannot be an address")
                    .help("rename the file: letters, digits and hyphens make good addresses"),
            );
            continue;
        };
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let title = file.raw.title.as_ref().map_or_else(|| title_of_name(name), |title| title.value.trim().into());
        pages.push(LocalPage { file, path, title });
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

/// "how-to-read" → "How to read".
fn title_of_name(name: &str) -> Box<str> {
    let words = name.replace(['-', '_'], " ");
    let mut characters = words.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", characters.as_str()).into()
}

/// Terms of `glossary.md` and of `glossary/*.md`, by term. Takes the definition lists out of the body of `glossary.md`.
pub(super) fn local_terms<'a>(
    raw: &'a RawSite,
    bodies: &mut BTreeMap<SourceId, ParsedDocument>,
    with_drafts: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<LocalTerm<'a>> {
    let mut found: Vec<(LocalTerm<'a>, Span)> = Vec::new();
    if let Some(file) = &raw.glossary
        && let Some(body) = bodies.remove(&file.source)
    {
        let (rest, definitions) = split_definitions(body);
        bodies.insert(file.source, rest);
        for definition in definitions {
            let Some(id) = Slug::from_text(&definition.term) else {
                diagnostics.push(no_id(definition.span));
                continue;
            };
            found.push((
                LocalTerm {
                    id,
                    term: definition.term,
                    also: definition.also,
                    source: file.source,
                    folder: &file.folder,
                    definition: Some(definition.definition),
                },
                definition.span,
            ));
        }
    }
    for file in &raw.terms {
        if file.raw.draft.as_ref().is_none_or(|flag| !flag.value) || with_drafts {
            found.extend(term_of_file(file, diagnostics));
        }
    }
    let mut taken: BTreeMap<Slug, Span> = BTreeMap::new();
    for (term, span) in &mut found {
        if let Some(earlier) = taken.get(&term.id) {
            diagnostics.push(
                Diagnostic::new(Code::DuplicateId, *span, format!("the term “{}” is there twice", shown(&term.term)))
                    .also(*earlier, "the first is here")
                    .help("keep one definition"),
            );
            term.id = unused(&term.id, |id| taken.contains_key(id));
        }
        taken.insert(term.id.clone(), *span);
    }
    let mut terms: Vec<LocalTerm<'a>> = found.into_iter().map(|(term, _)| term).collect();
    terms.sort_by(|a, b| (a.term.to_lowercase(), &a.id).cmp(&(b.term.to_lowercase(), &b.id)));
    terms
}

fn term_of_file<'a>(file: &'a RawFile<RawTerm>, diagnostics: &mut Diagnostics) -> Option<(LocalTerm<'a>, Span)> {
    let raw = &file.raw;
    let term: Box<str> =
        raw.term.as_ref().map_or_else(|| title_of_name(&file.id_stem), |term| term.value.trim().into());
    let span = raw.term.as_ref().map_or(Span::whole(file.source), |term| term.span);
    let id = raw.id.as_ref().and_then(|id| written_id(id, diagnostics)).or_else(|| Slug::from_text(&term));
    let Some(id) = id else {
        diagnostics.push(no_id(span));
        return None;
    };
    let also = raw.also.iter().map(|word| word.value.trim().into()).collect();
    Some((LocalTerm { id, term, also, source: file.source, folder: &file.folder, definition: None }, span))
}

fn no_id(span: Span) -> Diagnostic {
    Diagnostic::new(Code::InvalidId, span, "this term gives no id").reason("an id needs at least one letter or digit")
}

/// The words that are linked, with the terms that they lead to.
pub(super) fn glossary_of(terms: &[LocalTerm<'_>]) -> Glossary {
    Glossary::new(terms.iter().enumerate().flat_map(|(index, term)| {
        let id = TermId::from_index(index);
        std::iter::once((&*term.term, id)).chain(term.also.iter().map(move |word| (&**word, id)))
    }))
}

impl FileContext<'_, '_> {
    pub(super) fn page(&mut self, local: &LocalPage<'_>) -> Page {
        let raw: &RawPage = &local.file.raw;
        let body = self.body();
        // The first heading names a page that has no title of its own.
        let heading = body.headings.first().filter(|heading| raw.title.is_none() && heading.level == 1);
        Page {
            path: local.path.clone(),
            source: local.file.source,
            title: heading.map_or_else(|| local.title.clone(), |heading| Box::from(&*heading.text.plain)),
            summary: self.optional_text(raw.summary.as_ref()),
            in_footer: raw.footer.as_ref().is_some_and(|flag| flag.value),
            body,
            aliases: self.aliases(&raw.aliases),
        }
    }

    pub(super) fn introduction(&mut self, raw: &RawIntroduction) -> Introduction {
        Introduction {
            title: raw.title.as_ref().map(|title| title.value.trim().into()),
            summary: self.optional_text(raw.summary.as_ref()),
            body: self.body(),
        }
    }

    /// The words of `glossary.md` around its terms.
    pub(super) fn glossary_introduction(&mut self, raw: &RawPage) -> Introduction {
        Introduction {
            title: raw.title.as_ref().map(|title| title.value.trim().into()),
            summary: self.optional_text(raw.summary.as_ref()),
            body: self.body(),
        }
    }

    pub(super) fn term(&mut self, id: TermId, local: &LocalTerm<'_>) -> GlossaryTerm {
        self.own_term = Some(id);
        let definition = match &local.definition {
            Some(definition) => self.document(definition),
            None => self.body(),
        };
        if definition.is_empty() {
            self.push(
                Diagnostic::new(
                    Code::MissingField,
                    Span::whole(local.source),
                    format!("“{}” has no definition", shown(&local.term)),
                )
                .help("write what it means below the front matter"),
            );
        }
        GlossaryTerm {
            id: local.id.clone(),
            term: local.term.clone(),
            also: local.also.clone(),
            definition,
            source: local.source,
        }
    }
}
