//! More words than a cell of the map can show at a glance.
//!
//! The longest cells of real maps have about fifty words; two characters of a script without spaces count as one.

use super::JourneyLint;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::markdown::count_words;

const MOST_WORDS: usize = 50;
/// A name is a label: it stands in a chevron.
const MOST_NAME_WORDS: usize = 15;

pub(super) fn check(lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
    for place in &lint.places {
        if let Some(name) = place.name {
            let words = count_words(&place.place.name.plain);
            if words > MOST_NAME_WORDS {
                diagnostics.push(
                    Diagnostic::new(Code::TextTooLong, name.span, format!("a name of {words} words"))
                        .reason(format!(
                            "names are labels of the map: at most {MOST_NAME_WORDS} words can be read at a glance"
                        ))
                        .help("shorten the name, and put the rest into `summary`"),
                );
            }
        }
        for item in place.cells.iter().flat_map(|cell| &cell.items) {
            let Some(text) = &item.text else { continue };
            let words = if text.value.len() > MOST_WORDS * 2 { count_words(&text.value) } else { 0 };
            if words > MOST_WORDS {
                diagnostics.push(
                    Diagnostic::new(Code::TextTooLong, text.span, format!("{words} words in one cell"))
                        .reason(format!("a map is read with the eyes moving: a cell holds about {MOST_WORDS} words"))
                        .help("shorten it, split it into several entries, or write it below the map under a heading with the stage's name"),
                );
            }
        }
    }
}
