//! What `build` and `check` share: the folder of a site, read, resolved and judged.

use std::path::Path;

use super::Outcome;
use super::arguments::{CheckArguments, ContentArguments, Format};
use super::say::Say;
use crate::diagnostics::{
    Code, Diagnostics, LevelPolicy, Severity, SitePrefix, TextStyle, render_github, render_json, render_junit,
    render_sarif, render_text, summary,
};
use crate::diagram::FontError;
use crate::fs;
pub(super) use crate::load::Prepared as Loaded;
use crate::load::{LoadOptions, prepare};
use crate::model::Date;
use crate::phase::{Observer, Phase};
use crate::source::SourceTree;

/// Reads a site. Stops only where there is none, or where the command line makes no sense.
pub(super) fn read(
    root: &Path,
    output: Option<&Path>,
    arguments: &ContentArguments,
    observer: Observer<'_>,
    say: &Say,
) -> Result<Loaded, Outcome> {
    let options = load_options(arguments, say)?;
    let (tree, diagnostics) = read_files(root, output, observer, say)?;
    prepare(root, tree, diagnostics, &options, observer).map_err(|error| tell_broken_fonts(&error, say))
}

/// The files of a site, and what is wrong with them as files.
pub(super) fn read_files(
    root: &Path,
    output: Option<&Path>,
    observer: Observer<'_>,
    say: &Say,
) -> Result<(SourceTree, Diagnostics), Outcome> {
    observer.begins(Phase::Read);
    let (tree, diagnostics) = fs::read_tree(root, output).map_err(|error| {
        say.failure(&error);
        Outcome::Failed
    })?;
    if tree.is_empty() && diagnostics.is_empty() {
        return Err(tell_no_site(root, say));
    }
    Ok((tree, diagnostics))
}

/// A folder without anything of a site in it.
pub(super) fn tell_no_site(root: &Path, say: &Say) -> Outcome {
    say.mistake(&format!("error: there is no site in {}", root.display()));
    say.mistake(
        "help: `wayfare init` begins one here; if there is one elsewhere, go there, or name it with `--site DIR`",
    );
    Outcome::Failed
}

/// The program's own fonts are a part of it, so this is a broken program.
pub(super) fn tell_broken_fonts(error: &FontError, say: &Say) -> Outcome {
    say.mistake(&format!("error: the program's own fonts cannot be read: {error}"));
    Outcome::Failed
}

/// What the command line decides about the content.
pub(super) fn load_options(arguments: &ContentArguments, say: &Say) -> Result<LoadOptions, Outcome> {
    let policy = command_policy(arguments, say)?;
    let date = arguments.date.as_deref().map(|text| date_argument(text, say)).transpose()?;
    if let Some(base_url) = &arguments.base_url
        && !["https://", "http://"].iter().any(|scheme| base_url.starts_with(scheme))
    {
        say.mistake(&format!("error: `--base-url {base_url}` is no web address"));
        say.mistake("help: write it whole, such as `--base-url https://maps.example.org/`");
        return Err(Outcome::Failed);
    }
    Ok(LoadOptions {
        drafts: arguments.drafts,
        date,
        fallback_date: fallback_date(say)?,
        base_url: arguments.base_url.clone(),
        policy,
    })
}

/// What `--strict`, `--deny` and `--allow` say; of two words about one rule the denial wins.
fn command_policy(arguments: &ContentArguments, say: &Say) -> Result<LevelPolicy, Outcome> {
    let mut policy = LevelPolicy::new();
    if arguments.strict {
        policy.set_strict();
    }
    let allowed = arguments.allow.iter().map(|name| (name, Severity::Allow));
    for (name, severity) in allowed.chain(arguments.deny.iter().map(|name| (name, Severity::Deny))) {
        match Code::from_name(name) {
            Some(code) => policy.set_for_command(code, severity),
            None if name == "all" && severity == Severity::Deny => policy.set_strict(),
            None => {
                super::explain::tell_unknown(name, say);
                return Err(Outcome::Failed);
            }
        }
    }
    Ok(policy)
}

fn date_argument(text: &str, say: &Say) -> Result<Date, Outcome> {
    text.parse().map(Date).map_err(|_| {
        say.mistake(&format!("error: `{text}` is no day"));
        say.mistake("help: write year, month and day, such as `--date 2026-11-21`");
        Outcome::Failed
    })
}

/// `SOURCE_DATE_EPOCH` (seconds since 1970, reproducible-builds.org), else today in UTC.
pub(super) fn fallback_date(say: &Say) -> Result<Date, Outcome> {
    let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(Date(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()));
    };
    let seconds = text.trim().parse::<i64>().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    match seconds {
        Some(moment) => Ok(Date(moment.to_zoned(jiff::tz::TimeZone::UTC).date())),
        None => {
            say.mistake(&format!("error: SOURCE_DATE_EPOCH is `{text}`, which is no number of seconds"));
            Err(Outcome::Failed)
        }
    }
}

/// Tells everything that was found, as text on standard error.
pub(super) fn tell_all(diagnostics: &Diagnostics, tree: &SourceTree, say: &Say) {
    // Colors are always written; the stream takes them out where nobody looks.
    say.mistake_if_any(&render_text(diagnostics, tree, TextStyle { color: true, ..TextStyle::default() }));
}

/// The same, and how many there are.
pub(super) fn tell(diagnostics: &Diagnostics, tree: &SourceTree, say: &Say) {
    say.mistake_if_any(&words_of(diagnostics, tree));
}

/// Everything that was found and how much it is, as [`tell`] tells it; empty when nothing was.
pub(super) fn words_of(diagnostics: &Diagnostics, tree: &SourceTree) -> String {
    let mut words = render_text(diagnostics, tree, TextStyle { color: true, ..TextStyle::default() });
    if let Some(summary) = summary(diagnostics) {
        if !words.trim().is_empty() {
            words.push('\n');
        }
        words.push_str(&summary);
    }
    words
}

/// Says which files are as they were begun: no mistake, and nothing to publish either.
pub(super) fn untouched_samples(tree: &SourceTree) -> Option<String> {
    let files = crate::starter::untouched(tree);
    let paths: Vec<&str> = files.iter().take(MOST_SAMPLES).map(|file| tree.path(*file)).collect();
    let more = match files.len() - paths.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let (subject, it) = if files.len() == 1 { ("This file is", "it") } else { ("These files are", "them") };
    (!files.is_empty()).then(|| {
        format!(
            "{subject} still the invented sample; write in {it} or delete {it} before you publish: {}{more}",
            paths.join(", ")
        )
    })
}

/// Names of more files help nobody.
const MOST_SAMPLES: usize = 5;

/// `wayfare check`
pub(super) fn check(root: &Path, arguments: &CheckArguments, say: &Say) -> Outcome {
    let progress = super::progress::Progress::start("Checking", say);
    let loaded = match read(root, None, &arguments.content, Observer::default(), say) {
        Ok(loaded) => loaded,
        Err(outcome) => return outcome,
    };
    let diagnostics = super::build::with_rendering(&loaded);
    progress.finish();
    let tree = &loaded.tree;
    // Programs read reports from the folder that the command was given in, where the site may be one folder of many.
    let prefix = SitePrefix::new(&root.to_string_lossy());
    let report = match arguments.format {
        Format::Text => {
            tell(&diagnostics, tree, say);
            None
        }
        Format::Json => Some(render_json(&diagnostics, tree)),
        Format::Sarif => Some(render_sarif(&diagnostics, tree, &prefix)),
        Format::Junit => Some(render_junit(&diagnostics, tree, &prefix)),
        Format::Github => Some(render_github(&diagnostics, tree, &prefix)),
    };
    if let Some(report) = report {
        say.result(report.trim_end());
        if let Some(summary) = summary(&diagnostics) {
            say.note(&summary);
        }
    }
    if diagnostics.has_errors() {
        return Outcome::Mistakes;
    }
    if let Some(words) = untouched_samples(tree) {
        say.note(&words);
    }
    if diagnostics.is_empty() {
        let site = &loaded.site;
        let journeys = super::build::plural(site.journeys.len(), "journey");
        say.note(&format!("No mistakes in {journeys} and {}.", super::build::plural(site.personas.len(), "persona")));
    }
    Outcome::Done
}
