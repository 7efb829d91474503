//! One builder at a time in one output folder.
//!
//! The folder itself is locked, so that no lock file is left behind and nothing is touched by a build that changes nothing. The system
//! lets go of the lock when the process ends, however it ends.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::error::{Action, Error};
#[cfg(unix)]
use super::folder::stamp;

/// A locked folder; dropping it unlocks.
#[derive(Debug)]
pub struct FolderLock {
    /// More than one after [`FolderLock::also`].
    files: Vec<File>,
}

impl FolderLock {
    /// Locks a folder. `None` when another process holds it, or has just put another in its place.
    ///
    /// Where the file system knows no locks (some network disks), nothing is locked and the build goes on.
    ///
    /// # Errors
    /// When the folder cannot be opened.
    pub fn take(folder: &Path) -> Result<Option<Self>, Error> {
        Ok(lock(folder)?.map(|file| Self { files: file.into_iter().collect() }))
    }

    /// Whether the name still leads to the folder that was locked.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn holds(&self, folder: &Path) -> Result<bool, Error> {
        self.files.first().map_or(Ok(true), |file| is_file_of(file, folder))
    }

    /// Locks a second folder with the same life: after an exchange, both names stay locked. Whether it could be had.
    ///
    /// # Errors
    /// When the folder cannot be opened.
    pub fn also(&mut self, folder: &Path) -> Result<bool, Error> {
        if cfg!(not(unix)) {
            return Ok(true);
        }
        let locked = lock(folder)?;
        let done = locked.is_some();
        self.files.extend(locked.flatten());
        Ok(done)
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        for file in &self.files {
            // Closing is not enough when another thread is just starting a program: for a moment that one has the open file too.
            let _ = file.unlock();
        }
    }
}

/// `None`: another holds it. `Some(None)`: there are no locks here.
fn lock(folder: &Path) -> Result<Option<Option<File>>, Error> {
    let file = match open(folder) {
        Ok(file) => file,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(Error::new(Action::Lock, folder, cause)),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(_)) => return Ok(Some(None)),
    }
    // The name may have passed to another folder between opening and locking: then somebody has just finished a build.
    Ok(is_file_of(&file, folder)?.then_some(Some(file)))
}

#[cfg(unix)]
fn is_file_of(file: &File, folder: &Path) -> Result<bool, Error> {
    use std::os::unix::fs::MetadataExt;
    let metadata = file.metadata().map_err(|cause| Error::new(Action::Lock, folder, cause))?;
    Ok(stamp(folder)?.is_some_and(|stamp| stamp.identity == (metadata.dev(), metadata.ino())))
}

#[cfg(not(unix))]
fn is_file_of(_file: &File, _folder: &Path) -> Result<bool, Error> {
    Ok(true)
}

#[cfg(unix)]
fn open(folder: &Path) -> std::io::Result<File> {
    File::open(folder)
}

/// Other systems do not open folders: a file beside it stands for it.
#[cfg(not(unix))]
fn open(folder: &Path) -> std::io::Result<File> {
    let mut name = std::ffi::OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(".wayfare-lock");
    File::create(folder.with_file_name(name))
}
