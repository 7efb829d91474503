//! What a build leaves for the next one, in the folder `.wayfare-cache` of the site.
//!
//! 1. [`Pictures`]: what was painted, by a fingerprint of everything that the painting depends on. Pages and SVG are quicker made than
//!    looked up; pixels are not.
//! 2. [`LastBuild`]: fingerprints of all that went into the last build and of all that came out of it. When neither has changed,
//!    there is nothing to do, and nothing is done.
//!
//! The cache is an addition: with it, without it, or with one that is damaged, a build gives the same bytes. What cannot be read is made
//! anew, what cannot be written is left out, what no build used any more is removed. It tells git to leave it alone.

mod fingerprint;
mod last_build;
mod pictures;

use std::path::{Path, PathBuf};

use crate::fs;

pub use fingerprint::{Fingerprint, of_inputs, of_outputs};
pub use last_build::{LastBuild, Words};
pub use pictures::Pictures;

/// The name of the folder, in the folder of the site.
pub const FOLDER: &str = ".wayfare-cache";

/// The cache of one site.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    #[must_use]
    pub fn of_site(root: &Path) -> Self {
        Self { folder: root.join(FOLDER) }
    }

    /// What was painted before.
    #[must_use]
    pub fn pictures(&self) -> Pictures {
        Pictures::new(self.clone())
    }

    /// The last build, if it can be read.
    #[must_use]
    pub fn last_build(&self) -> Option<LastBuild> {
        LastBuild::parse(&fs::read_bytes(&self.folder.join(last_build::FILE)).ok()?)
    }

    /// Remembers a build.
    pub fn remember(&self, build: &LastBuild) {
        self.write(last_build::FILE, &build.to_bytes());
    }

    /// Writes a file of the cache. A disk that is full or read-only is none of the cache's business: the build itself will tell.
    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.join(name);
        let in_folder = path.parent().is_some_and(|folder| fs::exists(folder) || self.open(folder));
        if in_folder {
            let _ = fs::replace_file(&path, bytes);
        }
    }

    /// Makes a folder of the cache, with the two notes that keep it out of repositories and backups.
    fn open(&self, folder: &Path) -> bool {
        let is_new = !fs::exists(&self.folder);
        if fs::create_missing_folders(folder).is_err() {
            return false;
        }
        if is_new {
            let _ = fs::replace_file(&self.folder.join(".gitignore"), b"*\n");
            let _ = fs::replace_file(&self.folder.join("CACHEDIR.TAG"), TAG);
        }
        true
    }
}

/// Source: the Cache Directory Tagging Specification, <https://bford.info/cachedir/>.
const TAG: &[u8] = b"Signature: 8a477f597d28d172789f06886806bc55\n\
# Pictures that Wayfare has painted. The folder can be deleted at any time.\n";

/// The bytes behind a seal; `None` when the two do not belong together.
fn unsealed(bytes: &[u8]) -> Option<&[u8]> {
    let (seal, content) = bytes.split_at_checked(Fingerprint::LENGTH)?;
    (seal == Fingerprint::of(content).to_bytes()).then_some(content)
}

/// Bytes with their fingerprint in front, so that damage is seen.
fn sealed(content: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(content.len() + Fingerprint::LENGTH);
    bytes.extend(Fingerprint::of(content).to_bytes());
    bytes.extend_from_slice(content);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_seen() {
        let mut bytes = sealed(b"a picture");
        assert_eq!(unsealed(&bytes), Some(&b"a picture"[..]));
        for at in 0..bytes.len() {
            bytes[at] ^= 1;
            assert_eq!(unsealed(&bytes), None, "{at}");
            bytes[at] ^= 1;
            assert_eq!(unsealed(&bytes[..at]), None, "{at}");
        }
        bytes.push(0);
        assert_eq!(unsealed(&bytes), None);
    }
}
