//! Where a path really leads, also when it does not exist yet.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use super::error::{Action, Error};

/// A path without links, `.` or `..`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub real: PathBuf,
    /// The path is a symbolic link to something that does not exist.
    pub is_dangling_link: bool,
}

/// Follows all links of `path`; of what does not exist yet, the part that exists.
///
/// # Errors
/// When a folder on the way cannot be read, or is none.
pub fn real_place(path: &Path) -> Result<Place, Error> {
    let refused = |cause| Error::new(Action::Read, path, cause);
    let absolute = std::path::absolute(path).map_err(refused)?;
    let mut missing: Vec<OsString> = Vec::new();
    let mut rest = absolute.as_path();
    loop {
        match std::fs::canonicalize(rest) {
            Ok(mut real) => {
                for name in missing.iter().rev() {
                    if name == ".." {
                        real.pop();
                    } else {
                        real.push(name);
                    }
                }
                return Ok(Place { real, is_dangling_link: false });
            }
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
                if std::fs::symlink_metadata(rest).is_ok_and(|metadata| metadata.is_symlink()) {
                    return Ok(Place { real: rest.to_path_buf(), is_dangling_link: true });
                }
            }
            Err(cause) => return Err(refused(cause)),
        }
        match rest.components().next_back() {
            Some(Component::Normal(name)) => missing.push(name.to_os_string()),
            Some(Component::ParentDir) => missing.push("..".into()),
            _ => {}
        }
        rest = match rest.parent() {
            Some(parent) => parent,
            None => return Ok(Place { real: absolute.clone(), is_dangling_link: false }),
        };
    }
}
