//! Output folders that Wayfare will not write to, because something of value could be lost.

use std::fmt;
use std::path::{Path, PathBuf};

use super::error::PublishError;
use super::manifest::Manifest;
use super::workplace::Places;
use crate::fs::{self, EntryKind};

/// A refused output folder. Nothing was touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// As the caller named it.
    pub output: PathBuf,
    pub reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    SiteRoot,
    /// It is a folder above the site.
    AboveSite,
    /// It lies inside `content`, `themes` or `static`.
    AmongSources,
    Home,
    FileSystemRoot,
    /// It is a file (or a pipe, a device …), or a folder above it is one.
    NotAFolder,
    /// A symbolic link that leads to nothing.
    DanglingLink,
    /// A disk is mounted there.
    MountPoint,
    /// A disk is mounted at this folder inside it.
    MountInside(PathBuf),
    /// It holds files and was not made by Wayfare; one of them is named.
    NotOurs(String),
    /// It holds a `wayfare.toml` that Wayfare did not write.
    HoldsSite,
    DamagedManifest,
    /// It was made by a later version.
    NewerManifest,
    /// Files put there by hand have the addresses of new pages.
    InTheWay(Vec<String>),
    /// The name of the staging folder is taken by something that Wayfare did not make.
    StagingTaken(PathBuf),
    /// Another build is writing there.
    Busy,
}

impl Refusal {
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match &self.reason {
            Reason::SiteRoot
            | Reason::AboveSite
            | Reason::AmongSources
            | Reason::Home
            | Reason::FileSystemRoot
            | Reason::HoldsSite => "Name a folder of its own for the site, for example `--output public`.".to_owned(),
            Reason::NotAFolder => "Name another folder, or move what is there.".to_owned(),
            Reason::DanglingLink => "Mend or remove the link.".to_owned(),
            Reason::MountPoint => format!(
                "Name a folder inside it, for example `--output {}`: the site is exchanged as a whole, and a mounted folder cannot be.",
                self.output.join("site").display()
            ),
            Reason::MountInside(_) => "Unmount it, or mount it elsewhere.".to_owned(),
            Reason::NotOurs(_) => {
                "Name an empty or a new folder; if everything in this one may go, empty it first.".to_owned()
            }
            Reason::DamagedManifest => {
                "Without that list Wayfare does not know what it may remove. Move the folder away and build again."
                    .to_owned()
            }
            Reason::NewerManifest => "Use that version, or name another folder.".to_owned(),
            Reason::InTheWay(_) => "Move these files away, or give the pages another name.".to_owned(),
            Reason::StagingTaken(path) => format!("Move {} away.", path.display()),
            Reason::Busy => "Wait until it has ended, then try again.".to_owned(),
        })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the site cannot be written to {}: ", self.output.display())?;
        match &self.reason {
            Reason::SiteRoot => formatter.write_str("it is the folder of the site itself"),
            Reason::AboveSite => formatter.write_str("the site's own folder lies inside it"),
            Reason::AmongSources => formatter.write_str("it lies among the content of the site"),
            Reason::Home => formatter.write_str("it is your home folder, or holds it"),
            Reason::FileSystemRoot => formatter.write_str("it is the root of the disk"),
            Reason::NotAFolder => formatter.write_str("it is not a folder, or lies below something that is none"),
            Reason::DanglingLink => formatter.write_str("it is a symbolic link that leads nowhere"),
            Reason::MountPoint => formatter.write_str("a disk is mounted there"),
            Reason::MountInside(path) => write!(formatter, "a disk is mounted inside it, at {}", path.display()),
            Reason::NotOurs(example) => {
                write!(formatter, "it was not made by Wayfare and is not empty (it holds {example}, for example)")
            }
            Reason::HoldsSite => formatter.write_str("it holds a wayfare.toml, so it is the folder of a site"),
            Reason::DamagedManifest => formatter.write_str("its list of files, .wayfare-manifest, is damaged"),
            Reason::NewerManifest => formatter.write_str("it was made by a later version of Wayfare"),
            Reason::InTheWay(paths) => {
                formatter.write_str("files that Wayfare did not write have the addresses of pages: ")?;
                for (index, path) in paths.iter().take(5).enumerate() {
                    write!(formatter, "{}{path}", if index > 0 { ", " } else { "" })?;
                }
                if paths.len() > 5 { write!(formatter, " and {} more", paths.len() - 5) } else { Ok(()) }
            }
            Reason::StagingTaken(path) => {
                write!(formatter, "{} is in the way, which Wayfare needs and did not make", path.display())
            }
            Reason::Busy => formatter.write_str("another build is writing there right now"),
        }
    }
}

/// Whether a site in `site_root` may be published to `output`; a build asks this first, so that nobody waits for a refusal.
///
/// # Errors
/// [`PublishError::Refused`] with the reason, or [`PublishError::Machine`] when the folders cannot be read.
pub fn check_output(site_root: &Path, output: &Path) -> Result<(), PublishError> {
    let places = check_place(site_root, output)?;
    if fs::stamp(&places.output)?.is_some() {
        check_made_by_us(&places.output).map_err(|error| name_output(error, output))?;
    }
    Ok(())
}

/// What can be told from where the folder lies: its real path, and those of the folders beside it.
pub(super) fn check_place(site_root: &Path, output: &Path) -> Result<Places, PublishError> {
    let refuse = |reason| Err(Refusal { output: output.to_path_buf(), reason }.into());
    let place = match fs::real_place(output) {
        Ok(place) => place,
        Err(error) if error.kind == fs::ErrorKind::NotAFolder => return refuse(Reason::NotAFolder),
        Err(error) => return Err(error.into()),
    };
    let real_output = &place.real;
    let real_root = fs::real_place(site_root)?.real;
    if place.is_dangling_link {
        return refuse(Reason::DanglingLink);
    }
    let Some(places) = Places::of(real_output) else { return refuse(Reason::FileSystemRoot) };
    if *real_output == real_root {
        return refuse(Reason::SiteRoot);
    }
    if real_root.starts_with(real_output) {
        return refuse(Reason::AboveSite);
    }
    // A source folder may be a link to elsewhere: both its name and what it leads to are meant.
    for folder in ["content", "fonts", "themes", "static"].map(|name| real_root.join(name)) {
        let real_folder = fs::real_place(&folder)?.real;
        if real_output.starts_with(&folder)
            || real_output.starts_with(&real_folder)
            || real_folder.starts_with(real_output)
        {
            return refuse(Reason::AmongSources);
        }
    }
    if let Some(home) = std::env::home_dir()
        && !home.as_os_str().is_empty()
        && fs::real_place(&home)?.real.starts_with(real_output)
    {
        return refuse(Reason::Home);
    }
    if let Some(stamp) = fs::stamp(real_output)? {
        if stamp.kind != EntryKind::Folder {
            return refuse(Reason::NotAFolder);
        }
        if fs::is_mount_point(real_output) {
            return refuse(Reason::MountPoint);
        }
    }
    Ok(places)
}

/// What can be told from what the folder holds: the list of what Wayfare wrote there, or `None` for an empty folder.
///
/// The refusal names the real folder; [`name_output`] puts the caller's name in its place.
pub(super) fn check_made_by_us(real_output: &Path) -> Result<Option<Manifest>, PublishError> {
    let refuse = |reason| Err(Refusal { output: real_output.to_path_buf(), reason }.into());
    let manifest = match Manifest::read(real_output)? {
        Ok(manifest) => manifest,
        Err(reason) => return refuse(reason),
    };
    match manifest {
        None => match fs::first_name(real_output)? {
            Some(name) => refuse(Reason::NotOurs(name)),
            None => Ok(None),
        },
        Some(manifest) => {
            if !manifest.contains("wayfare.toml") && fs::stamp(&real_output.join("wayfare.toml"))?.is_some() {
                return refuse(Reason::HoldsSite);
            }
            Ok(Some(manifest))
        }
    }
}

/// Refusals tell the name that the caller gave, not the real one.
pub(super) fn name_output(error: PublishError, output: &Path) -> PublishError {
    match error {
        PublishError::Refused(refusal) => PublishError::Refused(Refusal { output: output.to_path_buf(), ..refusal }),
        other => other,
    }
}
