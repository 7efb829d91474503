//! Column widths by words, and the poster's width by its columns.
//!
//! 1. Each column must hold its longest word; a stage must hold the longest word of its name.
//! 2. Beyond that, columns share the room by how much they have to say, within bounds: a map should still look even.
//! 3. Where stages have weights, each stage gets room by its weight instead; its columns share that as before.

use crate::diagram::line_break::widest_word;
use crate::diagram::scale::{BandScale, share_width};
use crate::diagram::text_metrics::FontBook;

use super::heads::{STAGE_NAME, STEP_NAME, STEP_SUMMARY};
use super::lanes::{indent, text_style};
use super::{CELL_PADDING, LANES_X, MARGIN, MIN_POSTER, MapData};

/// Where there are many columns, each gets at least this; where there are few, none gets more than that.
const MIN_COLUMN: f64 = 132.0;
const EVEN_COLUMN: f64 = 161.0;
const WIDEST_COLUMN: f64 = 330.0;
/// Longer words are broken.
const MAX_WORD: f64 = 190.0;
const POSTER: f64 = 2500.0;
/// A column is at least and at most this times the average, words permitting.
const EVENNESS: (f64, f64) = (0.82, 1.3);

/// The columns, and the width of the whole poster: `wanted` when it is given and the words fit into it.
pub(crate) fn layout_poster_columns(data: &MapData<'_>, fonts: &FontBook, wanted: Option<f64>) -> (BandScale, f64) {
    let (minimum, amount) = measure_columns(data, fonts);
    let n_columns = minimum.len().max(1) as f64;
    let frame = LANES_X + MARGIN;
    let least = minimum.clone();
    let total = wanted.unwrap_or_else(|| {
        let even =
            if n_columns * EVEN_COLUMN + frame > POSTER { n_columns * (EVEN_COLUMN - 15.0) + frame } else { POSTER };
        // Weights show only where there is more room than the words need.
        let weighed = if data.stage_weights.is_empty() { 0.0 } else { 1.3 * least.iter().sum::<f64>() + frame };
        even.min(n_columns * WIDEST_COLUMN + frame).max(MIN_POSTER).max(weighed)
    }) - frame;
    let mean = amount.iter().sum::<f64>() / n_columns;
    let average = total / n_columns;
    let minimum: Vec<f64> = minimum
        .iter()
        .zip(&amount)
        .map(|(least, amount)| {
            let share = if mean > 0.0 { (0.55 + 0.45 * amount / mean).clamp(EVENNESS.0, EVENNESS.1) } else { 1.0 };
            least.max(average * share * 0.96)
        })
        .collect();
    let needed: f64 = minimum.iter().sum();
    // When the wishes together exceed the room, scale them back as far as the words allow.
    let widths = if needed > total { shrink(&minimum, &least, total) } else { share_rest(&minimum, total) };
    let widths = if data.stage_weights.is_empty() { widths } else { weigh_stages(data, &widths, &least, total) };
    let width = (frame + widths.iter().sum::<f64>()).max(MIN_POSTER);
    (BandScale::new(LANES_X, &widths), width)
}

/// Gives each stage room by its weight, none less than its words need; its columns share it in proportion to `widths`.
fn weigh_stages(data: &MapData<'_>, widths: &[f64], least: &[f64], total: f64) -> Vec<f64> {
    let mut spans = Vec::new();
    let mut first = 0;
    for (index, stage) in data.curve.stages.iter().enumerate() {
        let end = first + stage.steps.len();
        let needed: f64 = least.get(first..end).unwrap_or(&[]).iter().sum();
        let weight = data.stage_weights.get(index).copied().filter(|weight| weight.is_finite()).unwrap_or(0.0);
        spans.push((first..end, needed, weight.max(0.0)));
        first = end;
    }
    // Stages whose share is less than they need get what they need; the others share the rest, again and again.
    let mut fixed = vec![false; spans.len()];
    loop {
        let (mut rest, mut weights) = (total, 0.0);
        for ((_, needed, weight), is_fixed) in spans.iter().zip(&fixed) {
            if *is_fixed {
                rest -= needed;
            } else {
                weights += weight;
            }
        }
        let share = |weight: f64| if weights > 0.0 { rest.max(0.0) * weight / weights } else { 0.0 };
        let mut is_settled = true;
        for ((_, needed, weight), is_fixed) in spans.iter().zip(&mut fixed) {
            if !*is_fixed && share(*weight) < *needed {
                *is_fixed = true;
                is_settled = false;
            }
        }
        if is_settled {
            let mut weighed = Vec::with_capacity(widths.len());
            for ((columns, needed, weight), is_fixed) in spans.iter().zip(&fixed) {
                let room = if *is_fixed { *needed } else { share(*weight) };
                let (own, own_least) =
                    (widths.get(columns.clone()).unwrap_or(&[]), least.get(columns.clone()).unwrap_or(&[]));
                weighed.extend(shrink(own, own_least, room));
            }
            // Nobody has a weight: as before.
            return if fixed.iter().all(|is_fixed| *is_fixed) { widths.to_vec() } else { weighed };
        }
    }
}

/// The least width of each column, and how much it has to say (in units of text length).
pub(crate) fn measure_columns(data: &MapData<'_>, fonts: &FontBook) -> (Vec<f64>, Vec<f64>) {
    let n_columns = data.curve.n_columns();
    let mut minimum = vec![MIN_COLUMN; n_columns];
    let mut amount = vec![0.0; n_columns];
    for ((_, step), (least, amount)) in data.curve.columns().zip(minimum.iter_mut().zip(&mut amount)) {
        for (style, text) in [(STEP_NAME, &step.name), (STEP_SUMMARY, &step.summary)] {
            *least = least.max(widest_word(fonts, &style, text).min(MAX_WORD) + 1.5 * CELL_PADDING);
            *amount += fonts.width_in(&style, text);
        }
    }
    for cell in data.lanes.iter().flat_map(|lane| &lane.cells).filter(|cell| cell.n_columns <= 1) {
        let (Some(least), Some(amount)) = (minimum.get_mut(cell.first_column), amount.get_mut(cell.first_column))
        else {
            continue;
        };
        for item in &cell.items {
            let style = text_style(item.style);
            let word = widest_word(fonts, &style, &item.text).min(MAX_WORD);
            *least = least.max(word + indent(item.marker) + 1.5 * CELL_PADDING);
            *amount += fonts.width_in(&style, &item.text);
        }
    }
    let mut first = 0;
    for stage in &data.curve.stages {
        let end = first + stage.steps.len();
        let word = widest_word(fonts, &STAGE_NAME, &stage.name).min(1.4 * MAX_WORD) + 74.0;
        let own: f64 = minimum.get(first..end).unwrap_or(&[]).iter().sum();
        if word > own && end > first {
            for least in minimum.get_mut(first..end).unwrap_or(&mut []) {
                *least += (word - own) / (end - first) as f64;
            }
        }
        first = end;
    }
    (minimum, amount)
}

/// Gives what is left to all columns alike.
fn share_rest(widths: &[f64], total: f64) -> Vec<f64> {
    let rest = (total - widths.iter().sum::<f64>()) / widths.len().max(1) as f64;
    widths.iter().map(|width| width + rest).collect()
}

/// Scales `wanted` down to `total`, no column below `least`.
fn shrink(wanted: &[f64], least: &[f64], total: f64) -> Vec<f64> {
    let factor = total / wanted.iter().sum::<f64>().max(1.0);
    let scaled: Vec<f64> = wanted.iter().zip(least).map(|(wanted, least)| (wanted * factor).max(*least)).collect();
    let sum: f64 = scaled.iter().sum();
    if sum <= total {
        return share_rest(&scaled, total);
    }
    // Some are held up by their words: the others give what they can.
    if least.iter().sum::<f64>() >= total { least.to_vec() } else { share_width(least, total) }
}
