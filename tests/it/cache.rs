//! What a build leaves for the next one changes how long that takes, and nothing else.

use std::path::Path;
use std::time::SystemTime;

use crate::support::{Dice, contents, run, wayfare, write_files};

const JOURNEY: &str = "+++\ntitle = \"{title}\"\npersonas = [\"ann\"]\nsummary = \"A way.\"\n[[stages]]\nname = \"First\"\n[[stages.steps]]\nname = \"Begins\"\nemotion = 1\n[[stages.steps]]\nname = \"Ends\"\nemotion = -1\n+++\n\n![A dot](dot.png)\n";
/// One red pixel.
const DOT: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\x38\xc1\xc0\x00\x00\x02\x5c\x00\xc9\x43\xc8\x12\x46\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

fn write_site(folder: &Path) {
    let journey = |title: &str| JOURNEY.replace("{title}", title);
    write_files(
        folder,
        [
            ("wayfare.toml", "title = \"Maps\"\ndate = 2026-01-02\nbase_url = \"https://maps.example.org/\"\n"),
            ("content/personas/ann.md", "+++\nname = \"Ann\"\n+++\n"),
            ("content/journeys/one.md", &*journey("One")),
            ("content/journeys/two.md", &*journey("Two")),
        ],
    );
    std::fs::write(folder.join("content/journeys/dot.png"), DOT).expect("a picture");
}

#[track_caller]
fn build(site: &Path, more: &[&str]) -> String {
    let (status, _, told) = run(wayfare(site).arg("build").args(more));
    assert_eq!(status, Some(0), "{told}");
    told
}

fn times(folder: &Path) -> Vec<(String, SystemTime)> {
    let modified = |path: &str| folder.join(path).metadata().and_then(|it| it.modified()).expect("a time");
    contents(folder).into_iter().map(|(path, _)| (path.clone(), modified(&path))).collect()
}

#[test]
fn nothing_to_do_is_nothing_done_and_said_alike() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path();
    write_site(site);
    let first = build(site, &[]);
    assert!(first.contains("warning["), "the test wants something to be told: {first}");
    let before = (contents(&site.join("public")), times(&site.join("public")));
    let again = build(site, &[]);
    assert_eq!(before, (contents(&site.join("public")), times(&site.join("public"))));
    let warnings = |told: &str| told.split("Built ").next().map(str::to_owned);
    assert_eq!(warnings(&first), warnings(&again));
    assert!(again.contains("nothing changed"), "{again}");
    let count = |told: &str| told.split("Built ").nth(1).and_then(|rest| rest.split(" in ").next().map(str::to_owned));
    assert_eq!(count(&first), count(&again));
    // Another word on the command line is another site.
    assert!(!build(site, &["--base-url", "https://elsewhere.example/"]).contains("nothing changed"));
}

#[test]
fn what_was_painted_is_not_painted_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path();
    write_site(site);
    build(site, &[]);
    let pictures = site.join(".wayfare-cache/pictures");
    let painted = times(&pictures);
    assert_eq!(painted.len(), 2);
    std::fs::remove_dir_all(site.join("public")).expect("removed");
    let one = site.join("content/journeys/one.md");
    let text = std::fs::read_to_string(&one).expect("a map").replace("title = \"One\"", "title = \"Another\"");
    std::fs::write(&one, text).expect("written");
    build(site, &[]);
    let now = times(&pictures);
    assert_eq!(now.len(), 2, "what is not used any more is gone");
    assert_eq!(now.iter().filter(|picture| painted.contains(picture)).count(), 1);
    // A build that leaves pictures out says nothing about those that it leaves out.
    build(site, &["--without", "png"]);
    assert_eq!(times(&pictures), now);
}

#[test]
fn a_cache_that_cannot_be_is_no_mistake() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path();
    write_site(site);
    std::fs::write(site.join(".wayfare-cache"), "a file of this name").expect("written");
    build(site, &[]);
    build(site, &["--no-cache"]);
    assert!(site.join("public/index.html").is_file());
}

/// One thing that happens to a site between two builds.
fn happen(site: &Path, dice: &mut Dice, number: usize) -> String {
    let journeys = site.join("content/journeys");
    let change = |path: &Path, from: &str, to: &str| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        std::fs::write(path, text.replacen(from, to, 1)).expect("written");
    };
    let kind = dice.roll(12);
    match kind {
        0 => change(&journeys.join("one.md"), "emotion = ", "emotion = 0.25 #"),
        1 => change(&journeys.join("two.md"), "A way", "Another way"),
        2 => {
            let text = JOURNEY.replace("{title}", &format!("Map {number}"));
            std::fs::write(journeys.join(format!("map-{}.md", dice.roll(3))), text).expect("written");
        }
        3 => drop(std::fs::remove_file(journeys.join(format!("map-{}.md", dice.roll(3))))),
        4 => change(&site.join("wayfare.toml"), "Maps", "More maps"),
        5 => change(&site.join("content/personas/ann.md"), "Ann", "Anna"),
        6 => drop(std::fs::write(site.join("public/index.html"), "touched")),
        7 => drop(std::fs::remove_file(site.join("public/journeys/one.card.png"))),
        8 => drop(std::fs::remove_dir_all(site.join("public"))),
        9 => {
            for (path, mut bytes) in contents(&site.join(".wayfare-cache")) {
                let at = dice.roll(bytes.len().max(1));
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 0x55;
                }
                std::fs::write(site.join(".wayfare-cache").join(path), bytes).expect("written");
            }
        }
        10 => {
            // Bytes behind the end of a picture change the file and not what it shows.
            let mut bytes = DOT.to_vec();
            bytes.extend(dice.roll(1000).to_le_bytes());
            std::fs::write(journeys.join("dot.png"), bytes).expect("written");
        }
        _ => {}
    }
    format!("{number}: {kind}")
}

#[test]
fn a_build_with_a_cache_gives_the_bytes_of_one_without() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path();
    write_site(site);
    let mut dice = Dice(11);
    let mut history = Vec::new();
    for number in 0..18 {
        for _ in 0..1 + dice.roll(3) {
            history.push(happen(site, &mut dice, number));
        }
        build(site, &[]);
        let clean = tempfile::tempdir().expect("a folder");
        let output = clean.path().join("public");
        build(site, &["--no-cache", "--output", &output.to_string_lossy()]);
        let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
        let (cached, clean) = (contents(&site.join("public")), contents(&output));
        assert_eq!(names(&cached), names(&clean), "{history:?}");
        for ((path, cached), (_, clean)) in cached.iter().zip(&clean) {
            assert!(cached == clean, "{path} differs after {history:?}");
        }
    }
    assert!(history.len() > 20);
}
