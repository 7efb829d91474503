//! A site goes to the disk: whole, or not at all.
//!
//! 1. [`check_paths`] and [`check_output`] refuse what could do harm, before anything is touched.
//! 2. The output folder is locked, and what a killed build left beside it is cleared away ([`workplace`]).
//! 3. Every artifact is rendered in parallel and compared with the file of the last build. What is equal is dropped; what differs is
//!    written to a staging folder beside the output folder ([`render`]). Nothing rendered is kept. When all is equal, the build
//!    ends here and has touched nothing.
//! 4. Into the staging folder come the unchanged files, as hard links with their inode and time stamp, and everything that others put
//!    into the output folder ([`carry`]).
//! 5. The two folders are exchanged in one step, and the old one is removed ([`workplace`]).
//!
//! A process killed at any moment leaves the old site or the new one, whole, and perhaps a folder beside it that the next build clears
//! away. (A lost power supply is another matter: nothing is forced to the disk, because that costs seconds and a site can be built again.)
//!
//! **Modes.** A file that is written gets 0644, a folder 0755, whatever the umask says; a folder that was there keeps its mode and group.

mod carry;
mod collision;
mod error;
mod manifest;
mod refusal;
mod render;
mod staging;
mod workplace;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

pub use collision::{Collision, check_paths};
pub use error::PublishError;
pub use manifest::{MANIFEST, published_files};
pub use refusal::{Reason, Refusal, check_output};

use crate::diagnostics::Diagnostics;
use crate::phase::{Observer, Phase};
use crate::url::SitePath;
use render::Outcome;
use staging::LazyStaging;
use workplace::Workplace;

/// What an artifact consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bytes {
    Rendered(Vec<u8>),
    /// Part of the program (a font of a built-in theme).
    Static(&'static [u8]),
    /// The bytes of this file (an image of the site).
    CopyOf(PathBuf),
}

/// What is to be published, and where.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// The folder of the site, which holds `wayfare.toml`.
    pub site_root: &'a Path,
    /// The folder that will hold the published site; it and those above it are made when they are missing.
    pub output: &'a Path,
    /// Where every artifact of the site lies, in any order.
    pub paths: &'a [SitePath],
    /// About how long each artifact takes, in any unit; large ones are begun first. May be empty.
    pub size_hints: &'a [u64],
    /// Set to true by another thread, it ends the build: nothing is changed then.
    pub cancel: Option<&'a AtomicBool>,
    /// Publish by two renames, as on a system that cannot exchange folders (which is found out by itself).
    pub two_renames: bool,
    /// Told when files are made and when the site is put in place.
    pub observer: Observer<'a>,
}

impl<'a> Job<'a> {
    #[must_use]
    pub fn new(site_root: &'a Path, output: &'a Path, paths: &'a [SitePath]) -> Self {
        Self {
            site_root,
            output,
            paths,
            size_hints: &[],
            cancel: None,
            two_renames: false,
            observer: Observer::default(),
        }
    }

    fn check_cancelled(&self) -> Result<(), PublishError> {
        if self.cancel.is_some_and(|cancel| cancel.load(Ordering::Relaxed)) {
            Err(PublishError::Cancelled)
        } else {
            Ok(())
        }
    }
}

/// What a build did to the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WriteSummary {
    /// Files of the site, written or not.
    pub files: usize,
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that kept their inode and time stamp.
    pub unchanged: usize,
    /// Files of the last build that the site no longer has.
    pub removed: usize,
    /// Bytes in the files written.
    pub bytes_written: u64,
    /// The folder of the old site, when it could not be removed. The new site is in place all the same.
    pub left_behind: Option<PathBuf>,
}

/// Renders every artifact (`render` gets its index in [`Job::paths`], on any thread) and publishes the site.
///
/// # Errors
/// After any error the output folder is as it was. `render` is asked for all artifacts even if one fails, so that
/// [`PublishError::Failed`] holds the mistakes of all.
pub fn publish<R>(job: &Job<'_>, render: R) -> Result<WriteSummary, PublishError>
where
    R: Fn(usize) -> Result<Bytes, Diagnostics> + Sync,
{
    job.observer.begins(Phase::Publish);
    check_paths(job.paths)?;
    let mut workplace = Workplace::open(job.site_root, job.output)?;
    let result = publish_locked(job, &render, &mut workplace);
    if result.is_err() {
        workplace.abandon();
    }
    result
}

fn publish_locked<R>(job: &Job<'_>, render: &R, workplace: &mut Workplace) -> Result<WriteSummary, PublishError>
where
    R: Fn(usize) -> Result<Bytes, Diagnostics> + Sync,
{
    let staging = LazyStaging::new(&workplace.places.staging, job.paths);
    let old = (!workplace.is_new()).then_some(workplace.places.output.as_path());
    job.observer.begins(Phase::Render);
    let outcomes = render::render_all(job, render, old, &staging)?;
    job.observer.begins(Phase::Publish);
    let new_manifest = manifest::Manifest::of(job.paths);

    let mut summary = WriteSummary { files: job.paths.len(), ..WriteSummary::default() };
    for outcome in &outcomes {
        match outcome {
            Outcome::Unchanged => summary.unchanged += 1,
            Outcome::Written(length) => {
                summary.written += 1;
                summary.bytes_written += length;
            }
        }
    }
    summary.removed = workplace
        .manifest
        .iter()
        .flat_map(manifest::Manifest::iter)
        .filter(|path| !new_manifest.contains(path))
        .count();
    if summary.written == 0 && workplace.manifest.as_ref() == Some(&new_manifest) {
        return Ok(summary);
    }

    job.check_cancelled()?;
    let staging = staging.get()?;
    carry::carry_over(job.paths, &outcomes, workplace, &staging)?;
    staging.finish(&new_manifest, workplace)?;
    job.check_cancelled()?;
    workplace.put_in_place(job.two_renames)?;
    summary.left_behind = workplace.clear_old_site();
    Ok(summary)
}
