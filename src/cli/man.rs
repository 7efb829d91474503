//! `wayfare man`: the help texts as manual pages, for those who package the program.

use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::Outcome;
use super::arguments::Arguments;
use super::say::Say;
use crate::diagnostics::nearest;
use crate::fs;

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The page of one command, instead of the program's
    command: Option<String>,

    /// Write all pages into a folder, instead of one to standard output
    #[arg(long, short, value_name = "DIR", conflicts_with = "command")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &ManArguments, say: &Say) -> Outcome {
    let pages = pages();
    if let Some(folder) = &arguments.output {
        return match write(folder, &pages, say) {
            Ok(()) => Outcome::Done,
            Err(error) => {
                say.failure(&error);
                Outcome::Failed
            }
        };
    }
    let name = arguments.command.as_ref().map_or_else(|| "wayfare".to_owned(), |command| format!("wayfare-{command}"));
    if let Some((_, page)) = pages.iter().find(|(known, _)| *known == name) {
        say.result(page.trim_end());
        return Outcome::Done;
    }
    say.mistake(&format!("error: there is no page `{name}`"));
    if let Some(near) = nearest(&name, pages.iter().map(|(known, _)| known.as_str())) {
        say.mistake(&format!("help: did you mean `{}`?", near.trim_start_matches("wayfare-")));
    }
    Outcome::Failed
}

/// Name and text of every page; the program's own first.
fn pages() -> Vec<(String, String)> {
    let mut program = Arguments::command();
    // Gives commands their full names.
    program.build();
    let commands = std::iter::once(&program).chain(program.get_subcommands());
    commands
        .map(|command| {
            let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
            let mut page = Vec::new();
            // Writing to memory cannot fail.
            let _ = Man::new(command.clone()).render(&mut page);
            (name, String::from_utf8_lossy(&page).into_owned())
        })
        .collect()
}

fn write(folder: &Path, pages: &[(String, String)], say: &Say) -> Result<(), fs::Error> {
    fs::create_missing_folders(folder)?;
    for (name, page) in pages {
        let path = folder.join(format!("{name}.1"));
        fs::replace_file(&path, page.as_bytes())?;
        say.result(&path.display().to_string());
    }
    Ok(())
}
