//! From what was written to what holds: `RawSite` → [`Site`].
//!
//! 1. [`settings`]: `wayfare.toml`, with what the command line says instead.
//! 2. [`local`]: every file by itself, in parallel: ids of stages and steps, names, Markdown; then the index of all ids.
//! 3. Every file again, in parallel, now that everything has an id: references, values, words, links.
//! 4. Ties that are seen from both ends: parents and children, pairs, pains, opportunities and solutions.
//! 5. [`lints`]: good practice, on the resolved site.
//!
//! A site in a further language goes the same way; [`translation`] marks what is still in the original's words.
//!
//! Whatever is wrong is told and left out; the rest stands. One file a topic.

mod addresses;
mod cells;
mod claims;
mod context;
mod durations;
mod embeds;
mod emotions;
mod entity;
mod feelings;
mod files;
mod fonts;
mod identity;
mod index;
mod journeys;
mod lanes;
mod links;
mod lints;
mod local;
mod mentions;
mod near_miss;
mod nesting;
mod next;
mod opportunities;
mod pages;
mod personas;
mod places;
mod reading;
mod references;
mod reviews;
mod settings;
mod suggest;
mod things;
mod translation;
mod vocabulary;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

pub use durations::parse_duration;
pub use reading::reading_grade;
pub use translation::OriginalLanguage;

use crate::content::{RawFile, RawSite, RawTranslation};
use crate::diagnostics::Diagnostics;
use crate::model::*;
use crate::phase::{Observer, Phase};
use crate::slug::Slug;
use crate::source::SourceTree;
use crate::url::SitePath;
use context::FileContext;
use index::Index;
use journeys::ResolvedJourney;
use translation::Foreign;
use words::UsedFiles;

/// What the caller decides beside `wayfare.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolveOptions {
    /// Publish drafts.
    pub drafts: bool,
    /// The site's day, instead of the one in `wayfare.toml`.
    pub date: Option<Date>,
    /// The site's day when neither says.
    pub today: Date,
    /// Instead of the one in `wayfare.toml`.
    pub base_url: Option<Box<str>>,
}

impl Default for ResolveOptions {
    /// No drafts, and the first of January 2000: a caller that knows the day says it.
    fn default() -> Self {
        Self { drafts: false, date: None, today: Date(jiff::civil::date(2000, 1, 1)), base_url: None }
    }
}

/// Resolves a whole site. Of what is wrong, everything is told; nothing of it is in the site.
#[must_use]
pub fn resolve_site(
    tree: &SourceTree,
    raw: &RawSite,
    options: &ResolveOptions,
    observer: Observer<'_>,
) -> (Site, Diagnostics) {
    resolve_in(tree, raw, options, None, observer)
}

/// Resolves a site in a further language. What is wrong with its originals was told with them; here only its translations tell.
/// The ids of the things that the settings name are returned beside it.
#[must_use]
pub fn resolve_translation(
    tree: &SourceTree,
    raw: &RawTranslation,
    original: OriginalLanguage<'_>,
    options: &ResolveOptions,
) -> (Site, BTreeSet<Slug>, Diagnostics) {
    let foreign = Foreign::new(raw, original);
    let (mut site, told) = resolve_in(tree, &raw.site, options, Some(&foreign), Observer::default());
    let mut diagnostics = translation::own_diagnostics(told, &foreign);
    let words = translation::finish(&mut site, raw, &foreign, &mut diagnostics);
    (site, words, diagnostics)
}

fn resolve_in(
    tree: &SourceTree,
    raw: &RawSite,
    options: &ResolveOptions,
    foreign: Option<&Foreign>,
    observer: Observer<'_>,
) -> (Site, Diagnostics) {
    observer.begins(Phase::Resolve);
    let mut diagnostics = Diagnostics::new();
    let mut settings = settings::resolve_settings(&raw.config, options, &mut diagnostics);
    settings.site.fonts = fonts::resolve_fonts(tree, &raw.config, &mut diagnostics);
    let mut index = local::build_index(tree, raw, settings, &mut diagnostics);
    index.foreign = foreign;
    let mut collected = Collected { diagnostics, files: UsedFiles::new() };

    let resolved: Vec<ResolvedJourney> = (0..index.journeys.entries.len())
        .into_par_iter()
        .filter_map(|position| journeys::resolve_journey(&index, position))
        .collect();
    let mut claims = cells::OwnClaims::default();
    let mut all_journeys = Vec::with_capacity(resolved.len());
    for journey in resolved {
        collected.diagnostics.extend(journey.diagnostics);
        collected.files.extend(journey.files);
        claims.pain_points.extend(journey.claims.pain_points);
        claims.opportunities.extend(journey.claims.opportunities);
        claims.solutions.extend(journey.claims.solutions);
        all_journeys.push(journey.journey);
    }
    journeys::tie_journeys(&index, &mut all_journeys, &mut collected.diagnostics);
    addresses::check_addresses(&index, &mut collected.diagnostics);

    let mut personas = collected.each(
        &index,
        &index.personas.entries,
        |context, entry| context.persona(entry),
        |entry| Some(entry.file),
    );
    personas::finish_personas(&mut personas, &journeys::persona_walks(&all_journeys));
    let (mut pain_points, mut opportunities, mut solutions) = resolve_claims(&index, claims, &mut collected);
    opportunities::tie(&mut pain_points, &mut opportunities, &mut solutions);
    let things = Things {
        touchpoints: collected.each(
            &index,
            &index.touchpoints.entries,
            |context, entry| context.touchpoint_of(entry),
            |entry| entry.file,
        ),
        channels: collected.each(
            &index,
            &index.channels.entries,
            |context, entry| context.channel_of(entry),
            |entry| entry.file,
        ),
        teams: collected.each(
            &index,
            &index.teams.entries,
            |context, entry| context.team_of(entry),
            |entry| entry.file,
        ),
        metrics: collected.each(
            &index,
            &index.metrics.entries,
            |context, entry| context.metric_of(entry),
            |entry| entry.file,
        ),
        sources: collected.each(
            &index,
            &index.sources.entries,
            |context, entry| context.evidence(entry),
            |entry| Some(entry.file),
        ),
    };
    observer.begins(Phase::Lints);
    let lists = lints::Lists { journeys: &all_journeys, personas: &personas, pain_points: &pain_points };
    collected.diagnostics.extend(lints::lint(&index, lists));
    observer.begins(Phase::Resolve);
    let pages = collected.each(&index, &index.pages, |context, page| context.page(page), |page| Some(page.file));
    let glossary = collected.glossary(&index);
    let introductions = collected.introductions(&index);
    let site = Site {
        tags: index.tags.entries.iter().map(things::tag_of).collect(),
        personas,
        journeys: all_journeys.into_iter().map(Arc::new).collect(),
        touchpoints: things.touchpoints,
        channels: things.channels,
        teams: things.teams,
        metrics: things.metrics,
        sources: things.sources,
        pain_points,
        opportunities,
        solutions,
        pages,
        glossary,
        introductions,
        files: copied_files(&index, &collected.files),
        images: index.images.list,
        settings: index.settings.site,
        languages: Arc::default(),
        language: 0,
    };
    (site, collected.diagnostics)
}

struct Things {
    touchpoints: Vec<Touchpoint>,
    channels: Vec<Channel>,
    teams: Vec<Team>,
    metrics: Vec<Metric>,
    sources: Vec<EvidenceSource>,
}

/// What all files have in common to tell.
struct Collected {
    diagnostics: Diagnostics,
    files: UsedFiles,
}

impl Collected {
    /// Resolves every entry of a list, in parallel and in order.
    fn each<'a, E: Sync, O: Send, T: 'a>(
        &mut self,
        index: &Index<'a>,
        entries: &[E],
        resolve: impl Fn(&mut FileContext<'_, 'a>, &E) -> O + Sync,
        file: impl Fn(&E) -> Option<&'a RawFile<T>> + Sync,
    ) -> Vec<O> {
        let resolved: Vec<(O, Diagnostics, UsedFiles)> = entries
            .par_iter()
            .map(|entry| {
                let (source, folder) =
                    file(entry).map_or((crate::source::SourceId(u32::MAX), ""), |file| (file.source, &*file.folder));
                let mut context = FileContext::new(index, source, folder);
                let value = resolve(&mut context, entry);
                (value, context.diagnostics, context.files)
            })
            .collect();
        resolved
            .into_iter()
            .map(|(value, diagnostics, files)| {
                self.diagnostics.extend(diagnostics);
                self.files.extend(files);
                value
            })
            .collect()
    }

    fn glossary(&mut self, index: &Index<'_>) -> Vec<GlossaryTerm> {
        let mut terms = Vec::with_capacity(index.terms.len());
        for (at, local) in index.terms.iter().enumerate() {
            let mut context = FileContext::new(index, local.source, local.folder);
            terms.push(context.term(TermId::from_index(at), local));
            self.diagnostics.extend(context.diagnostics);
            self.files.extend(context.files);
        }
        terms
    }

    /// By folder. The words of `glossary.md` around its terms stand at the top of the glossary.
    fn introductions(&mut self, index: &Index<'_>) -> BTreeMap<Box<str>, Introduction> {
        let mut introductions = BTreeMap::new();
        let files = index.raw.introductions.iter();
        for file in files {
            let mut context = FileContext::new(index, file.source, &file.folder);
            introductions.insert(file.id_stem.clone(), context.introduction(&file.raw));
            self.diagnostics.extend(context.diagnostics);
            self.files.extend(context.files);
        }
        if let Some(file) = &index.raw.glossary {
            let mut context = FileContext::new(index, file.source, &file.folder);
            let introduction = context.glossary_introduction(&file.raw);
            introductions.entry("glossary".into()).or_insert(introduction);
            self.diagnostics.extend(context.diagnostics);
            self.files.extend(context.files);
        }
        introductions
    }
}

/// Claims of cells and of files in one list each, by id.
fn resolve_claims(
    index: &Index<'_>,
    mut claims: cells::OwnClaims,
    collected: &mut Collected,
) -> (Vec<PainPoint>, Vec<Opportunity>, Vec<Solution>) {
    claims.pain_points.sort_by_key(|(id, _)| *id);
    claims.opportunities.sort_by_key(|(id, _)| *id);
    claims.solutions.sort_by_key(|(id, _)| *id);
    let of_files = collected.each(
        index,
        &index.pain_points.entries,
        |context, entry| Some(context.pain_point_file(entry.slug.clone(), entry.name, entry.file?)),
        |entry| entry.file,
    );
    let pain_points = merged(of_files, claims.pain_points);
    let of_files = collected.each(
        index,
        &index.opportunities.entries,
        |context, entry| Some(context.opportunity_file(entry.slug.clone(), entry.name, entry.file?)),
        |entry| entry.file,
    );
    let opportunities = merged(of_files, claims.opportunities);
    let of_files = collected.each(
        index,
        &index.solutions.entries,
        |context, entry| Some(context.solution_file(entry.slug.clone(), entry.name, entry.file?)),
        |entry| entry.file,
    );
    (pain_points, opportunities, merged(of_files, claims.solutions))
}

/// Fills the gaps of `of_files`, whose positions are the ids, with what cells say; both are in order.
fn merged<T>(of_files: Vec<Option<T>>, of_cells: Vec<(u32, T)>) -> Vec<T> {
    let mut of_cells = of_cells.into_iter().map(|(_, value)| value);
    of_files.into_iter().filter_map(|value| value.or_else(|| of_cells.next())).collect()
}

/// `static/**`, and what words lead to; images have a list of their own.
fn copied_files(index: &Index<'_>, used: &UsedFiles) -> Vec<(SitePath, crate::source::SourceId)> {
    let images: BTreeSet<&SitePath> = index.images.list.iter().map(|image| &image.path).collect();
    let mut files: BTreeMap<SitePath, crate::source::SourceId> = BTreeMap::new();
    for (source, file) in index.tree.iter() {
        let Some(path) = files::published_path(&file.path) else { continue };
        if (file.path.starts_with("static/") || used.contains(&path)) && !images.contains(&path) {
            files.entry(path).or_insert(source);
        }
    }
    for font in &index.settings.site.fonts {
        files.entry(font.path.clone()).or_insert(font.source);
    }
    files.into_iter().collect()
}
