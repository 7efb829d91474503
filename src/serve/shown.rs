//! What a browser gets to see: the site as it is now, and the last good page where the present one is broken.
//!
//! A mistake in one file concerns the pages of that file: they are shown as they were, everything else as it is. A mistake in the
//! settings or the theme concerns all pages.

use std::fmt;
use std::sync::Arc;

use super::answer::{Answer, injected, mistake_page};
use super::content_type::content_type;
use super::snapshot::{KEPT_PAGES, Page, Snapshot, hash};
use super::target::base_path;
use crate::diagnostics::{Diagnostics, Level, TextStyle, render_text, summary};
use crate::source::SourceTree;
use crate::url::SitePath;

/// The states of the site that are shown.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) current: Arc<Snapshot>,
    /// The last one without errors, when `current` has some.
    good: Option<Arc<Snapshot>>,
    /// Pages as they were last made without a mistake: for those that cannot be made now.
    earlier: Vec<(SitePath, Arc<Page>)>,
    /// The errors in the words of the terminal; `None`: there are none.
    mistakes: Option<String>,
    styles_version: u64,
    has_failed: bool,
}

/// What a browser shows of a page, in numbers: when one of them is another, something has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) page: u64,
    pub(super) styles: u64,
    pub(super) pictures: u64,
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}-{:016x}-{:016x}", self.page, self.styles, self.pictures)
    }
}

impl Version {
    /// Reads what [`Display`](fmt::Display) writes.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('-').map(|number| u64::from_str_radix(number, 16).ok());
        let version = Self { page: numbers.next()??, styles: numbers.next()??, pictures: numbers.next()?? };
        numbers.next().is_none().then_some(version)
    }
}

/// What a browser that has a page open should show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) version: Version,
    /// The text of the overlay.
    pub(super) mistakes: Option<String>,
}

impl Shown {
    /// The next state after `previous`. `failure`: why the site could not be read again, in words.
    pub(super) fn new(current: Arc<Snapshot>, previous: Option<&Shown>) -> Self {
        let good = current.diagnostics.has_errors().then(|| previous.and_then(Shown::last_good)).flatten();
        let mistakes = errors_in_words(&current.diagnostics, &current.prepared().tree);
        let same = previous.filter(|_| good.is_none()).filter(|previous| previous.has_styles_of(&current));
        let styles = good.as_deref().filter(|good| current.is_broken_here(good, crate::theme::STYLESHEET));
        let styles_version =
            same.map_or_else(|| styles.unwrap_or(&current).styles_version(), |previous| previous.styles_version);
        let earlier = previous.map_or_else(Vec::new, Shown::good_pages);
        Self { current, good, earlier, mistakes, styles_version, has_failed: false }
    }

    /// The same site, with the words of why it could not be read again.
    pub(super) fn with_failure(&self, failure: String) -> Self {
        Self {
            current: Arc::clone(&self.current),
            good: self.good.clone(),
            earlier: self.earlier.clone(),
            mistakes: Some(failure),
            styles_version: self.styles_version,
            has_failed: true,
        }
    }

    /// Whether a site that is shown without a mistake has the same styles and fonts.
    fn has_styles_of(&self, current: &Snapshot) -> bool {
        self.good.is_none() && self.current.has_theme_of(current)
    }

    /// Whether the site could not be read again since.
    pub(super) fn has_failed(&self) -> bool {
        self.has_failed
    }

    fn last_good(&self) -> Option<Arc<Snapshot>> {
        if self.current.diagnostics.has_errors() { self.good.clone() } else { Some(Arc::clone(&self.current)) }
    }

    /// The pages that were made of late, each as it was when it was good.
    fn good_pages(&self) -> Vec<(SitePath, Arc<Page>)> {
        let mut pages = self.current.made_pages();
        pages.retain(|(_, page)| !page.diagnostics.has_errors());
        for (path, page) in &self.earlier {
            if pages.len() < KEPT_PAGES && pages.iter().all(|(newer, _)| newer != path) {
                pages.push((path.clone(), Arc::clone(page)));
            }
        }
        pages
    }

    fn snapshot_for(&self, path: &SitePath) -> &Snapshot {
        match &self.good {
            Some(good) if self.current.is_broken_here(good, path.as_str()) && good.contains(path.as_str()) => good,
            _ => &self.current,
        }
    }

    /// Answers a path. What is not there is answered by the site's own page for that.
    pub(super) fn answer(&self, path: &SitePath) -> Answer {
        let path = &self.without_base(path);
        let index = || SitePath::new(&format!("{path}/index.html"));
        if let Some((page, snapshot)) = self.page(path) {
            return self.finished(path, &page, snapshot, 200);
        }
        if index().is_some_and(|index| self.snapshot_for(&index).contains(index.as_str())) {
            return Answer::moved_to_folder(path);
        }
        let Some((not_found, (page, snapshot))) =
            SitePath::new("404.html").and_then(|path| self.page(&path).map(|found| (path, found)))
        else {
            return Answer::text(404, "There is no such page.\n");
        };
        self.finished(&not_found, &page, snapshot, 404)
    }

    /// The page at a path, or the last good one when it cannot be made.
    fn page(&self, path: &SitePath) -> Option<(Arc<Page>, &Snapshot)> {
        let snapshot = self.snapshot_for(path);
        let page = snapshot.page(path)?;
        if page.diagnostics.has_errors()
            && let Some((_, earlier)) = self.earlier.iter().find(|(kept, _)| kept == path)
        {
            return Some((Arc::clone(earlier), snapshot));
        }
        Some((page, snapshot))
    }

    fn finished(&self, path: &SitePath, page: &Page, snapshot: &Snapshot, status: u16) -> Answer {
        let content_type = content_type(path.as_str());
        if !content_type.starts_with("text/html") {
            return Answer::new(status, content_type, page.bytes.clone());
        }
        let version = self.version(path, page, snapshot);
        if page.diagnostics.has_errors() {
            let words = errors_in_words(&page.diagnostics, &snapshot.prepared().tree).unwrap_or_default();
            return Answer::new(500, content_type, injected(&mistake_page(&words), &version.to_string()));
        }
        Answer::new(status, content_type, injected(&page.bytes, &version.to_string()))
    }

    fn version(&self, path: &SitePath, page: &Page, snapshot: &Snapshot) -> Version {
        let html = String::from_utf8_lossy(&page.bytes);
        Version {
            page: hash(&page.bytes),
            styles: self.styles_version,
            pictures: snapshot.pictures_version(path, &html),
        }
    }

    /// What a browser should show that has `path` open.
    pub(super) fn state(&self, path: &SitePath) -> State {
        let path = &self.without_base(path);
        let found = self.page(path).map(|found| (path.clone(), found));
        let found = found.or_else(|| {
            let path = SitePath::new("404.html")?;
            let found = self.page(&path)?;
            Some((path, found))
        });
        let Some((path, (page, snapshot))) = found else {
            let version = Version { page: 0, styles: self.styles_version, pictures: 0 };
            return State { version, mistakes: self.mistakes.clone() };
        };
        // A mistake that only making this page finds is told with the others.
        let tried = snapshot.page(&path).unwrap_or(page.clone());
        let own = errors_in_words(&tried.diagnostics, &snapshot.prepared().tree);
        let mistakes = match (&self.mistakes, own) {
            (Some(all), Some(own)) if !all.contains(&own) => Some(format!("{all}\n{own}")),
            (Some(all), _) => Some(all.clone()),
            (None, own) => own,
        };
        State { version: self.version(&path, &page, snapshot), mistakes }
    }

    /// Addresses below the path of the site's own base address (`/maps/…`) mean the same as without it.
    fn without_base(&self, path: &SitePath) -> SitePath {
        let base = self.current.prepared().site.settings.base_url.as_deref().map(base_path);
        let below = base.as_deref().and_then(|base| path.as_str().strip_prefix(base.strip_prefix('/')?));
        match below {
            Some(below) if !self.current.contains(path.as_str()) => {
                SitePath::new(if below.is_empty() { "index.html" } else { below }).unwrap_or_else(|| path.clone())
            }
            _ => path.clone(),
        }
    }
}

/// The errors as the terminal tells them; `None` when there are none.
fn errors_in_words(diagnostics: &Diagnostics, tree: &SourceTree) -> Option<String> {
    let mut errors = Diagnostics::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error) {
        errors.push(diagnostic.clone());
    }
    let summary = summary(&errors)?;
    Some(format!("{}{summary}\n", render_text(&errors, tree, TextStyle { color: false, width: 100 })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_they_are_written() {
        let version = Version { page: 1, styles: u64::MAX, pictures: 0 };
        assert_eq!(Version::parse(&version.to_string()), Some(version));
        for text in ["", "1-2", "1-2-3-4", "x-1-2"] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }
}
