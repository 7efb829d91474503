//! From what was written to what holds: `RawSite` → [`Site`].
//!
//! 1. [`settings`]: `wayfare.toml`, with what the command line says instead.
//! 2. [`local`]: every file by itself, in parallel: ids of stages and steps, names, Markdown; then the index of all ids.
//! 3. Every file again, in parallel, now that everything has an id: references, values, words, links.
//! 4. Ties that are seen from both ends: parents and children, pairs, pains, opportunities and solutions.
//! 5. [`lints`]: good practice, on the resolved site.
//!
//! [`Resolver`] does 1 to 4 and keeps the index. While it lives, one journey whose words alone have changed is resolved by itself: see
//! [`again`].
//!
//! A site in a further language goes the same way; [`translation`] marks what is still in the original's words.
//!
//! Whatever is wrong is told and left out; the rest stands. One file a topic.

mod addresses;
mod again;
mod cells;
mod claims;
mod context;
mod durations;
mod embeds;
mod emotions;
mod entity;
mod feelings;
mod files;
mod fonts;
mod identity;
mod index;
mod journeys;
mod lanes;
mod links;
mod lints;
mod local;
mod mentions;
mod namesakes;
mod near_miss;
mod nesting;
mod next;
mod opportunities;
mod pages;
mod personas;
mod places;
mod reading;
mod references;
mod reviews;
mod settings;
mod suggest;
mod things;
mod translation;
mod vocabulary;
mod whole;
mod words;

use std::collections::BTreeSet;

pub use again::{Changed, is_about};
pub use durations::parse_duration;
pub use reading::reading_grade;
pub use translation::OriginalLanguage;
pub use whole::Resolver;

use crate::content::{RawSite, RawTranslation};
use crate::diagnostics::{Diagnostics, LevelPolicy};
use crate::model::*;
use crate::phase::Observer;
use crate::slug::Slug;
use crate::source::SourceTree;
use translation::Foreign;

/// What the caller decides beside `wayfare.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolveOptions {
    /// Publish drafts.
    pub drafts: bool,
    /// The site's day, instead of the one in `wayfare.toml`.
    pub date: Option<Date>,
    /// The site's day when neither says.
    pub today: Date,
    /// Instead of the one in `wayfare.toml`.
    pub base_url: Option<Box<str>>,
}

impl Default for ResolveOptions {
    /// No drafts, and the first of January 2000: a caller that knows the day says it.
    fn default() -> Self {
        Self { drafts: false, date: None, today: Date(jiff::civil::date(2000, 1, 1)), base_url: None }
    }
}

/// Resolves a whole site. Of what is wrong, everything is told; nothing of it is in the site.
#[must_use]
pub fn resolve_site(
    tree: &SourceTree,
    raw: &RawSite,
    options: &ResolveOptions,
    observer: Observer<'_>,
) -> (Site, Diagnostics) {
    let (resolver, site) = Resolver::resolve(tree, raw, options, observer);
    let mut diagnostics = resolver.diagnostics();
    diagnostics.extend(resolver.lint(&site, &LevelPolicy::new(), observer));
    (site, diagnostics)
}

/// Resolves a site in a further language. What is wrong with its originals was told with them; here only its translations tell.
/// The ids of the things that the settings name are returned beside it.
#[must_use]
pub fn resolve_translation(
    tree: &SourceTree,
    raw: &RawTranslation,
    original: OriginalLanguage<'_>,
    options: &ResolveOptions,
    policy: &LevelPolicy,
) -> (Site, BTreeSet<Slug>, Diagnostics) {
    let foreign = Foreign::new(raw, original);
    let (resolver, mut site) = Resolver::resolve_in(tree, &raw.site, options, Some(&foreign), Observer::default());
    let mut told = resolver.diagnostics();
    told.extend(resolver.lint(&site, policy, Observer::default()));
    let mut diagnostics = translation::own_diagnostics(told, &foreign);
    let words = translation::finish(&mut site, raw, &foreign, &mut diagnostics);
    (site, words, diagnostics)
}
