//! Pain points, opportunities and solutions: those with a file of their own, and those written into cells.
//!
//! 1. A lone slug in a cell is a reference. A text or a table is an entry of its own, which lives at its cell's address.
//! 2. For pain points a lone word without a hyphen ("price") is a reference only when such a pain point exists: writers
//!    list pains as single words.
//! 3. An entry has the id that its table gives, which others can refer to; else one made of its address, which nobody types.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::entity::RawEntity;
use super::identity::{FileEntry, FileList, PlaceIds, unused, written_id};
use super::mentions::{Claim, ClaimItem};
use super::references::{Found, bare_id, reference_to_draft, unknown_reference};
use super::suggest::help_for;
use crate::content::RawFile;
use crate::content::raw::{RawItem, RawText};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{cell_anchor, item_anchor, stage_anchor, step_anchor};
use crate::slug::{Slug, is_slug};
use crate::source::{SourceId, Span};

/// A claim with a place of its own: a file or a cell.
#[derive(Debug)]
pub(super) struct ClaimEntry<'a, T> {
    pub(super) slug: Slug,
    pub(super) name: &'a str,
    pub(super) file: Option<&'a RawFile<T>>,
    /// Where it is written: the entry of the cell, or the title in its file.
    pub(super) span: Span,
    /// Whether somebody may type its id: it is a file's name, or was given.
    pub(super) is_named: bool,
}

/// All claims of one kind, ascending by id.
#[derive(Debug)]
pub(super) struct ClaimList<'a, T> {
    pub(super) entries: Vec<ClaimEntry<'a, T>>,
    /// Ids of entries of cells by their place, ascending.
    by_item: Vec<(Span, u32)>,
    drafts: BTreeMap<Slug, &'a str>,
}

/// The claims that one journey writes into its cells.
pub(super) struct JourneyClaims<'s, 'a> {
    pub(super) journey: &'s Slug,
    pub(super) places: &'s PlaceIds,
    pub(super) items: &'s [ClaimItem<'a>],
}

/// What a cell's entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claimed {
    /// Written here; its position in the list.
    Here(u32),
    Reference(u32),
    /// Words, without a thing behind them: a draft, or a mistake that was told.
    Words,
}

/// The anchor of a claim on its journey's page.
pub(super) fn claim_anchor(
    places: &PlaceIds,
    stage: Option<u32>,
    step: Option<u32>,
    lane: &str,
    index: usize,
    id: Option<&Slug>,
) -> String {
    let place = stage.and_then(|stage| places.stages.get(stage as usize)).map_or_else(String::new, |stage| match step
        .and_then(|step| stage.steps.get(step as usize))
    {
        Some(step) => step_anchor(&stage.id, step),
        None => stage_anchor(&stage.id),
    });
    item_anchor(&cell_anchor(&place, lane), index, id)
}

/// An entry, and its place when it stands in a cell.
type FoundClaim<'a, T> = (ClaimEntry<'a, T>, Option<Span>);

fn here<'a, T>(slug: Slug, item: &ClaimItem<'a>, is_named: bool) -> FoundClaim<'a, T> {
    let name = item.item.text.as_ref().map_or("", |text| text.value.trim());
    let span = item.item.span;
    (ClaimEntry { slug, name, file: None, span, is_named }, Some(span))
}

impl JourneyClaims<'_, '_> {
    /// `order-pays-pain-points-2`: an id made of the address.
    fn address_id(&self, item: &ClaimItem<'_>) -> Slug {
        let anchor = claim_anchor(self.places, item.stage, item.step, lane_of(item.claim), item.index, None);
        let id = format!("{}-{}", self.journey, anchor.trim_start_matches(':').replace(['.', ':'], "-"));
        Slug::from_text(&id).unwrap_or_else(Slug::unnamed)
    }
}

/// Gives all but the first of equal ids a number: long addresses are cut, and may then be the same.
fn part_equals<T>(found: &mut Vec<FoundClaim<'_, T>>)
where
    T: Sync,
{
    let mut taken: BTreeMap<Slug, u32> = BTreeMap::new();
    let mut changed = Vec::new();
    for at in 1..found.len() {
        if let (Some((before, _)), Some((entry, _))) = (found.get(at - 1), found.get(at))
            && before.slug == entry.slug
        {
            changed.push(at);
        }
    }
    if changed.is_empty() {
        return;
    }
    let original: Vec<Slug> = found.iter().map(|(entry, _)| entry.slug.clone()).collect();
    for at in changed {
        let Some((entry, _)) = found.get_mut(at) else { continue };
        let mut number = taken.get(&entry.slug).copied().unwrap_or(2);
        let slug = loop {
            let slug = entry.slug.numbered(number);
            number += 1;
            if original.binary_search(&slug).is_err() && !taken.contains_key(&slug) {
                break slug;
            }
        };
        taken.insert(entry.slug.clone(), number);
        taken.insert(slug.clone(), 2);
        entry.slug = slug;
    }
    found.par_sort_by(|a, b| a.0.slug.cmp(&b.0.slug));
}

/// The ids of files by what people would call them: title and id, in small letters.
fn titles_of_files<T>(found: &[FoundClaim<'_, T>]) -> BTreeMap<String, Slug> {
    let files = found.iter().filter(|(entry, _)| entry.file.is_some()).map(|(entry, _)| entry);
    files.flat_map(|entry| [entry.name, entry.slug.as_str()].map(|name| (folded(name), entry.slug.clone()))).collect()
}

fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

/// An entry in the words of a file's title makes a second thing of one name.
fn told_of_title<T: RawEntity>(text: &RawText, titles: &BTreeMap<String, Slug>) -> Option<Diagnostic> {
    let slug = titles.get(&folded(&text.value)).filter(|slug| slug.as_str() != text.value.trim())?;
    Some(
        Diagnostic::new(Code::NearMiss, text.span, format!("this is not the {} of this name, but one more", T::NOUN))
            .reason(format!(
                "words in a cell are an entry of their own; {} with a file is named by the file\u{2019}s name",
                T::WHAT
            ))
            .help(format!("write `{slug}` if the one in content/{}/ is meant, else other words", T::FOLDER))
            .suggest(text.span, format!("\"{slug}\"")),
    )
}

fn lane_of(claim: Claim) -> &'static str {
    match claim {
        Claim::PainPoint => "pain_points",
        Claim::Opportunity => "opportunities",
        Claim::Solution => "solutions",
    }
}

impl<'a, T: RawEntity> ClaimList<'a, T> {
    /// `journeys`: in the order of the files.
    pub(super) fn collect<'s>(
        claim: Claim,
        files: FileList<'a, T>,
        journeys: &[JourneyClaims<'s, 'a>],
        diagnostics: &mut Diagnostics,
    ) -> Self
    where
        'a: 's,
        T: Sync,
    {
        // 1. What is named: files, and entries with an id.
        let mut named: BTreeMap<Slug, Span> = BTreeMap::new();
        let mut found: Vec<FoundClaim<'a, T>> = Vec::new();
        for FileEntry { slug, title, file, .. } in files.entries {
            named.insert(slug.clone(), Span::whole(file.source));
            let span = file.raw.title().map_or(Span::whole(file.source), |title| title.span);
            found.push((ClaimEntry { slug, name: title, file: Some(file), span, is_named: true }, None));
        }
        for item in journeys.iter().flat_map(|journey| journey.items).filter(|item| item.claim == claim) {
            let id = item.item.details.as_ref().and_then(|details| details.id.as_ref());
            let Some((slug, span)) = id.and_then(|id| Some((written_id(id, diagnostics)?, id.span))) else { continue };
            let slug = match named.get(&slug) {
                None => slug,
                Some(earlier) => {
                    diagnostics.push(duplicate::<T>(&slug, span, *earlier));
                    unused(&slug, |slug| named.contains_key(slug))
                }
            };
            named.insert(slug.clone(), span);
            found.push(here(slug, item, true));
        }
        let titles = titles_of_files(&found);
        if !titles.is_empty() {
            let told: Vec<Diagnostic> = journeys
                .par_iter()
                .flat_map_iter(|journey| journey.items)
                .filter(|item| item.claim == claim && item.item.details.is_none())
                .filter_map(|item| told_of_title::<T>(item.item.text.as_ref()?, &titles))
                .collect();
            told.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
        }
        // 2. What is not gets an id of its address.
        let refers = |item: &RawItem| {
            let id = item.text.as_ref().map_or("", |text| text.value.trim());
            let known =
                || Slug::from_text(id).is_some_and(|id| named.contains_key(&id) || files.drafts.contains_key(&id));
            may_refer(item) && (claim != Claim::PainPoint || id.contains('-') || known())
        };
        let unnamed: Vec<Vec<FoundClaim<'a, T>>> = journeys
            .par_iter()
            .map(|journey| {
                let has_id = |item: &RawItem| {
                    let id = item.details.as_ref().and_then(|details| details.id.as_ref());
                    id.is_some_and(|id| Slug::from_text(&id.value).is_some())
                };
                journey
                    .items
                    .iter()
                    .filter(|item| item.claim == claim && !has_id(item.item) && !refers(item.item))
                    .map(|item| here(journey.address_id(item), item, false))
                    .collect()
            })
            .collect();
        found.extend(unnamed.into_iter().flatten());
        // 3. In order, and no id twice. (Stable: what is named comes before what is not.)
        found.par_sort_by(|a, b| a.0.slug.cmp(&b.0.slug));
        part_equals(&mut found);
        let mut by_item: Vec<(Span, u32)> =
            (0..).zip(&found).filter_map(|(id, (_, item))| Some(((*item)?, id))).collect();
        by_item.par_sort_unstable();
        let entries = found.into_iter().map(|(entry, _)| entry).collect();
        Self { entries, by_item, drafts: files.drafts }
    }

    /// What an entry of a cell stands for; tells a reference to nothing.
    pub(super) fn claimed(&self, item: &RawItem, diagnostics: &mut Diagnostics) -> Claimed {
        if let Ok(at) = self.by_item.binary_search_by_key(&item.span, |(span, _)| *span)
            && let Some((_, id)) = self.by_item.get(at)
        {
            return Claimed::Here(*id);
        }
        let Some(text) = item.text.as_ref().filter(|_| may_refer(item)) else { return Claimed::Words };
        self.resolve(text, diagnostics).map_or(Claimed::Words, Claimed::Reference)
    }

    /// Gives entries of one file their new places and names: each with where it stood, in the order of the walk.
    pub(super) fn move_items(&mut self, source: SourceId, items: &[(Span, &'a RawItem)]) -> Option<()> {
        let mut moved = Vec::with_capacity(items.len());
        for (before, item) in items {
            // One that is not in the list only refers to another.
            let Ok(at) = self.by_item.binary_search_by_key(before, |(span, _)| *span) else { continue };
            let (_, id) = *self.by_item.get(at)?;
            let entry = self.entries.get_mut(id as usize)?;
            entry.name = item.text.as_ref().map_or("", |text| text.value.trim());
            entry.span = item.span;
            moved.push((item.span, id));
        }
        moved.sort_unstable();
        let start = self.by_item.partition_point(|(span, _)| span.source < source);
        let end = self.by_item.partition_point(|(span, _)| span.source <= source);
        if end - start != moved.len() {
            return None;
        }
        self.by_item.splice(start..end, moved);
        Some(())
    }

    pub(super) fn find(&self, written: &str) -> Found<'a> {
        let id = bare_id(written.trim(), T::FOLDER);
        if let Ok(index) = self.entries.binary_search_by(|entry| entry.slug.as_str().cmp(id)) {
            return u32::try_from(index).map_or(Found::Nothing, Found::Id);
        }
        let draft = Slug::from_text(id).filter(|slug| slug.as_str() == id).and_then(|slug| self.drafts.get(&slug));
        draft.map_or(Found::Nothing, |title| Found::Draft(title))
    }

    /// The ids that somebody may type.
    pub(super) fn ids(&self) -> Vec<&str> {
        self.entries.iter().filter(|entry| entry.is_named).map(|entry| entry.slug.as_str()).collect()
    }

    /// The title of the draft that an entry refers to.
    pub(super) fn draft_title(&self, item: &RawItem) -> Option<&'a str> {
        match self.find(&item.text.as_ref().filter(|_| may_refer(item))?.value) {
            Found::Draft(title) => Some(title),
            _ => None,
        }
    }

    /// The thing that a reference names; tells when there is none.
    pub(super) fn resolve(&self, name: &RawText, diagnostics: &mut Diagnostics) -> Option<u32> {
        match self.find(&name.value) {
            Found::Id(id) => Some(id),
            Found::Draft(title) => {
                diagnostics.push(reference_to_draft(T::NOUN, title, name.span));
                None
            }
            Found::Nothing => {
                let mut diagnostic = unknown_reference(T::NOUN, name.value.trim(), name.span)
                    .reason(format!("a word in the form of an id refers to a file in content/{}/", T::FOLDER));
                let ids = self.ids();
                for line in help_for(bare_id(name.value.trim(), T::FOLDER), ids.iter().copied()) {
                    diagnostic = diagnostic.help(line);
                }
                diagnostics.push(diagnostic.help("or write it as a sentence, or as { text = \"…\" }, to say it here"));
                None
            }
        }
    }
}

/// A lone text that is a slug.
pub(super) fn may_refer(item: &RawItem) -> bool {
    item.details.is_none() && item.text.as_ref().is_some_and(|text| is_slug(text.value.trim()))
}

fn duplicate<T: RawEntity>(slug: &Slug, span: Span, earlier: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, span, format!("there are two {}s `{slug}`", T::NOUN))
        .also(earlier, "the first is here")
        .reason("others refer to it by this id, on the whole site")
        .help("give one of them another id")
}
