//! The command line: words in, words and an exit status out. The only room that prints.
//!
//! Results go to standard output; progress and diagnostics go to standard error. Exit status: 0 done, 1 the content has
//! errors, 2 wrong usage or the machine failed.

mod arguments;
mod ask;
mod build;
mod completions;
mod content;
mod explain;
mod export;
mod import;
mod init;
mod man;
mod memory;
mod new;
mod progress;
mod say;
mod schema;
mod serve;
mod theme;
mod timings;
mod usage;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use arguments::{Arguments, Command};
use say::Say;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// The content has errors (or denied warnings).
    Mistakes,
    /// Wrong usage, or the machine failed.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Mistakes => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Runs the command that the process was started with.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // `--help` and `--version` come here too: they print to standard output and are no fault.
            let asks_for_help =
                !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
            if asks_for_help {
                let _ = error.print();
            } else {
                let typed: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
                Say::new(false, false).mistake(&usage::explain(&error, &typed));
            }
            return if error.use_stderr() { Outcome::Failed.into() } else { Outcome::Done.into() };
        }
    };
    let say = Say::new(arguments.quiet, arguments.verbose);
    let outcome = match &arguments.command {
        Command::Init(init) => init::run(&arguments.site, init, &say),
        Command::New(new) => new::run(&arguments.site, new, &say),
        Command::Build(build) => build::run(&arguments.site, build, &say),
        Command::Check(check) => content::check(&arguments.site, check, &say),
        Command::Explain { code } => explain::run(code.as_deref(), &say),
        Command::Serve(serve) => serve::run(&arguments.site, serve, &say),
        Command::Schema(kind) => schema::run(kind, &say),
        Command::Completions { shell } => completions::run(*shell, &say),
        Command::Man(man) => man::run(man, &say),
        Command::Theme { command } => theme::run(&arguments.site, command, &say),
        Command::Export(export) => export::run(&arguments.site, export, &say),
        Command::Import(import) => import::run(&arguments.site, import, &say),
    };
    if say.has_failed() { Outcome::Failed.into() } else { outcome.into() }
}
