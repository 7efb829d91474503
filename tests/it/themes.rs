//! Themes: the built-in ones, a stranger's in twenty lines, single overrides, and the contract that templates rely on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{copy_example, quoted_contents, repository, run, wayfare, write_files};

/// Everything that a stranger wrote in an hour: a manifest, four rules, a footer, a word, a picture.
const STRANGER: &[(&str, &str)] = &[
    (
        "themes/harbour/theme.toml",
        "title = \"Harbour\"\nextends = \"plain\"\nnavigation = [\"journeys\", \"personas\"]\n",
    ),
    (
        "themes/harbour/styles/96-harbour.css",
        ":root { --accent: #0b4f8a; --paper: #fffef8; }\nh1 { font-style: italic; }\n",
    ),
    (
        "themes/harbour/templates/footer.html",
        "<footer class=\"page-footer\"><p>{{ shell.site_title }}, by the harbour</p>\n{% for link in shell.footer %}<a href=\"{{ link.href }}\">{{ link.label }}</a>\n{% endfor %}</footer>\n",
    ),
    ("themes/harbour/strings/en.toml", "[navigation]\njourneys = \"Voyages\"\n"),
    ("themes/harbour/static/anchor.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
];

/// The example with further files and another theme, built. Gives the files by path, and what was told.
fn built_with(theme: &str, files: &[(&str, &str)], expected: i32) -> (BTreeMap<String, String>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    copy_example(folder.path());
    write_files(folder.path(), files.iter().copied());
    let settings = folder.path().join("wayfare.toml");
    let text = std::fs::read_to_string(&settings).expect("the settings");
    std::fs::write(&settings, text.replace("theme       = \"default\"", &format!("theme = \"{theme}\"")))
        .expect("written");
    let (status, _, told) =
        run(wayfare(folder.path()).args(["build", "--without", "png,svg,json", "--output", "public"]));
    assert_eq!(status, Some(expected), "{told}");
    let output = folder.path().join("public");
    let files = if output.exists() { quoted_contents(&output) } else { Vec::new() };
    (files.into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect(), told)
}

#[test]
fn a_theme_in_twenty_lines_changes_what_it_says_and_nothing_else() {
    assert!(STRANGER.iter().map(|(_, text)| text.lines().count()).sum::<usize>() <= 20);
    let (files, told) = built_with("harbour", STRANGER, 0);
    assert!(!told.contains("warning["), "{told}");
    let page = &files["journeys/first-box.html"];
    for expected in ["by the harbour", ">Voyages</a>", "id=\"_grid\""] {
        assert!(page.contains(expected), "{expected}");
    }
    assert!(!page.contains("<script"), "its parent has none");
    assert!(files["assets/site.css"].contains("--paper: #fffef8"));
    assert!(files.contains_key("assets/anchor.svg"));
}

#[test]
fn plain_has_no_script_and_brief_has_all_pages() {
    let (plain, _) = built_with("plain", &[], 0);
    assert!(!plain.contains_key("assets/site.js") && plain.contains_key("search.html"));
    assert!(
        plain.iter().all(|(path, text)| !path.ends_with(".html")
            || path.ends_with(".slides.html")
            || !text.contains("<script"))
    );
    let (brief, _) = built_with("brief", &[], 0);
    assert!(brief["assets/site.css"].contains("108rem"));
    assert!(brief["index.html"].contains("assets/site.js"));
}

/// The example is built beside the themes' folders and takes their files from there: it would not miss one that the program has not.
#[test]
fn the_program_carries_every_file_of_its_themes() {
    for (theme, files) in wayfare::theme::BUILT_IN_THEMES {
        let mut carried: Vec<&str> = files.iter().map(|file| file.path).collect();
        let root = repository().join("themes").join(theme);
        let mut there = Vec::new();
        for folder in ["scripts", "static", "static/fonts", "strings", "styles", "templates", "templates/journey"] {
            for entry in std::fs::read_dir(root.join(folder)).into_iter().flatten().flatten() {
                if entry.path().is_file() {
                    there.push(format!("{folder}/{}", entry.file_name().to_string_lossy()));
                }
            }
        }
        there.push("theme.toml".to_owned());
        there.sort_unstable();
        carried.sort_unstable();
        assert_eq!(carried, there, "{theme}");
    }
}

#[test]
fn broken_files_of_a_theme_are_told_at_their_place() {
    for (path, text, expected) in [
        ("themes/default/templates/footer.html", "<p>\n{% if %}", "footer.html:2:"),
        ("themes/default/strings/en.toml", "[shell]\nskip = ", "en.toml:2:"),
        ("themes/default/theme.toml", "title = 3\n", "theme.toml:1:"),
    ] {
        let (_, told) = built_with("default", &[(path, text)], 1);
        assert!(told.contains(expected), "{expected}: {told}");
    }
}

#[test]
fn a_pale_brand_is_told_at_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    copy_example(folder.path());
    let settings = folder.path().join("wayfare.toml");
    let text = std::fs::read_to_string(&settings).expect("the settings");
    let line = text.lines().position(|line| line.starts_with("accent")).map_or(0, |at| at + 1);
    std::fs::write(&settings, text.replace("\"#04586a\"", "\"#ffe040\"")).expect("written");
    let (_, _, told) = run(wayfare(folder.path()).arg("check"));
    assert!(told.contains("low-contrast") && told.contains(&format!("wayfare.toml:{line}:")), "{told}");
}

#[test]
fn themes_are_listed_shown_and_taken_over() {
    let folder = tempfile::tempdir().expect("a folder");
    copy_example(folder.path());
    let (_, listed, _) = run(wayfare(folder.path()).args(["theme", "list"]));
    for name in ["brief", "default", "plain"] {
        assert!(listed.lines().any(|line| line.starts_with(name)), "{listed}");
    }
    let (_, shown, _) = run(wayfare(folder.path()).args(["theme", "show", "default", "templates/footer.html"]));
    assert!(shown.contains("<footer"), "{shown}");
    let eject = ["theme", "eject", "default", "templates/footer.html"];
    let (status, _, told) = run(wayfare(folder.path()).args(eject));
    assert_eq!(status, Some(0), "{told}");
    assert!(folder.path().join("themes/default/templates/footer.html").exists());
    let (status, _, told) = run(wayfare(folder.path()).args(eject));
    assert_eq!((status, told.contains("is there already")), (Some(2), true), "{told}");
    let (status, _, told) = run(wayfare(folder.path()).args(["theme", "show", "default", "templates/foter.html"]));
    assert_eq!((status, told.contains("did you mean `templates/footer.html`")), (Some(2), true), "{told}");
}

// ---- The contract ---------------------------------------------------------------------------------------------------

/// Templates that are whole pages: those that the program fills.
fn page_templates() -> Vec<String> {
    let folder = repository().join("themes/default/templates");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the templates")
        .filter_map(|entry| {
            let path: PathBuf = entry.expect("an entry").path();
            let text = std::fs::read_to_string(&path).ok()?;
            text.contains("extends \"base.html\"")
                .then(|| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        })
        .collect();
    names.sort();
    names
}

/// The kinds of values at each path: `rows[].title`, of all pages that a template fills.
type Fields = BTreeMap<String, std::collections::BTreeSet<&'static str>>;

fn collect(path: &str, value: &Value, fields: &mut Fields) {
    let kind = match value {
        Value::Null => "nothing",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "group",
    };
    fields.entry(path.to_owned()).or_default().insert(kind);
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(&format!("{path}[]"), item, fields)),
        Value::Object(entries) => {
            for (key, entry) in entries {
                let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                collect(&below, entry, fields);
            }
        }
        _ => {}
    }
}

/// What each template is given, as the built example shows it: a template that prints its own context.
fn contract() -> String {
    let names = page_templates();
    let overrides: Vec<(String, String)> = names
        .iter()
        .map(|name| (format!("themes/default/templates/{name}"), format!("{name}\n{{{{ __tera_context | safe }}}}")))
        .collect();
    let files: Vec<(&str, &str)> = overrides.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (built, _) = built_with("default", &files, 0);
    let mut templates: BTreeMap<String, Fields> = BTreeMap::new();
    let mut shell = Fields::new();
    for text in built.iter().filter(|(path, _)| path.ends_with(".html")).map(|(_, text)| text) {
        let Some((name, context)) = text.split_once('\n').filter(|(name, _)| names.iter().any(|known| known == name))
        else {
            continue;
        };
        let Ok(Value::Object(mut context)) = serde_json::from_str(&to_json(context)) else {
            panic!("{name}: {context}")
        };
        if let Some(own) = context.remove("shell") {
            collect("shell", &own, &mut shell);
        }
        collect("", &Value::Object(context), templates.entry(name.to_owned()).or_default());
    }
    let mut written = String::from(HEAD);
    written.push_str("\n## On every page\n\n");
    write_fields(&mut written, &shell);
    for (name, fields) in &templates {
        written.push_str(&format!("\n## {name}\n\n"));
        write_fields(&mut written, fields);
    }
    written
}

/// The engine's dump is JSON but for two things: what is missing is written as nothing, and some signs are escaped as in Rust.
fn to_json(dump: &str) -> String {
    let mut json = String::with_capacity(dump.len());
    let (mut in_text, mut before) = (false, ' ');
    let mut signs = dump.chars();
    while let Some(sign) = signs.next() {
        if in_text && sign == '\\' {
            match signs.next() {
                Some('u') => {
                    let digits: String = signs.by_ref().skip(1).take_while(|digit| *digit != '}').collect();
                    let sign = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).unwrap_or(' ');
                    json.push_str(serde_json::to_string(&sign).unwrap_or_default().trim_matches('"'));
                }
                Some('\'') => json.push('\''),
                Some('0') => json.push(' '),
                Some(other) => json.extend(['\\', other]),
                None => {}
            }
            continue;
        }
        let is_missing = match before {
            ':' => matches!(sign, ',' | '}' | ']'),
            ',' => matches!(sign, ',' | ']'),
            '[' => sign == ',',
            _ => false,
        };
        if !in_text && is_missing {
            json.push_str("null");
        }
        in_text ^= sign == '"';
        if !sign.is_whitespace() {
            before = if in_text { '"' } else { sign };
        }
        json.push(sign);
    }
    json
}

fn write_fields(written: &mut String, fields: &Fields) {
    written.push_str("```text\n");
    let shown: Vec<(&String, String)> = fields
        .iter()
        .filter(|(path, _)| !path.is_empty())
        .map(|(path, kinds)| (path, kinds.iter().copied().collect::<Vec<_>>().join(", ")))
        // What a list or a group holds says it all.
        .filter(|(path, kinds)| {
            !(kinds == "group" || kinds == "list")
                || !fields.keys().any(|other| other.len() > path.len() && other.starts_with(path.as_str()))
        })
        .collect();
    for (path, kinds) in shown {
        written.push_str(&format!("{path}: {kinds}\n"));
    }
    written.push_str("```\n");
}

const HEAD: &str = include_str!("theme_contract.md");

#[test]
fn the_readme_of_the_theme_says_what_templates_are_given() {
    let path = repository().join("themes/default/README.md");
    let contract = contract();
    if std::env::var_os("WAYFARE_BLESS").is_some() {
        std::fs::write(&path, &contract).expect("written");
        return;
    }
    assert_same(&std::fs::read_to_string(&path).unwrap_or_default(), &contract, &path);
}

#[track_caller]
fn assert_same(written: &str, contract: &str, path: &Path) {
    let differs = written.lines().zip(contract.lines()).find(|(a, b)| a != b);
    assert!(
        written == contract,
        "{}: first difference {differs:?}; look at it, then write it anew with WAYFARE_BLESS=1",
        path.display()
    );
}
