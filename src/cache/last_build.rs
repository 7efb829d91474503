//! The memory of the last build: what went in, what came out, and what was said.

use std::path::{Path, PathBuf};

use super::fingerprint::{Fingerprint, of_outputs};
use super::{sealed, unsealed};

pub(super) const FILE: &str = "last-build";
const FORMAT: &str = "wayfare build 1";

/// What a build says of itself, to be said again when there was nothing to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// What was made: pages, pictures, maps.
    pub made: String,
    /// How many warnings there are.
    pub warnings: String,
    /// The warnings themselves; may be empty.
    pub told: String,
    /// Which files are still samples; may be empty.
    pub samples: String,
}

/// One build that ended well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastBuild {
    inputs: Fingerprint,
    output: PathBuf,
    outputs: Fingerprint,
    pub words: Words,
}

impl LastBuild {
    /// `None` when a published file is gone already.
    #[must_use]
    pub fn new(inputs: Fingerprint, output: &Path, words: Words) -> Option<Self> {
        Some(Self { inputs, output: output.to_path_buf(), outputs: of_outputs(output)?, words })
    }

    /// The folder that it published, if the same inputs would give it again and nothing in it was touched.
    #[must_use]
    pub fn is_still_right(&self, inputs: Fingerprint) -> Option<&Path> {
        let is_right = self.inputs == inputs && of_outputs(&self.output) == Some(self.outputs);
        is_right.then_some(&self.output)
    }

    /// `None` for an output folder whose name is not UTF-8, and for damage.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(unsealed(bytes)?).ok()?;
        let mut parts = text.split('\0');
        if parts.next() != Some(FORMAT) {
            return None;
        }
        let inputs = Fingerprint::parse(parts.next()?)?;
        let outputs = Fingerprint::parse(parts.next()?)?;
        let output = PathBuf::from(parts.next()?);
        let mut word = || parts.next().map(str::to_owned);
        let words = Words { made: word()?, warnings: word()?, told: word()?, samples: word()? };
        Some(Self { inputs, output, outputs, words })
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let Some(output) = self.output.to_str() else { return Vec::new() };
        let (inputs, outputs) = (self.inputs.to_string(), self.outputs.to_string());
        let Words { made, warnings, told, samples } = &self.words;
        sealed([FORMAT, &inputs, &outputs, output, made, warnings, told, samples].join("\0").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_right_until_something_differs() {
        let output = tempfile::tempdir().expect("a folder");
        std::fs::write(output.path().join(crate::output::MANIFEST), "wayfare manifest 1\nindex.html\n")
            .expect("written");
        std::fs::write(output.path().join("index.html"), "a page").expect("written");
        let inputs = Fingerprint::of(b"one");
        let words = Words {
            made: "1 page".into(),
            warnings: "no warnings".into(),
            told: "a\nb".into(),
            samples: String::new(),
        };
        let build = LastBuild::new(inputs, output.path(), words).expect("all files are there");
        assert_eq!(LastBuild::parse(&build.to_bytes()).as_ref(), Some(&build));
        assert_eq!(LastBuild::parse(b"damage"), None);
        assert_eq!(build.is_still_right(inputs), Some(output.path()));
        assert_eq!(build.is_still_right(Fingerprint::of(b"two")), None);
        std::fs::write(output.path().join("index.html"), "touched").expect("written");
        assert_eq!(build.is_still_right(inputs), None);
        std::fs::remove_file(output.path().join("index.html")).expect("removed");
        assert_eq!(build.is_still_right(inputs), None);
    }
}
