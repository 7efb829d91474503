//! What can be found, most important kinds first: the position of an entry is its number in the index.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::insight::each_title;
use crate::links::Links;
use crate::model::*;
use crate::theme::Strings;
use crate::url::SitePath;

/// One thing to be found.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Index of [`KINDS`].
    pub kind: u8,
    pub title: String,
    /// Where it is, for a cell: journey and step.
    pub place: String,
    /// From the folder of the language, encoded.
    pub href: String,
    /// Further words: a summary, the text of a page.
    pub text: String,
}

/// What an entry is: the keys of its word in the theme's strings (`search.kind_<key>`).
pub const KINDS: [&str; 14] = [
    "journey",
    "persona",
    "page",
    "term",
    "pain_point",
    "opportunity",
    "solution",
    "touchpoint",
    "channel",
    "team",
    "metric",
    "source",
    "tag",
    "cell",
];
const CELL: u8 = 13;
/// Between the parts of a text.
const SEPARATOR: &str = " · ";

/// A site with more cells than this keeps, of its maps, the names of stages and steps, pains and opportunities.
const MOST_CELLS: usize = 250_000;

pub(super) fn list_entries(site: &Site, links: &Links<'_>, strings: &Strings) -> Vec<Entry> {
    let list = Lister { site, links, strings };
    let mut things = list.things();
    let n_cells: usize = site.journeys.iter().map(|journey| count_cells(journey)).sum();
    let all = n_cells <= MOST_CELLS;
    let maps: Vec<Vec<Found>> =
        (0..site.journeys.len()).into_par_iter().map(|index| list.places(JourneyId::from_index(index), all)).collect();
    let positions: BTreeMap<Address, usize> =
        things.iter().enumerate().map(|(at, (address, _))| (*address, at)).collect();
    let mut seen = BTreeSet::new();
    let mut places = Vec::new();
    for found in maps.into_iter().flatten() {
        match found {
            Found::Place(entry) => places.push(entry),
            Found::Of(address, entry) => {
                let known = positions.get(&address).and_then(|at| things.get_mut(*at)).map(|(_, thing)| thing);
                match known.filter(|thing| thing.title == entry.title) {
                    // The first words of a cell's text are its lane.
                    Some(thing) => add_words(&mut thing.text, entry.text.split_once(SEPARATOR).map_or("", |it| it.1)),
                    None if seen.insert((address, entry.title.clone())) => places.push(entry),
                    None => {}
                }
            }
        }
    }
    things.into_iter().map(|(_, entry)| entry).chain(places).collect()
}

/// An entry of a map: a place or its words; or one of a thing that may stand at many places and have a page of its own,
/// and is found once.
enum Found {
    Place(Entry),
    Of(Address, Entry),
}

/// A thing is found by as many bytes of words as a long paragraph has; what stands at a thousand places is found anyway.
const MOST_WORDS: usize = 2_000;

/// Adds what is not there yet.
fn add_words(text: &mut String, words: &str) {
    for word in words.split(SEPARATOR).filter(|word| !word.is_empty()) {
        if text.len() + word.len() > MOST_WORDS {
            return;
        }
        if !text.split(SEPARATOR).any(|known| known == word) {
            if !text.is_empty() {
                text.push_str(SEPARATOR);
            }
            text.push_str(word);
        }
    }
}

fn thing_of(item: &Item) -> Option<Address> {
    match item.kind {
        ItemKind::PainPoint(id) => Some(Address::PainPoint(id)),
        ItemKind::Opportunity(id) => Some(Address::Opportunity(id)),
        ItemKind::Solution(id) => Some(Address::Solution(id)),
        _ => None,
    }
}

fn kind_index(kind: &str) -> u8 {
    KINDS.iter().position(|known| *known == kind).and_then(|at| u8::try_from(at).ok()).unwrap_or(CELL)
}

fn count_cells(journey: &Journey) -> usize {
    let cells = |place: &Place| place.cells.len() + 1;
    journey
        .stages
        .iter()
        .map(|stage| cells(&stage.place) + stage.steps.iter().map(|step| cells(&step.place)).sum::<usize>())
        .sum()
}

struct Lister<'a> {
    site: &'a Site,
    links: &'a Links<'a>,
    strings: &'a Strings,
}

fn plain(text: Option<&Text>) -> &str {
    text.map(|text| text.plain.as_ref()).unwrap_or_default()
}

/// Texts side by side, without the empty ones.
fn joined<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(SEPARATOR)
}

impl Lister<'_> {
    fn href(&self, address: Address) -> String {
        let location = self.links.location(address);
        self.href_of(&location.path, location.anchor.as_deref())
    }

    /// From the folder of the language, encoded for an attribute.
    fn href_of(&self, path: &SitePath, anchor: Option<&str>) -> String {
        let mut href = String::with_capacity(path.as_str().len() + anchor.map_or(0, |anchor| anchor.len() + 1));
        if self.site.is_translation() {
            href.push_str(&self.links.page_path("search.html").link_to(path, None));
        } else {
            crate::url::push_encoded_path(&mut href, path.as_str());
        }
        if let Some(anchor) = anchor {
            href.push('#');
            href.push_str(anchor);
        }
        href
    }

    /// Everything with a page or an anchor of its own, beside the cells.
    fn things(&self) -> Vec<(Address, Entry)> {
        let mut entries = Vec::new();
        each_title(self.site, &mut |kind, address, title| {
            let entry = Entry {
                kind: kind_index(kind),
                title: title.to_owned(),
                place: String::new(),
                href: self.href(address),
                text: self.words_of(address),
            };
            entries.push((address, entry));
        });
        entries
    }

    /// What else a thing says: summary, lists, the text of its page.
    fn words_of(&self, address: Address) -> String {
        let site = self.site;
        match address {
            Address::Journey(id) => {
                let journey = site.journey(id);
                let texts = journey.texts.iter().flat_map(|(_, texts)| texts).map(|text| text.plain.as_ref());
                let stages = journey.stages.iter().filter_map(|stage| stage.prose.as_ref());
                let prose = stages.map(|prose| prose.plain.as_ref()).chain([journey.body.plain.as_ref()]);
                joined([plain(journey.summary.as_ref())].into_iter().chain(texts).chain(prose))
            }
            Address::Persona(id) => {
                let persona = site.persona(id);
                let facts = persona.facts.iter().map(|fact| fact.value.plain.as_ref());
                let lists = persona.lists.iter().flat_map(|(_, items)| items).map(|item| item.plain.as_ref());
                let said = [plain(persona.title.as_ref()), plain(persona.quote.as_ref())];
                joined(said.into_iter().chain(facts).chain(lists).chain([persona.body.plain.as_ref()]))
            }
            Address::Page(id) => {
                let page = &site.pages[id.index()];
                joined([plain(page.summary.as_ref()), &page.body.plain])
            }
            Address::Term(id) => {
                let term = &site.glossary[id.index()];
                joined(term.also.iter().map(AsRef::as_ref).chain([term.definition.plain.as_ref()]))
            }
            Address::PainPoint(id) => {
                let it = &site.pain_points[id.index()];
                joined([plain(it.summary.as_ref()), &it.body.plain])
            }
            Address::Opportunity(id) => {
                let it = &site.opportunities[id.index()];
                joined([plain(it.summary.as_ref()), &it.body.plain])
            }
            Address::Solution(id) => {
                let it = &site.solutions[id.index()];
                joined([plain(it.summary.as_ref()), &it.body.plain])
            }
            Address::Touchpoint(id) => {
                let it = &site.touchpoints[id.index()];
                joined([plain(it.summary.as_ref()), &it.body.plain])
            }
            Address::Channel(id) => {
                let it = &site.channels[id.index()];
                joined([plain(it.summary.as_ref()), &it.body.plain])
            }
            Address::Team(id) => {
                let it = &site.teams[id.index()];
                let named = [it.lead.as_deref(), it.department.as_deref()].into_iter().flatten();
                joined(named.chain([plain(it.summary.as_ref()), it.body.plain.as_ref()]))
            }
            Address::Metric(id) => plain(site.metrics[id.index()].summary.as_ref()).to_owned(),
            Address::Source(id) => {
                let it = &site.sources[id.index()];
                joined([plain(it.summary.as_ref()), plain(it.method.as_ref()), &it.body.plain])
            }
            _ => String::new(),
        }
    }

    /// The stages, steps and cells of a map. Retired maps are listed like the others: they are found, not praised.
    fn places(&self, id: JourneyId, all: bool) -> Vec<Found> {
        let journey = self.site.journey(id);
        let path = self.links.journey_file(id, ".html");
        let mut entries = Vec::new();
        for (stage_number, stage) in (1..).zip(&journey.stages) {
            let anchor = stage_anchor(&stage.place.id);
            self.place(journey, &path, &stage.place, &anchor, &stage_number.to_string(), all, &mut entries);
            for (step_number, step) in (1..).zip(&stage.steps) {
                let anchor = step_anchor(&stage.place.id, &step.place.id);
                let number = format!("{stage_number}.{step_number}");
                self.place(journey, &path, &step.place, &anchor, &number, all, &mut entries);
            }
        }
        entries
    }

    #[allow(clippy::too_many_arguments, reason = "one place with everything that stands above it")]
    fn place(
        &self,
        journey: &Journey,
        path: &SitePath,
        place: &Place,
        anchor: &str,
        number: &str,
        all: bool,
        entries: &mut Vec<Found>,
    ) {
        let feelings = place.emotions.each().filter_map(|emotion| emotion.feeling.as_deref());
        let text = joined([plain(place.summary.as_ref()), plain(place.goal.as_ref())].into_iter().chain(feelings));
        entries.push(Found::Place(Entry {
            kind: CELL,
            title: place.name.plain.to_string(),
            place: format!("{}, {number}", journey.title),
            href: self.href_of(path, Some(anchor)),
            text,
        }));
        // Who looks for a touchpoint wants to find what hurts there, and what could be done.
        let touchpoints = place.items(Lane::Touchpoints).map(|item| item.text.plain.as_ref());
        let touchpoints = joined(touchpoints);
        for cell in &place.cells {
            if !all && !matches!(cell.lane, Lane::PainPoints | Lane::Opportunities) {
                continue;
            }
            let kind = match cell.lane {
                Lane::PainPoints => kind_index("pain_point"),
                Lane::Opportunities => kind_index("opportunity"),
                Lane::Solutions => kind_index("solution"),
                Lane::Touchpoints => kind_index("touchpoint"),
                _ => CELL,
            };
            let (key, lane) = self.lane_words(journey, cell.lane);
            let cell_anchor = cell_anchor(anchor, &key);
            let text = match cell.lane {
                Lane::PainPoints | Lane::Opportunities | Lane::Solutions => joined([lane.as_str(), &touchpoints]),
                _ => lane,
            };
            for (index, item) in cell.items.iter().enumerate().filter(|(_, item)| !item.text.plain.is_empty()) {
                let anchor = item_anchor(&cell_anchor, index, item.id.as_ref());
                let entry = Entry {
                    kind,
                    title: item.text.plain.to_string(),
                    place: format!("{}, {number} {}", journey.title, place.name.plain),
                    href: self.href_of(path, Some(&anchor)),
                    text: text.clone(),
                };
                entries.push(match thing_of(item) {
                    Some(thing) => Found::Of(thing, entry),
                    None => Found::Place(entry),
                });
            }
        }
    }

    /// Key and title of a lane.
    fn lane_words(&self, journey: &Journey, lane: Lane) -> (String, String) {
        match lane {
            Lane::Custom(index) => journey
                .custom_lanes
                .get(usize::from(index))
                .map(|lane| (lane.key.to_string(), lane.title.to_string()))
                .unwrap_or_default(),
            lane => {
                let key = lane.key().unwrap_or_default();
                (key.to_owned(), self.strings.text(&format!("lane.{key}")).to_owned())
            }
        }
    }
}
