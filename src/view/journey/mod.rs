//! The page of a journey.

use serde::Serialize;

use super::{PageContext, PageShell, PageWords, RenderContext};
use crate::diagnostics::Diagnostics;
use crate::model::{Address, JourneyId};

#[derive(Debug, Serialize)]
struct JourneyView {
    shell: PageShell,
    title: String,
}

/// The page of a journey as HTML.
#[must_use]
pub fn render_journey(render: &RenderContext<'_>, id: JourneyId) -> (String, Diagnostics) {
    let page = PageContext::new(render, Address::Journey(id));
    let journey = page.site.journey(id);
    let words = PageWords {
        title: journey.title.to_string(),
        description: journey.summary.as_ref().map(|summary| summary.plain.to_string()).unwrap_or_default(),
        class: "page-journey",
        section: "journeys",
        breadcrumbs: page.journey_breadcrumbs(id),
        card: None,
    };
    let view = JourneyView { title: journey.title.to_string(), shell: PageShell::new(&page, words) };
    render.render("journey.html", &view)
}
