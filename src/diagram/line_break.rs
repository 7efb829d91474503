//! Text into lines: nothing is cut, nothing is wider than it may be.
//!
//! 1. The text is split at the break opportunities of Unicode (UAX #14) into pieces, each measured once. Thai, Lao, Khmer and
//!    Burmese have no spaces between words: there a dictionary says where words end.
//! 2. A piece wider than the line is split between syllables with a hyphen ([`super::hyphenation`]), else between grapheme clusters.
//! 3. Lines are filled greedily; [`break_balanced`] then looks for the narrowest width that needs no more lines.

use std::borrow::Cow;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::direction::{ISOLATE, close_isolates};
use super::hyphenation::{is_hyphenated_letter, syllable_breaks};
use super::text_metrics::{FontBook, TextStyle};

/// No line has fewer letters of a word that was split, if it can be helped.
const FEWEST_ALONE: usize = 3;

/// One line, measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    pub content: Cow<'a, str>,
    pub width: f64,
}

/// What stays together on a line.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: usize,
    /// Without the spaces that follow.
    end: usize,
    width: f64,
    width_with_space: f64,
    ends_line: bool,
    /// A hyphen is added when the line ends after this piece.
    hyphen: bool,
}

/// Lines no wider than `max_width` (a single grapheme cluster may be, when the line is narrower than one letter).
/// Empty or blank text has no lines.
pub fn break_lines<'a>(fonts: &FontBook, style: &TextStyle, text: &'a str, max_width: f64) -> Vec<Line<'a>> {
    let pieces = split_pieces(fonts, style, text, max_width);
    fill_lines(fonts, style, text, &pieces, max_width)
}

/// As [`break_lines`], with lines of similar length: the same number of lines, the narrowest block.
pub fn break_balanced<'a>(fonts: &FontBook, style: &TextStyle, text: &'a str, max_width: f64) -> Vec<Line<'a>> {
    let pieces = split_pieces(fonts, style, text, max_width);
    let hyphen = hyphen_width(fonts, style);
    let n_lines = count_lines(&pieces, max_width, hyphen);
    if n_lines <= 1 {
        return fill_lines(fonts, style, text, &pieces, max_width);
    }
    let widest = pieces.iter().map(|piece| piece.width).fold(0.0, f64::max);
    let (mut low, mut high) = (widest.min(max_width), max_width);
    for _ in 0..7 {
        let middle = (low + high) / 2.0;
        if count_lines(&pieces, middle, hyphen) > n_lines {
            low = middle;
        } else {
            high = middle;
        }
    }
    fill_lines(fonts, style, text, &pieces, high)
}

/// Width of the widest piece that would not be broken between words.
pub fn widest_word(fonts: &FontBook, style: &TextStyle, text: &str) -> f64 {
    split_pieces(fonts, style, text, f64::INFINITY).iter().map(|piece| piece.width).fold(0.0, f64::max)
}

/// The widest of some lines.
pub fn widest_line(lines: &[Line<'_>]) -> f64 {
    lines.iter().map(|line| line.width).fold(0.0, f64::max)
}

fn hyphen_width(fonts: &FontBook, style: &TextStyle) -> f64 {
    fonts.width_in(style, "-")
}

fn split_pieces(fonts: &FontBook, style: &TextStyle, text: &str, max_width: f64) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if breaks_only_after_spaces(text) {
        push_plain_words(fonts, style, text, max_width, &mut pieces);
    } else {
        push_pieces(fonts, style, text, max_width, linebreaks(text), &mut pieces);
    }
    pieces
}

/// Most texts are words of plain letters, spaces, and stops at the end of words: UAX #14 breaks them after spaces alone, and its
/// tables need not be asked.
fn breaks_only_after_spaces(text: &str) -> bool {
    let mut bytes = text.bytes().peekable();
    let mut before = b' ';
    while let Some(byte) = bytes.next() {
        let is_plain = match byte {
            b' ' | b'\'' => true,
            // What ends a word never begins one: a space before it would not be a place to break.
            b',' | b'.' => before != b' ',
            b'?' | b'!' => before != b' ' && bytes.peek().is_none_or(|next| *next == b' '),
            byte => byte.is_ascii_alphanumeric(),
        };
        if !is_plain {
            return false;
        }
        before = byte;
    }
    true
}

/// The pieces of a text that breaks only after spaces: its words.
fn push_plain_words(fonts: &FontBook, style: &TextStyle, text: &str, max_width: f64, pieces: &mut Vec<Piece>) {
    let space = fonts.width_in(style, " ");
    let mut start = 0;
    for word in text.split(' ') {
        let end = start + word.len();
        if !word.is_empty() {
            let width = fonts.width_in(style, word);
            let width_with_space = if end < text.len() { width + space } else { width };
            let piece = Piece { start, end, width, width_with_space, ends_line: false, hyphen: false };
            if width <= max_width {
                pieces.push(piece);
            } else {
                split_long_word(fonts, style, word, piece, max_width, pieces);
            }
        }
        start = end + 1;
    }
    if let Some(last) = pieces.last_mut() {
        last.ends_line = true;
    }
}

fn push_pieces(
    fonts: &FontBook,
    style: &TextStyle,
    text: &str,
    max_width: f64,
    breaks: impl Iterator<Item = (usize, BreakOpportunity)>,
    pieces: &mut Vec<Piece>,
) {
    let mut start = 0;
    for (end, opportunity) in breaks {
        let Some(whole) = text.get(start..end) else { continue };
        let word = whole.trim();
        // The offset of the word inside the text; leading space occurs only where a text or line begins with it.
        let word_start = start + (whole.len() - whole.trim_start().len());
        let ends_line = opportunity == BreakOpportunity::Mandatory;
        start = end;
        if word.is_empty() {
            if ends_line && let Some(last) = pieces.last_mut() {
                last.ends_line = true;
            }
            continue;
        }
        let width = fonts.width_in(style, word);
        let space = whole.len() - (word_start - (end - whole.len())) - word.len();
        let width_with_space = if space == 0 { width } else { width + fonts.width_in(style, " ") };
        let soft_hyphen = word.ends_with('\u{ad}');
        let piece = Piece {
            start: word_start,
            end: word_start + word.len(),
            width,
            width_with_space,
            ends_line,
            hyphen: soft_hyphen,
        };
        if word.chars().any(has_no_spaces) {
            split_by_dictionary(fonts, style, word, piece, max_width, pieces);
        } else if width <= max_width {
            pieces.push(piece);
        } else {
            split_long_word(fonts, style, word, piece, max_width, pieces);
        }
    }
}

/// Letters of scripts that are written without spaces and whose words only a dictionary knows.
fn has_no_spaces(character: char) -> bool {
    matches!(character as u32, 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x1950..=0x19df | 0x1a20..=0x1aaf | 0xa9e0..=0xa9ff | 0xaa60..=0xaadf)
}

/// Splits a run of such letters into its words. The dictionary was chosen over the trained model that the library also has: it gives
/// the same breaks for ordinary words, is faster, and needs no floating point.
fn split_by_dictionary(
    fonts: &FontBook,
    style: &TextStyle,
    run: &str,
    whole: Piece,
    max_width: f64,
    pieces: &mut Vec<Piece>,
) {
    let mut start = 0;
    for end in LineSegmenter::new_dictionary(LineBreakOptions::default()).segment_str(run) {
        let Some(word) = run.get(start..end).filter(|word| !word.is_empty()) else { continue };
        let is_last = end == run.len();
        let width = fonts.width_in(style, word);
        let space = if is_last { whole.width_with_space - whole.width } else { 0.0 };
        let piece = Piece {
            start: whole.start + start,
            end: whole.start + end,
            width,
            width_with_space: width + space,
            ends_line: is_last && whole.ends_line,
            hyphen: is_last && whole.hyphen,
        };
        start = end;
        if width <= max_width {
            pieces.push(piece);
        } else {
            split_long_word(fonts, style, word, piece, max_width, pieces);
        }
    }
}

/// Splits a word that fits no line into chunks that do: between syllables, else between letters so that no line has one or two of them.
fn split_long_word(
    fonts: &FontBook,
    style: &TextStyle,
    word: &str,
    whole: Piece,
    max_width: f64,
    pieces: &mut Vec<Piece>,
) {
    let hyphen = hyphen_width(fonts, style);
    let clusters: Vec<(usize, &str, f64)> =
        word.grapheme_indices(true).map(|(offset, it)| (offset, it, fonts.width_in(style, it))).collect();
    let syllables = syllable_breaks(clusters.iter().map(|(_, cluster, _)| *cluster));
    let is_letter =
        |index: usize| clusters.get(index).and_then(|it| it.1.chars().next()).is_some_and(is_hyphenated_letter);
    let (mut start, mut rest_width) = (0, clusters.iter().map(|(_, _, width)| width).sum::<f64>());
    while rest_width > max_width && start + 1 < clusters.len() {
        // As much as fits with a hyphen, at least one cluster.
        let (mut end, mut width) = (start, 0.0);
        for (index, (_, _, own)) in clusters.iter().enumerate().skip(start) {
            if index > start && width + own + hyphen > max_width {
                break;
            }
            width += own;
            end = index + 1;
        }
        end = end.min(clusters.len() - 1);
        let syllable = syllables.iter().rev().find(|at| (start + 1..=end).contains(*at));
        let few = FEWEST_ALONE.saturating_sub(clusters.len() - end);
        let cut = match syllable {
            Some(at) => *at,
            None if end - start >= FEWEST_ALONE + few => end - few,
            None => end,
        };
        let Some(&(from, ..)) = clusters.get(start) else { break };
        let to = clusters.get(cut).map_or(word.len(), |(offset, ..)| *offset);
        let width: f64 = clusters.iter().take(cut).skip(start).map(|(_, _, width)| width).sum();
        let has_hyphen = is_letter(cut - 1) && is_letter(cut);
        pieces.push(Piece {
            start: whole.start + from,
            end: whole.start + to,
            width: if has_hyphen { width + hyphen } else { width },
            width_with_space: width,
            ends_line: false,
            hyphen: has_hyphen,
        });
        start = cut;
        rest_width -= width;
    }
    let from = clusters.get(start).map_or(word.len(), |(offset, ..)| *offset);
    let space = whole.width_with_space - whole.width;
    let width: f64 = clusters.iter().skip(start).map(|(_, _, width)| width).sum();
    pieces.push(Piece { start: whole.start + from, width, width_with_space: width + space, ..whole });
}

/// Walks the pieces and calls `emit(first, last)` (indices, inclusive) for each line.
fn walk_lines(pieces: &[Piece], max_width: f64, hyphen: f64, mut emit: impl FnMut(usize, usize)) {
    let mut first = 0;
    let mut advance = 0.0;
    for (index, piece) in pieces.iter().enumerate() {
        let own =
            if piece.hyphen && piece.width == piece.width_with_space { piece.width + hyphen } else { piece.width };
        if index > first && advance + own > max_width + 1e-6 {
            emit(first, index - 1);
            first = index;
            advance = 0.0;
        }
        advance += piece.width_with_space;
        if piece.ends_line || index + 1 == pieces.len() {
            emit(first, index);
            first = index + 1;
            advance = 0.0;
        }
    }
}

fn count_lines(pieces: &[Piece], max_width: f64, hyphen: f64) -> usize {
    let mut n_lines = 0;
    walk_lines(pieces, max_width, hyphen, |_, _| n_lines += 1);
    n_lines
}

fn fill_lines<'a>(
    fonts: &FontBook,
    style: &TextStyle,
    text: &'a str,
    pieces: &[Piece],
    max_width: f64,
) -> Vec<Line<'a>> {
    let hyphen = hyphen_width(fonts, style);
    let mut lines = Vec::new();
    walk_lines(pieces, max_width, hyphen, |first, last| {
        // Letters that join are mostly narrower together than in pieces; where they are wider, the last piece goes to a line of its own.
        let mut first = first;
        while first <= last {
            let fitting = (first..=last).rev().find_map(|end| {
                let line = line_of(fonts, style, text, pieces.get(first..=end)?, hyphen)?;
                (end == first || line.width <= max_width + 1e-6 || !fonts.joins(&line.content)).then_some((end, line))
            });
            let Some((end, line)) = fitting else { return };
            lines.push(line);
            first = end + 1;
        }
    });
    if text.contains(ISOLATE) {
        close_isolates(&mut lines);
    }
    lines
}

/// Some pieces as one line, measured.
fn line_of<'a>(fonts: &FontBook, style: &TextStyle, text: &'a str, pieces: &[Piece], hyphen: f64) -> Option<Line<'a>> {
    let (end, before) = pieces.split_last()?;
    let content = text.get(pieces.first()?.start..end.end)?;
    let inner: f64 = before.iter().map(|piece| piece.width_with_space).sum();
    if end.hyphen {
        let shown = content.trim_end_matches('\u{ad}');
        let own = if end.width == end.width_with_space { end.width + hyphen } else { end.width };
        return Some(Line { content: Cow::Owned(format!("{shown}-")), width: inner + own });
    }
    // Several spaces are seen as one.
    let width = if fonts.joins(content) {
        fonts.width_in(style, &content.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        inner + end.width
    };
    Some(Line { content: Cow::Borrowed(content), width })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::text_metrics::{Typeface, tests::shipped};

    const STYLE: TextStyle = TextStyle::new(Typeface::Sans, 16.0, 1.3);

    #[track_caller]
    fn check(text: &str, max_width: f64, expected: &[&str]) {
        let fonts = shipped();
        let lines = break_lines(&fonts, &STYLE, text, max_width);
        let contents: Vec<&str> = lines.iter().map(|line| &*line.content).collect();
        assert_eq!(contents, expected);
        for line in &lines {
            let measured = fonts.width_in(&STYLE, &line.content);
            assert!((line.width - measured).abs() < 0.01, "{}: {} measured {measured}", line.content, line.width);
        }
    }

    #[test]
    fn breaks_between_words() {
        check("Opens three of the eleven boxes", 110.0, &["Opens three of", "the eleven", "boxes"]);
        check("  one\ntwo  ", 110.0, &["one", "two"]);
        check("", 50.0, &[]);
        check("   ", 50.0, &[]);
        check("漢字漢字", 33.0, &["漢字", "漢字"]);
    }

    #[test]
    fn breaks_by_the_rules_of_each_script() {
        // Between Thai words, not before a mark; no line begins with a Japanese full stop; Arabic between words.
        check("สวัสดีครับยินดีต้อนรับ", 80.0, &["สวัสดีครับ", "ยินดีต้อนรับ"]);
        check("漢字。漢字", 33.0, &["漢", "字。", "漢字"]);
        check("مرحبا بالعالم", 70.0, &["مرحبا", "بالعالم"]);
        check("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 20.0, &["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]);
        check("e\u{301}e\u{301}e\u{301}", 18.0, &["e\u{301}-", "e\u{301}e\u{301}"]);
    }

    #[test]
    fn breaks_inside_long_words() {
        check("Donaudampfschiff", 60.0, &["Donau-", "dampf-", "schiff"]);
        check("Postleitzahlenprüfung", 110.0, &["Postleitzahlen-", "prüfung"]);
        check("Bestellbestätigung", 122.0, &["Bestellbestäti-", "gung"]);
        check("1234567890", 34.0, &["123", "456", "7890"]);
        // Seven would fit, but then two would be alone.
        check("rhythmssss", 66.0, &["rhythms-", "sss"]);
        check("Lichtspiel\u{ad}haus", 90.0, &["Lichtspiel-", "haus"]);
        check("delivery/collection", 70.0, &["delivery/", "collection"]);
        check("soft\u{ad}ware", 40.0, &["soft-", "ware"]);
    }

    #[test]
    fn the_short_way_breaks_where_the_tables_do() {
        let letters = ['a', 'Z', '0', ' ', ',', '.', '\'', '?', '!'];
        let mut n_short = 0;
        // All texts of up to five of these signs.
        for number in 0..letters.len().pow(5) {
            let mut rest = number;
            let mut text = String::new();
            while rest > 0 {
                text.push(letters[rest % letters.len()]);
                rest /= letters.len();
            }
            if breaks_only_after_spaces(&text) {
                n_short += 1;
                let spaces = text.as_bytes().windows(2).enumerate();
                let spaces = spaces.filter(|(_, pair)| pair[0] == b' ' && pair[1] != b' ').map(|(at, _)| at + 1);
                let expected: Vec<usize> = linebreaks(&text).map(|(at, _)| at).collect();
                let found: Vec<usize> = spaces.chain((!text.is_empty()).then_some(text.len())).collect();
                assert_eq!(found, expected, "{text:?}");
            }
        }
        assert!(n_short > 10_000, "{n_short}");
    }

    #[test]
    fn balanced_is_no_taller_and_no_wider() {
        let fonts = shipped();
        let text = "Picks a delivery day for the box";
        let greedy = break_lines(&fonts, &STYLE, text, 120.0);
        let balanced = break_balanced(&fonts, &STYLE, text, 120.0);
        assert_eq!(greedy.len(), balanced.len());
        assert!(widest_line(&balanced) <= widest_line(&greedy));
        assert!(widest_line(&balanced) < 115.0);
    }
}
