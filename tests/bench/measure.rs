//! One process, from start to end: wall time and the most memory that it held.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    pub(crate) seconds: f64,
    /// The high-water mark of resident memory; 0 where the system does not tell.
    pub(crate) peak_megabytes: f64,
}

impl Figures {
    /// The run in the middle by time; the largest memory.
    pub(crate) fn median(mut runs: Vec<Figures>) -> Figures {
        runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        let peak_megabytes = runs.iter().map(|run| run.peak_megabytes).fold(0.0, f64::max);
        Figures { peak_megabytes, ..runs[runs.len() / 2] }
    }
}

/// Runs a command to its end.
pub(crate) fn measure(command: &mut Command) -> Figures {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    // The kernel keeps the high-water mark, so the last look before the end is exact to one interval's growth.
    let status_file = format!("/proc/{}/status", child.id());
    let mut peak_megabytes: f64 = 0.0;
    let status = loop {
        if let Ok(status) = std::fs::read_to_string(&status_file) {
            peak_megabytes = peak_megabytes.max(high_water_mark(&status));
        }
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let seconds = start.elapsed().as_secs_f64();
    assert!(status.success(), "{command:?} ended with {status}");
    Figures { seconds, peak_megabytes }
}

fn high_water_mark(status: &str) -> f64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
