//! Everything that has a page or an anchor of its own, from A to Z.

use crate::fold::fold;
use crate::model::*;

/// Something with a page or an anchor of its own, for the list from A to Z.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// As the strings spell it: `journey`, `pain_point` …
    pub kind: &'static str,
    pub title: Box<str>,
    pub address: Address,
    /// What it is sorted by.
    pub folded: Box<str>,
}

/// Everything with a page of its own, by folded title; what does not begin with a letter comes first.
pub(super) fn titles(site: &Site) -> Vec<Title> {
    let mut titles = Vec::new();
    each_title(site, &mut |kind, address, title| {
        let folded = fold(title);
        // Quotation marks say nothing about where a title belongs.
        let word = folded.trim_start_matches(|sign: char| !sign.is_alphanumeric());
        let folded = if word.is_empty() { &folded } else { word };
        titles.push(Title { kind, title: title.into(), address, folded: folded.into() });
    });
    titles.sort_by(|a, b| {
        let is_word = |title: &Title| title.folded.starts_with(char::is_alphabetic);
        (is_word(a), &a.folded, &a.title, a.address).cmp(&(is_word(b), &b.folded, &b.title, b.address))
    });
    titles
}

/// Tells of each of them: what it is (as the strings spell it), where, and its title. What matters most comes first.
pub fn each_title<'s>(site: &'s Site, add: &mut dyn FnMut(&'static str, Address, &'s str)) {
    let own = |origin: &Origin| origin.file().is_some();
    macro_rules! all {
        ($kind:literal, $list:expr, $address:expr, $title:expr) => {
            for (index, it) in $list.iter().enumerate() {
                add($kind, $address(index), $title(it));
            }
        };
    }
    all!("journey", site.journeys, |i| Address::Journey(JourneyId::from_index(i)), |it: &'s std::sync::Arc<
        Journey,
    >| { it.title.as_ref() });
    all!("persona", site.personas, |i| Address::Persona(PersonaId::from_index(i)), |it: &'s Persona| it.name.as_ref());
    all!("page", site.pages, |i| Address::Page(PageId::from_index(i)), |it: &'s Page| it.title.as_ref());
    all!("term", site.glossary, |i| Address::Term(TermId::from_index(i)), |it: &'s GlossaryTerm| it.term.as_ref());
    for (index, it) in site.pain_points.iter().enumerate().filter(|(_, it)| own(&it.origin)) {
        add("pain_point", Address::PainPoint(PainPointId::from_index(index)), &it.text.plain);
    }
    for (index, it) in site.opportunities.iter().enumerate().filter(|(_, it)| own(&it.origin)) {
        add("opportunity", Address::Opportunity(OpportunityId::from_index(index)), &it.title.plain);
    }
    for (index, it) in site.solutions.iter().enumerate().filter(|(_, it)| own(&it.origin)) {
        add("solution", Address::Solution(SolutionId::from_index(index)), &it.title.plain);
    }
    all!("touchpoint", site.touchpoints, |i| Address::Touchpoint(TouchpointId::from_index(i)), |it: &'s Touchpoint| {
        it.name.as_ref()
    });
    all!("channel", site.channels, |i| Address::Channel(ChannelId::from_index(i)), |it: &'s Channel| it.name.as_ref());
    all!("team", site.teams, |i| Address::Team(TeamId::from_index(i)), |it: &'s Team| it.name.as_ref());
    all!("metric", site.metrics, |i| Address::Metric(MetricId::from_index(i)), |it: &'s Metric| it.title.as_ref());
    all!("source", site.sources, |i| Address::Source(EvidenceSourceId::from_index(i)), |it: &'s EvidenceSource| {
        it.title.as_ref()
    });
    all!("tag", site.tags, |i| Address::Tag(TagId::from_index(i)), |it: &'s Tag| it.name.as_ref());
}
