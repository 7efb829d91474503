//! From raw files to the index: every file by itself first, then everything that has an id.
//!
//! 1. Bodies are read and places identified, file by file and in parallel; nothing here looks into another file.
//! 2. Lists are made and sorted: positions in them are the ids of the site.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::claims::{ClaimList, JourneyClaims};
use super::entity::RawEntity;
use super::files::{Images, PathFound, find_file, is_image};
use super::identity::{FileEntry, FileList, PlaceIds, identify_files, identify_places};
use super::index::{Index, LocalJourney, TagFile};
use super::mentions::{Claim, Mentions, Named};
use super::pages::{glossary_of, local_pages, local_terms};
use super::settings::Settings;
use super::vocabulary::Vocabulary;
use super::words::read_body;
use crate::content::raw::*;
use crate::content::{RawFile, RawSite};
use crate::diagnostics::Diagnostics;
use crate::markdown::{MarkdownOptions, ParsedDocument, StageNames, split_by_stages};
use crate::model::*;
use crate::slug::Slug;
use crate::source::{SourceId, SourceTree, Span, Spanned};

/// One journey file by itself: its places, names, words; and what is wrong with them.
pub(super) fn local_journey<'a>(
    tree: &SourceTree,
    file: &'a RawFile<RawJourney>,
    markdown: MarkdownOptions,
) -> LocalJourney<'a> {
    let mut diagnostics = Diagnostics::new();
    let places = identify_places(file.raw.stages.items(), file.intact, &mut diagnostics);
    let (body, told) = read_body(tree, file.body, markdown);
    diagnostics.extend(told);
    let (body, prose) = split_prose(body, file, &places, &mut diagnostics);
    let mentions = Mentions::of_journey(&file.raw);
    LocalJourney { file, places, own_ids: own_ids(&file.raw), mentions, body, prose, told: diagnostics }
}

/// Ids of entries, wherever they stand.
fn own_ids(raw: &RawJourney) -> Vec<Slug> {
    let places = raw
        .stages
        .iter()
        .flat_map(|stage| std::iter::once(&stage.cells).chain(stage.steps.iter().map(|step| &step.cells)));
    let items = std::iter::once(&raw.cells).chain(places).flatten().flat_map(|cell| &cell.items);
    let ids = items.filter_map(|item| Slug::from_text(&item.details.as_ref()?.id.as_ref()?.value));
    super::context::ascending(ids)
}

fn split_prose(
    mut body: ParsedDocument,
    file: &RawFile<RawJourney>,
    places: &PlaceIds,
    diagnostics: &mut Diagnostics,
) -> (ParsedDocument, Vec<(usize, ParsedDocument)>) {
    if body.is_empty() {
        return (body, Vec::new());
    }
    let names: Vec<StageNames<'_>> = places
        .stages
        .iter()
        .zip(&file.raw.stages)
        .map(|(ids, raw)| StageNames { id: ids.id.as_str(), name: raw.name.as_ref().map_or("", |name| &*name.value) })
        .collect();
    let (rest, prose, told) = split_by_stages(std::mem::take(&mut body), &names);
    diagnostics.extend(told);
    (rest, prose)
}

/// The bodies of everything but journeys.
fn read_bodies(
    tree: &SourceTree,
    raw: &RawSite,
    markdown: MarkdownOptions,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<SourceId, ParsedDocument> {
    let bodies: Vec<(SourceId, Span)> = raw.bodies_but_of_journeys().collect();
    let read: Vec<(SourceId, (ParsedDocument, Diagnostics))> =
        bodies.into_par_iter().map(|(source, body)| (source, read_body(tree, body, markdown))).collect();
    read.into_iter()
        .map(|(source, (body, told))| {
            diagnostics.extend(told);
            (source, body)
        })
        .collect()
}

pub(super) fn build_index<'a>(
    tree: &'a SourceTree,
    raw: &'a RawSite,
    mut settings: Settings<'a>,
    diagnostics: &mut Diagnostics,
) -> Index<'a> {
    let markdown = MarkdownOptions { raw_html: raw.config.html.as_ref().is_some_and(|flag| flag.value) };
    let drafts = settings.with_drafts;
    let (of_journeys, of_others) = rayon::join(
        || {
            let mut told = Diagnostics::new();
            let journeys = identify_files(tree, &raw.journeys, drafts, &mut told);
            let local = journeys.entries.par_iter().map(|entry| local_journey(tree, entry.file, markdown));
            let local_journeys: Vec<LocalJourney<'a>> = local.collect();
            ((journeys, local_journeys), told)
        },
        || {
            let mut told = Diagnostics::new();
            let bodies = read_bodies(tree, raw, markdown, &mut told);
            ((bodies, OtherFiles::identify(tree, raw, drafts, &mut told)), told)
        },
    );
    let (journeys, local_journeys) = kept(of_journeys, diagnostics);
    let (mut bodies, OtherFiles { personas, sources, things: files }) = kept(of_others, diagnostics);
    let draft_files = draft_files(raw, drafts);
    let others = other_mentions(&personas, &sources, &files);
    let named = |kind: Named| {
        let all = local_journeys.iter().map(|local| &local.mentions).chain(&others);
        all.flat_map(move |mentions| mentions.of(kind)).cloned().collect::<Vec<Spanned<&'a str>>>()
    };
    let things = collect_things(tree, files.named, &settings, &named, diagnostics);
    let Things { touchpoints, channels, teams, tags, metrics } = things;
    // What a metric's file does not say, the first reading with a unit does.
    let mut units: BTreeMap<u32, &RawText> = BTreeMap::new();
    for (name, unit) in local_journeys.iter().flat_map(|local| &local.mentions.units) {
        if let Some(id) = metrics.find(name) {
            units.entry(id).or_insert(*unit);
        }
    }
    let claims: Vec<JourneyClaims<'_, 'a>> = journeys
        .entries
        .iter()
        .zip(&local_journeys)
        .map(|(entry, local)| JourneyClaims {
            journey: &entry.slug,
            places: &local.places,
            items: &local.mentions.claims,
        })
        .collect();
    let pain_points = ClaimList::collect(Claim::PainPoint, files.pain_points, &claims, diagnostics);
    let opportunities = ClaimList::collect(Claim::Opportunity, files.opportunities, &claims, diagnostics);
    let solutions = ClaimList::collect(Claim::Solution, files.solutions, &claims, diagnostics);
    drop(claims);
    let pages = local_pages(raw, drafts, diagnostics);
    let terms = local_terms(raw, &mut bodies, drafts, diagnostics);
    let glossary = glossary_of(&terms);
    let images = used_images(tree, raw, &mut settings, &journeys, &local_journeys, &personas, diagnostics);
    let mut index = Index {
        tree,
        raw,
        settings,
        images,
        journeys,
        local_journeys,
        personas,
        sources,
        touchpoints,
        channels,
        teams,
        tags,
        metrics,
        units,
        pain_points,
        opportunities,
        solutions,
        markdown,
        bodies,
        pages,
        terms,
        glossary,
        addresses: BTreeMap::new(),
        draft_files,
        foreign: None,
    };
    index.addresses = addresses(&index);
    index
}

/// What is wherever it is named, with or without a file.
struct Things<'a> {
    touchpoints: Vocabulary<'a, RawTouchpoint>,
    channels: Vocabulary<'a, RawChannel>,
    teams: Vocabulary<'a, RawTeam>,
    tags: Vocabulary<'a, TagFile>,
    metrics: Vocabulary<'a, RawMetric>,
}

/// The lists do not look at each other, so they are made side by side; what they tell keeps its order.
fn collect_things<'a>(
    tree: &'a SourceTree,
    files: NamedFiles<'a>,
    settings: &Settings<'a>,
    named: &(dyn Fn(Named) -> Vec<Spanned<&'a str>> + Sync),
    diagnostics: &mut Diagnostics,
) -> Things<'a> {
    macro_rules! list {
        ($files:expr, $words:ident, $kind:ident) => {
            || {
                let mut told = Diagnostics::new();
                let allowed = settings.vocabulary(|words| &words.$words);
                (Vocabulary::collect($files, allowed, named(Named::$kind), &mut told), told)
            }
        };
    }
    let no_files: FileList<'a, TagFile> = FileList { tree, entries: Vec::new(), drafts: Default::default() };
    let (touchpoints, (channels, (teams, (tags, metrics)))) =
        rayon::join(list!(files.touchpoints, touchpoints, Touchpoint), || {
            rayon::join(list!(files.channels, channels, Channel), || {
                rayon::join(list!(files.teams, teams, Team), || {
                    rayon::join(list!(no_files, tags, Tag), list!(files.metrics, metrics, Metric))
                })
            })
        });
    Things {
        touchpoints: kept(touchpoints, diagnostics),
        channels: kept(channels, diagnostics),
        teams: kept(teams, diagnostics),
        tags: kept(tags, diagnostics),
        metrics: kept(metrics, diagnostics),
    }
}

/// A list; what its making told is passed on.
fn kept<T>((list, told): (T, Diagnostics), diagnostics: &mut Diagnostics) -> T {
    diagnostics.extend(told);
    list
}

/// All files that have an id, but for journeys.
struct OtherFiles<'a> {
    personas: FileList<'a, RawPersona>,
    sources: FileList<'a, RawEvidenceSource>,
    things: ThingFiles<'a>,
}

impl<'a> OtherFiles<'a> {
    fn identify(tree: &'a SourceTree, raw: &'a RawSite, drafts: bool, diagnostics: &mut Diagnostics) -> Self {
        Self {
            personas: identify_files(tree, &raw.personas, drafts, diagnostics),
            sources: identify_files(tree, &raw.sources, drafts, diagnostics),
            things: ThingFiles {
                named: NamedFiles {
                    touchpoints: identify_files(tree, &raw.touchpoints, drafts, diagnostics),
                    channels: identify_files(tree, &raw.channels, drafts, diagnostics),
                    teams: identify_files(tree, &raw.teams, drafts, diagnostics),
                    metrics: identify_files(tree, &raw.metrics, drafts, diagnostics),
                },
                pain_points: identify_files(tree, &raw.pain_points, drafts, diagnostics),
                opportunities: identify_files(tree, &raw.opportunities, drafts, diagnostics),
                solutions: identify_files(tree, &raw.solutions, drafts, diagnostics),
            },
        }
    }
}

struct NamedFiles<'a> {
    touchpoints: FileList<'a, RawTouchpoint>,
    channels: FileList<'a, RawChannel>,
    teams: FileList<'a, RawTeam>,
    metrics: FileList<'a, RawMetric>,
}

struct ThingFiles<'a> {
    named: NamedFiles<'a>,
    pain_points: FileList<'a, RawPainPoint>,
    opportunities: FileList<'a, RawOpportunity>,
    solutions: FileList<'a, RawSolution>,
}

/// What files other than journeys name.
fn other_mentions<'a>(
    personas: &FileList<'a, RawPersona>,
    sources: &FileList<'a, RawEvidenceSource>,
    files: &ThingFiles<'a>,
) -> Vec<Mentions<'a>> {
    fn each<'a, T>(files: &FileList<'a, T>, mentions: &mut Vec<Mentions<'a>>, of: impl Fn(&'a T) -> Mentions<'a>) {
        mentions.extend(files.entries.iter().map(|FileEntry { file, .. }| of(&file.raw)));
    }
    let mut all = Vec::new();
    each(personas, &mut all, Mentions::of_persona);
    each(sources, &mut all, |raw| Mentions::of_owned(raw.owner.as_ref(), &raw.tags));
    each(&files.named.touchpoints, &mut all, Mentions::of_touchpoint);
    each(&files.named.channels, &mut all, |raw| Mentions::of_owned(raw.owner.as_ref(), &raw.tags));
    each(&files.named.teams, &mut all, |raw| Mentions::of_owned(None, &raw.tags));
    each(&files.named.metrics, &mut all, |raw| Mentions::of_owned(raw.owner.as_ref(), &raw.tags));
    each(&files.pain_points, &mut all, |raw| Mentions::of_owned(raw.owner.as_ref(), &raw.tags));
    each(&files.opportunities, &mut all, |raw| Mentions::of_owned(raw.owner.as_ref(), &raw.tags));
    each(&files.solutions, &mut all, |raw| Mentions::of_owned(raw.owner.as_ref(), &raw.tags));
    all
}

fn draft_files(raw: &RawSite, with_drafts: bool) -> BTreeMap<SourceId, (&'static str, &str)> {
    fn add<'a, T: RawEntity>(files: &'a [RawFile<T>], drafts: &mut BTreeMap<SourceId, (&'static str, &'a str)>) {
        for file in files.iter().filter(|file| file.raw.is_draft()) {
            let title = file.raw.title().map_or(&*file.id_stem, |title| title.value.trim());
            drafts.insert(file.source, (T::NOUN, title));
        }
    }
    let mut drafts = BTreeMap::new();
    if with_drafts {
        return drafts;
    }
    add(&raw.journeys, &mut drafts);
    add(&raw.personas, &mut drafts);
    add(&raw.sources, &mut drafts);
    add(&raw.touchpoints, &mut drafts);
    add(&raw.channels, &mut drafts);
    add(&raw.teams, &mut drafts);
    add(&raw.metrics, &mut drafts);
    add(&raw.pain_points, &mut drafts);
    add(&raw.opportunities, &mut drafts);
    add(&raw.solutions, &mut drafts);
    add(&raw.terms, &mut drafts);
    for page in raw.pages.iter().filter(|page| page.raw.draft.as_ref().is_some_and(|flag| flag.value)) {
        let title = page.raw.title.as_ref().map_or(&*page.id_stem, |title| title.value.trim());
        drafts.insert(page.source, ("page", title));
    }
    drafts
}

/// Images of front matter and the logo. (What is wrong with one is told where it is resolved.)
fn used_images(
    tree: &SourceTree,
    raw: &RawSite,
    settings: &mut Settings<'_>,
    journeys: &FileList<'_, RawJourney>,
    local_journeys: &[LocalJourney<'_>],
    personas: &FileList<'_, RawPersona>,
    diagnostics: &mut Diagnostics,
) -> Images {
    let mut used = BTreeSet::new();
    let mut add = |folder: &str, image: &RawImage| {
        if let PathFound::File(source) = find_file(tree, folder, &image.src.value)
            && is_image(tree.path(source))
        {
            used.insert(source);
        }
    };
    for (entry, local) in journeys.entries.iter().zip(local_journeys) {
        for image in &local.mentions.images {
            add(&entry.file.folder, image);
        }
    }
    for entry in &personas.entries {
        if let Some(image) = &entry.file.raw.portrait {
            add(&entry.file.folder, image);
        }
    }
    let logo = raw
        .config
        .brand
        .as_ref()
        .and_then(|brand| brand.logo.as_ref())
        .and_then(|logo| super::files::resolve_image_path(tree, "", &logo.value, logo.span, diagnostics));
    used.extend(logo);
    let images = Images::collect(tree, &used);
    settings.set_logo(logo.and_then(|logo| images.id(logo)));
    images
}

/// The page of every content file that has one.
fn addresses(index: &Index<'_>) -> BTreeMap<SourceId, Address> {
    let mut addresses = BTreeMap::new();
    macro_rules! files {
        ($($list:ident => $address:ident($id:ident);)*) => {$(
            for (at, entry) in index.$list.entries.iter().enumerate() {
                addresses.insert(entry.file.source, Address::$address($id::from_index(at)));
            }
        )*};
    }
    macro_rules! things {
        ($($list:ident => $address:ident($id:ident);)*) => {$(
            for (at, entry) in index.$list.entries.iter().enumerate() {
                if let Some(file) = entry.file {
                    addresses.insert(file.source, Address::$address($id::from_index(at)));
                }
            }
        )*};
    }
    files! {
        journeys => Journey(JourneyId);
        personas => Persona(PersonaId);
        sources => Source(EvidenceSourceId);
    }
    for (at, page) in index.pages.iter().enumerate() {
        addresses.insert(page.file.source, Address::Page(PageId::from_index(at)));
    }
    things! {
        touchpoints => Touchpoint(TouchpointId);
        channels => Channel(ChannelId);
        teams => Team(TeamId);
        metrics => Metric(MetricId);
        pain_points => PainPoint(PainPointId);
        opportunities => Opportunity(OpportunityId);
        solutions => Solution(SolutionId);
    }
    for (at, term) in index.terms.iter().enumerate() {
        if term.definition.is_none() {
            addresses.insert(term.source, Address::Term(TermId::from_index(at)));
        }
    }
    if let Some(glossary) = &index.raw.glossary {
        addresses.insert(glossary.source, Address::Glossary);
    }
    for introduction in &index.raw.introductions {
        if let Some(address) = list_address(&introduction.id_stem) {
            addresses.insert(introduction.source, address);
        }
    }
    addresses
}

fn list_address(folder: &str) -> Option<Address> {
    Some(match folder {
        "" => Address::Overview,
        "journeys" => Address::Journeys,
        "personas" => Address::Personas,
        "touchpoints" => Address::Touchpoints,
        "channels" => Address::Channels,
        "teams" => Address::Teams,
        "pain-points" => Address::PainPoints,
        "opportunities" => Address::Opportunities,
        "solutions" => Address::Solutions,
        "metrics" => Address::Metrics,
        "sources" => Address::Sources,
        "tags" => Address::Tags,
        "glossary" => Address::Glossary,
        _ => return None,
    })
}
