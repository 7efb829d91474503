//! `wayfare build --timings`: what the table and the trace hold. How long anything takes is nobody's promise.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use wayfare::phase::Phase;

use crate::support::{contents, copy_example, run, wayfare};

#[test]
fn timings_tell_every_phase_every_kind_and_the_slowest() {
    let site = tempfile::tempdir().expect("a folder");
    copy_example(site.path());
    let command = ["build", "--quiet", "--without", "png,pdf", "--timings=trace.json"];
    let (status, _, told) = run(wayfare(site.path()).args(command));
    assert_eq!(status, Some(0), "{told}");

    let first_words: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("  ")).collect();
    let position = |name: &str| {
        let found = first_words.iter().position(|line| line.starts_with(&format!("{name}  ")));
        found.unwrap_or_else(|| panic!("no line `{name}` in\n{told}"))
    };
    let phases: Vec<usize> = Phase::ALL.iter().map(|phase| position(phase.name())).collect();
    assert!(phases.is_sorted(), "{told}");
    for kind in ["journey pages", "persona pages", "maps, SVG", "search index", "all files", "total"] {
        position(kind);
    }
    assert!(told.contains("Slowest pages\n") && told.contains("Slowest pictures\n"), "{told}");
    let widths: BTreeSet<usize> =
        told.lines().skip(1).take(Phase::ALL.len() + 2).map(|line| line.chars().count()).collect();
    assert_eq!(widths.len(), 1, "columns of the first table are not aligned\n{told}");

    let trace = std::fs::read_to_string(site.path().join("trace.json")).expect("a trace");
    let made = contents(&site.path().join("public")).into_iter().map(|(path, _)| path);
    assert_trace(&trace, made.filter(|path| !path.starts_with('.')).collect());
}

/// One `X` event a phase at least, and exactly one a file of the site; those of a row one after the other.
fn assert_trace(trace: &str, files: BTreeSet<String>) {
    let trace: Value = serde_json::from_str(trace).expect("JSON");
    let events = trace["traceEvents"].as_array().expect("events");
    let mut ends: BTreeMap<u64, f64> = BTreeMap::new();
    let mut named = BTreeSet::new();
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for event in events {
        let row = event["tid"].as_u64().expect("a row");
        match event["ph"].as_str() {
            Some("M") => {
                assert!(event["args"]["name"].is_string(), "{event}");
                named.insert(row);
            }
            Some("X") => {
                let (from, took) = (event["ts"].as_f64().expect("µs"), event["dur"].as_f64().expect("µs"));
                let end = ends.entry(row).or_default();
                assert!(took >= 0.0 && from > *end - 0.01, "{event} begins before {end}");
                *end = from + took;
                let category = event["cat"].as_str().expect("a category");
                found.entry(category).or_default().push(event["name"].as_str().expect("a name"));
            }
            _ => panic!("{event}"),
        }
    }
    assert!(ends.keys().all(|row| named.contains(row)), "a row has no name");
    let phases: BTreeSet<&str> = found["phase"].iter().copied().collect();
    assert_eq!(phases, Phase::ALL.into_iter().map(Phase::name).collect());
    let timed = ["page", "picture", "file"].iter().flat_map(|category| found[category].iter().copied());
    let mut timed: Vec<String> = timed.map(str::to_owned).collect();
    timed.sort();
    assert_eq!(timed, files.into_iter().collect::<Vec<_>>());
}

#[test]
fn timings_are_told_of_a_broken_site_too_and_of_nobody_who_did_not_ask() {
    let site = tempfile::tempdir().expect("a folder");
    std::fs::write(site.path().join("wayfare.toml"), "title = \n").expect("a file");
    let (status, _, told) = run(wayfare(site.path()).args(["build", "--timings"]));
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("Time by phase\n") && !told.contains("Time by kind"), "{told}");
    let (_, _, told) = run(wayfare(site.path()).arg("build"));
    assert!(!told.contains("Time by"), "{told}");
}
