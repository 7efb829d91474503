//! Touchpoints that have words of their own.

use crate::content::decode::{OneOrMany, RawFlag, RawText, raw_table};

raw_table! {
    /// A thing or moment in which a person and the organization meet.
    RawTouchpoint: "a touchpoint" {
        /// What it is called.
        title: Option<RawText> = "title" | "name" as words;
        /// A fixed name for the address; else the file's name gives it.
        id: Option<RawText> = "id";
        /// The channel that it belongs to.
        channel: Option<RawText> = "channel";
        /// The name of a drawn icon.
        icon: Option<RawText> = "icon";
        /// existing, planned or retired.
        state: Option<RawText> = "state" only TOUCHPOINT_STATE;
        /// A sentence about it.
        summary: Option<RawText> = "summary" as words;
        /// The team that looks after it.
        owner: Option<RawText> = "owner" like "growth";
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
