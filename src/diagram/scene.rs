//! What a picture is made of: marks in plain numbers, each with a [`Role`] that says what it *means*.
//!
//! What a scene can not contain: a color, a font file, a class name, a transform, a counter. Lengths are in the
//! picture's own units (one unit is one CSS pixel at natural size), y grows downward.

use std::borrow::Cow;

use kurbo::{Affine, BezPath, Point, Rect, Size, Vec2};

use super::icon::IconName;
use super::text_metrics::Typeface;

/// Personas that differ by hue, dash and shape; a sixth one looks like the first.
pub const N_PERSONA_LOOKS: u8 = 5;

/// A finished picture.
#[derive(Debug, Clone)]
pub struct Scene<'a> {
    /// Slug that every id in the written picture starts with; unique on the page that shows it.
    pub id: Cow<'a, str>,
    pub kind: SceneKind,
    /// Natural size; all marks lie inside `0..width × 0..height`.
    pub size: Size,
    pub title: Cow<'a, str>,
    /// The generated sentence: what, range, lowest, highest, trend. May be empty.
    pub description: Cow<'a, str>,
    /// BCP 47 tag of the words, empty when unknown.
    pub language: Cow<'a, str>,
    /// In painting order.
    pub marks: Vec<Mark<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SceneKind {
    Curve,
    CurveTall,
    Sparkline,
    LaneSlice,
    Map,
    Card,
    History,
    TargetBar,
    PersonaScales,
    ChannelUsage,
    Matrix,
    HeatMap,
    Flow,
    Blueprint,
    Timeline,
    Storyboard,
    Roadmap,
    Atlas,
    EmpathyMap,
}

/// One visible thing.
#[derive(Debug, Clone)]
pub enum Mark<'a> {
    Rect {
        rect: Rect,
        radius: f64,
        role: Role,
    },
    Line {
        from: Point,
        to: Point,
        role: Role,
    },
    Path {
        path: BezPath,
        role: Role,
    },
    Circle {
        center: Point,
        radius: f64,
        role: Role,
    },
    Polygon {
        points: Vec<Point>,
        role: Role,
    },
    Face(FaceMark),
    /// A persona's filled shape; `size` is the height of the circle of persona 1.
    PersonaShape {
        center: Point,
        size: f64,
        persona: u8,
    },
    /// Letters are drawn by a text mark of their own.
    Text(TextMark<'a>),
    /// A glyph of the 16-unit grid, scaled to `size`, its box centered at `center`.
    Icon {
        name: IconName,
        center: Point,
        size: f64,
        role: Role,
    },
    /// Bars 1..=5, `level` of them filled; `origin` is the top left corner of the 34 × 12 box before scaling to `height`.
    Severity {
        level: u8,
        origin: Point,
        height: f64,
        /// The first bar is the rightmost.
        from_right: bool,
    },
    /// An area filled with parallel lines.
    Hatch {
        path: BezPath,
        role: Role,
    },
    /// A picture that lies elsewhere, cut to fill `rect`; `href` is opaque here. Only a painter that may reach it shows it.
    Image {
        rect: Rect,
        href: Cow<'a, str>,
        alternative: Cow<'a, str>,
    },
    /// Marks that are one link. `href` is opaque here.
    Link {
        href: Cow<'a, str>,
        label: Cow<'a, str>,
        marks: Vec<Mark<'a>>,
    },
    /// Marks of which only the part inside `rect` is seen.
    Clip {
        rect: Rect,
        marks: Vec<Mark<'a>>,
    },
}

/// A face: shape says who, mouth and fill say how it felt, a dotted outline says that it was assumed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FaceMark {
    pub center: Point,
    /// Factor on the 24-unit grid: 1 draws the circle of persona 1 with radius 12.
    pub scale: f64,
    /// −1 (the scale's lowest) … 0 (neutral) … 1 (the scale's highest).
    pub valence: f64,
    /// `None` is the plain face of a key: ink outline, circle.
    pub persona: Option<u8>,
    pub assumed: bool,
}

/// One line of text, measured.
#[derive(Debug, Clone)]
pub struct TextMark<'a> {
    /// On the baseline, at the left end, middle or right end as `anchor` says.
    pub at: Point,
    pub anchor: Anchor,
    pub typeface: Typeface,
    pub size: f64,
    pub role: Role,
    /// An outline in the color of what lies beneath, so that lines do not run through the letters.
    pub casing: Casing,
    pub content: Cow<'a, str>,
    /// Measured width in the picture's units.
    pub width: f64,
}

/// Of a text, as it is seen: the start is its left end, whichever way its letters run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Casing {
    None,
    Paper,
    Band,
}

/// What a mark means. A painter maps each role to fill, stroke, width and dash in one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    // Surfaces and rules.
    Paper,
    Band,
    Masthead,
    Rule,
    RuleStrong,
    GridLine,
    NeutralLine,
    Leader,
    Bracket,
    Chevron,
    HatchAssumed,
    HatchGain,
    // Lines and dots of the data; the number is the persona's look, 0..5.
    PersonaLine(u8),
    PersonaLineAssumed(u8),
    LineCasing,
    GhostLine(u8),
    GhostPoint(u8),
    /// From the other map's point up to this one's.
    GainLine,
    PlainLine,
    /// Dots of the key for what is assumed.
    AssumedSample,
    LowestDot,
    HighestDot,
    MomentOfTruth,
    FailurePoint,
    IconInk,
    IconMuted,
    /// Heat cell of −4 (lowest) … 4 (highest).
    HeatCell(i8),
    // Charts.
    Axis,
    DataLine,
    /// A dashed line at a day or a value: something happened, something was the case.
    EventLine,
    TargetBand,
    TargetTick,
    BaselineTick,
    /// The empty part of a bar.
    Track,
    Bubble,
    BubbleDone,
    // Nodes and what runs between them.
    Node,
    NodePlanned,
    NodeDecision,
    /// Where a way ends badly.
    NodeEnd,
    Arrow,
    ArrowPlanned,
    ArrowAssumed,
    ArrowLow,
    LineOfInteraction,
    LineOfVisibility,
    LineOfInternalInteraction,
    // Time and work.
    TimeApart,
    TimeWaiting,
    StatusOpen,
    StatusProposed,
    // Text.
    Ink,
    Muted,
    OnChevron,
    OnPersona,
    PersonaText(u8),
    Low,
    High,
    Accent,
}

impl TextMark<'_> {
    /// The box that the letters may touch: ascenders to descenders, as wide as measured.
    pub fn bounds(&self) -> Rect {
        let left = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - self.width / 2.0,
            Anchor::End => self.at.x - self.width,
        };
        Rect::new(left, self.at.y - 0.74 * self.size, left + self.width, self.at.y + 0.22 * self.size)
    }
}

impl<'a> Scene<'a> {
    /// Whether any mark is a link: such a picture is a group, not an image.
    pub fn has_links(&self) -> bool {
        fn any_link(marks: &[Mark<'_>]) -> bool {
            marks.iter().any(|mark| match mark {
                Mark::Link { .. } => true,
                Mark::Clip { marks, .. } => any_link(marks),
                _ => false,
            })
        }
        any_link(&self.marks)
    }

    /// Every text of the picture, links and clips included, in painting order.
    pub fn texts(&self) -> Vec<&TextMark<'a>> {
        fn collect<'s, 'a>(marks: &'s [Mark<'a>], into: &mut Vec<&'s TextMark<'a>>) {
            for mark in marks {
                match mark {
                    Mark::Text(text) => into.push(text),
                    Mark::Link { marks, .. } | Mark::Clip { marks, .. } => collect(marks, into),
                    _ => {}
                }
            }
        }
        let mut texts = Vec::new();
        collect(&self.marks, &mut texts);
        texts
    }
}

/// Moves marks, and what they hold.
pub fn shift_marks(marks: &mut [Mark<'_>], shift: Vec2) {
    for mark in marks {
        match mark {
            Mark::Rect { rect, .. } | Mark::Image { rect, .. } => *rect = *rect + shift,
            Mark::Line { from, to, .. } => {
                *from += shift;
                *to += shift;
            }
            Mark::Path { path, .. } | Mark::Hatch { path, .. } => path.apply_affine(Affine::translate(shift)),
            Mark::Circle { center, .. } | Mark::PersonaShape { center, .. } | Mark::Icon { center, .. } => {
                *center += shift;
            }
            Mark::Polygon { points, .. } => points.iter_mut().for_each(|point| *point += shift),
            Mark::Face(face) => face.center += shift,
            Mark::Text(text) => text.at += shift,
            Mark::Severity { origin, .. } => *origin += shift,
            Mark::Link { marks, .. } => shift_marks(marks, shift),
            Mark::Clip { rect, marks } => {
                *rect = *rect + shift;
                shift_marks(marks, shift);
            }
        }
    }
}
