//! `wayfare import`: a foreign file becomes files of the site; whatever they cannot say is listed.

use std::path::Path;

use super::Outcome;
use super::arguments::ImportArguments;
use super::say::Say;
use crate::fs;
use crate::interop::{Import, ImportError, mermaid, ojf};

pub(super) fn run(site: &Path, arguments: &ImportArguments, say: &Say) -> Outcome {
    let file = &arguments.file;
    let text = match fs::read_text(file) {
        Ok(text) => text,
        Err(error) => {
            say.failure(&error);
            return Outcome::Failed;
        }
    };
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let import = match extension.as_deref() {
        Some("ojf" | "json") => ojf::import(&text, &stem),
        Some("mmd" | "mermaid") => mermaid::import(&text, &stem),
        _ => {
            say.mistake(&format!("error: {} is not a kind of file that can be imported", file.display()));
            say.mistake("help: files that end in `.ojf` (OpenJourney) or `.mmd` (Mermaid) can");
            return Outcome::Failed;
        }
    };
    match import {
        Ok(import) => write(site, &import, arguments, say),
        Err(error) => {
            tell_error(file, &error, say);
            Outcome::Mistakes
        }
    }
}

fn tell_error(file: &Path, error: &ImportError, say: &Say) {
    let place = error.line_and_column.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    say.mistake(&format!("error: {}{place}: {}", file.display(), error.message));
    say.mistake(&format!("help: {}", error.help));
}

fn write(site: &Path, import: &Import, arguments: &ImportArguments, say: &Say) -> Outcome {
    if arguments.dry_run {
        for (path, text) in &import.files {
            say.result(&format!("--- {path}\n{text}"));
        }
    } else {
        // All or nothing: no file is written while another is in the way. A persona that is already there is kept:
        // several maps speak of one person.
        let taken = |path: &str| !arguments.force && fs::exists(&site.join(path));
        let (kept, new): (Vec<_>, Vec<_>) =
            import.files.iter().partition(|(path, _)| path.starts_with("content/personas/") && taken(path));
        if let Some((path, _)) = new.iter().find(|(path, _)| taken(path)) {
            say.mistake(&format!("error: {path} is already there, and nothing was written"));
            say.mistake("help: rename the file to import, move the other away, or say `--force` to write over it");
            return Outcome::Failed;
        }
        for (path, text) in new {
            let target = site.join(path);
            let folders = target.parent().map_or(Ok(Vec::new()), fs::create_missing_folders);
            if let Err(error) = folders.and_then(|_| fs::replace_file(&target, text.as_bytes())) {
                say.failure(&error);
                return Outcome::Failed;
            }
            say.result(path);
        }
        for (path, _) in kept {
            say.note(&format!("{path} was already there and is unchanged"));
        }
    }
    if !import.unsaid.is_empty() {
        say.mistake(&format!("\nNot everything could be said ({}):", import.unsaid.len()));
        for unsaid in &import.unsaid {
            say.mistake(&format!("  {}: {}", unsaid.place, unsaid.what));
        }
    }
    Outcome::Done
}
