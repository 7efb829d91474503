//! Plain pages, and the words at the top of lists.

use crate::content::decode::{OneOrMany, RawFlag, RawText, raw_table};

raw_table! {
    /// A plain page.
    RawPage: "a page" {
        /// What it is called; else its first heading, else the file's name.
        title: Option<RawText> = "title" | "name" as words;
        /// A sentence about it.
        summary: Option<RawText> = "summary" | "description" as words;
        /// Whether the foot of every page names it.
        footer: Option<RawFlag> = "footer";
        /// Former addresses of the page.
        aliases: OneOrMany<RawText> = "aliases" | "alias";
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
    /// The words at the top of the overview (`content/_index.md`) or of a list (`content/journeys/_index.md`).
    RawIntroduction: "an introduction" {
        /// The headline, instead of the theme's.
        title: Option<RawText> = "title" | "name" as words;
        /// A sentence below it.
        summary: Option<RawText> = "summary" | "description" as words;
        /// Rules that say nothing in this file.
        allow: OneOrMany<RawText> = "allow" only RULES;
        /// Rules that warn in this file.
        warn: OneOrMany<RawText> = "warn" only RULES;
        /// Rules that are errors in this file.
        deny: OneOrMany<RawText> = "deny" only RULES;
    }
}
