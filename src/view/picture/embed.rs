//! Which picture an embed or a page shows: from the request to the data, and to HTML.

use super::chart::Picture;
use super::{atlas, blueprint, figure, flow, heat_map, matrix, metrics, people, roadmap, storyboard, timeline};
use crate::insight::counts;
use crate::model::{Address, Diagram, JourneyId, OpportunityId, PersonaId, Selection, Site, Status};
use crate::view::PageContext;
use crate::view::parts::LinkView;

/// Writes a picture that a text asked for; a sentence where the maps hold nothing of the kind.
pub(super) fn write_diagram(page: &PageContext<'_>, diagram: &Diagram, html: &mut String) {
    if let Diagram::Sparkline { journey, persona } = diagram {
        return write_sparkline(page, *journey, *persona, html);
    }
    match picture_of(page, diagram) {
        Some(picture) => figure::write_figure(page, &picture, page.picture_width.get(), html),
        None => figure::write_nothing(page, nothing(diagram), html),
    }
}

/// The data of a picture; `None` where there is nothing to show.
pub(crate) fn picture_of<'a>(page: &PageContext<'a>, diagram: &Diagram) -> Option<Picture<'a>> {
    let site = page.site;
    let id = page.picture_id(&base_id(site, diagram));
    match diagram {
        Diagram::Sparkline { .. } => None,
        Diagram::Flow { journey } => flow::flow(page, *journey, &id),
        Diagram::Timeline { journey, scale } => timeline::timeline(page, *journey, *scale, &id),
        Diagram::Storyboard { journey, persona } => storyboard::storyboard(page, *journey, *persona, &id),
        Diagram::Blueprint { journey } => blueprint::blueprint(page, *journey, &id),
        Diagram::HeatMap { of } => heat_map::journeys_by_stage(page, &journeys(page, *of), &id),
        Diagram::PersonaHeatMap { journey } => heat_map::personas_by_stage(page, *journey, &id),
        Diagram::ChannelHeatMap { journey } => heat_map::channels_by_stage(page, *journey, &id),
        Diagram::Matrix { x, y, of } => {
            with_subject(page, *of, matrix::matrix(page, &opportunities(page, *of), (*x, *y), &id))
        }
        Diagram::Roadmap { is_dated: false, of } => {
            with_subject(page, *of, roadmap::roadmap(page, &opportunities(page, *of), &id))
        }
        Diagram::Roadmap { is_dated: true, of } => {
            with_subject(page, *of, roadmap::dated_roadmap(page, &opportunities(page, *of), &id))
        }
        Diagram::Atlas { journey } => atlas::atlas(page, *journey, &id),
        Diagram::History { metric } => metrics::metric_history(page, *metric, &id),
        Diagram::JourneyTargets { journey } => metrics::journey_targets(page, *journey, &id),
        Diagram::MetricTargets { metrics } => metrics::metric_targets(page, metrics, &id),
        Diagram::PersonaScales { personas } if personas.is_empty() => {
            people::persona_scales(page, &everybody(site), &id)
        }
        Diagram::PersonaScales { personas } => people::persona_scales(page, personas, &id),
        Diagram::ChannelUsage { persona } => people::channel_usage(page, *persona, &id),
        Diagram::EmpathyMap { persona } => people::empathy_map(page, *persona, &id),
    }
}

fn write_sparkline(page: &PageContext<'_>, id: JourneyId, persona: Option<PersonaId>, html: &mut String) {
    let drawing = match persona {
        Some(persona) => super::row_curve::persona_sparkline(page, id, persona),
        None => super::row_curve::journey_sparkline(page, id),
    };
    let Some(drawing) = drawing else {
        return figure::write_nothing(page, "overview.no_scores", html);
    };
    html.push_str("<figure class=\"picture-small\">");
    html.push_str(&drawing);
    html.push_str("<figcaption>");
    html.push_str(&page.link_html(Address::Journey(id)));
    html.push_str("</figcaption></figure>");
}

fn everybody(site: &Site) -> Vec<PersonaId> {
    let ids = (0..site.personas.len()).map(PersonaId::from_index);
    ids.filter(|id| site.persona(*id).status != Status::Retired).collect()
}

/// Maps that count, by title.
fn journeys(page: &PageContext<'_>, of: Selection) -> Vec<JourneyId> {
    let site = page.site;
    let wanted = |id: &JourneyId| {
        let journey = site.journey(*id);
        counts(site, *id)
            && of.journey.is_none_or(|wanted| wanted == *id || journey.parent == Some(wanted))
            && of.persona.is_none_or(|persona| journey.personas.contains(&persona))
            && of.team.is_none_or(|team| journey.owner == Some(team) || journey.departments.contains(&team))
            && of.tag.is_none_or(|tag| journey.tags.contains(&tag))
    };
    page.render.insight.journeys_by_title.iter().copied().filter(wanted).collect()
}

/// Best score first.
pub(crate) fn opportunities(page: &PageContext<'_>, of: Selection) -> Vec<OpportunityId> {
    let insight = page.render.insight;
    let wanted = |id: &OpportunityId| {
        let opportunity = &page.site.opportunities[id.index()];
        let named_in = |journey: JourneyId| {
            let places = &insight.back_links(Address::Opportunity(*id)).places;
            places.iter().any(|mention| mention.place.journey == journey)
        };
        of.journey.is_none_or(named_in)
            && of.persona.is_none_or(|persona| insight.persona(persona).opportunities.contains(id))
            && of.team.is_none_or(|team| opportunity.owner == Some(team))
            && of.tag.is_none_or(|tag| opportunity.tags.contains(&tag))
    };
    insight.portfolio.opportunities.iter().copied().filter(wanted).collect()
}

/// The things that a selection is about, in the caption instead of the list of all.
fn with_subject<'a>(page: &PageContext<'a>, of: Selection, picture: Option<Picture<'a>>) -> Option<Picture<'a>> {
    let subjects = [
        of.journey.map(Address::Journey),
        of.persona.map(Address::Persona),
        of.team.map(Address::Team),
        of.tag.map(Address::Tag),
    ];
    let links = subjects.into_iter().flatten().map(|address| page.link(address)).collect::<Vec<LinkView>>();
    picture.map(|picture| if links.is_empty() { picture } else { Picture { links, ..picture } })
}

/// What to say in the place of a picture that would be empty.
fn nothing(diagram: &Diagram) -> &'static str {
    match diagram {
        Diagram::Timeline { .. } => "picture.no_times",
        Diagram::Blueprint { .. } => "picture.no_service_side",
        Diagram::HeatMap { .. } | Diagram::PersonaHeatMap { .. } | Diagram::Sparkline { .. } => "overview.no_scores",
        Diagram::ChannelHeatMap { .. } | Diagram::ChannelUsage { .. } => "picture.no_channels",
        Diagram::Matrix { .. } => "picture.no_ratings",
        Diagram::Roadmap { .. } => "picture.no_plans",
        Diagram::History { .. } | Diagram::JourneyTargets { .. } | Diagram::MetricTargets { .. } => "picture.no_values",
        Diagram::PersonaScales { .. } => "picture.no_scales",
        Diagram::EmpathyMap { .. } => "picture.no_empathy",
        Diagram::Flow { .. } | Diagram::Storyboard { .. } | Diagram::Atlas { .. } => "picture.no_steps",
    }
}

/// Kind and subject: what the ids inside the picture begin with.
fn base_id(site: &Site, diagram: &Diagram) -> String {
    let journey = |kind: &str, id: &JourneyId| format!("_{kind}-{}", site.journey(*id).id);
    let persona = |kind: &str, id: &PersonaId| format!("_{kind}-{}", site.persona(*id).id);
    let metric = |kind: &str, index: usize| {
        site.metrics.get(index).map_or_else(|| format!("_{kind}"), |metric| format!("_{kind}-{}", metric.id))
    };
    match diagram {
        Diagram::Sparkline { journey: id, .. } => journey("sparkline", id),
        Diagram::Flow { journey: id } => journey("flow", id),
        Diagram::Timeline { journey: id, .. } => journey("timeline", id),
        Diagram::Storyboard { journey: id, .. } => journey("storyboard", id),
        Diagram::Blueprint { journey: id } => journey("blueprint", id),
        Diagram::HeatMap { .. } => "_heat-map".to_owned(),
        Diagram::PersonaHeatMap { journey: id } => journey("heat-personas", id),
        Diagram::ChannelHeatMap { journey: id } => journey("heat-channels", id),
        Diagram::Matrix { .. } => "_matrix".to_owned(),
        Diagram::Roadmap { is_dated, .. } => if *is_dated { "_dated-roadmap" } else { "_roadmap" }.to_owned(),
        Diagram::Atlas { journey: Some(id) } => journey("atlas", id),
        Diagram::Atlas { journey: None } => "_atlas".to_owned(),
        Diagram::History { metric: id } => metric("history", id.index()),
        Diagram::JourneyTargets { journey: id } => journey("targets", id),
        Diagram::MetricTargets { metrics } => metric("targets", metrics.first().map_or(usize::MAX, |id| id.index())),
        Diagram::PersonaScales { personas } => match personas.first() {
            Some(first) => persona("scales", first),
            None => "_scales".to_owned(),
        },
        Diagram::ChannelUsage { persona: id } => persona("channels", id),
        Diagram::EmpathyMap { persona: id } => persona("empathy", id),
    }
}
