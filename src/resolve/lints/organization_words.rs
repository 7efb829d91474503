//! Words of the organization where the person's belong: in names of stages and steps, in actions, thoughts and needs.
//!
//! `organization_words` in `wayfare.toml` gives the words, instead of the list here. Maps of employees are left out: the
//! words of the house are theirs. Quotes are left out: they were said.

use rapidhash::RapidHashMap;

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

/// The words of a site, in lower case, by their first part: most texts are let go after one look at each of their parts.
pub(super) struct Words {
    /// Looked up, never iterated.
    by_first_part: RapidHashMap<String, Vec<String>>,
}

impl Words {
    pub(super) fn of_site(index: &Index<'_>) -> Self {
        let own = &index.raw.config.organization_words;
        let list: Vec<String> = if own.is_written() {
            own.iter().map(|word| word.value.trim().to_lowercase()).collect()
        } else {
            WORDS.iter().map(|word| (*word).to_owned()).collect()
        };
        Self::new(list)
    }

    fn new(list: Vec<String>) -> Self {
        let mut by_first_part: RapidHashMap<String, Vec<String>> = RapidHashMap::default();
        for word in list {
            let first = parts(&word).next().map(|(_, part)| part.to_owned());
            if let Some(first) = first {
                by_first_part.entry(first).or_default().push(word);
            }
        }
        Self { by_first_part }
    }

    /// The first of the words that a text, in lower case, holds.
    fn find(&self, text: &str) -> Option<&str> {
        parts(text).find_map(|(at, part)| {
            let rest = text.get(at..).unwrap_or_default();
            let held =
                |word: &&String| rest.strip_prefix(word.as_str()).is_some_and(|after| !after.starts_with(continues));
            self.by_first_part.get(part)?.iter().find(held).map(String::as_str)
        })
    }

    pub(super) fn check(&self, lint: &JourneyLint<'_>, diagnostics: &mut Diagnostics) {
        if self.by_first_part.is_empty() || lint.journey.kind.0.eq_ignore_ascii_case("employee") {
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
        if let Some(word) = self.find(&text.value.to_lowercase()) {
            diagnostics.push(
                Diagnostic::new(Code::OrganizationWords, text.span, format!("“{word}” is a word of the organization"))
                    .reason("a map shows the world through the eyes of the person who walks it")
                    .help("say it in the person's words"),
            );
        }
    }
}

fn continues(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Runs of letters and digits, with their places.
fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let open = text.get(rest..)?;
        let start = rest + open.find(continues)?;
        let end =
            text.get(start..)?.find(|character| !continues(character)).map_or(text.len(), |length| start + length);
        rest = end;
        Some((start, text.get(start..end)?))
    })
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn whole_words_only() {
        let words = Words::new(["onboarding", "sla", "sales lead", "cross-sell", "gr"].map(str::to_owned).to_vec());
        for (text, expected) in [
            ("my onboarding, again", Some("onboarding")),
            ("the slavery of slack", None),
            ("the sla.", Some("sla")),
            ("a sales lead comes", Some("sales lead")),
            ("a sales leader", None),
            ("a cross-sell", Some("cross-sell")),
            ("größe", None),
        ] {
            assert_eq!(words.find(text), expected, "{text}");
        }
    }
}
