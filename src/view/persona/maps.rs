//! What the maps know of a persona: its own curves, and the channels that it meets.

use serde::Serialize;

use crate::insight::{EntityRole, PersonaSummary};
use crate::model::*;
use crate::view::PageContext;
use crate::view::page::{FeltView, MomentView, percent};
use crate::view::parts::LinkView;
use crate::view::picture::row_curve::persona_sparkline;

/// One journey as this persona walks it.
#[derive(Debug, Serialize)]
pub struct OwnJourney {
    pub link: LinkView,
    pub summary_html: Option<String>,
    pub curve_html: Option<String>,
    pub mean: Option<FeltView>,
    pub lowest: Option<MomentView>,
}

/// A channel, how often it is met, and how that feels.
#[derive(Debug, Serialize)]
pub struct ChannelRow {
    pub link: LinkView,
    pub icon_html: String,
    /// "13 places"
    pub count: String,
    /// Of the channel met most, as a width.
    pub percent: String,
    pub felt: Option<FeltView>,
    pub is_preferred: bool,
}

/// The finding over the persona's journeys.
pub(super) fn title(page: &PageContext<'_>, summary: &PersonaSummary) -> String {
    let n = Some(summary.journeys.len() as u64);
    match summary.lowest {
        // Of several equals none is the lowest; the rows below show each map's.
        Some(lowest) if lowest.n_equals == 0 => {
            let place = page.name(lowest.place.address());
            page.strings().fill("persona.journeys_lowest", n, &[("place", &place)])
        }
        _ if summary.journeys.is_empty() => page.word("persona.journeys_none"),
        _ => page.strings().fill("persona.journeys", n, &[]),
    }
}

pub(super) fn own_journeys(page: &PageContext<'_>, persona: PersonaId) -> Vec<OwnJourney> {
    let insight = page.render.insight;
    let shows_curves = page.render.templates.asks_for(super::TEMPLATE, "curve_html");
    let is_scored =
        |id: &&JourneyId| insight.journey(**id).of(Some(persona)).is_some_and(|curve| curve.felt.n_scores() > 0);
    let (scored, unscored): (Vec<&JourneyId>, Vec<_>) = insight.persona(persona).journeys.iter().partition(is_scored);
    scored
        .into_iter()
        .chain(unscored)
        .map(|id| {
            let journey = page.site.journey(*id);
            let curve = insight.journey(*id).of(Some(persona));
            OwnJourney {
                link: page.link(Address::Journey(*id)),
                summary_html: journey.summary.as_ref().map(|summary| page.text(summary)),
                curve_html: shows_curves.then(|| persona_sparkline(page, *id, persona)).flatten(),
                mean: curve.and_then(|curve| page.felt(curve.felt, &journey.scale, Some(persona))),
                lowest: curve.and_then(|curve| curve.lowest).map(|lowest| page.moment(lowest, "face-large")),
            }
        })
        .collect()
}

pub(super) fn channels(page: &PageContext<'_>, id: PersonaId) -> Vec<ChannelRow> {
    let preferred = &page.site.persona(id).channels;
    let channels = &page.render.insight.persona(id).channels;
    let most = channels.first().map_or(1, |used| used.n_places.max(1));
    channels
        .iter()
        .map(|used| ChannelRow {
            link: page.link(Address::Channel(used.channel)),
            icon_html: page.channel_icon(used.channel),
            count: page.strings().fill("unit.places", Some(u64::from(used.n_places)), &[]),
            percent: percent(f64::from(used.n_places) / f64::from(most)),
            felt: page.felt(used.felt, &page.site.settings.scale, Some(id)),
            is_preferred: preferred.contains(&used.channel),
        })
        .collect()
}

/// Texts outside of maps that link to the persona.
pub(super) fn mentioned_in(page: &PageContext<'_>, id: PersonaId) -> Vec<LinkView> {
    let links = page.render.insight.back_links(Address::Persona(id));
    let words = links.entities.iter().filter(|mention| mention.role == EntityRole::Words);
    words.map(|mention| page.link(mention.from)).collect()
}
