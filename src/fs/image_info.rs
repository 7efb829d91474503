//! The size of an image, from the header of its file. Nothing is decoded, so a broken or hostile picture costs nothing.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use super::orientation::is_turned;
use super::svg_size::svg_size;
use crate::source::ImageInfo;

/// How much of an SVG is searched for its `<svg …>` tag, in bytes: editors put long comments and doctypes in front of it.
const SVG_HEAD: u64 = 256 * 1024;

/// Width and height in CSS pixels of a PNG, JPEG (as its camera was held), GIF, WebP, AVIF or SVG file.
///
/// `None` for another kind of file, for one whose header cannot be read, and for a width or height of zero.
#[must_use]
pub fn read_image_info(path: &Path) -> Option<ImageInfo> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "svg" => {
            let mut head = Vec::new();
            File::open(path).ok()?.take(SVG_HEAD).read_to_end(&mut head).ok()?;
            svg_size(&String::from_utf8_lossy(&head))
        }
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" => {
            let mut reader = BufReader::new(File::open(path).ok()?);
            let size = imagesize::reader_size(&mut reader).ok()?;
            let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
            let turned = matches!(extension.as_str(), "jpg" | "jpeg") && is_turned(&mut reader).unwrap_or(false);
            let (width, height) = if turned { (height, width) } else { (width, height) };
            (width > 0 && height > 0).then_some(ImageInfo { width, height })
        }
        _ => None,
    }
}
