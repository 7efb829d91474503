//! A journey as the data of a poster.

use std::borrow::Cow;

use super::curve::{curve_data, curve_words};
use crate::diagram::map::{ItemMarker, ItemStyle, MapCell, MapData, MapImage, MapItem, MapLane, MapPersona, MapWords};
use crate::model::{
    Address, Confidence, EvidenceSourceId, Item, ItemKind, Journey, JourneyId, JourneyText, Lane, OpportunityId, Place,
    Stage, StageWidths, TeamId, TouchpointState,
};
use crate::templates::{format_number, format_share};
use crate::theme::Strings;
use crate::view::PageContext;
use crate::view::parts::{Citations, touchpoint_icon};
use crate::view::sprite::icon_for;

/// Height over width of an image whose file does not say its size.
const USUAL_RATIO: f64 = 0.75;

/// One column of the poster.
#[derive(Clone, Copy)]
struct Column<'a> {
    stage_index: usize,
    place: &'a Place,
    stage_owner: Option<TeamId>,
}

struct MapMaker<'p, 'a> {
    page: &'p PageContext<'a>,
    id: JourneyId,
    journey: &'a Journey,
    columns: Vec<Column<'a>>,
    citations: Citations,
}

/// The poster of a journey; links lead from `page`.
#[must_use]
pub fn map_data<'a>(page: &PageContext<'a>, id: JourneyId, picture_id: &str) -> MapData<'a> {
    let journey = page.site.journey(id);
    let columns = journey
        .stages
        .iter()
        .enumerate()
        .flat_map(|(stage_index, stage)| {
            let stage_owner = stage.place.owner;
            let own = stage.steps.is_empty().then_some(Column { stage_index, place: &stage.place, stage_owner });
            own.into_iter().chain(stage.steps.iter().map(move |step| Column {
                stage_index,
                place: &step.place,
                stage_owner,
            }))
        })
        .collect();
    let mut maker = MapMaker { page, id, journey, columns, citations: Citations::default() };
    // The numbers are those of the journey's page: its sources first, then lane by lane.
    for source in &journey.sources {
        maker.citations.number(*source);
    }
    let lanes = maker.lanes();
    let strings = page.strings();
    let settings = &page.site.settings;
    let has_scores = lanes.iter().any(|lane| lane.1);
    let seconds: Vec<f64> = journey.stages.iter().map(Stage::seconds).collect();
    // One duration alone says nothing about the others.
    let is_weighed =
        journey.stage_widths == StageWidths::Duration && seconds.iter().filter(|it| **it > 0.0).count() > 1;
    let stage_weights = if is_weighed { seconds } else { Vec::new() };
    MapData {
        curve: curve_data(page, id, picture_id),
        id: Cow::Owned(picture_id.to_owned()),
        title: Cow::Borrowed(&journey.title),
        summary: journey.summary.as_ref().map(|summary| Cow::Borrowed(summary.plain.as_ref())).unwrap_or_default(),
        site_name: Cow::Borrowed(settings.brand.name.as_deref().unwrap_or(&settings.title)),
        section: Cow::Borrowed(strings.text("shell.tagline")),
        kind: Cow::Owned(strings.fill(
            "poster.kind",
            None,
            &[("kind", &page.kind(journey)), ("scope", page.scope(journey.scope))],
        )),
        personas: maker.personas(),
        facts: maker.facts(),
        feelings: (Cow::Borrowed(strings.text("lane.feelings")), Cow::Borrowed("")),
        lanes: lanes.into_iter().map(|(lane, _)| lane).collect(),
        key_notes: [(has_scores, "poster.score_key"), (!stage_weights.is_empty(), "poster.stage_widths")]
            .into_iter()
            .filter(|(is_shown, _)| *is_shown)
            .map(|(_, key)| Cow::Borrowed(strings.text(key)))
            .collect(),
        stage_weights,
        footnotes: maker.footnotes(),
        imprint: Cow::Owned(maker.imprint()),
    }
}

/// The words of posters in the language of the theme's strings.
#[must_use]
pub fn map_words(strings: &Strings) -> MapWords<'_> {
    let word = |key: &'static str| Cow::Borrowed(strings.text(key));
    MapWords { curve: curve_words(strings), severity_key: word("poster.severity_key"), sheet: word("poster.sheet") }
}

impl<'a> MapMaker<'_, 'a> {
    fn personas(&self) -> Vec<MapPersona<'a>> {
        let site = self.page.site;
        self.journey
            .personas
            .iter()
            .map(|id| {
                let persona = site.persona(*id);
                MapPersona {
                    name: Cow::Borrowed(&persona.name),
                    initials: Cow::Borrowed(&persona.monogram),
                    look: self.page.look(*id),
                    href: Some(Cow::Owned(self.page.href(Address::Persona(*id)))),
                    note: persona.title.as_ref().map(|title| Cow::Borrowed(title.plain.as_ref())).unwrap_or_default(),
                    quote: persona
                        .quote
                        .as_ref()
                        .map(|quote| Cow::Borrowed(unquoted(&quote.plain)))
                        .unwrap_or_default(),
                }
            })
            .collect()
    }

    fn facts(&self) -> Vec<(Cow<'a, str>, Cow<'a, str>)> {
        let (page, journey) = (self.page, self.journey);
        let strings = page.strings();
        let mut facts: Vec<(Cow<'a, str>, Cow<'a, str>)> = Vec::new();
        let mut fact =
            |key: &'static str, value: String| facts.push((Cow::Borrowed(strings.text(key)), Cow::Owned(value)));
        if let Some((_, purpose)) = journey.texts.iter().find(|(key, _)| *key == JourneyText::Purpose) {
            fact("journey.purpose", purpose.iter().map(|text| text.plain.as_ref()).collect::<Vec<_>>().join(" "));
        }
        if let Some(owner) = journey.owner {
            let team = &page.site.teams[owner.index()];
            let parts = [Some(team.name.as_ref()), team.lead.as_deref()];
            fact("journey.owner", parts.into_iter().flatten().collect::<Vec<_>>().join(strings.text("list.comma")));
        }
        let reviewed = journey.reviewed.map(|day| strings.fill("poster.reviewed", None, &[("date", &page.date(day))]));
        let status = page.status(journey.status).to_owned();
        fact("journey.status", reviewed.map_or(status.clone(), |reviewed| format!("{status}. {reviewed}")));
        if let Some(next) = journey.next_review {
            let rhythm = journey.review_every.map(|every| page.rhythm(every));
            let parts = [Some(page.date(next)), rhythm];
            fact(
                "journey.next_review",
                parts.into_iter().flatten().collect::<Vec<_>>().join(strings.text("list.comma")),
            );
        }
        if let Some(share) = journey.assumed_share.filter(|share| *share > 0.0) {
            let n_assumed = self.columns.iter().filter(|column| column.place.is_assumed()).count().to_string();
            let has_steps = journey.stages.iter().any(|stage| !stage.steps.is_empty());
            let key = if has_steps { "journey.assumed_of_steps" } else { "journey.assumed_of_stages" };
            let arguments = [("share", &*format_share(strings, share)), ("assumed", &n_assumed)];
            fact("journey.assumed", strings.fill(key, u64::try_from(self.columns.len()).ok(), &arguments));
        }
        facts
    }

    /// Each lane, and whether its items carry scores.
    fn lanes(&mut self) -> Vec<(MapLane<'a>, bool)> {
        let journey = self.journey;
        let shown = journey.lanes.iter().copied().filter(|lane| *lane != Lane::Feelings).collect::<Vec<_>>();
        let mut lanes = Vec::new();
        for (index, lane) in shown.iter().enumerate() {
            let cells = match lane {
                Lane::Owner => self.owner_cells(),
                Lane::Opportunities => self.opportunity_cells(),
                lane => self.cells(*lane),
            };
            if cells.is_empty() {
                continue;
            }
            let (name, note) = self.lane_name(*lane);
            let scored = *lane == Lane::Opportunities && self.has_scored_opportunity();
            let line = blueprint_line(*lane, shown.get(index + 1).copied());
            lanes.push((
                MapLane {
                    name,
                    note,
                    cells,
                    brackets: *lane == Lane::Opportunities,
                    line_below: line.map(|key| Cow::Borrowed(self.page.strings().text(key))),
                },
                scored,
            ));
        }
        lanes
    }

    /// Whether any opportunity of the map is scored, so that the poster says what a score is.
    fn has_scored_opportunity(&self) -> bool {
        let stages = self.journey.stages.iter();
        let places = stages.flat_map(|stage| stage.steps.iter().map(|step| &step.place).chain([&stage.place]));
        places.flat_map(|place| place.items(Lane::Opportunities)).any(|item| match item.kind {
            ItemKind::Opportunity(id) => self.page.site.opportunities[id.index()].score.is_some(),
            _ => false,
        })
    }

    fn lane_name(&self, lane: Lane) -> (Cow<'a, str>, Cow<'a, str>) {
        let strings = self.page.strings();
        match lane {
            Lane::Custom(index) => {
                let custom = self.journey.custom_lanes.get(usize::from(index));
                let note = custom
                    .and_then(|custom| custom.description.as_ref())
                    .map(|text| Cow::Borrowed(text.plain.as_ref()));
                (
                    custom.map(|custom| Cow::Borrowed(custom.title.as_ref())).unwrap_or_default(),
                    note.unwrap_or_default(),
                )
            }
            lane => {
                let key = lane.key().unwrap_or_default();
                let name = strings.get(&format!("lane.{key}")).unwrap_or_default().to_owned();
                let note = strings.get(&format!("lane_note.{key}")).unwrap_or_default().to_owned();
                (Cow::Owned(name), Cow::Owned(note))
            }
        }
    }

    fn cells(&mut self, lane: Lane) -> Vec<MapCell<'a>> {
        let mut cells = Vec::new();
        for (stage_index, stage) in self.journey.stages.iter().enumerate() {
            let first = self.columns.iter().position(|column| column.stage_index == stage_index).unwrap_or(0);
            if !stage.steps.is_empty()
                && let Some(cell) = stage.place.cell(lane)
            {
                let items = cell.items.iter().map(|item| self.item(item, lane)).collect();
                cells.push(MapCell { first_column: first, n_columns: stage.steps.len(), items });
            }
            for index in first..first + stage.steps.len().max(1) {
                let Some(cell) = self.columns.get(index).and_then(|column| column.place.cell(lane)) else { continue };
                let items = cell.items.iter().map(|item| self.item(item, lane)).collect();
                cells.push(MapCell { first_column: index, n_columns: 1, items });
            }
        }
        cells
    }

    /// Side by side, the same opportunity stands once, over all its columns.
    fn opportunity_cells(&mut self) -> Vec<MapCell<'a>> {
        let id_at = |column: &Column<'_>| -> Vec<OpportunityId> {
            let opportunity = |item: &Item| match item.kind {
                ItemKind::Opportunity(id) => Some(id),
                _ => None,
            };
            column.place.items(Lane::Opportunities).filter_map(opportunity).collect()
        };
        let ids = self.columns.iter().map(id_at).collect::<Vec<_>>();
        // What a stage says itself stays as wide as the stage.
        let mut merged = self.cells(Lane::Opportunities);
        let columns = &self.columns;
        merged.retain(|cell| {
            columns.get(cell.first_column).is_some_and(|column| {
                let own = column.place.cell(Lane::Opportunities);
                cell.n_columns > 1 || own.is_none()
            })
        });
        for (column, here) in ids.iter().enumerate() {
            for id in here {
                if column > 0 && ids[column - 1].contains(id) {
                    continue;
                }
                let run = ids[column..].iter().take_while(|others| others.contains(id)).count();
                let item = self.columns[column]
                    .place
                    .items(Lane::Opportunities)
                    .find(|item| item.kind == ItemKind::Opportunity(*id));
                let items = item.map(|item| self.item(item, Lane::Opportunities)).into_iter().collect::<Vec<_>>();
                // Several of one column alone share its cell.
                match merged.last_mut().filter(|last| last.first_column == column && last.n_columns == 1 && run == 1) {
                    Some(last) => last.items.extend(items),
                    None => merged.push(MapCell { first_column: column, n_columns: run, items }),
                }
            }
        }
        merged
    }

    fn owner_cells(&self) -> Vec<MapCell<'a>> {
        let mut cells: Vec<MapCell<'a>> = Vec::new();
        let mut before = None;
        for (index, column) in self.columns.iter().enumerate() {
            let owner = column.place.owner.or(column.stage_owner);
            let here = Some((column.stage_index, owner));
            if before == here {
                if let (Some(cell), true) = (cells.last_mut(), owner.is_some()) {
                    cell.n_columns += 1;
                }
                continue;
            }
            before = here;
            if let Some(team) = owner {
                let item = MapItem {
                    text: Cow::Borrowed(&self.page.site.teams[team.index()].name),
                    href: Some(Cow::Owned(self.page.href(Address::Team(team)))),
                    ..MapItem::default()
                };
                cells.push(MapCell { first_column: index, n_columns: 1, items: vec![item] });
            }
        }
        cells
    }

    fn item(&mut self, item: &'a Item, lane: Lane) -> MapItem<'a> {
        let page = self.page;
        let site = page.site;
        let strings = page.strings();
        let persona = match &*item.personas {
            [only] if self.journey.personas.len() > 1 => ItemMarker::Persona(page.look(*only)),
            _ => ItemMarker::None,
        };
        let mut view = MapItem { marker: persona, text: Cow::Borrowed(item.text.plain.as_ref()), ..MapItem::default() };
        let mut sources = &*item.sources;
        match &item.kind {
            ItemKind::Words | ItemKind::Quote if matches!(lane, Lane::Thoughts | Lane::Quotes) => {
                let (open, close) = (strings.text("curve.quote_open"), strings.text("curve.quote_close"));
                view.style = ItemStyle::Quote;
                view.text = Cow::Owned(format!("{open}{}{close}", unquoted(&item.text.plain)));
            }
            ItemKind::Words | ItemKind::Quote => {}
            ItemKind::Image(picture) => {
                view.text = picture.caption.as_ref().map(|text| Cow::Borrowed(&*text.plain)).unwrap_or_default();
                // Not every reader of the file gets to see the image; then the words below say what it shows.
                if view.text.is_empty() {
                    view.note = Cow::Borrowed(&picture.alternative);
                }
                view.image = site.images.get(picture.image.index()).map(|image| MapImage {
                    href: Cow::Owned(page.file_href(&image.path)),
                    alternative: Cow::Borrowed(&picture.alternative),
                    ratio: image
                        .size
                        .filter(|(width, _)| *width > 0)
                        .map_or(USUAL_RATIO, |(width, height)| f64::from(height) / f64::from(width)),
                });
            }
            ItemKind::Touchpoint(usage) => {
                let channel = usage.channel.map(|channel| &site.channels[channel.index()]);
                view.marker = ItemMarker::Icon(touchpoint_icon(site, usage.touchpoint, usage.channel));
                let state = match usage.state {
                    TouchpointState::Existing => None,
                    TouchpointState::Planned => Some(strings.text("touchpoint.planned")),
                    TouchpointState::Retired => Some(strings.text("touchpoint.retired")),
                };
                let parts = [channel.map(|channel| channel.name.as_ref()), state];
                view.note =
                    Cow::Owned(parts.into_iter().flatten().collect::<Vec<_>>().join(strings.text("list.comma")));
                view.href = Some(Cow::Owned(page.href(Address::Touchpoint(usage.touchpoint))));
            }
            ItemKind::Channel(id) => {
                let channel = &site.channels[id.index()];
                view.marker = ItemMarker::Icon(icon_for(channel.icon.as_deref(), &channel.name));
                view.href = Some(Cow::Owned(page.href(Address::Channel(*id))));
            }
            ItemKind::PainPoint(id) => {
                let pain_point = &site.pain_points[id.index()];
                if let Some(severity) = pain_point.severity {
                    view.marker = ItemMarker::Severity(severity.get());
                }
                if sources.is_empty() {
                    sources = &pain_point.sources;
                }
                view.href = Some(Cow::Owned(page.href(Address::PainPoint(*id))));
            }
            ItemKind::Opportunity(id) => {
                let opportunity = &site.opportunities[id.index()];
                view.style = ItemStyle::Strong;
                let score = opportunity.score.map(|score| format_number(strings, score, 1));
                let state = page.strings().amid(page.work_status(opportunity.status).1);
                let parts = [score, Some(state)];
                view.note =
                    Cow::Owned(parts.into_iter().flatten().collect::<Vec<_>>().join(strings.text("list.comma")));
                view.href = Some(Cow::Owned(page.href(Address::Opportunity(*id))));
            }
            ItemKind::Solution(id) => {
                view.note = Cow::Owned(page.strings().amid(page.work_status(site.solutions[id.index()].status).1));
                view.href = Some(Cow::Owned(page.href(Address::Solution(*id))));
            }
            ItemKind::Metric(reading) => {
                let metric = &site.metrics[reading.metric.index()];
                let value = reading.value.or(metric.current().map(|(_, value)| value));
                let value = value.map(|value| format_number(strings, value, 2));
                let parts = [value, metric.unit.as_deref().map(str::to_owned)];
                view.note = Cow::Owned(parts.into_iter().flatten().collect::<Vec<_>>().join("\u{a0}"));
                view.href = Some(Cow::Owned(page.href(Address::Metric(reading.metric))));
            }
        }
        self.add_evidence(&mut view, item, sources);
        view
    }

    /// "source 1, 3", or that there is none for a pain point.
    fn add_evidence(&mut self, view: &mut MapItem<'a>, item: &Item, sources: &[EvidenceSourceId]) {
        let strings = self.page.strings();
        let words = if !sources.is_empty() {
            let numbers = sources.iter().map(|source| self.citations.number(*source).to_string()).collect::<Vec<_>>();
            strings.fill("poster.source", None, &[("numbers", &numbers.join(strings.text("list.comma")))])
        } else if item.confidence == Confidence::Assumed && matches!(item.kind, ItemKind::PainPoint(_)) {
            strings.text("poster.no_source").to_owned()
        } else {
            return;
        };
        view.note =
            if view.note.is_empty() { Cow::Owned(words) } else { Cow::Owned(format!("{}; {words}", view.note)) };
    }

    fn footnotes(&self) -> Vec<Cow<'a, str>> {
        let strings = self.page.strings();
        let mut list = Vec::new();
        for (index, id) in self.citations.sources().iter().enumerate() {
            let source = &self.page.site.sources[id.index()];
            let sample = source.sample.as_ref().map(|sample| format!(" ({})", sample.plain)).unwrap_or_default();
            list.push(format!("{} {}{sample}.", index + 1, source.title));
        }
        let sources = (!list.is_empty()).then(|| strings.fill("poster.sources", None, &[("list", &list.join(" "))]));
        sources.map(Cow::Owned).into_iter().collect()
    }

    /// Where the page of the map is, when the site knows its address.
    fn imprint(&self) -> String {
        let strings = self.page.strings();
        let settings = &self.page.site.settings;
        let path = self.page.render.links.journey_file(self.id, ".html");
        let place = match settings.base_url.as_deref() {
            Some(base) => format!("{}{path}", base.split_once("://").map_or(base, |(_, rest)| rest)),
            None => settings.title.to_string(),
        };
        strings.fill("poster.imprint", None, &[("place", &place)])
    }
}

/// The line that a service blueprint draws below a lane, by its key in the strings.
pub(crate) fn blueprint_line(lane: Lane, next: Option<Lane>) -> Option<&'static str> {
    match (lane, next?) {
        (Lane::Frontstage, _) => Some("blueprint.visibility"),
        (Lane::Backstage, Lane::SupportProcesses) => Some("blueprint.internal_interaction"),
        (_, Lane::Frontstage) => Some("blueprint.interaction"),
        _ => None,
    }
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(|c| matches!(c, '“' | '”' | '"' | '„' | '«' | '»'))
}
