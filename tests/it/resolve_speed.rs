//! How long a large site takes to load, and that no size or shape breaks it.

use std::fmt::Write as _;
use std::time::Instant;

use wayfare::content::read_site;
use wayfare::diagnostics::{Code, Level};
use wayfare::load::{LoadOptions, load};
use wayfare::phase::Observer;
use wayfare::resolve::{ResolveOptions, resolve_site};
use wayfare::source::SourceTree;

/// `journeys` maps of 5 stages × 3 steps, a tenth as many personas, 40 touchpoints, each step with texts, a pain and an emotion.
fn corpus(journeys: usize) -> SourceTree {
    let personas = (journeys / 10).max(1);
    let mut files = vec![("wayfare.toml".to_owned(), "title = \"Maps\"\ndate = 2026-11-21\n".to_owned())];
    files.push(("content/sources/diary.md".to_owned(), "+++\ntitle = \"Diary\"\n+++\n".to_owned()));
    for number in 0..personas {
        let text = format!("+++\nname = \"Person {number}\"\nsources = [\"diary\"]\n+++\nLikes **carrots**.\n");
        files.push((format!("content/personas/person-{number}.md"), text));
    }
    for number in 0..journeys {
        let (first, second) = (number % personas, (number * 7 + 1) % personas);
        let mut text = format!(
            "+++\ntitle = \"Journey {number}\"\npersonas = [\"person-{first}\", \"person-{second}\"]\npurpose = \"Why?\"\n\
             owner = \"team {}\"\nreviewed = 2026-09-01\nsources = [\"diary\"]\ntags = [\"tag {}\"]\n",
            number % 20,
            number % 30,
        );
        for stage in 0..5 {
            let _ = writeln!(text, "[[stages]]\nname = \"Stage {stage}\"\nduration = \"{} days\"", stage + 1);
            for step in 0..3 {
                let place = number + stage * 3 + step;
                let _ = writeln!(
                    text,
                    "[[stages.steps]]\nname = \"Step {stage} {step}\"\nactions = [\"Opens the *page* and reads what is new\", \"Decides\"]\n\
                     touchpoints = {{ name = \"Touchpoint {}\", channel = \"channel {}\" }}\nthoughts = \"What does it cost, and when does it come?\"\n\
                     emotion = {{ score = {}, feeling = \"curious\" }}\n\
                     pain_points = [{{ text = \"No price on page {place}\", severity = 3, sources = [\"diary\"] }}]\n\
                     opportunities = \"Tell the price of {place} early\"",
                    place % 40,
                    stage,
                    (place % 5) as i64 - 2,
                );
            }
        }
        let _ = write!(
            text,
            "+++\nWords about [[person-{first}]] and [the next](journey-{}.md).\n\n## Stage 1\nMore words.\n",
            (number + 1) % journeys
        );
        files.push((format!("content/journeys/journey-{number}.md"), text));
    }
    SourceTree::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

#[test]
#[ignore = "prints times"]
fn print_times() {
    for journeys in [1_000, 10_000] {
        let tree = corpus(journeys);
        let start = Instant::now();
        let (raw, _) = read_site(&tree);
        let read = start.elapsed();
        let start = Instant::now();
        let (site, diagnostics) = resolve_site(&tree, &raw, &ResolveOptions::default(), Observer::default());
        let resolved = start.elapsed();
        println!("{journeys}: read {read:.2?}, resolve {resolved:.2?}, {} diagnostics", diagnostics.len());
        assert_eq!(site.journeys.len(), journeys);
        assert_eq!(site.pain_points.len(), journeys * 15);
    }
}

#[test]
fn a_site_of_some_size_loads_without_a_word() {
    let tree = corpus(60);
    let (site, diagnostics) = load(&tree, &LoadOptions::default()).finish();
    let unexpected: Vec<_> = diagnostics.iter().filter(|it| it.code != Code::TouchpointScoredDifferently).collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    assert_eq!(site.opportunities.len(), 60 * 15);
}

#[test]
fn a_map_of_twelve_thousand_steps_is_only_long() {
    let mut text = "+++\ntitle = \"Long\"\n[[stages]]\nname = \"All\"\n".to_owned();
    for step in 0..12_000 {
        let _ = writeln!(text, "[[stages.steps]]\nname = \"Step {step}\"\nnext = \"step-{}\"", (step * 7) % 12_000);
    }
    text.push_str("+++\n");
    let tree = SourceTree::from_texts([("content/journeys/long.md", text.as_str())]);
    let (site, diagnostics) = load(&tree, &LoadOptions::default()).finish();
    assert!(diagnostics.iter().all(|it| it.level != Level::Error), "{diagnostics:?}");
    assert_eq!(site.journeys[0].stages[0].steps.len(), 12_000);
}
