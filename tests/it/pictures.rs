//! Pictures of every kind: asked for in a text, told when misspelt, and as files of their own.

use std::path::Path;

use wayfare::diagnostics::{Code, Diagnostics};
use wayfare::fs::read_tree;
use wayfare::insight::Insight;
use wayfare::load::{LoadOptions, load};
use wayfare::model::*;
use wayfare::source::{Source, SourceContent, SourceId, SourceTree, Span};
use wayfare::svg::fonts::shipped_font_book;
use wayfare::templates::Templates;
use wayfare::theme::Theme;
use wayfare::url::SitePath;
use wayfare::view::picture::render_diagram_svg;
use wayfare::view::{PageRef, RenderContext, render_page};

fn example() -> SourceTree {
    let (tree, _) = read_tree(Path::new(env!("CARGO_MANIFEST_DIR")), None).unwrap_or_else(|error| panic!("{error}"));
    tree
}

/// Calls with everything that a picture of the site is drawn from.
fn with_context<T>(tree: &SourceTree, call: impl FnOnce(&RenderContext<'_>) -> T) -> (T, Diagnostics) {
    let loaded = load(tree, &LoadOptions::default());
    let theme = Theme::built_in();
    let (templates, _) = Templates::new(&theme, Span::whole(SourceId(0)));
    let insight = Insight::new(&loaded.site);
    let fonts = shipped_font_book().unwrap_or_else(|error| panic!("{error}"));
    let context = RenderContext::new(&loaded.site, &insight, &theme, &templates, &fonts, tree);
    (call(&context), loaded.diagnostics)
}

/// A small site whose page `about` is the text.
fn site(about: &str) -> SourceTree {
    let text = |path: &str, text: &str| Source { path: path.into(), content: SourceContent::Text(text.into()) };
    let order = "+++\ntitle = \"Order\"\npersonas = [\"maya\"]\nowner = \"growth\"\n[[stages]]\nname = \"Look\"\n\
                 [[stages.steps]]\nname = \"Opens\"\nemotion = 1\n[[stages.steps]]\nname = \"Pays\"\nemotion = -1\n+++\n";
    SourceTree::new(vec![
        text("wayfare.toml", "title = \"Maps\"\ndate = 2026-11-21\n"),
        text("content/about.md", about),
        text("content/journeys/order.md", order),
        text("content/personas/maya.md", "+++\nname = \"Maya Okafor\"\n+++\n"),
    ])
}

fn about_page(tree: &SourceTree) -> (String, Diagnostics) {
    with_context(tree, |context| {
        let (html, told) = render_page(context, PageRef::Plain(PageId(0)));
        assert!(told.is_empty(), "{told:?}");
        html
    })
}

#[test]
fn every_kind_can_be_asked_for_by_name() {
    for (embed, expected) in [
        ("curve(journey=\"order\")", "diagram-curve"),
        ("map(journey=\"order\")", "diagram-map"),
        ("sparkline(journey=\"order\", persona=\"maya\")", "diagram-sparkline"),
        ("flow(journey=\"order\")", "diagram-flow"),
        ("timeline(journey=\"order\")", "picture-missing"),
        ("storyboard(journey=\"order\")", "diagram-storyboard"),
        ("blueprint(journey=\"order\")", "picture-missing"),
        ("heat-map()", "diagram-heat-map"),
        ("heat_map(rows=\"personas\", journey=\"order\")", "diagram-heat-map"),
        ("heat-map(rows=\"channels\", journey=\"order\")", "picture-missing"),
        ("matrix(team=\"growth\")", "picture-missing"),
        ("roadmap(by=\"date\")", "picture-missing"),
        ("atlas", "diagram-atlas"),
        ("target-bar(journey=\"order\")", "picture-missing"),
        ("persona-scales()", "picture-missing"),
        ("channel-usage(persona=\"maya\")", "picture-missing"),
        ("empathy-map(persona=\"maya\")", "picture-missing"),
    ] {
        let (html, told) = about_page(&site(&format!("{{{{ {embed} }}}}\n")));
        let errors = told.iter().filter(|it| matches!(it.code, Code::UnknownValue | Code::UnknownReference));
        assert_eq!(errors.count(), 0, "{embed}: {told:?}");
        assert!(html.contains(expected), "{embed}");
    }
}

#[test]
fn what_is_misspelt_is_told_with_the_nearest_name() {
    for (embed, code, message, help) in [
        ("flwo(journey=\"order\")", Code::UnknownValue, "there is no picture `flwo`", "did you mean `flow`?"),
        (
            "flow(jurney=\"order\")",
            Code::UnknownValue,
            "there is no argument of `flow` `jurney`",
            "did you mean `journey`?",
        ),
        ("flow(journey=\"ordr\")", Code::UnknownReference, "there is no journey `ordr`", "did you mean `order`?"),
        ("flow()", Code::MissingField, "`flow` needs the argument `journey`", "write `{{ flow(journey=\"…\") }}`"),
        ("heat-map(rows=\"personas\")", Code::MissingField, "`heat-map` needs the argument `journey` here", ""),
        ("heat-map(rows=\"persona\")", Code::UnknownValue, "`rows` cannot be `persona`", "did you mean `personas`?"),
        ("matrix(x=\"efort\")", Code::UnknownValue, "`x` cannot be `efort`", "did you mean `effort`?"),
        ("matrix(team=\"growht\")", Code::UnknownReference, "there is no team `growht`", "did you mean `growth`?"),
        ("roadmap(by=\"month\")", Code::UnknownValue, "`by` cannot be `month`", "known are `horizon`, `date`"),
        ("history(metric=\"churn\")", Code::UnknownReference, "there is no metric `churn`", ""),
        ("target-bar()", Code::MissingField, "`target-bar` needs `metrics` or `journey`", ""),
        ("empathy-map(persona=\"mya\")", Code::UnknownReference, "there is no persona `mya`", "did you mean `maya`?"),
    ] {
        let tree = site(&format!("{{{{ {embed} }}}}\n"));
        let told = load(&tree, &LoadOptions::default()).diagnostics;
        let found = told.iter().find(|it| it.code == code).unwrap_or_else(|| panic!("{embed}: {told:?}"));
        assert_eq!(found.message, message, "{embed}");
        let is_helped = help.is_empty() || found.help.iter().any(|line| line.contains(help));
        assert!(is_helped, "{embed}: {:?}", found.help);
    }
}

#[test]
fn the_same_picture_twice_has_ids_of_its_own() {
    let (html, _) = about_page(&site("{{ flow(journey=\"order\") }}\n\n{{ flow(journey=\"order\") }}\n"));
    let ids: Vec<&str> = html
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|id| id.starts_with("_flow"))
        .collect();
    assert!(ids.len() > 1, "{ids:?}");
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
}

/// Every kind from the example's own maps: as a file that opens anywhere, and painted with the shipped fonts.
#[test]
fn every_kind_stands_alone() {
    let tree = example();
    let faults = with_context(&tree, |context| {
        let site = context.site;
        let journey = |id: &str| {
            JourneyId::from_index(
                site.journeys.iter().position(|it| it.id.as_str() == id).unwrap_or_else(|| panic!("{id}")),
            )
        };
        let persona = |id: &str| {
            PersonaId::from_index(
                site.personas.iter().position(|it| it.id.as_str() == id).unwrap_or_else(|| panic!("{id}")),
            )
        };
        let of = Selection::default();
        let kinds = [
            Diagram::Flow { journey: journey("leaving-us") },
            Diagram::Timeline { journey: journey("first-box"), scale: TimeScale::Auto },
            Diagram::Storyboard { journey: journey("when-something-is-missing"), persona: None },
            Diagram::Blueprint { journey: journey("friday-on-the-round") },
            Diagram::HeatMap { of },
            Diagram::PersonaHeatMap { journey: journey("first-box") },
            Diagram::ChannelHeatMap { journey: journey("first-box") },
            Diagram::Matrix { x: WorkScore::Effort, y: WorkScore::Impact, of },
            Diagram::Roadmap { is_dated: false, of },
            Diagram::Roadmap { is_dated: true, of },
            Diagram::Atlas { journey: None },
            Diagram::History { metric: MetricId(0) },
            Diagram::JourneyTargets { journey: journey("first-box") },
            Diagram::PersonaScales { personas: Vec::new() },
            Diagram::ChannelUsage { persona: persona("maya-okafor") },
            Diagram::EmpathyMap { persona: persona("maya-okafor") },
        ];
        let mut faults = Vec::new();
        for kind in &kinds {
            let path = SitePath::new("pictures/one.svg").expect("a path");
            let Some(svg) = render_diagram_svg(context, kind, path) else {
                faults.push(format!("{kind:?}: nothing to draw"));
                continue;
            };
            if !svg.contains("Wayfare Sans") || svg.contains("class=\"") && svg.contains("var(--") {
                faults.push(format!("{kind:?}: not painted for itself"));
            }
            if svg.contains("NaN") || svg.contains("{n}") || svg.contains("{value}") {
                faults.push(format!("{kind:?}: something was not filled in"));
            }
            if let Err(error) = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()) {
                faults.push(format!("{kind:?}: {error}"));
            }
        }
        faults
    });
    assert_eq!(faults.0, Vec::<String>::new());
}
