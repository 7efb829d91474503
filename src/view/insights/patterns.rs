//! What several maps say alike: pains that come back, contacts that feel bad wherever they are met, moments that matter and
//! hurt, and places where people part.

use super::InsightSection;
use crate::insight::{Felt, PlaceRef, counts, felt_at, felt_in_stage};
use crate::model::*;
use crate::templates::format_score;
use crate::view::PageContext;
use crate::view::lists::{channels_ledger, column, pain_points_ledger, title_cell, touchpoints_ledger};
use crate::view::page::{CellView, LedgerView, TitleCell, place_of};

/// How many rows each list has room for.
const ROWS: usize = 12;
/// A mean over fewer scores than this is no pattern. The sentences above the tables (`insight.worst_…_sentence`) name this number.
const FEWEST_SCORES: u32 = 3;
/// How far two people have to be apart to be named, as a valence: a quarter of the scale.
const APART: f64 = 0.5;

pub(super) fn patterns(page: &PageContext<'_>) -> Vec<InsightSection> {
    let insight = page.render.insight;
    let n_maps = |of: Address| insight.back_links(of).usage.n_journeys;
    let again = insight.portfolio.pain_points.iter().copied();
    let again = again.filter(|id| n_maps(Address::PainPoint(*id)) > 1).take(ROWS).collect::<Vec<_>>();
    let touchpoints = (0..page.site.touchpoints.len()).map(|i| Address::Touchpoint(TouchpointId::from_index(i)));
    let touchpoints = worst(page, touchpoints.filter(|of| n_maps(*of) > 1));
    let channels = worst(page, (0..page.site.channels.len()).map(|i| Address::Channel(ChannelId::from_index(i))));
    let most = |all: &[Address]| all.iter().map(|of| insight.back_links(*of).usage.n_places).max().unwrap_or(0);
    let places = scored_places(page);
    let sections = [
        InsightSection::ledger(
            page,
            ("_pain-points", "insight.pains_again", "insight.pains_again_sentence"),
            "list-pain-points",
            pain_points_ledger(page, &again),
        ),
        InsightSection::ledger(
            page,
            ("_moments", "insight.moments", "insight.moments_sentence"),
            "list-places",
            moments(page, &places),
        ),
        InsightSection::ledger(
            page,
            ("_parting", "insight.parting", "insight.parting_sentence"),
            "list-places",
            parting(page, &places),
        ),
        InsightSection::ledger(
            page,
            ("_channels", "insight.worst_channels", "insight.worst_channels_sentence"),
            "list-channels",
            channels_ledger(page, &channels, most(&channels)),
        ),
        InsightSection::ledger(
            page,
            ("_touchpoints", "insight.worst_touchpoints", "insight.worst_touchpoints_sentence"),
            "list-touchpoints",
            touchpoints_ledger(page, &touchpoints, most(&touchpoints)),
        ),
    ];
    sections.into_iter().flatten().collect()
}

/// Those felt worst on average, as far as the average bears it.
fn worst(page: &PageContext<'_>, all: impl Iterator<Item = Address>) -> Vec<Address> {
    let felt = |of: &Address| page.render.insight.back_links(*of).usage.felt;
    let mut all = all
        .filter(|of| felt(of).n_scores() >= FEWEST_SCORES)
        .filter_map(|of| Some((felt(&of).mean()?, of)))
        .collect::<Vec<_>>();
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    all.into_iter().take(ROWS).map(|(_, of)| of).collect()
}

/// A place that somebody scored, in a map that counts.
struct ScoredPlace {
    at: PlaceRef,
    felt: Felt,
    /// Each walker's own valence.
    own: Vec<(PersonaId, f64)>,
}

fn scored_places(page: &PageContext<'_>) -> Vec<ScoredPlace> {
    let mut places = Vec::new();
    for id in page.render.insight.journeys_by_title.iter().copied().filter(|id| counts(page.site, *id)) {
        let journey = page.site.journey(id);
        for (stage_index, stage) in (0_u32..).zip(&journey.stages) {
            let steps = (0_u32..).zip(&stage.steps).map(|(step, _)| PlaceRef::step(id, stage_index, step));
            let own = stage.steps.is_empty().then(|| PlaceRef::stage(id, stage_index));
            for at in own.into_iter().chain(steps) {
                let felt = felt_at(journey, at, &[]);
                if felt.n_scores() > 0 {
                    places.push(ScoredPlace { at, felt, own: own_valences(journey, at) });
                }
            }
        }
    }
    places
}

fn own_valences(journey: &Journey, at: PlaceRef) -> Vec<(PersonaId, f64)> {
    let one = |persona: &PersonaId| {
        let felt = match (at.stage_index(), at.step_index()) {
            (Some(stage), None) => felt_in_stage(journey, stage, Some(*persona)),
            _ => felt_at(journey, at, &[*persona]),
        };
        felt.mean().map(|mean| (*persona, mean))
    };
    journey.personas.iter().filter_map(one).collect()
}

/// Moments of truth below neutral, worst first.
fn moments(page: &PageContext<'_>, places: &[ScoredPlace]) -> LedgerView {
    let mut found = places
        .iter()
        .filter_map(|place| {
            let of = place_of(page.site.journey(place.at.journey), place.at)?;
            Some((place.felt.mean()?, place)).filter(|(mean, _)| of.moment_of_truth && *mean < 0.0)
        })
        .collect::<Vec<_>>();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    let columns = vec![column(page, "place", "title"), column(page, "journey", "words"), column(page, "felt", "felt")];
    let rows = found.into_iter().take(ROWS).map(|(_, place)| {
        let scale = &page.site.journey(place.at.journey).scale;
        let felt = page.felt(place.felt, scale, None).map_or(CellView::Empty {}, |felt| CellView::Felt { felt });
        vec![title_cell(page, place.at.address(), String::new(), None), journey_cell(page, place.at), felt]
    });
    LedgerView { caption: page.word("insight.moments"), columns, rows: rows.collect(), divider: None }
}

/// Places where the happiest and the unhappiest are furthest apart.
fn parting(page: &PageContext<'_>, places: &[ScoredPlace]) -> LedgerView {
    let mut found = places
        .iter()
        .filter_map(|place| {
            let low = place.own.iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
            let high = place.own.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
            Some((high.1 - low.1, place, *low, *high)).filter(|found| found.0 >= APART)
        })
        .collect::<Vec<_>>();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let columns = vec![
        column(page, "place", "title"),
        column(page, "journey", "words"),
        column(page, "best", "words"),
        column(page, "worst", "words"),
    ];
    let rows = found.into_iter().take(ROWS).map(|(_, place, low, high)| {
        let scale = page.site.journey(place.at.journey).scale;
        let one = |(persona, valence): (PersonaId, f64)| {
            let score = (crate::insight::score_of_valence(&scale, valence) * 10.0).round() / 10.0;
            let name = page.link_html(Address::Persona(persona));
            let html = format!(
                "<span>{name} <b class=\"number\">{}</b></span>",
                format_score(page.strings(), score, scale.min)
            );
            CellView::Words { html, note: None }
        };
        vec![
            title_cell(page, place.at.address(), String::new(), None),
            journey_cell(page, place.at),
            one(high),
            one(low),
        ]
    });
    LedgerView { caption: page.word("insight.parting"), columns, rows: rows.collect(), divider: None }
}

fn journey_cell(page: &PageContext<'_>, at: PlaceRef) -> CellView {
    CellView::Links { links: vec![page.link(Address::Journey(at.journey))], n_more: 0 }
}

/// A row's head with the people of a map below it.
pub(super) fn journey_title(page: &PageContext<'_>, id: JourneyId) -> CellView {
    let journey = page.site.journey(id);
    CellView::Title(TitleCell {
        label: journey.title.to_string(),
        href: Some(page.href(Address::Journey(id))),
        icon_html: String::new(),
        note_html: None,
        people: journey.personas.iter().map(|persona| page.mention(*persona)).collect(),
        anchor: None,
    })
}
