//! Column widths by words, and the poster's width by its columns.
//!
//! 1. Each column must hold its longest word; a stage must hold the longest word of its name.
//! 2. Beyond that, columns share the room by how much they have to say, within bounds: a map should still look even.

use crate::diagram::line_break::widest_word;
use crate::diagram::scale::{BandScale, share_width};
use crate::diagram::text_metrics::FontBook;

use super::heads::{STAGE_NAME, STEP_NAME};
use super::lanes::{indent, text_style};
use super::{CELL_PADDING, LANES_X, MARGIN, MapData};

/// Where there are many columns, each gets at least this; where there are few, none gets more than that.
const MIN_COLUMN: f64 = 132.0;
const EVEN_COLUMN: f64 = 161.0;
const WIDEST_COLUMN: f64 = 330.0;
/// Longer words are broken.
const MAX_WORD: f64 = 190.0;
const MIN_POSTER: f64 = 1640.0;
const POSTER: f64 = 2500.0;
/// A column is at least and at most this times the average, words permitting.
const EVENNESS: (f64, f64) = (0.82, 1.3);

/// The columns, and the width of the whole poster.
pub(crate) fn layout_poster_columns(data: &MapData<'_>, fonts: &FontBook) -> (BandScale, f64) {
    let (minimum, amount) = measure_columns(data, fonts);
    let n_columns = minimum.len().max(1) as f64;
    let frame = LANES_X + MARGIN;
    let wanted =
        if n_columns * EVEN_COLUMN + frame > POSTER { n_columns * (EVEN_COLUMN - 15.0) + frame } else { POSTER };
    let total = wanted.min(n_columns * WIDEST_COLUMN + frame).max(MIN_POSTER) - frame;
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
    let widths = if needed > total {
        let (least, _) = measure_columns(data, fonts);
        shrink(&minimum, &least, total)
    } else {
        share_rest(&minimum, total)
    };
    let width = (frame + widths.iter().sum::<f64>()).max(MIN_POSTER);
    (BandScale::new(LANES_X, &widths), width)
}

/// The least width of each column, and how much it has to say (in units of text length).
fn measure_columns(data: &MapData<'_>, fonts: &FontBook) -> (Vec<f64>, Vec<f64>) {
    let n_columns = data.curve.n_columns();
    let mut minimum = vec![MIN_COLUMN; n_columns];
    let mut amount = vec![0.0; n_columns];
    for ((_, step), (least, amount)) in data.curve.columns().zip(minimum.iter_mut().zip(&mut amount)) {
        *least = least.max(widest_word(fonts, &STEP_NAME, &step.name).min(MAX_WORD) + 1.5 * CELL_PADDING);
        *amount += fonts.width_in(&STEP_NAME, &step.name);
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
