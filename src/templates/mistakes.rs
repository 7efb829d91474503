//! Mistakes of templates, told at their place.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::Span;
use crate::theme::{ThemeOrigin, ThemeText};

/// What could not be read, and the names of the templates to blame.
pub(super) struct Found {
    pub diagnostics: Diagnostics,
    pub templates: Vec<String>,
}

/// Reads what the engine says about a set of templates.
pub(super) fn syntax_mistakes(error: &Error, templates: &BTreeMap<String, ThemeText>, configuration: Span) -> Found {
    let mut found = Found { diagnostics: Diagnostics::new(), templates: Vec::new() };
    let mut blame = |name: &str, span: Option<(usize, usize)>, message: &str| {
        let text = templates.get(name);
        let place = place_of(text, span, configuration);
        found.diagnostics.push(
            Diagnostic::new(Code::TemplateSyntax, place, sentence(name, text, message))
                .reason("the template cannot be read, so the built-in one of the same name is used, if there is one")
                .help("templates are written in Tera's language: {{ value }}, {% if … %}, {% for … %}"),
        );
        found.templates.push(name.to_owned());
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let range = &report.span().range;
            blame(report.filename(), Some((range.start, range.end)), report.message());
        }
        ErrorKind::MissingParent { current, parent } => {
            blame(current, None, &format!("extends `{parent}`, which does not exist"));
        }
        ErrorKind::CircularExtend { tpl, .. } => blame(tpl, None, "extends itself"),
        ErrorKind::CircularInclude { tpl, .. } => blame(tpl, None, "includes itself"),
        other => {
            let reports = other.to_string();
            for (message, name, line, column) in parse_reports(&reports) {
                let start = templates.get(name).map(|text| offset_of(&text.text, line, column));
                blame(name, start.map(|start| (start, start + 1)), message);
            }
            // Two templates that define one component: both names stand in backquotes.
            if found.templates.is_empty() {
                let named = reports.split('`').find(|part| templates.contains_key(*part)).unwrap_or_default();
                found.diagnostics.push(Diagnostic::new(Code::TemplateSyntax, configuration, reports.clone()));
                found.templates.push(named.to_owned());
            }
        }
    }
    found
}

/// A mistake while a template was filled.
pub(super) fn render_mistake(
    error: &Error,
    template: &str,
    templates: &BTreeMap<String, ThemeText>,
    configuration: Span,
) -> Diagnostic {
    let (name, span, message) = match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            let range = &report.span().range;
            (report.filename(), Some((range.start, range.end)), report.message().to_owned())
        }
        ErrorKind::TemplateNotFound(name) => (name.as_str(), None, "there is no such template".to_owned()),
        other => (template, None, other.to_string()),
    };
    let text = templates.get(name);
    Diagnostic::new(Code::TemplateFailed, place_of(text, span, configuration), sentence(name, text, &message))
        .reason(format!("it happened while `{template}` was filled"))
        .help("compare with the built-in template of the same name; test a value that may be missing with `{% if … %}`")
}

/// "error: message\n --> name:line:column" blocks, as the engine joins them.
fn parse_reports(reports: &str) -> impl Iterator<Item = (&str, &str, usize, usize)> {
    reports.split("error: ").filter_map(|report| {
        let message = report.lines().next()?;
        let locus = report.split_once("--> ")?.1.lines().next()?;
        let mut parts = locus.rsplitn(3, ':');
        let column = parts.next()?.parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        Some((message, parts.next()?, line, column))
    })
}

/// The byte offset of a line and column, both from 1.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

fn place_of(text: Option<&ThemeText>, span: Option<(usize, usize)>, configuration: Span) -> Span {
    match (text.map(|text| text.origin), span) {
        (Some(ThemeOrigin::Site(source)), Some((start, end))) => Span::new(source, start, end.max(start + 1)),
        (Some(ThemeOrigin::Site(source)), None) => Span::whole(source),
        _ => configuration,
    }
}

fn sentence(name: &str, text: Option<&ThemeText>, message: &str) -> String {
    let message = message.trim_end_matches('.');
    match text.map(|text| text.origin) {
        Some(ThemeOrigin::BuiltIn) => format!("the built-in template `{name}`: {message}"),
        _ => format!("template `{name}`: {message}"),
    }
}
