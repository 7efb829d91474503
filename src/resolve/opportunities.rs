//! Opportunities, solutions and pain points; and the ties between them, which may be written at either end.

use super::context::{FileContext, ascending};
use crate::content::RawFile;
use crate::content::raw::*;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::*;
use crate::slug::Slug;

/// What files and cells say of an opportunity alike.
pub(super) struct OpportunityValues<'r> {
    pub(super) impact: Option<&'r RawNumber>,
    pub(super) effort: Option<&'r RawNumber>,
    pub(super) reach: Option<&'r RawNumber>,
    pub(super) status: Option<&'r RawText>,
    pub(super) horizon: Option<&'r RawText>,
    pub(super) start: Option<&'r RawDate>,
    pub(super) end: Option<&'r RawDate>,
    pub(super) owner: Option<&'r RawText>,
    pub(super) addresses: &'r OneOrMany<RawText>,
    pub(super) solutions: &'r OneOrMany<RawText>,
    pub(super) tags: &'r OneOrMany<RawText>,
    pub(super) summary: Option<&'r RawText>,
}

impl FileContext<'_, '_> {
    pub(super) fn opportunity(
        &mut self,
        id: Slug,
        title: Text,
        origin: Origin,
        confidence: Confidence,
        values: &OpportunityValues<'_>,
    ) -> Opportunity {
        let [impact, effort, reach] = [(values.impact, "impact"), (values.effort, "effort"), (values.reach, "reach")]
            .map(|(number, what)| self.rating(number, what));
        if let (Some(start), Some(end)) = (values.start, values.end)
            && end.value < start.value
        {
            self.push(
                Diagnostic::new(Code::ConflictingFields, end.span, "the end lies before the start")
                    .also(start.span, "the start")
                    .help("exchange the two days, or correct one"),
            );
        }
        let horizons = [("now", Horizon::Now), ("next", Horizon::Next), ("later", Horizon::Later)];
        Opportunity {
            id,
            title,
            origin,
            summary: self.optional_text(values.summary),
            impact,
            effort,
            reach,
            confidence,
            score: score(reach, impact, confidence, effort),
            status: self.work_status(values.status).unwrap_or_default(),
            horizon: self.one_of(values.horizon, "a horizon", &horizons),
            start: values.start.map(|date| Date(date.value)),
            end: values.end.map(|date| Date(date.value)),
            owner: self.team(values.owner),
            addresses: self.pain_points(values.addresses),
            solutions: self.solutions(values.solutions),
            sources: Vec::new(),
            tags: self.tags(values.tags),
            body: Document::default(),
        }
    }

    pub(super) fn opportunity_file(&mut self, id: Slug, title: &str, file: &RawFile<RawOpportunity>) -> Opportunity {
        let raw = &file.raw;
        let values = OpportunityValues {
            impact: raw.impact.as_ref(),
            effort: raw.effort.as_ref(),
            reach: raw.reach.as_ref(),
            status: raw.status.as_ref(),
            horizon: raw.horizon.as_ref(),
            start: raw.start.as_ref(),
            end: raw.end.as_ref(),
            owner: raw.owner.as_ref(),
            addresses: &raw.addresses,
            solutions: &raw.solutions,
            tags: &raw.tags,
            summary: raw.summary.as_ref(),
        };
        let title = self.title_text(raw.title.as_ref(), title);
        let confidence = self.confidence_of_file(raw.confidence.as_ref(), &raw.sources);
        let sources = self.sources(&raw.sources);
        let body = self.body();
        let opportunity = self.opportunity(id, title, Origin::File(file.source), confidence, &values);
        Opportunity { sources, body, ..opportunity }
    }

    pub(super) fn solution_file(&mut self, id: Slug, title: &str, file: &RawFile<RawSolution>) -> Solution {
        let raw = &file.raw;
        Solution {
            id,
            title: self.title_text(raw.title.as_ref(), title),
            origin: Origin::File(file.source),
            summary: self.optional_text(raw.summary.as_ref()),
            status: self.work_status(raw.status.as_ref()).unwrap_or_default(),
            owner: self.team(raw.owner.as_ref()),
            released: raw.released.as_ref().map(|date| Date(date.value)),
            opportunities: self.opportunities(&raw.opportunities),
            sources: self.sources(&raw.sources),
            tags: self.tags(&raw.tags),
            body: self.body(),
        }
    }

    pub(super) fn pain_point_file(&mut self, id: Slug, title: &str, file: &RawFile<RawPainPoint>) -> PainPoint {
        let raw = &file.raw;
        PainPoint {
            id,
            text: self.title_text(raw.title.as_ref(), title),
            origin: Origin::File(file.source),
            severity: self.rating(raw.severity.as_ref(), "severity"),
            owner: self.team(raw.owner.as_ref()),
            personas: self.personas(&raw.personas),
            sources: self.sources(&raw.sources),
            confidence: self.confidence_of_file(raw.confidence.as_ref(), &raw.sources),
            tags: self.tags(&raw.tags),
            opportunities: self.opportunities(&raw.opportunities),
            summary: self.optional_text(raw.summary.as_ref()),
            body: self.body(),
        }
    }

    /// A title, or the file's name where it is missing.
    fn title_text(&mut self, title: Option<&RawText>, name: &str) -> Text {
        match title {
            Some(title) => self.text(title),
            None => Text::from_plain(name),
        }
    }

    /// A file that does not say how sure it is: evidence that is named makes it partly known.
    pub(super) fn confidence_of_file(&mut self, word: Option<&RawText>, sources: &OneOrMany<RawText>) -> Confidence {
        let otherwise = if sources.is_empty() { Confidence::Assumed } else { Confidence::Partly };
        self.confidence(word).unwrap_or(otherwise)
    }
}

/// RICE: reach × impact × confidence ÷ effort, each rating as its number, confidence as a share.
fn score(reach: Option<Rating>, impact: Option<Rating>, confidence: Confidence, effort: Option<Rating>) -> Option<f64> {
    let [reach, impact, effort] = [reach?, impact?, effort?].map(|rating| f64::from(rating.get()));
    Some(reach * impact * confidence.share() / effort)
}

/// Makes every tie known at both ends: pain point ↔ opportunity ↔ solution, each list ascending.
pub(super) fn tie(pain_points: &mut [PainPoint], opportunities: &mut [Opportunity], solutions: &mut [Solution]) {
    for (index, pain_point) in pain_points.iter().enumerate() {
        for id in &pain_point.opportunities {
            if let Some(opportunity) = opportunities.get_mut(id.index()) {
                opportunity.addresses.push(PainPointId::from_index(index));
            }
        }
    }
    for (index, solution) in solutions.iter().enumerate() {
        for id in &solution.opportunities {
            if let Some(opportunity) = opportunities.get_mut(id.index()) {
                opportunity.solutions.push(SolutionId::from_index(index));
            }
        }
    }
    for (index, opportunity) in opportunities.iter_mut().enumerate() {
        opportunity.addresses = ascending(std::mem::take(&mut opportunity.addresses).into_iter());
        opportunity.solutions = ascending(std::mem::take(&mut opportunity.solutions).into_iter());
        for id in &opportunity.addresses {
            if let Some(pain_point) = pain_points.get_mut(id.index()) {
                pain_point.opportunities.push(OpportunityId::from_index(index));
            }
        }
        for id in &opportunity.solutions {
            if let Some(solution) = solutions.get_mut(id.index()) {
                solution.opportunities.push(OpportunityId::from_index(index));
            }
        }
    }
    for pain_point in pain_points {
        pain_point.opportunities = ascending(std::mem::take(&mut pain_point.opportunities).into_iter());
    }
    for solution in solutions {
        solution.opportunities = ascending(std::mem::take(&mut solution.opportunities).into_iter());
    }
}
