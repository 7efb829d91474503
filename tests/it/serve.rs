//! The preview as a browser meets it: over a socket of the loopback, from the program itself.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::support::{contents, copy_example, run, wayfare, write_files};

/// Long enough for a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running preview; ends with the test.
pub(crate) struct Serving {
    child: Child,
    pub(crate) port: u16,
    /// What it says on standard error, line by line.
    said: Receiver<String>,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: String,
    pub(crate) body: Vec<u8>,
}

impl Serving {
    pub(crate) fn start(site: &Path, arguments: &[&str]) -> Self {
        let mut command = wayfare(site);
        command.args(["serve", "--port", "0", "--date", "2026-11-21"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
        let stderr = child.stderr.take().expect("piped");
        let (sender, said) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let mut address = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut address).expect("an address");
        let port = address.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        let Some(port) = port else {
            let said: Vec<String> = said.iter().collect();
            panic!("no address but {address:?}; {said:?}");
        };
        Self { child, port, said }
    }

    /// Waits for a line on standard error.
    #[track_caller]
    fn wait_for_line(&self, part: &str) -> String {
        let start = Instant::now();
        let mut heard = Vec::new();
        while let Ok(line) = self.said.recv_timeout(PATIENCE.saturating_sub(start.elapsed())) {
            if line.contains(part) {
                return line;
            }
            heard.push(line);
        }
        panic!("nobody said {part:?}, but {heard:#?}");
    }

    pub(crate) fn ask(&self, request: &str) -> Response {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        stream.write_all(request.as_bytes()).expect("asked");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("answered");
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("an end of the headers");
        let headers = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = headers.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Response { status, headers, body: bytes[end + 4..].to_vec() }
    }

    pub(crate) fn get(&self, target: &str) -> Response {
        self.ask(&format!("GET {target} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port))
    }

    /// What a build writes at a path: without the script of the preview.
    pub(crate) fn page(&self, path: &str) -> (u16, Vec<u8>) {
        let response = self.get(&format!("/{}", encoded(path)));
        (response.status, without_script(&response.body))
    }

    /// The version of a page, as its script tag says it.
    fn version(&self, path: &str) -> String {
        let body = String::from_utf8(self.get(&format!("/{path}")).body).expect("text");
        let (_, rest) = body.split_once("data-version=\"").expect("a script");
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// Listens as a browser does that shows `path`.
    pub(crate) fn listen(&self, path: &str) -> Events {
        let version = self.version(path);
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        let request = format!(
            "GET /_wayfare/events?path=%2F{}&version={version} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            path.replace('/', "%2F")
        );
        stream.write_all(request.as_bytes()).expect("asked");
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            let mut block = [0; 4096];
            while let Ok(length) = stream.read(&mut block)
                && length > 0
                && sender.send(String::from_utf8_lossy(&block[..length]).into_owned()).is_ok()
            {}
        });
        let mut events = Events { receiver, text: String::new() };
        events.wait_for("retry:");
        events
    }
}

/// What one browser was told.
pub(crate) struct Events {
    receiver: Receiver<String>,
    text: String,
}

impl Events {
    /// Waits for these words, and returns everything up to their end; the next words are looked for in what follows.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, part: &str) -> String {
        let start = Instant::now();
        loop {
            if let Some(at) = self.text.find(part) {
                let rest = self.text.split_off(at + part.len());
                return std::mem::replace(&mut self.text, rest);
            }
            match self.receiver.recv_timeout(PATIENCE.saturating_sub(start.elapsed())) {
                Ok(text) => self.text.push_str(&text),
                Err(_) => panic!("nobody was told {part:?}, but {:?}", self.text),
            }
        }
    }

    /// Asserts that nothing is told for a while.
    #[track_caller]
    fn assert_silence(&mut self) {
        assert!(!self.text.contains("event:"), "told {:?}", self.text);
        if let Ok(text) = self.receiver.recv_timeout(Duration::from_millis(300)) {
            panic!("told {text:?}");
        }
    }
}

fn encoded(path: &str) -> String {
    let mut target = String::new();
    for (index, part) in path.split('/').enumerate() {
        if index > 0 {
            target.push('/');
        }
        wayfare::url::push_encoded(&mut target, part);
    }
    target
}

pub(crate) fn without_script(body: &[u8]) -> Vec<u8> {
    let start = b"<script src=\"/_wayfare/reload.js\"";
    let Some(at) = body.windows(start.len()).position(|window| window == start) else { return body.to_vec() };
    let end = b"</script>";
    let length = body[at..].windows(end.len()).position(|window| window == end).expect("an end") + end.len();
    [&body[..at], &body[at + length..]].concat()
}

/// What a fresh build writes, by path; `Err` with its words when there are mistakes.
pub(crate) fn build(site: &Path, arguments: &[&str]) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("out");
    let mut command = wayfare(site);
    command.args(["build", "--date", "2026-11-21", "--output"]).arg(&output).args(arguments);
    let (status, _, said) = run(&mut command);
    if status != Some(0) {
        return Err(said);
    }
    Ok(contents(&output).into_iter().filter(|(path, _)| path != ".wayfare-manifest").collect())
}

pub(crate) const SITE: &[(&str, &str)] = &[
    ("wayfare.toml", "title = \"Harbour Library\"\nbase_url = \"https://example.org/maps/\"\n"),
    ("content/_index.md", "Welcome.\n"),
    ("content/about.md", "+++\ntitle = \"About\"\n+++\n\nWho we are.\n"),
    ("content/personas/sam.md", "+++\nname = \"Sam\"\n+++\n\nNew in town.\n"),
    (
        "content/journeys/visit.md",
        "+++\ntitle = \"A visit\"\npersonas = [\"sam\"]\n\n[[stages]]\nname = \"Arriving\"\n\n[[stages.steps]]\nname = \"Finds the door\"\nemotion = -1\n\n[[stages]]\nname = \"Leaving\"\n\n[[stages.steps]]\nname = \"Goes home\"\nemotion = 2\n+++\n\nOnce a week.\n",
    ),
    (
        "content/journeys/other.md",
        "+++\ntitle = \"Another\"\npersonas = [\"sam\"]\n\n[[stages]]\nname = \"One\"\n+++\n",
    ),
    ("static/hello world.txt", "hello\n"),
];

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write_files(folder.path(), SITE.iter().copied());
    folder
}

#[test]
fn pages_have_the_bytes_of_a_build_and_one_script() {
    let folder = tempfile::tempdir().expect("a folder");
    copy_example(folder.path());
    let serving = Serving::start(folder.path(), &["--base-url", "https://example.org/maps/"]);
    let built = build(folder.path(), &["--base-url", "https://example.org/maps/"]).expect("built");
    let mut n_pages = 0;
    for (path, bytes) in &built {
        let response = serving.get(&format!("/{}", encoded(path)));
        assert_eq!(response.status, 200, "{path}");
        assert!(without_script(&response.body) == *bytes, "{path} differs from what a build writes");
        if path.ends_with(".html") {
            n_pages += 1;
            assert_eq!(String::from_utf8_lossy(&response.body).matches("/_wayfare/").count(), 1, "{path}");
        }
    }
    assert!(n_pages > 20);
}

#[test]
fn addresses_types_and_headers() {
    let site = site();
    let serving = Serving::start(site.path(), &[]);
    for (target, status, content_type) in [
        ("/", 200, "text/html; charset=utf-8"),
        ("/index.html?x=1", 200, "text/html; charset=utf-8"),
        ("/maps/journeys/visit.html", 200, "text/html; charset=utf-8"),
        ("/maps/", 200, "text/html; charset=utf-8"),
        ("/hello%20world.txt", 200, "text/plain; charset=utf-8"),
        ("/assets/site.css", 200, "text/css; charset=utf-8"),
        ("/journeys/visit.map.svg", 200, "image/svg+xml"),
        ("/journeys/visit.card.png", 200, "image/png"),
        ("/journeys/visit.json", 200, "application/json"),
        ("/assets/fonts/wayfare-sans.woff2", 200, "font/woff2"),
        ("/_wayfare/reload.js", 200, "text/javascript; charset=utf-8"),
        ("/_wayfare/overlay.css", 200, "text/css; charset=utf-8"),
        ("/nothing.html", 404, "text/html; charset=utf-8"),
        ("/_wayfare/other", 404, "text/html; charset=utf-8"),
    ] {
        let response = serving.get(target);
        assert_eq!(response.status, status, "{target}");
        let headers = response.headers.to_lowercase();
        assert!(headers.contains(&format!("content-type: {content_type}\r\n")), "{target}: {headers}");
        assert!(headers.contains("content-security-policy: default-src 'self'"), "{target}");
        assert!(headers.contains("cache-control: no-store"), "{target}");
    }
    let built = build(site.path(), &[]).expect("built");
    assert_eq!(serving.page("nothing.html"), (404, built["404.html"].clone()), "the site's own page for dead links");

    let head = serving.ask("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!((head.status, head.body.len()), (200, 0));
    let whole = serving.get("/");
    let length = format!("content-length: {}", whole.body.len());
    assert!(head.headers.to_lowercase().contains(&length), "{}", head.headers);
    let post = serving.ask("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    assert_eq!(post.status, 405);
}

#[test]
fn strangers_are_refused() {
    let site = site();
    fs::write(site.path().join("secret.txt"), "secret").expect("written");
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("passwd"), "secret").expect("written");
    std::os::unix::fs::symlink(outside.path().join("passwd"), site.path().join("static/link.txt")).expect("linked");
    std::os::unix::fs::symlink(outside.path(), site.path().join("static/folder")).expect("linked");
    let serving = Serving::start(site.path(), &[]);
    for host in ["evil.example", "evil.example:4000", "localhost.evil.example", "192.168.0.1", ""] {
        let response = serving.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(response.status, 403, "{host:?}");
    }
    assert_eq!(serving.ask("GET / HTTP/1.0\r\n\r\n").status, 403, "no host at all");
    let absolute = "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(serving.ask(absolute).status, 403);
    for target in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/static/../../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%5csecret.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/secret.txt",
        "/wayfare.toml",
        "/content/about.md",
        "/link.txt",
        "/folder/passwd",
        "/hello%20world.txt/../../secret.txt",
        "/%00",
        "/%ff",
    ] {
        let response = serving.get(target);
        assert_eq!(response.status, 404, "{target}");
        assert!(!String::from_utf8_lossy(&response.body).contains("secret\n"), "{target}");
        assert!(!response.body.starts_with(b"secret"), "{target}");
    }
}

#[test]
fn a_link_that_later_leads_out_of_the_site_shows_nothing() {
    let site = site();
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("a.txt"), "secret").expect("written");
    let inside = site.path().join("static/files");
    fs::create_dir(&inside).expect("made");
    fs::write(inside.join("a.txt"), "fine").expect("written");
    let serving = Serving::start(site.path(), &[]);
    assert_eq!(serving.page("files/a.txt"), (200, b"fine".to_vec()));
    fs::remove_dir_all(&inside).expect("removed");
    std::os::unix::fs::symlink(outside.path(), &inside).expect("linked");
    assert_eq!(serving.get("/files/a.txt").status, 404);
}

#[test]
fn only_what_is_shown_and_has_changed_is_told() {
    let site = site();
    let serving = Serving::start(site.path(), &[]);
    let (mut visit, mut other) = (serving.listen("journeys/visit.html"), serving.listen("journeys/other.html"));
    let mut gone = serving.listen("journeys/later.html");
    let path = site.path().join("content/journeys/visit.md");
    let text = fs::read_to_string(&path).expect("read");

    fs::write(&path, text.replace("Once a week", "Twice a week")).expect("written");
    visit.wait_for("event: page");
    let (_, page) = serving.page("journeys/visit.html");
    assert!(String::from_utf8_lossy(&page).contains("Twice a week"));
    let line = serving.wait_for_line("content/journeys/visit.md changed: shown after ");
    assert!(line.ends_with(" ms."), "{line}");
    other.assert_silence();

    // By rename, as most editors do.
    fs::write(path.with_extension("md.new~"), text.replace("Once a week", "Thrice a week")).expect("written");
    fs::rename(path.with_extension("md.new~"), &path).expect("renamed");
    visit.wait_for("event: page");
    other.assert_silence();

    // A page that comes into being, and one that goes.
    fs::copy(&path, path.with_file_name("later.md")).expect("copied");
    gone.wait_for("event: page");
    assert_eq!(serving.get("/journeys/later.html").status, 200);
    fs::remove_file(path.with_file_name("later.md")).expect("removed");
    gone.wait_for("event: page");
    assert_eq!(serving.get("/journeys/later.html").status, 404);

    let mut about = serving.listen("about.html");
    // A picture that a page shows: its words stay, so only pictures are fetched again.
    let picture = |color: &str| {
        let drawing = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><path fill=\"{color}\" d=\"M0 0h4v4z\"/></svg>"
        );
        write_files(site.path(), [("content/door.svg", drawing.as_str())]);
    };
    picture("#f00");
    write_files(site.path(), [("content/about.md", "+++\ntitle = \"About\"\n+++\n\n![A door](door.svg)\n")]);
    about.wait_for("event: page");
    let (_, page) = serving.page("about.html");
    assert!(String::from_utf8_lossy(&page).contains("door.svg"));
    picture("#00f");
    let told = about.wait_for("event: pictures");
    assert!(!told.contains("event: page"), "{told}");

    // Styles are told apart from pages.
    write_files(site.path(), [("themes/default/styles/99-own.css", "body { color: #123456 }\n")]);
    let told = other.wait_for("event: styles");
    assert!(!told.contains("event: page"), "{told}");
    let css = serving.get("/assets/site.css").body;
    assert!(String::from_utf8_lossy(&css).contains("#123456"));
}

#[test]
fn a_changed_map_is_itself_at_once_and_all_others_in_a_moment() {
    let site = site();
    let path = site.path().join("content/journeys/visit.md");
    let text = fs::read_to_string(&path).expect("read");
    let text =
        text.replace("Goes home\"\n", "Goes home\"\npain_points = [\"Rain\", { text = \"Dark\", id = \"dark\" }]\n");
    fs::write(&path, &text).expect("written");
    let serving = Serving::start(site.path(), &[]);
    let mut visit = serving.listen("journeys/visit.html");
    let mut overview = serving.listen("index.html");
    for (before, after) in [
        ("Once a week", "Every [day](../about.md)"),
        ("emotion = -1", "emotion = -2"),
        ("emotion = 2", "emotion = { score = 1, feeling = \"glad\" }"),
        ("\"Rain\"", "\"Much rain\""),
        ("title = \"A visit\"", "title = \"The visit\"\nsummary = \"In and out.\""),
        // What others can see: everything is made anew.
        ("name = \"Goes home\"", "name = \"Goes away\""),
        ("\"dark\"", "\"late\""),
    ] {
        let changed = fs::read_to_string(&path).expect("read").replace(before, after);
        fs::write(&path, &changed).expect("written");
        visit.wait_for("event: page");
        let shown = serving.page("journeys/visit.html");
        let built = build(site.path(), &[]).expect("built");
        assert!(shown == (200, built["journeys/visit.html"].clone()), "{after}: the page is not what a build writes");
        let start = Instant::now();
        while let Some((path, _)) = built.iter().find(|(path, bytes)| serving.page(path) != (200, bytes.to_vec())) {
            assert!(start.elapsed() < PATIENCE, "{after}: {path} stays as it was");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
    overview.wait_for("event: page");
}

#[test]
fn nothing_is_missed_that_changes_while_the_site_is_read_and_not_yet_watched() {
    for pause in [0, 1, 2, 4, 8, 16, 32] {
        let site = site();
        let path = site.path().join("content/about.md");
        let writer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(pause));
            fs::write(path, "+++\ntitle = \"Written early\"\n+++\n").expect("written");
        });
        let serving = Serving::start(site.path(), &[]);
        writer.join().expect("written");
        let start = Instant::now();
        while !String::from_utf8_lossy(&serving.get("/about.html").body).contains("Written early") {
            assert!(start.elapsed() < PATIENCE, "what was written {pause} ms after the start is not shown");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn a_mistake_is_laid_over_the_last_good_page_and_goes_when_mended() {
    let site = site();
    let serving = Serving::start(site.path(), &[]);
    let mut visit = serving.listen("journeys/visit.html");
    let good = serving.page("journeys/visit.html");
    let path = site.path().join("content/journeys/visit.md");
    let text = fs::read_to_string(&path).expect("read");

    fs::write(&path, text.replace("\"sam\"", "\"sma\"").replace("Once a week", "Twice a week")).expect("written");
    let told = visit.wait_for("1 error in 1 file");
    assert!(!told.contains("event: page"), "{told}");
    for part in [
        "event: mistakes",
        "data: error[unknown-reference]: there is no persona `sma`",
        "content/journeys/visit.md:3:13",
        "did you mean `sam`?",
    ] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    serving.wait_for_line("error[unknown-reference]: there is no persona `sma`");
    assert_eq!(serving.page("journeys/visit.html"), good, "the last good page stays");

    // A broken map does not stop the preview of the others.
    let mut about = serving.listen("about.html");
    about.wait_for("event: mistakes");
    fs::write(site.path().join("content/about.md"), "+++\ntitle = \"About\"\n+++\n\nSomebody else.\n")
        .expect("written");
    about.wait_for("event: page");
    assert!(String::from_utf8_lossy(&serving.page("about.html").1).contains("Somebody else"));
    visit.assert_silence();

    fs::write(&path, text.replace("Once a week", "Twice a week")).expect("written");
    let told = visit.wait_for("event: mended");
    assert!(told.contains("event: page"), "{told}");
    about.wait_for("event: mended");
    assert!(String::from_utf8_lossy(&serving.page("journeys/visit.html").1).contains("Twice a week"));
}

#[test]
fn broken_settings_and_templates_leave_the_last_good_pages() {
    let site = site();
    let serving = Serving::start(site.path(), &[]);
    let mut good = serving.page("journeys/visit.html");
    let mut visit = serving.listen("journeys/visit.html");
    for (path, broken, mended) in [
        ("wayfare.toml", "title = = \"x\"\n", SITE[0].1),
        ("themes/default/templates/footer.html", "{{ oops", "<footer></footer>"),
        ("themes/default/templates/footer.html", "{{ nobody }}", "<footer></footer>"),
    ] {
        write_files(site.path(), [(path, broken)]);
        let told = visit.wait_for(" in 1 file");
        assert!(told.contains("event: mistakes") && !told.contains("event: page"), "{path}: {told}");
        let served = serving.page("journeys/visit.html");
        assert!(served == good, "{path}: the last good page stays");
        serving.wait_for_line(path);
        write_files(site.path(), [(path, mended)]);
        visit.wait_for("event: mended");
        good = serving.page("journeys/visit.html");
    }
}

#[test]
fn a_site_that_is_broken_from_the_start_is_shown_as_far_as_it_goes() {
    let site = site();
    let path = site.path().join("content/journeys/visit.md");
    let text = fs::read_to_string(&path).expect("read");
    fs::write(&path, text.replace("\"sam\"", "\"sma\"")).expect("written");
    let serving = Serving::start(site.path(), &[]);
    assert_eq!(serving.get("/journeys/visit.html").status, 200);
    let mut visit = serving.listen("journeys/visit.html");
    visit.wait_for("event: mistakes");
    fs::write(&path, text).expect("written");
    visit.wait_for("event: mended");
}

#[test]
fn ports_are_taken_one_by_one_and_told() {
    let site = site();
    let first = Serving::start(site.path(), &[]);
    let mut command = wayfare(site.path());
    command.args(["serve", "--port", &first.port.to_string()]);
    let (status, out, said) = run(&mut command);
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(
        said.contains(&format!("error: port {} cannot be used: another program is using it", first.port)),
        "{said}"
    );
    assert!(said.contains("help: name another one"), "{said}");

    let nothing = tempfile::tempdir().expect("a folder");
    let (status, _, said) = run(wayfare(nothing.path()).args(["serve", "--port", "0"]));
    assert_eq!(status, Some(2));
    assert!(said.contains("error: there is no site in "), "{said}");
}

#[test]
fn ending_it_leaves_nothing_behind() {
    let site = site();
    let before = contents(site.path());
    let mut serving = Serving::start(site.path(), &[]);
    serving.get("/");
    let pid = i32::try_from(serving.child.id()).ok().and_then(rustix::process::Pid::from_raw).expect("an id");
    // As Ctrl-C ends it; but what a shell starts in the background ignores that one signal.
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("told to end");
    serving.child.wait().expect("ended");
    assert!(TcpStream::connect(("127.0.0.1", serving.port)).is_err(), "nobody answers");
    assert_eq!(contents(site.path()), before);
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let site = site();
    write_files(site.path(), [("content/draft.md", "+++\ntitle = \"Draft\"\ndraft = true\n+++\n\nSoon.\n")]);
    assert_eq!(Serving::start(site.path(), &[]).get("/draft.html").status, 404);
    assert_eq!(Serving::start(site.path(), &["--drafts"]).get("/draft.html").status, 200);
}
