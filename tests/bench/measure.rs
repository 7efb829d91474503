//! One process, from start to end: wall time, processor time and the most memory that it held.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Figures {
    /// From start to end.
    pub(crate) seconds: f64,
    /// Of all processors, in the program and in the kernel for it; to a hundredth.
    pub(crate) cpu_seconds: f64,
    /// The high-water mark of resident memory; 0 where the system does not tell.
    pub(crate) peak_megabytes: f64,
}

impl Figures {
    /// Of each time the one in the middle; the largest memory.
    pub(crate) fn median(runs: &[Figures]) -> Figures {
        let middle = |figure: fn(&Figures) -> f64| {
            let mut figures: Vec<f64> = runs.iter().map(figure).collect();
            figures.sort_by(f64::total_cmp);
            figures[figures.len() / 2]
        };
        Figures {
            seconds: middle(|run| run.seconds),
            cpu_seconds: middle(|run| run.cpu_seconds),
            peak_megabytes: runs.iter().map(|run| run.peak_megabytes).fold(0.0, f64::max),
        }
    }
}

/// Runs a command to its end.
pub(crate) fn measure(command: &mut Command) -> Figures {
    let cpu_before = cpu_seconds_of_children();
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
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
    Figures { seconds, cpu_seconds: cpu_seconds_of_children() - cpu_before, peak_megabytes }
}

fn high_water_mark(status: &str) -> f64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// Of all processes waited for until now: `cutime` and `cstime` of proc(5), in ticks of which Linux makes 100 a second.
fn cpu_seconds_of_children() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold spaces; the state that follows is field 3.
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    fields.split(' ').skip(13).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
