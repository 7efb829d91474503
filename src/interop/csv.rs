//! A journey as a table (CSV, RFC 4180): a row for each step, for each stage that says something itself, and first one for the whole map where
//! it says something; a column for each field, by the names that writers use. What a table has no place for is listed.
//!
//! It begins with a byte order mark: spreadsheets take a file without one for the machine's own old encoding.

use super::Unsaid;
use crate::model::*;

/// Several texts of one cell stand behind one another.
const SEPARATOR: &str = "; ";

/// The journey as CSV, and what is not in it.
#[must_use]
pub fn export(site: &Site, id: JourneyId) -> (String, Vec<Unsaid>) {
    let journey = site.journey(id);
    let table = Table { site, journey, walkers: walkers(journey), lanes: lanes(journey) };
    let mut rows = vec![table.heads()];
    rows.extend(table.row_of_the_map());
    for stage in &journey.stages {
        let says = !stage.place.cells.is_empty() || !stage.place.emotions.is_empty();
        if stage.steps.is_empty() || says {
            rows.push(table.row(stage, &stage.place, ""));
        }
        rows.extend(stage.steps.iter().map(|step| table.row(stage, &step.place, &step.place.name.plain)));
    }
    // A column that is empty in every row says nothing.
    let n_columns = rows.first().map_or(0, Vec::len);
    let used: Vec<bool> = (0..n_columns)
        .map(|column| column < 2 || rows.iter().skip(1).any(|row| row.get(column).is_some_and(|cell| !cell.is_empty())))
        .collect();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().zip(&used).filter(|(_, used)| **used).map(|(cell, _)| cell);
        // Writing to memory does not fail.
        let _ = writer.write_record(cells);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    (format!("\u{feff}{}", String::from_utf8_lossy(&bytes)), unsaid(journey))
}

/// The lanes in use, those of the whole map among them.
fn lanes(journey: &Journey) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = journey.lanes_in_use.clone();
    lanes.extend(journey.cells.iter().map(|cell| cell.lane));
    lanes.extend((!journey.measures.is_empty()).then_some(Lane::Metrics));
    lanes.retain(|lane| !matches!(lane, Lane::Feelings | Lane::Owner));
    lanes.sort_unstable();
    lanes.dedup();
    lanes
}

/// What a table of stages and steps has no place for.
fn unsaid(journey: &Journey) -> Vec<Unsaid> {
    let mut unsaid = Vec::new();
    let mut tell = |place: String, parts: &[(bool, &str)]| {
        let left_out: Vec<&str> = parts.iter().filter(|(there, _)| *there).map(|(_, what)| *what).collect();
        if !left_out.is_empty() {
            unsaid.push(Unsaid { place, what: format!("left out: {}", left_out.join(", ")) });
        }
    };
    tell(
        "the journey".to_owned(),
        &[
            (true, "its title and state"),
            (journey.summary.is_some(), "summary"),
            (!journey.texts.is_empty(), "purpose, goals and their like"),
            (journey.owner.is_some() || !journey.departments.is_empty(), "teams"),
            (journey.reviewed.is_some(), "reviews"),
            (!journey.sources.is_empty(), "its own sources"),
            (!journey.tags.is_empty(), "tags"),
            (!journey.scale_words.is_empty(), "words of the scale"),
            (!journey.changes.is_empty(), "changes"),
            (journey.image.is_some() || journey.lanes_in_use.contains(&Lane::Images), "images (their words are there)"),
            (journey.future_of.is_some() || journey.parent.is_some(), "ties to other journeys"),
            (
                !journey.body.is_empty() || journey.stages.iter().any(|stage| stage.prose.is_some()),
                "the words below the map",
            ),
        ],
    );
    for stage in &journey.stages {
        tell(
            format!("stage “{}”", stage.place.name.plain),
            &[
                (stage.definition.is_some(), "definition"),
                (stage.focus.is_some(), "focus"),
                (stage.place.detail.is_some(), "the journey that shows it in depth"),
            ],
        );
        for step in stage.steps.iter().filter(|step| step.place.detail.is_some()) {
            let place = format!("step “{}”", step.place.name.plain);
            tell(place, &[(true, "the journey that shows it in depth")]);
        }
    }
    unsaid
}

fn walkers(journey: &Journey) -> Vec<Option<PersonaId>> {
    if journey.personas.is_empty() { vec![None] } else { journey.personas.iter().copied().map(Some).collect() }
}

struct Table<'a> {
    site: &'a Site,
    journey: &'a Journey,
    walkers: Vec<Option<PersonaId>>,
    lanes: Vec<Lane>,
}

impl Table<'_> {
    fn heads(&self) -> Vec<String> {
        let mut heads: Vec<String> = ["stage", "step", "summary", "goal"].map(str::to_owned).into();
        for key in ["emotion", "feeling"] {
            heads.extend(self.walkers.iter().map(|walker| match walker {
                Some(persona) => format!("{key}: {}", self.site.persona(*persona).id),
                None => key.to_owned(),
            }));
        }
        heads.extend(
            ["importance", "moment_of_truth", "failure_point", "duration", "wait", "owner", "confidence", "sources"]
                .map(str::to_owned),
        );
        heads.extend(self.lanes().map(|lane| {
            match lane {
                Lane::Custom(index) => {
                    self.journey.custom_lanes.get(usize::from(index)).map(|lane| lane.key.to_string())
                }
                lane => lane.key().map(str::to_owned),
            }
            .unwrap_or_default()
        }));
        heads.push("severity".to_owned());
        heads.push("next".to_owned());
        heads
    }

    fn lanes(&self) -> impl Iterator<Item = Lane> {
        self.lanes.iter().copied()
    }

    /// What concerns the whole map stands in a row without a stage. `None`: nothing does.
    fn row_of_the_map(&self) -> Option<Vec<String>> {
        let journey = self.journey;
        if journey.cells.is_empty() && journey.measures.is_empty() {
            return None;
        }
        // Names, emotions, and the fields of a place come before the lanes; severity and `next` behind them.
        let before = self.heads().len() - self.lanes.len() - 2;
        let mut row = vec![String::new(); before];
        row.extend(self.lanes().map(|lane| {
            let items = journey.cells.iter().filter(|cell| cell.lane == lane).flat_map(|cell| &cell.items);
            let mut words: Vec<String> = items.map(|item| self.item_words(item)).collect();
            if lane == Lane::Metrics {
                words.extend(journey.measures.iter().map(|measure| {
                    let metric = &self.site.metrics[measure.reading.metric.index()];
                    let text = measure.text.as_ref().map_or(&*metric.title, |text| &*text.plain);
                    with_details(text, &self.reading_words(&measure.reading, &measure.sources))
                }));
            }
            words.join(SEPARATOR)
        }));
        row.extend([String::new(), String::new()]);
        Some(row)
    }

    fn row(&self, stage: &Stage, place: &Place, step: &str) -> Vec<String> {
        let site = self.site;
        let plain = |text: &Option<Text>| text.as_ref().map(|text| text.plain.to_string()).unwrap_or_default();
        let mut row =
            vec![stage.place.name.plain.to_string(), step.to_owned(), plain(&place.summary), plain(&place.goal)];
        let emotions = || self.walkers.iter().map(|walker| place.emotions.of(*walker));
        row.extend(emotions().map(|emotion| emotion.and_then(|it| it.score).map(score_words).unwrap_or_default()));
        row.extend(emotions().map(|emotion| {
            let words = emotion.and_then(|it| it.feeling.as_deref().or(it.emoji.as_deref()));
            words.unwrap_or_default().to_owned()
        }));
        let flag = |set: bool| if set { "true".to_owned() } else { String::new() };
        let owner = place.owner.map(|team| site.teams[team.index()].name.to_string());
        let sources: Vec<&str> = place.sources.iter().map(|source| site.sources[source.index()].id.as_str()).collect();
        row.extend([
            place.importance.map(|importance| importance.get().to_string()).unwrap_or_default(),
            flag(place.moment_of_truth),
            flag(place.failure_point),
            place.duration.as_ref().map(|duration| duration.words.to_string()).unwrap_or_default(),
            place.wait.as_ref().map(|wait| wait.words.to_string()).unwrap_or_default(),
            owner.unwrap_or_default(),
            match place.confidence {
                Confidence::Assumed => "assumed",
                Confidence::Partly => "partly",
                Confidence::Researched => "researched",
            }
            .to_owned(),
            sources.join(SEPARATOR),
        ]);
        row.extend(self.lanes().map(|lane| {
            let items: Vec<String> = place.items(lane).map(|item| self.item_words(item)).collect();
            items.join(SEPARATOR)
        }));
        let severities: Vec<String> = place
            .items(Lane::PainPoints)
            .filter_map(|item| match item.kind {
                ItemKind::PainPoint(id) => Some(site.pain_points[id.index()].severity?.get().to_string()),
                _ => None,
            })
            .collect();
        row.push(severities.join(SEPARATOR));
        row.push(self.next_words(stage, place));
        row
    }

    /// A text, with what belongs to it in brackets: "CSAT (3.9 of 5, target 4.5, on 2026-08-31, from diary-study)".
    fn item_words(&self, item: &Item) -> String {
        let site = self.site;
        let mut details: Vec<String> = match &item.kind {
            ItemKind::Touchpoint(usage) => {
                let channel = usage.channel.map(|channel| site.channels[channel.index()].name.to_string());
                let state = match usage.state {
                    TouchpointState::Existing => None,
                    TouchpointState::Planned => Some("planned".to_owned()),
                    TouchpointState::Retired => Some("retired".to_owned()),
                };
                channel.into_iter().chain(state).collect()
            }
            ItemKind::Metric(reading) => {
                return with_details(&item.text.plain, &self.reading_words(reading, &item.sources));
            }
            ItemKind::Opportunity(id) => {
                let opportunity = &site.opportunities[id.index()];
                let ratings =
                    [("impact", opportunity.impact), ("effort", opportunity.effort), ("reach", opportunity.reach)];
                ratings.iter().filter_map(|(name, rating)| Some(format!("{name} {}", (*rating)?.get()))).collect()
            }
            ItemKind::Image(picture) => return picture.alternative.to_string(),
            _ => Vec::new(),
        };
        details.extend(item.personas.iter().map(|persona| site.persona(*persona).short_name.to_string()));
        details.extend(self.source_words(&item.sources));
        with_details(&item.text.plain, &details)
    }

    fn reading_words(&self, reading: &MetricReading, sources: &[EvidenceSourceId]) -> Vec<String> {
        let metric = &self.site.metrics[reading.metric.index()];
        let unit = metric.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
        let current = metric.current();
        let value = reading.value.or(current.map(|(_, value)| value));
        // The day of a value that the place does not give is that of the metric.
        let day = if reading.value.is_some() { reading.on } else { current.map(|(day, _)| day) };
        let parts = [
            value.map(|value| format!("{value}{unit}")),
            reading.target.or(metric.target).map(|target| format!("target {target}{unit}")),
            reading.baseline.or(metric.baseline).map(|baseline| format!("baseline {baseline}{unit}")),
            day.map(|day| format!("on {day}")),
            self.source_words(sources),
        ];
        parts.into_iter().flatten().collect()
    }

    /// Where a claim is known from.
    fn source_words(&self, sources: &[EvidenceSourceId]) -> Option<String> {
        let ids: Vec<&str> = sources.iter().map(|source| self.site.sources[source.index()].id.as_str()).collect();
        (!ids.is_empty()).then(|| format!("from {}", ids.join(" and ")))
    }

    /// Where a step goes on, when it says so: "reads-leaflet; ignores-it (no parking time)".
    fn next_words(&self, stage: &Stage, place: &Place) -> String {
        let Some(step) = stage.steps.iter().find(|step| std::ptr::eq(&raw const step.place, place)) else {
            return String::new();
        };
        let words = step.next.iter().map(|next| {
            let target = match next.to {
                NextTarget::End => "end".to_owned(),
                NextTarget::Step { stage, step } => self
                    .journey
                    .stages
                    .get(stage as usize)
                    .and_then(|stage| Some(step_anchor(&stage.place.id, &stage.steps.get(step as usize)?.place.id)))
                    .unwrap_or_default(),
            };
            next.when.as_ref().map_or_else(|| target.clone(), |when| format!("{target} ({})", when.plain))
        });
        words.collect::<Vec<_>>().join(SEPARATOR)
    }
}

fn with_details(text: &str, details: &[String]) -> String {
    if details.is_empty() { text.to_owned() } else { format!("{text} ({})", details.join(", ")) }
}

/// "1.5", or "1 to -1" for a change within the moment.
fn score_words(score: Score) -> String {
    match score {
        Score::At(score) => score.to_string(),
        Score::FromTo(from, to) => format!("{from} to {to}"),
    }
}
