//! A guard against slowness: how many instructions the hottest functions take, beside what they took when the table was made.
//!
//! Instructions do not depend on the load of the machine, so they can be tested where times cannot. Callgrind counts them, on the dev
//! profile, which the tests have built anyway: our own code is not optimized there, but twice the work is twice the instructions.
//!
//! 1. Without arguments this program starts itself under callgrind with `--count`, and reads what was counted.
//! 2. More than the margin above `instructions.txt` fails; below it asks for a new table, which `--renew` writes.
//!
//! Counts change with the compiler too: with another one than the table names, they are only told. Without valgrind nothing is counted.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    dead_code,
    reason = "a benchmark reports on standard output, may stop at a fault, and shares its corpus with another"
)]

mod corpus;

use std::collections::BTreeMap;
use std::process::{Command, ExitCode};

use wayfare::content::discover::{Found, classify};
use wayfare::content::raw::RawJourney;
use wayfare::content::{RawSite, read_file, read_site};
use wayfare::diagnostics::Diagnostics;
use wayfare::fs::read_tree;
use wayfare::insight::Insight;
use wayfare::links::Links;
use wayfare::load::{LoadOptions, Prepared, prepare};
use wayfare::model::JourneyId;
use wayfare::phase::Observer;
use wayfare::resolve::{ResolveOptions, resolve_site};
use wayfare::search::SearchIndex;
use wayfare::source::{SourceId, SourceTree};
use wayfare::view::{RenderContext, picture, render_journey};

/// How far above the table a count may lie.
const MARGIN: f64 = 0.15;

/// What the corpus holds.
const N_JOURNEYS: usize = 20;

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/instructions.txt");

/// The functions that are counted carry this before their names in the table.
const PREFIX: &str = "counted_";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--count"] => {
            // Everything on one thread, parallel work too: what another thread does is not counted as called.
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
            pool.install(work);
            ExitCode::SUCCESS
        }
        [] => guard(false),
        ["--renew"] => guard(true),
        other => {
            println!("unknown arguments {other:?}; there is --renew");
            ExitCode::from(2)
        }
    }
}

fn guard(renew: bool) -> ExitCode {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("SKIPPED: valgrind is not installed, so instructions cannot be counted");
        return ExitCode::SUCCESS;
    }
    let counts = count();
    let compiler = compiler();
    if renew {
        std::fs::write(TABLE, table(&compiler, &counts)).unwrap();
    }
    let (made_with, budgets) = read_table();
    println!("{:<28} {:>14} {:>14} {:>8}", "instructions", "now", "table", "change");
    let mut failed = 0;
    let mut is_stale = counts.len() != budgets.len();
    for (name, count) in &counts {
        let Some(budget) = budgets.get(name) else {
            println!("{name:<28} {count:>14}   is not in the table");
            failed += 1;
            continue;
        };
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let change = *count as f64 / *budget as f64 - 1.0;
        let verdict = if change > MARGIN { "  TOO MUCH" } else { "" };
        println!("{name:<28} {count:>14} {budget:>14} {:>+7.1}%{verdict}", change * 100.0);
        failed += usize::from(change > MARGIN);
        is_stale |= change < -MARGIN;
    }
    if made_with != compiler {
        println!(
            "only told: the table was made with {made_with}, this is {compiler}; `tests/bench/instructions --renew`"
        );
        return ExitCode::SUCCESS;
    }
    if is_stale {
        println!("the table is out of date, or there is something to be proud of: `tests/bench/instructions --renew`");
    }
    println!("{} passed, {failed} failed", counts.len() - failed);
    if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// By the name of the function, without its prefix.
fn count() -> BTreeMap<String, u64> {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("counts");
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--quiet"]);
    command.arg(format!("--callgrind-out-file={}", output.display()));
    command.arg(std::env::current_exe().unwrap()).arg("--count");
    let status = command.status().unwrap();
    assert!(status.success(), "{command:?} ended with {status}");
    calls(&std::fs::read_to_string(output).unwrap())
}

/// What each counted function took, all that it called included, out of a profile in callgrind's format: a call is three lines,
/// `cfn=(id) name`, `calls=…` and `position cost`; a name stands only where its id comes first.
fn calls(profile: &str) -> BTreeMap<String, u64> {
    let mut names = BTreeMap::new();
    let mut counts = BTreeMap::new();
    let mut lines = profile.lines();
    while let Some(line) = lines.next() {
        let Some((kind, named)) = line.split_once("fn=(") else { continue };
        let Some((id, name)) = named.split_once(')') else { continue };
        if let Some((_, name)) = name.rsplit_once(PREFIX) {
            names.insert(id, name);
        }
        if kind == "c"
            && let Some(name) = names.get(id)
        {
            let cost = lines.nth(1).and_then(|line| line.rsplit_once(' '));
            *counts.entry((*name).to_owned()).or_default() +=
                cost.and_then(|(_, cost)| cost.parse::<u64>().ok()).unwrap();
        }
    }
    assert!(!counts.is_empty(), "callgrind has seen none of the functions");
    counts
}

fn compiler() -> String {
    let version = Command::new("rustc").arg("--version").output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    format!("{version}, {}", std::env::consts::ARCH)
}

fn table(compiler: &str, counts: &BTreeMap<String, u64>) -> String {
    let mut text = format!("# Made by `tests/bench/instructions --renew`\n{compiler}\n");
    for (name, count) in counts {
        text.push_str(&format!("{name:<28} {count:>14}\n"));
    }
    text
}

fn read_table() -> (String, BTreeMap<String, u64>) {
    let text = std::fs::read_to_string(TABLE).unwrap_or_default();
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let compiler = lines.next().unwrap_or_default().to_owned();
    let budgets = lines.filter_map(|line| {
        let (name, count) = line.split_once(' ')?;
        Some((name.to_owned(), count.trim().parse().ok()?))
    });
    (compiler, budgets.collect())
}

/// Each function once, after everything has been touched once.
fn work() {
    let folder = tempfile::tempdir().unwrap();
    corpus::write(folder.path(), N_JOURNEYS);
    let files = read_tree(folder.path(), None).unwrap();
    let prepared =
        prepare(folder.path(), files.0, Diagnostics::new(), &LoadOptions::default(), Observer::default()).unwrap();
    let insight = Insight::new(&prepared.site);
    let context = prepared.context(&insight);
    let warm = JourneyId::from_index(0);
    let _ = (render_journey(&context, warm), picture::render_map_svg(&context, warm));

    let journey = JourneyId::from_index(1);
    let source = prepared.site.journey(journey).source;
    let path = prepared.tree.get(source).unwrap().path.clone();
    assert!(counted_parse_journey(&prepared.tree, source, &classify(&path).unwrap()) > 0);
    let (raw, _) = read_site(&prepared.tree);
    assert_eq!(counted_resolve_site(&prepared.tree, &raw), N_JOURNEYS);
    assert!(counted_render_journey_page(&context, journey) > 0);
    assert!(counted_render_map(&context, journey) > 0);
    assert!(counted_search_index(&prepared) > 0);
}

/// Front matter and Markdown of one journey, with every value's place.
#[inline(never)]
fn counted_parse_journey(tree: &SourceTree, source: SourceId, found: &Found<'_>) -> usize {
    read_file::<RawJourney>(tree, source, found).0.raw.stages.items().len()
}

/// Twenty journeys and what they refer to, with lints.
#[inline(never)]
fn counted_resolve_site(tree: &SourceTree, raw: &RawSite) -> usize {
    resolve_site(tree, raw, &ResolveOptions::default(), Observer::default()).0.journeys.len()
}

#[inline(never)]
fn counted_render_journey_page(context: &RenderContext<'_>, journey: JourneyId) -> usize {
    render_journey(context, journey).0.len()
}

/// Layout and SVG of the poster.
#[inline(never)]
fn counted_render_map(context: &RenderContext<'_>, journey: JourneyId) -> usize {
    picture::render_map_svg(context, journey).len()
}

#[inline(never)]
fn counted_search_index(prepared: &Prepared) -> usize {
    SearchIndex::new(&prepared.site, &Links::new(&prepared.site), &prepared.theme.strings).files.len()
}
