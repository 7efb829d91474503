//! The reading of one file: what it names becomes ids, what it says becomes words, and what is wrong is told.

use super::identity::shown;
use super::index::Index;
use super::suggest::{help_for, quoted_list};
use crate::content::raw::{OneOrMany, RawDate, RawImage, RawNumber, RawText};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::*;
use crate::source::{SourceId, Span};

/// One file being resolved.
#[derive(Debug)]
pub(super) struct FileContext<'i, 'a> {
    pub(super) index: &'i Index<'a>,
    pub(super) source: SourceId,
    /// Relative paths start here.
    pub(super) folder: &'a str,
    /// Personas whose being a draft was told: a map names them in every cell.
    pub(super) told_drafts: std::collections::BTreeSet<Box<str>>,
    /// Set while the definition of a term is read.
    pub(super) own_term: Option<TermId>,
    pub(super) diagnostics: Diagnostics,
    /// Files that words lead to.
    pub(super) files: super::words::UsedFiles,
}

impl<'i, 'a> FileContext<'i, 'a> {
    pub(super) fn new(index: &'i Index<'a>, source: SourceId, folder: &'a str) -> Self {
        Self {
            index,
            source,
            folder,
            told_drafts: Default::default(),
            own_term: None,
            diagnostics: Diagnostics::new(),
            files: Default::default(),
        }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    // ---- words

    pub(super) fn optional_text(&mut self, text: Option<&RawText>) -> Option<Text> {
        text.map(|text| self.text(text)).filter(|text| !text.is_empty())
    }

    pub(super) fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t RawText>) -> Vec<Text> {
        texts.into_iter().map(|text| self.text(text)).filter(|text| !text.is_empty()).collect()
    }

    // ---- references

    pub(super) fn personas<'t>(&mut self, names: impl IntoIterator<Item = &'t RawText>) -> Vec<PersonaId> {
        without_repetitions(names.into_iter().filter_map(|name| self.persona_named(name)))
    }

    /// A persona; one that is a draft is told once a file.
    pub(super) fn persona_named(&mut self, name: &RawText) -> Option<PersonaId> {
        let index = self.index;
        if self.told_drafts.contains(name.value.trim()) {
            return None;
        }
        if matches!(index.personas.find(name.value.trim()), super::references::Found::Draft(_)) {
            self.told_drafts.insert(name.value.trim().into());
        }
        index.personas.resolve(name, &mut self.diagnostics).map(PersonaId)
    }

    pub(super) fn sources<'t>(&mut self, names: impl IntoIterator<Item = &'t RawText>) -> Vec<EvidenceSourceId> {
        let index = self.index;
        let found = names.into_iter().filter_map(|name| index.sources.resolve(name, &mut self.diagnostics));
        without_repetitions(found.map(EvidenceSourceId))
    }

    pub(super) fn journey(&mut self, name: Option<&RawText>) -> Option<JourneyId> {
        self.index.journeys.resolve(name?, &mut self.diagnostics).map(JourneyId)
    }

    pub(super) fn team(&mut self, name: Option<&RawText>) -> Option<TeamId> {
        self.index.teams.named(name?, &mut self.diagnostics).map(TeamId)
    }

    pub(super) fn teams(&mut self, names: &OneOrMany<RawText>) -> Vec<TeamId> {
        let index = self.index;
        without_repetitions(names.iter().filter_map(|name| index.teams.named(name, &mut self.diagnostics)).map(TeamId))
    }

    pub(super) fn channel(&mut self, name: Option<&RawText>) -> Option<ChannelId> {
        self.index.channels.named(name?, &mut self.diagnostics).map(ChannelId)
    }

    pub(super) fn tags(&mut self, names: &OneOrMany<RawText>) -> Vec<TagId> {
        let index = self.index;
        without_repetitions(names.iter().filter_map(|name| index.tags.named(name, &mut self.diagnostics)).map(TagId))
    }

    pub(super) fn opportunities<'t>(&mut self, names: impl IntoIterator<Item = &'t RawText>) -> Vec<OpportunityId> {
        let index = self.index;
        let found = names.into_iter().filter_map(|name| index.opportunities.resolve(name, &mut self.diagnostics));
        ascending(found.map(OpportunityId))
    }

    pub(super) fn pain_points<'t>(&mut self, names: impl IntoIterator<Item = &'t RawText>) -> Vec<PainPointId> {
        let index = self.index;
        let found = names.into_iter().filter_map(|name| index.pain_points.resolve(name, &mut self.diagnostics));
        ascending(found.map(PainPointId))
    }

    pub(super) fn solutions<'t>(&mut self, names: impl IntoIterator<Item = &'t RawText>) -> Vec<SolutionId> {
        let index = self.index;
        let found = names.into_iter().filter_map(|name| index.solutions.resolve(name, &mut self.diagnostics));
        ascending(found.map(SolutionId))
    }

    pub(super) fn picture(&mut self, image: &RawImage) -> Option<Picture> {
        let alternative = super::files::alternative_text(image, &mut self.diagnostics);
        let caption = self.optional_text(image.caption.as_ref());
        let index = self.index;
        let source = super::files::resolve_image_path(
            index.tree,
            self.folder,
            &image.src.value,
            image.src.span,
            &mut self.diagnostics,
        )?;
        Some(Picture { image: index.images.id(source)?, alternative, caption })
    }

    // ---- values

    /// One of a few words; upper case, spaces and underscores do not matter.
    pub(super) fn one_of<T: Copy>(&mut self, word: Option<&RawText>, what: &str, allowed: &[(&str, T)]) -> Option<T> {
        let word = word?;
        let folded = word.value.trim().to_lowercase().replace([' ', '_'], "-");
        if let Some((_, value)) = allowed.iter().find(|(name, _)| *name == folded) {
            return Some(*value);
        }
        let names = allowed.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        let mut diagnostic =
            Diagnostic::new(Code::UnknownValue, word.span, format!("`{}` is not {what}", shown(&word.value)));
        for line in help_for(&folded, names.iter().copied()) {
            diagnostic = diagnostic.help(line);
        }
        if diagnostic.help.first().is_none_or(|line| line.starts_with("did")) {
            diagnostic = diagnostic.help(format!("possible: {}", quoted_list(&names)));
        }
        self.push(diagnostic);
        None
    }

    pub(super) fn confidence(&mut self, word: Option<&RawText>) -> Option<Confidence> {
        self.one_of(
            word,
            "a confidence",
            &[("assumed", Confidence::Assumed), ("partly", Confidence::Partly), ("researched", Confidence::Researched)],
        )
    }

    pub(super) fn status(&mut self, word: Option<&RawText>) -> Option<Status> {
        self.one_of(
            word,
            "a status",
            &[
                ("draft", Status::Draft),
                ("hypothesis", Status::Hypothesis),
                ("researched", Status::Researched),
                ("validated", Status::Validated),
                ("retired", Status::Retired),
            ],
        )
    }

    pub(super) fn work_status(&mut self, word: Option<&RawText>) -> Option<OpportunityStatus> {
        self.one_of(
            word,
            "a state of work",
            &[
                ("proposed", OpportunityStatus::Proposed),
                ("planned", OpportunityStatus::Planned),
                ("in-progress", OpportunityStatus::InProgress),
                ("done", OpportunityStatus::Done),
                ("dropped", OpportunityStatus::Dropped),
            ],
        )
    }

    pub(super) fn touchpoint_state(&mut self, word: Option<&RawText>) -> Option<TouchpointState> {
        self.one_of(
            word,
            "a state of a touchpoint",
            &[
                ("existing", TouchpointState::Existing),
                ("planned", TouchpointState::Planned),
                ("retired", TouchpointState::Retired),
            ],
        )
    }

    /// A whole number from 1 to 5.
    pub(super) fn rating(&mut self, number: Option<&RawNumber>, what: &str) -> Option<Rating> {
        let number = number?;
        #[allow(clippy::cast_possible_truncation)]
        let whole = (number.value.fract() == 0.0).then_some(number.value as i64);
        let rating = whole.and_then(Rating::new);
        if rating.is_none() {
            self.push(
                Diagnostic::new(Code::OutOfRange, number.span, format!("{} is not a rating of {what}", number.value))
                    .reason(format!("{what} is a whole number from 1 (least) to 5 (most)"))
                    .help("write 1, 2, 3, 4 or 5"),
            );
        }
        rating
    }

    pub(super) fn duration(&mut self, text: Option<&RawText>) -> Option<Duration> {
        let text = text?;
        let duration = super::durations::parse_duration(&text.value);
        if duration.is_none() {
            self.push(
                Diagnostic::new(
                    Code::InvalidDuration,
                    text.span,
                    format!("`{}` is not a duration", shown(&text.value)),
                )
                .reason("pictures draw durations to scale, so they have to be understood")
                .help(format!("write for example {}", super::durations::EXAMPLES)),
            );
        }
        duration
    }

    /// Last review, rhythm, next review and state on the site's day.
    pub(super) fn review(
        &mut self,
        reviewed: Option<&RawDate>,
        every: Option<&RawText>,
    ) -> (Option<Date>, Option<ReviewEvery>, Option<Date>, ReviewState) {
        let settings = &self.index.settings;
        let every = match every {
            Some(text) => {
                let every = super::reviews::parse_review_every(&text.value);
                if every.is_none() {
                    self.diagnostics.push(super::settings::unknown_rhythm(text));
                }
                every
            }
            None => settings.review_every,
        };
        let reviewed = reviewed.map(|date| Date(date.value));
        let (next, state) = super::reviews::review_state(reviewed, every, settings.site.date);
        (reviewed, every, next, state)
    }

    /// Former addresses; a leading `/` does not matter.
    pub(super) fn aliases(&mut self, aliases: &OneOrMany<RawText>) -> Vec<crate::url::SitePath> {
        let mut paths = Vec::with_capacity(aliases.items().len());
        for alias in aliases {
            let written = alias.value.trim();
            match alias_path(written) {
                Some(path) => paths.push(path),
                None => self.push(
                    Diagnostic::new(
                        Code::UnsafePath,
                        alias.span,
                        format!("`{}` is no address of this site", shown(written)),
                    )
                    .help("write a former address from the site's root, for example \"old/order.html\""),
                ),
            }
        }
        paths
    }
}

/// A former address as a path of the site: `/old/order` and `old/order.html` are the same.
pub(super) fn alias_path(written: &str) -> Option<crate::url::SitePath> {
    let mut path = written.trim().trim_start_matches('/').to_owned();
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    } else if !path.rsplit('/').next().unwrap_or_default().contains('.') {
        path.push_str(".html");
    }
    crate::url::SitePath::new(&path)
}

/// Keeps the first of each.
pub(super) fn without_repetitions<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

pub(super) fn ascending<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut list: Vec<T> = items.collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// "already said" for two fields that exclude each other.
pub(super) fn conflicting(span: Span, other: Span, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::ConflictingFields, span, message).also(other, "and this").help(help)
}
