//! A picture that a writer asks for: its kind, and what of the site it is to show.

use super::{JourneyId, MetricId, PersonaId, TagId, TeamId};

/// `{{ flow(journey="order") }}` and its like, with every name resolved.
#[derive(Debug, Clone, PartialEq)]
pub enum Diagram {
    Sparkline {
        journey: JourneyId,
        /// One line only.
        persona: Option<PersonaId>,
    },
    Flow {
        journey: JourneyId,
    },
    Timeline {
        journey: JourneyId,
        scale: TimeScale,
    },
    Storyboard {
        journey: JourneyId,
        persona: Option<PersonaId>,
    },
    Blueprint {
        journey: JourneyId,
    },
    /// Journeys by their own stages.
    HeatMap {
        of: Selection,
    },
    PersonaHeatMap {
        journey: JourneyId,
    },
    ChannelHeatMap {
        journey: JourneyId,
    },
    Matrix {
        x: WorkScore,
        y: WorkScore,
        of: Selection,
    },
    Roadmap {
        /// Along the calendar instead of now, next, later.
        is_dated: bool,
        of: Selection,
    },
    /// Below one journey, or all.
    Atlas {
        journey: Option<JourneyId>,
    },
    History {
        metric: MetricId,
    },
    /// What a journey reports.
    JourneyTargets {
        journey: JourneyId,
    },
    MetricTargets {
        metrics: Vec<MetricId>,
    },
    /// Everybody when none is named.
    PersonaScales {
        personas: Vec<PersonaId>,
    },
    ChannelUsage {
        persona: PersonaId,
    },
    EmpathyMap {
        persona: PersonaId,
    },
}

/// What is to be shown of many: all of it has to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Selection {
    pub journey: Option<JourneyId>,
    pub persona: Option<PersonaId>,
    pub team: Option<TeamId>,
    pub tag: Option<TagId>,
}

/// A number of an opportunity that an axis can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkScore {
    Impact,
    Effort,
    Reach,
    /// 0 to 100.
    Confidence,
    /// [`super::Opportunity::score`]
    Score,
}

impl WorkScore {
    /// The names that writers use.
    pub const NAMES: [(&'static str, WorkScore); 5] = [
        ("impact", WorkScore::Impact),
        ("effort", WorkScore::Effort),
        ("reach", WorkScore::Reach),
        ("confidence", WorkScore::Confidence),
        ("score", WorkScore::Score),
    ];
}

/// How a timeline turns time into length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimeScale {
    /// To scale, and broken where one step dwarfs all others.
    #[default]
    Auto,
    Real,
    Logarithmic,
}

impl TimeScale {
    /// The names that writers use.
    pub const NAMES: [(&'static str, TimeScale); 3] =
        [("auto", TimeScale::Auto), ("real", TimeScale::Real), ("log", TimeScale::Logarithmic)];
}
