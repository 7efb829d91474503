//! Mistakes on the command line, told like those in files: what, where, and what to do.
//!
//! 1. The parser says which word it stumbled over, and why.
//! 2. Its sentence is replaced by one of ours, and the word is underlined in the line that was typed.
//! 3. What was most likely meant is found by nearness, and by the words that other programs use for the same.

use std::fmt::Write as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory as _};

use super::arguments::Arguments;
use crate::diagnostics::nearest;

/// What people call commands elsewhere.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("start", "serve"),
    ("preview", "serve"),
    ("server", "serve"),
    ("dev", "serve"),
    ("watch", "serve"),
    ("run", "serve"),
    ("lint", "check"),
    ("validate", "check"),
    ("test", "check"),
    ("create", "new"),
    ("add", "new"),
    ("generate", "build"),
    ("compile", "build"),
    ("make", "build"),
    ("publish", "build"),
    ("render", "build"),
    ("convert", "export"),
    ("setup", "init"),
];

/// A mistake, and the word that it is about.
#[derive(Default)]
struct Told {
    what: String,
    /// In the words typed.
    at: Option<usize>,
    reason: Option<String>,
    help: Vec<String>,
}

/// The words for an error. `typed` is the command line, the program's name first.
pub(super) fn explain(error: &clap::Error, typed: &[String]) -> String {
    let program = Arguments::command();
    let line = Line::new(&program, typed);
    let told = match error.kind() {
        ErrorKind::InvalidSubcommand => line.no_command(error),
        ErrorKind::UnknownArgument => line.no_option(error),
        ErrorKind::InvalidValue | ErrorKind::NoEquals => line.no_value(error),
        ErrorKind::ValueValidation => line.bad_value(error),
        ErrorKind::MissingRequiredArgument => line.missing(error),
        ErrorKind::ArgumentConflict => line.conflict(error),
        ErrorKind::TooFewValues | ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => line.count(error),
        ErrorKind::InvalidUtf8 => Told {
            what: "a word of this command line is not UTF-8".to_owned(),
            help: vec!["type it again, or rename the file that it names".to_owned()],
            ..Told::default()
        },
        _ => return error.to_string().trim_end().to_owned(),
    };
    line.shown(&told)
}

/// A command line, and the command in it.
struct Line<'a> {
    program: &'a Command,
    typed: &'a [String],
    command: Option<&'a Command>,
}

impl<'a> Line<'a> {
    fn new(program: &'a Command, typed: &'a [String]) -> Self {
        let mut command = typed.iter().skip(1).find_map(|word| program.find_subcommand(word));
        // `wayfare theme show`
        if let Some(outer) = command {
            command = typed.iter().find_map(|word| outer.find_subcommand(word)).or(command);
        }
        Self { program, typed, command }
    }

    /// As people type it: "wayfare build".
    fn name(&self) -> String {
        let of_theme = |command: &Command| {
            let outer =
                self.program.get_subcommands().find(|outer| outer.find_subcommand(command.get_name()).is_some());
            outer.map_or_else(String::new, |outer| format!("{} ", outer.get_name()))
        };
        self.command.map_or_else(
            || "wayfare".to_owned(),
            |command| format!("wayfare {}{}", of_theme(command), command.get_name()),
        )
    }

    fn no_command(&self, error: &clap::Error) -> Told {
        let word = text_of(error, ContextKind::InvalidSubcommand);
        let outer = self.command.unwrap_or(self.program);
        let names: Vec<&str> = outer.get_subcommands().map(Command::get_name).collect();
        let other = OTHER_NAMES.iter().find(|(name, _)| *name == word).map(|(_, command)| *command);
        let guess = other.filter(|name| names.contains(name)).or_else(|| nearest(&word, names.iter().copied()));
        let help = match guess {
            Some(guess) => format!("did you mean `{}`?", [&self.name(), guess].map(str::to_owned).join(" ")),
            None => format!("the commands are {}", listed(&names)),
        };
        Told {
            what: format!("there is no command `{word}`"),
            at: self.place(&word),
            help: vec![help],
            ..Told::default()
        }
    }

    fn no_option(&self, error: &clap::Error) -> Told {
        let word = text_of(error, ContextKind::InvalidArg);
        let name = self.name();
        let at = self.place(&word);
        if !word.starts_with('-') {
            let what = format!("`{word}` is one word too many for `{name}`");
            let help = "a name of several words stands in quotation marks: \"like this\"".to_owned();
            return Told { what, at, help: vec![help, self.more_help()], ..Told::default() };
        }
        let options = |command: &Command| -> Vec<String> {
            let own = command.get_arguments().chain(self.program.get_arguments());
            own.filter_map(|option| Some(format!("--{}", option.get_long()?))).collect()
        };
        let own = options(self.command.unwrap_or(self.program));
        let mut help = Vec::new();
        if let Some(guess) = nearest(&word, own.iter().map(String::as_str)) {
            help.push(format!("did you mean `{guess}`?"));
        } else {
            let elsewhere: Vec<String> = (self.program.get_subcommands())
                .filter(|command| options(command).contains(&word))
                .map(|command| format!("`wayfare {}`", command.get_name()))
                .collect();
            match elsewhere.as_slice() {
                [] => {}
                places => help.push(format!("it is an option of {}", places.join(", "))),
            }
        }
        help.push(self.more_help());
        Told { what: format!("`{name}` has no option `{word}`"), at, help, ..Told::default() }
    }

    /// A value that is none of those that can be, or that is not there at all.
    fn no_value(&self, error: &clap::Error) -> Told {
        let argument = Argument::of(error);
        let value = text_of(error, ContextKind::InvalidValue);
        let allowed = texts_of(error, ContextKind::ValidValue);
        let list = || format!("it can be {}", listed(&allowed.iter().map(String::as_str).collect::<Vec<_>>()));
        if value.is_empty() {
            let mut help = Vec::new();
            if !allowed.is_empty() {
                help.push(list());
            } else if error.kind() == ErrorKind::NoEquals {
                help.push(format!("write it with an equals sign: {}", argument.example('=')));
            } else if argument.is_option {
                help.push(format!("write it behind the option: {}", argument.example(' ')));
            }
            help.push(self.more_help());
            let what = format!("{} needs a value", argument.quoted());
            return Told { what, at: self.place(&argument.name), help, ..Told::default() };
        }
        let guess = nearest(&value, allowed.iter().map(String::as_str));
        let help = guess.map(|guess| format!("did you mean `{guess}`?")).into_iter().chain([list()]).collect();
        Told { what: argument.refuses(&value), at: self.place(&value), help, ..Told::default() }
    }

    /// A value that cannot be read.
    fn bad_value(&self, error: &clap::Error) -> Told {
        let argument = Argument::of(error);
        let value = text_of(error, ContextKind::InvalidValue);
        let reason = std::error::Error::source(error).map(ToString::to_string);
        Told {
            what: argument.refuses(&value),
            at: self.place(&value),
            reason: reason.map(|reason| format!("it takes {reason}")),
            help: vec![self.more_help()],
        }
    }

    fn missing(&self, error: &clap::Error) -> Told {
        let missing = texts_of(error, ContextKind::InvalidArg);
        let names: Vec<String> = missing.iter().map(|name| format!("`{}`", bare(name))).collect();
        let what = format!("`{}` needs {}", self.name(), names.join(" and "));
        let example = self.example().map(|example| format!("for example: {example}"));
        Told { what, help: example.into_iter().chain([self.more_help()]).collect(), ..Told::default() }
    }

    fn conflict(&self, error: &clap::Error) -> Told {
        let one = Argument::of(error);
        let other = texts_of(error, ContextKind::PriorArg);
        let Some(other) = other.first().map(|other| Argument::from_usage(other)).filter(|other| other.name != one.name)
        else {
            let what = format!("{} is there twice", one.quoted());
            return Told { what, at: self.place(&one.name), help: vec!["leave one out".to_owned()], ..Told::default() };
        };
        let what = format!("{} and {} exclude each other", one.quoted(), other.quoted());
        Told { what, at: self.place(&one.name), help: vec!["leave one of them out".to_owned()], ..Told::default() }
    }

    fn count(&self, error: &clap::Error) -> Told {
        let argument = Argument::of(error);
        let what = format!("{} has too many values or too few", argument.quoted());
        Told { what, at: self.place(&argument.name), help: vec![self.more_help()], ..Told::default() }
    }

    fn more_help(&self) -> String {
        format!("`{} --help` lists what it takes", self.name())
    }

    /// The first example of the command's help.
    fn example(&self) -> Option<String> {
        let help = self.command?.get_after_help()?.to_string();
        help.lines().find(|line| line.starts_with("  wayfare ")).map(|line| line.trim().to_owned())
    }

    /// The word that is, or begins with, a word of a message.
    fn place(&self, word: &str) -> Option<usize> {
        let is_it = |typed: &String| {
            typed == word
                || typed.strip_prefix(word).is_some_and(|rest| rest.starts_with('='))
                || typed.split_once('=').is_some_and(|(option, value)| option.starts_with('-') && value == word)
        };
        self.typed.iter().skip(1).position(is_it).map(|position| position + 1).filter(|_| !word.is_empty())
    }

    /// The mistake, the line with the word underlined, the reason and the mend.
    fn shown(&self, told: &Told) -> String {
        let mut text = format!("error: {}\n", told.what);
        if let Some(at) = told.at {
            let words: Vec<String> = self
                .typed
                .iter()
                .enumerate()
                .map(|(at, word)| if at == 0 { "wayfare".to_owned() } else { typed(word) })
                .collect();
            let before: usize = words.iter().take(at).map(|word| word.chars().count() + 1).sum();
            let length = words.get(at).map_or(0, |word| word.chars().count()).max(1);
            let _ =
                writeln!(text, "  |\n  | {}\n  | {}{}\n  |", words.join(" "), " ".repeat(before), "^".repeat(length));
        }
        if let Some(reason) = &told.reason {
            let _ = writeln!(text, "  = note: {reason}");
        }
        for help in &told.help {
            let _ = writeln!(text, "  = help: {help}");
        }
        text.trim_end().to_owned()
    }
}

/// What an error is about: an option, or a word by its place.
struct Argument {
    /// `--format`, or `KIND`.
    name: String,
    value: String,
    is_option: bool,
}

impl Argument {
    fn of(error: &clap::Error) -> Self {
        Self::from_usage(&texts_of(error, ContextKind::InvalidArg).concat())
    }

    /// `--format <FORMAT>`, `-q`, `<KIND>`, `[FOLDER]`.
    fn from_usage(usage: &str) -> Self {
        let is_option = usage.starts_with('-');
        let (name, value) = usage.split_once([' ', '=', '[']).unwrap_or((usage, ""));
        let name = if is_option { name.to_owned() } else { bare(usage).to_owned() };
        Self { name, value: bare(value.trim_start_matches('=')).to_owned(), is_option }
    }

    fn quoted(&self) -> String {
        format!("`{}`", self.name)
    }

    fn example(&self, sign: char) -> String {
        format!("{}{sign}{}", self.name, if self.value.is_empty() { "…" } else { &self.value })
    }

    fn refuses(&self, value: &str) -> String {
        if self.is_option {
            format!("`{}` cannot be `{value}`", self.name)
        } else {
            format!("there is no {} `{value}`", self.name.to_lowercase())
        }
    }
}

/// `<TITLE>...` without its brackets.
fn bare(usage: &str) -> &str {
    usage.trim_end_matches('.').trim_matches(['<', '>', '[', ']', '.'])
}

fn texts_of(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

fn text_of(error: &clap::Error, kind: ContextKind) -> String {
    texts_of(error, kind).into_iter().next().unwrap_or_default()
}

/// "a, b or c"
fn listed(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// A word as a shell takes it.
fn typed(word: &str) -> String {
    let needs_quotes =
        word.is_empty() || word.contains(|sign: char| sign.is_whitespace() || "\"'$&|;<>*?".contains(sign));
    if needs_quotes { format!("\"{}\"", word.replace('"', "\\\"")) } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[track_caller]
    fn told(line: &[&str]) -> String {
        let typed: Vec<String> = std::iter::once("wayfare").chain(line.iter().copied()).map(str::to_owned).collect();
        match Arguments::try_parse_from(&typed) {
            Ok(_) => panic!("{line:?} is right"),
            Err(error) => explain(&error, &typed),
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_its_mend() {
        assert_eq!(
            told(&["biuld", "--site", "my maps"]),
            "error: there is no command `biuld`\n  |\n  | wayfare biuld --site \"my maps\"\n  |         ^^^^^\n  |\n  = help: did you mean `wayfare build`?"
        );
    }

    #[test]
    fn every_kind_of_mistake_has_words_of_its_own() {
        for (line, parts) in [
            (&["preview"][..], &["there is no command `preview`", "did you mean `wayfare serve`?"][..]),
            (&["xyzzy"], &["there is no command `xyzzy`", "the commands are init, new,"]),
            (&["theme", "lsit"], &["there is no command `lsit`", "did you mean `wayfare theme list`?"]),
            (
                &["build", "--outptu", "x"],
                &["`wayfare build` has no option `--outptu`", "did you mean `--output`?", "        ^^^^^^^^"],
            ),
            (&["serve", "--dry-run"], &["`wayfare serve` has no option `--dry-run`", "an option of `wayfare import`"]),
            (
                &["build", "--xyzzy=3"],
                &["has no option `--xyzzy`", "`wayfare build --help` lists what it takes", "^^^^^^^^^"],
            ),
            (&["init", "my", "maps"], &["`maps` is one word too many for `wayfare init`", "stands in quotation marks"]),
            (
                &["check", "--format", "xml"],
                &["`--format` cannot be `xml`", "it can be text, json, sarif, junit or github"],
            ),
            (&["check", "--format=jsno"], &["`--format` cannot be `jsno`", "did you mean `json`?", "^^^^^^^^^^^^^"]),
            (&["new", "jorney", "A"], &["there is no kind `jorney`", "did you mean `journey`?"]),
            (&["check", "--format"], &["`--format` needs a value", "it can be text, json"]),
            (&["build", "--output"], &["`--output` needs a value", "--output DIR"]),
            (&["build", "--timings", "x.json"], &["`x.json` is one word too many"]),
            (&["serve", "--port", "abc"], &["`--port` cannot be `abc`", "it takes a number from 0 to 65535"]),
            (&["export", "a", "--scale", "big"], &["`--scale` cannot be `big`", "it takes a number from 0.1 to 16"]),
            (&["new", "journey"], &["`wayfare new` needs `TITLE`", "for example: wayfare new persona \"Maya Okafor\""]),
            (&["new"], &["`wayfare new` needs `KIND` and `TITLE`"]),
            (
                &["build", "--quiet", "--verbose"],
                &["`--quiet` and `--verbose` exclude each other", "leave one of them out"],
            ),
            (&["serve", "--port", "1", "--port", "2"], &["`--port` is there twice"]),
            (&["completions", "tcsh"], &["there is no shell `tcsh`", "it can be bash, elvish"]),
        ] {
            let told = told(line);
            for part in parts {
                assert!(told.contains(part), "{line:?}\n{told}\nlacks {part}");
            }
            for foreign in ["tip:", "Usage:", "For more information", "invalid value", "unexpected argument"] {
                assert!(!told.contains(foreign), "{line:?}\n{told}");
            }
        }
    }
}
