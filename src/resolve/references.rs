//! References to things that must exist: personas, journeys, sources; and to what is written into cells.

use super::entity::RawEntity;
use super::identity::{FileList, shown};
use super::namesakes::help_for_namesake;
use super::suggest::help_for;
use crate::content::raw::RawText;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::slug::Slug;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// The position in the list.
    Id(u32),
    /// A draft, in a build without drafts; its title.
    Draft(&'a str),
    Nothing,
}

impl<'a, T: RawEntity> FileList<'a, T> {
    /// By id; also as a path (`journeys/order`, `../journeys/order.md`) and by the very name.
    pub(super) fn find(&self, written: &str) -> Found<'a> {
        let id = bare_id(written, T::FOLDER);
        if let Ok(index) = self.entries.binary_search_by(|entry| entry.slug.as_str().cmp(id)) {
            return u32::try_from(index).map_or(Found::Nothing, Found::Id);
        }
        match Slug::from_text(id).filter(|slug| slug.as_str() == id).and_then(|slug| self.drafts.get(&slug)) {
            Some(title) => Found::Draft(title),
            None => Found::Nothing,
        }
    }

    /// The thing that a reference names; tells when there is none.
    pub(super) fn resolve(&self, name: &RawText, diagnostics: &mut Diagnostics) -> Option<u32> {
        match self.find(name.value.trim()) {
            Found::Id(id) => Some(id),
            Found::Draft(title) => {
                diagnostics.push(reference_to_draft(T::NOUN, title, name.span));
                None
            }
            Found::Nothing => {
                diagnostics.push(self.unknown(name));
                None
            }
        }
    }

    /// The id of what is meant by an id or by a name.
    fn id_of(&self, written: &str) -> Option<String> {
        let slug = Slug::from_text(bare_id(written, T::FOLDER))?;
        let known = |entry: &&super::identity::FileEntry<'a, T>| {
            entry.slug == slug || entry.title.eq_ignore_ascii_case(written)
        };
        self.entries.iter().find(known).map(|entry| entry.slug.to_string())
    }

    pub(super) fn unknown(&self, name: &RawText) -> Diagnostic {
        let written = name.value.trim();
        let mut diagnostic = unknown_reference(T::NOUN, written, name.span);
        // Somebody may have written the name instead of the id.
        let by_name = self.entries.iter().find(|entry| entry.title.eq_ignore_ascii_case(written));
        if let Some(entry) = by_name {
            return diagnostic
                .reason("things are referred to by their id, which is the name of their file")
                .help(format!("did you mean `{}`?", entry.slug))
                .suggest(name.span, format!("\"{}\"", entry.slug));
        }
        // "maya, tom" in one text.
        let parts: Vec<&str> = written.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let found: Vec<String> = parts.iter().filter_map(|part| self.id_of(part)).collect();
        if parts.len() > 1 && found.len() == parts.len() {
            let list: Vec<String> = found.iter().map(|id| format!("\"{id}\"")).collect();
            return diagnostic
                .reason("several names are a list of texts, not one text with commas in it")
                .help(format!("write [{}]", list.join(", ")));
        }
        let id = bare_id(written, T::FOLDER);
        let ids = self.entries.iter().map(|entry| entry.slug.as_str());
        let namesake = help_for_namesake(self.tree, id, Some(T::FOLDER));
        for line in namesake.map_or_else(|| help_for(id, ids), |help| vec![help]) {
            diagnostic = diagnostic.help(line);
        }
        diagnostic.reason(format!("{} is a file in content/{}/, and is named by the file's name", T::WHAT, T::FOLDER))
    }
}

/// "there is no persona `maya-okafr`"
pub(super) fn unknown_reference(noun: &str, written: &str, span: crate::source::Span) -> Diagnostic {
    Diagnostic::new(Code::UnknownReference, span, format!("there is no {noun} `{}`", shown(written)))
}

pub(super) fn reference_to_draft(noun: &str, title: &str, span: crate::source::Span) -> Diagnostic {
    Diagnostic::new(Code::ReferenceToDraft, span, format!("the {noun} “{}” is a draft", shown(title)))
        .reason("drafts are left out of this build, so that nothing can lead to it")
        .help("build with --drafts, or publish it")
}

/// `../personas/maya-okafor.md` → `maya-okafor`.
pub(super) fn bare_id<'t>(written: &'t str, folder: &str) -> &'t str {
    let mut rest = written;
    while let Some(inner) = rest.strip_prefix("../").or_else(|| rest.strip_prefix("./")) {
        rest = inner;
    }
    rest = rest.strip_prefix('/').unwrap_or(rest);
    rest = rest.strip_prefix("content/").unwrap_or(rest);
    rest = rest.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).unwrap_or(rest);
    rest = rest.strip_suffix("/index.md").unwrap_or(rest);
    rest.strip_suffix(".md").unwrap_or(rest)
}
