//! Teams that have words of their own.

use crate::content::decode::{OneOrMany, RawFlag, RawText, raw_table};

raw_table! {
    /// A team that owns maps, stages or opportunities.
    RawTeam: "a team" {
        /// What it is called.
        title: Option<RawText> = "title" | "name" as words;
        /// A fixed name for the address; else the file's name gives it.
        id: Option<RawText> = "id";
        /// Who leads it.
        lead: Option<RawText> = "lead";
        /// The department that it belongs to.
        department: Option<RawText> = "department" as words;
        /// How to reach it.
        email: Option<RawText> = "email" | "mail";
        /// A sentence about it.
        summary: Option<RawText> = "summary" as words;
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
