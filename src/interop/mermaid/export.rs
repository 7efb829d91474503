//! A map as a Mermaid diagram: its curve, and no more; what a diagram cannot say is listed.

use std::fmt::Write as _;

use crate::interop::Unsaid;
use crate::model::{Emotions, JourneyId, Lane, Place, Score, Site};

/// Writes a journey as a diagram. Scores are carried over to Mermaid's 1 to 5, whole numbers.
#[must_use]
pub fn export(site: &Site, id: JourneyId) -> (String, Vec<Unsaid>) {
    let journey = site.journey(id);
    let mut unsaid = Vec::new();
    let mut text = format!("journey\n  title {}\n", safe(&journey.title, false));
    for stage in &journey.stages {
        let _ = writeln!(text, "  section {}", safe(&stage.place.name.plain, true));
        let own = stage.steps.is_empty().then_some(&stage.place);
        for place in own.into_iter().chain(stage.steps.iter().map(|step| &step.place)) {
            write_task(&mut text, site, id, place, &mut unsaid);
        }
    }
    (text, unsaid)
}

fn write_task(text: &mut String, site: &Site, id: JourneyId, place: &Place, unsaid: &mut Vec<Unsaid>) {
    let journey = site.journey(id);
    let mut tell = |what: String| unsaid.push(Unsaid { place: format!("step “{}”", place.name.plain), what });
    let name = safe(&place.name.plain, true);
    let to_five = |score: Score| ((journey.scale.valence(score.mean()) + 1.0) * 2.0 + 1.0).round();
    // A task has one score: people who differ stand on lines of their own.
    let mut lines: Vec<(Option<f64>, Vec<String>)> = Vec::new();
    for persona in &journey.personas {
        let score = place.emotions.of(Some(*persona)).and_then(|emotion| emotion.score).map(to_five);
        let name = safe(&site.persona(*persona).short_name, true).replace(',', " ");
        match lines.iter_mut().find(|(known, _)| *known == score) {
            Some((_, people)) => people.push(name),
            None => lines.push((score, vec![name])),
        }
    }
    if lines.is_empty() {
        lines.push((place.emotions.of(None).and_then(|emotion| emotion.score).map(to_five), Vec::new()));
    }
    for (score, people) in lines {
        let people = people.join(", ");
        match score {
            Some(score) => {
                let _ = writeln!(text, "    {name}: {score}{}{people}", if people.is_empty() { "" } else { ": " });
            }
            None => {
                tell(format!(
                    "has no score{}; written as 3, the middle",
                    if people.is_empty() { String::new() } else { format!(" for {people}") }
                ));
                let _ = writeln!(text, "    {name}: 3{}{people}", if people.is_empty() { "" } else { ": " });
            }
        }
    }
    if has_feelings(&place.emotions) {
        tell("its feelings in words were left out".to_owned());
    }
    let lanes: Vec<&str> =
        place.cells.iter().filter(|cell| cell.lane != Lane::Feelings).filter_map(|cell| cell.lane.key()).collect();
    if !lanes.is_empty() {
        tell(format!("its lanes were left out: {}", lanes.join(", ")));
    }
}

fn has_feelings(emotions: &Emotions) -> bool {
    emotions.each().any(|emotion| emotion.feeling.is_some())
}

/// A text that Mermaid reads whole: the characters that it stops at become its entity codes.
fn safe(text: &str, in_task: bool) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '#' => safe.push_str("#35;"),
            ';' => safe.push_str("#59;"),
            ':' if in_task => safe.push_str("#58;"),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe.trim().to_owned()
}
