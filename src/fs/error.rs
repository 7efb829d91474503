//! What the machine refused, in plain words and with the path.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Read,
    Write,
    CreateFolder,
    List,
    Link,
    Rename,
    Remove,
    Lock,
    SetTime,
}

/// Why it failed, as far as a person can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    DiskFull,
    QuotaExceeded,
    NoPermission,
    NotFound,
    ReadOnly,
    NotAFolder,
    IsAFolder,
    AlreadyExists,
    NameTooLong,
    /// Larger than the person at the machine may write.
    FileTooLarge,
    TooManyOpenFiles,
    OtherDisk,
    Busy,
    LinkLoop,
    /// Anything else; the words of the system follow.
    Other,
}

/// One refused operation: `path` is always the file or folder that it was about.
#[derive(Debug)]
pub struct Error {
    pub action: Action,
    pub kind: ErrorKind,
    pub path: PathBuf,
    pub cause: io::Error,
}

impl Error {
    #[must_use]
    pub fn new(action: Action, path: &Path, cause: io::Error) -> Self {
        Self { action, kind: ErrorKind::of(&cause), path: path.to_path_buf(), cause }
    }

    /// What the person at the machine can do, when there is something.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        Some(match self.kind {
            ErrorKind::DiskFull => "Free some space on that disk, or choose a folder on another one.",
            ErrorKind::QuotaExceeded => {
                "Your share of that disk is used up. Delete something, or choose a folder on another one."
            }
            ErrorKind::NoPermission => "Check who owns it and what its permissions are, or choose another folder.",
            ErrorKind::ReadOnly => "That disk can only be read. Name a folder on another disk.",
            ErrorKind::NotFound => "Check the spelling of the path.",
            ErrorKind::NotAFolder => {
                "A part of the path is a file where a folder is needed. Move the file, or choose another path."
            }
            ErrorKind::IsAFolder => "There is a folder of that name. Move it, or choose another path.",
            ErrorKind::NameTooLong => "The file system does not take names that long. Give the page a shorter `id`.",
            ErrorKind::FileTooLarge => {
                "Raise the limit (`ulimit -f unlimited`), or choose a disk that takes larger files."
            }
            ErrorKind::TooManyOpenFiles => "Raise the limit (`ulimit -n 4096`) and try again.",
            ErrorKind::LinkLoop => "Symbolic links lead in a circle there. Remove one of them.",
            ErrorKind::Busy => "Another program is using it. Close that program and try again.",
            ErrorKind::OtherDisk => {
                "The folder was made by another layer of disks (in a container, by the image). Name a new folder with `--output`."
            }
            ErrorKind::AlreadyExists | ErrorKind::Other => return None,
        })
    }
}

impl ErrorKind {
    fn of(cause: &io::Error) -> Self {
        match cause.kind() {
            io::ErrorKind::StorageFull => Self::DiskFull,
            io::ErrorKind::QuotaExceeded => Self::QuotaExceeded,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::NotADirectory => Self::NotAFolder,
            io::ErrorKind::IsADirectory => Self::IsAFolder,
            io::ErrorKind::AlreadyExists => Self::AlreadyExists,
            io::ErrorKind::InvalidFilename => Self::NameTooLong,
            io::ErrorKind::FileTooLarge => Self::FileTooLarge,
            io::ErrorKind::CrossesDevices => Self::OtherDisk,
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => Self::Busy,
            // The standard library has no stable names for these three; the numbers are those of Linux, macOS and the BSDs.
            _ => match cause.raw_os_error() {
                Some(23 | 24) => Self::TooManyOpenFiles,
                Some(40) if cfg!(target_os = "linux") => Self::LinkLoop,
                Some(62) if cfg!(target_vendor = "apple") => Self::LinkLoop,
                _ => Self::Other,
            },
        }
    }

    fn words(self) -> Option<&'static str> {
        Some(match self {
            Self::DiskFull => "the disk is full",
            Self::QuotaExceeded => "your share of the disk is used up",
            Self::NoPermission => "permission is missing",
            Self::NotFound => "there is no such file or folder",
            Self::ReadOnly => "the disk can only be read",
            Self::NotAFolder => "a part of the path is not a folder",
            Self::IsAFolder => "it is a folder",
            Self::AlreadyExists => "there is already something of that name",
            Self::NameTooLong => "the name is too long for the file system",
            Self::FileTooLarge => "the file would be larger than is allowed there",
            Self::TooManyOpenFiles => "too many files are open",
            Self::OtherDisk => "the two places are on different disks",
            Self::Busy => "it is in use",
            Self::LinkLoop => "symbolic links lead in a circle",
            Self::Other => return None,
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let action = match self.action {
            Action::Read => "read",
            Action::Write => "write",
            Action::CreateFolder => "create the folder",
            Action::List => "list the folder",
            Action::Link => "link",
            Action::Rename => "rename",
            Action::Remove => "remove",
            Action::Lock => "lock",
            Action::SetTime => "set the time of",
        };
        write!(formatter, "cannot {action} {}: ", self.path.display())?;
        match self.kind.words() {
            Some(words) => formatter.write_str(words),
            None => self.cause.fmt(formatter),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_names_the_path_in_plain_words() {
        for (cause, expected) in [
            (io::ErrorKind::StorageFull.into(), "cannot write public/a.html: the disk is full"),
            (io::ErrorKind::PermissionDenied.into(), "cannot write public/a.html: permission is missing"),
            (io::ErrorKind::ReadOnlyFilesystem.into(), "cannot write public/a.html: the disk can only be read"),
            (io::Error::from_raw_os_error(24), "cannot write public/a.html: too many files are open"),
            (io::Error::other("strange"), "cannot write public/a.html: strange"),
        ] {
            assert_eq!(Error::new(Action::Write, Path::new("public/a.html"), cause).to_string(), expected);
        }
    }
}
