//! Renders all artifacts in parallel; keeps none.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::error::PublishError;
use super::staging::LazyStaging;
use super::{Bytes, Job};
use crate::diagnostics::Diagnostics;
use crate::fs;

/// What became of one artifact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The file of the last build has the same bytes.
    Unchanged,
    /// Written to the staging folder: so many bytes.
    Written(u64),
}

/// What one thread did, by the index of the artifact.
#[derive(Default)]
struct Share {
    outcomes: Vec<(usize, Outcome)>,
    mistakes: Vec<(usize, Diagnostics)>,
    refused: Option<fs::Error>,
}

/// One outcome an artifact, in their order. `old` is the published site, when there is one.
pub(super) fn render_all<R>(
    job: &Job<'_>,
    render: &R,
    old: Option<&Path>,
    staging: &LazyStaging<'_>,
) -> Result<Vec<Outcome>, PublishError>
where
    R: Fn(usize) -> Result<Bytes, Diagnostics> + Sync,
{
    let mut order: Vec<usize> = (0..job.paths.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(job.size_hints.get(*index).copied().unwrap_or(0)));
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let failed = AtomicBool::new(false);

    // Threads take the next artifact from one queue, so that the large ones in front are really begun first.
    let shares = rayon::broadcast(|_| {
        let mut share = Share::default();
        while let Some(&index) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            if stop.load(Ordering::Relaxed) || job.check_cancelled().is_err() {
                break;
            }
            match render(index) {
                Err(mistakes) => {
                    failed.store(true, Ordering::Relaxed);
                    share.mistakes.push((index, mistakes));
                }
                // After a mistake nothing will be published; the others are rendered only to find theirs.
                Ok(_) if failed.load(Ordering::Relaxed) => {}
                Ok(bytes) => match write_if_different(job, index, &bytes, old, staging) {
                    Ok(outcome) => share.outcomes.push((index, outcome)),
                    Err(error) => {
                        stop.store(true, Ordering::Relaxed);
                        share.refused = Some(error);
                    }
                },
            }
        }
        share
    });

    job.check_cancelled()?;
    let mut all = Share::default();
    for share in shares {
        all.outcomes.extend(share.outcomes);
        all.mistakes.extend(share.mistakes);
        all.refused = match (all.refused, share.refused) {
            // Where several threads were refused, the one with a cause that can be named tells more.
            (Some(first), Some(other)) if first.kind == fs::ErrorKind::Other => Some(other),
            (first, other) => first.or(other),
        };
    }
    if let Some(error) = all.refused {
        return Err(error.into());
    }
    if !all.mistakes.is_empty() {
        // Threads finish in any order; messages do not.
        all.mistakes.sort_by_key(|(index, _)| *index);
        let mut diagnostics = Diagnostics::new();
        for (_, mistakes) in all.mistakes {
            diagnostics.extend(mistakes);
        }
        return Err(PublishError::Failed(diagnostics));
    }
    all.outcomes.sort_unstable_by_key(|(index, _)| *index);
    Ok(all.outcomes.into_iter().map(|(_, outcome)| outcome).collect())
}

fn write_if_different(
    job: &Job<'_>,
    index: usize,
    bytes: &Bytes,
    old: Option<&Path>,
    staging: &LazyStaging<'_>,
) -> Result<Outcome, fs::Error> {
    let Some(path) = job.paths.get(index) else { return Ok(Outcome::Unchanged) };
    let in_memory = match bytes {
        Bytes::Rendered(bytes) => Some(bytes.as_slice()),
        Bytes::Static(bytes) => Some(*bytes),
        Bytes::CopyOf(_) => None,
    };
    if let Some(old) = old {
        let file = old.join(path.as_str());
        let same = match (bytes, in_memory) {
            (Bytes::CopyOf(source), _) => fs::is_same_file(&file, source)?,
            (_, Some(bytes)) => fs::is_same_as(&file, bytes)?,
            (_, None) => false,
        };
        if same {
            return Ok(Outcome::Unchanged);
        }
    }
    let staging = staging.get()?;
    let file = staging.root.join(path.as_str());
    match (bytes, in_memory) {
        (Bytes::CopyOf(source), _) => fs::copy_new(source, &file).map(Outcome::Written),
        (_, Some(bytes)) => {
            fs::write_new(&file, bytes, staging.fix_mode).map(|()| Outcome::Written(bytes.len() as u64))
        }
        (_, None) => Ok(Outcome::Unchanged),
    }
}
