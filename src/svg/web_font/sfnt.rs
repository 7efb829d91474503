//! The container of a font file: its tables by name, read and written (OpenType 1.9, “Font file”; WOFF 1.0, W3C 2012).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Tables by their four letters; the order of the map is the order of the file.
pub(super) type Tables<'f> = BTreeMap<[u8; 4], Cow<'f, [u8]>>;

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The tables of a font file; of a collection, those of its first font.
pub(super) fn read_tables(font: &[u8]) -> Option<Tables<'_>> {
    let start = if font.starts_with(b"ttcf") { u32_at(font, 12)? as usize } else { 0 };
    let n_tables = usize::from(u16_at(font, start + 4)?);
    let mut tables = Tables::new();
    for index in 0..n_tables {
        let record = start + 12 + 16 * index;
        let tag: [u8; 4] = font.get(record..record + 4)?.try_into().ok()?;
        let (offset, length) = (u32_at(font, record + 8)? as usize, u32_at(font, record + 12)? as usize);
        tables.insert(tag, Cow::Borrowed(font.get(offset..offset.checked_add(length)?)?));
    }
    Some(tables)
}

/// Of a table, or of a whole file: its 32-bit words added up, the last one filled with zeros.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0u32, |sum, chunk| {
        let byte = |index: usize| chunk.get(index).copied().unwrap_or(0);
        sum.wrapping_add(u32::from_be_bytes([byte(0), byte(1), byte(2), byte(3)]))
    })
}

fn flavor(tables: &Tables<'_>) -> u32 {
    if tables.contains_key(b"CFF ") { u32::from_be_bytes(*b"OTTO") } else { 0x0001_0000 }
}

fn padded(length: usize) -> usize {
    length.div_ceil(4) * 4
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(padded(bytes.len()), 0);
}

/// Numbers of tables and bytes stay far below these limits: a picture's letters are few.
fn u32_of(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The file as a system reads it, with its sums.
pub(super) fn write_sfnt(tables: &Tables<'_>) -> Vec<u8> {
    let n_tables = u16::try_from(tables.len()).unwrap_or(u16::MAX);
    let exponent = u16::try_from(n_tables.max(1).ilog2()).unwrap_or(0);
    let range = (1u16 << exponent) * 16;
    let mut head = Vec::new();
    head.extend(flavor(tables).to_be_bytes());
    for value in [n_tables, range, exponent, (n_tables * 16).saturating_sub(range)] {
        head.extend(value.to_be_bytes());
    }
    let mut body = Vec::new();
    let start = head.len() + 16 * tables.len();
    let mut adjustment_at = None;
    for (tag, data) in tables {
        let at = start + body.len();
        let mut data = data.to_vec();
        if tag == b"head"
            && let Some(adjustment) = data.get_mut(8..12)
        {
            adjustment.fill(0);
            adjustment_at = Some(at + 8);
        }
        head.extend(tag);
        for value in [checksum(&data), u32_of(at), u32_of(data.len())] {
            head.extend(value.to_be_bytes());
        }
        body.extend(data);
        pad(&mut body);
    }
    head.extend(body);
    let adjustment = 0xb1b0_afbau32.wrapping_sub(checksum(&head));
    if let Some(place) = adjustment_at.and_then(|at| head.get_mut(at..at + 4)) {
        place.copy_from_slice(&adjustment.to_be_bytes());
    }
    head
}

/// The same packed for the web: each table deflated where that makes it smaller.
pub(super) fn write_woff(tables: &Tables<'_>) -> Vec<u8> {
    let font = write_sfnt(tables);
    let Some(finished) = read_tables(&font) else { return Vec::new() };
    let mut directory = Vec::new();
    let mut body = Vec::new();
    let start = 44 + 20 * finished.len();
    for (tag, data) in &finished {
        let packed = deflate(data);
        let data_or_packed = if packed.len() < data.len() { packed.as_slice() } else { data };
        directory.extend(tag);
        for value in [
            u32_of(start + body.len()),
            u32_of(data_or_packed.len()),
            u32_of(data.len()),
            directory_checksum(&font, *tag).unwrap_or_default(),
        ] {
            directory.extend(value.to_be_bytes());
        }
        body.extend(data_or_packed);
        pad(&mut body);
    }
    let mut woff = Vec::with_capacity(start + body.len());
    woff.extend(b"wOFF");
    woff.extend(flavor(&finished).to_be_bytes());
    woff.extend(u32_of(start + body.len()).to_be_bytes());
    woff.extend(u16::try_from(finished.len()).unwrap_or(u16::MAX).to_be_bytes());
    woff.extend([0, 0]);
    woff.extend(u32_of(font.len()).to_be_bytes());
    // Version 1.0 of nothing in particular; no metadata, no private data.
    woff.extend([0, 1, 0, 0]);
    woff.extend([0; 20]);
    woff.extend(directory);
    woff.extend(body);
    woff
}

/// The sum that the file's own directory says.
fn directory_checksum(font: &[u8], tag: [u8; 4]) -> Option<u32> {
    let n_tables = usize::from(u16_at(font, 4)?);
    let record = (0..n_tables).map(|index| 12 + 16 * index).find(|at| font.get(*at..at + 4) == Some(&tag))?;
    u32_at(font, record + 4)
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
