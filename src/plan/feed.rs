//! `feed.xml`: what changed in the maps, newest first (Atom, RFC 4287).
//!
//! 1. Each entry of a journey's `changes` is an entry of the feed; so is its last review.
//! 2. Where the site tells when files last changed, a journey's file that changed after all of these is an entry too.
//! 3. The newest [`MOST_ENTRIES`] stay; of one day, by title. Times are midnight UTC of the writer's day: no clock is read.

use crate::links::push_escaped;
use crate::model::{Address, Date, JourneyId};
use crate::view::{FEED, RenderContext};

/// Readers fetch the whole feed again and again.
const MOST_ENTRIES: usize = 100;

struct Entry<'a> {
    day: Date,
    journey: JourneyId,
    /// What tells it from others of its journey.
    key: String,
    words: &'a str,
}

pub(super) fn render_feed(context: &RenderContext<'_>) -> String {
    let site = context.site;
    let base = site.settings.base_url.as_deref().unwrap_or_default();
    let reviewed = context.strings().text("feed.reviewed");
    let changed = context.strings().text("shell.changed");
    let mut entries = Vec::new();
    for (index, journey) in site.journeys.iter().enumerate() {
        let id = JourneyId::from_index(index);
        if !context.links.is_here(Address::Journey(id)) {
            continue;
        }
        for (number, (day, text)) in journey.changes.iter().rev().enumerate() {
            // Counted from the oldest, so that a new change leaves the names of older ones alone.
            entries.push(Entry { day: *day, journey: id, key: format!("change-{}", number + 1), words: &text.plain });
        }
        entries.extend(journey.reviewed.map(|day| Entry {
            day,
            journey: id,
            key: format!("review-{day}"),
            words: reviewed,
        }));
        // What a writer says of a day is worth more than that the file was touched.
        let told = journey.changes.iter().map(|(day, _)| *day).chain(journey.reviewed).max();
        let touched = context.changed(Address::Journey(id)).filter(|day| told.is_none_or(|told| *day > told));
        entries.extend(touched.map(|day| Entry { day, journey: id, key: format!("file-{day}"), words: changed }));
    }
    entries.sort_by(|a, b| {
        let title = |entry: &Entry<'_>| &site.journey(entry.journey).title;
        b.day.cmp(&a.day).then_with(|| title(a).cmp(title(b))).then_with(|| b.key.cmp(&a.key))
    });
    entries.truncate(MOST_ENTRIES);

    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str(&format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        context.strings().language()
    ));
    element(&mut xml, "  ", "title", &site.settings.title);
    let home = match site.own_language() {
        Some(language) if !language.folder.is_empty() => format!("{base}{}/", language.folder),
        _ => base.to_owned(),
    };
    element(&mut xml, "  ", "id", &home);
    let newest = entries.first().map_or(site.settings.date, |entry| entry.day);
    element(&mut xml, "  ", "updated", &midnight(newest));
    xml.push_str("  <author>");
    element(&mut xml, "", "name", site.settings.brand.name.as_deref().unwrap_or(&site.settings.title));
    xml.truncate(xml.trim_end().len());
    xml.push_str("</author>\n");
    link(&mut xml, "  ", "alternate", &home);
    link(&mut xml, "  ", "self", &context.links.page_path(FEED).on(base));
    for entry in &entries {
        let journey = site.journey(entry.journey);
        let address = context.links.location(Address::Journey(entry.journey)).path.on(base);
        xml.push_str("  <entry>\n");
        element(&mut xml, "    ", "title", &journey.title);
        element(&mut xml, "    ", "id", &format!("{address}#_{}", entry.key));
        element(&mut xml, "    ", "updated", &midnight(entry.day));
        link(&mut xml, "    ", "alternate", &address);
        element(&mut xml, "    ", "summary", entry.words);
        xml.push_str("  </entry>\n");
    }
    xml.push_str("</feed>\n");
    xml
}

fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

fn element(xml: &mut String, indent: &str, name: &str, text: &str) {
    xml.push_str(&format!("{indent}<{name}>"));
    // XML 1.0 knows no control characters, not even escaped.
    push_escaped(xml, &text.replace(|c: char| c.is_control(), " "));
    xml.push_str(&format!("</{name}>\n"));
}

fn link(xml: &mut String, indent: &str, relation: &str, address: &str) {
    xml.push_str(&format!("{indent}<link rel=\"{relation}\" href=\""));
    push_escaped(xml, address);
    xml.push_str("\"/>\n");
}
