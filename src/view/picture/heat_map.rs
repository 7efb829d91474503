//! Heat maps: journeys by their stages; within one journey, personas or channels by stage.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::chart::{Chart, DataTable, Picture, counted, escaped, mean_label};
use crate::diagram::heat_map::{HeatCell, HeatColumn, HeatMapData, HeatRow};
use crate::insight::{Felt, PlaceRef, felt_at, felt_in_stage, score_of_valence};
use crate::model::{Address, ChannelId, EmotionScale, ItemKind, Journey, JourneyId, Lane, Place};
use crate::templates::format_score;
use crate::view::PageContext;
use crate::view::parts::anchor_html;

/// As many channels as a picture can bear; the least used are left out, and said to be.
const MOST_CHANNELS: usize = 24;

/// Journeys that count, each with its own stages; `None` when nobody scored any.
pub(crate) fn journeys_by_stage<'a>(
    page: &PageContext<'a>,
    journeys: &[JourneyId],
    picture_id: &str,
) -> Option<Picture<'a>> {
    let mut rows = Vec::new();
    let mut table = DataTable::new(
        page,
        &[("column.journey", false), ("table.stage", false), ("table.score", true), ("picture.scores", true)],
    );
    let mut extremes = Extremes::default();
    for id in journeys {
        let journey = page.site.journey(*id);
        let summary = page.render.insight.journey(*id);
        if summary.felt.n_scores() == 0 {
            continue;
        }
        let journey_link = page.link_html(Address::Journey(*id));
        let cells = (0_u32..).zip(&journey.stages).zip(&summary.stages).map(|((stage_index, stage), felt)| {
            let address = Address::Stage(*id, stage_index);
            let name = stage.place.name.plain.as_ref();
            let (cell, written) = cell(page, *felt, &journey.scale, address, name, "unit.scores", felt.n_scores());
            extremes.see(&cell, &journey.title, name);
            let link = anchor_html(&page.href(address), name);
            table.rows.push(vec![journey_link.clone(), link, written, felt.n_scores().to_string()]);
            Some(HeatCell { assumed: stage.place.is_assumed(), ..cell })
        });
        rows.push(HeatRow {
            cells: cells.collect(),
            name: Cow::Borrowed(&journey.title),
            href: Some(Cow::Owned(page.href(Address::Journey(*id)))),
            personas: people(page, journey),
        });
    }
    if rows.is_empty() {
        return None;
    }
    let title = page.word("picture.heat_journeys");
    Some(picture(page, title, picture_id, (Vec::new(), rows), &extremes, key_of_site(page), table))
}

/// How each person feels in each stage of a journey; `None` for a map without scores.
pub(crate) fn personas_by_stage<'a>(page: &PageContext<'a>, id: JourneyId, picture_id: &str) -> Option<Picture<'a>> {
    let journey = page.site.journey(id);
    if page.render.insight.journey(id).felt.n_scores() == 0 || journey.personas.is_empty() {
        return None;
    }
    let mut table = stage_table(page, journey, "picture.persona");
    let mut extremes = Extremes::default();
    let mut rows = Vec::new();
    for persona in &journey.personas {
        let name = page.site.persona(*persona).name.as_ref();
        let mut words = vec![page.link_html(Address::Persona(*persona))];
        let mut cells = Vec::new();
        for (stage_index, stage) in (0_u32..).zip(&journey.stages) {
            let felt = felt_in_stage(journey, stage_index, Some(*persona));
            if felt.n_scores() == 0 {
                words.push(String::new());
                cells.push(None);
                continue;
            }
            let address = Address::Stage(id, stage_index);
            let (cell, written) = cell(page, felt, &journey.scale, address, "", "unit.scores", felt.n_scores());
            extremes.see(&cell, name, &stage.place.name.plain);
            words.push(written);
            let look = Some(page.look(*persona));
            cells.push(Some(HeatCell { persona: look, assumed: stage.place.is_assumed(), ..cell }));
        }
        table.rows.push(words);
        rows.push(HeatRow {
            name: Cow::Borrowed(name),
            href: Some(Cow::Owned(page.href(Address::Persona(*persona)))),
            personas: Vec::new(),
            cells,
        });
    }
    let title = page.strings().fill("picture.heat_personas", None, &[("journey", &journey.title)]);
    let picture = picture(page, title, picture_id, (columns(page, id), rows), &extremes, key_of(page, journey), table);
    Some(Picture { links: vec![page.link(Address::Journey(id))], ..picture })
}

/// How each channel feels in each stage of a journey, and how often it is met; `None` for a map without channels.
pub(crate) fn channels_by_stage<'a>(page: &PageContext<'a>, id: JourneyId, picture_id: &str) -> Option<Picture<'a>> {
    let journey = page.site.journey(id);
    let mut met: BTreeMap<ChannelId, Vec<(u32, Felt)>> = BTreeMap::new();
    for (stage_index, stage) in (0_u32..).zip(&journey.stages) {
        let own = (PlaceRef::stage(id, stage_index), &stage.place);
        let steps = (0_u32..).zip(&stage.steps);
        let steps = steps.map(|(index, step)| (PlaceRef::step(id, stage_index, index), &step.place));
        for (at, place) in std::iter::once(own).chain(steps) {
            for channel in channels_at(page, place) {
                met.entry(channel).or_default().push((stage_index, felt_at(journey, at, &[])));
            }
        }
    }
    let mut order = met.iter().collect::<Vec<_>>();
    order.sort_by_key(|(channel, places)| (std::cmp::Reverse(places.len()), **channel));
    let n_left_out = order.len().saturating_sub(MOST_CHANNELS);
    order.truncate(MOST_CHANNELS);
    if order.is_empty() {
        return None;
    }
    let mut table = stage_table(page, journey, "column.channel");
    let mut extremes = Extremes::default();
    let mut rows = Vec::new();
    for (channel, places) in order {
        let name = page.site.channels[channel.index()].name.as_ref();
        let mut words = vec![page.link_html(Address::Channel(*channel))];
        let mut cells = Vec::new();
        for (stage_index, stage) in (0_u32..).zip(&journey.stages) {
            let here = places.iter().filter(|(stage, _)| *stage == stage_index);
            let (mut felt, mut n_places) = (Felt::default(), 0_u32);
            for (_, at_place) in here {
                felt.join(*at_place);
                n_places += 1;
            }
            if n_places == 0 {
                words.push(String::new());
                cells.push(None);
                continue;
            }
            let address = Address::Stage(id, stage_index);
            let (cell, written) = cell(page, felt, &journey.scale, address, "", "unit.places", n_places);
            extremes.see(&cell, name, &stage.place.name.plain);
            words.push(format!("{written} ×{n_places}"));
            cells.push(Some(cell));
        }
        table.rows.push(words);
        rows.push(HeatRow {
            name: Cow::Borrowed(name),
            href: Some(Cow::Owned(page.href(Address::Channel(*channel)))),
            personas: Vec::new(),
            cells,
        });
    }
    let title = page.strings().fill("picture.heat_channels", None, &[("journey", &journey.title)]);
    let picture = picture(page, title, picture_id, (columns(page, id), rows), &extremes, key_of(page, journey), table);
    let note = if n_left_out > 0 { counted(page, "picture.left_out", n_left_out) } else { String::new() };
    Some(Picture { links: vec![page.link(Address::Journey(id))], note, ..picture })
}

fn people<'a>(page: &PageContext<'a>, journey: &Journey) -> Vec<(Cow<'a, str>, u8)> {
    let name = |id: &crate::model::PersonaId| (Cow::Borrowed(&*page.site.persona(*id).short_name), page.look(*id));
    journey.personas.iter().map(name).collect()
}

/// Each channel of a place once.
fn channels_at(page: &PageContext<'_>, place: &Place) -> Vec<ChannelId> {
    let items = place.items(Lane::Touchpoints).chain(place.items(Lane::Channels));
    let mut channels = items
        .filter_map(|item| match item.kind {
            ItemKind::Touchpoint(used) => used.channel.or(page.site.touchpoints[used.touchpoint.index()].channel),
            ItemKind::Channel(id) => Some(id),
            _ => None,
        })
        .collect::<Vec<_>>();
    channels.sort();
    channels.dedup();
    channels
}

/// The cell, and its score as HTML for the table.
fn cell<'a>(
    page: &PageContext<'a>,
    felt: Felt,
    scale: &EmotionScale,
    address: Address,
    name: &'a str,
    unit: &str,
    n: u32,
) -> (HeatCell<'a>, String) {
    let mean = mean_label(page, felt, scale);
    let written = mean.as_ref().map(|(_, score)| score.clone()).unwrap_or_default();
    let cell = HeatCell {
        valence: mean.as_ref().map(|mean| mean.0),
        score_label: Cow::Owned(written.clone()),
        count_label: if n > 0 { Cow::Owned(counted(page, unit, n as usize)) } else { Cow::Borrowed("") },
        name: Cow::Borrowed(name),
        href: Some(Cow::Owned(page.href(address))),
        persona: None,
        assumed: false,
    };
    (cell, escaped(&written))
}

fn columns<'a>(page: &PageContext<'a>, id: JourneyId) -> Vec<HeatColumn<'a>> {
    let stages = (0_u32..).zip(&page.site.journey(id).stages);
    let columns = stages.map(|(index, stage)| HeatColumn {
        name: Cow::Borrowed(stage.place.name.plain.as_ref()),
        href: Some(Cow::Owned(page.href(Address::Stage(id, index)))),
    });
    columns.collect()
}

/// One row a person or channel, one column a stage.
fn stage_table(page: &PageContext<'_>, journey: &Journey, head: &str) -> DataTable {
    let stages = journey.stages.iter().map(|stage| (stage.place.name.plain.to_string(), true));
    DataTable { columns: std::iter::once((page.word(head), false)).chain(stages).collect(), rows: Vec::new() }
}

/// The lowest and the highest cell: valence, score, row, column.
#[derive(Default)]
struct Extremes {
    lowest: Option<(f64, String, String, String)>,
    highest: Option<(f64, String, String, String)>,
}

impl Extremes {
    fn see(&mut self, cell: &HeatCell<'_>, row: &str, column: &str) {
        let Some(valence) = cell.valence else { return };
        let here = || Some((valence, cell.score_label.to_string(), row.to_owned(), column.to_owned()));
        if self.lowest.as_ref().is_none_or(|known| valence < known.0) {
            self.lowest = here();
        }
        if self.highest.as_ref().is_none_or(|known| valence > known.0) {
            self.highest = here();
        }
    }

    fn sentence(&self, page: &PageContext<'_>) -> String {
        let (Some(lowest), Some(highest)) = (&self.lowest, &self.highest) else { return String::new() };
        let strings = page.strings();
        let fill = |key: &str, (_, score, row, column): &(f64, String, String, String)| {
            strings.fill(key, None, &[("score", score), ("row", row), ("column", column)])
        };
        if lowest.0 == highest.0 {
            return fill("picture.heat_flat", lowest);
        }
        format!("{} {}", fill("picture.heat_lowest", lowest), fill("picture.heat_highest", highest))
    }
}

fn picture<'a>(
    page: &PageContext<'a>,
    title: String,
    picture_id: &str,
    (columns, rows): (Vec<HeatColumn<'a>>, Vec<HeatRow<'a>>),
    extremes: &Extremes,
    key: Vec<(f64, Cow<'a, str>)>,
    table: DataTable,
) -> Picture<'a> {
    let sentence = extremes.sentence(page);
    Picture {
        chart: Chart::HeatMap(HeatMapData {
            id: Cow::Owned(picture_id.to_owned()),
            title: Cow::Owned(title.clone()),
            description: Cow::Owned(sentence),
            language: Cow::Borrowed(&page.site.settings.language),
            columns,
            rows,
            key,
        }),
        title,
        table,
        links: Vec::new(),
        note: String::new(),
    }
}

fn key_of_site<'a>(page: &PageContext<'a>) -> Vec<(f64, Cow<'a, str>)> {
    let settings = &page.site.settings;
    key(page, settings.scale, &settings.scale_words)
}

fn key_of<'a>(page: &PageContext<'a>, journey: &Journey) -> Vec<(f64, Cow<'a, str>)> {
    key(page, journey.scale, &journey.scale_words)
}

/// Five steps from one end of the scale to the other, with their words.
fn key<'a>(page: &PageContext<'a>, scale: EmotionScale, words: &[(f64, Box<str>)]) -> Vec<(f64, Cow<'a, str>)> {
    let entry = |valence: f64| {
        let score = score_of_valence(&scale, valence);
        let number = format_score(page.strings(), score, scale.min);
        match words.iter().find(|(at, _)| (*at - score).abs() < 1e-9) {
            Some((_, word)) => (valence, Cow::Owned(format!("{number} {word}"))),
            None => (valence, Cow::Owned(number)),
        }
    };
    [-1.0, -0.5, 0.0, 0.5, 1.0].into_iter().map(entry).collect()
}
