//! How the journeys of a site nest in one another and follow one another.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::chart::{Chart, DataTable, Picture, counted, words};
use crate::diagram::atlas::{AtlasData, AtlasFollow, AtlasJourney, AtlasOptions};
use crate::diagram::flow::FlowStage;
use crate::model::{Address, Journey, JourneyId, Scope, Site, Status};
use crate::view::PageContext;

/// As many journeys as a picture can bear; those that hold others or follow others come first.
const MOST_JOURNEYS: usize = 120;

/// All journeys but retired ones, or one with everything below it; `None` for an empty site.
pub(crate) fn atlas<'a>(page: &PageContext<'a>, root: Option<JourneyId>, picture_id: &str) -> Option<Picture<'a>> {
    let site = page.site;
    let all = page.render.insight.journeys_by_title.iter().copied();
    let current = all.filter(|id| site.journey(*id).status != Status::Retired);
    let current = current.filter(|id| root.is_none_or(|root| is_below(site, *id, root)));
    let (mut shown, alone): (Vec<_>, Vec<_>) = current.partition(|id| is_related(site, *id));
    shown.extend(alone);
    let n_left_out = shown.len().saturating_sub(MOST_JOURNEYS);
    shown.truncate(MOST_JOURNEYS);
    if shown.is_empty() {
        return None;
    }
    let position = |id: JourneyId| shown.iter().position(|other| *other == id);
    let mut table = DataTable::new(
        page,
        &[("column.journey", false), ("related.parent", false), ("related.next", false), ("atlas.note", false)],
    );
    let mut journeys = Vec::new();
    let mut follows = Vec::new();
    for (index, id) in shown.iter().enumerate() {
        let journey = site.journey(*id);
        // A plan stands beside the map that it plans for, in the same place.
        let parent = journey.parent.or_else(|| site.journey(journey.future_of?).parent);
        let parent = parent.and_then(|parent| Some((position(parent)?, stage_of(site, parent, *id))));
        let note = note(page, journey);
        follows.extend(journey.next_journey.and_then(position).map(|to| AtlasFollow {
            from: index,
            to,
            label: Cow::Borrowed(""),
        }));
        let link = |id: Option<JourneyId>| id.map(|id| page.link_html(Address::Journey(id))).unwrap_or_default();
        table.rows.push(vec![
            link(Some(*id)),
            link(journey.parent),
            link(journey.next_journey),
            super::chart::escaped(&note),
        ]);
        journeys.push(AtlasJourney {
            name: Cow::Borrowed(&journey.title),
            note: Cow::Owned(note),
            href: Some(Cow::Owned(page.href(Address::Journey(*id)))),
            parent,
            stages: stages(page, *id),
            planned: journey.scope == Scope::ToBe || journey.status == Status::Draft,
        });
    }
    let title = page.word("picture.atlas");
    Some(Picture {
        chart: Chart::Atlas(
            AtlasData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Owned(title.clone()),
                language: Cow::Borrowed(&site.settings.language),
                journeys,
                follows,
            },
            AtlasOptions {
                then: words(page, "atlas.then"),
                others: words(page, "atlas.others"),
                sentence_holds: words(page, "atlas.holds"),
                sentence_follows: words(page, "atlas.follows"),
                separator: words(page, "list.comma"),
                ..AtlasOptions::default()
            },
        ),
        title,
        table,
        links: vec![page.link(Address::Journeys)],
        note: if n_left_out > 0 { counted(page, "picture.left_out", n_left_out) } else { String::new() },
    })
}

fn is_below(site: &Site, id: JourneyId, root: JourneyId) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = Some(id);
    while let Some(here) = next.filter(|here| seen.insert(*here)) {
        if here == root {
            return true;
        }
        next = site.journey(here).parent;
    }
    false
}

fn is_related(site: &Site, id: JourneyId) -> bool {
    let journey = site.journey(id);
    journey.parent.is_some() || !journey.children.is_empty() || journey.next_journey.is_some()
}

/// The stage of the parent that a journey tells more closely; without one that says so, its first.
fn stage_of(site: &Site, parent: JourneyId, id: JourneyId) -> usize {
    let tells = |stage: &crate::model::Stage| {
        stage.place.detail == Some(id) || stage.steps.iter().any(|step| step.place.detail == Some(id))
    };
    site.journey(parent).stages.iter().position(tells).unwrap_or(0)
}

fn note(page: &PageContext<'_>, journey: &Journey) -> String {
    let to_be = (journey.scope == Scope::ToBe).then(|| page.scope(journey.scope).to_owned());
    let draft = matches!(journey.status, Status::Draft | Status::Hypothesis)
        .then(|| page.strings().amid(page.status(journey.status)));
    to_be.into_iter().chain(draft).collect::<Vec<_>>().join(page.strings().text("list.comma"))
}

fn stages<'a>(page: &PageContext<'a>, id: JourneyId) -> Vec<FlowStage<'a>> {
    let stages = (0_u32..).zip(&page.site.journey(id).stages).map(|(index, stage)| FlowStage {
        name: Cow::Borrowed(stage.place.name.plain.as_ref()),
        href: Some(Cow::Owned(page.href(Address::Stage(id, index)))),
    });
    stages.collect()
}
