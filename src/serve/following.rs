//! Follows the writer: the site as it is now, as soon as it can be shown.
//!
//! 1. The site is read, resolved, planned, and shown. That is all a first page waits for.
//! 2. While the index of all ids lives, a change of words in a journey concerns the journey alone: its file is read and resolved, and takes
//!    its place in an otherwise shared site ([`Kept::change_journey`]). Browsers are told. A change of the theme needs no resolving.
//! 3. When nothing has happened for a moment ([`QUIET`]), the rest is made: views across all maps, what is planned, good practice. Until then
//!    the views across maps (lists of what hurts, means, back-links), the feed, and warnings are those from before the change;
//!    pages of the journey itself, and everything that shows its words and scores, are up to date.
//! 4. Any other change resolves the site anew as a whole, beginning at 1; files that did not change are not parsed again. So does, after
//!    a longer moment ([`LONG_QUIET`]), a change of a name that texts of other files may show.
//!
//! After a quiet moment everything has the bytes that a build writes.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use super::shown::Shown;
use super::snapshot::Snapshot;
use super::{Preview, PreviewError};
use crate::content::raw::RawJourney;
use crate::content::{RawFile, ReadSite, read_site_again};
use crate::diagnostics::Diagnostics;
use crate::fs::{self, Changes, SiteFiles};
use crate::insight::Insight;
use crate::load::{Kept, LoadOptions, Prepared, asks_for_history, with_history};
use crate::phase::Observer;
use crate::source::{SourceId, SourceTree};

/// How long nothing has to happen before the views across maps are made anew.
const QUIET: Duration = Duration::from_millis(250);

/// The same, before everything is resolved anew.
const LONG_QUIET: Duration = Duration::from_millis(1_000);

/// How often the thread that makes the views is looked at.
const LOOK: Duration = Duration::from_millis(15);

/// After so many changes everything is resolved anew: the texts of all of them are still there.
const MOST_EDITS: usize = 64;

/// Who writes: tells of changes, and is told.
pub trait Writer {
    /// Asked at each change: the day may be another one. `None` ends the preview.
    fn options(&mut self) -> Option<LoadOptions>;

    /// The site can be shown from now on.
    fn begins(&mut self, preview: &Arc<Preview>, n_journeys: usize, n_personas: usize);

    /// Waits for a change, at most for `patience`. What symbolic links lead to (`link_targets`) is part of the site.
    fn wait(&mut self, patience: Option<Duration>, link_targets: &[PathBuf]) -> Waited;

    /// Browsers have been told of the last change.
    fn is_shown(&mut self);

    /// Everything that was found in the site as it is now.
    fn finds(&mut self, report: &Report);

    /// The folder cannot be read; what was shown stays.
    fn fails(&mut self, error: &fs::Error);
}

/// What ends a wait.
#[derive(Debug)]
pub enum Waited {
    Changed(Changes),
    Nothing,
    /// The preview ends.
    End,
}

/// What a reading of the site found, for the terminal.
#[derive(Debug)]
pub struct Report {
    pub diagnostics: Diagnostics,
    pub tree: SourceTree,
}

/// Previews the site in `root` until the writer ends it. `output` is left out, should it lie among the content.
///
/// # Errors
/// When there is no site, or it cannot be read at all. Mistakes in it are reported.
pub fn follow(root: &Path, output: Option<&Path>, writer: &mut dyn Writer) -> Result<(), PreviewError> {
    let mut files = SiteFiles::read(root, output, None).map_err(PreviewError::Machine)?;
    if files.tree.is_empty() && files.diagnostics.is_empty() {
        return Err(PreviewError::NoSite);
    }
    let mut before: Option<ReadSite> = None;
    let mut preview: Option<Arc<Preview>> = None;
    loop {
        let Some(options) = writer.options() else { return Ok(()) };
        let tree = with_history(root, files.tree.clone()).unwrap_or_else(|(tree, _)| tree);
        let mut read = read_site_again(&tree, before.take());
        let told = std::mem::take(&mut read.diagnostics);
        // Lives longer than the index, which borrows from it.
        let edits = Edits::default();
        let (kept, loaded) = Kept::open(&tree, &read, told, &options, Observer::default());
        let site = loaded.site.clone();
        let (prepared, insight) =
            rayon::join(|| Prepared::new(root, tree.clone(), loaded, Observer::default()), || Insight::new(&site));
        let prepared = prepared.map_err(PreviewError::Fonts)?;
        let mut found = kept.diagnostics();
        if prepared.policy.raises() {
            // A broken rule is an error: were it told later, the mistake would seem to be mended meanwhile.
            found.extend(kept.good_practice(&prepared.site, Observer::default()));
            found.extend(prepared.missing_letters());
        }
        let snapshot = Snapshot::new(root, files, prepared, insight, found);
        let preview = if let Some(preview) = &preview {
            preview.show_next(snapshot);
            writer.is_shown();
            preview
        } else {
            let site = &snapshot.prepared().site;
            let (n_journeys, n_personas) = (site.journeys.len(), site.personas.len());
            let started = preview.insert(Arc::new(Preview::showing(snapshot)));
            writer.begins(started, n_journeys, n_personas);
            started
        };
        let (due, views) = (Due::Rest { is_late: false }, None);
        let mut following = Following { root, output, preview, writer, kept, edits: &edits, options, due, views };
        let Some(next) = following.follow()? else { return Ok(()) };
        drop(following);
        files = next;
        before = Some(read);
    }
}

/// What waits for a quiet moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    Nothing,
    /// Good practice; when journeys have changed since (`is_late`) also the views across them.
    Rest {
        is_late: bool,
    },
    /// They are being made.
    Views,
    Everything,
}

/// Files that changed while the index is kept.
#[derive(Debug)]
struct Edits(Vec<OnceCell<Edit>>);

#[derive(Debug)]
struct Edit {
    tree: SourceTree,
    file: RawFile<RawJourney>,
}

impl Default for Edits {
    fn default() -> Self {
        Self((0..MOST_EDITS).map(|_| OnceCell::new()).collect())
    }
}

impl Edits {
    /// `None` when there is no more room.
    fn keep(&self, edit: Edit) -> Option<&Edit> {
        Some(self.0.iter().find(|cell| cell.get().is_none())?.get_or_init(|| edit))
    }
}

/// While one index lives.
struct Following<'a, 'w> {
    root: &'w Path,
    output: Option<&'w Path>,
    preview: &'w Preview,
    writer: &'w mut dyn Writer,
    kept: Kept<'a>,
    edits: &'a Edits,
    options: LoadOptions,
    due: Due,
    /// The views across maps of some moment, in the making: so that a change need not wait for them.
    views: Option<JoinHandle<Insight>>,
}

impl Following<'_, '_> {
    /// Shows changes as long as the index holds. Returns the files from which everything is to be resolved anew; `None`: the preview ends.
    fn follow(&mut self) -> Result<Option<SiteFiles>, PreviewError> {
        loop {
            let patience = match self.due {
                Due::Nothing => None,
                Due::Rest { .. } => Some(QUIET),
                Due::Views => Some(LOOK),
                Due::Everything => Some(LONG_QUIET),
            };
            let current = Arc::clone(&self.preview.shown().current);
            match (self.writer.wait(patience, current.files().link_targets()), self.due) {
                (Waited::End, _) => return Ok(None),
                (Waited::Nothing, Due::Nothing) => {}
                (Waited::Nothing, Due::Rest { is_late: false }) => self.complete(&current, None),
                (Waited::Nothing, Due::Rest { is_late: true }) => self.begin_views(&current),
                (Waited::Nothing, Due::Views) => self.finish_views(&current),
                (Waited::Nothing, Due::Everything) => return Ok(Some(current.files().clone())),
                (Waited::Changed(changes), _) => {
                    let Some(files) = self.read(&current, &changes) else { continue };
                    let Some(options) = self.writer.options() else { return Ok(None) };
                    let sources = changed_sources(current.files(), &files);
                    // (Whoever asks git for days asks again at each change.)
                    let is_shown = options == self.options
                        && !asks_for_history(&files.tree)
                        && match sources {
                            Some(sources) if self.are_of_theme(&current, &sources) => {
                                self.show_theme(&current, files.clone())?;
                                true
                            }
                            Some(sources) => self.show_journeys(&current, &files, &sources),
                            None => false,
                        };
                    if !is_shown {
                        return Ok(Some(files));
                    }
                    self.writer.is_shown();
                }
            }
        }
    }

    /// The files after changes; `None`: nothing is any different, or they cannot be read, which was told.
    fn read(&mut self, current: &Snapshot, changes: &Changes) -> Option<SiteFiles> {
        let before = self.preview.shown();
        let old = current.files();
        let again = if changes.is_complete { old.read_again(self.root, &changes.paths) } else { None };
        let files = match again.map_or_else(|| SiteFiles::read(self.root, self.output, Some(old)), Ok) {
            Ok(files) => files,
            Err(error) => {
                let mut words = format!("error: {error}\n");
                if let Some(help) = error.help() {
                    words.push_str(&format!("help: {help}\n"));
                }
                self.preview.show(before.with_failure(words));
                self.writer.fails(&error);
                return None;
            }
        };
        if !files.is_same_as(old) {
            return Some(files);
        }
        if before.has_failed() {
            self.preview.show(Shown::new(Arc::clone(&before.current), Some(&before)));
        }
        None
    }

    /// Has the views across maps made, by another thread. One that still makes those of an earlier moment is waited for: it is one at a time.
    fn begin_views(&mut self, current: &Snapshot) {
        if self.views.as_ref().is_some_and(|views| !views.is_finished()) {
            return;
        }
        let site = current.prepared().site.clone();
        self.views = Some(std::thread::spawn(move || Insight::new(&site)));
        self.due = Due::Views;
    }

    fn finish_views(&mut self, current: &Snapshot) {
        let Some(views) = self.views.take_if(|views| views.is_finished()) else { return };
        match views.join() {
            Ok(insight) => self.complete(current, Some(insight)),
            // It gave up. Whatever it was, everything anew may mend it.
            Err(_) => self.due = Due::Everything,
        }
    }

    /// The rest: what nobody has to wait for who looks at one page. `views`: when journeys have changed since they were made.
    fn complete(&mut self, current: &Snapshot, views: Option<Insight>) {
        let prepared = current.prepared();
        let mut found = self.kept.diagnostics();
        found.extend(self.kept.good_practice(&prepared.site, Observer::default()));
        found.extend(prepared.missing_letters());
        self.preview.show_next(current.completed(found, views));
        self.due = Due::Nothing;
        let snapshot = &self.preview.shown().current;
        // Made after browsers were told: the pages that they show may have mistakes of their own.
        let report = Report { diagnostics: snapshot.all_diagnostics(), tree: snapshot.prepared().tree.clone() };
        self.writer.finds(&report);
    }

    fn are_of_theme(&self, current: &Snapshot, sources: &[SourceId]) -> bool {
        let tree = &current.prepared().tree;
        current.prepared().site.languages.is_empty()
            && sources.iter().all(|source| tree.path(*source).starts_with("themes/"))
    }

    fn show_theme(&mut self, current: &Snapshot, files: SiteFiles) -> Result<(), PreviewError> {
        let snapshot = current.with_theme(files, self.kept.diagnostics()).map_err(PreviewError::Fonts)?;
        self.preview.show_next(snapshot);
        self.due = match self.due {
            Due::Nothing => Due::Rest { is_late: false },
            // Begun anew: they are for the next state.
            Due::Views => Due::Rest { is_late: true },
            due => due,
        };
        Ok(())
    }

    /// Shows journeys whose words alone have changed; `false`: more has.
    fn show_journeys(&mut self, current: &Snapshot, files: &SiteFiles, sources: &[SourceId]) -> bool {
        if current.diagnostics.has_errors() || files.diagnostics != current.files().diagnostics {
            return false;
        }
        let mut next: Option<Snapshot> = None;
        for source in sources {
            let Some((file, told)) = self.kept.read_journey(&files.tree, *source) else { return false };
            if !told.is_empty() {
                return false;
            }
            let Some(edit) = self.edits.keep(Edit { tree: files.tree.clone(), file }) else { return false };
            let before = next.as_ref().unwrap_or(current);
            let Some(changed) = self.kept.change_journey(&before.prepared().site, &edit.tree, &edit.file) else {
                return false;
            };
            if changed.is_named_elsewhere {
                self.due = Due::Everything;
            }
            next = Some(before.with_journey(files.clone(), changed.site, changed.journey));
        }
        let Some(next) = next else { return false };
        self.preview.show_next(next);
        if self.due != Due::Everything {
            self.due = Due::Rest { is_late: true };
        }
        true
    }
}

/// The files whose content is another one; `None` when files came, went or moved, or have a flaw.
fn changed_sources(old: &SiteFiles, new: &SiteFiles) -> Option<Vec<SourceId>> {
    if !old.tree.has_same_paths(&new.tree) {
        return None;
    }
    Some(old.tree.iter().map(|(id, _)| id).filter(|id| !new.is_file_same_as(old, *id)).collect())
}
