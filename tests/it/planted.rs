//! Thirty mistakes over ten files, all told in one run, each at its place.
//!
//! A mistake is written as `⟦code|what is wrong⟧`; the marks are taken off before the files are read.

use wayfare::diagnostics::{Level, TextStyle, render_text};
use wayfare::load::{LoadOptions, load};
use wayfare::source::{ImageInfo, Source, SourceContent, SourceTree, line_and_column};

const FILES: &[(&str, &str)] = &[
    (
        "wayfare.toml",
        r##"title = "Maps"
⟦unknown-field|langage⟧ = "en"
date = ⟦invalid-date|2026-13-01⟧
[brand]
accent = ⟦invalid-color|"leaf green"⟧
[vocabularies]
channels = ["web", "phone", "letter"]
[lints]
⟦unknown-value|no-ownr⟧ = "warn"
"##,
    ),
    (
        "content/personas/maya.md",
        r#"+++
name = "Maya Okafor"
portrait = { src = ⟦missing-image|"maya.png"⟧, alt = "Maya" }
scales = [{ name = "Tech confidence", value = ⟦out-of-range|7⟧ }]
sources = [⟦unknown-reference|"dairy-study"⟧]
+++
She knows [Tom](⟦broken-link|tim.md⟧).
"#,
    ),
    ("content/personas/tom.md", "⟦missing-front-matter|name = \"Tom\"⟧\nHe has no front matter.\n"),
    ("content/sources/diary-study.md", "+++\ntitle = \"Diary study\"\n⟦conflicting-fields|name⟧ = \"x\"\n+++\n"),
    (
        "content/journeys/order.md",
        r#"+++
title = "Ordering"
personas = ["maya", ⟦unknown-reference|"mya"⟧]
scope = ⟦unknown-value|"asis"⟧
parent = ⟦cyclic-parent|"year"⟧
image = ⟦missing-alternative-text|"van.svg"⟧
⟦toml-syntax|this is no setting⟧
[[stages]]
name = "Hears about us"
emotion = ⟦score-off-scale|4⟧
duration = ⟦invalid-duration|"quite long"⟧
channels = [⟦outside-vocabulary|"pigeon"⟧]
⟦unknown-field|legal⟧ = "Terms"
[[stages]]
name = ⟦duplicate-id|"Hears about us"⟧
[[stages.steps]]
name = "Compares"
next = ⟦unknown-reference|"buys"⟧
pain_points = [{ text = "No price", ⟦unknown-field|severty⟧ = 3 }, { text = "No day", severity = ⟦out-of-range|9⟧ }]
moment_of_truth = ⟦wrong-type|"yes"⟧
quote = { text = "Hm", persona = "maya" }
+++
The [end](#⟦broken-anchor|the-end⟧) and an image ⟦missing-alternative-text|![](van.svg)⟧.
"#,
    ),
    (
        "content/journeys/year.md",
        "+++\ntitle = \"A year\"\nparent = \"order\"\n⟦missing-field|[[stages]]⟧\ngoal = \"Eat well\"\n+++\n",
    ),
    ("content/journeys/leave.md", "⟦unclosed-front-matter|+++⟧\ntitle = \"Leaving\"\n"),
    ("content/journeys/old.md", "⟦toml-syntax|---⟧\ntitle: Old\n---\n"),
    (
        "content/metrics/csat.md",
        "+++\ntitle = \"CSAT\"\nhistory = \"csat.csv\"\ndirection = ⟦unknown-value|\"upwards\"⟧\n+++\n",
    ),
    ("content/data/csat.csv", "date,value\n2026-01-31,3.9\n⟦invalid-csv|31.2.2026⟧,4\n2026-03-31,⟦invalid-csv|good⟧\n"),
];

/// The text without marks, and the mistakes as (offset, code).
fn unmarked(text: &str) -> (String, Vec<(usize, String)>) {
    let mut clean = String::new();
    let mut planted = Vec::new();
    for (index, part) in text.split('⟦').enumerate() {
        let rest = if index == 0 {
            part
        } else {
            let (code, rest) = part.split_once('|').expect("a code");
            planted.push((clean.len(), code.to_owned()));
            rest
        };
        clean.push_str(&rest.replace('⟧', ""));
    }
    (clean, planted)
}

#[test]
fn every_planted_mistake_is_told_at_its_place() {
    let mut sources = vec![Source {
        path: "content/journeys/van.svg".into(),
        content: SourceContent::Binary { byte_length: 9, image: Some(ImageInfo { width: 4, height: 3 }) },
    }];
    let mut planted = Vec::new();
    for (path, text) in FILES {
        let (text, mistakes) = unmarked(text);
        for (offset, code) in mistakes {
            let (line, column) = line_and_column(&text, offset);
            planted.push(format!("{path}:{line}:{column} {code}"));
        }
        sources.push(Source { path: (*path).into(), content: SourceContent::Text(text.into()) });
    }
    planted.sort();
    assert!(planted.len() >= 30 && FILES.len() == 10, "{} mistakes", planted.len());
    let tree = SourceTree::new(sources);
    let (_, diagnostics) = load(&tree, &LoadOptions::default()).finish();
    let mut told: Vec<String> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.level == Level::Error)
        .map(|diagnostic| {
            let span = diagnostic.primary.span;
            let (line, column) = line_and_column(tree.text(span.source), span.start as usize);
            format!("{}:{line}:{column} {}", tree.path(span.source), diagnostic.code.name())
        })
        .collect();
    told.sort();
    let shown = render_text(&diagnostics, &tree, TextStyle::default());
    assert_eq!(told, planted, "{shown}");
}
