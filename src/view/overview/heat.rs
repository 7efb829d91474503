//! Where each journey is felt: one row a map, one tinted cell a stage, each with its face, its number and its name.

use serde::Serialize;

use crate::model::*;
use crate::templates::format_score;
use crate::view::PageContext;
use crate::view::page::{FeltView, PersonMention};
use crate::view::parts::LinkView;

#[derive(Debug, Serialize)]
pub struct HeatView {
    pub rows: Vec<HeatRow>,
    /// Columns of the widest row, 1 to 9: longer rows break.
    pub n_columns: usize,
    pub key: Vec<HeatKey>,
}

#[derive(Debug, Serialize)]
pub struct HeatRow {
    pub link: LinkView,
    pub people: Vec<PersonMention>,
    pub cells: Vec<HeatCell>,
}

#[derive(Debug, Serialize)]
pub struct HeatCell {
    pub href: String,
    pub label: String,
    /// `None`: nobody scored the stage.
    pub felt: Option<FeltView>,
}

/// One step of the scale, explained.
#[derive(Debug, Serialize)]
pub struct HeatKey {
    pub felt: FeltView,
    pub word: Option<String>,
}

/// The widest row that still reads well; more stages go on in a second line.
const N_COLUMNS: usize = 9;

pub(super) fn heat(page: &PageContext<'_>, journeys: &[JourneyId]) -> HeatView {
    let mut rows = Vec::new();
    for id in journeys.iter().filter(|id| super::in_means(page, **id)) {
        let journey = page.site.journey(*id);
        let summary = page.render.insight.journey(*id);
        if summary.felt.n_scores() == 0 {
            continue;
        }
        let cells = (0_u32..).zip(&journey.stages).zip(&summary.stages).map(|((number, stage), felt)| HeatCell {
            href: page.href(Address::Stage(*id, number)),
            label: stage.place.name.plain.to_string(),
            felt: page.felt(*felt, &journey.scale, None),
        });
        rows.push(HeatRow {
            link: page.link(Address::Journey(*id)),
            people: journey.personas.iter().map(|persona| page.mention(*persona)).collect(),
            cells: cells.collect(),
        });
    }
    let n_columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(1).clamp(1, N_COLUMNS);
    let key = if rows.is_empty() { Vec::new() } else { key(page) };
    HeatView { rows, n_columns, key }
}

/// Five steps from one end of the site's scale to the other.
fn key(page: &PageContext<'_>) -> Vec<HeatKey> {
    let settings = &page.site.settings;
    let scale = settings.scale;
    [-1.0, -0.5, 0.0, 0.5, 1.0]
        .into_iter()
        .filter_map(|valence| {
            let mut felt = crate::insight::Felt::default();
            felt.add(valence);
            let score = crate::insight::score_of_valence(&scale, valence);
            let word = settings
                .scale_words
                .iter()
                .find(|(at, _)| (*at - score).abs() < 1e-9)
                .map(|(_, word)| word.to_string());
            let mut felt = page.felt(felt, &scale, None)?;
            felt.number = format_score(page.strings(), score, scale.min);
            Some(HeatKey { felt, word })
        })
        .collect()
}
