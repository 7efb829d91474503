//! `wayfare build`: read, resolve, plan, render, publish, and say in two lines what was done.

use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;

use super::Outcome;
use super::arguments::BuildArguments;
use super::content::{Loaded, load_options, read_files, tell, tell_broken_fonts};
use super::memory::Memory;
use super::progress::Progress;
use super::say::Say;
use super::timings::{Timings, render_table, render_trace};
use crate::cache::Words;
use crate::diagnostics::{Diagnostics, Level};
use crate::fs::{self, NoHistory};
use crate::insight::Insight;
use crate::load::{prepare, with_history};
use crate::output::{Bytes, Job, PublishError, WriteSummary, publish};
use crate::phase::{Observer, Phase};
use crate::plan::{ArtifactKind, Plan, Rendered, Without};
use crate::view::RenderContext;

/// Where a site is written when nobody says otherwise.
pub(super) const OUTPUT: &str = "public";

/// `wayfare build`, once, or with `--watch` until the person ends it.
pub(super) fn run(root: &Path, arguments: &BuildArguments, say: &Say) -> Outcome {
    let outcome = build(root, arguments, say);
    if !arguments.watch || outcome == Outcome::Failed {
        return outcome;
    }
    say.note("Watching for changes; Ctrl-C ends it.");
    let output = arguments.output.clone().unwrap_or_else(|| root.join(OUTPUT));
    let watched = fs::watch(root, &output, || {
        // A mistake is told and waited for: the next change may mend it.
        build(root, arguments, say);
        true
    });
    if let Err(error) = watched {
        say.mistake(&format!("error: changes cannot be watched: {}", error.0));
        return Outcome::Failed;
    }
    Outcome::Done
}

fn why_no_history(reason: NoHistory) -> &'static str {
    match reason {
        NoHistory::NoGit => "git is not installed here.",
        NoHistory::NoRepository => "the site lies in no git repository with a commit.",
        NoHistory::Shallow => {
            "this clone holds only the newest commits, which would date older files wrongly. Fetch the whole history (`git fetch --unshallow`; \
             `fetch-depth: 0` where a workflow checks out)."
        }
    }
}

/// Once, and where the time went.
fn build(root: &Path, arguments: &BuildArguments, say: &Say) -> Outcome {
    let Some(trace) = &arguments.timings else { return build_once(root, arguments, None, say) };
    let timings = Timings::start();
    let outcome = build_once(root, arguments, Some(&timings), say);
    let measured = timings.finish();
    say.answer(&render_table(&measured));
    let written = trace.as_deref().map_or(Ok(()), |file| fs::replace_file(file, render_trace(&measured).as_bytes()));
    if let Err(error) = written {
        say.failure(&error);
        return Outcome::Failed;
    }
    outcome
}

fn build_once(root: &Path, arguments: &BuildArguments, timings: Option<&Timings>, say: &Say) -> Outcome {
    let note = |phase| timings.into_iter().for_each(|timings| timings.note_phase(phase));
    let observer = timings.map_or(Observer::default(), |_| Observer::new(&note));
    let start = Instant::now();
    let progress = Progress::start("Reading", say);
    let Ok(without) = without(&arguments.without, say) else { return Outcome::Failed };
    let default_output = root.join(OUTPUT);
    let published_to = arguments.output.as_deref().unwrap_or(&default_output);
    let options = match load_options(&arguments.content, say) {
        Ok(options) => options,
        Err(outcome) => return outcome,
    };
    let (tree, found) = match read_files(root, Some(published_to), observer, say) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let tree = with_history(root, tree).unwrap_or_else(|(tree, reason)| {
        say.note(&format!("No page says when it last changed, and the feed names only days of `reviewed` and `changes` (without any there is none): {}", why_no_history(reason)));
        tree
    });
    let memory = Memory::open(root, arguments, &options, &tree, &found);
    // Who wants to know where the time goes wants it to be spent.
    if let Some((output, words)) = memory.as_ref().filter(|_| timings.is_none()).and_then(Memory::finished) {
        progress.finish();
        say.mistake_if_any(&words.told);
        say.note(&format!("{} in {:.2} s: nothing changed, {}.", words.made, since(start), words.warnings));
        note_samples(&words, say);
        say.result(&output.join("index.html").display().to_string());
        return Outcome::Done;
    }
    let loaded = match prepare(root, tree, found, &options, observer) {
        Ok(loaded) => loaded,
        Err(error) => return tell_broken_fonts(&error, say),
    };
    let output = match (&arguments.output, &loaded.output) {
        (Some(output), _) => output.clone(),
        (None, Some(configured)) => root.join(configured),
        (None, None) => default_output,
    };
    if loaded.diagnostics.has_errors() {
        progress.finish();
        // Broken templates and broken content are told together.
        tell(&with_rendering(&loaded), &loaded.tree, say);
        say.mistake(&format!("Nothing was written; {} is as it was.", output.display()));
        return Outcome::Mistakes;
    }
    observer.begins(Phase::Insight);
    let insight = Insight::new(&loaded.site);
    let context = RenderContext {
        journey_files: without.journey_files(&loaded.site.settings),
        pictures: memory.as_ref().map(Memory::pictures),
        ..loaded.context(&insight)
    };
    let (plan, found) = Plan::new(&loaded.site, &insight, &loaded.theme, &loaded.editions, without, observer);
    let found = loaded.judged(found);
    if found.has_errors() {
        progress.finish();
        tell(&found, &loaded.tree, say);
        return Outcome::Mistakes;
    }
    say.detail(&format!(
        "Read {} files in {:.2} s; {} to make",
        loaded.tree.len(),
        start.elapsed().as_secs_f64(),
        plan.artifacts().len()
    ));
    let paths: Vec<_> = plan.artifacts().iter().map(|artifact| artifact.path.clone()).collect();
    let size_hints: Vec<u64> = plan.artifacts().iter().map(|artifact| u64::from(artifact.kind.weight())).collect();
    let job = Job { size_hints: &size_hints, observer, ..Job::new(root, &output, &paths) };
    timings.into_iter().for_each(|timings| timings.note_plan(&plan));
    progress.turn_to("Making files", paths.len());
    let published = publish(&job, |index| {
        let began = timings.map(|_| Instant::now());
        let rendered = render(root, &loaded, &plan, &context, index);
        if let (Some(timings), Some(began)) = (timings, began) {
            timings.note_file(index, began);
        }
        progress.advance();
        rendered
    });
    progress.finish();
    observer.begins(Phase::Report);
    match published {
        Ok(summary) => {
            let words = words_of(&loaded, &plan);
            report(&words, &summary, &output, start, say);
            if let Some(memory) = memory {
                memory.remember(&output, words);
            }
            if !arguments.watch {
                // The process ends: to take a large site apart piece by piece would only take time.
                std::mem::forget((loaded, insight, plan));
            }
            Outcome::Done
        }
        Err(error) => tell_failure(error, &loaded, &output, say),
    }
}

fn without(kinds: &[String], say: &Say) -> Result<Without, ()> {
    let mut without = Without::default();
    for kind in kinds {
        if !without.add(kind.trim()) {
            say.mistake(&format!("error: `--without {kind}`: there is no such kind of file"));
            say.mistake(&format!("help: the kinds are {}", Without::KINDS.join(", ")));
            return Err(());
        }
    }
    Ok(without)
}

fn render(
    root: &Path,
    loaded: &Loaded,
    plan: &Plan,
    context: &RenderContext<'_>,
    index: usize,
) -> Result<Bytes, Diagnostics> {
    let Some(artifact) = plan.artifacts().get(index) else { return Ok(Bytes::Static(&[])) };
    let (rendered, diagnostics) = plan.render(context, artifact);
    let diagnostics = loaded.judged(diagnostics);
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    Ok(match rendered {
        Rendered::Bytes(bytes) => Bytes::Rendered(bytes),
        Rendered::Embedded(bytes) => Bytes::Static(bytes),
        Rendered::Source(source) => match loaded.tree.get(source) {
            Some(source) => Bytes::CopyOf(fs::source_path(root, source)),
            None => Bytes::Static(&[]),
        },
    })
}

/// All diagnostics of a site, with those that only rendering finds: mistakes of templates.
pub(super) fn with_rendering(loaded: &Loaded) -> Diagnostics {
    let insight = Insight::new(&loaded.site);
    let context = loaded.context(&insight);
    let (plan, mut found) = Plan::new(
        &loaded.site,
        &insight,
        &loaded.theme,
        &loaded.editions,
        Without { png: true, pdf: true, svg: true, json: true, search: true },
        Observer::default(),
    );
    let pages: Vec<Diagnostics> = plan
        .artifacts()
        .par_iter()
        .filter(|artifact| artifact.kind.is_page())
        .map(|artifact| plan.render(&context, artifact).1)
        .collect();
    for page in pages {
        found.extend(page);
    }
    // What was judged already keeps its level: a policy applied twice changes nothing.
    found.extend(loaded.diagnostics.clone());
    loaded.judged(found)
}

/// What a build says of itself.
fn words_of(loaded: &Loaded, plan: &Plan) -> Words {
    let count =
        |wanted: fn(&ArtifactKind) -> bool| plan.artifacts().iter().filter(|artifact| wanted(&artifact.kind)).count();
    let pages = count(ArtifactKind::is_page);
    let pictures = count(|kind| {
        use ArtifactKind as Kind;
        matches!(
            kind,
            Kind::JourneyMap(_)
                | Kind::JourneyCurve(_)
                | Kind::JourneyCard(_)
                | Kind::JourneyMapPng(_)
                | Kind::JourneyMapPdf(_)
        )
    });
    let warnings = loaded.diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Warning).count();
    Words {
        made: format!(
            "Built {} and {} from {}",
            plural(pages, "page"),
            plural(pictures, "picture"),
            plural(loaded.site.journeys.len(), "journey")
        ),
        warnings: if warnings == 0 { "no warnings".to_owned() } else { plural(warnings, "warning") },
        told: super::content::words_of(&loaded.diagnostics, &loaded.tree),
        samples: super::content::untouched_samples(&loaded.tree).unwrap_or_default(),
    }
}

fn report(words: &Words, summary: &WriteSummary, output: &Path, start: Instant, say: &Say) {
    say.mistake_if_any(&words.told);
    let changes = match (summary.written, summary.removed) {
        (0, 0) => "nothing changed".to_owned(),
        (written, 0) => format!("{} written", plural(written, "file")),
        (written, removed) => format!("{} written, {} removed", plural(written, "file"), removed),
    };
    say.note(&format!("{} in {:.2} s: {changes}, {}.", words.made, since(start), words.warnings));
    note_samples(words, say);
    if let Some(folder) = &summary.left_behind {
        say.note(&format!("The old site could not be removed; you can delete {}.", folder.display()));
    }
    say.result(&output.join("index.html").display().to_string());
}

fn note_samples(words: &Words, say: &Say) {
    if !words.samples.is_empty() {
        say.note(&words.samples);
    }
}

fn since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64()
}

pub(super) fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn tell_failure(error: PublishError, loaded: &Loaded, output: &Path, say: &Say) -> Outcome {
    let help = error.help();
    let outcome = match error {
        PublishError::Failed(diagnostics) => {
            tell(&loaded.judged(diagnostics), &loaded.tree, say);
            Outcome::Mistakes
        }
        error @ PublishError::Collisions(_) => {
            say.mistake(&format!("error: {error}"));
            Outcome::Mistakes
        }
        error => {
            say.mistake(&format!("error: {error}"));
            Outcome::Failed
        }
    };
    if let Some(help) = help {
        say.mistake(&format!("help: {help}"));
    }
    say.mistake(&format!("Nothing was written; {} is as it was.", output.display()));
    outcome
}
