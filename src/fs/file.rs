//! Files: compare, write, copy, link. Nothing here follows a link in place of a file, or writes over something.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use super::error::{Action, Error};

/// How much is compared at a time, in bytes; most pages fit in one.
const BLOCK: usize = 32 * 1024;

/// All bytes of a file.
///
/// # Errors
/// When it cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|cause| Error::new(Action::Read, path, cause))
}

/// All bytes of an ordinary file that really lies inside `root`, whatever links lead to it.
///
/// # Errors
/// When it cannot be read, or lies elsewhere (then as if it were not there).
pub fn read_bytes_inside(root: &Path, path: &Path) -> Result<Vec<u8>, Error> {
    let refused = |cause| Error::new(Action::Read, path, cause);
    let real_root = std::fs::canonicalize(root).map_err(refused)?;
    let real = std::fs::canonicalize(path).map_err(refused)?;
    if !real.starts_with(&real_root) || !real.is_file() {
        return Err(refused(io::ErrorKind::NotFound.into()));
    }
    std::fs::read(&real).map_err(refused)
}

/// Whether `path` is an ordinary file (not a link to one) that holds exactly `bytes`. `false` for what does not exist.
///
/// # Errors
/// When the file is there and cannot be read.
pub fn is_same_as(path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    let Some(mut file) = open_if_length(path, bytes.len() as u64)? else { return Ok(false) };
    let mut block = [0; BLOCK];
    for expected in bytes.chunks(BLOCK) {
        let Some(found) = block.get_mut(..expected.len()) else { return Ok(false) };
        match file.read_exact(found) {
            Ok(()) if found == expected => {}
            Ok(()) => return Ok(false),
            // It shrank while it was read.
            Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(cause) => return Err(Error::new(Action::Read, path, cause)),
        }
    }
    Ok(true)
}

/// Whether `path` is an ordinary file that holds the same bytes as the file `other` (which may be reached by a link).
///
/// # Errors
/// When one of them is there and cannot be read.
pub fn is_same_file(path: &Path, other: &Path) -> Result<bool, Error> {
    let refused = |cause| Error::new(Action::Read, other, cause);
    let mut right = File::open(other).map_err(refused)?;
    let mut left_to_read = right.metadata().map_err(refused)?.len();
    let Some(mut left) = open_if_length(path, left_to_read)? else { return Ok(false) };
    let (mut left_block, mut right_block) = ([0; BLOCK], [0; BLOCK]);
    while left_to_read > 0 {
        let n = usize::try_from(left_to_read).unwrap_or(BLOCK).min(BLOCK);
        let (Some(found), Some(expected)) = (left_block.get_mut(..n), right_block.get_mut(..n)) else {
            return Ok(false);
        };
        match left.read_exact(found) {
            Ok(()) => {}
            Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(cause) => return Err(Error::new(Action::Read, path, cause)),
        }
        right.read_exact(expected).map_err(refused)?;
        if found != expected {
            return Ok(false);
        }
        left_to_read -= n as u64;
    }
    Ok(true)
}

/// The length is compared before a byte is read, and a pipe (which would block) is never opened.
fn open_if_length(path: &Path, length: u64) -> Result<Option<File>, Error> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() && metadata.len() == length => {}
        Ok(_) => return Ok(None),
        Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(cause) => return Err(Error::new(Action::Read, path, cause)),
    }
    File::open(path).map(Some).map_err(|cause| Error::new(Action::Read, path, cause))
}

/// Writes a new file; there must be none of that name. With `fix_mode` its mode becomes 0644 whatever the umask says.
///
/// # Errors
/// When it is there already, or cannot be written (the disk is full, …).
pub fn write_new(path: &Path, bytes: &[u8], fix_mode: bool) -> Result<(), Error> {
    let refused = |cause| Error::new(Action::Write, path, cause);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
    let mut file = options.open(path).map_err(refused)?;
    file.write_all(bytes).map_err(refused)?;
    if fix_mode { set_mode(path, 0o644) } else { Ok(()) }
}

/// Writes a file that may be there already, in one step: a reader, or a killed process, sees the old bytes or the new. A file that
/// was there keeps its mode; a symbolic link keeps leading to it.
///
/// # Errors
/// When it cannot be written; the old file is then as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let refused = |cause| Error::new(Action::Write, path, cause);
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    match std::fs::metadata(&target) {
        Ok(metadata) if metadata.is_dir() => return Err(refused(io::ErrorKind::IsADirectory.into())),
        // A pipe or a device (`/dev/stdout`) is written to, not replaced.
        Ok(metadata) if !metadata.is_file() => return std::fs::write(&target, bytes).map_err(refused),
        _ => {}
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".wayfare-").tempfile_in(folder).map_err(refused)?;
    file.write_all(bytes).map_err(refused)?;
    match std::fs::metadata(&target) {
        Ok(metadata) => file.as_file().set_permissions(metadata.permissions()).map_err(refused)?,
        Err(_) => set_mode(file.path(), 0o644)?,
    }
    file.persist(&target).map(|_| ()).map_err(|failed| refused(failed.error))
}

/// Copies the bytes of `from` into a new file with mode 0644, and says how many they are. The time stamp is that of now.
///
/// # Errors
/// When `from` cannot be read, or `to` is there already or cannot be written.
pub fn copy_new(from: &Path, to: &Path) -> Result<u64, Error> {
    let mut source = File::open(from).map_err(|cause| Error::new(Action::Read, from, cause))?;
    let refused = |cause| Error::new(Action::Write, to, cause);
    let mut file = OpenOptions::new().write(true).create_new(true).open(to).map_err(refused)?;
    // On Linux the kernel copies by itself, on some file systems without moving a byte.
    let length = io::copy(&mut source, &mut file).map_err(refused)?;
    set_mode(to, 0o644)?;
    Ok(length)
}

/// Gives the file (or symbolic link) `from` a second name: by a hard link, else by a copy with the same mode and time stamps.
///
/// # Errors
/// When neither is possible.
pub fn link_or_copy(from: &Path, to: &Path) -> Result<(), Error> {
    // Refused by file systems without hard links, for files of another owner, and beyond 65,000 links to one file.
    if std::fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let read = |cause| Error::new(Action::Read, from, cause);
    let metadata = std::fs::symlink_metadata(from).map_err(read)?;
    if metadata.is_symlink() {
        let target = std::fs::read_link(from).map_err(read)?;
        return make_link(&target, to).map_err(|cause| Error::new(Action::Link, to, cause));
    }
    if !metadata.is_file() {
        return Err(Error::new(
            Action::Link,
            from,
            io::Error::other("it is neither a file nor a link, so it cannot be copied"),
        ));
    }
    copy_new(from, to)?;
    let refused = |cause| Error::new(Action::SetTime, to, cause);
    let file = OpenOptions::new().write(true).open(to).map_err(refused)?;
    file.set_modified(metadata.modified().map_err(read)?).map_err(refused)?;
    file.set_permissions(metadata.permissions()).map_err(refused)
}

#[cfg(unix)]
fn make_link(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(not(unix))]
fn make_link(_target: &Path, _link: &Path) -> io::Result<()> {
    Err(io::Error::other("symbolic links cannot be copied on this system"))
}

#[cfg(unix)]
pub(super) fn set_mode(path: &Path, mode: u32) -> Result<(), Error> {
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
    std::fs::set_permissions(path, permissions).map_err(|cause| Error::new(Action::Write, path, cause))
}

#[cfg(not(unix))]
pub(super) fn set_mode(_path: &Path, _mode: u32) -> Result<(), Error> {
    Ok(())
}

/// Whether there is anything at a path.
#[must_use]
pub fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sameness_is_of_bytes_and_of_ordinary_files() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        let long: Vec<u8> = (0..100_000u32).map(|n| n as u8).collect();
        let mut other = long.clone();
        if let Some(last) = other.last_mut() {
            *last ^= 1;
        }
        write_new(&path("long"), &long, true).expect("written");
        write_new(&path("other"), &other, false).expect("written");
        assert!(is_same_as(&path("long"), &long).expect("read"));
        assert!(!is_same_as(&path("long"), &other).expect("read"));
        assert!(!is_same_as(&path("long"), b"short").expect("read"));
        assert!(!is_same_as(&path("none"), b"").expect("read"));
        assert!(!is_same_as(&path("long/below"), b"").expect("read"));
        assert!(!is_same_file(&path("long"), &path("other")).expect("read"));
        assert_eq!(copy_new(&path("long"), &path("copy")).expect("copied"), 100_000);
        assert!(is_same_file(&path("long"), &path("copy")).expect("read"));
        assert!(write_new(&path("long"), b"", false).is_err(), "nothing is written over");
    }
    #[test]
    #[cfg(unix)]
    fn a_file_is_replaced_whole_and_keeps_its_mode() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("map.svg");
        let mode = || std::fs::metadata(&path).expect("there").permissions().mode() & 0o777;
        replace_file(&path, b"one").expect("written");
        assert_eq!(mode(), 0o644);
        set_mode(&path, 0o600).expect("set");
        std::os::unix::fs::symlink(&path, folder.path().join("link")).expect("linked");
        replace_file(&folder.path().join("link"), b"two").expect("written");
        assert_eq!((std::fs::read(&path).expect("read"), mode()), (b"two".to_vec(), 0o600));
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 2);
        let kind_of = |path: &Path| replace_file(path, b"").map_err(|error| error.kind);
        assert_eq!(kind_of(folder.path()), Err(super::super::ErrorKind::IsAFolder));
        assert_eq!(kind_of(&folder.path().join("none/map.svg")), Err(super::super::ErrorKind::NotFound));
    }
}
