//! One table: what each role looks like. The writer and the style sheet both read it.

use crate::diagram::scene::{Role, SceneKind};

use super::palette::{Palette, Token};

/// How a scene becomes visible.
#[derive(Debug, Clone, Copy)]
pub enum Paint<'p> {
    /// Class names only; colors come from the page's custom properties. The classes are those of [`role_class`], and:
    /// `diagram diagram-curve|-curve-tall|-sparkline|-lane-slice|-map|-card|…` (root), `face`, `emotion-low-4` … `emotion-high-4`,
    /// `persona-1` … `persona-5`, `assumed`, `face-features`, `face-mouth`, `persona-shape`, `icon`,
    /// `severity-on`, `severity-off`, `hatch-line`, `hatch-gain-line`, `cased`, `cased-band`, `serif`.
    Inline,
    /// Concrete colors: opens anywhere.
    Standalone(StandaloneOptions<'p>),
}

#[derive(Debug, Clone, Copy)]
pub struct StandaloneOptions<'p> {
    pub palette: &'p Palette,
    /// Paint the paper behind everything.
    pub background: bool,
    /// Families to look for after our own, as CSS writes them: `'Noto Sans Thai','Noto Sans JP',`; may be empty.
    pub further_families: &'p str,
    /// Attributes `width` and `height` in pixels are the natural size times this.
    pub scale: f64,
    /// Rules of a style sheet that bring the fonts along ([`super::web_font::embedded_faces`]); may be empty.
    pub font_faces: &'p str,
}

impl<'p> StandaloneOptions<'p> {
    pub fn new(palette: &'p Palette) -> Self {
        Self { palette, background: true, further_families: "", scale: 1.0, font_faces: "" }
    }
}

/// Fill, stroke and the manner of the stroke. Widths in the picture's units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct RolePaint {
    pub(crate) fill: Option<Token>,
    pub(crate) stroke: Option<Token>,
    pub(crate) width: f64,
    pub(crate) dash: &'static str,
    pub(crate) round: bool,
    pub(crate) opacity: f64,
}

const NOTHING: RolePaint = RolePaint { fill: None, stroke: None, width: 1.0, dash: "", round: false, opacity: 1.0 };

const fn filled(token: Token) -> RolePaint {
    RolePaint { fill: Some(token), ..NOTHING }
}

const fn stroked(token: Token, width: f64) -> RolePaint {
    RolePaint { stroke: Some(token), width, ..NOTHING }
}

/// Dots of whatever is assumed: zero-length dashes with round ends.
pub(crate) const ASSUMED_DASH: &str = ".1 5.6";

/// Dash of a persona's line; the first is solid.
pub(crate) fn persona_dash(persona: u8) -> &'static str {
    match persona % 5 {
        0 => "",
        1 => "11 4",
        2 => "14 4 2 4",
        3 => "6 3",
        _ => "9 3 2 3 2 3",
    }
}

pub(crate) fn persona_line_width(persona: u8) -> f64 {
    if persona == 0 { 3.0 } else { 2.5 }
}

pub(crate) fn role_paint(role: Role) -> RolePaint {
    match role {
        Role::Paper => filled(Token::Paper),
        Role::Band => filled(Token::Band),
        Role::Masthead | Role::Chevron => filled(Token::Chevron),
        Role::Rule | Role::GridLine => stroked(Token::Rule, 1.0),
        Role::RuleStrong => stroked(Token::Ink, 2.0),
        Role::NeutralLine => stroked(Token::Line, 1.5),
        Role::Leader => stroked(Token::Muted, 1.0),
        Role::Bracket => stroked(Token::Muted, 1.25),
        Role::HatchAssumed => RolePaint { opacity: 0.55, ..stroked(Token::Line, 1.0) },
        Role::HatchGain => RolePaint { opacity: 0.8, ..stroked(Token::Emotion(4), 1.5) },
        Role::PersonaLine(n) => {
            RolePaint { dash: persona_dash(n), ..stroked(Token::Persona(n), persona_line_width(n)) }
        }
        Role::PersonaLineAssumed(n) => {
            RolePaint { dash: ASSUMED_DASH, round: true, ..stroked(Token::Persona(n), persona_line_width(n)) }
        }
        Role::LineCasing => RolePaint { opacity: 0.85, ..stroked(Token::Paper, 7.0) },
        Role::GhostLine(n) => RolePaint { opacity: 0.75, ..stroked(Token::Persona(n), 1.5) },
        Role::GhostPoint(n) => RolePaint { fill: Some(Token::Paper), ..stroked(Token::Persona(n), 1.5) },
        Role::GainLine => stroked(Token::HighText, 1.0),
        Role::PlainLine => stroked(Token::Ink, 2.0),
        Role::AssumedSample => RolePaint { dash: ASSUMED_DASH, round: true, ..stroked(Token::Ink, 3.0) },
        Role::LowestDot => RolePaint { fill: Some(Token::Emotion(-4)), ..stroked(Token::Paper, 1.5) },
        Role::HighestDot => RolePaint { fill: Some(Token::Emotion(4)), ..stroked(Token::Paper, 1.5) },
        Role::MomentOfTruth => filled(Token::Ink),
        Role::FailurePoint => RolePaint { fill: Some(Token::Paper), round: true, ..stroked(Token::Ink, 1.7) },
        Role::IconInk => RolePaint { round: true, ..stroked(Token::Ink, 1.4) },
        Role::IconMuted => RolePaint { round: true, ..stroked(Token::Muted, 1.4) },
        Role::HeatCell(level) => filled(Token::Heat(level)),
        Role::Axis => stroked(Token::Ink, 1.25),
        Role::DataLine => stroked(Token::Ink, 2.5),
        Role::EventLine => RolePaint { dash: "3 3", ..stroked(Token::Muted, 1.0) },
        Role::TargetBand => filled(Token::Heat(1)),
        Role::TargetTick => stroked(Token::Ink, 2.5),
        Role::BaselineTick => stroked(Token::Ink, 1.5),
        Role::Track => filled(Token::Rule),
        Role::Bubble => RolePaint { fill: Some(Token::Accent), ..stroked(Token::Paper, 1.5) },
        Role::BubbleDone => RolePaint { fill: Some(Token::Paper), ..stroked(Token::Accent, 2.0) },
        Role::Node => RolePaint { fill: Some(Token::Paper), ..stroked(Token::Muted, 1.25) },
        Role::NodePlanned => RolePaint { fill: Some(Token::Paper), dash: "4 3", ..stroked(Token::Muted, 1.25) },
        Role::NodeDecision => RolePaint { fill: Some(Token::Paper), ..stroked(Token::Ink, 1.5) },
        Role::NodeEnd => RolePaint { fill: Some(Token::Warn), ..stroked(Token::LowText, 1.25) },
        Role::Arrow => stroked(Token::Ink, 1.25),
        Role::ArrowPlanned => RolePaint { dash: "4 3", ..stroked(Token::Ink, 1.25) },
        Role::ArrowAssumed => RolePaint { dash: "1 4", round: true, ..stroked(Token::Ink, 1.75) },
        Role::ArrowLow => stroked(Token::LowText, 2.25),
        Role::LineOfInteraction => stroked(Token::Ink, 1.5),
        Role::LineOfVisibility => RolePaint { dash: "8 4", ..stroked(Token::Ink, 1.5) },
        Role::LineOfInternalInteraction => RolePaint { dash: "2 4", ..stroked(Token::Ink, 1.5) },
        Role::TimeApart => RolePaint { fill: Some(Token::Band), ..stroked(Token::Line, 1.0) },
        Role::TimeWaiting => stroked(Token::Line, 1.0),
        Role::StatusOpen => RolePaint { fill: Some(Token::Paper), ..stroked(Token::Ink, 1.5) },
        Role::StatusProposed => RolePaint { fill: Some(Token::Paper), dash: "2 2.2", ..stroked(Token::Ink, 1.25) },
        Role::Ink => filled(Token::Ink),
        Role::Muted => filled(Token::Muted),
        Role::OnChevron => filled(Token::OnChevron),
        Role::OnPersona => filled(Token::Paper),
        Role::PersonaText(n) => filled(Token::Persona(n)),
        Role::Low => filled(Token::LowText),
        Role::High => filled(Token::HighText),
        Role::Accent => filled(Token::Accent),
    }
}

/// Class names of a role; a persona's number (from 1) and a heat level follow as a class of their own.
pub fn role_class(role: Role) -> &'static str {
    match role {
        Role::Paper => "paper",
        Role::Band => "band",
        Role::Masthead => "masthead",
        Role::Rule => "rule",
        Role::RuleStrong => "rule-strong",
        Role::GridLine => "grid-line",
        Role::NeutralLine => "neutral-line",
        Role::Leader => "leader",
        Role::Bracket => "bracket",
        Role::Chevron => "chevron",
        Role::HatchAssumed => "hatch-assumed",
        Role::HatchGain => "hatch-gain",
        Role::PersonaLine(_) => "persona-line",
        Role::PersonaLineAssumed(_) => "persona-line assumed",
        Role::LineCasing => "line-casing",
        Role::GhostLine(_) => "ghost-line",
        Role::GhostPoint(_) => "ghost-point",
        Role::GainLine => "gain-line",
        Role::PlainLine => "plain-line",
        Role::AssumedSample => "assumed-sample",
        Role::LowestDot => "lowest-dot",
        Role::HighestDot => "highest-dot",
        Role::MomentOfTruth => "moment-of-truth",
        Role::FailurePoint => "failure-point",
        Role::IconInk => "icon icon-ink",
        Role::IconMuted => "icon icon-muted",
        Role::HeatCell(_) => "heat-cell",
        Role::Axis => "axis",
        Role::DataLine => "data-line",
        Role::EventLine => "event-line",
        Role::TargetBand => "target-band",
        Role::TargetTick => "target-tick",
        Role::BaselineTick => "baseline-tick",
        Role::Track => "track",
        Role::Bubble => "bubble",
        Role::BubbleDone => "bubble-done",
        Role::Node => "node",
        Role::NodePlanned => "node-planned",
        Role::NodeDecision => "node-decision",
        Role::NodeEnd => "node-end",
        Role::Arrow => "arrow",
        Role::ArrowPlanned => "arrow-planned",
        Role::ArrowAssumed => "arrow-assumed",
        Role::ArrowLow => "arrow-low",
        Role::LineOfInteraction => "line-of-interaction",
        Role::LineOfVisibility => "line-of-visibility",
        Role::LineOfInternalInteraction => "line-of-internal-interaction",
        Role::TimeApart => "time-apart",
        Role::TimeWaiting => "time-waiting",
        Role::StatusOpen => "status-open",
        Role::StatusProposed => "status-proposed",
        Role::Ink => "text-ink",
        Role::Muted => "text-muted",
        Role::OnChevron => "text-on-chevron",
        Role::OnPersona => "text-on-persona",
        Role::PersonaText(_) => "text-persona",
        Role::Low => "text-low",
        Role::High => "text-high",
        Role::Accent => "text-accent",
    }
}

/// The look, 0..5, of a role that belongs to a persona.
pub(crate) fn persona_of(role: Role) -> Option<u8> {
    match role {
        Role::PersonaLine(n)
        | Role::PersonaLineAssumed(n)
        | Role::GhostLine(n)
        | Role::GhostPoint(n)
        | Role::PersonaText(n) => Some(n % 5),
        _ => None,
    }
}

/// Class name of a picture of this kind, beside `diagram`.
pub fn kind_class(kind: SceneKind) -> &'static str {
    match kind {
        SceneKind::Curve => "diagram-curve",
        SceneKind::CurveTall => "diagram-curve-tall",
        SceneKind::Sparkline => "diagram-sparkline",
        SceneKind::LaneSlice => "diagram-lane-slice",
        SceneKind::Map => "diagram-map",
        SceneKind::Card => "diagram-card",
        SceneKind::History => "diagram-history",
        SceneKind::TargetBar => "diagram-target-bar",
        SceneKind::PersonaScales => "diagram-persona-scales",
        SceneKind::ChannelUsage => "diagram-channel-usage",
        SceneKind::Matrix => "diagram-matrix",
        SceneKind::HeatMap => "diagram-heat-map",
        SceneKind::Flow => "diagram-flow",
        SceneKind::Blueprint => "diagram-blueprint",
        SceneKind::Timeline => "diagram-timeline",
        SceneKind::Storyboard => "diagram-storyboard",
        SceneKind::Roadmap => "diagram-roadmap",
        SceneKind::Atlas => "diagram-atlas",
        SceneKind::EmpathyMap => "diagram-empathy-map",
    }
}
