//! Words of the organization where the person's belong: in names of stages and steps, in actions, thoughts and needs.
//!
//! `organization_words` in `wayfare.toml` gives the words, instead of the list here. Maps of employees are left out: the
//! words of the house are theirs. Quotes are left out: they were said.

use super::{Index, JourneyLint};
use crate::content::raw::RawText;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

/// Words that hardly anybody uses of themselves as a customer, patient or citizen.
const WORDS: &[&str] = &[
    "b2b",
    "b2c",
    "backend",
    "call to action",
    "churn",
    "churns",
    "conversion",
    "conversions",
    "cross-sell",
    "cross-selling",
    "crm",
    "customer journey",
    "end user",
    "funnel",
    "kpi",
    "kpis",
    "lead generation",
    "leverage",
    "omnichannel",
    "onboarded",
    "onboarding",
    "pain point",
    "persona",
    "prospect",
    "prospects",
    "qualified lead",
    "retention",
    "roi",
    "sales lead",
    "sla",
    "stakeholder",
    "stakeholders",
    "synergy",
    "touchpoint",
    "touchpoints",
    "upsell",
    "upselling",
    "user story",
    "value proposition",
];

/// Lanes in which the person thinks, acts and wants.
const LANES: &[&str] = &["actions", "thoughts", "needs", "wants", "expectations", "questions", "triggers"];

/// The words of a site, in lower case.
pub(super) struct Words {
    list: Vec<String>,
}

impl Words {
    pub(super) fn of_site(index: &Index<'_>) -> Self {
        let own = &index.raw.config.organization_words;
        let list = if own.is_written() {
            own.iter().map(|word| word.value.trim().to_lowercase()).filter(|word| !word.is_empty()).collect()
        } else {
            WORDS.iter().map(|word| (*word).to_owned()).collect()
        };
        Self { list }
    }

    pub(super) fn check(&self, lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
        if self.list.is_empty() || lint.journey.kind.0.eq_ignore_ascii_case("employee") {
            return;
        }
        for place in &lint.places {
            let said = place.cells.iter().filter(|cell| LANES.contains(&&*cell.lane)).flat_map(|cell| &cell.items);
            for text in place.name.into_iter().chain(said.filter_map(|item| item.text.as_ref())) {
                self.check_text(text, diagnostics);
            }
        }
    }

    fn check_text(&self, text: &RawText, diagnostics: &mut Diagnostics) {
        let lower = text.value.to_lowercase();
        if let Some(word) = self.list.iter().find(|word| holds_word(&lower, word)) {
            diagnostics.push(
                Diagnostic::new(Code::OrganizationWords, text.span, format!("“{word}” is a word of the organization"))
                    .reason("a map shows the world through the eyes of the person who walks it")
                    .help("say it in the person's words"),
            );
        }
    }
}

/// Whether a text holds a word, or words, with none of their letters continued.
fn holds_word(text: &str, word: &str) -> bool {
    let continues = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        !continues(before) && !continues(after)
    })
}

#[cfg(test)]
mod tests {
    use super::holds_word;

    #[test]
    fn whole_words_only() {
        for (text, word, expected) in [
            ("my onboarding, again", "onboarding", true),
            ("the slavery of slack", "sla", false),
            ("the sla.", "sla", true),
            ("a sales lead comes", "sales lead", true),
            ("pinless", "nles", false),
            ("größe", "gr", false),
        ] {
            assert_eq!(holds_word(text, word), expected, "{text}");
        }
    }
}
