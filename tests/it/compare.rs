//! Personas side by side.

use std::fmt::Write as _;

use crate::support::{quoted_contents, run, wayfare, write_files};

fn built(n_personas: usize) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), [("wayfare.toml", "title = \"Maps\"\ndate = 2026-11-21\n")]);
    for number in 1..=n_personas {
        let mut text = format!("+++\nname = \"Person{number} <{number}>\"\nage = {number}\nneeds = [\"To & fro\"]\n");
        let _ =
            write!(text, "scales = [{{ name = \"Patience\", value = 0.{number} }}]\n[facts]\nShoe = \"{number}\"\n");
        if number == 2 {
            text.push_str("Hat = \"only one has it\"\n");
        }
        text.push_str("+++\n");
        write_files(folder.path(), [(&*format!("content/personas/p{number:02}.md"), &*text)]);
    }
    let (status, _, told) = run(wayfare(folder.path()).args(["build", "--without", "png"]));
    assert_eq!(status, Some(0), "{told}");
    let files = quoted_contents(&folder.path().join("public"));
    let page = files.into_iter().find(|(path, _)| path == "personas/compare.html");
    page.map(|(_, bytes)| String::from_utf8(bytes).unwrap())
}

#[test]
fn one_person_is_compared_with_nobody() {
    assert_eq!(built(0), None);
    assert_eq!(built(1), None);
}

#[test]
fn every_person_has_a_column_and_every_shared_question_a_row() {
    let html = built(3).unwrap();
    for column in 1..=3 {
        assert!(
            html.contains(&format!("<input type=\"checkbox\" id=\"_with-{column}\" value=\"p{column:02}\" checked")),
            "{html}"
        );
        assert!(html.contains(&format!("<th scope=\"col\" class=\"with-{column}\">")), "{html}");
        assert!(html.contains(&format!("Person{column} &lt;{column}&gt;")), "{html}");
    }
    assert_eq!(html.matches("To &amp; fro").count(), 3);
    assert!(html.contains("<th scope=\"row\">Age<") && html.contains("<th scope=\"row\">Shoe<"), "{html}");
    assert!(!html.contains("Hat"), "what one person alone has compares with nothing");
    assert_eq!(html.matches("<th scope=\"row\">Patience<").count(), 1, "all stand on one line");
}

#[test]
fn as_many_columns_as_the_style_sheet_can_hide() {
    let html = built(14).unwrap();
    let n_columns = html.matches("<th scope=\"col\"").count();
    assert_eq!(n_columns, 12);
    assert!(html.contains("12 of 14"), "it says who is missing: {html}");
    assert_eq!(html.matches(" checked>").count(), 4, "a screenful at first");
    let style = include_str!("../../themes/default/styles/80-compare.css");
    for column in 1..=n_columns {
        assert!(style.contains(&format!(".compare:has(#_with-{column}:not(:checked)) .with-{column}")), "{column}");
        assert!(style.contains(&format!(".compare:has(.pair:not(.pair-{column}):target) .with-{column}")), "{column}");
    }
    assert_eq!(html.matches("class=\"pair ").count(), 12 * 11 / 2, "every two have an address");
}

#[test]
fn an_address_shows_two() {
    let html = built(3).unwrap();
    assert!(html.contains("<span class=\"pair pair-1 pair-3\" id=\"p01,p03\">"), "{html}");
    assert!(html.contains("id=\"_with-3\" value=\"p03\""), "the script finds the box by the name: {html}");
}

#[test]
fn a_person_called_compare_is_told_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let persona = |name: &str| format!("+++\nname = \"{name}\"\n+++\n");
    write_files(
        folder.path(),
        [
            ("wayfare.toml", "title = \"Maps\"\n"),
            ("content/personas/ann.md", &*persona("Ann")),
            ("content/personas/compare.md", &*persona("Compare")),
        ],
    );
    let (status, _, told) = run(wayfare(folder.path()).arg("check"));
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("error[duplicate-address]") && told.contains("content/personas/compare.md:1:1"), "{told}");
    assert_eq!(told.matches("error[").count(), 1, "{told}");
}
