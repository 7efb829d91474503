//! The floor: read every byte of the input, write as many files with as many bytes as the generator wrote.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

/// The word that makes this program the floor.
pub(crate) const WORD: &str = "--floor";

/// Two threads, plain reads and writes, no work between them.
pub(crate) fn run(input: &Path, model: &Path, output: &Path) {
    let files = |folder: &Path| -> Vec<_> {
        walkdir::WalkDir::new(folder)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(walkdir::DirEntry::into_path)
            .collect()
    };
    let read: usize = files(input).par_iter().map(|path| fs::read(path).unwrap().len()).sum();
    assert!(read > 0, "the corpus is empty");
    let written = files(model);
    for path in &written {
        let folder = output.join(path.strip_prefix(model).unwrap()).parent().unwrap().to_owned();
        fs::create_dir_all(folder).unwrap();
    }
    written.par_iter().for_each(|path| {
        let length = usize::try_from(fs::metadata(path).unwrap().len()).unwrap();
        fs::write(output.join(path.strip_prefix(model).unwrap()), vec![b'x'; length]).unwrap();
    });
}
