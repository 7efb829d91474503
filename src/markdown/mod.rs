//! Markdown: from text to the words of the model.
//!
//! 1. [`parse_document`] and [`parse_inline`] read one text and know nothing else: syntax, headings and their ids,
//!    footnotes, what is referred to, and where each of it stands.
//! 2. [`split_by_stages`] and [`split_definitions`] take a parsed document apart.
//! 3. [`resolve_document`] and [`resolve_inline`] ask a [`LinkResolver`], who knows the whole site, where the references
//!    lead, link the terms of the glossary, and write the HTML.
//!
//! Nothing recurses, so no nesting is too deep for the stack.

mod glossary;
mod link;
mod place;

pub use glossary::Glossary;
pub use link::{
    EmbedKind, EmbedReference, ImageReference, ImageResolution, LinkReference, LinkResolver, WikiReference,
    WikiResolution,
};
pub use place::Place;
