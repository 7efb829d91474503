//! Fonts inside a picture, so that it looks the same wherever it is opened: only the letters that it uses.
//!
//! 1. Each text is shaped as a painter would shape it, which says what face writes which letters ([`UsedLetters`]).
//! 2. A face is cut down to those letters (`subset`): to its outlines alone, or, where letters join or stack, with the tables that say
//!    how they do.
//! 3. The small font is packed (`sfnt`, WOFF 1.0: every browser reads it) and written into an `@font-face` rule as a `data:` address.

mod cmap;
mod sfnt;
mod subset;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagram::Scene;
use crate::diagram::text_metrics::{FontBook, Typeface, is_joined, is_zero_width};

use super::fonts::{SANS_FAMILY, SERIF_FAMILY, css_name};

/// What one face writes in a picture.
#[derive(Debug, Default)]
struct UsedLetters {
    characters: BTreeSet<char>,
    /// What the letters became where they stand: joined forms have glyphs of their own.
    glyphs: BTreeSet<u16>,
}

/// The `@font-face` rules of everything that a picture writes; empty for a picture without words. A face that cannot be cut down is left
/// out: the reader's own fonts stand in for it.
#[must_use]
pub fn embedded_faces(scene: &Scene<'_>, fonts: &FontBook) -> String {
    let mut used: BTreeMap<usize, UsedLetters> = BTreeMap::new();
    for text in scene.texts() {
        let shaped = fonts.shape(text.typeface, &text.content);
        for run in &shaped.runs {
            let letters = used.entry(run.face).or_default();
            letters.characters.extend(text.content.get(run.range.clone()).unwrap_or_default().chars());
            letters.glyphs.extend(run.glyphs.iter().filter_map(|glyph| u16::try_from(glyph.id).ok()));
        }
    }
    let mut css = String::new();
    for (index, mut letters) in used {
        let Some(face) = fonts.face(index) else { continue };
        // A space between words of two faces belongs to neither; a soft hyphen becomes a hyphen.
        letters.characters.extend([' ', '-']);
        let stacks = letters.characters.iter().any(|c| is_joined(*c as u32) || is_zero_width(*c as u32));
        let is_further = index >= Typeface::ALL.len();
        let Some(font) = subset::cut_down(face, &letters, stacks && is_further) else { continue };
        let (family, weight, is_italic) = match Typeface::ALL.get(index) {
            Some(typeface) => {
                let family = if typeface.is_serif() { SERIF_FAMILY } else { SANS_FAMILY };
                (family.to_owned(), typeface.weight(), typeface.is_italic())
            }
            None => match fonts.further().get(index - Typeface::ALL.len()) {
                Some(font) => (css_name(&font.family), font.weight, font.is_italic),
                None => continue,
            },
        };
        let style = if is_italic { "italic" } else { "normal" };
        css.push_str(&format!("@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};src:url("));
        css.push_str("data:font/woff;base64,");
        BASE64.encode_string(&font, &mut css);
        css.push_str(") format('woff')}\n");
    }
    css
}

#[cfg(test)]
mod tests {
    use kurbo::{Point, Size};
    use skrifa::{FontRef, MetadataProvider};

    use super::*;
    use crate::diagram::scene::{Anchor, Mark, Role, SceneKind};
    use crate::diagram::text_block::text_mark;
    use crate::diagram::text_metrics::TextStyle;
    use crate::diagram::text_metrics::tests::further;

    fn picture(fonts: &FontBook, words: &[&'static str]) -> Scene<'static> {
        let style = TextStyle::new(Typeface::Sans, 16.0, 1.2);
        let mark = |words: &&'static str| {
            Mark::Text(text_mark(fonts, &style, Point::new(2.0, 15.0), Anchor::Start, Role::Ink, *words))
        };
        Scene {
            id: "t".into(),
            kind: SceneKind::Curve,
            size: Size::new(60.0, 20.0),
            title: "".into(),
            description: "".into(),
            language: "en".into(),
            marks: words.iter().map(mark).collect(),
        }
    }

    #[test]
    fn only_the_letters_in_use_are_embedded() {
        let fonts = further();
        assert_eq!(embedded_faces(&picture(&fonts, &[]), &fonts), "");
        let css = embedded_faces(&picture(&fonts, &["Maya’s box"]), &fonts);
        assert!(
            css.starts_with("@font-face{font-family:'Wayfare Sans';font-weight:400;font-style:normal;src:url(data:")
        );
        assert!(css.len() < 9_000, "{} bytes for nine letters", css.len());
        let css = embedded_faces(&picture(&fonts, &["box", "สั่งซื้อ", "توصيل", "配送"]), &fonts);
        let names: Vec<&str> = fonts.further().iter().map(|font| font.family.as_str()).collect();
        for (family, is_used) in names.iter().zip([true, false, true, false, true]) {
            assert_eq!(css.contains(&format!("font-family:'{family}'")), is_used, "{family}");
        }
    }

    #[test]
    fn what_is_cut_down_is_still_a_font() {
        let fonts = further();
        for (words, letter, keeps_layout) in
            [("Maya", 'M', false), ("توصيل", 'ص', true), ("配送", '配', false), ("สั่ง", 'ส', true)]
        {
            let shaped = fonts.shape(Typeface::Sans, words);
            let run = shaped.runs.first().unwrap();
            let face = fonts.face(run.face).unwrap();
            let letters = UsedLetters {
                characters: words.chars().collect(),
                glyphs: run.glyphs.iter().map(|glyph| glyph.id as u16).collect(),
            };
            let tables = subset::small_tables(face, &letters, keeps_layout).unwrap();
            let font = sfnt::write_sfnt(&tables);
            assert!(font.len() < face.bytes().len(), "{words}");
            let parsed = FontRef::from_index(&font, 0).unwrap();
            let glyph = parsed.charmap().map(letter).unwrap_or_else(|| panic!("{letter} has no glyph"));
            assert!(parsed.outline_glyphs().get(glyph).is_some(), "{letter} has an outline");
            assert!(parsed.charmap().map('Q').is_none());
            let advance =
                parsed.glyph_metrics(skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default());
            let expected = face.glyph_advance(face.glyph(letter).unwrap().id) * face.units_per_em();
            assert!((advance.advance_width(glyph).unwrap() - expected).abs() < 0.5, "{letter} keeps its width");
            let layout = [b"GSUB", b"GPOS"].iter().any(|tag| tables.contains_key(*tag));
            assert_eq!(layout, keeps_layout, "{words}");
        }
    }
}
