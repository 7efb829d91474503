//! An opportunity with some of the ratings that its score is made of, and not all: it is ranked behind all that have one.

use super::Index;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};
use crate::model::Site;

pub(super) fn check(index: &Index<'_>, site: &Site, diagnostics: &mut Diagnostics) {
    for (opportunity, entry) in site.opportunities.iter().zip(&index.opportunities.entries) {
        let ratings = [("reach", opportunity.reach), ("impact", opportunity.impact), ("effort", opportunity.effort)];
        let missing: Vec<&'static str> =
            ratings.iter().filter(|(_, rating)| rating.is_none()).map(|(name, _)| *name).collect();
        if missing.is_empty() || missing.len() == ratings.len() {
            continue;
        }
        let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let verb = if names.len() == 1 { "is" } else { "are" };
        let values: Vec<String> = missing.iter().map(|name| format!("{name} = 3")).collect();
        diagnostics.push(
            Diagnostic::new(
                Code::UnscoredOpportunity,
                entry.span,
                format!("this opportunity has no score: {} {verb} missing", names.join(" and ")),
            )
            .reason("lists are ranked by the score: reach \u{d7} impact \u{d7} confidence \u{f7} effort")
            .help(format!("add {}, from 1 (little) to 5 (much)", values.join(" and ")))
            .unless_written(Reach::Around, &missing),
        );
    }
}
