//! Small drawings of pages: faces, icons, bars. Each is drawn once in the page's sprite and used by reference.
//!
//! All numbers are from the design system: faces on a 24 grid (a persona's outline, the mouth of the feeling), icons on a
//! 16 grid, severity as five bars of 34 × 12, ratings as five dots of 58 × 12.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What a page uses of the sprite. Ordered, so that the sprite is the same in every build.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symbol {
    /// A persona's silhouette, 0 to 4.
    Outline(u8),
    /// A mouth with eyes, −4 (lowest) to 4 (highest), in quarters of the scale's half.
    Mouth(i8),
    /// A face; `persona` is `None` for the plain face of a key.
    Face { persona: Option<u8>, level: i8, assumed: bool },
    /// Five bars, 0 to 5 of them filled.
    Severity(u8),
    /// Five dots, 0 to 5 of them filled.
    Rating(u8),
    Icon(&'static str),
}

/// The symbols that one page has used so far.
#[derive(Debug, Default)]
pub struct Sprite {
    used: BTreeSet<Symbol>,
}

/// Looks that tell personas apart; the sixth persona looks like the first again.
pub const N_PERSONA_LOOKS: u32 = 5;

/// The look of a persona, 0 to 4.
#[must_use]
pub fn persona_look(color_index: u32) -> u8 {
    u8::try_from(color_index % N_PERSONA_LOOKS).unwrap_or(0)
}

/// The step of the emotion ramp for a valence (−1 to 1): −4 to 4.
#[must_use]
pub fn emotion_level(valence: f64) -> i8 {
    // In range by the clamp; a NaN becomes neutral.
    (valence.clamp(-1.0, 1.0) * 4.0).round() as i8
}

/// The class of a step of the emotion ramp: `emotion-minus-4` … `emotion-0` … `emotion-plus-4`.
#[must_use]
pub fn emotion_class(level: i8) -> String {
    match level {
        0 => "emotion-0".to_owned(),
        level if level < 0 => format!("emotion-minus-{}", level.unsigned_abs()),
        level => format!("emotion-plus-{level}"),
    }
}

impl Sprite {
    /// A face as an inline drawing of its own. `size` is a class of the style sheet (`face-small`, `face-large` …) or empty.
    pub fn face(&mut self, persona: Option<u8>, valence: f64, assumed: bool, size: &str) -> String {
        let level = emotion_level(valence);
        let symbol = Symbol::Face { persona, level, assumed };
        let space = if size.is_empty() { "" } else { " " };
        let html = format!(
            "<svg class=\"face{space}{size}\" viewBox=\"-16 -16 32 32\" aria-hidden=\"true\"><use href=\"#{}\"/></svg>",
            symbol.id()
        );
        self.used.extend([Symbol::Outline(persona.unwrap_or(0)), Symbol::Mouth(level), symbol]);
        html
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

    /// An icon by name; empty for a name without a drawing.
    pub fn icon(&mut self, name: &str) -> String {
        let Some((name, ..)) = ICONS.iter().find(|(known, ..)| *known == name) else { return String::new() };
        let symbol = Symbol::Icon(name);
        let html = format!("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#{}\"/></svg>", symbol.id());
        self.used.insert(symbol);
        html
    }

    /// Five bars for a severity.
    pub fn severity_bars(&mut self, level: u8) -> String {
        let symbol = Symbol::Severity(level.min(5));
        let html = format!("<svg class=\"severity-bars\" aria-hidden=\"true\"><use href=\"#{}\"/></svg>", symbol.id());
        self.used.insert(symbol);
        html
    }

    /// Five dots for impact, effort, reach, importance.
    pub fn rating_dots(&mut self, level: u8) -> String {
        let symbol = Symbol::Rating(level.min(5));
        let html = format!("<svg class=\"rating-dots\" aria-hidden=\"true\"><use href=\"#{}\"/></svg>", symbol.id());
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
            "<svg class=\"sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\"><defs>",
        );
        for symbol in &self.used {
            symbol.write(&mut html);
        }
        html.push_str("</defs></svg>");
        html
    }
}

impl Symbol {
    /// Begins with `_`, so that it never meets an id of the content.
    fn id(&self) -> String {
        match self {
            Symbol::Outline(look) => format!("_outline-{}", look + 1),
            Symbol::Mouth(level) => format!("_mouth{level}"),
            Symbol::Face { persona, level, assumed } => {
                format!("_face{}{}{level}", persona.map_or(0, |look| look + 1), if *assumed { "a" } else { "_" })
            }
            Symbol::Severity(level) => format!("_severity-{level}"),
            Symbol::Rating(level) => format!("_rating-{level}"),
            Symbol::Icon(name) => format!("_icon-{name}"),
        }
    }

    fn write(&self, html: &mut String) {
        let id = self.id();
        // Writing to a string cannot fail.
        let _ = match self {
            Symbol::Outline(look) => write!(html, "<g id=\"{id}\">{}</g>", OUTLINES[usize::from(*look) % OUTLINES.len()]),
            Symbol::Mouth(level) => write!(html, "<g id=\"{id}\" class=\"face-features\">{}</g>", mouth(*level)),
            Symbol::Face { persona, level, assumed } => write!(
                html,
                "<g id=\"{id}\" class=\"face-shape {} persona-outline-{}{}\"><use href=\"#{}\"/><use href=\"#{}\"/></g>",
                emotion_class(*level),
                persona.map_or(0, |look| look + 1),
                if *assumed { " face-assumed" } else { "" },
                Symbol::Outline(persona.unwrap_or(0)).id(),
                Symbol::Mouth(*level).id(),
            ),
            Symbol::Severity(level) => write!(html, "<symbol id=\"{id}\" viewBox=\"0 0 34 12\">{}</symbol>", bars(*level)),
            Symbol::Rating(level) => write!(html, "<symbol id=\"{id}\" viewBox=\"0 0 58 12\">{}</symbol>", dots(*level)),
            Symbol::Icon(name) => {
                let body = ICONS.iter().find(|(known, _)| known == name).map_or("", |(_, body)| body);
                write!(html, "<symbol id=\"{id}\" viewBox=\"0 0 16 16\">{body}</symbol>")
            }
        };
    }
}

/// Circle, rounded square, diamond, hexagon, shield.
const OUTLINES: [&str; 5] = [
    "<circle r=\"12\"/>",
    "<rect x=\"-10.8\" y=\"-10.8\" width=\"21.6\" height=\"21.6\" rx=\"3.5\"/>",
    "<path d=\"M-2-14.2q2-1.8 4 0L14.2-2q1.8 2 0 4L2 14.2q-2 1.8-4 0L-14.2 2q-1.8-2 0-4Z\"/>",
    "<path d=\"M-6.6-11.4H6.6L13.2 0 6.6 11.4H-6.6L-13.2 0Z\" stroke-linejoin=\"round\"/>",
    "<path d=\"M-11.2-11.2H11.2V1.5A11.2 11.2 0 0 1-11.2 1.5Z\" stroke-linejoin=\"round\"/>",
];

/// Eyes, brows from −3 down, and a mouth whose ends and control follow the feeling; open at the top.
fn mouth(level: i8) -> String {
    let v = f64::from(level) / 2.0;
    let mut features = String::new();
    if level <= -3 {
        let steep = if level <= -4 { ("6.8-6.9", "2.4-5") } else { ("6.4-6.4", "2.6-5.4") };
        let _ = write!(features, "<path fill=\"none\" d=\"M-{0}L-{1}M{0}L{1}\"/>", steep.0, steep.1);
    }
    features.push_str("<circle cx=\"-3.9\" cy=\"-2.3\" r=\"1.5\" stroke=\"none\"/><circle cx=\"3.9\" cy=\"-2.3\" r=\"1.5\" stroke=\"none\"/>");
    if level >= 4 {
        features.push_str("<path d=\"M-5.3 2.2Q0 3.6 5.3 2.2Q4.6 8 0 8T-5.3 2.2Z\"/>");
    } else {
        let (ends, control) = (rounded(4.4 - 1.05 * v), rounded(4.4 + 1.8 * v));
        let _ = write!(features, "<path fill=\"none\" d=\"M-5.1 {ends}Q0 {control} 5.1 {ends}\"/>");
    }
    features
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn bars(level: u8) -> String {
    let (mut off, mut on) = (String::new(), String::new());
    for bar in 0..5u8 {
        let x = u16::from(bar) * 7;
        let _ = if bar < level { write!(on, "M{x} 0h5.6v12h-5.6z") } else { write!(off, "M{x}.5 .5h4.6v11h-4.6z") };
    }
    let mut html = String::new();
    for (class, path) in [("bar-off", off), ("bar-on", on)] {
        if !path.is_empty() {
            let _ = write!(html, "<path class=\"{class}\" d=\"{path}\"/>");
        }
    }
    html
}

fn dots(level: u8) -> String {
    let mut html = String::new();
    for dot in 0..5u8 {
        let class = if dot < level { " class=\"dot-on\"" } else { "" };
        let _ = write!(html, "<circle cx=\"{}\" cy=\"6\" r=\"4.2\"{class}/>", rounded(6.0 + 11.5 * f64::from(dot)));
    }
    html
}

/// The icon of a channel or touchpoint: by its own name, else by words in its id; `None` when nothing fits.
#[must_use]
pub fn icon_for(icon: Option<&str>, id: &str) -> Option<&'static str> {
    let by_name = |name: &str| ICONS.iter().find(|(known, _)| *known == name).map(|(known, _)| *known);
    if let Some(name) = icon {
        return by_name(name);
    }
    by_name(id).or_else(|| {
        let words = id.split('-').collect::<Vec<_>>();
        ICON_WORDS.iter().find(|(word, _)| words.contains(word)).map(|(_, icon)| *icon)
    })
}

/// Words of ids that mean an icon; the first hit wins.
const ICON_WORDS: &[(&str, &str)] = &[
    ("street", "street"),
    ("van", "street"),
    ("mouth", "word"),
    ("person", "word"),
    ("chat", "text"),
    ("message", "text"),
    ("sms", "text"),
    ("mail", "email"),
    ("email", "email"),
    ("newsletter", "email"),
    ("post", "email"),
    ("letter", "email"),
    ("site", "web"),
    ("website", "web"),
    ("online", "web"),
    ("portal", "web"),
    ("browser", "web"),
    ("call", "phone"),
    ("telephone", "phone"),
    ("hotline", "phone"),
    ("mobile", "app"),
    ("doorstep", "door"),
    ("home", "door"),
    ("paper", "print"),
    ("leaflet", "print"),
    ("shop", "market"),
    ("store", "market"),
    ("branch", "market"),
    ("office", "market"),
];

/// Name and drawing, stroked, on a grid of 16.
const ICONS: &[(&str, &str)] = &[
    ("street", "<path d=\"M1.5 11V4.5h8V11M9.5 7h3l2 2.5V11h-1.2M5.8 11h4.4M1.5 11h1.2\"/><circle cx=\"4.2\" cy=\"11.6\" r=\"1.5\"/><circle cx=\"11.8\" cy=\"11.6\" r=\"1.5\"/>"),
    ("word", "<path d=\"M2 3h8v5.5H6L3.8 10.5V8.5H2Z\"/><path d=\"M12 6h2v5.5h-1.5v2l-2.2-2H7.5\"/>"),
    ("web", "<rect x=\"1.7\" y=\"2.7\" width=\"12.6\" height=\"10.6\" rx=\"1\"/><path d=\"M1.7 5.8h12.6M4 4.3h.01M6 4.3h.01\"/>"),
    ("phone", "<path d=\"M3.2 2.2h2.6l1.2 3.2-1.6 1.2a8 8 0 0 0 4 4l1.2-1.6 3.2 1.2v2.6c0 .6-.5 1-1.1 1A11.5 11.5 0 0 1 2.2 3.3c0-.6.4-1.1 1-1.1Z\"/>"),
    ("email", "<rect x=\"1.7\" y=\"3.2\" width=\"12.6\" height=\"9.6\" rx=\"1\"/><path d=\"M2 4l6 5 6-5\"/>"),
    ("text", "<path d=\"M2 2.8h12v8H7.5L4.5 13.5v-2.7H2Z\"/><path d=\"M5 6.8h.01M8 6.8h.01M11 6.8h.01\"/>"),
    ("door", "<path d=\"M3.7 14V2h8.6v12M1.8 14h12.4M9.8 8.2h.01\"/>"),
    ("print", "<path d=\"M4 1.8h5.5L12.5 5v9.2H4ZM9.3 2v3.2h3M6 8h4.5M6 10.8h4.5\"/>"),
    ("market", "<path d=\"M2 6.2 3.2 2.5h9.6L14 6.2M2.8 6.4V13.5h10.4V6.4M2 6.2h12M6.3 13.5V9.6h3.4v3.9\"/>"),
    ("app", "<rect x=\"4.2\" y=\"1.5\" width=\"7.6\" height=\"13\" rx=\"1.3\"/><path d=\"M7 12.4h2\"/>"),
    ("star", "<path class=\"mark-filled\" d=\"M8 1.2 10 5.7l4.9.5-3.7 3.3 1.1 4.8L8 11.8l-4.3 2.5 1.1-4.8L1.1 6.2 6 5.7Z\"/>"),
    ("failure", "<circle cx=\"8\" cy=\"8\" r=\"6.3\"/><path d=\"M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4\"/>"),
    ("clock", "<circle cx=\"8\" cy=\"8\" r=\"6\"/><path d=\"M8 4.5V8l2.4 1.6\"/>"),
    ("check", "<circle cx=\"8\" cy=\"8\" r=\"6.3\"/><path d=\"M5 8.2l2.1 2.2L11.2 5.8\"/>"),
    ("zoom", "<circle cx=\"7\" cy=\"7\" r=\"4.6\"/><path d=\"M10.4 10.4 14 14M7 5v4M5 7h4\"/>"),
    ("loop", "<path d=\"M13 8a5 5 0 1 1-1.6-3.7M13 2.4v2.9h-2.9\"/>"),
    ("arrow", "<path d=\"M2.5 8h10.6M9.4 4.2 13.2 8l-3.8 3.8\"/>"),
];

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
        assert_eq!(sprite.icon("no such icon"), "");
        let html = sprite.to_html();
        for id in ["_outline-2", "_mouth-4", "_face2_-4", "_severity-4"] {
            assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        }
        assert!(!html.contains("_icon"));
    }

    #[test]
    fn channels_find_their_icons() {
        for (icon, id, expected) in [
            (None, "web", Some("web")),
            (None, "e-mail", Some("email")),
            (None, "in-the-street", Some("street")),
            (Some("door"), "web", Some("door")),
            (None, "telepathy", None),
            (Some("unicorn"), "web", None),
        ] {
            assert_eq!(icon_for(icon, id), expected, "{id}");
        }
    }
}
