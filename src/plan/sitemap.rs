//! `sitemap.xml` (sitemaps.org, version 0.9) and `robots.txt`.

use super::{Artifact, ArtifactKind};
use crate::links::{Links, push_escaped};
use crate::model::{Address, Site};
use crate::url::SitePath;
use crate::view::{PageRef, RenderContext};

/// A sitemap holds at most this many addresses; larger sites list their first ones (overview and lists come first by weight).
const MOST_ADDRESSES: usize = 50_000;

/// All pages that a search engine should know: every page but the one for dead links.
pub(super) fn render_sitemap(context: &RenderContext<'_>, artifacts: &[Artifact]) -> String {
    let site = context.site;
    let base = site.settings.base_url.as_deref().unwrap_or_default();
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"",
    );
    if !site.languages.is_empty() {
        xml.push_str(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"");
    }
    xml.push_str(">\n");
    let is_indexed = |artifact: &&Artifact| match &artifact.kind {
        ArtifactKind::Page(page) => page.is_indexed(),
        kind => kind.is_page(),
    };
    for artifact in artifacts.iter().filter(is_indexed).take(MOST_ADDRESSES) {
        // The overview is the address of the site itself.
        let is_overview = artifact.kind == ArtifactKind::Page(PageRef::Overview) && artifact.language == 0;
        let address = if is_overview { base.to_owned() } else { artifact.path.on(base) };
        xml.push_str("  <url><loc>");
        push_escaped(&mut xml, &address);
        xml.push_str("</loc>");
        let thing = thing_of(&artifact.kind);
        let reviewed = match &artifact.kind {
            ArtifactKind::Journey(id) => site.journey(*id).reviewed,
            _ => None,
        };
        // A review confirms what stands there, so it counts more than the day on which somebody wrote it.
        if let Some(day) = reviewed.or_else(|| context.in_language(artifact.language).changed(thing?)) {
            xml.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        push_alternates(site, base, artifact, thing, &mut xml);
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn thing_of(kind: &ArtifactKind) -> Option<Address> {
    match kind {
        ArtifactKind::Journey(id) => Some(Address::Journey(*id)),
        ArtifactKind::Page(page) => page.thing(),
        _ => None,
    }
}

/// The same page in the site's languages, its own among them, where there are several.
fn push_alternates(site: &Site, base: &str, artifact: &Artifact, thing: Option<Address>, xml: &mut String) {
    let links = Links::new(site);
    let languages = site.languages.iter().enumerate();
    let with_page = languages.filter(|(language, _)| thing.is_none_or(|thing| links.is_in(thing, *language)));
    let with_page: Vec<(usize, &str)> = with_page.map(|(at, language)| (at, &*language.tag)).collect();
    if with_page.len() < 2 {
        return;
    }
    let folder = site.languages.get(artifact.language).map_or("", |language| &*language.folder);
    let path = artifact.path.as_str();
    let own = path.strip_prefix(folder).and_then(|path| path.strip_prefix('/')).filter(|_| !folder.is_empty());
    let Some(original) = SitePath::new(own.unwrap_or(path)) else { return };
    for (language, tag) in with_page {
        xml.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
        push_escaped(xml, tag);
        xml.push_str("\" href=\"");
        push_escaped(xml, &links.same_path_in(&original, language).on(base));
        xml.push_str("\"/>");
    }
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
