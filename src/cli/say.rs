//! Speaking: results on standard output, everything else on standard error; colors only where a person looks.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the one place that prints")]

use std::io::{ErrorKind, IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::fs;

/// How much to say.
#[derive(Debug)]
pub(super) struct Say {
    quiet: bool,
    verbose: bool,
    /// Whether a result could not be written.
    failed: AtomicBool,
}

impl Say {
    pub(super) fn new(quiet: bool, verbose: bool) -> Self {
        Self { quiet, verbose, failed: AtomicBool::new(false) }
    }

    /// A result: what the command was asked for. A reader that has gone away (`| head`) is no fault of ours.
    pub(super) fn result(&self, text: &str) {
        let mut output = anstream::stdout();
        let written = writeln!(output, "{text}").and_then(|()| output.flush());
        let Err(cause) = written else { return };
        // Told once, whatever else there is to write.
        if cause.kind() != ErrorKind::BrokenPipe && !self.failed.swap(true, Ordering::Relaxed) {
            self.failure(&fs::Error::new(fs::Action::Write, Path::new("standard output"), cause));
        }
    }

    /// A result that is no line of text: a whole file, as it is.
    pub(super) fn bytes(&self, bytes: &[u8]) {
        let mut output = std::io::stdout().lock();
        let written = output.write_all(bytes).and_then(|()| output.flush());
        let Err(cause) = written else { return };
        if cause.kind() != ErrorKind::BrokenPipe && !self.failed.swap(true, Ordering::Relaxed) {
            self.failure(&fs::Error::new(fs::Action::Write, Path::new("standard output"), cause));
        }
    }

    /// Whether a result could not be written, so that the command has failed whatever it thinks.
    pub(super) fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    /// Diagnostics and failures: always told.
    #[expect(clippy::unused_self, reason = "reads as the others do")]
    pub(super) fn mistake(&self, text: &str) {
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// The same, for a text that may be empty.
    pub(super) fn mistake_if_any(&self, text: &str) {
        if !text.trim().is_empty() {
            self.mistake(text);
        }
    }

    /// What was asked for beside the result: told even where little is to be said.
    #[expect(clippy::unused_self, reason = "reads as the others do")]
    pub(super) fn answer(&self, text: &str) {
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// What was done.
    pub(super) fn note(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }

    /// What only a curious reader wants.
    pub(super) fn detail(&self, text: &str) {
        if self.verbose {
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }

    /// Whether the reader wants to know everything.
    pub(super) fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Whether a person sees what is said.
    #[expect(clippy::unused_self, reason = "reads as the others do")]
    pub(super) fn is_watched(&self) -> bool {
        std::io::stderr().is_terminal()
    }

    /// Whether a line that is drawn and taken away again would be seen as such.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet && self.is_watched() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
    }

    /// Where questions are asked: not among the results.
    #[expect(clippy::unused_self, reason = "reads as the others do")]
    pub(super) fn questions(&self) -> impl std::io::Write {
        anstream::stderr()
    }

    /// The machine refused something: what, and what to do about it.
    pub(super) fn failure(&self, error: &fs::Error) {
        self.mistake(&format!("error: {error}"));
        if let Some(help) = error.help() {
            self.mistake(&format!("help: {help}"));
        }
    }
}
