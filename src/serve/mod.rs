//! The preview: a site in a browser while it is written.
//!
//! ```text
//! files ── fs::Watch ──▶ reload ──▶ Snapshot (read, resolved, planned; shared, never changed)
//!                                      │ swapped in one step; the old one is shown meanwhile
//! browser ── http ──▶ target ──▶ Shown ┴──▶ the page, rendered when it is asked for
//!    ▲                                │
//!    └── clients: what has changed of what you show ◀──┘
//! ```
//!
//! 1. [`Preview::start`] reads the site; [`Preview::serve`] answers browsers.
//! 2. After a change, [`Preview::reload`] reads what changed, makes the next snapshot, swaps it in, and tells each browser what
//!    has changed of the page that it shows: nothing else is rendered.
//! 3. Pages have the bytes that a build writes, and one script tag. The script (`reload.js`) changes the open page in place.
//!
//! Nothing is written to disk. Only what the plan lists is served, so no request can reach another file.

mod answer;
mod clients;
mod content_type;
mod http;
mod shown;
mod snapshot;
mod target;

use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc::UnboundedReceiver;

use crate::content::ReadSite;
use crate::diagnostics::Diagnostics;
use crate::diagram::FontError;
use crate::fs::{self, Changes, SiteFiles};
use crate::load::LoadOptions;
use crate::source::SourceTree;
use crate::url::SitePath;
use answer::{OVERLAY_STYLES, SCRIPT};
use clients::Clients;
use shown::{Shown, Version};
use snapshot::Snapshot;
use target::{Target, parse_target, query_value};

pub use answer::Answer;

/// A site that is being previewed.
#[derive(Debug)]
pub struct Preview {
    root: PathBuf,
    output: Option<PathBuf>,
    shown: Mutex<Arc<Shown>>,
    /// What was parsed for the snapshot that is shown: of most files it holds for the next one too.
    read: Mutex<Option<ReadSite>>,
    clients: Clients,
}

/// Why there is nothing to show, or nothing new.
#[derive(Debug)]
pub enum PreviewError {
    /// The folder cannot be read.
    Machine(fs::Error),
    /// The folder holds nothing of a site.
    NoSite,
    /// The program's own fonts are broken.
    Fonts(FontError),
}

/// What a reading of the site found, for the terminal.
#[derive(Debug)]
pub struct Report {
    pub diagnostics: Diagnostics,
    pub tree: SourceTree,
    pub n_journeys: usize,
    pub n_personas: usize,
}

/// A request, as far as it matters.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Path and query as sent: `/journeys/a.html?x=1`.
    pub target: String,
    /// The last event that a browser got which comes back.
    pub last_event: Option<String>,
}

impl Preview {
    /// Reads the site in `root`. `output` is left out, should it lie among the content.
    ///
    /// # Errors
    /// When there is no site, or it cannot be read at all. Mistakes in it are in the report.
    pub fn start(root: &Path, output: Option<&Path>, options: &LoadOptions) -> Result<(Self, Report), PreviewError> {
        let files = SiteFiles::read(root, output, None).map_err(PreviewError::Machine)?;
        if files.tree.is_empty() && files.diagnostics.is_empty() {
            return Err(PreviewError::NoSite);
        }
        let (snapshot, read) = Snapshot::new(root, files, options, None).map_err(PreviewError::Fonts)?;
        let report = report(&snapshot);
        let shown = Shown::new(Arc::new(snapshot), None);
        let preview = Self {
            root: root.to_path_buf(),
            output: output.map(Path::to_path_buf),
            shown: Mutex::new(Arc::new(shown)),
            read: Mutex::new(Some(read)),
            clients: Clients::default(),
        };
        Ok((preview, report))
    }

    /// Answers browsers until the process ends.
    ///
    /// # Errors
    /// When the system refuses the socket.
    pub fn serve(self: &Arc<Self>, listener: TcpListener) -> io::Result<()> {
        http::serve(listener, self)
    }

    /// Reads the site again after `changes`, shows it, and tells the browsers. `None`: nothing of the site is any different.
    ///
    /// # Errors
    /// When the folder cannot be read; what was shown stays.
    pub fn reload(&self, changes: &Changes, options: &LoadOptions) -> Result<Option<Report>, PreviewError> {
        let before = self.shown();
        let old = before.current.files();
        let again = if changes.is_complete { old.read_again(&self.root, &changes.paths) } else { None };
        let files = match again {
            Some(files) => files,
            None => SiteFiles::read(&self.root, self.output.as_deref(), Some(old)).map_err(|error| {
                let mut words = format!("error: {error}\n");
                if let Some(help) = error.help() {
                    words.push_str(&format!("help: {help}\n"));
                }
                self.show(before.with_failure(words));
                PreviewError::Machine(error)
            })?,
        };
        if files.is_same_as(old) && !before.has_failed() {
            return Ok(None);
        }
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner).take();
        let (snapshot, read) = Snapshot::new(&self.root, files, options, read).map_err(PreviewError::Fonts)?;
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = Some(read);
        let snapshot = Arc::new(snapshot);
        self.show(Shown::new(Arc::clone(&snapshot), Some(&before)));
        // Made after browsers were told: the pages that they show may have mistakes of their own.
        Ok(Some(report(&snapshot)))
    }

    /// What symbolic links of the site lead to, which is to be watched too.
    #[must_use]
    pub fn link_targets(&self) -> Vec<PathBuf> {
        self.shown().current.files().link_targets().to_vec()
    }

    /// Answers one request for something to read.
    #[must_use]
    pub fn answer(&self, asked: &Asked) -> Answer {
        match asked.target.split('?').next() {
            Some(SCRIPT) => Answer::new(200, "text/javascript; charset=utf-8", include_bytes!("reload.js").to_vec()),
            Some(OVERLAY_STYLES) => Answer::new(200, "text/css; charset=utf-8", include_bytes!("overlay.css").to_vec()),
            _ => {
                let path = match parse_target(&asked.target) {
                    Target::Path(path) => Some(path),
                    // No file of the site has such a name: the page for what is not there says so.
                    Target::Nothing => SitePath::new("404.html/nothing"),
                };
                path.map_or_else(|| Answer::text(404, "There is no such page.\n"), |path| self.shown().answer(&path))
            }
        }
    }

    /// The events for a browser that shows the page `path=…` of the query as it was at `version=…`.
    fn listen(&self, asked: &Asked) -> UnboundedReceiver<String> {
        let path = query_value(&asked.target, "path").map(|path| parse_target(&path));
        let path = match path {
            Some(Target::Path(path)) => path,
            _ => SitePath::new("404.html").unwrap_or_else(|| unreachable!("a constant path")),
        };
        let version = asked.last_event.as_deref().and_then(Version::parse);
        let version = version.or_else(|| Version::parse(&query_value(&asked.target, "version")?));
        self.clients.add(path.clone(), version, || self.shown().state(&path))
    }

    fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn show(&self, shown: Shown) {
        let shown = Arc::new(shown);
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&shown);
        self.clients.tell(|path| shown.state(path));
    }
}

fn report(snapshot: &Snapshot) -> Report {
    let prepared = snapshot.prepared();
    Report {
        diagnostics: snapshot.all_diagnostics(),
        tree: prepared.tree.clone(),
        n_journeys: prepared.site.journeys.len(),
        n_personas: prepared.site.personas.len(),
    }
}
