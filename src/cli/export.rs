//! `wayfare export`: one journey as one file, for those who want it outside the site.
//!
//! 1. The journey is found by its id or its file.
//! 2. It is drawn, or written in another format; what that format cannot say is listed.
//! 3. The file is written beside where the command was given, under the name that it would have on the site, or to `--output`.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::Outcome;
use super::arguments::ContentArguments;
use super::content::{Loaded, read, tell};
use super::say::Say;
use crate::diagnostics::nearest;
use crate::diagram::map::Paper;
use crate::fs;
use crate::insight::Insight;
use crate::interop::{Unsaid, csv, json, mermaid, ojf};
use crate::model::{ImageId, JourneyId};
use crate::phase::Observer;
use crate::view::picture::export::{Export, ExportForm, ExportedPicture, PngSize, export_picture};

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// The journey: its id (the name of its file without `.md`), or the path of its file
    journey: String,

    /// What it becomes; without it, the ending of `--output` says
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Option<ExportFormat>,

    /// The file to write, `-` for standard output; else one in this folder, named after the journey
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,

    /// Which picture, for svg, png and pdf [default: map]
    #[arg(long, value_name = "KIND", value_parser = picture_parser())]
    diagram: Option<ExportedPicture>,

    /// Pixels of a PNG per unit of the picture: 1, 2, 3 …; `print` is as wide as the paper (or A3) at 300 dots an inch [default: 1]
    #[arg(long, value_name = "N", value_parser = parse_scale)]
    scale: Option<PngSize>,

    /// Set the map for printing: in the paper's proportion, on several sheets where one could not be read
    #[arg(long, value_enum, value_name = "PAPER")]
    paper: Option<PaperArgument>,

    #[command(flatten)]
    content: ContentArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PaperArgument {
    A3,
    A2,
}

impl PaperArgument {
    fn paper(self) -> Paper {
        match self {
            Self::A3 => Paper::A3,
            Self::A2 => Paper::A2,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// A picture with its fonts in it, which opens alike everywhere
    Svg,
    /// A picture as pixels
    Png,
    /// A picture for printing
    Pdf,
    /// A table, a row for each step, for spreadsheets
    Csv,
    /// All data, as the site publishes it
    Json,
    /// A Mermaid `journey` diagram: stages, steps, scores, people
    Mermaid,
    /// An OpenJourney file, for other programs that draw maps
    Ojf,
}

impl ExportFormat {
    fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Mermaid => "mmd",
            Self::Ojf => "ojf",
        }
    }

    fn form(self, scale: PngSize) -> Option<ExportForm> {
        match self {
            Self::Svg => Some(ExportForm::Svg),
            Self::Png => Some(ExportForm::Png(scale)),
            Self::Pdf => Some(ExportForm::Pdf),
            Self::Csv | Self::Json | Self::Mermaid | Self::Ojf => None,
        }
    }
}

fn picture_parser() -> impl TypedValueParser<Value = ExportedPicture> {
    let names = ExportedPicture::ALL.iter().map(|(_, name, help)| PossibleValue::new(*name).help(*help));
    PossibleValuesParser::new(names).try_map(|given| {
        let found = ExportedPicture::ALL.iter().find(|(_, name, _)| *name == given);
        found.map(|(picture, ..)| *picture).ok_or("no such picture")
    })
}

fn parse_scale(text: &str) -> Result<PngSize, String> {
    if text == "print" {
        return Ok(PngSize::Print);
    }
    let scale = text.trim_end_matches(['x', '×']).parse::<f64>().ok().filter(|scale| (0.1..=16.0).contains(scale));
    scale.map(PngSize::Scale).ok_or_else(|| "a number from 0.1 to 16, or `print`".to_owned())
}

pub(super) fn run(root: &Path, arguments: &ExportArguments, say: &Say) -> Outcome {
    let Some(format) = format_of(arguments, say) else { return Outcome::Failed };
    let picture = arguments.diagram.unwrap_or(ExportedPicture::Map);
    let form = format.form(arguments.scale.unwrap_or(PngSize::Scale(1.0)));
    if let Some((mistake, help)) = misplaced_option(arguments, format, picture) {
        say.mistake(&format!("error: {mistake}"));
        say.mistake(&format!("help: {help}"));
        return Outcome::Failed;
    }
    let loaded = match read(root, None, &arguments.content, Observer::default(), say) {
        Ok(loaded) => loaded,
        Err(outcome) => return outcome,
    };
    if loaded.diagnostics.has_errors() {
        tell(&loaded.diagnostics, &loaded.tree, say);
        say.mistake("Nothing was written.");
        return Outcome::Mistakes;
    }
    let Some(journey) = find_journey(root, &loaded, arguments, say) else { return Outcome::Failed };
    let (export, unsaid, name) = match form {
        Some(form) => {
            let insight = Insight::new(&loaded.site);
            let image = |image: ImageId| image_bytes(root, &loaded, image);
            let context = loaded.context(&insight);
            let paper = arguments.paper.map(PaperArgument::paper);
            let Some(export) = export_picture(&context, journey, picture, form, paper, &image) else {
                say.mistake(&format!(
                    "error: {} has nothing that a picture of the kind `{}` shows",
                    loaded.site.journey(journey).id,
                    picture.name()
                ));
                return Outcome::Failed;
            };
            (export, Vec::new(), format!(".{}", picture.name()))
        }
        None => {
            let (text, unsaid) = text_of(&loaded, journey, format);
            (Export { files: vec![text.into_bytes()], ..Export::default() }, unsaid, String::new())
        }
    };
    let stem = format!("{}{name}", loaded.site.journey(journey).id);
    let outcome = write(root, &loaded, &export, &stem, format, arguments, say);
    if outcome == Outcome::Done {
        tell_losses(&export, &unsaid, say);
    }
    outcome
}

/// An option that what is asked for cannot heed: what is wrong, and what to do.
fn misplaced_option(
    arguments: &ExportArguments,
    format: ExportFormat,
    picture: ExportedPicture,
) -> Option<(String, &'static str)> {
    if let Some(other) = by_ending(arguments).filter(|other| *other != format) {
        let mistake = format!("`--to` asks for `.{}`, and `--output` names a `.{}`", format.ending(), other.ending());
        return Some((mistake, "leave `--to` out, or give the file the ending of what is in it"));
    }
    let is_text = format.form(PngSize::Scale(1.0)).is_none();
    if arguments.diagram.is_some() && is_text {
        let mistake = format!("`.{}` holds the whole journey, not one picture of it", format.ending());
        return Some((mistake, "leave `--diagram` out, or export as svg, png or pdf"));
    }
    if arguments.scale.is_some() && format != ExportFormat::Png {
        let mistake = format!("`.{}` has no pixels to count", format.ending());
        return Some((mistake, "leave `--scale` out, or add `--to png`"));
    }
    (arguments.paper.is_some() && (picture != ExportedPicture::Map || is_text)).then(|| {
        ("only the map is set for paper".to_owned(), "leave `--paper` out, or export the map as svg, png or pdf")
    })
}

fn ending_of(arguments: &ExportArguments) -> Option<String> {
    arguments.output.as_deref().and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase())
}

fn by_ending(arguments: &ExportArguments) -> Option<ExportFormat> {
    let ending = ending_of(arguments)?;
    ExportFormat::value_variants().iter().copied().find(|format| format.ending() == ending)
}

/// What was asked for, by word or by the ending of the file.
fn format_of(arguments: &ExportArguments, say: &Say) -> Option<ExportFormat> {
    let format = arguments.to.or_else(|| by_ending(arguments));
    if format.is_none() {
        match ending_of(arguments) {
            Some(ending) => say.mistake(&format!("error: a journey cannot become `.{ending}`")),
            None => say.mistake("error: nothing says what the journey is to become"),
        }
        say.mistake("help: add `--to svg` (or png, pdf, csv, json, mermaid, ojf)");
    }
    format
}

fn find_journey(root: &Path, loaded: &Loaded, arguments: &ExportArguments, say: &Say) -> Option<JourneyId> {
    let journeys = &loaded.site.journeys;
    let given = arguments.journey.as_str();
    if let Some(index) = journeys.iter().position(|journey| journey.id.as_str() == given) {
        return Some(JourneyId::from_index(index));
    }
    // A path: as seen from here, or as seen from the site.
    for path in [PathBuf::from(given), root.join(given)] {
        let Some(real) = fs::exists(&path).then(|| fs::real_place(&path).ok()).flatten() else { continue };
        let lies_there = |journey: &crate::model::Journey| {
            let source = loaded.tree.get(journey.source).map(|source| fs::source_path(root, source));
            let file = source.and_then(|file| fs::real_place(&file).ok()).map(|place| place.real);
            // A journey with files beside it is a folder with an `index.md`.
            file.is_some_and(|file| {
                file == real.real
                    || file.file_stem().is_some_and(|stem| stem == "index") && file.parent() == Some(&real.real)
            })
        };
        if let Some(index) = journeys.iter().position(|journey| lies_there(journey)) {
            return Some(JourneyId::from_index(index));
        }
    }
    let stem =
        Path::new(given).file_stem().map_or_else(|| given.to_owned(), |stem| stem.to_string_lossy().into_owned());
    let ids = || journeys.iter().map(|journey| journey.id.as_str());
    say.mistake(&format!("error: there is no journey `{given}`"));
    say.mistake(&match nearest(&stem, ids()) {
        Some(near) => format!("help: did you mean `{near}`?"),
        None if journeys.is_empty() => "help: this site has no journey; `--drafts` includes drafts".to_owned(),
        None if journeys.len() <= MOST_LISTED => {
            format!("help: the journeys are {}; `--drafts` includes drafts", ids().collect::<Vec<_>>().join(", "))
        }
        None => "help: a journey is named as its file in content/journeys/; `--drafts` includes drafts".to_owned(),
    });
    None
}

/// A longer list of names helps nobody.
const MOST_LISTED: usize = 12;

fn image_bytes(root: &Path, loaded: &Loaded, image: ImageId) -> Option<Vec<u8>> {
    let source = loaded.tree.get(loaded.site.images.get(image.index())?.source)?;
    fs::read_bytes(&fs::source_path(root, source)).ok()
}

fn text_of(loaded: &Loaded, journey: JourneyId, format: ExportFormat) -> (String, Vec<Unsaid>) {
    let site = &loaded.site;
    match format {
        ExportFormat::Csv => csv::export(site, journey),
        ExportFormat::Mermaid => mermaid::export(site, journey),
        ExportFormat::Ojf => ojf::export(site, journey),
        _ => (json::render_journey(site, &crate::links::Links::new(site), journey), Vec::new()),
    }
}

fn write(
    root: &Path,
    loaded: &Loaded,
    export: &Export,
    stem: &str,
    format: ExportFormat,
    arguments: &ExportArguments,
    say: &Say,
) -> Outcome {
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from(format!("{stem}.{}", format.ending())));
    let paths = paths_of(&path, export.files.len());
    if path.as_os_str() == "-" {
        let [only] = export.files.as_slice() else {
            say.mistake(&format!("error: {} files do not go into one stream", export.files.len()));
            say.mistake("help: name a file with `--output`, or take `--to pdf`, which holds several sheets");
            return Outcome::Failed;
        };
        say.bytes(only);
        return Outcome::Done;
    }
    for path in &paths {
        if let Some(source) = site_file_at(root, loaded, path) {
            say.mistake(&format!("error: {source} is a file of the site, and would be lost"));
            say.mistake("help: name another file with `--output`");
            return Outcome::Failed;
        }
    }
    for (path, bytes) in paths.iter().zip(&export.files) {
        let was_there = fs::exists(path);
        if let Err(error) = fs::replace_file(path, bytes) {
            say.failure(&error);
            return Outcome::Failed;
        }
        if was_there {
            say.note(&format!("{} was there before, and has been replaced.", path.display()));
        }
        say.result(&path.display().to_string());
    }
    Outcome::Done
}

/// One path, or several with a number before the ending.
fn paths_of(path: &Path, n_files: usize) -> Vec<PathBuf> {
    if n_files <= 1 {
        return vec![path.to_path_buf()];
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    (1..=n_files).map(|number| path.with_file_name(format!("{stem}-{number}{ending}"))).collect()
}

/// The file of the site that lies at a path.
fn site_file_at<'l>(root: &Path, loaded: &'l Loaded, path: &Path) -> Option<&'l str> {
    let real = fs::exists(path).then(|| fs::real_place(path).ok()).flatten()?.real;
    let lies_there =
        |source: &crate::source::Source| fs::real_place(&fs::source_path(root, source)).is_ok_and(|it| it.real == real);
    loaded.tree.iter().find(|(_, source)| lies_there(source)).map(|(_, source)| &*source.path)
}

/// Lines of what was lost that are told unless more is asked for.
const MOST_LOSSES: usize = 12;

fn tell_losses(export: &Export, unsaid: &[Unsaid], say: &Say) {
    if let Some(scale) = export.reduced_scale {
        say.note(&format!("The picture is large: it was painted at a scale of {scale:.2}."));
    }
    if export.n_images_left_out > 0 {
        let images = super::build::plural(export.n_images_left_out, "image");
        say.note(&format!("{images} could not be put in: a PNG and a PDF show images that are PNG, JPEG or SVG, `--to svg` carries all of the site."));
    }
    if unsaid.is_empty() {
        return;
    }
    say.note(&format!("\nNot everything could be said ({}):", unsaid.len()));
    let most = if say.is_verbose() { unsaid.len() } else { MOST_LOSSES };
    for unsaid in unsaid.iter().take(most) {
        say.note(&format!("  {}: {}", unsaid.place, unsaid.what));
    }
    if unsaid.len() > most {
        say.note(&format!("  and {} more; `--verbose` lists them all", unsaid.len() - most));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_and_names_of_files() {
        assert_eq!(parse_scale("2"), Ok(PngSize::Scale(2.0)));
        assert_eq!(parse_scale("1.5x"), Ok(PngSize::Scale(1.5)));
        assert_eq!(parse_scale("print"), Ok(PngSize::Print));
        for wrong in ["0", "NaN", "-1", "17", "big"] {
            assert!(parse_scale(wrong).is_err(), "{wrong}");
        }
        assert_eq!(paths_of(Path::new("a/b.svg"), 1), [PathBuf::from("a/b.svg")]);
        assert_eq!(paths_of(Path::new("a/b.map.svg"), 2), ["a/b.map-1.svg", "a/b.map-2.svg"].map(PathBuf::from));
    }
}
