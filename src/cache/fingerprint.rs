//! Numbers for bytes: two that are equal stand for equal bytes.

use std::fmt;
use std::path::Path;

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};
use rayon::prelude::*;

use crate::fs;
use crate::output::published_files;
use crate::source::{SourceContent, SourceTree};

/// 128 bits, so that no two of all pictures ever painted share them by accident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u64; 2]);

const SECRETS: [RapidSecrets; 2] = [RapidSecrets::seed(1), RapidSecrets::seed(2)];

impl Fingerprint {
    /// Bytes of [`Self::to_bytes`].
    pub const LENGTH: usize = 16;

    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self([rapidhash_v3_seeded(bytes, &SECRETS[0]), rapidhash_v3_seeded(bytes, &SECRETS[1])])
    }

    /// Of several things: other borders between them give another number.
    #[must_use]
    pub fn of_all<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Self {
        let mut all = Vec::new();
        for part in parts {
            all.extend(Self::of(part).to_bytes());
        }
        Self::of(&all)
    }

    /// What [`Self::to_string`](ToString::to_string) writes.
    pub(super) fn parse(digits: &str) -> Option<Self> {
        let (first, second) = digits.split_at_checked(16)?;
        Some(Self([u64::from_str_radix(first, 16).ok()?, u64::from_str_radix(second, 16).ok()?]))
    }

    #[must_use]
    pub fn to_bytes(self) -> [u8; Self::LENGTH] {
        let mut bytes = [0; Self::LENGTH];
        bytes[..8].copy_from_slice(&self.0[0].to_le_bytes());
        bytes[8..].copy_from_slice(&self.0[1].to_le_bytes());
        bytes
    }
}

/// 32 digits: the name of a file.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}{:016x}", self.0[0], self.0[1])
    }
}

/// Of every file of a site, by its bytes, and of `further` things that a build depends on. `None` when a file cannot be read: such
/// a build is never taken for done.
#[must_use]
pub fn of_inputs(root: &Path, tree: &SourceTree, further: &[&str]) -> Option<Fingerprint> {
    let sources: Vec<_> = tree.iter().map(|(_, source)| source).collect();
    let files: Vec<[u8; Fingerprint::LENGTH]> = sources
        .into_par_iter()
        .map(|source| {
            let content = match &source.content {
                SourceContent::Text(text) => Fingerprint::of(text.as_bytes()),
                SourceContent::Unreadable => return None,
                _ => Fingerprint::of(&fs::read_bytes(&fs::source_path(root, source)).ok()?),
            };
            Some(Fingerprint::of_all([source.path.as_bytes(), &content.to_bytes()]).to_bytes())
        })
        .collect::<Option<_>>()?;
    let further = further.iter().map(|text| text.as_bytes());
    Some(Fingerprint::of_all(files.iter().map(<[u8; Fingerprint::LENGTH]>::as_slice).chain(further)))
}

/// Of the files that were published into a folder, by how they look from outside: length, times and identity. `None` when one is missing.
#[must_use]
pub fn of_outputs(output: &Path) -> Option<Fingerprint> {
    let files = published_files(output)?;
    let looks: Vec<[u8; 8]> =
        files.par_iter().map(|path| fs::look(&output.join(path)).map(u64::to_le_bytes)).collect::<Option<_>>()?;
    Some(Fingerprint::of_all([files.join("\n").as_bytes(), looks.concat().as_slice()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_count() {
        let of = |parts: &[&str]| Fingerprint::of_all(parts.iter().map(|part| part.as_bytes()));
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        for other in [&["ab"][..], &["a", "b", ""], &["b", "a"], &["a"], &[]] {
            assert_ne!(of(&["a", "b"]), of(other), "{other:?}");
        }
        let one = Fingerprint::of(b"a");
        assert_eq!((one.to_string().len(), Fingerprint::parse(&one.to_string())), (32, Some(one)));
    }

    #[test]
    fn every_file_counts_and_what_cannot_be_read_is_never_done() {
        let folder = tempfile::tempdir().expect("a folder");
        let tree = |texts: &[(&'static str, &str)]| SourceTree::from_texts(texts.iter().copied());
        let of = |texts: &[(&'static str, &str)], further: &[&str]| of_inputs(folder.path(), &tree(texts), further);
        let one = of(&[("a.md", "x"), ("b.md", "y")], &["now"]);
        assert!(one.is_some());
        assert_eq!(one, of(&[("a.md", "x"), ("b.md", "y")], &["now"]));
        for (texts, further) in [
            (&[("a.md", "x"), ("b.md", "z")][..], "now"),
            (&[("a.md", "xb.md"), ("b", "y")], "now"),
            (&[("a.md", "x")], "now"),
            (&[("a.md", "x"), ("b.md", "y")], "later"),
        ] {
            assert_ne!(one, of(texts, &[further]), "{texts:?} {further}");
        }
    }
}
