//! Addresses that cannot stand side by side in one folder, on every machine that the site may be copied to.

use std::collections::HashMap;
use std::fmt;

use super::error::PublishError;
use crate::url::SitePath;

/// Why an artifact cannot have its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Collision {
    /// Two artifacts have one path.
    Same(SitePath),
    /// Two paths differ in upper and lower case only: one file on Windows and macOS.
    CaseOnly(SitePath, SitePath),
    /// The first is a file where the second needs a folder.
    FileAndFolder(SitePath, SitePath),
    /// The path is one that Wayfare keeps for itself.
    Reserved(SitePath),
}

impl fmt::Display for Collision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same(path) => write!(formatter, "two pages or files would become {path}"),
            Self::CaseOnly(one, other) => {
                write!(
                    formatter,
                    "{one} and {other} differ in upper and lower case only; on many machines they are one file"
                )
            }
            Self::FileAndFolder(file, below) => write!(formatter, "{file} is a file, so {below} cannot lie below it"),
            Self::Reserved(path) => write!(formatter, "{path} is a name that Wayfare keeps for itself"),
        }
    }
}

/// Finds all paths that cannot stand side by side.
///
/// # Errors
/// [`PublishError::Collisions`], sorted by path.
pub fn check_paths(paths: &[SitePath]) -> Result<(), PublishError> {
    // Looked up, never iterated.
    let mut first_with: HashMap<String, &SitePath> = HashMap::with_capacity(paths.len());
    let mut collisions = Vec::new();
    let mut sorted: Vec<&SitePath> = paths.iter().collect();
    sorted.sort_unstable();
    for path in &sorted {
        if path.as_str().starts_with(".wayfare-") {
            collisions.push(Collision::Reserved((*path).clone()));
        }
        if let Some(first) = first_with.insert(path.as_str().to_lowercase(), path) {
            collisions.push(if first == *path {
                Collision::Same((*path).clone())
            } else {
                Collision::CaseOnly(first.clone(), (*path).clone())
            });
        }
    }
    // Neighbours mostly share their folder: each folder is looked up once in a row.
    let mut last_folder = String::new();
    for path in &sorted {
        let lower = path.as_str().to_lowercase();
        let Some((folder, _)) = lower.rsplit_once('/') else { continue };
        if folder == last_folder {
            continue;
        }
        let ends = folder.match_indices('/').map(|(end, _)| end).chain(std::iter::once(folder.len()));
        for file in ends.filter_map(|end| first_with.get(folder.get(..end)?)) {
            collisions.push(Collision::FileAndFolder((*file).clone(), (*path).clone()));
        }
        folder.clone_into(&mut last_folder);
    }
    if collisions.is_empty() { Ok(()) } else { Err(PublishError::Collisions(collisions)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paths: &[&str], expected: &[&str]) {
        let paths: Vec<SitePath> = paths.iter().filter_map(|path| SitePath::new(path)).collect();
        let found: Vec<String> = match check_paths(&paths) {
            Ok(()) => Vec::new(),
            Err(PublishError::Collisions(list)) => list.iter().map(ToString::to_string).collect(),
            Err(other) => vec![other.to_string()],
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn collisions() {
        check(&["index.html", "journeys.html", "journeys/a.html", "journeys/b.html"], &[]);
        check(&["a.html", "a.html"], &["two pages or files would become a.html"]);
        check(
            &["Ä/a.html", "ä/A.html"],
            &["Ä/a.html and ä/A.html differ in upper and lower case only; on many machines they are one file"],
        );
        check(&["a", "A/b/c.html", "A/b/d.html"], &["a is a file, so A/b/c.html cannot lie below it"]);
        check(&[".wayfare-manifest"], &[".wayfare-manifest is a name that Wayfare keeps for itself"]);
    }
}
