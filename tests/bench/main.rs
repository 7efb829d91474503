//! Whole builds, timed beside the floor. See `run` in this folder.
//!
//! 1. `corpus` writes N journeys (5 stages × 3 steps, 6–10 kB each), N/10 personas and what they refer to.
//! 2. The release binary builds it into a fresh folder, several times; the median counts.
//! 3. `floor` reads the same input and writes files of the same names and sizes: what no generator can beat.
//!
//! `--write FOLDER N` only writes the corpus, for a profiler to look at.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark reports on standard output and may stop at a fault"
)]

mod corpus;
mod floor;
mod measure;

use std::path::{Path, PathBuf};
use std::process::Command;

use measure::{Figures, measure};

const RUNS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [mode, input, model, output] = arguments.as_slice()
        && mode == "--floor"
    {
        floor::run(Path::new(input), Path::new(model), Path::new(output));
        return;
    }
    if let [mode, folder, size] = arguments.as_slice()
        && mode == "--write"
    {
        corpus::write(Path::new(folder), size.parse().unwrap());
        return;
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000, 10_000] } else { sizes };
    println!(
        "{:>8} {:>7} {:>8} {:>9} {:>9} {:>9} {:>8} {:>9} {:>9} {:>7}",
        "journeys", "pages", "files", "MB out", "wall s", "pages/s", "peak MB", "floor s", "ratio", "again s"
    );
    for size in sizes {
        report(size);
    }
}

/// On a memory file system where there is one, so that the disk is no noise.
fn workplace() -> tempfile::TempDir {
    let memory = PathBuf::from("/dev/shm");
    let mut builder = tempfile::Builder::new();
    builder.prefix("wayfare-bench-");
    if memory.is_dir() { builder.tempdir_in(memory) } else { builder.tempdir() }.unwrap()
}

fn report(n_journeys: usize) {
    let workplace = workplace();
    let site = workplace.path().join("site");
    corpus::write(&site, n_journeys);
    let output = workplace.path().join("public");
    let floor_output = workplace.path().join("floor");
    // Alternating, so that a slow minute of the machine meets both.
    let runs = if n_journeys >= 5_000 { 3 } else { RUNS };
    let mut builds = Vec::new();
    let mut floors = Vec::new();
    for _ in 0..runs {
        remove(&output);
        builds.push(measure(&mut build(&site, &output)));
        remove(&floor_output);
        let mut floor = Command::new(std::env::current_exe().unwrap());
        floor.arg("--floor").args([&site, &output, &floor_output]);
        floors.push(measure(&mut floor));
    }
    let again = measure(&mut build(&site, &output));
    let (files, pages, bytes) = count(&output);
    let build = Figures::median(builds);
    let floor = Figures::median(floors);
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let (pages_per_second, megabytes) = (pages as f64 / build.seconds, bytes as f64 / 1e6);
    println!(
        "{n_journeys:>8} {pages:>7} {files:>8} {megabytes:>9.1} {:>9.3} {pages_per_second:>9.0} {:>8.0} {:>9.3} {:>9.1} {:>7.3}",
        build.seconds,
        build.peak_megabytes,
        floor.seconds,
        build.seconds / floor.seconds,
        again.seconds,
    );
}

fn build(site: &Path, output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wayfare"));
    command.current_dir(site).args(["build", "--quiet", "--without", "png,pdf", "--output"]).arg(output);
    command
}

fn remove(folder: &Path) {
    if folder.exists() {
        std::fs::remove_dir_all(folder).unwrap();
    }
}

/// Files, HTML pages and bytes below a folder.
fn count(folder: &Path) -> (usize, usize, u64) {
    let mut totals = (0, 0, 0);
    for entry in
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
    {
        totals.0 += 1;
        totals.1 += usize::from(entry.path().extension().is_some_and(|extension| extension == "html"));
        totals.2 += entry.metadata().unwrap().len();
    }
    totals
}
