//! Pages of journeys of every shape: they fill without a mistake, every id is there once, every link on the page arrives.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::insight::Insight;
use crate::load::{LoadOptions, load};
use crate::model::JourneyId;
use crate::source::{SourceId, SourceTree, Span};
use crate::svg::fonts::shipped_font_book;
use crate::templates::Templates;
use crate::theme::Theme;
use crate::view::{RenderContext, render_journey};

fn render(files: &[(String, String)], journey: &str) -> String {
    let tree = SourceTree::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let site = load(&tree, &LoadOptions::default()).site;
    let (theme, _) = Theme::load(&tree, "default", "en");
    let (templates, told) = Templates::new(&theme, Span::whole(SourceId(0)));
    assert!(told.is_empty(), "{told:?}");
    let insight = Insight::new(&site);
    let Ok(fonts) = shipped_font_book() else { panic!("the shipped fonts can be read") };
    let context = RenderContext::new(&site, &insight, &theme, &templates, &fonts, &tree);
    let index = site.journeys.iter().position(|other| other.id.as_str() == journey);
    let Some(index) = index else { panic!("there is no journey {journey}") };
    let (html, told) = render_journey(&context, JourneyId::from_index(index));
    assert!(told.is_empty(), "{told:?}");
    html
}

fn site(journey: &str, personas: usize) -> Vec<(String, String)> {
    let mut files = vec![
        ("wayfare.toml".to_owned(), "title = \"Maps\"\ndate = 2026-11-21\n".to_owned()),
        ("content/journeys/walk.md".to_owned(), journey.to_owned()),
    ];
    for persona in 1..=personas {
        files.push((format!("content/personas/p{persona}.md"), format!("+++\nname = \"Person {persona}\"\n+++\n")));
    }
    files
}

/// A journey of `steps.len()` stages with so many steps each.
fn journey(steps: &[usize], personas: usize, emotions: bool) -> String {
    let names = (1..=personas).map(|persona| format!("\"p{persona}\"")).collect::<Vec<_>>().join(", ");
    let mut text = format!("+++\ntitle = \"A walk\"\npersonas = [{names}]\n");
    let score = |number: usize| (number * 7 % 9) as f64 / 2.0 - 2.0;
    for (stage, n_steps) in steps.iter().enumerate() {
        let _ = write!(text, "[[stages]]\nname = \"Stage {stage}\"\nactions = [\"Looks around\", \"Waits\"]\n");
        if emotions && *n_steps == 0 {
            let _ = writeln!(text, "emotion = {}", score(stage));
        }
        for step in 0..*n_steps {
            let _ = write!(
                text,
                "[[stages.steps]]\nname = \"Step {step}\"\nactions = \"Goes on\"\ntouchpoints = \"A door\"\n\
                 pain_points = [{{ text = \"It is far\", severity = 3 }}, \"And wet\"]\nopportunities = [\"A bench\"]\n"
            );
            if emotions && step % 4 != 3 {
                let _ = writeln!(text, "emotion = {}", score(stage * 5 + step));
            }
        }
    }
    text.push_str("+++\nWords about the whole.\n\n## Stage 0\n\nWords about the first stage.\n");
    text
}

#[track_caller]
fn check_page(html: &str) {
    let mut ids = BTreeSet::new();
    for part in html.split(" id=\"").skip(1) {
        let id = part.split('"').next().unwrap_or_default();
        assert!(ids.insert(id), "the id {id} stands twice");
    }
    for part in html.split("href=\"#").skip(1) {
        let target = part.split('"').next().unwrap_or_default();
        assert!(ids.contains(target), "nothing has the id {target}");
    }
    for part in html.split("url(#").skip(1) {
        let target = part.split(')').next().unwrap_or_default();
        assert!(ids.contains(target), "nothing has the id {target}");
    }
    for forbidden in [" style=", "<script>", "<style", "NaN", "none</", "[object"] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn journeys_of_every_shape_fill_their_page() {
    let long = [5_usize; 12];
    for (steps, personas, emotions) in [
        (&[][..], 1, false),
        (&[0][..], 0, true),
        (&[1][..], 1, true),
        (&[0, 0, 0][..], 2, true),
        (&[2, 0, 3][..], 5, true),
        (&[3, 3][..], 0, true),
        (&[3, 3][..], 2, false),
        (&long[..], 2, true),
    ] {
        let html = render(&site(&journey(steps, personas, emotions), personas), "walk");
        check_page(&html);
        assert_eq!(html.contains("id=\"_curve\""), emotions, "{steps:?}");
        assert_eq!(html.contains("id=\"_grid\""), !steps.is_empty(), "{steps:?}");
    }
}

#[test]
fn addresses_of_stages_steps_and_cells_are_kept() {
    let html = render(&site(&journey(&[2, 0], 1, true), 1), "walk");
    for id in [
        "stage-0",
        "stage-0.step-1",
        "stage-0:actions",
        "stage-0.step-1:pain-points",
        "stage-0.step-1:pain-points-2",
        "stage-1",
        "stage-1:feelings",
    ] {
        assert!(html.contains(&format!(" id=\"{id}\"")), "{id}");
    }
    let grid =
        html.split("id=\"_grid\"").nth(1).and_then(|rest| rest.split("id=\"_steps\"").next()).unwrap_or_default();
    assert!(
        grid.contains(" id=\"stage-0\"") && !grid.contains(" id=\"stage-0.step-1\""),
        "the grid owns the stages, the cards the steps"
    );
}

#[test]
fn words_of_the_writer_are_escaped() {
    let text = "+++\ntitle = \"A <b> & \\\"c\\\"\"\npurpose = \"Why <i>?\"\n[[stages]]\nname = \"<script>alert(1)</script>\"\nactions = \"x < y & z\"\nthoughts = \"</q><svg>\"\n+++\n";
    let html = render(&site(text, 0), "walk");
    check_page(&html);
    assert!(html.contains("<title>A &lt;b&gt; &amp; &quot;c&quot;"));
}

#[test]
fn the_prose_tells_feelings_as_one_would() {
    for (emotion, expected) in [
        (
            "{ p1 = { score = -2, feeling = \"let down\" }, p2 = { score = 1, feeling = \"content\" } }",
            "” (assumed), One feels let down (−2) and Two content (+1).",
        ),
        (
            "{ p1 = { feeling = \"sorry, then glad\" }, p2 = { feeling = \"sorry\" } }",
            "” (assumed), One feels sorry, then glad; Two feels sorry.",
        ),
        ("{ p1 = { score = -2, feeling = \"let down\" } }", "” (assumed), One feels let down (−2)."),
    ] {
        let text = format!(
            "+++\ntitle = \"A walk\"\npersonas = [\"p1\", \"p2\"]\n[[stages]]\nname = \"Stage\"\n[[stages.steps]]\nname = \"Waits\"\nemotion = {emotion}\n+++\n"
        );
        let mut files = site(&text, 0);
        for (id, name) in [("p1", "One"), ("p2", "Two")] {
            files.push((format!("content/personas/{id}.md"), format!("+++\nname = \"{name}\"\n+++\n")));
        }
        let html = render(&files, "walk");
        let prose = html.split("_prose\"").last().unwrap_or_default();
        assert!(prose.contains("At “<a ") && prose.contains(&format!("Waits</a>{expected}")), "{expected}: {prose}");
    }
}
