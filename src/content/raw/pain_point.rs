//! Pain points with a file of their own.

use crate::content::decode::{OneOrMany, RawFlag, RawNumber, RawText, raw_table};

raw_table! {
    /// Something that hurts.
    RawPainPoint: "a pain point" {
        /// What it is called.
        title: Option<RawText> = "title" | "name" as words, required;
        /// A fixed name for the address; else the file's name gives it.
        id: Option<RawText> = "id";
        /// A sentence about it.
        summary: Option<RawText> = "summary" as words;
        /// How much it hurts, 1 to 5.
        severity: Option<RawNumber> = "severity" only RATING;
        /// The team that looks after it.
        owner: Option<RawText> = "owner" like "growth";
        /// Whom it concerns.
        personas: OneOrMany<RawText> = "personas" | "persona";
        /// Where it is known from.
        sources: OneOrMany<RawText> = "sources" | "source";
        /// assumed, partly or researched.
        confidence: Option<RawText> = "confidence" like "partly" only CONFIDENCE;
        /// The opportunities that address it.
        opportunities: OneOrMany<RawText> = "opportunities" | "opportunity";
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
