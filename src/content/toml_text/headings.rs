//! Headings: those that are there twice, and brackets that are too few or apart.

use std::ops::Range;

use super::Mistake;
use super::lines::{equals_sign, is_heading, line_around, line_start, trimmed};

/// Headings of which a file has several.
const LISTS: &[&str] = &["stages", "stage", "stages.steps", "stage.steps", "steps", "scales", "changes"];

/// The heading that a line stands below.
pub(super) fn heading_above(text: &str, position: usize) -> Option<Range<usize>> {
    let mut position = line_start(text, position);
    while position > 0 {
        let line = line_around(text, position - 1);
        if is_heading(text, &line) {
            return Some(line);
        }
        position = line_start(text, position - 1);
    }
    None
}

/// A key or heading that was there before.
pub(super) fn duplicate(text: &str, range: Range<usize>) -> Mistake {
    let line = line_around(text, range.start);
    if let Some(mistake) = lone_brackets(text, &line).or_else(|| steps_without_stage(text, &line)) {
        return mistake;
    }
    let key = &text[range.clone()];
    let heading = is_heading(text, &line);
    let name = text[line.clone()].trim_matches(['[', ']']);
    if heading && !text[line.clone()].starts_with("[[") && LISTS.contains(&name) {
        return lone_brackets_everywhere(text, &line, name);
    }
    let mut mistake = Mistake::new(range.clone(), format!("`{key}` is written twice"));
    mistake.label = "for the second time";
    // The first one: the nearest line above that reads the same up to its `=`, in the same table.
    let same = |other: &Range<usize>| {
        if heading {
            is_heading(text, other)
                && text[other.clone()].trim_matches(['[', ']']) == text[line.clone()].trim_matches(['[', ']'])
                || equals_sign(text, other).is_some_and(|equals| text[other.start..equals].trim_end() == key)
        } else {
            equals_sign(text, other).is_some_and(|equals| text[other.start..equals].trim_end() == key)
        }
    };
    let mut position = line_start(text, range.start);
    while position > 0 {
        let other = line_around(text, position - 1);
        if same(&other) {
            mistake.also = Some((other, "first written here"));
            break;
        }
        if !heading && is_heading(text, &other) {
            break;
        }
        position = line_start(text, position - 1);
    }
    mistake.help = if let Some(begins) = what_begins(text, &line, key).filter(|_| !heading) {
        vec![
            format!(
                "does another {begins} begin here? Then put a line [[{}]] above it",
                LIST_OF[usize::from(begins == "step")]
            ),
            "else keep one of the two".to_owned(),
        ]
    } else if heading && !text[line].starts_with("[[") {
        vec![format!("keep one of them; if `{key}` is a list, each entry begins with [[{key}]]")]
    } else {
        vec!["keep one of them; several values make a list: key = [\"one\", \"two\"]".to_owned()]
    };
    mistake
}

/// The lists that stages and steps are entries of.
const LIST_OF: [&str; 2] = ["stages", "stages.steps"];

/// A second name below one heading: most likely the heading above it is missing.
fn what_begins(text: &str, line: &Range<usize>, key: &str) -> Option<&'static str> {
    let heading = heading_above(text, line.start)?;
    match text[heading].trim().trim_matches(['[', ']']) {
        "stages" | "stage" if matches!(key, "name" | "title") => Some("stage"),
        "stages.steps" | "stage.steps" if matches!(key, "name" | "title") => Some("step"),
        _ => None,
    }
}

/// `[[stages.steps]]` above the first `[[stages]]`: the parser stumbles over every stage that follows.
fn steps_without_stage(text: &str, line: &Range<usize>) -> Option<Mistake> {
    let is = |line: &Range<usize>, names: [&str; 2]| {
        is_heading(text, line) && names.contains(&text[line.clone()].trim().trim_matches(['[', ']']))
    };
    if !is(line, ["stages", "stage"]) {
        return None;
    }
    let mut headings = each_line(text).filter(|line| is_heading(text, line));
    let first = headings.find(|line| is(line, ["stages", "stage"]) || is(line, ["stages.steps", "stage.steps"]))?;
    if is(&first, ["stages", "stage"]) {
        return None;
    }
    let mut mistake = Mistake::new(trimmed(text, first), "this step belongs to no stage");
    mistake.reason = "A stage begins with a line [[stages]]; its name and its steps stand below that line.";
    mistake.help = vec!["put a line [[stages]] above the name of the first stage".to_owned()];
    mistake.mends_line = true;
    Some(mistake)
}

/// `[stages]` several times, and no `[[stages]]`: one slip, told at the first of them.
fn lone_brackets_everywhere(text: &str, line: &Range<usize>, name: &str) -> Mistake {
    let headings: Vec<Range<usize>> = each_line(text)
        .filter(|other| is_heading(text, other) && text[other.clone()].trim().trim_matches(['[', ']']) == name)
        .map(|other| trimmed(text, other))
        .collect();
    let first = headings.first().unwrap_or(line).clone();
    let message = format!("each of these {} headings needs two brackets: [[{name}]]", headings.len());
    let mut mistake = Mistake::new(first.clone(), message);
    mistake.reason = "[name] is a table of which there is one, [[name]] is one entry of a list.";
    mistake.also = headings.get(1).map(|second| (second.clone(), "the next of them"));
    mistake.suggestion = Some((first, format!("[[{name}]]")));
    mistake.mends_line = true;
    mistake
}

/// The lines of a text, without their ends.
fn each_line(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut position = 0;
    std::iter::from_fn(move || {
        let line = (position < text.len()).then(|| line_around(text, position))?;
        position += text[position..].find('\n').map_or(text.len(), |end| end + 1);
        Some(line)
    })
}

/// The name in `[ [stages] ]`.
pub(super) fn spaced_heading<'t>(text: &'t str, line: &Range<usize>) -> Option<&'t str> {
    let name = text[line.clone()].trim().strip_prefix("[ ")?.trim_matches(['[', ']', ' ']);
    LISTS.contains(&name).then_some(name)
}

pub(super) fn brackets_apart(heading: Range<usize>, name: &str) -> Mistake {
    let mut mistake = Mistake::new(heading.clone(), "the two brackets of a heading stand together");
    mistake.suggestion = Some((heading, format!("[[{name}]]")));
    mistake
}

/// `[stages]`, `[stage]` or `[ [stages] ]` among `[[stages]]`: one slip, whichever of the headings the parser stumbled over.
fn lone_brackets(text: &str, line: &Range<usize>) -> Option<Mistake> {
    let written = |line: &Range<usize>| {
        spaced_heading(text, line)
            .or_else(|| is_heading(text, line).then(|| text[line.clone()].trim().trim_matches(['[', ']'])))
    };
    // Both names of a list are understood.
    let name_of = |line: &Range<usize>| written(line).map(|name| name.strip_suffix('s').unwrap_or(name));
    let name = name_of(line)?;
    let (mut lone, mut double) = (None, None);
    for other in each_line(text).filter(|other| name_of(other) == Some(name)) {
        let place = trimmed(text, other);
        let first = if text[place.clone()].starts_with("[[") { &mut double } else { &mut lone };
        first.get_or_insert(place);
    }
    let (lone, double) = (lone?, double?);
    if let Some(name) = spaced_heading(text, &lone) {
        return Some(brackets_apart(lone, name));
    }
    let name = written(&double)?;
    let mut mistake = Mistake::new(lone.clone(), format!("this heading needs two brackets: [[{name}]]"));
    mistake.reason = "[name] is a table of which there is one, [[name]] is one entry of a list.";
    mistake.also = Some((double, "an entry of that list"));
    mistake.suggestion = Some((lone, format!("[[{name}]]")));
    Some(mistake)
}
