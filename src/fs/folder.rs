//! Folders: make, list, exchange, remove.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::error::{Action, Error};
use super::file::set_mode;

/// What lies at a path, as far as publishing asks. A symbolic link is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub kind: EntryKind,
    /// Device and inode: equal for two names of one file.
    pub identity: (u64, u64),
    pub modified: SystemTime,
    /// Bytes of a file.
    pub length: u64,
    /// The permission bits; 0 where the system has none.
    pub mode: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    File,
    Folder,
    /// A symbolic link, a pipe, a socket or a device.
    Special,
}

/// One entry of a folder's tree; `path` starts below that folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub path: PathBuf,
    pub kind: EntryKind,
}

impl Entry {
    /// The path as the address of a page, `/` between the parts; `None` for a name that is not UTF-8.
    #[must_use]
    pub fn site_path(&self) -> Option<String> {
        let parts: Option<Vec<&str>> = self.path.components().map(|part| part.as_os_str().to_str()).collect();
        parts.map(|parts| parts.join("/"))
    }
}

/// What lies at `path`; `None` when nothing does.
///
/// # Errors
/// When the system does not tell.
pub fn stamp(path: &Path) -> Result<Option<Stamp>, Error> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) => {
            let kind = if metadata.is_dir() {
                EntryKind::Folder
            } else if metadata.is_file() {
                EntryKind::File
            } else {
                EntryKind::Special
            };
            let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            let (identity, mode) = identity_and_mode(&metadata);
            Ok(Some(Stamp { kind, identity, modified, length: metadata.len(), mode }))
        }
        Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(cause) => Err(Error::new(Action::Read, path, cause)),
    }
}

#[cfg(unix)]
fn identity_and_mode(metadata: &std::fs::Metadata) -> ((u64, u64), u32) {
    use std::os::unix::fs::MetadataExt;
    ((metadata.dev(), metadata.ino()), metadata.mode() & 0o7777)
}

#[cfg(not(unix))]
fn identity_and_mode(metadata: &std::fs::Metadata) -> ((u64, u64), u32) {
    ((metadata.len(), 0), 0)
}

/// Everything below a folder, parents before children; links are listed, not followed.
///
/// # Errors
/// When a folder cannot be listed.
pub fn list_tree(folder: &Path) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    for step in WalkDir::new(folder).min_depth(1).follow_root_links(false) {
        let entry = step.map_err(|failed| {
            let path = failed.path().unwrap_or(folder).to_path_buf();
            Error::new(Action::List, &path, failed.into())
        })?;
        let kind = match entry.file_type() {
            kind if kind.is_dir() => EntryKind::Folder,
            kind if kind.is_file() => EntryKind::File,
            _ => EntryKind::Special,
        };
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_path_buf();
        entries.push(Entry { path, kind });
    }
    Ok(entries)
}

/// The names in a folder, sorted.
///
/// # Errors
/// When the folder cannot be listed.
pub fn names_in(folder: &Path) -> Result<Vec<OsString>, Error> {
    let refused = |cause| Error::new(Action::List, folder, cause);
    let names: io::Result<Vec<OsString>> =
        std::fs::read_dir(folder).map_err(refused)?.map(|entry| entry.map(|entry| entry.file_name())).collect();
    let mut names = names.map_err(refused)?;
    names.sort_unstable();
    Ok(names)
}

/// The first name in a folder, by the alphabet; `None` when it is empty.
///
/// # Errors
/// When the folder cannot be listed.
pub fn first_name(folder: &Path) -> Result<Option<String>, Error> {
    Ok(names_in(folder)?.first().map(|name| name.to_string_lossy().into_owned()))
}

/// Makes one folder with mode 0755, whatever the umask says.
///
/// # Errors
/// When there is something of that name, or no permission.
pub fn create_folder(path: &Path) -> Result<(), Error> {
    std::fs::create_dir(path).map_err(|cause| Error::new(Action::CreateFolder, path, cause))?;
    // A set-group-id bit comes from the folder above and stays: it is how shared folders keep their group.
    let mode = stamp(path)?.map_or(0o755, |stamp| stamp.mode);
    let wanted = (mode & 0o7000) | 0o755;
    if mode == wanted || mode == 0 { Ok(()) } else { set_mode(path, wanted) }
}

/// Makes a folder and those above it that are missing; gives the new ones, outermost first.
///
/// # Errors
/// When one of them cannot be made; those made before are removed again.
pub fn create_missing_folders(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let missing: Vec<&Path> =
        path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
    let mut created: Vec<PathBuf> = Vec::new();
    for folder in missing.into_iter().rev() {
        if let Err(error) = create_folder(folder) {
            if error.cause.kind() == io::ErrorKind::AlreadyExists {
                continue;
            }
            for made in created.iter().rev() {
                let _ = std::fs::remove_dir(made);
            }
            return Err(error);
        }
        created.push(folder.to_path_buf());
    }
    Ok(created)
}

/// Gives a folder the mode, the group and, if asked, the time stamp of another. What the system refuses is left as it is:
/// a page is not lost because a folder's group could not be kept.
pub fn keep_folder_look(of: &Path, on: &Path, with_time: bool) {
    let Ok(metadata) = std::fs::symlink_metadata(of) else { return };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if let Ok(current) = std::fs::symlink_metadata(on) {
            if current.gid() != metadata.gid() {
                let _ = std::os::unix::fs::chown(on, None, Some(metadata.gid()));
            }
            if current.uid() != metadata.uid() {
                let _ = std::os::unix::fs::chown(on, Some(metadata.uid()), None);
            }
            if current.mode() != metadata.mode() {
                let _ = std::fs::set_permissions(on, metadata.permissions());
            }
        }
    }
    if with_time && let (Ok(modified), Ok(folder)) = (metadata.modified(), std::fs::File::open(on)) {
        let _ = folder.set_modified(modified);
    }
}

/// # Errors
/// When the file is not there or may not be removed.
pub fn remove_file(path: &Path) -> Result<(), Error> {
    std::fs::remove_file(path).map_err(|cause| Error::new(Action::Remove, path, cause))
}

/// Removes an empty folder.
///
/// # Errors
/// When it is not there, not empty, or may not be removed.
pub fn remove_folder(path: &Path) -> Result<(), Error> {
    std::fs::remove_dir(path).map_err(|cause| Error::new(Action::Remove, path, cause))
}

/// # Errors
/// When the system refuses; `to` is replaced if it is a file or an empty folder.
pub fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    std::fs::rename(from, to).map_err(|cause| Error::new(Action::Rename, from, cause))
}

/// Renames a file unless there is already something of the new name: whether it was done.
///
/// # Errors
/// When the system refuses.
pub fn rename_unless_taken(from: &Path, to: &Path) -> Result<bool, Error> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Ok(()) => return Ok(true),
            Err(rustix::io::Errno::EXIST) => return Ok(false),
            Err(errno) if is_unsupported(errno) => {}
            Err(errno) => return Err(Error::new(Action::Rename, from, errno.into())),
        }
    }
    if stamp(to)?.is_some() {
        return Ok(false);
    }
    rename(from, to).map(|()| true)
}

/// Exchanges two folders in one step, so that each name always leads to a whole folder. `false` when this system, or the file system
/// that both lie on, cannot do it.
///
/// # Errors
/// When the system could, and refuses.
pub fn exchange(one: &Path, other: &Path) -> Result<bool, Error> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(errno) if is_unsupported(errno) => Ok(false),
            Err(errno) => Err(Error::new(Action::Rename, other, errno.into())),
        }
    }
    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    {
        let _ = (one, other);
        Ok(false)
    }
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn is_unsupported(errno: rustix::io::Errno) -> bool {
    use rustix::io::Errno;
    // Two names of one number on Linux, two numbers elsewhere: hence no pattern.
    [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP].contains(&errno)
}

/// Whether a disk (or another folder) is mounted at this folder: then it can be neither renamed nor exchanged.
#[must_use]
pub fn is_mount_point(folder: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        if let Ok(found) = statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS)
            && found.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT)
        {
            return found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT);
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let device = |path: &Path| std::fs::symlink_metadata(path).map(|metadata| metadata.dev()).ok();
        folder.parent().and_then(device).zip(device(folder)).is_some_and(|(above, here)| above != here)
    }
    #[cfg(not(unix))]
    false
}
