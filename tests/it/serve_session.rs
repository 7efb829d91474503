//! A long session at random: whatever happens to the files, the preview ends in what a fresh build gives.
//!
//! `WAYFARE_TEST_OPERATIONS=500` makes it longer, `WAYFARE_TEST_SEED=7` another one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::serve::{SITE, Serving, build};
use crate::support::{Dice, write_files};

fn number(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

fn journey(title: &str, dice: &mut Dice) -> String {
    let persona = if dice.roll(3) == 0 { "personas = [\"sam\"]\n" } else { "" };
    let mut text = format!("+++\ntitle = \"{title}\"\n{persona}");
    for stage in 0..1 + dice.roll(3) {
        text.push_str(&format!("\n[[stages]]\nname = \"Stage {stage}\"\n"));
        for step in 0..dice.roll(3) {
            let (emotion, touchpoint) = (dice.roll(5) as i64 - 2, dice.roll(4));
            text.push_str(&format!(
                "\n[[stages.steps]]\nname = \"Step {step}\"\nemotion = {emotion}\ntouchpoints = \"Desk {touchpoint}\"\n"
            ));
        }
    }
    format!("{text}+++\n\nWords {}.\n", dice.roll(1000))
}

/// All Markdown files of the site.
fn pages(site: &Path) -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = walkdir::WalkDir::new(site.join("content"))
        .into_iter()
        .map(|entry| entry.expect("an entry").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    pages
}

/// Does one thing to the site, as editors, people and version control do; says what.
fn operate(site: &Path, n: usize, dice: &mut Dice) -> String {
    let pages = pages(site);
    let journeys = site.join("content/journeys");
    let any = pages.get(dice.roll(pages.len().max(1))).cloned().unwrap_or_else(|| site.join("content/_index.md"));
    let own = journeys.join(format!("own-{}.md", dice.roll(8)));
    fs::create_dir_all(&journeys).expect("made");
    match dice.roll(15) {
        0 | 1 => {
            fs::write(&own, journey(&format!("Own {n}"), dice)).expect("written");
            format!("write {}", own.display())
        }
        2 => {
            let temporary = own.with_file_name(format!(".own.md.{n}"));
            fs::write(&temporary, journey(&format!("Renamed {n}"), dice)).expect("written");
            fs::rename(&temporary, &own).expect("renamed");
            format!("save by rename {}", own.display())
        }
        3 => {
            let backup = own.with_file_name("own.md~");
            if own.exists() {
                fs::rename(&own, &backup).expect("renamed");
            }
            fs::write(&own, journey(&format!("Moved {n}"), dice)).expect("written");
            let _ = fs::remove_file(&backup);
            format!("save by moving away {}", own.display())
        }
        4 => {
            let _ = fs::remove_file(&own);
            format!("delete {}", own.display())
        }
        5 => {
            let to = journeys.join(format!("own-{}.md", dice.roll(8)));
            let _ = fs::rename(&own, &to);
            format!("move {} to {}", own.display(), to.display())
        }
        6 => {
            // A folder that comes with files in it, and goes again.
            let folder = site.join("content/guides");
            if folder.exists() {
                fs::rename(&folder, site.join("guides-away")).expect("moved");
                let _ = fs::remove_dir_all(site.join("guides-away"));
                "move a folder out".to_owned()
            } else {
                write_files(
                    site,
                    [
                        ("guides-away/one.md", "+++\ntitle = \"One\"\n+++\n\n1\n"),
                        ("guides-away/deep/two.md", "+++\ntitle = \"Two\"\n+++\n\n2\n"),
                    ],
                );
                fs::rename(site.join("guides-away"), &folder).expect("moved");
                "move a folder in".to_owned()
            }
        }
        7 => {
            // A branch switch: many files at once, some come and some go.
            for index in 0..8 {
                let path = journeys.join(format!("own-{index}.md"));
                if dice.roll(2) == 0 {
                    fs::write(&path, journey(&format!("Branch {n} {index}"), dice)).expect("written");
                } else {
                    let _ = fs::remove_file(&path);
                }
            }
            "switch branches".to_owned()
        }
        8 => {
            let text = fs::read_to_string(&any).expect("read");
            let half: String = text.chars().take(text.chars().count() / 2).collect();
            fs::write(&any, half).expect("written");
            format!("write half of {}", any.display())
        }
        9 => {
            let text = format!("title = \"Library {n}\"\nbase_url = \"https://example.org/maps/\"\n");
            fs::write(site.join("wayfare.toml"), text).expect("written");
            "change the settings".to_owned()
        }
        10..13 => {
            // Other words in a map that is there: what needs no other file.
            let any = site.join("content/journeys").join(if dice.roll(2) == 0 { "visit.md" } else { "other.md" });
            let text = fs::read_to_string(&any).unwrap_or_else(|_| journey("Anew", dice));
            fs::write(&any, format!("{text}\nMore words {n}.\n")).expect("written");
            format!("add words to {}", any.display())
        }
        13 => {
            let css = format!("body {{ color: #{:06x} }}\n", dice.roll(0xFF_FFFF));
            write_files(site, [("themes/default/styles/99-own.css", css.as_str())]);
            let file = format!("{n}\n");
            write_files(site, [("static/deep/er/file.txt", file.as_str())]);
            "change a style and a file".to_owned()
        }
        _ => {
            // A link inside the site to a journey, or its removal.
            let link = journeys.join("linked.md");
            if fs::symlink_metadata(&link).is_ok() {
                fs::remove_file(&link).expect("removed");
                "remove a link".to_owned()
            } else {
                write_files(site, [("shared/linked.md", journey(&format!("Linked {n}"), dice).as_str())]);
                std::os::unix::fs::symlink(site.join("shared/linked.md"), &link).expect("linked");
                "make a link".to_owned()
            }
        }
    }
}

/// Mends what half-written files broke, so that a build goes well.
fn mend(site: &Path, dice: &mut Dice) {
    write_files(site, SITE.iter().copied());
    for path in pages(site) {
        let is_own = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("own-"));
        if is_own {
            fs::write(&path, journey("Mended", dice)).expect("written");
        } else if path.starts_with(site.join("content/guides")) {
            fs::write(&path, "+++\ntitle = \"Mended\"\n+++\n\nWords.\n").expect("written");
        }
    }
    if site.join("shared").exists() {
        write_files(site, [("shared/linked.md", journey("Mended link", dice).as_str())]);
    }
}

/// What is different from a fresh build (`None`: a broken site, of which nothing is published); `None`: nothing.
fn difference(
    serving: &Serving,
    built: Option<&BTreeMap<String, Vec<u8>>>,
    seen: &mut BTreeSet<String>,
) -> Option<String> {
    let Some(built) = built else {
        // A browser must be told.
        serving.listen("index.html").wait_for("event: mistakes");
        return None;
    };
    seen.extend(built.keys().cloned());
    for path in seen.iter() {
        let (status, served) = serving.page(path);
        match built.get(path) {
            Some(bytes) if status == 200 && served == *bytes => {}
            Some(_) if path == "404.html" && status == 200 => return Some("404.html differs".to_owned()),
            Some(bytes) => return Some(format!("{path}: {status}, {} bytes for {}", served.len(), bytes.len())),
            None if status == 404 => {}
            None => return Some(format!("{path} is served and should be gone")),
        }
    }
    None
}

#[test]
fn whatever_happens_the_preview_ends_in_what_a_build_gives() {
    let n_operations = number("WAYFARE_TEST_OPERATIONS", 30);
    let mut dice = Dice(number("WAYFARE_TEST_SEED", 1) as u64);
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    write_files(&site, SITE.iter().copied());
    let serving = Serving::start(&site, &[]);
    let mut seen = BTreeSet::new();
    let mut log = Vec::new();
    let mut is_broken = false;
    for n in 0..n_operations {
        if is_broken && dice.roll(3) > 0 {
            mend(&site, &mut dice);
            log.push("mend".to_owned());
        } else {
            log.push(operate(&site, n, &mut dice));
        }
        // Most are looked at one by one; some follow each other at once, some after a breath.
        match dice.roll(6) {
            0 => continue,
            1 => std::thread::sleep(Duration::from_millis(dice.roll(60) as u64)),
            _ => {}
        }
        let built = build(&site, &[]);
        is_broken = built.is_err();
        let start = Instant::now();
        while let Some(difference) = difference(&serving, built.as_ref().ok(), &mut seen) {
            assert!(start.elapsed() < Duration::from_secs(40), "{difference}, after {log:#?}");
            std::thread::sleep(Duration::from_millis(60));
        }
    }
}
