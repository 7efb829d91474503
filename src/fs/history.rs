//! When git says that files last changed.
//!
//! 1. Is there git, a repository, and all of its history? A shallow clone knows only its newest part, and would date every older file wrongly.
//! 2. One walk through the history below the folder: for each file, the latest day on which somebody wrote a change of it.
//! 3. What differs from the last commit is left out: its day is not known yet.
//!
//! The days are those of the authors, where they were: the same history gives the same days on every machine.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::civil::Date;

/// Why git says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoHistory {
    /// The program is not there.
    NoGit,
    /// The folder is in no repository, or nothing was committed yet.
    NoRepository,
    /// A clone of the newest commits only.
    Shallow,
}

/// The day of each file's last change, by its path below `root`.
///
/// # Errors
/// When git cannot tell, or not truly.
pub fn read_history(root: &Path) -> Result<BTreeMap<String, Date>, NoHistory> {
    match git(root, &["rev-parse", "--is-shallow-repository"])?.trim() {
        "false" => {}
        "true" => return Err(NoHistory::Shallow),
        _ => return Err(NoHistory::NoRepository),
    }
    let log = git(
        root,
        &[
            "log",
            "--format=tformat:%x00%as",
            "--name-only",
            "--relative",
            "--no-renames",
            "--no-ext-diff",
            "--no-color",
            "--no-show-signature",
            "--",
            ".",
        ],
    )?;
    let mut days = parse_log(&log);
    let unfinished = git(
        root,
        &["diff", "HEAD", "--name-only", "--relative", "--no-renames", "--no-ext-diff", "--no-color", "--", "."],
    )?;
    for path in unfinished.lines() {
        days.remove(path);
    }
    Ok(days)
}

/// What git answers; its complaints are for nobody.
fn git(root: &Path, words: &[&str]) -> Result<String, NoHistory> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"])
        .args(words)
        // It reads, and writes nothing on the way, not even its index.
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .map_err(|_| NoHistory::NoGit)?;
    if !output.status.success() {
        return Err(NoHistory::NoRepository);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Lines with a day begin with a NUL, which no path can hold; the paths of its commit follow.
fn parse_log(log: &str) -> BTreeMap<String, Date> {
    let mut days: BTreeMap<String, Date> = BTreeMap::new();
    let mut day = None;
    for line in log.lines().filter(|line| !line.is_empty()) {
        if let Some(written) = line.strip_prefix('\0') {
            day = written.parse::<Date>().ok();
        } else if let Some(day) = day {
            days.entry(line.to_owned()).and_modify(|known| *known = day.max(*known)).or_insert(day);
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_day_of_a_file_counts_in_whatever_order_commits_come() {
        let days = parse_log(
            "\x002026-03-01\n\na.md\nb ü.md\n\x002026-05-02\n\na.md\n\x00nonsense\n\nc.md\n\x002026-01-01\n\na.md\n",
        );
        let told: Vec<String> = days.iter().map(|(path, day)| format!("{path} {day}")).collect();
        assert_eq!(told, ["a.md 2026-05-02", "b ü.md 2026-03-01"]);
    }
}
