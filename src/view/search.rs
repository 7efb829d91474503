//! The page that searches, and the list of everything from A to Z that stands in for it where there is no script.

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::insight::Title;
use crate::links::Links;
use crate::model::Address;
use crate::url::SitePath;

use super::page::{PageRef, PagerView, page_of, pager};
use super::{PageContext, PageShell, PageWords, RenderContext};

/// Where the page lies.
pub const SEARCH: &str = "search.html";

#[derive(Debug, Serialize)]
pub struct SearchView {
    pub shell: PageShell,
    pub title: String,
    /// How many things the index names.
    pub count: String,
    /// Of this page.
    pub letters: Vec<IndexLetter>,
    pub pager: Option<PagerView>,
}

#[derive(Debug, Serialize)]
pub struct IndexLetter {
    pub letter: String,
    pub anchor: String,
    pub entries: Vec<IndexEntry>,
}

#[derive(Debug, Serialize)]
pub struct IndexEntry {
    pub title: String,
    pub href: String,
    /// "Journey", "Persona" …
    pub kind: String,
}

/// The first page of the index.
#[must_use]
pub(crate) fn search_path(links: &Links<'_>) -> SitePath {
    PageRef::Search { page: 0 }.path(links)
}

/// Writes one page of `search.html`.
#[must_use]
pub fn render_search(context: &RenderContext<'_>, number: u32) -> (String, Diagnostics) {
    let page = PageContext::at(context, PageRef::Search { page: number }.path(&context.links));
    let all = &*context.insight.titles;
    let mut letters: Vec<IndexLetter> = Vec::new();
    for Title { kind, title, address, folded } in page_of(all, number) {
        let letter = letter_of(folded);
        if letters.last().is_none_or(|last| last.letter != letter) {
            let anchor = format!("_letter-{}", letters.len() + 1);
            letters.push(IndexLetter { letter, anchor, entries: Vec::new() });
        }
        if let Some(last) = letters.last_mut() {
            last.entries.push(IndexEntry {
                title: title.to_string(),
                href: page.href(*address),
                kind: page.word(&format!("search.kind_{kind}")),
            });
        }
    }
    let title = page.word("search.title");
    let view = SearchView {
        letters,
        count: page.strings().fill("search.count", Some(all.len() as u64), &[]),
        pager: pager(&page.path, &search_path(&context.links), all.len(), number),
        shell: PageShell::new(
            &page,
            PageWords {
                title: title.to_string(),
                class: "page-search",
                breadcrumbs: vec![page.link(Address::Overview)],
                ..PageWords::default()
            },
        ),
        title,
    };
    context.render("search.html", &view)
}

/// The first sign, as a capital; `#` for what is no letter.
fn letter_of(folded: &str) -> String {
    match folded.chars().next() {
        Some(first) if first.is_alphabetic() => first.to_uppercase().collect(),
        _ => "#".to_owned(),
    }
}
