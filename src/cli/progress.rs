//! One line on the terminal that says what long work is at: after a second, and gone when the work is done.
//!
//! Only where a person looks, and never with `--quiet`. The line is drawn by a thread of its own, so that work which cannot say
//! how far it is shows at least that it goes on.

use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use super::say::Say;

/// Work that is done sooner is never shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line is drawn.
const PACE: Duration = Duration::from_millis(100);

/// Back to the start of the line, and away with what is there.
const CLEAR: &str = "\r\x1b[2K";

/// Shows the line until it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    state: Arc<State>,
    drawer: Option<(Sender<()>, JoinHandle<()>)>,
}

#[derive(Debug, Default)]
struct State {
    work: Mutex<&'static str>,
    done: AtomicUsize,
    /// 0: nobody knows.
    total: AtomicUsize,
}

impl Progress {
    /// `work` is a phrase such as "Reading".
    pub(super) fn start(work: &'static str, say: &Say) -> Self {
        let state = Arc::new(State { work: Mutex::new(work), ..State::default() });
        let shown = say.shows_progress();
        let drawer = shown.then(|| {
            let (stop, stopped) = channel();
            let state = Arc::clone(&state);
            let thread = std::thread::spawn(move || {
                let mut wait = PATIENCE;
                while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                    wait = PACE;
                    let _ = write!(std::io::stderr(), "{CLEAR}{}", state.line());
                    let _ = std::io::stderr().flush();
                }
                if wait == PACE {
                    let _ = write!(std::io::stderr(), "{CLEAR}");
                    let _ = std::io::stderr().flush();
                }
            });
            (stop, thread)
        });
        Self { state, drawer }
    }

    /// The next kind of work, of which there are `total` pieces.
    pub(super) fn turn_to(&self, work: &'static str, total: usize) {
        if let Ok(mut current) = self.state.work.lock() {
            *current = work;
        }
        self.state.done.store(0, Ordering::Relaxed);
        self.state.total.store(total, Ordering::Relaxed);
    }

    /// One piece more is done.
    pub(super) fn advance(&self) {
        self.state.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Takes the line away, so that something else can be said.
    pub(super) fn finish(self) {
        drop(self);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.drawer.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}

impl State {
    fn line(&self) -> String {
        let work = self.work.lock().map_or("", |work| *work);
        let (done, total) = (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed));
        if total == 0 {
            return format!("{work} …");
        }
        let done = done.min(total);
        format!("{work} {done} of {total} ({} %)", done * 100 / total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_what_is_known() {
        let progress = Progress { state: Arc::default(), drawer: None };
        progress.turn_to("Reading", 0);
        assert_eq!(progress.state.line(), "Reading …");
        progress.turn_to("Making files", 8);
        progress.advance();
        assert_eq!(progress.state.line(), "Making files 1 of 8 (12 %)");
        for _ in 0..20 {
            progress.advance();
        }
        assert_eq!(progress.state.line(), "Making files 8 of 8 (100 %)");
        progress.finish();
    }
}
