//! Journeys as slides.

use crate::support::{quoted, quoted_contents, run, wayfare, write_files};

fn built(slides: bool, journey: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let config = format!("title = \"Maps\"\ndate = 2026-11-21\nslides = {slides}\n");
    write_files(folder.path(), [("wayfare.toml", &*config), ("content/journeys/trip.md", journey)]);
    let (status, _, told) = run(wayfare(folder.path()).args(["build", "--without", "png"]));
    assert_eq!(status, Some(0), "{told}");
    let files = quoted_contents(&folder.path().join("public"));
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

const TRIP: &str = r#"+++
title = "A trip & back"

[[stages]]
name = "Away"
[[stages.steps]]
name = "Packs <light>"
emotion = -2
pain_points = [{ text = "One bag", severity = 4 }]
opportunities = ["Two bags"]
[[stages.steps]]
name = "Goes"
emotion = 1
quotes = ["At last."]

[[stages]]
name = "Back"
+++

## Away
Say that it rained.
"#;

#[test]
fn a_site_gets_them_when_it_asks() {
    let files = built(false, TRIP);
    assert!(files.iter().all(|(path, _)| !path.ends_with(".slides.html")));
    let files = built(true, TRIP);
    let page = &files.iter().find(|(path, _)| path == "journeys/trip.html").unwrap().1;
    assert!(page.contains("href=\"trip.slides.html\""), "the map leads to them");
}

#[test]
fn a_stage_a_slide_with_the_words_about_it_as_notes() {
    let files = built(true, TRIP);
    let slides = &files.iter().find(|(path, _)| path == "journeys/trip.slides.html").unwrap().1;
    // Title, curve, two stages, opportunities, sources.
    let ids: Vec<bool> = (1..=7).map(|number| slides.contains(&format!("id=\"_slide-{number}\""))).collect();
    assert_eq!(ids, [true, true, true, true, true, true, false], "{slides}");
    for words in ["A trip &amp; back", "Packs &lt;light&gt;", "At last.", "One bag", "Two bags", "Say that it rained."]
    {
        assert!(slides.contains(words), "{words}: {slides}");
    }
    assert!(slides.contains("<details class=\"slide-notes\">"));
    assert!(slides.contains("<script defer src=\"../assets/slides.js\">"));
    assert!(files.iter().any(|(path, _)| path == "assets/slides.js"));
}

#[test]
fn a_map_of_nothing_has_slides_too() {
    let files = built(true, "+++\ntitle = \"Empty\"\n+++\n");
    let slides = &files.iter().find(|(path, _)| path == "journeys/trip.slides.html").unwrap().1;
    assert!(slides.contains("id=\"_slide-2\"") && !slides.contains("id=\"_slide-3\""), "{slides}");
}

#[test]
fn a_theme_without_scripts_has_slides_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let config = "title = \"Maps\"\nslides = true\ntheme = \"plain\"\n";
    write_files(folder.path(), [("wayfare.toml", config), ("content/journeys/trip.md", TRIP)]);
    let (status, _, told) = run(wayfare(folder.path()).args(["build", "--without", "png"]));
    assert_eq!(status, Some(0), "{told}");
    let slides = quoted(&std::fs::read_to_string(folder.path().join("public/journeys/trip.slides.html")).unwrap());
    assert!(!slides.contains("<script") && slides.contains("href=\"#_slide-2\""), "{slides}");
}
