//! What a file looks like from outside: whether it must be read again.

use std::path::Path;
use std::time::{Duration, SystemTime};

/// File systems keep times in steps of up to two seconds (FAT); a file that was written within the last step may be written
/// again without looking any different.
const COARSEST_CLOCK: Duration = Duration::from_secs(2);

/// Length, times and identity of a file.
#[derive(Debug, Clone)]
pub(super) struct FileStamp {
    length: u64,
    modified: Option<SystemTime>,
    /// On Unix: device, inode, and when anything about the file was last changed (seconds, nanoseconds).
    identity: [i64; 4],
    /// Whether it was old enough, when it was read, that an equal stamp means equal bytes.
    pub(super) is_settled: bool,
}

impl PartialEq for FileStamp {
    fn eq(&self, other: &Self) -> bool {
        (self.length, self.modified, self.identity) == (other.length, other.modified, other.identity)
    }
}

impl From<&std::fs::Metadata> for FileStamp {
    fn from(metadata: &std::fs::Metadata) -> Self {
        Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            identity: identity(metadata),
            is_settled: false,
        }
    }
}

impl FileStamp {
    /// Of the file that a path leads to; `None` where there is none.
    pub(super) fn of(path: &Path) -> Option<Self> {
        Some(Self::from(&std::fs::metadata(path).ok()?))
    }

    fn is_older_than(&self, now: SystemTime) -> bool {
        let age = |time: SystemTime| now.duration_since(time).unwrap_or_default();
        let changed = match self.identity {
            [_, _, seconds, nanoseconds] if cfg!(unix) => {
                let since_epoch = Duration::new(
                    u64::try_from(seconds).unwrap_or_default(),
                    u32::try_from(nanoseconds).unwrap_or_default(),
                );
                age(SystemTime::UNIX_EPOCH + since_epoch) > COARSEST_CLOCK
            }
            _ => true,
        };
        changed && self.modified.is_some_and(|modified| age(modified) > COARSEST_CLOCK)
    }

    /// Marks the stamp of a file that is read at `now`.
    pub(super) fn settle(self, now: SystemTime) -> Self {
        Self { is_settled: self.is_older_than(now), ..self }
    }

    /// The stamp as a number.
    pub(super) fn fingerprint(&self) -> u64 {
        let since_epoch =
            self.modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok()).unwrap_or_default();
        let mut bytes = Vec::with_capacity(64);
        bytes.extend(self.length.to_le_bytes());
        bytes.extend(since_epoch.as_nanos().to_le_bytes());
        bytes.extend(self.identity.iter().flat_map(|number| number.to_le_bytes()));
        rapidhash::v3::rapidhash_v3(&bytes)
    }
}

/// How a file looks from outside, as a number: it differs when the file was written, replaced or moved. `None` where there is none.
#[must_use]
pub fn look(path: &Path) -> Option<u64> {
    FileStamp::of(path).map(|stamp| stamp.fingerprint())
}

#[cfg(unix)]
fn identity(metadata: &std::fs::Metadata) -> [i64; 4] {
    use std::os::unix::fs::MetadataExt as _;
    [metadata.dev().cast_signed(), metadata.ino().cast_signed(), metadata.ctime(), metadata.ctime_nsec()]
}

#[cfg(not(unix))]
fn identity(_metadata: &std::fs::Metadata) -> [i64; 4] {
    [0; 4]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_file_looks_different_and_is_trusted_only_when_old() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        assert!(FileStamp::of(&path).is_none());
        std::fs::write(&path, "one").expect("written");
        let first = FileStamp::of(&path).expect("a stamp");
        assert!(!first.is_older_than(SystemTime::now()));
        assert!(first.is_older_than(SystemTime::now() + Duration::from_secs(5)));
        std::fs::write(&path, "three").expect("written");
        let second = FileStamp::of(&path).expect("a stamp");
        assert_ne!(first, second);
        assert_ne!(first.fingerprint(), second.fingerprint());
    }
}
