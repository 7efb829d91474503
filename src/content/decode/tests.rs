use toml::de::DeTable;

use super::Decoder;
use crate::content::raw::{RawJourney, RawLevelValue, RawPersona};
use crate::content::toml_text::Shifts;
use crate::diagnostics::Diagnostics;
use crate::source::{SourceId, Span, line_and_column};

fn journey(text: &str) -> (RawJourney, Diagnostics) {
    let (table, errors) = DeTable::parse_recoverable(text);
    assert!(errors.is_empty(), "{errors:?}");
    let source = SourceId(0);
    let mut decoder = Decoder::new(source, text, Shifts::default());
    let journey = RawJourney::from_front_matter(table.get_ref(), Span::whole(source), &mut decoder);
    (journey, decoder.into_diagnostics())
}

/// One line for each diagnostic: `line:column code`, in the order of places.
fn told(text: &str, diagnostics: Diagnostics) -> Vec<String> {
    let finished = diagnostics.finish(|diagnostic| Some(diagnostic.level));
    finished
        .iter()
        .map(|diagnostic| {
            let (line, column) = line_and_column(text, diagnostic.primary.span.start as usize);
            format!("{line}:{column} {} {}", diagnostic.code.name(), diagnostic.message)
        })
        .collect()
}

#[test]
fn a_journey_keeps_every_value_and_its_place() {
    let text = r#"
title = "Order"
personas = "maya"
reviewed = 2026-09-14
custom_lanes.legal.title = "Legal"
scale = { min = -2, max = 2, words = { "-2" = "awful", "2" = "great" } }
[[stages]]
name = "Hears"
legal = ["GDPR", { text = "Terms", source = "law" }]
[[stages.steps]]
name = "Sees"
emotion = { from = 1, to = "sad" }
trigger = "A van"
next = ["reads", { to = "ignores", when = "no time" }]
image = { src = "van.jpg", alt = "A van" }
[[stages.steps]]
name = "Reads"
emotion = { maya = 2, tom = { score = -1, feeling = "bored" } }
feeling = { tom = "bored" }
"#;
    let (journey, diagnostics) = journey(text);
    assert_eq!(told(text, diagnostics), Vec::<String>::new());
    assert_eq!(journey.personas.items().len(), 1);
    let stage = &journey.stages.items()[0];
    assert_eq!((&*stage.cells[0].lane, stage.cells[0].items.len()), ("legal", 2));
    let step = &stage.steps.items()[0];
    assert_eq!(&*step.cells[0].lane, "triggers");
    assert_eq!(step.next.items()[1].when.as_ref().map(|when| &*when.value), Some("no time"));
    let emotion = step.emotion.everyone.as_ref().and_then(|emotion| emotion.to.as_ref());
    assert_eq!(emotion.map(|level| &level.value), Some(&RawLevelValue::Words("sad".into())));
    let by_persona = &stage.steps.items()[1].emotion.by_persona;
    assert_eq!(by_persona.iter().map(|(name, _)| &*name.value).collect::<Vec<_>>(), ["maya", "tom"]);
    let title = journey.title.map(|title| title.span).unwrap_or(Span::whole(SourceId(9)));
    assert_eq!(&text[title.start as usize..title.end as usize], "\"Order\"");
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once() {
    let text = r#"title = 5
persnas = ["maya", 3]
owner = ["growth"]
reviewed = "14.9.2026"
summary = "one"
tag = "a"
tags = "b"
sources = ["x", 4]
[[stages]]
nam = "Hears"
legal = "GDPR"
moment_of_truth = "yes"
[[stages.steps]]
name = "Sees"
severity = 3
pain_points = [{ text = "x", severty = 3 }, 7, { severity = 2 }]
actions = { text = "x", severity = 3 }
personas = ["maya"]
"#;
    let (journey, diagnostics) = journey(text);
    assert_eq!(
        told(text, diagnostics),
        [
            "1:9 wrong-type `title` must be a text, not a number",
            "2:1 unknown-field `persnas` is not a field of a journey",
            "3:9 wrong-type `owner` must be a text, not a list",
            "4:12 invalid-date `14.9.2026` is not a calendar day",
            "7:1 conflicting-fields `tag` and `tags` are the same field",
            "8:17 wrong-type an entry of `sources` must be a text, not a number",
            "9:1 missing-field a stage needs a `name`",
            "10:1 unknown-field `nam` is not a field of a stage",
            "11:1 unknown-field `legal` is not a field of a stage",
            "12:19 wrong-type `moment_of_truth` must be true or false, not a text",
            "15:1 unknown-field `severity` is not a field of a step",
            "16:30 unknown-field `severty` is not a field of an entry of `pain_points`",
            "16:45 wrong-type an entry of `pain_points` must be a text or a table, not a number",
            "16:48 missing-field an entry of `pain_points` needs a `text`",
            "17:25 unknown-field `severity` is not a field of an entry of `actions`",
            "18:1 unknown-field `personas` is not a field of a step",
        ]
    );
    assert_eq!(journey.stages.items().len(), 1);
}

#[test]
fn facts_keep_their_order_and_spelling() {
    let text = "name = \"Maya\"\nage = 74\nfacts = { pets = 2, \"fee tolerance\" = [\"low\", 0.50] }\n";
    let (table, _) = DeTable::parse_recoverable(text);
    let mut decoder = Decoder::new(SourceId(0), text, Shifts::default());
    let persona = RawPersona::from_table(table.get_ref(), Span::whole(SourceId(0)), None, &mut decoder);
    assert!(decoder.into_diagnostics().is_empty());
    assert_eq!(persona.age.map(|age| age.0.value.clone()), Some("74".into()));
    let facts: Vec<String> = persona
        .facts
        .iter()
        .flat_map(|(key, values)| values.iter().map(|value| format!("{}={}", key.value, value.0.value)))
        .collect();
    assert_eq!(facts, ["pets=2", "fee tolerance=low", "fee tolerance=0.50"]);
}

#[test]
fn a_lane_of_ones_own_takes_no_key_that_has_a_meaning() {
    let text =
        "title = \"A\"\n[custom_lanes.goal]\n[custom_lanes.trigger]\n[custom_lanes.legal]\n[custom_lanes.actions]\n";
    let (_, diagnostics) = journey(text);
    assert_eq!(
        told(text, diagnostics),
        [
            "2:15 conflicting-fields `goal` cannot be a lane of your own",
            "3:15 conflicting-fields `trigger` cannot be a lane of your own",
        ]
    );
}

#[test]
fn thousands_of_mistakes_are_told_up_to_a_limit() {
    let text: String = (0..20_000).map(|index| format!("key{index} = 1\n")).collect();
    let (_, diagnostics) = journey(&text);
    assert_eq!(diagnostics.len(), super::MOST_DIAGNOSTICS);
    let last = diagnostics.iter().last();
    assert!(last.is_some_and(|last| last.help.iter().any(|help| help.starts_with("more mistakes"))));
}
