use super::*;

const FILE: &str = r##"{
  "version": "1.0", "persona": "Sam, night nurse", "pointOfView": "Mending a *bike* at 22:00", "mood": "late",
  "stages": [{"id": "s1", "name": "1. It breaks"}, {"id": "s2", "name": "Mending"}, {"id": "s3", "name": "Mending"}],
  "swimlanes": [{"id": "a", "name": "User Actions"}, {"id": "t", "name": "Digital Touchpoints"},
                {"id": "p", "name": "Pain Points"}, {"id": "x", "name": "Weather"}],
  "nodes": [
    {"id": "n1", "stageId": "s1", "swimlaneId": "a", "title": "Hears a bang", "description": "Stops \"dead\".", "score": -3,
     "sentiment": "shocked", "severity": "low", "icon": "bolt", "tags": ["night"], "purpose": "action"},
    {"id": "n2", "stageId": "s1", "swimlaneId": "p", "title": "No light", "description": "Too dark to see.", "severity": "high",
     "score": -5, "isMomentOfTruth": true, "glow": 7},
    {"id": "n3", "stageId": "s2", "swimlaneId": "t", "title": "Repair video", "description": "Watches it twice.", "score": 9},
    {"id": "n4", "stageId": "s2", "swimlaneId": "x", "title": "Repair video", "description": "Rain."},
    {"id": "n5", "stageId": "s9", "swimlaneId": "x", "title": "Rides home", "purpose": "milestone",
     "blueprint": {"evidence": [{"item": "Receipt", "type": "Paper"}], "onstage": [{"actor": "Shop", "action": "waves", "tone": "kind"}]}}
  ]
}"##;

fn imported(text: &str) -> Import {
    import(text, "night-repair").unwrap_or_else(|error| panic!("{error:?}"))
}

#[test]
fn the_whole_journey_becomes_front_matter() {
    let import = imported(FILE);
    let expected = r#"+++
title = "Night repair"
personas = ["sam"]
kind = "customer"
scope = "as-is"
scenario = "Mending a \\*bike\\* at 22:00"
status = "hypothesis"
tags = ["night"]
scale = { min = -5, max = 5 }

[custom_lanes.lane_weather]
title = "Weather"

[[stages]]
name = "It breaks"

  [[stages.steps]]
  name = "Hears a bang"
  actions = "Stops \"dead\"."
  emotion = -3
  feeling = "shocked"

  [[stages.steps]]
  name = "No light"
  pain_points = [{ text = "Too dark to see.", severity = 5 }]
  emotion = -5
  moment_of_truth = true

[[stages]]
name = "Mending"

  [[stages.steps]]
  name = "Repair video"
  summary = "Watches it twice."
  touchpoints = ["Repair video"]

  [[stages.steps]]
  name = "Repair video"
  id = "repair-video-2"
  lane_weather = "Rain."

[[stages]]
name = "Mending 2"

[[stages]]
name = "Without a stage"

  [[stages.steps]]
  name = "Rides home"
  lane_weather = "Rides home"
  evidence = ["Receipt (Paper)"]
  frontstage = ["Shop: waves \\[tone: kind\\]"]
+++
"#;
    assert_eq!(import.files[0].0, "content/journeys/night-repair.md");
    assert_eq!(import.files[0].1, expected);
    assert_eq!(import.files[1].0, "content/personas/sam.md");
    assert_eq!(import.files[1].1, "+++\nname = \"Sam\"\ntitle = \"night nurse\"\n+++\n");
}

#[test]
fn whatever_is_left_out_is_told() {
    let import = imported(FILE);
    let told: Vec<String> = import.unsaid.iter().map(|unsaid| format!("{}: {}", unsaid.place, unsaid.what)).collect();
    for (place, word) in [
        ("node 1", "severity 2"),
        ("node 1", "`icon` “bolt”"),
        ("node 1", "tags night"),
        ("node 2", "`glow`"),
        ("node 3", "score 9"),
        ("node 5", "no stage `s9`"),
        ("node 5", "purpose “milestone”"),
        ("swimlane “User Actions”", "`actions`"),
        ("the file's head", "`mood`"),
    ] {
        assert!(told.iter().any(|line| line.starts_with(place) && line.contains(word)), "{place} {word}: {told:#?}");
    }
    assert!(
        !told.iter().any(|line| line.contains("`version`") || line.contains("`stages`") || line.contains("`id`")),
        "{told:#?}"
    );
}

#[test]
fn broken_files_say_where() {
    for (text, message) in
        [("{\"nodes\": [", "not JSON"), ("{\"nodes\": 3}", "not an OpenJourney file"), ("", "not JSON")]
    {
        let error = import(text, "x").err().unwrap_or_else(|| panic!("{text} was read"));
        assert!(error.message.contains(message), "{error:?}");
        assert!(error.line_and_column.is_some());
    }
}

#[test]
fn heads_under_metadata_and_stage_numbers_are_understood() {
    let import = imported(
        r#"{"metadata": {"title": "Clinic visit", "persona": "Returning patient", "pov": "Check-up"},
        "stages": [{"id": "1", "name": "10. Door"}, {"id": "2", "name": "24 hours later"}], "nodes": []}"#,
    );
    let text = &import.files[0].1;
    for line in ["title = \"Clinic visit\"", "scenario = \"Check-up\"", "name = \"Door\"", "name = \"24 hours later\""]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert_eq!(import.files[1].0, "content/personas/returning-patient.md");
}
