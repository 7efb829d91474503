//! The folder of a site, read once and whole.
//!
//! 1. [`walk`] lists `wayfare.toml`, `content/`, `fonts/`, `themes/` and `static/`: sorted, without the litter of editors, following links
//!    only as long as they stay inside the site.
//! 2. Meanwhile what it has found is read by all threads: text into memory, of images the header, of everything else the length.
//! 3. The tree is made; then the flaws found become diagnostics, since only now every path has its id.
//! 4. The next time ([`SiteFiles`]), files that look as they did are not read again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::error::{Action, Error};
use super::file_stamp::FileStamp;
use super::image_info::read_image_info;
use super::names::{Reading, is_ignored, reading_of};
use super::text::{Flaw, LONGEST_TEXT, decode, read_limited};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, SourceContent, SourceId, SourceTree, Span};

/// How often one folder may be reached through links. Real sites need a few; a fan of links that doubles at each level stops here.
const MOST_VISITS: usize = 64;

/// How many files are read by one thread at a time.
const BATCH: usize = 64;

/// How many folders deep a site may be: beyond it, paths outgrow what operating systems take.
const DEEPEST_FOLDER: usize = 64;

/// Reads the site in the folder `root`; `output` is left out, should it lie inside (it then holds pages, not content).
///
/// A file that cannot be read right is in the tree all the same, as [`SourceContent::Unreadable`] or with the text that
/// could be had of it, and has a diagnostic.
///
/// # Errors
/// Only when `root` itself cannot be opened as a folder.
pub fn read_tree(root: &Path, output: Option<&Path>) -> Result<(SourceTree, Diagnostics), Error> {
    SiteFiles::read(root, output, None).map(|files| (files.tree, files.diagnostics))
}

/// The files of a site as they were at one moment, and what it takes to read them again without reading all of them.
#[derive(Debug, Clone)]
pub struct SiteFiles {
    pub tree: SourceTree,
    pub diagnostics: Diagnostics,
    /// By the id of the file.
    states: Vec<FileState>,
    /// What symbolic links of the site lead to: real paths, sorted.
    link_targets: Vec<PathBuf>,
}

/// How a file was when it was read.
#[derive(Debug, Clone, Default)]
struct FileState {
    /// `None` for what must be read again whatever it looks like.
    stamp: Option<FileStamp>,
    flaws: Arc<[Flaw]>,
}

impl SiteFiles {
    /// As [`read_tree`]; a file that looks as it did when `previous` was read is taken from there.
    ///
    /// # Errors
    /// Only when `root` itself cannot be opened as a folder.
    pub fn read(root: &Path, output: Option<&Path>, previous: Option<&SiteFiles>) -> Result<Self, Error> {
        // The real path decides whether a link leaves the site; error messages keep the path that the caller gave.
        let real_root = std::fs::canonicalize(root).map_err(|cause| Error::new(Action::Read, root, cause))?;
        std::fs::read_dir(root).map_err(|cause| Error::new(Action::List, root, cause))?;
        let real_output = output.and_then(|output| std::fs::canonicalize(output).ok());

        let mut link_targets = BTreeSet::new();
        let now = SystemTime::now();
        let batches: Mutex<BTreeMap<usize, Vec<(Source, FileState)>>> = Mutex::default();
        rayon::scope(|scope| {
            let batches = &batches;
            let mut n_batches = 0;
            let mut read = |found: Vec<Found>| {
                let number = n_batches;
                n_batches += 1;
                scope.spawn(move |_| {
                    let read = found.into_iter().map(|found| read_source(found, previous, now)).collect();
                    batches.lock().unwrap_or_else(PoisonError::into_inner).insert(number, read);
                });
            };
            // (Settings with an ending too much are read so that they can be told.)
            for name in ["wayfare.toml", "wayfare.toml.txt", "content", "fonts", "themes", "static"] {
                walk(&root.join(name), name, &real_root, real_output.as_deref(), &mut read, &mut link_targets);
            }
        });
        let batches = batches.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut read: Vec<(Source, FileState)> = batches.into_values().flatten().collect();
        // Of two files with one path (names that are not UTF-8) the tree keeps the later; both are told.
        read.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        let mut sources: Vec<Source> = Vec::with_capacity(read.len());
        let mut states: Vec<FileState> = Vec::with_capacity(read.len());
        for (source, state) in read {
            match (sources.last_mut(), states.last_mut()) {
                (Some(last), Some(last_state)) if last.path == source.path => {
                    *last = source;
                    let flaws = last_state.flaws.iter().chain(state.flaws.iter()).cloned().collect();
                    *last_state = FileState { stamp: None, flaws };
                }
                _ => {
                    sources.push(source);
                    states.push(state);
                }
            }
        }
        let tree = SourceTree::new(sources);
        let diagnostics = diagnostics_of(&states);
        Ok(Self { tree, diagnostics, states, link_targets: link_targets.into_iter().collect() })
    }

    /// Reads only these files again (paths as [`Source::path`] has them), when that is enough to know the whole site: all of
    /// them are ordinary files that were there before, and none is reached by a link. `None`: read the whole folder.
    #[must_use]
    pub fn read_again(&self, root: &Path, changed: &[String]) -> Option<Self> {
        if !self.link_targets.is_empty() {
            return None;
        }
        let now = SystemTime::now();
        let mut states = self.states.clone();
        let mut contents = Vec::with_capacity(changed.len());
        for path in changed {
            let disk = root.join(path);
            let is_file = std::fs::symlink_metadata(&disk).is_ok_and(|metadata| metadata.is_file());
            let Some(id) = self.tree.find(path) else {
                // Something that came and went between two looks was never part of the site.
                let was_folder = self.tree.iter().any(|(_, file)| is_below(&file.path, path));
                if !was_folder && !super::file::exists(&disk) {
                    continue;
                }
                return None;
            };
            let state = states.get_mut(id.0 as usize).filter(|_| is_file)?;
            let (source, new_state) = read_source(Found { path: path.clone(), disk, flaw: None }, None, now);
            // Half-gone (a rename in between) is for the whole walk to judge.
            if matches!(source.content, SourceContent::Unreadable) {
                return None;
            }
            *state = new_state;
            contents.push((id, source.content));
        }
        let diagnostics = diagnostics_of(&states);
        Some(Self { tree: self.tree.with_contents(contents), diagnostics, states, link_targets: Vec::new() })
    }

    /// Whether both hold the same files with the same content.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.tree.has_same_paths(&other.tree)
            && self.diagnostics == other.diagnostics
            && self.tree.iter().all(|(id, _)| self.is_file_same_as(other, id))
    }

    /// Whether a file has the same content in both.
    #[must_use]
    pub fn is_file_same_as(&self, other: &Self, id: SourceId) -> bool {
        match (self.tree.get(id).map(|file| &file.content), other.tree.get(id).map(|file| &file.content)) {
            (Some(SourceContent::Text(text)), Some(SourceContent::Text(other))) => {
                Arc::ptr_eq(text, other) || text == other
            }
            (Some(SourceContent::Text(_)) | None, _) | (_, None | Some(SourceContent::Text(_))) => false,
            _ => self.fingerprint(id) == other.fingerprint(id),
        }
    }

    /// What symbolic links of the site lead to.
    #[must_use]
    pub fn link_targets(&self) -> &[PathBuf] {
        &self.link_targets
    }

    /// A number that differs when a file has changed since: for telling readers of a copied file that it did.
    #[must_use]
    pub fn fingerprint(&self, id: SourceId) -> u64 {
        let stamp = self.states.get(id.0 as usize).and_then(|state| state.stamp.as_ref());
        stamp.map_or(0, FileStamp::fingerprint)
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn diagnostics_of(states: &[FileState]) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for (index, state) in states.iter().enumerate() {
        let id = SourceId(u32::try_from(index).unwrap_or(u32::MAX));
        for flaw in state.flaws.iter() {
            let mut diagnostic = Diagnostic::new(flaw.code, Span::new(id, flaw.start, flaw.end), flaw.message.clone())
                .label(flaw.label.clone())
                .reason(flaw.reason);
            diagnostic.help.clone_from(&flaw.help);
            diagnostics.push(diagnostic);
        }
    }
    diagnostics
}

/// One file that the walk found, or one place where it could not go on.
struct Found {
    /// From the root of the site, `/` between the parts.
    path: String,
    disk: PathBuf,
    flaw: Option<Flaw>,
}

/// Lists the files below `start` and gives them to `read`, some at a time.
fn walk(
    start: &Path,
    name: &str,
    real_root: &Path,
    real_output: Option<&Path>,
    read: &mut impl FnMut(Vec<Found>),
    link_targets: &mut BTreeSet<PathBuf>,
) {
    if std::fs::symlink_metadata(start).is_err_and(|cause| cause.kind() == std::io::ErrorKind::NotFound) {
        return;
    }
    let mut visits: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let (mut found, mut flawed) = (Vec::new(), Vec::new());
    let below_static = name == "static";
    let mut walker = WalkDir::new(start).follow_links(true).sort_by_file_name().into_iter();
    while let Some(step) = walker.next() {
        if found.len() >= BATCH {
            read(std::mem::take(&mut found));
        }
        let entry = match step {
            Ok(entry) => entry,
            Err(failed) => {
                let disk = failed.path().unwrap_or(start).to_path_buf();
                if !is_litter(&disk, below_static || is_theme_static(&disk, start, name)) {
                    flawed.push((disk, flaw_of_walk(&failed)));
                }
                continue;
            }
        };
        let is_folder = entry.file_type().is_dir();
        let skip_below = |walker: &mut walkdir::IntoIter| {
            if is_folder {
                walker.skip_current_dir();
            }
        };
        if entry.depth() > 0 && is_litter(entry.path(), below_static || is_theme_static(entry.path(), start, name)) {
            skip_below(&mut walker);
            continue;
        }
        if entry.path_is_symlink()
            && let Ok(target) = std::fs::canonicalize(entry.path())
        {
            link_targets.insert(target);
        }
        if let Err(flaw) = check_entry(&entry, real_root, &mut visits) {
            flawed.push((entry.path().to_path_buf(), flaw));
            skip_below(&mut walker);
            continue;
        }
        if is_folder {
            if real_output.is_some_and(|output| {
                output.file_name() == entry.path().file_name()
                    && std::fs::canonicalize(entry.path()).is_ok_and(|real| real == output)
            }) {
                skip_below(&mut walker);
            }
            continue;
        }
        match site_path(entry.path(), start, name) {
            Ok(path) => found.push(Found { path, disk: entry.into_path(), flaw: None }),
            Err(path) => found.push(Found { path, disk: entry.into_path(), flaw: Some(flaw_of_name()) }),
        }
    }
    for (disk, flaw) in flawed {
        let path = site_path(&disk, start, name).unwrap_or_else(|lossy| lossy);
        found.push(Found { path, disk, flaw: Some(flaw) });
    }
    read(found);
}

/// Whether the walk may use this entry: links stay inside the site, folders are not endlessly deep, files are ordinary files.
fn check_entry(entry: &DirEntry, real_root: &Path, visits: &mut BTreeMap<PathBuf, usize>) -> Result<(), Flaw> {
    const LEAVES: &str =
        "Only what lies inside the site's folder is published, so that no private file gets out by mistake.";
    if entry.path_is_symlink() {
        let real = std::fs::canonicalize(entry.path())
            .map_err(|cause| unreadable(&Error::new(Action::Read, entry.path(), cause)))?;
        if !real.starts_with(real_root) {
            return Err(Flaw::of_file(Code::UnsafePath, "this symbolic link leaves the site", LEAVES).help(format!(
                "It leads to {}. Copy what it leads to into the site, or remove the link.",
                real.display()
            )));
        }
        if entry.file_type().is_dir() {
            let n_visits = visits.entry(real).or_insert(0);
            *n_visits += 1;
            if *n_visits > MOST_VISITS {
                return Err(Flaw::of_file(
                    Code::UnsafePath,
                    format!("more than {MOST_VISITS} links lead to one folder"),
                    "Links to folders that hold links to folders multiply until no machine can read them all.",
                )
                .help("Link to the files that are needed, not to whole folders."));
            }
        }
    }
    if entry.depth() > DEEPEST_FOLDER {
        return Err(Flaw::of_file(
            Code::UnsafePath,
            format!("the folder lies more than {DEEPEST_FOLDER} folders deep"),
            "Addresses that long are refused by browsers and file systems.",
        )
        .help("Move it further up."));
    }
    let kind = entry.file_type();
    if !kind.is_dir() && !kind.is_file() {
        return Err(Flaw::of_file(
            Code::UnreadableFile,
            "this is not an ordinary file",
            "It is a pipe, a socket or a device, which has no content that could be published.",
        )
        .help("Remove it from the site."));
    }
    Ok(())
}

fn flaw_of_walk(failed: &walkdir::Error) -> Flaw {
    if let Some(ancestor) = failed.loop_ancestor() {
        return Flaw::of_file(
            Code::UnsafePath,
            "this symbolic link leads back to a folder that holds it",
            "Followed to the end it would never end; everything else in the folder is read.",
        )
        .help(format!("It leads to {}. Remove the link.", ancestor.display()));
    }
    match failed.io_error() {
        Some(cause) => {
            let path = failed.path().unwrap_or(Path::new(""));
            let is_dangling = cause.kind() == std::io::ErrorKind::NotFound
                && std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.file_type().is_symlink());
            if is_dangling {
                return Flaw::of_file(
                    Code::UnreadableFile,
                    "this symbolic link leads nowhere",
                    "What it leads to was moved, renamed or deleted.",
                )
                .help("Mend the link, or remove it.");
            }
            let cause = cause
                .raw_os_error()
                .map_or_else(|| std::io::Error::from(cause.kind()), std::io::Error::from_raw_os_error);
            unreadable(&Error::new(Action::Read, path, cause))
        }
        None => Flaw::of_file(Code::UnreadableFile, "this cannot be read", "The file system refused it."),
    }
}

fn flaw_of_name() -> Flaw {
    Flaw::of_file(
        Code::NotUtf8,
        "the name of this file is not UTF-8",
        "It cannot become an address: every browser would spell it differently. (The name is shown with � for what cannot be read.)",
    )
    .help("Rename the file.")
}

fn unreadable(error: &Error) -> Flaw {
    let flaw = Flaw::of_file(
        Code::UnreadableFile,
        error.to_string(),
        "Wayfare must read every file of the site to publish it whole.",
    );
    match error.help() {
        Some(help) => flaw.help(help),
        None => flaw,
    }
}

fn is_litter(path: &Path, below_static: bool) -> bool {
    path.file_name().is_some_and(|name| is_ignored(&name.to_string_lossy(), below_static))
}

/// Whether a path lies in the `static` folder of a theme, where names with a dot are meant.
fn is_theme_static(path: &Path, start: &Path, name: &str) -> bool {
    name == "themes"
        && path
            .strip_prefix(start)
            .is_ok_and(|below| below.components().nth(1).is_some_and(|c| c.as_os_str() == "static"))
}

/// The path from the root of the site; `Err` with a readable form when a name in it is not UTF-8.
fn site_path(disk: &Path, start: &Path, name: &str) -> Result<String, String> {
    let below = disk.strip_prefix(start).unwrap_or(disk);
    let mut path = name.to_owned();
    let mut valid = true;
    for part in below.components() {
        let part = part.as_os_str();
        valid &= part.to_str().is_some();
        path.push('/');
        path.push_str(&part.to_string_lossy());
    }
    if valid { Ok(path) } else { Err(path) }
}

fn read_source(found: Found, previous: Option<&SiteFiles>, now: SystemTime) -> (Source, FileState) {
    let Found { path, disk, flaw } = found;
    if let Some(flaw) = flaw {
        let source = Source { path: path.into(), content: SourceContent::Unreadable };
        return (source, FileState { stamp: None, flaws: Arc::new([flaw]) });
    }
    if let Some(previous) = previous
        && let Some(id) = previous.tree.find(&path)
        && let (Some(source), Some(state)) = (previous.tree.get(id), previous.states.get(id.0 as usize))
        && state.stamp.as_ref().is_some_and(|old| old.is_settled && FileStamp::of(&disk).as_ref() == Some(old))
    {
        return (source.clone(), state.clone());
    }
    // The stamp is taken before the file is read: what is written in between makes it differ the next time.
    let (stamp, content, flaws) = match reading_of(&path) {
        Reading::Text => read_text_source(&disk),
        Reading::Copied => match std::fs::metadata(&disk) {
            Ok(metadata) => {
                let content = SourceContent::Binary { byte_length: metadata.len(), image: read_image_info(&disk) };
                (Some(FileStamp::from(&metadata)), content, Vec::new())
            }
            Err(cause) => unreadable_source(&disk, cause),
        },
    };
    let stamp = stamp.map(|stamp| stamp.settle(now));
    (Source { path: path.into(), content }, FileState { stamp, flaws: flaws.into() })
}

/// A file as it was read: its stamp, if there is one, what it holds, and what is wrong with it.
type ReadSource = (Option<FileStamp>, SourceContent, Vec<Flaw>);

fn unreadable_source(disk: &Path, cause: std::io::Error) -> ReadSource {
    let flaw = unreadable(&Error::new(Action::Read, disk, cause));
    (FileStamp::of(disk), SourceContent::Unreadable, vec![flaw])
}

fn read_text_source(disk: &Path) -> ReadSource {
    match std::fs::File::open(disk).and_then(read_limited) {
        Ok((metadata, Some(bytes))) => {
            let (text, flaws) = decode(bytes);
            let content = text.map_or(SourceContent::Unreadable, |text| SourceContent::Text(text.into()));
            (Some(FileStamp::from(&metadata)), content, flaws)
        }
        Ok((metadata, None)) => {
            let flaw = Flaw::of_file(
                Code::FileTooLarge,
                format!("the file is larger than {} MiB", LONGEST_TEXT / 1024 / 1024),
                "A text of that size is more than anybody reads, and most likely not meant as a page.",
            )
            .help("Split it, or put it below `static/` if it is a download.");
            (Some(FileStamp::from(&metadata)), SourceContent::Unreadable, vec![flaw])
        }
        Err(cause) => unreadable_source(disk, cause),
    }
}

#[cfg(all(test, unix))]
mod tests;
