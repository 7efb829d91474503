//! Parts that many pages show: links, personas, badges, feelings, facts. Each a small struct and the way to make it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::PageContext;
use super::sprite::{icon_for, persona_look};
use crate::diagram::icon::IconName;
use crate::model::{
    Address, ChannelId, Confidence, Date, Emotion, EmotionScale, EvidenceSourceId, Journey, JourneyId,
    OpportunityStatus, PersonaId, Rating, ReviewEvery, ReviewState, Scope, Score, Site, Status, TagId, TeamId, Text,
    TouchpointId,
};
use crate::templates::format_score;

/// A link with its words (plain text).
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct LinkView {
    pub label: String,
    pub href: String,
}

/// A persona as a chip: portrait or monogram in its shape, name, archetype.
#[derive(Debug, Clone, Serialize)]
pub struct PersonaChip {
    pub name: String,
    pub short_name: String,
    pub href: String,
    /// 1 to 5: class suffix of hue, shape and dash (`persona-text-1`, `persona-fill-1`).
    pub look: u8,
    pub title: Option<String>,
    /// The drawn monogram (48 px).
    pub portrait_html: String,
    /// The plain shape (16 px), for lists.
    pub marker_html: String,
}

/// When a map wants its next look.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewBadge {
    /// `current`, `due`, `late`, `never`.
    pub state: &'static str,
    /// "up to date", "due 14 Dec 2026": a state and its day, never a count of days, so that a page changes only when its state does.
    pub label: String,
    pub icon_html: String,
}

impl ReviewBadge {
    /// The badge as the value of a fact.
    pub(crate) fn html(&self) -> String {
        let mut html = format!("<span class=\"review-badge review-{}\">{}", self.state, self.icon_html);
        crate::links::push_escaped(&mut html, &self.label);
        html.push_str("</span>");
        html
    }
}

/// One line of a list of facts.
#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    pub label: String,
    pub value_html: String,
}

/// A feeling: face, score, word.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EmotionView {
    /// `None` for a feeling without a score.
    pub face_html: Option<String>,
    /// `+1.5`, or `+1 → −1`.
    pub score: Option<String>,
    pub feeling: Option<String>,
    /// The word of the scale for the score, when the writer gave none.
    pub scale_word: Option<String>,
}

/// A severity or another rating from 1 to 5.
#[derive(Debug, Clone, Serialize)]
pub struct RatingView {
    pub value: u8,
    pub drawing_html: String,
}

/// The numbered sources of a page, in the order of their first mention.
#[derive(Debug, Default)]
pub struct Citations {
    numbers: BTreeMap<EvidenceSourceId, usize>,
    order: Vec<EvidenceSourceId>,
}

/// A claim's reference to a numbered source.
#[derive(Debug, Clone, Serialize)]
pub struct CitationView {
    pub number: usize,
    /// To the list of sources on the same page.
    pub href: String,
    pub label: String,
}

impl Citations {
    /// The number of a source: given at its first mention, from 1.
    pub fn number(&mut self, source: EvidenceSourceId) -> usize {
        if let Some(number) = self.numbers.get(&source) {
            return *number;
        }
        self.order.push(source);
        self.numbers.insert(source, self.order.len());
        self.order.len()
    }

    /// References to sources, for the end of a claim.
    pub fn cite(&mut self, page: &PageContext<'_>, sources: &[EvidenceSourceId]) -> Vec<CitationView> {
        let mut numbers = sources.iter().map(|source| self.number(*source)).collect::<Vec<_>>();
        numbers.sort_unstable();
        numbers
            .into_iter()
            .map(|number| {
                let count = number.to_string();
                CitationView {
                    number,
                    href: format!("#_source-{number}"),
                    label: page.strings().fill("unit.source_number", None, &[("n", &count)]),
                }
            })
            .collect()
    }

    /// All sources mentioned so far, by number.
    #[must_use]
    pub fn sources(&self) -> &[EvidenceSourceId] {
        &self.order
    }
}

impl PageContext<'_> {
    /// A link with the thing's own name.
    #[must_use]
    pub fn link(&self, address: Address) -> LinkView {
        LinkView { label: self.name(address), href: self.href(address) }
    }

    /// What a thing is called.
    #[must_use]
    pub fn name(&self, address: Address) -> String {
        let site = self.site;
        let plain = |text: &Text| text.plain.to_string();
        let word = |key: &str| self.word(&format!("navigation.{key}"));
        match address {
            Address::Overview => word("overview"),
            Address::Journeys => word("journeys"),
            Address::Journey(id) => site.journey(id).title.to_string(),
            Address::Stage(id, stage) => {
                site.journey(id).stages.get(stage as usize).map(|stage| plain(&stage.place.name)).unwrap_or_default()
            }
            Address::Step(id, stage, step) => {
                let stage = site.journey(id).stages.get(stage as usize);
                stage
                    .and_then(|stage| stage.steps.get(step as usize))
                    .map(|step| plain(&step.place.name))
                    .unwrap_or_default()
            }
            Address::Personas => word("personas"),
            Address::Persona(id) => site.persona(id).name.to_string(),
            Address::Touchpoints => word("touchpoints"),
            Address::Touchpoint(id) => site.touchpoints[id.index()].name.to_string(),
            Address::Channels => word("channels"),
            Address::Channel(id) => site.channels[id.index()].name.to_string(),
            Address::Teams => word("teams"),
            Address::Team(id) => site.teams[id.index()].name.to_string(),
            Address::PainPoints => word("pain-points"),
            Address::PainPoint(id) => plain(&site.pain_points[id.index()].text),
            Address::Opportunities => word("opportunities"),
            Address::Opportunity(id) => plain(&site.opportunities[id.index()].title),
            Address::Solutions => word("solutions"),
            Address::Solution(id) => plain(&site.solutions[id.index()].title),
            Address::Metrics => word("metrics"),
            Address::Metric(id) => site.metrics[id.index()].title.to_string(),
            Address::Sources => word("sources"),
            Address::Source(id) => site.sources[id.index()].title.to_string(),
            Address::Tags => word("tags"),
            Address::Tag(id) => site.tags[id.index()].name.to_string(),
            Address::Glossary => word("glossary"),
            Address::Term(id) => site.glossary[id.index()].term.to_string(),
            Address::Insight(of) => self.word(&format!("insight.{}", of.key())),
            Address::JourneyPictures(id) => {
                self.strings().fill("insight.journey_pictures", None, &[("journey", &site.journey(id).title)])
            }
            Address::Page(id) => site.pages[id.index()].title.to_string(),
        }
    }

    /// A link as HTML, for a fact or a sentence.
    #[must_use]
    pub fn link_html(&self, address: Address) -> String {
        anchor_html(&self.href(address), &self.name(address))
    }

    #[must_use]
    pub fn team(&self, team: TeamId) -> LinkView {
        self.link(Address::Team(team))
    }

    #[must_use]
    pub fn tags(&self, tags: &[TagId]) -> Vec<LinkView> {
        tags.iter().map(|tag| self.link(Address::Tag(*tag))).collect()
    }

    /// 0 to 4.
    #[must_use]
    pub fn look(&self, persona: PersonaId) -> u8 {
        persona_look(self.site.persona(persona).color_index)
    }

    #[must_use]
    pub fn persona_chip(&self, id: PersonaId) -> PersonaChip {
        let persona = self.site.persona(id);
        let look = self.look(id);
        let portrait_html = self.portrait(id, "persona-portrait");
        PersonaChip {
            name: persona.name.to_string(),
            short_name: persona.short_name.to_string(),
            href: self.href(Address::Persona(id)),
            look: look + 1,
            title: persona.title.as_ref().map(|title| title.plain.to_string()),
            portrait_html,
            marker_html: persona_marker(look),
        }
    }

    /// A persona's image, clipped to its shape, or its drawn monogram. `class` gives the size.
    #[must_use]
    pub fn portrait(&self, id: PersonaId, class: &str) -> String {
        let persona = self.site.persona(id);
        let look = self.look(id);
        match persona.portrait.as_ref().and_then(|portrait| self.site.images.get(portrait.image.index())) {
            Some(image) => {
                let mut html = format!("<img class=\"{class} portrait-{}\" src=\"", look + 1);
                crate::links::push_escaped(&mut html, &self.file_href(&image.path));
                html.push_str("\" alt=\"\"");
                if let Some((width, height)) = image.size {
                    html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
                }
                html.push('>');
                html
            }
            None => self.draw(|sprite| sprite.persona_shape(look, Some(&persona.monogram), class)),
        }
    }

    /// The badge of a review; `None` without a day to come. One that is due or late tells its day itself: "due 14 Dec 2026".
    #[must_use]
    pub fn review_badge(&self, state: ReviewState, next_review: Option<Date>) -> Option<ReviewBadge> {
        let strings = self.strings();
        let day = next_review.map(|next| self.date(next)).unwrap_or_default();
        let told = |key: &str| strings.fill(key, None, &[("date", &day)]);
        let (state, icon, label) = match state {
            ReviewState::NeverReviewed => ("never", IconName::Clock, strings.text("review.never").to_owned()),
            ReviewState::Late => ("late", IconName::Clock, told("review.late")),
            ReviewState::Due => ("due", IconName::Clock, told("review.due")),
            ReviewState::Current => {
                next_review?;
                ("current", IconName::Check, strings.text("review.current").to_owned())
            }
        };
        Some(ReviewBadge { state, label, icon_html: self.draw(|sprite| sprite.icon(icon)) })
    }

    /// "quarterly", "every 2 weeks".
    #[must_use]
    pub fn rhythm(&self, every: ReviewEvery) -> String {
        let strings = self.strings();
        match every {
            ReviewEvery::Never => strings.text("review.no_rhythm").to_owned(),
            ReviewEvery::Months(months) => match strings.get(&format!("review.months_{months}")) {
                Some(word) => word.to_owned(),
                None => strings.fill("review.months", Some(u64::from(months)), &[]),
            },
            ReviewEvery::Weeks(weeks) => strings.fill("review.weeks", Some(u64::from(weeks)), &[]),
        }
    }

    /// A feeling as one persona has it (`None`: nobody in particular).
    #[must_use]
    pub fn emotion(
        &self,
        emotion: &Emotion,
        journey: &Journey,
        persona: Option<PersonaId>,
        assumed: bool,
        size: &str,
    ) -> EmotionView {
        let look = persona.map(|persona| self.look(persona));
        let scale = journey.scale;
        EmotionView {
            face_html: emotion
                .score
                .map(|score| self.draw(|sprite| sprite.face(look, scale.valence(score.last()), assumed, size))),
            ..self.emotion_in_words(emotion, journey)
        }
    }

    /// The same without its face, for a template that shows none.
    #[must_use]
    pub fn emotion_in_words(&self, emotion: &Emotion, journey: &Journey) -> EmotionView {
        EmotionView {
            face_html: None,
            score: emotion.score.map(|score| self.score(score, journey.scale)),
            feeling: emotion.feeling.as_deref().or(emotion.emoji.as_deref()).map(str::to_owned),
            scale_word: emotion.score.and_then(|score| scale_word(journey, score.last())).map(str::to_owned),
        }
    }

    /// A score as written: `+1.5`, or `+1 → −1`.
    #[must_use]
    pub fn score(&self, score: Score, scale: EmotionScale) -> String {
        let written = |value| format_score(self.strings(), value, scale.min);
        match score {
            Score::At(value) => written(value),
            Score::FromTo(from, to) => format!("{} → {}", written(from), written(to)),
        }
    }

    #[must_use]
    pub fn severity(&self, rating: Rating) -> RatingView {
        RatingView { value: rating.get(), drawing_html: self.draw(|sprite| sprite.severity_bars(rating.get())) }
    }

    #[must_use]
    pub fn rating(&self, rating: Rating) -> RatingView {
        RatingView { value: rating.get(), drawing_html: self.draw(|sprite| sprite.rating_dots(rating.get())) }
    }

    /// The icon of a channel.
    #[must_use]
    pub fn channel_icon(&self, channel: ChannelId) -> String {
        let channel = &self.site.channels[channel.index()];
        self.icon(icon_for(channel.icon.as_deref(), &channel.name))
    }

    /// The icon of a touchpoint: its own, else that of the channel it is met through.
    #[must_use]
    pub fn touchpoint_icon(&self, touchpoint: TouchpointId, channel: Option<ChannelId>) -> String {
        self.icon(touchpoint_icon(self.site, touchpoint, channel))
    }

    /// Nothing for a name that means no icon: an icon that says "something" says nothing.
    fn icon(&self, name: IconName) -> String {
        if name == IconName::Other { String::new() } else { self.draw(|sprite| sprite.icon(name)) }
    }

    #[must_use]
    pub fn status(&self, status: Status) -> &str {
        self.strings().text(match status {
            Status::Draft => "status.draft",
            Status::Hypothesis => "status.hypothesis",
            Status::Researched => "status.researched",
            Status::Validated => "status.validated",
            Status::Retired => "status.retired",
        })
    }

    #[must_use]
    pub fn confidence(&self, confidence: Confidence) -> &str {
        self.strings().text(match confidence {
            Confidence::Assumed => "confidence.assumed",
            Confidence::Partly => "confidence.partly",
            Confidence::Researched => "confidence.researched",
        })
    }

    /// "Customer journey"; the site's own kinds keep their word.
    #[must_use]
    pub fn kind(&self, journey: &Journey) -> String {
        let kind = &journey.kind.0;
        match self.strings().get(&format!("kind.{kind}")) {
            Some(words) => words.to_owned(),
            None => self.strings().fill("kind.own", None, &[("kind", kind)]),
        }
    }

    #[must_use]
    pub fn scope(&self, scope: Scope) -> &str {
        self.strings().text(match scope {
            Scope::AsIs => "scope.as_is",
            Scope::ToBe => "scope.to_be",
            Scope::Research => "scope.research",
        })
    }

    /// State of an opportunity or a solution: its class suffix and its words.
    #[must_use]
    pub fn work_status(&self, status: OpportunityStatus) -> (&'static str, &str) {
        let class = match status {
            OpportunityStatus::Proposed => "proposed",
            OpportunityStatus::Planned => "planned",
            OpportunityStatus::InProgress => "in-progress",
            OpportunityStatus::Done => "done",
            OpportunityStatus::Dropped => "dropped",
        };
        let word = match status {
            OpportunityStatus::Proposed => "work.proposed",
            OpportunityStatus::Planned => "work.planned",
            OpportunityStatus::InProgress => "work.in_progress",
            OpportunityStatus::Done => "work.done",
            OpportunityStatus::Dropped => "work.dropped",
        };
        (class, self.strings().text(word))
    }

    /// "2.3": the number of a step in its journey, or "2" of a stage without steps.
    #[must_use]
    pub fn place_number(stage: u32, step: Option<u32>) -> String {
        match step {
            Some(step) => {
                let mut number = (stage + 1).to_string();
                number.push('.');
                number.push_str(&(step + 1).to_string());
                number
            }
            None => (stage + 1).to_string(),
        }
    }

    /// Overview › Journeys › parents, for a page below a journey's parents.
    #[must_use]
    pub fn journey_breadcrumbs(&self, journey: JourneyId) -> Vec<LinkView> {
        let mut parents = Vec::new();
        let mut next = self.site.journey(journey).parent;
        while let Some(parent) = next {
            parents.push(self.link(Address::Journey(parent)));
            next = self.site.journey(parent).parent;
        }
        let mut crumbs = vec![self.link(Address::Overview), self.link(Address::Journeys)];
        crumbs.extend(parents.into_iter().rev());
        crumbs
    }
}

/// The icon of a touchpoint: its own, else that of the channel it is met through.
pub(super) fn touchpoint_icon(site: &Site, touchpoint: TouchpointId, channel: Option<ChannelId>) -> IconName {
    let touchpoint = &site.touchpoints[touchpoint.index()];
    let channel = channel.or(touchpoint.channel).map(|channel| &site.channels[channel.index()]);
    let own = touchpoint.icon.as_deref();
    match channel {
        Some(channel) if own.is_none() => icon_for(channel.icon.as_deref(), &channel.name),
        Some(channel) => icon_for(own, &channel.name),
        None => icon_for(own, &touchpoint.name),
    }
}

/// The word of the journey's scale that is nearest to a score; `None` when the scale has no words.
#[must_use]
pub fn scale_word(journey: &Journey, score: f64) -> Option<&str> {
    journey
        .scale_words
        .iter()
        .min_by(|(a, _), (b, _)| (a - score).abs().total_cmp(&(b - score).abs()))
        .map(|(_, word)| word.as_ref())
}

/// A persona's small shape, drawn by the style sheet; `look` is 0 to 4.
#[must_use]
pub fn persona_marker(look: u8) -> String {
    format!("<span class=\"persona-marker marker-{}\"></span>", look + 1)
}

/// Whether somebody's words bring their own quotation marks.
#[must_use]
pub fn has_quotation_marks(words: &str) -> bool {
    words.starts_with(['“', '"', '„', '«'])
}

/// Somebody's words as HTML, in the quotation marks of the page's language unless they bring their own.
#[must_use]
pub fn spoken_html(html: String) -> String {
    if html.is_empty() || has_quotation_marks(&html) || html.starts_with("&quot;") {
        html
    } else {
        format!("<q>{html}</q>")
    }
}

/// A link with escaped words.
#[must_use]
pub fn anchor_html(href: &str, label: &str) -> String {
    let mut html = String::with_capacity(href.len() + label.len() + 16);
    html.push_str("<a href=\"");
    crate::links::push_escaped(&mut html, href);
    html.push_str("\">");
    crate::links::push_escaped(&mut html, label);
    html.push_str("</a>");
    html
}

/// Days from one day to another; negative when it lies before.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    from.0.until(to.0).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_bring_quotation_marks_get_no_others() {
        for (said, html) in [
            ("No.", "<q>No.</q>"),
            ("“No.”", "“No.”"),
            ("„Nein.“", "„Nein.“"),
            ("«Non.»", "«Non.»"),
            ("&quot;No.&quot;", "&quot;No.&quot;"),
            ("", ""),
        ] {
            assert_eq!(spoken_html(said.to_owned()), html);
        }
    }
}
