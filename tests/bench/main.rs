//! Whole builds, beside those of other generators and the floor. See `run` in this folder.
//!
//! 1. `plain` writes N journeys, N/10 personas, in the idiom of each program; `corpus` writes a richer site of the same size.
//! 2. Each program builds its site into a fresh folder, one after the other, several times; medians count.
//! 3. `floor` reads the same input and writes files of the same names and sizes: what no generator can beat.
//! 4. Wayfare builds again, with nothing changed and with one file changed.
//!
//! `--preview N …` measures the preview instead: see `preview`.
//! `--write FOLDER N` writes only the rich site, `--write-plain FOLDER N` the plain one, for a profiler to look at.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark reports on standard output and may stop at a fault"
)]

mod corpus;
mod floor;
mod measure;
mod plain;
mod preview;
mod programs;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use measure::{Figures, measure};
use programs::Program;

const RUNS: usize = 5;
/// Of the preview.
const EDITS: usize = 50;
/// Where a run takes long.
const RUNS_OF_LARGE: usize = 3;
const LARGE: usize = 5_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [floor::WORD, input, model, output] => floor::run(Path::new(input), Path::new(model), Path::new(output)),
        ["--write", folder, size] => corpus::write(Path::new(folder), size.parse().unwrap()),
        ["--write-plain", folder, size] => {
            plain::write(Path::new(folder), size.parse().unwrap(), plain::Idiom::Wayfare);
        }
        ["--preview", sizes @ ..] => {
            let sizes: Vec<usize> = sizes.iter().filter_map(|size| size.parse().ok()).collect();
            preview::report(if sizes.is_empty() { &[1_000, 10_000] } else { &sizes }, EDITS);
        }
        ["--runs", runs, sizes @ ..] => report_all(sizes, runs.parse().ok()),
        sizes => report_all(sizes, None),
    }
}

fn report_all(sizes: &[&str], runs: Option<usize>) {
    let sizes: Vec<usize> = sizes.iter().filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000, 10_000] } else { sizes };
    let mut growth: BTreeMap<&str, Vec<(usize, Figures)>> = BTreeMap::new();
    for size in sizes {
        let runs = runs.unwrap_or(if size >= LARGE { RUNS_OF_LARGE } else { RUNS });
        for (program, figures) in report(size, runs.max(1)) {
            growth.entry(program.name()).or_default().push((size, figures));
        }
    }
    println!();
    for (name, times) in growth {
        for pair in times.windows(2) {
            if let [(small, before), (large, after)] = pair {
                let (wall, cpu) = (after.seconds / before.seconds, after.cpu_seconds / before.cpu_seconds);
                println!("{name}: time({large}) / time({small}) = {wall:.1} (cpu {cpu:.1})");
            }
        }
    }
}

/// On a memory file system where there is one, so that the disk is no noise.
fn workplace() -> tempfile::TempDir {
    let memory = PathBuf::from("/dev/shm");
    let mut builder = tempfile::Builder::new();
    builder.prefix("wayfare-bench-");
    if memory.is_dir() { builder.tempdir_in(memory) } else { builder.tempdir() }.unwrap()
}

/// The medians of each program.
fn report(n_journeys: usize, runs: usize) -> Vec<(Program, Figures)> {
    let workplace = workplace();
    let workplace = workplace.path();
    let there: Vec<Program> = Program::ALL.into_iter().filter(|program| program.is_there()).collect();
    for program in &there {
        program.write_site(workplace, n_journeys);
    }
    let mut figures: BTreeMap<&str, Vec<Figures>> = BTreeMap::new();
    // Alternating, so that a slow minute of the machine meets all.
    for _ in 0..runs {
        for program in &there {
            remove(&program.output(workplace));
            figures.entry(program.name()).or_default().push(measure(&mut program.command(workplace)));
        }
    }
    let medians: Vec<(Program, Figures)> =
        there.iter().map(|program| (*program, Figures::median(&figures[program.name()]))).collect();
    print_table(workplace, n_journeys, runs, &medians);
    for program in [Program::SameWork, Program::Full] {
        if let Some((_, clean)) = medians.iter().find(|(other, _)| *other == program) {
            report_again(workplace, program, *clean, runs);
        }
    }
    medians
}

fn print_table(workplace: &Path, n_journeys: usize, runs: usize, medians: &[(Program, Figures)]) {
    println!(
        "\n{n_journeys} journeys; medians of {runs} runs, programs in turn; ratios of wall time, processor time, memory"
    );
    println!(
        "{:<22} {:>8} {:>8} {:>8} {:>7} {:>7} {:>8} {:>18} {:>18} {:>8}",
        "", "wall s", "cpu s", "peak MB", "files", "pages", "MB", "÷ Hugo", "÷ Zola", "÷ floor"
    );
    let of = |wanted: Program| medians.iter().find(|(program, _)| *program == wanted).map(|(_, figures)| *figures);
    for program in Program::ALL {
        let Some(figures) = of(program) else {
            println!("{:<22} not available", program.name());
            continue;
        };
        let made = count(&program.output(workplace));
        program.check(workplace, n_journeys, made.pages);
        let to_peer = |peer: Program| match of(peer) {
            Some(peer) => format!(
                "{:.2}  {:.2}  {:.2}",
                figures.seconds / peer.seconds,
                figures.cpu_seconds / peer.cpu_seconds,
                figures.peak_megabytes / peer.peak_megabytes
            ),
            None => "–".to_owned(),
        };
        let floor = if matches!(program, Program::Full | Program::FloorOfFull) {
            Program::FloorOfFull
        } else {
            Program::FloorOfSameWork
        };
        let to_floor = of(floor).map_or("–".to_owned(), |floor| format!("{:.1}", figures.seconds / floor.seconds));
        println!(
            "{:<22} {:>8.3} {:>8.2} {:>8.0} {:>7} {:>7} {:>8.1} {:>18} {:>18} {to_floor:>8}",
            program.name(),
            figures.seconds,
            figures.cpu_seconds,
            figures.peak_megabytes,
            made.files,
            made.pages,
            made.megabytes,
            to_peer(Program::Hugo),
            to_peer(Program::Zola),
        );
    }
}

/// With nothing changed, and with a word changed in one file; how many files each of the two wrote.
fn report_again(workplace: &Path, program: Program, clean: Figures, runs: usize) {
    let output = program.output(workplace);
    let journey = program.site(workplace).join("content/journeys/journey-00001.md");
    let mut unchanged = Vec::new();
    let mut changed = Vec::new();
    let mut written = (0, 0);
    for run in 0..runs {
        let before = stamps(&output);
        unchanged.push(measure(&mut program.command(workplace)));
        let between = stamps(&output);
        let text = std::fs::read_to_string(&journey).unwrap();
        std::fs::write(&journey, format!("{text}\nOne more sentence, the {run}th.\n")).unwrap();
        changed.push(measure(&mut program.command(workplace)));
        written = (n_new(&before, &between), n_new(&between, &stamps(&output)));
    }
    for (what, figures, written) in [("nothing changed", unchanged, written.0), ("a file changed", changed, written.1)]
    {
        let figures = Figures::median(&figures);
        println!(
            "{:<22} {:>8.3} {:>8.2} {:>8.0}   {written} files written; {:.3} of the clean build’s wall time, {:.3} of its cpu time ({})",
            format!("  {what}"),
            figures.seconds,
            figures.cpu_seconds,
            figures.peak_megabytes,
            figures.seconds / clean.seconds,
            figures.cpu_seconds / clean.cpu_seconds,
            program.name(),
        );
    }
}

fn remove(folder: &Path) {
    if folder.exists() {
        std::fs::remove_dir_all(folder).unwrap();
    }
}

fn files(folder: &Path) -> impl Iterator<Item = walkdir::DirEntry> {
    walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
}

/// When each file was written.
fn stamps(folder: &Path) -> BTreeMap<PathBuf, std::time::SystemTime> {
    files(folder).map(|entry| (entry.path().to_owned(), entry.metadata().unwrap().modified().unwrap())).collect()
}

fn n_new<T: PartialEq>(before: &BTreeMap<PathBuf, T>, after: &BTreeMap<PathBuf, T>) -> usize {
    after.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp)).count()
}

struct Made {
    files: usize,
    pages: usize,
    megabytes: f64,
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
fn count(folder: &Path) -> Made {
    let mut made = Made { files: 0, pages: 0, megabytes: 0.0 };
    for entry in files(folder) {
        made.files += 1;
        made.pages += usize::from(entry.path().extension().is_some_and(|extension| extension == "html"));
        made.megabytes += entry.metadata().unwrap().len() as f64 / 1e6;
    }
    made
}
