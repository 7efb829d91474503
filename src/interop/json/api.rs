//! `api/*.json`: every thing of the site as data, one file a kind, for programs that ask across maps.
//!
//! 1. [`ApiFile::all`] names the files; [`ApiFile::path`] says where each lies.
//! 2. [`render_api`] writes one. Shape: `{"format": …, "<kind>": [ … ]}`, entries in order of id, addresses relative to the file.
//!
//! References are ids. Means are valences, −1 to +1, so that maps with different scales compare; absent stays absent. What a
//! journey holds inside is in `journeys/<journey>.json`; here stands what finds it.

use serde_json::{Map, Value, json};

use super::words::*;
use crate::insight::{BackLinks, Felt, Insight};
use crate::links::Links;
use crate::model::*;
use crate::url::SitePath;

/// The format's version: the major number changes when a reader of the old shape would misread the new one.
pub const API_FORMAT: &str = "wayfare.api/1";

/// A file of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApiFile {
    /// `api/index.json`: what the site is, and the other files.
    Index,
    Journeys,
    Personas,
    Touchpoints,
    Channels,
    Teams,
    PainPoints,
    Opportunities,
    Solutions,
    Metrics,
    Sources,
    Tags,
    Glossary,
}

impl ApiFile {
    /// Every file, the index first.
    pub const ALL: [ApiFile; 13] = [
        ApiFile::Index,
        ApiFile::Journeys,
        ApiFile::Personas,
        ApiFile::Touchpoints,
        ApiFile::Channels,
        ApiFile::Teams,
        ApiFile::PainPoints,
        ApiFile::Opportunities,
        ApiFile::Solutions,
        ApiFile::Metrics,
        ApiFile::Sources,
        ApiFile::Tags,
        ApiFile::Glossary,
    ];

    /// The file's name without ending, which is also the key of its list.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ApiFile::Index => "index",
            ApiFile::Journeys => "journeys",
            ApiFile::Personas => "personas",
            ApiFile::Touchpoints => "touchpoints",
            ApiFile::Channels => "channels",
            ApiFile::Teams => "teams",
            ApiFile::PainPoints => "pain-points",
            ApiFile::Opportunities => "opportunities",
            ApiFile::Solutions => "solutions",
            ApiFile::Metrics => "metrics",
            ApiFile::Sources => "sources",
            ApiFile::Tags => "tags",
            ApiFile::Glossary => "glossary",
        }
    }

    /// Where the file lies; `None` never happens, since names are plain.
    #[must_use]
    pub fn path(self) -> Option<SitePath> {
        SitePath::new(&format!("api/{}.json", self.name()))
    }

    /// How many entries the file has; the index none.
    #[must_use]
    pub fn count(self, site: &Site) -> usize {
        match self {
            ApiFile::Index => 0,
            ApiFile::Journeys => site.journeys.len(),
            ApiFile::Personas => site.personas.len(),
            ApiFile::Touchpoints => site.touchpoints.len(),
            ApiFile::Channels => site.channels.len(),
            ApiFile::Teams => site.teams.len(),
            ApiFile::PainPoints => site.pain_points.len(),
            ApiFile::Opportunities => site.opportunities.len(),
            ApiFile::Solutions => site.solutions.len(),
            ApiFile::Metrics => site.metrics.len(),
            ApiFile::Sources => site.sources.len(),
            ApiFile::Tags => site.tags.len(),
            ApiFile::Glossary => site.glossary.len(),
        }
    }
}

/// A file of the interface as JSON, one entry a line, with a line end.
#[must_use]
pub fn render_api(site: &Site, insight: &Insight, links: &Links<'_>, file: ApiFile) -> String {
    let Some(path) = file.path() else { return String::new() };
    let writer = ApiWriter { site, insight, links, path };
    if file == ApiFile::Index {
        let mut json = serde_json::to_string_pretty(&writer.index()).unwrap_or_default();
        json.push('\n');
        return json;
    }
    let mut json = format!("{{\"format\": \"{API_FORMAT}\", \"{}\": [", file.name());
    for index in 0..file.count(site) {
        json.push_str(if index == 0 { "\n" } else { ",\n" });
        json.push_str(&Value::Object(writer.entry(file, index).0).to_string());
    }
    json.push_str("\n]}\n");
    json
}

struct ApiWriter<'a> {
    site: &'a Site,
    insight: &'a Insight,
    links: &'a Links<'a>,
    path: SitePath,
}

/// An entry in the making: what is absent is left out.
#[derive(Default)]
struct Entry(Map<String, Value>);

impl Entry {
    fn set(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.set(key, value),
            None => self,
        }
    }

    fn list(self, key: &str, values: Vec<&str>) -> Self {
        if values.is_empty() { self } else { self.set(key, values) }
    }

    /// Places and maps that count, and how they felt.
    fn usage(self, links: &BackLinks) -> Self {
        self.set("n_journeys", links.usage.n_journeys).set("n_places", links.usage.n_places).felt(links.usage.felt)
    }

    fn felt(self, felt: Felt) -> Self {
        // Three digits tell apart what anybody could; more would only be noise of the sum.
        let mean = felt.mean().map(|mean| (mean * 1000.0).round() / 1000.0);
        self.maybe("mean", mean).set("n_scores", felt.n_scores())
    }
}

impl ApiWriter<'_> {
    fn index(&self) -> Value {
        let settings = &self.site.settings;
        let files = ApiFile::ALL[1..].iter().filter(|file| file.count(self.site) > 0).map(|file| {
            (file.name().to_owned(), json!({"url": format!("{}.json", file.name()), "n": file.count(self.site)}))
        });
        let entry = Entry::default()
            .set("format", API_FORMAT)
            .set("title", &*settings.title)
            .maybe("description", settings.description.as_deref())
            .set("language", &*settings.language)
            .maybe("base_url", settings.base_url.as_deref())
            .set("files", Value::Object(files.collect()));
        Value::Object(entry.0)
    }

    fn entry(&self, file: ApiFile, index: usize) -> Entry {
        let site = self.site;
        match file {
            ApiFile::Index => Entry::default(),
            ApiFile::Journeys => self.journey(JourneyId::from_index(index)),
            ApiFile::Personas => self.persona(PersonaId::from_index(index)),
            ApiFile::Touchpoints => {
                let touchpoint = &site.touchpoints[index];
                let address = Address::Touchpoint(TouchpointId::from_index(index));
                self.named(touchpoint.id.as_str(), &touchpoint.name, address, touchpoint.summary.as_ref())
                    .maybe("channel", touchpoint.channel.map(|id| site.channels[id.index()].id.as_str()))
                    .set("state", touchpoint_state(touchpoint.state))
                    .maybe("owner", self.team(touchpoint.owner))
                    .list("tags", self.tags(&touchpoint.tags))
                    .usage(self.insight.back_links(address))
            }
            ApiFile::Channels => {
                let channel = &site.channels[index];
                let address = Address::Channel(ChannelId::from_index(index));
                self.named(channel.id.as_str(), &channel.name, address, channel.summary.as_ref())
                    .maybe("offline", channel.offline)
                    .maybe("owner", self.team(channel.owner))
                    .list("tags", self.tags(&channel.tags))
                    .usage(self.insight.back_links(address))
            }
            ApiFile::Teams => {
                let team = &site.teams[index];
                let address = Address::Team(TeamId::from_index(index));
                self.named(team.id.as_str(), &team.name, address, team.summary.as_ref())
                    .maybe("lead", team.lead.as_deref())
                    .maybe("department", team.department.as_deref())
                    .maybe("email", team.email.as_deref())
                    .list("tags", self.tags(&team.tags))
                    .usage(self.insight.back_links(address))
            }
            ApiFile::PainPoints => self.pain_point(index),
            ApiFile::Opportunities => self.opportunity(index),
            ApiFile::Solutions => self.solution(index),
            ApiFile::Metrics => self.metric(index),
            ApiFile::Sources => self.source(index),
            ApiFile::Tags => {
                let tag = &site.tags[index];
                let address = Address::Tag(TagId::from_index(index));
                self.named(tag.id.as_str(), &tag.name, address, None).usage(self.insight.back_links(address))
            }
            ApiFile::Glossary => {
                let term = &site.glossary[index];
                let address = Address::Term(TermId::from_index(index));
                self.named(term.id.as_str(), &term.term, address, None).set("definition", &*term.definition.plain)
            }
        }
    }

    fn named(&self, id: &str, name: &str, address: Address, summary: Option<&Text>) -> Entry {
        Entry::default()
            .set("id", id)
            .set("name", name)
            .set("url", self.links.href(&self.path, address))
            .maybe("summary", plain(summary))
    }

    fn team(&self, id: Option<TeamId>) -> Option<&str> {
        id.map(|id| self.site.teams[id.index()].id.as_str())
    }

    fn tags(&self, ids: &[TagId]) -> Vec<&str> {
        ids.iter().map(|id| self.site.tags[id.index()].id.as_str()).collect()
    }

    fn personas(&self, ids: &[PersonaId]) -> Vec<&str> {
        ids.iter().map(|id| self.site.persona(*id).id.as_str()).collect()
    }

    fn sources(&self, ids: &[EvidenceSourceId]) -> Vec<&str> {
        ids.iter().map(|id| self.site.sources[id.index()].id.as_str()).collect()
    }

    fn opportunities(&self, ids: &[OpportunityId]) -> Vec<&str> {
        ids.iter().map(|id| self.site.opportunities[id.index()].id.as_str()).collect()
    }

    /// Where something without a file of its own stands.
    fn origin(&self, entry: Entry, origin: &Origin) -> Entry {
        match origin {
            Origin::File(_) => entry,
            Origin::Cell { journey, .. } => entry.set("journey", self.site.journey(*journey).id.as_str()),
        }
    }

    fn journey(&self, id: JourneyId) -> Entry {
        let journey = self.site.journey(id);
        let summary = self.insight.journey(id);
        let data = self.path.link_to(&self.links.journey_file(id, ".json"), None);
        self.named(journey.id.as_str(), &journey.title, Address::Journey(id), journey.summary.as_ref())
            .set("data", data)
            .set("kind", &*journey.kind.0)
            .set("scope", scope(journey.scope))
            .set("status", status(journey.status))
            .list("personas", self.personas(&journey.personas))
            .maybe("owner", self.team(journey.owner))
            .maybe("parent", journey.parent.map(|id| self.site.journey(id).id.as_str()))
            .maybe("future_of", journey.future_of.map(|id| self.site.journey(id).id.as_str()))
            .maybe("reviewed", journey.reviewed.map(|day| day.to_string()))
            .maybe("next_review", journey.next_review.map(|day| day.to_string()))
            .set("confidence", confidence(journey.confidence))
            .maybe("assumed_share", journey.assumed_share)
            .list("tags", self.tags(&journey.tags))
            .set("n_stages", journey.stages.len())
            .set("n_steps", summary.n_steps)
            .set("n_pain_points", summary.n_pain_points)
            .set("n_opportunities", summary.n_opportunities)
            .felt(summary.felt)
    }

    fn persona(&self, id: PersonaId) -> Entry {
        let persona = self.site.persona(id);
        let summary = self.insight.persona(id);
        let lists = persona.lists.iter().fold(Map::new(), |mut lists, (key, items)| {
            lists.insert((*key).to_owned(), items.iter().map(|item| &*item.plain).collect());
            lists
        });
        let facts = persona.facts.iter().map(|fact| (fact.key.to_string(), json!(&*fact.value.plain))).collect();
        let journeys = summary.journeys.iter().map(|id| self.site.journey(*id).id.as_str()).collect();
        self.named(persona.id.as_str(), &persona.name, Address::Persona(id), persona.title.as_ref())
            .set("kind", persona_kind(persona.kind))
            .maybe("segment", persona.segment.as_deref())
            .maybe("quote", plain(persona.quote.as_ref()))
            .set("facts", Value::Object(facts))
            .set("lists", Value::Object(lists))
            .list("channels", persona.channels.iter().map(|id| self.site.channels[id.index()].id.as_str()).collect())
            .list("sources", self.sources(&persona.sources))
            .set("confidence", confidence(persona.confidence))
            .set("status", status(persona.status))
            .maybe("owner", self.team(persona.owner))
            .maybe("reviewed", persona.reviewed.map(|day| day.to_string()))
            .maybe("next_review", persona.next_review.map(|day| day.to_string()))
            .list("tags", self.tags(&persona.tags))
            .list("journeys", journeys)
            .felt(summary.felt)
    }

    fn pain_point(&self, index: usize) -> Entry {
        let pain = &self.site.pain_points[index];
        let address = Address::PainPoint(PainPointId::from_index(index));
        let entry = self
            .named(pain.id.as_str(), &pain.text.plain, address, pain.summary.as_ref())
            .maybe("severity", pain.severity.map(Rating::get))
            .list("personas", self.personas(&pain.personas))
            .list("sources", self.sources(&pain.sources))
            .set("confidence", confidence(pain.confidence))
            .list("opportunities", self.opportunities(&pain.opportunities))
            .maybe("owner", self.team(pain.owner))
            .list("tags", self.tags(&pain.tags));
        self.origin(entry, &pain.origin).usage(self.insight.back_links(address))
    }

    fn opportunity(&self, index: usize) -> Entry {
        let opportunity = &self.site.opportunities[index];
        let address = Address::Opportunity(OpportunityId::from_index(index));
        let addressed = opportunity.addresses.iter().map(|id| self.site.pain_points[id.index()].id.as_str());
        let solutions = opportunity.solutions.iter().map(|id| self.site.solutions[id.index()].id.as_str());
        let entry = self
            .named(opportunity.id.as_str(), &opportunity.title.plain, address, opportunity.summary.as_ref())
            .maybe("impact", opportunity.impact.map(Rating::get))
            .maybe("effort", opportunity.effort.map(Rating::get))
            .maybe("reach", opportunity.reach.map(Rating::get))
            .maybe("score", opportunity.score)
            .set("confidence", confidence(opportunity.confidence))
            .set("status", work_status(opportunity.status))
            .maybe("horizon", opportunity.horizon.map(horizon))
            .maybe("start", opportunity.start.map(|day| day.to_string()))
            .maybe("end", opportunity.end.map(|day| day.to_string()))
            .list("addresses", addressed.collect())
            .list("solutions", solutions.collect())
            .list("sources", self.sources(&opportunity.sources))
            .maybe("owner", self.team(opportunity.owner))
            .list("tags", self.tags(&opportunity.tags));
        self.origin(entry, &opportunity.origin).usage(self.insight.back_links(address))
    }

    fn solution(&self, index: usize) -> Entry {
        let solution = &self.site.solutions[index];
        let address = Address::Solution(SolutionId::from_index(index));
        let entry = self
            .named(solution.id.as_str(), &solution.title.plain, address, solution.summary.as_ref())
            .set("status", work_status(solution.status))
            .maybe("released", solution.released.map(|day| day.to_string()))
            .list("opportunities", self.opportunities(&solution.opportunities))
            .list("sources", self.sources(&solution.sources))
            .maybe("owner", self.team(solution.owner))
            .list("tags", self.tags(&solution.tags));
        self.origin(entry, &solution.origin).usage(self.insight.back_links(address))
    }

    fn metric(&self, index: usize) -> Entry {
        let metric = &self.site.metrics[index];
        let address = Address::Metric(MetricId::from_index(index));
        let history: Vec<Value> = metric.history.iter().map(|(day, value)| json!([day.to_string(), value])).collect();
        self.named(metric.id.as_str(), &metric.title, address, metric.summary.as_ref())
            .maybe("unit", metric.unit.as_deref())
            .set("direction", if metric.direction == MetricDirection::Up { "up" } else { "down" })
            .maybe("baseline", metric.baseline)
            .maybe("target", metric.target)
            .set("history", history)
            .list("sources", self.sources(&metric.sources))
            .maybe("owner", self.team(metric.owner))
            .list("tags", self.tags(&metric.tags))
            .usage(self.insight.back_links(address))
    }

    fn source(&self, index: usize) -> Entry {
        let source = &self.site.sources[index];
        let address = Address::Source(EvidenceSourceId::from_index(index));
        self.named(source.id.as_str(), &source.title, address, source.summary.as_ref())
            .maybe("kind", source.kind.as_deref())
            .maybe("from", source.from.map(|day| day.to_string()))
            .maybe("to", source.to.map(|day| day.to_string()))
            .maybe("sample", plain(source.sample.as_ref()))
            .maybe("method", plain(source.method.as_ref()))
            .maybe("link", source.link.as_deref())
            .maybe("owner", self.team(source.owner))
            .list("tags", self.tags(&source.tags))
            .usage(self.insight.back_links(address))
    }
}
