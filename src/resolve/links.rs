//! Where the links of a text lead: the resolver that Markdown asks.
//!
//! 1. A link to a content file leads to the page of what it describes; to another file, to its copy.
//! 2. An anchor has to be there: a stage, step or cell of a journey, a term, or a heading of the page.
//! 3. A wiki link names a thing by its id or its name, with its folder where two kinds share one.

use super::context::FileContext;
use super::files::{PathFound, find_file, image_size, published_path, resolve_image_path, unsafe_path};
use super::identity::shown;
use super::index::{Index, LocalJourney};
use super::namesakes::help_for_namesake;
use super::references::{Found, reference_to_draft};
use super::suggest::{help_for, quoted_list};
use crate::content::raw::RawCell;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::markdown::{
    EmbedReference, Glossary, ImageReference, ImageResolution, LinkReference, LinkResolver, WikiReference,
    WikiResolution,
};
use crate::model::*;
use crate::slug::Slug;
use crate::source::{SourceId, Span};

/// Answers for one file.
#[derive(Debug)]
pub(super) struct SiteLinks<'i, 'a> {
    index: &'i Index<'a>,
    source: SourceId,
    folder: &'a str,
    own_term: Option<TermId>,
}

impl<'i, 'a> SiteLinks<'i, 'a> {
    pub(super) fn new(context: &FileContext<'i, 'a>) -> Self {
        Self { index: context.index, source: context.source, folder: context.folder, own_term: context.own_term }
    }

    /// The page of the file itself.
    fn here(&self) -> Option<Address> {
        self.index.address_of(self.source)
    }

    fn to_page(
        &self,
        address: Address,
        anchor: Option<(&str, Span)>,
        diagnostics: &mut Diagnostics,
    ) -> Option<LinkTarget> {
        let Some((anchor, span)) = anchor.filter(|(anchor, _)| !anchor.is_empty()) else {
            return Some(LinkTarget::Entity(address, None));
        };
        if let Some(missing) = self.index.missing_anchor(address, anchor, span) {
            diagnostics.push(missing);
            // The page is there: a link to it is better than none.
            return Some(LinkTarget::Entity(address, None));
        }
        Some(LinkTarget::Entity(address, Some(anchor.into())))
    }
}

impl LinkResolver for SiteLinks<'_, '_> {
    fn resolve_link(&mut self, link: &LinkReference<'_>, diagnostics: &mut Diagnostics) -> Option<LinkTarget> {
        let anchor = link.anchor.map(|anchor| (anchor, link.anchor_span));
        if link.path.is_empty() {
            let here = self.here()?;
            if link.in_document {
                return Some(LinkTarget::Entity(here, link.anchor.map(Into::into)));
            }
            return self.to_page(here, anchor, diagnostics);
        }
        match find_target(self.index, self.folder, link.path) {
            Target::Page(address) => self.to_page(address, anchor, diagnostics),
            Target::Draft(noun, title) => {
                diagnostics.push(reference_to_draft(noun, title, link.span));
                None
            }
            Target::File(source) => {
                let path = published_path(self.index.tree.path(source));
                if path.is_none() {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::BrokenLink,
                            link.path_span,
                            format!("`{}` is not published", shown(link.path)),
                        )
                        .reason("only what lies in content/ or static/ is copied to the site")
                        .help("move the file into static/"),
                    );
                }
                path.map(LinkTarget::File)
            }
            Target::Outside => {
                diagnostics.push(unsafe_path(link.written, link.path_span));
                None
            }
            Target::Missing(path) => {
                diagnostics.push(broken_link(self.index, link.path, &path, link.path_span));
                None
            }
        }
    }

    fn resolve_wiki(&mut self, link: &WikiReference<'_>, diagnostics: &mut Diagnostics) -> WikiResolution {
        let anchor = link.anchor.map(|anchor| (anchor, link.anchor_span));
        let nothing = WikiResolution { target: None, label: None };
        if link.name.is_empty() {
            let Some(here) = self.here() else { return nothing };
            let target = if link.in_document {
                Some(LinkTarget::Entity(here, link.anchor.map(Into::into)))
            } else {
                self.to_page(here, anchor, diagnostics)
            };
            return WikiResolution { target, label: None };
        }
        let candidates = wiki_candidates(self.index, link.name);
        match candidates.as_slice() {
            [] => {
                if let Some((noun, title)) = wiki_draft(self.index, link.name) {
                    diagnostics.push(reference_to_draft(noun, title, link.span));
                    return WikiResolution { target: None, label: Some(title.into()) };
                }
                diagnostics.push(broken_wiki(self.index, link));
                nothing
            }
            [candidate] => {
                let target = self.to_page(candidate.address, anchor, diagnostics);
                WikiResolution { target, label: Some(candidate.name.into()) }
            }
            several => {
                let names = several.iter().map(|candidate| candidate.path.as_str()).collect::<Vec<_>>();
                diagnostics.push(
                    Diagnostic::new(
                        Code::AmbiguousReference,
                        link.name_span,
                        format!("`{}` could be {} things", shown(link.name), several.len()),
                    )
                    .help(format!("say which: {}", quoted_list(&names))),
                );
                nothing
            }
        }
    }

    fn resolve_image(&mut self, image: &ImageReference<'_>, diagnostics: &mut Diagnostics) -> Option<ImageResolution> {
        let tree = self.index.tree;
        let source = resolve_image_path(tree, self.folder, image.path, image.span, diagnostics)?;
        let target = LinkTarget::File(published_path(tree.path(source))?);
        Some(ImageResolution { target, size: image_size(tree, source) })
    }

    fn resolve_embed(&mut self, embed: &EmbedReference<'_>, diagnostics: &mut Diagnostics) -> Option<Embed> {
        super::embeds::resolve_embed(self.index, embed, diagnostics)
    }

    fn glossary(&self) -> Option<&Glossary> {
        Some(&self.index.glossary).filter(|glossary| !glossary.is_empty())
    }

    fn own_term(&self) -> Option<TermId> {
        self.own_term
    }
}

enum Target<'a> {
    Page(Address),
    Draft(&'static str, &'a str),
    File(SourceId),
    Outside,
    Missing(String),
}

/// What a relative path means: a file, a file without its ending, a bundle's folder, or the address of the page.
fn find_target<'a>(index: &Index<'a>, folder: &str, path: &str) -> Target<'a> {
    let trimmed = path.trim_end_matches('/');
    let bare = trimmed.strip_suffix(".html").unwrap_or(trimmed);
    let spellings = [path.to_owned(), format!("{bare}.md"), format!("{bare}/index.md"), format!("{bare}/_index.md")];
    let mut missing = String::new();
    for spelling in &spellings {
        match find_file(index.tree, folder, spelling) {
            PathFound::Outside => return Target::Outside,
            PathFound::Missing(path) => {
                if missing.is_empty() {
                    missing = path;
                }
            }
            PathFound::File(source) => {
                return match (index.address_of(source), index.draft_of(source)) {
                    (Some(address), _) => Target::Page(address),
                    (None, Some((noun, title))) => Target::Draft(noun, title),
                    (None, None) => Target::File(source),
                };
            }
        }
    }
    if let Some(address) = list_page(&missing) {
        return Target::Page(address);
    }
    Target::Missing(missing)
}

/// `../journeys.html`, `../personas/`: the lists, which have no file.
fn list_page(path: &str) -> Option<Address> {
    let name = path.strip_prefix("content/").unwrap_or(path);
    Some(match name.strip_suffix(".html").or_else(|| name.strip_suffix(".md")).unwrap_or(name) {
        "index" | "_index" | "" => Address::Overview,
        "journeys" => Address::Journeys,
        "personas" => Address::Personas,
        "touchpoints" => Address::Touchpoints,
        "channels" => Address::Channels,
        "teams" => Address::Teams,
        "pain-points" => Address::PainPoints,
        "opportunities" => Address::Opportunities,
        "solutions" => Address::Solutions,
        "metrics" => Address::Metrics,
        "sources" => Address::Sources,
        "tags" => Address::Tags,
        "glossary" => Address::Glossary,
        name => {
            let insight = name.strip_prefix("insights/")?;
            Address::Insight(InsightPage::ALL.into_iter().find(|page| page.key() == insight)?)
        }
    })
}

fn broken_link(index: &Index<'_>, written: &str, path: &str, span: Span) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Code::BrokenLink, span, format!("there is no file `{}`", shown(written)))
        .reason(format!("looked for {}", shown(path)));
    let name = path.rsplit('/').next().unwrap_or_default();
    let files: Vec<&str> =
        index.tree.iter().map(|(_, file)| &*file.path).filter(|path| path.starts_with("content/")).collect();
    // The same name in another folder is what was meant more often than a similar name in this one.
    let elsewhere = files.iter().copied().find(|file| file.rsplit('/').next() == Some(name));
    if let Some(file) = elsewhere {
        return diagnostic.help(format!("did you mean `/{}`?", file.trim_start_matches("content/")));
    }
    for line in help_for(path, files.iter().copied()).into_iter().filter(|line| line.starts_with("did")) {
        diagnostic = diagnostic.help(line);
    }
    diagnostic
}

/// A thing that a wiki link may mean.
#[derive(Debug)]
struct Candidate<'a> {
    address: Address,
    name: &'a str,
    /// What leads to it without doubt.
    path: String,
    has_file: bool,
}

/// All things with an id or a name; of several, those with a file of their own come before those that are only named.
fn wiki_candidates<'a>(index: &'a Index<'_>, written: &str) -> Vec<Candidate<'a>> {
    let (folder, name) = match written.rsplit_once('/') {
        Some((folder, name)) => (Some(folder.trim_start_matches('/').trim_start_matches("content/")), name),
        None => (None, written),
    };
    let Some(id) = Slug::from_text(name.strip_suffix(".md").unwrap_or(name)) else { return Vec::new() };
    let wanted = |kind: &str| folder.is_none_or(|folder| folder == kind);
    let mut found = Vec::new();
    let mut add = |address, kind: &str, name, has_file| {
        found.push(Candidate { address, name, path: format!("{kind}/{id}"), has_file });
    };
    if wanted("journeys")
        && let Found::Id(at) = index.journeys.find(id.as_str())
        && let Some(entry) = index.journeys.entries.get(at as usize)
    {
        add(Address::Journey(JourneyId(at)), "journeys", entry.title, true);
    }
    if wanted("personas")
        && let Some((at, entry)) = persona_named(index, &id)
    {
        add(Address::Persona(at), "personas", entry, true);
    }
    if wanted("sources")
        && let Found::Id(at) = index.sources.find(id.as_str())
        && let Some(entry) = index.sources.entries.get(at as usize)
    {
        add(Address::Source(EvidenceSourceId(at)), "sources", entry.title, true);
    }
    macro_rules! claims {
        ($($list:ident, $folder:literal, $address:ident, $id:ident;)*) => {$(
            if wanted($folder)
                && let Found::Id(at) = index.$list.find(id.as_str())
                && let Some(entry) = index.$list.entries.get(at as usize)
            {
                add(Address::$address($id(at)), $folder, entry.name, entry.file.is_some());
            }
        )*};
    }
    claims! {
        pain_points, "pain-points", PainPoint, PainPointId;
        opportunities, "opportunities", Opportunity, OpportunityId;
        solutions, "solutions", Solution, SolutionId;
    }
    macro_rules! named {
        ($($list:ident, $folder:literal, $address:ident, $id:ident;)*) => {$(
            if wanted($folder)
                && let Some(at) = index.$list.find(id.as_str())
                && let Some(entry) = index.$list.entries.get(at as usize)
            {
                add(Address::$address($id(at)), $folder, entry.name, entry.file.is_some());
            }
        )*};
    }
    named! {
        touchpoints, "touchpoints", Touchpoint, TouchpointId;
        channels, "channels", Channel, ChannelId;
        teams, "teams", Team, TeamId;
        metrics, "metrics", Metric, MetricId;
        tags, "tags", Tag, TagId;
    }
    for (at, page) in index.pages.iter().enumerate() {
        let stem = &*page.file.id_stem;
        if *stem == *written || (folder.is_none() && stem.rsplit('/').next() == Some(id.as_str())) {
            found.push(Candidate {
                address: Address::Page(PageId::from_index(at)),
                name: &page.title,
                path: stem.to_owned(),
                has_file: true,
            });
        }
    }
    if folder.is_none_or(|folder| folder == "glossary")
        && let Some(at) = index.terms.iter().position(|term| term.id == id)
        && let Some(term) = index.terms.get(at)
    {
        // A term gives way to a thing of the same name.
        found.push(Candidate {
            address: Address::Term(TermId::from_index(at)),
            name: &term.term,
            path: format!("glossary/{id}"),
            has_file: false,
        });
    }
    let with_file = found.iter().filter(|candidate| candidate.has_file).count();
    if with_file > 0 {
        found.retain(|candidate| candidate.has_file);
    }
    found
}

fn persona_named<'a>(index: &'a Index<'_>, id: &Slug) -> Option<(PersonaId, &'a str)> {
    if let Found::Id(at) = index.personas.find(id.as_str()) {
        return index.personas.entries.get(at as usize).map(|entry| (PersonaId(at), entry.title));
    }
    None
}

fn wiki_draft<'a>(index: &Index<'a>, written: &str) -> Option<(&'static str, &'a str)> {
    let draft = |found: Found<'a>, noun| match found {
        Found::Draft(title) => Some((noun, title)),
        _ => None,
    };
    draft(index.journeys.find(written), "journey")
        .or_else(|| draft(index.personas.find(written), "persona"))
        .or_else(|| draft(index.sources.find(written), "source"))
        .or_else(|| draft(index.pain_points.find(written), "pain point"))
        .or_else(|| draft(index.opportunities.find(written), "opportunity"))
        .or_else(|| draft(index.solutions.find(written), "solution"))
}

fn broken_wiki(index: &Index<'_>, link: &WikiReference<'_>) -> Diagnostic {
    let mut names: Vec<&str> = Vec::new();
    names.extend(index.journeys.entries.iter().map(|entry| entry.slug.as_str()));
    names.extend(index.personas.entries.iter().map(|entry| entry.slug.as_str()));
    names.extend(index.sources.entries.iter().map(|entry| entry.slug.as_str()));
    names.extend(index.opportunities.ids());
    names.extend(index.solutions.ids());
    names.extend(index.pain_points.ids());
    names.extend(index.touchpoints.entries.iter().map(|entry| entry.slug.as_str()));
    names.extend(index.channels.entries.iter().map(|entry| entry.slug.as_str()));
    names.extend(index.teams.entries.iter().map(|entry| entry.slug.as_str()));
    names.extend(index.metrics.entries.iter().map(|entry| entry.slug.as_str()));
    names.extend(index.terms.iter().map(|term| term.id.as_str()));
    let name = link.name.rsplit('/').next().unwrap_or_default();
    let mut diagnostic = Diagnostic::new(
        Code::BrokenLink,
        link.name_span,
        format!("nothing of this site is called `{}`", shown(link.name)),
    );
    let namesake = help_for_namesake(index.tree, name, None);
    let near = || help_for(name, names.iter().copied()).into_iter().find(|line| line.starts_with("did"));
    if let Some(line) = namesake.or_else(near) {
        diagnostic = diagnostic.help(line);
    }
    diagnostic.reason("a link in double brackets names a journey, a persona or another thing by its id")
}

impl Index<'_> {
    /// `None` when the anchor is there.
    fn missing_anchor(&self, address: Address, anchor: &str, span: Span) -> Option<Diagnostic> {
        match address {
            Address::Journey(id) => {
                let local = self.local_journeys.get(id.index())?;
                if has_anchor(local, anchor) {
                    return None;
                }
                // Every cell of a long map is no list to choose from.
                let places = local.places.stages.iter().flat_map(|stage| {
                    let steps = stage.steps.iter().map(|step| step_anchor(&stage.id, step));
                    std::iter::once(stage_anchor(&stage.id)).chain(steps)
                });
                let mut names: Vec<String> = places.take(2_000).collect();
                // The right place in the wrong lane is nearer than any other place.
                if let Some((place, _)) = anchor.split_once(':') {
                    let cells = cells_of(local, place).map(|found| found.lanes()).unwrap_or_default();
                    if !cells.is_empty() {
                        names = cells;
                    }
                }
                Some(missing(anchor, "this journey", names.iter().map(String::as_str), span))
            }
            address => {
                let source = self.source_of(address)?;
                let body = self.bodies.get(&source)?;
                if body.has_anchor(anchor) {
                    return None;
                }
                let anchors: Vec<&str> = body.anchors().collect();
                Some(missing(anchor, "that page", anchors.into_iter(), span))
            }
        }
    }
}

fn missing<'n>(
    anchor: &str,
    what: &str,
    names: impl ExactSizeIterator<Item = &'n str> + Clone,
    span: Span,
) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Code::BrokenAnchor, span, format!("{what} has no place `#{}`", shown(anchor)));
    for line in help_for(anchor, names) {
        diagnostic = diagnostic.help(line);
    }
    diagnostic
        .reason("an anchor is the id of a heading; on a map also #stage, #stage.step, or a cell: #stage.step:lane")
}

/// What a place of a journey holds, as written.
struct PlaceFound<'r> {
    anchor: String,
    cells: &'r [RawCell],
    has_emotion: bool,
    has_owner: bool,
    images: usize,
}

impl PlaceFound<'_> {
    /// Anchors of the cells.
    fn lanes(&self) -> Vec<String> {
        let further = [(self.has_emotion, "feelings"), (self.has_owner, "owner"), (self.images > 0, "images")];
        let written = self.cells.iter().filter(|cell| !cell.items.is_empty()).map(|cell| &*cell.lane);
        written
            .chain(further.into_iter().filter(|(is_there, _)| *is_there).map(|(_, lane)| lane))
            .map(|lane| cell_anchor(&self.anchor, lane))
            .collect()
    }

    /// Whether `lane` (hyphenated, with `-2` for a second entry) is there.
    fn has(&self, lane: &str) -> bool {
        let wanted = format!("{}:{lane}", self.anchor);
        let is = |key: &str, items: usize| {
            let cell = cell_anchor(&self.anchor, key);
            (0..items).any(|index| item_anchor(&cell, index, None) == wanted)
        };
        self.cells.iter().any(|cell| is(&cell.lane, cell.items.len()))
            || (self.has_emotion && is("feelings", 1))
            || (self.has_owner && is("owner", 1))
            || is("images", self.images)
    }
}

/// The journey itself (`""`), a stage, or a step (`stage.step`).
fn cells_of<'r>(local: &'r LocalJourney<'_>, place: &str) -> Option<PlaceFound<'r>> {
    let raw = &local.file.raw;
    if place.is_empty() {
        let anchor = String::new();
        return Some(PlaceFound { anchor, cells: &raw.cells, has_emotion: false, has_owner: false, images: 0 });
    }
    let (stage_id, step_id) = place.split_once('.').map_or((place, None), |(stage, step)| (stage, Some(step)));
    let at = local.places.stages.iter().position(|ids| ids.id.as_str() == stage_id)?;
    let (stage, ids) = (raw.stages.items().get(at)?, local.places.stages.get(at)?);
    let anchor = place.to_owned();
    let Some(step_id) = step_id else {
        return Some(PlaceFound {
            anchor,
            cells: &stage.cells,
            has_emotion: stage.emotion.span.or(stage.feeling.span).is_some(),
            has_owner: stage.owner.is_some(),
            images: stage.images.items().len(),
        });
    };
    let step = stage.steps.items().get(ids.steps.iter().position(|id| id.as_str() == step_id)?)?;
    Some(PlaceFound {
        anchor,
        cells: &step.cells,
        has_emotion: step.emotion.span.or(step.feeling.span).is_some(),
        has_owner: step.owner.is_some(),
        images: step.images.items().len(),
    })
}

/// Whether a journey's page has an anchor: a heading, a place, a cell, or an entry with an id of its own.
fn has_anchor(local: &LocalJourney<'_>, anchor: &str) -> bool {
    let found = match anchor.split_once(':') {
        Some((place, lane)) => cells_of(local, place).is_some_and(|place| place.has(lane)),
        None => !anchor.is_empty() && cells_of(local, anchor).is_some(),
    };
    found
        || local.body.has_anchor(anchor)
        || local.prose.iter().any(|(_, section)| section.has_anchor(anchor))
        || local.own_ids.binary_search_by(|id| id.as_str().cmp(anchor)).is_ok()
}
