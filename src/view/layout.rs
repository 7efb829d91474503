//! Everything around a page's content: head, masthead, navigation, breadcrumbs, footer.

use serde::Serialize;

use super::PageContext;
use super::parts::LinkView;
use crate::diagram::direction::direction_of;
use crate::diagram::text_metrics::Typeface;
use crate::insight::Insight;
use crate::links::Links;
use crate::model::{Address, InsightPage, Journey, JourneyId, PageId, Site, Status};
use crate::theme::{ICON, SCRIPT, STYLESHEET};
use crate::url::SitePath;

/// What a page says about itself.
#[derive(Debug, Clone, Default)]
pub struct PageWords {
    /// Of the document; the site's name is added behind it.
    pub title: String,
    /// For search engines and previews: one plain sentence.
    pub description: String,
    /// Class of the body: `page-journey`.
    pub class: &'static str,
    /// The entry of the navigation that the page belongs to: `journeys`, `personas` …
    pub section: &'static str,
    /// From the overview down to the page's parent; the page itself is not named.
    pub breadcrumbs: Vec<LinkView>,
    /// A picture of the page for previews.
    pub card: Option<SitePath>,
}

/// The part of every page that `base.html` draws.
#[derive(Debug, Serialize)]
pub struct PageShell {
    pub title: String,
    pub description: String,
    pub class: &'static str,
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Leads to the site's root: empty, `../` …
    pub root: String,
    pub stylesheet: String,
    /// The script; `None` for a theme without.
    pub script: Option<String>,
    /// The page that searches.
    pub search: String,
    pub home: String,
    pub site_title: String,
    pub site_tagline: Option<String>,
    /// Address of the brand's logo.
    pub logo: Option<String>,
    /// Address of the mark in a browser's tabs: the logo, or else the theme's.
    pub icon: Option<String>,
    pub navigation: Vec<NavigationEntry>,
    /// Whether name and navigation need a line each on a screen of 1280 px.
    pub is_long: bool,
    /// The page in each language of the site; empty for a site with one.
    pub languages: Vec<LanguageLink>,
    /// Absolute addresses of the page in each language that has it; only with a base address.
    pub alternates: Vec<Alternate>,
    pub breadcrumbs: Vec<LinkView>,
    pub footer: Vec<LinkView>,
    /// When the page's file last changed; only where the settings ask for it and git knows it.
    pub changed: Option<DayView>,
    /// Absolute address; only with a base address.
    pub canonical: Option<String>,
    pub card: Option<String>,
    /// The feed of changes; only with a base address, and where a map has changed.
    pub feed: Option<String>,
    pub robots: bool,
    pub generator: &'static str,
    /// Drawings that the page uses by reference.
    pub sprite_html: String,
}

/// A day, for machines and for people.
#[derive(Debug, Serialize)]
pub struct DayView {
    /// `2026-09-14`
    pub iso: String,
    pub date: String,
}

/// A way to another language.
#[derive(Debug, Serialize)]
pub struct LanguageLink {
    /// BCP 47.
    pub language: String,
    /// What its readers call it: "Deutsch".
    pub name: String,
    pub direction: &'static str,
    /// The same page, or the nearest that the language has.
    pub href: String,
    pub current: bool,
}

/// The page in a language, for search engines.
#[derive(Debug, Serialize)]
pub struct Alternate {
    /// BCP 47, or `x-default`.
    pub language: String,
    pub href: String,
}

#[derive(Debug, Serialize)]
pub struct NavigationEntry {
    pub label: String,
    pub href: String,
    /// The page itself, or a page below it.
    pub current: bool,
}

/// Entries of the masthead when the theme does not say.
const NAVIGATION: [&str; 7] =
    ["overview", "journeys", "personas", "pain-points", "opportunities", "touchpoints", "insights"];
/// Entries of the footer, before the site's own pages.
const FOOTER: [&str; 8] = ["channels", "teams", "solutions", "metrics", "sources", "tags", "glossary", "touchpoints"];

/// Where the calendar of reviews lies.
pub const REVIEWS: &str = "reviews.ics";

/// Whether any review has a day, and so the calendar of them is written. Nobody reads a retired map again.
#[must_use]
pub fn has_reviews(site: &Site) -> bool {
    let is_kept = |status| status != Status::Retired;
    site.journeys.iter().any(|journey| is_kept(journey.status) && journey.next_review.is_some())
        || site.personas.iter().any(|persona| is_kept(persona.status) && persona.next_review.is_some())
}

/// Where the feed of changes lies.
pub const FEED: &str = "feed.xml";

impl PageShell {
    /// The shell of a page. Call it last: it takes along every drawing that the page has used.
    #[must_use]
    pub fn new(page: &PageContext<'_>, words: PageWords) -> PageShell {
        let site = page.site;
        let settings = &site.settings;
        let strings = page.strings();
        let name = settings.brand.name.as_deref().unwrap_or(&settings.title);
        let title = if words.title.is_empty() || words.title == *settings.title {
            settings.title.to_string()
        } else {
            strings.fill("shell.title", None, &[("page", &words.title), ("site", &settings.title)])
        };
        let logo = settings
            .brand
            .logo
            .and_then(|image| site.images.get(image.index()))
            .map(|image| page.file_href(&image.path));
        let absolute = |path: &SitePath| Some(path.on(settings.base_url.as_deref()?));
        let file = |path: &str| page.file_href(&page.render.links.page_path(path));
        // Hosts show one page for all dead links, in the language of the originals.
        let is_anywhere = words.class != "page-not-found";
        // A page without words of its own says at least where it stands.
        let description = match words.description.as_str() {
            "" => settings.description.as_deref().unwrap_or(&title).to_owned(),
            _ => words.description,
        };
        let tagline = (settings.brand.name.is_some() && *name != *settings.title)
            .then(|| strings.text("shell.tagline").to_owned())
            .or_else(|| settings.tagline.as_deref().filter(|tagline| tagline.chars().count() <= 40).map(str::to_owned));
        let navigation = navigation(page, words.section);
        PageShell {
            is_long: is_long(page, name, tagline.as_deref(), &navigation),
            title,
            description,
            class: words.class,
            language: strings.language().to_owned(),
            direction: strings.direction(),
            root: page.path.to_root(),
            stylesheet: SitePath::new(STYLESHEET).map(|path| page.file_href(&path)).unwrap_or_default(),
            script: (!page.render.theme.scripts.is_empty()).then(|| file(SCRIPT)),
            search: page.file_href(&super::search::search_path(&page.render.links)),
            home: page.href(Address::Overview),
            site_title: name.to_owned(),
            site_tagline: tagline,
            icon: logo.clone().or_else(|| theme_icon(page)),
            logo,
            navigation,
            languages: languages(page, is_anywhere),
            alternates: if is_anywhere { alternates(page) } else { Vec::new() },
            breadcrumbs: words.breadcrumbs,
            footer: footer(page),
            changed: page
                .about
                .and_then(|thing| page.render.changed(thing))
                .map(|day| DayView { iso: day.to_string(), date: page.date(day) }),
            canonical: absolute(&page.path),
            card: words.card.as_ref().and_then(absolute),
            feed: has_feed(site, page.render.insight).then(|| file(FEED)),
            robots: settings.robots,
            generator: concat!("Wayfare ", env!("CARGO_PKG_VERSION")),
            sprite_html: page.sprite_html(),
        }
    }
}

/// Whether the masthead's words would fill a line of 1280 px: measured here, so that no page breaks it otherwise while a font is on its way.
fn is_long(page: &PageContext<'_>, name: &str, tagline: Option<&str>, navigation: &[NavigationEntry]) -> bool {
    // Sizes and gaps of the style sheet, in pixels; a twentieth is kept for browsers that measure otherwise and for own styles.
    const ROOM: f64 = (1280.0 - 16.0 - 2.0 * 40.0) * 0.95;
    const GAP: f64 = 24.0;
    let fonts = page.render.fonts;
    let sans = |text: &str| GAP + fonts.width(Typeface::Sans, 15.0, text);
    let brand =
        40.0 + fonts.width(Typeface::SerifSemibold, 20.0, name) + tagline.map_or(0.0, |words| 10.0 + sans(words));
    let language = match page.site.languages.get(page.site.language) {
        Some(language) if page.site.languages.len() > 1 => 16.0 + sans(&language.name),
        _ => 0.0,
    };
    let sections: f64 = navigation.iter().map(|entry| sans(&entry.label)).sum();
    brand + language + 21.0 + sans(&page.word("search.title")) + sections > ROOM
}

/// The mark that the theme brings.
fn theme_icon(page: &PageContext<'_>) -> Option<String> {
    let file = page.render.theme.statics.iter().find(|file| file.path.as_str() == ICON)?;
    Some(page.file_href(&file.path))
}

/// Whether a site tells of its changes: only with a base address, and where a map (in this language) has changed, or git is asked when.
#[must_use]
pub fn has_feed(site: &Site, insight: &Insight) -> bool {
    let links = Links::new(site);
    let by_git = site.settings.last_changed;
    let tells = |(index, journey): (usize, &std::sync::Arc<Journey>)| {
        links.is_here(Address::Journey(JourneyId::from_index(index)))
            && (by_git || journey.reviewed.is_some() || !journey.changes.is_empty())
    };
    site.settings.base_url.is_some()
        && (by_git || insight.has_changes)
        && (!site.is_translation() || site.journeys.iter().enumerate().any(tells))
}

/// Whether the page is there in a language.
fn is_in(page: &PageContext<'_>, language: usize) -> bool {
    page.about.is_none_or(|thing| page.render.links.is_in(thing, language))
}

fn languages(page: &PageContext<'_>, is_anywhere: bool) -> Vec<LanguageLink> {
    let links = &page.render.links;
    let all = page.site.languages.iter().enumerate();
    all.map(|(position, language)| {
        let path = match (is_anywhere && is_in(page, position), page.about) {
            (true, _) => links.same_path_in(&page.path, position),
            (false, about) => {
                let nearest = about.map_or(Address::Overview, nearest_list);
                links.same_path_in(&links.location(nearest).path, position)
            }
        };
        LanguageLink {
            language: language.tag.to_string(),
            name: language.name.to_string(),
            direction: direction_of(&language.tag),
            href: page.file_href(&path),
            current: position == page.site.language,
        }
    })
    .collect()
}

fn alternates(page: &PageContext<'_>) -> Vec<Alternate> {
    let Some(base) = page.site.settings.base_url.as_deref() else { return Vec::new() };
    let all = page.site.languages.iter().enumerate().filter(|(position, _)| is_in(page, *position));
    let address = |position| page.render.links.same_path_in(&page.path, position).on(base);
    let mut alternates: Vec<Alternate> =
        all.map(|(position, it)| Alternate { language: it.tag.to_string(), href: address(position) }).collect();
    if alternates.len() < 2 {
        return Vec::new();
    }
    alternates.push(Alternate { language: "x-default".to_owned(), href: address(0) });
    alternates
}

/// Where a reader looks on for a thing that a language has not: the list of its kind.
fn nearest_list(thing: Address) -> Address {
    match thing {
        Address::Journey(_) | Address::Stage(..) | Address::Step(..) | Address::JourneyPictures(_) => Address::Journeys,
        Address::Persona(_) => Address::Personas,
        Address::Touchpoint(_) => Address::Touchpoints,
        Address::Channel(_) => Address::Channels,
        Address::Team(_) => Address::Teams,
        Address::PainPoint(_) => Address::PainPoints,
        Address::Opportunity(_) => Address::Opportunities,
        Address::Solution(_) => Address::Solutions,
        Address::Metric(_) => Address::Metrics,
        Address::Source(_) => Address::Sources,
        Address::Tag(_) => Address::Tags,
        _ => Address::Overview,
    }
}

/// The address of a list by its key, and how many entries it has.
fn section(page: &PageContext<'_>, key: &str) -> Option<(Address, usize)> {
    let site = page.site;
    Some(match key {
        "insights" => {
            let pages = InsightPage::ALL.into_iter().filter(|it| it.exists(site, page.render.insight));
            (Address::Insight(pages.clone().next()?), pages.count())
        }
        "overview" => (Address::Overview, 1),
        "journeys" => (Address::Journeys, site.journeys.len()),
        "personas" => (Address::Personas, site.personas.len()),
        "pain-points" => (Address::PainPoints, site.pain_points.len()),
        "opportunities" => (Address::Opportunities, site.opportunities.len()),
        "solutions" => (Address::Solutions, site.solutions.len()),
        "touchpoints" => (Address::Touchpoints, site.touchpoints.len()),
        "channels" => (Address::Channels, site.channels.len()),
        "teams" => (Address::Teams, site.teams.len()),
        "metrics" => (Address::Metrics, site.metrics.len()),
        "sources" => (Address::Sources, site.sources.len()),
        "tags" => (Address::Tags, site.tags.len()),
        "glossary" => (Address::Glossary, site.glossary.len()),
        _ => return None,
    })
}

fn navigation(page: &PageContext<'_>, current: &str) -> Vec<NavigationEntry> {
    keys(page.render.theme.manifest.navigation.as_deref(), &NAVIGATION)
        .filter_map(|key| {
            let (address, _) = section(page, key).filter(|(_, n)| *n > 0)?;
            Some(NavigationEntry {
                label: page.word(&format!("navigation.{key}")),
                href: page.href(address),
                current: key == current,
            })
        })
        .collect()
}

fn footer(page: &PageContext<'_>) -> Vec<LinkView> {
    let above = keys(page.render.theme.manifest.navigation.as_deref(), &NAVIGATION).collect::<Vec<_>>();
    let lists = keys(page.render.theme.manifest.footer.as_deref(), &FOOTER).filter(|key| !above.contains(key));
    let lists = lists.filter_map(|key| {
        let (address, _) = section(page, key).filter(|(_, n)| *n > 0)?;
        Some(LinkView { label: page.word(&format!("navigation.{key}")), href: page.href(address) })
    });
    let pages = page.site.pages.iter().enumerate().filter(|(_, plain)| plain.in_footer).map(|(index, plain)| {
        LinkView { label: plain.title.to_string(), href: page.href(Address::Page(PageId::from_index(index))) }
    });
    pages.chain(lists).collect()
}

fn keys<'k>(own: Option<&'k [String]>, standard: &'k [&'k str]) -> impl Iterator<Item = &'k str> {
    let own_keys = own.unwrap_or_default().iter().map(String::as_str);
    let standard = if own.is_some() { &[] } else { standard };
    own_keys.chain(standard.iter().copied())
}
