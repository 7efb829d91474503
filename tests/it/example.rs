//! The example site, built as a reader of the README builds it.

use std::os::unix::fs::MetadataExt as _;

use crate::links::{dead_links, repeated_ids};
use crate::support::{copy_example, quoted_contents, repository, run, wayfare, write_files};

fn built(arguments: &[&str]) -> (tempfile::TempDir, Vec<(String, Vec<u8>)>) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    let (status, _, said) = run(wayfare(&repository()).arg("build").args(arguments).arg("--output").arg(&output));
    assert_eq!(status, Some(0), "{said}");
    let files = quoted_contents(&output);
    (folder, files)
}

/// The heaviest page of the example: six stages, fourteen steps, two personas, a plan beside it.
#[test]
fn a_map_of_fourteen_steps_stays_light() {
    let (_folder, files) = built(&["--without", "png"]);
    let page = files.iter().find(|(path, _)| path == "journeys/first-box.html").map(|(_, bytes)| bytes.as_slice());
    let n_bytes = page.unwrap_or_default().len();
    assert!((60_000..160_000).contains(&n_bytes), "{n_bytes} bytes");
}

#[test]
fn it_builds_without_a_word_of_complaint() {
    let (status, said, told) = run(wayfare(&repository()).args(["check", "--strict"]));
    assert_eq!(status, Some(0), "{said}{told}");
    assert!(!told.contains("error") && !told.contains("warning"), "{told}");
}

#[test]
fn no_link_is_dead_and_no_id_stands_twice() {
    let (_folder, files) = built(&["--without", "png", "--base-url", "https://maps.example.org/team/"]);
    assert_eq!(dead_links(&files), Vec::<String>::new());
    assert_eq!(repeated_ids(&files), Vec::<String>::new());
}

#[test]
fn pages_ask_nothing_of_another_host_and_hold_no_inline_script_or_style() {
    let (_folder, files) = built(&["--without", "png"]);
    let mut faults = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for forbidden in [
            " style=\"",
            "<style",
            " onclick=",
            " onload=",
            "src=\"http",
            "src=\"//",
            "rel=\"stylesheet\" href=\"http",
            "javascript:",
        ] {
            if html.contains(forbidden) {
                faults.push(format!("{path}: {forbidden}"));
            }
        }
        if html.match_indices("<script").any(|(at, _)| !html[at..].starts_with("<script defer src=\"")) {
            faults.push(format!("{path}: an inline script"));
        }
    }
    let css = files.iter().filter(|(path, _)| path.ends_with(".css"));
    for (path, bytes) in css {
        let css = String::from_utf8_lossy(bytes);
        if css.contains("url(http") || css.contains("url(\"http") || css.contains("url(//") || css.contains("@import") {
            faults.push(format!("{path}: asks another host"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_same_bytes_whatever_the_folder_the_time_zone_and_the_number_of_threads() {
    let build = |zone: &str, threads: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        copy_example(folder.path());
        let mut command = wayfare(folder.path());
        command.args(["build", "--without", "png"]).env("TZ", zone).env("RAYON_NUM_THREADS", threads);
        command.env("LANG", if threads == "1" { "tr_TR.UTF-8" } else { "C" });
        let (status, _, said) = run(&mut command);
        assert_eq!(status, Some(0), "{said}");
        quoted_contents(&folder.path().join("public"))
    };
    let one = build("Pacific/Kiritimati", "1");
    let two = build("America/Adak", "7");
    let differing: Vec<&String> = one.iter().zip(&two).filter(|(a, b)| a != b).map(|((path, _), _)| path).collect();
    assert!(one.len() == two.len() && differing.is_empty(), "{differing:?}");
}

#[test]
fn a_second_run_touches_nothing_and_a_change_touches_little() {
    let folder = tempfile::tempdir().expect("a folder");
    copy_example(folder.path());
    let build = || {
        let (status, _, said) = run(wayfare(folder.path()).args(["build", "--without", "png"]));
        assert_eq!(status, Some(0), "{said}");
        let stamp = |path: &std::path::Path| {
            let data = std::fs::metadata(path).expect("metadata");
            (data.ino(), data.mtime(), data.mtime_nsec())
        };
        let public = folder.path().join("public");
        let mut stamps: Vec<_> =
            quoted_contents(&public).into_iter().map(|(path, _)| (stamp(&public.join(&path)), path)).collect();
        stamps.push((stamp(&public), ".".to_owned()));
        stamps
    };
    let first = build();
    let second = build();
    assert_eq!(first, second);
    let page = folder.path().join("content/about.md");
    let text = std::fs::read_to_string(&page).expect("a page") + "\nOne more sentence.\n";
    std::fs::write(&page, text).expect("written");
    let third = build();
    let changed: Vec<&String> =
        third.iter().filter(|entry| !second.contains(entry) && entry.1 != ".").map(|(_, path)| path).collect();
    assert!(changed.iter().any(|path| *path == "about.html") && changed.len() <= 5, "{changed:?}");
}

#[test]
fn watching_builds_again_after_a_save_by_rename() {
    let folder = tempfile::tempdir().expect("a folder");
    copy_example(folder.path());
    let mut child = wayfare(folder.path())
        .args(["build", "--watch", "--without", "png"])
        .stderr(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("started");
    let page = folder.path().join("public/about.html");
    let wait_for = |what: &str| {
        // Generous: it is no measure of speed, only the end of a machine's patience.
        for _ in 0..600 {
            if std::fs::read_to_string(&page).is_ok_and(|html| html.contains(what)) {
                return true;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        false
    };
    assert!(wait_for("</html>"), "the first build did not come");
    // The watch begins after the first build: saving again and again meets it in any case.
    let mut seen = false;
    for round in 0..20 {
        let text = std::fs::read_to_string(folder.path().join("content/about.md")).expect("a page");
        let saved = folder.path().join("content/about.md.new");
        std::fs::write(&saved, format!("{text}\nA watched sentence, {round}.\n")).expect("written");
        std::fs::rename(&saved, folder.path().join("content/about.md")).expect("renamed");
        for _ in 0..30 {
            seen = std::fs::read_to_string(&page).is_ok_and(|html| html.contains("A watched sentence"));
            if seen {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        if seen {
            break;
        }
    }
    child.kill().expect("ended");
    child.wait().expect("gone");
    assert!(seen, "no change was seen");
}

#[test]
fn a_mistake_leaves_the_old_site_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    copy_example(folder.path());
    let (status, _, said) = run(wayfare(folder.path()).args(["build", "--without", "png"]));
    assert_eq!(status, Some(0), "{said}");
    let before = quoted_contents(&folder.path().join("public"));
    write_files(
        folder.path(),
        [("content/journeys/broken.md", "+++\ntitel = \"A typo\"\npersonas = [\"maya-okafr\"]\n+++\n")],
    );
    let (status, _, said) = run(wayfare(folder.path()).args(["build", "--without", "png"]));
    assert_eq!(status, Some(1), "{said}");
    for expected in
        ["content/journeys/broken.md:2:1", "did you mean `title`?", "content/journeys/broken.md:3:13", "maya-okafor"]
    {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert!(before == quoted_contents(&folder.path().join("public")), "the old site changed");
}

#[test]
fn addresses_of_the_contract_are_there() {
    let (_folder, files) = built(&["--base-url", "https://maps.example.org/"]);
    for expected in [
        "index.html",
        "journeys.html",
        "journeys/first-box.html",
        "journeys/first-box.map.svg",
        "journeys/first-box.curve.svg",
        "journeys/first-box.json",
        "journeys/first-box.card.png",
        "personas.html",
        "personas/maya-okafor.html",
        "touchpoints.html",
        "channels.html",
        "teams.html",
        "metrics.html",
        "sources.html",
        "tags.html",
        "pain-points.html",
        "opportunities.html",
        "solutions.html",
        "glossary.html",
        "about.html",
        "how-to-read-a-map.html",
        "404.html",
        "sitemap.xml",
        "robots.txt",
    ] {
        assert!(files.iter().any(|(path, _)| path == expected), "{expected} is missing");
    }
    let capitals: Vec<&String> =
        files.iter().map(|(path, _)| path).filter(|path| path.to_lowercase() != **path).collect();
    assert!(capitals.is_empty(), "{capitals:?}");
}
