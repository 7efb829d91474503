//! Small drawings of pages: faces, icons, bars. Each is drawn once in the page's sprite and used by reference.
//!
//! The outlines are those of the diagrams, so that a face in a sentence and a face on the curve are the same face.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::diagram::face::{EYES, Outline, mouth_features, persona_outline};
use crate::diagram::icon::IconName;
use crate::diagram::scene::{N_PERSONA_LOOKS, Role, Scene};
use crate::svg::palette::{emotion_level, level_name};
use crate::svg::{SharedDefinition, icon_path, path_data, severity_paths, write_svg_sharing};

/// What a page uses of the sprite. Ordered, so that the sprite is the same in every build.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symbol {
    /// A persona's silhouette, 0 to 4.
    Outline(u8),
    Eyes,
    /// A mouth with eyes, −4 (lowest) to 4 (highest), in quarters of the scale's half.
    Mouth(i8),
    /// A face; `persona` is `None` for the plain face of a key.
    Face {
        persona: Option<u8>,
        level: i8,
        assumed: bool,
    },
    /// Five bars, 0 to 5 of them filled.
    Severity(u8),
    /// Five dots, 0 to 5 of them filled.
    Rating(u8),
    Icon(IconName),
    /// The lines that fill an area: of what is assumed, or of a gain.
    Hatch {
        gain: bool,
    },
}

/// The class of a face that is shown as large as it is drawn: the style sheet places it, and nothing else need be said.
pub const NATURAL_SIZE: &str = "face-32";

/// The symbols that one page has used so far.
#[derive(Debug, Default)]
pub struct Sprite {
    used: BTreeSet<Symbol>,
}

/// The look of a persona, 0 to 4.
#[must_use]
pub fn persona_look(color_index: u32) -> u8 {
    u8::try_from(color_index % u32::from(N_PERSONA_LOOKS)).unwrap_or(0)
}

impl Sprite {
    /// A face as an inline drawing of its own. `size` is a class of the style sheet (`face-small`, `face-large` …) or empty.
    pub fn face(&mut self, persona: Option<u8>, valence: f64, assumed: bool, size: &str) -> String {
        let symbol = self.add_face(persona, valence, assumed);
        let mut html = String::with_capacity(128);
        if size == NATURAL_SIZE {
            push_all(&mut html, &["<svg class=\"", size, "\" aria-hidden=\"true\"><use href=\"#"]);
        } else {
            let space = if size.is_empty() { "" } else { " " };
            let box_of_face = "\" viewBox=\"-16 -16 32 32\" aria-hidden=\"true\"><use href=\"#";
            push_all(&mut html, &["<svg class=\"emotion-face", space, size, box_of_face]);
        }
        symbol.push_id(&mut html);
        html.push_str("\"/></svg>");
        html
    }

    fn add_face(&mut self, persona: Option<u8>, valence: f64, assumed: bool) -> Symbol {
        let level = emotion_level(valence);
        let symbol = Symbol::Face { persona, level, assumed };
        // A face that is there has brought its parts.
        if self.used.insert(symbol.clone()) {
            self.used.extend([Symbol::Outline(persona.unwrap_or(0)), Symbol::Eyes, Symbol::Mouth(level)]);
        }
        symbol
    }

    /// A picture of the diagrams, painted with classes; its faces and hatches are the page's.
    pub fn picture(&mut self, scene: &Scene<'_>) -> String {
        write_svg_sharing(scene, &mut |definition| match definition {
            SharedDefinition::Face { persona, valence, assumed } => self.face_reference(persona, valence, assumed),
            SharedDefinition::Hatch(role) => {
                let symbol = Symbol::Hatch { gain: role == Role::HatchGain };
                let id = symbol.id();
                self.used.insert(symbol);
                id
            }
        })
    }

    /// The id of a face, for a drawing that places it itself (radius 12 around the origin).
    pub fn face_reference(&mut self, persona: Option<u8>, valence: f64, assumed: bool) -> String {
        self.add_face(persona, valence, assumed).id()
    }

    /// A persona's silhouette, filled with its color; with letters for a drawn portrait.
    pub fn persona_shape(&mut self, look: u8, letters: Option<&str>, class: &str) -> String {
        let symbol = Symbol::Outline(look);
        let mut html = format!(
            "<svg class=\"{class} persona-fill-{}\" viewBox=\"-15 -15 30 30\" aria-hidden=\"true\"><use href=\"#{}\"/>",
            look + 1,
            symbol.id()
        );
        if let Some(letters) = letters {
            html.push_str("<text y=\"3.6\" text-anchor=\"middle\" font-size=\"10.5\">");
            crate::links::push_escaped(&mut html, letters);
            html.push_str("</text>");
        }
        html.push_str("</svg>");
        self.used.insert(symbol);
        html
    }

    /// A persona's silhouette for use inside another drawing, centered on its origin; `scale` 1 draws it 24 units high.
    pub fn persona_mark(&mut self, look: u8, class: &str, scale: f64) -> String {
        let symbol = Symbol::Outline(look);
        let html = format!(
            "<use class=\"{class} persona-fill-{}\" href=\"#{}\" transform=\"scale({scale})\"/>",
            look + 1,
            symbol.id()
        );
        self.used.insert(symbol);
        html
    }

    /// An icon. It never stands without its word, so it is hidden from screen readers.
    pub fn icon(&mut self, name: IconName) -> String {
        let symbol = Symbol::Icon(name);
        let html = format!("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#{}\"/></svg>", symbol.id());
        self.used.insert(symbol);
        html
    }

    /// Five bars for a severity.
    pub fn severity_bars(&mut self, level: u8) -> String {
        let symbol = Symbol::Severity(level.min(5));
        self.used.insert(Symbol::Severity(0));
        let html = format!("<svg><use href=\"#{}\"/></svg>", symbol.id());
        self.used.insert(symbol);
        html
    }

    /// Five dots for impact, effort, reach, importance.
    pub fn rating_dots(&mut self, level: u8) -> String {
        let symbol = Symbol::Rating(level.min(5));
        self.used.insert(Symbol::Rating(0));
        let html = format!("<svg aria-hidden=\"true\"><use href=\"#{}\"/></svg>", symbol.id());
        self.used.insert(symbol);
        html
    }

    /// The sprite of the page: one hidden drawing with everything used; empty when nothing is.
    #[must_use]
    pub fn to_html(&self) -> String {
        if self.used.is_empty() {
            return String::new();
        }
        let mut html = String::from(
            "<svg class=\"sprite diagram\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\"><defs>",
        );
        html.reserve(4096);
        for symbol in &self.used {
            symbol.write(&mut html);
        }
        html.push_str("</defs></svg>");
        html
    }
}

impl Symbol {
    /// Begins with `_`, so that it never meets an id of the content. Short: a map says them hundreds of times.
    fn push_id(&self, html: &mut String) {
        match self {
            Symbol::Outline(look) => push_numbered(html, "_o", i32::from(look + 1)),
            Symbol::Eyes => html.push_str("_eyes"),
            Symbol::Mouth(level) => push_numbered(html, "_m", i32::from(*level)),
            Symbol::Face { persona, level, assumed } => {
                push_numbered(html, "_f", persona.map_or(0, |look| i32::from(look + 1)));
                push_numbered(html, if *assumed { "a" } else { "_" }, i32::from(*level));
            }
            Symbol::Severity(level) => push_numbered(html, "_s", i32::from(*level)),
            Symbol::Rating(level) => push_numbered(html, "_r", i32::from(*level)),
            Symbol::Icon(name) => push_all(html, &["_i-", name.name()]),
            Symbol::Hatch { gain } => html.push_str(if *gain { "_hatch-gain" } else { "_hatch-assumed" }),
        }
    }

    fn id(&self) -> String {
        let mut id = String::with_capacity(16);
        self.push_id(&mut id);
        id
    }

    fn write(&self, html: &mut String) {
        html.push_str(match self {
            Symbol::Outline(_) | Symbol::Eyes | Symbol::Mouth(_) | Symbol::Face { .. } => "<g id=\"",
            Symbol::Severity(_) | Symbol::Rating(_) | Symbol::Icon(_) => "<symbol id=\"",
            Symbol::Hatch { .. } => "<pattern id=\"",
        });
        self.push_id(html);
        html.push_str(match self {
            Symbol::Outline(_) | Symbol::Eyes | Symbol::Mouth(_) => "\">",
            Symbol::Face { .. } => "\" class=\"face",
            Symbol::Severity(_) => "\" viewBox=\"0 0 34 12\">",
            Symbol::Rating(_) => "\" viewBox=\"0 0 58 12\">",
            Symbol::Icon(_) => "\" viewBox=\"0 0 16 16\">",
            Symbol::Hatch { gain: true } => {
                "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(-45)\">"
            }
            Symbol::Hatch { gain: false } => {
                "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
            }
        });
        match self {
            Symbol::Outline(look) => outline(html, *look),
            Symbol::Eyes => eyes(html),
            Symbol::Mouth(level) => mouth(html, *level),
            Symbol::Face { persona, level, assumed } => {
                push_all(html, &[" emotion-", level_name(*level)]);
                if let Some(persona) = persona {
                    push_numbered(html, " persona-", i32::from(persona + 1));
                }
                push_all(html, &[if *assumed { " assumed" } else { "" }, "\"><use href=\"#"]);
                Symbol::Outline(persona.unwrap_or(0)).push_id(html);
                html.push_str("\"/><use href=\"#");
                Symbol::Mouth(*level).push_id(html);
                html.push_str("\"/>");
            }
            Symbol::Severity(level) => bars(html, *level),
            Symbol::Rating(level) => dots(html, *level),
            Symbol::Icon(name) => {
                let class = if *name == IconName::Star { " class=\"icon-filled\"" } else { "" };
                let _ = write!(html, "<path{class} d=\"{}\"/>", icon_path(*name));
            }
            Symbol::Hatch { gain } => {
                let class = if *gain { "hatch-gain-line" } else { "hatch-line" };
                let _ = write!(html, "<path class=\"{class}\" d=\"M0 0V6\"/>");
            }
        }
        html.push_str(match self {
            Symbol::Outline(_) | Symbol::Eyes | Symbol::Mouth(_) | Symbol::Face { .. } => "</g>",
            Symbol::Hatch { .. } => "</pattern>",
            _ => "</symbol>",
        });
    }
}

fn push_all(html: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| html.push_str(part));
}

fn push_numbered(html: &mut String, name: &str, number: i32) {
    push_all(html, &[name, &number.to_string()]);
}

fn outline(html: &mut String, look: u8) {
    match persona_outline(look) {
        Outline::Circle { radius } => {
            let _ = write!(html, "<circle r=\"{radius}\"/>");
        }
        Outline::Square { half, corner } => {
            let _ = write!(
                html,
                "<rect x=\"-{half}\" y=\"-{half}\" width=\"{0}\" height=\"{0}\" rx=\"{corner}\"/>",
                2.0 * half
            );
        }
        Outline::Path(path) => {
            let _ = write!(html, "<path d=\"{}\"/>", path_data(&path));
        }
    }
}

fn eyes(html: &mut String) {
    for eye in EYES {
        let _ = write!(
            html,
            "<circle class=\"face-features\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            eye.center.x, eye.center.y, eye.radius
        );
    }
}

/// Eyes and an open mouth filled, brows and a closed mouth stroked.
fn mouth(html: &mut String, level: i8) {
    let _ = write!(html, "<use href=\"#{}\"/>", Symbol::Eyes.id());
    let features = mouth_features(f64::from(level) / 4.0);
    for (class, path) in [("face-features", features.filled), ("face-mouth", features.stroked)] {
        if !path.elements().is_empty() {
            let _ = write!(html, "<path class=\"{class}\" d=\"{}\"/>", path_data(&path));
        }
    }
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Five empty bars; from 1 on, full ones over them: a line across, as thick as the bars are tall, whose dashes they are.
fn bars(html: &mut String, level: u8) {
    let empty = Symbol::Severity(0).id();
    let _ = match level {
        0 => write!(html, "<path class=\"severity-off\" d=\"{}\"/>", severity_paths(0).1),
        _ => write!(
            html,
            "<use href=\"#{empty}\"/><path class=\"severity-bars\" d=\"M0 6h{}\"/>",
            rounded(7.0 * f64::from(level) - 1.4)
        ),
    };
}

/// Five empty dots; from 1 on, full ones over them: a line whose round dashes have no length.
fn dots(html: &mut String, level: u8) {
    let empty = Symbol::Rating(0).id();
    let _ = match level {
        0 => {
            let circles =
                (0..5).map(|dot| format!("M{} 6a4 4 0 1 0 8 0 4 4 0 1 0-8 0", rounded(2.0 + 11.5 * f64::from(dot))));
            write!(html, "<path d=\"{}\"/>", circles.collect::<String>())
        }
        _ => write!(
            html,
            "<use href=\"#{empty}\"/><path class=\"rating-dots\" d=\"M6 6h{}\"/>",
            rounded(11.5 * f64::from(level - 1) + 0.1)
        ),
    };
}

/// The icon of a channel: its own choice (by the icon's name, or by a word that means one), else what its name means.
#[must_use]
pub fn icon_for(icon: Option<&str>, name: &str) -> IconName {
    let chosen = icon.map(IconName::for_channel).filter(|icon| *icon != IconName::Other);
    chosen.unwrap_or_else(|| IconName::for_channel(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_carries_only_what_it_uses_each_once() {
        let mut sprite = Sprite::default();
        assert_eq!(sprite.to_html(), "");
        let first = sprite.face(Some(1), -1.0, false, "");
        assert_eq!(sprite.face(Some(1), -0.97, false, ""), first);
        sprite.severity_bars(4);
        let html = sprite.to_html();
        for id in ["_o2", "_m-4", "_f2_-4", "_s4"] {
            assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        }
        assert!(!html.contains("_i-"));
    }

    #[test]
    fn channels_find_their_icons() {
        for (icon, id, expected) in [
            (None, "Web", IconName::Web),
            (None, "telepathy", IconName::Other),
            (Some("door"), "web", IconName::Door),
            (Some("unicorn"), "web", IconName::Web),
        ] {
            assert_eq!(icon_for(icon, id), expected, "{id}");
        }
    }
}
