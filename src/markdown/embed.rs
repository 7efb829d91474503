//! Embeds: `{{ curve(journey="order") }}` on a line of its own.

use std::ops::Range;

use super::link::EmbedKind;
use super::node::RawEmbed;
use super::place::Place;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest};
use crate::source::Spanned;

/// An argument's name, and whether it must be there.
type ArgumentRule = (&'static str, bool);

// What any picture of many things can be narrowed down to.
const JOURNEY: ArgumentRule = ("journey", false);
const PERSONA: ArgumentRule = ("persona", false);
const TEAM: ArgumentRule = ("team", false);
const TAG: ArgumentRule = ("tag", false);

/// Name, kind and arguments.
const EMBEDS: &[(&str, EmbedKind, &[ArgumentRule])] = &[
    ("curve", EmbedKind::Curve, &[("journey", true), ("personas", false)]),
    ("map", EmbedKind::Map, &[("journey", true)]),
    ("sparkline", EmbedKind::Sparkline, &[("journey", true), PERSONA]),
    ("flow", EmbedKind::Flow, &[("journey", true)]),
    ("timeline", EmbedKind::Timeline, &[("journey", true), ("scale", false)]),
    ("storyboard", EmbedKind::Storyboard, &[("journey", true), PERSONA]),
    ("blueprint", EmbedKind::Blueprint, &[("journey", true)]),
    ("heat-map", EmbedKind::HeatMap, &[("rows", false), JOURNEY, PERSONA, TEAM, TAG]),
    ("matrix", EmbedKind::Matrix, &[("x", false), ("y", false), JOURNEY, PERSONA, TEAM, TAG]),
    ("roadmap", EmbedKind::Roadmap, &[("by", false), JOURNEY, PERSONA, TEAM, TAG]),
    ("atlas", EmbedKind::Atlas, &[JOURNEY]),
    ("history", EmbedKind::History, &[("metric", true)]),
    ("target-bar", EmbedKind::TargetBar, &[("metrics", false), JOURNEY]),
    ("persona-scales", EmbedKind::PersonaScales, &[("personas", false)]),
    ("channel-usage", EmbedKind::ChannelUsage, &[("persona", true)]),
    ("empathy-map", EmbedKind::EmpathyMap, &[("persona", true)]),
];

/// How far the end of an embed that stands among other words is looked for, in characters.
const LONGEST_EMBED: usize = 300;

/// Whether a line is meant as an embed: `{{` and `}}` with a word after the braces, or without its end, but with the name of a picture.
pub(super) fn looks_like_embed(line: &str) -> bool {
    let line = line.trim();
    line.strip_prefix("{{").is_some_and(|inner| {
        let inner = inner.trim_start();
        inner.starts_with(|first: char| first.is_alphabetic()) && (line.ends_with("}}") || names_picture(inner))
    })
}

/// Whether a text begins with the name of a picture and an opening parenthesis.
fn names_picture(text: &str) -> bool {
    let name = text.split('(').next().filter(|name| name.len() < text.len()).unwrap_or_default();
    let name = name.trim_end().replace('_', "-");
    EMBEDS.iter().any(|(known, ..)| *known == name)
}

/// The first embed that stands among other words, where `part` of the text begins it.
pub(super) fn within_text(text: &str, part: Range<usize>) -> Option<Range<usize>> {
    let start = part.start + text.get(part)?.find("{{")?;
    let rest = text.get(start..)?;
    // A line may be very long and hold many of them.
    let near = rest.char_indices().nth(LONGEST_EMBED).map_or(rest.len(), |(end, _)| end);
    let line = rest.get(..near)?.lines().next()?;
    let length = line.find("}}")? + 2;
    let written = line.get(..length)?;
    (looks_like_embed(written) && written.contains('(')).then_some(start..start + length)
}

pub(super) fn not_alone(span: crate::source::Span) -> Diagnostic {
    Diagnostic::new(Code::UnknownValue, span, "a picture stands on a line of its own")
        .help("give it a line of its own, with an empty line before and after")
}

/// Reads one line of `text`; `None` when a mistake in it was told.
pub(super) fn parse_embed(
    text: &str,
    line: Range<usize>,
    place: Place,
    diagnostics: &mut Diagnostics,
) -> Option<RawEmbed> {
    let written = text.get(line.clone())?;
    let start = line.start + (written.len() - written.trim_start().len());
    let written = written.trim();
    let span = place.span_of(start..start + written.len());
    let mut scanner = Scanner { text: written, position: 2 };
    let name = scanner.word();
    let name_span = place.span_of(start + name.start..start + name.end);
    let name = &written[name];

    // `heat_map` and `heat-map` are one name.
    let hyphenated = name.replace('_', "-");
    let Some((_, kind, known)) = EMBEDS.iter().find(|(known, ..)| *known == hyphenated) else {
        let names: Vec<&str> = EMBEDS.iter().map(|(known, ..)| *known).collect();
        diagnostics.push(unknown(name, "picture", &names, name_span));
        return None;
    };
    let mut arguments: Vec<(&'static str, Spanned<Box<str>>)> = Vec::new();
    let mut complete = true;
    match scanner.arguments() {
        Ok(found) => {
            for argument in found {
                let key = &written[argument.name.clone()];
                let key_span = place.span_of(start + argument.name.start..start + argument.name.end);
                let Some((key, _)) = known.iter().find(|(known, _)| *known == key) else {
                    let names: Vec<&str> = known.iter().map(|(known, _)| *known).collect();
                    diagnostics.push(unknown(key, &format!("argument of `{name}`"), &names, key_span));
                    // Perhaps it is the one that must be there, mistyped.
                    complete &= known.iter().all(|(_, required)| !required);
                    continue;
                };
                if arguments.iter().any(|(earlier, _)| earlier == key) {
                    diagnostics.push(Diagnostic::new(
                        Code::ConflictingFields,
                        key_span,
                        format!("`{key}` is given twice"),
                    ));
                    continue;
                }
                let value_span = place.span_of(start + argument.value.start..start + argument.value.end);
                arguments.push((key, Spanned::new(written[argument.value].into(), value_span)));
            }
        }
        Err(position) => {
            let at = place.span_of(start + position..start + written.len());
            let form = format!(
                "write it as `{{{{ {name}({}=\"…\") }}}}`",
                known.first().map_or("journey", |(first, _)| first)
            );
            let rest = written.get(position..).unwrap_or_default();
            diagnostics.push(if !written.ends_with("}}") {
                Diagnostic::new(Code::UnknownValue, at, "`}}` is missing at the end of this picture").help(form)
            } else if rest.starts_with(['“', '”', '„', '«', '»', '‘', '’']) {
                Diagnostic::new(Code::UnknownValue, at, "these quotation marks are curly")
                    .reason("word processors put them; a value stands between straight ones")
                    .help(form)
            } else {
                Diagnostic::new(Code::UnknownValue, at, "this picture cannot be read")
                    .help(form)
                    .help("every value stands in quotation marks, with a comma before the next")
            });
            return None;
        }
    }
    for (required, _) in known.iter().filter(|(_, required)| complete && *required) {
        if !arguments.iter().any(|(name, _)| name == required) {
            diagnostics.push(
                Diagnostic::new(Code::MissingField, span, format!("`{name}` needs the argument `{required}`"))
                    .help(format!("write `{{{{ {name}({required}=\"…\") }}}}`")),
            );
            return None;
        }
    }
    complete.then_some(RawEmbed { kind: *kind, arguments, span })
}

fn unknown(found: &str, what: &str, known: &[&str], span: crate::source::Span) -> Diagnostic {
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let diagnostic = Diagnostic::new(Code::UnknownValue, span, format!("there is no {what} `{found}`"));
    match nearest(found, known.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).suggest(span, near),
        None => diagnostic.help(format!("known are {list}")),
    }
}

struct Argument {
    name: Range<usize>,
    value: Range<usize>,
}

struct Scanner<'a> {
    text: &'a str,
    position: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.position..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.position += rest.len() - rest.trim_start().len();
    }

    fn word(&mut self) -> Range<usize> {
        self.skip_space();
        let rest = self.rest();
        let length = rest
            .find(|character: char| !(character.is_alphanumeric() || character == '_' || character == '-'))
            .unwrap_or(rest.len());
        self.position += length;
        self.position - length..self.position
    }

    fn accept(&mut self, wanted: &str) -> bool {
        self.skip_space();
        let found = self.rest().starts_with(wanted);
        if found {
            self.position += wanted.len();
        }
        found
    }

    /// `(a="b", c="d") }}`, or `}}` alone; the error is the place where it cannot be read on.
    fn arguments(&mut self) -> Result<Vec<Argument>, usize> {
        let mut arguments = Vec::new();
        if self.accept("(") {
            while !self.accept(")") {
                let name = self.word();
                if name.is_empty() || !self.accept("=") {
                    return Err(self.position);
                }
                self.skip_space();
                let Some(quote) = self.rest().chars().next().filter(|quote| matches!(quote, '"' | '\'')) else {
                    return Err(self.position);
                };
                let start = self.position + 1;
                let length = self.text.get(start..).and_then(|rest| rest.find(quote)).ok_or(self.position)?;
                self.position = start + length + 1;
                arguments.push(Argument { name, value: start..start + length });
                if !self.accept(",") && !self.rest().trim_start().starts_with(')') {
                    return Err(self.position);
                }
            }
        }
        self.skip_space();
        if self.rest() == "}}" { Ok(arguments) } else { Err(self.position) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceId, Span};

    #[test]
    fn embeds_are_read_and_mistakes_placed() {
        for (line, expected) in [
            ("{{ curve(journey=\"order\") }}", Ok(vec![("journey", "order")])),
            ("{{map(journey='order')}}", Ok(vec![("journey", "order")])),
            (
                "{{ curve( journey = \"order\" , personas=\"a, b\", ) }}",
                Ok(vec![("journey", "order"), ("personas", "a, b")]),
            ),
            ("{{ curv(journey=\"order\") }}", Err((3..7, "there is no picture `curv`"))),
            ("{{ curve(journy=\"order\") }}", Err((9..15, "there is no argument of `curve` `journy`"))),
            ("{{ curve() }}", Err((0..13, "`curve` needs the argument `journey`"))),
            ("{{ curve }}", Err((0..11, "`curve` needs the argument `journey`"))),
            ("{{ curve(journey=order) }}", Err((17..26, "this picture cannot be read"))),
            ("{{ curve(journey=\"order }}", Err((17..26, "this picture cannot be read"))),
            ("{{ curve(journey=\"order\") }", Err((26..27, "`}}` is missing at the end of this picture"))),
            ("{{ atlas(", Err((9..9, "`}}` is missing at the end of this picture"))),
            ("{{ map(journey=“a”) }}", Err((15..26, "these quotation marks are curly"))),
            ("{{ heat_map(rows=\"personas\", journey=\"a\") }}", Ok(vec![("rows", "personas"), ("journey", "a")])),
            ("{{ atlas }}", Ok(vec![])),
            ("{{ matrix(x=\"reach\", tags=\"b\") }}", Err((21..25, "there is no argument of `matrix` `tags`"))),
            ("{{ map(journey=\"a\", journey=\"b\") }}", Err((20..27, "`journey` is given twice"))),
        ] {
            assert!(looks_like_embed(line), "{line}");
            let mut diagnostics = Diagnostics::new();
            let place = Place::exact(Span::new(SourceId(0), 0, line.len()));
            let embed = parse_embed(line, 0..line.len(), place, &mut diagnostics);
            match expected {
                Ok(arguments) => {
                    let found: Vec<_> = embed
                        .iter()
                        .flat_map(|embed| &embed.arguments)
                        .map(|(key, value)| (*key, &*value.value))
                        .collect();
                    assert_eq!(found, arguments, "{line}");
                    assert!(diagnostics.is_empty(), "{diagnostics:?}");
                }
                Err((range, message)) => {
                    let first = diagnostics.iter().next().unwrap_or_else(|| panic!("nothing told: {line}"));
                    assert_eq!(first.message, message);
                    assert_eq!(first.primary.span, Span::new(SourceId(0), range.start, range.end), "{line}");
                }
            }
        }
    }
}
