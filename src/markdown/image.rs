//! Images while they are read: everything inside the brackets is the alternative text.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::node::RawImage;
use super::place::Place;
use super::plain;
use super::reference::{Destination, parse_image};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

/// The title that says "this image only decorates": `![](leaf.png "decorative")`.
const DECORATIVE: &str = "decorative";

#[derive(Debug)]
pub(super) struct ImageCapture {
    destination: String,
    title: String,
    start: Option<usize>,
    range: Range<usize>,
    /// Images in the brackets of images.
    depth: usize,
    alternative: String,
    /// `![[van.png]]` has no words of its own.
    wordless: bool,
}

impl ImageCapture {
    pub(super) fn new(
        link_type: LinkType,
        destination: &str,
        title: &str,
        start: Option<usize>,
        range: Range<usize>,
    ) -> Self {
        let (wiki, bar) = match link_type {
            LinkType::WikiLink { has_pothole } => (true, has_pothole),
            _ => (false, false),
        };
        let destination = if bar { destination.trim_end_matches('\\') } else { destination };
        Self {
            destination: destination.to_owned(),
            title: title.to_owned(),
            start,
            range,
            depth: 1,
            alternative: String::new(),
            wordless: wiki && !bar,
        }
    }

    /// Takes an event that belongs to the image; `true` at its end.
    pub(super) fn take(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(Tag::Image { .. }) => self.depth += 1,
            Event::End(TagEnd::Image) => self.depth -= 1,
            Event::Text(text) | Event::Code(text) => plain::push_clean(&mut self.alternative, text),
            Event::SoftBreak | Event::HardBreak => self.alternative.push(' '),
            _ => {}
        }
        self.depth == 0
    }

    pub(super) fn finish(self, place: Place, diagnostics: &mut Diagnostics) -> RawImage {
        let destination = Destination { written: &self.destination, start: self.start, link: self.range.clone() };
        let reference = parse_image(&destination, place, diagnostics);
        let alternative = if self.wordless { String::new() } else { plain::fold(&self.alternative) };
        let decorative = alternative.is_empty() && self.title.trim() == DECORATIVE;
        if alternative.is_empty() && !decorative {
            diagnostics.push(
                Diagnostic::new(
                    Code::MissingAlternativeText,
                    place.span_of(self.range),
                    "this image has no words for those who cannot see it",
                )
                .help(format!("say in the brackets what it shows: `![A green van]({})`", self.destination))
                .help(format!("or, if it only decorates: `![]({} \"{DECORATIVE}\")`", self.destination)),
            );
        }
        let mut caption = String::new();
        plain::push_clean(&mut caption, &self.title);
        let caption = (!decorative && !caption.trim().is_empty()).then(|| plain::fold(&caption).into());
        RawImage { reference, alternative: alternative.into(), caption }
    }
}
