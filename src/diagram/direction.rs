//! Which way words and pictures run.
//!
//! 1. [`is_right_to_left`] decides by language: a picture in Arabic or Hebrew begins at the right.
//! 2. [`reads_right_to_left`] decides by the first strong letter of a text (UAX #9, rules P2 and P3), so that an English name in an
//!    Arabic picture, or an Arabic quote in an English one, keeps its own order. Numbers alone run from left to right.
//! 3. [`isolated`] keeps names of the other direction together within a sentence.
//! 4. [`as_read`] mirrors a laid-out picture: places and anchors change sides, bars fill from the other; letters, faces and icons stay
//!    as they are.
//!
//! Layouts therefore think from left to right only.

use std::borrow::Cow;

use kurbo::{Affine, Point, Rect};
use unicode_bidi::{BidiClass, bidi_class};

use super::line_break::Line;
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

/// Whether the first letter with a direction is one that runs from right to left; what is isolated in the text does not count.
#[must_use]
pub fn reads_right_to_left(text: &str) -> bool {
    !text.is_ascii() && first_direction(text) == Some(true)
}

/// Whether the first letter with a direction runs from right to left; `None` without such a letter.
fn first_direction(text: &str) -> Option<bool> {
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            ISOLATE => depth += 1,
            END_OF_ISOLATE => depth = depth.saturating_sub(1),
            LEFT_TO_RIGHT_MARK => {}
            _ if depth > 0 => {}
            _ => match bidi_class(character) {
                BidiClass::L => return Some(false),
                BidiClass::R | BidiClass::AL => return Some(true),
                _ => {}
            },
        }
    }
    None
}

/// Words that stand in a sentence: apart from it (U+2068, U+2069) where some of their letters run the other way, so that they do not
/// pull the sentence's own stops and apostrophes to their other side.
#[must_use]
pub fn isolated(words: &str, is_sentence_right_to_left: bool) -> Cow<'_, str> {
    if words.is_ascii() && !is_sentence_right_to_left {
        return Cow::Borrowed(words);
    }
    let runs_otherwise = |class| match class {
        BidiClass::L => is_sentence_right_to_left,
        BidiClass::R | BidiClass::AL => !is_sentence_right_to_left,
        _ => false,
    };
    if words.starts_with(ISOLATE) || !words.chars().map(bidi_class).any(runs_otherwise) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(isolate(words))
}

/// Words apart from whatever stands around them.
#[must_use]
pub fn isolate(words: &str) -> String {
    format!("{ISOLATE}{words}{END_OF_ISOLATE}")
}

/// Whether a pattern (`{persona}’s lowest`) is a sentence that runs from right to left; its placeholders do not count.
#[must_use]
pub fn pattern_direction(pattern: &str) -> Option<bool> {
    pattern.split('{').enumerate().find_map(|(index, part)| {
        let literal = if index == 0 { part } else { part.split_once('}').map_or(part, |(_, after)| after) };
        first_direction(literal)
    })
}

/// Lines of a text that was broken: what is isolated on one line and the next is so on each of them.
pub(super) fn close_isolates(lines: &mut [Line<'_>]) {
    let mut is_open = false;
    for line in lines {
        let opens = is_open;
        for character in line.content.chars() {
            match character {
                ISOLATE => is_open = true,
                END_OF_ISOLATE => is_open = false,
                _ => {}
            }
        }
        if opens {
            line.content.to_mut().insert(0, ISOLATE);
        }
        if is_open {
            line.content.to_mut().push(END_OF_ISOLATE);
        }
    }
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
            Mark::Severity { origin, height, from_right, .. } => {
                origin.x = width - origin.x - 34.0 * *height / 12.0;
                *from_right = !*from_right;
            }
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
/// FSI: what follows has the direction of its own first letter, up to PDI, and the text around sees nothing of it.
pub(super) const ISOLATE: char = '\u{2068}';
const END_OF_ISOLATE: char = '\u{2069}';

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
    fn words_of_another_direction_stand_apart_from_their_sentence() {
        for (words, in_arabic, in_english) in [
            ("Maya", "\u{2068}Maya\u{2069}", "Maya"),
            ("מאיה", "מאיה", "\u{2068}מאיה\u{2069}"),
            ("−1,5", "−1,5", "−1,5"),
            ("\u{2068}Maya\u{2069}", "\u{2068}Maya\u{2069}", "\u{2068}Maya\u{2069}"),
        ] {
            assert_eq!((isolated(words, true).as_ref(), isolated(words, false).as_ref()), (in_arabic, in_english));
        }
        // The possessive is the sentence's: the line runs as it does.
        assert!(!reads_right_to_left("\u{2068}מאיה\u{2069}’s lowest"));
        assert!(reads_right_to_left("\u{2068}Maya\u{2069} עצובה"));
        assert_eq!(pattern_direction("{persona}’s lowest"), Some(false));
        assert_eq!((pattern_direction("أدنى نقطة لدى {persona}"), pattern_direction("{a}: {b}")), (Some(true), None));
    }

    #[test]
    fn a_break_inside_isolated_words_isolates_both_lines() {
        let line = |content: &'static str| Line { content: content.into(), width: 1.0 };
        let mut lines = [line("at \u{2068}בוחרת"), line("יום\u{2069}, 1"), line("and")];
        close_isolates(&mut lines);
        let contents = lines.map(|line| line.content.into_owned());
        assert_eq!(contents, ["at \u{2068}בוחרת\u{2069}", "\u{2068}יום\u{2069}, 1", "and"]);
    }

    #[test]
    fn bars_fill_from_the_side_where_reading_begins() {
        let mut marks = [Mark::Severity { level: 2, origin: Point::new(10.0, 5.0), height: 12.0, from_right: false }];
        mirror_marks(&mut marks, 100.0);
        assert!(matches!(marks, [Mark::Severity { origin, from_right: true, .. }] if origin == Point::new(56.0, 5.0)));
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
