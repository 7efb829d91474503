//! Painted pictures, a file each, named by the fingerprint of what they were painted from.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::{Cache, Fingerprint, sealed, unsealed};
use crate::fs;
use crate::view::picture::PictureStore;

const FOLDER: &str = "pictures";

/// The pictures of the builds before, and which of them this one asked for.
#[derive(Debug)]
pub struct Pictures {
    cache: Cache,
    /// Another program may paint otherwise: its pictures have other names.
    program: Vec<u8>,
    used: Mutex<BTreeSet<String>>,
}

impl Pictures {
    pub(super) fn new(cache: Cache) -> Self {
        Self { cache, program: Vec::new(), used: Mutex::default() }
    }

    /// Pictures painted by this very `program`.
    #[must_use]
    pub fn painted_by(self, program: &str) -> Self {
        Self { program: program.as_bytes().to_vec(), ..self }
    }

    fn name(&self, description: &[&[u8]]) -> String {
        let parts = std::iter::once(self.program.as_slice()).chain(description.iter().copied());
        let name = Fingerprint::of_all(parts).to_string();
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone());
        format!("{FOLDER}/{name}")
    }

    /// Removes what was not asked for: the cache is never larger than the pictures of the last build.
    pub fn remove_unused(&self) {
        let folder = self.cache.folder.join(FOLDER);
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        for name in fs::names_in(&folder).unwrap_or_default() {
            if !name.to_str().is_some_and(|name| used.contains(name)) {
                let _ = fs::remove_file(&folder.join(name));
            }
        }
    }
}

impl PictureStore for Pictures {
    fn find(&self, description: &[&[u8]]) -> Option<Vec<u8>> {
        let path = self.cache.folder.join(self.name(description));
        unsealed(&fs::read_bytes(&path).ok()?).map(<[u8]>::to_vec)
    }

    fn keep(&self, description: &[&[u8]], picture: &[u8]) {
        self.cache.write(&self.name(description), &sealed(picture));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_found_until_it_is_unused_damaged_or_painted_by_another() {
        let site = tempfile::tempdir().expect("a folder");
        let cache = Cache::of_site(site.path());
        let open = |program: &str| cache.pictures().painted_by(program);
        let first = open("1");
        assert_eq!(first.find(&[b"a", b"b"]), None);
        first.keep(&[b"a", b"b"], b"ab");
        first.keep(&[b"c"], b"c");
        assert_eq!(open("1").find(&[b"a", b"b"]).as_deref(), Some(&b"ab"[..]));
        assert_eq!(open("1").find(&[b"ab"]), None);
        assert_eq!(open("2").find(&[b"c"]), None);

        let later = open("1");
        assert!(later.find(&[b"c"]).is_some());
        later.remove_unused();
        assert_eq!(open("1").find(&[b"a", b"b"]), None);
        assert!(open("1").find(&[b"c"]).is_some());

        for entry in std::fs::read_dir(site.path().join(super::super::FOLDER).join(FOLDER)).expect("the pictures") {
            std::fs::write(entry.expect("a file").path(), b"not a picture").expect("written");
        }
        let healed = open("1");
        assert_eq!(healed.find(&[b"c"]), None);
        healed.keep(&[b"c"], b"c");
        assert!(open("1").find(&[b"c"]).is_some());
        let note = std::fs::read_to_string(site.path().join(".wayfare-cache/.gitignore")).expect("a note for git");
        assert_eq!(note, "*\n");
    }
}
