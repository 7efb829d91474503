//! How a camera was held when it took a JPEG: browsers turn such a picture, so its width and height change places.
//!
//! Source of the format: Exif 2.32, tag 0x0112 in the first image directory of the `APP1` segment (CIPA DC-008, 4.6.4).

use std::io::{self, Read, Seek, SeekFrom};

/// Whether the picture is shown turned by a quarter (Exif orientations 5 to 8). `None` when the file says nothing about it.
pub(super) fn is_turned(reader: &mut (impl Read + Seek)) -> Option<bool> {
    let exif = find_exif(reader).ok()??;
    orientation(&exif).map(|orientation| (5..=8).contains(&orientation))
}

/// The TIFF structure inside the Exif segment, which lies before the picture's own data.
fn find_exif(reader: &mut (impl Read + Seek)) -> io::Result<Option<Vec<u8>>> {
    reader.seek(SeekFrom::Start(2))?;
    loop {
        let mut head = [0; 4];
        reader.read_exact(&mut head)?;
        let [0xFF, marker, high, low] = head else { return Ok(None) };
        let Some(length) = u16::from_be_bytes([high, low]).checked_sub(2) else { return Ok(None) };
        // The picture begins (SOS), or ends (EOI).
        if matches!(marker, 0xDA | 0xD9) {
            return Ok(None);
        }
        if marker != 0xE1 {
            reader.seek(SeekFrom::Current(i64::from(length)))?;
            continue;
        }
        let mut segment = vec![0; usize::from(length)];
        reader.read_exact(&mut segment)?;
        if let Some(tiff) = segment.strip_prefix(b"Exif\0\0") {
            return Ok(Some(tiff.to_vec()));
        }
    }
}

fn orientation(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| -> Option<usize> {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }).ok()
    };
    let directory = long(4)?;
    let n_entries = usize::from(short(directory)?);
    (0..n_entries).find_map(|index| {
        let entry = directory.checked_add(2 + index * 12)?;
        (short(entry)? == 0x0112).then(|| short(entry.checked_add(8)?)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The start of a JPEG whose Exif directory holds one entry, the orientation.
    fn jpeg(orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        let mut file = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xE1];
        file.extend(u16::try_from(exif.len() + 2).unwrap_or_default().to_be_bytes());
        file.extend(exif);
        file.extend([0xFF, 0xDA, 0, 2]);
        file
    }

    #[test]
    fn quarter_turns_are_seen() {
        for (value, expected) in [(1, Some(false)), (3, Some(false)), (6, Some(true)), (8, Some(true))] {
            assert_eq!(is_turned(&mut io::Cursor::new(jpeg(value))), expected, "orientation {value}");
        }
    }

    #[test]
    fn no_length_of_a_damaged_file_is_trusted() {
        let whole = jpeg(6);
        for cut in 0..whole.len() - 10 {
            let _ = is_turned(&mut io::Cursor::new(&whole[..cut]));
        }
        assert_eq!(is_turned(&mut io::Cursor::new(b"\xFF\xD8\xFF\xE1\0\0")), None);
        assert_eq!(orientation(b"II*\0\xFF\xFF\xFF\xFF"), None);
    }
}
