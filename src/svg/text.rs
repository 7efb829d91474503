//! One line of text as SVG.

use crate::diagram::direction::reads_right_to_left;
use crate::diagram::scene::{Anchor, Casing, TextMark};

use super::fonts::SERIF_FAMILY;
use super::markup::{push_attribute, push_escaped, push_persona_class};
use super::paint::{Paint, StandaloneOptions, persona_of, role_class, role_paint};
use super::palette::{Token, push_hex};
use super::shared_marks::push_anchor;
use super::writer::Writer;

/// A text of a standalone picture that is longer than this, in em, says how long it is: where the reader's machine lacks our fonts
/// (an `img` loads none, a file that was sent on has none beside it), a wider font then still keeps clear of its neighbor. The fonts
/// themselves would add 120 kB to each picture, and more for scripts beyond Latin; this adds five to a large map, compressed.
const FREE_LENGTH: f64 = 3.0;

impl Writer<'_, '_> {
    pub(super) fn write_text(&mut self, text: &TextMark<'_>) {
        if self.inside_link && self.out.ends_with("</text>") {
            // Lines of one name are words apart.
            self.out.push(' ');
        }
        self.out.push_str("<text");
        if !self.inside_group {
            self.push_text_style(text);
        }
        // A page's words stand on whole pixels anyway.
        let whole = |value: f64| if self.may_refer { value.round() } else { self.rounded(value) };
        let (x, y) = (whole(text.at.x), whole(text.at.y));
        push_attribute(&mut self.out, "x", x);
        push_attribute(&mut self.out, "y", y);
        if self.palette().is_some() && text.width > FREE_LENGTH * text.size {
            push_attribute(&mut self.out, "textLength", (text.width * 10.0).round() / 10.0);
            self.out.push_str(" lengthAdjust=\"spacingAndGlyphs\"");
        }
        self.out.push('>');
        push_escaped(&mut self.out, &text.content);
        self.out.push_str("</text>");
    }

    /// Everything of a text but its place and its words.
    pub(super) fn push_text_style(&mut self, text: &TextMark<'_>) {
        let casing = match text.casing {
            Casing::None => None,
            Casing::Paper => Some((" cased", Token::Paper)),
            Casing::Band => Some((" cased-band", Token::Band)),
        };
        if let Paint::Standalone(StandaloneOptions { palette, further_families, .. }) = self.paint {
            let fill = role_paint(text.role).fill.map(|token| palette.color(token));
            let stroke = casing.map(|(_, token)| palette.color(token));
            if text.typeface.is_serif() {
                self.out.push_str(" font-family=\"'");
                self.out.push_str(SERIF_FAMILY);
                self.out.push_str("',");
                push_escaped(&mut self.out, further_families);
                self.out.push_str("Newsreader,Georgia,serif\"");
            }
            if let Some(fill) = fill {
                self.out.push_str(" fill=\"");
                push_hex(&mut self.out, fill);
                self.out.push('"');
            }
            if let Some(stroke) = stroke {
                self.out.push_str(" paint-order=\"stroke\" stroke-width=\"4\" stroke-linejoin=\"round\" stroke=\"");
                push_hex(&mut self.out, stroke);
                self.out.push('"');
            }
        } else {
            self.out.push_str(" class=\"");
            self.out.push_str(role_class(text.role));
            if let Some(persona) = persona_of(text.role) {
                push_persona_class(&mut self.out, persona);
            }
            if text.typeface.is_serif() {
                self.out.push_str(" serif");
            }
            if let Some((class, _)) = casing {
                self.out.push_str(class);
            }
            self.out.push('"');
        }
        // In a lane's slice all texts are alike, and the style sheet says how.
        let is_plain = !self.uniform_text;
        if is_plain && text.typeface.weight() != 400 {
            push_attribute(&mut self.out, "font-weight", f64::from(text.typeface.weight()));
        }
        if text.typeface.is_italic() {
            self.out.push_str(" font-style=\"italic\"");
        }
        let (usual_size, usual_anchor) =
            self.usual_text.filter(|_| is_plain).map_or((None, Anchor::Start), |(size, anchor)| (Some(size), anchor));
        if is_plain && usual_size != Some(text.size) {
            push_attribute(&mut self.out, "font-size", text.size);
        }
        // A text that runs from right to left starts at its right end.
        let is_right_to_left = reads_right_to_left(&text.content);
        if is_right_to_left {
            self.out.push_str(" direction=\"rtl\"");
        }
        let anchor = if is_right_to_left { text.anchor.flipped() } else { text.anchor };
        if anchor != usual_anchor {
            push_anchor(&mut self.out, anchor);
        }
    }
}
