//! What writers write, one type a file: every field optional, every value with its place, nothing checked but types.

pub(crate) mod allowed;
mod channel;
mod config;
mod emotion;
mod glossary;
mod image;
mod item;
mod journey;
mod lanes;
mod metric;
mod next;
mod opportunity;
mod page;
mod pain_point;
mod persona;
mod solution;
mod source_of_evidence;
mod stage;
mod step;
mod team;
mod touchpoint;
mod words;

pub use channel::RawChannel;
pub use config::{
    RawBrand, RawEmotionSettings, RawFont, RawFontTable, RawLanguage, RawReviewSettings, RawSiteConfig, RawVocabularies,
};
pub use emotion::{RawEmotion, RawEmotions, RawFeelings, RawLevel, RawLevelValue};
pub use glossary::RawTerm;
pub use image::{RawImage, RawImageTable};
pub use item::{RawCell, RawItem, RawItemDetails};
pub use journey::{RawChange, RawCustomLane, RawHeadlines, RawJourney, RawScale};
pub use lanes::{CUSTOM_LANE, JOURNEY_LANES, PLACE_LANES};
pub use metric::{RawMetric, RawMetricValue};
pub use next::{RawNext, RawNextTable};
pub use opportunity::RawOpportunity;
pub use page::{RawIntroduction, RawPage};
pub use pain_point::RawPainPoint;
pub use persona::{RawEmpathy, RawPersona, RawPersonaScale};
pub use solution::RawSolution;
pub use source_of_evidence::RawEvidenceSource;
pub use stage::RawStage;
pub use step::RawStep;
pub use team::RawTeam;
pub use touchpoint::RawTouchpoint;
pub(crate) use words::keep_id;

pub use super::decode::{OneOrMany, OrderedMap, RawDate, RawFact, RawFlag, RawNumber, RawText};
