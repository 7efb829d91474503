//! The preview beside `hugo server`: how soon it shows a first page, and how soon a saved change.
//!
//! 1. From the start of the program until the overview has come over the socket whole; several starts, the programs in turn.
//! 2. A sentence is added to one journey's file, again and again, with a pause between: from just before the file is written until its page has
//!    come with the sentence in it. Wayfare is asked as its own script asks: the page is fetched when the event stream tells of it.
//!    Hugo is asked for the page every few milliseconds, so that no browser's part in its reloading counts.
//!
//! Both look at sites of the same content, on the same memory file system, never at the same time.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::programs::Program;

/// What a writer leaves between two saves.
const PAUSE: Duration = Duration::from_millis(1_500);
/// A program that shows nothing for so long has failed.
const PATIENCE: Duration = Duration::from_secs(120);
/// Between two looks at a page that does not tell of changes.
const LOOK: Duration = Duration::from_millis(3);

/// How often each program is started.
const STARTS: usize = 5;

/// Seconds, ascending.
struct Times(Vec<f64>);

impl Times {
    fn new(mut seconds: Vec<f64>) -> Self {
        seconds.sort_by(f64::total_cmp);
        Self(seconds)
    }

    fn median(&self) -> f64 {
        self.0[self.0.len() / 2]
    }

    fn best(&self) -> f64 {
        self.0[0]
    }

    fn worst(&self) -> f64 {
        self.0[self.0.len() - 1]
    }
}

/// Measures sites of these sizes and prints them.
pub(crate) fn report(sizes: &[usize], n_edits: usize) {
    for size in sizes {
        let workplace = crate::workplace();
        let workplace = workplace.path();
        println!(
            "\n{size} journeys; medians of {STARTS} starts, and of {n_edits} edits, {} s apart",
            PAUSE.as_secs_f64()
        );
        let heads = ["first page s", "worst", "best", "edit ms", "worst", "best"];
        println!("{:<22}{}", "", heads.map(|head| format!(" {head:>12}")).concat());
        let (there, missing): (Vec<Program>, Vec<Program>) =
            [Program::SameWork, Program::Hugo].into_iter().partition(|program| program.is_there());
        missing.iter().for_each(|program| println!("{:<22} not available", program.name()));
        there.iter().for_each(|program| program.write_site(workplace, *size));
        let mut starts = vec![Vec::new(); there.len()];
        for _ in 0..STARTS {
            for (program, seconds) in there.iter().zip(&mut starts) {
                seconds.push(start(*program, workplace).2);
            }
        }
        let seen: Vec<(Times, Times)> = there
            .iter()
            .zip(starts)
            .map(|(program, starts)| (Times::new(starts), watch(*program, workplace, *size, n_edits)))
            .collect();
        for (program, (first, edits)) in there.iter().zip(&seen) {
            println!(
                "{:<22} {:>12.3} {:>12.3} {:>12.3} {:>12.1} {:>12.1} {:>12.1}",
                program.name(),
                first.median(),
                first.worst(),
                first.best(),
                edits.median() * 1e3,
                edits.worst() * 1e3,
                edits.best() * 1e3
            );
        }
        if let [wayfare, hugo] = seen.as_slice() {
            let (first, edit) = (wayfare.0.median() / hugo.0.median(), wayfare.1.median() / hugo.1.median());
            println!("Wayfare ÷ Hugo: first page {first:.3}, edit {edit:.4}");
        }
    }
}

/// Ends with the measurement, whatever happens.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a program and waits for its first page: its port, and how many seconds that took.
fn start(program: Program, workplace: &Path) -> (Server, u16, f64) {
    let start = Instant::now();
    let (server, port) = serve(program, workplace);
    while !matches!(get(port, "/"), Some((200, _))) {
        assert!(start.elapsed() < PATIENCE, "{} does not answer", program.name());
        std::thread::sleep(LOOK);
    }
    (server, port, start.elapsed().as_secs_f64())
}

fn watch(program: Program, workplace: &Path, size: usize, n_edits: usize) -> Times {
    let (_server, port, _) = start(program, workplace);
    // Whatever a program does after its first answer is no part of an edit.
    std::thread::sleep(PAUSE * 2);
    let name = format!("journey-{:05}", size / 2);
    let file = program.site(workplace).join(format!("content/journeys/{name}.md"));
    let page = format!("/journeys/{name}.html");
    let mut events = (program == Program::SameWork).then(|| listen(port, &page));
    let text = std::fs::read_to_string(&file).unwrap();
    let edits = (0..n_edits)
        .map(|edit| {
            let mark = format!("Edited for the {edit}th time.");
            let start = Instant::now();
            std::fs::write(&file, format!("{text}\n{mark}\n")).unwrap();
            loop {
                match &mut events {
                    Some(events) => wait_for_page(events),
                    None => std::thread::sleep(LOOK),
                }
                if get(port, &page).is_some_and(|(status, body)| status == 200 && body.contains(&mark)) {
                    break;
                }
                assert!(start.elapsed() < PATIENCE, "{} does not show an edit", program.name());
            }
            let seconds = start.elapsed().as_secs_f64();
            std::thread::sleep(PAUSE);
            seconds
        })
        .collect();
    Times::new(edits)
}

/// Starts a program; it listens on the loopback, on the port that is returned, now or soon.
fn serve(program: Program, workplace: &Path) -> (Server, u16) {
    let words = program.words().unwrap();
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).current_dir(program.site(workplace)).stderr(Stdio::null());
    // Free a moment ago.
    let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let port_word = port.to_string();
    if program == Program::Hugo {
        command.args(["server", "--quiet", "--noBuildLock", "--bind", "127.0.0.1", "--port", &port_word]);
        return (Server(command.stdout(Stdio::null()).spawn().unwrap()), port);
    }
    let mut child = command.args(["serve", "--port", &port_word]).stdout(Stdio::piped()).spawn().unwrap();
    let stdout = child.stdout.take().unwrap();
    let server = Server(child);
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line).unwrap();
    assert!(line.starts_with("http://127.0.0.1:"), "{line:?} is no address");
    (server, port)
}

/// Status and body; `None` when nobody listens.
fn get(port: u16, path: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    Some((status, answer))
}

/// The events for a browser that shows a page.
fn listen(port: u16, path: &str) -> BufReader<TcpStream> {
    let (_, page) = get(port, path).unwrap();
    let version = page.split("data-version=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let path = path.replace('/', "%2F");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(stream, "GET /_wayfare/events?path={path}&version={version} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    BufReader::new(stream)
}

fn wait_for_page(events: &mut BufReader<TcpStream>) {
    let mut line = String::new();
    while !line.contains("event: page") {
        line.clear();
        assert!(events.read_line(&mut line).unwrap() > 0, "the preview has ended");
    }
}
