//! Headings: those that are there twice, and brackets that are too few or apart.

use std::ops::Range;

use super::Mistake;
use super::lines::{equals_sign, is_heading, line_around, line_start, trimmed};

/// Headings of which a file has several.
const LISTS: &[&str] = &["stages", "stage", "stages.steps", "stage.steps", "steps", "scales", "changes"];

/// The name between the brackets, where a line is a heading.
fn heading_name<'t>(text: &'t str, line: &Range<usize>) -> Option<&'t str> {
    is_heading(text, line).then(|| text[line.clone()].trim().trim_matches(['[', ']']))
}

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
    let own_name = heading_name(text, &line);
    let is_double = text[line.clone()].starts_with("[[");
    if let Some(name) = own_name.filter(|name| !is_double && LISTS.contains(name)) {
        return lone_brackets_everywhere(text, &line, name);
    }
    let mut mistake = Mistake::new(range.clone(), format!("`{key}` is written twice"));
    mistake.label = "for the second time";
    // The first one: the nearest line above that reads the same up to its `=`, in the same table.
    let same = |other: &Range<usize>| {
        own_name.is_some() && heading_name(text, other) == own_name
            || equals_sign(text, other).is_some_and(|equals| text[other.start..equals].trim_end() == key)
    };
    let mut position = line_start(text, range.start);
    while position > 0 {
        let other = line_around(text, position - 1);
        if same(&other) {
            mistake.also = Some((other, "first written here"));
            break;
        }
        if own_name.is_none() && is_heading(text, &other) {
            break;
        }
        position = line_start(text, position - 1);
    }
    let missing = what_begins(text, &line, key).filter(|_| own_name.is_none());
    mistake.help = if let Some(things) = missing {
        let [(thing, heading), (other, its_heading)] = things;
        vec![
            format!("does another {thing} begin here? Then put a line [[{heading}]] above it"),
            format!("another {other}? Then [[{its_heading}]]; else keep one of the two"),
        ]
    } else if own_name.is_some() && !is_double {
        vec![format!("keep one of them; if `{key}` is a list, each entry begins with [[{key}]]")]
    } else {
        vec!["keep one of them; several values make a list: key = [\"one\", \"two\"]".to_owned()]
    };
    mistake
}

/// The two names of the list of stages, and those of the list of a stage's steps.
const STAGES: [&str; 2] = ["stages", "stage"];
const STEPS: [&str; 2] = ["stages.steps", "stage.steps"];

/// Fields that only steps have, or nearly.
const OF_STEPS: &[&str] =
    &["actions", "action", "thoughts", "thought", "emotion", "feeling", "touchpoints", "touchpoint", "wait"];

/// A second name below one heading: what begins there, the likelier thing first, each with the heading that is missing above it.
fn what_begins(text: &str, line: &Range<usize>, key: &str) -> Option<[(&'static str, &'static str); 2]> {
    let above = heading_name(text, &heading_above(text, line.start)?)?;
    let is_in_step = STEPS.contains(&above);
    if !matches!(key, "name" | "title") || !(is_in_step || STAGES.contains(&above)) {
        return None;
    }
    // What stands below the name tells: the fields of a step, or a step.
    let below = || each_line(text).filter(|other| other.start > line.start);
    let own = below().take_while(|other| !is_heading(text, other));
    let has_fields_of_steps = own
        .filter_map(|other| equals_sign(text, &other).map(|equals| text[other.start..equals].trim_end()))
        .any(|key| OF_STEPS.contains(&key));
    let next = below().find_map(|other| heading_name(text, &other));
    let begins_step = has_fields_of_steps || is_in_step && !next.is_some_and(|next| STEPS.contains(&next));
    let (stage, step) = (("stage", STAGES[0]), ("step", STEPS[0]));
    Some(if begins_step { [step, stage] } else { [stage, step] })
}

/// `[[stages.steps]]` above the first `[[stages]]`: the parser stumbles over every stage that follows.
fn steps_without_stage(text: &str, line: &Range<usize>) -> Option<Mistake> {
    let is = |line: &Range<usize>, names: [&str; 2]| heading_name(text, line).is_some_and(|name| names.contains(&name));
    if !is(line, STAGES) {
        return None;
    }
    let first = each_line(text).find(|line| is(line, STAGES) || is(line, STEPS)).filter(|first| is(first, STEPS))?;
    let mut mistake = Mistake::new(trimmed(text, first), "this step belongs to no stage");
    mistake.reason = "A stage begins with a line [[stages]]; its name and its steps stand below that line.";
    mistake.help = vec!["put a line [[stages]] above the name of the first stage".to_owned()];
    mistake.mends_line = true;
    Some(mistake)
}

/// `[stages]` several times, and no `[[stages]]`: one slip, told at the first of them.
fn lone_brackets_everywhere(text: &str, line: &Range<usize>, name: &str) -> Mistake {
    let headings: Vec<Range<usize>> = each_line(text)
        .filter(|other| heading_name(text, other) == Some(name))
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
    let written = |line: &Range<usize>| spaced_heading(text, line).or_else(|| heading_name(text, line));
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
