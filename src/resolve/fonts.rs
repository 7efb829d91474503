//! Fonts of the site's own: `fonts = ["fonts/NotoSansThai-Regular.ttf"]` in `wayfare.toml`.

use super::files::{PathFound, find_file};
use super::identity::shown;
use crate::content::raw::{RawFont, RawSiteConfig};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::SiteFont;
use crate::source::SourceTree;
use crate::url::SitePath;

/// Endings of font files that can be read.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "woff2"];

/// The fonts that are there, in the writer's order; what is not there is told.
pub(super) fn resolve_fonts(tree: &SourceTree, config: &RawSiteConfig, diagnostics: &mut Diagnostics) -> Vec<SiteFont> {
    config.fonts.items().iter().filter_map(|font| resolve_font(tree, font, diagnostics)).collect()
}

fn resolve_font(tree: &SourceTree, font: &RawFont, diagnostics: &mut Diagnostics) -> Option<SiteFont> {
    let written = font.file.value.trim();
    let mut told = |code, message: String, reason: &str, help: &str| {
        diagnostics.push(Diagnostic::new(code, font.file.span, message).reason(reason).help(help));
    };
    let ending = written.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if !ENDINGS.contains(&ending.as_str()) {
        let message = format!("`{}` is not a font file that can be read", shown(written));
        told(
            Code::UnknownValue,
            message,
            "pictures are measured and drawn with it",
            "give a .ttf, .otf or .woff2 file",
        );
        return None;
    }
    let source = match find_file(tree, "", written) {
        PathFound::File(source) => source,
        PathFound::Outside => {
            let message = format!("the font `{}` lies outside the site", shown(written));
            told(Code::UnsafePath, message, "a site holds everything that it publishes", "copy the file into `fonts/`");
            return None;
        }
        PathFound::Missing(path) => {
            let message = format!("there is no font `{}`", shown(&path));
            let reason =
                "the path is counted from the site's folder; `fonts/`, `static/` and `content/` are looked into";
            told(Code::UnknownReference, message, reason, "put the file there, or mend the path");
            return None;
        }
    };
    let name = tree.path(source).rsplit('/').next().unwrap_or_default();
    Some(SiteFont {
        source,
        span: font.file.span,
        path: SitePath::new(&format!("assets/fonts/{name}"))?,
        family: font.family.as_ref().map(|family| family.value.trim().into()),
    })
}
