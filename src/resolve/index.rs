//! Everything that has an id, so that any file can name it.

use std::collections::BTreeMap;

use super::claims::ClaimList;
use super::files::Images;
use super::identity::{FileList, PlaceIds};
use super::mentions::Mentions;
use super::settings::Settings;
use super::translation::Foreign;
use super::vocabulary::Vocabulary;
use crate::content::raw::*;
use crate::content::{RawFile, RawSite};
use crate::diagnostics::Diagnostics;
use crate::markdown::{Glossary, MarkdownOptions, ParsedDocument};
use crate::model::Address;
use crate::slug::Slug;
use crate::source::{SourceId, SourceTree};
use crate::url::SitePath;

/// What one journey file says about itself before others are known.
#[derive(Debug)]
pub(super) struct LocalJourney<'a> {
    pub(super) file: &'a RawFile<RawJourney>,
    pub(super) places: PlaceIds,
    pub(super) mentions: Mentions<'a>,
    /// The body without the sections of stages, and those, by position of the stage.
    pub(super) body: ParsedDocument,
    pub(super) prose: Vec<(usize, ParsedDocument)>,
    /// Ids that the writer gave to entries of cells, ascending.
    pub(super) own_ids: Vec<Slug>,
    /// What is wrong with all this.
    pub(super) told: Diagnostics,
}

/// A plain page before links are known.
#[derive(Debug)]
pub(super) struct LocalPage<'a> {
    pub(super) file: &'a RawFile<RawPage>,
    pub(super) path: SitePath,
    pub(super) title: Box<str>,
}

/// A term of the glossary before links are known.
#[derive(Debug)]
pub(super) struct LocalTerm<'a> {
    pub(super) id: Slug,
    pub(super) term: Box<str>,
    pub(super) also: Vec<Box<str>>,
    pub(super) source: SourceId,
    pub(super) folder: &'a str,
    /// `None`: the body of its own file.
    pub(super) definition: Option<ParsedDocument>,
}

/// All ids of a site. Read by every file at once, changed by none.
#[derive(Debug)]
pub(super) struct Index<'a> {
    pub(super) tree: &'a SourceTree,
    pub(super) raw: &'a RawSite,
    pub(super) settings: Settings<'a>,
    pub(super) images: Images,
    pub(super) journeys: FileList<'a, RawJourney>,
    /// In the order of `journeys`.
    pub(super) local_journeys: Vec<LocalJourney<'a>>,
    pub(super) personas: FileList<'a, RawPersona>,
    pub(super) sources: FileList<'a, RawEvidenceSource>,
    pub(super) touchpoints: Vocabulary<'a, RawTouchpoint>,
    pub(super) channels: Vocabulary<'a, RawChannel>,
    pub(super) teams: Vocabulary<'a, RawTeam>,
    pub(super) tags: Vocabulary<'a, TagFile>,
    pub(super) metrics: Vocabulary<'a, RawMetric>,
    /// The first unit that a reading gives a metric.
    pub(super) units: BTreeMap<u32, &'a RawText>,
    pub(super) pain_points: ClaimList<'a, RawPainPoint>,
    pub(super) opportunities: ClaimList<'a, RawOpportunity>,
    pub(super) solutions: ClaimList<'a, RawSolution>,
    pub(super) markdown: MarkdownOptions,
    /// Bodies of all files but journeys.
    pub(super) bodies: BTreeMap<SourceId, ParsedDocument>,
    /// By path.
    pub(super) pages: Vec<LocalPage<'a>>,
    /// By term, ignoring case.
    pub(super) terms: Vec<LocalTerm<'a>>,
    pub(super) glossary: Glossary,
    /// The page of each content file that has one.
    pub(super) addresses: BTreeMap<SourceId, Address>,
    /// Noun and title of files that are left out as drafts.
    pub(super) draft_files: BTreeMap<SourceId, (&'static str, &'a str)>,
    /// In a translated site: what is not translated.
    pub(super) foreign: Option<&'a Foreign>,
}

impl<'a> Index<'a> {
    pub(super) fn address_of(&self, source: SourceId) -> Option<Address> {
        self.addresses.get(&source).copied()
    }

    pub(super) fn draft_of(&self, source: SourceId) -> Option<(&'static str, &'a str)> {
        self.draft_files.get(&source).copied()
    }

    /// The file whose body stands on a page; `None` for pages without one.
    pub(super) fn source_of(&self, address: Address) -> Option<SourceId> {
        match address {
            Address::Journey(id) => self.journeys.entries.get(id.index()).map(|entry| entry.file.source),
            Address::Persona(id) => self.personas.entries.get(id.index()).map(|entry| entry.file.source),
            Address::Source(id) => self.sources.entries.get(id.index()).map(|entry| entry.file.source),
            Address::Touchpoint(id) => self.touchpoints.entries.get(id.index())?.file.map(|file| file.source),
            Address::Channel(id) => self.channels.entries.get(id.index())?.file.map(|file| file.source),
            Address::Team(id) => self.teams.entries.get(id.index())?.file.map(|file| file.source),
            Address::Metric(id) => self.metrics.entries.get(id.index())?.file.map(|file| file.source),
            Address::PainPoint(id) => self.pain_points.entries.get(id.index())?.file.map(|file| file.source),
            Address::Opportunity(id) => self.opportunities.entries.get(id.index())?.file.map(|file| file.source),
            Address::Solution(id) => self.solutions.entries.get(id.index())?.file.map(|file| file.source),
            Address::Page(id) => self.pages.get(id.index()).map(|page| page.file.source),
            _ => None,
        }
    }
}

/// Tags have no files.
#[derive(Debug)]
pub(super) enum TagFile {}

impl super::entity::RawEntity for TagFile {
    const WHAT: &'static str = "a tag";
    const NOUN: &'static str = "tag";
    const FOLDER: &'static str = "tags";

    fn id(&self) -> Option<&RawText> {
        match *self {}
    }

    fn title(&self) -> Option<&RawText> {
        match *self {}
    }

    fn is_draft(&self) -> bool {
        match *self {}
    }
}
