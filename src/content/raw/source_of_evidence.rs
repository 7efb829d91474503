//! Sources of evidence.

use crate::content::decode::{OneOrMany, RawDate, RawFact, RawFlag, RawText, raw_table};

raw_table! {
    /// Where claims come from: interviews, a survey, tickets.
    RawEvidenceSource: "a source" {
        /// What it is called.
        title: Option<RawText> = "title" | "name" as words, required;
        /// A fixed name for the address; else the file's name gives it.
        id: Option<RawText> = "id";
        /// A sentence about it.
        summary: Option<RawText> = "summary" as words;
        /// interviews, survey, diary, analytics, or a word of the site's own.
        kind: Option<RawText> = "kind" as words;
        /// The day, when it was one day.
        date: Option<RawDate> = "date" | "on";
        /// The first day.
        from: Option<RawDate> = "from";
        /// The last day.
        to: Option<RawDate> = "to";
        /// Who was asked, and how many.
        sample: Option<RawFact> = "sample" as words;
        /// How it was done.
        method: Option<RawText> = "method" as words;
        /// Where the material lies.
        link: Option<RawText> = "link" | "url";
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
