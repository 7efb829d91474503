//! Today and tomorrow: where the other map of the pair differs, step by step, and what it gains.

use serde::Serialize;

use super::JourneyPage;
use super::columns::{Column, columns};
use super::opportunities::NumberedLink;
use super::prose::join_and;
use crate::insight::score_of_valence;
use crate::model::{Address, Journey, JourneyId, PersonaId};
use crate::templates::format_signed;
use crate::view::parts::LinkView;

#[derive(Debug, Serialize)]
pub(super) struct TwinView {
    /// "The plan lifts Maya by 9 points."
    pub headline: String,
    pub sentence: String,
    pub link: LinkView,
    pub curve_html: String,
    pub gains: Vec<GainView>,
    pub total: Option<String>,
    /// "over five of fourteen steps"
    pub total_words: String,
    /// Places that only one of the maps has.
    pub only_here: Vec<NumberedLink>,
    pub only_there: Vec<NumberedLink>,
}

#[derive(Debug, Serialize)]
pub(super) struct GainView {
    pub change: String,
    pub is_loss: bool,
    pub place: NumberedLink,
    pub who: String,
}

/// One place that both maps have and that feels different.
struct Change {
    persona: Option<PersonaId>,
    column: usize,
    difference: f64,
}

impl JourneyPage<'_> {
    /// The comparison with the other map of the pair, when there is one: always today's map against the plan.
    pub(super) fn twin(&self) -> Option<TwinView> {
        let other_id = self.journey.future_of.or_else(|| self.journey.futures.first().copied())?;
        let other = self.page.site.journey(other_id);
        let here_is_future = self.journey.future_of.is_some();
        let others = columns(other);
        let mut changes = Vec::new();
        for (column_index, column) in self.columns.iter().enumerate() {
            let Some(counterpart) = others.iter().find(|other| other.anchor == column.anchor) else { continue };
            for who in super::columns::walkers(self.journey) {
                let score = |journey: &Journey, column: &Column<'_>| {
                    Some(journey.scale.valence(column.place().emotions.of(who)?.score?.last()))
                };
                let (Some(here), Some(there)) = (score(self.journey, column), score(other, counterpart)) else {
                    continue;
                };
                let valence = if here_is_future { here - there } else { there - here };
                let difference = score_of_valence(&self.journey.scale, valence) - self.journey.scale.neutral();
                if difference.abs() > 1e-9 {
                    changes.push(Change { persona: who, column: column_index, difference });
                }
            }
        }
        Some(self.twin_view(other_id, here_is_future, &changes, &others))
    }

    fn twin_view(
        &self,
        other_id: JourneyId,
        here_is_future: bool,
        changes: &[Change],
        others: &[Column<'_>],
    ) -> TwinView {
        let strings = self.page.strings();
        let name = |who: Option<PersonaId>| {
            who.map(|who| self.page.site.persona(who).short_name.to_string()).unwrap_or_default()
        };
        let signed = |value: f64| format_signed(strings, value, 2);
        let mut sums: Vec<(Option<PersonaId>, f64)> = Vec::new();
        for change in changes {
            match sums.iter_mut().find(|(who, _)| *who == change.persona) {
                Some((_, sum)) => *sum += change.difference,
                None => sums.push((change.persona, change.difference)),
            }
        }
        let mut lifted = sums.iter().filter(|(_, sum)| *sum > 1e-9).collect::<Vec<_>>();
        lifted.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let total: f64 = changes.iter().map(|change| change.difference).sum();
        let headline = match lifted.as_slice() {
            [] => strings.text("twin.headline_none").to_owned(),
            list => {
                let parts = list
                    .iter()
                    .map(|(who, sum)| {
                        let points = crate::templates::format_number(strings, *sum, 2);
                        let name = name(*who);
                        let key = if name.is_empty() { "twin.lift_plain" } else { "twin.lift" };
                        strings.fill(key, None, &[("name", &name), ("points", &points)])
                    })
                    .collect::<Vec<_>>();
                let lifts = join_and(&parts, strings.text("list.comma"), strings.text("list.and"));
                strings.fill("twin.headline", None, &[("lifts", &lifts)])
            }
        };
        let mut places = changes.iter().map(|change| change.column).collect::<Vec<_>>();
        places.dedup();
        let n_all = self.columns.len().to_string();
        let only = |mine: &[Column<'_>], theirs: &[Column<'_>], id: JourneyId| {
            mine.iter()
                .filter(|column| theirs.iter().all(|other| other.anchor != column.anchor))
                .map(|column| self.numbered(column_address(id, column)))
                .collect::<Vec<_>>()
        };
        TwinView {
            headline,
            sentence: strings
                .text(if here_is_future { "twin.sentence_future" } else { "twin.sentence_today" })
                .to_owned(),
            link: self.page.link(Address::Journey(other_id)),
            curve_html: self.twin_curve(other_id),
            gains: changes
                .iter()
                .map(|change| GainView {
                    change: signed(change.difference),
                    is_loss: change.difference < 0.0,
                    place: self.numbered(column_address(self.id, &self.columns[change.column])),
                    who: if self.journey.personas.len() > 1 { name(change.persona) } else { String::new() },
                })
                .collect(),
            total: (changes.len() > 1).then(|| signed(total)),
            total_words: strings.fill("twin.total", u64::try_from(places.len()).ok(), &[("all", &n_all)]),
            only_here: only(&self.columns, others, self.id),
            only_there: only(others, &self.columns, other_id),
        }
    }
}

fn column_address(id: JourneyId, column: &Column<'_>) -> Address {
    match column.step_index {
        Some(step) => Address::Step(id, column.stage_index, step),
        None => Address::Stage(id, column.stage_index),
    }
}
