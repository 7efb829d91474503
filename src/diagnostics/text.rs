//! Diagnostics as text for a terminal: the phrase, the place, the line with its underline, the reason, the mend.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    AnnotationKind, Group, Level as Shown, Origin, Patch, Renderer, Snippet, normalize_untrusted_str,
};

use super::places::{Excerpt, Places};
use super::{Diagnostic, Diagnostics, Level, Suggestion};
use crate::source::{SourceTree, Span, line_and_column};

/// How to write.
#[derive(Debug, Clone, Copy)]
pub struct TextStyle {
    /// Whether to use colors (ANSI escape sequences).
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self { color: false, width: 120 }
    }
}

/// Every diagnostic in full, in the order given, an empty line after each.
#[must_use]
pub fn render_text(diagnostics: &Diagnostics, tree: &SourceTree, style: TextStyle) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(style.width.clamp(60, 200)).decor_style(DecorStyle::Ascii);
    let mut places = Places::new(tree);
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let mut corrections = Vec::new();
        let mut shown = renderer.render(&groups(diagnostic, tree, &mut places, &mut corrections));
        for Correction { written, right } in corrections {
            shown = shown.replacen(&written, &right, 1);
        }
        text.push_str(&shown);
        text.push_str("\n\n");
    }
    text
}

/// The renderer counts columns in the excerpt that it is given; of a long line that is only a part.
struct Correction {
    written: String,
    right: String,
}

/// "3 errors, 2 warnings in 2 files"; `None` when there is nothing to tell.
#[must_use]
pub fn summary(diagnostics: &Diagnostics) -> Option<String> {
    let count = |level| diagnostics.iter().filter(|diagnostic| diagnostic.level == level).count();
    let counts = [(count(Level::Error), "error"), (count(Level::Warning), "warning"), (count(Level::Note), "note")];
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| numbered(*count, word)).collect();
    if counts.is_empty() {
        return None;
    }
    let mut files: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.primary.span.source).collect();
    files.sort_unstable();
    files.dedup();
    Some(format!("{} in {}", counts.join(", "), numbered(files.len(), "file")))
}

fn numbered(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

fn groups<'a>(
    diagnostic: &'a Diagnostic,
    tree: &'a SourceTree,
    places: &mut Places<'a>,
    corrections: &mut Vec<Correction>,
) -> Vec<Group<'a>> {
    let level = match diagnostic.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Note => Shown::NOTE,
    };
    let mut main = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name()));
    let span = diagnostic.primary.span;
    if tree.get(span.source).is_some() {
        main = with_places(main, diagnostic, tree, places, corrections);
    }
    if let Some(reason) = &diagnostic.reason {
        main = main.element(Shown::NOTE.message(normalize_untrusted_str(reason)));
    }
    for help in &diagnostic.help {
        main = main.element(Shown::HELP.message(normalize_untrusted_str(help)));
    }
    let mut groups = vec![main];
    if let Some(suggestion) = &diagnostic.suggestion {
        groups.extend(patch(diagnostic, suggestion, tree, places));
    }
    groups
}

/// Adds the lines of the primary place and of those beside it; other files and far lines get excerpts of their own.
fn with_places<'a>(
    mut group: Group<'a>,
    diagnostic: &'a Diagnostic,
    tree: &'a SourceTree,
    places: &mut Places<'a>,
    corrections: &mut Vec<Correction>,
) -> Group<'a> {
    let primary = diagnostic.primary.span;
    if is_about_the_file(primary) && diagnostic.secondary.is_empty() {
        return group.element(Origin::path(tree.path(primary.source)).line(1).char_column(1));
    }
    let (mut near, mut far): (Vec<_>, Vec<_>) =
        diagnostic.secondary.iter().partition(|label| label.span.source == primary.source);
    let spans: Vec<Span> = std::iter::once(primary).chain(near.iter().map(|label| label.span)).collect();
    let excerpt = places.excerpt(primary.source, &spans).or_else(|| {
        far.append(&mut near);
        places.excerpt(primary.source, &[primary])
    });
    if let Some(excerpt) = excerpt {
        corrections.extend(correction(primary, &excerpt, tree, places));
        let mut annotations =
            vec![label(AnnotationKind::Primary.span(excerpt.range(primary)), &diagnostic.primary.text)];
        annotations.extend(
            near.iter().map(|other| label(AnnotationKind::Context.span(excerpt.range(other.span)), &other.text)),
        );
        let snippet = Snippet::source(excerpt.text).line_start(excerpt.first_line).path(tree.path(primary.source));
        group = group.element(snippet.annotations(annotations));
    }
    for other in far {
        let Some(excerpt) = places.excerpt(other.span.source, &[other.span]) else { continue };
        corrections.extend(correction(other.span, &excerpt, tree, places));
        let annotation = label(AnnotationKind::Context.span(excerpt.range(other.span)), &other.text);
        let snippet = Snippet::source(excerpt.text).line_start(excerpt.first_line).path(tree.path(other.span.source));
        group = group.element(snippet.annotation(annotation));
    }
    group
}

fn correction(span: Span, excerpt: &Excerpt, tree: &SourceTree, places: &mut Places<'_>) -> Option<Correction> {
    let right = places.place(span.source, span.start as usize);
    let (_, column) = line_and_column(&excerpt.text, excerpt.range(span).start);
    let path = normalize_untrusted_str(tree.path(span.source));
    let at = |column: usize| format!("{path}:{}:{column}", right.line);
    (column != right.column).then(|| Correction { written: at(column), right: at(right.column) })
}

fn label<'a>(annotation: annotate_snippets::Annotation<'a>, text: &'a str) -> annotate_snippets::Annotation<'a> {
    if text.is_empty() { annotation } else { annotation.label(normalize_untrusted_str(text)) }
}

/// A place that means the whole file shows no line.
fn is_about_the_file(span: Span) -> bool {
    span.start == 0 && span.end == 0
}

/// The line as it would be, unless the help has said it already.
fn patch<'a>(
    diagnostic: &'a Diagnostic,
    suggestion: &'a Suggestion,
    tree: &'a SourceTree,
    places: &mut Places<'a>,
) -> Option<Group<'a>> {
    let said = !suggestion.replacement.is_empty()
        && diagnostic.help.iter().any(|help| help.contains(suggestion.replacement.trim_matches('"')));
    if said || tree.get(suggestion.span.source).is_none() {
        return None;
    }
    let excerpt = places.excerpt(suggestion.span.source, &[suggestion.span])?;
    let range = excerpt.range(suggestion.span);
    let title = match (range.is_empty(), suggestion.replacement.is_empty()) {
        (true, _) => "add this",
        (_, true) => "leave this out",
        _ => "write this instead",
    };
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.first_line)
        .patch(Patch::new(range, suggestion.replacement.as_str()));
    Some(Group::with_title(Shown::HELP.secondary_title(title)).element(snippet))
}
