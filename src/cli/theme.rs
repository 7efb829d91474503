//! `wayfare theme`: which themes there are, what one consists of, and files of one to change.

use std::collections::BTreeMap;
use std::path::Path;

use clap::Subcommand;

use super::Outcome;
use super::say::Say;
use crate::diagnostics::nearest;
use crate::fs;
use crate::theme::{BUILT_IN_THEMES, EmbeddedFile, Manifest};

#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// List the themes that this site can choose
    List,
    /// List the files of a built-in theme, or print one of them
    #[command(after_help = "Example:\n  wayfare theme show default templates/footer.html")]
    Show {
        /// `default`, `plain` or `brief`
        theme: String,
        /// A file of it, as the list names it
        file: Option<String>,
    },
    /// Copy files of a built-in theme into the site, to change them there: the site's file stands before the built-in one
    #[command(
        after_help = "Example (change the footer, keep the rest):\n  wayfare theme eject default templates/footer.html"
    )]
    Eject {
        /// `default`, `plain` or `brief`
        theme: String,
        /// The files, as `wayfare theme show` names them
        #[arg(required = true)]
        files: Vec<String>,
    },
}

pub(super) fn run(root: &Path, command: &ThemeCommand, say: &Say) -> Outcome {
    match command {
        ThemeCommand::List => list(root, say),
        ThemeCommand::Show { theme, file } => show(theme, file.as_deref(), say),
        ThemeCommand::Eject { theme, files } => eject(root, theme, files, say),
    }
}

/// The built-in themes and the site's own folders, with what their manifests say.
fn list(root: &Path, say: &Say) -> Outcome {
    let mut themes: BTreeMap<String, (Manifest, &str)> = BTreeMap::new();
    if let Ok((tree, _)) = fs::read_tree(root, None) {
        for (_, source) in tree.iter() {
            let Some((theme, path)) = source.path.strip_prefix("themes/").and_then(|rest| rest.split_once('/')) else {
                continue;
            };
            let entry = themes.entry(theme.to_owned()).or_insert((Manifest::default(), "of this site"));
            if let (true, crate::source::SourceContent::Text(text)) = (path == "theme.toml", &source.content) {
                entry.0 = toml::from_str(text).unwrap_or_default();
            }
        }
    }
    for (name, files) in BUILT_IN_THEMES {
        let text = files.iter().find(|file| file.path == "theme.toml").map(text_of).unwrap_or_default();
        let manifest: Manifest = toml::from_str(text).unwrap_or_default();
        let entry = themes.entry((*name).to_owned()).or_insert((Manifest::default(), "built in"));
        if entry.1 != "built in" {
            entry.1 = "built in, changed by this site";
        }
        entry.0.description = entry.0.description.take().or(manifest.description);
    }
    let width = themes.keys().map(String::len).max().unwrap_or_default();
    for (name, (manifest, origin)) in &themes {
        let description = manifest.description.as_deref().unwrap_or_default();
        say.result(format!("{name:width$}  {origin:8}  {description}").trim_end());
    }
    Outcome::Done
}

fn show(theme: &str, file: Option<&str>, say: &Say) -> Outcome {
    let Some(files) = built_in(theme, say) else { return Outcome::Failed };
    match file {
        None => {
            for file in files {
                say.result(file.path);
            }
            Outcome::Done
        }
        Some(path) => match find(files, theme, path, say) {
            Some(file) => {
                say.result(text_of(file).trim_end());
                Outcome::Done
            }
            None => Outcome::Failed,
        },
    }
}

fn eject(root: &Path, theme: &str, paths: &[String], say: &Say) -> Outcome {
    let Some(files) = built_in(theme, say) else { return Outcome::Failed };
    let mut wanted = Vec::new();
    for path in paths {
        let Some(file) = find(files, theme, path, say) else { return Outcome::Failed };
        let target = root.join("themes").join(theme).join(file.path);
        if fs::exists(&target) {
            say.mistake(&format!("error: {} is there already", target.display()));
            say.mistake("help: it is the site's own; delete it to begin again from the built-in one");
            return Outcome::Failed;
        }
        wanted.push((target, file.bytes));
    }
    for (target, bytes) in wanted {
        let written = match target.parent() {
            Some(folder) => fs::create_missing_folders(folder).map(|_| ()),
            None => Ok(()),
        };
        if let Err(error) = written.and_then(|()| fs::write_new(&target, bytes, false)) {
            say.failure(&error);
            return Outcome::Failed;
        }
        say.result(&target.display().to_string());
    }
    Outcome::Done
}

fn built_in(theme: &str, say: &Say) -> Option<&'static [EmbeddedFile]> {
    let found = BUILT_IN_THEMES.iter().find(|(name, _)| *name == theme).map(|(_, files)| *files);
    if found.is_none() {
        say.mistake(&format!("error: there is no built-in theme `{theme}`"));
        let names = BUILT_IN_THEMES.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>();
        say.mistake(&format!("help: these are built in: {}", names.join(", ")));
    }
    found
}

fn find(files: &'static [EmbeddedFile], theme: &str, path: &str, say: &Say) -> Option<&'static EmbeddedFile> {
    let found = files.iter().find(|file| file.path == path);
    if found.is_none() {
        say.mistake(&format!("error: the theme `{theme}` has no file `{path}`"));
        match nearest(path, files.iter().map(|file| file.path)) {
            Some(near) => say.mistake(&format!("help: did you mean `{near}`?")),
            None => {
                say.mistake(&format!("help: `wayfare theme show {theme}` lists its files; what it extends has more"));
            }
        }
    }
    found
}

/// The text of a file; empty for a font.
fn text_of(file: &EmbeddedFile) -> &'static str {
    std::str::from_utf8(file.bytes).unwrap_or_default()
}
