//! The output folder and the two folders beside it: locked, mended after a killed build, exchanged, cleared.
//!
//! | what a killed build left | what the next one does |
//! |---|---|
//! | a staging folder with a marker: a started site | removes it |
//! | a staging folder without: the old site, already exchanged | removes it, and saves what others put there in the meantime |
//! | no output folder, but a retired one (two renames) | finishes the second rename, or takes back the first |

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::PublishError;
use super::manifest::{MANIFEST, Manifest};
use super::refusal::{Reason, Refusal, check_made_by_us, check_place, name_output};
use super::staging::MARKER;
use crate::fs::{self, Entry, EntryKind, FolderLock};

/// The folders that a build works with, all in one folder, by their real paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) output: PathBuf,
    /// Where the new site comes together; after the exchange, the old one.
    pub(super) staging: PathBuf,
    /// Where the old site lies between two renames.
    pub(super) retired: PathBuf,
}

impl Places {
    /// `None` for the root of a disk, which has no place beside it.
    pub(super) fn of(output: &Path) -> Option<Self> {
        output.parent()?;
        let beside = |end: &str| {
            let mut name = OsString::from(".");
            name.push(output.file_name()?);
            name.push(end);
            Some(output.with_file_name(name))
        };
        Some(Self {
            output: output.to_path_buf(),
            staging: beside(".wayfare-staging")?,
            retired: beside(".wayfare-retired")?,
        })
    }
}

/// An output folder that this process has for itself.
#[derive(Debug)]
pub(super) struct Workplace {
    pub(super) places: Places,
    /// What Wayfare wrote there; `None` for an empty folder.
    pub(super) manifest: Option<Manifest>,
    /// As the caller named it.
    named: PathBuf,
    /// Folders made for this build, outermost first.
    created: Vec<PathBuf>,
    lock: FolderLock,
}

impl Workplace {
    /// Checks, locks and mends; makes the output folder when there is none.
    pub(super) fn open(site_root: &Path, output: &Path) -> Result<Self, PublishError> {
        let places = check_place(site_root, output)?;
        let busy = || PublishError::from(Refusal { output: output.to_path_buf(), reason: Reason::Busy });
        let (lock, created) = take_output(&places)?.ok_or_else(busy)?;
        // From here on the folder is ours alone, and may be removed again should it have been made for nothing.
        let mended = check_made_by_us(&places.output).and_then(|manifest| {
            clear(&places.staging, &places.output)?;
            clear(&places.retired, &places.output)?;
            Ok(manifest)
        });
        match mended {
            Ok(manifest) => Ok(Self { places, manifest, named: output.to_path_buf(), created, lock }),
            Err(error) => {
                remove_created(&created);
                Err(name_output(error, output))
            }
        }
    }

    /// Whether nothing has been published there yet.
    pub(super) fn is_new(&self) -> bool {
        self.manifest.is_none()
    }

    /// After a failed build: as if it had never been.
    pub(super) fn abandon(&self) {
        // What cannot be removed now is recognized and removed by the next build.
        let _ = clear(&self.places.staging, &self.places.output);
        remove_created(&self.created);
    }

    /// The one step in which the new site takes the place of the old.
    pub(super) fn put_in_place(&mut self, two_renames: bool) -> Result<(), PublishError> {
        let Places { output, staging, retired } = &self.places;
        let refuse = |reason| PublishError::from(Refusal { output: self.named.clone(), reason });
        // The folder that gets the name of the output folder must be ours as well, until the old one is cleared away.
        if !self.lock.also(staging)? {
            return Err(refuse(Reason::Busy));
        }
        let told = |error: fs::Error| match error.kind {
            fs::ErrorKind::Busy => refuse(Reason::MountPoint),
            _ => error.into(),
        };
        if !two_renames && fs::exchange(output, staging).map_err(told)? {
            return Ok(());
        }
        fs::rename(output, retired).map_err(told)?;
        if let Err(error) = fs::rename(staging, output) {
            // Should this fail too, the next build finds the retired folder and takes the rename back.
            let _ = fs::rename(retired, output);
            return Err(error.into());
        }
        Ok(())
    }

    /// Removes the old site; gives the folder if that failed. The new site is not touched by a failure.
    pub(super) fn clear_old_site(&self) -> Option<PathBuf> {
        [&self.places.staging, &self.places.retired]
            .into_iter()
            .find(|folder| clear(folder, &self.places.output).is_err())
            .cloned()
    }
}

fn remove_created(created: &[PathBuf]) {
    for folder in created.iter().rev() {
        // Only empty folders go, so nothing can be lost.
        let _ = fs::remove_folder(folder);
    }
}

/// Locks the output folder, which is made when it is missing; gives the folders made. `None` when another build is at work.
fn take_output(places: &Places) -> Result<Option<(FolderLock, Vec<PathBuf>)>, PublishError> {
    if !finish_renames(places)? {
        return Ok(None);
    }
    let created = fs::create_missing_folders(&places.output)?;
    // A folder that another build has locked is not removed, even if it was made here: the other may be about to fill it.
    let Some(lock) = FolderLock::take(&places.output)? else { return Ok(None) };
    if !created.is_empty() && fs::stamp(&places.retired)?.is_some() {
        // Made in the very moment between the two renames of another build, to which it must not look like a site.
        remove_created(&created);
        return Ok(None);
    }
    Ok(lock.holds(&places.output)?.then_some((lock, created)))
}

/// A build was killed between its two renames: the new site takes its place if it is whole, else the old one comes back.
/// `false` when that build is still alive.
fn finish_renames(places: &Places) -> Result<bool, PublishError> {
    if fs::stamp(&places.output)?.is_some() || fs::stamp(&places.retired)?.is_none() {
        return Ok(true);
    }
    let Some(_lock) = FolderLock::take(&places.retired)? else { return Ok(false) };
    let is_whole =
        fs::stamp(&places.staging.join(MANIFEST))?.is_some() && fs::stamp(&places.staging.join(MARKER))?.is_none();
    fs::rename(if is_whole { &places.staging } else { &places.retired }, &places.output)?;
    Ok(true)
}

/// Removes a staging or retired folder. What Wayfare did not write there is saved into the output folder first.
fn clear(folder: &Path, output: &Path) -> Result<(), PublishError> {
    match fs::stamp(folder)? {
        None => return Ok(()),
        Some(stamp) if stamp.kind == EntryKind::Folder => {}
        Some(_) => return Err(taken(folder, output)),
    }
    let entries = fs::list_tree(folder)?;
    let last = if fs::stamp(&folder.join(MARKER))?.is_some() {
        remove_started_site(folder, &entries)?;
        Some(MARKER)
    } else if let Ok(Some(manifest)) = Manifest::read(folder)? {
        remove_old_site(folder, &entries, &manifest, output)?;
        Some(MANIFEST)
    } else if entries.is_empty() {
        None
    } else {
        return Err(taken(folder, output));
    };
    for entry in entries.iter().rev().filter(|entry| entry.kind == EntryKind::Folder) {
        fs::remove_folder(&folder.join(&entry.path))?;
    }
    // The file that says what the folder is goes last: killed on the way, it can be told by the next build.
    if let Some(last) = last {
        fs::remove_file(&folder.join(last))?;
    }
    Ok(fs::remove_folder(folder)?)
}

fn taken(folder: &Path, output: &Path) -> PublishError {
    Refusal { output: output.to_path_buf(), reason: Reason::StagingTaken(folder.to_path_buf()) }.into()
}

/// Everything in a started site is ours, or a second name of what is still in the output folder.
fn remove_started_site(folder: &Path, entries: &[Entry]) -> Result<(), fs::Error> {
    files_but(entries, MARKER).try_for_each(|entry| fs::remove_file(&folder.join(&entry.path)))
}

fn remove_old_site(folder: &Path, entries: &[Entry], manifest: &Manifest, output: &Path) -> Result<(), PublishError> {
    let is_in = |manifest: &Manifest, entry: &Entry| entry.site_path().is_some_and(|path| manifest.contains(&path));
    let foreign: Vec<&Entry> = files_but(entries, MANIFEST)
        .map(|entry| {
            if is_in(manifest, entry) {
                fs::remove_file(&folder.join(&entry.path)).map(|()| None)
            } else {
                Ok(Some(entry))
            }
        })
        .filter_map(Result::transpose)
        .collect::<Result<_, _>>()?;
    let new_manifest = Manifest::read(output)?.ok().flatten().unwrap_or_default();
    for entry in foreign {
        save_foreign_file(&folder.join(&entry.path), &output.join(&entry.path), is_in(&new_manifest, entry))?;
    }
    Ok(())
}

/// All that are no folders, except the one of this name at the top. In parallel: a site can have a hundred thousand.
fn files_but<'a>(entries: &'a [Entry], name: &'static str) -> impl ParallelIterator<Item = &'a Entry> {
    entries.par_iter().filter(move |entry| entry.kind != EntryKind::Folder && entry.path != Path::new(name))
}

/// A file of others in the old folder: mostly a second name of one in the new folder. Else it came or changed while the new site was
/// made, and the later version wins; a page of the new site is never written over, the file then gets the name `….kept`.
fn save_foreign_file(file: &Path, target: &Path, is_page: bool) -> Result<(), fs::Error> {
    let (Some(ours), theirs) = (fs::stamp(file)?, fs::stamp(target)?) else { return Ok(()) };
    match theirs {
        Some(theirs) if theirs.identity == ours.identity => fs::remove_file(file),
        Some(_) if is_page => {
            let mut kept = target.as_os_str().to_os_string();
            kept.push(".kept");
            fs::rename(file, Path::new(&kept))
        }
        Some(theirs) if theirs.kind == EntryKind::Folder || theirs.modified >= ours.modified => fs::remove_file(file),
        Some(_) => fs::rename(file, target),
        None => {
            if let Some(parent) = target.parent() {
                fs::create_missing_folders(parent)?;
            }
            // Somebody was quicker: then that one is the later version.
            if fs::rename_unless_taken(file, target)? { Ok(()) } else { fs::remove_file(file) }
        }
    }
}
