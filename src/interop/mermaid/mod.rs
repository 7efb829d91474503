//! Mermaid `journey` diagrams, as people write them.
//!
//! 1. `statement` cuts the text into statements with their places: front matter, directives and remarks are recognized, the
//!    rest is one line one statement.
//! 2. `task` reads the one hard kind of line, `name: score: people`, in which names hold colons and people hold remarks.
//! 3. [`parse`] puts them together. Every line ends up in the result or in a diagnostic; where Mermaid itself would read
//!    otherwise, or fail, a note says so.
//! 4. `import` writes the journey as a map of the site; `export` writes a map as a diagram.
//!
//! The grammar follows Mermaid 11 (its `journey` parser reads: a title, sections, tasks with a score and people,
//! `accTitle`, `accDescr`).

mod export;
mod import;
mod statement;
mod task;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{Span, Spanned};
use statement::{Statement, StatementKind, read_statements};

pub use export::export;
pub use import::import;

/// A diagram as written. Texts are kept to the letter; [`readable`] gives them as words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MermaidJourney {
    /// From a `title` line, else from the front matter.
    pub title: Option<Spanned<String>>,
    pub accessible_title: Option<String>,
    /// Its lines trimmed, joined by line ends.
    pub accessible_description: Option<String>,
    /// In order, repeated names included. Tasks before any section stand in one whose name is empty.
    pub sections: Vec<MermaidSection>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MermaidSection {
    pub name: Spanned<String>,
    pub tasks: Vec<MermaidTask>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MermaidTask {
    pub name: Spanned<String>,
    /// As written; Mermaid means 1 to 5, people also write 0 to 10. `None`: not a number.
    pub score: Option<f64>,
    /// Without empty names and repetitions, in the order written.
    pub people: Vec<String>,
    /// What stood behind the people, or in their place and is a sentence.
    pub remark: Option<String>,
}

impl MermaidJourney {
    pub fn tasks(&self) -> impl Iterator<Item = &MermaidTask> {
        self.sections.iter().flat_map(|section| &section.tasks)
    }

    /// Everybody, in the order of first appearance.
    #[must_use]
    pub fn people(&self) -> Vec<&str> {
        let mut people: Vec<&str> = Vec::new();
        for person in self.tasks().flat_map(|task| &task.people) {
            if !people.contains(&person.as_str()) {
                people.push(person);
            }
        }
        people
    }

    /// The scale that holds all scores: Mermaid's 1 to 5 where it does, else the smallest of the usual ones that does, else
    /// the scores' own range.
    #[must_use]
    pub fn scale(&self) -> (f64, f64) {
        let scores = || self.tasks().filter_map(|task| task.score);
        let usual = [(1.0, 5.0), (0.0, 5.0), (1.0, 10.0), (0.0, 10.0), (-5.0, 5.0), (0.0, 100.0)];
        let holds = |(min, max): &(f64, f64)| scores().all(|score| score >= *min && score <= *max);
        usual.into_iter().find(holds).unwrap_or_else(|| {
            scores().fold((1.0, 5.0), |(min, max), score| (f64::min(min, score), f64::max(max, score)))
        })
    }
}

/// Whether a Mermaid text is a journey diagram: its first statement is the word `journey`.
#[must_use]
pub fn is_journey(text: &str) -> bool {
    matches!(read_statements(text).first(), Some(Statement { kind: StatementKind::Journey, .. }))
}

/// Reads a diagram. `base` is the place of `text` in its file.
#[must_use]
pub fn parse(text: &str, base: Span) -> (MermaidJourney, Diagnostics) {
    let mut journey = MermaidJourney::default();
    let mut diagnostics = Diagnostics::new();
    let statements = read_statements(text);
    let place =
        |start: usize, end: usize| Span::new(base.source, base.start as usize + start, base.start as usize + end);
    if !matches!(statements.first(), Some(Statement { kind: StatementKind::Journey, .. })) {
        diagnostics.push(
            Diagnostic::new(Code::MermaidSyntax, base, "this is not a Mermaid `journey` diagram")
                .reason("the first line has to be the word `journey`")
                .help("write `journey` on a line of its own, before the title and the sections"),
        );
        return (journey, diagnostics);
    }
    let mut front_matter_title = None;
    for Statement { kind, start, end, text } in &statements[1..] {
        let span = place(*start, *end);
        let named = || Spanned::new((*text).to_owned(), span);
        match kind {
            StatementKind::Journey => {
                note(&mut diagnostics, span, "`journey` stands here a second time", "it was read once");
            }
            StatementKind::FrontMatterTitle => front_matter_title = Some(named()),
            StatementKind::Ignored(why) => note(&mut diagnostics, span, why, "colors and fonts are the theme's"),
            StatementKind::Title => {
                tell_odd_characters(&mut diagnostics, text, span);
                if let Some(first) = journey.title.replace(named()) {
                    let message = format!("a second title replaces “{}”", first.value);
                    note(&mut diagnostics, span, &message, "a diagram has one title; Mermaid too keeps the last");
                }
            }
            StatementKind::AccessibleTitle => journey.accessible_title = Some((*text).to_owned()),
            StatementKind::AccessibleDescription => {
                let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                journey.accessible_description = Some(lines.join("\n"));
            }
            StatementKind::Section => {
                tell_odd_characters(&mut diagnostics, text, span);
                if text.contains(':') {
                    note(
                        &mut diagnostics,
                        span,
                        "a colon in the name of a section",
                        "Mermaid stops at it; here the whole name is kept",
                    );
                }
                journey.sections.push(MermaidSection { name: named(), tasks: Vec::new() });
            }
            StatementKind::Task => {
                tell_odd_characters(&mut diagnostics, text, span);
                let task = task::read_task(text, span, &mut diagnostics);
                if journey.sections.is_empty() {
                    journey
                        .sections
                        .push(MermaidSection { name: Spanned::new(String::new(), span), tasks: Vec::new() });
                }
                if let Some(section) = journey.sections.last_mut() {
                    section.tasks.push(task);
                }
            }
        }
    }
    journey.title = journey.title.or(front_matter_title);
    tell_scale(&journey, &mut diagnostics);
    (journey, diagnostics)
}

/// Mermaid ends a text at `;` and takes `#` for the start of a remark, except in its entity codes such as `#9829;`.
fn tell_odd_characters(diagnostics: &mut Diagnostics, text: &str, span: Span) {
    let without_entities = statement::replace_entities(text, |_| Some(String::new()));
    if without_entities.contains(';') {
        note(
            diagnostics,
            span,
            "a semicolon in a text",
            "Mermaid does not read a line with one; here it is a character like any other",
        );
    }
    if without_entities.contains('#') {
        note(diagnostics, span, "a number sign in a text", "Mermaid drops what follows it; here it is kept");
    }
}

fn tell_scale(journey: &MermaidJourney, diagnostics: &mut Diagnostics) {
    let off = journey.tasks().find(|task| task.score.is_some_and(|score| !(1.0..=5.0).contains(&score)));
    if let (Some(task), (min, max)) = (off, journey.scale()) {
        let message = format!("a score of {} is off Mermaid's scale of 1 to 5", task.score.unwrap_or_default());
        let reason = format!("Mermaid draws it outside the picture; here the scale of the diagram is {min} to {max}");
        note(diagnostics, task.name.span, &message, &reason);
    }
}

fn note(diagnostics: &mut Diagnostics, span: Span, message: &str, reason: &str) {
    diagnostics.push(Diagnostic::new(Code::MermaidDiffers, span, message).reason(reason));
}

/// A text of a diagram as words: entity codes decoded, `<br>` a space, white space folded.
#[must_use]
pub fn readable(text: &str) -> String {
    let mut words = statement::replace_entities(text, statement::decode_entity);
    while let Some(start) = words.to_ascii_lowercase().find("<br") {
        let Some(length) = words[start..].find('>') else { break };
        let inside = &words[start + 3..start + length];
        if !inside.chars().all(|c| c.is_whitespace() || c == '/') {
            break;
        }
        words.replace_range(start..=start + length, " ");
    }
    words.replace("</br>", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
