//! Files that the site copies: where a written path leads, and where the copy will lie.

use std::collections::BTreeSet;

use super::identity::shown;
use crate::content::raw::RawImage;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Image, ImageId};
use crate::source::{SourceContent, SourceId, SourceTree, Span};
use crate::url::SitePath;

/// Endings of files that a browser shows as an image.
const IMAGE_ENDINGS: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico"];

/// Endings of pictures that cameras, scanners and drawing programs write and browsers do not show.
const CAMERA_ENDINGS: &[&str] = &["heic", "heif", "tif", "tiff", "psd", "ai", "eps", "raw", "pdf", "jxl"];

/// Where a written path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PathFound {
    File(SourceId),
    /// It leaves the site's folder.
    Outside,
    /// The path that was looked for.
    Missing(String),
}

/// Looks a path up as it is written in a file of `folder`; `/` begins at the site's folder, at `static/` or at `content/`.
pub(super) fn find_file(tree: &SourceTree, folder: &str, written: &str) -> PathFound {
    let written = written.trim();
    if written.contains('\\') || written.contains('\0') {
        return PathFound::Outside;
    }
    if let Some(absolute) = written.strip_prefix('/') {
        let Some(path) = normalized("", absolute) else { return PathFound::Outside };
        let places = [path.clone(), format!("static/{path}"), format!("content/{path}")];
        return match places.iter().find_map(|path| tree.find(path)) {
            Some(source) => PathFound::File(source),
            None => PathFound::Missing(path),
        };
    }
    match normalized(folder, written) {
        None => PathFound::Outside,
        Some(path) => tree.find(&path).map_or(PathFound::Missing(path), PathFound::File),
    }
}

/// The path from the site's folder, without `.` and `..`; `None` when it leaves that folder.
pub(super) fn normalized(folder: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Where the copy of a file lies: `content/` and `static/` are the site's root. `None` for files that no page may show
/// (settings, themes, content that is read).
pub(super) fn published_path(path: &str) -> Option<SitePath> {
    let inner =
        path.strip_prefix("static/").or_else(|| path.strip_prefix("content/").filter(|path| !path.ends_with(".md")))?;
    SitePath::new(inner)
}

pub(super) fn is_image(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| IMAGE_ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// The images of a site, by path.
#[derive(Debug, Default)]
pub(super) struct Images {
    pub(super) list: Vec<Image>,
    /// The sources of `list`, ascending like it.
    sources: Vec<SourceId>,
}

impl Images {
    /// Takes every image that is used; source ids follow paths, so this is the order of the paths in the site's folder.
    pub(super) fn collect(tree: &SourceTree, used: &BTreeSet<SourceId>) -> Self {
        let mut images = Self::default();
        for source in used {
            let Some(path) = published_path(tree.path(*source)) else { continue };
            images.list.push(Image { path, source: *source, size: image_size(tree, *source) });
            images.sources.push(*source);
        }
        images
    }

    pub(super) fn id(&self, source: SourceId) -> Option<ImageId> {
        self.sources.binary_search(&source).ok().map(ImageId::from_index)
    }
}

pub(super) fn image_size(tree: &SourceTree, source: SourceId) -> Option<(u32, u32)> {
    match tree.get(source).map(|source| &source.content) {
        Some(SourceContent::Binary { image: Some(image), .. }) => Some((image.width, image.height)),
        _ => None,
    }
}

/// Finds the file of an image in front matter or Markdown; tells what is wrong with it.
pub(super) fn resolve_image_path(
    tree: &SourceTree,
    folder: &str,
    written: &str,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<SourceId> {
    if written.contains("://") || written.starts_with("//") || written.starts_with("data:") {
        diagnostics.push(
            Diagnostic::new(Code::MissingImage, span, "an image has to be a file of the site")
                .reason("published pages load nothing from other hosts")
                .help("save the image beside this file and name it here"),
        );
        return None;
    }
    match find_file(tree, folder, written) {
        PathFound::File(source) if is_image(tree.path(source)) && published_path(tree.path(source)).is_some() => {
            if !is_no_picture(tree, source) {
                return Some(source);
            }
            diagnostics.push(
                Diagnostic::new(Code::MissingImage, span, format!("`{}` holds no picture", shown(written)))
                    .reason("its name ends like that of a picture, and its content does not begin like one")
                    .help("save the picture again from the program that made it, as PNG or JPEG")
                    .help("pictures that Git LFS keeps are there after `git lfs pull`"),
            );
            None
        }
        PathFound::File(_) => {
            let ending = written.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
            let diagnostic = Diagnostic::new(Code::MissingImage, span, format!("`{}` is not an image", shown(written)));
            let diagnostic = if CAMERA_ENDINGS.contains(&ending.as_str()) {
                diagnostic
                    .reason(format!("browsers do not show pictures that end with .{ending}"))
                    .help("save it again as JPEG or PNG, and name that file here")
            } else {
                diagnostic
                    .help(format!("an image ends with .{}, and lies in content/ or static/", IMAGE_ENDINGS.join(", .")))
            };
            diagnostics.push(diagnostic);
            None
        }
        PathFound::Outside => {
            diagnostics.push(unsafe_path(written, span));
            None
        }
        PathFound::Missing(path) => {
            diagnostics.push(missing_image(tree, folder, written, &path, span));
            None
        }
    }
}

/// Whether a file is named like a picture whose head can be read, and has none.
fn is_no_picture(tree: &SourceTree, source: SourceId) -> bool {
    let ending = tree.path(source).rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_readable = matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp");
    let content = tree.get(source).map(|file| &file.content);
    is_readable && matches!(content, Some(SourceContent::Binary { image: None, .. }))
}

pub(super) fn unsafe_path(written: &str, span: Span) -> Diagnostic {
    if written.contains('\\') {
        let is_of_a_drive = written.get(1..3) == Some(":\\");
        let diagnostic =
            Diagnostic::new(Code::UnsafePath, span, format!("`{}` is written with backslashes", shown(written)))
                .reason("in the path of a file the parts are separated by `/`, on every machine");
        return if is_of_a_drive {
            diagnostic.help("copy the file into the site, beside this file, and write its name alone")
        } else {
            diagnostic.help(format!("write `{}`", shown(&written.replace('\\', "/"))))
        };
    }
    Diagnostic::new(Code::UnsafePath, span, format!("`{}` leaves the folder of the site", shown(written)))
        .reason("a site is built from its own folder alone")
        .help("copy the file into the site and name it from this file's folder")
}

fn missing_image(tree: &SourceTree, folder: &str, written: &str, path: &str, span: Span) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Code::MissingImage, span, format!("there is no image `{}`", shown(written)))
        .reason(format!("looked for {}", shown(path)));
    let (looked_in, name) = path.rsplit_once('/').unwrap_or(("", path));
    let images: Vec<&str> = tree.iter().map(|(_, file)| &*file.path).filter(|path| is_image(path)).collect();
    let of_this_name = |path: &&&str| path.rsplit('/').next().is_some_and(|other| other.eq_ignore_ascii_case(name));
    if let Some(elsewhere) = images.iter().filter(|path| published_path(path).is_some()).find(of_this_name) {
        return diagnostic.help(format!("`{elsewhere}` has this name: write `{}`", way_from(folder, elsewhere)));
    }
    let beside = images.iter().filter_map(|path| path.rsplit_once('/').filter(|(other, _)| *other == looked_in));
    let beside = beside.map(|(_, name)| name).collect::<Vec<_>>();
    let near = super::suggest::help_for(name, beside.iter().copied());
    if near.is_empty() {
        return diagnostic.help("put the image there, or write the way to it from the folder of this file");
    }
    for line in near {
        diagnostic = diagnostic.help(line);
    }
    diagnostic
}

/// The way from a folder of the site (`content/journeys`) to a file of it, as a writer writes it.
fn way_from(folder: &str, path: &str) -> String {
    let of_folder: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let of_path: Vec<&str> = path.split('/').collect();
    let n_shared = of_folder.iter().zip(&of_path).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..", of_folder.len() - n_shared);
    up.chain(of_path.into_iter().skip(n_shared)).collect::<Vec<_>>().join("/")
}

/// The words that stand for an image; tells when they are missing.
pub(super) fn alternative_text(image: &RawImage, diagnostics: &mut Diagnostics) -> Box<str> {
    let alternative = image.alt.as_ref().map_or("", |alt| alt.value.trim());
    if alternative.is_empty() && !image.decorative {
        diagnostics.push(
            Diagnostic::new(Code::MissingAlternativeText, image.src.span, "this image has no alternative text")
                .reason("people who do not see the image hear these words instead")
                .help(format!(
                    "say what it shows: {{ src = \"{}\", alt = \"A green van with a carrot on its side\" }}",
                    shown(&image.src.value)
                ))
                .help(format!(
                    "when it says nothing that the text does not say: {{ src = \"{}\", decorative = true }}",
                    shown(&image.src.value)
                )),
        );
    }
    if image.decorative { "".into() } else { alternative.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_paths_lead_to_files_or_nowhere() {
        let tree = SourceTree::from_texts([
            ("content/journeys/order.md", ""),
            ("content/journeys/van.svg", ""),
            ("content/shared/map.svg", ""),
            ("static/mark.svg", ""),
        ]);
        let file = |path: &str| tree.find(path).map_or(PathFound::Outside, PathFound::File);
        for (written, expected) in [
            ("van.svg", file("content/journeys/van.svg")),
            ("./van.svg", file("content/journeys/van.svg")),
            ("../shared/map.svg", file("content/shared/map.svg")),
            ("../../static/mark.svg", file("static/mark.svg")),
            ("/mark.svg", file("static/mark.svg")),
            ("/static/mark.svg", file("static/mark.svg")),
            ("/shared/map.svg", file("content/shared/map.svg")),
            ("bus.svg", PathFound::Missing("content/journeys/bus.svg".into())),
            ("../../../etc/passwd", PathFound::Outside),
            ("a/../../../../x", PathFound::Outside),
            ("..\\x", PathFound::Outside),
        ] {
            assert_eq!(find_file(&tree, "content/journeys", written), expected, "{written}");
        }
    }

    #[test]
    fn copies_lie_at_the_root() {
        for (path, expected) in [
            ("static/mark.svg", Some("mark.svg")),
            ("content/journeys/order/van.jpg", Some("journeys/order/van.jpg")),
            ("content/journeys/order.md", None),
            ("wayfare.toml", None),
            ("themes/x/theme.toml", None),
        ] {
            assert_eq!(published_path(path).as_ref().map(SitePath::as_str), expected, "{path}");
        }
    }
}
