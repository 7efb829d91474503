//! Timings for people: phases, kinds of files, and the slowest of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use super::Measured;
use super::kinds::{Family, FileKind};
use crate::phase::Phase;

/// How many of the slowest pages, and of the slowest pictures, are told.
const SLOWEST: usize = 10;

/// Everything in milliseconds. Ends without a line break.
pub(in crate::cli) fn render_table(measured: &Measured) -> String {
    let mut text = String::new();
    write_phases(&mut text, measured);
    write_kinds(&mut text, measured);
    write_slowest(&mut text, measured, Family::Page, "Slowest pages");
    write_slowest(&mut text, measured, Family::Picture, "Slowest pictures");
    text.truncate(text.trim_end().len());
    text
}

fn write_phases(text: &mut String, measured: &Measured) {
    let _ = writeln!(text, "Time by phase\n  {:<24} {:>10} {:>6}", "phase", "ms", "%");
    for phase in Phase::ALL {
        let took = measured.of_phase(phase);
        let _ = writeln!(text, "  {:<24} {} {:>6.1}", phase.name(), ms(took), percent(took, measured.total));
    }
    let _ = writeln!(text, "  {:<24} {} {:>6.1}", "total", ms(measured.total), 100.0);
}

/// What the files of a kind took together.
#[derive(Default)]
struct Sum {
    files: u32,
    render: Duration,
    write: Duration,
    slowest: Duration,
}

fn write_kinds(text: &mut String, measured: &Measured) {
    let mut sums: BTreeMap<FileKind, Sum> = BTreeMap::new();
    for (made, _, kind) in measured.made() {
        let sum = sums.entry(kind).or_default();
        let render = made.rendered - made.from;
        sum.files += 1;
        sum.render += render;
        sum.write += made.to - made.rendered;
        sum.slowest = sum.slowest.max(render);
    }
    if sums.is_empty() {
        return;
    }
    let mut sums: Vec<(FileKind, Sum)> = sums.into_iter().collect();
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.render + sum.write));
    let n_threads = measured.n_threads();
    let _ = writeln!(
        text,
        "\nTime by kind of file, summed over {n_threads} thread{}\n  {:<24} {:>10} {:>10} {:>10} {:>10} {:>8}",
        if n_threads == 1 { "" } else { "s" },
        "kind",
        "render ms",
        "write ms",
        "mean ms",
        "slowest",
        "files"
    );
    let mut all = Sum::default();
    for (kind, sum) in &sums {
        write_sum(text, kind.name, sum);
        all.files += sum.files;
        all.render += sum.render;
        all.write += sum.write;
        all.slowest = all.slowest.max(sum.slowest);
    }
    write_sum(text, "all files", &all);
}

fn write_sum(text: &mut String, name: &str, sum: &Sum) {
    let mean = sum.render / sum.files.max(1);
    let _ = writeln!(
        text,
        "  {name:<24} {} {} {} {} {:>8}",
        ms(sum.render),
        ms(sum.write),
        ms(mean),
        ms(sum.slowest),
        sum.files
    );
}

fn write_slowest(text: &mut String, measured: &Measured, family: Family, title: &str) {
    let mut of_family: Vec<(Duration, &str)> = measured
        .made()
        .filter(|(_, _, kind)| kind.family == family)
        .map(|(made, path, _)| (made.rendered - made.from, path.as_str()))
        .collect();
    if of_family.is_empty() {
        return;
    }
    of_family.sort_by_key(|(took, path)| (std::cmp::Reverse(*took), *path));
    let _ = writeln!(text, "\n{title}\n  {:>10}  file", "ms");
    for (took, path) in of_family.into_iter().take(SLOWEST) {
        let _ = writeln!(text, "  {}  {path}", ms(took));
    }
}

/// Ten columns.
fn ms(duration: Duration) -> String {
    format!("{:>10.1}", duration.as_secs_f64() * 1e3)
}

fn percent(part: Duration, whole: Duration) -> f64 {
    let whole = whole.as_secs_f64();
    if whole > 0.0 { part.as_secs_f64() * 100.0 / whole } else { 0.0 }
}
