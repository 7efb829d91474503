//! Translations: what is told of them, and what the site in a further language consists of.

use wayfare::diagnostics::{Code, LevelPolicy, Severity, TextStyle, render_text};
use wayfare::load::{LoadOptions, Loaded, load};
use wayfare::source::{SourceTree, line_and_column};

use crate::links::{dead_links, repeated_ids};
use crate::serve::Serving;
use crate::support::{quoted_contents, run, wayfare, write_files};

const SITE: &str = "title = \"Maps\"\ndate = 2026-11-21\nslides = true\n\n[emotions]\nwords = { \"-2\" = \"furious\", \"2\" = \"delighted\" }\n\n\
    [languages.de]\ntitle = \"Karten\"\ntagline = \"Was man erlebt\"\nwords = { \"e-mail\" = \"Post\", \"furious\" = \"wütend\", \"front desk\" = \"Empfang\" }\n\n\
    [languages.ar]\n";

const ORDER: &str = r#"+++
title = "Ordering"
summary = "From a van to a box."
personas = ["maya", "tom"]
owner = "Front desk"
kind = "customer"

[[stages]]
name = "Hears about us"
channels = ["e-mail"]
touchpoints = ["Van & flag"]
actions = ["Sees the van", "Reads it"]
feeling = "curious"
emotion = { maya = { score = 1, feeling = "glad" }, tom = "furious" }
pain_points = ["no-price", { text = "No area", severity = 3 }]

[[stages]]
name = "Pays"

  [[stages.steps]]
  name = "Opens the shop"
  next = [{ to = "gives-a-card", when = "there is time" }]
  [[stages.steps]]
  name = "Gives a card"
+++
All words.

## Pays
About paying.
"#;

const ORDER_DE: &str = r#"+++
made_from = "MARK"
title = "Bestellen"
summary = "Vom Lieferwagen zur Kiste."

[[stages]]
name = "Hört von uns"
actions = ["Sieht den Wagen", "Liest ihn"]
feeling = { maya = "froh" }
pain_points = ["no-price", "Kein Gebiet"]

[[stages]]
name = "Zahlt"

  [[stages.steps]]
  id = "gives-a-card"
  name = "Gibt die Karte"
  [[stages.steps]]
  id = "opens-the-shop"
  name = "Öffnet den Laden"
  next = [{ when = "Zeit ist" }]
+++
Alle Worte über [Maya](../personas/maya.md).

## Zahlt
Über das Zahlen.
"#;

const BASE: &[(&str, &str)] = &[
    ("wayfare.toml", SITE),
    ("content/journeys/order.md", ORDER),
    (
        "content/journeys/leave.md",
        "+++\ntitle = \"Leaving <us>\"\nsummary = \"In *words*.\"\n[[stages]]\nname = \"Goes\"\n+++\n",
    ),
    ("content/personas/maya.md", "+++\nname = \"Maya\"\n+++\nShe.\n"),
    ("content/personas/tom.md", "+++\nname = \"Tom\"\n+++\n"),
    ("content/pain-points/no-price.md", "+++\ntitle = \"No price\"\n+++\n"),
    ("content/touchpoints/van.md", "+++\ntitle = \"Van & flag\"\n+++\n"),
    ("content/touchpoints/van.de.md", "+++\nmade_from = \"nhrc-edkx\"\ntitle = \"Wagen\"\n+++\n"),
];

/// The site with further files; a file given again replaces the first.
fn files<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all: Vec<(&str, &str)> =
        BASE.iter().copied().filter(|(path, _)| more.iter().all(|(own, _)| own != path)).collect();
    all.extend(more);
    all
}

fn loaded(more: &[(&str, &str)]) -> (SourceTree, Loaded) {
    let tree = SourceTree::from_texts(files(more));
    let mut policy = LevelPolicy::new();
    for code in Code::ALL.iter().filter(|code| **code >= Code::NeverReviewed) {
        policy.set_for_command(*code, Severity::Allow);
    }
    let loaded = load(&tree, &LoadOptions { policy, ..LoadOptions::default() });
    (tree, loaded)
}

/// Code, place and message of everything that is told.
fn told(more: &[(&str, &str)]) -> Vec<String> {
    let (tree, loaded) = loaded(more);
    let (_, diagnostics) = loaded.finish();
    let shown = diagnostics.iter().map(|diagnostic| {
        let span = diagnostic.primary.span;
        let (line, column) = line_and_column(tree.text(span.source), span.start as usize);
        let path = tree.path(span.source).trim_start_matches("content/");
        format!("{path}:{line}:{column} {} {}", diagnostic.code.name(), diagnostic.message)
    });
    shown.collect()
}

/// A translation with the mark that the check tells.
fn marked(path: &str, text: &str) -> String {
    let (tree, loaded) = loaded(&[(path, text)]);
    let (_, diagnostics) = loaded.finish();
    let stale = diagnostics.iter().find(|it| it.code == Code::TranslationStale);
    let stale = stale.unwrap_or_else(|| panic!("{}", render_text(&diagnostics, &tree, TextStyle::default())));
    let mark = stale.suggestion.as_ref().expect("a mend").replacement.trim_matches('"').to_owned();
    text.replace("MARK", &mark)
}

#[test]
fn words_come_from_the_translation_and_everything_else_from_the_original() {
    let german = marked("content/journeys/order.de.md", ORDER_DE);
    let (tree, loaded) = loaded(&[("content/journeys/order.de.md", &german)]);
    let translations = loaded.translations.clone();
    let (original, diagnostics) = loaded.finish();
    assert!(diagnostics.is_empty(), "{}", render_text(&diagnostics, &tree, TextStyle::default()));
    let [german, arabic] = translations.as_slice() else { panic!("two further languages") };
    assert_eq!(
        (&*german.settings.title, &*german.settings.language, &*arabic.settings.title),
        ("Karten", "de", "Maps")
    );

    let find = |site: &wayfare::model::Site| {
        site.journeys.iter().find(|journey| journey.id.as_str() == "order").expect("there").clone()
    };
    let (english, german_map) = (find(&original), find(german));
    assert_eq!(
        (&*german_map.title, &*german_map.summary.as_ref().unwrap().plain),
        ("Bestellen", "Vom Lieferwagen zur Kiste.")
    );
    let ids = |journey: &wayfare::model::Journey| -> Vec<String> {
        let stages = journey.stages.iter();
        stages
            .flat_map(|stage| std::iter::once(&stage.place).chain(stage.steps.iter().map(|step| &step.place)))
            .map(|place| place.id.to_string())
            .collect()
    };
    assert_eq!(ids(&english), ids(&german_map), "addresses are the same in all languages");
    let names: Vec<&str> = german_map.stages[1].steps.iter().map(|step| &*step.place.name.plain).collect();
    assert_eq!(names, ["Öffnet den Laden", "Gibt die Karte"], "matched by id");
    assert_eq!(&*german_map.stages[1].steps[0].next[0].when.as_ref().unwrap().plain, "Zeit ist");
    assert_eq!(german_map.stages[1].prose.as_ref().unwrap().plain.trim(), "Über das Zahlen.");
    let feelings: Vec<Option<&str>> =
        german_map.stages[0].place.emotions.by_persona.iter().map(|(_, it)| it.feeling.as_deref()).collect();
    assert_eq!(feelings[0], Some("froh"));
    assert_eq!(
        german_map.stages[0].place.emotions.by_persona[0].1.score,
        english.stages[0].place.emotions.by_persona[0].1.score
    );
    let cells: Vec<&str> =
        german_map.stages[0].place.cells.iter().flat_map(|cell| &cell.items).map(|item| &*item.text.plain).collect();
    assert_eq!(cells, ["Sieht den Wagen", "Liest ihn", "Wagen", "Post", "No price", "Kein Gebiet"]);
    assert_eq!(
        german.pain_points.iter().map(|it| it.severity).collect::<Vec<_>>(),
        original.pain_points.iter().map(|it| it.severity).collect::<Vec<_>>()
    );
    assert_eq!(&*german.settings.scale_words[0].1, "wütend");
    assert_eq!(&*german.teams[0].name, "Empfang");
    assert_eq!(&*arabic.teams[0].name, "Front desk");
}

#[test]
fn what_does_not_fit_is_told_once_at_its_place() {
    for (path, text, expected) in [
        (
            "content/journeys/oder.de.md",
            "+++\n+++\n",
            vec![
                "journeys/oder.de.md:1:1 translation-without-original there is no `content/journeys/oder.md` that this could translate",
            ],
        ),
        (
            "content/journeys/order.fr.md",
            "words",
            vec!["journeys/order.fr.md:1:1 translation-language the site has no language `fr`"],
        ),
        (
            "content/journeys/order.en.md",
            "words",
            vec!["journeys/order.en.md:1:1 translation-language the site has no language `en`"],
        ),
        ("content/journeys/order.v2.md", "+++\ntitle = \"Second\"\n+++\n", vec![]),
        (
            "content/journeys/order.ar.md",
            "+++\nmade_from = \"today\"\n+++\n",
            vec!["journeys/order.ar.md:2:13 translation-stale this is no mark of content/journeys/order.md"],
        ),
        (
            "content/personas/tom.ar.md",
            "توم",
            vec!["personas/tom.ar.md:1:1 translation-stale nobody can tell whether this translation is current"],
        ),
        (
            "content/journeys/order.ar.md",
            "+++\nmade_from = \"0000-0000-0000-0000\"\ntitel = \"x\"\n[[stages]]\nname = \"y\"\n+++\n",
            vec![
                "journeys/order.ar.md:2:13 translation-stale the original has changed since this translation: its head, its text, the stage “Hears about us” and the stage “Pays”",
                "journeys/order.ar.md:3:1 unknown-field `titel` is not a field of a journey",
            ],
        ),
        (
            "content/journeys/order.ar.md",
            "+++\nallow = [\"translation-stale\"]\nimage = { alt = \"x\" }\n[[stages]]\nname = \"y\"\nthoughts = \"z\"\nactions = [\"z\"]\n[[stages]]\nseverity_x = 1\n+++\n",
            vec!["journeys/order.ar.md:9:1 unknown-field `severity_x` is not a field of a stage"],
        ),
        (
            "content/journeys/order.ar.md",
            "+++\nallow = [\"translation-stale\"]\nimage = { alt = \"x\" }\n[[stages]]\nname = \"y\"\nthoughts = \"z\"\nactions = [\"z\"]\n[[stages]]\n+++\n",
            vec![
                "journeys/order.ar.md:3:9 translation-mismatch the original has no `image` here",
                "journeys/order.ar.md:6:1 translation-mismatch 1 entry of `thoughts`, and 0 in the original",
                "journeys/order.ar.md:7:1 translation-mismatch 1 entry of `actions`, and 2 in the original",
            ],
        ),
        (
            "content/journeys/order.ar.md",
            "+++\nallow = [\"translation-stale\"]\n[[stages]]\nid = \"payz\"\n[[stages]]\n+++\n",
            vec!["journeys/order.ar.md:4:6 translation-mismatch the original has nothing more with the id `payz`"],
        ),
        (
            "content/journeys/order.ar.md",
            "+++\nallow = [\"translation-stale\"]\nowner = \"care\"\npersonas = [\"maya\"]\n[[stages]]\ntouchpoints = [\"سيارة\"]\nimportance = 3\n[[stages]]\n+++\nانظر [هنا](nowhere.md).\n",
            vec![
                "journeys/order.ar.md:3:9 translation-structure `owner` and 3 more values are not translated",
                "journeys/order.ar.md:10:12 broken-link there is no file `nowhere.md`",
            ],
        ),
    ] {
        assert_eq!(told(&[(path, text)]), expected, "{path}: {text}");
    }
    let config = SITE.replace("\"e-mail\"", "\"e-mial\"");
    assert_eq!(
        told(&[("wayfare.toml", &config)]),
        ["wayfare.toml:11:11 translation-unused nothing without words of its own is called “e-mial”"]
    );
    let config = SITE.replace("[languages.ar]", "[languages.arabic]");
    assert_eq!(
        told(&[("wayfare.toml", &config)]),
        ["wayfare.toml:13:12 unknown-value `arabic` is no tag of a language"]
    );
}

fn built(config: &str, more: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), files(more));
    write_files(folder.path(), [("wayfare.toml", config)]);
    let (status, _, told) = run(wayfare(folder.path()).args(["build", "--without", "png"]));
    assert_eq!(status, Some(0), "{told}");
    quoted_contents(&folder.path().join("public"))
}

#[track_caller]
fn text(files: &[(String, Vec<u8>)], path: &str) -> String {
    let found =
        files.iter().find(|(found, _)| found == path).map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
    found.unwrap_or_else(|| panic!("no {path} in {:?}", files.iter().map(|(path, _)| path).collect::<Vec<_>>()))
}

#[test]
fn a_language_has_its_pages_and_leads_to_the_originals_for_the_rest() {
    let more = [("content/journeys/order.de.md", ORDER_DE)];
    let files = built(SITE, &more);
    assert_eq!(dead_links(&files), Vec::<String>::new());
    assert_eq!(repeated_ids(&files), Vec::<String>::new());
    let has = |path: &str| files.iter().any(|(found, _)| found == path);
    for path in [
        "de/index.html",
        "de/journeys/order.html",
        "de/journeys/order.map.svg",
        "de/journeys/order.slides.html",
        "de/touchpoints/van.html",
        "de/channels/e-mail.html",
        "de/teams/front-desk.html",
        "de/assets/site.js",
        "de/assets/search/index.js",
        "ar/index.html",
        "ar/journeys.html",
    ] {
        assert!(has(path), "{path}");
    }
    for path in [
        "de/journeys/leave.html",
        "de/personas/maya.html",
        "de/404.html",
        "ar/journeys/order.html",
        "de/assets/site.css",
        "de/sitemap.xml",
    ] {
        assert!(!has(path), "{path}");
    }
    let map = text(&files, "de/journeys/order.html");
    assert!(map.contains("<html lang=\"de\" dir=\"ltr\">") && map.contains("id=\"hears-about-us:actions-2\""));
    assert!(map.contains("<a href=\"../../journeys/order.html\" hreflang=\"en\" lang=\"en\" dir=\"ltr\">English</a>"));
    assert!(
        map.contains("<a href=\"../../ar/journeys.html\" hreflang=\"ar\" lang=\"ar\" dir=\"rtl\">العربية</a>"),
        "the nearest"
    );
    assert!(
        map.contains(
            "<a href=\"order.html\" hreflang=\"de\" lang=\"de\" dir=\"ltr\" aria-current=\"true\">Deutsch</a>"
        )
    );
    assert!(map.contains("href=\"../../personas/maya.html\" hreflang=\"en\""));
    assert!(map.contains("<span lang=\"en\" dir=\"ltr\">No price</span>"), "the name of what is not translated");

    let atlas = text(&files, "de/insights/atlas.html");
    let pictures: Vec<&str> = atlas.split("<svg").skip(1).filter_map(|rest| rest.split("</svg>").next()).collect();
    assert!(pictures.iter().any(|picture| picture.contains(" lang=\"en\"")), "{pictures:?}");
    assert!(pictures.iter().all(|picture| !picture.contains("hreflang")), "SVG does not know it");
    let list = text(&files, "de/journeys.html");
    assert!(
        list.contains(
            "<a href=\"../journeys/leave.html\" hreflang=\"en\" lang=\"en\" dir=\"ltr\">Leaving &lt;us&gt;</a>"
        ),
        "{list}"
    );
    let arabic = text(&files, "ar/journeys.html");
    assert!(
        arabic.contains("<html lang=\"ar\" dir=\"rtl\">")
            && arabic.contains("<span lang=\"en\" dir=\"ltr\">In <em>words</em>.</span>"),
        "{arabic}"
    );
    assert!(text(&files, "de/assets/search/e-0.js").contains("\"../journeys/leave.html\""));
    assert!(!text(&files, "index.html").contains("alternate\" hreflang"), "not without a base address");
    let slides = text(&files, "de/journeys/order.slides.html");
    assert!(slides.contains("Hört von uns"));
}

#[test]
fn search_engines_learn_of_the_languages_of_a_page() {
    let config = format!("base_url = \"https://example.org/maps\"\n{SITE}");
    let original = ORDER.replace("kind = \"customer\"", "reviewed = 2026-09-01");
    let files = built(&config, &[("content/journeys/order.md", &original), ("content/journeys/order.de.md", ORDER_DE)]);
    for path in ["journeys/order.html", "de/journeys/order.html"] {
        let html = text(&files, path);
        for (language, href) in
            [("en", "journeys/order.html"), ("de", "de/journeys/order.html"), ("x-default", "journeys/order.html")]
        {
            let link =
                format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"https://example.org/maps/{href}\">");
            assert!(html.contains(&link), "{path}: {link}");
        }
        assert!(!html.contains("alternate\" hreflang=\"ar\""), "what is not there is no alternate");
    }
    assert!(!text(&files, "journeys/leave.html").contains("alternate\" hreflang"));
    let sitemap = text(&files, "sitemap.xml");
    resvg::usvg::roxmltree::Document::parse(&sitemap).unwrap();
    assert!(sitemap.contains("<loc>https://example.org/maps/de/journeys/order.html</loc><lastmod>2026-09-01</lastmod><xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/maps/journeys/order.html\"/>"), "{sitemap}");
    assert!(text(&files, "de/feed.xml").contains("https://example.org/maps/de/journeys/order.html"));
    assert!(files.iter().all(|(path, _)| path != "ar/feed.xml"), "nothing of it has changed");
}

#[test]
fn a_page_lists_what_is_stale_missing_and_current() {
    let files = built(SITE, &[("content/journeys/order.de.md", ORDER_DE)]);
    let page = text(&files, "insights/translations.html");
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("no {text} in {page}"));
    assert!(
        at("Deutsch: changed since") < at("Deutsch: not translated")
            && at("Deutsch: not translated") < at("Deutsch: up to date")
    );
    assert!(at("not known what it was made from") < at("Deutsch: not translated"));
    assert!(at("id=\"_ar-missing\"") > at("Deutsch: up to date"));
    assert!(text(&files, "de/insights/translations.html").contains("Deutsch: seitdem geändert"));
}

#[test]
fn the_preview_shows_languages_and_follows_changes() {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), files(&[("content/journeys/order.de.md", ORDER_DE)]));
    let serving = Serving::start(folder.path(), &[]);
    let page = |path: &str| String::from_utf8(serving.page(path).1).expect("text");
    assert!(page("de/journeys/order.html").contains("Sieht den Wagen"));
    let mut events = serving.listen("de/journeys/order.html");
    let write = |text: &str| write_files(folder.path(), [("content/journeys/order.de.md", text)]);
    write(&ORDER_DE.replace("Sieht den Wagen", "Erblickt den Wagen"));
    events.wait_for("event: page");
    assert!(page("de/journeys/order.html").contains("Erblickt den Wagen"));
    // A mistake in the translation leaves the last good page, and the original as it is.
    write("+++\ntitle = 3\n+++\n");
    events.wait_for("`title` must be a text");
    assert!(page("de/journeys/order.html").contains("Erblickt den Wagen"));
    assert!(page("journeys/order.html").contains("Sees the van"));
}

#[test]
fn a_scale_that_one_of_two_people_has_in_translation_stays_one() {
    let scale = |name: &str, low: &str, at: f64| {
        format!(
            "+++\nname = \"{name}\"\nscales = [{{ name = \"Time to cook\", low = \"{low}\", value = {at} }}]\n+++\n"
        )
    };
    let files = built(
        SITE,
        &[
            ("content/personas/maya.md", &scale("Maya", "none", 0.2)),
            ("content/personas/tom.md", &scale("Tom", "none", 0.9)),
            ("content/personas/tom.de.md", "+++\nscales = [{ name = \"Zeit zum Kochen\", low = \"keine\" }]\n+++\n"),
        ],
    );
    let page = text(&files, "de/personas/compare.html");
    assert_eq!(page.matches("<tr class=\"compare-scale\">").count(), 1, "{page}");
    assert!(page.contains("Zeit zum Kochen") && !page.contains("Time to cook"), "{page}");
    assert_eq!(text(&files, "personas/compare.html").matches("Time to cook").count(), 1);
}
