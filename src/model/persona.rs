//! A persona: an archetype of the people who walk the journeys.

use super::text::Picture;
use super::*;
use crate::slug::Slug;
use crate::source::SourceId;

#[derive(Debug, Clone, PartialEq)]
pub struct Persona {
    pub id: Slug,
    pub source: SourceId,
    pub name: Box<str>,
    /// The writer's own, else the first word of the name; the whole name when two personas share it. The label at a line's end.
    pub short_name: Box<str>,
    /// One or two letters for a drawn portrait.
    pub monogram: Box<str>,
    /// The archetype in a few words.
    pub title: Option<Text>,
    pub segment: Option<Box<str>>,
    pub kind: PersonaKind,
    pub portrait: Option<Portrait>,
    pub quote: Option<Text>,
    pub quote_source: Option<EvidenceSourceId>,
    /// Single facts in a fixed order (age, location, occupation …), then the writer's own `facts` in theirs.
    pub facts: Vec<Fact>,
    /// Lists in a fixed order (goals, needs, wants …), only those that were written: key and items.
    pub lists: Vec<(&'static str, Vec<Text>)>,
    pub channels: Vec<ChannelId>,
    pub scales: Vec<PersonaScale>,
    pub empathy: Option<Empathy>,
    pub sources: Vec<EvidenceSourceId>,
    pub confidence: Confidence,
    pub owner: Option<TeamId>,
    pub status: Status,
    pub reviewed: Option<Date>,
    pub next_review: Option<Date>,
    pub review_state: ReviewState,
    pub tags: Vec<TagId>,
    /// The biography.
    pub body: Document,
    pub aliases: Vec<crate::url::SitePath>,
    /// 0-based place in the order of first appearance in maps (journeys by id): fixes hue, dash and marker for the whole site.
    pub color_index: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PersonaKind {
    #[default]
    Primary,
    Secondary,
    Anti,
}

pub type Portrait = Picture;

/// One line of facts. `key` is a known field's name, or the writer's own words.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub key: Box<str>,
    /// Whether `key` is a field that the theme's strings name.
    pub known: bool,
    pub value: Text,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PersonaScale {
    /// Scales of several people with one key are one scale, in whatever language their names are.
    pub key: Box<str>,
    /// Whether the name is a translation's; others may have it in the language of the originals only.
    pub is_translated: bool,
    pub name: Box<str>,
    pub low: Box<str>,
    pub high: Box<str>,
    /// 0 at `low`, 1 at `high`.
    pub value: f64,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Empathy {
    pub says: Vec<Text>,
    pub thinks: Vec<Text>,
    pub does: Vec<Text>,
    pub feels: Vec<Text>,
}
