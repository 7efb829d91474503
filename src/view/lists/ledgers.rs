//! The table of each kind: its columns, and one row a thing.

use std::cmp::Reverse;

use crate::insight::{EntityRole, PlaceRole, Usage};
use crate::model::*;
use crate::templates::format_number;
use crate::view::PageContext;
use crate::view::entity::{Verdict, verdict};
use crate::view::page::{CellView, ColumnView, DividerView, LedgerView, ListKind, TitleCell, page_of, percent};

use super::columns::{column, number, title_cell, words};

/// One page of the table of a kind.
pub(super) fn ledger(page: &PageContext<'_>, kind: ListKind, number: u32) -> LedgerView {
    match kind {
        ListKind::Touchpoints => {
            let all = by_usage(page, page.site.touchpoints.len(), |i| Address::Touchpoint(TouchpointId::from_index(i)));
            touchpoints_ledger(page, page_of(&all, number), most_places(page, &all))
        }
        ListKind::Channels => {
            let all = by_usage(page, page.site.channels.len(), |i| Address::Channel(ChannelId::from_index(i)));
            channels_ledger(page, page_of(&all, number), most_places(page, &all))
        }
        ListKind::Teams => {
            let mut all = by_usage(page, page.site.teams.len(), |i| Address::Team(TeamId::from_index(i)));
            all.sort_by_cached_key(|of| (Reverse(n_owned(page, *of, true)), Reverse(n_owned(page, *of, false))));
            teams_ledger(page, page_of(&all, number))
        }
        ListKind::PainPoints => {
            let portfolio = &page.render.insight.portfolio;
            let all = portfolio.pain_points.iter().chain(&portfolio.other_pain_points).copied().collect::<Vec<_>>();
            pain_points_ledger(page, page_of(&all, number))
        }
        ListKind::Opportunities => {
            opportunities_ledger(page, page_of(&page.render.insight.portfolio.opportunities, number))
        }
        ListKind::Solutions => solutions_ledger(page, page_of(&page.render.insight.portfolio.solutions, number)),
        ListKind::Metrics => {
            let mut all = by_usage(page, page.site.metrics.len(), |i| Address::Metric(MetricId::from_index(i)));
            // Stable: among equals the most reported stays first.
            all.sort_by_key(|address| match address {
                Address::Metric(id) => verdict_order(&page.site.metrics[id.index()]),
                _ => u8::MAX,
            });
            metrics_ledger(page, page_of(&all, number))
        }
        ListKind::Sources => sources_ledger(page, number),
        ListKind::Tags => {
            let mut all = by_usage(page, page.site.tags.len(), |i| Address::Tag(TagId::from_index(i)));
            all.sort_by_key(|address| Reverse(n_mentions(page, *address)));
            tags_ledger(page, page_of(&all, number), all.first().map_or(0, |first| n_mentions(page, *first)))
        }
    }
}

fn usage(page: &PageContext<'_>, of: Address) -> Usage {
    page.render.insight.back_links(of).usage
}

/// The most used first, then by name.
fn by_usage(page: &PageContext<'_>, count: usize, address: impl Fn(usize) -> Address) -> Vec<Address> {
    let mut all = (0..count).map(address).collect::<Vec<_>>();
    all.sort_by_cached_key(|of| {
        let used = usage(page, *of);
        (Reverse((used.n_places, used.n_journeys)), page.name(*of).to_lowercase())
    });
    all
}

fn most_places(page: &PageContext<'_>, all: &[Address]) -> u32 {
    all.first().map_or(0, |first| usage(page, *first).n_places)
}

fn n_mentions(page: &PageContext<'_>, of: Address) -> usize {
    let links = page.render.insight.back_links(of);
    links.distinct_places().count() + links.entities.len()
}

/// All maps that name a thing, plans too, as its own page lists them.
fn n_maps(page: &PageContext<'_>, of: Address) -> CellView {
    number(page.render.insight.back_links(of).journeys().len())
}

/// A table without what goes without saying: links to the page itself, and columns in which no row has anything.
fn table(page: &PageContext<'_>, kind: &str, columns: Vec<ColumnView>, rows: Vec<Vec<CellView>>) -> LedgerView {
    let own = page.path.link_to(&page.path, None);
    let rows = rows.into_iter().map(|row| row.into_iter().map(|cell| without_own_page(cell, &own)).collect::<Vec<_>>());
    let rows = rows.collect::<Vec<_>>();
    let used = (0..columns.len())
        .map(|column| rows.iter().any(|row| row.get(column).is_some_and(says_anything)))
        .collect::<Vec<_>>();
    let caption = page.word(&format!("navigation.{kind}"));
    LedgerView {
        caption,
        columns: kept(columns, &used),
        rows: rows.into_iter().map(|row| kept(row, &used)).collect(),
        divider: None,
    }
}

/// A column without anything but zeros is as good as empty.
fn says_anything(cell: &CellView) -> bool {
    !matches!(cell, CellView::Empty {}) && !matches!(cell, CellView::Number { label, note: None } if label == "0")
}

fn without_own_page(cell: CellView, own: &str) -> CellView {
    match cell {
        CellView::Links { mut links, n_more } => {
            links.retain(|link| link.href != own);
            if links.is_empty() { CellView::Empty {} } else { CellView::Links { links, n_more } }
        }
        CellView::Work { title, state } => CellView::Work { title: title.filter(|link| link.href != own), state },
        cell => cell,
    }
}

fn kept<T>(row: Vec<T>, used: &[bool]) -> Vec<T> {
    row.into_iter().zip(used).filter(|(_, used)| **used).map(|(cell, _)| cell).collect()
}

fn bar(page: &PageContext<'_>, key: &str, n: u32, most: u32) -> CellView {
    if n == 0 {
        return CellView::Empty {};
    }
    let share = f64::from(n) / f64::from(most.max(1));
    CellView::Bar { label: page.strings().fill(key, Some(u64::from(n)), &[]), percent: percent(share), note: None }
}

/// Where a thing is met; what plans add is told apart, as on its own page.
fn met(page: &PageContext<'_>, used: &Usage, most: u32) -> CellView {
    let planned = |key: &str| page.strings().fill(key, Some(u64::from(used.n_planned)), &[]);
    match (bar(page, "unit.places", used.n_places, most), used.n_planned) {
        (cell, 0) => cell,
        (CellView::Bar { label, percent, .. }, _) => {
            CellView::Bar { label, percent, note: Some(planned("unit.and_planned")) }
        }
        _ => CellView::Words { html: escaped(&planned("unit.planned")), note: None },
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    crate::links::push_escaped(&mut html, text);
    html
}

fn owner(page: &PageContext<'_>, owner: Option<TeamId>) -> CellView {
    owner.map_or(CellView::Empty {}, |team| CellView::Links { links: vec![page.team(team)], n_more: 0 })
}

fn felt(page: &PageContext<'_>, used: &Usage) -> CellView {
    page.felt(used.felt, &page.site.settings.scale, None).map_or(CellView::Empty {}, |felt| CellView::Felt { felt })
}

pub(crate) fn touchpoints_ledger(page: &PageContext<'_>, all: &[Address], most: u32) -> LedgerView {
    let columns = vec![
        column(page, "touchpoint", "title"),
        column(page, "channel", "words"),
        column(page, "met_in", "bar"),
        column(page, "maps", "number"),
        column(page, "felt", "felt"),
        column(page, "owner", "words"),
    ];
    let rows = all.iter().filter_map(|address| {
        let Address::Touchpoint(id) = *address else { return None };
        let touchpoint = &page.site.touchpoints[id.index()];
        let used = usage(page, *address);
        let channels = page.channels_of(id).into_iter().map(Address::Channel);
        let (links, n_more) = page.some_links(channels, 2);
        let state = match touchpoint.state {
            TouchpointState::Existing => None,
            TouchpointState::Planned => Some(page.word("touchpoint.planned")),
            TouchpointState::Retired => Some(page.word("touchpoint.retired")),
        };
        Some(vec![
            CellView::Title(TitleCell {
                label: touchpoint.name.to_string(),
                href: Some(page.href(*address)),
                icon_html: page.touchpoint_icon(id, page.channels_of(id).first().copied()),
                note_html: state.or_else(|| touchpoint.summary.as_ref().map(|summary| page.text(summary))),
                people: Vec::new(),
                anchor: None,
            }),
            if links.is_empty() { CellView::Empty {} } else { CellView::Links { links, n_more } },
            met(page, &used, most),
            number(used.n_journeys as usize),
            felt(page, &used),
            owner(page, touchpoint.owner),
        ])
    });
    table(page, "touchpoints", columns, rows.collect())
}

pub(crate) fn channels_ledger(page: &PageContext<'_>, all: &[Address], most: u32) -> LedgerView {
    let columns = vec![
        column(page, "channel", "title"),
        column(page, "met_in", "bar"),
        column(page, "maps", "number"),
        column(page, "felt", "felt"),
        column(page, "preferred_by", "words"),
        column(page, "owner", "words"),
    ];
    let rows = all.iter().filter_map(|address| {
        let Address::Channel(id) = *address else { return None };
        let channel = &page.site.channels[id.index()];
        let used = usage(page, *address);
        let links = page.render.insight.back_links(*address);
        let fans = links.entities.iter().filter(|mention| mention.role == EntityRole::Prefers);
        let people = fans
            .filter_map(|mention| match mention.from {
                Address::Persona(persona) => Some(page.mention(persona)),
                _ => None,
            })
            .collect::<Vec<_>>();
        Some(vec![
            title_cell(page, *address, page.channel_icon(id), channel.summary.as_ref()),
            met(page, &used, most),
            number(used.n_journeys as usize),
            felt(page, &used),
            if people.is_empty() { CellView::Empty {} } else { CellView::People { people } },
            owner(page, channel.owner),
        ])
    });
    table(page, "channels", columns, rows.collect())
}

/// How many maps, or stages and steps, a team owns.
fn n_owned(page: &PageContext<'_>, team: Address, whole: bool) -> usize {
    let places = page.render.insight.back_links(team).places.iter();
    let owner = places.filter(|mention| mention.role == PlaceRole::Owner);
    owner.filter(|mention| mention.place.stage_index().is_none() == whole).count()
}

fn teams_ledger(page: &PageContext<'_>, all: &[Address]) -> LedgerView {
    let columns = vec![
        column(page, "team", "title"),
        column(page, "lead", "words"),
        column(page, "owned_maps", "number"),
        column(page, "owned_places", "number"),
        column(page, "owned_pain_points", "number"),
        column(page, "owned_opportunities", "number"),
    ];
    let rows = all.iter().filter_map(|address| {
        let Address::Team(id) = *address else { return None };
        let team = &page.site.teams[id.index()];
        let owned = crate::view::entity::owned(page, id);
        Some(vec![
            title_cell(page, *address, String::new(), team.summary.as_ref()),
            words(team.lead.as_deref().unwrap_or_default()),
            number(n_owned(page, *address, true)),
            number(n_owned(page, *address, false)),
            number(owned.pain_points.len()),
            number(owned.opportunities.len()),
        ])
    });
    table(page, "teams", columns, rows.collect())
}

pub(crate) fn pain_points_ledger(page: &PageContext<'_>, all: &[PainPointId]) -> LedgerView {
    let columns = vec![
        column(page, "severity", "mark"),
        column(page, "pain_point", "title"),
        column(page, "where", "words"),
        column(page, "owner", "words"),
        column(page, "sources", "number"),
        column(page, "work", "words"),
    ];
    let rows = all.iter().map(|id| {
        let pain_point = &page.site.pain_points[id.index()];
        let address = Address::PainPoint(*id);
        let journeys = page.render.insight.back_links(address).journeys();
        let (links, n_more) = page.some_links(journeys.into_iter().map(Address::Journey), 2);
        let severity = pain_point.severity.map(|severity| CellView::Severity { rating: page.severity(severity) });
        let work = match page.work_on(*id) {
            Some((work, status)) => CellView::Work { title: Some(page.link(work)), state: page.state(status) },
            None => CellView::Lack { label: page.word("pain_point.nothing_yet") },
        };
        vec![
            severity.unwrap_or(CellView::Empty {}),
            CellView::Title(TitleCell {
                label: pain_point.text.plain.to_string(),
                href: Some(page.href(address)),
                icon_html: String::new(),
                note_html: None,
                people: pain_point.personas.iter().map(|persona| page.mention(*persona)).collect(),
                anchor: None,
            }),
            if links.is_empty() { CellView::Empty {} } else { CellView::Links { links, n_more } },
            owner(page, page.pain_point_owner(*id)),
            number(page.pain_point_sources(*id).len()),
            work,
        ]
    });
    table(page, "pain-points", columns, rows.collect())
}

pub(crate) fn opportunities_ledger(page: &PageContext<'_>, all: &[OpportunityId]) -> LedgerView {
    let columns = vec![
        column(page, "score", "number"),
        column(page, "opportunity", "title"),
        column(page, "impact", "mark"),
        column(page, "effort", "mark"),
        column(page, "owner", "words"),
        column(page, "state", "words"),
    ];
    let rating = |rating: Option<Rating>| {
        rating.map_or(CellView::Empty {}, |rating| CellView::Rating { rating: page.rating(rating) })
    };
    let rows = all.iter().map(|id| {
        let opportunity = &page.site.opportunities[id.index()];
        let score = opportunity
            .score
            .map(|score| CellView::Number { label: format_number(page.strings(), score, 1), note: None });
        vec![
            score.unwrap_or(CellView::Empty {}),
            title_cell(page, Address::Opportunity(*id), String::new(), opportunity.summary.as_ref()),
            rating(opportunity.impact),
            rating(opportunity.effort),
            owner(page, opportunity.owner),
            CellView::Work { title: None, state: page.state(opportunity.status) },
        ]
    });
    let ledger = table(page, "opportunities", columns, rows.collect());
    let state = |id: &OpportunityId| page.site.opportunities[id.index()].status;
    LedgerView { divider: divider(page, all.iter().map(state)), ..ledger }
}

/// Where what is open ends and what is done or dropped begins: those come last whatever their score. None where all is: each row tells.
fn divider(page: &PageContext<'_>, states: impl Iterator<Item = OpportunityStatus>) -> Option<DividerView> {
    let is_closed = |state| matches!(state, OpportunityStatus::Done | OpportunityStatus::Dropped);
    let closed = states.map(is_closed).collect::<Vec<_>>();
    let before_row = closed.iter().position(|is_closed| *is_closed).filter(|row| *row > 0)?;
    Some(DividerView { before_row, label: page.word("lists.closed") })
}

pub(crate) fn solutions_ledger(page: &PageContext<'_>, all: &[SolutionId]) -> LedgerView {
    let columns = vec![
        column(page, "solution", "title"),
        column(page, "answers", "words"),
        column(page, "owner", "words"),
        column(page, "released", "words"),
        column(page, "state", "words"),
    ];
    let rows = all.iter().map(|id| {
        let solution = &page.site.solutions[id.index()];
        let (links, n_more) = page.some_links(solution.opportunities.iter().map(|id| Address::Opportunity(*id)), 2);
        vec![
            title_cell(page, Address::Solution(*id), String::new(), solution.summary.as_ref()),
            if links.is_empty() { CellView::Empty {} } else { CellView::Links { links, n_more } },
            owner(page, solution.owner),
            words(&solution.released.map(|day| page.date(day)).unwrap_or_default()),
            CellView::Work { title: None, state: page.state(solution.status) },
        ]
    });
    table(page, "solutions", columns, rows.collect())
}

/// What goes wrong first, what is done last.
fn verdict_order(metric: &Metric) -> u8 {
    match verdict(metric) {
        Some(Verdict::Worse) => 0,
        Some(Verdict::Unchanged) => 1,
        Some(Verdict::OnTheWay) => 2,
        None => 3,
        Some(Verdict::Reached) => 4,
    }
}

pub(crate) fn metrics_ledger(page: &PageContext<'_>, all: &[Address]) -> LedgerView {
    let columns = vec![
        column(page, "metric", "title"),
        column(page, "now", "number"),
        column(page, "target", "number"),
        column(page, "history", "mark"),
        column(page, "maps", "number"),
        column(page, "verdict", "words"),
    ];
    let rows = all.iter().filter_map(|address| {
        let Address::Metric(id) = *address else { return None };
        let metric = &page.site.metrics[id.index()];
        let current = metric.current();
        let now = current.map(|(day, value)| CellView::Number {
            label: page.metric_value(metric, value),
            note: Some(page.date(day)),
        });
        let target =
            metric.target.map(|value| CellView::Number { label: page.metric_value(metric, value), note: None });
        let drawing = crate::view::picture::history::history_sparkline(page, metric);
        let verdict = match verdict(metric) {
            Some(Verdict::Worse) => CellView::Lack { label: page.word("metric.worse") },
            Some(verdict) => words(&page.word(verdict.key())),
            None => CellView::Empty {},
        };
        Some(vec![
            title_cell(page, *address, String::new(), metric.summary.as_ref()),
            now.unwrap_or(CellView::Empty {}),
            target.unwrap_or(CellView::Empty {}),
            drawing.map_or(CellView::Empty {}, |html| CellView::Drawing { html }),
            n_maps(page, *address),
            verdict,
        ])
    });
    table(page, "metrics", columns, rows.collect())
}

/// The newest first; undated ones last.
fn sources_ledger(page: &PageContext<'_>, page_number: u32) -> LedgerView {
    let mut all = (0..page.site.sources.len()).map(EvidenceSourceId::from_index).collect::<Vec<_>>();
    all.sort_by_cached_key(|id| {
        let source = &page.site.sources[id.index()];
        (Reverse(source.to.or(source.from)), source.title.to_lowercase())
    });
    let most = all.iter().map(|id| n_mentions(page, Address::Source(*id))).max().unwrap_or(0);
    let columns = vec![
        column(page, "source", "title"),
        column(page, "kind", "words"),
        column(page, "period", "words"),
        column(page, "sample", "words"),
        column(page, "claims", "bar"),
        column(page, "maps", "number"),
    ];
    let rows = page_of(&all, page_number).iter().map(|id| {
        let source = &page.site.sources[id.index()];
        let address = Address::Source(*id);
        let sample = source.sample.as_ref().map(|sample| CellView::Words { html: page.text(sample), note: None });
        let n_claims = u32::try_from(n_mentions(page, address)).unwrap_or(u32::MAX);
        vec![
            title_cell(page, address, String::new(), source.summary.as_ref()),
            words(&page.source_kind(source)),
            words(&page.period(source.from, source.to)),
            sample.unwrap_or(CellView::Empty {}),
            bar(page, "unit.mentions", n_claims, u32::try_from(most).unwrap_or(u32::MAX)),
            n_maps(page, address),
        ]
    });
    table(page, "sources", columns, rows.collect())
}

fn tags_ledger(page: &PageContext<'_>, all: &[Address], most: usize) -> LedgerView {
    let columns = vec![column(page, "tag", "title"), column(page, "bears", "bar"), column(page, "maps", "number")];
    let rows = all.iter().map(|address| {
        let n = u32::try_from(n_mentions(page, *address)).unwrap_or(u32::MAX);
        vec![
            title_cell(page, *address, String::new(), None),
            bar(page, "unit.mentions", n, u32::try_from(most).unwrap_or(u32::MAX)),
            n_maps(page, *address),
        ]
    });
    table(page, "tags", columns, rows.collect())
}

/// Maps with their state and their next review: on the page of a team or a tag.
pub(crate) fn journeys_ledger(page: &PageContext<'_>, all: &[JourneyId]) -> LedgerView {
    let columns = vec![
        column(page, "journey", "title"),
        column(page, "lowest", "words"),
        column(page, "felt", "felt"),
        column(page, "status", "words"),
        column(page, "review", "words"),
    ];
    let rows = all.iter().map(|id| {
        let row = page.journey_row(*id, false);
        let lowest = row.lowest.map(|lowest| CellView::Words {
            html: crate::view::parts::anchor_html(&lowest.place.href, &lowest.place.label),
            note: Some([lowest.who, Some(lowest.score)].into_iter().flatten().collect::<Vec<_>>().join(" ")),
        });
        vec![
            CellView::Title(TitleCell {
                label: row.title,
                href: Some(row.href),
                icon_html: String::new(),
                note_html: row.scope.map(|scope| escaped(&scope)),
                people: row.people,
                anchor: None,
            }),
            lowest.unwrap_or(CellView::Empty {}),
            row.mean.map_or(CellView::Empty {}, |felt| CellView::Felt { felt }),
            words(page.status(page.site.journey(*id).status)),
            CellView::Review { review: row.review },
        ]
    });
    table(page, "journeys", columns, rows.collect())
}
