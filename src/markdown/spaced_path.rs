//! `![A van](my pictures/van.jpg)`: Markdown ends a path at its first space, so all of this stays plain words.

use std::ops::Range;

use super::place::Place;
use crate::diagnostics::{Code, Diagnostic};

/// Endings of files have so many signs.
const ENDING: std::ops::RangeInclusive<usize> = 2..=5;

/// Where a path with a space stands at the beginning of a part of the text, right behind the brackets of a link or an image; and
/// whether it is an image.
fn find(text: &str, part: &Range<usize>) -> Option<(Range<usize>, bool)> {
    let before = text.get(..part.start)?.strip_suffix(']')?;
    let line = text.get(part.start..)?.strip_prefix('(')?.lines().next()?;
    let path = line.get(..line.find(')')?)?;
    let (_, ending) = path.rsplit_once('.')?;
    let is_path = ENDING.contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_path || !path.trim().contains(' ') || path.contains(['"', '<', '(']) {
        return None;
    }
    let opening = before.rfind('[').filter(|opening| !before.get(*opening..).unwrap_or_default().contains('\n'))?;
    let start = part.start + 1;
    Some((start..start + path.len(), before.get(..opening)?.ends_with('!')))
}

/// Tells such a path.
pub(super) fn check(text: &str, part: &Range<usize>, place: Place) -> Option<Diagnostic> {
    let (path, is_image) = find(text, part)?;
    let (code, what) = if is_image {
        (Code::MissingImage, "this image is not shown")
    } else {
        (Code::BrokenLink, "this link leads nowhere")
    };
    let mended = format!("<{}>", text.get(path.clone())?.trim().replace('\\', "/"));
    let span = place.span_of(path);
    Some(
        Diagnostic::new(code, span, format!("{what}: its path has a space"))
            .reason("Markdown ends a path at its first space")
            .help("put it between < and >, or give the file a name without spaces")
            .suggest(span, mended),
    )
}
