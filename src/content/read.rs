//! Reads the content of a site.
//!
//! 1. Paths say what files are; files of the same kind are read in parallel, each for itself.
//! 2. A file is split, its front matter parsed and decoded. What is wrong with it is told, and what is right is kept.
//! 3. The lists are put together in the order of the paths.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use toml::de::DeTable;

use super::decode::{Decoder, OneOrMany, RawText, TableShape};
use super::discover::{FileKind, Found, classify, likely_slip};
use super::frame::{broken_frame, misplaced, misplaced_entry, settings_below, without_front_matter};
use super::front_matter::{FrontMatter, settings_among_words, split};
use super::history::read_histories;
use super::overlay::{MADE_FROM, Overlaying, WordDigest};
use super::raw::keep_id;
use super::raw::{
    RawChannel, RawEvidenceSource, RawIntroduction, RawJourney, RawMetric, RawOpportunity, RawPage, RawPainPoint,
    RawPersona, RawSiteConfig, RawSolution, RawTeam, RawTerm, RawTouchpoint,
};
use super::site::{RawFile, RawSite};
use super::toml_text::decode_toml;
use super::translation::{RawTranslation, TranslationFile, read_languages, read_translations};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::{SourceContent, SourceId, SourceTree, Span};

/// What the front matter of a kind of file becomes.
pub trait Entity: Send + Sized {
    const TABLE: &'static TableShape;

    /// Whether a file without front matter is a mistake.
    fn needs_front_matter() -> bool {
        Self::TABLE.fields.iter().any(|field| field.required)
    }

    fn decode(table: &DeTable<'_>, opening: Span, decoder: &mut Decoder<'_>) -> Self;

    fn empty(span: Span) -> Self;

    /// What the file says about the levels of rules in it.
    fn levels(&self) -> [(Severity, &OneOrMany<RawText>); 3];

    /// The lanes that the file declares.
    fn custom_lanes(&self) -> Vec<Box<str>> {
        Vec::new()
    }

    /// What other files may name it by, beside its id.
    fn name(&self) -> Option<&str> {
        None
    }

    /// Takes over the words of a translation.
    fn overlay(&mut self, translation: Self, overlaying: &mut Overlaying);

    /// Hands its words to a digest.
    fn digest(&self, digest: &mut WordDigest);
}

macro_rules! entities {
    ($($name:ident $(($title:ident))? $(: $keep:expr)?),*) => {$(
        impl Entity for $name {
            const TABLE: &'static TableShape = &$name::TABLE;

            fn decode(table: &DeTable<'_>, opening: Span, decoder: &mut Decoder<'_>) -> Self {
                Self::from_table(table, opening, None, decoder)
            }

            fn empty(span: Span) -> Self {
                Self::empty(span)
            }

            fn levels(&self) -> [(Severity, &OneOrMany<RawText>); 3] {
                [(Severity::Allow, &self.allow), (Severity::Warn, &self.warn), (Severity::Deny, &self.deny)]
            }

            $(fn name(&self) -> Option<&str> {
                self.$title.as_ref().map(|title| title.value.trim())
            })?

            fn overlay(&mut self, translation: Self, overlaying: &mut Overlaying) {
                $(let keep: fn(&mut $name) = $keep; keep(self);)?
                self.overlay_words(translation, overlaying);
            }

            fn digest(&self, digest: &mut WordDigest) {
                self.digest_words(digest);
            }
        }
    )*};
}

entities!(
    RawPersona,
    RawOpportunity,
    RawSolution,
    RawPainPoint,
    RawEvidenceSource,
    RawTouchpoint(title),
    RawChannel(title),
    RawTeam(title),
    RawMetric(title),
    RawPage,
    // The id of a term is made of its word.
    RawTerm: |term| keep_id(&mut term.id, term.term.as_ref()),
    RawIntroduction
);

impl Entity for RawJourney {
    const TABLE: &'static TableShape = &RawJourney::TABLE;

    fn decode(table: &DeTable<'_>, opening: Span, decoder: &mut Decoder<'_>) -> Self {
        Self::from_front_matter(table, opening, decoder)
    }

    fn empty(span: Span) -> Self {
        Self::empty(span)
    }

    fn levels(&self) -> [(Severity, &OneOrMany<RawText>); 3] {
        [(Severity::Allow, &self.allow), (Severity::Warn, &self.warn), (Severity::Deny, &self.deny)]
    }

    fn custom_lanes(&self) -> Vec<Box<str>> {
        self.custom_lanes.iter().map(|(key, _)| Box::from(&*key.value)).collect()
    }

    fn overlay(&mut self, translation: Self, overlaying: &mut Overlaying) {
        self.overlay_words(translation, overlaying);
    }

    fn digest(&self, digest: &mut WordDigest) {
        self.digest_words(digest);
    }
}

/// Reads every content file of the tree.
#[must_use]
pub fn read_site(tree: &SourceTree) -> (RawSite, Diagnostics) {
    let mut read = read_site_again(tree, None);
    (read.raw, std::mem::take(&mut read.diagnostics))
}

/// A site that was read, with what it takes to read it again faster: see [`read_site_again`].
#[derive(Debug)]
pub struct ReadSite {
    pub raw: RawSite,
    /// The site in its further languages, in the order of the settings.
    pub translations: Vec<RawTranslation>,
    pub diagnostics: Diagnostics,
    tree: SourceTree,
    /// What was told of each file by itself.
    told: BTreeMap<SourceId, Diagnostics>,
}

/// Reads every content file of the tree. When `before` was read from the same files by name, those whose text is the same are
/// taken from there: reading a file looks at nothing but the file.
#[must_use]
pub fn read_site_again(tree: &SourceTree, before: Option<ReadSite>) -> ReadSite {
    let mut diagnostics = Diagnostics::new();
    let config = read_config(tree, &mut diagnostics);
    let languages = read_languages(&config, &mut diagnostics);
    let (files, translated, told) = content_files(tree, &config, &languages);
    diagnostics.extend(told);
    let of = |kind: FileKind| files.get(&kind).map_or(&[][..], Vec::as_slice);
    // Other files by name mean other ids, and so other places of every value.
    let before = before.filter(|before| before.tree.has_same_paths(tree));
    let (mut old, old_tree, old_told) = match before {
        Some(before) => (Some(before.raw), before.tree, before.told),
        None => (None, SourceTree::default(), BTreeMap::new()),
    };
    let mut reader = Reader { tree, old_tree, old_told, told: BTreeMap::new(), diagnostics: Diagnostics::new() };
    macro_rules! read {
        ($list:ident, $kind:ident) => {
            reader
                .files(of(FileKind::$kind), old.as_mut().map(|old| std::mem::take(&mut old.$list)).unwrap_or_default())
        };
    }
    let metrics: Vec<RawFile<RawMetric>> = read!(metrics, Metric);
    let (histories, told) = read_histories(tree, &metrics);
    reader.diagnostics.extend(told);
    let raw = RawSite {
        config,
        journeys: read!(journeys, Journey),
        personas: read!(personas, Persona),
        opportunities: read!(opportunities, Opportunity),
        solutions: read!(solutions, Solution),
        pain_points: read!(pain_points, PainPoint),
        sources: read!(sources, EvidenceSource),
        touchpoints: read!(touchpoints, Touchpoint),
        channels: read!(channels, Channel),
        teams: read!(teams, Team),
        metrics,
        pages: read!(pages, Page),
        terms: read!(terms, Term),
        glossary: reader.files(of(FileKind::Glossary), Vec::new()).into_iter().next(),
        introductions: read!(introductions, Introduction),
        histories,
    };
    diagnostics.extend(reader.diagnostics);
    let (translations, told) = read_translations(tree, &raw, &languages, &translated);
    diagnostics.extend(told);
    ReadSite { raw, translations, diagnostics, tree: tree.clone(), told: reader.told }
}

/// Reads the files of one kind after the other.
struct Reader<'t> {
    tree: &'t SourceTree,
    old_tree: SourceTree,
    old_told: BTreeMap<SourceId, Diagnostics>,
    told: BTreeMap<SourceId, Diagnostics>,
    diagnostics: Diagnostics,
}

type FilesByKind<'t> = BTreeMap<FileKind, Vec<(SourceId, Found<'t>)>>;

/// Sorts the files by kind, takes out the translations, and tells those that nothing uses.
fn content_files<'t>(
    tree: &'t SourceTree,
    config: &RawSiteConfig,
    languages: &[RawText],
) -> (FilesByKind<'t>, Vec<TranslationFile<'t>>, Diagnostics) {
    let mut files = FilesByKind::new();
    let mut diagnostics = Diagnostics::new();
    let mut slips = BTreeSet::new();
    let mut translations = Vec::new();
    for (source, file) in tree.iter() {
        let path = &*file.path;
        if let Some(slip) = likely_slip(path)
            && slips.insert(&path[..slip.folder_length])
        {
            diagnostics.push(misplaced(source, slip.written, &slip.meant, path.starts_with("content/")));
        }
        let Some(found) = classify(path) else { continue };
        match TranslationFile::of(tree, source, &found, config, languages) {
            Ok(Some(translation)) => {
                translations.push(translation);
                continue;
            }
            Ok(None) => {}
            Err(told) => {
                diagnostics.push(*told);
                continue;
            }
        }
        let is_entity = !matches!(found.kind, FileKind::Page | FileKind::Introduction | FileKind::Glossary);
        let beside_an_index = path.rsplit('/').next().is_some_and(|name| !name.starts_with("index."))
            && found.folder.matches('/').count() >= 2
            && tree.find(&format!("{}/index.md", found.folder)).is_some();
        if is_entity && beside_an_index {
            diagnostics.push(
                Diagnostic::new(Code::UnknownFolder, Span::whole(source), "nothing uses this file")
                    .reason(format!("`{}` is the folder of one entry, whose words stand in `index.md`.", found.folder))
                    .help("move its words into `index.md`, or the file out of the folder"),
            );
            continue;
        }
        files.entry(found.kind).or_default().push((source, found));
    }
    (files, translations, diagnostics)
}

fn read_config(tree: &SourceTree, diagnostics: &mut Diagnostics) -> RawSiteConfig {
    let Some(source) = tree.find("wayfare.toml") else {
        let nowhere = Span::whole(SourceId(u32::MAX));
        if let Some(source) = tree.find("wayfare.toml.txt") {
            diagnostics.push(
                Diagnostic::new(Code::UnreadFile, Span::whole(source), "these settings are not read")
                    .reason("the settings of a site are a file `wayfare.toml`, and this one has an ending more")
                    .help("rename it to `wayfare.toml`; your system may hide the last ending until you tell it not to"),
            );
            return RawSiteConfig::empty(nowhere);
        }
        diagnostics.push(
            Diagnostic::new(Code::MissingSettings, nowhere, "there is no `wayfare.toml`")
                .reason("Without it the site is called “Journey maps” and is in English.")
                .help("put a file `wayfare.toml` beside the folder `content`, with a line: title = \"…\""),
        );
        return RawSiteConfig::empty(nowhere);
    };
    let text = tree.text(source);
    let decoded = decode_toml(source, text, 0..text.len(), Span::whole(source), |table, span, decoder| {
        RawSiteConfig::from_table(table, span, None, decoder)
    });
    diagnostics.extend(decoded.diagnostics);
    decoded.value
}

impl Reader<'_> {
    /// `old` is the list of the last time.
    fn files<T: Entity>(&mut self, files: &[(SourceId, Found<'_>)], old: Vec<RawFile<T>>) -> Vec<RawFile<T>> {
        let mut kept: BTreeMap<SourceId, Box<RawFile<T>>> = old
            .into_iter()
            .filter(|file| self.is_unchanged(file.source))
            .map(|file| (file.source, Box::new(file)))
            .collect();
        // What was read is large: it is written where it stays, and moved no more.
        let kept: Vec<Option<Box<RawFile<T>>>> = files.iter().map(|(source, _)| kept.remove(source)).collect();
        let tree = self.tree;
        let (mut read, mut told): (Vec<RawFile<T>>, Vec<Option<Diagnostics>>) = Default::default();
        files
            .par_iter()
            .zip(kept)
            .map(|((source, found), kept)| match kept {
                Some(file) => (*file, None),
                None => {
                    let (file, told) = read_file(tree, *source, found);
                    (file, Some(told))
                }
            })
            .unzip_into_vecs(&mut read, &mut told);
        for (file, told) in read.iter().zip(told) {
            let told = told.or_else(|| self.old_told.remove(&file.source)).unwrap_or_default();
            if !told.is_empty() {
                self.diagnostics.extend(told.clone());
                self.told.insert(file.source, told);
            }
        }
        read
    }

    fn is_unchanged(&self, source: SourceId) -> bool {
        match (self.old_tree.get(source).map(|file| &file.content), self.tree.get(source).map(|file| &file.content)) {
            (Some(SourceContent::Text(old)), Some(SourceContent::Text(new))) => Arc::ptr_eq(old, new) || old == new,
            _ => false,
        }
    }
}

/// Reads one content file.
#[must_use]
pub fn read_file<T: Entity>(tree: &SourceTree, source: SourceId, found: &Found<'_>) -> (RawFile<T>, Diagnostics) {
    let (file, _, diagnostics) = read_file_as(tree, source, (found.id_stem, found.folder), None);
    (file, diagnostics)
}

/// Reads the file of a journey again, from a tree in which it has another text.
#[must_use]
pub fn read_journey_again(tree: &SourceTree, before: &RawFile<RawJourney>) -> (RawFile<RawJourney>, Diagnostics) {
    let (file, _, diagnostics) = read_file_as(tree, before.source, (&before.id_stem, &before.folder), None);
    (file, diagnostics)
}

/// Reads a content file, or one that translates `original`: in that nothing has to be there, and it says what it was made from.
pub(super) fn read_file_as<T: Entity>(
    tree: &SourceTree,
    source: SourceId,
    (id_stem, folder): (&str, &str),
    original: Option<&T>,
) -> (RawFile<T>, Option<RawText>, Diagnostics) {
    let text = tree.text(source);
    let (mut made_from, mut is_at_home) = (None, true);
    let mut decode = |table: &DeTable<'_>, opening: Span, decoder: &mut Decoder<'_>| {
        if let Some(original) = original {
            decoder.translate(original.custom_lanes());
            made_from = table.get(MADE_FROM).and_then(|value| decoder.field(opening, value));
        }
        if let Some(diagnostic) = misplaced_entry::<T>(table, opening).filter(|_| original.is_none()) {
            decoder.push(diagnostic);
            is_at_home = false;
            return T::empty(opening);
        }
        T::decode(table, opening, decoder)
    };
    let parts = split(text);
    let mut body = Span::new(source, parts.body.start, parts.body.end);
    let mut diagnostics = Diagnostics::new();
    let span = |range: &std::ops::Range<usize>| Span::new(source, range.start, range.end);

    let mut whole = true;
    if let Some(heading) = settings_among_words(text, parts.body.clone(), |name| T::TABLE.knows(name)) {
        body = Span::new(source, parts.body.start, heading.start);
        diagnostics.push(settings_below(span(&heading)));
        whole = false;
    }
    let (raw, intact) = match &parts.front_matter {
        FrontMatter::Toml { opening, toml } => {
            let decoded = decode_toml(source, text, toml.clone(), span(opening), &mut decode);
            diagnostics.extend(decoded.diagnostics);
            (decoded.value, decoded.intact)
        }
        FrontMatter::Misspelled { opening, toml }
        | FrontMatter::Late { opening, toml }
        | FrontMatter::Unopened { opening, toml, .. }
        | FrontMatter::Unclosed { opening, toml, .. } => {
            diagnostics.push(broken_frame(source, &parts.front_matter));
            whole = false;
            let decoded = decode_toml(source, text, toml.clone(), span(opening), &mut decode);
            // What seems to be missing may stand where nobody could read it.
            for diagnostic in decoded.diagnostics {
                if diagnostic.code != Code::MissingField {
                    diagnostics.push(diagnostic);
                }
            }
            (decoded.value, decoded.intact)
        }
        FrontMatter::Yaml { opening } => {
            diagnostics.push(
                Diagnostic::new(Code::TomlSyntax, span(opening), "this front matter is YAML, and TOML is expected")
                    .label("YAML stands between lines of `---`")
                    .reason("Settings are written as `key = \"value\"` between two lines of `+++`.")
                    .help("replace both `---` by `+++`, and each `key: value` by `key = \"value\"`"),
            );
            (T::empty(span(opening)), false)
        }
        FrontMatter::None => {
            let readable = !matches!(tree.get(source).map(|file| &file.content), Some(SourceContent::Unreadable));
            let needed = T::needs_front_matter() && original.is_none();
            if readable && needed {
                diagnostics.push(without_front_matter::<T>(source, text));
            }
            (T::empty(Span::whole(source)), readable && !needed)
        }
    };
    let intact = intact && whole && is_at_home;
    let file = RawFile { source, id_stem: id_stem.into(), folder: folder.into(), raw, known_as: None, body, intact };
    (file, made_from, diagnostics)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::line_and_column;

    fn told(tree: &SourceTree, diagnostics: Diagnostics) -> Vec<String> {
        diagnostics
            .finish(|diagnostic| Some(diagnostic.level))
            .iter()
            .map(|diagnostic| {
                let span = diagnostic.primary.span;
                let (line, column) = line_and_column(tree.text(span.source), span.start as usize);
                format!("{}:{line}:{column} {} {}", tree.path(span.source), diagnostic.code.name(), diagnostic.message)
            })
            .collect()
    }

    #[test]
    fn a_site_is_read_in_the_order_of_paths() {
        let tree = SourceTree::from_texts([
            ("wayfare.toml", "title = \"Maps\"\n[emotions]\nmin = 1\nmax = 5\n"),
            ("content/_index.md", "Welcome"),
            ("content/journeys/b.md", "+++\ntitle = \"B\"\n+++\nWords"),
            ("content/journeys/a/index.md", "+++\ntitle = \"A\"\n+++\n"),
            ("content/journeys/_index.md", "All maps"),
            ("content/personas/maya.md", "+++\nname = \"Maya\"\n+++\n"),
            ("content/metrics/csat.md", "+++\nhistory = \"csat.csv\"\n+++\n"),
            ("content/data/csat.csv", "date,value\n2026-01-01,3\n"),
            ("content/about.md", "# About"),
            ("content/glossary.md", "Stage"),
            ("content/glossary/step.md", "A step"),
            ("README.md", "no content"),
        ]);
        let (site, diagnostics) = read_site(&tree);
        assert_eq!(told(&tree, diagnostics), Vec::<String>::new());
        let stems: Vec<&str> = site.journeys.iter().map(|file| &*file.id_stem).collect();
        assert_eq!(stems, ["a", "b"]);
        let body = site.journeys[1].body;
        assert_eq!(&tree.text(body.source)[body.start as usize..body.end as usize], "Words");
        assert_eq!(site.introductions.iter().map(|file| &*file.id_stem).collect::<Vec<_>>(), ["", "journeys"]);
        assert_eq!((site.pages.len(), site.terms.len(), site.glossary.is_some()), (1, 1, true));
        assert_eq!(site.histories[&site.metrics[0].source].rows.len(), 1);
    }

    #[test]
    fn a_broken_file_hides_nothing_in_another_or_in_itself() {
        let tree = SourceTree::from_texts([
            ("wayfare.toml", "title = Maps\nlangage = \"en\"\n"),
            ("content/journeys/a.md", "+++\ntitle: \"A\"\nowner = 3\n[[stages]\nname = \"S\"\nfoo = 1\n+++\n"),
            ("content/journeys/b.md", "+++\ntitle = \"B\"\nwords"),
            ("content/journeys/c.md", "+++\nowner = 4\n---\nwords"),
            ("content/journeys/d.md", "---\ntitle: D\n---\n"),
            ("content/journeys/e.md", "title = \"E\"\n"),
            ("content/journeys/f.md", "+++\nname = \"F\"\ntitle = \"G\"\n+++\n"),
            ("content/journeys/g.md", "+++\n+++\n"),
            ("content/journeys/h/index.md", "+++\ntitle = \"H\"\n+++\n"),
            ("content/journeys/h/notes.md", "words"),
            ("content/journeys/f.de.md", "+++\ntitle = \"F\"\n+++\n"),
            ("content/persona/x.md", "words"),
            ("content/persona/y.md", "words"),
            ("content/metrics/m.md", "+++\nhistory = \"data/scat.csv\"\n+++\n"),
            ("content/data/csat.csv", ""),
            ("personas/x.md", "words"),
        ]);
        let (site, diagnostics) = read_site(&tree);
        assert_eq!(
            told(&tree, diagnostics),
            [
                "content/journeys/a.md:2:6 toml-syntax a key and its value are joined by `=`, not by `:`",
                "content/journeys/a.md:3:9 wrong-type `owner` must be a text, not a number",
                "content/journeys/a.md:4:1 toml-syntax this heading does not end with `]`",
                "content/journeys/a.md:6:1 unknown-field `foo` is not a field of a stage",
                "content/journeys/b.md:1:1 unclosed-front-matter this front matter does not end",
                "content/journeys/c.md:1:1 unclosed-front-matter this front matter does not end",
                "content/journeys/c.md:2:9 wrong-type `owner` must be a text, not a number",
                "content/journeys/d.md:1:1 toml-syntax this front matter is YAML, and TOML is expected",
                "content/journeys/e.md:1:1 missing-front-matter a line `+++` is missing above this line",
                "content/journeys/f.de.md:1:1 translation-language the site has no language `de`",
                "content/journeys/f.md:3:1 conflicting-fields `name` and `title` are the same field",
                "content/journeys/g.md:1:1 missing-field a journey needs a `title`",
                "content/journeys/h/notes.md:1:1 unknown-folder nothing uses this file",
                "content/metrics/m.md:2:11 unknown-reference there is no file `data/scat.csv`",
                "content/persona/x.md:1:1 unknown-folder the folder `persona` has no meaning",
                "personas/x.md:1:1 unknown-folder the folder `personas` has no meaning",
                "wayfare.toml:1:9 toml-syntax a text must stand in quotation marks",
                "wayfare.toml:2:1 unknown-field `langage` is not a field of the site's settings",
            ]
        );
        let intact: Vec<(&str, bool)> = site.journeys.iter().map(|file| (&*file.id_stem, file.intact)).collect();
        assert_eq!(
            intact,
            [
                ("a", false),
                ("b", false),
                ("c", false),
                ("d", false),
                ("e", false),
                ("f", true),
                ("g", true),
                ("h", true)
            ]
        );
    }

    #[test]
    fn reading_again_gives_what_reading_gives() {
        let texts = [
            ("content/journeys/a.md", "+++\ntitle = \"A\"\nstags = 1\n+++\n"),
            ("content/journeys/b.md", "+++\ntitle = \"B\"\n+++\n"),
            ("content/personas/c.md", "+++\nname = 1\n+++\n"),
        ];
        let first = SourceTree::from_texts(texts);
        let read = read_site_again(&first, None);
        let b = first.find("content/journeys/b.md").expect("there");
        let changed = first.with_contents([(b, SourceContent::Text("+++\ntitel = \"B\"\n+++\n\nWords\n".into()))]);
        let more = SourceTree::from_texts(texts.into_iter().chain([("content/journeys/0.md", "+++\n+++\n")]));
        let mut read = Some(read);
        for tree in [&first, &changed, &more, &first] {
            let again = read_site_again(tree, read.take());
            let (raw, diagnostics) = read_site(tree);
            assert_eq!(again.raw, raw);
            assert_eq!(again.diagnostics, diagnostics);
            read = Some(again);
        }
    }
}
