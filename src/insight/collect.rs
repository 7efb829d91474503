//! One walk over the site that leaves, at each thing, where it is mentioned.
//!
//! Journeys are walked in the order of their titles and places in the order of reading, so every list comes out sorted.

use crate::model::{
    Address, Cell, Document, EvidenceSourceId, Fragment, Item, ItemKind, Journey, JourneyId, LinkTarget, Origin, Part,
    Place, Site, TagId, TeamId, Text,
};

use super::back_links::{AllBackLinks, EntityMention, EntityRole, PlaceMention, PlaceRef, PlaceRole};

pub(super) fn collect_back_links(site: &Site, journeys_by_title: &[JourneyId]) -> AllBackLinks {
    let mut collector = Collector { site, links: AllBackLinks::new(site) };
    for id in journeys_by_title {
        collector.walk_journey(*id);
    }
    collector.walk_entities();
    collector.links.measure_usage(site);
    collector.links
}

struct Collector<'a> {
    site: &'a Site,
    links: AllBackLinks,
}

impl Collector<'_> {
    fn mention(&mut self, of: Address, place: PlaceRef, role: PlaceRole) {
        let Some(links) = self.links.slot_mut(of) else { return };
        let mention = PlaceMention { place, role };
        // A place says a thing at most a few times in a row: looking back over this place's own mentions is enough.
        let said =
            links.places.iter().rev().take_while(|earlier| earlier.place == place).any(|earlier| *earlier == mention);
        if !said {
            links.places.push(mention);
        }
    }

    fn mention_by_entity(&mut self, of: Address, from: Address, role: EntityRole) {
        if of == from {
            return;
        }
        let Some(links) = self.links.slot_mut(of) else { return };
        let mention = EntityMention { from, role };
        let said =
            links.entities.iter().rev().take_while(|earlier| earlier.from == from).any(|earlier| *earlier == mention);
        if !said {
            links.entities.push(mention);
        }
    }

    fn walk_journey(&mut self, id: JourneyId) {
        let site = self.site;
        let journey = site.journey(id);
        let whole = PlaceRef::whole(id);
        for persona in &journey.personas {
            self.mention(Address::Persona(*persona), whole, PlaceRole::Walks);
        }
        self.owner(journey.owner, whole, PlaceRole::Owner);
        for team in &journey.departments {
            self.mention(Address::Team(*team), whole, PlaceRole::Department);
        }
        self.sources(&journey.sources, whole, PlaceRole::Evidence);
        self.tags(&journey.tags, whole, PlaceRole::Tag);
        for measure in &journey.measures {
            self.mention(Address::Metric(measure.reading.metric), whole, PlaceRole::Measure);
            self.sources(&measure.sources, whole, PlaceRole::Evidence);
            self.text(measure.text.as_ref(), whole);
        }
        self.journey_words(journey, whole);
        self.cells(&journey.cells, whole);
        for (stage_number, stage) in (0_u32..).zip(&journey.stages) {
            let at = PlaceRef::stage(id, stage_number);
            self.place(&stage.place, at);
            self.text(stage.definition.as_ref(), at);
            self.text(stage.focus.as_ref(), at);
            if let Some(prose) = &stage.prose {
                self.words(&prose.body, at);
            }
            for (step_number, step) in (0_u32..).zip(&stage.steps) {
                self.place(&step.place, PlaceRef::step(id, stage_number, step_number));
            }
        }
    }

    fn journey_words(&mut self, journey: &Journey, whole: PlaceRef) {
        self.text(journey.summary.as_ref(), whole);
        for (_, texts) in &journey.texts {
            for text in texts {
                self.text(Some(text), whole);
            }
        }
        self.words(&journey.body.body, whole);
    }

    fn place(&mut self, place: &Place, at: PlaceRef) {
        self.owner(place.owner, at, PlaceRole::Owner);
        self.sources(&place.sources, at, PlaceRole::Evidence);
        if let Some(detail) = place.detail {
            self.mention(Address::Journey(detail), at, PlaceRole::Detail);
        }
        for text in [Some(&place.name), place.summary.as_ref(), place.goal.as_ref()] {
            self.text(text, at);
        }
        self.cells(&place.cells, at);
    }

    fn cells(&mut self, cells: &[Cell], at: PlaceRef) {
        for cell in cells {
            for (index, item) in (0_u32..).zip(&cell.items) {
                self.item(item, at, cell.lane, index);
            }
        }
    }

    fn item(&mut self, item: &Item, at: PlaceRef, lane: crate::model::Lane, index: u32) {
        let site = self.site;
        let here = PlaceRole::Item { lane, index };
        for persona in &item.personas {
            self.mention(Address::Persona(*persona), at, here);
        }
        self.sources(&item.sources, at, PlaceRole::ItemEvidence { lane, index });
        match &item.kind {
            ItemKind::Words | ItemKind::Quote | ItemKind::Image(_) => {}
            ItemKind::Touchpoint(used) => {
                self.mention(Address::Touchpoint(used.touchpoint), at, here);
                let own = site.touchpoints.get(used.touchpoint.index()).and_then(|touchpoint| touchpoint.channel);
                if let Some(channel) = used.channel.or(own) {
                    self.mention(Address::Channel(channel), at, here);
                }
            }
            ItemKind::Channel(channel) => self.mention(Address::Channel(*channel), at, here),
            ItemKind::Metric(reading) => self.mention(Address::Metric(reading.metric), at, here),
            ItemKind::PainPoint(id) => {
                self.mention(Address::PainPoint(*id), at, here);
                if let Some(pain_point) = site.pain_points.get(id.index()) {
                    self.written_here(
                        &pain_point.origin,
                        at,
                        here,
                        pain_point.owner,
                        &pain_point.sources,
                        &pain_point.tags,
                    );
                }
            }
            ItemKind::Opportunity(id) => {
                self.mention(Address::Opportunity(*id), at, here);
                if let Some(opportunity) = site.opportunities.get(id.index()) {
                    self.written_here(
                        &opportunity.origin,
                        at,
                        here,
                        opportunity.owner,
                        &opportunity.sources,
                        &opportunity.tags,
                    );
                }
            }
            ItemKind::Solution(id) => {
                self.mention(Address::Solution(*id), at, here);
                if let Some(solution) = site.solutions.get(id.index()) {
                    self.written_here(&solution.origin, at, here, solution.owner, &solution.sources, &solution.tags);
                }
            }
        }
        self.text(Some(&item.text), at);
    }

    /// What an entry without a file of its own says beside its words: told at the one cell that it lives in.
    fn written_here(
        &mut self,
        origin: &Origin,
        at: PlaceRef,
        here: PlaceRole,
        owner: Option<TeamId>,
        sources: &[EvidenceSourceId],
        tags: &[TagId],
    ) {
        let lives_here = matches!(origin, Origin::Cell { journey, stage, step, .. }
            if *journey == at.journey && *stage == at.stage_index() && *step == at.step_index());
        if let (true, Some((lane, index))) = (lives_here, here.cell()) {
            self.owner(owner, at, PlaceRole::ItemOwner { lane, index });
            self.sources(sources, at, PlaceRole::ItemEvidence { lane, index });
            self.tags(tags, at, PlaceRole::ItemTag { lane, index });
        }
    }

    fn owner(&mut self, owner: Option<TeamId>, at: PlaceRef, role: PlaceRole) {
        if let Some(team) = owner {
            self.mention(Address::Team(team), at, role);
        }
    }

    fn sources(&mut self, sources: &[EvidenceSourceId], at: PlaceRef, role: PlaceRole) {
        for source in sources {
            self.mention(Address::Source(*source), at, role);
        }
    }

    fn tags(&mut self, tags: &[TagId], at: PlaceRef, role: PlaceRole) {
        for tag in tags {
            self.mention(Address::Tag(*tag), at, role);
        }
    }

    fn text(&mut self, text: Option<&Text>, at: PlaceRef) {
        if let Some(fragment) = text.and_then(|text| text.html.as_deref()) {
            self.words(fragment, at);
        }
    }

    fn words(&mut self, fragment: &Fragment, at: PlaceRef) {
        for target in linked(fragment) {
            self.mention(target, at, PlaceRole::Words);
        }
    }

    /// Files of their own: personas, then the entities in the order of the masthead, then plain pages.
    fn walk_entities(&mut self) {
        let site = self.site;
        macro_rules! walk {
            ($list:ident, $address:ident, $id:ident, $title:ident, |$entity:ident| $own:expr) => {{
                let mut order = (0..site.$list.len()).collect::<Vec<_>>();
                order.sort_by_key(|index| sort_key(&site.$list[*index].$title));
                for index in order {
                    let from = Address::$address(crate::model::$id::from_index(index));
                    let $entity = &site.$list[index];
                    let facts: Facts<'_> = $own;
                    self.entity(from, &facts);
                }
            }};
        }
        walk!(personas, Persona, PersonaId, name, |it| Facts {
            owner: it.owner,
            sources: &it.sources,
            tags: &it.tags,
            body: Some(&it.body),
            prefers: &it.channels,
            texts: it.lists.iter().flat_map(|(_, texts)| texts).collect(),
            ..Facts::default()
        });
        walk!(touchpoints, Touchpoint, TouchpointId, name, |it| Facts {
            owner: it.owner,
            tags: &it.tags,
            body: Some(&it.body),
            channel: it.channel,
            texts: it.summary.iter().collect(),
            ..Facts::default()
        });
        walk!(channels, Channel, ChannelId, name, |it| Facts {
            owner: it.owner,
            tags: &it.tags,
            body: Some(&it.body),
            texts: it.summary.iter().collect(),
            ..Facts::default()
        });
        walk!(teams, Team, TeamId, name, |it| Facts {
            tags: &it.tags,
            body: Some(&it.body),
            texts: it.summary.iter().collect(),
            ..Facts::default()
        });
        walk!(metrics, Metric, MetricId, title, |it| Facts {
            owner: it.owner,
            sources: &it.sources,
            tags: &it.tags,
            body: Some(&it.body),
            texts: it.summary.iter().collect(),
            ..Facts::default()
        });
        walk!(sources, Source, EvidenceSourceId, title, |it| Facts {
            owner: it.owner,
            tags: &it.tags,
            body: Some(&it.body),
            texts: it.summary.iter().collect(),
            ..Facts::default()
        });
        walk!(pain_points, PainPoint, PainPointId, text, |it| Facts {
            owner: it.owner,
            sources: &it.sources,
            tags: &it.tags,
            body: Some(&it.body),
            hurts: &it.personas,
            texts: it.summary.iter().collect(),
            ..Facts::default()
        }
        .of_file(&it.origin));
        walk!(opportunities, Opportunity, OpportunityId, title, |it| Facts {
            owner: it.owner,
            sources: &it.sources,
            tags: &it.tags,
            body: Some(&it.body),
            texts: it.summary.iter().collect(),
            ..Facts::default()
        }
        .of_file(&it.origin));
        walk!(solutions, Solution, SolutionId, title, |it| Facts {
            owner: it.owner,
            sources: &it.sources,
            tags: &it.tags,
            body: Some(&it.body),
            texts: it.summary.iter().collect(),
            ..Facts::default()
        }
        .of_file(&it.origin));
        walk!(pages, Page, PageId, title, |it| Facts {
            body: Some(&it.body),
            texts: it.summary.iter().collect(),
            ..Facts::default()
        });
        walk!(glossary, Term, TermId, term, |it| Facts { body: Some(&it.definition), ..Facts::default() });
    }

    fn entity(&mut self, from: Address, facts: &Facts<'_>) {
        if let Some(team) = facts.owner {
            self.mention_by_entity(Address::Team(team), from, EntityRole::Owner);
        }
        if let Some(channel) = facts.channel {
            self.mention_by_entity(Address::Channel(channel), from, EntityRole::Channel);
        }
        for channel in facts.prefers {
            self.mention_by_entity(Address::Channel(*channel), from, EntityRole::Prefers);
        }
        for persona in facts.hurts {
            self.mention_by_entity(Address::Persona(*persona), from, EntityRole::Hurts);
        }
        for source in facts.sources {
            self.mention_by_entity(Address::Source(*source), from, EntityRole::Evidence);
        }
        for tag in facts.tags {
            self.mention_by_entity(Address::Tag(*tag), from, EntityRole::Tag);
        }
        let fragments = facts.texts.iter().filter_map(|text| text.html.as_deref());
        for fragment in fragments.chain(facts.body.map(|document| &document.body)) {
            for target in linked(fragment) {
                self.mention_by_entity(target, from, EntityRole::Words);
            }
        }
    }
}

/// What a file says of itself, whatever its kind.
#[derive(Default)]
struct Facts<'a> {
    owner: Option<TeamId>,
    channel: Option<crate::model::ChannelId>,
    prefers: &'a [crate::model::ChannelId],
    hurts: &'a [crate::model::PersonaId],
    sources: &'a [EvidenceSourceId],
    tags: &'a [TagId],
    texts: Vec<&'a Text>,
    body: Option<&'a Document>,
}

impl Facts<'_> {
    /// What lives in a cell says nothing of its own: the cell does.
    fn of_file(self, origin: &Origin) -> Self {
        if matches!(origin, Origin::File(_)) { self } else { Self::default() }
    }
}

trait Named {
    fn plain(&self) -> &str;
}

impl Named for Box<str> {
    fn plain(&self) -> &str {
        self
    }
}

impl Named for Text {
    fn plain(&self) -> &str {
        &self.plain
    }
}

fn sort_key(name: &impl Named) -> String {
    name.plain().to_lowercase()
}

/// The things that a fragment links to; a link to a stage or step is one to its journey.
fn linked(fragment: &Fragment) -> impl Iterator<Item = Address> {
    fragment.parts.iter().filter_map(|part| match part {
        Part::Address(LinkTarget::Entity(address, _)) => Some(*address),
        Part::Address(LinkTarget::Term(term)) => Some(Address::Term(*term)),
        Part::Html(_) | Part::Word(_) | Part::Address(_) | Part::Embed(_) => None,
    })
}
