//! Opportunities by two of their scores.

use std::borrow::Cow;

use super::chart::{Chart, DataTable, Picture, counted, escaped, number_format, words};
use crate::diagram::matrix::{MatrixAxis, MatrixData, MatrixItem, MatrixOptions};
use crate::model::{Address, Opportunity, OpportunityId, OpportunityStatus, Rating, WorkScore};
use crate::templates::format_number;
use crate::view::PageContext;

/// As many bubbles as can be told apart; those with the best scores come first.
const MOST_ITEMS: usize = 60;
const QUADRANTS: [&str; 4] = ["matrix.quick_wins", "matrix.big_bets", "matrix.fill_ins", "matrix.time_sinks"];

/// `opportunities` in the order of their importance; `None` when none of them has both scores.
pub(crate) fn matrix<'a>(
    page: &PageContext<'a>,
    opportunities: &[OpportunityId],
    (x, y): (WorkScore, WorkScore),
    picture_id: &str,
) -> Option<Picture<'a>> {
    let all = opportunities.iter().map(|id| (*id, &page.site.opportunities[id.index()]));
    let open = all.filter(|(_, opportunity)| opportunity.status != OpportunityStatus::Dropped).collect::<Vec<_>>();
    let known = open.iter().filter_map(|(id, it)| Some((*id, *it, value(it, x)?, value(it, y)?)));
    let mut known = known.collect::<Vec<_>>();
    if known.is_empty() {
        return None;
    }
    let n_unscored = open.len() - known.len();
    let n_left_out = known.len().saturating_sub(MOST_ITEMS);
    known.truncate(MOST_ITEMS);
    let heads = [("column.opportunity", false), (name_of(y), true), (name_of(x), true), ("column.score", true)];
    let mut table = DataTable::new(page, &heads);
    table.columns.push((page.word("column.state"), false));
    let mut items = Vec::new();
    let strings = page.strings();
    for (id, opportunity, at_x, at_y) in &known {
        let href = page.href(Address::Opportunity(*id));
        let score = opportunity.score.map(|score| format_number(strings, score, 1)).unwrap_or_default();
        table.rows.push(vec![
            page.link_html(Address::Opportunity(*id)),
            format_number(strings, *at_y, 1),
            format_number(strings, *at_x, 1),
            score,
            escaped(page.work_status(opportunity.status).1),
        ]);
        items.push(MatrixItem {
            label: Cow::Borrowed(opportunity.title.plain.as_ref()),
            href: Some(Cow::Owned(href)),
            x: *at_x,
            y: *at_y,
            weight: Some(opportunity.sources.len() as f64),
            done: opportunity.status == OpportunityStatus::Done,
        });
    }
    let highest = |axis: WorkScore| known.iter().filter_map(|it| value(it.1, axis)).fold(0.0, f64::max);
    let arguments =
        [("y", page.strings().amid(&page.word(title_of(y)))), ("x", page.strings().amid(&page.word(title_of(x))))];
    let arguments = arguments.each_ref().map(|(key, word)| (*key, word.as_str()));
    let title = strings.fill("picture.matrix", None, &arguments);
    let (quadrants, highlighted) = quadrants(page, x, y);
    let mut weights = known.iter().map(|it| it.1.sources.len()).filter(|n| *n > 0).collect::<Vec<_>>();
    weights.sort_unstable();
    let mut ends = vec![weights.first().copied(), weights.last().copied()];
    ends.dedup();
    let sentence = strings.fill("matrix.sentence", u64::try_from(items.len()).ok(), &arguments);
    let note = [(n_unscored, "matrix.unscored"), (n_left_out, "picture.left_out")];
    let note = note.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| counted(page, key, n)).collect::<Vec<_>>();
    Some(Picture {
        chart: Chart::Matrix(
            MatrixData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Owned(title.clone()),
                language: Cow::Borrowed(&page.site.settings.language),
                x: axis(page, x, highest(x)),
                y: axis(page, y, highest(y)),
                quadrants,
                highlighted,
                items,
            },
            MatrixOptions {
                number: number_format(strings),
                weight_key: ends
                    .into_iter()
                    .flatten()
                    .map(|n| (n as f64, Cow::Owned(counted(page, "unit.sources", n))))
                    .collect(),
                done: Cow::Owned(page.strings().amid(&page.word("work.done"))),
                sentence: Cow::Owned(sentence),
                sentence_quadrant: words(page, "matrix.sentence_quadrant"),
                separator: words(page, "list.comma"),
                ..MatrixOptions::default()
            },
        ),
        title,
        table,
        links: vec![page.link(Address::Opportunities)],
        note: note.join(page.strings().text("list.sentence")),
    })
}

fn value(opportunity: &Opportunity, score: WorkScore) -> Option<f64> {
    let rating = |rating: Option<Rating>| rating.map(|rating| f64::from(rating.get()));
    match score {
        WorkScore::Impact => rating(opportunity.impact),
        WorkScore::Effort => rating(opportunity.effort),
        WorkScore::Reach => rating(opportunity.reach),
        WorkScore::Confidence => Some(opportunity.confidence.share() * 100.0),
        WorkScore::Score => opportunity.score,
    }
}

fn name_of(score: WorkScore) -> &'static str {
    match score {
        WorkScore::Impact => "rating.impact",
        WorkScore::Effort => "rating.effort",
        WorkScore::Reach => "rating.reach",
        WorkScore::Confidence => "matrix.confidence",
        WorkScore::Score => "column.score",
    }
}

/// The same without its unit.
fn title_of(score: WorkScore) -> &'static str {
    if score == WorkScore::Confidence { "fact.confidence" } else { name_of(score) }
}

fn axis<'a>(page: &PageContext<'a>, score: WorkScore, highest: f64) -> MatrixAxis<'a> {
    let (min, max) = match score {
        WorkScore::Impact | WorkScore::Effort | WorkScore::Reach => (1.0, 5.0),
        WorkScore::Confidence => (0.0, 100.0),
        WorkScore::Score => (0.0, highest.max(1.0)),
    };
    MatrixAxis { title: words(page, name_of(score)), min, max, middle: f64::midpoint(min, max) }
}

/// The usual names, where the axes are the usual ones.
fn quadrants<'a>(page: &PageContext<'a>, x: WorkScore, y: WorkScore) -> ([Cow<'a, str>; 4], Option<usize>) {
    let named = QUADRANTS.map(|key| words(page, key));
    match (x, y) {
        (WorkScore::Effort, WorkScore::Impact) => (named, Some(0)),
        (WorkScore::Impact, WorkScore::Effort) => {
            let [quick_wins, big_bets, fill_ins, time_sinks] = named;
            ([time_sinks, big_bets, fill_ins, quick_wins], Some(3))
        }
        _ => (std::array::from_fn(|_| Cow::Borrowed("")), None),
    }
}
