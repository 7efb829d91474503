//! What is wrong with a file as a whole: with the frame of its settings, or with the folder that it lies in.

use toml::de::DeTable;

use super::front_matter::FrontMatter;
use super::raw::RawPersona;
use super::read::Entity;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceId, Span};

/// Files in a folder whose name nearly has a meaning.
pub(super) fn misplaced(source: SourceId, written: &str, meant: &str, inside: bool) -> Diagnostic {
    let consequence = if inside {
        "Its files are plain pages now: only folders with a known name hold personas, journeys and so on."
    } else {
        "Only files below `content/` are read."
    };
    Diagnostic::new(Code::UnknownFolder, Span::whole(source), format!("the folder `{written}` has no meaning"))
        .reason(consequence)
        .help(format!("did you mean `{meant}`?"))
}

/// A journey or a persona in a folder of other things: told once, instead of once for each of its fields.
pub(super) fn misplaced_entry<T: Entity>(table: &DeTable<'_>, opening: Span) -> Option<Diagnostic> {
    let foreign = |keys: &[&str]| keys.iter().filter(|key| table.contains_key(**key) && !T::TABLE.knows(key)).count();
    let (what, folder) = if foreign(&["stages", "stage"]) > 0 {
        ("a journey", "content/journeys/")
    } else if table.contains_key("name") && foreign(&RawPersona::TABLE.keys().collect::<Vec<_>>()) > 1 {
        ("a persona", "content/personas/")
    } else {
        return None;
    };
    Some(
        Diagnostic::new(
            Code::UnknownField,
            opening,
            format!("this is {what}, and stands where {} is expected", T::TABLE.what),
        )
        .reason("what a file is, its folder says; here its fields mean nothing")
        .help(format!("move the file to {folder}")),
    )
}

/// Front matter whose `+++` is wrong or missing.
pub(super) fn broken_frame(source: SourceId, front_matter: &FrontMatter) -> Diagnostic {
    match front_matter {
        FrontMatter::Unclosed { opening, likely_end, .. } => {
            let opening = Span::new(source, opening.start, opening.end);
            let diagnostic = Diagnostic::new(Code::UnclosedFrontMatter, opening, "this front matter does not end")
                .label("it begins here");
            match likely_end {
                Some(words) if words.is_empty() => {
                    let words = Span::new(source, words.start, words.end);
                    diagnostic
                        .also(words, "do the words begin here?")
                        .help("put a line `+++` between the settings and the words")
                        .suggest(words, "+++\n")
                }
                Some(line) => {
                    let line = Span::new(source, line.start, line.end);
                    diagnostic
                        .also(line, "was this meant as its end?")
                        .help("end it with a line `+++`")
                        .suggest(line, "+++")
                }
                None => diagnostic
                    .reason("Without an end nobody can tell the settings from the words.")
                    .help("put a line `+++` between the settings and the words"),
            }
        }
        FrontMatter::Late { opening, .. } => {
            let span = Span::new(source, opening.start, opening.end);
            Diagnostic::new(Code::MissingFrontMatter, span, "front matter is the first thing in a file")
                .label("nothing may stand above this line")
                .reason("What stands above it makes all of the file plain words.")
                .help("move what stands above this line below the second `+++`")
        }
        FrontMatter::Unopened { opening, is_closed, .. } => {
            let span = Span::new(source, opening.start, opening.end);
            let diagnostic = Diagnostic::new(Code::MissingFrontMatter, span, "a line `+++` is missing above this line")
                .reason("The settings of a file stand at its top, between two lines of `+++`.")
                .suggest(Span::new(source, opening.start, opening.start), "+++\n");
            if *is_closed {
                diagnostic.help("put a line `+++` above the settings")
            } else {
                diagnostic.help("put a line `+++` above the settings and one below them")
            }
        }
        FrontMatter::Misspelled { opening, .. } => {
            let span = Span::new(source, opening.start, opening.end);
            Diagnostic::new(Code::TomlSyntax, span, "front matter begins with three `+`, no more and no less")
                .help("and it ends with a line `+++`")
                .suggest(span, "+++")
        }
        _ => Diagnostic::new(Code::TomlSyntax, Span::whole(source), "this front matter cannot be read"),
    }
}

/// Settings below the line that ends them.
pub(super) fn settings_below(heading: Span) -> Diagnostic {
    Diagnostic::new(Code::TomlSyntax, heading, "settings stand below the line `+++` that ends them")
        .label("this and what follows it")
        .reason("What stands below that line are words, which the page shows as they are.")
        .help("move these lines above the second `+++`")
}

/// A file without the settings that its kind needs.
pub(super) fn without_front_matter<T: Entity>(source: SourceId, text: &str) -> Diagnostic {
    let first_line = text.lines().next().unwrap_or_default();
    let end = first_line.char_indices().nth(80).map_or(first_line.len(), |(position, _)| position);
    let required: Vec<String> = T::TABLE
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| format!("{} = {}", field.key, field.example_value()))
        .collect();
    let diagnostic = Diagnostic::new(
        Code::MissingFrontMatter,
        Span::new(source, 0, end),
        format!("{} needs front matter", T::TABLE.what),
    )
    .reason("The settings of a file stand at its top, between two lines of `+++`.");
    diagnostic.help(format!("begin the file with the lines: +++, {}, +++", required.join(", ")))
}
