//! Channels that have words of their own.

use crate::content::decode::{OneOrMany, RawFlag, RawText, raw_table};

raw_table! {
    /// A way of meeting: web, phone, street.
    RawChannel: "a channel" {
        /// What it is called.
        title: Option<RawText> = "title" | "name" as words;
        /// A fixed name for the address; else the file's name gives it.
        id: Option<RawText> = "id";
        /// The name of a drawn icon.
        icon: Option<RawText> = "icon";
        /// Whether it needs no device.
        offline: Option<RawFlag> = "offline";
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
