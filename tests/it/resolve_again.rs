//! A journey that changes by itself: resolved alone, it gives what resolving the whole site gives.

use std::fmt::Write as _;

use wayfare::content::read_site_again;
use wayfare::diagnostics::Diagnostics;
use wayfare::fs::read_tree;
use wayfare::load::{Kept, LoadOptions, load};
use wayfare::phase::Observer;
use wayfare::source::{SourceContent, SourceId, SourceTree};

use crate::support::{Dice, repository};

/// Other words, another number, or another line: what a writer may do to a file, sense or not.
fn changed(text: &str, dice: &mut Dice) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let at = dice.roll(lines.len());
    let mut changed = String::with_capacity(text.len() + 40);
    for (number, line) in lines.iter().enumerate() {
        if number != at {
            let _ = writeln!(changed, "{line}");
            continue;
        }
        let digit = line.rfind(|character: char| character.is_ascii_digit());
        match (dice.roll(8), line.rfind('"'), digit) {
            (0..3, Some(quote), _) => {
                let _ = writeln!(changed, "{} indeed{}", &line[..quote], &line[quote..]);
            }
            (3 | 4, _, Some(digit)) => {
                let _ = writeln!(changed, "{}{}{}", &line[..digit], dice.roll(3), &line[digit + 1..]);
            }
            (5, _, _) => {}
            (6, _, _) => {
                let _ = writeln!(changed, "{line}\n");
            }
            _ => {
                let _ = writeln!(changed, "{line}{}", if line.contains('=') { "" } else { " More words." });
            }
        }
    }
    changed
}

/// The example in one language: in several, a change is never a journey's alone.
fn example() -> SourceTree {
    let (tree, _) = read_tree(&repository(), None).expect("the example can be read");
    let config = tree.find("wayfare.toml").expect("settings");
    let settings: String = tree.text(config).split("\n[languages").next().expect("the first part").to_owned();
    let files = tree.iter().map(|(_, file)| file.clone()).filter(|file| {
        let stem = file.path.strip_suffix(".md").unwrap_or_default();
        !stem.contains('.')
    });
    let tree = SourceTree::new(files.chain([tree.get(config).expect("settings").clone()]).collect());
    let config = tree.find("wayfare.toml").expect("settings");
    tree.with_contents([(config, SourceContent::Text(settings.into()))])
}

#[test]
fn a_journey_resolved_alone_is_as_in_the_whole() {
    let mut dice = Dice(5);
    let options = LoadOptions::default();
    let first = example();
    let mut read = read_site_again(&first, None);
    let told = std::mem::take(&mut read.diagnostics);
    let journeys: Vec<SourceId> = read.raw.journeys.iter().map(|file| file.source).collect();
    let (mut alone, mut named, mut whole) = (0, 0, 0);
    for _ in 0..60 {
        let (mut kept, loaded) = Kept::open(&first, &read, told.clone(), &options, Observer::default());
        let mut site = loaded.site;
        assert!(site.languages.is_empty());
        // Several changes, one after the other, of one index.
        let source = journeys[dice.roll(journeys.len())];
        let second = first.with_contents([(source, other(&first, source, &mut dice))]);
        let third_source = if dice.roll(2) == 0 { source } else { journeys[dice.roll(journeys.len())] };
        let third = second.with_contents([(third_source, other(&second, third_source, &mut dice))]);
        let steps = [(&second, source), (&third, third_source)].map(|(tree, source)| {
            let (file, told) = kept.read_journey(tree, source).expect("a journey");
            (tree, file, told)
        });
        for (tree, file, told) in &steps {
            let change = if told.is_empty() { kept.change_journey(&site, tree, file) } else { None };
            let Some(change) = change else {
                whole += 1;
                break;
            };
            site = change.site;
            if change.is_named_elsewhere {
                named += 1;
                break;
            }
            alone += 1;
            let expected = load(tree, &options);
            assert!(site == expected.site, "{}", tree.text(file.source));
            let mut found = kept.diagnostics();
            found.extend(kept.good_practice(&site, Observer::default()));
            let judged = |told: Diagnostics| told.finish(|diagnostic| expected.policy.level(diagnostic));
            assert_eq!(judged(found), judged(expected.diagnostics.clone()), "{}", tree.text(file.source));
        }
    }
    // Were most changes not a journey's alone, nothing would be gained; were all of them, nothing would be seen of the rest.
    assert!(alone > 30 && named > 0 && whole > 5, "{alone} alone, {named} named elsewhere, {whole} whole");
}

fn other(tree: &SourceTree, source: SourceId, dice: &mut Dice) -> SourceContent {
    SourceContent::Text(changed(tree.text(source), dice).into())
}
