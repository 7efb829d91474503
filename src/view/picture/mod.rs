//! Pictures of the site, from the model to the drawing.

use super::PageContext;
use crate::model::{Address, Embed};
use crate::view::parts::anchor_html;

/// Writes a picture that a Markdown text asked for.
pub fn write_embed(page: &PageContext<'_>, embed: &Embed, html: &mut String) {
    match embed {
        Embed::Curve { journey, .. } | Embed::Map { journey } => {
            html.push_str("<p>");
            html.push_str(&anchor_html(&page.href(Address::Journey(*journey)), &page.name(Address::Journey(*journey))));
            html.push_str("</p>");
        }
        Embed::Mermaid { text, .. } => {
            html.push_str("<pre><code>");
            crate::links::push_escaped(html, text);
            html.push_str("</code></pre>");
        }
    }
}
