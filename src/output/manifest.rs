//! The list of what Wayfare wrote into an output folder, which is what it may remove.
//!
//! A text file in the output folder: the first line names the format, every further line is the path of one file, sorted.
//! The same site gives the same bytes.

use std::path::Path;

use super::refusal::Reason;
use crate::fs;
use crate::url::SitePath;

/// The name of the list, in the output folder.
pub const MANIFEST: &str = ".wayfare-manifest";

const FORMAT: &str = "wayfare manifest 1";

/// Longer lists are damage (or an attack), not a site: ten million files have a list of about that size.
const LONGEST: u64 = 1024 * 1024 * 1024;

/// The paths of all files of one published site, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    paths: Vec<String>,
}

impl Manifest {
    pub(super) fn of(paths: &[SitePath]) -> Self {
        let mut paths: Vec<String> = paths.iter().map(|path| path.as_str().to_owned()).collect();
        paths.sort_unstable();
        Self { paths }
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.paths.binary_search_by(|candidate| candidate.as_str().cmp(path)).is_ok()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }

    /// Whether a file of the site lies below this folder.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let start = self.paths.partition_point(|path| path.as_str() < folder);
        // Between `a` and `a/b` may stand `a-b` and `a.html`: at most the names that begin with the folder's are looked at.
        self.paths
            .iter()
            .skip(start)
            .take_while(|path| path.starts_with(folder))
            .any(|path| path.as_bytes().get(folder.len()) == Some(&b'/'))
    }

    pub(super) fn to_text(&self) -> String {
        let mut text =
            String::with_capacity(FORMAT.len() + 1 + self.paths.iter().map(|path| path.len() + 1).sum::<usize>());
        for line in std::iter::once(FORMAT).chain(self.iter()) {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// # Errors
    /// When the text is none of ours: written by a later version, or damaged.
    pub(super) fn parse(text: &str) -> Result<Self, Reason> {
        let mut lines = text.split_terminator('\n');
        match lines.next() {
            Some(FORMAT) => {}
            Some(other) if other.starts_with("wayfare manifest ") => return Err(Reason::NewerManifest),
            _ => return Err(Reason::DamagedManifest),
        }
        let mut paths = Vec::new();
        for line in lines {
            let path = SitePath::new(line).ok_or(Reason::DamagedManifest)?;
            paths.push(path.as_str().to_owned());
        }
        if !text.ends_with('\n') || !paths.is_sorted() {
            return Err(Reason::DamagedManifest);
        }
        Ok(Self { paths })
    }

    /// The list in `folder`; `None` when there is none.
    pub(super) fn read(folder: &Path) -> Result<Result<Option<Self>, Reason>, fs::Error> {
        let path = folder.join(MANIFEST);
        let Some(stamp) = fs::stamp(&path)? else { return Ok(Ok(None)) };
        if stamp.kind != fs::EntryKind::File || stamp.length > LONGEST {
            return Ok(Err(Reason::DamagedManifest));
        }
        let bytes = fs::read_bytes(&path)?;
        Ok(match std::str::from_utf8(&bytes) {
            Ok(text) => Self::parse(text).map(Some),
            Err(_) => Err(Reason::DamagedManifest),
        })
    }
}

/// The files of the site that was published into a folder, the list of them at the end; `None` where none was.
#[must_use]
pub fn published_files(output: &Path) -> Option<Vec<String>> {
    let mut files = Manifest::read(output).ok()?.ok()??.paths;
    files.push(MANIFEST.to_owned());
    Some(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let paths: Vec<SitePath> =
            ["b c.html", "a/ä.html", "a.html", "a-b.html"].iter().filter_map(|path| SitePath::new(path)).collect();
        let manifest = Manifest::of(&paths);
        assert_eq!(manifest.to_text(), "wayfare manifest 1\na-b.html\na.html\na/ä.html\nb c.html\n");
        assert_eq!(Manifest::parse(&manifest.to_text()), Ok(manifest.clone()));
        assert!(manifest.contains("a/ä.html") && !manifest.contains("a"));
        assert!(manifest.has_below("a") && !manifest.has_below("a.html") && !manifest.has_below("b"));
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        for (text, expected) in [
            ("", Reason::DamagedManifest),
            ("index.html\n", Reason::DamagedManifest),
            ("wayfare manifest 2\n", Reason::NewerManifest),
            ("wayfare manifest 1\n../../etc/passwd\n", Reason::DamagedManifest),
            ("wayfare manifest 1\n/etc/passwd\n", Reason::DamagedManifest),
            ("wayfare manifest 1\nb\na\n", Reason::DamagedManifest),
            ("wayfare manifest 1\ninde", Reason::DamagedManifest),
        ] {
            assert_eq!(Manifest::parse(text), Err(expected), "{text:?}");
        }
    }
}
