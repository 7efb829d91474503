//! Watching the folder of a site: a call for every burst of changes, however many files it touches.

use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use notify::{EventKind, RecursiveMode, Watcher as _};

use super::names::is_ignored;

/// A burst is over when nothing has happened for so long: longer than an editor needs to save by rename, shorter than an eye.
const QUIET: Duration = Duration::from_millis(60);

/// Why a folder cannot be watched, in the words of the system.
#[derive(Debug)]
pub struct WatchError(pub String);

/// Calls `changed` after each burst of changes below `root`, until it answers `false`. What lies below `output` does not count.
///
/// # Errors
/// When the system refuses to watch (too many folders, no permission), or stops.
pub fn watch(root: &Path, output: &Path, mut changed: impl FnMut() -> bool) -> Result<(), WatchError> {
    let root = std::fs::canonicalize(root).map_err(|cause| WatchError(cause.to_string()))?;
    let (sender, receiver) = channel();
    let told = |error: notify::Error| WatchError(error.to_string());
    let mut watcher = notify::recommended_watcher(sender).map_err(told)?;
    watcher.watch(&root, RecursiveMode::Recursive).map_err(told)?;
    loop {
        let Ok(event) = receiver.recv() else {
            return Err(WatchError("the system stopped telling of changes".to_owned()));
        };
        // The folder of the built site may be made, and exchanged, while we watch.
        let output = std::fs::canonicalize(output).unwrap_or_else(|_| output.to_path_buf());
        let mut counts = event.is_ok_and(|event| concerns_the_site(&event, &root, &output));
        loop {
            match receiver.recv_timeout(QUIET) {
                Ok(event) => counts |= event.is_ok_and(|event| concerns_the_site(&event, &root, &output)),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
        if counts && !changed() {
            return Ok(());
        }
    }
}

/// Reading changes nothing; editors' litter, hidden files and our own output are not the site.
fn concerns_the_site(event: &notify::Event, root: &Path, output: &Path) -> bool {
    if matches!(event.kind, EventKind::Access(_)) {
        return false;
    }
    event.need_rescan()
        || event.paths.iter().any(|path| {
            let Ok(below) = path.strip_prefix(root) else { return false };
            let first = below.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
            let is_site = first.is_some_and(|first| {
                ["wayfare.toml", "content", "fonts", "themes", "static"].contains(&first.as_str())
            });
            let litter =
                below.file_name().is_some_and(|name| is_ignored(&name.to_string_lossy(), below.starts_with("static")));
            is_site && !litter && !path.starts_with(output)
        })
}
