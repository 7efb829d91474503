//! Words in the cells of a map.

use super::{Overlaying, WordDigest, Words};
use crate::content::raw::{RawCell, RawItem, RawItemDetails, RawText};
use crate::slug::is_slug;

/// Lanes whose entries are names of things that the whole site shares: a file, or the site's settings, translate those.
const LANES_OF_NAMES: [&str; 3] = ["touchpoints", "channels", "metrics"];

/// Lanes in which a lone word in the form of an id refers to a file.
const LANES_OF_CLAIMS: [&str; 3] = ["pain_points", "opportunities", "solutions"];

/// Puts the words of translated cells into those of the same lane.
pub fn overlay_cells(originals: &mut [RawCell], translations: Vec<RawCell>, overlaying: &mut Overlaying) {
    for translation in translations {
        let key = lane_key(&translation.lane);
        overlaying.within(key, |overlaying| {
            let original = originals.iter_mut().find(|cell| cell.lane == translation.lane);
            let n_here = translation.items.len();
            match original {
                Some(original) if original.items.len() == n_here => {
                    for (item, translated) in original.items.iter_mut().zip(translation.items) {
                        overlay_item(&original.lane, item, translated, overlaying);
                    }
                }
                Some(original) => {
                    let count = original.items.len();
                    overlaying.different_count((translation.span, n_here), Some((original.span, count)));
                }
                None if n_here == 0 => {}
                None => overlaying.different_count((translation.span, n_here), None),
            }
        });
    }
}

fn overlay_item(lane: &str, original: &mut RawItem, translation: RawItem, overlaying: &mut Overlaying) {
    let span = translation.span;
    let is_name = LANES_OF_NAMES.contains(&lane) || refers(lane, original);
    if let Some(text) = translation.text {
        let same = original.text.as_ref().is_some_and(|own| own.value.trim() == text.value.trim());
        match (is_name, &mut original.text) {
            // A name repeated keeps the count; another one would be another thing.
            (true, _) if same => {}
            (true, _) => overlaying.not_words(text.span),
            (false, own) => {
                // A word of the translation that looks like an id is a word all the same.
                if original.details.is_none() && is_slug(text.value.trim()) {
                    original.details = Some(Box::new(RawItemDetails::empty(original.span)));
                }
                *own = Some(text);
            }
        }
    }
    match (&mut original.details, translation.details) {
        (Some(details), Some(translated)) => details.overlay_words(*translated, overlaying),
        (None, Some(translated)) if translated.summary.is_some() => overlaying.not_words(span),
        _ => {}
    }
}

/// Whether an entry is the name of a file and not words of its own.
fn refers(lane: &str, item: &RawItem) -> bool {
    let text = item.text.as_ref().map_or("", |text| text.value.trim());
    LANES_OF_CLAIMS.contains(&lane)
        && item.details.is_none()
        && is_slug(text)
        && (lane != "pain_points" || text.contains('-'))
}

/// The lane's key for messages: the built-in ones by name, the journey's own by what they are.
fn lane_key(lane: &str) -> &'static str {
    let known = crate::content::raw::PLACE_LANES.iter().find(|shape| shape.key == lane);
    known.map_or("the lane", |shape| shape.key)
}

/// Hands the words of cells to a digest.
pub fn digest_cells(cells: &[RawCell], digest: &mut WordDigest) {
    let mut cells: Vec<&RawCell> = cells.iter().collect();
    // The parser gives keys in the order of their names; a digest must not depend on that.
    cells.sort_by(|a, b| a.lane.cmp(&b.lane));
    for cell in cells.into_iter().filter(|cell| !LANES_OF_NAMES.contains(&&*cell.lane)) {
        for item in cell.items.iter().filter(|item| !refers(&cell.lane, item)) {
            item.text.iter().for_each(|text: &RawText| digest.add(&text.value));
            if let Some(details) = &item.details {
                Words::digest(&**details, digest);
            }
        }
    }
}
