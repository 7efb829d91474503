//! What the new site takes over from the old folder: the pages that did not change, and everything that others put there.

use std::collections::HashMap;
use std::path::Path;

use rayon::prelude::*;

use super::error::PublishError;
use super::manifest::{MANIFEST, Manifest};
use super::refusal::{Reason, Refusal};
use super::render::Outcome;
use super::staging::{MARKER, Staging, folders_of};
use super::workplace::Workplace;
use crate::fs::{self, Entry, EntryKind};
use crate::url::SitePath;

/// Links unchanged artifacts and foreign files into the staging folder.
///
/// A file that Wayfare did not write and whose path a new artifact needs is refused, unless it has the same bytes already.
pub(super) fn carry_over(
    paths: &[SitePath],
    outcomes: &[Outcome],
    workplace: &Workplace,
    staging: &Staging,
) -> Result<(), PublishError> {
    let old = &workplace.places.output;
    let unchanged: Vec<&SitePath> = paths
        .iter()
        .zip(outcomes)
        .filter(|(_, outcome)| **outcome == Outcome::Unchanged)
        .map(|(path, _)| path)
        .collect();
    unchanged
        .par_iter()
        .try_for_each(|path| fs::link_or_copy(&old.join(path.as_str()), &staging.root.join(path.as_str())))?;

    if workplace.is_new() {
        return Ok(());
    }
    let foreign = find_foreign(paths, outcomes, workplace)?;
    for entry in &foreign {
        let (from, to) = (old.join(&entry.path), staging.root.join(&entry.path));
        // What lies above may have been ours, and have no page of ours any more.
        let folder = if entry.kind == EntryKind::Folder { Some(to.as_path()) } else { to.parent() };
        if let Some(folder) = folder {
            fs::create_missing_folders(folder)?;
        }
        if entry.kind != EntryKind::Folder {
            fs::link_or_copy(&from, &to)?;
        }
    }
    Ok(())
}

/// Everything in the output folder that Wayfare neither wrote nor is about to write; folders before what they hold.
fn find_foreign(paths: &[SitePath], outcomes: &[Outcome], workplace: &Workplace) -> Result<Vec<Entry>, PublishError> {
    let old = &workplace.places.output;
    let nothing = Manifest::default();
    let manifest = workplace.manifest.as_ref().unwrap_or(&nothing);
    // Looked up, never iterated.
    let new_files: HashMap<&str, Outcome> = paths.iter().map(SitePath::as_str).zip(outcomes.iter().copied()).collect();
    let new_folders = folders_of(paths);
    let refuse = |reason| PublishError::from(Refusal { output: old.clone(), reason });

    let mut foreign = Vec::new();
    let mut in_the_way = Vec::new();
    for entry in fs::list_tree(old)? {
        let path = entry.site_path();
        if entry.kind == EntryKind::Folder {
            if fs::is_mount_point(&old.join(&entry.path)) {
                return Err(refuse(Reason::MountInside(old.join(&entry.path))));
            }
            // A folder in which we wrote comes and goes with our files; any other stays, even when it is empty.
            if path.as_deref().is_some_and(|path| manifest.has_below(path)) {
                continue;
            }
        } else if path.as_deref().is_some_and(|path| manifest.contains(path) || path == MANIFEST || path == MARKER) {
            continue;
        }
        let outcome = path.as_deref().and_then(|path| new_files.get(path).copied());
        if outcome == Some(Outcome::Unchanged) && entry.kind == EntryKind::File {
            continue;
        }
        let needs_folder =
            entry.kind != EntryKind::Folder && path.as_deref().is_some_and(|path| new_folders.contains(path));
        if outcome.is_some() || needs_folder || lies_below_file(&entry.path, &new_files) {
            in_the_way.push(entry.path.display().to_string());
        } else {
            foreign.push(entry);
        }
    }
    if in_the_way.is_empty() {
        Ok(foreign)
    } else {
        in_the_way.sort();
        Err(refuse(Reason::InTheWay(in_the_way)))
    }
}

/// Whether a folder above this path is to become a file of the new site.
fn lies_below_file(path: &Path, new_files: &HashMap<&str, Outcome>) -> bool {
    path.ancestors().skip(1).filter_map(Path::to_str).any(|folder| new_files.contains_key(folder))
}
