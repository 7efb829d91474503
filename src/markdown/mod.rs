//! Markdown: from text to the words of the model.
//!
//! 1. [`parse_document`] and [`parse_inline`] read one text and know nothing else: syntax, headings and their ids,
//!    footnotes, what is referred to, and where each of it stands.
//! 2. [`split_by_stages`] and [`split_definitions`] take a parsed document apart.
//! 3. [`resolve_document`] and [`resolve_inline`] ask a [`LinkResolver`], who knows the whole site, where the references
//!    lead, link the terms of the glossary, and write the HTML.
//!
//! Nothing recurses, so no nesting is too deep for the stack.

mod builder;
mod embed;
mod footnote;
mod glossary;
mod heading;
mod image;
mod inline;
mod link;
mod mermaid;
mod nesting;
mod node;
mod parse;
mod place;
mod plain;
mod raw_html;
mod reference;
mod resolve;
mod spaced_path;
mod stages;
mod url_in_text;
mod write;

pub use glossary::Glossary;
pub use inline::{parse_inline, parse_plain};
pub use link::{
    EmbedKind, EmbedReference, ImageReference, ImageResolution, LinkReference, LinkResolver, WikiReference,
    WikiResolution,
};
pub use node::{ParsedDocument, ParsedText};
pub use parse::{MarkdownOptions, parse_document};
pub use place::Place;
pub use plain::count_words;
pub use resolve::{resolve_document, resolve_inline};
pub use stages::{StageNames, TermDefinition, split_by_stages, split_definitions};

#[cfg(test)]
mod tests;
