//! Which way words and pictures run.
//!
//! 1. [`is_right_to_left`] decides by language: a picture in Arabic or Hebrew begins at the right.
//! 2. [`reads_right_to_left`] decides by the first strong letter of a text (UAX #9, rules P2 and P3), so that an English name in an
//!    Arabic picture, or an Arabic quote in an English one, keeps its own order. Numbers alone run from left to right.
//! 3. [`as_read`] mirrors a laid-out picture: places and anchors change sides; letters, faces and icons stay as they are.
//!
//! Layouts therefore think from left to right only.

use std::borrow::Cow;

use kurbo::{Affine, Point, Rect};
use unicode_bidi::{BidiClass, bidi_class};

use super::scene::{Anchor, Mark, Scene};

/// Languages written from right to left, by their primary subtag (Unicode CLDR, `characterOrder`).
const RIGHT_TO_LEFT: [&str; 12] = ["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"];

/// Whether a language (BCP 47) is written from right to left. A script subtag (`az-Arab`, `ku-Latn`) wins over the language.
#[must_use]
pub fn is_right_to_left(language: &str) -> bool {
    let tag = language.to_ascii_lowercase();
    let script = tag.split('-').skip(1).find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    match script {
        Some(script) => matches!(script, "arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm" | "rohg"),
        None => tag.split('-').next().is_some_and(|primary| RIGHT_TO_LEFT.contains(&primary)),
    }
}

/// `rtl` or `ltr`, as languages of documents name it.
#[must_use]
pub fn direction_of(language: &str) -> &'static str {
    if is_right_to_left(language) { "rtl" } else { "ltr" }
}

/// Whether the first letter with a direction is one that runs from right to left.
#[must_use]
pub fn reads_right_to_left(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let strong = text
        .chars()
        .filter(|c| *c != LEFT_TO_RIGHT_MARK)
        .map(bidi_class)
        .find(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL));
    matches!(strong, Some(BidiClass::R | BidiClass::AL))
}

/// The picture as its language reads: mirrored for a language written from right to left, else as it is.
#[must_use]
pub fn as_read<'s, 'a>(scene: &'s Scene<'a>) -> Cow<'s, Scene<'a>> {
    if !is_right_to_left(&scene.language) {
        return Cow::Borrowed(scene);
    }
    let mut mirrored = scene.clone();
    mirror_marks(&mut mirrored.marks, scene.size.width);
    Cow::Owned(mirrored)
}

/// Mirrors marks at the middle of `0..width`.
pub fn mirror_marks(marks: &mut [Mark<'_>], width: f64) {
    let flip = |point: &mut Point| point.x = width - point.x;
    let flip_rect = |rect: &mut Rect| *rect = Rect::new(width - rect.x1, rect.y0, width - rect.x0, rect.y1);
    for mark in marks {
        match mark {
            Mark::Rect { rect, .. } | Mark::Image { rect, .. } => flip_rect(rect),
            Mark::Line { from, to, .. } => {
                flip(from);
                flip(to);
            }
            Mark::Path { path, .. } | Mark::Hatch { path, .. } => {
                path.apply_affine(Affine::new([-1.0, 0.0, 0.0, 1.0, width, 0.0]));
            }
            Mark::Circle { center, .. } | Mark::PersonaShape { center, .. } | Mark::Icon { center, .. } => flip(center),
            Mark::Polygon { points, .. } => points.iter_mut().for_each(flip),
            Mark::Face(face) => flip(&mut face.center),
            Mark::Text(text) => {
                flip(&mut text.at);
                text.anchor = text.anchor.flipped();
                if reads_right_to_left(&text.content)
                    && let Some(kept) = keep_signs(&text.content)
                {
                    text.content = Cow::Owned(kept);
                }
            }
            // Its box is 34 × 12 before scaling.
            Mark::Severity { origin, height, .. } => origin.x = width - origin.x - 34.0 * *height / 12.0,
            Mark::Link { marks, .. } => mirror_marks(marks, width),
            Mark::Clip { rect, marks } => {
                flip_rect(rect);
                mirror_marks(marks, width);
            }
        }
    }
}

/// A sign belongs before its number, also among words that run from right to left: an invisible mark (U+200E) keeps it there.
fn keep_signs(text: &str) -> Option<String> {
    let mut kept = String::new();
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let opens = matches!(character, '+' | '-' | '−' | '±') && (before.is_whitespace() || before == '(');
        if opens && characters.peek().is_some_and(char::is_ascii_digit) {
            kept.push(LEFT_TO_RIGHT_MARK);
        }
        kept.push(character);
        before = character;
    }
    (kept.len() > text.len()).then_some(kept)
}

const LEFT_TO_RIGHT_MARK: char = '\u{200e}';

impl Anchor {
    /// The other side.
    #[must_use]
    pub fn flipped(self) -> Self {
        match self {
            Self::Start => Self::End,
            Self::Middle => Self::Middle,
            Self::End => Self::Start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::curve::{CurveData, CurveOptions, CurveWords, layout_curve};
    use crate::diagram::text_metrics::tests::shipped;

    #[test]
    fn languages() {
        for (language, expected) in [
            ("ar", true),
            ("ar-EG", true),
            ("he", true),
            ("fa-IR", true),
            ("en", false),
            ("", false),
            ("az-Arab", true),
            ("ku-Latn-TR", false),
            ("de-1996", false),
            ("HE", true),
        ] {
            assert_eq!(is_right_to_left(language), expected, "{language}");
        }
    }

    #[test]
    fn texts_run_as_their_first_letter() {
        for (text, expected) in
            [("שלום", true), ("2026 שלום", true), ("−1,5", false), ("Maya שלום", false), ("«مرحبا»", true), ("", false)]
        {
            assert_eq!(reads_right_to_left(text), expected, "{text}");
        }
    }

    #[test]
    fn signs_stay_before_their_numbers() {
        assert_eq!(keep_signs("+2 שמחה").as_deref(), Some("\u{200e}+2 שמחה"));
        assert_eq!(keep_signs("שמחה (−1,5)").as_deref(), Some("שמחה (\u{200e}−1,5)"));
        assert_eq!(keep_signs("אב-2 + ג"), None);
        assert!(reads_right_to_left("\u{200e}+2 שמחה"));
    }

    #[test]
    fn mirrored_twice_is_the_same_and_stays_inside() {
        let fonts = shipped();
        let data = CurveData { id: "c".into(), title: "מסע".into(), language: "he".into(), ..CurveData::default() };
        let scene = layout_curve(&data, &fonts, &CurveWords::ENGLISH, &CurveOptions::default());
        let mirrored = as_read(&scene).into_owned();
        let twice = as_read(&mirrored);
        for ((one, back), flipped) in scene.texts().iter().zip(twice.texts()).zip(mirrored.texts()) {
            assert!((one.at.x - back.at.x).abs() < 1e-9 && one.anchor == back.anchor);
            let (bounds, other) = (one.bounds(), flipped.bounds());
            assert!((bounds.x0 - (scene.size.width - other.x1)).abs() < 1e-9);
        }
        assert!(matches!(as_read(&Scene { language: "en".into(), ..scene.clone() }), Cow::Borrowed(_)));
    }
}
