//! The raw site: every file of the content, decoded, and nothing more.

use std::collections::BTreeMap;

use super::history::RawHistory;
use super::raw::{
    RawChannel, RawEvidenceSource, RawIntroduction, RawJourney, RawMetric, RawOpportunity, RawPage, RawPainPoint,
    RawPersona, RawSiteConfig, RawSolution, RawTeam, RawTerm, RawTouchpoint,
};
use crate::source::{SourceId, Span};

/// All that was written. Every list is in the order of the paths.
#[derive(Debug, Clone, PartialEq)]
pub struct RawSite {
    /// Of `wayfare.toml`; empty when there is none.
    pub config: RawSiteConfig,
    pub journeys: Vec<RawFile<RawJourney>>,
    pub personas: Vec<RawFile<RawPersona>>,
    pub opportunities: Vec<RawFile<RawOpportunity>>,
    pub solutions: Vec<RawFile<RawSolution>>,
    pub pain_points: Vec<RawFile<RawPainPoint>>,
    pub sources: Vec<RawFile<RawEvidenceSource>>,
    pub touchpoints: Vec<RawFile<RawTouchpoint>>,
    pub channels: Vec<RawFile<RawChannel>>,
    pub teams: Vec<RawFile<RawTeam>>,
    pub metrics: Vec<RawFile<RawMetric>>,
    /// Plain pages; `id_stem` is the path below `content/` without its ending: `about`, `help/start`.
    pub pages: Vec<RawFile<RawPage>>,
    /// Files of `content/glossary/`: one term each.
    pub terms: Vec<RawFile<RawTerm>>,
    /// `content/glossary.md`: all terms in one body.
    pub glossary: Option<RawFile<RawPage>>,
    /// `_index.md` files; `id_stem` is the folder below `content/`, empty for the overview.
    pub introductions: Vec<RawFile<RawIntroduction>>,
    /// The histories that metrics name, by the metric's own file.
    pub histories: BTreeMap<SourceId, RawHistory>,
}

impl RawSite {
    /// Each file but those of journeys, with where its Markdown stands: in a translated site perhaps in another file.
    pub fn bodies_but_of_journeys(&self) -> impl Iterator<Item = (SourceId, Span)> + '_ {
        fn of<T>(files: &[RawFile<T>]) -> impl Iterator<Item = (SourceId, Span)> + '_ {
            files.iter().map(|file| (file.source, file.body))
        }
        of(&self.personas)
            .chain(of(&self.opportunities))
            .chain(of(&self.solutions))
            .chain(of(&self.pain_points))
            .chain(of(&self.sources))
            .chain(of(&self.touchpoints))
            .chain(of(&self.channels))
            .chain(of(&self.teams))
            .chain(of(&self.metrics))
            .chain(of(&self.pages))
            .chain(of(&self.terms))
            .chain(of(&self.introductions))
            .chain(of(self.glossary.as_slice()))
    }
}

/// A content file.
#[derive(Debug, Clone, PartialEq)]
pub struct RawFile<T> {
    pub source: SourceId,
    /// What the file's name (or its bundle's folder) gives for an id, as written: `order`. See the lists of [`RawSite`].
    pub id_stem: Box<str>,
    /// The folder that relative paths in the file start from, below the site's root: `content/journeys`.
    pub folder: Box<str>,
    pub raw: T,
    /// In a translated site: what the original is called, by which other files name it.
    pub known_as: Option<Box<str>>,
    /// The Markdown after the front matter; may be empty.
    pub body: Span,
    /// Whether the front matter could be read whole. When not, what seems to be missing may only be unreadable:
    /// tell nothing that a missing value causes.
    pub intact: bool,
}
