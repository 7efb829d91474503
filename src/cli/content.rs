//! What `build` and `check` share: the folder of a site, read, resolved and judged.

use std::path::Path;

use super::Outcome;
use super::arguments::{CheckArguments, ContentArguments, Format};
use super::say::Say;
use crate::diagnostics::{Code, Diagnostics, LevelPolicy, Severity, TextStyle, render_json, render_text, summary};
use crate::diagram::FontBook;
use crate::insight::Insight;
use crate::load::{LoadOptions, load, load_fonts};
use crate::model::{Date, Site};
use crate::source::SourceTree;
use crate::templates::Templates;
use crate::theme::Theme;
use crate::view::RenderContext;
use crate::{fs, source};

/// A site as the program sees it, with everything that was found wrong.
pub(super) struct Loaded {
    pub(super) tree: SourceTree,
    pub(super) site: Site,
    pub(super) theme: Theme,
    pub(super) templates: Templates,
    pub(super) fonts: FontBook,
    /// Levels given, sorted.
    pub(super) diagnostics: Diagnostics,
    pub(super) policy: LevelPolicy,
    /// `output` in `wayfare.toml`, relative to the site.
    pub(super) output: Option<String>,
}

impl Loaded {
    /// What artifacts are rendered from.
    pub(super) fn context<'a>(&'a self, insight: &'a Insight) -> RenderContext<'a> {
        RenderContext::new(&self.site, insight, &self.theme, &self.templates, &self.fonts, &self.tree)
    }
}

/// Reads a site. Stops only where there is none, or where the command line makes no sense.
pub(super) fn read(
    root: &Path,
    output: Option<&Path>,
    arguments: &ContentArguments,
    say: &Say,
) -> Result<Loaded, Outcome> {
    let policy = command_policy(arguments, say)?;
    let date = arguments.date.as_deref().map(|text| date_argument(text, say)).transpose()?;
    if let Some(base_url) = &arguments.base_url
        && !["https://", "http://"].iter().any(|scheme| base_url.starts_with(scheme))
    {
        say.mistake(&format!("error: `--base-url {base_url}` is no web address"));
        say.mistake("help: write it whole, such as `--base-url https://maps.example.org/`");
        return Err(Outcome::Failed);
    }
    let (tree, mut diagnostics) = fs::read_tree(root, output).map_err(|error| {
        say.failure(&error);
        Outcome::Failed
    })?;
    if tree.is_empty() && diagnostics.is_empty() {
        say.mistake(&format!("error: there is no site in {}", root.display()));
        say.mistake(
            "help: a site is a folder with `wayfare.toml` and `content/`; go there, or name it with `--site DIR`",
        );
        return Err(Outcome::Failed);
    }
    let options = LoadOptions {
        drafts: arguments.drafts,
        date,
        fallback_date: fallback_date(say)?,
        base_url: arguments.base_url.clone(),
        policy,
    };
    let loaded = load(&tree, &options);
    diagnostics.extend(loaded.diagnostics);
    let settings = &loaded.site.settings;
    let (theme, found) = Theme::load(&tree, &settings.theme, &settings.language);
    diagnostics.extend(found);
    let configuration = source::Span::whole(tree.find("wayfare.toml").unwrap_or(source::SourceId(0)));
    let (templates, found) = Templates::new(&theme, configuration);
    diagnostics.extend(found);
    diagnostics.extend(theme.stylesheet(&settings.brand).1);
    let (fonts, found) = load_fonts(root, &tree, &loaded.site).map_err(|error| {
        say.mistake(&format!("error: the program's own fonts cannot be read: {error}"));
        Outcome::Failed
    })?;
    diagnostics.extend(found);
    let policy = loaded.policy;
    let diagnostics = diagnostics.finish(|diagnostic| policy.level(diagnostic));
    Ok(Loaded { tree, site: loaded.site, theme, templates, fonts, diagnostics, policy, output: loaded.output })
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
pub(super) fn tell(diagnostics: &Diagnostics, tree: &SourceTree, say: &Say) {
    // Colors are always written; the stream takes them out where nobody looks.
    say.mistake_if_any(&render_text(diagnostics, tree, TextStyle { color: true, ..TextStyle::default() }));
    if let Some(summary) = summary(diagnostics) {
        say.mistake(&summary);
    }
}

/// `wayfare check`
pub(super) fn check(root: &Path, arguments: &CheckArguments, say: &Say) -> Outcome {
    let loaded = match read(root, None, &arguments.content, say) {
        Ok(loaded) => loaded,
        Err(outcome) => return outcome,
    };
    let diagnostics = super::build::with_rendering(&loaded);
    match arguments.format {
        Format::Json => say.result(&render_json(&diagnostics, &loaded.tree)),
        Format::Text => tell(&diagnostics, &loaded.tree, say),
    }
    if diagnostics.has_errors() {
        return Outcome::Mistakes;
    }
    if diagnostics.is_empty() {
        let site = &loaded.site;
        say.note(&format!("No mistakes in {} journeys and {} personas.", site.journeys.len(), site.personas.len()));
    }
    Outcome::Done
}
