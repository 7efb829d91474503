//! Colors by meaning.
//!
//! The token names are the same in a style sheet (as custom properties, see [`Token::custom_property`]) and here.
//! Values: the default theme's design tokens, chosen in OKLCH; text is at least 4.5:1 on its own paper, marks 3:1.
//! The emotion ramp runs orange – neutral – blue and stays apart for deutan, protan and tritan eyes.

use color::{Oklab, OpaqueColor, Srgb};

/// An sRGB color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// A named color of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Token {
    Paper,
    Band,
    Rule,
    Line,
    Muted,
    Ink,
    Accent,
    Chevron,
    OnChevron,
    FaceInk,
    LowText,
    HighText,
    Warn,
    /// 0..5
    Persona(u8),
    /// −4 (lowest) … 4 (highest)
    Emotion(i8),
    /// −4 (lowest) … 4 (highest)
    Heat(i8),
}

/// All colors of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    pub paper: Rgb,
    pub band: Rgb,
    pub rule: Rgb,
    pub line: Rgb,
    pub muted: Rgb,
    pub ink: Rgb,
    pub accent: Rgb,
    pub chevron: Rgb,
    pub on_chevron: Rgb,
    pub face_ink: Rgb,
    pub low_text: Rgb,
    pub high_text: Rgb,
    pub warn: Rgb,
    pub personas: [Rgb; 5],
    /// Fill of faces, lowest to highest, in steps of a quarter of the way to either end.
    pub emotions: [Rgb; 9],
    /// Fill of heat cells, lowest to highest.
    pub heat: [Rgb; 9],
}

const fn rgb(hex: u32) -> Rgb {
    Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const fn ramp(hex: [u32; 9]) -> [Rgb; 9] {
    let mut colors = [Rgb(0, 0, 0); 9];
    let mut index = 0;
    while index < 9 {
        colors[index] = rgb(hex[index]);
        index += 1;
    }
    colors
}

impl Palette {
    /// Ink on paper.
    pub const LIGHT: Self = Self {
        paper: rgb(0xfdfdfa),
        band: rgb(0xf6f4f0),
        rule: rgb(0xdbd9d3),
        line: rgb(0x7f888b),
        muted: rgb(0x535e62),
        ink: rgb(0x172326),
        accent: rgb(0x04586a),
        chevron: rgb(0x163740),
        on_chevron: rgb(0xfdfdfa),
        face_ink: rgb(0x121e22),
        low_text: rgb(0xa14512),
        high_text: rgb(0x1f5e9d),
        warn: rgb(0xfdeacc),
        personas: [rgb(0x730c62), rgb(0x1f7c59), rgb(0x203338), rgb(0x714ea2), rgb(0x8c5a05)],
        emotions: ramp([0xe77223, 0xef9b60, 0xf3c291, 0xeed4b9, 0xe8e6e0, 0xcaddeb, 0xadd3f4, 0x7eb4e8, 0x4d95db]),
        heat: ramp([0xf9a877, 0xfac098, 0xfad4b7, 0xf8e6d5, 0xf1f0ec, 0xdeebf8, 0xc7e0f7, 0xabd1f5, 0x8dbef1]),
    };

    /// For a dark page.
    pub const DARK: Self = Self {
        paper: rgb(0x12181a),
        band: rgb(0x192123),
        rule: rgb(0x323b3e),
        line: rgb(0x737c7f),
        muted: rgb(0xa5aeb2),
        ink: rgb(0xe7e6e2),
        accent: rgb(0x82cbd8),
        chevron: rgb(0x2a4d59),
        on_chevron: rgb(0xf1f0ec),
        face_ink: rgb(0x0e191d),
        low_text: rgb(0xf09c61),
        high_text: rgb(0x81b8ed),
        warn: rgb(0x3c2a13),
        personas: [rgb(0xdb90c7), rgb(0x88dab6), rgb(0xe2e9eb), rgb(0xa987df), rgb(0xe5b568)],
        emotions: ramp([0xed7d35, 0xee9e64, 0xeebd8c, 0xdcc2a8, 0xc9c7c2, 0xb7cada, 0xa3cdf1, 0x7fb7ec, 0x5aa0e6]),
        heat: ramp([0x8b441c, 0x723b1d, 0x57321f, 0x3c2a20, 0x23292a, 0x23313c, 0x274056, 0x2a4e71, 0x2e5e8c]),
    };

    pub fn color(&self, token: Token) -> Rgb {
        let level = |ramp: &[Rgb; 9], level: i8| ramp[(level.clamp(-4, 4) + 4) as usize];
        match token {
            Token::Paper => self.paper,
            Token::Band => self.band,
            Token::Rule => self.rule,
            Token::Line => self.line,
            Token::Muted => self.muted,
            Token::Ink => self.ink,
            Token::Accent => self.accent,
            Token::Chevron => self.chevron,
            Token::OnChevron => self.on_chevron,
            Token::FaceInk => self.face_ink,
            Token::LowText => self.low_text,
            Token::HighText => self.high_text,
            Token::Warn => self.warn,
            Token::Persona(index) => self.personas[usize::from(index % 5)],
            Token::Emotion(at) => level(&self.emotions, at),
            Token::Heat(at) => level(&self.heat, at),
        }
    }

    /// Color of a feeling between the ramp's stops, mixed in OKLab. `valence` is −1..=1.
    pub fn emotion(&self, valence: f64) -> Rgb {
        let valence = if valence.is_finite() { valence.clamp(-1.0, 1.0) } else { 0.0 };
        let position = (valence + 1.0) * 4.0;
        let index = (position.floor() as usize).min(7);
        let oklab = |color: Rgb| OpaqueColor::<Srgb>::from_rgb8(color.0, color.1, color.2).convert::<Oklab>();
        let part = (position - index as f64) as f32;
        if part == 0.0 {
            return self.emotions[index];
        }
        let mixed = oklab(self.emotions[index]).lerp_rect(oklab(self.emotions[index + 1]), part);
        let mixed = mixed.convert::<Srgb>().to_rgba8();
        Rgb(mixed.r, mixed.g, mixed.b)
    }

    /// All custom properties of the palette: `--paper:#fdfdfa;--band:…`, to stand inside a rule.
    pub fn write_custom_properties(&self) -> String {
        let mut css = String::new();
        for token in Token::all() {
            css.push_str(&token.custom_property());
            css.push(':');
            push_hex(&mut css, self.color(token));
            css.push(';');
        }
        css
    }
}

impl Token {
    /// Every token, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = [
            Self::Paper,
            Self::Band,
            Self::Rule,
            Self::Line,
            Self::Muted,
            Self::Ink,
            Self::Accent,
            Self::Chevron,
            Self::OnChevron,
            Self::FaceInk,
            Self::LowText,
            Self::HighText,
            Self::Warn,
        ];
        plain
            .into_iter()
            .chain((0..5).map(Self::Persona))
            .chain((-4..=4).map(Self::Emotion))
            .chain((-4..=4).map(Self::Heat))
    }

    /// `--paper`, `--persona-1` (counted from 1), `--emotion-low-2`, `--heat-high-4` …
    pub fn custom_property(self) -> String {
        match self {
            Self::Paper => "--paper".to_owned(),
            Self::Band => "--band".to_owned(),
            Self::Rule => "--rule".to_owned(),
            Self::Line => "--line".to_owned(),
            Self::Muted => "--muted".to_owned(),
            Self::Ink => "--ink".to_owned(),
            Self::Accent => "--accent".to_owned(),
            Self::Chevron => "--chevron".to_owned(),
            Self::OnChevron => "--on-chevron".to_owned(),
            Self::FaceInk => "--face-ink".to_owned(),
            Self::LowText => "--low-text".to_owned(),
            Self::HighText => "--high-text".to_owned(),
            Self::Warn => "--warn".to_owned(),
            Self::Persona(index) => format!("--persona-{}", index % 5 + 1),
            Self::Emotion(level) => format!("--emotion-{}", level_name(level)),
            Self::Heat(level) => format!("--heat-{}", level_name(level)),
        }
    }
}

/// `low-4` … `low-1`, `neutral`, `high-1` … `high-4`.
pub fn level_name(level: i8) -> &'static str {
    match level {
        i8::MIN..=-4 => "low-4",
        -3 => "low-3",
        -2 => "low-2",
        -1 => "low-1",
        0 => "neutral",
        1 => "high-1",
        2 => "high-2",
        3 => "high-3",
        4..=i8::MAX => "high-4",
    }
}

/// The nearest of the nine levels: −4..=4 for a valence of −1..=1.
pub fn emotion_level(valence: f64) -> i8 {
    if valence.is_finite() { (valence.clamp(-1.0, 1.0) * 4.0).round() as i8 } else { 0 }
}

pub(crate) fn push_hex(out: &mut String, Rgb(r, g, b): Rgb) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.push('#');
    for channel in [r, g, b] {
        out.push(char::from(DIGITS[usize::from(channel >> 4)]));
        out.push(char::from(DIGITS[usize::from(channel & 15)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2 contrast ratio.
    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let luminance = |Rgb(r, g, b): Rgb| {
            let linear = |channel: u8| {
                let value = f64::from(channel) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
        };
        let (x, y) = (luminance(a), luminance(b));
        (x.max(y) + 0.05) / (x.min(y) + 0.05)
    }

    #[test]
    fn texts_and_marks_have_contrast() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            for text in [palette.ink, palette.muted, palette.accent, palette.low_text, palette.high_text]
                .into_iter()
                .chain(palette.personas)
            {
                assert!(contrast(text, palette.paper) >= 4.5 && contrast(text, palette.band) >= 4.5, "{text:?}");
            }
            assert!(contrast(palette.on_chevron, palette.chevron) >= 4.5);
            assert!(contrast(palette.line, palette.paper) >= 3.0);
            for fill in palette.emotions {
                assert!(contrast(palette.face_ink, fill) >= 4.5, "{fill:?}");
            }
        }
    }

    #[test]
    fn ramp_passes_through_its_stops() {
        assert_eq!(Palette::LIGHT.emotion(-1.0), rgb(0xe77223));
        assert_eq!(Palette::LIGHT.emotion(0.0), rgb(0xe8e6e0));
        assert_eq!(Palette::LIGHT.emotion(0.25), rgb(0xcaddeb));
        assert_eq!(Palette::LIGHT.emotion(7.0), rgb(0x4d95db));
        assert_eq!(emotion_level(-0.55), -2);
    }

    #[test]
    fn custom_properties_name_every_token() {
        let css = Palette::LIGHT.write_custom_properties();
        assert!(
            css.starts_with("--paper:#fdfdfa;")
                && css.contains("--persona-1:#730c62;")
                && css.contains("--emotion-low-4:#e77223;")
        );
        assert_eq!(css.matches(';').count(), 36);
    }
}
