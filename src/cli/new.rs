//! `wayfare new`: a file of one kind, at its place, with remarks that explain what can stand in it.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::Outcome;
use super::say::Say;
use crate::content::discover::FOLDERS;
use crate::content::read_site;
use crate::diagnostics::nearest;
use crate::fs;
use crate::slug::Slug;
use crate::starter::{EntryKind, JourneyForm, NewEntry, Preset, SiteFacts, StarterFile, entry_file};

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// What to begin
    #[arg(value_parser = kind_parser())]
    kind: EntryKind,

    /// What it is called; the name of its file is made from it
    #[arg(required = true, num_args = 1..)]
    title: Vec<String>,

    /// The form of a journey [default: five-stage]
    #[arg(long, value_parser = preset_parser(), conflicts_with = "stages")]
    preset: Option<Preset>,

    /// The stages of a journey, in your own words, with commas between them
    #[arg(long, value_name = "\"A, B, C\"")]
    stages: Option<String>,

    /// Who walks a journey: the name of a file in content/personas/ (can be said again)
    #[arg(long, value_name = "NAME")]
    persona: Vec<String>,

    /// The team that looks after it
    #[arg(long, value_name = "TEAM")]
    owner: Option<String>,
}

fn kind_parser() -> impl TypedValueParser<Value = EntryKind> {
    let names =
        EntryKind::ALL.iter().map(|kind| kind.names()).map(|(name, words)| PossibleValue::new(name).help(words));
    PossibleValuesParser::new(names).try_map(|name| EntryKind::from_name(&name).ok_or("no such kind"))
}

pub(super) fn preset_parser() -> impl TypedValueParser<Value = Preset> {
    let names = Preset::ALL.iter().map(|preset| PossibleValue::new(preset.name()).help(preset.description()));
    PossibleValuesParser::new(names).try_map(|name| Preset::from_name(&name).ok_or("no such preset"))
}

pub(super) fn run(root: &Path, arguments: &NewArguments, say: &Say) -> Outcome {
    match begin(root, arguments, say) {
        Ok((path, walker)) => {
            say.result(&path.display().to_string());
            if let Some(walker) = walker {
                say.note(&format!(
                    "{walker} walks it, as the first persona of the site; `--persona NAME` takes another."
                ));
            }
            say.note(&next_step(arguments.kind, &path));
            Outcome::Done
        }
        Err(Refusal { error, help }) => {
            say.mistake(&format!("error: {error}"));
            if let Some(help) = help {
                say.mistake(&format!("help: {help}"));
            }
            Outcome::Failed
        }
    }
}

/// Why there is no new file, and what to do about it.
struct Refusal {
    error: String,
    help: Option<String>,
}

impl Refusal {
    fn new(error: impl Into<String>, help: impl Into<String>) -> Self {
        Self { error: error.into(), help: Some(help.into()) }
    }
}

impl From<fs::Error> for Refusal {
    fn from(error: fs::Error) -> Self {
        Self { error: error.to_string(), help: error.help().map(str::to_owned) }
    }
}

/// The path of the new file, and who walks a new journey when nobody said and there were several to choose from.
fn begin(root: &Path, arguments: &NewArguments, say: &Say) -> Result<(PathBuf, Option<Box<str>>), Refusal> {
    let title = one_line(&arguments.title.join(" "));
    let form = journey_form(arguments)?;
    let (tree, _) = fs::read_tree(root, None)?;
    if tree.is_empty() {
        return Err(Refusal::new(
            format!("there is no site in {}", root.display()),
            "`wayfare init` begins one here; if there is one elsewhere, go there, or name it with `--site DIR`",
        ));
    }
    let (site, _) = read_site(&tree);
    let today = super::content::fallback_date(say).map_err(|_| Refusal { error: "no day".to_owned(), help: None })?;
    let facts = SiteFacts::of(&site, today);
    for persona in &arguments.persona {
        known_persona(persona, &facts)?;
    }
    let personas: Vec<Box<str>> = arguments.persona.iter().map(|persona| persona.as_str().into()).collect();
    let entry = NewEntry {
        form,
        personas: &personas,
        owner: arguments.owner.as_deref(),
        ..NewEntry::new(arguments.kind, &title)
    };
    let file = entry_file(&entry, &facts).ok_or_else(|| {
        Refusal::new(
            format!("`{title}` has no letter and no digit"),
            "the name of the file is made from the title: give it a word",
        )
    })?;
    is_free(root, arguments.kind, &file)?;
    write_new_files(root, std::slice::from_ref(&file))?;
    let is_chosen = arguments.kind == EntryKind::Journey && personas.is_empty() && facts.personas.len() > 1;
    Ok((PathBuf::from(file.path), facts.personas.into_iter().next().filter(|_| is_chosen)))
}

fn journey_form(arguments: &NewArguments) -> Result<JourneyForm, Refusal> {
    let is_journey = arguments.kind == EntryKind::Journey;
    for (flag, said) in [
        ("--preset", arguments.preset.is_some()),
        ("--stages", arguments.stages.is_some()),
        ("--persona", !arguments.persona.is_empty()),
    ] {
        if said && !is_journey {
            let (kind, _) = arguments.kind.names();
            return Err(Refusal::new(
                format!("`{flag}` is for journeys, and this is a {kind}"),
                "leave it out, or say `wayfare new journey`",
            ));
        }
    }
    let Some(stages) = &arguments.stages else {
        return Ok(JourneyForm::Preset(arguments.preset.unwrap_or(Preset::FiveStage)));
    };
    let names: Vec<String> = stages.split([',', ';', '\n']).map(one_line).filter(|name| !name.is_empty()).collect();
    let example = "for example: --stages \"Hears about it, Decides, Uses it\"";
    if names.is_empty() {
        return Err(Refusal::new("`--stages` names no stage", example));
    }
    let mut seen: Vec<Slug> = Vec::new();
    for name in &names {
        match Slug::from_text(name) {
            None => return Err(Refusal::new(format!("a stage `{name}` has no letter and no digit"), example)),
            Some(slug) if seen.contains(&slug) => {
                return Err(Refusal::new(
                    format!("two stages are called `{name}`"),
                    "give each stage a name of its own, since links lead to it by its name",
                ));
            }
            Some(slug) => seen.push(slug),
        }
    }
    Ok(JourneyForm::Stages(names))
}

fn known_persona(persona: &str, facts: &SiteFacts) -> Result<(), Refusal> {
    let known = || facts.personas.iter().map(|known| &**known);
    if known().any(|known| known == persona) {
        return Ok(());
    }
    // A name instead of the name of a file is a natural thing to say.
    let slug = Slug::from_text(persona);
    let guess = slug.as_ref().map(Slug::as_str).filter(|slug| known().any(|known| known == *slug));
    let help = match guess.or_else(|| nearest(persona, known())) {
        Some(near) => format!("did you mean `--persona {near}`?"),
        None if facts.personas.is_empty() => "begin one with: wayfare new persona \"A name\"".to_owned(),
        None => format!("the personas of this site: {}", known().collect::<Vec<_>>().join(", ")),
    };
    Err(Refusal::new(format!("there is no persona `{persona}`"), help))
}

/// Whether nothing lies where the file would, under that name as a file or as a folder with its own `index.md`.
fn is_free(root: &Path, kind: EntryKind, file: &StarterFile) -> Result<(), Refusal> {
    let stem = file.path.trim_end_matches(".md");
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let is_list = kind == EntryKind::Page
        && (FOLDERS.iter().any(|(folder, _)| *folder == name) || ["tags", "data", "insights"].contains(&name));
    if is_list || name == "index" {
        return Err(Refusal::new(
            format!("a {} cannot be called `{name}`: the site has a page of that address", kind.names().0),
            "give it another title",
        ));
    }
    for path in [file.path.clone(), format!("{stem}/index.md")] {
        if fs::exists(&root.join(&path)) {
            return Err(Refusal::new(
                format!("{path} is already there, and is as it was"),
                "open it, or give the new one another title",
            ));
        }
    }
    Ok(())
}

/// What a person does with the file next.
fn next_step(kind: EntryKind, path: &Path) -> String {
    let name = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    match kind {
        EntryKind::Journey => {
            "Next: open it, and replace the story line by line; `wayfare serve --open` shows it while you write."
                .to_owned()
        }
        EntryKind::Persona => {
            format!(
                "Next: open it, then let a journey name it: personas = [\"{name}\"], or wayfare new journey \"Title\" --persona {name}"
            )
        }
        EntryKind::Opportunity => {
            format!("Next: open it, then name it at a stage or step: opportunities = [\"{name}\"]")
        }
        EntryKind::Solution => {
            format!("Next: open it, then name it at a step or an opportunity: solutions = [\"{name}\"]")
        }
        EntryKind::PainPoint => format!("Next: open it, then name it at a stage or step: pain_points = [\"{name}\"]"),
        EntryKind::Source => format!("Next: open it, then name it where a claim stands: sources = [\"{name}\"]"),
        EntryKind::Metric => format!("Next: open it, then name it at a stage or step: metrics = [\"{name}\"]"),
        EntryKind::Touchpoint => "Next: open it. Steps that name it lead here from now on.".to_owned(),
        EntryKind::Channel => "Next: open it. Steps that name it lead here from now on.".to_owned(),
        EntryKind::Team => "Next: open it. What it owns leads here from now on.".to_owned(),
        EntryKind::Page => format!("Next: open it, and link to it from another page: [[{name}]]"),
        EntryKind::Term => "Next: open it. Pages that use the term lead here from now on.".to_owned(),
    }
}

/// One line, with single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes files that are not there yet, and the folders that they need. Of a failure nothing is left behind.
///
/// # Errors
/// When a file is there already, or the machine refuses.
pub(super) fn write_new_files(root: &Path, files: &[StarterFile]) -> Result<(), fs::Error> {
    let mut folders = Vec::new();
    let mut written = Vec::new();
    let result = files.iter().try_for_each(|file| {
        let path = root.join(&file.path);
        if let Some(folder) = path.parent() {
            folders.extend(fs::create_missing_folders(folder)?);
        }
        let result = fs::write_new(&path, file.text.as_bytes(), false);
        // A file that was there is not ours; one that was begun is, and goes.
        if !matches!(&result, Err(error) if error.kind == fs::ErrorKind::AlreadyExists) {
            written.push(path);
        }
        result
    });
    if result.is_err() {
        for path in &written {
            // What cannot be removed cannot have been written either, or the machine has told already.
            let _ = fs::remove_file(path);
        }
        for folder in folders.iter().rev() {
            let _ = fs::remove_folder(folder);
        }
    }
    result
}
