//! A former address: a page that leads on to where the thing lies now, for hosts that know no redirects.

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::model::Address;
use crate::url::SitePath;

use super::{PageContext, RenderContext};

#[derive(Debug, Serialize)]
pub struct RedirectView {
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The name of the thing that moved.
    pub title: String,
    pub href: String,
    /// Absolute address; only with a base address.
    pub canonical: Option<String>,
}

/// Writes the page at a former address.
#[must_use]
pub fn render_redirect(context: &RenderContext<'_>, from: &SitePath, to: Address) -> (String, Diagnostics) {
    let page = PageContext::at(context, from.clone());
    let strings = page.strings();
    let view = RedirectView {
        language: strings.language().to_owned(),
        direction: strings.direction(),
        title: page.name(to),
        href: page.href(to),
        canonical: page.site.settings.base_url.as_deref().map(|base| context.links.location(to).path.on(base)),
    };
    context.render("redirect.html", &view)
}
