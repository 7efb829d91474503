//! The pages beside the maps: all of them, from sites large, small and empty; whole, and with every link leading somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use wayfare::fs::read_tree;
use wayfare::insight::Insight;
use wayfare::load::{LoadOptions, load};
use wayfare::source::{SourceId, SourceTree, Span};
use wayfare::svg::fonts::shipped_font_book;
use wayfare::templates::Templates;
use wayfare::theme::Theme;
use wayfare::view::{PageRef, RenderContext, pages, render_page};

/// Every page of a site beside its maps, by path. Fails on any diagnostic of a template.
fn rendered(tree: &SourceTree, base_url: Option<&str>) -> BTreeMap<String, String> {
    let options = LoadOptions { base_url: base_url.map(str::to_owned), ..LoadOptions::default() };
    let site = load(tree, &options).site;
    let theme = Theme::built_in();
    let (templates, told) = Templates::new(&theme, Span::whole(SourceId(0)));
    assert!(told.is_empty(), "{told:?}");
    let insight = Insight::new(&site);
    let fonts = shipped_font_book().unwrap_or_else(|error| panic!("{error}"));
    let context = RenderContext::new(&site, &insight, &theme, &templates, &fonts, tree);
    let mut written = BTreeMap::new();
    for page in pages(&site, &insight) {
        let (html, told) = render_page(&context, page);
        assert!(told.is_empty(), "{page:?}: {told:?}");
        let path = page.path(&context.links).to_string();
        assert!(written.insert(path.clone(), html).is_none(), "{path} is written twice");
    }
    written
}

fn example() -> SourceTree {
    let (tree, _) = read_tree(Path::new(env!("CARGO_MANIFEST_DIR")), None).unwrap_or_else(|error| panic!("{error}"));
    tree
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Where a relative link of a page leads; `None` for a link out of the site.
fn target(page: &str, href: &str) -> Option<(String, Option<String>)> {
    if href.split('/').next().is_some_and(|first| first.contains(':') && !first.contains('#')) {
        return None;
    }
    let (path, anchor) = href.split_once('#').map_or((href, None), |(path, anchor)| (path, Some(anchor.to_owned())));
    if path.is_empty() {
        return Some((page.to_owned(), anchor));
    }
    let mut folders = page.split('/').collect::<Vec<_>>();
    folders.pop();
    for part in path.split('/') {
        match part {
            ".." => {
                folders.pop();
            }
            part => folders.push(part),
        }
    }
    Some((folders.join("/"), anchor))
}

#[test]
fn the_example_site_has_every_kind_of_page_and_no_dead_link() {
    let pages = rendered(&example(), None);
    for path in [
        "index.html",
        "journeys.html",
        "personas.html",
        "touchpoints.html",
        "channels.html",
        "teams.html",
        "pain-points.html",
        "opportunities.html",
        "solutions.html",
        "metrics.html",
        "sources.html",
        "tags.html",
        "glossary.html",
        "404.html",
    ] {
        assert!(pages.contains_key(path), "{path}");
    }
    let ids = pages.iter().map(|(path, html)| (path.as_str(), values(html, "id"))).collect::<BTreeMap<_, _>>();
    for (path, html) in &pages {
        for href in values(html, "href") {
            let Some((to, anchor)) = target(path, href) else { continue };
            // Maps, pictures, the style sheet and other languages are written by others.
            let Some(there) = ids.get(to.as_str()) else {
                let elsewhere = ["journeys/", "assets/", "de/", "ar/"].iter().any(|folder| to.starts_with(folder));
                assert!(elsewhere || !to.ends_with(".html"), "{path}: {href}");
                continue;
            };
            if let Some(anchor) = anchor {
                assert!(there.contains(&anchor.as_str()), "{path}: {href} has no such anchor");
            }
        }
    }
}

#[test]
fn ids_are_unique_and_headings_go_down_step_by_step() {
    for (path, html) in rendered(&example(), None) {
        let ids = values(&html, "id");
        let distinct = ids.iter().collect::<BTreeSet<_>>();
        assert_eq!(distinct.len(), ids.len(), "{path} has an id twice");
        assert_eq!(html.matches("<h1>").count(), 1, "{path} has one title");
        let mut last = 1;
        for heading in html.split("<h").skip(1) {
            let Some(level) = heading.chars().next().and_then(|c| c.to_digit(10)) else { continue };
            assert!(level <= last + 1, "{path} jumps from h{last} to h{level}");
            last = level;
        }
    }
}

#[test]
fn sites_with_little_or_nothing_have_whole_pages_too() {
    let persona = ("content/personas/ann.md", "+++\nname = \"Ann\"\n+++\n");
    let bare = ("content/journeys/a.md", "+++\ntitle = \"A\"\n[[stages]]\nname = \"One\"\nchannels = \"web\"\n+++\n");
    for files in [vec![], vec![persona], vec![bare], vec![persona, bare]] {
        let mut all = vec![("wayfare.toml", "title = \"T\"\ndate = 2026-11-21\n")];
        all.extend(&files);
        let pages = rendered(&SourceTree::from_texts(all), None);
        assert!(pages["index.html"].contains("<h1>T</h1>"));
        assert!(pages.values().all(|html| html.trim_end().ends_with("</html>")));
        if files.contains(&bare) {
            assert!(pages["channels/web.html"].contains("Nobody has scored"));
        }
    }
}

#[test]
fn a_title_with_markup_stays_words() {
    let title = "+++\ntitle = \"<b>A</b> & \\\"B\\\"\"\n[[stages]]\nname = \"<i>One</i>\"\ntouchpoints = \"<u>x</u>\"\nemotion = 1\n+++\n";
    let pages = rendered(
        &SourceTree::from_texts([("wayfare.toml", "title = \"T\"\n"), ("content/journeys/a.md", title)]),
        None,
    );
    for (path, html) in &pages {
        for markup in ["<b>A", "<i>One", "<u>x"] {
            assert!(!html.contains(markup), "{path}: {markup}");
        }
    }
    assert!(pages["index.html"].contains("&lt;b&gt;A&lt;/b&gt; &amp; &quot;B&quot;"));
}

#[test]
fn long_lists_are_cut_into_pages_that_know_each_other() {
    let names = (0..450).map(|n| format!("content/journeys/map-{n:03}.md")).collect::<Vec<_>>();
    let text = "+++\ntitle = \"Map\"\n[[stages]]\nname = \"One\"\ntouchpoints = \"door\"\n+++\n";
    let files = names.iter().map(|name| (name.as_str(), text)).chain([("wayfare.toml", "title = \"T\"\n")]);
    let pages = rendered(&SourceTree::from_texts(files), None);
    for (path, previous, next) in [
        ("journeys.html", None, Some("journeys.page-2.html")),
        ("journeys.page-2.html", Some("journeys.html"), Some("journeys.page-3.html")),
        ("journeys.page-3.html", Some("journeys.page-2.html"), None),
        ("touchpoints/door.html", None, Some("door.page-2.html")),
        ("touchpoints/door.page-3.html", Some("door.page-2.html"), None),
    ] {
        let html = &pages[path];
        for (relation, to) in [("prev", previous), ("next", next)] {
            let link = to.map(|to| format!("href=\"{to}\" rel=\"{relation}\""));
            assert_eq!(html.contains(&format!("rel=\"{relation}\"")), to.is_some(), "{path} {relation}");
            assert!(link.is_none_or(|link| html.contains(&link)), "{path} {relation}");
        }
    }
    assert!(!pages.contains_key("journeys.page-4.html"));
}

#[test]
fn dead_links_find_home_from_any_depth() {
    let tree = example();
    // Without a base address there is nothing to link to but styles, at each depth where pages lie: further languages are one deeper.
    let pages = rendered(&tree, None);
    let deepest = pages.keys().map(|path| path.matches('/').count()).max().unwrap_or(0);
    let styles = (0..=deepest + 1).map(|depth| "../".repeat(depth) + "assets/site.css").collect::<Vec<_>>();
    assert_eq!(values(&pages["404.html"], "href"), styles);
    let html = &rendered(&tree, Some("https://example.org/maps/"))["404.html"];
    assert!(html.contains("href=\"/maps/index.html\"") && html.contains("href=\"/maps/assets/site.css\""));
    assert!(values(html, "href").iter().all(|href| href.starts_with(['/', '#']) || href.contains("://")), "{html}");
}

#[test]
fn lists_and_pages_count_the_same_places() {
    let now = "+++\ntitle = \"Now\"\n[[stages]]\nname = \"One\"\ntouchpoints = \"door\"\n[[stages]]\nname = \"Two\"\ntouchpoints = \"door\"\n+++\n";
    let plan = |scope: &str, met: &str| {
        format!("+++\ntitle = \"Plan\"\n{scope}\n[[stages]]\nname = \"One\"\ntouchpoints = {met}\n+++\n")
    };
    for (scope, listed, title) in [
        (
            "scope = \"to-be\"",
            "2 places<span class=\"ledger-note\">and 1 planned",
            "At 2 places in 1 journey, and 1 planned",
        ),
        ("status = \"retired\"", "2 places</span>", "At 2 places in 1 journey<"),
        ("scope = \"as-is\"", "3 places</span>", "At 3 places in 2 journeys<"),
    ] {
        let plan = plan(scope, "[\"door\", \"bell\"]");
        let files =
            [("wayfare.toml", "title = \"T\"\n"), ("content/journeys/a.md", now), ("content/journeys/b.md", &plan)];
        let pages = rendered(&SourceTree::from_texts(files), None);
        assert!(pages["touchpoints.html"].contains(listed), "{scope}: {}", pages["touchpoints.html"]);
        assert!(pages["touchpoints/door.html"].contains(title), "{scope}: {}", pages["touchpoints/door.html"]);
        let only = if scope.contains("to-be") {
            "At 1 planned place<"
        } else if scope.contains("retired") {
            "In retired maps only<"
        } else {
            "At 1 place in 1 journey<"
        };
        assert!(pages["touchpoints/bell.html"].contains(only), "{scope}: {}", pages["touchpoints/bell.html"]);
    }
}

#[test]
fn a_review_that_is_due_or_late_tells_its_day_in_its_badge() {
    for (reviewed, expected) in [
        ("2026-09-14", ["review-due\">", "due 14 Dec 2026</span>"]),
        ("2026-07-14", ["review-late\">", "overdue since 14 Oct 2026</span>"]),
        ("2026-10-14", ["<span>14 Jan 2027</span>", "up to date</span>"]),
    ] {
        let map = format!(
            "+++\ntitle = \"A\"\nreviewed = {reviewed}\nreview_every = \"quarterly\"\n[[stages]]\nname = \"One\"\n+++\n"
        );
        let files = [("wayfare.toml", "title = \"T\"\ndate = 2026-11-21\n"), ("content/journeys/a.md", &map)];
        let pages = rendered(&SourceTree::from_texts(files), None);
        for path in ["journeys.html", "insights/reviews.html"] {
            let html = &pages[path];
            assert!(expected.iter().all(|words| html.contains(words)), "{reviewed}, {path}: {html}");
            let day =
                expected.iter().find_map(|words| words.find("20").map(|at| &words[at - 7..at + 4])).unwrap_or_default();
            assert_eq!(html.matches(day).count(), 1, "{reviewed}, {path}: {day} stands there once");
        }
    }
}

#[test]
fn numbered_pages_have_paths_of_their_own() {
    assert!(PageRef::Overview.is_indexed() && !PageRef::NotFound.is_indexed());
}

#[test]
fn words_stand_by_a_pain_only_where_nothing_else_hurts_and_no_rhythm_is_no_good_time() {
    for (more, has_quote) in [("", true), (", { text = \"Late\" }", false)] {
        let map = format!(
            "+++\ntitle = \"A\"\nreviewed = 2026-09-14\n[[stages]]\nname = \"One\"\nquotes = \"Where is it?\"\n\
             pain_points = [{{ text = \"Lost\", severity = 5 }}{more}]\nemotion = -2\n+++\n"
        );
        let files = [("wayfare.toml", "title = \"T\"\ndate = 2026-11-21\n"), ("content/journeys/a.md", &map)];
        let pages = rendered(&SourceTree::from_texts(files), None);
        assert_eq!(pages["index.html"].contains("pain-quote"), has_quote, "{more}: {}", pages["index.html"]);
        let reviews = &pages["insights/reviews.html"];
        assert!(reviews.contains("No review planned") && !reviews.contains("Reviewed in time"), "{reviews}");
    }
}

#[test]
fn work_on_a_pain_names_it_and_what_is_closed_stands_below_a_line() {
    let map = "+++\ntitle = \"A\"\n[[stages]]\nname = \"One\"\npain_points = [\"slow\", \"dear\"]\nopportunities = [\"haste\"]\n[[stages]]\nname = \"Two\"\npain_points = [\"wet\"]\nopportunities = [\"roof\"]\n+++\n";
    let file = |title: &str, more: &str| format!("+++\ntitle = \"{title}\"\n{more}+++\n");
    let rated = "reach = 5\nimpact = 5\neffort = 1\nconfidence = \"researched\"\n";
    let (haste, gift) = (
        file("Haste", "addresses = \"slow\"\nimpact = 1\n"),
        file("Gift", &format!("{rated}status = \"done\"\naddresses = \"slow\"\n")),
    );
    let (slow, dear, wet, roof) = (file("Slow", ""), file("Dear", ""), file("Wet", ""), file("Roof", ""));
    let pages = rendered(
        &SourceTree::from_texts([
            ("wayfare.toml", "title = \"T\"\ndate = 2026-11-21\n"),
            ("content/journeys/a.md", map),
            ("content/pain-points/slow.md", &slow),
            ("content/pain-points/dear.md", &dear),
            ("content/pain-points/wet.md", &wet),
            ("content/opportunities/roof.md", &roof),
            ("content/opportunities/haste.md", &haste),
            ("content/opportunities/gift.md", &gift),
        ]),
        None,
    );
    // What stands beside both pains answers the one that it names.
    let pains = &pages["pain-points.html"];
    let row = |name: &str| pains.split("<tr>").find(|row| row.contains(name)).unwrap_or_default();
    assert!(row(">Slow<").contains(">Gift<") && row(">Dear<").contains("Nothing planned yet"), "{pains}");
    // What names none answers the pain that it stands beside.
    assert!(row(">Wet<").contains(">Roof<"), "{pains}");
    // Both ways tell the same.
    assert!(pages["opportunities/roof.html"].contains("pain-points/wet.html"), "{}", pages["opportunities/roof.html"]);
    assert!(pages["pain-points/wet.html"].contains("opportunities/roof.html"), "{}", pages["pain-points/wet.html"]);
    let haste = &pages["opportunities/haste.html"];
    assert!(haste.contains("pain-points/slow.html"), "{haste}");
    let all = &pages["opportunities.html"];
    let at = |words: &str| all.find(words).unwrap_or_else(|| panic!("{words}: {all}"));
    assert!(at(">Haste<") < at("Done and dropped") && at("Done and dropped") < at(">Gift<"));
}
