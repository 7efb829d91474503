//! The manual's examples are true: each raises the rule that it explains, and what to write instead raises nothing.
//!
//! An example is laid over a small site that has a persona `maya` and an image `van.svg`; every warning but the rule's own is off.

use wayfare::diagnostics::{Code, Diagnostics, Level, LevelPolicy, Severity, TextStyle, render_text};
use wayfare::load::{LoadOptions, load};
use wayfare::source::{ImageInfo, Source, SourceContent, SourceTree};
use wayfare::svg::fonts::shipped_font_book;
use wayfare::theme::Theme;
use wayfare::view::picture::check_glyphs;

/// Rules whose examples cannot be written down as files of a site: bytes, permissions, sizes, what is not there, templates.
const NOT_FILES: &[Code] = &[
    Code::NotUtf8,
    Code::UnreadableFile,
    Code::FileTooLarge,
    Code::ControlCharacter,
    Code::MissingSettings,
    Code::TemplateSyntax,
    Code::TemplateFailed,
    Code::MissingString,
];

const BASE: &[(&str, &str)] = &[
    ("wayfare.toml", "title = \"Maps\"\ndate = 2026-11-21\n"),
    ("content/personas/maya.md", "+++\nname = \"Maya Okafor\"\n+++\nShe likes carrots.\n"),
];

/// The files of a section, and the language of each block.
fn files_of(page: &str, section: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut here = false;
    let mut fence: Option<&str> = None;
    // Whether the block that is open belongs to a file.
    let mut named = false;
    for line in page.lines() {
        match fence {
            Some(end) if line == end => fence = None,
            Some(_) => {
                if let Some((_, text)) = files.last_mut().filter(|_| named) {
                    text.push_str(line);
                    text.push('\n');
                }
            }
            None if line.starts_with("```") => {
                let ticks = line.len() - line.trim_start_matches('`').len();
                fence = line.get(..ticks);
                let path = line.split_once("file=").map(|(_, path)| path.trim()).filter(|_| here);
                named = path.is_some();
                files.extend(path.map(|path| (path.to_owned(), String::new())));
            }
            None if line.starts_with("## ") => here = line == format!("## {section}"),
            None => {}
        }
    }
    files
}

fn tree(files: &[(String, String)]) -> SourceTree {
    let text = |path: &str, text: &str| Source { path: path.into(), content: SourceContent::Text(text.into()) };
    let mut sources: Vec<Source> = BASE.iter().map(|(path, content)| text(path, content)).collect();
    for folder in ["content", "content/journeys"] {
        sources.push(Source {
            path: format!("{folder}/van.svg").into(),
            content: SourceContent::Binary { byte_length: 100, image: Some(ImageInfo { width: 40, height: 30 }) },
        });
    }
    sources.extend(files.iter().map(|(path, content)| text(path, content)));
    SourceTree::new(sources)
}

/// What is told of a site when only one rule's warnings are on.
fn told(tree: &SourceTree, code: Code) -> Diagnostics {
    let mut policy = LevelPolicy::new();
    for other in Code::ALL.iter().filter(|other| **other != code && other.is_adjustable()) {
        policy.set_for_command(*other, Severity::Allow);
    }
    let loaded = load(tree, &LoadOptions { policy, ..LoadOptions::default() });
    let mut diagnostics = loaded.diagnostics;
    let settings = &loaded.site.settings;
    let (theme, told) = Theme::load(tree, &settings.theme, &settings.language);
    diagnostics.extend(told);
    diagnostics.extend(theme.stylesheet(&settings.brand).1);
    diagnostics.extend(check_glyphs(&loaded.site, tree, &shipped_font_book().unwrap()));
    let policy = loaded.policy;
    diagnostics
        .finish(|diagnostic| policy.level(diagnostic).filter(|level| *level != Level::Note || diagnostic.code == code))
}

#[test]
fn every_rule_has_an_example() {
    for code in Code::ALL {
        assert_eq!(files_of(code.manual(), "Example").is_empty(), NOT_FILES.contains(code), "{}", code.name());
    }
}

#[test]
fn every_example_of_the_manual_is_true() {
    let mut wrong = String::new();
    for code in Code::ALL.iter().copied().filter(|code| !NOT_FILES.contains(code)) {
        let page = code.manual();
        for (section, expected) in [("Example", &[code][..]), ("Instead", &[])] {
            let files = files_of(page, section);
            // What mends a missing font is a font, not a text.
            if files.is_empty() && section == "Instead" {
                continue;
            }
            let tree = tree(&files);
            let diagnostics = told(&tree, code);
            let mut codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
            codes.dedup();
            if codes != expected {
                let shown = render_text(&diagnostics, &tree, TextStyle::default());
                wrong.push_str(&format!("---- {} of {}\n{shown}\n", section, code.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
