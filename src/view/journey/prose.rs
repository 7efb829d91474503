//! The map as prose: sentences made from the data, stage by stage.

use serde::Serialize;

use super::JourneyPage;
use super::columns::walkers;
use crate::links::push_escaped;
use crate::model::{Address, Lane, Place};
use crate::view::parts::anchor_html;

#[derive(Debug, Serialize)]
pub(super) struct ProseStage {
    pub number: String,
    pub html: String,
    /// One paragraph of HTML.
    pub sentences_html: String,
}

impl JourneyPage<'_> {
    pub(super) fn prose(&self) -> Vec<ProseStage> {
        (0_u32..)
            .zip(&self.journey.stages)
            .map(|(index, stage)| {
                let mut sentences = self.stage_sentences(&stage.place);
                if stage.steps.is_empty() {
                    sentences.extend(self.felt_sentence(&stage.place, None));
                    sentences.extend(self.lane_sentences(&stage.place));
                }
                for (step_index, step) in (0_u32..).zip(&stage.steps) {
                    let link =
                        anchor_html(&self.page.href(Address::Step(self.id, index, step_index)), &step.place.name.plain);
                    sentences.extend(self.felt_sentence(&step.place, Some(&link)));
                    sentences.extend(self.lane_sentences(&step.place));
                }
                ProseStage {
                    number: (index + 1).to_string(),
                    html: self.page.text(&stage.place.name),
                    sentences_html: sentences.join(self.page.strings().text("list.sentence")),
                }
            })
            .collect()
    }

    fn stage_sentences(&self, place: &Place) -> Vec<String> {
        let page = &self.page;
        let strings = page.strings();
        let mut sentences = Vec::new();
        let duration = place.duration.as_ref().map(|duration| escaped(&duration.words));
        let owner = place.owner.map(|owner| page.link_html(Address::Team(owner)));
        match (&duration, &owner) {
            (Some(time), Some(team)) => {
                sentences.push(strings.fill_html("prose.takes_and_belongs", None, &[("time", time), ("team", team)]));
            }
            (Some(time), None) => sentences.push(strings.fill_html("prose.takes", None, &[("time", time)])),
            (None, Some(team)) => sentences.push(strings.fill_html("prose.belongs", None, &[("team", team)])),
            (None, None) => {}
        }
        if let Some(goal) = &place.goal {
            sentences.push(strings.fill_html("prose.goal", None, &[("goal", &trimmed(&page.text(goal)))]));
        }
        sentences
    }

    /// "At “Picks a delivery day” (assumed), Maya feels let down (−2) and Tom content (+1)."
    fn felt_sentence(&self, place: &Place, link: Option<&str>) -> Option<String> {
        let strings = self.page.strings();
        let what = self.feelings_in_words(place);
        let assumed = if place.is_assumed() { strings.text("prose.assumed") } else { "" };
        match (link, what.is_empty()) {
            (Some(link), false) => {
                Some(strings.fill_html("prose.at", None, &[("step", link), ("assumed", assumed), ("feelings", &what)]))
            }
            (Some(link), true) => {
                Some(strings.fill_html("prose.at_only", None, &[("step", link), ("assumed", assumed)]))
            }
            (None, false) => {
                Some(strings.fill_html("prose.in_stage", None, &[("feelings", &what), ("assumed", assumed)]))
            }
            (None, true) => None,
        }
    }

    /// Who feels what at a place. What writers call a feeling may have commas of its own: then each person has a clause.
    fn feelings_in_words(&self, place: &Place) -> String {
        let strings = self.page.strings();
        let felt = walkers(self.journey)
            .into_iter()
            .filter_map(|who| {
                let emotion = place.emotions.of(who)?;
                let view = self.page.emotion(emotion, self.journey, who, false, "");
                let name = match who {
                    Some(who) => escaped(&self.page.site.persona(who).short_name),
                    None => strings.text("prose.nobody").to_owned(),
                };
                let word = escaped(&view.feeling.or(view.scale_word).unwrap_or_default());
                Some((name, word, view.score.map(|score| escaped(&score))))
            })
            .collect::<Vec<_>>();
        let own_clauses = felt.iter().any(|(_, word, _)| word.contains(strings.text("list.comma").trim_end()));
        let clauses = felt.iter().enumerate().map(|(index, (name, word, score))| {
            let key = match (word.is_empty(), score.is_some(), index > 0 && !own_clauses) {
                (true, ..) => "prose.feels_wordless",
                (_, true, false) => "prose.feels",
                (_, false, false) => "prose.feels_unscored",
                (_, true, true) => "prose.feels_also",
                (_, false, true) => "prose.feels_also_unscored",
            };
            let score = score.as_deref().unwrap_or_default();
            strings.fill_html(key, None, &[("name", name), ("feeling", word), ("score", score)])
        });
        let clauses = clauses.collect::<Vec<_>>();
        if own_clauses {
            return clauses.join(strings.text("list.semicolon"));
        }
        join_and(&clauses, strings.text("prose.comma"), strings.text("prose.and"))
    }

    /// What hurts and what could be, with severities and scores.
    fn lane_sentences(&self, place: &Place) -> Vec<String> {
        let strings = self.page.strings();
        let site = self.page.site;
        let mut sentences = Vec::new();
        for (lane, key) in [(Lane::PainPoints, "prose.hurts"), (Lane::Opportunities, "prose.could_be")] {
            let items = place
                .items(lane)
                .map(|item| {
                    let words = trimmed(&self.page.text(&item.text));
                    match item.kind {
                        crate::model::ItemKind::PainPoint(id) => match site.pain_points[id.index()].severity {
                            Some(severity) => {
                                let severity = severity.get().to_string();
                                strings.fill_html("prose.with_severity", None, &[("words", &words), ("n", &severity)])
                            }
                            None => words,
                        },
                        _ => words,
                    }
                })
                .collect::<Vec<_>>();
            if !items.is_empty() {
                sentences.push(strings.fill_html(key, None, &[("items", &items.join(strings.text("list.semicolon")))]));
            }
        }
        sentences
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}

/// Without the full stop that the sentence around it sets itself.
fn trimmed(html: &str) -> String {
    // Full stops of the scripts that ship: Latin, Japanese, Devanagari, Urdu.
    html.trim_end_matches(['.', '。', '।', '۔']).to_owned()
}

/// "a, b and c"
pub(super) fn join_and(parts: &[String], comma: &str, and: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [init @ .., last] => format!("{}{and}{last}", init.join(comma)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_join() {
        let parts = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(join_and(&parts, ", ", " and "), "a, b and c");
        assert_eq!(join_and(&parts[..1], ", ", " and "), "a");
    }
}
