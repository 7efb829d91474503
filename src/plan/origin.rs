//! Which file of the site an artifact shows above all.

use super::ArtifactKind;
use crate::model::{Address, Site};
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
        ArtifactKind::Redirect(to) => source_of_thing(site, *to),
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
        PageRef::Entity { of, .. } => source_of_thing(site, of),
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

fn source_of_thing(site: &Site, of: Address) -> Option<SourceId> {
    match of {
        Address::Journey(id) => site.journeys.get(id.index()).map(|journey| journey.source),
        Address::Persona(id) => site.personas.get(id.index()).map(|persona| persona.source),
        Address::Page(id) => site.pages.get(id.index()).map(|page| page.source),
        Address::Touchpoint(id) => site.touchpoints.get(id.index())?.source,
        Address::Channel(id) => site.channels.get(id.index())?.source,
        Address::Team(id) => site.teams.get(id.index())?.source,
        Address::Metric(id) => site.metrics.get(id.index())?.source,
        Address::Source(id) => site.sources.get(id.index()).map(|source| source.source),
        Address::PainPoint(id) => site.pain_points.get(id.index())?.origin.file(),
        Address::Opportunity(id) => site.opportunities.get(id.index())?.origin.file(),
        Address::Solution(id) => site.solutions.get(id.index())?.origin.file(),
        _ => None,
    }
}
