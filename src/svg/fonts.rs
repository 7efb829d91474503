//! The fonts built into the program, and what pages are told about the site's own.
//!
//! The site's own fonts stand behind the shipped ones in every list of families: a browser takes them, letter by letter, for what
//! the shipped ones lack, exactly as pictures are measured and drawn.

use std::sync::Arc;

use crate::diagram::font_face::FontFace;
use crate::diagram::text_metrics::{FontBook, FontError, Typeface};

/// Family names inside the font files, and in every picture.
pub const SANS_FAMILY: &str = "Wayfare Sans";
pub const SERIF_FAMILY: &str = "Wayfare Serif";

/// TrueType bytes of one cut.
pub fn shipped_font(typeface: Typeface) -> &'static [u8] {
    match typeface {
        Typeface::Sans => include_bytes!("../../themes/default/fonts/wayfare-sans-400.ttf"),
        Typeface::SansSemibold => include_bytes!("../../themes/default/fonts/wayfare-sans-600.ttf"),
        Typeface::SansBold => include_bytes!("../../themes/default/fonts/wayfare-sans-700.ttf"),
        Typeface::Serif => include_bytes!("../../themes/default/fonts/wayfare-serif-400.ttf"),
        Typeface::SerifItalic => include_bytes!("../../themes/default/fonts/wayfare-serif-400-italic.ttf"),
        Typeface::SerifSemibold => include_bytes!("../../themes/default/fonts/wayfare-serif-600.ttf"),
    }
}

/// The shipped fonts. Takes about a millisecond: do it once and pass it on.
pub fn shipped_font_book() -> Result<FontBook, FontError> {
    FontBook::parse(shipped_font)
}

/// A font file as it lies on the disk, ready for [`FontBook::add_further`]: WOFF2 is unpacked.
///
/// # Errors
/// Why it cannot be unpacked.
pub fn unpack_font(bytes: Vec<u8>) -> Result<Arc<[u8]>, String> {
    if !bytes.starts_with(b"wOF2") {
        return Ok(bytes.into());
    }
    wuff::decompress_woff2(&bytes).map(Arc::from).map_err(|_| "its compressed data is broken".to_owned())
}

/// Families of the site's own fonts as CSS lists them, each with a comma behind it: `'Noto Sans Thai',`. Empty without any.
#[must_use]
pub fn further_families(fonts: &FontBook) -> String {
    let mut families = String::new();
    for font in fonts.further() {
        let family = format!("'{}',", css_name(&font.family));
        if !families.contains(&family) {
            families.push_str(&family);
        }
    }
    families
}

/// One `@font-face` rule a font; addresses are counted from `folder`, which ends with `/` or is the root.
#[must_use]
pub fn further_faces(fonts: &FontBook, folder: &str) -> String {
    let mut css = String::new();
    for (position, font) in fonts.further().iter().enumerate() {
        let path = font.path.strip_prefix(folder).unwrap_or(&font.path);
        let mut address = String::new();
        for (index, part) in path.split('/').enumerate() {
            address.push_str(if index > 0 { "/" } else { "" });
            crate::url::push_encoded(&mut address, part);
        }
        let style = if font.is_italic { "italic" } else { "normal" };
        css.push_str(&format!(
            "@font-face{{font-family:'{}';src:url({address});font-weight:{};font-style:{style};font-display:swap{}}}\n",
            css_name(&font.family),
            font.weight,
            fonts.face(Typeface::ALL.len() + position).map(unicode_range).unwrap_or_default(),
        ));
    }
    css
}

/// Which characters a font is asked for, so that a page without any of them does not wait for it. In few words: a gap between letters
/// that the font lacks is told as if it had them.
fn unicode_range(face: &FontFace) -> String {
    const MOST_RANGES: usize = 24;
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in
        (0x20..=0x3_ffff).filter(|code| char::from_u32(*code).is_some_and(|letter| face.glyph(letter).is_some()))
    {
        match ranges.last_mut() {
            Some((_, end)) if *end + 1 == code => *end = code,
            _ => ranges.push((code, code)),
        }
    }
    let mut gap = 2;
    while ranges.len() > MOST_RANGES {
        ranges.dedup_by(|later, earlier| {
            let is_near = later.0 - earlier.1 <= gap;
            if is_near {
                earlier.1 = later.1;
            }
            is_near
        });
        gap *= 2;
    }
    let told: Vec<String> = ranges
        .iter()
        .map(|(from, to)| if from == to { format!("U+{from:X}") } else { format!("U+{from:X}-{to:X}") })
        .collect();
    if told.is_empty() { String::new() } else { format!(";unicode-range:{}", told.join(",")) }
}

/// What the site's style sheet adds for its own fonts: their faces, and their place behind the shipped ones.
#[must_use]
pub fn further_rules(fonts: &FontBook, folder: &str) -> String {
    let families = further_families(fonts);
    if families.is_empty() {
        return String::new();
    }
    // The theme says where they stand in its lists of fonts; pictures keep those that they were measured with.
    format!(
        "{}:root{{--further:{families}}}\n\
         .diagram{{font-family:\"{SANS_FAMILY}\",\"{SANS_FAMILY} stand-in\",{families}system-ui,sans-serif}}\n\
         .diagram .serif{{font-family:\"{SERIF_FAMILY}\",\"{SERIF_FAMILY} stand-in\",{families}Georgia,serif}}\n",
        further_faces(fonts, folder)
    )
}

/// A family name that cannot end its quotes.
pub(super) fn css_name(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '\'' | '"' | '\\' | '<' | '>' | '&' | ';' | '{' | '}') && !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sites_own_fonts_stand_behind_the_shipped_ones() {
        let mut fonts = shipped_font_book().unwrap();
        assert_eq!(further_rules(&fonts, "assets/"), "");
        let thai = unpack_font(include_bytes!("../../tests/fonts/noto-sans-thai.ttf").to_vec()).unwrap();
        fonts.add_further(thai, None, "assets/fonts/Thai 1.ttf").unwrap();
        let css = further_rules(&fonts, "assets/");
        assert!(
            css.starts_with("@font-face{font-family:'Noto Sans Thai';src:url(fonts/Thai%201.ttf);font-weight:400"),
            "{css}"
        );
        assert!(css.contains(":root{--further:'Noto Sans Thai',}"), "{css}");
        assert!(
            css.contains(".diagram{font-family:\"Wayfare Sans\",\"Wayfare Sans stand-in\",'Noto Sans Thai',"),
            "{css}"
        );
        assert!(fonts.covers(Typeface::SerifSemibold, 'ก') && !fonts.covers(Typeface::Sans, '漢'));
        assert!(fonts.add_further(Arc::from(&b"no font"[..]), None, "x").is_err());
        assert!(unpack_font(b"wOF2 and nothing".to_vec()).is_err());
    }
}
