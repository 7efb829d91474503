//! Two things, one address: pages, copied files and former addresses, compared as careless file systems do: without case.
//!
//! Things of one kind cannot collide (their ids are unique), so only what writers place freely is compared with all else.

use std::collections::BTreeMap;

use super::files::published_path;
use super::index::Index;
use super::references::Found;
use crate::content::raw::{OneOrMany, RawText};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};
use crate::url::SitePath;

/// Pages and files that every site has.
const RESERVED: &[&str] = &[
    "index.html",
    "journeys.html",
    "personas.html",
    "touchpoints.html",
    "channels.html",
    "teams.html",
    "pain-points.html",
    "opportunities.html",
    "solutions.html",
    "metrics.html",
    "sources.html",
    "tags.html",
    "glossary.html",
    "search.html",
    "404.html",
    "sitemap.xml",
    "robots.txt",
    "feed.xml",
    "reviews.ics",
    "personas/compare.html",
];

/// Folders that hold nothing but what the site makes itself.
const RESERVED_FOLDERS: &[&str] = &["insights/", "api/", "tags/"];

struct Taken<'i, 'a> {
    index: &'i Index<'a>,
    by_path: BTreeMap<String, Span>,
}

enum Owner {
    Site,
    Written(Span),
}

pub(super) fn check_addresses(index: &Index<'_>, diagnostics: &mut Diagnostics) {
    let mut taken = Taken { index, by_path: BTreeMap::new() };
    for page in &index.pages {
        let span = Span::whole(page.file.source);
        taken.claim(&page.path, span, "this page", diagnostics);
    }
    for (source, file) in index.tree.iter() {
        // Files of content/ are copied only when something leads to them, to a path that is theirs alone; but not
        // beside a file of static/ with the same path.
        let copied = file.path.starts_with("static/") || super::files::is_image(&file.path);
        if copied && let Some(path) = published_path(&file.path) {
            taken.claim(&path, Span::whole(source), "this file", diagnostics);
        }
    }
    for local in &index.local_journeys {
        taken.aliases(&local.file.raw.aliases, diagnostics);
    }
    for entry in &index.personas.entries {
        taken.aliases(&entry.file.raw.aliases, diagnostics);
    }
    for page in &index.pages {
        taken.aliases(&page.file.raw.aliases, diagnostics);
    }
}

impl Taken<'_, '_> {
    fn owner(&self, path: &str) -> Option<Owner> {
        if let Some(span) = self.by_path.get(path) {
            return Some(Owner::Written(*span));
        }
        if RESERVED.contains(&path) || RESERVED_FOLDERS.iter().any(|folder| path.starts_with(folder)) {
            return Some(Owner::Site);
        }
        let (folder, id) = path.strip_suffix(".html")?.split_once('/')?;
        self.thing(folder, id).map(|source| source.map_or(Owner::Site, |source| Owner::Written(Span::whole(source))))
    }

    /// The thing whose page lies at `folder/id.html`, and its file where it has one.
    fn thing(&self, folder: &str, id: &str) -> Option<Option<SourceId>> {
        let index = self.index;
        macro_rules! files {
            ($list:ident) => {
                match index.$list.find(id) {
                    Found::Id(at) => index.$list.entries.get(at as usize).map(|entry| Some(entry.file.source)),
                    _ => None,
                }
            };
        }
        macro_rules! claims {
            ($list:ident) => {
                match index.$list.find(id) {
                    // Only those with a file have a page.
                    Found::Id(at) => index.$list.entries.get(at as usize)?.file.map(|file| Some(file.source)),
                    _ => None,
                }
            };
        }
        macro_rules! named {
            ($list:ident) => {
                index
                    .$list
                    .entries
                    .binary_search_by(|entry| entry.slug.as_str().cmp(id))
                    .ok()
                    .and_then(|at| index.$list.entries.get(at))
                    .map(|entry| entry.file.map(|file| file.source))
            };
        }
        match folder {
            "journeys" => files!(journeys),
            "personas" => files!(personas),
            "sources" => files!(sources),
            "pain-points" => claims!(pain_points),
            "opportunities" => claims!(opportunities),
            "solutions" => claims!(solutions),
            "touchpoints" => named!(touchpoints),
            "channels" => named!(channels),
            "teams" => named!(teams),
            "metrics" => named!(metrics),
            _ => None,
        }
    }

    fn claim(&mut self, path: &SitePath, span: Span, what: &str, diagnostics: &mut Diagnostics) {
        let folded = path.as_str().to_lowercase();
        let Some(owner) = self.owner(&folded) else {
            self.by_path.insert(folded, span);
            return;
        };
        let diagnostic =
            Diagnostic::new(Code::DuplicateAddress, span, format!("{what} would lie at `{path}`, which is taken"));
        diagnostics.push(match owner {
            Owner::Written(other) => {
                let other_file = self.index.tree.path(other.source).to_owned();
                diagnostic
                    .also(other, "taken by this")
                    .reason(format!("`{other_file}` has that address already, and one would overwrite the other"))
                    .help("give one of the two another name")
            }
            Owner::Site => {
                diagnostic.reason("every site has a page of its own at that address").help("give it another name")
            }
        });
    }

    fn aliases(&mut self, aliases: &OneOrMany<RawText>, diagnostics: &mut Diagnostics) {
        for alias in aliases {
            if let Some(path) = super::context::alias_path(&alias.value) {
                self.claim(&path, alias.span, "this former address", diagnostics);
            }
        }
    }
}
