//! Evidence: where a claim comes from. (A `Source` of bytes is something else; hence the long name in code.)

use super::*;
use crate::slug::Slug;
use crate::source::SourceId;

#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceSource {
    pub id: Slug,
    pub source: SourceId,
    pub title: Box<str>,
    /// interviews, survey, diary, analytics … or the site's own word.
    pub kind: Option<Box<str>>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// "14 households, 371 entries"
    pub sample: Option<Text>,
    pub method: Option<Text>,
    pub link: Option<Box<str>>,
    pub summary: Option<Text>,
    pub owner: Option<TeamId>,
    pub tags: Vec<TagId>,
    pub body: Document,
}
