//! The whole site.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::source::{SourceId, Span};
use crate::url::SitePath;

/// Everything that pages and pictures are made from. All lists are sorted by id (slug), except where their type says otherwise.
/// Its lists are shared: a copy of a site, with another journey in it, costs little.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    pub settings: SiteSettings,
    pub personas: List<Persona>,
    pub journeys: List<Arc<Journey>>,
    pub touchpoints: List<Touchpoint>,
    pub channels: List<Channel>,
    pub teams: List<Team>,
    pub tags: List<Tag>,
    pub metrics: List<Metric>,
    pub sources: List<EvidenceSource>,
    pub pain_points: List<PainPoint>,
    pub opportunities: List<Opportunity>,
    pub solutions: List<Solution>,
    pub pages: List<Page>,
    /// By term, ignoring case.
    pub glossary: List<GlossaryTerm>,
    /// Every image that a page shows, by path.
    pub images: List<Image>,
    /// The words of the overview (`_index.md`), and of list pages (`journeys/_index.md` …), by folder; `""` is the overview.
    pub introductions: Arc<BTreeMap<Box<str>, Introduction>>,
    /// Files that are copied as they are: `static/**`, and what pages link to.
    pub files: List<(SitePath, SourceId)>,
    /// All languages of the site, that of the originals first; empty where there is only one.
    pub languages: Arc<[SiteLanguage]>,
    /// Which of them this is.
    pub language: usize,
}

/// The words at the top of the overview or of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Introduction {
    pub title: Option<Box<str>>,
    pub summary: Option<Text>,
    pub body: Document,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SiteSettings {
    pub title: Box<str>,
    /// Beside the title in the masthead: "Journey maps".
    pub tagline: Option<Box<str>>,
    pub description: Option<Box<str>>,
    /// BCP 47.
    pub language: Box<str>,
    /// Ends with `/`; `None`: no absolute address anywhere.
    pub base_url: Option<Box<str>>,
    /// The site's day.
    pub date: Date,
    pub theme: Box<str>,
    pub brand: Brand,
    pub scale: EmotionScale,
    pub scale_words: Vec<(f64, Box<str>)>,
    /// For scripts that the shipped fonts lack, in the writer's order: the first that has a letter writes it.
    pub fonts: Vec<SiteFont>,
    /// Pattern with `{path}` for an edit link.
    pub edit_url: Option<Box<str>>,
    /// Pattern with `{path}` for a link to a file's earlier versions.
    pub history_url: Option<Box<str>>,
    /// Whether pages say when their file last changed.
    pub last_changed: bool,
    pub robots: bool,
    /// Whether each map is written as a PNG, or a PDF, poster too.
    pub map_png: bool,
    pub map_pdf: bool,
    /// Of posters, where a journey does not say.
    pub stage_widths: StageWidths,
    /// Whether each journey is written as slides too.
    pub slides: bool,
}

/// A font file of the site.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteFont {
    pub source: SourceId,
    /// Where it is named.
    pub span: Span,
    /// Where it is published.
    pub path: SitePath,
    /// Instead of the name in the file.
    pub family: Option<Box<str>>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Brand {
    pub name: Option<Box<str>>,
    pub logo: Option<ImageId>,
    /// `#rrggbb`
    pub accent: Option<[u8; 3]>,
    pub chevron: Option<[u8; 3]>,
    /// Where the two were written, for what the theme has to say about them.
    pub accent_at: Option<Span>,
    pub chevron_at: Option<Span>,
}

impl Site {
    #[must_use]
    pub fn journey(&self, id: JourneyId) -> &Journey {
        &self.journeys[id.index()]
    }

    #[must_use]
    pub fn persona(&self, id: PersonaId) -> &Persona {
        &self.personas[id.index()]
    }

    /// The file that a thing is written in; `None` for what has none of its own.
    #[must_use]
    pub fn source_of(&self, of: Address) -> Option<SourceId> {
        match of {
            Address::Journey(id) => self.journeys.get(id.index()).map(|journey| journey.source),
            Address::Persona(id) => self.personas.get(id.index()).map(|persona| persona.source),
            Address::Page(id) => self.pages.get(id.index()).map(|page| page.source),
            Address::Touchpoint(id) => self.touchpoints.get(id.index())?.source,
            Address::Channel(id) => self.channels.get(id.index())?.source,
            Address::Team(id) => self.teams.get(id.index())?.source,
            Address::Metric(id) => self.metrics.get(id.index())?.source,
            Address::Source(id) => self.sources.get(id.index()).map(|source| source.source),
            Address::PainPoint(id) => self.pain_points.get(id.index())?.origin.file(),
            Address::Opportunity(id) => self.opportunities.get(id.index())?.origin.file(),
            Address::Solution(id) => self.solutions.get(id.index())?.origin.file(),
            _ => None,
        }
    }

    /// Whether it is the site in a further language.
    #[must_use]
    pub fn is_translation(&self) -> bool {
        self.language > 0
    }

    /// The language of the site, where it has several.
    #[must_use]
    pub fn own_language(&self) -> Option<&SiteLanguage> {
        self.languages.get(self.language)
    }
}
