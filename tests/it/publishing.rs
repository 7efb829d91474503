//! What a site gives to programs: redirects, feed, calendar, data.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{quoted_contents, run, wayfare, write_files};

const JOURNEY: &str = r#"+++
title = "Getting <on> & off"
personas = ["ann"]
owner = "Care"
reviewed = 2026-09-14
review_every = "quarterly"
aliases = ["journeys/old-name", "/start/"]
changes = [{ on = 2026-09-20, text = "A new stage" }, { on = 2026-03-01, text = "First map" }]

[[stages]]
name = "Before"
emotion = 1
pain_points = ["Nobody, nowhere; no sign"]
opportunities = ["A sign"]
+++
"#;

fn built(config: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    write_files(
        folder.path(),
        [
            ("wayfare.toml", config),
            ("content/journeys/new-name.md", JOURNEY),
            (
                "content/personas/ann.md",
                "+++\nname = \"Ann\"\nreviewed = 2026-01-31\nreview_every = \"monthly\"\n+++\n",
            ),
        ],
    );
    let (status, _, told) = run(wayfare(folder.path()).args(["build", "--without", "png"]));
    assert_eq!(status, Some(0), "{told}");
    let files = quoted_contents(&folder.path().join("public"));
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

const CONFIG: &str = "title = \"Maps\"\nbase_url = \"https://example.org/maps/\"\ndate = 2026-11-21\n";

fn file<'a>(files: &'a [(String, String)], path: &str) -> &'a str {
    files.iter().find(|(found, _)| found == path).map_or_else(|| panic!("no {path}"), |(_, text)| text)
}

#[test]
fn former_addresses_lead_on() {
    let files = built(CONFIG);
    for (path, href) in [("journeys/old-name.html", "new-name.html"), ("start/index.html", "../journeys/new-name.html")]
    {
        let html = file(&files, path);
        assert!(html.contains(&format!("content=\"0; url={href}\"")), "{html}");
        assert!(html.contains(&format!("<a href=\"{href}\">")), "{html}");
        assert!(html.contains("href=\"https://example.org/maps/journeys/new-name.html\""), "{html}");
        assert!(!file(&files, "sitemap.xml").contains(path), "search engines need the new address only");
    }
}

#[test]
fn the_feed_tells_changes_and_reviews_newest_first() {
    let files = built(CONFIG);
    let feed = file(&files, "feed.xml");
    let document = resvg::usvg::roxmltree::Document::parse(feed).unwrap();
    let all = |name: &str| -> Vec<String> {
        let nodes = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", name)));
        nodes.map(|node| node.text().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(all("summary"), ["A new stage", "Reviewed: still true.", "First map"]);
    assert_eq!(all("title")[1], "Getting <on> & off");
    assert_eq!(all("updated")[0], "2026-09-20T00:00:00Z");
    let ids = all("id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "no id twice: {ids:?}");
    assert!(file(&files, "journeys/new-name.html").contains("type=\"application/atom+xml\""));

    let without_address = built("title = \"Maps\"\ndate = 2026-11-21\n");
    assert!(without_address.iter().all(|(path, _)| path != "feed.xml"), "a feed needs absolute addresses");
    assert!(!file(&without_address, "index.html").contains("atom+xml"));
}

#[test]
fn the_calendar_holds_the_next_reviews() {
    let files = built(CONFIG);
    let calendar = file(&files, "reviews.ics");
    for line in [
        "UID:journey-new-name@example.org",
        "DTSTART;VALUE=DATE:20261214",
        "DTSTAMP:20260914T000000Z",
        "SUMMARY:Review: Getting <on> & off",
        "DESCRIPTION:Owner: Care",
        "URL:https://example.org/maps/journeys/new-name.html",
        "UID:persona-ann@example.org",
        "DTSTART;VALUE=DATE:20260228",
    ] {
        assert!(calendar.split("\r\n").any(|found| found == line), "{line}\n{calendar}");
    }
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 2);
}

#[test]
fn the_data_of_every_kind_hangs_together() {
    let files = built(CONFIG);
    let paths: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let json = |path: &str| -> Value { serde_json::from_str(file(&files, path)).unwrap() };
    let index = json("api/index.json");
    let kinds: Vec<&str> = index["files"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(kinds, ["journeys", "opportunities", "pain-points", "personas", "teams"]);
    for kind in kinds {
        let entries = json(&format!("api/{kind}.json"));
        let entries = entries[kind].as_array().unwrap();
        assert_eq!(u64::try_from(entries.len()).unwrap(), index["files"][kind]["n"].as_u64().unwrap());
        for entry in entries {
            let url = entry["url"].as_str().unwrap().trim_start_matches("../");
            assert!(paths.contains(url.split('#').next().unwrap()), "{url}");
        }
    }
    let journey = &json("api/journeys.json")["journeys"][0];
    assert_eq!(journey["personas"], serde_json::json!(["ann"]));
    assert_eq!(journey["mean"], serde_json::json!(0.5), "+1 on a scale of −2 to +2");
    let pain = &json("api/pain-points.json")["pain-points"][0];
    assert_eq!(pain["journey"], "new-name");
}

#[test]
fn beside_a_map_lies_what_the_site_asks_for() {
    let beside = |config: &str, score: &str| -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let map = format!("+++\ntitle = \"A\"\n[[stages]]\nname = \"S\"\n{score}+++\n");
        write_files(folder.path(), [("wayfare.toml", config), ("content/journeys/a.md", &map)]);
        let (status, _, told) = run(wayfare(folder.path()).arg("build"));
        assert_eq!(status, Some(0), "{told}");
        let files = quoted_contents(&folder.path().join("public"));
        files.into_iter().filter_map(|(path, _)| path.strip_prefix("journeys/a.").map(str::to_owned)).collect()
    };
    let scored = "emotion = 1\n";
    assert_eq!(beside("title = \"M\"\n", scored), ["card.png", "curve.svg", "html", "json", "map.svg"]);
    assert_eq!(
        beside("title = \"M\"\n", ""),
        ["card.png", "html", "json", "map.svg"],
        "without a score there is no curve"
    );
    let all = "title = \"M\"\nmap_png = true\nmap_pdf = true\nslides = true\n";
    assert_eq!(
        beside(all, scored),
        ["card.png", "curve.svg", "html", "json", "map.pdf", "map.png", "map.svg", "slides.html"]
    );
}

#[test]
fn an_idea_beside_a_pain_is_what_is_planned_for_it() {
    let overview = |rest: &str| {
        let folder = tempfile::tempdir().unwrap();
        let journey = format!(
            "+++\ntitle = \"A\"\n[[stages]]\nname = \"S\"\n[[stages.steps]]\nname = \"T\"\nemotion = -1\n\
             pain_points = [{{ text = \"It rains\", severity = 5 }}]\n{rest}+++\n"
        );
        write_files(folder.path(), [("wayfare.toml", "title = \"M\"\n"), ("content/journeys/a.md", &*journey)]);
        let (status, _, told) = run(wayfare(folder.path()).args(["build", "--without", "png"]));
        assert_eq!(status, Some(0), "{told}");
        std::fs::read_to_string(folder.path().join("public/index.html")).unwrap()
    };
    assert!(overview("").contains("Nothing planned yet"));
    for beside in [
        "opportunities = [\"A roof\"]\n",
        "solutions = [\"A roof\"]\n",
        "[[stages.steps]]\nname = \"U\"\n[[stages]]\nname = \"V\"\nopportunities = [\"A roof\"]\n",
    ] {
        // What stands at another stage answers nothing here.
        let elsewhere = beside.contains("\"V\"");
        assert_eq!(overview(beside).contains("Nothing planned yet"), elsewhere, "{beside}");
    }
}
