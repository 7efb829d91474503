//! Writing HTML in parts.

use crate::links::push_escaped;
use crate::model::{Embed, Fragment, LinkTarget, Part};

/// Collects literal HTML, and cuts it where the page has to fill something in.
#[derive(Debug, Default)]
pub(super) struct FragmentWriter {
    parts: Vec<Part>,
    html: String,
}

impl FragmentWriter {
    pub(super) fn html(&mut self, literal: &str) {
        self.html.push_str(literal);
    }

    pub(super) fn text(&mut self, text: &str) {
        push_escaped(&mut self.html, text);
    }

    /// ` name="value"`
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        push_escaped(&mut self.html, value);
        self.html.push('"');
    }

    /// A phrase of the theme, in a text or inside an attribute's quotes.
    pub(super) fn word(&mut self, key: &'static str) {
        self.part(Part::Word(key));
    }

    /// Inside an attribute's quotes.
    pub(super) fn address(&mut self, target: LinkTarget) {
        self.part(Part::Address(target));
    }

    pub(super) fn embed(&mut self, embed: Embed) {
        self.part(Part::Embed(embed));
    }

    fn part(&mut self, part: Part) {
        self.flush();
        self.parts.push(part);
    }

    fn flush(&mut self) {
        if !self.html.is_empty() {
            self.parts.push(Part::Html(std::mem::take(&mut self.html).into()));
        }
    }

    pub(super) fn finish(mut self) -> Fragment {
        self.flush();
        self.parts.shrink_to_fit();
        Fragment { parts: self.parts }
    }
}
