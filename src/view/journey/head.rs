//! The head of a journey's page: what it is, who walks it, where it stands, and what it is for.

use serde::Serialize;

use super::JourneyPage;
use crate::model::{Address, Confidence, JourneyText};
use crate::templates::format_share;
use crate::view::parts::{FactView, LinkView, PersonaChip, anchor_html};

#[derive(Debug, Serialize)]
pub(super) struct HeadView {
    pub kind: String,
    pub scope: String,
    pub title: String,
    pub standfirst_html: Option<String>,
    pub personas: Vec<PersonaChip>,
    /// `draft`, `retired`: told above everything else; `None` for a map in use.
    pub notice: Option<String>,
    pub facts: Vec<FactView>,
    pub tags: Vec<LinkView>,
    /// The purpose as a question or sentence of its own.
    pub purpose_html: Option<String>,
    /// Scenario, goal, expectations …
    pub texts: Vec<TextBlock>,
}

#[derive(Debug, Serialize)]
pub(super) struct TextBlock {
    pub label: String,
    /// One paragraph, or the points of a list.
    pub items_html: Vec<String>,
}

impl JourneyPage<'_> {
    pub(super) fn head(&self) -> HeadView {
        let page = &self.page;
        let journey = self.journey;
        let mut purpose_html = None;
        let mut texts = Vec::new();
        for (key, items) in &journey.texts {
            let items_html = items.iter().map(|item| page.text(item)).collect::<Vec<_>>();
            match (key, items_html.as_slice()) {
                (JourneyText::Purpose, [only]) if purpose_html.is_none() => purpose_html = Some(only.clone()),
                _ => texts.push(TextBlock { label: page.word(text_key(*key)), items_html }),
            }
        }
        HeadView {
            kind: page.kind(journey),
            scope: page.scope(journey.scope).to_owned(),
            title: journey.title.to_string(),
            standfirst_html: journey.summary.as_ref().map(|summary| page.text(summary)),
            personas: journey.personas.iter().map(|persona| page.persona_chip(*persona)).collect(),
            notice: match journey.status {
                crate::model::Status::Retired => Some(page.word("journey.is_retired")),
                crate::model::Status::Draft => Some(page.word("journey.is_draft")),
                _ => None,
            },
            facts: self.facts(),
            tags: page.tags(&journey.tags),
            purpose_html,
            texts,
        }
    }

    fn facts(&self) -> Vec<FactView> {
        let page = &self.page;
        let journey = self.journey;
        let mut facts = Vec::new();
        let mut fact = |key: &str, value_html: String| facts.push(FactView { label: page.word(key), value_html });
        fact("journey.status", page.status(journey.status).to_owned());
        if let Some(owner) = journey.owner {
            let lead = page.site.teams[owner.index()].lead.as_deref();
            let mut html = page.link_html(Address::Team(owner));
            if let Some(lead) = lead {
                html.push_str(page.strings().text("list.comma"));
                crate::links::push_escaped(&mut html, lead);
            }
            fact("journey.owner", html);
        }
        if !journey.departments.is_empty() {
            let teams = journey.departments.iter().map(|team| page.link_html(Address::Team(*team))).collect::<Vec<_>>();
            fact("journey.departments", teams.join(page.strings().text("list.comma")));
        }
        if let Some(reviewed) = journey.reviewed {
            let rhythm = journey.review_every.map(|every| page.rhythm(every));
            let parts = [Some(page.date(reviewed)), rhythm].into_iter().flatten().collect::<Vec<_>>();
            fact("journey.reviewed", parts.join(page.strings().text("list.comma")));
        }
        let review = page.review(journey.review_state, journey.reviewed, journey.next_review);
        if let Some(badge) = review.badge {
            let parts = [review.on, Some(badge.html())];
            fact("journey.next_review", parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        }
        let n_sources = self.citations.borrow().sources().len();
        if n_sources == 0 {
            // Where every place is assumed, the share below says so.
            if journey.assumed_share.is_none_or(|share| share < 1.0) || journey.confidence != Confidence::Assumed {
                fact("journey.evidence", page.confidence(journey.confidence).to_owned());
            }
        } else {
            let count = page.strings().fill("unit.sources", u64::try_from(n_sources).ok(), &[]);
            let confidence = page.confidence(journey.confidence);
            fact("journey.evidence", format!("{}, {confidence}", anchor_html("#_sources", &count)));
        }
        if let Some(html) = self.assumed_share() {
            fact("journey.assumed", html);
        }
        facts
    }

    /// A strip with one box for each place, open where it is assumed, and the share in words.
    fn assumed_share(&self) -> Option<String> {
        let share = self.journey.assumed_share.filter(|share| *share > 0.0)?;
        let flags = self.columns.iter().map(|column| column.place().is_assumed()).collect::<Vec<_>>();
        let strings = self.page.strings();
        let n_assumed = flags.iter().filter(|assumed| **assumed).count().to_string();
        let n_places = u64::try_from(flags.len()).ok();
        let has_steps = self.columns.iter().any(|column| column.step.is_some());
        let key = if has_steps { "journey.assumed_of_steps" } else { "journey.assumed_of_stages" };
        let words = strings.fill(key, n_places, &[("share", &format_share(strings, share)), ("assumed", &n_assumed)]);
        // Boxes that are all alike show nothing, and beyond this many the strip would be wider than the column; the words stay.
        if flags.len() > 24 || flags.iter().all(|assumed| *assumed) {
            return Some(words);
        }
        let width = 11.8_f64.min(140.0 / flags.len() as f64);
        let mut html = format!(
            "<svg class=\"assumed-strip\" width=\"{0}\" height=\"12\" viewBox=\"0 0 {0} 12\" aria-hidden=\"true\">",
            (width * flags.len() as f64).ceil()
        );
        for (index, assumed) in flags.iter().enumerate() {
            let class = if *assumed { " class=\"is-assumed\"" } else { "" };
            let x = (index as f64 * width * 10.0).round() / 10.0 + 0.75;
            let box_width = ((width - 3.3) * 10.0).round() / 10.0;
            html.push_str(&format!("<rect{class} x=\"{x}\" y=\".75\" width=\"{box_width}\" height=\"10.5\"/>"));
        }
        html.push_str("</svg> <span>");
        crate::links::push_escaped(&mut html, &words);
        html.push_str("</span>");
        Some(html)
    }

    /// Whether anything on the map is a guess.
    pub(super) fn has_assumed_places(&self) -> bool {
        self.columns.iter().any(|column| column.place().confidence == Confidence::Assumed)
    }
}

fn text_key(text: JourneyText) -> &'static str {
    match text {
        JourneyText::Purpose => "journey.purpose",
        JourneyText::Scenario => "journey.scenario",
        JourneyText::Goal => "journey.goal",
        JourneyText::Trigger => "journey.trigger",
        JourneyText::Expectations => "journey.expectations",
        JourneyText::BusinessGoals => "journey.business_goals",
        JourneyText::Constraints => "journey.constraints",
        JourneyText::Boundaries => "journey.boundaries",
        JourneyText::Assumptions => "journey.assumptions",
    }
}
