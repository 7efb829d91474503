//! Where a person and the organization meet, and who looks after it. All of these exist as soon as they are named.

use super::*;
use crate::slug::Slug;
use crate::source::SourceId;

/// A way of meeting: web, phone, street.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    pub id: Slug,
    pub name: Box<str>,
    /// The file with its words, when there is one.
    pub source: Option<SourceId>,
    /// Name of a drawn icon; `None`: by the id when an icon has that name.
    pub icon: Option<Box<str>>,
    pub offline: Option<bool>,
    pub summary: Option<Text>,
    pub owner: Option<TeamId>,
    pub tags: Vec<TagId>,
    pub body: Document,
}

/// A concrete thing or moment of contact: the postcode checker, the van.
#[derive(Debug, Clone, PartialEq)]
pub struct Touchpoint {
    pub id: Slug,
    pub name: Box<str>,
    pub source: Option<SourceId>,
    /// The channel it belongs to when a use does not name another.
    pub channel: Option<ChannelId>,
    pub icon: Option<Box<str>>,
    pub state: TouchpointState,
    pub summary: Option<Text>,
    pub owner: Option<TeamId>,
    pub tags: Vec<TagId>,
    pub body: Document,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum TouchpointState {
    #[default]
    Existing,
    Planned,
    Retired,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    pub id: Slug,
    pub name: Box<str>,
    pub source: Option<SourceId>,
    pub lead: Option<Box<str>>,
    pub department: Option<Box<str>>,
    pub email: Option<Box<str>>,
    pub summary: Option<Text>,
    pub tags: Vec<TagId>,
    pub body: Document,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    pub id: Slug,
    pub name: Box<str>,
}
