//! How the small things are made from the model: means, moments, rows of journeys, cards of personas.

use std::collections::BTreeSet;

use super::common::*;
use crate::insight::{Extreme, Felt, PlaceRef};
use crate::model::*;
use crate::svg::palette::{emotion_level, level_name};
use crate::templates::{format_score, format_share};
use crate::view::PageContext;
use crate::view::parts::{LinkView, persona_marker, scale_word};

impl PageContext<'_> {
    /// A mean with its face, in the unit of a scale; `None` without a score.
    pub(crate) fn felt(&self, felt: Felt, scale: &EmotionScale, persona: Option<PersonaId>) -> Option<FeltView> {
        let valence = felt.mean()?;
        let look = persona.map(|persona| self.look(persona));
        // One digit is what a mean of a few scores can bear.
        let score = (felt.mean_on(scale)? * 10.0).round() / 10.0;
        Some(FeltView {
            face_html: self.draw(|sprite| sprite.face(look, valence, false, "")),
            number: format_score(self.strings(), score, scale.min),
            n_scores: felt.n_scores(),
            heat: level_name(emotion_level(valence)),
        })
    }

    /// A place with its number and name.
    pub(crate) fn place(&self, place: PlaceRef) -> PlaceView {
        let number = place.stage_index().map(|stage| Self::place_number(stage, place.step_index())).unwrap_or_default();
        PlaceView { number, label: self.name(place.address()), href: self.href(place.address()) }
    }

    /// A lowest or highest moment with the feeling and somebody's words there.
    pub(crate) fn moment(&self, extreme: Extreme, face_size: &str) -> MomentView {
        let journey = self.site.journey(extreme.place.journey);
        let place = place_of(journey, extreme.place);
        let emotion = place.and_then(|place| place.emotions.of(extreme.persona));
        let look = extreme.persona.map(|persona| self.look(persona));
        let valence = journey.scale.valence(extreme.score);
        let assumed = place.is_some_and(Place::is_assumed);
        MomentView {
            place: self.place(extreme.place),
            face_html: self.draw(|sprite| sprite.face(look, valence, assumed, face_size)),
            who: extreme.persona.map(|persona| self.site.persona(persona).short_name.to_string()),
            feeling: emotion.and_then(|emotion| emotion.feeling.as_deref()).map(str::to_owned),
            score: format_score(self.strings(), extreme.score, journey.scale.min),
            equal: extreme.equal.filter(|_| extreme.n_equals == 1).map(|(place, _)| self.place(place)),
            equal_who: extreme
                .equal
                .and_then(|(_, who)| who.filter(|_| who != extreme.persona))
                .map(|persona| self.site.persona(persona).short_name.to_string()),
            equal_feeling: extreme.equal.and_then(|(at, who)| {
                let place = place_of(self.site.journey(at.journey), at)?;
                place.emotions.of(who).and_then(|emotion| emotion.feeling.as_deref()).map(str::to_owned)
            }),
            n_equals: extreme.n_equals,
            quote_html: place.and_then(|place| quote_at(place, extreme.persona)).map(|quote| self.text(&quote.text)),
        }
    }

    /// A map as a row, with its to-be maps below it.
    pub(crate) fn journey_row(&self, id: JourneyId, with_curve: bool) -> JourneyRow {
        let journey = self.site.journey(id);
        let summary = self.render.insight.journey(id);
        let mut futures = Vec::new();
        for future in &journey.futures {
            if self.site.journey(*future).status != Status::Retired && *future != id {
                futures.push(self.future_row(*future));
            }
        }
        JourneyRow {
            curve_html: if with_curve { super::super::picture::row_curve::journey_sparkline(self, id) } else { None },
            own_scale: (journey.scale != self.site.settings.scale).then(|| {
                let end = |score: f64| match scale_word(journey, score) {
                    Some(word) => format!("{} {word}", format_score(self.strings(), score, journey.scale.min)),
                    None => format_score(self.strings(), score, journey.scale.min),
                };
                let ends = (end(journey.scale.min), end(journey.scale.max));
                self.strings().fill("overview.scale", None, &[("from", &ends.0), ("to", &ends.1)])
            }),
            lowest: summary.lowest.map(|lowest| self.moment(lowest, "")),
            futures,
            ..self.future_row(id)
        }
    }

    /// The words of a row, without curve and moments.
    fn future_row(&self, id: JourneyId) -> JourneyRow {
        let journey = self.site.journey(id);
        JourneyRow {
            title: journey.title.to_string(),
            href: self.href(Address::Journey(id)),
            summary_html: journey.summary.as_ref().map(|summary| self.text(summary)),
            people: journey.personas.iter().map(|persona| self.mention(*persona)).collect(),
            kind: self.kind(journey),
            scope: (journey.scope == Scope::ToBe).then(|| self.scope(journey.scope).to_owned()),
            status: self.strings().amid(self.status(journey.status)),
            owner: journey.owner.map(|team| self.team(team)),
            curve_html: None,
            own_scale: None,
            mean: self.felt(self.render.insight.journey(id).felt, &journey.scale, None),
            lowest: None,
            assumed: journey.assumed_share.map(|share| format_share(self.strings(), share)),
            review: self.review(journey.review_state, journey.reviewed, journey.next_review),
            part_of: journey.parent.map(|parent| self.link(Address::Journey(parent))),
            futures: Vec::new(),
            facets: Vec::new(),
        }
    }

    /// What a row of the list of journeys is narrowed by: the map's own values and those of the plans below it.
    pub(crate) fn facets(&self, id: JourneyId) -> Vec<FacetView> {
        let site = self.site;
        let mut values: [(&'static str, BTreeSet<String>); 6] =
            ["persona", "team", "channel", "status", "scope", "tag"].map(|key| (key, BTreeSet::new()));
        let below = site.journey(id).futures.iter().copied().filter(|future| *future != id);
        for id in [id].into_iter().chain(below) {
            let journey = site.journey(id);
            let places = journey
                .stages
                .iter()
                .flat_map(|stage| [&stage.place].into_iter().chain(stage.steps.iter().map(|step| &step.place)));
            let (mut teams, mut channels) = (BTreeSet::new(), BTreeSet::new());
            teams.extend(journey.owner.into_iter().chain(journey.departments.iter().copied()));
            for place in places {
                teams.extend(place.owner);
                for item in place.cells.iter().flat_map(|cell| &cell.items) {
                    match &item.kind {
                        ItemKind::Touchpoint(usage) => {
                            channels.extend(usage.channel.or(site.touchpoints[usage.touchpoint.index()].channel));
                        }
                        ItemKind::Channel(channel) => {
                            channels.insert(*channel);
                        }
                        _ => {}
                    }
                }
            }
            let own: [Vec<String>; 6] = [
                journey.personas.iter().map(|id| site.persona(*id).name.to_string()).collect(),
                teams.iter().map(|id| site.teams[id.index()].name.to_string()).collect(),
                channels.iter().map(|id| site.channels[id.index()].name.to_string()).collect(),
                vec![self.status(journey.status).to_owned()],
                vec![self.scope(journey.scope).to_owned()],
                journey.tags.iter().map(|id| site.tags[id.index()].name.to_string()).collect(),
            ];
            for ((_, all), own) in values.iter_mut().zip(own) {
                all.extend(own);
            }
        }
        let filled = values.into_iter().filter(|(_, all)| !all.is_empty());
        filled.map(|(key, all)| FacetView { key, values: all.into_iter().collect::<Vec<_>>().join("|") }).collect()
    }

    pub(crate) fn mention(&self, id: PersonaId) -> PersonMention {
        PersonMention {
            short_name: self.site.persona(id).short_name.to_string(),
            href: self.href(Address::Persona(id)),
            marker_html: persona_marker(self.look(id)),
        }
    }

    pub(crate) fn review(&self, state: ReviewState, last: Option<Date>, next: Option<Date>) -> ReviewView {
        ReviewView {
            on: next.filter(|_| !matches!(state, ReviewState::Due | ReviewState::Late)).map(|day| self.date(day)),
            last: last.map(|day| self.date(day)),
            badge: self.review_badge(state, next),
        }
    }

    pub(crate) fn state(&self, status: OpportunityStatus) -> StateView {
        let (key, label) = self.work_status(status);
        StateView { key, label: label.to_owned() }
    }

    /// A persona in a gallery.
    pub(crate) fn persona_card(&self, id: PersonaId) -> PersonaCard {
        let persona = self.site.persona(id);
        let summary = self.render.insight.persona(id);
        PersonaCard {
            name: persona.name.to_string(),
            href: self.href(Address::Persona(id)),
            portrait_html: self.portrait(id, "persona-card-portrait"),
            title_html: persona.title.as_ref().map(|title| self.text(title)),
            quote_html: persona.quote.as_ref().map(|quote| self.text(quote)),
            felt: self.felt(summary.felt, &self.site.settings.scale, Some(id)),
            n_journeys: summary.journeys.len(),
            n_felt_journeys: summary.n_felt_journeys,
            lowest: summary.lowest.map(|lowest| self.moment(lowest, "")),
            kind: (persona.kind != PersonaKind::Primary).then(|| self.persona_kind(persona.kind).to_owned()),
        }
    }

    pub(crate) fn persona_kind(&self, kind: PersonaKind) -> &str {
        self.strings().text(match kind {
            PersonaKind::Primary => "persona.kind_primary",
            PersonaKind::Secondary => "persona.kind_secondary",
            PersonaKind::Anti => "persona.kind_anti",
        })
    }

    /// Links to some of many things, and how many are left out: never a single one, since its name takes no more room than its count.
    pub(crate) fn some_links(&self, addresses: impl Iterator<Item = Address>, limit: usize) -> (Vec<LinkView>, usize) {
        let addresses = addresses.collect::<Vec<_>>();
        let shown = shown_of(addresses.len(), limit);
        let links = addresses.iter().take(shown).map(|address| self.link(*address)).collect();
        (links, addresses.len() - shown)
    }

    /// Who owns a pain point, see [`Insight::pain_point_owner`](crate::insight::Insight::pain_point_owner).
    pub(crate) fn pain_point_owner(&self, id: PainPointId) -> Option<TeamId> {
        self.render.insight.pain_point_owner(id)
    }

    /// The furthest piece of work on a pain point: an opportunity that addresses it, or stands beside it and names no other; or a
    /// solution to that.
    pub(crate) fn work_on(&self, id: PainPointId) -> Option<(Address, OpportunityStatus)> {
        let site = self.site;
        let solution = |id: SolutionId| (Address::Solution(id), site.solutions[id.index()].status);
        let with_solutions = |id: OpportunityId| {
            let own = &site.opportunities[id.index()];
            let solutions = own.solutions.iter().map(move |id| solution(*id));
            std::iter::once((Address::Opportunity(id), own.status)).chain(solutions)
        };
        let mut work: Vec<(Address, OpportunityStatus)> = Vec::new();
        work.extend(site.pain_points[id.index()].opportunities.iter().flat_map(|id| with_solutions(*id)));
        for answer in self.render.insight.answers_beside(id) {
            match *answer {
                Address::Opportunity(id) => work.extend(with_solutions(id)),
                Address::Solution(id) => work.push(solution(id)),
                _ => {}
            }
        }
        work.into_iter().filter(|(_, status)| *status != OpportunityStatus::Dropped).fold(
            None,
            |best: Option<(Address, OpportunityStatus)>, next| match best {
                Some(best) if progress(best.1) >= progress(next.1) => Some(best),
                _ => Some(next),
            },
        )
    }

    /// The sources behind a pain point: its own, and those of the items that mention it.
    pub(crate) fn pain_point_sources(&self, id: PainPointId) -> Vec<EvidenceSourceId> {
        let mut sources = self.site.pain_points[id.index()].sources.clone();
        for mention in &self.render.insight.back_links(Address::PainPoint(id)).places {
            sources.extend(crate::insight::item_of(self.site, mention).into_iter().flat_map(|item| &item.sources));
        }
        sources.sort();
        sources.dedup();
        sources
    }
}

fn progress(status: OpportunityStatus) -> u8 {
    match status {
        OpportunityStatus::Dropped => 0,
        OpportunityStatus::Proposed => 1,
        OpportunityStatus::Planned => 2,
        OpportunityStatus::InProgress => 3,
        OpportunityStatus::Done => 4,
    }
}

/// The stage or step of a reference; `None` for the whole of a map.
pub(crate) fn place_of(journey: &Journey, place: PlaceRef) -> Option<&Place> {
    let stage = journey.stages.get(place.stage_index()? as usize)?;
    match place.step_index() {
        Some(step) => stage.steps.get(step as usize).map(|step| &step.place),
        None => Some(&stage.place),
    }
}

/// Somebody's words at a place: what the persona says or else thinks, else words of nobody in particular.
pub(crate) fn quote_at(place: &Place, persona: Option<PersonaId>) -> Option<&Item> {
    let words = || place.items(Lane::Quotes).chain(place.items(Lane::Thoughts));
    let own = |item: &&Item| persona.is_some_and(|persona| item.personas.contains(&persona));
    words().find(own).or_else(|| words().find(|item| item.personas.is_empty()))
}

/// How many of a list to show where there is room for so many: one more rather than "and 1 more".
pub(crate) fn shown_of(all: usize, limit: usize) -> usize {
    if all == limit + 1 { all } else { all.min(limit) }
}

/// A share as a width: "46.2%".
pub(crate) fn percent(share: f64) -> String {
    let tenths = (share.clamp(0.0, 1.0) * 1000.0).round() / 10.0;
    format!("{tenths}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_never_hides_a_single_entry() {
        for (all, shown) in [(0, 0), (1, 1), (2, 2), (3, 3), (4, 2), (9, 2)] {
            assert_eq!(shown_of(all, 2), shown, "{all} of 2");
        }
    }
}
