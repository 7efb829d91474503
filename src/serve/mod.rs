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
//! 1. [`follow`] reads the site, and after each change what has changed; it makes the next snapshot, swaps it in, and tells each
//!    browser what has changed of the page that it shows: nothing else is rendered. See [`following`] for what waits for a quiet moment.
//! 2. [`Preview::serve`] answers browsers meanwhile.
//! 3. Pages have the bytes that a build writes, and one script tag. The script (`reload.js`) changes the open page in place.
//!
//! Nothing is written to disk. Only what the plan lists is served, so no request can reach another file.

mod answer;
mod clients;
mod content_type;
mod following;
mod http;
mod shown;
mod snapshot;
mod target;

use std::io;
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc::UnboundedReceiver;

use crate::diagram::FontError;
use crate::fs;
use crate::url::SitePath;
use answer::{OVERLAY_STYLES, SCRIPT};
use clients::Clients;
use shown::{Shown, Version};
use snapshot::Snapshot;
use target::{Target, parse_target, query_value};

pub use answer::Answer;
pub use following::{Report, Waited, Writer, follow};

/// A site that is being previewed.
#[derive(Debug)]
pub struct Preview {
    shown: Mutex<Arc<Shown>>,
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

/// A request, as far as it matters.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Path and query as sent: `/journeys/a.html?x=1`.
    pub target: String,
    /// The last event that a browser got which comes back.
    pub last_event: Option<String>,
}

impl Preview {
    fn showing(snapshot: Snapshot) -> Self {
        Self { shown: Mutex::new(Arc::new(Shown::new(Arc::new(snapshot), None))), clients: Clients::default() }
    }

    /// Answers browsers until the process ends.
    ///
    /// # Errors
    /// When the system refuses the socket.
    pub fn serve(self: &Arc<Self>, listener: TcpListener) -> io::Result<()> {
        http::serve(listener, self)
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

    /// Shows the next state of the site.
    fn show_next(&self, snapshot: Snapshot) {
        let before = self.shown();
        self.show(Shown::new(Arc::new(snapshot), Some(&before)));
    }

    fn show(&self, shown: Shown) {
        let shown = Arc::new(shown);
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&shown);
        self.clients.tell(|path| shown.state(path));
    }
}
