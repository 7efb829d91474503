//! Channels, touchpoints, teams, tags, metrics and sources of evidence.

use super::context::FileContext;
use super::identity::{FileEntry, shown};
use super::index::TagFile;
use super::vocabulary::NamedEntry;
use crate::content::raw::*;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::*;

impl FileContext<'_, '_> {
    pub(super) fn channel_of(&mut self, entry: &NamedEntry<'_, RawChannel>) -> Channel {
        let raw = entry.file.map(|file| &file.raw);
        Channel {
            id: entry.slug.clone(),
            name: entry.name.into(),
            source: entry.file.map(|file| file.source),
            icon: raw.and_then(|raw| raw.icon.as_ref()).map(|icon| icon.value.trim().into()),
            offline: raw.and_then(|raw| raw.offline.as_ref()).map(|flag| flag.value),
            summary: self.optional_text(raw.and_then(|raw| raw.summary.as_ref())),
            owner: self.team(raw.and_then(|raw| raw.owner.as_ref())),
            tags: raw.map_or_else(Vec::new, |raw| self.tags(&raw.tags)),
            body: if raw.is_some() { self.body() } else { Document::default() },
        }
    }

    pub(super) fn touchpoint_of(&mut self, entry: &NamedEntry<'_, RawTouchpoint>) -> Touchpoint {
        let raw = entry.file.map(|file| &file.raw);
        Touchpoint {
            id: entry.slug.clone(),
            name: entry.name.into(),
            source: entry.file.map(|file| file.source),
            channel: self.channel(raw.and_then(|raw| raw.channel.as_ref())),
            icon: raw.and_then(|raw| raw.icon.as_ref()).map(|icon| icon.value.trim().into()),
            state: self.touchpoint_state(raw.and_then(|raw| raw.state.as_ref())).unwrap_or_default(),
            summary: self.optional_text(raw.and_then(|raw| raw.summary.as_ref())),
            owner: self.team(raw.and_then(|raw| raw.owner.as_ref())),
            tags: raw.map_or_else(Vec::new, |raw| self.tags(&raw.tags)),
            body: if raw.is_some() { self.body() } else { Document::default() },
        }
    }

    pub(super) fn team_of(&mut self, entry: &NamedEntry<'_, RawTeam>) -> Team {
        let raw = entry.file.map(|file| &file.raw);
        let words = |text: Option<&RawText>| text.map(|text| text.value.trim().into());
        Team {
            id: entry.slug.clone(),
            name: entry.name.into(),
            source: entry.file.map(|file| file.source),
            lead: words(raw.and_then(|raw| raw.lead.as_ref())),
            department: words(raw.and_then(|raw| raw.department.as_ref())),
            email: words(raw.and_then(|raw| raw.email.as_ref())),
            summary: self.optional_text(raw.and_then(|raw| raw.summary.as_ref())),
            tags: raw.map_or_else(Vec::new, |raw| self.tags(&raw.tags)),
            body: if raw.is_some() { self.body() } else { Document::default() },
        }
    }

    pub(super) fn metric_of(&mut self, entry: &NamedEntry<'_, RawMetric>) -> Metric {
        let raw = entry.file.map(|file| &file.raw);
        let directions = [
            ("up", MetricDirection::Up),
            ("down", MetricDirection::Down),
            ("higher", MetricDirection::Up),
            ("lower", MetricDirection::Down),
        ];
        let number = |number: Option<&RawNumber>| number.map(|number| number.value);
        Metric {
            id: entry.slug.clone(),
            title: entry.name.into(),
            source: entry.file.map(|file| file.source),
            unit: self.unit_of(entry).map(|unit| unit.value.trim().into()),
            direction: self
                .one_of(raw.and_then(|raw| raw.direction.as_ref()), "a direction", &directions)
                .unwrap_or_default(),
            baseline: number(raw.and_then(|raw| raw.baseline.as_ref())),
            target: number(raw.and_then(|raw| raw.target.as_ref())),
            history: entry.file.map_or_else(Vec::new, |file| self.history(file.source, &file.raw)),
            range: raw.and_then(|raw| self.range(&raw.range)),
            summary: self.optional_text(raw.and_then(|raw| raw.summary.as_ref())),
            owner: self.team(raw.and_then(|raw| raw.owner.as_ref())),
            sources: raw.map_or_else(Vec::new, |raw| self.sources(&raw.sources)),
            tags: raw.map_or_else(Vec::new, |raw| self.tags(&raw.tags)),
            body: if raw.is_some() { self.body() } else { Document::default() },
        }
    }

    /// The metric's own unit, else that of its first reading with one.
    fn unit_of<'e>(&self, entry: &'e NamedEntry<'_, RawMetric>) -> Option<&'e RawText>
    where
        Self: 'e,
    {
        let own = entry.file.and_then(|file| file.raw.unit.as_ref());
        own.or_else(|| self.index.metrics.find(entry.slug.as_str()).and_then(|id| self.index.units.get(&id).copied()))
    }

    /// A reading has its metric's unit: another one would make two measures of it.
    pub(super) fn check_unit(&mut self, metric: MetricId, unit: Option<&RawText>) {
        let index = self.index;
        let (Some(unit), Some(entry)) = (unit, index.metrics.entries.get(metric.index())) else { return };
        let Some(own) = self.unit_of(entry).filter(|own| own.value.trim() != unit.value.trim()) else { return };
        self.push(
            Diagnostic::new(
                Code::ConflictingFields,
                unit.span,
                format!("{} is measured in “{}”", shown(entry.name), shown(&own.value)),
            )
            .also(own.span, "said here")
            .help("leave the unit out here, or name another metric"),
        );
    }

    /// The rows of the table file and the values of the front matter: one value a day, ascending.
    fn history(&mut self, source: crate::source::SourceId, raw: &RawMetric) -> Vec<(Date, f64)> {
        let rows = self.index.raw.histories.get(&source).map_or(&[][..], |history| &history.rows);
        let mut all: Vec<(RawDate, RawNumber)> = rows.to_vec();
        all.extend(raw.values.iter().filter_map(|row| Some((row.on.clone()?, row.value.clone()?))));
        // Stable: of one day the table's row comes first.
        all.sort_by_key(|(day, _)| day.value);
        let mut history: Vec<(Date, f64)> = Vec::with_capacity(all.len());
        let mut earlier: Option<&(RawDate, RawNumber)> = None;
        for row in &all {
            let (day, value) = row;
            if let Some((other_day, other)) = earlier.filter(|(other, _)| other.value == day.value) {
                if (other.value - value.value).abs() > f64::EPSILON {
                    self.push(
                        Diagnostic::new(
                            Code::ConflictingFields,
                            value.span,
                            format!("two values for {}: {} and {}", day.value, other.value, value.value),
                        )
                        .also(other_day.span, "the other is here")
                        .help("keep one value a day"),
                    );
                }
                continue;
            }
            history.push((Date(day.value), value.value));
            earlier = Some(row);
        }
        history
    }

    fn range(&mut self, raw: &OneOrMany<RawNumber>) -> Option<(f64, f64)> {
        match raw.items() {
            [] => None,
            [low, high] if low.value < high.value => Some((low.value, high.value)),
            _ => {
                if let Some(span) = raw.span() {
                    self.push(
                        Diagnostic::new(Code::OutOfRange, span, "a range is two numbers, the lower one first")
                            .help("for example: range = [0, 100]"),
                    );
                }
                None
            }
        }
    }

    pub(super) fn evidence(&mut self, entry: &FileEntry<'_, RawEvidenceSource>) -> EvidenceSource {
        let raw = &entry.file.raw;
        let day = |date: &Option<RawDate>| date.as_ref().map(|date| Date(date.value));
        if let (Some(from), Some(to)) = (&raw.from, &raw.to)
            && to.value < from.value
        {
            self.push(
                Diagnostic::new(Code::ConflictingFields, to.span, "the last day lies before the first")
                    .also(from.span, "the first day")
                    .help("exchange the two days, or correct one"),
            );
        }
        EvidenceSource {
            id: entry.slug.clone(),
            source: entry.file.source,
            title: entry.title.into(),
            kind: raw.kind.as_ref().map(|kind| kind.value.trim().into()),
            from: day(&raw.from).or(day(&raw.date)),
            to: day(&raw.to).or(day(&raw.date)),
            sample: self.optional_text(raw.sample.as_ref().map(|fact| &fact.0)),
            method: self.optional_text(raw.method.as_ref()),
            link: raw.link.as_ref().and_then(|link| self.web_address(link)),
            summary: self.optional_text(raw.summary.as_ref()),
            owner: self.team(raw.owner.as_ref()),
            tags: self.tags(&raw.tags),
            body: self.body(),
        }
    }

    fn web_address(&mut self, link: &RawText) -> Option<Box<str>> {
        let written = link.value.trim();
        let fine = ["https://", "http://", "mailto:"].iter().any(|scheme| written.starts_with(scheme))
            && !written.contains(|c: char| c.is_whitespace() || c.is_control());
        if !fine {
            self.push(
                Diagnostic::new(Code::BrokenLink, link.span, format!("`{}` is no address on the web", shown(written)))
                    .reason("readers follow it from their browser")
                    .help("write the whole address, beginning with https://"),
            );
        }
        fine.then(|| written.into())
    }
}

pub(super) fn tag_of(entry: &NamedEntry<'_, TagFile>) -> Tag {
    Tag { id: entry.slug.clone(), name: entry.name.into() }
}
