//! Kinds that exist as soon as they are named: one list of each, from files, closed vocabularies and mentions.
//!
//! 1. Files and the words of a closed vocabulary come first: they give the spelling.
//! 2. Every mention joins the entry with its slug, or founds one.
//! 3. What is used once and nearly matches another is told; what a closed vocabulary lacks is told at every place.

use rapidhash::RapidHashMap;

use super::entity::RawEntity;
use super::identity::{FileEntry, FileList, shown};
use super::near_miss::{NameUse, near_misses};
use super::suggest::help_for;
use crate::content::RawFile;
use crate::content::raw::RawText;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::slug::Slug;
use crate::source::{Span, Spanned};

/// One thing that was named.
#[derive(Debug)]
pub(super) struct NamedEntry<'a, T> {
    pub(super) slug: Slug,
    pub(super) name: &'a str,
    pub(super) file: Option<&'a RawFile<T>>,
    uses: usize,
    first_use: Option<Span>,
    /// Has a file, or stands in the vocabulary.
    declared: bool,
}

/// All things of one kind, ascending by id.
#[derive(Debug)]
pub(super) struct Vocabulary<'a, T> {
    pub(super) entries: Vec<NamedEntry<'a, T>>,
    /// Positions while collecting, by name as written and by slug (those of titles too). Looked up, never iterated.
    by_name: RapidHashMap<&'a str, usize>,
    by_slug: RapidHashMap<Slug, usize>,
    /// The id of each of those positions.
    ids: Vec<Option<u32>>,
    /// The names that may be used, when the vocabulary is closed.
    closed: Option<Vec<&'a str>>,
}

/// How a kind is called in `[vocabularies]`.
pub(super) type ClosedWords<'a> = Option<&'a [RawText]>;

/// Maps are looked up, never iterated.
struct Collected<'a, T> {
    entries: Vec<NamedEntry<'a, T>>,
    by_slug: RapidHashMap<Slug, usize>,
    by_name: RapidHashMap<&'a str, usize>,
}

impl<'a, T: RawEntity> Vocabulary<'a, T> {
    /// `mentions`: every use of a name, in the order of files and places.
    pub(super) fn collect(
        files: FileList<'a, T>,
        closed_words: ClosedWords<'a>,
        mentions: impl IntoIterator<Item = Spanned<&'a str>>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut all =
            Collected { entries: Vec::new(), by_slug: RapidHashMap::default(), by_name: RapidHashMap::default() };
        let mut allowed: Vec<&str> = closed_words.unwrap_or_default().iter().map(|word| word.value.trim()).collect();
        allowed.extend(files.entries.iter().map(known_name));
        for entry in files.entries {
            let known = known_name(&entry);
            let FileEntry { slug, title, file, .. } = entry;
            // "personas/maya.md" with the title "E-mail" answers to both names.
            if let Some(by_title) = Slug::from_text(known) {
                all.by_slug.entry(by_title).or_insert(all.entries.len());
            }
            all.by_slug.insert(slug.clone(), all.entries.len());
            all.entries.push(NamedEntry {
                slug,
                name: title,
                file: Some(file),
                uses: 0,
                first_use: None,
                declared: true,
            });
        }
        for word in closed_words.unwrap_or_default() {
            all.declare(word.value.trim());
        }
        for mention in mentions {
            all.mention(&mention);
        }
        let list = Self::sorted(all, closed_words.map(|_| allowed));
        list.tell_near_misses(diagnostics);
        list
    }

    fn sorted(all: Collected<'a, T>, closed: Option<Vec<&'a str>>) -> Self {
        let mut order: Vec<usize> = (0..all.entries.len()).collect();
        // Words of a vocabulary that nobody uses, and that have no file, have no page.
        order.retain(|index| all.entries.get(*index).is_some_and(|entry| entry.uses > 0 || entry.file.is_some()));
        order.sort_by(|a, b| {
            let slug = |index: &usize| all.entries.get(*index).map(|entry| &entry.slug);
            slug(a).cmp(&slug(b))
        });
        let mut ids = vec![None; all.entries.len()];
        for (id, index) in (0_u32..).zip(&order) {
            if let Some(place) = ids.get_mut(*index) {
                *place = Some(id);
            }
        }
        let mut entries: Vec<Option<NamedEntry<'a, T>>> = all.entries.into_iter().map(Some).collect();
        let entries = order.iter().filter_map(|index| entries.get_mut(*index).and_then(Option::take)).collect();
        Self { entries, by_name: all.by_name, by_slug: all.by_slug, ids, closed }
    }

    fn tell_near_misses(&self, diagnostics: &mut Diagnostics) {
        let uses: Vec<NameUse<'_>> = self
            .entries
            .iter()
            .map(|entry| NameUse { slug: entry.slug.as_str(), uses: entry.uses, declared: entry.declared })
            .collect();
        for (slip, meant) in near_misses(&uses) {
            let (Some(slip), Some(meant)) = (self.entries.get(slip), self.entries.get(meant)) else { continue };
            let Some(span) = slip.first_use.filter(|_| self.closed.is_none()) else { continue };
            diagnostics.push(
                Diagnostic::new(
                    Code::NearMiss,
                    span,
                    format!(
                        "the {} `{}` is named only here, and nearly is `{}`",
                        T::NOUN,
                        shown(slip.name),
                        shown(meant.name)
                    ),
                )
                .reason(format!(
                    "{} exists as soon as it is named, so a slip of the pen would make a second one",
                    T::WHAT
                ))
                .help(format!(
                    "if `{}` is meant, write that; if not, name it once more or give it a file",
                    shown(meant.name)
                ))
                .suggest(span, format!("\"{}\"", meant.name)),
            );
        }
    }

    /// The entry that a name in this site's files stands for. Tells when there is none, or none is allowed.
    pub(super) fn named(&self, name: &RawText, diagnostics: &mut Diagnostics) -> Option<u32> {
        let written = name.value.trim();
        let id = self.by_name.get(written).and_then(|position| self.ids.get(*position).copied().flatten());
        let Some(id) = id else {
            diagnostics.push(
                Diagnostic::new(
                    Code::InvalidId,
                    name.span,
                    format!("`{}` gives no id for {}", shown(written), T::WHAT),
                )
                .reason("a name needs at least one letter or digit"),
            );
            return None;
        };
        if let Some(allowed) = &self.closed
            && self.entries.get(id as usize).is_some_and(|entry| !entry.declared)
        {
            let mut diagnostic = Diagnostic::new(
                Code::OutsideVocabulary,
                name.span,
                format!("`{}` is not in the list of {}s", shown(written), T::NOUN),
            )
            .reason(format!("`[vocabularies]` in wayfare.toml lists every {} that may be used", T::NOUN));
            for line in help_for(written, allowed.iter().copied()) {
                diagnostic = diagnostic.help(line);
            }
            diagnostics.push(diagnostic.help("or add it to the list in wayfare.toml"));
        }
        Some(id)
    }

    /// The entry with an id, or with a name that gives this id.
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        match self.entries.binary_search_by(|entry| entry.slug.as_str().cmp(id)) {
            Ok(index) => u32::try_from(index).ok(),
            Err(_) => {
                self.by_slug.get(&Slug::from_text(id)?).and_then(|position| self.ids.get(*position).copied().flatten())
            }
        }
    }
}

/// The name that others use: in a translated site they use the original's.
fn known_name<'a, T>(entry: &FileEntry<'a, T>) -> &'a str {
    entry.file.known_as.as_deref().unwrap_or(entry.title)
}

impl<'a, T> Collected<'a, T> {
    fn declare(&mut self, name: &'a str) {
        let Some(slug) = Slug::from_text(name) else { return };
        let index = self.entry(slug, name);
        if let Some(entry) = self.entries.get_mut(index) {
            entry.declared = true;
        }
    }

    fn mention(&mut self, mention: &Spanned<&'a str>) {
        let index = match self.by_name.get(mention.value) {
            Some(index) => *index,
            None => {
                let Some(slug) = Slug::from_text(mention.value) else { return };
                let index = self.entry(slug, mention.value);
                self.by_name.insert(mention.value, index);
                index
            }
        };
        if let Some(entry) = self.entries.get_mut(index) {
            entry.uses += 1;
            entry.first_use.get_or_insert(mention.span);
        }
    }

    fn entry(&mut self, slug: Slug, name: &'a str) -> usize {
        if let Some(index) = self.by_slug.get(&slug) {
            return *index;
        }
        let index = self.entries.len();
        self.by_slug.insert(slug.clone(), index);
        self.entries.push(NamedEntry { slug, name, file: None, uses: 0, first_use: None, declared: false });
        index
    }
}
