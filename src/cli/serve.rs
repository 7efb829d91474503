//! `wayfare serve`: the preview, from the port that it takes to the line that each change leaves on the terminal.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Outcome;
use super::arguments::ServeArguments;
use super::build::{OUTPUT, plural};
use super::content::{load_options, tell, tell_all, tell_broken_fonts, tell_no_site};
use super::say::Say;
use crate::diagnostics::Diagnostics;
use crate::fs::{self, Changes, Noticed, Watch, WatchError};
use crate::load::LoadOptions;
use crate::serve::{Preview, PreviewError, Report, Waited, Writer, follow};

/// The port when nobody asks for one.
const PORT: u16 = 4000;

/// How many ports after it are tried.
const FURTHER_PORTS: u16 = 50;

/// `wayfare serve`, until the person ends it.
pub(super) fn run(root: &Path, arguments: &ServeArguments, say: &Say) -> Outcome {
    let start = Instant::now();
    // The port is taken first: should it not be free, nobody has waited for the site to be read.
    let Some((listener, port)) = listen(arguments.port, say) else { return Outcome::Failed };
    let output = root.join(OUTPUT);
    let mut terminal = Terminal {
        root,
        output: &output,
        arguments,
        say,
        start,
        port,
        listener: Some(listener),
        answering: None,
        watch: None,
        is_looked_through: false,
        changed: None,
        told: None,
        outcome: Outcome::Done,
    };
    match follow(root, Some(&output), &mut terminal) {
        Ok(()) => terminal.outcome,
        Err(PreviewError::Machine(error)) => {
            say.failure(&error);
            Outcome::Failed
        }
        Err(PreviewError::NoSite) => tell_no_site(root, say),
        Err(PreviewError::Fonts(error)) => tell_broken_fonts(&error, say),
    }
}

/// The person at the terminal, and the files that the person's editor writes.
struct Terminal<'c> {
    root: &'c Path,
    output: &'c Path,
    arguments: &'c ServeArguments,
    say: &'c Say,
    start: Instant,
    port: u16,
    /// Taken when the preview begins.
    listener: Option<TcpListener>,
    answering: Option<JoinHandle<io::Result<()>>>,
    /// Begun when the first page can be shown: to watch a large site takes a moment, and whoever watches is told of all that is read.
    watch: Option<Result<Watch, WatchError>>,
    /// Whether the site was looked through since it is watched: it may have changed after it was read and before.
    is_looked_through: bool,
    /// What changed last, and when it was noticed; until it is shown.
    changed: Option<(Changes, Instant)>,
    /// What the terminal shows of mistakes.
    told: Option<Diagnostics>,
    outcome: Outcome,
}

impl Terminal<'_> {
    /// Without a watch the preview stays as it is.
    fn answer_on(&mut self) -> Waited {
        if let Some(Ok(Err(error))) = self.answering.take().map(JoinHandle::join) {
            self.say.mistake(&format!("error: the preview cannot answer browsers: {error}"));
        }
        self.outcome = Outcome::Failed;
        Waited::End
    }
}

impl Writer for Terminal<'_> {
    fn options(&mut self) -> Option<LoadOptions> {
        load_options(&self.arguments.content, self.say).map_err(|outcome| self.outcome = outcome).ok()
    }

    fn begins(&mut self, preview: &Arc<Preview>, n_journeys: usize, n_personas: usize) {
        let address = format!("http://127.0.0.1:{}/", self.port);
        if let Some(listener) = self.listener.take() {
            let preview = Arc::clone(preview);
            self.answering = Some(std::thread::spawn(move || preview.serve(listener)));
        }
        self.say.note(&format!(
            "{} and {} read in {:.2} s. Ctrl-C ends the preview. It is at:",
            plural(n_journeys, "journey"),
            plural(n_personas, "persona"),
            self.start.elapsed().as_secs_f64()
        ));
        self.say.result(&address);
        if self.arguments.open && !open_browser(&address) {
            self.say.note("No browser could be opened; open the address yourself.");
        }
        match self.watch.insert(Watch::start(self.root, Some(self.output), self.arguments.poll)) {
            Ok(watch) if watch.is_polling() && !self.arguments.poll => self.say.note(
                "The system cannot tell of changes here (too many watched folders?), so they are looked for twice a second.",
            ),
            Ok(_) => {}
            Err(error) => {
                self.say.mistake(&format!("warning: changes cannot be watched: {}", error.0));
                self.say.mistake("help: pages are shown as they are now; start `wayfare serve` again after a change");
            }
        }
    }

    fn wait(&mut self, patience: Option<Duration>, link_targets: &[PathBuf]) -> Waited {
        let Some(Ok(watch)) = &mut self.watch else {
            // The first quiet moment is for the mistakes.
            return if patience.is_some() { Waited::Nothing } else { self.answer_on() };
        };
        watch.watch_link_targets(link_targets);
        match watch.wait(patience) {
            Ok(Noticed::Changes(changes)) => {
                self.changed = Some((changes.clone(), Instant::now()));
                Waited::Changed(changes)
            }
            Ok(Noticed::Nothing) if !self.is_looked_through => {
                self.is_looked_through = true;
                self.changed = Some((Changes::default(), Instant::now()));
                Waited::Changed(Changes::default())
            }
            Ok(Noticed::Nothing) => Waited::Nothing,
            Ok(Noticed::Stop) => Waited::End,
            Err(error) => {
                self.say.mistake(&format!("error: changes cannot be watched any more: {}", error.0));
                self.outcome = Outcome::Failed;
                Waited::End
            }
        }
    }

    fn is_shown(&mut self) {
        let Some((changes, noticed)) = self.changed.take() else { return };
        let what = match changes.paths.as_slice() {
            [path] if changes.is_complete => format!("{path} changed"),
            paths if changes.is_complete => format!("{} changed", plural(paths.len(), "file")),
            _ => "Files came, went or moved".to_owned(),
        };
        self.say.note(&format!("{what}: shown after {} ms.", noticed.elapsed().as_millis()));
    }

    fn finds(&mut self, report: &Report) {
        match &self.told {
            None => tell(&report.diagnostics, &report.tree, self.say),
            Some(told) if *told == report.diagnostics => {}
            Some(_) if report.diagnostics.is_empty() => self.say.note("No mistakes."),
            Some(_) => tell_all(&report.diagnostics, &report.tree, self.say),
        }
        self.told = Some(report.diagnostics.clone());
    }

    fn fails(&mut self, error: &fs::Error) {
        self.say.failure(error);
        self.told = Some(Diagnostics::new());
    }
}

/// Takes the port that was asked for, or the first free one from the usual on.
fn listen(port: Option<u16>, say: &Say) -> Option<(TcpListener, u16)> {
    // This machine only: a preview is nobody else's business.
    let take = |port: u16| {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let port = listener.local_addr()?.port();
        io::Result::Ok((listener, port))
    };
    if let Some(port) = port {
        return match take(port) {
            Ok(taken) => Some(taken),
            Err(error) => {
                say.mistake(&format!("error: port {port} cannot be used: {}", in_words(&error)));
                say.mistake(
                    "help: name another one, such as `--port 4100`, or leave `--port` out for the next free one",
                );
                None
            }
        };
    }
    let mut last = None;
    for port in PORT..=PORT + FURTHER_PORTS {
        match take(port) {
            Ok(taken) => {
                if port != PORT {
                    say.note(&format!("Port {PORT} is in use, so the preview takes {port}."));
                }
                return Some(taken);
            }
            Err(error) => last = Some(error),
        }
    }
    let why = last.as_ref().map_or_else(String::new, in_words);
    say.mistake(&format!("error: none of the ports {PORT} to {} can be used: {why}", PORT + FURTHER_PORTS));
    say.mistake("help: name another one, such as `--port 8123`");
    None
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => "another program is using it".to_owned(),
        io::ErrorKind::PermissionDenied => "ports below 1024 need special rights".to_owned(),
        _ => error.to_string(),
    }
}

/// Asks the system to open an address; whether it could be asked.
fn open_browser(address: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let started = Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match started {
        Ok(mut child) => {
            // Waited for elsewhere, so that it does not stay behind as a zombie.
            std::thread::spawn(move || child.wait());
            true
        }
        Err(_) => false,
    }
}
