//! Journey by journey and persona by persona: means, lowest and highest moments, and what is met on the way.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::{
    Address, ChannelId, Journey, JourneyId, OpportunityId, PainPointId, PersonaId, Rating, Scope, Site, Status,
};

use super::back_links::{AllBackLinks, PlaceMention, PlaceRef, PlaceRole};
use super::felt::{Felt, Moment, felt_at, felt_in_stage, moments, walkers};
use super::portfolio::{by_score, by_severity};

/// A moment that stands out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extreme {
    pub place: PlaceRef,
    /// Whose; `None` on a journey without personas.
    pub persona: Option<PersonaId>,
    /// On the journey's scale.
    pub score: f64,
    /// Of what is lowest: how many further places are just as low, and the first of them with whom it hurts there.
    pub n_equals: u32,
    pub equal: Option<(PlaceRef, Option<PersonaId>)>,
}

impl Extreme {
    /// This one, where another of another map is its equal.
    fn beside(self, other: &Self) -> Self {
        let equal = self.equal.or(Some((other.place, other.persona)));
        Self { n_equals: self.n_equals + other.n_equals + 1, equal, ..self }
    }

    /// This one of a map's lowest, with the places where some of these people are just as low. Two people at one place are one.
    fn with_equals(mut self, journey: &Journey, people: &[Option<PersonaId>]) -> Self {
        let mut places = vec![self.place];
        for persona in people {
            for moment in moments(journey, *persona) {
                let place = moment.place(self.place.journey);
                if moment.score.lowest() <= self.score && !places.contains(&place) {
                    places.push(place);
                    self.n_equals += 1;
                    self.equal = self.equal.or(Some((place, *persona)));
                }
            }
        }
        self
    }
}

/// One person's way through one journey.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnCurve {
    pub persona: Option<PersonaId>,
    pub felt: Felt,
    /// The first of equals. `None` without a score.
    pub lowest: Option<Extreme>,
    pub highest: Option<Extreme>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct JourneySummary {
    /// Of all personas; for a retired or to-be map too, which is in no mean across maps.
    pub felt: Felt,
    pub lowest: Option<Extreme>,
    pub highest: Option<Extreme>,
    /// In the journey's order of personas; one entry for a journey without.
    pub curves: Vec<OwnCurve>,
    /// Per stage, of all personas: the cells of the heat map.
    pub stages: Vec<Felt>,
    pub n_steps: usize,
    pub n_pain_points: usize,
    pub n_opportunities: usize,
}

impl JourneySummary {
    /// The way of one persona; the only one of a journey without personas for `None`.
    #[must_use]
    pub fn of(&self, persona: Option<PersonaId>) -> Option<&OwnCurve> {
        self.curves.iter().find(|curve| curve.persona == persona)
    }
}

/// How often, and how, a persona meets a channel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChannelUse {
    pub channel: ChannelId,
    pub n_places: u32,
    pub felt: Felt,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct PersonaSummary {
    /// In order of title: those that count, then to-be maps, then retired ones.
    pub journeys: Vec<JourneyId>,
    pub future_journeys: Vec<JourneyId>,
    pub retired_journeys: Vec<JourneyId>,
    /// Over the journeys that count.
    pub felt: Felt,
    /// How many of those have a score of this persona.
    pub n_felt_journeys: usize,
    pub lowest: Option<Extreme>,
    /// Worst first; of equals, what hurts where this persona feels lowest.
    pub pain_points: Vec<PainPointId>,
    /// Best score first: those at places of the persona's journeys, and those that address its pain points.
    pub opportunities: Vec<OpportunityId>,
    /// Most used first.
    pub channels: Vec<ChannelUse>,
    /// Who else walks these journeys, by name.
    pub companions: Vec<PersonaId>,
}

pub(super) fn summarize_journeys(site: &Site) -> Vec<JourneySummary> {
    site.journeys
        .par_iter()
        .enumerate()
        .map(|(index, journey)| summarize_journey(JourneyId::from_index(index), journey))
        .collect()
}

pub(super) fn summarize_journey(id: JourneyId, journey: &Journey) -> JourneySummary {
    let curves = walkers(journey).into_iter().map(|persona| own_curve(id, journey, persona)).collect::<Vec<_>>();
    let mut felt = Felt::default();
    for curve in &curves {
        felt.join(curve.felt);
    }
    let (mut pain_points, mut opportunities) = (Vec::new(), Vec::new());
    let places = journey.stages.iter().flat_map(|stage| {
        std::iter::once(&stage.place).chain(stage.steps.iter().map(|step| &step.place)).flat_map(|place| &place.cells)
    });
    for item in journey.cells.iter().chain(places).flat_map(|cell| &cell.items) {
        match item.kind {
            crate::model::ItemKind::PainPoint(id) => pain_points.push(id),
            crate::model::ItemKind::Opportunity(id) => opportunities.push(id),
            _ => {}
        }
    }
    for_distinct(&mut pain_points);
    for_distinct(&mut opportunities);
    JourneySummary {
        felt,
        lowest: lowest_of(curves.iter().filter_map(|curve| curve.lowest), |a, b| a < b).map(|lowest| {
            let people = curves.iter().map(|curve| curve.persona).collect::<Vec<_>>();
            Extreme { n_equals: 0, equal: None, ..lowest }.with_equals(journey, &people)
        }),
        highest: lowest_of(curves.iter().filter_map(|curve| curve.highest), |a, b| a > b),
        stages: (0_u32..).zip(&journey.stages).map(|(stage, _)| felt_in_stage(journey, stage, None)).collect(),
        n_steps: journey.stages.iter().map(|stage| stage.steps.len()).sum(),
        n_pain_points: pain_points.len(),
        n_opportunities: opportunities.len(),
        curves,
    }
}

fn for_distinct<T: Ord>(ids: &mut Vec<T>) {
    ids.sort();
    ids.dedup();
}

fn own_curve(id: JourneyId, journey: &Journey, persona: Option<PersonaId>) -> OwnCurve {
    let mut curve = OwnCurve { persona, felt: Felt::default(), lowest: None, highest: None };
    for moment in moments(journey, persona) {
        curve.felt.add(journey.scale.valence(moment.score.mean()));
        let place = moment.place(id);
        let (low, high) = (moment.score.lowest(), moment.score.highest());
        let at = |score| Some(Extreme { place, persona, score, n_equals: 0, equal: None });
        curve.lowest = lowest_of(curve.lowest.into_iter().chain(at(low)), |a, b| a < b);
        curve.highest = lowest_of(curve.highest.into_iter().chain(at(high)), |a, b| a > b);
    }
    curve.lowest = curve.lowest.map(|lowest| lowest.with_equals(journey, &[persona]));
    curve
}

fn lowest_of(extremes: impl Iterator<Item = Extreme>, beats: impl Fn(f64, f64) -> bool) -> Option<Extreme> {
    extremes.fold(None, |best: Option<Extreme>, next| match best {
        Some(best) if !beats(next.score, best.score) => Some(best),
        _ => Some(next),
    })
}

pub(super) fn summarize_personas(
    site: &Site,
    journeys_by_title: &[JourneyId],
    journeys: &[JourneySummary],
    links: &AllBackLinks,
) -> Vec<PersonaSummary> {
    let mut summaries = vec![PersonaSummary::default(); site.personas.len()];
    for id in journeys_by_title {
        let journey = site.journey(*id);
        for persona in &journey.personas {
            let Some(summary) = summaries.get_mut(persona.index()) else { continue };
            if journey.status == Status::Retired {
                summary.retired_journeys.push(*id);
            } else if journey.scope == Scope::ToBe || journey.future_of.is_some() {
                summary.future_journeys.push(*id);
            } else {
                summary.journeys.push(*id);
            }
        }
    }
    let pains = touched(site, &links.pain_points, |index| site.pain_points[index].personas.as_slice());
    let opportunities = touched(site, &links.opportunities, |_| &[]);
    for (index, summary) in summaries.iter_mut().enumerate() {
        let persona = PersonaId::from_index(index);
        for id in &summary.journeys {
            let Some(curve) = journeys[id.index()].of(Some(persona)) else { continue };
            summary.felt.join(curve.felt);
            summary.n_felt_journeys += usize::from(curve.felt.n_scores() > 0);
            let scale = |extreme: Extreme| site.journey(extreme.place.journey).scale.valence(extreme.score);
            let Some(lowest) = curve.lowest else { continue };
            summary.lowest = match summary.lowest {
                Some(known) if scale(known) < scale(lowest) => Some(known),
                Some(known) if scale(known) <= scale(lowest) => Some(known.beside(&lowest)),
                _ => Some(lowest),
            };
        }
        summary.pain_points = pains.get(&persona).into_iter().flatten().map(|id| PainPointId(*id)).collect();
        summary.pain_points.sort_by_cached_key(|id| {
            let rated = Reverse(severity(site.pain_points[id.index()].severity));
            (rated, lowest_where_it_hurts(site, links, *id, persona), by_severity(site, links, *id))
        });
        let mut ids =
            opportunities.get(&persona).into_iter().flatten().map(|id| OpportunityId(*id)).collect::<Vec<_>>();
        ids.extend(summary.pain_points.iter().flat_map(|id| &site.pain_points[id.index()].opportunities));
        for_distinct(&mut ids);
        ids.sort_by_cached_key(|id| by_score(site, *id));
        summary.opportunities = ids;
        summary.companions = companions(site, persona, &summary.journeys);
    }
    add_channels(site, links, &mut summaries);
    summaries
}

/// How a persona feels, at worst, where a pain point hurts it: a valence in thousandths, which sorts like it. What has no
/// score of that persona comes after all that has one.
fn lowest_where_it_hurts(site: &Site, links: &AllBackLinks, id: PainPointId, persona: PersonaId) -> i64 {
    let mut lowest = i64::MAX;
    for mention in &links.pain_points[id.index()].places {
        let place = mention.place;
        let concerns = item_of(site, mention).is_none_or(|it| it.personas.is_empty() || it.personas.contains(&persona));
        if !concerns || !super::counts(site, place.journey) {
            continue;
        }
        let journey = site.journey(place.journey);
        let is_here = |moment: &Moment<'_>| {
            let at = moment.place(place.journey);
            at.stage_index() == place.stage_index()
                && place.step_index().is_none_or(|step| at.step_index() == Some(step))
        };
        for moment in moments(journey, Some(persona)).filter(is_here) {
            lowest = lowest.min((journey.scale.valence(moment.score.lowest()) * 1000.0).round() as i64);
        }
    }
    lowest
}

/// Which entries touch each persona: those that an item or the entry itself ties to it, else those of its journeys.
fn touched<'a>(
    site: &'a Site,
    links: &[super::BackLinks],
    own: impl Fn(usize) -> &'a [PersonaId],
) -> BTreeMap<PersonaId, Vec<u32>> {
    let mut touched = BTreeMap::<PersonaId, Vec<u32>>::new();
    for (index, back_links) in links.iter().enumerate() {
        let mut personas = Vec::new();
        let relevant = |mention: &&PlaceMention| super::counts(site, mention.place.journey);
        for mention in back_links.places.iter().filter(relevant) {
            let item = item_of(site, mention).map_or(&[][..], |item| &item.personas);
            let by_journey = site.journey(mention.place.journey).personas.as_slice();
            let whom = [item, own(index), by_journey].into_iter().find(|whom| !whom.is_empty());
            personas.extend_from_slice(whom.unwrap_or_default());
        }
        if back_links.places.is_empty() {
            personas.extend_from_slice(own(index));
        }
        for_distinct(&mut personas);
        for persona in personas {
            touched.entry(persona).or_default().push(u32::try_from(index).unwrap_or(u32::MAX));
        }
    }
    touched
}

/// The item that a mention stands in.
#[must_use]
pub fn item_of<'a>(site: &'a Site, mention: &PlaceMention) -> Option<&'a crate::model::Item> {
    let (lane, index) = mention.role.cell()?;
    let journey = site.journey(mention.place.journey);
    let cells = match (mention.place.stage_index(), mention.place.step_index()) {
        (None, _) => &journey.cells,
        (Some(stage), None) => &journey.stages.get(stage as usize)?.place.cells,
        (Some(stage), Some(step)) => &journey.stages.get(stage as usize)?.steps.get(step as usize)?.place.cells,
    };
    cells.iter().find(|cell| cell.lane == lane)?.items.get(index as usize)
}

fn companions(site: &Site, persona: PersonaId, journeys: &[JourneyId]) -> Vec<PersonaId> {
    let mut others =
        journeys.iter().flat_map(|id| &site.journey(*id).personas).copied().filter(|other| *other != persona).collect();
    for_distinct(&mut others);
    others.sort_by(|a, b| site.persona(*a).name.cmp(&site.persona(*b).name));
    others
}

fn add_channels(site: &Site, links: &AllBackLinks, summaries: &mut [PersonaSummary]) {
    for (index, back_links) in links.channels.iter().enumerate() {
        let channel = ChannelId::from_index(index);
        let mut last = None;
        for mention in &back_links.places {
            let met = matches!(mention.role, PlaceRole::Item { .. }) && super::counts(site, mention.place.journey);
            if !met || last.replace(mention.place) == Some(mention.place) {
                continue;
            }
            let journey = site.journey(mention.place.journey);
            let item = item_of(site, mention).map_or(&[][..], |item| &item.personas);
            let whom = if item.is_empty() { &journey.personas } else { item };
            for persona in whom {
                let Some(summary) = summaries.get_mut(persona.index()) else { continue };
                let felt = felt_at(journey, mention.place, &[*persona]);
                match summary.channels.last_mut().filter(|used| used.channel == channel) {
                    Some(used) => {
                        used.n_places += 1;
                        used.felt.join(felt);
                    }
                    None => summary.channels.push(ChannelUse { channel, n_places: 1, felt }),
                }
            }
        }
    }
    for summary in summaries {
        summary.channels.sort_by(|a, b| {
            let name = |id: ChannelId| &site.channels[id.index()].name;
            b.n_places.cmp(&a.n_places).then_with(|| name(a.channel).cmp(name(b.channel)))
        });
    }
}

/// Severity as a number that sorts: unknown is 0.
pub(super) fn severity(rating: Option<Rating>) -> u8 {
    rating.map_or(0, Rating::get)
}

/// The number of maps that count and mention a thing.
pub(super) fn n_maps(links: &AllBackLinks, of: Address) -> u32 {
    links.of(of).usage.n_journeys
}
