//! Where to go from here: maps above, below, after and beside this one, and the map to take along.

use std::collections::BTreeMap;

use serde::Serialize;

use super::JourneyPage;
use crate::model::{Address, ItemKind, JourneyId, Lane, TouchpointId};
use crate::url::SitePath;
use crate::view::parts::LinkView;

#[derive(Debug, Serialize)]
pub(super) struct RelatedView {
    /// "Part of", "As it is today" …
    pub relation: String,
    pub link: LinkView,
    /// Its curve in small.
    pub sparkline_html: String,
}

#[derive(Debug, Serialize)]
pub(super) struct DownloadView {
    pub name: String,
    pub format: String,
    pub href: String,
}

/// Maps that share a touchpoint are many; the nearest few are a help.
const MOST_NEIGHBORS: usize = 2;

/// What more maps than this meet ("Web site", "Phone") tells nothing about which of them are near; it also keeps the search
/// short on a site of ten thousand maps.
const MOST_MAPS_OF_A_SIGN: u32 = 100;

impl JourneyPage<'_> {
    pub(super) fn related(&self) -> Vec<RelatedView> {
        let journey = self.journey;
        let mut related: Vec<(String, JourneyId)> = Vec::new();
        let mut add = |key: &str, ids: &[JourneyId]| {
            for id in ids {
                if *id != self.id && related.iter().all(|(_, known)| known != id) {
                    related.push((self.page.word(key), *id));
                }
            }
        };
        add("related.parent", journey.parent.as_slice());
        add("related.today", journey.future_of.as_slice());
        add("related.future", &journey.futures);
        add("related.next", journey.next_journey.as_slice());
        add("related.child", &journey.children);
        let details = self.places().filter_map(|(_, place)| place.detail).collect::<Vec<_>>();
        add("related.detail", &details);
        let mut views = related
            .iter()
            .map(|(relation, id)| RelatedView {
                relation: relation.clone(),
                link: self.page.link(Address::Journey(*id)),
                sparkline_html: self.sparkline(*id),
            })
            .collect::<Vec<_>>();
        for (id, touchpoint) in self.neighbors() {
            if id != self.id && related.iter().all(|(_, known)| *known != id) {
                let name = &self.page.site.touchpoints[touchpoint.index()].name;
                views.push(RelatedView {
                    relation: self.page.strings().fill("related.same_touchpoint", None, &[("touchpoint", name)]),
                    link: self.page.link(Address::Journey(id)),
                    sparkline_html: self.sparkline(id),
                });
            }
        }
        views
    }

    /// Maps that meet the same touchpoints, those with the most in common first, each with the first such touchpoint.
    fn neighbors(&self) -> Vec<(JourneyId, TouchpointId)> {
        let mut own: Vec<TouchpointId> = Vec::new();
        for (_, place) in self.places() {
            for item in place.items(Lane::Touchpoints) {
                if let ItemKind::Touchpoint(usage) = item.kind
                    && !own.contains(&usage.touchpoint)
                {
                    own.push(usage.touchpoint);
                }
            }
        }
        let mut shared: BTreeMap<JourneyId, (usize, TouchpointId)> = BTreeMap::new();
        for touchpoint in own {
            let met = self.page.render.insight.back_links(Address::Touchpoint(touchpoint));
            if met.usage.n_journeys > MOST_MAPS_OF_A_SIGN {
                continue;
            }
            for journey in met.journeys() {
                shared.entry(journey).or_insert((0, touchpoint)).0 += 1;
            }
        }
        let mut neighbors = shared.into_iter().filter(|(id, _)| *id != self.id).collect::<Vec<_>>();
        neighbors.sort_by_key(|(id, (n_shared, _))| (std::cmp::Reverse(*n_shared), *id));
        neighbors.into_iter().take(MOST_NEIGHBORS).map(|(id, (_, touchpoint))| (id, touchpoint)).collect()
    }

    pub(super) fn downloads(&self) -> Vec<DownloadView> {
        let has_curve = self.page.render.insight.journey(self.id).felt.n_scores() > 0;
        let files = [
            ("download.map", "SVG", ".map.svg", true),
            ("download.curve", "SVG", ".curve.svg", has_curve),
            ("download.map", "PNG", ".map.png", self.page.render.journey_files.map_png),
            ("download.map_pdf", "PDF", ".map.pdf", self.page.render.journey_files.map_pdf),
            ("download.card", "PNG", ".card.png", self.page.render.journey_files.card_png),
            ("download.data", "JSON", ".json", true),
            ("download.slides", "HTML", ".slides.html", self.page.site.settings.slides),
        ];
        files
            .into_iter()
            .filter(|(.., exists)| *exists)
            .map(|(name, format, ending, _)| DownloadView {
                name: self.page.word(name),
                format: format.to_owned(),
                href: self.page.file_href(&self.page.render.links.journey_file(self.id, ending)),
            })
            .collect()
    }

    /// The poster as a picture and the page in a frame, as HTML to copy; whole addresses where the site knows its own.
    pub(super) fn embed_code(&self) -> String {
        let page = &self.page;
        let base = page.site.settings.base_url.as_deref();
        let address = |path: &SitePath| base.map_or_else(|| path.as_str().to_owned(), |base| path.on(base));
        let mut title = String::new();
        crate::links::push_escaped(&mut title, &self.journey.title);
        let [poster, map] = [".map.svg", ".html"].map(|ending| page.render.links.journey_file(self.id, ending));
        format!(
            "<img src=\"{}\" alt=\"{title}\">\n<iframe src=\"{}#_map\" title=\"{title}\" width=\"100%\" height=\"720\" loading=\"lazy\"></iframe>",
            address(&poster),
            address(&map)
        )
    }

    /// Where the source text can be changed; `None` where the site names no place.
    pub(super) fn edit_href(&self) -> Option<String> {
        self.source_href(self.page.site.settings.edit_url.as_deref()?)
    }

    /// Where its earlier versions are; `None` where the site names no place.
    pub(super) fn history_href(&self) -> Option<String> {
        self.source_href(self.page.site.settings.history_url.as_deref()?)
    }

    fn source_href(&self, pattern: &str) -> Option<String> {
        Some(pattern.replace("{path}", self.page.render.source_path(self.journey.source)?))
    }
}
