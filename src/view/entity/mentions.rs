//! Every place in the maps that mentions a thing: by journey, then in the order of reading, with the feeling there.

use serde::Serialize;

use crate::insight::{Insight, PlaceMention, PlaceRef, PlaceRole, counts, felt_at, item_of};
use crate::model::*;
use crate::templates::format_score;
use crate::view::PageContext;
use crate::view::page::{PersonMention, PlaceView, page_of, place_of};
use crate::view::parts::{LinkView, spoken_html};

/// A map with the places in it.
#[derive(Debug, Serialize)]
pub struct MentionedJourney {
    pub link: LinkView,
    pub people: Vec<PersonMention>,
    /// "to-be", "retired": what keeps the map out of means.
    pub note: Option<String>,
    pub places: Vec<MentionedPlace>,
}

#[derive(Debug, Serialize)]
pub struct MentionedPlace {
    /// `None` for the map as a whole.
    pub place: Option<PlaceView>,
    pub lines: Vec<MentionLine>,
    pub feelings: Vec<PlaceFeeling>,
}

/// One thing that is said there.
#[derive(Debug, Serialize)]
pub struct MentionLine {
    /// "Pain point", "owns this step"
    pub label: String,
    /// The words, which lead to their cell unless they hold links themselves; empty when the label says it all.
    pub html: String,
    /// To the cell, where the words do not lead there.
    pub href: Option<String>,
}

/// How one person felt there.
#[derive(Debug, Serialize)]
pub struct PlaceFeeling {
    pub face_html: String,
    pub number: String,
    pub who: Option<String>,
    pub feeling: Option<String>,
}

/// Up to here, the maps that a team owns or a tag marks stand in a table of their own, and not among the places again.
const MOST_LISTED_JOURNEYS: usize = 50;

/// The maps as a whole that a table shows instead of the list of places: those of a team and of a tag, when they are few.
pub(crate) fn listed_journeys(insight: &Insight, of: Address) -> Vec<JourneyId> {
    let role = match of {
        Address::Team(_) => PlaceRole::Owner,
        Address::Tag(_) => PlaceRole::Tag,
        _ => return Vec::new(),
    };
    let places = insight.back_links(of).places.iter();
    let whole = places.filter(|mention| mention.role == role && mention.place.stage_index().is_none());
    let journeys = whole.map(|mention| mention.place.journey).collect::<Vec<_>>();
    if journeys.len() > MOST_LISTED_JOURNEYS { Vec::new() } else { journeys }
}

/// The places that the list shows, each with its mentions.
pub(crate) fn shown_places(insight: &Insight, of: Address) -> Vec<&[PlaceMention]> {
    let has_table = !listed_journeys(insight, of).is_empty();
    let in_table = |mention: &PlaceMention| {
        mention.place.stage_index().is_none() && matches!(mention.role, PlaceRole::Owner | PlaceRole::Tag)
    };
    let places = insight.back_links(of).distinct_places();
    places.filter(|mentions| !(has_table && mentions.iter().all(in_table))).collect()
}

/// "At 9 places in 3 journeys"; of what is met, plans are told apart: "At 2 places in 1 journey, and 1 planned".
pub(super) fn title(page: &PageContext<'_>, of: Address) -> String {
    let mut shown = shown_places(page.render.insight, of);
    let strings = page.strings();
    let usage = page.render.insight.back_links(of).usage;
    let planned = |key: &str| strings.fill(key, Some(u64::from(usage.n_planned)), &[]);
    if super::is_met(of) && !shown.is_empty() {
        shown.retain(|mentions| counts(page.site, mentions[0].place.journey));
        if shown.is_empty() {
            let n_planned = usage.n_planned;
            return if n_planned == 0 {
                strings.text("entity.only_retired").to_owned()
            } else {
                planned("entity.only_planned")
            };
        }
    }
    let mut journeys = shown.iter().map(|mentions| mentions[0].place.journey).collect::<Vec<_>>();
    journeys.dedup();
    let n_journeys = strings.fill("unit.journeys", Some(journeys.len() as u64), &[]);
    let n_places = shown.iter().filter(|mentions| mentions[0].place.stage_index().is_some()).count();
    match (shown.is_empty(), n_places) {
        (true, _) => strings.text("entity.in_no_map").to_owned(),
        (false, 0) => strings.fill("entity.in_journeys", None, &[("journeys", &n_journeys)]),
        (false, n) => {
            let places = strings.fill("unit.places", Some(n as u64), &[]);
            let met = strings.fill("entity.at_places", None, &[("places", &places), ("journeys", &n_journeys)]);
            if !super::is_met(of) || usage.n_planned == 0 {
                return met;
            }
            let planned = planned("unit.and_planned");
            strings.fill("entity.with_planned", None, &[("places", &met), ("planned", &planned)])
        }
    }
}

pub(super) fn mentioned_journeys(page: &PageContext<'_>, of: Address, number: u32) -> Vec<MentionedJourney> {
    let places = shown_places(page.render.insight, of);
    let mut journeys: Vec<(JourneyId, MentionedJourney)> = Vec::new();
    for mentions in page_of(&places, number) {
        let id = mentions[0].place.journey;
        if journeys.last().is_none_or(|(last, _)| *last != id) {
            journeys.push((id, mentioned_journey(page, id)));
        }
        if let Some((_, journey)) = journeys.last_mut() {
            journey.places.push(mentioned_place(page, of, mentions));
        }
    }
    journeys.into_iter().map(|(_, journey)| journey).collect()
}

fn mentioned_journey(page: &PageContext<'_>, id: JourneyId) -> MentionedJourney {
    let journey = page.site.journey(id);
    let note = match (journey.status, journey.scope) {
        (Status::Retired, _) => Some(page.strings().amid(page.status(Status::Retired))),
        (_, Scope::ToBe) => Some(page.scope(Scope::ToBe).to_owned()),
        _ => None,
    };
    MentionedJourney {
        link: page.link(Address::Journey(id)),
        people: journey.personas.iter().map(|persona| page.mention(*persona)).collect(),
        note,
        places: Vec::new(),
    }
}

fn mentioned_place(page: &PageContext<'_>, of: Address, mentions: &[PlaceMention]) -> MentionedPlace {
    let place = mentions[0].place;
    let mut lines = Vec::new();
    for mention in mentions {
        let line = mention_line(page, of, mention);
        // An item can name a thing in two roles (a pain point's owner and its own words): said once.
        if lines.iter().all(|earlier: &MentionLine| earlier.html != line.html || earlier.label != line.label) {
            lines.push(line);
        }
    }
    // The thing itself stands in that cell: the link leads right there.
    let own_cell = lines.iter().find(|line| line.label.is_empty()).and_then(|line| line.href.clone());
    MentionedPlace {
        place: place.stage_index().is_some().then(|| {
            let view = page.place(place);
            PlaceView { href: own_cell.unwrap_or_else(|| view.href.clone()), ..view }
        }),
        feelings: feelings(page, place),
        lines,
    }
}

fn mention_line(page: &PageContext<'_>, of: Address, mention: &PlaceMention) -> MentionLine {
    let item = item_of(page.site, mention);
    let href = mention.role.cell().and_then(|(lane, index)| page.cell_href(mention.place, lane, index, item));
    let own_name = page.name(of);
    let (label, html) = match (mention.role, item) {
        (PlaceRole::Item { lane, .. }, Some(item)) => match &item.kind {
            ItemKind::Metric(reading) => match escaped(&page.reading(reading)) {
                html if html.is_empty() => (page.word("mention.measure"), html),
                html => (page.lane_name(mention.place.journey, lane), html),
            },
            // The thing itself stands there: what happens at the place says more than its name again.
            _ if *item.text.plain == own_name => (String::new(), context(page, mention.place)),
            _ => (page.lane_name(mention.place.journey, lane), page.text(&item.text)),
        },
        (
            PlaceRole::ItemEvidence { lane, .. } | PlaceRole::ItemOwner { lane, .. } | PlaceRole::ItemTag { lane, .. },
            Some(item),
        ) => (page.lane_name(mention.place.journey, lane), page.text(&item.text)),
        (PlaceRole::Measure, _) => match measure(page, of, mention.place) {
            html if html.is_empty() => (page.word("mention.measure"), html),
            html => (String::new(), html),
        },
        (role, _) => (page.word(role_key(role, mention.place)), String::new()),
    };
    // The words lead to their cell; where they hold a link of their own, or there are none, what they are does.
    let is_said = matches!(mention.role.cell(), Some((Lane::Quotes | Lane::Thoughts, _)));
    let words = if is_said { spoken_html(html) } else { html };
    match &href {
        Some(to) if !label.is_empty() && !words.is_empty() && !words.contains("<a ") => {
            let mut linked = String::from("<a href=\"");
            crate::links::push_escaped(&mut linked, to);
            linked.push_str("\">");
            linked.push_str(&words);
            linked.push_str("</a>");
            MentionLine { label, html: linked, href: None }
        }
        _ => MentionLine { label, html: words, href },
    }
}

fn role_key(role: PlaceRole, place: PlaceRef) -> &'static str {
    let whole = place.stage_index().is_none();
    match role {
        PlaceRole::Owner if whole => "mention.owns_map",
        PlaceRole::Owner => "mention.owns_place",
        PlaceRole::Department => "mention.takes_part",
        PlaceRole::Evidence if whole => "mention.evidence_map",
        PlaceRole::Evidence => "mention.evidence_place",
        PlaceRole::Tag => "mention.tag",
        PlaceRole::Measure => "mention.measure",
        PlaceRole::Detail => "mention.detail",
        PlaceRole::Walks => "mention.walks",
        _ => "mention.words",
    }
}

/// What a journey reports of a metric.
fn measure(page: &PageContext<'_>, of: Address, place: PlaceRef) -> String {
    let Address::Metric(id) = of else { return String::new() };
    let measures = page.site.journey(place.journey).measures.iter().filter(|measure| measure.reading.metric == id);
    let words = measures.map(|measure| {
        let mut html = escaped(&page.reading(&measure.reading));
        if let Some(text) = measure.text.as_ref().filter(|text| *text.plain != *page.site.metrics[id.index()].title) {
            if !html.is_empty() {
                html.push_str(page.strings().text("list.stop"));
                html.push_str(page.strings().text("list.sentence"));
            }
            html.push_str(&page.text(text));
        }
        html
    });
    words.collect::<Vec<_>>().join("<br>")
}

/// What happens at a place: its first action, else its summary.
fn context(page: &PageContext<'_>, place: PlaceRef) -> String {
    let journey = page.site.journey(place.journey);
    let Some(place) = place_of(journey, place) else { return String::new() };
    let action = place.items(Lane::Actions).next().map(|item| &item.text);
    action.or(place.summary.as_ref()).map(|text| page.text(text)).unwrap_or_default()
}

fn feelings(page: &PageContext<'_>, at: PlaceRef) -> Vec<PlaceFeeling> {
    let journey = page.site.journey(at.journey);
    let Some(place) = place_of(journey, at) else { return Vec::new() };
    let everybody = if journey.personas.is_empty() {
        vec![None]
    } else {
        journey.personas.iter().copied().map(Some).collect::<Vec<_>>()
    };
    let many = everybody.len() > 1;
    let felt = everybody.into_iter().filter_map(|persona| {
        let who: &[PersonaId] = persona.as_slice();
        let felt = felt_at(journey, at, who);
        let valence = felt.mean()?;
        let score = (felt.mean_on(&journey.scale)? * 10.0).round() / 10.0;
        let look = persona.map(|persona| page.look(persona));
        let emotion = place.emotions.of(persona).filter(|_| at.step_index().is_some());
        Some(PlaceFeeling {
            face_html: page.draw(|sprite| sprite.face(look, valence, place.is_assumed(), "face-medium")),
            number: format_score(page.strings(), score, journey.scale.min),
            who: persona.filter(|_| many).map(|persona| page.site.persona(persona).short_name.to_string()),
            feeling: emotion.and_then(|emotion| emotion.feeling.as_deref()).map(str::to_owned),
        })
    });
    felt.collect()
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    crate::links::push_escaped(&mut html, text);
    html
}

impl PageContext<'_> {
    /// What a lane is called, in the singular of one item.
    pub(crate) fn lane_name(&self, journey: JourneyId, lane: Lane) -> String {
        match lane {
            Lane::Custom(index) => {
                let lanes = &self.site.journey(journey).custom_lanes;
                lanes.get(usize::from(index)).map(|lane| lane.title.to_string()).unwrap_or_default()
            }
            _ => self.word(&format!("mention_lane.{}", lane.key().unwrap_or_default())),
        }
    }

    /// The link to an item of a cell.
    pub(crate) fn cell_href(&self, place: PlaceRef, lane: Lane, index: u32, item: Option<&Item>) -> Option<String> {
        let journey = self.site.journey(place.journey);
        let key = match lane {
            Lane::Custom(index) => journey.custom_lanes.get(usize::from(index)).map(|lane| lane.key.as_ref())?,
            _ => lane.key()?,
        };
        let location = self.render.links.location(place.address());
        let cell = cell_anchor(location.anchor.as_deref().unwrap_or_default(), key);
        let anchor = item_anchor(&cell, index as usize, item.and_then(|item| item.id.as_ref()));
        Some(self.path.link_to(&location.path, Some(&anchor)))
    }
}
