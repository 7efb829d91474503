//! What mentions a thing outside of the maps: grouped by how, each group in its own order.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::insight::{EntityMention, EntityRole};
use crate::model::*;
use crate::view::PageContext;
use crate::view::parts::LinkView;

/// Things of one kind that mention the page's thing in one way.
#[derive(Debug, Serialize)]
pub struct OtherGroup {
    pub title: String,
    pub links: Vec<LinkView>,
}

/// The order and the words of the groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Personas,
    Prefers,
    PainPoints,
    Opportunities,
    Solutions,
    Touchpoints,
    Channels,
    Teams,
    Metrics,
    Sources,
    Words,
}

impl Group {
    fn of(mention: &EntityMention) -> Group {
        match (mention.role, mention.from) {
            (EntityRole::Words, _) => Group::Words,
            (EntityRole::Prefers, _) => Group::Prefers,
            (_, Address::Persona(_)) => Group::Personas,
            (_, Address::PainPoint(_)) => Group::PainPoints,
            (_, Address::Opportunity(_)) => Group::Opportunities,
            (_, Address::Solution(_)) => Group::Solutions,
            (_, Address::Touchpoint(_)) => Group::Touchpoints,
            (_, Address::Channel(_)) => Group::Channels,
            (_, Address::Team(_)) => Group::Teams,
            (_, Address::Metric(_)) => Group::Metrics,
            (_, Address::Source(_)) => Group::Sources,
            _ => Group::Words,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Group::Personas => "navigation.personas",
            Group::Prefers => "entity.preferred_by",
            Group::PainPoints => "navigation.pain-points",
            Group::Opportunities => "navigation.opportunities",
            Group::Solutions => "navigation.solutions",
            Group::Touchpoints => "navigation.touchpoints",
            Group::Channels => "navigation.channels",
            Group::Teams => "navigation.teams",
            Group::Metrics => "navigation.metrics",
            Group::Sources => "navigation.sources",
            Group::Words => "entity.named_in",
        }
    }
}

/// Without what a section of the page already lists (see [`super::sections`]).
pub(super) fn others(page: &PageContext<'_>, of: Address) -> Vec<OtherGroup> {
    let listed = super::sections::listed(page, of);
    let mut groups = BTreeMap::<Group, Vec<LinkView>>::new();
    for mention in &page.render.insight.back_links(of).entities {
        if !listed.contains(&mention.from) {
            let links = groups.entry(Group::of(mention)).or_default();
            let link = page.link(mention.from);
            if !links.contains(&link) {
                links.push(link);
            }
        }
    }
    groups.into_iter().map(|(group, links)| OtherGroup { title: page.word(group.key()), links }).collect()
}
