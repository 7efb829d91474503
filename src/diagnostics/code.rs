//! The rules, one variant each. The manual page of a rule is `manual/<name>.md`, whose examples are tests.

/// How much a diagnostic weighs. Errors stop a build before anything is written; warnings can be denied or allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Error,
    Warning,
    Note,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $variant:ident = $name:literal, $level:ident;)*) => {
        /// Every rule that Wayfare knows, in the order of the manual.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])* $variant,)* }

        impl Code {
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The name that messages, `wayfare.toml` and `wayfare explain` use.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),* }
            }

            #[must_use]
            pub fn default_level(self) -> Level {
                match self { $(Code::$variant => Level::$level),* }
            }

            /// The manual page, as Markdown: what, why, an example, and what to write instead.
            #[must_use]
            pub fn manual(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("manual/", $name, ".md")),)* }
            }

            #[must_use]
            pub fn from_name(name: &str) -> Option<Code> {
                match name { $($name => Some(Code::$variant),)* _ => None }
            }
        }
    };
}

codes! {
    // ---- files
    /// A file that should be text is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A file could not be read (permission, vanished, device).
    UnreadableFile = "unreadable-file", Error;
    /// A text file larger than the limit.
    FileTooLarge = "file-too-large", Error;
    /// A NUL byte or another control character that no text needs.
    ControlCharacter = "control-character", Error;
    /// A path that leaves the site, is absolute, or a symbolic link out of it.
    UnsafePath = "unsafe-path", Error;
    /// Markdown or TOML nested deeper than the limit.
    NestedTooDeep = "nested-too-deep", Error;
    /// A Markdown file in a folder that has no meaning, or a file that nothing uses.
    UnknownFolder = "unknown-folder", Warning;
    /// A file of the content whose name does not end as those of Markdown files do, and that no page leads to.
    UnreadFile = "unread-file", Warning;
    /// The site has no `wayfare.toml`.
    MissingSettings = "missing-settings", Note;
    /// Two files that would become one address.
    DuplicateAddress = "duplicate-address", Error;

    // ---- syntax and fields
    /// The TOML cannot be read.
    TomlSyntax = "toml-syntax", Error;
    /// A `+++` that never ends.
    UnclosedFrontMatter = "unclosed-front-matter", Error;
    /// A file of a kind that needs front matter has none.
    MissingFrontMatter = "missing-front-matter", Error;
    /// A key that the table does not know.
    UnknownField = "unknown-field", Error;
    /// A value of the wrong type.
    WrongType = "wrong-type", Error;
    /// A field that must be there is not.
    MissingField = "missing-field", Error;
    /// A word that is not one of the allowed ones.
    UnknownValue = "unknown-value", Error;
    /// A number outside its range (severity, importance, impact, effort: 1 to 5; scales: 0 to 1).
    OutOfRange = "out-of-range", Error;
    /// A score that the scale does not reach.
    ScoreOffScale = "score-off-scale", Error;
    /// A text where a date or a duration belongs.
    InvalidDate = "invalid-date", Error;
    InvalidDuration = "invalid-duration", Error;
    InvalidColor = "invalid-color", Error;
    /// An `id` that is not a slug, or a name that gives none.
    InvalidId = "invalid-id", Error;
    /// Two fields that say the same thing differently, or exclude each other.
    ConflictingFields = "conflicting-fields", Error;
    /// The metric history (CSV) cannot be read.
    InvalidCsv = "invalid-csv", Error;

    // ---- references
    /// Something is named that does not exist.
    UnknownReference = "unknown-reference", Error;
    /// A reference that fits more than one.
    AmbiguousReference = "ambiguous-reference", Error;
    /// Two things of one kind with the same id.
    DuplicateId = "duplicate-id", Error;
    /// A parent that is its own ancestor.
    CyclicParent = "cyclic-parent", Error;
    /// A name outside a closed vocabulary.
    OutsideVocabulary = "outside-vocabulary", Error;
    /// A link to a page that does not exist.
    BrokenLink = "broken-link", Error;
    /// A link to an anchor that does not exist.
    BrokenAnchor = "broken-anchor", Error;
    /// An image that does not exist.
    MissingImage = "missing-image", Error;
    /// An image without alternative text.
    MissingAlternativeText = "missing-alternative-text", Error;
    /// Raw HTML where the site does not allow it.
    RawHtml = "raw-html", Warning;
    /// A reference to a draft in a build without drafts.
    ReferenceToDraft = "reference-to-draft", Warning;
    /// A name used once that nearly matches another.
    NearMiss = "near-miss", Warning;
    /// A heading that looks like a stage's name and is none.
    UnattachedHeading = "unattached-heading", Warning;
    /// A footnote that is not defined, or defined and not used.
    BrokenFootnote = "broken-footnote", Warning;
    /// A Mermaid block that is no `journey` diagram, or that cannot be read.
    MermaidSyntax = "mermaid-syntax", Warning;
    /// A Mermaid diagram that Mermaid itself would read otherwise.
    MermaidDiffers = "mermaid-differs", Note;

    // ---- translations
    /// A translation whose lists are longer or shorter than the original's, or that names what the original has not.
    TranslationMismatch = "translation-mismatch", Error;
    /// A translation of a file that does not exist.
    TranslationWithoutOriginal = "translation-without-original", Error;
    /// A translation into a language that the site does not name.
    TranslationLanguage = "translation-language", Warning;
    /// A translation that holds more than words.
    TranslationStructure = "translation-structure", Warning;
    /// A word of the settings that translates nothing.
    TranslationUnused = "translation-unused", Warning;
    /// A translation whose original has changed since, or that does not say what it was made from.
    TranslationStale = "translation-stale", Warning;

    // ---- theme and templates
    UnknownTheme = "unknown-theme", Error;
    ThemeSyntax = "theme-syntax", Error;
    TemplateSyntax = "template-syntax", Error;
    TemplateFailed = "template-failed", Error;
    MissingString = "missing-string", Error;
    LowContrast = "low-contrast", Warning;
    /// Text in a script that no font of the site covers.
    MissingGlyphs = "missing-glyphs", Warning;

    // ---- lints of good practice
    NeverReviewed = "never-reviewed", Warning;
    StaleReview = "stale-review", Warning;
    NoOwner = "no-owner", Warning;
    NoPurpose = "no-purpose", Warning;
    UnusedPersona = "unused-persona", Warning;
    StageWithoutSteps = "stage-without-steps", Warning;
    LowPointWithoutPainPoint = "low-point-without-pain-point", Warning;
    /// A word as the emotion, on a map whose other emotions are scores.
    EmotionWithoutScore = "emotion-without-score", Warning;
    PainPointWithoutOpportunity = "pain-point-without-opportunity", Warning;
    MomentOfTruthWithoutMetric = "moment-of-truth-without-metric", Warning;
    ClaimWithoutSource = "claim-without-source", Warning;
    TooManySteps = "too-many-steps", Warning;
    UnusualStageCount = "unusual-stage-count", Warning;
    ToBeWorseThanAsIs = "to-be-worse-than-as-is", Warning;
    TouchpointScoredDifferently = "touchpoint-scored-differently", Warning;
    HandOverWithoutStep = "hand-over-without-step", Warning;
    TextTooLong = "text-too-long", Warning;
    OrganizationWords = "organization-words", Warning;
    ReadingGrade = "reading-grade", Warning;
    /// An opportunity with some of the ratings that its score is made of, and not all.
    UnscoredOpportunity = "unscored-opportunity", Warning;
    /// A file that somebody has begun to write, with sentences left of what `wayfare new` put there.
    SampleText = "sample-text", Warning;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_manual_page_of_one_form() {
        for code in Code::ALL {
            let (name, page) = (code.name(), code.manual());
            assert!(page.starts_with(&format!("# {name}: ")), "{name}: the title");
            let mut in_block = false;
            let headings: Vec<&str> = page
                .lines()
                .filter(|line| {
                    in_block ^= line.starts_with("```");
                    !in_block && line.starts_with("## ")
                })
                .collect();
            assert_eq!(headings, ["## What", "## Why", "## Example", "## Instead"], "{name}");
            assert_eq!(Code::from_name(name), Some(*code));
        }
    }
}
