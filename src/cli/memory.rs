//! What a build takes over from the one before, and leaves for the next.

use std::path::{Path, PathBuf};

use super::arguments::BuildArguments;
use crate::cache::{Cache, Fingerprint, LastBuild, Pictures, Words, of_inputs};
use crate::diagnostics::Diagnostics;
use crate::fs;
use crate::load::LoadOptions;
use crate::source::SourceTree;
use crate::view::picture::PictureStore;

/// The cache of the site that is being built.
#[derive(Debug)]
pub(super) struct Memory {
    cache: Cache,
    pictures: Pictures,
    /// Of everything that this build depends on; `None` when that cannot be known.
    inputs: Option<Fingerprint>,
    /// Whether pictures are left out, which the next build may want again.
    is_partial: bool,
}

impl Memory {
    /// `None` when the person wants none, or the system does not tell what it takes to have one.
    pub(super) fn open(
        root: &Path,
        arguments: &BuildArguments,
        options: &LoadOptions,
        tree: &SourceTree,
        found: &Diagnostics,
    ) -> Option<Self> {
        if arguments.no_cache {
            return None;
        }
        let cache = Cache::of_site(root);
        let program = program()?;
        let folder = std::env::current_dir().ok()?;
        // The words of the command line, and the day that it stands for; relative folders mean the current one.
        let decided = format!("{arguments:?} {options:?} {} {}", folder.display(), root.display());
        let days = format!("{:?}", tree.days().collect::<Vec<_>>());
        let inputs = of_inputs(root, tree, &[&program, &decided, &format!("{found:?}"), &days]);
        let is_partial = !arguments.without.is_empty();
        Some(Self { pictures: cache.pictures().painted_by(&program), cache, inputs, is_partial })
    }

    /// The folder that the last build published, and what it said, if the same build would change nothing.
    pub(super) fn finished(&self) -> Option<(PathBuf, Words)> {
        let last = self.cache.last_build()?;
        let output = last.is_still_right(self.inputs?)?.to_path_buf();
        Some((output, last.words))
    }

    pub(super) fn pictures(&self) -> &dyn PictureStore {
        &self.pictures
    }

    /// After a build that ended well.
    pub(super) fn remember(self, output: &Path, words: Words) {
        if !self.is_partial {
            self.pictures.remove_unused();
        }
        if let Some(build) = self.inputs.and_then(|inputs| LastBuild::new(inputs, output, words)) {
            self.cache.remember(&build);
        }
    }
}

/// This very program, by its bytes: another version, or the same one built otherwise, may make other bytes of the same site.
fn program() -> Option<String> {
    let bytes = fs::read_bytes(&std::env::current_exe().ok()?).ok()?;
    Some(Fingerprint::of(&bytes).to_string())
}
