//! The page for dead links. A host shows it at any address, so its links start at the site's root or are not there; without an
//! address of the site, only its styles are sought, at each depth that pages lie at.

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::model::Address;

use super::page::PageRef;
use super::parts::LinkView;
use super::{PageContext, PageShell, PageWords, RenderContext};

#[derive(Debug, Serialize)]
pub struct NotFoundView {
    pub shell: PageShell,
    /// Ways on; empty when the site does not know its address.
    pub ways: Vec<LinkView>,
}

/// Writes `404.html`: with the path of the base address before every link, or without any link.
#[must_use]
pub fn render_not_found(context: &RenderContext<'_>) -> (String, Diagnostics) {
    let page = PageContext::at(context, PageRef::NotFound.path(&context.links));
    let lists = [Address::Overview, Address::Journeys, Address::Personas];
    let view = NotFoundView {
        ways: lists.into_iter().map(|list| page.link(list)).collect(),
        shell: PageShell::new(
            &page,
            PageWords { title: page.word("not_found.title"), class: "page-not-found", ..PageWords::default() },
        ),
    };
    match context.site.settings.base_url.as_deref().map(base_path) {
        Some(base) => {
            let (html, diagnostics) = context.render("not-found.html", &view);
            (with_base(&html, base), diagnostics)
        }
        None => context.render("not-found-plain.html", &view),
    }
}

/// The path of an absolute address, with both slashes: `/maps/` of `https://example.org/maps/`.
fn base_path(base_url: &str) -> &str {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    rest.find('/').map_or("/", |slash| &rest[slash..])
}

/// Puts the base before every relative link. The page lies at the root, so none of its links begins with `../`.
fn with_base(html: &str, base: &str) -> String {
    let mut written = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some((position, attribute)) = [" href=\"", " src=\""]
        .iter()
        .filter_map(|attribute| Some((rest.find(attribute)?, attribute)))
        .min_by_key(|(position, _)| *position)
    {
        let (before, after) = rest.split_at(position + attribute.len());
        written.push_str(before);
        let value = &after[..after.find('"').unwrap_or(after.len())];
        let is_relative =
            !value.starts_with(['#', '/']) && !value.split('/').next().is_some_and(|first| first.contains(':'));
        if is_relative {
            crate::links::push_escaped(&mut written, base);
        }
        rest = after;
    }
    written.push_str(rest);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_start_at_the_base() {
        for (base_url, html, expected) in [
            ("https://example.org/maps/", r#"<a href="a.html">"#, r#"<a href="/maps/a.html">"#),
            (
                "https://example.org/",
                r#"<img src="x.png"><a href="b.html#c">"#,
                r#"<img src="/x.png"><a href="/b.html#c">"#,
            ),
            (
                "https://example.org",
                r##"<a href="#_main"><a href="https://x.org">"##,
                r##"<a href="#_main"><a href="https://x.org">"##,
            ),
            ("https://example.org/m/", r#"<a href="mailto:a@b.c">"#, r#"<a href="mailto:a@b.c">"#),
        ] {
            assert_eq!(with_base(html, base_path(base_url)), expected);
        }
    }
}
