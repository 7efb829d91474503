//! Terms of the glossary with a file of their own.

use crate::content::decode::{OneOrMany, RawFlag, RawText, raw_table};

raw_table! {
    /// A term of the glossary; the body of the file is its definition.
    RawTerm: "a glossary term" {
        /// The term; else the file's name.
        term: Option<RawText> = "term" | "title" | "name" as words;
        /// A fixed name for the address; else the file's name gives it.
        id: Option<RawText> = "id";
        /// Other words for it.
        also: OneOrMany<RawText> = "also" | "synonyms" as words;
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
