//! A journey: stages, steps, and what holds for the whole map.

use super::text::Picture;
use super::*;
use crate::slug::Slug;
use crate::source::SourceId;

#[derive(Debug, Clone, PartialEq)]
pub struct Journey {
    pub id: Slug,
    /// The file that it was written in.
    pub source: SourceId,
    pub title: Box<str>,
    pub summary: Option<Text>,
    /// In the writer's order: the first is drawn first. May be empty.
    pub personas: Vec<PersonaId>,
    pub kind: Kind,
    pub scope: Scope,
    /// This journey is the to-be of that as-is.
    pub future_of: Option<JourneyId>,
    /// Filled from the other side: the to-be maps of this one, in order of title.
    pub futures: Vec<JourneyId>,
    pub parent: Option<JourneyId>,
    /// Filled from the other side, in order of title.
    pub children: Vec<JourneyId>,
    /// The journey that follows, when the writer names one (`next_journey`).
    pub next_journey: Option<JourneyId>,
    /// Purpose, scenario, goal … in a fixed order, only those that were written.
    pub texts: Vec<(JourneyText, Vec<Text>)>,
    pub status: Status,
    pub owner: Option<TeamId>,
    /// Further teams that take part.
    pub departments: Vec<TeamId>,
    pub reviewed: Option<Date>,
    pub review_every: Option<ReviewEvery>,
    pub next_review: Option<Date>,
    pub review_state: ReviewState,
    pub sources: Vec<EvidenceSourceId>,
    pub confidence: Confidence,
    pub tags: Vec<TagId>,
    /// The writer's headline for the curve, instead of a generated sentence.
    pub curve_headline: Option<Text>,
    pub map_headline: Option<Text>,
    pub scale: EmotionScale,
    /// Words for scores, ascending by score; the journey's own, else the site's.
    pub scale_words: Vec<(f64, Box<str>)>,
    /// Rows of the map, in order: the writer's choice, else the default order of the lanes in use.
    pub lanes: Vec<Lane>,
    /// All lanes in use, including those that `lanes` leaves out, in default order.
    pub lanes_in_use: Vec<Lane>,
    pub custom_lanes: Vec<CustomLane>,
    /// Of the poster.
    pub stage_widths: StageWidths,
    pub stages: Vec<Stage>,
    /// Metrics of the whole map.
    pub measures: Vec<Measure>,
    /// Opportunities, pains and solutions of the whole map.
    pub cells: Vec<Cell>,
    pub image: Option<Picture>,
    /// The Markdown body, without the sections that belong to stages.
    pub body: Document,
    /// Change history as the writer keeps it, newest first: day and words.
    pub changes: Vec<(Date, Text)>,
    /// Former addresses (paths of pages) that lead here.
    pub aliases: Vec<crate::url::SitePath>,
    /// Share of places (steps, or stages without steps) that are assumed: 0 to 1; `None` without a place.
    pub assumed_share: Option<f64>,
}

impl Journey {
    /// Every pain point of the map with what answers it where it stands, in the order of reading: the opportunities and
    /// solutions of the same place; for a stage also those of its steps, for a step also those of its stage.
    #[must_use]
    pub fn pain_points_with_answers(&self) -> Vec<(PainPointId, Vec<&Item>)> {
        fn answers(cells: &[Cell]) -> impl Iterator<Item = &Item> {
            let lanes = cells.iter().filter(|cell| matches!(cell.lane, Lane::Opportunities | Lane::Solutions));
            lanes.flat_map(|cell| &cell.items)
        }
        let mut places: Vec<(&[Cell], Vec<&Item>)> = vec![(&self.cells, answers(&self.cells).collect())];
        for stage in &self.stages {
            let of_stage = || answers(&stage.place.cells);
            let of_steps = stage.steps.iter().flat_map(|step| answers(&step.place.cells));
            places.push((&stage.place.cells, of_stage().chain(of_steps).collect()));
            for step in &stage.steps {
                places.push((&step.place.cells, answers(&step.place.cells).chain(of_stage()).collect()));
            }
        }
        let mut found = Vec::new();
        for (cells, answers) in places {
            let items = cells.iter().filter(|cell| cell.lane == Lane::PainPoints).flat_map(|cell| &cell.items);
            found.extend(items.filter_map(|item| match item.kind {
                ItemKind::PainPoint(id) => Some((id, answers.clone())),
                _ => None,
            }));
        }
        found
    }
}

/// Texts about a whole journey; `Ord` is the order on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JourneyText {
    Purpose,
    Scenario,
    Goal,
    Trigger,
    Expectations,
    BusinessGoals,
    Constraints,
    Boundaries,
    Assumptions,
}

/// customer, user, employee, patient, citizen, student, partner, or the site's own word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(pub Box<str>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    AsIs,
    ToBe,
    Research,
}

/// What the stages of a poster are as wide as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StageWidths {
    /// What they have to say.
    #[default]
    Words,
    /// How long they take, and never less than their words need.
    Duration,
}

impl StageWidths {
    /// The names that writers use.
    pub const NAMES: [(&'static str, StageWidths); 2] = [("words", Self::Words), ("duration", Self::Duration)];
}

impl Stage {
    /// How long it takes, in seconds: as it says itself, else all its steps and waits together; 0 where nobody says.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        let seconds = |duration: &Option<Duration>| duration.as_ref().map_or(0.0, |duration| duration.seconds);
        if self.place.duration.is_some() {
            return seconds(&self.place.duration) + seconds(&self.place.wait);
        }
        self.steps.iter().map(|step| seconds(&step.place.duration) + seconds(&step.place.wait)).sum()
    }
}

/// What stages and steps have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub id: Slug,
    pub name: Text,
    pub summary: Option<Text>,
    pub goal: Option<Text>,
    pub owner: Option<TeamId>,
    pub duration: Option<Duration>,
    pub wait: Option<Duration>,
    pub emotions: Emotions,
    /// 1 to 5.
    pub importance: Option<Rating>,
    pub moment_of_truth: bool,
    pub failure_point: bool,
    /// Its own or inherited.
    pub confidence: Confidence,
    pub sources: Vec<EvidenceSourceId>,
    /// In default order of lanes; at most one cell a lane.
    pub cells: Vec<Cell>,
    /// Deeper map of this place.
    pub detail: Option<JourneyId>,
}

impl Place {
    #[must_use]
    pub fn cell(&self, lane: Lane) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.lane == lane)
    }

    /// The items of a lane; none when there is no cell.
    pub fn items(&self, lane: Lane) -> impl Iterator<Item = &Item> {
        self.cell(lane).into_iter().flat_map(|cell| &cell.items)
    }

    #[must_use]
    pub fn is_assumed(&self) -> bool {
        self.confidence == Confidence::Assumed
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    pub place: Place,
    pub definition: Option<Text>,
    pub focus: Option<Text>,
    pub steps: Vec<Step>,
    /// The section of the body whose heading names this stage.
    pub prose: Option<Document>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub place: Place,
    /// Where it can go on; empty: to the following step.
    pub next: Vec<Next>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    pub to: NextTarget,
    /// The condition, in the writer's words.
    pub when: Option<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextTarget {
    /// Positions of the stage and of the step in it.
    Step { stage: u32, step: u32 },
    /// The journey ends here.
    End,
}
