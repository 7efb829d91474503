//! `name: score: people`, as it is really written: colons in names, remarks among people, no score, no people.

use super::{MermaidTask, note};
use crate::diagnostics::Diagnostics;
use crate::source::{Span, Spanned};

/// A name of a person is shorter than this, in characters; longer texts in their place are remarks.
const LONGEST_PERSON: usize = 40;

/// Reads a line. `span` is its place.
pub(super) fn read_task(line: &str, span: Span, diagnostics: &mut Diagnostics) -> MermaidTask {
    let pieces = pieces(line);
    let mut tell = |message: &str, reason: &str| note(diagnostics, span, message, reason);
    let Some(split) = score_position(&pieces) else {
        return without_score(line, &pieces, span, &mut tell);
    };
    if split > 1 {
        tell(
            "a colon in the name of a task",
            "Mermaid takes the words behind the first colon for the score; here the number is",
        );
    }
    let name_end = pieces[split].0 - 1;
    let (people, remark) =
        read_people(line, pieces.get(split + 1).map(|piece| piece.0), &pieces[split + 1..], &mut tell);
    MermaidTask { name: named(line, 0, name_end, span), score: parse_score(pieces[split].1), people, remark }
}

/// The parts between colons, each with its offset.
fn pieces(line: &str) -> Vec<(usize, &str)> {
    let mut offset = 0;
    line.split(':')
        .map(|piece| {
            let at = offset;
            offset += piece.len() + 1;
            (at, piece)
        })
        .collect()
}

/// Which piece is the score. Mermaid takes the second; a time of day in the name (`at 3:30 PM: 5: ORCA`) pushes it on.
fn score_position(pieces: &[(usize, &str)]) -> Option<usize> {
    let is_number = |index: usize| pieces.get(index).is_some_and(|(_, piece)| parse_score(piece).is_some());
    // `3:30: 5: Me`: of several numbers in a row the last is the score.
    let first = (1..pieces.len()).find(|index| is_number(*index))?;
    Some((first..pieces.len()).take_while(|index| is_number(*index)).last().unwrap_or(first))
}

fn parse_score(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.trim_start_matches(['-', '+', '−']);
    let plain =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    plain.then(|| text.replace('−', "-").parse().ok()).flatten().filter(|score: &f64| score.is_finite())
}

fn named(line: &str, start: usize, end: usize, span: Span) -> Spanned<String> {
    let text = &line[start..end];
    let lead = start + text.len() - text.trim_start().len();
    let at = span.start as usize + lead;
    Spanned::new(text.trim().to_owned(), Span::new(span.source, at, at + text.trim().len()))
}

fn without_score(line: &str, pieces: &[(usize, &str)], span: Span, tell: &mut impl FnMut(&str, &str)) -> MermaidTask {
    match pieces {
        [_] => {
            tell(
                "a task without a score",
                "Mermaid does not read a line without a colon; here it is a task with no score",
            );
            MermaidTask { name: named(line, 0, line.len(), span), score: None, people: Vec::new(), remark: None }
        }
        [(_, _), (at, score)] if score.trim().is_empty() => {
            tell("a task with an empty score", "Mermaid reads the empty score as 0; here the task has none");
            MermaidTask { name: named(line, 0, at - 1, span), score: None, people: Vec::new(), remark: None }
        }
        [.., (at, _)] => {
            tell(
                "a task whose score is not a number",
                "Mermaid draws its face nowhere; here it is a task with no score",
            );
            // `Pays:: Me`, `Pays: ?: Me`: the last piece is the people's, and what stood in the score's place is kept.
            let (people, mut remark) = read_people(line, Some(*at), &pieces[pieces.len() - 1..], &mut |_, _| {});
            let name_end = pieces.get(1).map_or(line.len(), |piece| piece.0 - 1);
            let in_between =
                pieces[1..pieces.len() - 1].iter().map(|piece| piece.1.trim()).filter(|text| !text.is_empty());
            let in_between: Vec<&str> = in_between.collect();
            if !in_between.is_empty() {
                let kept = in_between.join(": ");
                remark = Some(remark.map_or(kept.clone(), |rest| format!("{kept}: {rest}")));
            }
            MermaidTask { name: named(line, 0, name_end, span), score: None, people, remark }
        }
        [] => MermaidTask { name: named(line, 0, line.len(), span), score: None, people: Vec::new(), remark: None },
    }
}

/// People between commas, and what is no person.
fn read_people(
    line: &str,
    start: Option<usize>,
    pieces: &[(usize, &str)],
    tell: &mut impl FnMut(&str, &str),
) -> (Vec<String>, Option<String>) {
    let (Some(start), Some((_, slot))) = (start, pieces.first()) else { return (Vec::new(), None) };
    let names: Vec<&str> = slot.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let is_remark = names.iter().any(|name| name.chars().count() > LONGEST_PERSON || name.ends_with(['.', '!', '?']));
    if is_remark {
        tell("a remark where people belong", "Mermaid takes it for the names of people; here it is a remark");
        return (Vec::new(), Some(line[start..].trim().to_owned()));
    }
    let mut people: Vec<String> = Vec::new();
    for name in names {
        if !people.iter().any(|known| known == name) {
            people.push(name.to_owned());
        }
    }
    let behind = pieces.get(1).map(|(at, _)| line[*at..].trim()).filter(|text| !text.is_empty());
    if behind.is_some() {
        tell("words behind the people of a task", "Mermaid drops them; here they are kept as a remark");
    }
    (people, behind.map(str::to_owned))
}
