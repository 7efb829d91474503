//! Helpers for tests that run the program as a user does.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository, which is itself the example site.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program, in the folder of a site, in an environment that decides nothing.
pub(crate) fn wayfare(site: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wayfare"));
    command.current_dir(site).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command
}

/// Runs to the end; standard error as text.
#[track_caller]
pub(crate) fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().expect("the program starts");
    (status.code(), String::from_utf8_lossy(&stdout).into_owned(), String::from_utf8_lossy(&stderr).into_owned())
}

/// Writes files below a folder.
pub(crate) fn write_files<'a>(folder: &Path, files: impl IntoIterator<Item = (&'a str, &'a str)>) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
}

/// Copies the example site's sources, so that a test can change them.
pub(crate) fn copy_example(to: &Path) {
    for part in ["wayfare.toml", "content", "fonts", "static"] {
        let from = repository().join(part);
        for entry in walkdir::WalkDir::new(&from).into_iter().map(|entry| entry.expect("an entry")) {
            let target = to.join(part).join(entry.path().strip_prefix(&from).expect("below"));
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(&target).expect("a folder");
            } else {
                let target =
                    if target.ends_with("wayfare.toml/") || part == "wayfare.toml" { to.join(part) } else { target };
                std::fs::copy(entry.path(), &target).expect("a copy");
            }
        }
    }
}

/// Every file below a folder: path with `/`, and bytes; sorted.
pub(crate) fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
            (path, std::fs::read(entry.path()).expect("bytes"))
        })
        .collect();
    files.sort();
    files
}

/// The same, the pages with every value in quotes ([`quoted`]).
pub(crate) fn quoted_contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = contents(folder).into_iter().map(|(path, bytes)| {
        let is_page = path.ends_with(".html") && bytes.starts_with(b"<!doctype");
        (path, if is_page { quoted(&String::from_utf8_lossy(&bytes)).into_bytes() } else { bytes })
    });
    files.collect()
}

/// A page with quotes around every value, so that a test need not know which may go without.
pub(crate) fn quoted(html: &str) -> String {
    let mut text = String::with_capacity(html.len() * 11 / 10);
    // What ends the value that is being read: a quote, or nothing but a space or the tag's end.
    let (mut in_tag, mut value) = (false, None);
    let mut characters = html.chars().peekable();
    while let Some(character) = characters.next() {
        match value {
            Some('\0') if character.is_whitespace() || character == '>' => {
                text.push('"');
                (value, in_tag) = (None, character != '>');
            }
            Some(end) if character == end => value = None,
            None if in_tag && character == '=' => {
                let next = characters.peek().copied().filter(|next| matches!(next, '"' | '\''));
                value = Some(next.unwrap_or('\0'));
                text.push('=');
                text.push(characters.next_if_eq(&'"').or(characters.next_if_eq(&'\'')).unwrap_or('"'));
                continue;
            }
            None if in_tag => in_tag = character != '>',
            None => in_tag = character == '<' && characters.peek().is_some_and(char::is_ascii_alphabetic),
            Some(_) => {}
        }
        text.push(character);
    }
    text
}

/// A small linear congruential generator (Knuth's MMIX constants): the same rolls on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}
