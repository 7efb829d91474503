//! The table that says which glyph a character has (OpenType 1.9, `cmap`: formats 4 and 12).

/// A run of characters whose glyphs follow one another as they do.
struct Segment {
    first: u32,
    last: u32,
    glyph: u16,
}

fn segments(letters: &[(char, u16)]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for (character, glyph) in letters {
        let code = *character as u32;
        match segments.last_mut() {
            Some(last) if last.last + 1 == code && u32::from(last.glyph) + (code - last.first) == u32::from(*glyph) => {
                last.last = code;
            }
            _ => segments.push(Segment { first: code, last: code, glyph: *glyph }),
        }
    }
    segments
}

/// `letters` ascend, each once.
pub(super) fn write_cmap(letters: &[(char, u16)]) -> Vec<u8> {
    let all = segments(letters);
    let narrow: Vec<(char, u16)> =
        letters.iter().copied().filter(|(character, _)| (*character as u32) < 0xffff).collect();
    let (four, twelve) = (format_4(&segments(&narrow)), format_12(&all));
    let mut table = Vec::new();
    // Version 0, two encodings: Windows Unicode of two bytes, and of four.
    let first = 4 + 2 * 8;
    for value in [0u16, 2, 3, 1] {
        table.extend(value.to_be_bytes());
    }
    table.extend(u32::try_from(first).unwrap_or(0).to_be_bytes());
    for value in [3u16, 10] {
        table.extend(value.to_be_bytes());
    }
    table.extend(u32::try_from(first + four.len()).unwrap_or(0).to_be_bytes());
    table.extend(four);
    table.extend(twelve);
    table
}

fn format_4(segments: &[Segment]) -> Vec<u8> {
    let low = |code: u32| u16::try_from(code).unwrap_or(0xffff);
    // The last segment is the one that the format asks for.
    let mut ends: Vec<u16> = segments.iter().map(|segment| low(segment.last)).collect();
    let mut starts: Vec<u16> = segments.iter().map(|segment| low(segment.first)).collect();
    let mut deltas: Vec<u16> = segments.iter().map(|segment| segment.glyph.wrapping_sub(low(segment.first))).collect();
    ends.push(0xffff);
    starts.push(0xffff);
    deltas.push(1);
    let n = u16::try_from(ends.len()).unwrap_or(1);
    let exponent = u16::try_from(n.ilog2()).unwrap_or(0);
    let range = 2 * (1u16 << exponent);
    let length = 16 + 8 * ends.len();
    let mut table = Vec::with_capacity(length);
    for value in [4, u16::try_from(length).unwrap_or(u16::MAX), 0, 2 * n, range, exponent, 2 * n - range] {
        table.extend(value.to_be_bytes());
    }
    for value in ends.into_iter().chain([0]).chain(starts).chain(deltas).chain(std::iter::repeat_n(0, usize::from(n))) {
        table.extend(value.to_be_bytes());
    }
    table
}

fn format_12(segments: &[Segment]) -> Vec<u8> {
    let n = u32::try_from(segments.len()).unwrap_or(0);
    let mut table = Vec::new();
    for value in [12u16, 0] {
        table.extend(value.to_be_bytes());
    }
    for value in [16 + 12 * n, 0, n] {
        table.extend(value.to_be_bytes());
    }
    for segment in segments {
        for value in [segment.first, segment.last, u32::from(segment.glyph)] {
            table.extend(value.to_be_bytes());
        }
    }
    table
}
