//! The folder beside the output folder, in which the new site comes together.
//!
//! From its first moment until it is complete it holds a marker: a folder with the marker is a started site and may be thrown away; one
//! without it, but with a manifest, is a whole site.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::manifest::{MANIFEST, Manifest};
use super::workplace::Workplace;
use crate::fs::{self, EntryKind};
use crate::url::SitePath;

/// The name of the marker, in the staging folder.
pub(super) const MARKER: &str = ".wayfare-unfinished";

/// A staging folder with all folders of the new site, made when the first artifact differs.
#[derive(Debug)]
pub(super) struct LazyStaging<'a> {
    root: &'a Path,
    paths: &'a [SitePath],
    state: Mutex<State>,
}

#[derive(Debug)]
enum State {
    NotMade,
    Made(Arc<Staging>),
    Refused,
}

impl<'a> LazyStaging<'a> {
    pub(super) fn new(root: &'a Path, paths: &'a [SitePath]) -> Self {
        Self { root, paths, state: Mutex::new(State::NotMade) }
    }

    /// # Errors
    /// When the folders cannot be made. Only the first to ask is told the cause; the others hear that it failed.
    pub(super) fn get(&self) -> Result<Arc<Staging>, fs::Error> {
        // One thread makes the folders while the others wait for them.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match &*state {
            State::Made(staging) => Ok(Arc::clone(staging)),
            State::Refused => {
                let cause = std::io::Error::other("it could not be made");
                Err(fs::Error::new(fs::Action::CreateFolder, self.root, cause))
            }
            State::NotMade => match Staging::create(self.root, self.paths) {
                Ok(staging) => {
                    let staging = Arc::new(staging);
                    *state = State::Made(Arc::clone(&staging));
                    Ok(staging)
                }
                Err(error) => {
                    *state = State::Refused;
                    Err(error)
                }
            },
        }
    }
}

#[derive(Debug)]
pub(super) struct Staging {
    pub(super) root: PathBuf,
    /// Whether the umask takes bits off the modes that are asked for, so that they must be set again.
    pub(super) fix_mode: bool,
}

impl Staging {
    fn create(root: &Path, paths: &[SitePath]) -> Result<Self, fs::Error> {
        fs::create_folder(root)?;
        let marker = root.join(MARKER);
        fs::write_new(&marker, b"", false)?;
        let fix_mode = fs::stamp(&marker)?.is_none_or(|stamp| stamp.mode != 0o644);
        // Parents sort before their children.
        for folder in folders_of(paths) {
            fs::create_folder(&root.join(folder))?;
        }
        Ok(Self { root: root.to_path_buf(), fix_mode })
    }

    /// The last touches: the list of files, the look of the folders; then the marker goes, and the site is whole.
    pub(super) fn finish(&self, manifest: &Manifest, workplace: &Workplace) -> Result<(), fs::Error> {
        let output = &workplace.places.output;
        if workplace.manifest.as_ref() == Some(manifest) {
            fs::link_or_copy(&output.join(MANIFEST), &self.root.join(MANIFEST))?;
        } else {
            fs::write_new(&self.root.join(MANIFEST), manifest.to_text().as_bytes(), self.fix_mode)?;
        }
        fs::remove_file(&self.root.join(MARKER))?;

        // A folder with the same names in it as before keeps its time stamp. Children first: what is done to them shows in the parent.
        let mut folders: Vec<PathBuf> = fs::list_tree(&self.root)?
            .into_iter()
            .filter(|entry| entry.kind == EntryKind::Folder)
            .map(|entry| entry.path)
            .collect();
        folders.push(PathBuf::new());
        for folder in folders.iter().rev() {
            let (old, new) = (output.join(folder), self.root.join(folder));
            if fs::stamp(&old)?.is_some_and(|stamp| stamp.kind == EntryKind::Folder) {
                let same_names = fs::names_in(&old)? == fs::names_in(&new)?;
                fs::keep_folder_look(&old, &new, same_names);
            }
        }
        Ok(())
    }
}

/// Every folder that the paths need, parents before children.
pub(super) fn folders_of(paths: &[SitePath]) -> BTreeSet<&str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut rest = path.as_str();
        // What is in the set has all its parents in the set.
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if !folders.insert(folder) {
                break;
            }
            rest = folder;
        }
    }
    folders
}
