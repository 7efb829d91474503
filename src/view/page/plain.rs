//! Plain Markdown pages: the writer's words in the site's clothes, with a list of contents when they are long.

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::model::*;
use crate::view::parts::LinkView;
use crate::view::{PageContext, PageShell, PageWords, RenderContext};

/// From this many sections on, a page shows its contents.
const SECTIONS_FOR_CONTENTS: usize = 3;

#[derive(Debug, Serialize)]
pub struct PlainPageView {
    pub shell: PageShell,
    pub title: String,
    pub summary_html: Option<String>,
    pub body_html: String,
    /// Links to the sections; empty for a short page.
    pub contents: Vec<LinkView>,
    /// Pictures among the words: they get the whole width, and the contents stand above.
    pub has_pictures: bool,
}

/// Writes a plain page.
#[must_use]
pub(super) fn render_plain_page(context: &RenderContext<'_>, id: PageId) -> (String, Diagnostics) {
    let page = PageContext::new(context, Address::Page(id));
    let plain = &context.site.pages[id.index()];
    let has_pictures = plain.body.body.parts.iter().any(|part| matches!(part, Part::Embed(_)));
    if has_pictures {
        page.picture_width.set(crate::view::picture::chart::PAGE_WIDTH);
    }
    let sections = plain.body.headings.iter().filter(|heading| heading.level == 2).map(|heading| LinkView {
        label: heading.text.plain.to_string(),
        href: page.path.link_to(&page.path, Some(&heading.id)),
    });
    let mut contents = sections.collect::<Vec<_>>();
    if contents.len() < SECTIONS_FOR_CONTENTS {
        contents.clear();
    }
    let summary = plain.summary.as_ref();
    let view = PlainPageView {
        title: plain.title.to_string(),
        summary_html: summary.map(|summary| page.text(summary)),
        body_html: page.document(&plain.body),
        contents,
        has_pictures,
        shell: PageShell::new(
            &page,
            PageWords {
                title: plain.title.to_string(),
                description: summary.map_or_else(String::new, |summary| summary.plain.to_string()),
                class: "page-plain",
                section: "",
                breadcrumbs: vec![page.link(Address::Overview)],
                card: None,
            },
        ),
    };
    context.render("page.html", &view)
}
