//! Which file of the site an artifact shows above all.

use super::ArtifactKind;
use crate::model::Site;
use crate::source::SourceId;
use crate::view::PageRef;

/// The file that a page, a picture or a copy is about; `None` for what is made of all files, or of none.
#[must_use]
pub fn source_behind(site: &Site, kind: &ArtifactKind) -> Option<SourceId> {
    match kind {
        ArtifactKind::Journey(id)
        | ArtifactKind::JourneyMap(id)
        | ArtifactKind::JourneyCurve(id)
        | ArtifactKind::JourneyCard(id)
        | ArtifactKind::JourneyMapPng(id)
        | ArtifactKind::JourneyMapPdf(id)
        | ArtifactKind::JourneyData(id)
        | ArtifactKind::JourneySlides(id) => site.journeys.get(id.index()).map(|journey| journey.source),
        ArtifactKind::Page(page) => source_of_page(site, *page),
        ArtifactKind::Image(id) => site.images.get(id.index()).map(|image| image.source),
        ArtifactKind::File(source) => Some(*source),
        ArtifactKind::Redirect(to) => site.source_of(*to),
        ArtifactKind::Stylesheet
        | ArtifactKind::FontStylesheet
        | ArtifactKind::Script
        | ArtifactKind::Search(_)
        | ArtifactKind::ThemeStatic(_)
        | ArtifactKind::Api(_)
        | ArtifactKind::Feed
        | ArtifactKind::Reviews
        | ArtifactKind::Sitemap
        | ArtifactKind::Robots => None,
    }
}

fn source_of_page(site: &Site, page: PageRef) -> Option<SourceId> {
    match page {
        PageRef::Persona(id) => site.personas.get(id.index()).map(|persona| persona.source),
        PageRef::Plain(id) => site.pages.get(id.index()).map(|page| page.source),
        PageRef::Entity { of, .. } => site.source_of(of),
        PageRef::JourneyPictures(id) => site.journeys.get(id.index()).map(|journey| journey.source),
        PageRef::Overview
        | PageRef::Insight { .. }
        | PageRef::Journeys { .. }
        | PageRef::Personas
        | PageRef::Compare
        | PageRef::List { .. }
        | PageRef::Glossary
        | PageRef::Search { .. }
        | PageRef::NotFound => None,
    }
}
