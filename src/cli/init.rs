//! `wayfare init`: a small site that builds at once and teaches by its remarks.
//!
//! 1. What the flags do not say is asked on a terminal; elsewhere the defaults are taken, and a line says so: a pipe may stay open for
//!    ever, so nothing is read from one.
//! 2. Nothing is written while anything is in the way, and nothing that was there is touched.
//! 3. When the machine fails half-way, what was written is taken away again.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::ask::{Asker, Gone};
use super::new::{one_line, preset_parser, write_new_files};
use super::say::Say;
use crate::fs;
use crate::slug::Slug;
use crate::starter::{NewSite, Preset, StarterFile, site_files};

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The folder to begin in; made when it is not there
    folder: Option<PathBuf>,

    /// The title of the site
    #[arg(long)]
    title: Option<String>,

    /// The name of the first persona
    #[arg(long, value_name = "NAME")]
    persona: Option<String>,

    /// The title of the first journey
    #[arg(long, value_name = "TITLE")]
    journey: Option<String>,

    /// The team that looks after the maps
    #[arg(long, value_name = "TEAM")]
    owner: Option<String>,

    /// The form of the first journey
    #[arg(long, value_parser = preset_parser())]
    preset: Option<Preset>,
}

pub(super) fn run(site: &Path, arguments: &InitArguments, say: &Say) -> Outcome {
    let folder = arguments.folder.as_deref().unwrap_or(site);
    if let Err(outcome) = nothing_in_the_way(folder, say) {
        return outcome;
    }
    let Ok(answers) = answers(arguments, say) else {
        say.mistake("Nothing was written.");
        return Outcome::Failed;
    };
    for (flag, name) in [("persona", &answers.persona), ("journey", &answers.journey), ("owner", &answers.owner)] {
        if let Err(why) = nameable(name) {
            say.mistake(&format!("error: `--{flag} {name}`: {why}"));
            return Outcome::Failed;
        }
    }
    let new = NewSite {
        title: &answers.title,
        persona: &answers.persona,
        journey: &answers.journey,
        preset: answers.preset,
        owner: &answers.owner,
    };
    let Ok(today) = super::content::fallback_date(say) else { return Outcome::Failed };
    let files = site_files(&new, today).unwrap_or_default();
    let (files, kept) = without_own_gitignore(folder, files);
    if let Err(error) = write_new_files(folder, &files) {
        say.failure(&error);
        say.mistake("Nothing was written.");
        return Outcome::Failed;
    }
    for file in &files {
        say.result(&shown(folder).join(&file.path).display().to_string());
    }
    if !answers.defaults.is_empty() {
        say.note(&format!(
            "Nothing was asked, because there is no terminal to answer at. These were taken:\n  {}",
            answers.defaults.join("\n  ")
        ));
    }
    if kept {
        say.note("Your .gitignore is as it was; add a line /public to it, where the built site goes.");
    }
    let go_there =
        if shown(folder).as_os_str().is_empty() { String::new() } else { format!("  cd {}\n", folder.display()) };
    say.note(&format!(
        "\nNext:\n{go_there}  wayfare serve --open     shows the site in your browser, and every change as you save it\n  wayfare build            makes the website in public/\n  wayfare new journey …    begins another map (also: persona, opportunity, source …)\nThe remarks in content/ explain what can be written where."
    ));
    Outcome::Done
}

/// The folder as part of a path: nothing for the folder that one is in.
fn shown(folder: &Path) -> &Path {
    if folder == Path::new(".") { Path::new("") } else { folder }
}

/// A site that is there already, or content of something else, is not mixed with a new one.
fn nothing_in_the_way(folder: &Path, say: &Say) -> Result<(), Outcome> {
    if fs::exists(&folder.join("wayfare.toml")) {
        say.mistake(&format!("error: there is a site in {} already, and nothing was written", folder.display()));
        say.mistake(
            "help: `wayfare new journey \"Title\"` adds a journey to it; or name another folder: `wayfare init maps`",
        );
        return Err(Outcome::Failed);
    }
    let content = folder.join("content");
    if fs::exists(&content) {
        let is_empty = fs::first_name(&content).map_err(|error| {
            say.failure(&error);
            Outcome::Failed
        })?;
        if let Some(name) = is_empty {
            say.mistake(&format!("error: {} is in the way: {name} is in it", content.display()));
            say.mistake("help: name an empty or a new folder, such as `wayfare init maps`; nothing was written");
            return Err(Outcome::Failed);
        }
    }
    Ok(())
}

/// A repository often has a `.gitignore` before it has anything else.
fn without_own_gitignore(folder: &Path, files: Vec<StarterFile>) -> (Vec<StarterFile>, bool) {
    let kept = fs::exists(&folder.join(".gitignore"));
    (files.into_iter().filter(|file| !kept || file.path != ".gitignore").collect(), kept)
}

/// Why a name cannot become an address.
fn nameable(name: &str) -> Result<(), String> {
    Slug::from_text(name)
        .map(|_| ())
        .ok_or_else(|| "the address is made from it, so it needs a letter or a digit".to_owned())
}

struct Answers {
    title: String,
    persona: String,
    journey: String,
    preset: Preset,
    owner: String,
    /// What nobody said and nobody could be asked for, as flags.
    defaults: Vec<String>,
}

fn answers(arguments: &InitArguments, say: &Say) -> Result<Answers, Gone> {
    let asks = std::io::stdin().is_terminal() && say.is_watched();
    let InitArguments { title, persona, journey, preset, owner, .. } = arguments;
    let given = |value: &Option<String>, default: &str| one_line(value.as_deref().unwrap_or(default));
    if !asks {
        let texts = [
            ("title", title, NewSite::DEFAULT.title),
            ("persona", persona, NewSite::DEFAULT.persona),
            ("journey", journey, NewSite::DEFAULT.journey),
            ("owner", owner, NewSite::DEFAULT.owner),
        ];
        let unsaid = texts.iter().filter(|(_, said, _)| said.is_none());
        let mut defaults: Vec<String> = unsaid.map(|(flag, _, text)| format!("--{flag} \"{text}\"")).collect();
        if preset.is_none() {
            defaults.push(format!("--preset {}", NewSite::DEFAULT.preset.name()));
        }
        return Ok(Answers {
            defaults,
            owner: given(owner, NewSite::DEFAULT.owner),
            title: given(title, NewSite::DEFAULT.title),
            persona: given(persona, NewSite::DEFAULT.persona),
            journey: given(journey, NewSite::DEFAULT.journey),
            preset: preset.unwrap_or(NewSite::DEFAULT.preset),
        });
    }
    let (mut input, mut output) = (std::io::stdin().lock(), say.questions());
    let mut asker = Asker { input: &mut input, output: &mut output };
    let mut ask = |value: &Option<String>, question: &str, default: &str| match value {
        Some(value) => Ok(one_line(value)),
        None => asker.text(question, default, |answer| nameable(answer).map(|()| answer.to_owned())),
    };
    let title = ask(title, "Title of the site", NewSite::DEFAULT.title)?;
    let persona = ask(persona, "Whom is it about? A first persona’s name", NewSite::DEFAULT.persona)?;
    let journey = ask(journey, "What do they go through? A first journey’s title", NewSite::DEFAULT.journey)?;
    let owner = ask(owner, "Who looks after the maps? A team’s name", NewSite::DEFAULT.owner)?;
    let preset = match preset {
        Some(preset) => *preset,
        None => {
            let choices: Vec<_> =
                Preset::ALL.iter().map(|preset| (*preset, preset.name(), preset.description())).collect();
            asker.choice("Its form", &choices)?
        }
    };
    Ok(Answers { title, persona, journey, preset, owner, defaults: Vec::new() })
}
