//! `check` for other programs: SARIF, JUnit XML and GitHub annotations of a site with mistakes.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{run, wayfare, write_files};

/// Two errors, one with a remedy and one with a second place, a warning, and names that every format must escape.
const FILES: &[(&str, &str)] = &[
    ("wayfare.toml", "title = \"Maps\"\ndate = 2026-11-21\n[lints]\nno-purpose = \"allow\"\n"),
    ("content/personas/maya.md", "+++\nname = \"Maya\"\n+++\n"),
    (
        "content/journeys/50%, or more.md",
        "+++\ntitle = \"A\"\npersonas = [\"maya\", \"<may&a>\"]\nreviewed = 2026-11-01\n[[stages]]\nname = \"B\"\n\
         [[stages]]\nname = \"C\"\n[[stages]]\nname = \"B\"\n+++\n",
    ),
];

fn report(folder: &Path, format: &str) -> String {
    write_files(&folder.join("docs/maps"), FILES.iter().copied());
    let (status, out, _) = run(wayfare(folder).args(["check", "--site", "docs/maps", "--format", format]));
    assert_eq!(status, Some(1), "{out}");
    out
}

#[test]
fn github_annotations_escape_what_the_runner_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = report(folder.path(), "github");
    let file = "file=docs/maps/content/journeys/50%25%2C or more.md";
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 3, "{out}");
    let starts = [
        format!("::warning {file},line=2,endLine=2,col=9,endColumn=12,title=no-owner::nobody owns this map%0A"),
        format!(
            "::error {file},line=3,endLine=3,col=21,endColumn=30,title=unknown-reference::there is no persona `<may&a>`"
        ),
        format!("::error {file},line=10,endLine=10,col=8,endColumn=11,title=duplicate-id::"),
    ];
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(&start), "{line}\n{start}");
    }
    assert!(lines[1].contains("%0Ahelp: "), "{out}");
}

#[test]
fn junit_has_a_case_for_each_mistake_and_each_good_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let xml = report(folder.path(), "junit");
    assert!(xml.starts_with(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"wayfare check\" tests=\"5\" failures=\"2\""
    ));
    for expected in [
        "<testsuite name=\"docs/maps/content/journeys/50%, or more.md\" tests=\"3\" failures=\"2\" errors=\"0\">",
        "<failure type=\"unknown-reference\" message=\"there is no persona `&lt;may&amp;a&gt;`\">",
        "<system-out>warning: docs/maps/content/journeys/50%, or more.md:2:9\n",
        "<testcase classname=\"docs/maps/wayfare.toml\" name=\"no mistakes\"/>",
    ] {
        assert!(xml.contains(expected), "{expected}\n{xml}");
    }
    // As many elements are closed as are opened, and nothing else stands outside of them.
    for name in ["testsuites", "testsuite", "testcase", "failure", "system-out"] {
        let opened = xml.matches(&format!("<{name} ")).count() + xml.matches(&format!("<{name}>")).count();
        let alone = xml.lines().filter(|line| line.contains(&format!("<{name} ")) && line.ends_with("/>")).count();
        assert_eq!(opened - alone, xml.matches(&format!("</{name}>")).count(), "{name}");
    }
}

/// What of SARIF 2.1.0 is used here, written after sections 3.13 to 3.58 of the standard: required members, types, and no others.
fn sarif_schema() -> Value {
    let closed = |properties: Value, required: Value| json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": required });
    let text = json!({ "type": "string", "minLength": 1 });
    let message = closed(json!({ "text": text }), json!(["text"]));
    let level = json!({ "enum": ["none", "note", "warning", "error"] });
    let one = json!({ "type": "integer", "minimum": 1 });
    let region = closed(
        json!({ "startLine": one, "startColumn": one, "endLine": one, "endColumn": one }),
        json!(["startLine", "startColumn", "endLine", "endColumn"]),
    );
    // RFC 3986: no character that would have to be escaped, no Windows drive.
    let artifact = closed(json!({ "uri": { "type": "string", "pattern": "^[A-Za-z0-9._~/%-]+$" } }), json!(["uri"]));
    let physical =
        closed(json!({ "artifactLocation": artifact, "region": region }), json!(["artifactLocation", "region"]));
    let location = closed(json!({ "physicalLocation": physical, "message": message }), json!(["physicalLocation"]));
    let locations = json!({ "type": "array", "items": location });
    let replacement =
        closed(json!({ "deletedRegion": region, "insertedContent": { "type": "object" } }), json!(["deletedRegion"]));
    let change = closed(
        json!({ "artifactLocation": artifact, "replacements": { "type": "array", "minItems": 1, "items": replacement } }),
        json!(["artifactLocation", "replacements"]),
    );
    let fix = closed(
        json!({ "description": message, "artifactChanges": { "type": "array", "minItems": 1, "items": change } }),
        json!(["artifactChanges"]),
    );
    let result = closed(
        json!({
            "ruleId": text, "ruleIndex": { "type": "integer", "minimum": 0 }, "level": level, "message": message,
            "locations": locations, "relatedLocations": locations, "fixes": { "type": "array", "items": fix },
        }),
        json!(["message", "ruleId", "ruleIndex", "level", "locations"]),
    );
    let help = closed(json!({ "text": text, "markdown": text }), json!(["text"]));
    let rule = closed(
        json!({ "id": text, "shortDescription": message, "help": help, "defaultConfiguration": { "type": "object" } }),
        json!(["id"]),
    );
    let driver = closed(
        json!({ "name": text, "semanticVersion": text, "rules": { "type": "array", "uniqueItems": true, "items": rule } }),
        json!(["name"]),
    );
    let run = closed(
        json!({
            "tool": closed(json!({ "driver": driver }), json!(["driver"])),
            "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
            "results": { "type": "array", "items": result },
        }),
        json!(["tool", "results"]),
    );
    closed(
        json!({ "$schema": text, "version": { "const": "2.1.0" }, "runs": { "type": "array", "items": run } }),
        json!(["version", "runs"]),
    )
}

#[test]
fn sarif_keeps_to_the_standard_and_tells_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let log: Value = serde_json::from_str(&report(folder.path(), "sarif")).expect("JSON");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("file:///sarif.json", sarif_schema()).expect("added");
    let index = compiler.compile("file:///sarif.json", &mut schemas).expect("a sound schema");
    if let Err(error) = schemas.validate(&log, index) {
        panic!("{error:#}");
    }
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    let told: Vec<(&str, &str)> =
        results.iter().map(|one| (one["ruleId"].as_str().unwrap(), one["level"].as_str().unwrap())).collect();
    assert_eq!(told, [("no-owner", "warning"), ("unknown-reference", "error"), ("duplicate-id", "error")]);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(uri, "docs/maps/content/journeys/50%25%2C%20or%20more.md");
    }
    let region = json!({ "startLine": 3, "startColumn": 21, "endLine": 3, "endColumn": 30 });
    assert_eq!(results[1]["locations"][0]["physicalLocation"]["region"], region);
    assert_eq!(results[2]["relatedLocations"].as_array().map(Vec::len), Some(1), "{}", results[2]);
}
