//! From files to a site in one call: what every command begins with.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::raw::RawJourney;
use crate::content::{
    RawFile, RawTranslation, ReadSite, read_journey_again, read_levels, read_site_again, read_translation_levels,
    without_consequences,
};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, LevelPolicy};
use crate::diagram::direction::direction_of;
use crate::diagram::{FontBook, FontError};
use crate::fs::{self, NoHistory};
use crate::insight::Insight;
use crate::interop::mermaid;
use crate::model::{Date, Document, Embed, Part, Site, SiteLanguage, usual_language_name};
use crate::phase::{Observer, Phase};
use crate::resolve::{Changed, OriginalLanguage, ResolveOptions, Resolver, is_about, resolve_translation};
use crate::source::{SourceId, SourceTree, Span};
use crate::starter;
use crate::svg::fonts::{shipped_font_book, unpack_font};
use crate::templates::{Templates, format_duration};
use crate::theme::{Strings, Theme};
use crate::view::picture::check_glyphs;
use crate::view::{Edition, RenderContext};

/// What the command line decides.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadOptions {
    /// Publish drafts.
    pub drafts: bool,
    /// The site's day, instead of the one in `wayfare.toml`.
    pub date: Option<Date>,
    /// The site's day when neither says.
    pub fallback_date: Date,
    /// Instead of the one in `wayfare.toml`.
    pub base_url: Option<String>,
    /// What the command line says about rules; the words of site and files are added while loading.
    pub policy: LevelPolicy,
}

impl Default for LoadOptions {
    /// As the files say; without a day in them it is the first of January 2000.
    fn default() -> Self {
        let ResolveOptions { drafts, date, today, .. } = ResolveOptions::default();
        Self { drafts, date, fallback_date: today, base_url: None, policy: LevelPolicy::new() }
    }
}

/// A site, and what there is to tell of it.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub site: Site,
    /// The site in its further languages, in the order of the settings.
    pub translations: Vec<Site>,
    /// In the order found, without levels given: callers add their own and then [`finish`](Diagnostics::finish) all by `policy`.
    pub diagnostics: Diagnostics,
    /// Of command line, files and site.
    pub policy: LevelPolicy,
    /// The output folder that `wayfare.toml` names, as written.
    pub output: Option<String>,
}

impl Loaded {
    /// The site, and its diagnostics with their levels, sorted by place, none twice.
    #[must_use]
    pub fn finish(self) -> (Site, Diagnostics) {
        let Self { site, diagnostics, policy, .. } = self;
        (site, diagnostics.finish(|diagnostic| policy.level(diagnostic)))
    }
}

/// What pictures are measured and drawn with: the shipped fonts, and the site's own from its folder `root`.
///
/// # Errors
/// When the shipped fonts cannot be read. A font of the site that cannot be used is told and left out.
pub fn load_fonts(root: &Path, tree: &SourceTree, site: &Site) -> Result<(FontBook, Diagnostics), FontError> {
    let mut fonts = shipped_font_book()?;
    let mut diagnostics = Diagnostics::new();
    for font in &site.settings.fonts {
        let Some(source) = tree.get(font.source) else { continue };
        let added = fs::read_bytes(&fs::source_path(root, source))
            .map_err(|error| error.to_string())
            .and_then(unpack_font)
            .and_then(|bytes| fonts.add_further(bytes, font.family.as_deref(), font.path.as_str()));
        if let Err(reason) = added {
            diagnostics.push(
                Diagnostic::new(Code::UnreadableFile, font.span, "this font cannot be used")
                    .reason(format!("{}: {reason}", source.path))
                    .help("get the file anew; TrueType (.ttf), OpenType (.otf) and WOFF2 can be read"),
            );
        }
    }
    Ok((fonts, diagnostics))
}

/// Reads, resolves and lints a site.
#[must_use]
pub fn load(tree: &SourceTree, options: &LoadOptions) -> Loaded {
    load_observed(tree, options, Observer::default())
}

fn load_observed(tree: &SourceTree, options: &LoadOptions, observer: Observer<'_>) -> Loaded {
    observer.begins(Phase::Parse);
    let mut read = read_site_again(tree, None);
    let told = std::mem::take(&mut read.diagnostics);
    let (kept, mut loaded) = Kept::open(tree, &read, told, options, observer);
    loaded.diagnostics = kept.diagnostics();
    loaded.diagnostics.extend(kept.good_practice(&loaded.site, observer));
    kept.resolver.let_go();
    // What was written is as large as what it means; all threads let it go.
    rayon::join(|| drop(read.translations), || read.raw.journeys.into_par_iter().for_each(drop));
    loaded
}

/// What it takes to resolve a part of a site again, and to tell what is no error.
#[derive(Debug)]
pub struct Kept<'a> {
    resolver: Resolver<'a>,
    policy: LevelPolicy,
    /// Of files by themselves, of levels, and of translations.
    told: Diagnostics,
}

impl<'a> Kept<'a> {
    /// Resolves what was read; `told` is what reading it told. The site's diagnostics are not given to it: they are here.
    #[must_use]
    pub fn open(
        tree: &'a SourceTree,
        read: &'a ReadSite,
        mut told: Diagnostics,
        options: &LoadOptions,
        observer: Observer<'_>,
    ) -> (Self, Loaded) {
        let raw = &read.raw;
        let mut policy = options.policy.clone();
        told.extend(read_levels(raw, &mut policy));
        told.extend(read_translation_levels(&read.translations, &mut policy));
        let resolve = ResolveOptions {
            drafts: options.drafts,
            date: options.date,
            today: options.fallback_date,
            base_url: options.base_url.as_deref().map(Into::into),
        };
        let (resolver, mut site) = Resolver::resolve(tree, raw, &resolve, observer);
        let (translations, of_translations) = load_translations(tree, &mut site, &read.translations, &resolve, &policy);
        told.extend(of_translations);
        let output = raw.config.output.as_ref().map(|output| output.value.trim().to_owned());
        let loaded = Loaded { site, translations, diagnostics: Diagnostics::new(), policy: policy.clone(), output };
        (Self { resolver, policy, told }, loaded)
    }

    /// Everything found so far, but for what [`good_practice`](Self::good_practice) finds.
    #[must_use]
    pub fn diagnostics(&self) -> Diagnostics {
        let mut all = self.told.clone();
        all.extend(self.resolver.diagnostics());
        without_consequences(self.resolver.tree(), all, &Diagnostics::new())
    }

    /// What takes a look at everything once more: rules of good practice, and Mermaid journeys in the words.
    #[must_use]
    pub fn good_practice(&self, site: &Site, observer: Observer<'_>) -> Diagnostics {
        let mut diagnostics = self.resolver.lint(site, &self.policy, observer);
        if !diagnostics.is_empty() {
            diagnostics = without_consequences(self.resolver.tree(), diagnostics, &self.diagnostics());
        }
        if !self.policy.is_silent(Code::SampleText) {
            diagnostics.extend(starter::leftovers(self.resolver.tree()));
        }
        check_diagrams(site, &mut diagnostics);
        diagnostics
    }

    /// Reads the file of a journey again from `tree`, in which it has another text. `None`: it is no journey that is published.
    #[must_use]
    pub fn read_journey(&self, tree: &SourceTree, source: SourceId) -> Option<(RawFile<RawJourney>, Diagnostics)> {
        Some(read_journey_again(tree, self.resolver.journey_file(source)?))
    }

    /// Resolves the journey of one file again, where that is enough: see [`Resolver::change_journey`].
    #[must_use]
    pub fn change_journey(
        &mut self,
        site: &Site,
        tree: &'a SourceTree,
        file: &'a RawFile<RawJourney>,
    ) -> Option<Changed> {
        // In several languages each journey is there several times, and its translations tell how old they are.
        if !site.languages.is_empty() || is_about(&self.told, file.source) {
            return None;
        }
        self.resolver.change_journey(site, tree, file)
    }
}

/// Resolves a site in its further languages, and gives all of them the table of languages.
fn load_translations(
    tree: &SourceTree,
    site: &mut Site,
    raw: &[RawTranslation],
    options: &ResolveOptions,
    policy: &LevelPolicy,
) -> (Vec<Site>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let Some(first) = raw.first() else { return (Vec::new(), diagnostics) };
    let config = &first.site.config;
    let language = |tag: &str, folder: String| {
        let name = config.languages.get(tag).and_then(|settings| settings.name.as_ref());
        SiteLanguage {
            tag: tag.into(),
            name: name.map_or_else(|| usual_language_name(tag).into(), |name| name.value.trim().into()),
            folder: folder.into(),
            translations: BTreeMap::new(),
            words: BTreeSet::new(),
        }
    };
    let original = site.settings.language.clone();
    let direction = direction_of(&original);
    let mut languages = vec![language(&original, String::new())];
    let mut sites = Vec::with_capacity(raw.len());
    for translation in raw {
        let original = OriginalLanguage { tag: &original, direction };
        let (site, words, mut told) = resolve_translation(tree, translation, original, options, policy);
        check_diagrams(&site, &mut told);
        diagnostics.extend(told);
        let tag = &*translation.language.value;
        let language = language(tag, tag.to_ascii_lowercase());
        languages.push(SiteLanguage { translations: translation.files.clone(), words, ..language });
        sites.push(site);
    }
    let languages: Arc<[SiteLanguage]> = languages.into();
    site.languages = Arc::clone(&languages);
    for (position, site) in (1..).zip(&mut sites) {
        site.languages = Arc::clone(&languages);
        site.language = position;
    }
    (sites, diagnostics)
}

/// Says the durations of a translated site in its language: writers say them once, in the original, where they are measured.
fn say_durations(site: &mut Site, strings: &Strings) {
    for journey in &mut site.journeys {
        for stage in &mut Arc::make_mut(journey).stages {
            let places = std::iter::once(&mut stage.place).chain(stage.steps.iter_mut().map(|step| &mut step.place));
            for duration in places.flat_map(|place| place.duration.iter_mut().chain(&mut place.wait)) {
                if let Some(words) = format_duration(strings, &duration.words, duration.seconds) {
                    duration.words = words.into();
                }
            }
        }
    }
}

/// A site with its theme: everything that pages are rendered from, and everything that was found wrong before. Copies share all but
/// the diagnostics.
#[derive(Debug, Clone)]
pub struct Prepared {
    pub tree: SourceTree,
    pub site: Site,
    /// The site in its further languages.
    pub editions: Arc<Vec<Edition>>,
    pub theme: Arc<Theme>,
    pub templates: Arc<Templates>,
    pub fonts: Arc<FontBook>,
    /// Levels given, sorted.
    pub diagnostics: Diagnostics,
    pub policy: Arc<LevelPolicy>,
    /// `output` in `wayfare.toml`, relative to the site.
    pub output: Option<String>,
}

impl Prepared {
    /// A site with its theme, templates and fonts; its diagnostics are those that were found here and before, as they were found.
    ///
    /// # Errors
    /// When the program's own fonts cannot be read.
    pub fn new(root: &Path, tree: SourceTree, loaded: Loaded, observer: Observer<'_>) -> Result<Self, FontError> {
        let Loaded { site, translations, mut diagnostics, policy, output } = loaded;
        observer.begins(Phase::Theme);
        let (theme, told) = Theme::load(&tree, &site.settings.theme, &site.settings.language);
        diagnostics.extend(told);
        let configuration = Span::whole(tree.find("wayfare.toml").unwrap_or(SourceId(0)));
        let (templates, told) = Templates::new(&theme, configuration);
        diagnostics.extend(told);
        diagnostics.extend(theme.stylesheet(&site.settings.brand).1);
        observer.begins(Phase::Fonts);
        let (fonts, told) = load_fonts(root, &tree, &site)?;
        diagnostics.extend(told);
        let editions = translations.into_iter().map(|mut site| {
            let (theme, told) = Theme::load(&tree, &site.settings.theme, &site.settings.language);
            diagnostics.extend(told);
            let (templates, told) = Templates::new(&theme, configuration);
            diagnostics.extend(told);
            say_durations(&mut site, &theme.strings);
            Edition { insight: Insight::new(&site), site, theme, templates }
        });
        let editions = Arc::new(editions.collect());
        let (theme, templates, fonts) = (Arc::new(theme), Arc::new(templates), Arc::new(fonts));
        Ok(Self { tree, site, editions, theme, templates, fonts, diagnostics, policy: Arc::new(policy), output })
    }

    /// Letters that no font has.
    #[must_use]
    pub fn missing_letters(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        if !self.policy.is_silent(Code::MissingGlyphs) {
            for site in std::iter::once(&self.site).chain(self.editions.iter().map(|edition| &edition.site)) {
                diagnostics.extend(check_glyphs(site, &self.tree, &self.fonts));
            }
        }
        diagnostics
    }

    /// What artifacts are rendered from.
    #[must_use]
    pub fn context<'a>(&'a self, insight: &'a Insight) -> RenderContext<'a> {
        let context = RenderContext::new(&self.site, insight, &self.theme, &self.templates, &self.fonts, &self.tree);
        RenderContext { editions: &self.editions, ..context }
    }

    /// Diagnostics with their levels, sorted, none twice. What was judged already keeps its level.
    #[must_use]
    pub fn judged(&self, diagnostics: Diagnostics) -> Diagnostics {
        diagnostics.finish(|diagnostic| self.policy.level(diagnostic))
    }
}

/// Loads a site and its theme from the tree of files in `root`; `found` is what was wrong with the files themselves.
///
/// # Errors
/// When the program's own fonts cannot be read.
pub fn prepare(
    root: &Path,
    tree: SourceTree,
    found: Diagnostics,
    options: &LoadOptions,
    observer: Observer<'_>,
) -> Result<Prepared, FontError> {
    let loaded = load_observed(&tree, options, observer);
    let mut prepared = Prepared::new(root, tree, loaded, observer)?;
    let mut diagnostics = found;
    diagnostics.extend(std::mem::take(&mut prepared.diagnostics));
    diagnostics.extend(prepared.missing_letters());
    observer.begins(Phase::Report);
    prepared.diagnostics = prepared.judged(diagnostics);
    Ok(prepared)
}

/// The files with the days of their last change, where the settings ask for them. They are asked before they are resolved, because a build
/// depends on the days as on the files; a mention in a comment costs a look at the history, no more.
///
/// # Errors
/// The files without days, and why.
pub fn with_history(root: &Path, tree: SourceTree) -> Result<SourceTree, (SourceTree, NoHistory)> {
    if !asks_for_history(&tree) {
        return Ok(tree);
    }
    match fs::read_history(root) {
        Ok(days) => Ok(tree.with_days(&days)),
        Err(reason) => Err((tree, reason)),
    }
}

/// Whether the settings ask when files last changed, whatever git then knows of it.
#[must_use]
pub fn asks_for_history(tree: &SourceTree) -> bool {
    tree.find("wayfare.toml").is_some_and(|settings| tree.text(settings).contains("last_changed"))
}

fn no_task(span: Span) -> Diagnostic {
    Diagnostic::new(Code::MermaidSyntax, span, "this Mermaid journey has no task")
        .reason("there is nothing to draw: the block is shown as code")
        .help("write at least one task, as `Opens the box: 4: Maya`")
}

/// Reads every Mermaid journey once, so that its mistakes are told with all others and not when its page is drawn.
fn check_diagrams(site: &Site, diagnostics: &mut Diagnostics) {
    let check = |document: &Document, diagnostics: &mut Diagnostics| {
        for part in &document.body.parts {
            if let Part::Embed(Embed::Mermaid { text, span }) = part {
                let (diagram, told) = mermaid::parse(text, *span);
                diagnostics.extend(told);
                if diagram.tasks().next().is_none() {
                    diagnostics.push(no_task(*span));
                }
            }
        }
    };
    let has_diagrams = |document: &&Document| document.body.parts.iter().any(|part| matches!(part, Part::Embed(_)));
    let of_journeys = site.journeys.par_iter().flat_map_iter(|journey| {
        let prose = journey.stages.iter().filter_map(|stage| stage.prose.as_ref());
        std::iter::once(&journey.body).chain(prose).filter(has_diagrams)
    });
    for document in of_journeys.collect::<Vec<&Document>>() {
        check(document, diagnostics);
    }
    let bodies = (site.personas.iter().map(|it| &it.body))
        .chain(site.touchpoints.iter().map(|it| &it.body))
        .chain(site.channels.iter().map(|it| &it.body))
        .chain(site.teams.iter().map(|it| &it.body))
        .chain(site.metrics.iter().map(|it| &it.body))
        .chain(site.sources.iter().map(|it| &it.body))
        .chain(site.pain_points.iter().map(|it| &it.body))
        .chain(site.opportunities.iter().map(|it| &it.body))
        .chain(site.solutions.iter().map(|it| &it.body))
        .chain(site.pages.iter().map(|it| &it.body))
        .chain(site.glossary.iter().map(|it| &it.definition))
        .chain(site.introductions.values().map(|it| &it.body));
    for body in bodies {
        check(body, diagnostics);
    }
}
