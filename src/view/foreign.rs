//! Links that lead out of a page's language: to what is not translated.
//!
//! A page in a further language names things that have a page in the original's language only. Each link to such a page says so
//! (`hreflang`), and where its words are the name of the thing, they are marked as words of that language (`lang`, `dir`), so
//! that they are read aloud and laid out rightly. This is done on the finished page, once for all templates, a stranger's too.

use crate::diagram::direction::direction_of;
use crate::links::push_escaped;
use crate::model::{Origin, Site};
use crate::slug::Slug;
use crate::url::SitePath;

/// Marks the links of a page; a page in the language of the originals stays as it is.
#[must_use]
pub fn mark_foreign_links(site: &Site, page: &SitePath, html: String) -> String {
    let (Some(own), Some(original)) = (site.own_language(), site.languages.first()) else { return html };
    if own.folder.is_empty() {
        return html;
    }
    let direction = direction_of(&original.tag);
    let mut marked = String::with_capacity(html.len() + 1024);
    let mut rest = html.as_str();
    let mut in_picture = false;
    while let Some(start) = rest.find("<a ") {
        let (before, link) = rest.split_at(start);
        in_picture = match (before.rfind("<svg"), before.rfind("</svg>")) {
            (None, None) => in_picture,
            (opened, closed) => opened > closed,
        };
        let Some(end) = link.find('>') else { break };
        let (tag, after) = link.split_at(end);
        marked.push_str(before);
        marked.push_str(tag);
        rest = after;
        let Some(target) = href_of(tag).and_then(|href| page.follow(href)) else { continue };
        let target = target.as_str();
        if tag.contains(" hreflang=") || !target.ends_with(".html") || target.starts_with(&format!("{}/", own.folder)) {
            continue;
        }
        // Links in pictures are SVG's own, which know the language of their words only.
        if !in_picture {
            marked.push_str(" hreflang=\"");
            push_escaped(&mut marked, &original.tag);
            marked.push('"');
        }
        if tag.contains(" lang=") {
            continue;
        }
        let words = after.split("</a>").next().unwrap_or_default();
        let place = href_of(tag).and_then(|href| href.split_once('#')).map_or("", |(_, anchor)| anchor);
        let names = name_at(site, target).into_iter().chain(place_at(site, target, place));
        if names.into_iter().any(|name| says(words, name)) {
            marked.push_str(" lang=\"");
            push_escaped(&mut marked, &original.tag);
            marked.push('"');
            if !in_picture {
                marked.push_str(&format!(" dir=\"{direction}\""));
            }
        }
    }
    marked.push_str(rest);
    marked
}

fn href_of(tag: &str) -> Option<&str> {
    let (_, value) = tag.split_once(" href=\"")?;
    value.split('"').next()
}

fn says(html: &str, name: &str) -> bool {
    let mut escaped = String::with_capacity(name.len());
    push_escaped(&mut escaped, name);
    !escaped.is_empty() && html.contains(&escaped)
}

/// What the stage or step at an anchor of a map is called, and the words of a cell's entry there.
fn place_at<'s>(site: &'s Site, path: &str, anchor: &str) -> Option<&'s str> {
    let id = path.strip_prefix("journeys/")?.split('.').next()?;
    let at = site.journeys.binary_search_by(|it| it.id.as_str().cmp(id)).ok()?;
    let journey = site.journeys.get(at)?;
    if anchor.contains(':') || anchor.is_empty() {
        let in_cell = |origin: &Origin| matches!(origin, Origin::Cell { journey, anchor: own, .. } if journey.index() == at && **own == *anchor);
        let pains = site.pain_points.iter().filter(|it| in_cell(&it.origin)).map(|it| &*it.text.plain);
        let opportunities = site.opportunities.iter().filter(|it| in_cell(&it.origin)).map(|it| &*it.title.plain);
        return pains.chain(opportunities).next();
    }
    let (stage, step) = anchor.split_once('.').map_or((anchor, None), |(stage, step)| (stage, Some(step)));
    let stage = journey.stages.iter().find(|it| it.place.id.as_str() == stage)?;
    let place = match step {
        Some(step) => &stage.steps.iter().find(|it| it.place.id.as_str() == step)?.place,
        None => &stage.place,
    };
    Some(&place.name.plain)
}

/// What the thing with a page at this path is called.
fn name_at<'s>(site: &'s Site, path: &str) -> Option<&'s str> {
    /// Lists are sorted by id.
    fn find<'s, T>(
        list: &'s [T],
        id: &str,
        own: impl Fn(&T) -> &Slug,
        name: impl Fn(&'s T) -> &'s str,
    ) -> Option<&'s str> {
        let position = list.binary_search_by(|it| own(it).as_str().cmp(id)).ok()?;
        list.get(position).map(name)
    }
    let plain = || site.pages.iter().find(|page| page.path.as_str() == path).map(|page| &*page.title);
    let Some((folder, file)) = path.split_once('/') else { return plain() };
    // Further pages of a thing (`.page-2`, `.pictures`) are called like the first.
    let id = file.split('.').next().unwrap_or_default();
    let is_named_here = || site.own_language().is_some_and(|own| own.words.iter().any(|known| known.as_str() == id));
    match folder {
        // What the settings name in this language is no foreign word, though its page is.
        "touchpoints" | "channels" | "teams" | "metrics" | "tags" if is_named_here() => None,
        "journeys" => find(&site.journeys, id, |it| &it.id, |it| &it.title),
        "personas" => find(&site.personas, id, |it| &it.id, |it| &it.name),
        "touchpoints" => find(&site.touchpoints, id, |it| &it.id, |it| &it.name),
        "channels" => find(&site.channels, id, |it| &it.id, |it| &it.name),
        "teams" => find(&site.teams, id, |it| &it.id, |it| &it.name),
        "metrics" => find(&site.metrics, id, |it| &it.id, |it| &it.title),
        "sources" => find(&site.sources, id, |it| &it.id, |it| &it.title),
        "tags" => find(&site.tags, id, |it| &it.id, |it| &it.name),
        "pain-points" => site
            .pain_points
            .iter()
            .find(|it| it.id.as_str() == id && it.origin.file().is_some())
            .map(|it| &*it.text.plain),
        "opportunities" => site
            .opportunities
            .iter()
            .find(|it| it.id.as_str() == id && it.origin.file().is_some())
            .map(|it| &*it.title.plain),
        "solutions" => site
            .solutions
            .iter()
            .find(|it| it.id.as_str() == id && it.origin.file().is_some())
            .map(|it| &*it.title.plain),
        _ => plain(),
    }
}
