//! Solutions with a file of their own.

use crate::content::decode::{OneOrMany, RawDate, RawFlag, RawText, raw_table};

raw_table! {
    /// Something that was or will be done.
    RawSolution: "a solution" {
        /// What it is called.
        title: Option<RawText> = "title" | "name" as words, required;
        /// A fixed name for the address; else the file's name gives it.
        id: Option<RawText> = "id";
        /// A sentence about it.
        summary: Option<RawText> = "summary" as words;
        /// proposed, planned, in-progress, done or dropped.
        status: Option<RawText> = "status" like "planned" only WORK_STATUS;
        /// The team that looks after it.
        owner: Option<RawText> = "owner" like "growth";
        /// The opportunities that it belongs to.
        opportunities: OneOrMany<RawText> = "opportunities" | "opportunity";
        /// When it reached people.
        released: Option<RawDate> = "released";
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
