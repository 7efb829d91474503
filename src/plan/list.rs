//! What one language of a site consists of.
//!
//! 1. Pages, and what lies beside each journey's page: in a further language only of what is translated.
//! 2. The search index, the script with the words of the language, the feed.
//! 3. What all languages share (images, styles, fonts, files, data, redirects) comes with the originals.

use super::{Artifact, ArtifactKind, Without, add_former_addresses};
use crate::insight::Insight;
use crate::interop::json::ApiFile;
use crate::links::Links;
use crate::model::{Address, ImageId, JourneyId, Site};
use crate::phase::{Observer, Phase};
use crate::search::SearchIndex;
use crate::theme::{FURTHER_FONT_STYLESHEET, SCRIPT, STYLESHEET, Theme};
use crate::url::SitePath;
use crate::view::{self, PageRef};

/// The artifacts of one language.
#[derive(Debug)]
pub(super) struct List {
    language: usize,
    artifacts: Vec<Artifact>,
}

impl List {
    pub(super) fn add(&mut self, path: SitePath, kind: ArtifactKind) {
        self.artifacts.push(Artifact { path, kind, language: self.language });
    }

    fn add_constant(&mut self, path: &str, kind: ArtifactKind) {
        if let Some(path) = SitePath::new(path) {
            self.add(path, kind);
        }
    }
}

/// Lists the artifacts of a site in one language, in no order; the search index is among them.
pub(super) fn list_artifacts(
    site: &Site,
    insight: &Insight,
    theme: &Theme,
    without: Without,
    observer: Observer<'_>,
) -> (Vec<Artifact>, SearchIndex) {
    let links = Links::new(site);
    let empty = || List { language: site.language, artifacts: Vec::new() };
    let (mut list, mut of_journeys) = (empty(), empty());
    rayon::join(
        || add_pages(site, insight, &links, &mut list),
        || add_journeys(site, insight, &links, without, &mut of_journeys),
    );
    list.artifacts.append(&mut of_journeys.artifacts);
    if !site.is_translation() {
        add_shared(site, theme, without, &mut list);
    }
    if !theme.scripts.is_empty() {
        list.add(links.page_path(SCRIPT), ArtifactKind::Script);
    }
    let mut search = SearchIndex::default();
    if !without.search {
        observer.begins(Phase::SearchIndex);
        let files;
        (files, search) = list_search(site, theme);
        list.artifacts.extend(files);
        observer.begins(Phase::Plan);
    }
    if view::has_feed(site, insight) {
        list.add(links.page_path(view::FEED), ArtifactKind::Feed);
    }
    (list.artifacts, search)
}

/// The search's index of one language; nothing for a theme without scripts, in which nobody can search.
pub(super) fn list_search(site: &Site, theme: &Theme) -> (Vec<Artifact>, SearchIndex) {
    if theme.scripts.is_empty() {
        return (Vec::new(), SearchIndex::default());
    }
    let search = SearchIndex::new(site, &Links::new(site), &theme.strings);
    let mut list = List { language: site.language, artifacts: Vec::new() };
    for (index, (path, _)) in search.files.iter().enumerate() {
        list.add(path.clone(), ArtifactKind::Search(index));
    }
    (list.artifacts, search)
}

fn add_pages(site: &Site, insight: &Insight, links: &Links<'_>, list: &mut List) {
    for page in view::pages(site, insight) {
        let is_here = match page {
            // Hosts show one page for all dead links.
            PageRef::NotFound => !site.is_translation(),
            page => page.thing().is_none_or(|thing| links.is_here(thing)),
        };
        if is_here {
            list.add(page.path(links), ArtifactKind::Page(page));
        }
    }
}

/// Maps, and the files beside them.
fn add_journeys(site: &Site, insight: &Insight, links: &Links<'_>, without: Without, list: &mut List) {
    let beside = without.journey_files(&site.settings);
    for id in (0..site.journeys.len()).map(JourneyId::from_index) {
        if !links.is_here(Address::Journey(id)) {
            continue;
        }
        let mut add = |ending: &str, kind: ArtifactKind| list.add(links.journey_file(id, ending), kind);
        add(".html", ArtifactKind::Journey(id));
        if !without.svg {
            add(".map.svg", ArtifactKind::JourneyMap(id));
            // Without a score there is no curve.
            if insight.journey(id).felt.n_scores() > 0 {
                add(".curve.svg", ArtifactKind::JourneyCurve(id));
            }
        }
        if site.settings.slides {
            add(".slides.html", ArtifactKind::JourneySlides(id));
        }
        if !without.json {
            add(".json", ArtifactKind::JourneyData(id));
        }
        if beside.card_png {
            add(".card.png", ArtifactKind::JourneyCard(id));
        }
        if beside.map_png {
            add(".map.png", ArtifactKind::JourneyMapPng(id));
        }
        if beside.map_pdf {
            add(".map.pdf", ArtifactKind::JourneyMapPdf(id));
        }
    }
}

/// What is there once for all languages.
fn add_shared(site: &Site, theme: &Theme, without: Without, list: &mut List) {
    for (index, image) in site.images.iter().enumerate() {
        list.add(image.path.clone(), ArtifactKind::Image(ImageId::from_index(index)));
    }
    for (path, source) in &site.files {
        list.add(path.clone(), ArtifactKind::File(*source));
    }
    for (index, asset) in theme.statics.iter().enumerate() {
        list.add(asset.path.clone(), ArtifactKind::ThemeStatic(index));
    }
    add_former_addresses(site, list);
    if !without.json {
        for file in ApiFile::ALL.into_iter().filter(|file| *file == ApiFile::Index || file.count(site) > 0) {
            if let Some(path) = file.path() {
                list.add(path, ArtifactKind::Api(file));
            }
        }
    }
    if view::has_reviews(site) {
        list.add_constant(view::REVIEWS, ArtifactKind::Reviews);
    }
    list.add_constant(STYLESHEET, ArtifactKind::Stylesheet);
    if !site.settings.fonts.is_empty() {
        list.add_constant(FURTHER_FONT_STYLESHEET, ArtifactKind::FontStylesheet);
    }
    list.add_constant("robots.txt", ArtifactKind::Robots);
    if site.settings.base_url.is_some() {
        list.add_constant("sitemap.xml", ArtifactKind::Sitemap);
    }
}
