//! What is translated into each language of the site: what has changed since first, then what is missing, then what is current.

use super::InsightSection;
use crate::model::*;
use crate::source::SourceId;
use crate::view::PageContext;
use crate::view::lists::{column, title_cell, words};
use crate::view::page::{LedgerView, page_of};

/// The groups of a language, in the order of what wants to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Stale,
    Missing,
    Current,
}

impl Group {
    const ALL: [Group; 3] = [Group::Stale, Group::Missing, Group::Current];

    fn key(self) -> &'static str {
        match self {
            Group::Stale => "stale",
            Group::Missing => "missing",
            Group::Current => "current",
        }
    }
}

/// A thing in a language: its position in the table of languages, how it stands, and its file.
type Row = (usize, Group, Address, SourceId);

/// Everything with a file of its own, in the order of the lists.
fn things(site: &Site) -> Vec<(Address, SourceId)> {
    let mut things = Vec::new();
    macro_rules! all {
        ($($list:ident, $address:ident($id:ident), $source:expr;)*) => {$(
            let files = site.$list.iter().map($source).enumerate();
            things.extend(files.filter_map(|(at, source)| Some((Address::$address($id::from_index(at)), source?))));
        )*};
    }
    all! {
        journeys, Journey(JourneyId), |it| Some(it.source);
        personas, Persona(PersonaId), |it| Some(it.source);
        pages, Page(PageId), |it| Some(it.source);
        pain_points, PainPoint(PainPointId), |it| it.origin.file();
        opportunities, Opportunity(OpportunityId), |it| it.origin.file();
        solutions, Solution(SolutionId), |it| it.origin.file();
        touchpoints, Touchpoint(TouchpointId), |it| it.source;
        channels, Channel(ChannelId), |it| it.source;
        teams, Team(TeamId), |it| it.source;
        metrics, Metric(MetricId), |it| it.source;
        sources, Source(EvidenceSourceId), |it| Some(it.source);
    }
    // Terms of one file are translated together.
    let mut files: Vec<SourceId> = Vec::new();
    for (at, term) in site.glossary.iter().enumerate() {
        if !files.contains(&term.source) {
            let shared = site.glossary.iter().filter(|other| other.source == term.source).nth(1).is_some();
            things.push((if shared { Address::Glossary } else { Address::Term(TermId::from_index(at)) }, term.source));
            files.push(term.source);
        }
    }
    things
}

/// How many rows the page has, over all its parts.
pub(super) fn n_rows(site: &Site) -> usize {
    things(site).len() * site.languages.len().saturating_sub(1)
}

fn rows(site: &Site) -> Vec<Row> {
    let things = things(site);
    let mut rows = Vec::with_capacity(n_rows(site));
    for (position, language) in site.languages.iter().enumerate().skip(1) {
        rows.extend(things.iter().map(|(address, source)| {
            let group = match language.translations.get(source).map(|translation| &translation.state) {
                None => Group::Missing,
                Some(TranslationState::Current) => Group::Current,
                Some(TranslationState::Stale(_) | TranslationState::Unknown) => Group::Stale,
            };
            (position, group, *address, *source)
        }));
    }
    // Stable: within a group the order of the lists stays.
    rows.sort_by_key(|(position, group, ..)| (*position, *group));
    rows
}

pub(super) fn translations(page: &PageContext<'_>, number: u32) -> Vec<InsightSection> {
    let site = page.site;
    let rows = rows(site);
    let here = page_of(&rows, number);
    let mut sections = Vec::new();
    for (position, language) in site.languages.iter().enumerate().skip(1) {
        for group in Group::ALL {
            let rows = here.iter().filter(|(at, own, ..)| (*at, *own) == (position, group));
            let cells = rows.map(|(_, _, address, source)| {
                let mut cells = vec![title_cell(page, *address, String::new(), None), words(&kind(page, *address))];
                if group == Group::Stale {
                    cells.push(words(&changed(page, language, *source)));
                }
                cells
            });
            let cells: Vec<_> = cells.collect();
            if cells.is_empty() {
                continue;
            }
            let mut columns = vec![column(page, "thing", "title"), column(page, "kind", "words")];
            if group == Group::Stale {
                columns.push(column(page, "changed", "words"));
            }
            let key = format!("insight.translations_{}", group.key());
            let title = page.strings().fill(&key, None, &[("language", &language.name)]);
            sections.push(InsightSection {
                anchor: format!("_{}-{}", language.tag.to_lowercase(), group.key()),
                sentence: page.word(&format!("{key}_sentence")),
                picture_html: None,
                ledger: Some(LedgerView { caption: title.clone(), columns, rows: cells, divider: None }),
                ledger_class: "list-translations",
                link: None,
                title,
            });
        }
    }
    sections
}

/// What kind of thing it is, by the name of its list.
fn kind(page: &PageContext<'_>, address: Address) -> String {
    let key = match address {
        Address::Journey(_) => "journey",
        Address::Persona(_) => "persona",
        Address::PainPoint(_) => "pain_point",
        Address::Opportunity(_) => "opportunity",
        Address::Solution(_) => "solution",
        Address::Touchpoint(_) => "touchpoint",
        Address::Channel(_) => "channel",
        Address::Team(_) => "team",
        Address::Metric(_) => "metric",
        Address::Source(_) => "source",
        Address::Glossary | Address::Term(_) => "term",
        _ => "page",
    };
    page.word(&format!("search.kind_{key}"))
}

/// Which parts of an original have changed since it was translated.
fn changed(page: &PageContext<'_>, language: &SiteLanguage, source: SourceId) -> String {
    let strings = page.strings();
    match language.translations.get(&source).map(|translation| &translation.state) {
        Some(TranslationState::Stale(parts)) => {
            let parts = parts.iter().map(|part| match part {
                TranslatedPart::Head => strings.text("insight.part_head").to_owned(),
                TranslatedPart::Text => strings.text("insight.part_text").to_owned(),
                TranslatedPart::Stage(name) => name.to_string(),
            });
            parts.collect::<Vec<_>>().join(strings.text("list.comma"))
        }
        Some(TranslationState::Unknown) => strings.text("insight.part_unknown").to_owned(),
        _ => String::new(),
    }
}
