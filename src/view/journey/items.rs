//! What stands in a cell: items of every lane, feelings, and the names of lanes.

use serde::Serialize;

use super::JourneyPage;
use super::columns::walkers;
use crate::model::{
    Address, Cell, Confidence, Item, ItemKind, Lane, MetricReading, Origin, Place, TouchpointState, cell_anchor,
    item_anchor,
};
use crate::templates::format_number;
use crate::view::parts::{CitationView, EmotionView, RatingView, has_quotation_marks};

/// One entry of a cell.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct ItemView {
    /// `words`, `thought`, `quote`, `touchpoint`, `channel`, `pain-point`, `opportunity`, `solution`, `metric`, `image`.
    pub kind: &'static str,
    /// Its own anchor, where the cell's is not its.
    pub id: Option<String>,
    pub html: String,
    /// Its own page, when it has one; `html` is then plain words.
    pub href: Option<String>,
    pub icon_html: String,
    /// Behind the words, muted: the channel, the numbers of a metric.
    pub note: String,
    pub severity: Option<RatingView>,
    pub score: Option<String>,
    /// Whom it concerns, where not everybody: the small shapes with their names.
    pub personas: Vec<PersonaMark>,
    /// Look of its only persona, 0 for everybody.
    pub look: u8,
    pub citations: Vec<CitationView>,
    pub assumed: bool,
    pub image: Option<ImageView>,
    /// The words bring their own quotation marks.
    pub has_marks: bool,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct PersonaMark {
    pub name: String,
    /// 1 to 5: class suffix of the marker.
    pub look: u8,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct ImageView {
    pub src: String,
    pub alt: String,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub caption_html: Option<String>,
}

/// How one persona felt at a place.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FeelingView {
    /// First name; empty on a journey without personas.
    pub name: String,
    /// 1 to 5; 0 for nobody in particular.
    pub look: u8,
    pub emotion: EmotionView,
}

/// A row's name.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LaneHead {
    /// Class of its cells: `lane-pain-points`, `lane-custom-1`.
    pub class: String,
    /// Of the box that hides it.
    pub id: String,
    pub title: String,
    /// A few words below the title.
    pub note: Option<String>,
}

impl JourneyPage<'_> {
    /// The part of a cell's anchor that names the lane.
    pub(super) fn lane_key(&self, lane: Lane) -> String {
        match lane {
            Lane::Custom(index) => {
                self.journey.custom_lanes.get(usize::from(index)).map(|lane| lane.key.to_string()).unwrap_or_default()
            }
            lane => lane.key().unwrap_or_default().to_owned(),
        }
    }

    pub(super) fn lane_head(&self, lane: Lane) -> LaneHead {
        let strings = self.page.strings();
        let (class, title, note) = match lane {
            Lane::Custom(index) => {
                let custom = self.journey.custom_lanes.get(usize::from(index));
                let title = custom.map(|custom| custom.title.to_string()).unwrap_or_default();
                let note = custom.and_then(|custom| custom.description.as_ref()).map(|text| text.plain.to_string());
                (format!("lane-custom-{}", index + 1), title, note)
            }
            lane => {
                let key = lane.key().unwrap_or_default();
                let note = match lane {
                    Lane::Feelings => Some(self.scale_note()),
                    _ => strings.get(&format!("lane_note.{key}")).map(str::to_owned),
                };
                (format!("lane-{}", key.replace('_', "-")), strings.text(&format!("lane.{key}")).to_owned(), note)
            }
        };
        LaneHead { id: format!("_{class}"), class, title, note }
    }

    /// "+2 delighted to −2 furious"
    fn scale_note(&self) -> String {
        let journey = self.journey;
        let end = |score: f64| {
            let number = crate::templates::format_score(self.page.strings(), score, journey.scale.min);
            let word =
                journey.scale_words.iter().find(|(at, _)| (at - score).abs() < 1e-9).map(|(_, word)| word.as_ref());
            word.map_or_else(|| number.clone(), |word| format!("{number}\u{a0}{word}"))
        };
        let (low, high) = (end(journey.scale.min), end(journey.scale.max));
        self.page.strings().fill("map.scale", None, &[("low", &low), ("high", &high)])
    }

    /// The anchor of a cell.
    pub(super) fn cell_id(&self, place_anchor: &str, lane: Lane) -> String {
        cell_anchor(place_anchor, &self.lane_key(lane))
    }

    /// The items of a cell. With `own_anchors`, each carries its own anchor (the first shares the cell's).
    pub(super) fn items(&self, cell: &Cell, place: Option<&Place>, cell_id: &str, own_anchors: bool) -> Vec<ItemView> {
        let inherited = place.map_or(self.journey.confidence, |place| place.confidence);
        cell.items
            .iter()
            .enumerate()
            .map(|(index, item)| {
                let mut view = self.item(item, cell.lane, inherited);
                let anchor = item_anchor(cell_id, index, item.id.as_ref());
                view.id = (own_anchors && anchor != cell_id).then_some(anchor);
                view
            })
            .collect()
    }

    fn item(&self, item: &Item, lane: Lane, inherited: Confidence) -> ItemView {
        let page = &self.page;
        let mut view = ItemView {
            kind: match lane {
                Lane::Thoughts => "thought",
                Lane::Quotes => "quote",
                _ => "words",
            },
            html: page.text(&item.text),
            personas: self.marks(item),
            citations: self.cite(&item.sources),
            assumed: item.confidence == Confidence::Assumed && inherited != Confidence::Assumed,
            ..ItemView::default()
        };
        if let [only] = &*item.personas {
            view.look = page.look(*only) + 1;
        } else if let [only] = self.journey.personas.as_slice() {
            view.look = page.look(*only) + 1;
        }
        self.complete(item, &mut view);
        if view.href.is_some() {
            view.html = page.plain(&item.text);
        }
        view.has_marks = has_quotation_marks(&item.text.plain);
        view
    }

    /// Adds what an item is beyond its words.
    fn complete(&self, item: &Item, view: &mut ItemView) {
        let page = &self.page;
        let site = page.site;
        match &item.kind {
            ItemKind::Words => {}
            ItemKind::Quote => view.kind = "quote",
            ItemKind::Touchpoint(usage) => {
                view.kind = "touchpoint";
                view.href = Some(page.href(Address::Touchpoint(usage.touchpoint)));
                view.icon_html = page.touchpoint_icon(usage.touchpoint, usage.channel);
                let channel = usage.channel.map(|channel| site.channels[channel.index()].name.to_string());
                let state = match usage.state {
                    TouchpointState::Existing => None,
                    TouchpointState::Planned => Some(page.word("touchpoint.planned")),
                    TouchpointState::Retired => Some(page.word("touchpoint.retired")),
                };
                view.note = [channel, state]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(self.page.strings().text("list.comma"));
            }
            ItemKind::Channel(channel) => {
                view.kind = "channel";
                view.href = Some(page.href(Address::Channel(*channel)));
                view.icon_html = page.channel_icon(*channel);
            }
            ItemKind::PainPoint(id) => {
                let pain_point = &site.pain_points[id.index()];
                view.kind = "pain-point";
                view.href = self.own_page(Address::PainPoint(*id), &pain_point.origin);
                view.severity = pain_point.severity.map(|severity| page.severity(severity));
                if view.citations.is_empty() {
                    view.citations = self.cite(&pain_point.sources);
                }
            }
            ItemKind::Opportunity(id) => {
                let opportunity = &site.opportunities[id.index()];
                view.kind = "opportunity";
                view.href = self.own_page(Address::Opportunity(*id), &opportunity.origin);
                view.score = opportunity.score.map(|score| format_number(page.strings(), score, 1));
            }
            ItemKind::Solution(id) => {
                let solution = &site.solutions[id.index()];
                view.kind = "solution";
                view.href = self.own_page(Address::Solution(*id), &solution.origin);
                view.note = format!("({})", page.strings().amid(page.work_status(solution.status).1));
            }
            ItemKind::Metric(reading) => {
                view.kind = "metric";
                view.href = Some(page.href(Address::Metric(reading.metric)));
                view.note = self.reading_words(reading);
            }
            ItemKind::Image(picture) => {
                view.kind = "image";
                view.image = site.images.get(picture.image.index()).map(|image| ImageView {
                    src: page.file_href(&image.path),
                    alt: picture.alternative.to_string(),
                    width: image.size.map(|size| size.0),
                    height: image.size.map(|size| size.1),
                    caption_html: picture.caption.as_ref().map(|caption| page.text(caption)),
                });
            }
        }
    }

    /// Where an item leads: its own page, or the other cell that it was written in. `None` for an item that is at home here.
    fn own_page(&self, address: Address, origin: &Origin) -> Option<String> {
        match origin {
            Origin::File(_) => Some(self.page.href(address)),
            Origin::Cell { journey, .. } if *journey != self.id => Some(self.page.href(address)),
            Origin::Cell { .. } => None,
        }
    }

    /// "59 %, target 70 %"
    pub(super) fn reading_words(&self, reading: &MetricReading) -> String {
        let metric = &self.page.site.metrics[reading.metric.index()];
        let strings = self.page.strings();
        let value = reading.value.or(metric.current().map(|(_, value)| value));
        // A name that says its unit says it for its numbers.
        let unit = metric.unit.as_deref().filter(|unit| *unit == "%" || !metric.title.contains(unit.trim()));
        let value = value.map(|value| self.with_unit(value, unit));
        let target = reading.target.or(metric.target).map(|target| self.with_unit(target, unit));
        let target = target.map(|target| strings.fill("measure.target_of", None, &[("value", &target)]));
        [value, target].into_iter().flatten().collect::<Vec<_>>().join(strings.text("list.comma"))
    }

    /// A number with its unit; what is longer than a sign is set apart by a space.
    pub(super) fn with_unit(&self, value: f64, unit: Option<&str>) -> String {
        let number = format_number(self.page.strings(), value, 2);
        match unit {
            None => number,
            Some("%") => self.page.strings().fill("number.percent", None, &[("n", &number)]),
            Some(unit) => self.page.strings().isolated(&format!("{number}\u{a0}{unit}")).into_owned(),
        }
    }

    pub(super) fn marks(&self, item: &Item) -> Vec<PersonaMark> {
        if self.journey.personas.len() < 2 {
            return Vec::new();
        }
        item.personas
            .iter()
            .map(|persona| PersonaMark {
                name: self.page.site.persona(*persona).short_name.to_string(),
                look: self.page.look(*persona) + 1,
            })
            .collect()
    }

    /// The feelings of a place, in the journey's order of personas.
    pub(super) fn feelings(&self, place: &Place, size: &str) -> Vec<FeelingView> {
        walkers(self.journey)
            .into_iter()
            .filter_map(|persona| {
                let emotion = place.emotions.of(persona)?;
                Some(FeelingView {
                    name: persona
                        .map(|persona| self.page.site.persona(persona).short_name.to_string())
                        .unwrap_or_default(),
                    look: persona.map_or(0, |persona| self.page.look(persona) + 1),
                    emotion: self.page.emotion(emotion, self.journey, persona, place.is_assumed(), size),
                })
            })
            .collect()
    }
}
