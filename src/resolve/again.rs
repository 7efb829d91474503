//! One journey again, after its file has changed: as if the whole site had been resolved.
//!
//! 1. What other files could see of the journey, or what would give anything another id, is its [`Outline`]. When that is not what it
//!    was, everything has to be resolved: nothing is done here.
//! 2. Else the file takes its old one's place in the index, and is resolved alone.
//! 3. What it has from others (ties, which are seen from both ends) is copied from the journey that it was; so are those of its pain
//!    points, opportunities and solutions.

use std::sync::Arc;

use super::index::LocalJourney;
use super::journeys::{ResolvedJourney, resolve_journey};
use super::local::local_journey;
use super::mentions::{Claim, ClaimItem, Named};
use super::whole::{OwnWords, Resolver};
use crate::content::RawFile;
use crate::content::raw::*;
use crate::diagnostics::{Diagnostics, Level};
use crate::model::*;
use crate::source::{SourceId, SourceTree, Span};

/// A journey that was resolved again by itself.
#[derive(Debug)]
pub struct Changed {
    /// Equal to what resolving everything gives, unless `is_named_elsewhere`.
    pub site: Site,
    pub journey: JourneyId,
    /// A name has changed that texts of other files may show: theirs are as they were.
    pub is_named_elsewhere: bool,
}

/// What others see of a journey, and what decides ids. Equal outlines: nobody but the journey itself notices a change.
#[derive(Debug, PartialEq)]
struct Outline<'r> {
    words: Vec<&'r str>,
    counts: Vec<usize>,
}

impl<'r> Outline<'r> {
    fn of(local: &'r LocalJourney<'_>) -> Self {
        let mut outline = Self { words: Vec::new(), counts: Vec::new() };
        let raw = &local.file.raw;
        // 1. The file as a whole: its address, whether it is published, how strict it is, and which maps it belongs to.
        outline.texts(&raw.id);
        outline.counts.push(usize::from(raw.draft.as_ref().is_some_and(|flag| flag.value)));
        outline.counts.push(usize::from(local.file.intact));
        outline.counts.push(usize::from(raw.title.as_ref().is_some_and(|title| !title.value.trim().is_empty())));
        outline.texts(&raw.scope);
        for one in [&raw.parent, &raw.future_of, &raw.next_journey] {
            outline.texts(one);
        }
        for several in [&raw.aliases, &raw.personas, &raw.allow, &raw.warn, &raw.deny] {
            outline.texts(several);
        }
        // 2. Its anchors: places, cells, entries with ids, headings.
        outline.cells(&raw.cells);
        for (ids, stage) in local.places.stages.iter().zip(&raw.stages) {
            outline.words.push(ids.id.as_str());
            outline.place(&stage.cells, &stage.detail, &stage.emotion.span.or(stage.feeling.span));
            outline.counts.extend([usize::from(stage.owner.is_some()), stage.images.items().len(), ids.steps.len()]);
            for (id, step) in ids.steps.iter().zip(&stage.steps) {
                outline.words.push(id.as_str());
                outline.place(&step.cells, &step.detail, &step.emotion.span.or(step.feeling.span));
                outline.counts.extend([usize::from(step.owner.is_some()), step.images.items().len()]);
            }
        }
        outline.counts.push(local.places.stages.len());
        outline.words.extend(local.own_ids.iter().map(|id| id.as_str()));
        outline.words.extend(local.body.anchors());
        for (stage, prose) in &local.prose {
            outline.counts.push(*stage);
            outline.words.extend(prose.anchors());
        }
        // 3. What exists because it is named here.
        let mentions = &local.mentions;
        for kind in [Named::Touchpoint, Named::Channel, Named::Team, Named::Tag, Named::Metric] {
            let names = mentions.of(kind);
            outline.counts.push(names.len());
            outline.words.extend(names.iter().map(|name| name.value));
        }
        outline.words.extend(mentions.units.iter().flat_map(|(name, unit)| [*name, &*unit.value]));
        outline.words.extend(mentions.images.iter().map(|image| &*image.src.value));
        for claim in &mentions.claims {
            outline.claim(claim);
        }
        outline
    }

    /// A number before them, so that no list runs into the next.
    fn texts<'t: 'r>(&mut self, texts: impl IntoIterator<Item = &'t RawText>) {
        let before = self.words.len();
        self.words.extend(texts.into_iter().map(|text| &*text.value));
        self.counts.push(self.words.len() - before);
    }

    fn cells(&mut self, cells: &'r [RawCell]) {
        for cell in cells {
            self.words.push(&cell.lane);
            self.counts.push(cell.items.len());
        }
        self.counts.push(cells.len());
    }

    fn place(&mut self, cells: &'r [RawCell], detail: &'r Option<RawText>, feels: &Option<Span>) {
        self.cells(cells);
        self.texts(detail);
        self.counts.push(usize::from(feels.is_some()));
    }

    /// Whether it stands here or refers to another, which id it has, and what it is tied to.
    fn claim(&mut self, claim: &ClaimItem<'r>) {
        let of = |number: Option<u32>| number.map_or(0, |number| number as usize + 1);
        self.counts.extend([claim.claim as usize, of(claim.stage), of(claim.step), claim.index]);
        let reference = claim.item.text.as_ref().filter(|_| super::claims::may_refer(claim.item));
        self.texts(reference);
        let Some(details) = &claim.item.details else { return };
        self.texts(&details.id);
        for ties in [&details.addresses, &details.opportunities, &details.solutions] {
            self.texts(ties);
        }
    }
}

/// What a journey and its entries are called.
fn names<'r>(local: &'r LocalJourney<'_>) -> Vec<&'r str> {
    let title = local.file.raw.title.as_ref().map(|title| title.value.trim());
    let claims = local.mentions.claims.iter().map(|claim| claim_name(claim.item));
    title.into_iter().chain(claims).collect()
}

fn claim_name(item: &RawItem) -> &str {
    item.text.as_ref().map_or("", |text| text.value.trim())
}

impl<'a> Resolver<'a> {
    /// The journey of a file, as it was read last.
    #[must_use]
    pub fn journey_file(&self, source: SourceId) -> Option<&'a RawFile<RawJourney>> {
        let id = self.journey_of(source)?;
        self.index.journeys.entries.get(id.index()).map(|entry| entry.file)
    }

    fn journey_of(&self, source: SourceId) -> Option<JourneyId> {
        match self.index.address_of(source)? {
            Address::Journey(id) => Some(id),
            _ => None,
        }
    }

    /// Resolves one journey anew from `file`, which lies in `tree`; all else is as in `site`, which this has resolved. `None`: the
    /// change concerns more than the journey itself, or there is a mistake; then everything has to be resolved, and this is of no use
    /// any more.
    #[must_use]
    pub fn change_journey(
        &mut self,
        site: &Site,
        tree: &'a SourceTree,
        file: &'a RawFile<RawJourney>,
    ) -> Option<Changed> {
        let id = self.journey_of(file.source)?;
        let old = self.index.local_journeys.get(id.index())?;
        let new = local_journey(tree, file, self.index.markdown);
        if Outline::of(old) != Outline::of(&new) || self.is_told_of(file) || has_errors(&new.told) {
            return None;
        }
        let is_named_elsewhere = names(old) != names(&new);
        // What is written into cells is found by its place, and the places have moved.
        let claims = [Claim::PainPoint, Claim::Opportunity, Claim::Solution]
            .map(|kind| moved_claims(&old.mentions.claims, &new.mentions.claims, kind));
        let [pain_points, opportunities, solutions] = claims;
        self.index.pain_points.move_items(file.source, &pain_points)?;
        self.index.opportunities.move_items(file.source, &opportunities)?;
        self.index.solutions.move_items(file.source, &solutions)?;
        self.index.tree = tree;
        let entry = self.index.journeys.entries.get_mut(id.index())?;
        entry.file = file;
        entry.title = file.raw.title.as_ref().map_or(entry.title, |title| title.value.trim());
        *self.index.local_journeys.get_mut(id.index())? = new;

        let ResolvedJourney { mut journey, claims, diagnostics, files } = resolve_journey(&self.index, id.index())?;
        let own = self.journeys.get_mut(id.index())?;
        if has_errors(&diagnostics) || own.files != files {
            return None;
        }
        *own = OwnWords { told: diagnostics, files };
        let mut site = site.clone();
        keep_ties(site.journeys.get(id.index())?, Arc::make_mut(&mut journey));
        *site.journeys.get_mut(id.index())? = journey;
        for (at, mut claim) in claims.pain_points {
            let old = site.pain_points.get(at as usize)?;
            claim.opportunities.clone_from(&old.opportunities);
            if claim != *old {
                *site.pain_points.get_mut(at as usize)? = claim;
            }
        }
        for (at, mut claim) in claims.opportunities {
            let old = site.opportunities.get(at as usize)?;
            claim.addresses.clone_from(&old.addresses);
            claim.solutions.clone_from(&old.solutions);
            if claim != *old {
                *site.opportunities.get_mut(at as usize)? = claim;
            }
        }
        for (at, mut claim) in claims.solutions {
            let old = site.solutions.get(at as usize)?;
            claim.opportunities.clone_from(&old.opportunities);
            if claim != *old {
                *site.solutions.get_mut(at as usize)? = claim;
            }
        }
        Some(Changed { site, journey: id, is_named_elsewhere })
    }

    /// Whether something was told of the file that takes more than the file to tell: it would speak of places that have moved.
    fn is_told_of(&self, file: &RawFile<RawJourney>) -> bool {
        is_about(&self.told, file.source)
    }
}

/// Whether any of the diagnostics points into a file.
#[must_use]
pub fn is_about(diagnostics: &Diagnostics, source: SourceId) -> bool {
    diagnostics.iter().any(|diagnostic| {
        diagnostic.primary.span.source == source || diagnostic.secondary.iter().any(|label| label.span.source == source)
    })
}

fn has_errors(diagnostics: &Diagnostics) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error)
}

/// Where entries stood, where they stand, and what they are called now.
fn moved_claims<'r>(old: &[ClaimItem<'_>], new: &[ClaimItem<'r>], kind: Claim) -> Vec<(Span, &'r RawItem)> {
    let pairs = old.iter().zip(new).filter(|(claim, _)| claim.claim == kind);
    pairs.map(|(old, new)| (old.item.span, new.item)).collect()
}

/// What a journey has from others.
fn keep_ties(old: &Journey, new: &mut Journey) {
    new.parent = old.parent;
    new.future_of = old.future_of;
    new.children.clone_from(&old.children);
    new.futures.clone_from(&old.futures);
    for (old, new) in old.stages.iter().zip(&mut new.stages) {
        // Circles of maps that show each other in depth are cut somewhere.
        new.place.detail = old.place.detail;
        for (old, new) in old.steps.iter().zip(&mut new.steps) {
            new.place.detail = old.place.detail;
        }
    }
}
