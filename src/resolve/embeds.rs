//! Pictures in a text: every name in their arguments resolved.

use super::index::Index;
use super::suggest::help_for;
use crate::content::raw::RawText;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest};
use crate::markdown::{EmbedKind, EmbedReference};
use crate::model::*;
use crate::slug::Slug;
use crate::source::Spanned;

/// What a picture is to show; `None` when a name that it needs is wrong, which was told.
pub(super) fn resolve_embed(
    index: &Index<'_>,
    embed: &EmbedReference<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Embed> {
    let mut names = Names { index, embed, diagnostics };
    let diagram = match embed.kind {
        EmbedKind::Map => return Some(Embed::Map { journey: names.journey()? }),
        EmbedKind::Curve => return Some(Embed::Curve { journey: names.journey()?, personas: names.personas() }),
        EmbedKind::Sparkline => Diagram::Sparkline { journey: names.journey()?, persona: names.walker()? },
        EmbedKind::Flow => Diagram::Flow { journey: names.journey()? },
        EmbedKind::Timeline => Diagram::Timeline {
            journey: names.journey()?,
            scale: names.choice("scale", &TimeScale::NAMES).unwrap_or_default(),
        },
        EmbedKind::Storyboard => Diagram::Storyboard { journey: names.journey()?, persona: names.walker()? },
        EmbedKind::Blueprint => Diagram::Blueprint { journey: names.journey()? },
        EmbedKind::HeatMap => names.heat_map()?,
        EmbedKind::Matrix => {
            let x = names.choice("x", &WorkScore::NAMES).unwrap_or(WorkScore::Effort);
            let y = names.choice("y", &WorkScore::NAMES).unwrap_or(WorkScore::Impact);
            Diagram::Matrix { x, y, of: names.selection()? }
        }
        EmbedKind::Roadmap => {
            let is_dated = names.choice("by", &[("horizon", false), ("date", true)]).unwrap_or(false);
            Diagram::Roadmap { is_dated, of: names.selection()? }
        }
        EmbedKind::Atlas => Diagram::Atlas { journey: names.optional("journey", Names::journey)? },
        EmbedKind::History => Diagram::History { metric: names.metric("metric")? },
        EmbedKind::TargetBar => names.target_bar()?,
        EmbedKind::PersonaScales => Diagram::PersonaScales { personas: names.personas() },
        EmbedKind::ChannelUsage => Diagram::ChannelUsage { persona: names.persona()? },
        EmbedKind::EmpathyMap => Diagram::EmpathyMap { persona: names.persona()? },
    };
    Some(Embed::Diagram(diagram))
}

/// The arguments of one embed.
struct Names<'n, 'i, 'a> {
    index: &'i Index<'a>,
    embed: &'n EmbedReference<'n>,
    diagnostics: &'n mut Diagnostics,
}

impl Names<'_, '_, '_> {
    fn argument(&self, name: &str) -> Option<RawText> {
        let text: Spanned<&str> = self.embed.argument(name)?;
        Some(RawText::new(text.value.into(), text.span))
    }

    /// `Some(None)` where the argument is not given; `None` where it is wrong.
    fn optional<T>(&mut self, name: &str, resolve: impl Fn(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.embed.argument(name).is_none() { Some(None) } else { resolve(self).map(Some) }
    }

    fn journey(&mut self) -> Option<JourneyId> {
        let name = self.argument("journey")?;
        self.index.journeys.resolve(&name, self.diagnostics).map(JourneyId)
    }

    fn persona(&mut self) -> Option<PersonaId> {
        let name = self.argument("persona")?;
        self.index.personas.resolve(&name, self.diagnostics).map(PersonaId)
    }

    fn walker(&mut self) -> Option<Option<PersonaId>> {
        self.optional("persona", Self::persona)
    }

    fn list(&self, name: &str) -> Vec<RawText> {
        let Some(list) = self.argument(name) else { return Vec::new() };
        let names = list.value.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| RawText::new(name.into(), list.span)).collect()
    }

    /// Names with commas between; those that are wrong are told and left out.
    fn personas(&mut self) -> Vec<PersonaId> {
        let mut personas = Vec::new();
        for name in self.list("personas") {
            let found = self.index.personas.resolve(&name, self.diagnostics).map(PersonaId);
            personas.extend(found.filter(|id| !personas.contains(id)));
        }
        personas
    }

    fn selection(&mut self) -> Option<Selection> {
        Some(Selection {
            journey: self.optional("journey", Self::journey)?,
            persona: self.walker()?,
            team: self.optional("team", |names| {
                let known = names.index.teams.entries.iter().map(|entry| entry.name);
                let found = |id: &Slug| names.index.teams.find(id.as_str());
                let name = names.argument("team")?;
                named("team", &name, found, known, names.diagnostics).map(TeamId)
            })?,
            tag: self.optional("tag", |names| {
                let known = names.index.tags.entries.iter().map(|entry| entry.name);
                let found = |id: &Slug| names.index.tags.find(id.as_str());
                let name = names.argument("tag")?;
                named("tag", &name, found, known, names.diagnostics).map(TagId)
            })?,
        })
    }

    fn metric(&mut self, argument: &str) -> Option<MetricId> {
        let name = self.argument(argument)?;
        self.metric_named(&name)
    }

    fn metric_named(&mut self, name: &RawText) -> Option<MetricId> {
        let known = self.index.metrics.entries.iter().map(|entry| entry.name);
        let found = |id: &Slug| self.index.metrics.find(id.as_str());
        named("metric", name, found, known, self.diagnostics).map(MetricId)
    }

    fn heat_map(&mut self) -> Option<Diagram> {
        let rows = [("journeys", Rows::Journeys), ("personas", Rows::Personas), ("channels", Rows::Channels)];
        let rows = self.choice("rows", &rows).unwrap_or(Rows::Journeys);
        if rows == Rows::Journeys {
            return Some(Diagram::HeatMap { of: self.selection()? });
        }
        if self.embed.argument("journey").is_none() {
            self.diagnostics.push(
                Diagnostic::new(Code::MissingField, self.embed.span, "`heat-map` needs the argument `journey` here")
                    .reason("personas and channels are shown along the stages of one journey")
                    .help("write `{{ heat-map(rows=\"personas\", journey=\"…\") }}`"),
            );
        }
        let journey = self.journey()?;
        Some(match rows {
            Rows::Channels => Diagram::ChannelHeatMap { journey },
            _ => Diagram::PersonaHeatMap { journey },
        })
    }

    fn target_bar(&mut self) -> Option<Diagram> {
        let names = self.list("metrics");
        if names.is_empty() {
            if self.embed.argument("journey").is_none() {
                self.diagnostics.push(
                    Diagnostic::new(Code::MissingField, self.embed.span, "`target-bar` needs `metrics` or `journey`")
                        .help("write `{{ target-bar(metrics=\"…, …\") }}` or `{{ target-bar(journey=\"…\") }}`"),
                );
            }
            return Some(Diagram::JourneyTargets { journey: self.journey()? });
        }
        let mut metrics = Vec::new();
        for name in names {
            let found = self.metric_named(&name);
            metrics.extend(found.filter(|id| !metrics.contains(id)));
        }
        Some(Diagram::MetricTargets { metrics })
    }

    /// One of a few words; a word that is none of them is told, and the usual one taken.
    fn choice<T: Copy>(&mut self, name: &str, known: &[(&'static str, T)]) -> Option<T> {
        let written = self.argument(name)?;
        let word = written.value.trim();
        if let Some((_, value)) = known.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)) {
            return Some(*value);
        }
        let message = format!("`{name}` cannot be `{word}`");
        let diagnostic = Diagnostic::new(Code::UnknownValue, written.span, message);
        let names = known.iter().map(|(known, _)| *known);
        self.diagnostics.push(match nearest(word, names.clone()) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")).suggest(written.span, near),
            None => {
                let list = names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                diagnostic.help(format!("known are {list}"))
            }
        });
        None
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rows {
    Journeys,
    Personas,
    Channels,
}

/// A thing that exists as soon as it is named somewhere: a picture of one that nobody names would be empty.
fn named<'k>(
    noun: &str,
    written: &RawText,
    found: impl Fn(&Slug) -> Option<u32>,
    known: impl ExactSizeIterator<Item = &'k str> + Clone,
    diagnostics: &mut Diagnostics,
) -> Option<u32> {
    let name = written.value.trim();
    if let Some(id) = Slug::from_text(name).as_ref().and_then(found) {
        return Some(id);
    }
    let mut diagnostic = Diagnostic::new(Code::UnknownReference, written.span, format!("there is no {noun} `{name}`"));
    for line in help_for(name, known) {
        diagnostic = diagnostic.help(line);
    }
    diagnostics.push(diagnostic);
    None
}
