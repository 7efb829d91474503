//! The kinds of files that a table of timings tells apart.

use crate::plan::ArtifactKind;
use crate::view::PageRef;

/// What files of a kind are called, in the plural, and which list of the slowest they compete in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileKind {
    pub(super) name: &'static str,
    pub(super) family: Family,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Page,
    Picture,
    Other,
}

pub(super) fn kind_of(kind: &ArtifactKind) -> FileKind {
    let (family, name) = match kind {
        ArtifactKind::Journey(_) => (Family::Page, "journey pages"),
        ArtifactKind::JourneySlides(_) => (Family::Page, "slides"),
        ArtifactKind::Page(page) => (Family::Page, name_of_page(*page)),
        ArtifactKind::Redirect(_) => (Family::Page, "redirects"),
        ArtifactKind::JourneyMap(_) => (Family::Picture, "maps, SVG"),
        ArtifactKind::JourneyCurve(_) => (Family::Picture, "curves, SVG"),
        ArtifactKind::JourneyCard(_) => (Family::Picture, "cards, PNG"),
        ArtifactKind::JourneyMapPng(_) => (Family::Picture, "maps, PNG"),
        ArtifactKind::JourneyMapPdf(_) => (Family::Picture, "maps, PDF"),
        ArtifactKind::JourneyData(_) => (Family::Other, "journeys, JSON"),
        ArtifactKind::Api(_) => (Family::Other, "lists, JSON"),
        ArtifactKind::Search(_) => (Family::Other, "search index"),
        ArtifactKind::Image(_) | ArtifactKind::File(_) => (Family::Other, "files of the site"),
        ArtifactKind::Stylesheet
        | ArtifactKind::FontStylesheet
        | ArtifactKind::Script
        | ArtifactKind::ThemeStatic(_) => (Family::Other, "files of the theme"),
        ArtifactKind::Feed | ArtifactKind::Reviews | ArtifactKind::Sitemap | ArtifactKind::Robots => {
            (Family::Other, "feed, calendar, sitemap")
        }
    };
    FileKind { name, family }
}

fn name_of_page(page: PageRef) -> &'static str {
    match page {
        PageRef::Overview | PageRef::Insight { .. } => "overview and insights",
        PageRef::Journeys { .. } | PageRef::Personas | PageRef::List { .. } => "lists",
        PageRef::Persona(_) | PageRef::Compare => "persona pages",
        PageRef::Entity { .. } => "pages of things",
        PageRef::JourneyPictures(_) => "further pictures",
        PageRef::Search { .. } => "search, A to Z",
        PageRef::Plain(_) | PageRef::Glossary | PageRef::NotFound => "other pages",
    }
}
