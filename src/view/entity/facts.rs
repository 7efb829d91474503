//! What a thing says of itself: kind, summary, facts, tags.

use crate::model::*;
use crate::templates::{format_day_of_year, format_number};
use crate::view::PageContext;
use crate::view::page::{ListKind, ReviewView};
use crate::view::parts::{FactView, LinkView, PersonaChip, RatingView};

/// The head of an entity's page.
pub(super) struct Head<'a> {
    pub kind: &'static str,
    pub kickers: Vec<String>,
    pub icon_html: String,
    pub severity: Option<RatingView>,
    pub summary: Option<String>,
    pub summary_html: Option<String>,
    pub facts: Vec<FactView>,
    pub tags: Vec<LinkView>,
    pub people: Vec<PersonaChip>,
    pub body: Option<&'a Document>,
}

/// The list that a thing belongs to.
pub(super) fn list_of(of: Address) -> Option<ListKind> {
    Some(match of {
        Address::Touchpoint(_) => ListKind::Touchpoints,
        Address::Channel(_) => ListKind::Channels,
        Address::Team(_) => ListKind::Teams,
        Address::PainPoint(_) => ListKind::PainPoints,
        Address::Opportunity(_) => ListKind::Opportunities,
        Address::Solution(_) => ListKind::Solutions,
        Address::Metric(_) => ListKind::Metrics,
        Address::Source(_) => ListKind::Sources,
        Address::Tag(_) => ListKind::Tags,
        _ => return None,
    })
}

struct FactList<'p, 'a> {
    page: &'p PageContext<'a>,
    facts: Vec<FactView>,
}

impl FactList<'_, '_> {
    fn html(&mut self, key: &str, value_html: String) {
        if !value_html.is_empty() {
            self.facts.push(FactView { label: self.page.word(&format!("fact.{key}")), value_html });
        }
    }

    fn words(&mut self, key: &str, value: &str) {
        let mut html = String::new();
        crate::links::push_escaped(&mut html, value);
        self.html(key, html);
    }

    fn links(&mut self, key: &str, addresses: impl Iterator<Item = Address>) {
        let links = addresses.map(|address| self.page.link_html(address)).collect::<Vec<_>>();
        self.html(key, links.join(self.page.strings().text("list.comma")));
    }

    fn owner(&mut self, owner: Option<TeamId>) {
        self.links("owner", owner.into_iter().map(Address::Team));
    }

    fn sources(&mut self, sources: &[EvidenceSourceId]) {
        self.links("sources", sources.iter().map(|source| Address::Source(*source)));
    }

    fn day(&mut self, key: &str, day: Option<Date>) {
        if let Some(day) = day {
            let words = self.page.date(day);
            self.words(key, &words);
        }
    }

    fn rating(&mut self, key: &str, rating: Option<Rating>) {
        if let Some(rating) = rating {
            let view = self.page.rating(rating);
            let of_five = self.page.word("rating.of_five");
            let html = format!(
                "<span class=\"rating\">{}<span class=\"number\">{}<span class=\"visually-hidden\"> {of_five}</span></span></span>",
                view.drawing_html, view.value
            );
            self.html(key, html);
        }
    }
}

pub(super) fn head<'a>(page: &PageContext<'a>, of: Address) -> Head<'a> {
    let site = page.site;
    let mut facts = FactList { page, facts: Vec::new() };
    let mut head = Head {
        kind: list_of(of).map_or("tag", singular),
        kickers: Vec::new(),
        icon_html: String::new(),
        severity: None,
        summary: None,
        summary_html: None,
        facts: Vec::new(),
        tags: Vec::new(),
        people: Vec::new(),
        body: None,
    };
    head.kickers.push(page.word(&format!("entity.kind_{}", head.kind.replace('-', "_"))));
    let (summary, tags): (Option<&Text>, &[TagId]) = match of {
        Address::Touchpoint(id) => {
            let touchpoint = &site.touchpoints[id.index()];
            head.body = Some(&touchpoint.body);
            head.kickers.extend(match touchpoint.state {
                TouchpointState::Existing => None,
                TouchpointState::Planned => Some(page.word("touchpoint.planned")),
                TouchpointState::Retired => Some(page.word("touchpoint.retired")),
            });
            let met = page.channels_of(id);
            head.icon_html = page.touchpoint_icon(id, met.first().copied());
            facts.links("channel", met.into_iter().map(Address::Channel));
            facts.owner(touchpoint.owner);
            (touchpoint.summary.as_ref(), &touchpoint.tags)
        }
        Address::Channel(id) => {
            let channel = &site.channels[id.index()];
            head.icon_html = page.channel_icon(id);
            head.body = Some(&channel.body);
            if let Some(offline) = channel.offline {
                facts.words("reach", page.strings().text(if offline { "channel.offline" } else { "channel.online" }));
            }
            facts.owner(channel.owner);
            (channel.summary.as_ref(), &channel.tags)
        }
        Address::Team(id) => {
            let team = &site.teams[id.index()];
            head.body = Some(&team.body);
            facts.words("department", team.department.as_deref().unwrap_or_default());
            facts.words("lead", team.lead.as_deref().unwrap_or_default());
            if let Some(email) = &team.email {
                let html = crate::view::parts::anchor_html(&format!("mailto:{email}"), email);
                facts.html("email", html);
            }
            (team.summary.as_ref(), &team.tags)
        }
        Address::Metric(id) => {
            let metric = &site.metrics[id.index()];
            head.body = Some(&metric.body);
            super::metric::facts(page, metric, &mut |key, words| facts.words(key, &words));
            facts.owner(metric.owner);
            facts.sources(&metric.sources);
            (metric.summary.as_ref(), &metric.tags)
        }
        Address::Source(id) => {
            let source = &site.sources[id.index()];
            head.body = Some(&source.body);
            head.kickers.extend(Some(page.source_kind(source)).filter(|kind| !kind.is_empty()));
            facts.words("period", &page.period(source.from, source.to));
            facts.html("sample", source.sample.as_ref().map(|sample| page.text(sample)).unwrap_or_default());
            facts.html("method", source.method.as_ref().map(|method| page.text(method)).unwrap_or_default());
            if let Some(link) = &source.link {
                facts.html("link", crate::view::parts::anchor_html(link, &shown_link(link)));
            }
            facts.owner(source.owner);
            (source.summary.as_ref(), &source.tags)
        }
        Address::PainPoint(id) => {
            let pain_point = &site.pain_points[id.index()];
            head.body = Some(&pain_point.body);
            head.severity = pain_point.severity.map(|severity| page.severity(severity));
            head.people = pain_point.personas.iter().map(|persona| page.persona_chip(*persona)).collect();
            facts.owner(pain_point.owner);
            facts.words("confidence", page.confidence(pain_point.confidence));
            let sources = page.pain_point_sources(id);
            facts.sources(&sources);
            if sources.is_empty() {
                facts.words("sources", page.strings().text("entity.no_source"));
            }
            (pain_point.summary.as_ref(), &pain_point.tags)
        }
        Address::Opportunity(id) => {
            let opportunity = &site.opportunities[id.index()];
            head.body = Some(&opportunity.body);
            opportunity_facts(&mut facts, opportunity);
            (opportunity.summary.as_ref(), &opportunity.tags)
        }
        Address::Solution(id) => {
            let solution = &site.solutions[id.index()];
            head.body = Some(&solution.body);
            facts.html("state", state_html(page, solution.status));
            facts.day("released", solution.released);
            facts.owner(solution.owner);
            facts.sources(&solution.sources);
            (solution.summary.as_ref(), &solution.tags)
        }
        _ => (None, &[]),
    };
    head.summary = summary.map(|summary| summary.plain.to_string());
    head.summary_html = summary.map(|summary| page.text(summary));
    head.tags = page.tags(tags);
    head.facts = facts.facts;
    head
}

fn opportunity_facts(facts: &mut FactList<'_, '_>, opportunity: &Opportunity) {
    let page = facts.page;
    facts.html("state", state_html(page, opportunity.status));
    if let Some(horizon) = opportunity.horizon {
        facts.words(
            "horizon",
            page.strings().text(match horizon {
                Horizon::Now => "horizon.now",
                Horizon::Next => "horizon.next",
                Horizon::Later => "horizon.later",
            }),
        );
    }
    facts.words("period", &page.period(opportunity.start, opportunity.end));
    if let Some(score) = opportunity.score {
        facts.words("score", &format_number(page.strings(), score, 1));
    } else {
        let ratings = [
            ("rating.reach", opportunity.reach),
            ("rating.impact", opportunity.impact),
            ("rating.effort", opportunity.effort),
        ];
        let missing: Vec<&str> =
            ratings.iter().filter(|it| it.1.is_none()).map(|it| page.strings().text(it.0)).collect();
        if missing.len() < ratings.len() {
            let list = missing.join(page.strings().text("list.comma"));
            facts.words("score", &page.strings().fill("fact.score_needs", None, &[("list", &list)]));
        }
    }
    facts.rating("impact", opportunity.impact);
    facts.rating("effort", opportunity.effort);
    facts.rating("reach", opportunity.reach);
    facts.words("confidence", page.confidence(opportunity.confidence));
    facts.owner(opportunity.owner);
    facts.sources(&opportunity.sources);
}

fn state_html(page: &PageContext<'_>, status: OpportunityStatus) -> String {
    let state = page.state(status);
    let mut html = format!("<span class=\"work-status work-status-{}\">", state.key);
    crate::links::push_escaped(&mut html, &state.label);
    html.push_str("</span>");
    html
}

fn singular(list: ListKind) -> &'static str {
    match list {
        ListKind::Touchpoints => "touchpoint",
        ListKind::Channels => "channel",
        ListKind::Teams => "team",
        ListKind::PainPoints => "pain-point",
        ListKind::Opportunities => "opportunity",
        ListKind::Solutions => "solution",
        ListKind::Metrics => "metric",
        ListKind::Sources => "source",
        ListKind::Tags => "tag",
    }
}

/// An address as people say it: without the scheme and the last slash.
fn shown_link(link: &str) -> String {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    rest.trim_end_matches('/').to_owned()
}

impl PageContext<'_> {
    /// The channel that a touchpoint belongs to, then those it is met through, each once.
    pub(crate) fn channels_of(&self, id: TouchpointId) -> Vec<ChannelId> {
        let mut channels = self.site.touchpoints[id.index()].channel.into_iter().collect::<Vec<_>>();
        for mention in &self.render.insight.back_links(Address::Touchpoint(id)).places {
            if let Some(ItemKind::Touchpoint(used)) = crate::insight::item_of(self.site, mention).map(|item| &item.kind)
                && let Some(channel) = used.channel
                && !channels.contains(&channel)
            {
                channels.push(channel);
            }
        }
        channels
    }

    /// "interviews" as the writer says it, or the theme's word for a known kind.
    pub(crate) fn source_kind(&self, source: &EvidenceSource) -> String {
        let kind = source.kind.as_deref().unwrap_or_default();
        self.strings().get(&format!("source_kind.{kind}")).unwrap_or(kind).to_owned()
    }

    /// "2 Mar to 14 Apr 2026", with both years where they differ, or the one day that is known; empty without.
    pub(crate) fn period(&self, from: Option<Date>, to: Option<Date>) -> String {
        match (from, to) {
            (Some(from), Some(to)) if from != to && from.0.year() == to.0.year() => {
                let [from, last] = [from, to].map(|day| format_day_of_year(self.strings(), day));
                let year = to.0.year().to_string();
                self.strings().fill("date.range_of_year", None, &[("from", &from), ("to", &last), ("year", &year)])
            }
            (Some(from), Some(to)) if from != to => {
                let (from, to) = (self.date(from), self.date(to));
                self.strings().fill("date.range", None, &[("from", &from), ("to", &to)])
            }
            (Some(day), _) | (None, Some(day)) => self.date(day),
            (None, None) => String::new(),
        }
    }

    /// Last and next review as facts.
    pub(crate) fn review_facts(&self, state: ReviewState, last: Option<Date>, next: Option<Date>) -> Vec<FactView> {
        let ReviewView { on, last, badge } = self.review(state, last, next);
        let mut facts = Vec::new();
        if let Some(last) = last {
            facts.push(FactView { label: self.word("fact.reviewed"), value_html: last });
        }
        if next.is_some() {
            let parts = [on, badge.map(|badge| badge.html())];
            let value_html = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            facts.push(FactView { label: self.word("fact.next_review"), value_html });
        }
        facts
    }
}
