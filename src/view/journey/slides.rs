//! A journey to be shown to a room: one thought a slide.
//!
//! 1. What it is, and who walks it; 2. how it felt; 3. a slide a stage, its steps side by side; 4. what could be done; 5. what
//!    it is known from. The writer's words about a stage are the speaker's notes.
//!
//! A slide holds what can be read from the last row: feelings, one thing said, what hurts. The page has the rest.

use serde::Serialize;

use super::curve::TallView;
use super::items::{FeelingView, ItemView};
use super::opportunities::OpportunityView;
use super::{JourneyPage, columns};
use crate::diagnostics::Diagnostics;
use crate::diagram::icon::IconName;
use crate::model::{Address, JourneyId, Lane, Place};
use crate::view::parts::{Citations, FactView, PersonaChip};
use crate::view::{PageContext, PageShell, PageWords, RenderContext};

/// Where the script that turns slides by keys lies; slides scroll without it.
const SCRIPT: &str = "assets/slides.js";
/// Opportunities that a room can take in.
const N_OPPORTUNITIES: usize = 5;
/// Pain points, and words said, of one step.
const N_PAIN_POINTS: usize = 2;
const N_SAID: usize = 2;

#[derive(Debug, Serialize)]
struct SlidesView {
    shell: PageShell,
    /// `None` for a theme without scripts.
    script: Option<String>,
    /// Back to the map.
    href: String,
    kind: String,
    scope: String,
    title: String,
    standfirst_html: Option<String>,
    personas: Vec<PersonaChip>,
    star: String,
    failure: String,
    curve: Option<CurveSlide>,
    stages: Vec<StageSlide>,
    opportunities: Vec<OpportunityView>,
    sources: Vec<super::measures::SourceView>,
    n_slides: usize,
}

#[derive(Debug, Serialize)]
struct CurveSlide {
    headline_html: String,
    picture_html: String,
    sentence: String,
    /// For windows in which the picture would be too small.
    tall: Option<TallView>,
}

#[derive(Debug, Serialize)]
struct StageSlide {
    number: String,
    html: String,
    summary_html: Option<String>,
    facts: Vec<FactView>,
    feelings: Vec<FeelingView>,
    steps: Vec<StepSlide>,
    /// Steps side by side: 1 to 6; more take a further row.
    columns: usize,
    notes_html: Option<String>,
}

#[derive(Debug, Serialize)]
struct StepSlide {
    number: String,
    html: String,
    href: String,
    moment_of_truth: bool,
    failure_point: bool,
    assumed: bool,
    summary_html: Option<String>,
    feelings: Vec<FeelingView>,
    said: Vec<ItemView>,
    pain_points: Vec<ItemView>,
}

/// Writes `journeys/<journey>.slides.html`.
#[must_use]
pub fn render_slides(render: &RenderContext<'_>, id: JourneyId) -> (String, Diagnostics) {
    let page = PageContext::at(render, render.links.journey_file(id, ".slides.html")).about(Address::Journey(id));
    let journey = page.site.journey(id);
    let template = "slides.html";
    let columns = columns::columns(journey);
    let this = JourneyPage { page, template, id, journey, columns, citations: Citations::default().into() };
    this.cite(&journey.sources);
    let stages: Vec<StageSlide> = (0..journey.stages.len()).map(|index| this.stage_slide(index)).collect();
    let mut opportunities = this.opportunities();
    opportunities.truncate(N_OPPORTUNITIES);
    let curve = this.curve().filter(|curve| curve.n_scores > 0).map(|curve| CurveSlide {
        headline_html: curve.headline_html,
        picture_html: curve.wide_html,
        sentence: curve.sentence,
        tall: curve.tall,
    });
    let sources = this.sources();
    let page = &this.page;
    let n_slides = 1 + usize::from(curve.is_some()) + stages.len() + usize::from(!opportunities.is_empty()) + 1;
    let view = SlidesView {
        script: (!page.render.theme.scripts.is_empty())
            .then(|| crate::url::SitePath::new(SCRIPT).map(|path| page.file_href(&path)))
            .flatten(),
        href: page.href(Address::Journey(id)),
        kind: page.kind(journey),
        scope: page.scope(journey.scope).to_owned(),
        title: journey.title.to_string(),
        standfirst_html: journey.summary.as_ref().map(|summary| page.text(summary)),
        personas: journey.personas.iter().map(|persona| page.persona_chip(*persona)).collect(),
        star: page.draw(|sprite| sprite.icon(IconName::Star)),
        failure: page.draw(|sprite| sprite.icon(IconName::Failure)),
        curve,
        stages,
        opportunities,
        sources,
        n_slides,
        shell: PageShell::new(
            page,
            PageWords {
                title: page.strings().fill("slides.title", None, &[("journey", &journey.title)]),
                class: "page-slides",
                section: "journeys",
                ..PageWords::default()
            },
        ),
    };
    render.render(template, &view)
}

impl JourneyPage<'_> {
    fn stage_slide(&self, index: usize) -> StageSlide {
        let stage = &self.journey.stages[index];
        let stage_index = u32::try_from(index).unwrap_or(u32::MAX);
        let steps: Vec<StepSlide> = self
            .columns
            .iter()
            .filter(|column| column.stage_index == stage_index)
            .map(|column| {
                let place = column.place();
                let address = match column.step_index {
                    Some(step) => Address::Step(self.id, stage_index, step),
                    None => Address::Stage(self.id, stage_index),
                };
                let mut said = self.lane_items(place, Lane::Quotes);
                said.extend(self.lane_items(place, Lane::Thoughts));
                said.truncate(N_SAID);
                let mut pain_points = self.lane_items(place, Lane::PainPoints);
                pain_points.truncate(N_PAIN_POINTS);
                StepSlide {
                    number: column.number.clone(),
                    html: self.page.plain(&place.name),
                    href: self.page.href(address),
                    moment_of_truth: place.moment_of_truth,
                    failure_point: place.failure_point,
                    assumed: place.is_assumed(),
                    summary_html: place.summary.as_ref().map(|summary| self.page.text(summary)),
                    feelings: self.feelings(place, "face-large"),
                    said,
                    pain_points,
                }
            })
            .collect();
        let place = &stage.place;
        StageSlide {
            number: (index + 1).to_string(),
            html: self.page.text(&place.name),
            summary_html: place.summary.as_ref().or(stage.definition.as_ref()).map(|summary| self.page.text(summary)),
            facts: self.time_facts(place),
            feelings: if stage.steps.is_empty() { Vec::new() } else { self.feelings(place, "face-medium") },
            columns: steps.len().clamp(1, 6),
            steps,
            notes_html: stage.prose.as_ref().filter(|it| !it.is_empty()).map(|prose| self.page.document(prose)),
        }
    }

    fn lane_items(&self, place: &Place, lane: Lane) -> Vec<ItemView> {
        place.cell(lane).map(|cell| self.items(cell, Some(place), "", false)).unwrap_or_default()
    }
}
