//! Numbers over time: what is measured, against what, and how it went.

use super::*;
use crate::slug::Slug;
use crate::source::SourceId;

/// A metric of the site: CSAT, resolution time, churn.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    pub id: Slug,
    pub title: Box<str>,
    pub source: Option<SourceId>,
    /// Shown behind values: "%", "days", "of 5".
    pub unit: Option<Box<str>>,
    pub direction: MetricDirection,
    pub baseline: Option<f64>,
    pub target: Option<f64>,
    /// Ascending by day, one value a day.
    pub history: Vec<(Date, f64)>,
    /// Ends of the axis when the writer fixes them.
    pub range: Option<(f64, f64)>,
    pub summary: Option<Text>,
    pub owner: Option<TeamId>,
    pub sources: Vec<EvidenceSourceId>,
    pub tags: Vec<TagId>,
    pub body: Document,
}

impl Metric {
    /// The latest value known of the metric itself.
    #[must_use]
    pub fn current(&self) -> Option<(Date, f64)> {
        self.history.last().copied()
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum MetricDirection {
    #[default]
    Up,
    Down,
}

/// A metric as a map, stage, step or touchpoint reports it. Numbers that the place does not give are the metric's own.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricReading {
    pub metric: MetricId,
    pub value: Option<f64>,
    pub target: Option<f64>,
    pub baseline: Option<f64>,
    pub on: Option<Date>,
}

/// A reading of the whole map, with its words and evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub reading: MetricReading,
    pub text: Option<Text>,
    pub sources: Vec<EvidenceSourceId>,
}
