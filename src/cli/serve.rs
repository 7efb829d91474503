//! `wayfare serve`: the preview, from the port that it takes to the line that each change leaves on the terminal.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Outcome;
use super::arguments::ServeArguments;
use super::build::{OUTPUT, plural};
use super::content::{load_options, tell, tell_all, tell_broken_fonts, tell_no_site};
use super::say::Say;
use crate::diagnostics::{Diagnostics, summary};
use crate::fs::{Changes, Watch};
use crate::serve::{Preview, PreviewError, Report};

/// The port when nobody asks for one.
const PORT: u16 = 4000;

/// How many ports after it are tried.
const FURTHER_PORTS: u16 = 50;

/// `wayfare serve`, until the person ends it.
pub(super) fn run(root: &Path, arguments: &ServeArguments, say: &Say) -> Outcome {
    let start = Instant::now();
    let options = match load_options(&arguments.content, say) {
        Ok(options) => options,
        Err(outcome) => return outcome,
    };
    // The port is taken first: should it not be free, nobody has waited for the site to be read.
    let Some((listener, port)) = listen(arguments.port, say) else { return Outcome::Failed };
    let output = root.join(OUTPUT);
    // Watched before it is read, so that nothing is missed in between.
    let watch = Watch::start(root, Some(&output), arguments.poll);
    let (preview, report) = match Preview::start(root, Some(&output), &options) {
        Ok(started) => started,
        Err(error) => return tell_error(error, root, say),
    };
    tell(&report.diagnostics, &report.tree, say);
    let address = format!("http://127.0.0.1:{port}/");
    say.note(&format!(
        "{} and {} read in {:.2} s. Ctrl-C ends the preview. It is at:",
        plural(report.n_journeys, "journey"),
        plural(report.n_personas, "persona"),
        start.elapsed().as_secs_f64()
    ));
    say.result(&address);
    let preview = Arc::new(preview);
    let answering = {
        let preview = Arc::clone(&preview);
        std::thread::spawn(move || preview.serve(listener))
    };
    if arguments.open && !open_browser(&address) {
        say.note("No browser could be opened; open the address yourself.");
    }
    match watch {
        Ok(watch) => follow(watch, &preview, root, arguments, report.diagnostics, say),
        Err(error) => {
            say.mistake(&format!("warning: changes cannot be watched: {}", error.0));
            say.mistake("help: pages are shown as they are now; start `wayfare serve` again after a change");
            match answering.join() {
                Ok(Err(error)) => tell_socket_error(&error, say),
                _ => Outcome::Failed,
            }
        }
    }
}

/// Shows every change, until the process ends.
fn follow(
    mut watch: Watch,
    preview: &Preview,
    root: &Path,
    arguments: &ServeArguments,
    mut told: Diagnostics,
    say: &Say,
) -> Outcome {
    if watch.is_polling() && !arguments.poll {
        say.note("The system cannot tell of changes here (too many watched folders?), so they are looked for twice a second.");
    }
    loop {
        watch.watch_link_targets(&preview.link_targets());
        let changes = match watch.wait() {
            Ok(Some(changes)) => changes,
            Ok(None) => return Outcome::Done,
            Err(error) => {
                say.mistake(&format!("error: changes cannot be watched any more: {}", error.0));
                return Outcome::Failed;
            }
        };
        let start = Instant::now();
        // Read anew each time: the day may have changed since.
        let Ok(options) = load_options(&arguments.content, say) else { return Outcome::Failed };
        match preview.reload(&changes, &options) {
            Ok(None) => {}
            Ok(Some(report)) => {
                tell_change(&changes, &report, &told, start.elapsed(), say);
                told = report.diagnostics;
            }
            Err(error) => {
                let _ = tell_error(error, root, say);
                told = Diagnostics::new();
            }
        }
    }
}

/// The mistakes, unless they are those of the last time; and one line.
fn tell_change(changes: &Changes, report: &Report, told: &Diagnostics, took: Duration, say: &Say) {
    if report.diagnostics != *told {
        tell_all(&report.diagnostics, &report.tree, say);
    }
    let what = match changes.paths.as_slice() {
        [path] if changes.is_complete => format!("{path} changed"),
        paths if changes.is_complete => format!("{} changed", plural(paths.len(), "file")),
        _ => "Files came, went or moved".to_owned(),
    };
    let mistakes = summary(&report.diagnostics).unwrap_or_else(|| "no mistakes".to_owned());
    say.note(&format!("{what}: shown after {} ms, {mistakes}.", took.as_millis()));
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

fn tell_socket_error(error: &io::Error, say: &Say) -> Outcome {
    say.mistake(&format!("error: the preview cannot answer browsers: {error}"));
    Outcome::Failed
}

fn tell_error(error: PreviewError, root: &Path, say: &Say) -> Outcome {
    match error {
        PreviewError::Machine(error) => {
            say.failure(&error);
            Outcome::Failed
        }
        PreviewError::NoSite => tell_no_site(root, say),
        PreviewError::Fonts(error) => tell_broken_fonts(&error, say),
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
