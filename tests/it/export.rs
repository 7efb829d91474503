//! `wayfare export`: one journey as one file, of every format, and what each cannot say.

use std::path::Path;

use resvg::usvg;

use crate::support::{copy_example, repository, run, wayfare, write_files};

/// A small site, and a folder to write into.
fn small_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_files(
        folder.path(),
        [
            ("wayfare.toml", "title = \"W\"\ndate = 2026-11-21\n"),
            ("content/personas/sam.md", "+++\nname = \"Sam Reed\"\ntitle = \"New in town\"\n+++\n"),
            (
                "content/journeys/first-visit.md",
                r#"+++
title = "A first visit"
personas = ["sam"]
scenario = "Rain, a pram, ten minutes"
owner = "Front desk"
custom_lanes.weather = { title = "Weather" }
lanes = ["actions", "touchpoints", "thoughts", "pain_points", "weather"]

[[stages]]
name = "Arriving"
summary = "From the bus to the door."
thoughts = "Where is it?"

  [[stages.steps]]
  name = "Finds the door: at last"
  summary = "Around the back; at #4."
  actions = ["Walks around", "Rings *twice*"]
  touchpoints = "Entrance"
  thoughts = "Is this, \"the back\"?"
  feeling = "lost"
  emotion = -1
  pain_points = [{ text = "The ramp is hidden", severity = 5 }, "No sign"]
  opportunities = ["A sign at the corner"]
  weather = "Rain"
  moment_of_truth = true
  frontstage = ["Porter: opens"]
  duration = "5 minutes"

  [[stages.steps]]
  name = "Waits"
  emotion = 0.5

[[stages]]
name = "Leaving"
emotion = 2
feeling = "glad"
+++
"#,
            ),
        ],
    );
    folder
}

fn export(site: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    run(wayfare(site).arg("export").args(arguments))
}

#[test]
fn every_format_is_written_beside_where_it_was_asked_for() {
    let folder = small_site();
    for (format, file, begins) in [
        ("svg", "first-visit.map.svg", "<?xml"),
        ("png", "first-visit.map.png", "\u{fffd}PNG"),
        ("pdf", "first-visit.map.pdf", "%PDF-1.7"),
        ("csv", "first-visit.csv", "\u{feff}stage,step,"),
        ("json", "first-visit.json", "{\n"),
        ("mermaid", "first-visit.mmd", "journey\n"),
        ("ojf", "first-visit.ojf", "{\n"),
    ] {
        let (status, told, _) = export(folder.path(), &["first-visit", "--to", format]);
        assert_eq!((status, told.trim()), (Some(0), file), "{format}");
        let bytes = std::fs::read(folder.path().join(file)).unwrap();
        assert!(String::from_utf8_lossy(&bytes).starts_with(begins), "{format}");
        let again = export(folder.path(), &["content/journeys/first-visit.md", "--to", format, "--output", "again"]);
        assert_eq!(again.0, Some(0), "{}", again.2);
        assert_eq!(
            bytes,
            std::fs::read(folder.path().join("again")).unwrap(),
            "{format}: the same input, the same bytes"
        );
    }
}

#[test]
fn the_table_has_a_row_for_each_step_and_only_columns_that_say_something() {
    let folder = small_site();
    let (status, table, _) = export(folder.path(), &["first-visit", "--to", "csv", "--output", "-"]);
    assert_eq!(status, Some(0));
    let table = table.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, head: &str| {
        let column = heads.iter().position(|it| it == head).unwrap_or_else(|| panic!("{head}: {heads:?}"));
        rows[row][column].to_owned()
    };
    assert_eq!(rows.len(), 4, "the stage that speaks for itself, its two steps, the stage without steps");
    assert_eq!(
        (cell(0, "stage"), cell(0, "step"), cell(0, "thoughts")),
        ("Arriving".into(), "".into(), "Where is it?".into())
    );
    assert_eq!(cell(1, "step"), "Finds the door: at last");
    assert_eq!(cell(1, "actions"), "Walks around; Rings twice");
    assert_eq!(cell(1, "thoughts"), "Is this, \"the back\"?");
    assert_eq!((cell(1, "emotion: sam"), cell(1, "feeling: sam")), ("-1".into(), "lost".into()));
    assert_eq!(
        (cell(1, "severity"), cell(1, "moment_of_truth"), cell(1, "duration")),
        ("5".into(), "true".into(), "5 minutes".into())
    );
    assert_eq!(cell(1, "weather"), "Rain");
    assert_eq!((cell(3, "stage"), cell(3, "emotion: sam")), ("Leaving".into(), "2".into()));
    assert!(!heads.iter().any(|head| head == "wait" || head == "next"), "{heads:?}");
}

#[test]
fn a_table_carries_targets_and_evidence_and_lists_what_it_leaves_out() {
    let folder = tempfile::tempdir().unwrap();
    write_files(
        folder.path(),
        [
            ("wayfare.toml", "title = \"W\"\ndate = 2026-11-21\n"),
            ("content/sources/diary.md", "+++\ntitle = \"Diary\"\n+++\n"),
            ("content/metrics/csat.md", "+++\ntitle = \"CSAT\"\nunit = \"of 5\"\ntarget = 4.5\n+++\n"),
            (
                "content/journeys/a.md",
                "+++\ntitle = \"A\"\nsummary = \"Short.\"\nmetrics = [{ metric = \"csat\", value = 4 }]\n[[stages]]\nname = \"S\"\ndefinition = \"D\"\n\
                 touchpoints = [{ name = \"App\", channel = \"Web\", state = \"planned\" }]\n\
                 metrics = [{ metric = \"csat\", value = 3.9, target = 4.2, on = 2026-08-31, sources = [\"diary\"] }]\n\
                 pain_points = [{ text = \"No price\", sources = [\"diary\"] }]\n\
                 opportunities = [{ text = \"Say it\", impact = 3, effort = 1, reach = 2 }]\nevidence = \"A leaflet\"\n+++\nWords.\n",
            ),
        ],
    );
    let (status, table, told) = export(folder.path(), &["a", "--to", "csv", "--output", "-"]);
    assert_eq!(status, Some(0), "{told}");
    for part in [
        "App (Web, planned)",
        "CSAT (4 of 5, target 4.5 of 5)",
        "CSAT (3.9 of 5, target 4.2 of 5, on 2026-08-31, from diary)",
        "No price (from diary)",
        "Say it (impact 3, effort 1, reach 2)",
        "A leaflet",
    ] {
        assert!(table.contains(part), "{part}\n{table}");
    }
    assert!(told.contains("the journey: left out: its title and state, summary, the words below the map"), "{told}");
    assert!(told.contains("stage “S”: left out: definition"), "{told}");
}

/// Exported, imported, and exported again: nothing is lost on the way that the first export did not tell.
#[test]
fn an_openjourney_file_comes_back_as_the_same_map() {
    let folder = small_site();
    let (status, first, told) = export(folder.path(), &["first-visit", "--to", "ojf", "--output", "-", "--verbose"]);
    assert_eq!(status, Some(0), "{told}");
    for lost in ["teams", "duration"] {
        assert!(told.contains(lost), "{lost}: {told}");
    }
    let back = tempfile::tempdir().unwrap();
    write_files(back.path(), [("wayfare.toml", "title = \"W\"\ndate = 2026-11-21\n"), ("first-visit.ojf", &first)]);
    let (status, _, told) = run(wayfare(back.path()).args(["import", "first-visit.ojf"]));
    assert_eq!(status, Some(0), "{told}");
    let text = std::fs::read_to_string(back.path().join("content/journeys/first-visit.md")).unwrap();
    for line in [
        "summary = \"From the bus to the door.\"",
        "thoughts = \"Where is it?\"",
        "  name = \"Finds the door: at last\"",
        "  actions = [\"Walks around\", \"Rings twice\"]",
        "  touchpoints = [\"Entrance\"]",
        "  pain_points = [{ text = \"The ramp is hidden\", severity = 5 }, { text = \"No sign\" }]",
        "  opportunities = [{ text = \"A sign at the corner\" }]",
        "  frontstage = [\"Porter: opens\"]",
        "  emotion = -2.5",
        "  moment_of_truth = true",
        "feeling = \"glad\"",
    ] {
        assert!(text.lines().any(|it| it == line), "{line}: {text}");
    }
    assert_eq!(text.matches("[[stages.steps]]").count(), 2, "{text}");
    let (status, again, told) = export(back.path(), &["first-visit", "--to", "ojf", "--output", "-"]);
    assert_eq!(status, Some(0), "{told}");
    let node_ids = |json: &str| -> Vec<String> {
        let file: serde_json::Value = serde_json::from_str(json).unwrap();
        let mut ids: Vec<String> =
            file["nodes"].as_array().unwrap().iter().map(|node| node["id"].as_str().unwrap().to_owned()).collect();
        ids.sort();
        ids
    };
    // A lane of the writer's own gets a key of the importer's.
    assert_eq!(node_ids(&first), node_ids(&again.replace(":lane-weather", ":weather")));
}

#[test]
fn a_mermaid_diagram_comes_back_with_its_stages_steps_and_scores() {
    let folder = small_site();
    let (status, text, told) = export(folder.path(), &["first-visit", "--to", "mermaid", "--output", "-"]);
    assert_eq!(status, Some(0));
    assert!(told.contains("lanes were left out") && told.contains("feelings"), "{told}");
    let span = wayfare::source::Span::new(wayfare::source::SourceId(0), 0, text.len());
    let (diagram, diagnostics) = wayfare::interop::mermaid::parse(&text, span);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let readable = |text: &str| wayfare::interop::mermaid::readable(text);
    assert_eq!(diagram.title.map(|title| readable(&title.value)).as_deref(), Some("A first visit"));
    let tasks: Vec<(String, Option<f64>, Vec<String>)> = diagram
        .sections
        .iter()
        .flat_map(|section| &section.tasks)
        .map(|task| (readable(&task.name.value), task.score, task.people.clone()))
        .collect();
    let sam = || vec!["Sam".to_owned()];
    let expected = [
        ("Finds the door: at last".to_owned(), Some(2.0), sam()),
        ("Waits".to_owned(), Some(4.0), sam()),
        ("Leaving".to_owned(), Some(5.0), sam()),
    ];
    assert_eq!(tasks, expected);
}

#[test]
fn pictures_carry_their_fonts_and_lead_nowhere_without_an_address() {
    let folder = small_site();
    let (status, svg, _) = export(folder.path(), &["first-visit", "--to", "svg", "--output", "-"]);
    assert_eq!(status, Some(0));
    assert!(svg.contains("@font-face") && svg.contains("data:font/woff;base64,"));
    assert!(!svg.contains("<a ") && !svg.contains("xml-stylesheet") && !svg.contains("http://127"));
    assert!(usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok());
    let (_, svg, _) = export(
        folder.path(),
        &["first-visit", "--to", "svg", "--output", "-", "--base-url", "https://maps.example.org/"],
    );
    assert!(
        svg.contains("href=\"https://maps.example.org/journeys/first-visit.html#arriving.finds-the-door-at-last\"")
    );
    assert!(!svg.contains("href=\"journeys/"));
}

fn number(node: &usvg::roxmltree::Node<'_, '_>, name: &str) -> f64 {
    node.ancestors().find_map(|node| node.attribute(name)?.parse().ok()).unwrap_or_default()
}

#[test]
fn every_kind_of_picture_of_the_example() {
    let folder = tempfile::tempdir().unwrap();
    let site = repository();
    for (kind, journey) in [
        ("curve", "first-box"),
        ("card", "first-box"),
        ("flow", "leaving-us"),
        ("timeline", "first-box"),
        ("storyboard", "when-something-is-missing"),
        ("blueprint", "friday-on-the-round"),
        ("persona-heat-map", "first-box"),
        ("channel-heat-map", "first-box"),
        ("targets", "first-box"),
    ] {
        let output = folder.path().join(format!("{kind}.svg"));
        let mut command = wayfare(&site);
        command.args(["export", journey, "--diagram", kind, "--output"]).arg(&output);
        let (status, _, told) = run(&mut command);
        assert_eq!(status, Some(0), "{kind}: {told}");
        let svg = std::fs::read_to_string(&output).unwrap();
        assert!(usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok(), "{kind}");
        // A picture on its own says what it is, inside a margin: nothing stands at its very edge.
        let document = usvg::roxmltree::Document::parse(&svg).unwrap();
        let of = |name: &str| document.descendants().filter(move |node| node.has_tag_name(name)).collect::<Vec<_>>();
        let first = of("text").iter().map(|node| number(node, "x")).fold(f64::INFINITY, f64::min);
        assert!(first >= 20.0, "{kind}: a text at {first}");
        let title = of("title").first().and_then(|node| node.text()).unwrap_or_default().to_owned();
        let sizes = of("text").iter().map(|node| number(node, "font-size")).fold(0.0, f64::max);
        assert!(sizes >= 24.0 && !title.is_empty(), "{kind}: {title} at {sizes}");
        let carries = svg.contains("data:image/");
        assert_eq!(carries, kind == "storyboard", "{kind}: images of the site are carried along");
    }
    // The images of the site are in every form.
    for (form, sign) in [("png", &b"PNG"[..]), ("pdf", b"/Subtype /Image")] {
        let output = folder.path().join("storyboard").with_extension(form);
        let mut command = wayfare(&site);
        let arguments = ["export", "when-something-is-missing", "--diagram", "storyboard", "--to", form, "--output"];
        let (status, _, told) = run(command.args(arguments).arg(&output));
        assert!(status == Some(0) && !told.contains("could not be put in"), "{form}: {told}");
        let bytes = std::fs::read(&output).unwrap();
        assert!(bytes.windows(sign.len()).any(|window| window == sign), "{form}");
    }
    let (status, _, told) = export(&site, &["first-box", "--diagram", "blueprint", "--to", "svg", "--output", "-"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("nothing that a picture of the kind `blueprint` shows"), "{told}");
}

#[test]
fn what_cannot_be_done_says_why_and_what_to_do() {
    let folder = small_site();
    let site = folder.path();
    for (arguments, status, words) in [
        (
            &["frist-visit", "--to", "svg"][..],
            2,
            &["there is no journey `frist-visit`", "did you mean `first-visit`?"][..],
        ),
        (&["content/journeys/first-visits.md", "--to", "svg"], 2, &["did you mean `first-visit`?"]),
        (&["zzz", "--to", "svg"], 2, &["the journeys are first-visit"]),
        (&["first-visit"], 2, &["nothing says what the journey is to become", "--to svg"]),
        (&["first-visit", "--to", "svg", "--diagram", "timelin"], 2, &["timeline"]),
        (&["first-visit", "--to", "png", "--scale", "0"], 2, &["a number from 0.1 to 16"]),
        (
            &["first-visit", "--to", "csv", "--output", "content/journeys/first-visit.md"],
            2,
            &["content/journeys/first-visit.md is a file of the site"],
        ),
        (&["first-visit", "--to", "csv", "--output", "none/x.csv"], 2, &["none/x.csv"]),
    ] {
        let (got, told, error) = export(site, arguments);
        assert_eq!(got, Some(status), "{arguments:?}: {error}");
        assert!(told.is_empty(), "{arguments:?}: {told}");
        for word in words {
            assert!(error.contains(word), "{arguments:?}: {word}: {error}");
        }
    }
    write_files(site, [("content/personas/sam.md", "+++\nname = 3\n+++\n")]);
    let (got, _, error) = export(site, &["first-visit", "--to", "csv"]);
    assert_eq!(got, Some(1), "{error}");
    assert!(error.contains("Nothing was written") && !site.join("first-visit.csv").exists());
}

#[test]
fn a_png_has_the_size_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    copy_example(folder.path());
    let width = |scale: &str| {
        let arguments = ["first-box", "--diagram", "curve", "--scale", scale, "--output", "curve.png"];
        let (status, _, told) = export(folder.path(), &arguments);
        assert_eq!(status, Some(0), "{told}");
        let bytes = std::fs::read(folder.path().join("curve.png")).unwrap();
        u32::from_be_bytes(bytes[16..20].try_into().unwrap())
    };
    assert_eq!(width("2"), 2 * width("1"));
    assert!((4960..=4962).contains(&width("print")));
}

/// A map of 12 stages and 60 steps is set on several sheets, a small one on one; each step stands on one of them.
#[test]
fn a_large_map_is_printed_on_several_sheets() {
    let folder = small_site();
    let mut text = String::from("+++\ntitle = \"Long\"\nstage_widths = \"duration\"\n");
    for stage in 1..=12 {
        text.push_str(&format!("[[stages]]\nname = \"Stage {stage}\"\nduration = \"{stage} days\"\n"));
        for step in 1..=5 {
            text.push_str(&format!(
                "[[stages.steps]]\nname = \"Step {stage}-{step}\"\nemotion = {}\nactions = \"Waits for the answer that never comes, and rings again\"\n",
                (stage + step) % 5 - 2
            ));
        }
    }
    text.push_str("+++\n");
    write_files(folder.path(), [("content/journeys/long.md", &*text)]);
    let (status, told, error) =
        export(folder.path(), &["long", "--to", "svg", "--paper", "a3", "--output", "long.svg"]);
    assert_eq!(status, Some(0), "{error}");
    let sheets: Vec<String> =
        told.lines().map(|path| std::fs::read_to_string(folder.path().join(path)).unwrap()).collect();
    assert!((2..=6).contains(&sheets.len()), "{told}");
    assert_eq!(told.lines().next(), Some("long-1.svg"));
    for stage in 1..=12 {
        for step in 1..=5 {
            let name = format!(">Step {stage}-{step}<");
            assert_eq!(sheets.iter().filter(|sheet| sheet.contains(&name)).count(), 1, "{name}");
        }
    }
    for (index, sheet) in sheets.iter().enumerate() {
        assert!(sheet.contains(&format!(">Sheet {} of {}<", index + 1, sheets.len())));
        assert!(sheet.contains("Width of a stage: how long it takes"));
    }
    let pages = |arguments: &[&str]| {
        assert_eq!(export(folder.path(), arguments).0, Some(0));
        let pdf = std::fs::read(folder.path().join("x.pdf")).unwrap();
        let pdf = String::from_utf8_lossy(&pdf).into_owned();
        (pdf.matches("/Type /Page\n").count(), pdf.contains("/MediaBox [0 0 1190.55 841.89]"))
    };
    assert_eq!(pages(&["long", "--paper", "a3", "--output", "x.pdf"]), (sheets.len(), true));
    assert_eq!(pages(&["first-visit", "--output", "x.pdf"]), (1, true));
    assert_eq!(pages(&["first-visit", "--paper", "a2", "--output", "x.pdf"]), (1, false));
    let (status, _, error) = export(folder.path(), &["long", "--to", "svg", "--paper", "a3", "--output", "-"]);
    assert_eq!(status, Some(2));
    assert!(error.contains("do not go into one stream") && error.contains("--to pdf"), "{error}");
    let (status, _, error) = export(folder.path(), &["long", "--to", "csv", "--paper", "a3"]);
    assert_eq!(status, Some(2), "{error}");
}
