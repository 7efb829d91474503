//! Words without markup.

use std::ops::Range;

use super::node::{Element, Node, Shared};

/// Adds a text without the characters that no page may hold: control characters but line ends and tabs, and the code
/// points that stand for no character.
pub(super) fn push_clean(into: &mut String, text: &str) {
    let is_odd = |byte: u8| ((byte < b' ') & (byte != b'\n') & (byte != b'\t')) | (byte > b'~');
    let is_plain = !text.bytes().fold(false, |found, byte| found | is_odd(byte));
    if !is_plain && text.chars().any(is_unwanted) {
        into.extend(text.chars().filter(|character| !is_unwanted(*character)));
    } else {
        into.push_str(text);
    }
}

fn is_unwanted(character: char) -> bool {
    let code = u32::from(character);
    (character.is_control() && character != '\n' && character != '\t')
        || (0xFDD0..=0xFDEF).contains(&code)
        || code & 0xFFFE == 0xFFFE
}

/// White space folded to single spaces, none at the ends.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    push_folded(&mut folded, text);
    folded.truncate(folded.trim_end().len());
    folded
}

/// Adds a text; white space becomes one space, and none at the start of a line.
pub(super) fn push_folded(into: &mut String, text: &str) {
    // Nearly every text is ASCII, where white space is one of six bytes.
    if text.is_ascii() {
        let is_space = |byte: u8| matches!(byte, b' ' | b'\t'..=b'\r');
        let spaces = text.bytes().enumerate().filter(|(_, byte)| is_space(*byte));
        push_words(into, text, spaces.map(|(at, _)| at..at + 1));
    } else {
        let spaces = text.char_indices().filter(|(_, character)| character.is_whitespace());
        push_words(into, text, spaces.map(|(at, space)| at..at + space.len_utf8()));
    }
}

/// Word by word: what stands between two of the `spaces` is copied at once.
fn push_words(into: &mut String, text: &str, spaces: impl Iterator<Item = Range<usize>>) {
    let mut at_space = into.is_empty() || into.ends_with([' ', '\n']);
    let mut word = 0;
    for space in spaces {
        if word < space.start {
            into.push_str(&text[word..space.start]);
            at_space = false;
        }
        if !at_space {
            into.push(' ');
            at_space = true;
        }
        word = space.end;
    }
    into.push_str(&text[word..]);
}

/// The words of some nodes on one line.
pub(super) fn of_nodes(nodes: &[Node], shared: &Shared) -> String {
    let mut words = String::new();
    for node in nodes {
        match node {
            Node::Text(text) | Node::Code(text) => push_folded(&mut words, shared.words(*text)),
            Node::Image(image) | Node::Figure(image) => {
                if let Some(image) = shared.images.get(*image as usize) {
                    push_folded(&mut words, &image.alternative);
                }
            }
            Node::HardBreak => push_folded(&mut words, " "),
            Node::Open(element) | Node::Close(element) if !element.is_inline(shared) => push_folded(&mut words, " "),
            Node::CodeBlock { code, .. } => push_folded(&mut words, shared.words(*code)),
            Node::Open(Element::Html(_)) | Node::Close(Element::Html(_)) => {}
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// How many words a reader reads. Scripts without spaces are counted by their letters: two of Chinese or Japanese, four of Thai,
/// Lao, Khmer or Burmese make a word.
#[must_use]
pub fn count_words(text: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    let (mut words, mut ideographs, mut letters) = (0, 0_usize, 0_usize);
    for word in text.unicode_words() {
        match word.chars().next().map_or(0, u32::from) {
            0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff => letters += word.graphemes(true).count(),
            0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff => {
                ideographs += word.chars().count();
            }
            _ => words += 1,
        }
    }
    words + ideographs.div_ceil(2) + letters.div_ceil(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text of at most `most` of these characters.
    fn texts(characters: &[char], most: usize) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut begin = 0;
        for _ in 0..most {
            let end = all.len();
            for at in begin..end {
                all.extend(characters.iter().map(|character| format!("{}{character}", all[at])).collect::<Vec<_>>());
            }
            begin = end;
        }
        all
    }

    #[test]
    fn folding_is_joining_the_words() {
        for text in texts(&[' ', 'a', '\n', '\u{b}', 'é', '\u{a0}'], 5) {
            assert_eq!(fold(&text), text.split_whitespace().collect::<Vec<_>>().join(" "), "{text:?}");
        }
    }

    #[test]
    fn what_follows_a_space_begins_with_none() {
        for (before, text, after) in [
            ("", " a  b ", "a b "),
            ("x ", " a", "x a"),
            ("x", " a", "x a"),
            ("x\n", "\ta\r\nb", "x\na b"),
            ("x", "é  ü", "xé ü"),
        ] {
            let mut into = before.to_owned();
            push_folded(&mut into, text);
            assert_eq!(into, after, "{before:?} {text:?}");
        }
    }
}
