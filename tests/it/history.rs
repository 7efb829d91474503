//! "Last changed", as a real repository knows it.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{quoted_contents, run, wayfare, write_files};

const SETTINGS: &str = "title = \"Maps\"\ndate = 2026-11-21\nlast_changed = true\n[languages.de]\n";
const JOURNEY: &str = "+++\nid = \"trip\"\ntitle = \"A trip\"\n[[stages]]\nid = \"packs\"\nname = \"Packs\"\n+++\n";

/// Runs git in a folder, on a day; `None` where there is no git.
fn git(folder: &Path, day: &str, words: &[&str]) -> Option<()> {
    let moment = format!("{day}T12:00:00+02:00");
    let status = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgSign=false"])
        .args(["-c", "init.defaultBranch=main"])
        .args(words)
        .env("GIT_AUTHOR_DATE", &moment)
        .env("GIT_COMMITTER_DATE", "2026-10-10T10:10:10Z")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .ok()?;
    assert!(status.success(), "git {words:?}");
    Some(())
}

fn commit(folder: &Path, day: &str, path: &str, text: &str) -> Option<()> {
    write_files(folder, [(path, text)]);
    git(folder, day, &["add", "--all"])?;
    git(folder, day, &["commit", "--quiet", "--message", "c"])
}

/// What the pages of a site say, in the order of their paths, and what the build said.
fn built(site: &Path) -> (Vec<String>, String) {
    let (status, _, told) =
        run(wayfare(site).args(["build", "--without", "png", "--base-url", "https://example.org/"]));
    assert_eq!(status, Some(0), "{told}");
    let files = quoted_contents(&site.join("public"));
    let days = files.iter().filter(|(path, _)| path.ends_with(".html")).filter_map(|(path, bytes)| {
        let page = String::from_utf8_lossy(bytes);
        let (_, rest) = page.split_once("class=\"last-changed\"")?;
        let (_, day) = rest.split_once("datetime=\"")?;
        Some(format!("{path} {}", day.get(..10)?))
    });
    (days.collect(), told)
}

/// A repository whose folder `maps` is a site. `None` where there is no git.
fn repository(folder: &Path) -> Option<std::path::PathBuf> {
    git(folder, "2026-01-01", &["init", "--quiet"])?;
    commit(folder, "2026-01-01", ".gitignore", "public\n.wayfare*\n")?;
    commit(folder, "2026-01-02", "maps/wayfare.toml", SETTINGS)?;
    commit(folder, "2026-02-03", "maps/content/journeys/trip.md", JOURNEY)?;
    commit(folder, "2026-03-04", "maps/content/personas/ü b.md", "+++\nid = \"ub\"\nname = \"U\"\n+++\n")?;
    commit(folder, "2026-04-05", "maps/content/about.md", "+++\ntitle = \"About\"\n+++\n")?;
    commit(folder, "2026-05-06", "maps/content/touchpoints/van.md", "+++\nname = \"Van\"\n+++\n")?;
    commit(
        folder,
        "2026-06-07",
        "maps/content/journeys/trip.de.md",
        "+++\ntitle = \"Reise\"\n[[stages]]\nid = \"packs\"\nname = \"Packt\"\n+++\n",
    )?;
    // An older hand, a newer commit: the latest day counts.
    commit(folder, "2026-01-20", "maps/content/about.md", "+++\ntitle = \"About us\"\n+++\n")
        .map(|()| folder.join("maps"))
}

#[test]
fn pages_say_when_their_file_last_changed() {
    let folder = tempfile::tempdir().unwrap();
    let Some(site) = repository(folder.path()) else { return };
    let (days, told) = built(&site);
    let expected = [
        "about.html 2026-04-05",
        "de/journeys/trip.html 2026-06-07",
        "journeys/trip.html 2026-02-03",
        "personas/ub.html 2026-03-04",
        "touchpoints/van.html 2026-05-06",
    ];
    assert_eq!(days, expected, "{told}");
    let page = std::fs::read_to_string(site.join("public/journeys/trip.html")).unwrap();
    assert!(page.contains("Last changed <time datetime=2026-02-03>3 Feb 2026</time>"), "{page}");
    let sitemap = std::fs::read_to_string(site.join("public/sitemap.xml")).unwrap();
    assert!(sitemap.contains("<loc>https://example.org/about.html</loc><lastmod>2026-04-05</lastmod>"), "{sitemap}");

    let feed = std::fs::read_to_string(site.join("public/feed.xml")).unwrap();
    assert!(feed.contains("journeys/trip.html#_file-2026-02-03</id>\n    <updated>2026-02-03T00:00:00Z"), "{feed}");
    let german = std::fs::read_to_string(site.join("public/de/feed.xml")).unwrap();
    assert!(german.contains("<updated>2026-06-07T00:00:00Z"), "{german}");

    // What is not committed has no day yet; a commit of the same bytes is no reason to leave the old day standing.
    let changed = JOURNEY.replace("A trip", "A long trip");
    write_files(&site, [("content/journeys/trip.md", &*changed)]);
    assert!(!built(&site).0.contains(&"journeys/trip.html 2026-02-03".to_owned()));
    assert!(built(&site).1.contains("nothing changed"));
    git(folder.path(), "2026-08-09", &["commit", "--quiet", "--all", "--message", "c"]);
    let (days, told) = built(&site);
    assert!(days.contains(&"journeys/trip.html 2026-08-09".to_owned()), "{days:?} {told}");
}

#[test]
fn what_does_not_know_the_history_says_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let origin = folder.path().join("origin");
    std::fs::create_dir(&origin).unwrap();
    let Some(site) = repository(&origin) else { return };
    let address = format!("file://{}", origin.display());
    git(folder.path(), "2026-01-01", &["clone", "--quiet", "--depth", "1", &address, "shallow"]);
    let (days, told) = built(&folder.path().join("shallow/maps"));
    assert_eq!(days, Vec::<String>::new());
    assert!(told.contains("only the newest commits"), "{told}");

    let alone = tempfile::tempdir().unwrap();
    write_files(alone.path(), [("wayfare.toml", SETTINGS), ("content/journeys/trip.md", JOURNEY)]);
    let (days, told) = built(alone.path());
    assert_eq!(days, Vec::<String>::new());
    assert!(told.contains("no git repository") && told.contains("the feed"), "{told}");
    assert!(!alone.path().join("public/feed.xml").exists(), "a feed without entries");

    // Who does not ask is not told.
    let quiet = SETTINGS.replace("last_changed = true\n", "");
    write_files(&site, [("wayfare.toml", &*quiet)]);
    assert_eq!(built(&site).0, Vec::<String>::new());
}
