//! Opportunities with a file of their own.

use crate::content::decode::{OneOrMany, RawDate, RawFlag, RawNumber, RawText, raw_table};

raw_table! {
    /// Something that could be better.
    RawOpportunity: "an opportunity" {
        /// What it is called.
        title: Option<RawText> = "title" | "name" as words, required;
        /// A fixed name for the address; else the file's name gives it.
        id: Option<RawText> = "id";
        /// A sentence about it.
        summary: Option<RawText> = "summary" as words;
        /// How much it would help, 1 to 5.
        impact: Option<RawNumber> = "impact" only RATING;
        /// How much work it is, 1 to 5.
        effort: Option<RawNumber> = "effort" only RATING;
        /// How many it would reach, 1 to 5.
        reach: Option<RawNumber> = "reach" only RATING;
        /// assumed, partly or researched.
        confidence: Option<RawText> = "confidence" like "partly" only CONFIDENCE;
        /// proposed, planned, in-progress, done or dropped.
        status: Option<RawText> = "status" like "planned" only WORK_STATUS;
        /// now, next or later.
        horizon: Option<RawText> = "horizon" like "next" only HORIZON;
        /// When work begins.
        start: Option<RawDate> = "start";
        /// When work ends.
        end: Option<RawDate> = "end";
        /// The team that looks after it.
        owner: Option<RawText> = "owner" like "growth";
        /// The pain points that it addresses.
        addresses: OneOrMany<RawText> = "addresses" | "pain_points";
        /// The solutions that serve it.
        solutions: OneOrMany<RawText> = "solutions" | "solution";
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
