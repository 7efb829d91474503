//! `sitemap.xml` (sitemaps.org, version 0.9) and `robots.txt`.

use super::{Artifact, ArtifactKind};
use crate::links::push_escaped;
use crate::model::Site;
use crate::view::PageRef;

/// A sitemap holds at most this many addresses; larger sites list their first ones (overview and lists come first by weight).
const MOST_ADDRESSES: usize = 50_000;

/// All pages that a search engine should know: every page but the one for dead links.
pub(super) fn render_sitemap(site: &Site, artifacts: &[Artifact]) -> String {
    let base = site.settings.base_url.as_deref().unwrap_or_default();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let is_indexed = |artifact: &&Artifact| match &artifact.kind {
        ArtifactKind::Page(page) => page.is_indexed(),
        kind => kind.is_page(),
    };
    for artifact in artifacts.iter().filter(is_indexed).take(MOST_ADDRESSES) {
        // The overview is the address of the site itself.
        let is_overview = artifact.kind == ArtifactKind::Page(PageRef::Overview);
        let address = if is_overview { base.to_owned() } else { artifact.path.on(base) };
        xml.push_str("  <url><loc>");
        push_escaped(&mut xml, &address);
        xml.push_str("</loc>");
        if let ArtifactKind::Journey(id) = &artifact.kind
            && let Some(reviewed) = site.journey(*id).reviewed
        {
            xml.push_str(&format!("<lastmod>{reviewed}</lastmod>"));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// Everybody may read everything, unless the site says `robots = false`.
pub(super) fn render_robots(site: &Site) -> String {
    let mut text = String::from("User-agent: *\n");
    text.push_str(if site.settings.robots { "Allow: /\n" } else { "Disallow: /\n" });
    if let Some(base) = site.settings.base_url.as_deref().filter(|_| site.settings.robots) {
        text.push_str(&format!("Sitemap: {base}sitemap.xml\n"));
    }
    text
}
