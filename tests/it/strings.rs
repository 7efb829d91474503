//! The words of the theme in every language that ships: none is missing, and each has its places.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

const LANGUAGES: [(&str, &[&str]); 6] = [
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("de", &["one", "other"]),
    ("es", &["one", "other"]),
    ("fr", &["one", "other"]),
    ("ja", &["other"]),
    ("pt", &["one", "other"]),
];

fn phrases(language: &str) -> BTreeMap<String, Value> {
    fn collect(table: Table, prefix: &str, into: &mut BTreeMap<String, Value>) {
        for (key, value) in table {
            let key = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
            match value {
                Value::Table(table) if !table.contains_key("other") => collect(table, &key, into),
                value => {
                    into.insert(key, value);
                }
            }
        }
    }
    let path = format!("{}/themes/default/strings/{language}.toml", env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeMap::new();
    collect(toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap(), "", &mut found);
    found
}

fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// What is wrong with one phrase.
fn fault(english: &Value, phrase: &Value, forms: &[&str]) -> Option<String> {
    match (english, phrase) {
        (Value::String(english), Value::String(phrase)) => {
            (places(english) != places(phrase)).then(|| format!("places: {phrase}"))
        }
        (Value::Array(english), Value::Array(phrase)) => {
            (english.len() != phrase.len()).then(|| format!("{} words instead of {}", phrase.len(), english.len()))
        }
        (Value::Table(english), Value::Table(phrase)) => {
            let found: BTreeSet<&str> = phrase.keys().map(String::as_str).collect();
            if found != forms.iter().copied().collect() {
                return Some(format!("forms: {found:?}"));
            }
            let wanted = places(english["other"].as_str().unwrap());
            // "A step" needs no number; nor does any form need what the English for one leaves out.
            let needed: BTreeSet<&str> = match english.get("one") {
                Some(one) => wanted.intersection(&places(one.as_str().unwrap())).copied().collect(),
                None => wanted.clone(),
            };
            phrase.values().map(|form| form.as_str().unwrap()).find_map(|form| {
                let has = places(form);
                let lacks_more = needed.difference(&has).any(|place| *place != "n");
                (lacks_more || !has.is_subset(&wanted)).then(|| format!("places: {form}"))
            })
        }
        // A language without plurals may say it in one phrase.
        (Value::Table(english), Value::String(phrase)) if forms == ["other"] => {
            (places(english["other"].as_str().unwrap()) != places(phrase)).then(|| format!("places: {phrase}"))
        }
        (_, phrase) => Some(format!("another kind of phrase: {phrase}")),
    }
}

#[test]
fn every_language_says_everything_with_the_same_places() {
    let english = phrases("en");
    let mut faults = Vec::new();
    for (language, forms) in LANGUAGES {
        let own = phrases(language);
        faults.extend(
            own.keys().filter(|key| !english.contains_key(*key)).map(|key| format!("{language}: unknown {key}")),
        );
        for (key, phrase) in &english {
            match own.get(key) {
                None => faults.push(format!("{language}: no {key}")),
                Some(own) => faults.extend(fault(phrase, own, forms).map(|why| format!("{language}: {key}: {why}"))),
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_site_of_each_language_builds_in_it() {
    use crate::support::{quoted_contents, run, wayfare, write_files};
    for (language, _) in LANGUAGES {
        let folder = tempfile::tempdir().unwrap();
        let config = format!("title = \"W\"\ndate = 2026-11-21\nlanguage = \"{language}\"\n");
        let journey = "+++\ntitle = \"T\"\n[[stages]]\nname = \"A\"\nemotion = -1.5\npain_points = [\"P\"]\n[[stages]]\nname = \"B\"\nemotion = 1\n+++\n";
        write_files(folder.path(), [("wayfare.toml", &*config), ("content/journeys/t.md", journey)]);
        let (status, _, told) = run(wayfare(folder.path()).args(["build", "--without", "png"]));
        assert_eq!(status, Some(0), "{told}");
        let files = quoted_contents(&folder.path().join("public"));
        let page = files.iter().find(|(path, _)| path == "journeys/t.html").unwrap();
        let page = String::from_utf8_lossy(&page.1);
        let direction = if language == "ar" { "rtl" } else { "ltr" };
        assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")), "{page}");
        let own = phrases(language);
        let skip = own["shell.skip"].as_str().unwrap();
        assert!(page.contains(skip), "{language}: {skip}");
        assert!(!page.contains("Pain points"), "{language} has a word for it");
    }
}

/// Keys that the program puts together: everything below these is said somewhere.
const BUILT: &[&str] = &[
    "column.",
    "entity.kind_",
    "fact.",
    "insight.",
    "kind.",
    "lane.",
    "lane_note.",
    "lists.count_",
    "mention_lane.",
    "navigation.",
    "persona_list.",
    "review.months_",
    "script.",
    "search.kind_",
    "section_",
    "source_kind.",
];

#[test]
fn every_phrase_is_said_somewhere() {
    let mut sources = String::new();
    for folder in ["src", "themes"] {
        let root = crate::support::repository().join(folder);
        for entry in walkdir::WalkDir::new(root).into_iter().map(Result::unwrap) {
            if entry.path().extension().is_some_and(|it| it == "rs" || it == "html" || it == "js") {
                sources.push_str(&std::fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    let keys = phrases("en").into_keys().filter(|key| BUILT.iter().all(|prefix| !key.starts_with(prefix)));
    let silent: Vec<String> = keys.filter(|key| !sources.contains(&format!("\"{key}\""))).collect();
    assert!(silent.is_empty(), "{silent:?}");
}
