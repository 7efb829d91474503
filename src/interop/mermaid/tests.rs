use super::*;
use crate::source::SourceId;

fn parsed(text: &str) -> (MermaidJourney, Vec<String>) {
    let (journey, diagnostics) = parse(text, Span::new(SourceId(0), 0, text.len()));
    let told = diagnostics
        .iter()
        .map(|diagnostic| {
            let span = diagnostic.primary.span;
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{diagnostic:?}");
            format!("{}: {}", crate::source::line_and_column(text, span.start as usize).0, diagnostic.message)
        })
        .collect();
    (journey, told)
}

/// `(name, score, people, remark)` of a single task line.
#[track_caller]
fn check_task(line: &str, name: &str, score: Option<f64>, people: &[&str], remark: Option<&str>) {
    let (journey, _) = parsed(&format!("journey\n  section S\n    {line}\n"));
    let task = journey.tasks().next().unwrap_or_else(|| panic!("no task in {line}"));
    assert_eq!(
        (
            task.name.value.as_str(),
            task.score,
            task.people.iter().map(String::as_str).collect::<Vec<_>>(),
            task.remark.as_deref()
        ),
        (name, score, people.to_vec(), remark),
        "{line}"
    );
}

#[test]
fn tasks_as_found_in_the_wild() {
    check_task("Make tea: 5: Me", "Make tea", Some(5.0), &["Me"], None);
    check_task("Do work: 1: Me, Cat,, Me", "Do work", Some(1.0), &["Me", "Cat"], None);
    check_task("C task: 5", "C task", Some(5.0), &[], None);
    check_task("E task: 5:", "E task", Some(5.0), &[], None);
    check_task("Taps on at 3:30 PM: 5: ORCA", "Taps on at 3:30 PM", Some(5.0), &["ORCA"], None);
    check_task("At 3:30: 4: Me", "At 3:30", Some(4.0), &["Me"], None);
    check_task("A:5:X", "A", Some(5.0), &["X"], None);
    check_task("Pays: −2.5: Me", "Pays", Some(-2.5), &["Me"], None);
    check_task("Only words", "Only words", None, &[], None);
    check_task("Empty score:", "Empty score", None, &[], None);
    check_task("Pays: ?: Me", "Pays", None, &["Me"], Some("?"));
    check_task("Pays: high", "Pays", None, &["high"], None);
    check_task("Pays: 3: Me: twice: at least", "Pays", Some(3.0), &["Me"], Some("twice: at least"));
    check_task(
        "Pays: 3: She looks for her card, and finds none.",
        "Pays",
        Some(3.0),
        &[],
        Some("She looks for her card, and finds none."),
    );
    check_task("支払う: 2: 私, 猫", "支払う", Some(2.0), &["私", "猫"], None);
    check_task("Costs 5; 6 #7: 2: Me", "Costs 5; 6 #7", Some(2.0), &["Me"], None);
}

#[test]
fn heads_of_every_kind() {
    let text = "\u{feff}---\ntitle: From above\nconfig: {}\n---\n%%{init: {\n 'theme': 'dark'}}%%\n\tJOURNEY\n  accTitle: For ears\n  accDescr {\n  two\n\n  lines\n  }title Below\n %% remark\n";
    let (journey, told) = parsed(text);
    assert_eq!(journey.title.as_ref().map(|title| title.value.as_str()), Some("Below"));
    assert_eq!(journey.accessible_title.as_deref(), Some("For ears"));
    assert_eq!(journey.accessible_description.as_deref(), Some("two\nlines"));
    assert_eq!(told, ["5: a Mermaid directive has no effect here"]);
    let (journey, _) = parsed("---\ntitle: \"From above\"\n---\njourney\n");
    assert_eq!(journey.title.map(|title| title.value), Some("From above".to_owned()));
}

#[test]
fn sections_of_every_kind() {
    let (journey, told) =
        parsed("journey\nBefore: 3: Me\nsection Step 1: Context\nsection\nA: 1\nsection Step 1: Context\nB: 9: Me\n");
    let sections: Vec<(&str, usize)> =
        journey.sections.iter().map(|section| (section.name.value.as_str(), section.tasks.len())).collect();
    assert_eq!(sections, [("", 1), ("Step 1: Context", 0), ("", 1), ("Step 1: Context", 1)]);
    assert_eq!(journey.scale(), (1.0, 10.0));
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn whatever_is_no_journey_is_told() {
    for text in ["", "graph TD\n A-->B", "journeyman\n", "title x\njourney\n", "%% only a remark"] {
        assert!(!is_journey(text), "{text}");
        assert_eq!(parsed(text).1.len(), 1, "{text}");
    }
    assert!(is_journey("%% remark\n%%{init: {}}%%\njourney title On one line"));
}

#[test]
fn words_are_readable() {
    for (text, words) in [
        ("Line1<br>Line2<br/>Line3</br />Line4<BR\t/>Line5", "Line1 Line2 Line3</br />Line4 Line5"),
        ("#9829; and #quot;so#quot; #unknown; #", "♥ and \"so\" #unknown; #"),
        ("a <b>bold</b> <br claim", "a <b>bold</b> <br claim"),
    ] {
        assert_eq!(readable(text), words, "{text}");
    }
}

#[test]
fn no_text_makes_it_panic() {
    use proptest::prelude::*;
    let words = prop::sample::select(vec![
        "journey", "section", "title", "accDescr", "{", "}", "%%{", "}%%", "---", ":", " 5", "\n", " ", "#", ";", "é",
        "日本", "\r\n", "Me", ",", "accTitle",
    ]);
    proptest!(|(parts in prop::collection::vec(words, 0..40))| {
        let text = parts.concat();
        let (journey, _) = parsed(&text);
        prop_assert!(journey.tasks().count() <= text.lines().count());
        let _ = import(&text, "stem");
    });
}

#[test]
fn an_import_is_a_map() {
    let text = "journey\n title Night bus\n accDescr: From the club home.\n section Waiting\n  Waits: 2: Ana, Bo\n  Waits: 1: Ana\n section Waiting\n  Boards [42]: 4: Bo, Ana: at last\n";
    let import = import(text, "night-bus").unwrap_or_else(|error| panic!("{error:?}"));
    let expected = r#"+++
title = "Night bus"
summary = "From the club home."
personas = ["ana", "bo"]
kind = "user"
scope = "as-is"
status = "hypothesis"
scale = { min = 1, max = 5 }

[[stages]]
name = "Waiting"

  [[stages.steps]]
  name = "Waits"
  emotion = 2

  [[stages.steps]]
  name = "Waits"
  id = "waits-2"
  emotion = { ana = 1 }

[[stages]]
name = "Waiting"
id = "waiting-2"

  [[stages.steps]]
  name = "Boards \\[42\\]"
  summary = "at last"
  emotion = 4
+++
"#;
    assert_eq!(import.files[0].1, expected);
    assert_eq!(import.files.len(), 3);
    assert_eq!(import.unsaid.len(), 1);
}
