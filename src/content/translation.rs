//! The site in its further languages: the raw site once more, with the words of the translations in it.
//!
//! 1. `[languages]` of the settings names the languages; a file `order.de.md` beside `order.md` translates it.
//! 2. For each language a copy of the raw site is made, and every translation is read and laid over its original.
//! 3. Each translation is compared with what it was made from: `made_from` holds the mark of the original's words.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::decode::{OneOrMany, RawText};
use super::discover::{Found, is_language_tag};
use super::overlay::digest::Mark;
use super::overlay::{MADE_FROM, Overlaying, WordDigest};
use super::raw::RawSiteConfig;
use super::read::{Entity, read_file_as};
use super::site::{RawFile, RawSite};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::{TranslatedPart, Translation, TranslationState};
use crate::source::{SourceId, SourceTree, Span};

/// A site in one of its further languages.
#[derive(Debug, Clone, PartialEq)]
pub struct RawTranslation {
    /// As the settings write it.
    pub language: RawText,
    /// Everything, with what is translated in this language.
    pub site: RawSite,
    /// The translated files, by their originals.
    pub files: BTreeMap<SourceId, Translation>,
    /// What the translations say about rules in them.
    pub levels: Vec<FileLevels>,
}

/// The levels of rules in one file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileLevels {
    pub source: SourceId,
    pub levels: Vec<(Severity, OneOrMany<RawText>)>,
}

/// A file that translates another.
#[derive(Debug, Clone, Copy)]
pub(super) struct TranslationFile<'t> {
    source: SourceId,
    original: SourceId,
    language: &'t str,
}

impl<'t> TranslationFile<'t> {
    /// What a file translates; `None` for a file of its own.
    ///
    /// # Errors
    /// Why a file that is a translation by its name is none.
    pub(super) fn of(
        tree: &SourceTree,
        source: SourceId,
        found: &Found<'t>,
        config: &RawSiteConfig,
        languages: &[RawText],
    ) -> Result<Option<Self>, Box<Diagnostic>> {
        let Some((base, language)) = found.language else { return Ok(None) };
        let path = |ending: &str| format!("{}/{base}.{ending}", found.folder);
        let original = tree.find(&path("md")).or_else(|| tree.find(&path("markdown")));
        let is_declared = languages.iter().any(|tag| tag.value.eq_ignore_ascii_case(language));
        let whole = Span::whole(source);
        let told = match (original, is_declared) {
            (Some(original), true) => return Ok(Some(Self { source, original, language })),
            (None, false) => return Ok(None),
            (None, true) => {
                let message = format!("there is no `{}` that this could translate", path("md"));
                Diagnostic::new(Code::TranslationWithoutOriginal, whole, message)
                    .reason("a translation has words only; everything else comes from the original beside it")
                    .help("rename one of the two, or write the original first")
            }
            (Some(_), false)
                if config.language.as_ref().is_some_and(|own| own.value.eq_ignore_ascii_case(language)) =>
            {
                let message = format!("`{language}` is the language of the originals");
                Diagnostic::new(Code::TranslationLanguage, whole, message)
                    .reason(format!("the words in this language stand in {}", path("md")))
                    .help("move them there, or give this file another name")
            }
            (Some(_), false) => {
                Diagnostic::new(Code::TranslationLanguage, whole, format!("the site has no language `{language}`"))
                    .reason(format!("so this translation of {} is not published", path("md")))
                    .help(format!("name the language in wayfare.toml: [languages.{language}]"))
                    .help("or give the file another name if it is no translation")
            }
        };
        Err(Box::new(told))
    }
}

/// The tags of the languages that the site is translated into, in the writer's order. (The language of the originals may be
/// there too, to give it a name.)
pub(super) fn read_languages(config: &RawSiteConfig, diagnostics: &mut Diagnostics) -> Vec<RawText> {
    let own = config.language.as_ref().map_or("en", |language| language.value.trim());
    let mut tags = Vec::new();
    for (tag, _) in &config.languages {
        if !is_language_tag(&tag.value) {
            let shown: String = tag.value.chars().take(60).collect();
            diagnostics.push(
                Diagnostic::new(Code::UnknownValue, tag.span, format!("`{shown}` is no tag of a language"))
                    .reason("files and addresses are named by it: two or three small letters, and a region where it matters")
                    .help("for example: [languages.de] or [languages.pt-BR]"),
            );
        } else if !tag.value.eq_ignore_ascii_case(own) {
            tags.push(tag.clone());
        }
    }
    tags
}

/// Reads all translations, and makes of each language a raw site of its own.
pub(super) fn read_translations(
    tree: &SourceTree,
    raw: &RawSite,
    languages: &[RawText],
    files: &[TranslationFile<'_>],
) -> (Vec<RawTranslation>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let translations = languages.iter().map(|language| {
        let sources: BTreeMap<SourceId, SourceId> = files
            .iter()
            .filter(|file| file.language.eq_ignore_ascii_case(&language.value))
            .map(|file| (file.original, file.source))
            .collect();
        let mut reader =
            TranslationReader { tree, sources, files: BTreeMap::new(), levels: Vec::new(), told: Diagnostics::new() };
        let mut site = raw.clone();
        site.config = translated_config(&raw.config, language);
        reader.translate(&mut site.journeys);
        reader.translate(&mut site.personas);
        reader.translate(&mut site.opportunities);
        reader.translate(&mut site.solutions);
        reader.translate(&mut site.pain_points);
        reader.translate(&mut site.sources);
        reader.translate(&mut site.touchpoints);
        reader.translate(&mut site.channels);
        reader.translate(&mut site.teams);
        reader.translate(&mut site.metrics);
        reader.translate(&mut site.pages);
        reader.translate(&mut site.terms);
        reader.translate(site.glossary.as_mut_slice());
        reader.translate(&mut site.introductions);
        diagnostics.extend(reader.told);
        RawTranslation { language: language.clone(), site, files: reader.files, levels: reader.levels }
    });
    let translations = translations.collect();
    (translations, diagnostics)
}

/// The settings in another language.
fn translated_config(config: &RawSiteConfig, language: &RawText) -> RawSiteConfig {
    let mut config = config.clone();
    config.language = Some(language.clone());
    if let Some(own) = config.languages.get(&language.value).cloned() {
        config.title = own.title.or(config.title);
        config.tagline = own.tagline.or(config.tagline);
        config.description = own.description.or(config.description);
    }
    config
}

/// Reads the translations of one language.
struct TranslationReader<'t> {
    tree: &'t SourceTree,
    /// By original.
    sources: BTreeMap<SourceId, SourceId>,
    files: BTreeMap<SourceId, Translation>,
    levels: Vec<FileLevels>,
    told: Diagnostics,
}

impl TranslationReader<'_> {
    fn translate<T: Entity>(&mut self, originals: &mut [RawFile<T>]) {
        let (tree, sources) = (self.tree, &self.sources);
        let read: Vec<(SourceId, TranslationState, FileLevels, Diagnostics)> = originals
            .par_iter_mut()
            .filter_map(|original| {
                let source = *sources.get(&original.source)?;
                let of = original.source;
                let (state, levels, told) = translate_file(tree, original, source);
                Some((of, state, FileLevels { source, levels }, told))
            })
            .collect();
        for (original, state, levels, told) in read {
            self.files.insert(original, Translation { source: levels.source, state });
            self.levels.push(levels);
            self.told.extend(told);
        }
    }
}

type Levels = Vec<(Severity, OneOrMany<RawText>)>;

/// Lays one translation over its original.
fn translate_file<T: Entity>(
    tree: &SourceTree,
    original: &mut RawFile<T>,
    source: SourceId,
) -> (TranslationState, Levels, Diagnostics) {
    let (translation, made_from, mut diagnostics) =
        read_file_as(tree, source, (&original.id_stem, &original.folder), Some(&original.raw));
    let mut digest = WordDigest::default();
    original.raw.digest(&mut digest);
    let mark = digest.finish(body_text(tree, original.body));
    let state = state_of(&mark, made_from.as_ref(), source, tree.path(original.source), &mut diagnostics);
    let levels = translation.raw.levels().map(|(severity, names)| (severity, names.clone())).to_vec();

    let mut overlaying = Overlaying::new(tree.path(original.source), translation.intact && !diagnostics.has_errors());
    original.known_as = original.raw.name().map(Into::into);
    original.raw.overlay(translation.raw, &mut overlaying);
    if !body_text(tree, translation.body).trim().is_empty() {
        original.body = translation.body;
    }
    diagnostics.extend(overlaying.into_diagnostics());
    (state, levels, diagnostics)
}

fn body_text(tree: &SourceTree, body: Span) -> &str {
    tree.text(body.source).get(body.start as usize..body.end as usize).unwrap_or_default()
}

/// Compares an original with what its translation was made from.
fn state_of(
    mark: &Mark,
    made_from: Option<&RawText>,
    source: SourceId,
    original: &str,
    diagnostics: &mut Diagnostics,
) -> TranslationState {
    let now = mark.written();
    let mend = format!("once both say the same, write {MADE_FROM} = \"{now}\"");
    let Some(made_from) = made_from else {
        diagnostics.push(
            Diagnostic::new(
                Code::TranslationStale,
                Span::whole(source),
                "nobody can tell whether this translation is current",
            )
            .reason(format!("a translation says which state of {original} it was made from"))
            .help(format!("{mend} at the top, between the lines of `+++`")),
        );
        return TranslationState::Unknown;
    };
    let Some(changed) = mark.changed_since(&made_from.value) else {
        diagnostics.push(
            Diagnostic::new(Code::TranslationStale, made_from.span, format!("this is no mark of {original}"))
                .reason("a mark has four signs for each part of the original, joined by hyphens; the check tells it")
                .help(mend)
                .suggest(made_from.span, format!("\"{now}\"")),
        );
        return TranslationState::Unknown;
    };
    if changed.is_empty() {
        return TranslationState::Current;
    }
    let mut parts: Vec<String> = changed.iter().map(part_in_words).collect();
    let last = parts.pop().unwrap_or_default();
    let parts = if parts.is_empty() { last } else { format!("{} and {last}", parts.join(", ")) };
    diagnostics.push(
        Diagnostic::new(
            Code::TranslationStale,
            made_from.span,
            format!("the original has changed since this translation: {parts}"),
        )
        .reason(format!("readers of this language are told something else than those of {original}"))
        .help(mend)
        .suggest(made_from.span, format!("\"{now}\"")),
    );
    TranslationState::Stale(changed)
}

fn part_in_words(part: &TranslatedPart) -> String {
    match part {
        TranslatedPart::Head => "its head".to_owned(),
        TranslatedPart::Text => "its text".to_owned(),
        TranslatedPart::Stage(name) => format!("the stage “{name}”"),
    }
}
