//! Watching the folder of a site: what changed, burst by burst, however many files a burst touches.
//!
//! 1. The system tells of every change ([`notify`]); where it cannot (too many folders, no such service), the site's files are
//!    looked at every now and then.
//! 2. Changes that come close together are one burst. A burst ends after a few milliseconds of quiet, so that a save is seen at
//!    once; when a file has vanished or is empty it waits longer, because editors save by deleting and writing anew.
//! 3. Reading, litter of editors and our own output are no changes.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{CreateKind, ModifyKind, RenameMode};
use notify::{EventKind, RecursiveMode, Watcher};

use super::names::is_ignored;
use super::read_tree::SiteFiles;

/// A burst is over when nothing has happened for so long: longer than the steps of one save lie apart.
const QUIET: Duration = Duration::from_millis(10);

/// The same, when a file has just gone or is empty: most likely the other half of a save is on its way.
const LONG_QUIET: Duration = Duration::from_millis(80);

/// The longest burst; one that goes on is told in parts.
const LONGEST_BURST: Duration = Duration::from_millis(800);

/// How often the files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(500);

/// More paths than this are a branch switch, of which only the whole counts.
const MOST_PATHS: usize = 100;

/// The folders of a site.
const FOLDERS: [&str; 4] = ["content", "fonts", "themes", "static"];

/// Why a folder cannot be watched, in the words of the system.
#[derive(Debug)]
pub struct WatchError(pub String);

/// One burst.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Below the site's root, `/` between the parts, sorted. Meaningless unless `is_complete`.
    pub paths: Vec<String>,
    /// Whether `paths` names everything that changed; else look through the whole site.
    pub is_complete: bool,
}

/// What a wait ends with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Noticed {
    Changes(Changes),
    /// The time is over.
    Nothing,
    /// The watch was stopped.
    Stop,
}

#[derive(Debug)]
enum Message {
    Event(notify::Result<notify::Event>),
    Stop,
}

/// Ends a [`Watch`] from another thread.
#[derive(Debug, Clone)]
pub struct StopWatch(Sender<Message>);

impl StopWatch {
    pub fn stop(&self) {
        // A watch that has ended already needs no stopping.
        let _ = self.0.send(Message::Stop);
    }
}

/// Watches one site from when it is made. What changes while a site is first read is found by looking through it once afterwards.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    output: Option<PathBuf>,
    /// Folders outside the usual ones that links of the site lead to.
    beyond: Vec<PathBuf>,
    means: Means,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
}

/// How changes are noticed.
#[derive(Debug)]
enum Means {
    Told(notify::RecommendedWatcher),
    /// The files as they were when they were last looked at.
    Looking(Box<SiteFiles>),
}

impl Watch {
    /// Watches the site in `root`. What lies below `output` does not count. `poll`: do not ask the system to tell of changes
    /// (network disks and some containers never do).
    ///
    /// # Errors
    /// When the folder cannot be watched in either way.
    pub fn start(root: &Path, output: Option<&Path>, poll: bool) -> Result<Self, WatchError> {
        let root = std::fs::canonicalize(root).map_err(|cause| WatchError(cause.to_string()))?;
        let output = output.map(Path::to_path_buf);
        let (sender, receiver) = channel();
        let told = sender.clone();
        let watcher = notify::recommended_watcher(move |event| drop(told.send(Message::Event(event))));
        let watcher = watcher.ok().filter(|_| !poll).and_then(|mut watcher| {
            watch_folders(&mut watcher, &root).ok()?;
            Some(Means::Told(watcher))
        });
        let means = match watcher {
            Some(means) => means,
            None => Means::Looking(Box::new(look(&root, output.as_deref(), None)?)),
        };
        Ok(Self { root, output, beyond: Vec::new(), means, sender, receiver })
    }

    /// Whether the files are looked at now and then, because the system does not tell of changes.
    #[must_use]
    pub fn is_polling(&self) -> bool {
        matches!(self.means, Means::Looking(_))
    }

    #[must_use]
    pub fn stopper(&self) -> StopWatch {
        StopWatch(self.sender.clone())
    }

    /// Watches what links of the site lead to, when it lies outside the usual folders. A place that cannot be watched is left out.
    pub fn watch_link_targets(&mut self, targets: &[PathBuf]) {
        let Means::Told(watcher) = &mut self.means else { return };
        for target in targets {
            let is_seen = FOLDERS.iter().any(|name| target.starts_with(self.root.join(name)));
            if is_seen || self.beyond.contains(target) {
                continue;
            }
            let watched = if target.is_dir() {
                watcher.watch(target, RecursiveMode::Recursive)
            } else {
                // The folder, because a save by rename puts another file in the old one's place.
                target.parent().map_or(Ok(()), |folder| watcher.watch(folder, RecursiveMode::NonRecursive))
            };
            if watched.is_ok() {
                self.beyond.push(target.clone());
            }
        }
    }

    /// Waits for the next burst, until it ends; when none begins, at most for `patience`.
    ///
    /// # Errors
    /// When the system stopped telling of changes.
    pub fn wait(&mut self, patience: Option<Duration>) -> Result<Noticed, WatchError> {
        let start = Instant::now();
        let left = || patience.map(|patience| patience.saturating_sub(start.elapsed()));
        while let Means::Looking(before) = &mut self.means {
            match self.receiver.recv_timeout(left().map_or(POLL, |left| left.min(POLL))) {
                Ok(Message::Stop) => return Ok(Noticed::Stop),
                Ok(Message::Event(_)) | Err(_) => {}
            }
            // A folder that cannot be read now may be on its way to another place, or back.
            let now = look(&self.root, self.output.as_deref(), Some(before));
            if let Some(now) = now.ok().filter(|now| !now.is_same_as(before)) {
                **before = now;
                return Ok(Noticed::Changes(Changes::default()));
            }
            if left().is_some_and(|left| left.is_zero()) {
                return Ok(Noticed::Nothing);
            }
        }
        loop {
            let gone = || WatchError("the system stopped telling of changes".to_owned());
            let message = match left() {
                None => self.receiver.recv().map_err(|_| gone())?,
                Some(left) => match self.receiver.recv_timeout(left) {
                    Ok(message) => message,
                    Err(RecvTimeoutError::Timeout) => return Ok(Noticed::Nothing),
                    Err(RecvTimeoutError::Disconnected) => return Err(gone()),
                },
            };
            let mut burst = Burst::default();
            if !self.note(message, &mut burst) {
                return Ok(Noticed::Stop);
            }
            let start = Instant::now();
            // What is no change of the site (somebody reads, an editor's litter) begins no burst.
            while !burst.is_empty() && start.elapsed() < LONGEST_BURST {
                let quiet = if burst.is_half_done() { LONG_QUIET } else { QUIET };
                let quiet = quiet.min(LONGEST_BURST.saturating_sub(start.elapsed()));
                match self.receiver.recv_timeout(quiet) {
                    Ok(message) => {
                        if !self.note(message, &mut burst) {
                            return Ok(Noticed::Stop);
                        }
                    }
                    Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
                }
            }
            if let Some(changes) = burst.finish(&self.root) {
                return Ok(Noticed::Changes(changes));
            }
        }
    }

    /// Adds one message to the burst; `false` for the word to stop.
    fn note(&mut self, message: Message, burst: &mut Burst) -> bool {
        let event = match message {
            Message::Stop => return false,
            Message::Event(Ok(event)) => event,
            // Something was missed: what it was only a look at everything can tell.
            Message::Event(Err(_)) => {
                burst.look_at_all = true;
                return true;
            }
        };
        if matches!(event.kind, EventKind::Access(_)) {
            return true;
        }
        burst.look_at_all |= event.need_rescan();
        // The folder of the built site may be made, and exchanged, while we watch.
        let output =
            self.output.as_deref().map(|output| std::fs::canonicalize(output).unwrap_or_else(|_| output.to_path_buf()));
        for path in &event.paths {
            if output.as_ref().is_some_and(|output| path.starts_with(output)) {
                continue;
            }
            match self.place_of(path) {
                Place::Nowhere => {}
                Place::Beyond => burst.look_at_all = true,
                Place::Folder => {
                    burst.look_at_all = true;
                    // It may have come just now. If it has gone, there is nothing to watch, and its coming is told by the root.
                    if let Means::Told(watcher) = &mut self.means {
                        let _ = watcher.watch(path, RecursiveMode::Recursive);
                    }
                }
                Place::Inside => burst.add(path, event.kind),
            }
        }
        true
    }

    fn place_of(&self, path: &Path) -> Place {
        let Ok(below) = path.strip_prefix(&self.root) else {
            return if self.is_beyond(path) { Place::Beyond } else { Place::Nowhere };
        };
        let mut parts = below.components();
        let first = match parts.next() {
            Some(Component::Normal(first)) => first.to_string_lossy(),
            _ => return Place::Nowhere,
        };
        let is_folder = FOLDERS.contains(&&*first);
        let is_settings = first == "wayfare.toml";
        if !is_folder && !is_settings {
            return if self.is_beyond(path) { Place::Beyond } else { Place::Nowhere };
        }
        if is_folder && parts.next().is_none() {
            return Place::Folder;
        }
        // Names with a dot are meant below `static/` of the site and of a theme.
        let is_static = below.components().any(|part| part.as_os_str() == "static");
        let is_litter = below.components().any(|part| is_ignored(&part.as_os_str().to_string_lossy(), is_static));
        if is_litter { Place::Nowhere } else { Place::Inside }
    }

    fn is_beyond(&self, path: &Path) -> bool {
        self.beyond.iter().any(|target| path.starts_with(target))
    }
}

enum Place {
    /// No part of the site.
    Nowhere,
    /// Something that a link leads to.
    Beyond,
    /// One of the folders of the site as a whole.
    Folder,
    Inside,
}

/// What is known of the burst so far.
#[derive(Debug, Default)]
struct Burst {
    paths: BTreeSet<PathBuf>,
    /// Made in this burst: when they are gone again they were only a step of a save.
    made: BTreeSet<PathBuf>,
    look_at_all: bool,
}

impl Burst {
    fn add(&mut self, path: &Path, kind: EventKind) {
        if self.paths.len() > MOST_PATHS {
            self.look_at_all = true;
        }
        if self.look_at_all {
            return;
        }
        match kind {
            EventKind::Create(CreateKind::Folder) | EventKind::Remove(notify::event::RemoveKind::Folder) => {
                self.look_at_all = true;
            }
            EventKind::Create(_) => {
                self.made.insert(path.to_path_buf());
            }
            EventKind::Modify(ModifyKind::Name(RenameMode::Any)) => self.look_at_all = true,
            _ => {}
        }
        self.paths.insert(path.to_path_buf());
    }

    fn is_empty(&self) -> bool {
        !self.look_at_all && self.paths.is_empty()
    }

    fn is_half_done(&self) -> bool {
        self.look_at_all
            || self.paths.iter().any(|path| match std::fs::symlink_metadata(path) {
                Ok(metadata) => metadata.is_file() && metadata.len() == 0,
                Err(_) => !self.made.contains(path),
            })
    }

    fn finish(self, root: &Path) -> Option<Changes> {
        if self.look_at_all {
            return Some(Changes::default());
        }
        let mut paths = Vec::with_capacity(self.paths.len());
        for path in self.paths {
            let below = path.strip_prefix(root).ok().and_then(Path::to_str).map(|below| below.replace('\\', "/"));
            match below {
                Some(below) => paths.push(below),
                None => return Some(Changes::default()),
            }
        }
        (!paths.is_empty()).then_some(Changes { paths, is_complete: true })
    }
}

/// The root itself, for its one file and for folders that come and go; the folders with all that is in them. Not the whole
/// root: a site may lie beside a million files of something else.
fn watch_folders(watcher: &mut notify::RecommendedWatcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.map(|name| root.join(name)).iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    Ok(())
}

fn look(root: &Path, output: Option<&Path>, before: Option<&SiteFiles>) -> Result<SiteFiles, WatchError> {
    SiteFiles::read(root, output, before).map_err(|error| WatchError(error.to_string()))
}

/// Calls `changed` after each burst of changes below `root`, until it answers `false`. What lies below `output` does not count.
///
/// # Errors
/// When the system refuses to watch (no permission), or stops.
pub fn watch(root: &Path, output: &Path, mut changed: impl FnMut() -> bool) -> Result<(), WatchError> {
    let mut watch = Watch::start(root, Some(output), false)?;
    while let Noticed::Changes(_) = watch.wait(None)? {
        if !changed() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site with one page, watched; the watch ends by itself after a while, so that no test hangs.
    fn watched(poll: bool) -> (tempfile::TempDir, Watch) {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("content/journeys")).expect("a folder");
        std::fs::write(folder.path().join("content/a.md"), "a").expect("written");
        let watch = Watch::start(folder.path(), None, poll).expect("watched");
        let stopper = watch.stopper();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_secs(10));
            stopper.stop();
        });
        (folder, watch)
    }

    #[track_caller]
    fn burst(watch: &mut Watch) -> Changes {
        match watch.wait(None) {
            Ok(Noticed::Changes(changes)) => changes,
            other => panic!("no burst before the time is over, but {other:?}"),
        }
    }

    #[test]
    fn patience_ends() {
        for poll in [false, true] {
            let (_folder, mut watch) = watched(poll);
            assert_eq!(watch.wait(Some(Duration::from_millis(5))).expect("no failure"), Noticed::Nothing);
        }
    }

    #[track_caller]
    fn check(act: impl FnOnce(&Path), expected: &[&str]) {
        let (folder, mut watch) = watched(false);
        act(folder.path());
        let changes = burst(&mut watch);
        if expected.is_empty() {
            assert!(!changes.is_complete, "{changes:?}");
        } else {
            assert_eq!(
                changes,
                Changes { paths: expected.iter().map(ToString::to_string).collect(), is_complete: true }
            );
        }
    }

    #[test]
    fn saves_of_all_kinds_are_one_burst() {
        check(|root| std::fs::write(root.join("content/a.md"), "b").expect("written"), &["content/a.md"]);
        check(
            |root| {
                // By rename over the old file.
                std::fs::write(root.join("content/.a.md.tmp"), "b").expect("written");
                std::fs::rename(root.join("content/.a.md.tmp"), root.join("content/a.md")).expect("renamed");
            },
            &["content/a.md"],
        );
        check(
            |root| {
                // By moving the old file away first.
                std::fs::rename(root.join("content/a.md"), root.join("content/a.md~")).expect("renamed");
                std::thread::sleep(Duration::from_millis(30));
                std::fs::write(root.join("content/a.md"), "b").expect("written");
            },
            &["content/a.md"],
        );
        check(|root| std::fs::write(root.join("wayfare.toml"), "title = \"x\"").expect("written"), &["wayfare.toml"]);
    }

    #[test]
    fn folders_that_come_and_go_ask_for_a_look_at_everything() {
        check(|root| std::fs::create_dir(root.join("content/personas")).expect("made"), &[]);
        check(|root| std::fs::remove_dir_all(root.join("content/journeys")).expect("removed"), &[]);
        check(|root| std::fs::create_dir_all(root.join("static/images")).expect("made"), &[]);
    }

    #[test]
    fn what_comes_later_in_a_new_folder_is_seen_too() {
        let (folder, mut watch) = watched(false);
        std::fs::create_dir_all(folder.path().join("static/images")).expect("made");
        assert!(!burst(&mut watch).is_complete);
        std::fs::write(folder.path().join("static/images/a.txt"), "a").expect("written");
        burst(&mut watch);
    }

    #[test]
    fn litter_and_reading_are_no_change() {
        let (folder, mut watch) = watched(false);
        for name in ["content/.a.md.swp", "content/a.md~", "notes.txt"] {
            std::fs::write(folder.path().join(name), "x").expect("written");
        }
        std::fs::read(folder.path().join("content/a.md")).expect("read");
        std::thread::sleep(LONG_QUIET);
        std::fs::write(folder.path().join("content/a.md"), "b").expect("written");
        let changes = burst(&mut watch);
        assert_eq!(changes.paths, ["content/a.md"]);
    }

    #[test]
    fn polling_sees_changes_too() {
        let (folder, mut watch) = watched(true);
        assert!(watch.is_polling());
        std::fs::write(folder.path().join("content/a.md"), "longer").expect("written");
        burst(&mut watch);
    }
}
