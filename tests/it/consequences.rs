//! One mistake, one message: what is written and wrong is not missing as well.

use std::collections::BTreeMap;

use wayfare::load::{LoadOptions, load};
use wayfare::source::SourceTree;

const ORDER: &str = "content/journeys/order.md";
const MAYA: &str = "content/personas/maya.md";
const PRICE: &str = "content/opportunities/price.md";

/// A site without a word to say about it, in which every rule of good practice has something to look at.
const FILES: &[(&str, &str)] = &[
    ("wayfare.toml", "title = \"Maps\"\ndate = 2026-11-21\n"),
    (
        MAYA,
        r#"+++
name = "Maya Okafor"
owner = "Growth"
status = "researched"
confidence = "researched"
reviewed = 2026-09-01
sources = ["diary"]
scales = [{ name = "Tech", low = "a", high = "b", value = 0.5 }]
+++
"#,
    ),
    ("content/sources/diary.md", "+++\ntitle = \"Diary study\"\n+++\n"),
    ("content/metrics/csat.md", "+++\ntitle = \"CSAT\"\n+++\n"),
    ("content/pain-points/no-price.md", "+++\ntitle = \"No price anywhere\"\nseverity = 5\n+++\n"),
    (PRICE, "+++\ntitle = \"Price on the van\"\naddresses = [\"no-price\"]\n+++\n"),
    (
        "content/journeys/year.md",
        r#"+++
title = "A year"
personas = ["maya"]
purpose = "Why?"
owner = "Growth"
reviewed = 2026-09-01
stages = [{ name = "A" }, { name = "B" }, { name = "C" }]
+++
"#,
    ),
    (
        ORDER,
        r#"+++
title = "Ordering"
personas = ["maya"]
purpose = "Why do people leave?"
owner = "Growth"
status = "researched"
confidence = "researched"
reviewed = 2026-09-01
review_every = "quarterly"
sources = ["diary"]
parent = "year"
lanes = ["actions", "emotion", "pain_points", "legal"]
[custom_lanes.legal]
title = "Legal"

[[stages]]
name = "Hears"
[[stages.steps]]
name = "Sees the van"
emotion = -2
pain_points = ["no-price"]
legal = "Terms"
[[stages.steps]]
name = "Reads"
emotion = { maya = 1 }
next = "chooses"

[[stages]]
name = "Decides"
[[stages.steps]]
name = "Chooses"
moment_of_truth = true
metrics = [{ metric = "csat", value = 3.9, target = 4.5 }]
pain_points = [{ text = "No day", severity = 5 }]
opportunities = [{ text = "Say the day", impact = 3, effort = 1, reach = 2 }]

[[stages]]
name = "Eats"
[[stages.steps]]
name = "Cooks"
emotion = -1.5
pain_points = [{ text = "No recipe", severity = 3 }]
+++

## Hears
"#,
    ),
];

/// The codes told after a change, the first place only, of one file.
fn told(path: &str, from: &str, to: &str) -> Vec<&'static str> {
    let mut files: BTreeMap<&str, String> = FILES.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
    let text = files.get_mut(path).expect("a file");
    assert!(text.contains(from), "{path} has no {from}");
    *text = text.replacen(from, to, 1);
    let tree = SourceTree::from_texts(files.iter().map(|(path, text)| (*path, text.as_str())));
    let (_, diagnostics) = load(&tree, &LoadOptions::default()).finish();
    diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect()
}

#[test]
fn a_whole_site_has_nothing_to_say() {
    assert_eq!(told(ORDER, "Ordering", "Ordering"), [""; 0]);
}

#[test]
fn one_mistake_is_told_once_and_nothing_that_follows_from_it() {
    let recipe = "pain_points = [{ text = \"No recipe\", severity = 3 }]";
    let cases: &[(&str, &str, &str, &str)] = &[
        // Keys misspelled, or written twice.
        (ORDER, "[[stages]]\nname = \"Decides\"", "[[stage]]\nname = \"Decides\"", "conflicting-fields"),
        (ORDER, "[[stages.steps]]\nname = \"Cooks\"", "[[stages.stpes]]\nname = \"Cooks\"", "unknown-field"),
        (ORDER, "title = \"Ordering\"", "titel = \"Ordering\"", "unknown-field"),
        (ORDER, "personas =", "personnas =", "unknown-field"),
        (ORDER, "purpose", "purpos", "unknown-field"),
        (ORDER, "owner", "ownr", "unknown-field"),
        (ORDER, "reviewed", "reveiwed", "unknown-field"),
        (ORDER, "[custom_lanes.legal]", "[custom_lane.legal]", "unknown-field"),
        (ORDER, "name = \"Hears\"", "naem = \"Hears\"", "unknown-field"),
        (ORDER, "name = \"Chooses\"", "nam = \"Chooses\"", "unknown-field"),
        (ORDER, "name = \"Chooses\"", "caption = \"Chooses\"", "unknown-field"),
        (ORDER, "pain_points = [\"no", "painpoints = [\"no", "unknown-field"),
        (ORDER, "opportunities", "opportunites", "unknown-field"),
        (ORDER, "opportunities = [{ text", "opportunities = [{ txt", "unknown-field"),
        (ORDER, "reach = 2", "raech = 2", "unknown-field"),
        (ORDER, "reach = 2", "reach = \"many\"", "wrong-type"),
        (ORDER, "emotion = -2", "emotion = \"-2\"", "wrong-type"),
        (ORDER, "metrics", "metrcs", "unknown-field"),
        (ORDER, "metrics = [{ metric", "metrics = [{ metrc", "unknown-field"),
        (ORDER, recipe, "pain_points = [{ txt = \"No recipe\", severity = 3 }]", "unknown-field"),
        (MAYA, "name = \"Maya", "nmae = \"Maya", "unknown-field"),
        (MAYA, "reviewed", "revewed", "unknown-field"),
        (MAYA, "sources", "sorces", "unknown-field"),
        (MAYA, "value = 0.5", "vale = 0.5", "unknown-field"),
        (MAYA, "scales = [{ name", "scales = [{ nme", "unknown-field"),
        (PRICE, "title", "titl", "unknown-field"),
        (PRICE, "addresses", "addreses", "unknown-field"),
        // Values of another type.
        (ORDER, "personas = [\"maya\"]", "personas = 3", "wrong-type"),
        (ORDER, "personas = [\"maya\"]", "personas = [{ id = \"maya\" }]", "wrong-type"),
        (ORDER, "purpose = \"Why do people leave?\"", "purpose = 3", "wrong-type"),
        (ORDER, "owner = \"Growth\"", "owner = [\"Growth\", \"Sales\"]", "wrong-type"),
        (ORDER, "emotion = -2", "emotion = true", "wrong-type"),
        (ORDER, "pain_points = [\"no-price\"]", "pain_points = 3", "wrong-type"),
        (ORDER, recipe, "pain_points = [{ text = 3, severity = 3 }]", "wrong-type"),
        (ORDER, "metrics = [{ metric = \"csat\"", "metrics = [{ metric = 3", "wrong-type"),
        (MAYA, "name = \"Maya Okafor\"", "name = 3", "wrong-type"),
        (MAYA, "sources = [\"diary\"]", "sources = [3]", "wrong-type"),
        // Words, days and numbers that cannot be.
        (ORDER, "reviewed = 2026-09-01", "reviewed = \"last week\"", "invalid-date"),
        (MAYA, "reviewed = 2026-09-01", "reviewed = \"soon\"", "invalid-date"),
        (ORDER, "confidence = \"researched\"", "confidence = \"sure\"", "unknown-value"),
        (ORDER, "emotion = -2", "emotion = -9", "score-off-scale"),
        // Names of nothing.
        (ORDER, "personas = [\"maya\"]", "personas = [\"mya\"]", "unknown-reference"),
        (ORDER, "sources = [\"diary\"]", "sources = [\"dairy\"]", "unknown-reference"),
        (MAYA, "sources = [\"diary\"]", "sources = [\"dairy\"]", "unknown-reference"),
        (PRICE, "\"no-price\"", "\"no-prize\"", "unknown-reference"),
        // Settings that cannot be read whole.
        (ORDER, "reviewed = 2026-09-01", "reviewed = 1.9.2026", "invalid-date"),
        (ORDER, "owner = \"Growth\"", "owner: \"Growth\"", "toml-syntax"),
        (ORDER, "steps]]\nname = \"Cooks\"", "steps]\nname = \"Cooks\"", "toml-syntax"),
        (ORDER, "name = \"Chooses\"", "name = \"Chooses", "toml-syntax"),
        (MAYA, "+++\nname", "---\nname", "toml-syntax"),
    ];
    let mut wrong = String::new();
    for (path, from, to, code) in cases {
        let told = told(path, from, to);
        if told != [*code] {
            wrong.push_str(&format!("{path}: {from} → {to}\n    {told:?}, not {code}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_is_missing_elsewhere_is_told_beside_a_mistake() {
    // The mistake is in one table, what is missing in another.
    assert_eq!(told(ORDER, "owner = \"Growth\"\nstatus", "tags = 3\nstatus"), ["no-owner", "wrong-type"]);
    assert_eq!(
        told(MAYA, "name = \"Maya Okafor\"\nowner", "tags = 3\nowner"),
        ["missing-field", "wrong-type"],
        "another field is no reason"
    );
    let told = told(ORDER, "pain_points = [\"no-price\"]", "actions = 3");
    assert!(told.contains(&"low-point-without-pain-point") && told.contains(&"wrong-type"), "{told:?}");
}
