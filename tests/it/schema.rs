//! The schema says what the program takes: what is written is valid, what is mistaken is not.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use wayfare::content::decode::{Allowed, Shape};
use wayfare::diagnostics::Code;
use wayfare::interop::schema::{KINDS, schema};
use wayfare::load::{LoadOptions, load};
use wayfare::source::SourceTree;
use wayfare::starter::EntryKind;

use crate::support::{contents, repository, run, wayfare};

/// A validator for each kind.
struct Validators {
    schemas: boon::Schemas,
    by_kind: BTreeMap<&'static str, boon::SchemaIndex>,
}

impl Validators {
    fn new() -> Self {
        let (mut schemas, mut by_kind) = (boon::Schemas::new(), BTreeMap::new());
        for (kind, _) in KINDS {
            let mut compiler = boon::Compiler::new();
            let address = format!("file:///{kind}.json");
            compiler.add_resource(&address, schema(kind).expect("a schema")).expect("added");
            by_kind.insert(*kind, compiler.compile(&address, &mut schemas).expect("a sound schema"));
        }
        Self { schemas, by_kind }
    }

    /// What is wrong with a text of TOML; empty: nothing.
    fn told(&self, kind: &str, toml: &str) -> String {
        let table: toml::Table = toml.parse().unwrap_or_else(|error| panic!("{kind}: {error}\n{toml}"));
        let json = to_json(&toml::Value::Table(table));
        let found = self.schemas.validate(&json, self.by_kind[kind]);
        found.err().map_or_else(String::new, |error| format!("{error:#}"))
    }
}

/// As editors do it: dates become texts.
fn to_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
        toml::Value::Datetime(moment) => json!(moment.to_string()),
        toml::Value::Array(list) => list.iter().map(to_json).collect(),
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), to_json(value))).collect(),
    }
}

/// The kind of a content file, by its path, and its TOML.
fn front_matter<'t>(path: &str, text: &'t str) -> Option<(&'static str, &'t str)> {
    if path == "wayfare.toml" {
        return Some(("site", text));
    }
    // A translation (`order.de.md`) leaves out what its original has; schemas are of originals.
    if path.rsplit('/').next()?.matches('.').count() > 1 {
        return None;
    }
    let toml = text.strip_prefix("+++\n")?.split("\n+++").next()?;
    let folder = path.strip_prefix("content/")?.split_once('/').map_or("", |(folder, _)| folder);
    let of_folder = EntryKind::ALL.iter().find(|kind| kind.folder().strip_prefix("content/") == Some(folder));
    let kind = match of_folder {
        _ if path.ends_with("_index.md") => "introduction",
        Some(kind) => kind.names().0,
        None => "page",
    };
    Some((kind, toml))
}

#[test]
fn the_example_and_a_new_site_are_valid() {
    let validators = Validators::new();
    let new = tempfile::tempdir().expect("a folder");
    assert_eq!(run(wayfare(new.path()).arg("init")).0, Some(0));
    for kind in EntryKind::ALL {
        assert_eq!(run(wayfare(new.path()).args(["new", kind.names().0, "A title"])).0, Some(0));
    }
    let mut checked: BTreeMap<&str, usize> = BTreeMap::new();
    let example = ["content", "wayfare.toml"].map(|part| repository().join(part));
    let example = example.iter().flat_map(|part| {
        let paths = walkdir::WalkDir::new(part).into_iter().map(|entry| entry.expect("an entry").into_path());
        paths.filter(|path| path.is_file()).collect::<Vec<_>>()
    });
    let example = example.map(|path| {
        let below = path.strip_prefix(repository()).expect("below").to_string_lossy().into_owned();
        (below, std::fs::read(&path).expect("bytes"))
    });
    for (path, bytes) in example.chain(contents(new.path())) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let Some((kind, toml)) = front_matter(&path, &text) else { continue };
        assert_eq!(validators.told(kind, toml), "", "{path}");
        *checked.entry(kind).or_default() += 1;
    }
    assert_eq!(checked.len(), KINDS.len(), "{checked:?}");
    assert!(checked["journey"] > 10, "{checked:?}");
}

#[test]
fn planted_mistakes_are_refused() {
    let validators = Validators::new();
    let stage = "[[stages]]\nname = \"A\"\n";
    for (kind, toml, told) in [
        ("site", "titel = \"Maps\"".to_owned(), "titel"),
        ("site", "[lints]\nno-ownr = \"warn\"".to_owned(), "no-ownr"),
        ("site", "[lints]\nno-owner = \"sometimes\"".to_owned(), "/lints/no-owner"),
        ("journey", "summary = \"No title\"".to_owned(), "title"),
        ("journey", "title = \"A\"\nstatus = \"finished\"".to_owned(), "/status"),
        ("journey", "title = \"A\"\nreviewed = 3".to_owned(), "/reviewed"),
        ("journey", format!("title = \"A\"\n{stage}emotoin = 1"), "emotoin"),
        ("journey", format!("title = \"A\"\n{stage}emotion = true"), "/stages/0/emotion"),
        ("journey", format!("title = \"A\"\n{stage}legal = \"Terms\""), "legal"),
        ("journey", format!("title = \"A\"\n{stage}[[stages.steps]]\nname = \"B\"\nlegal = \"Terms\""), "legal"),
        ("journey", format!("title = \"A\"\n{stage}pain_points = [{{ text = \"No price\", severty = 3 }}]"), "severty"),
        (
            "journey",
            format!("title = \"A\"\n{stage}pain_points = [{{ text = \"No price\", severity = 9 }}]"),
            "severity",
        ),
        ("journey", format!("title = \"A\"\n{stage}actions = {{ text = \"Asks\", severity = 3 }}"), "severity"),
        ("persona", "name = \"A\"\nscales = [{ name = \"Time\", value = 7 }]".to_owned(), "/scales/0/value"),
        ("persona", "name = \"A\"\nallow = [\"no-such-rule\"]".to_owned(), "/allow"),
    ] {
        let found = validators.told(kind, &toml);
        assert!(found.contains(told), "{kind}\n{toml}\n{found}");
    }
    for toml in [
        "name = \"A\"\nstage = { name = \"B\", emotion = { from = 1, to = -1 } }\ncustom_lanes.legal.title = \"Law\""
            .to_owned(),
        format!(
            "title = \"A\"\n[custom_lanes.legal]\n{stage}legal = [\"Terms\", {{ text = \"Consent\", id = \"c\" }}]"
        ),
        format!("title = \"A\"\nkind = \"neighbor\"\n{stage}emotion = {{ maya = 1, tom = {{ score = \"bad\" }} }}"),
    ] {
        assert_eq!(validators.told("journey", &toml), "", "{toml}");
    }
}

#[test]
fn every_key_is_described() {
    fn walk(value: &Value, path: &str, faults: &mut Vec<String>) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            // The part that only forbids (under `else`) repeats keys that are described elsewhere.
            for (key, schema) in properties.iter().filter(|_| !path.contains("/else")) {
                let words = schema["description"].as_str().unwrap_or_default();
                if words.len() < 8 || !words.ends_with('.') {
                    faults.push(format!("{path}/{key}: {words:?}"));
                }
            }
        }
        let children: Vec<(String, &Value)> = match value {
            Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
            Value::Array(list) => list.iter().map(|value| (String::new(), value)).collect(),
            _ => Vec::new(),
        };
        for (key, value) in children {
            walk(value, &format!("{path}/{key}"), faults);
        }
    }
    let mut faults = Vec::new();
    for (kind, _) in KINDS {
        walk(&schema(kind).expect("a schema"), kind, &mut faults);
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn words_that_editors_offer_are_those_that_the_program_takes() {
    let refused = |kind: EntryKind, key: &str, word: &str| {
        let path = format!("{}/x.md", kind.folder());
        let title = if kind == EntryKind::Persona { "name" } else { "title" };
        let text = format!("+++\n{title} = \"X\"\n{key} = {word}\n+++\n");
        let tree = SourceTree::from_texts([("wayfare.toml", "title = \"Maps\"\n"), (path.as_str(), text.as_str())]);
        let told = load(&tree, &LoadOptions::default()).diagnostics;
        told.iter().any(|found| matches!(found.code, Code::UnknownValue | Code::OutOfRange))
    };
    let mut seen = 0;
    for kind in EntryKind::ALL.iter().filter(|kind| **kind != EntryKind::Term) {
        let (_, table) = KINDS.iter().find(|(name, _)| *name == kind.names().0).expect("a schema of each kind");
        for field in table.fields.iter().filter(|field| matches!(field.shape, Shape::Text | Shape::Number)) {
            let (words, wrong): (Vec<String>, _) = match field.allowed {
                Allowed::Words(words) => (words.iter().map(|word| format!("\"{word}\"")).collect(), Some("\"zzz\"")),
                Allowed::UsualWords(words) => (words.iter().map(|word| format!("\"{word}\"")).collect(), None),
                Allowed::Rating => (vec!["1".to_owned(), "5".to_owned()], Some("6")),
                _ => continue,
            };
            seen += 1;
            for word in &words {
                assert!(!refused(*kind, field.key, word), "{} = {word} of {}", field.key, table.what);
            }
            assert!(wrong.is_none_or(|wrong| refused(*kind, field.key, wrong)), "{} of {}", field.key, table.what);
        }
    }
    assert!(seen >= 18, "{seen} fields");
}

#[test]
fn the_command_prints_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (status, out, err) = run(wayfare(folder.path()).args(["schema", "site"]));
    assert_eq!((status, err.as_str()), (Some(0), ""));
    assert_eq!(serde_json::from_str::<Value>(&out).expect("JSON"), schema("site").expect("a schema"));
    assert_eq!(run(wayfare(folder.path()).args(["schema", "sites"])).0, Some(2));
}
