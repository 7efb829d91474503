//! All files at once: from raw files to the site, with an index that can be kept.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::claims::ClaimList;
use super::context::FileContext;
use super::index::Index;
use super::journeys::ResolvedJourney;
use super::translation::Foreign;
use super::words::UsedFiles;
use super::{
    ResolveOptions, addresses, cells, files, fonts, journeys, lints, local, opportunities, personas, settings, things,
};
use crate::content::{RawFile, RawSite};
use crate::diagnostics::{Diagnostics, LevelPolicy};
use crate::model::*;
use crate::phase::{Observer, Phase};
use crate::slug::Slug;
use crate::source::SourceTree;
use crate::url::SitePath;

/// A site being resolved, and what it takes to resolve one of its journeys again.
#[derive(Debug)]
pub struct Resolver<'a> {
    pub(super) index: Index<'a>,
    /// Of all but the words of journeys.
    pub(super) told: Diagnostics,
    /// In the order of the journeys.
    pub(super) journeys: Vec<OwnWords>,
}

/// What the words of one journey tell, and where they lead.
#[derive(Debug, Default)]
pub(super) struct OwnWords {
    pub(super) told: Diagnostics,
    pub(super) files: UsedFiles,
}

impl<'a> Resolver<'a> {
    /// Resolves everything: every file by itself, then all of them with the ids of all.
    #[must_use]
    pub fn resolve(
        tree: &'a SourceTree,
        raw: &'a RawSite,
        options: &ResolveOptions,
        observer: Observer<'_>,
    ) -> (Self, Site) {
        Self::resolve_in(tree, raw, options, None, observer)
    }

    /// The same, of a site in a further language when there is a `foreign`.
    pub(super) fn resolve_in(
        tree: &'a SourceTree,
        raw: &'a RawSite,
        options: &ResolveOptions,
        foreign: Option<&'a Foreign>,
        observer: Observer<'_>,
    ) -> (Self, Site) {
        observer.begins(Phase::Resolve);
        let mut told = Diagnostics::new();
        let mut settings = settings::resolve_settings(&raw.config, options, &mut told);
        // Without a history nothing says when it changed, and a feed of such days would be empty.
        settings.site.last_changed &= tree.days().next().is_some();
        settings.site.fonts = fonts::resolve_fonts(tree, &raw.config, &mut told);
        let mut index = local::build_index(tree, raw, settings, &mut told);
        index.foreign = foreign;
        let (site, told, journeys) = resolve_all(&index, told);
        (Self { index, told, journeys }, site)
    }

    /// The files that all of it was read from, the newest text of each.
    #[must_use]
    pub fn tree(&self) -> &'a SourceTree {
        self.index.tree
    }

    /// Ends it. All threads give back what it kept of each journey.
    pub fn let_go(self) {
        let Self { index, told: _, journeys } = self;
        rayon::join(|| index.local_journeys.into_par_iter().for_each(drop), || drop(journeys));
    }

    /// What was found so far, without the rules of good practice.
    #[must_use]
    pub fn diagnostics(&self) -> Diagnostics {
        let mut all = self.told.clone();
        let local = self.index.local_journeys.iter().map(|local| &local.told);
        for told in local.chain(self.journeys.iter().map(|own| &own.told)).filter(|told| !told.is_empty()) {
            all.extend(told.clone());
        }
        all
    }

    /// Looks whether the site, which this has resolved, keeps the rules of good practice. What `policy` would not tell anyway is not
    /// looked for.
    #[must_use]
    pub fn lint(&self, site: &Site, policy: &LevelPolicy, observer: Observer<'_>) -> Diagnostics {
        observer.begins(Phase::Lints);
        lints::lint(&self.index, site, policy)
    }
}

/// The site, what was told of it and `told` before, and what the words of each journey tell.
fn resolve_all(index: &Index<'_>, told: Diagnostics) -> (Site, Diagnostics, Vec<OwnWords>) {
    let mut collected = Collected { diagnostics: told, files: UsedFiles::new() };
    let resolved: Vec<Option<ResolvedJourney>> = (0..index.journeys.entries.len())
        .into_par_iter()
        .map(|position| journeys::resolve_journey(index, position))
        .collect();
    let mut claims = cells::OwnClaims::default();
    let mut all_journeys = Vec::with_capacity(resolved.len());
    let mut own_words = Vec::with_capacity(resolved.len());
    for journey in resolved.into_iter().flatten() {
        collected.files.extend(journey.files.iter().cloned());
        own_words.push(OwnWords { told: journey.diagnostics, files: journey.files });
        claims.pain_points.extend(journey.claims.pain_points);
        claims.opportunities.extend(journey.claims.opportunities);
        claims.solutions.extend(journey.claims.solutions);
        all_journeys.push(journey.journey);
    }
    journeys::tie_journeys(index, &mut all_journeys, &mut collected.diagnostics);
    addresses::check_addresses(index, &mut collected.diagnostics);

    let mut personas = collected.each(
        index,
        &index.personas.entries,
        |context, entry| context.persona(entry),
        |entry| Some(entry.file),
    );
    personas::finish_personas(&mut personas, &journeys::persona_walks(&all_journeys));
    let mut pain_points =
        collected.claims(index, &index.pain_points, claims.pain_points, |context, id, title, file| {
            context.pain_point_file(id, title, file)
        });
    let mut opportunities =
        collected.claims(index, &index.opportunities, claims.opportunities, |context, id, title, file| {
            context.opportunity_file(id, title, file)
        });
    let mut solutions = collected.claims(index, &index.solutions, claims.solutions, |context, id, title, file| {
        context.solution_file(id, title, file)
    });
    opportunities::tie(&mut pain_points, &mut opportunities, &mut solutions);
    let site = Site {
        tags: index.tags.entries.iter().map(things::tag_of).collect(),
        personas: personas.into(),
        journeys: all_journeys.into(),
        touchpoints: collected
            .each(index, &index.touchpoints.entries, |context, entry| context.touchpoint_of(entry), |entry| entry.file)
            .into(),
        channels: collected
            .each(index, &index.channels.entries, |context, entry| context.channel_of(entry), |entry| entry.file)
            .into(),
        teams: collected
            .each(index, &index.teams.entries, |context, entry| context.team_of(entry), |entry| entry.file)
            .into(),
        metrics: collected
            .each(index, &index.metrics.entries, |context, entry| context.metric_of(entry), |entry| entry.file)
            .into(),
        sources: collected
            .each(index, &index.sources.entries, |context, entry| context.evidence(entry), |entry| Some(entry.file))
            .into(),
        pain_points: pain_points.into(),
        opportunities: opportunities.into(),
        solutions: solutions.into(),
        pages: collected.each(index, &index.pages, |context, page| context.page(page), |page| Some(page.file)).into(),
        glossary: collected.glossary(index).into(),
        introductions: Arc::new(collected.introductions(index)),
        files: copied_files(index, &collected.files).into(),
        images: index.images.list.clone().into(),
        settings: index.settings.site.clone(),
        languages: Arc::default(),
        language: 0,
    };
    (site, collected.diagnostics, own_words)
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

    /// Claims of files and of cells in one list, by id: the gaps between the files are what the cells say.
    fn claims<'a, T: Sync + 'a, O: Send>(
        &mut self,
        index: &Index<'a>,
        list: &ClaimList<'a, T>,
        mut of_cells: Vec<(u32, O)>,
        resolve: impl Fn(&mut FileContext<'_, 'a>, Slug, &str, &RawFile<T>) -> O + Sync,
    ) -> Vec<O> {
        of_cells.sort_by_key(|(id, _)| *id);
        let of_files = self.each(
            index,
            &list.entries,
            |context, entry| Some(resolve(context, entry.slug.clone(), entry.name, entry.file?)),
            |entry| entry.file,
        );
        let mut of_cells = of_cells.into_iter().map(|(_, value)| value);
        of_files.into_iter().filter_map(|value| value.or_else(|| of_cells.next())).collect()
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
