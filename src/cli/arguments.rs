//! What can be said on the command line. Help texts are the first manual that people read: each command shows an example.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::export::ExportArguments;
use super::init::InitArguments;
use super::man::ManArguments;
use super::new::NewArguments;
use super::schema::SchemaArguments;
use super::theme::ThemeCommand;

/// Publishes journey maps: Markdown files in, a static website out.
#[derive(Debug, Parser)]
#[command(
    name = "wayfare",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Example, from an empty folder to a website:\n  wayfare init maps\n  wayfare build --site maps\n\nwayfare COMMAND --help tells more, with an example."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,

    /// The folder of the site, with `wayfare.toml` and `content/`
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub(super) site: PathBuf,

    /// Say nothing but mistakes
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,

    /// Say more about what is done
    #[arg(long, short, global = true)]
    pub(super) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Begin a new site: a persona, a journey and the settings, ready to build
    #[command(
        after_help = "What the flags do not say is asked at a terminal; without one the defaults are taken.\n\nExample:\n  wayfare init maps --title \"Harbour Library\" --persona \"Sam Reed\" --journey \"A first visit\""
    )]
    Init(InitArguments),
    /// Begin a new file of the site, with remarks that explain what can stand in it
    #[command(
        after_help = "Examples:\n  wayfare new persona \"Maya Okafor\"\n  wayfare new journey \"Ordering a box\" --preset five-stage --persona maya-okafor\n  wayfare new journey \"Moving out\" --stages \"Gives notice, Packs, Hands over the keys\""
    )]
    New(NewArguments),
    /// Build the website
    #[command(
        after_help = "Examples:\n  wayfare build --output public --base-url https://maps.example.org/\n  wayfare build --timings=trace.json"
    )]
    Build(BuildArguments),
    /// Show the website in a browser while it is written
    #[command(
        after_help = "Example (opens the browser, shows every change as you save it; Ctrl-C ends it):\n  wayfare serve --open"
    )]
    Serve(ServeArguments),
    /// Look for mistakes, write nothing
    #[command(
        after_help = "Examples (in a continuous integration, where warnings count):\n  wayfare check --strict --format github\n  wayfare check --format sarif > wayfare.sarif"
    )]
    Check(CheckArguments),
    /// Print the manual page of a diagnostic
    #[command(after_help = "Example:\n  wayfare explain unknown-reference")]
    Explain {
        /// The name in brackets behind `error` or `warning`; without it, the list of all
        code: Option<String>,
    },
    /// Print the JSON Schema of a kind of file, for editors
    #[command(after_help = "Example:\n  wayfare schema site > wayfare.schema.json")]
    Schema(SchemaArguments),
    /// List themes, show what one consists of, take files of one over to change them
    #[command(
        after_help = "Examples:\n  wayfare theme list\n  wayfare theme show default templates/footer.html\n  wayfare theme eject default templates/footer.html"
    )]
    Theme {
        #[command(subcommand)]
        command: ThemeCommand,
    },
    /// Turn one journey into a file: a picture, a table, data, another program's format
    #[command(
        after_help = "Examples:\n  wayfare export first-box --to pdf\n  wayfare export first-box --to pdf --paper a2\n  wayfare export first-box --to png --scale 2 --diagram curve\n  wayfare export content/journeys/first-box.md --output first-box.csv\n  wayfare export first-box --to mermaid --output - | less"
    )]
    Export(ExportArguments),
    /// Turn a map made elsewhere (OpenJourney `.ojf`, Mermaid `.mmd`) into files of this site
    #[command(after_help = "Example:\n  wayfare import clinic-visit.ojf --dry-run")]
    Import(ImportArguments),
    /// Print what a shell needs to complete commands
    #[command(
        after_help = "Examples:\n  wayfare completions bash > ~/.local/share/bash-completion/completions/wayfare\n  wayfare completions zsh > ~/.zfunc/_wayfare\n  wayfare completions fish > ~/.config/fish/completions/wayfare.fish"
    )]
    Completions { shell: clap_complete::Shell },
    /// Print the manual page of the program or of a command
    #[command(
        after_help = "Examples:\n  wayfare man new > wayfare-new.1\n  wayfare man --output /usr/local/share/man/man1"
    )]
    Man(ManArguments),
}

/// What decides which content is looked at, and how.
#[derive(Debug, Args)]
pub(super) struct ContentArguments {
    /// Include drafts
    #[arg(long)]
    pub(super) drafts: bool,

    /// The day that "due" and "late" count from; else `date` in wayfare.toml, SOURCE_DATE_EPOCH, or today in UTC
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) date: Option<String>,

    /// The address that the site will have; needed for a sitemap and link previews
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,

    /// Count warnings as errors
    #[arg(long)]
    pub(super) strict: bool,

    /// Count this warning as an error (`all`: every one)
    #[arg(long, value_name = "CODE")]
    pub(super) deny: Vec<String>,

    /// Do not tell this warning
    #[arg(long, value_name = "CODE")]
    pub(super) allow: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) content: ContentArguments,

    /// Where to write the website; else `output` in wayfare.toml, else `public`
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,

    /// Stay, and build again after every change
    #[arg(long)]
    pub(super) watch: bool,

    /// Leave out kinds of files: png, pdf, svg, json, search
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub(super) without: Vec<String>,

    /// Make everything anew, without what the last build left in .wayfare-cache
    #[arg(long)]
    pub(super) no_cache: bool,

    /// Tell where the time went, by phase, by kind of file and by the slowest; with a file, write a trace for Perfetto or
    /// chrome://tracing too
    #[arg(long, value_name = "FILE.json", num_args = 0..=1, require_equals = true)]
    pub(super) timings: Option<Option<PathBuf>>,
}

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    pub(super) content: ContentArguments,

    /// The port to listen on, on this machine only; else 4000, or the next free one [0: any free one]
    #[arg(long, short, value_name = "N", value_parser = parse_port)]
    pub(super) port: Option<u16>,

    /// Open the site in a browser
    #[arg(long)]
    pub(super) open: bool,

    /// Look for changes every half second, where the system does not tell of them (network disks, some containers)
    #[arg(long)]
    pub(super) poll: bool,
}

fn parse_port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| "a number from 0 to 65535".to_owned())
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) content: ContentArguments,

    /// How to tell what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, on standard error
    Text,
    /// A list of objects, for editors and scripts
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// JUnit XML, for test reports
    Junit,
    /// GitHub annotations beside the lines of a pull request
    Github,
}

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// The file to read
    pub(super) file: PathBuf,

    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Write over files that are already there
    #[arg(long)]
    pub(super) force: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    /// A line as a shell would split it, up to what it would redirect.
    fn words(line: &str) -> Vec<String> {
        let quoted = |(index, part): (usize, &str)| -> Vec<String> {
            if index % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
        };
        let words = line.split('"').enumerate().flat_map(quoted);
        words.take_while(|word| !matches!(word.as_str(), ">" | "|" | "||" | "&&") && !word.starts_with('#')).collect()
    }

    #[track_caller]
    fn assert_parses(line: &str) {
        if let Err(error) = Arguments::try_parse_from(words(line)) {
            panic!("{line}\n{error}");
        }
    }

    #[test]
    fn every_command_has_an_example_that_is_true() {
        Arguments::command().debug_assert();
        let program = Arguments::command();
        for command in program.get_subcommands().chain([&program]) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let examples: Vec<&str> = help.lines().filter(|line| line.starts_with("  wayfare ")).collect();
            assert!(!examples.is_empty(), "{} has no example", command.get_name());
            examples.into_iter().for_each(assert_parses);
        }
    }

    #[test]
    fn the_commands_of_the_readme_are_true() {
        let readme = include_str!("../../README.md");
        let lines: Vec<&str> = readme
            .lines()
            .map(|line| line.trim().trim_start_matches("- ").trim_start_matches("run: "))
            .filter(|line| line.starts_with("wayfare ") && !line.contains('`'))
            .collect();
        assert!(lines.len() > 5, "{lines:?}");
        lines.into_iter().for_each(assert_parses);
    }
}
