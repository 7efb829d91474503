//! What will be done, by horizon or along the calendar, team by team.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::chart::{Chart, DataTable, Picture, counted, day_format, escaped, words, work_status};
use crate::diagram::chart::WorkStatus;
use crate::diagram::roadmap::{
    DatedItem, DatedRoadmapData, DatedRoadmapOptions, DatedRow, RoadmapData, RoadmapItem, RoadmapOptions,
    RoadmapPeriod, RoadmapRow,
};
use crate::model::{Address, Horizon, Opportunity, OpportunityId, OpportunityStatus, TeamId};
use crate::templates::format_number;
use crate::view::PageContext;

/// As many as can be read at once; those with the best scores come first.
const MOST_ITEMS: usize = 80;
const PERIODS: [(Horizon, &str); 3] =
    [(Horizon::Now, "horizon.now"), (Horizon::Next, "horizon.next"), (Horizon::Later, "horizon.later")];

type Work<'a> = (OpportunityId, &'a Opportunity);

/// Teams by name, then what nobody owns.
fn by_team<'a>(page: &PageContext<'a>, work: &[Work<'a>]) -> Vec<(Option<TeamId>, Vec<Work<'a>>)> {
    let mut teams: BTreeMap<(bool, String, Option<TeamId>), Vec<Work<'a>>> = BTreeMap::new();
    for (id, opportunity) in work {
        let name = opportunity.owner.map(|team| page.site.teams[team.index()].name.to_lowercase()).unwrap_or_default();
        let key = (opportunity.owner.is_none(), name, opportunity.owner);
        teams.entry(key).or_default().push((*id, *opportunity));
    }
    teams.into_iter().map(|((_, _, team), work)| (team, work)).collect()
}

fn row_name<'a>(page: &PageContext<'a>, team: Option<TeamId>, n_rows: usize) -> (Cow<'a, str>, Option<Cow<'a, str>>) {
    match team {
        Some(team) => {
            let href = page.href(Address::Team(team));
            (Cow::Borrowed(page.site.teams[team.index()].name.as_ref()), Some(Cow::Owned(href)))
        }
        // A site without owners needs no row that says so.
        None if n_rows < 2 => (Cow::Borrowed(""), None),
        None => (words(page, "roadmap.no_owner"), None),
    }
}

fn open<'a>(page: &PageContext<'a>, opportunities: &[OpportunityId]) -> Vec<Work<'a>> {
    let all = opportunities.iter().map(|id| (*id, &page.site.opportunities[id.index()]));
    all.filter(|(_, opportunity)| opportunity.status != OpportunityStatus::Dropped).collect()
}

fn note(page: &PageContext<'_>, parts: &[(usize, &str)]) -> String {
    let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, key)| counted(page, key, *n));
    parts.collect::<Vec<_>>().join(page.strings().text("list.sentence"))
}

/// Now, next, later; `None` when nothing open says which.
pub(crate) fn roadmap<'a>(
    page: &PageContext<'a>,
    opportunities: &[OpportunityId],
    picture_id: &str,
) -> Option<Picture<'a>> {
    let all = open(page, opportunities);
    let undone = all.iter().filter(|(_, opportunity)| opportunity.status != OpportunityStatus::Done);
    let (mut planned, unplanned): (Vec<_>, Vec<_>) =
        undone.copied().partition(|(_, opportunity)| opportunity.horizon.is_some());
    let n_left_out = planned.len().saturating_sub(MOST_ITEMS);
    planned.truncate(MOST_ITEMS);
    if planned.is_empty() {
        return None;
    }
    let mut table = DataTable::new(
        page,
        &[("column.opportunity", false), ("fact.horizon", false), ("column.state", false), ("column.owner", false)],
    );
    let teams = by_team(page, &planned);
    let mut rows = Vec::new();
    for (team, work) in &teams {
        let (name, href) = row_name(page, *team, teams.len());
        let of_period = |(horizon, key): &(Horizon, &'static str)| {
            let here = work.iter().filter(|(_, opportunity)| opportunity.horizon == Some(*horizon));
            let items = here.map(|(id, opportunity)| {
                table.rows.push(vec![
                    page.link_html(Address::Opportunity(*id)),
                    escaped(page.strings().text(key)),
                    escaped(page.work_status(opportunity.status).1),
                    escaped(&name),
                ]);
                item(page, *id, opportunity)
            });
            items.collect::<Vec<_>>()
        };
        let cells = PERIODS.iter().map(of_period).collect();
        rows.push(RoadmapRow { name, href, cells });
    }
    let title = page.word("picture.roadmap");
    let periods = PERIODS.iter().map(|(_, key)| RoadmapPeriod { name: words(page, key), note: Cow::Borrowed("") });
    Some(Picture {
        chart: Chart::Roadmap(
            RoadmapData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Owned(title.clone()),
                language: Cow::Borrowed(&page.site.settings.language),
                periods: periods.collect(),
                rows,
            },
            RoadmapOptions {
                sentence: words(page, "roadmap.sentence"),
                separator: words(page, "list.comma"),
                ..RoadmapOptions::default()
            },
        ),
        title,
        table,
        links: vec![page.link(Address::Opportunities)],
        note: note(page, &[(unplanned.len(), "roadmap.unplanned"), (n_left_out, "picture.left_out")]),
    })
}

fn item<'a>(page: &PageContext<'a>, id: OpportunityId, opportunity: &'a Opportunity) -> RoadmapItem<'a> {
    let strings = page.strings();
    let score =
        opportunity.score.map(|score| strings.fill("roadmap.score", None, &[("n", &format_number(strings, score, 1))]));
    let state = page.strings().amid(page.work_status(opportunity.status).1);
    let parts = std::iter::once(state).chain(score).collect::<Vec<_>>();
    RoadmapItem {
        title: Cow::Borrowed(opportunity.title.plain.as_ref()),
        note: Cow::Owned(parts.join(strings.text("list.comma"))),
        status: work_status(opportunity.status),
        href: Some(Cow::Owned(page.href(Address::Opportunity(id)))),
    }
}

/// The words of the states, the nearest to its end first.
fn states<'a>(page: &PageContext<'a>) -> Vec<(WorkStatus, Cow<'a, str>)> {
    let all = [
        OpportunityStatus::Done,
        OpportunityStatus::InProgress,
        OpportunityStatus::Planned,
        OpportunityStatus::Proposed,
        OpportunityStatus::Dropped,
    ];
    let word = |status| Cow::Owned(page.strings().amid(page.work_status(status).1));
    all.map(|status| (work_status(status), word(status))).to_vec()
}

/// Bars from start to end; `None` when nothing has a day.
pub(crate) fn dated_roadmap<'a>(
    page: &PageContext<'a>,
    opportunities: &[OpportunityId],
    picture_id: &str,
) -> Option<Picture<'a>> {
    let all = open(page, opportunities);
    let (mut dated, undated): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, opportunity)| opportunity.start.is_some() || opportunity.end.is_some());
    let n_undated = undated.iter().filter(|(_, it)| it.status != OpportunityStatus::Done).count();
    dated.sort_by_key(|(id, opportunity)| (opportunity.start.or(opportunity.end), opportunity.end, *id));
    let n_left_out = dated.len().saturating_sub(MOST_ITEMS);
    dated.truncate(MOST_ITEMS);
    if dated.is_empty() {
        return None;
    }
    let mut table = DataTable::new(
        page,
        &[("column.opportunity", false), ("roadmap.start", false), ("roadmap.end", false), ("column.state", false)],
    );
    table.columns.push((page.word("column.owner"), false));
    let teams = by_team(page, &dated);
    let mut rows = Vec::new();
    for (team, work) in &teams {
        let (name, href) = row_name(page, *team, teams.len());
        let mut items = Vec::new();
        for (id, opportunity) in work {
            let day = |day: Option<crate::model::Date>| day.map(|day| page.date(day)).unwrap_or_default();
            table.rows.push(vec![
                page.link_html(Address::Opportunity(*id)),
                escaped(&day(opportunity.start)),
                escaped(&day(opportunity.end)),
                escaped(page.work_status(opportunity.status).1),
                escaped(&name),
            ]);
            items.push(DatedItem {
                title: Cow::Borrowed(opportunity.title.plain.as_ref()),
                status: work_status(opportunity.status),
                start: opportunity.start.map(|day| day.0),
                end: opportunity.end.map(|day| day.0),
                href: Some(Cow::Owned(page.href(Address::Opportunity(*id)))),
            });
        }
        rows.push(DatedRow { name, href, items });
    }
    let title = page.word("picture.dated_roadmap");
    Some(Picture {
        chart: Chart::DatedRoadmap(
            DatedRoadmapData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Owned(title.clone()),
                language: Cow::Borrowed(&page.site.settings.language),
                today: Some(page.site.settings.date.0),
                rows,
            },
            DatedRoadmapOptions {
                day: day_format(page.strings()),
                today: words(page, "roadmap.today"),
                states: states(page),
                separator: words(page, "list.comma"),
                sentence: words(page, "roadmap.dated_sentence"),
                ..DatedRoadmapOptions::default()
            },
        ),
        title,
        table,
        links: vec![page.link(Address::Opportunities)],
        note: note(page, &[(n_undated, "roadmap.undated"), (n_left_out, "picture.left_out")]),
    })
}
