//! Rules of the house, as tests: what `src/ARCHITECTURE.md` promises as absences is absent.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms from the vocabulary down to the command line: a room uses only rooms above it (and itself).
const ROOMS: &[&str] = &[
    "source",
    "phase",
    "diagnostics",
    "slug",
    "fold",
    "url",
    "fs",
    "model",
    "links",
    "markdown",
    "content",
    "resolve",
    "insight",
    "interop",
    "starter",
    "diagram",
    "svg",
    "theme",
    "search",
    "templates",
    "view",
    "load",
    "plan",
    "output",
    "cache",
    "serve",
    "cli",
    "main",
];

/// The longest file and the longest function, in lines. (A function that is one flat `match` may be longer.)
const LONGEST_FILE: usize = 700;
const LONGEST_FUNCTION: usize = 120;

struct Source {
    /// Below `src/`, with `/`.
    path: String,
    room: String,
    /// Without comments, and without the tests at the file's end.
    code: String,
    lines: usize,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut paths = Vec::new();
    files_below(&src, &mut paths);
    paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file");
            let path = path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
            let room = path.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
            let is_test_file = path.ends_with("/tests.rs") || path.contains("/tests/");
            let code = if is_test_file { String::new() } else { without_comments(&before_tests(&text)) };
            Source { path, room, code, lines: text.lines().count() }
        })
        .collect()
}

/// Unit tests stand at the end of a file, behind `#[cfg(test)] mod`.
fn before_tests(text: &str) -> String {
    let cut = text
        .match_indices("#[cfg(test)]\n")
        .find(|(at, found)| text[at + found.len()..].lines().next().is_some_and(|line| line.contains("mod ")));
    cut.map_or(text, |(at, _)| &text[..at]).to_owned()
}

fn without_comments(text: &str) -> String {
    text.lines()
        .map(|line| line.find("//").filter(|at| !line[..*at].contains('"')).map_or(line, |at| &line[..at]))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Which rooms a file names through `crate::room`.
fn rooms_used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            // `use crate::{model::Site, url::SitePath};`
            Some(list) => top_level_names(list),
            None => vec![rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()],
        };
        used.extend(names.into_iter().filter(|name| ROOMS.contains(name)).map(str::to_owned));
    }
    used
}

fn top_level_names(list: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut start = true;
    let mut names = Vec::new();
    for (at, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && (c.is_alphanumeric() || c == '_') => {
                names.push(list[at..].split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default());
                start = false;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let order: BTreeMap<&str, usize> = ROOMS.iter().enumerate().map(|(position, room)| (*room, position)).collect();
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.path != "lib.rs") {
        let Some(own) = order.get(source.room.as_str()) else {
            faults.push(format!("{}: the room `{}` has no place in the order of rooms", source.path, source.room));
            continue;
        };
        for used in rooms_used(&source.code) {
            if order[used.as_str()] > *own {
                faults.push(format!("{} uses `{used}`, which lies below it", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// A word that only some rooms may use.
struct Reserved {
    words: &'static [&'static str],
    /// Paths below `src/` that may, by prefix.
    only: &'static [&'static str],
    why: &'static str,
}

const RESERVED: &[Reserved] = &[
    Reserved {
        words: &["std::fs", "File::open", "fs::read", "fs::write", "OpenOptions"],
        only: &["fs/", "fs.rs"],
        why: "only `fs` touches the disk",
    },
    Reserved {
        words: &["println!", "eprintln!", "print!(", "eprint!(", "io::stdout", "io::stderr"],
        only: &["cli/", "main.rs"],
        why: "only `cli` prints",
    },
    Reserved {
        words: &["Deserialize"],
        only: &["content/", "theme/", "interop/", "output/"],
        why: "only raw forms, theme manifests and foreign formats are deserialized",
    },
    Reserved {
        words: &["SystemTime::now", "Instant::now", "Zoned::now", "Timestamp::now"],
        only: &["cli/", "fs/"],
        why: "the day is an input",
    },
    Reserved { words: &["static mut", "LazyLock", "thread_local!"], only: &[], why: "no globals" },
    // A field of a snapshot is none.
    Reserved { words: &["OnceLock"], only: &["serve/snapshot.rs"], why: "no globals" },
    Reserved { words: &["unsafe "], only: &[], why: "no unsafe code" },
    Reserved { words: &["process::exit"], only: &["main.rs"], why: "only `main` ends the process" },
];

#[test]
fn words_stay_in_their_rooms() {
    let mut faults = Vec::new();
    for source in sources() {
        for Reserved { words, only, why } in RESERVED {
            if only.iter().any(|prefix| source.path.starts_with(prefix)) {
                continue;
            }
            for word in words.iter().filter(|word| contains_word(&source.code, word)) {
                faults.push(format!("{}: `{word}` ({why})", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// `fs::read` must not be found in `crate::fs::read_tree`.
fn contains_word(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let own_room = code[..at].ends_with("crate::");
        !joins(before) && !own_room && (!word.ends_with(char::is_alphanumeric) || !joins(after))
    })
}

/// The order of a hash map differs from run to run, and must not reach output: a file that uses one says that it does not.
#[test]
fn hash_maps_are_looked_up_never_iterated() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.code.contains("HashMap") || source.code.contains("HashSet")) {
        let text = fs::read_to_string(root().join("src").join(&source.path)).expect("a source file");
        if !text.contains("ooked up, never iterated") {
            faults.push(format!("{}: say “looked up, never iterated”, or take a BTreeMap", source.path));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn diagrams_know_no_page_no_paint_and_no_disk() {
    let forbidden = ["serde", "tera", "theme", "svg", "html", "#rrggbb"];
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.room == "diagram") {
        let code = source.code.to_lowercase();
        for word in forbidden.iter().filter(|word| contains_word(&code, word)) {
            faults.push(format!("{}: `{word}`", source.path));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn files_and_functions_stay_short() {
    let mut faults = Vec::new();
    for source in sources() {
        if source.lines > LONGEST_FILE {
            faults.push(format!("{}: {} lines", source.path, source.lines));
        }
        for (name, lines, is_flat_match) in functions(&source.code) {
            if lines > LONGEST_FUNCTION && !is_flat_match {
                faults.push(format!("{}: fn {name} has {lines} lines", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Name, length and flatness of each function; the end is the closing brace at the indent of the `fn`.
fn functions(code: &str) -> Vec<(String, usize, bool)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        let Some((_, rest)) = trimmed.split_once("fn ").filter(|(before, _)| {
            before.split_whitespace().all(|word| word.starts_with("pub") || ["const", "in", "crate)"].contains(&word))
        }) else {
            continue;
        };
        let name = rest.split(['(', '<']).next().unwrap_or_default().to_owned();
        let closing = format!("{}}}", " ".repeat(indent));
        let Some(length) = lines[start..].iter().position(|line| *line == closing) else { continue };
        let body = &lines[start + 1..start + length];
        let arms = body.iter().filter(|line| line.contains("=>")).count();
        found.push((name, length + 1, arms * 2 > body.len()));
    }
    found
}

#[test]
fn nothing_is_left_for_later() {
    let mut faults = Vec::new();
    for source in sources() {
        for word in ["todo!", "unimplemented!", "dbg!", "FIXME", "XXX", "for now", "#[ignore"] {
            if source.code.contains(word) {
                faults.push(format!("{}: {word}", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// What lies at the top of the repository: what convention puts there, and nothing else.
#[test]
fn the_top_of_the_repository_stays_short() {
    const TOP: &[&str] = &[
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "content",
        "deny.toml",
        "fonts",
        "rustfmt.toml",
        "src",
        "static",
        "tests",
        "themes",
        "wayfare.toml",
        // Made by a build, and ignored by git.
        "public",
        "target",
    ];
    let entries = std::fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap();
    let mut strays: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    // Files with a dot belong to tools: git, editors, services.
    strays.retain(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()));
    assert!(strays.is_empty(), "{strays:?}");
}
