//! Bytes to text, kindly.
//!
//! 1. A byte order mark is taken off; with UTF-16's mark the bytes are decoded as UTF-16.
//! 2. What is not UTF-8 is told with its byte and line, together with the encoding that it most likely is in. Where that is clear the
//!    text is decoded all the same, so that the file's other mistakes are found in the same run (the error still stops the build).
//! 3. Control characters are told at their place.

use std::fmt::Write as _;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use super::error::{Action, Error};
use crate::diagnostics::Code;
use crate::source::line_and_column;

/// The longest text that is read, in bytes: far above any page that a person writes, far below what would stop a machine.
pub const LONGEST_TEXT: u64 = 16 * 1024 * 1024;

/// A mistake in the bytes of one file, before the file has an id; the offsets are of the decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) reason: &'static str,
    pub(super) help: Vec<String>,
}

impl Flaw {
    pub(super) fn of_file(code: Code, message: impl Into<String>, reason: &'static str) -> Self {
        Self { code, message: message.into(), label: String::new(), start: 0, end: 0, reason, help: Vec::new() }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// Reads a text file that is not part of a site (an import): at most [`LONGEST_TEXT`] bytes of UTF-8, a byte order mark taken off.
///
/// # Errors
/// When the file cannot be read, is too long, or is not UTF-8 text.
pub fn read_text(path: &Path) -> Result<String, Error> {
    let refused = |cause| Error::new(Action::Read, path, cause);
    match File::open(path).and_then(read_limited).map_err(refused)?.1 {
        None => Err(refused(io::Error::other(format!("it is longer than {} MiB", LONGEST_TEXT / 1024 / 1024)))),
        Some(bytes) => {
            let (text, flaws) = decode(bytes);
            match (text, flaws.into_iter().find(|flaw| flaw.code == Code::NotUtf8)) {
                (Some(text), None) => Ok(text),
                (_, flaw) => Err(refused(io::Error::other(
                    flaw.map_or_else(|| "it is not text".to_owned(), |flaw| flaw.message),
                ))),
            }
        }
    }
}

/// What a file looked like before it was read, and all its bytes, or `None` when there are more than [`LONGEST_TEXT`] (of which nothing
/// is kept).
pub(super) fn read_limited(mut file: File) -> io::Result<(Metadata, Option<Vec<u8>>)> {
    let metadata = file.metadata()?;
    let length = metadata.len();
    if length > LONGEST_TEXT {
        return Ok((metadata, None));
    }
    let mut bytes = vec![0; usize::try_from(length).unwrap_or(0).saturating_add(1)];
    // Less than there is room for: the file has ended, and need not be asked again. (A site is thousands of files.)
    let n_read = loop {
        match file.read(&mut bytes) {
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    let may_go_on = n_read == bytes.len() || n_read as u64 != length;
    bytes.truncate(n_read);
    if may_go_on {
        file.take((LONGEST_TEXT + 1).saturating_sub(n_read as u64)).read_to_end(&mut bytes)?;
    }
    Ok((metadata, (bytes.len() as u64 <= LONGEST_TEXT).then_some(bytes)))
}

/// The text of `bytes` as far as it can be had, and what is wrong with it.
pub(super) fn decode(bytes: Vec<u8>) -> (Option<String>, Vec<Flaw>) {
    const NOT_UTF8: &str = "Wayfare reads UTF-8 only, so that a page looks the same on every machine.";
    if let Some((text, name)) = decode_utf16(&bytes) {
        let flaw = Flaw::of_file(Code::NotUtf8, format!("the file is in {name}, not in UTF-8"), NOT_UTF8)
            .help("Save it again with the encoding UTF-8 (in most editors: “Save with encoding”).");
        return (Some(text), vec![flaw]);
    }
    let text = match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            text
        }
        Err(failed) => {
            let valid_until = failed.utf8_error().valid_up_to();
            let bytes = failed.into_bytes();
            let bad_byte = bytes.get(valid_until).copied().unwrap_or_default();
            let before = String::from_utf8_lossy(bytes.get(..valid_until).unwrap_or_default()).into_owned();
            let (line, column) = line_and_column(&before, before.len());
            if bytes.contains(&0) {
                let flaw = Flaw::of_file(
                    Code::NotUtf8,
                    format!("this is not a text file: byte 0x{bad_byte:02X} in line {line}"),
                    "Its name says that it is text, but its bytes look like an image, an archive or another binary file.",
                )
                .help("Give it the extension of what it is, or take it out of the site.");
                return (None, vec![flaw]);
            }
            let n_bad = count_invalid(&bytes);
            let start = before.trim_start_matches('\u{feff}').len();
            let text = decode_windows_1252(&bytes);
            let character = text.get(start..).and_then(|rest| rest.chars().next()).unwrap_or_default();
            let mut label = format!("byte 0x{bad_byte:02X}");
            if !character.is_control() {
                let _ = write!(label, ", “{character}” if the file is in Windows-1252");
            }
            let flaw = Flaw {
                code: Code::NotUtf8,
                message: format!("the file is not UTF-8: byte 0x{bad_byte:02X} in line {line}, column {column}"),
                label,
                start,
                end: start + character.len_utf8(),
                reason: NOT_UTF8,
                help: vec![
                    "It is most likely in Windows-1252 or Latin-1: open it in that encoding and save it again as UTF-8.".to_owned(),
                ],
            };
            let more = (n_bad > 1).then(|| format!("{} more bytes of the file are not UTF-8 either.", n_bad - 1));
            return (Some(text), vec![Flaw { help: flaw.help.iter().cloned().chain(more).collect(), ..flaw }]);
        }
    };
    let flaws = find_control_character(&text).into_iter().collect();
    (Some(text), flaws)
}

/// The first character that no text needs: everything of Unicode's class Cc apart from tab, line feed, carriage return and next line.
fn find_control_character(text: &str) -> Option<Flaw> {
    // Control characters are these bytes, or two bytes of which the first is 0xC2: nearly no text has one.
    // (No way out of the loop and no branch: so the compiler looks at many bytes at once.)
    let may_be = |byte: u8| {
        (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0x7F) | (byte == 0xC2)
    };
    if !text.bytes().fold(false, |found, byte| found | may_be(byte)) {
        return None;
    }
    let is_control = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let (start, character) = text.char_indices().find(|(_, c)| is_control(c))?;
    let more = text.get(start..).unwrap_or_default().chars().filter(is_control).count() - 1;
    let what = match character {
        '\0' => "a NUL byte".to_owned(),
        '\u{1b}' => "an escape character (U+001B)".to_owned(),
        other => format!("a control character (U+{:04X})", u32::from(other)),
    };
    Some(Flaw {
        code: Code::ControlCharacter,
        message: format!("the text contains {what}"),
        label: "cannot be seen, and cannot be published".to_owned(),
        start,
        end: start + character.len_utf8(),
        reason: "No web page may contain it. It often comes from copying out of another program, or from a damaged file.",
        help: std::iter::once(
            "Delete the character; if it cannot be seen, delete and retype the words around it.".to_owned(),
        )
        .chain((more > 0).then(|| format!("{more} more such characters follow in this file.")))
        .collect(),
    })
}

fn decode_utf16(bytes: &[u8]) -> Option<(String, &'static str)> {
    type Join = fn([u8; 2]) -> u16;
    let (rest, join, name): (_, Join, _) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (rest, u16::from_le_bytes, "UTF-16 (little-endian)"),
        [0xFE, 0xFF, rest @ ..] => (rest, u16::from_be_bytes, "UTF-16 (big-endian)"),
        _ => return None,
    };
    let (pairs, _) = rest.as_chunks::<2>();
    Some((char::decode_utf16(pairs.iter().map(|pair| join(*pair))).map(|c| c.unwrap_or('\u{fffd}')).collect(), name))
}

/// Each valid UTF-8 run as it is, every other byte as Windows-1252: files that two programs wrote mix both.
fn decode_windows_1252(bytes: &[u8]) -> String {
    // The WHATWG index for 0x80–0x9F; the five unassigned bytes stand for themselves.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let high = byte.checked_sub(0x80).and_then(|index| HIGH.get(usize::from(index)));
            text.push(high.copied().unwrap_or(char::from(*byte)));
        }
    }
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    text
}

fn count_invalid(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: Option<&str>, flaw: Option<(Code, &str, usize)>) {
        let (found_text, flaws) = decode(bytes.to_vec());
        assert_eq!(found_text.as_deref(), text);
        let found = flaws.first().map(|flaw| (flaw.code, flaw.message.as_str(), flaw.start));
        assert_eq!(found, flaw);
    }

    #[test]
    fn a_byte_order_mark_is_taken_off_and_places_stay_right() {
        check(b"\xEF\xBB\xBFab", Some("ab"), None);
        check(
            b"\xEF\xBB\xBFa\x01",
            Some("a\u{1}"),
            Some((Code::ControlCharacter, "the text contains a control character (U+0001)", 1)),
        );
        check(
            b"\xEF\xBB\xBFa\nd\xE9",
            Some("a\ndé"),
            Some((Code::NotUtf8, "the file is not UTF-8: byte 0xE9 in line 2, column 2", 3)),
        );
    }

    #[test]
    fn other_encodings_are_named_and_read_all_the_same() {
        check(
            b"caf\xE9 \x93x\x94",
            Some("café “x”"),
            Some((Code::NotUtf8, "the file is not UTF-8: byte 0xE9 in line 1, column 4", 3)),
        );
        check(
            b"\xFF\xFEa\0\xE9\0",
            Some("aé"),
            Some((Code::NotUtf8, "the file is in UTF-16 (little-endian), not in UTF-8", 0)),
        );
        check(
            b"\xFE\xFF\0a\xD8\0",
            Some("a\u{fffd}"),
            Some((Code::NotUtf8, "the file is in UTF-16 (big-endian), not in UTF-8", 0)),
        );
        check(b"\x89PNG\r\n\x1a\n\0\0", None, Some((Code::NotUtf8, "this is not a text file: byte 0x89 in line 1", 0)));
    }

    #[test]
    fn control_characters_have_a_place() {
        check(b"+++\ntitle\0", Some("+++\ntitle\0"), Some((Code::ControlCharacter, "the text contains a NUL byte", 9)));
        check("a\tb\r\nc\u{85}ä".as_bytes(), Some("a\tb\r\nc\u{85}ä"), None);
        let (_, flaws) = decode(b"\x1b[0m\x07\x07".to_vec());
        assert!(flaws.iter().any(|flaw| flaw.help.iter().any(|line| line.starts_with("2 more"))), "{flaws:?}");
    }
}
