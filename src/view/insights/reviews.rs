//! When every map and persona was last looked at, and when it is due again: the longest overdue first.

use super::InsightSection;
use crate::model::{Address, Date, Journey, Persona, PersonaId, ReviewState, Site, Status, TeamId};
use crate::view::PageContext;
use crate::view::lists::{column, title_cell, words};
use crate::view::page::{CellView, LedgerView, page_of};

/// A map or persona: its state, the days of its last and next review, and who looks after it.
type Document = (Address, ReviewState, Option<Date>, Option<Date>, Option<TeamId>);

/// Maps and personas that are not retired; a persona counts once somebody promised to look at it.
fn documents(page: &PageContext<'_>) -> Vec<Document> {
    let site = page.site;
    let journeys = page.render.insight.journeys_by_title.iter().filter(|id| is_open(site.journey(**id)));
    let journeys = journeys.map(|id| {
        let it = site.journey(*id);
        (Address::Journey(*id), it.review_state, it.reviewed, it.next_review, it.owner)
    });
    let personas = site.personas.iter().enumerate().filter(|(_, persona)| is_promised(persona)).map(|(index, it)| {
        (Address::Persona(PersonaId::from_index(index)), it.review_state, it.reviewed, it.next_review, it.owner)
    });
    let mut all = journeys.chain(personas).collect::<Vec<_>>();
    // Stable: maps by title, then personas.
    all.sort_by_key(|document| (urgency(document), document.3));
    all
}

fn is_open(journey: &Journey) -> bool {
    journey.status != Status::Retired
}

fn is_promised(persona: &Persona) -> bool {
    persona.status != Status::Retired && persona.review_state != ReviewState::NeverReviewed
}

pub(super) fn n_documents(site: &Site) -> usize {
    site.journeys.iter().filter(|journey| is_open(journey)).count()
        + site.personas.iter().filter(|persona| is_promised(persona)).count()
}

/// The position of a document's group. What was looked at once, and never has to be again, is in time for nothing.
fn urgency((_, state, _, next, _): &Document) -> u8 {
    match (state, next) {
        (ReviewState::Late, _) => 0,
        (ReviewState::NeverReviewed, _) => 1,
        (ReviewState::Due, _) => 2,
        (ReviewState::Current, Some(_)) => 3,
        (ReviewState::Current, None) => 4,
    }
}

pub(super) fn reviews(page: &PageContext<'_>, number: u32) -> Vec<InsightSection> {
    let all = documents(page);
    let groups = [
        (0, "_late", "insight.reviews_late", "insight.reviews_late_sentence"),
        (1, "_never", "insight.reviews_never", "insight.reviews_never_sentence"),
        (2, "_due", "insight.reviews_due", "insight.reviews_due_sentence"),
        (3, "_current", "insight.reviews_current", "insight.reviews_current_sentence"),
        (4, "_unplanned", "insight.reviews_unplanned", "insight.reviews_unplanned_sentence"),
    ];
    let mut sections = Vec::new();
    for (group, anchor, title, sentence) in groups {
        // What has no review to come has no day of it to tell.
        let n_columns = if group == 4 { 3 } else { 4 };
        let here = page_of(&all, number).iter().filter(|document| urgency(document) == group);
        let rows = here.map(|(address, state, last, next, owner)| {
            let owner = owner.map(|team| CellView::Links { links: vec![page.team(team)], n_more: 0 });
            let mut cells = vec![
                title_cell(page, *address, String::new(), None),
                owner.unwrap_or_else(|| words(page.strings().text("insight.nobody"))),
                words(&last.map(|day| page.date(day)).unwrap_or_default()),
                CellView::Review { review: page.review(*state, *last, *next) },
            ];
            cells.truncate(n_columns);
            cells
        });
        let mut columns = vec![
            column(page, "document", "title"),
            column(page, "owner", "words"),
            column(page, "last_review", "words"),
            column(page, "review", "words"),
        ];
        columns.truncate(n_columns);
        let ledger = LedgerView { caption: page.word(title), columns, rows: rows.collect(), divider: None };
        sections.extend(InsightSection::ledger(page, (anchor, title, sentence), "list-reviews", ledger));
    }
    sections
}
