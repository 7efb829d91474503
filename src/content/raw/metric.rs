//! Metrics that have numbers and words of their own.

use crate::content::decode::{OneOrMany, RawDate, RawFlag, RawNumber, RawText, raw_table};

raw_table! {
    /// Something that is measured over time.
    RawMetric: "a metric" {
        /// What it is called.
        title: Option<RawText> = "title" | "name" as words;
        /// A fixed name for the address; else the file's name gives it.
        id: Option<RawText> = "id";
        /// A sentence about it.
        summary: Option<RawText> = "summary" as words;
        /// Shown behind values: "%", "days", "of 5".
        unit: Option<RawText> = "unit" as words;
        /// Which way is better: up or down.
        direction: Option<RawText> = "direction" like "up" only DIRECTION;
        /// The value at the start.
        baseline: Option<RawNumber> = "baseline";
        /// The value aimed at.
        target: Option<RawNumber> = "target";
        /// The two ends of the axis: [0, 100].
        range: OneOrMany<RawNumber> = "range";
        /// A CSV file of dates and values, below `content/data/`.
        history: Option<RawText> = "history" like "csat.csv";
        /// Values with their days.
        values: OneOrMany<RawMetricValue> = "values" | "value";
        /// The team that looks after it.
        owner: Option<RawText> = "owner" like "growth";
        /// Where it is known from.
        sources: OneOrMany<RawText> = "sources" | "source";
        /// Free words to find it by.
        tags: OneOrMany<RawText> = "tags" | "tag";
        /// Whether it is published only with drafts.
        draft: Option<RawFlag> = "draft";
        /// Rules that say nothing in this file.
        allow: OneOrMany<RawText> = "allow" only RULES;
        /// Rules that warn in this file.
        warn: OneOrMany<RawText> = "warn" only RULES;
        /// Rules that are errors in this file.
        deny: OneOrMany<RawText> = "deny" only RULES;
    }
}

raw_table! {
    /// A value with its day.
    RawMetricValue: "a value of a metric" {
        /// The day.
        on: Option<RawDate> = "on" | "date", required;
        /// The number measured.
        value: Option<RawNumber> = "value" | "score", required;
    }
}
