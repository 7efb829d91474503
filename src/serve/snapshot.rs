//! A site at one moment: read, resolved, planned; pages are made when somebody asks for them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::diagnostics::{Diagnostics, Level, LevelPolicy};
use crate::diagram::FontError;
use crate::fs::{self, SiteFiles};
use crate::insight::Insight;
use crate::load::{Loaded, Prepared};
use crate::model::{JourneyId, Site};
use crate::phase::Observer;
use crate::plan::{Artifact, ArtifactKind, Plan, Rendered, Without, source_behind};
use crate::search::SearchIndex;
use crate::source::{SourceContent, SourceId, SourceTree};
use crate::theme::{STYLESHEET, StaticContent};
use crate::url::SitePath;
use crate::view::RenderContext;

const WITHOUT_SEARCH: Without = Without { png: false, pdf: false, svg: false, json: false, search: true };

/// How many of the last pages are kept: what a few open tabs show, and what they ask for again right after a change.
pub(super) const KEPT_PAGES: usize = 16;

/// One state of the site. Immutable but for the few pages that it remembers.
#[derive(Debug)]
pub(super) struct Snapshot {
    root: PathBuf,
    files: SiteFiles,
    /// Its diagnostics are those of theme and fonts, as they were found.
    prepared: Prepared,
    insight: Insight,
    /// All but the index of the search.
    plan: Arc<Plan>,
    /// The index of the search: made when somebody searches, because few do while they write.
    search: OnceLock<Plan>,
    /// Everything found before rendering, with levels, sorted; what is no error may be missing, or be of the state before.
    pub(super) diagnostics: Arc<Diagnostics>,
    broken: Broken,
    pages: Mutex<Vec<(SitePath, Arc<Page>)>>,
}

/// Where the errors are.
#[derive(Debug, Default)]
struct Broken {
    /// Content files with errors.
    files: BTreeSet<Arc<str>>,
    /// Whether an error is in what all pages are made with: settings, theme, or no file at all.
    frame: bool,
}

/// What lies at a path.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    /// What went wrong while it was made, with levels.
    pub(super) diagnostics: Diagnostics,
}

impl Broken {
    fn of(diagnostics: &Diagnostics, tree: &SourceTree) -> Self {
        let mut broken = Self::default();
        for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error) {
            match tree.get(diagnostic.primary.span.source) {
                Some(file) if file.path.starts_with("content/") => {
                    broken.files.insert(Arc::clone(&file.path));
                }
                _ => broken.frame = true,
            }
        }
        broken
    }
}

impl Snapshot {
    /// `found`: the errors of the site's words, and whatever else is known.
    pub(super) fn new(root: &Path, files: SiteFiles, prepared: Prepared, insight: Insight, found: Diagnostics) -> Self {
        let (plan, told) = Plan::new(
            &prepared.site,
            &insight,
            &prepared.theme,
            &prepared.editions,
            WITHOUT_SEARCH,
            Observer::default(),
        );
        let mut diagnostics = files.diagnostics.clone();
        diagnostics.extend(prepared.diagnostics.clone());
        diagnostics.extend(found);
        diagnostics.extend(told);
        let diagnostics = prepared.judged(diagnostics);
        let broken = Broken::of(&diagnostics, &prepared.tree);
        let root = root.to_path_buf();
        let (search, pages) = (OnceLock::new(), Mutex::default());
        let (plan, diagnostics) = (Arc::new(plan), Arc::new(diagnostics));
        Self { root, files, prepared, insight, plan, search, diagnostics, broken, pages }
    }

    /// The same site with other words in one of its journeys: its own pages are up to date, what others tell of it is as it was.
    pub(super) fn with_journey(&self, files: SiteFiles, site: Site, journey: JourneyId) -> Self {
        let insight = self.insight.with_journey(&site, journey);
        let prepared = Prepared { site, tree: files.tree.clone(), ..self.prepared.clone() };
        Self {
            root: self.root.clone(),
            files,
            prepared,
            insight,
            plan: Arc::clone(&self.plan),
            search: OnceLock::new(),
            diagnostics: Arc::clone(&self.diagnostics),
            broken: Broken::default(),
            pages: Mutex::default(),
        }
    }

    /// The same site with everything that is known of it. `views`: when journeys have changed since they were made.
    pub(super) fn completed(&self, found: Diagnostics, views: Option<Insight>) -> Self {
        let insight = views.unwrap_or_else(|| self.insight.clone());
        Self::new(&self.root, self.files.clone(), self.prepared.clone(), insight, found)
    }

    /// The same site, with its theme read again from other files.
    ///
    /// # Errors
    /// When the program's own fonts cannot be read.
    pub(super) fn with_theme(&self, files: SiteFiles, found: Diagnostics) -> Result<Self, FontError> {
        let Prepared { site, policy, output, .. } = self.prepared.clone();
        let (translations, policy) = (Vec::new(), LevelPolicy::clone(&policy));
        let loaded = Loaded { site, translations, diagnostics: Diagnostics::new(), policy, output };
        let prepared = Prepared::new(&self.root, files.tree.clone(), loaded, Observer::default())?;
        Ok(Self::new(&self.root, files, prepared, self.insight.clone(), found))
    }

    /// Whether both look alike but for their words: theme, fonts and files beside the content.
    pub(super) fn has_theme_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.prepared.theme, &other.prepared.theme)
    }

    pub(super) fn files(&self) -> &SiteFiles {
        &self.files
    }

    pub(super) fn prepared(&self) -> &Prepared {
        &self.prepared
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    /// What lies at a path, and the plan that makes it.
    fn find(&self, path: &str) -> Option<(&Plan, &Artifact)> {
        if let Some(artifact) = self.plan.find(path) {
            return Some((&self.plan, artifact));
        }
        if !SearchIndex::may_contain(path) {
            return None;
        }
        let Prepared { site, theme, editions, .. } = &self.prepared;
        let plan = self.search.get_or_init(|| Plan::of_search(site, theme, editions));
        Some((plan, plan.find(path)?))
    }

    /// Whether what lies at `path` in `other` is about something that is broken here.
    pub(super) fn is_broken_here(&self, other: &Snapshot, path: &str) -> bool {
        self.broken.frame
            || other.plan.find(path).is_some_and(|artifact| {
                let site = &other.prepared.site;
                let original = source_behind(site, &artifact.kind);
                let language = site.languages.get(artifact.language);
                let translation =
                    original.zip(language).and_then(|(original, language)| language.translations.get(&original));
                let sources = original.into_iter().chain(translation.map(|translation| translation.source));
                sources
                    .filter_map(|source| other.prepared.tree.get(source))
                    .any(|source| self.broken.files.contains(&source.path))
            })
    }

    fn context(&self) -> RenderContext<'_> {
        // As `build` makes it: the same pages, byte for byte.
        RenderContext {
            journey_files: Without::default().journey_files(&self.prepared.site.settings),
            ..self.prepared.context(&self.insight)
        }
    }

    /// Makes what lies at a path; `None` when nothing does, or its file has just gone.
    pub(super) fn page(&self, path: &SitePath) -> Option<Arc<Page>> {
        let (plan, artifact) = self.find(path.as_str())?;
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, page)) = pages.iter().find(|(kept, _)| kept == path) {
            return Some(Arc::clone(page));
        }
        drop(pages);
        let (rendered, diagnostics) = plan.render(&self.context(), artifact);
        let bytes = match rendered {
            Rendered::Bytes(bytes) => bytes,
            Rendered::Embedded(bytes) => bytes.to_vec(),
            Rendered::Source(source) => self.copied(source)?,
        };
        let page = Arc::new(Page { bytes, diagnostics: self.prepared.judged(diagnostics) });
        if artifact.kind.is_page() {
            pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
            if pages.len() >= KEPT_PAGES {
                pages.remove(0);
            }
            pages.push((path.clone(), Arc::clone(&page)));
        }
        Some(page)
    }

    /// The pages that were made of late.
    pub(super) fn made_pages(&self) -> Vec<(SitePath, Arc<Page>)> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Everything that was found, in the site and in the pages that were made so far.
    pub(super) fn all_diagnostics(&self) -> Diagnostics {
        let mut all = Diagnostics::clone(&self.diagnostics);
        for (_, page) in self.made_pages() {
            all.extend(page.diagnostics.clone());
        }
        self.prepared.judged(all)
    }

    /// The bytes of a file that is published as it is. A link that leads out of the site by now leads nowhere.
    fn copied(&self, source: SourceId) -> Option<Vec<u8>> {
        let source = self.prepared.tree.get(source)?;
        fs::read_bytes_inside(&self.root, &fs::source_path(&self.root, source)).ok()
    }

    /// A number for all that the browser shows of a page beside its HTML and its pictures: style sheets and fonts.
    pub(super) fn styles_version(&self) -> u64 {
        let sheet = SitePath::new(STYLESHEET).and_then(|path| self.page(&path));
        let mut version = sheet.map_or(0, |sheet| hash(&sheet.bytes));
        let statics = self.prepared.theme.statics.iter().filter_map(|asset| match asset.content {
            StaticContent::Source(source) => Some(source),
            StaticContent::Embedded(_) => None,
        });
        for source in statics.chain(self.prepared.site.settings.fonts.iter().map(|font| font.source)) {
            version = version.rotate_left(1) ^ self.fingerprint(source);
        }
        version
    }

    /// A number for the pictures and media that a page of this HTML shows.
    pub(super) fn pictures_version(&self, path: &SitePath, html: &str) -> u64 {
        let mut version = 0_u64;
        for target in links_of_pictures(html).filter_map(|link| path.follow(link)) {
            let source = self.plan.find(target.as_str()).and_then(|artifact| match artifact.kind {
                ArtifactKind::Image(id) => self.prepared.site.images.get(id.index()).map(|image| image.source),
                ArtifactKind::File(source) => Some(source),
                _ => None,
            });
            version = version.rotate_left(1) ^ source.map_or(0, |source| self.fingerprint(source));
        }
        version
    }

    fn fingerprint(&self, source: SourceId) -> u64 {
        match self.prepared.tree.get(source).map(|source| &source.content) {
            Some(SourceContent::Text(text)) => hash(text.as_bytes()),
            _ => self.files.fingerprint(source),
        }
    }
}

/// What `src` and the images inside drawings (`<image href>`) lead to. A finished page writes quotes only where they are needed.
fn links_of_pictures(html: &str) -> impl Iterator<Item = &str> {
    let after = [" src=", "<image href="].map(|start| html.match_indices(start).map(move |(at, _)| at + start.len()));
    after.into_iter().flatten().map(|at| {
        let rest = html.get(at..).unwrap_or_default();
        match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap_or_default(),
            None => rest.split([' ', '>']).next().unwrap_or_default(),
        }
    })
}

/// A number that two different texts do not share by accident.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    rapidhash::v3::rapidhash_v3(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_found_with_quotes_and_without() {
        let html = "<img src=a.png alt=x><img alt=\"\" src=\"b c.png\"><svg><image href=../d.jpg x=1 /></svg><a href=e.html>src=f</a><img src=g.png>";
        assert_eq!(links_of_pictures(html).collect::<Vec<_>>(), ["a.png", "b c.png", "g.png", "../d.jpg"]);
    }
}
