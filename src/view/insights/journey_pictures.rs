//! One map in further pictures: the ways through it, real time, frames, the service behind it, who feels what.
//!
//! They lie beside the map and not in it, so that the map's own page stays light.

use super::{InsightView, portfolio};
use crate::diagnostics::Diagnostics;
use crate::model::*;
use crate::view::picture::{blueprint, flow, storyboard, timeline};
use crate::view::{PageContext, PageShell, PageWords, RenderContext};

/// From so many people on it is worth a picture who feels what.
const SEVERAL: usize = 2;

/// What of a map is worth a picture of its own, in the order of the page.
fn wanted(site: &Site, id: JourneyId) -> Vec<(&'static str, Diagram)> {
    let journey = site.journey(id);
    let all = [
        ("_flow", flow::has_ways(journey), Diagram::Flow { journey: id }),
        ("_timeline", timeline::is_timed(journey), Diagram::Timeline { journey: id, scale: TimeScale::Auto }),
        ("_blueprint", blueprint::has_service_side(journey), Diagram::Blueprint { journey: id }),
        ("_storyboard", storyboard::is_illustrated(journey), Diagram::Storyboard { journey: id, persona: None }),
        ("_personas", journey.personas.len() >= SEVERAL, Diagram::PersonaHeatMap { journey: id }),
        ("_channels", journey.personas.len() >= SEVERAL, Diagram::ChannelHeatMap { journey: id }),
    ];
    all.into_iter().filter(|(_, is_worth_it, _)| *is_worth_it).map(|(anchor, _, diagram)| (anchor, diagram)).collect()
}

/// Whether a map has a page of further pictures: something else than who feels what is told there.
#[must_use]
pub fn has_pictures(site: &Site, id: JourneyId) -> bool {
    let heat = |diagram: &Diagram| matches!(diagram, Diagram::PersonaHeatMap { .. } | Diagram::ChannelHeatMap { .. });
    wanted(site, id).iter().any(|(_, diagram)| !heat(diagram))
}

/// Writes `journeys/<journey>.pictures.html`.
#[must_use]
pub fn render_journey_pictures(context: &RenderContext<'_>, id: JourneyId) -> (String, Diagnostics) {
    let page = PageContext::new(context, Address::JourneyPictures(id));
    let journey = context.site.journey(id);
    let sections = portfolio::pictures(&page, &wanted(context.site, id));
    let title = page.name(Address::JourneyPictures(id));
    let summary = page.strings().fill("insight.journey_pictures_summary", None, &[("journey", &journey.title)]);
    let mut breadcrumbs = page.journey_breadcrumbs(id);
    breadcrumbs.push(page.link(Address::Journey(id)));
    let view = InsightView {
        tabs: Vec::new(),
        sections,
        nothing: page.word("insight.nothing"),
        pager: None,
        shell: PageShell::new(
            &page,
            PageWords {
                title: title.clone(),
                description: summary.clone(),
                class: "page-insight",
                section: "journeys",
                breadcrumbs,
                card: None,
            },
        ),
        title,
        summary,
    };
    context.render("insight.html", &view)
}
