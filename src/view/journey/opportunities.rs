//! What could be done: the opportunities that the map names. Best value first, where there are scores; then by impact.

use serde::Serialize;

use super::JourneyPage;
use crate::model::{Address, Horizon, ItemKind, Lane, OpportunityId};
use crate::templates::format_number;
use crate::view::parts::{LinkView, RatingView};

#[derive(Debug, Serialize)]
pub(super) struct OpportunityView {
    pub html: String,
    pub href: String,
    pub summary_html: Option<String>,
    pub score: Option<String>,
    /// Of the best score of the site, in percent.
    pub share: f64,
    pub places: Vec<NumberedLink>,
    pub impact: Option<RatingView>,
    pub effort: Option<RatingView>,
    pub reach: Option<RatingView>,
    /// Class suffix and words.
    pub state: &'static str,
    pub state_label: String,
    pub horizon: Option<String>,
    pub owner: Option<LinkView>,
    pub solutions: Vec<LinkView>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct NumberedLink {
    pub number: String,
    pub label: String,
    pub href: String,
}

impl JourneyPage<'_> {
    pub(super) fn opportunities(&self) -> Vec<OpportunityView> {
        let mut found: Vec<(OpportunityId, Vec<NumberedLink>)> = Vec::new();
        let mut note =
            |id: OpportunityId, place: Option<NumberedLink>| match found.iter_mut().find(|(known, _)| *known == id) {
                Some((_, places)) => places.extend(place),
                None => found.push((id, place.into_iter().collect())),
            };
        for item in
            self.journey.cells.iter().filter(|cell| cell.lane == Lane::Opportunities).flat_map(|cell| &cell.items)
        {
            if let ItemKind::Opportunity(id) = item.kind {
                note(id, None);
            }
        }
        for (address, place) in self.places() {
            for item in place.items(Lane::Opportunities) {
                if let ItemKind::Opportunity(id) = item.kind {
                    note(id, Some(self.numbered(address)));
                }
            }
        }
        let site = self.page.site;
        let score = |id: &OpportunityId| site.opportunities[id.index()].score.unwrap_or(f64::NEG_INFINITY);
        let impact = |id: &OpportunityId| site.opportunities[id.index()].impact;
        // Stable: what has neither stays in the order of the map.
        found.sort_by(|(a, _), (b, _)| score(b).total_cmp(&score(a)).then(impact(b).cmp(&impact(a))));
        let best = self.page.render.insight.portfolio.best_score;
        found.into_iter().map(|(id, places)| self.opportunity(id, places, best)).collect()
    }

    fn opportunity(&self, id: OpportunityId, places: Vec<NumberedLink>, best: f64) -> OpportunityView {
        let page = &self.page;
        let opportunity = &page.site.opportunities[id.index()];
        let (state, state_label) = page.work_status(opportunity.status);
        OpportunityView {
            html: page.plain(&opportunity.title),
            href: page.href(Address::Opportunity(id)),
            summary_html: opportunity.summary.as_ref().map(|summary| page.text(summary)),
            score: opportunity.score.map(|score| format_number(page.strings(), score, 1)),
            share: opportunity.score.filter(|_| best > 0.0).map_or(0.0, |score| (score / best * 1000.0).round() / 10.0),
            places,
            impact: opportunity.impact.map(|rating| page.rating(rating)),
            effort: opportunity.effort.map(|rating| page.rating(rating)),
            reach: opportunity.reach.map(|rating| page.rating(rating)),
            state,
            state_label: state_label.to_owned(),
            horizon: opportunity.horizon.map(|horizon| {
                page.word(match horizon {
                    Horizon::Now => "horizon.now",
                    Horizon::Next => "horizon.next",
                    Horizon::Later => "horizon.later",
                })
            }),
            owner: opportunity.owner.map(|owner| page.team(owner)),
            solutions: opportunity.solutions.iter().map(|solution| page.link(Address::Solution(*solution))).collect(),
        }
    }

    /// A link to a place of the map with the place's number.
    pub(super) fn numbered(&self, address: Address) -> NumberedLink {
        let number = match address {
            Address::Stage(_, stage) => super::PageContext::place_number(stage, None),
            Address::Step(_, stage, step) => super::PageContext::place_number(stage, Some(step)),
            _ => String::new(),
        };
        let link = self.page.link(address);
        NumberedLink { number, label: link.label, href: link.href }
    }
}
