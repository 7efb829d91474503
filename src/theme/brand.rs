//! The brand's two colors, made legible on both papers.
//!
//! A brand gives one accent and one chevron color. Each is used on light and on dark paper: its lightness (OKLCH) is moved,
//! hue kept, until the contrast of WCAG 2.2 (4.5:1) is met; on dark paper links want more, since thin light letters glare less. A color that had to be moved on light paper is reported.

use color::{Oklch, OpaqueColor, Srgb};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Brand;
use crate::source::{SourceId, Span};

const LIGHT_PAPER: [u8; 3] = [0xfd, 0xfd, 0xfa];
const DARK_PAPER: [u8; 3] = [0x12, 0x18, 0x1a];
/// Words on a chevron, light and dark.
const ON_CHEVRON: [[u8; 3]; 2] = [LIGHT_PAPER, [0xf1, 0xf0, 0xec]];
const LEAST_CONTRAST: f32 = 4.5;
const DARK_LINK_CONTRAST: f32 = 8.0;
const DARK_BAND_CONTRAST: f32 = 1.9;

/// The CSS that overrides the theme's own tokens; empty without a brand.
#[must_use]
pub fn brand_tokens(brand: &Brand) -> (String, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let (mut light, mut dark) = (String::new(), String::new());
    if let Some(accent) = brand.accent {
        let on_light = legible(accent, LIGHT_PAPER);
        report_moved("accent", accent, on_light, brand.accent_at, &mut diagnostics);
        light.push_str(&format!("--accent:{};", hex(on_light)));
        dark.push_str(&format!("--accent:{};", hex(legible_at(accent, DARK_PAPER, DARK_LINK_CONTRAST))));
    }
    if let Some(chevron) = brand.chevron {
        let under_light = legible(chevron, ON_CHEVRON[0]);
        report_moved("chevron", chevron, under_light, brand.chevron_at, &mut diagnostics);
        light.push_str(&format!("--chevron:{};", hex(under_light)));
        // A dark band must still stand out from dark paper; the words on it go before.
        let lifted = legible_at(chevron, DARK_PAPER, DARK_BAND_CONTRAST);
        dark.push_str(&format!("--chevron:{};", hex(legible(lifted, ON_CHEVRON[1]))));
    }
    if light.is_empty() {
        return (String::new(), diagnostics);
    }
    let css = format!(
        ":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n\
         @media (forced-colors:active){{:root{{--accent:LinkText;--chevron:CanvasText}}}}\n"
    );
    (css, diagnostics)
}

fn report_moved(name: &str, given: [u8; 3], used: [u8; 3], at: Option<Span>, diagnostics: &mut Diagnostics) {
    if given != used {
        let message = format!("the brand's {name} {} is hard to read on light paper", hex(given));
        diagnostics.push(
            Diagnostic::new(Code::LowContrast, at.unwrap_or(Span::whole(SourceId(0))), message)
                .reason(format!("its contrast is {:.1}:1; words need {LEAST_CONTRAST}:1", contrast(given, LIGHT_PAPER)))
                .help(format!("{} is used instead: write it into `wayfare.toml` to agree", hex(used))),
        );
    }
}

/// The color, moved in lightness away from `ground` until it can be read on it.
fn legible(color: [u8; 3], ground: [u8; 3]) -> [u8; 3] {
    legible_at(color, ground, LEAST_CONTRAST)
}

fn legible_at(color: [u8; 3], ground: [u8; 3], least: f32) -> [u8; 3] {
    let darker = luminance(ground) > 0.4;
    let mut candidate = color;
    let mut oklch = srgb(color).convert::<Oklch>();
    for _ in 0..100 {
        if contrast(candidate, ground) >= least {
            break;
        }
        let step = if darker { -0.01 } else { 0.01 };
        oklch = oklch.map(|lightness, chroma, hue| [(lightness + step).clamp(0.0, 1.0), chroma * 0.99, hue]);
        let rgba = oklch.convert::<Srgb>().to_rgba8();
        candidate = [rgba.r, rgba.g, rgba.b];
    }
    candidate
}

fn srgb(color: [u8; 3]) -> OpaqueColor<Srgb> {
    OpaqueColor::new(color.map(|channel| f32::from(channel) / 255.0))
}

fn luminance(color: [u8; 3]) -> f32 {
    srgb(color).relative_luminance()
}

/// The contrast ratio of WCAG 2.2, 1 to 21.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legible_brand_stays_and_a_pale_one_is_mended_and_told() {
        let brand = |accent| Brand { accent: Some(accent), ..Brand::default() };
        let (css, diagnostics) = brand_tokens(&brand([0x04, 0x58, 0x6a]));
        assert!(css.contains(":root{--accent:#04586a;}") && diagnostics.is_empty());
        let written = Span::new(SourceId(3), 40, 49);
        let pale = Brand { accent_at: Some(written), ..brand([0xff, 0xe0, 0x40]) };
        let (_, diagnostics) = brand_tokens(&pale);
        let told = diagnostics.iter().map(|d| (d.code, d.primary.span)).collect::<Vec<_>>();
        assert_eq!(told, [(Code::LowContrast, written)]);
        assert_eq!(brand_tokens(&Brand::default()).0, "");
    }

    #[test]
    fn every_color_becomes_legible_on_both_papers() {
        for channel in [0u8, 60, 120, 180, 255] {
            for color in [[channel, 0, 255 - channel], [255, channel, channel], [channel, channel, channel]] {
                for ground in [LIGHT_PAPER, DARK_PAPER] {
                    assert!(contrast(legible(color, ground), ground) >= LEAST_CONTRAST, "{color:?} on {ground:?}");
                }
            }
        }
    }
}
