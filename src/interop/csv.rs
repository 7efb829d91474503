//! A journey as a table (CSV, RFC 4180): a row for each step, and for each stage that says something itself; a column for each field,
//! by the names that writers use.
//!
//! It begins with a byte order mark: spreadsheets take a file without one for the machine's own old encoding.

use crate::model::*;

/// Several texts of one cell stand behind one another.
const SEPARATOR: &str = "; ";

/// The journey as CSV.
#[must_use]
pub fn export(site: &Site, id: JourneyId) -> String {
    let journey = site.journey(id);
    let table = Table { site, journey, walkers: walkers(journey) };
    let mut rows = vec![table.heads()];
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
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn walkers(journey: &Journey) -> Vec<Option<PersonaId>> {
    if journey.personas.is_empty() { vec![None] } else { journey.personas.iter().copied().map(Some).collect() }
}

struct Table<'a> {
    site: &'a Site,
    journey: &'a Journey,
    walkers: Vec<Option<PersonaId>>,
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
        let shown = |lane: &Lane| !matches!(lane, Lane::Feelings | Lane::Owner);
        self.journey.lanes_in_use.iter().copied().filter(shown)
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

    /// A text, with what belongs to it in brackets.
    fn item_words(&self, item: &Item) -> String {
        let site = self.site;
        let text = &item.text.plain;
        match &item.kind {
            ItemKind::Touchpoint(usage) => match usage.channel {
                Some(channel) => format!("{text} ({})", site.channels[channel.index()].name),
                None => text.to_string(),
            },
            ItemKind::Metric(reading) => {
                let metric = &site.metrics[reading.metric.index()];
                let unit = metric.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
                let value = reading.value.or(metric.current().map(|(_, value)| value));
                value.map_or_else(|| text.to_string(), |value| format!("{text} ({value}{unit})"))
            }
            ItemKind::Image(picture) => picture.alternative.to_string(),
            _ => text.to_string(),
        }
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

/// "1.5", or "1 to -1" for a change within the moment.
fn score_words(score: Score) -> String {
    match score {
        Score::At(score) => score.to_string(),
        Score::FromTo(from, to) => format!("{from} to {to}"),
    }
}
