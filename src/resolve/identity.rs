//! Who is who: the id of every file, stage and step, and what is there twice.

use std::collections::{BTreeMap, BTreeSet};

use super::entity::RawEntity;
use crate::content::RawFile;
use crate::content::raw::{RawStage, RawText};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::slug::{Slug, is_slug};
use crate::source::{SourceTree, Span};

/// A published file of one kind.
#[derive(Debug)]
pub(super) struct FileEntry<'a, T> {
    pub(super) slug: Slug,
    /// What the writer calls it; the file's name when there is no title.
    pub(super) title: &'a str,
    pub(super) file: &'a RawFile<T>,
    /// Whether another file has the id that this one should have had.
    pub(super) is_repeated: bool,
}

/// The published files of one kind, ascending by id, and the drafts that are left out: id and title.
#[derive(Debug)]
pub(super) struct FileList<'a, T> {
    /// Where a file may lie that is meant and is none of these.
    pub(super) tree: &'a SourceTree,
    pub(super) entries: Vec<FileEntry<'a, T>>,
    pub(super) drafts: BTreeMap<Slug, &'a str>,
}

/// Gives every file its id. Of two with one id both stay, so that the mistakes of both are told; nothing is written then.
pub(super) fn identify_files<'a, T: RawEntity>(
    tree: &'a SourceTree,
    files: &'a [RawFile<T>],
    with_drafts: bool,
    diagnostics: &mut Diagnostics,
) -> FileList<'a, T> {
    let mut list = FileList { tree, entries: Vec::with_capacity(files.len()), drafts: BTreeMap::new() };
    let mut first: BTreeMap<Slug, (Span, &'a RawFile<T>)> = BTreeMap::new();
    for file in files {
        let title = file.raw.title().map(|title| title.value.trim()).filter(|title| !title.is_empty());
        if title.is_none()
            && let Some(written) = file.raw.title()
        {
            diagnostics.push(
                Diagnostic::new(Code::MissingField, written.span, format!("{} needs a name", T::WHAT))
                    .help("write what it is called between the quotes"),
            );
        }
        let title = title.unwrap_or(&file.id_stem);
        let (slug, span) = file_id(file, diagnostics);
        if file.raw.is_draft() && !with_drafts {
            list.drafts.insert(slug, title);
            continue;
        }
        let is_repeated = first.contains_key(&slug);
        let slug = match first.get(&slug) {
            None => slug,
            Some((earlier, other)) => {
                let free = unused(&slug, |slug| first.contains_key(slug));
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateId, span, format!("there are two {}s `{slug}`", T::NOUN))
                        .label(origin_of_id(file))
                        .also(*earlier, origin_of_id(other))
                        .reason("the id is the address of a page; without a line `id = …` the file's name gives it")
                        .help(if file.raw.id().is_some() {
                            format!("write another one here, such as id = \"{free}\"")
                        } else {
                            format!("rename this file, or write a line id = \"{free}\" into it")
                        }),
                );
                free
            }
        };
        first.insert(slug.clone(), (span, file));
        list.entries.push(FileEntry { slug, title, file, is_repeated });
    }
    list.entries.sort_by(|a, b| a.slug.cmp(&b.slug));
    list
}

/// What gave a file its id, in a few words.
fn origin_of_id<T: RawEntity>(file: &RawFile<T>) -> String {
    match file.raw.id() {
        Some(_) => "this line gives it".to_owned(),
        None => format!("the file's name gives it: {}", shown(&file.id_stem)),
    }
}

fn file_id<T: RawEntity>(file: &RawFile<T>, diagnostics: &mut Diagnostics) -> (Slug, Span) {
    if let Some(id) = file.raw.id()
        && let Some(slug) = written_id(id, diagnostics)
    {
        return (slug, id.span);
    }
    let span = Span::whole(file.source);
    // A bundle's folder and a nested folder give their last part.
    let stem = file.id_stem.rsplit('/').next().unwrap_or_default();
    let slug = Slug::from_text(stem).unwrap_or_else(|| {
        diagnostics.push(
            Diagnostic::new(Code::InvalidId, span, format!("the file's name `{stem}` gives no id"))
                .reason("an id needs at least one letter or digit")
                .help("rename the file, or add id = \"…\""),
        );
        Slug::unnamed()
    });
    (slug, span)
}

/// An id that the writer gave: it has to be a slug already, since it is an address.
pub(super) fn written_id(id: &RawText, diagnostics: &mut Diagnostics) -> Option<Slug> {
    let slug = Slug::from_text(&id.value);
    if is_slug(&id.value) {
        return slug;
    }
    let mut diagnostic = Diagnostic::new(Code::InvalidId, id.span, format!("`{}` cannot be an id", shown(&id.value)))
        .reason("an id is a part of an address: small letters a–z, digits and single hyphens, at most 80 characters");
    if let Some(slug) = &slug {
        diagnostic = diagnostic.help(format!("write `{slug}`")).suggest(id.span, format!("\"{slug}\""));
    }
    diagnostics.push(diagnostic);
    slug
}

/// The first of `slug-2`, `slug-3` … that is not taken.
pub(super) fn unused(slug: &Slug, taken: impl Fn(&Slug) -> bool) -> Slug {
    (2_u32..).map(|number| slug.numbered(number)).find(|slug| !taken(slug)).unwrap_or_else(|| slug.clone())
}

/// A text for a message, in one line and not too long.
pub(super) fn shown(text: &str) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > 60 {
        line = line.chars().take(59).chain(['…']).collect();
    }
    line
}

/// The ids of a journey's stages and steps, by position.
#[derive(Debug, Default)]
pub(super) struct PlaceIds {
    pub(super) stages: Vec<StageIds>,
}

#[derive(Debug)]
pub(super) struct StageIds {
    pub(super) id: Slug,
    pub(super) steps: Vec<Slug>,
}

/// Ids of stages are unique in a journey, those of steps in their stage.
pub(super) fn identify_places(stages: &[RawStage], intact: bool, diagnostics: &mut Diagnostics) -> PlaceIds {
    let mut taken = BTreeMap::new();
    let stages = stages
        .iter()
        .map(|stage| {
            let id =
                place_id("stage", stage.id.as_ref(), stage.name.as_ref(), stage.span, &mut taken, intact, diagnostics);
            let mut taken = BTreeMap::new();
            let steps = stage
                .steps
                .iter()
                .map(|step| {
                    place_id("step", step.id.as_ref(), step.name.as_ref(), step.span, &mut taken, intact, diagnostics)
                })
                .collect();
            StageIds { id, steps }
        })
        .collect();
    PlaceIds { stages }
}

fn place_id(
    what: &str,
    id: Option<&RawText>,
    name: Option<&RawText>,
    table: Span,
    taken: &mut BTreeMap<Slug, Span>,
    intact: bool,
    diagnostics: &mut Diagnostics,
) -> Slug {
    let written = id.and_then(|id| Some((written_id(id, diagnostics)?, id.span)));
    let (slug, span) = written.unwrap_or_else(|| {
        let span = name.map_or(table, |name| name.span);
        let slug = name.and_then(|name| Slug::from_text(&name.value));
        if let Some(name) = name.filter(|name| name.value.trim().is_empty() && intact) {
            diagnostics.push(
                Diagnostic::new(Code::MissingField, name.span, format!("this {what}'s name is empty"))
                    .reason("readers see the name above its column, and links lead to it")
                    .help("write what it is called between the quotation marks"),
            );
        } else if slug.is_none() && name.is_some() && intact {
            diagnostics.push(
                Diagnostic::new(Code::InvalidId, span, format!("this {what}'s name gives no id"))
                    .reason("an id needs at least one letter or digit")
                    .help("add id = \"…\""),
            );
        }
        (slug.unwrap_or_else(Slug::unnamed), span)
    });
    // A missing name was told already; two of them are no mistake of their own.
    let nameless = id.is_none() && name.is_none_or(|name| name.value.trim().is_empty());
    let slug = match taken.get(&slug) {
        None => slug,
        Some(earlier) => {
            let free = unused(&slug, |slug| taken.contains_key(slug));
            if !nameless {
                let scope = if what == "stage" { "in this journey" } else { "in this stage" };
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateId, span, format!("there are two {what}s `{slug}` {scope}"))
                        .also(*earlier, "the first is here")
                        .reason("readers bookmark stages and steps by their ids, which are taken from the names")
                        .help(format!("give one of them another name, or an id of its own: id = \"{free}\"")),
                );
            }
            free
        }
    };
    taken.insert(slug.clone(), span);
    slug
}

/// Ids that writers gave to entries of cells, which have to be unique on their page.
#[derive(Debug, Default)]
pub(super) struct TakenAnchors(BTreeSet<Slug>);

impl TakenAnchors {
    pub(super) fn with_stages(ids: &PlaceIds) -> Self {
        Self(ids.stages.iter().map(|stage| stage.id.clone()).collect())
    }

    /// `false` when it was taken before.
    pub(super) fn take(&mut self, id: &Slug) -> bool {
        self.0.insert(id.clone())
    }
}
