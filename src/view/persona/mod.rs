//! The page of a persona: who it is in the writer's words, then everything that the maps know of it.

mod compare;
mod maps;
mod parting;
mod words;

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::model::*;

use super::page::{FeltView, LedgerView, PersonMention};
use super::parts::{FactView, LinkView};
use super::{PageContext, PageShell, PageWords, RenderContext};

pub use compare::{CompareLink, CompareView, has_comparison, render_compare};
pub use maps::{ChannelRow, OwnJourney};
pub use parting::{PartingStage, PartingView, ScaleMark, ScaleView};
pub use words::{EmpathyView, WordList};

/// How many pain points the page itself shows; the list has the rest.
const N_PAIN_POINTS: usize = 10;
const N_OPPORTUNITIES: usize = 8;
/// Up to here, in characters, the biography stands beside the facts.
const SHORT_BIOGRAPHY: usize = 1200;

#[derive(Debug, Serialize)]
pub struct PersonaView {
    pub shell: PageShell,
    pub name: String,
    pub short_name: String,
    /// 1 to 5.
    pub look: u8,
    /// "primary", "city households"
    pub kickers: Vec<String>,
    pub title_html: Option<String>,
    pub portrait_html: String,
    pub portrait_caption_html: Option<String>,
    pub quote_html: Option<String>,
    pub quote_source: Option<LinkView>,
    pub facts: Vec<FactView>,
    pub tags: Vec<LinkView>,
    pub felt: Option<FeltView>,
    /// The finding over the journeys: "4 journeys, lowest at “Picks a delivery day”".
    pub journeys_title: String,
    pub scale_words: String,
    pub journeys: Vec<OwnJourney>,
    pub future_journeys: Vec<LinkView>,
    pub retired_journeys: Vec<LinkView>,
    pub lists: Vec<WordList>,
    pub scales: Vec<ScaleView>,
    /// Who stands on the scales beside the persona.
    pub scale_people: Vec<PersonMention>,
    pub parting: Option<PartingView>,
    pub empathy: Option<EmpathyView>,
    pub pain_points: LedgerView,
    pub n_pain_points: usize,
    pub opportunities: LedgerView,
    pub n_opportunities: usize,
    pub channels: Vec<ChannelRow>,
    /// Preferred, but met on no journey.
    pub unmet_channels: Vec<LinkView>,
    /// The biography, when it is short enough to stand in the head.
    pub short_body_html: Option<String>,
    /// A longer one.
    pub body_html: Option<String>,
    /// Pages and other things whose words name the persona.
    pub mentioned_in: Vec<LinkView>,
    /// The page with the personas side by side.
    pub compare: Option<String>,
    /// To that page with this persona and one other on it.
    pub compare_with: Vec<CompareLink>,
}

const TEMPLATE: &str = "persona.html";

/// Writes the page of a persona.
#[must_use]
pub fn render_persona(context: &RenderContext<'_>, id: PersonaId) -> (String, Diagnostics) {
    let page = PageContext::new(context, Address::Persona(id));
    let persona = context.site.persona(id);
    let summary = context.insight.persona(id);
    let pain_points = &summary.pain_points[..summary.pain_points.len().min(N_PAIN_POINTS)];
    let opportunities = &summary.opportunities[..summary.opportunities.len().min(N_OPPORTUNITIES)];
    let links = |ids: &[JourneyId]| ids.iter().map(|id| page.link(Address::Journey(*id))).collect::<Vec<_>>();
    let (scales, scale_people) = parting::scales(&page, id);
    let met = summary.channels.iter().map(|used| used.channel).collect::<Vec<_>>();
    let unmet = persona.channels.iter().filter(|channel| !met.contains(channel));
    let description = match &persona.title {
        Some(title) => {
            page.strings().fill("persona.description", None, &[("name", &persona.name), ("title", &title.plain)])
        }
        None => persona.name.to_string(),
    };
    let body = (!persona.body.is_empty()).then(|| page.document(&persona.body));
    let is_short = persona.body.plain.chars().count() <= SHORT_BIOGRAPHY;
    let view = PersonaView {
        name: persona.name.to_string(),
        short_name: persona.short_name.to_string(),
        look: page.look(id) + 1,
        kickers: words::kickers(&page, persona),
        title_html: persona.title.as_ref().map(|title| page.text(title)),
        portrait_html: page.portrait(id, "portrait-large"),
        portrait_caption_html: persona.portrait.as_ref().and_then(|it| it.caption.as_ref()).map(|it| page.text(it)),
        quote_html: persona.quote.as_ref().map(|quote| page.text(quote)),
        quote_source: persona.quote_source.map(|source| page.link(Address::Source(source))),
        facts: words::facts(&page, persona),
        tags: page.tags(&persona.tags),
        felt: page.felt(summary.felt, &context.site.settings.scale, Some(id)),
        journeys_title: maps::title(&page, summary),
        scale_words: super::overview::scale_in_words(&page),
        journeys: maps::own_journeys(&page, id),
        future_journeys: links(&summary.future_journeys),
        retired_journeys: links(&summary.retired_journeys),
        lists: words::lists(&page, persona),
        scales,
        scale_people,
        parting: parting::parting(&page, id),
        empathy: persona.empathy.as_ref().map(|empathy| words::empathy(&page, empathy)),
        pain_points: super::lists::pain_points_ledger(&page, pain_points),
        n_pain_points: summary.pain_points.len(),
        opportunities: super::lists::opportunities_ledger(&page, opportunities),
        n_opportunities: summary.opportunities.len(),
        channels: maps::channels(&page, id),
        unmet_channels: unmet.map(|channel| page.link(Address::Channel(*channel))).collect(),
        short_body_html: body.clone().filter(|_| is_short),
        body_html: body.filter(|_| !is_short),
        mentioned_in: maps::mentioned_in(&page, id),
        compare: has_comparison(context.site).then(|| page.file_href(&super::PageRef::Compare.path(&context.links))),
        compare_with: compare::compare_links(&page, id),
        shell: PageShell::new(
            &page,
            PageWords {
                title: persona.name.to_string(),
                description,
                class: "page-persona",
                section: "personas",
                breadcrumbs: vec![page.link(Address::Overview), page.link(Address::Personas)],
                card: None,
            },
        ),
    };
    context.render(TEMPLATE, &view)
}
