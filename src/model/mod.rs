//! The resolved site: what every picture and page is made from.
//!
//! It is immutable and holds no mistakes: references are ids that exist, numbers lie in their ranges, texts are parsed.
//! It knows nothing of files' syntax, of themes, of HTML or SVG. One type a file.
//!
//! What it can *not* contain: an id that points nowhere; a score off its journey's scale; a stage or step without an id;
//! two stages of a journey, or two steps of a stage, with one id; a cell without an item; a cycle of parents.

mod address;
mod channel;
mod diagram;
mod emotion;
mod governance;
mod ids;
mod journey;
mod lane;
mod language;
mod list;
mod measure;
mod opportunity;
mod page;
mod persona;
mod site;
mod source_of_evidence;
mod text;

pub use address::{Address, InsightPage, cell_anchor, item_anchor, stage_anchor, step_anchor};
pub use channel::{Channel, Tag, Team, Touchpoint, TouchpointState};
pub use diagram::{Diagram, Selection, TimeScale, WorkScore};
pub use emotion::{Emotion, EmotionScale, Emotions, Score};
pub use governance::{Confidence, Date, Duration, ReviewEvery, ReviewState, Status};
pub use ids::*;
pub use journey::{Journey, JourneyText, Kind, Next, NextTarget, Place, Scope, Stage, StageWidths, Step};
pub use lane::{Cell, CustomLane, Item, ItemKind, Lane, TouchpointUse};
pub use language::{
    SiteLanguage, TranslatedPart, Translation, TranslationState, is_bcp_47_tag, language_called, usual_language_name,
};
pub use list::List;
pub use measure::{Measure, Metric, MetricDirection, MetricReading};
pub use opportunity::{Horizon, Opportunity, OpportunityStatus, Origin, PainPoint, Rating, Solution, WorkStatus};
pub use page::{GlossaryTerm, Page};
pub use persona::{Empathy, Fact, Persona, PersonaKind, PersonaScale, Portrait};
pub use site::{Brand, Introduction, Site, SiteFont, SiteSettings};
pub use source_of_evidence::EvidenceSource;
pub use text::{Document, Embed, Fragment, Heading, Image, LinkTarget, Part, Picture, Text};
