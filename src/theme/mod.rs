//! A theme: templates, styles, strings and static files, found in layers and loaded up front.
//!
//! 1. [`layers`] lists the themes that stand behind the chosen one: itself, what it `extends`, and the built-in default.
//! 2. For each of them the site's own files (`themes/<name>/…`) stand before the built-in ones, so that a site overrides a
//!    single template, style, string or image by a file of the same path.
//! 3. [`Theme::load`] takes the first hit of every path. Nothing is looked up later, nothing is mutable.
//!
//! | folder | becomes |
//! |---|---|
//! | `templates/**.html` | the templates, by their path below `templates/` |
//! | `styles/**.css` | one style sheet, joined in order of path |
//! | `scripts/**.js` | one script, joined in order of path |
//! | `strings/<language>.toml` | the words; further languages fall back to English |
//! | `static/**` | copied below `assets/` |

mod brand;
mod built_in;
mod layers;
mod manifest;
mod script;
mod strings;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Brand;
use crate::source::{SourceId, SourceTree, Span};
use crate::svg::stylesheet::write_stylesheet;
use crate::url::SitePath;

pub use brand::brand_tokens;
pub use built_in::{BUILT_IN_THEMES, EmbeddedFile};
pub use manifest::Manifest;
pub use strings::{Plural, Strings};

/// Where the style sheet of every page lies.
pub const STYLESHEET: &str = "assets/site.css";

/// Where the script of every page lies.
pub const SCRIPT: &str = "assets/site.js";

/// The mark of a site in a browser's tabs, where its brand has no logo: a static file of the theme.
pub const ICON: &str = "assets/icon.svg";

/// The faces of the shipped fonts alone, for pictures that are opened by themselves: a static file of the theme.
pub const FONT_STYLESHEET: &str = "assets/fonts/fonts.css";

/// The same for the site's own fonts, where it names any.
pub const FURTHER_FONT_STYLESHEET: &str = "assets/fonts/further.css";

/// The rules of pictures inside pages. They come from the one table of paints, at this place among the styles, unless a
/// theme brings a file of this name.
const PICTURE_STYLE: &str = "styles/30-diagram.css";

/// A text file of a theme and where it came from.
#[derive(Debug, Clone)]
pub struct ThemeText {
    /// Path below the theme's folder: `templates/base.html`.
    pub path: String,
    pub text: Arc<str>,
    pub origin: ThemeOrigin,
}

/// Who brought a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeOrigin {
    /// The program itself.
    BuiltIn,
    /// A file of the site.
    Site(SourceId),
}

/// A file that is copied to the site.
#[derive(Debug, Clone)]
pub struct ThemeStatic {
    /// Below the site's root: `assets/fonts/wayfare-sans.woff2`.
    pub path: SitePath,
    pub content: StaticContent,
}

#[derive(Debug, Clone, Copy)]
pub enum StaticContent {
    Embedded(&'static [u8]),
    /// A file of the site, copied as it is.
    Source(SourceId),
}

/// The chosen theme with all its layers joined. Immutable; share it by reference.
#[derive(Debug, Clone)]
pub struct Theme {
    pub name: String,
    pub manifest: Manifest,
    /// By name below `templates/`: `journey.html`.
    pub templates: BTreeMap<String, ThemeText>,
    /// In order of path.
    pub styles: Vec<ThemeText>,
    /// In order of path; none where the manifest wants none.
    pub scripts: Vec<ThemeText>,
    pub strings: Strings,
    /// In order of path.
    pub statics: Vec<ThemeStatic>,
}

impl Theme {
    /// Loads a theme by name for a language (BCP 47). Falls back to the built-in default where something is missing.
    #[must_use]
    pub fn load(tree: &SourceTree, name: &str, language: &str) -> (Theme, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let (layers, manifest) = layers::resolve_layers(tree, name, &mut diagnostics);
        let mut files: BTreeMap<&str, layers::LayerFile<'_>> = BTreeMap::new();
        for layer in &layers {
            for file in &layer.files {
                files.entry(file.path).or_insert(*file);
            }
        }
        let mut templates = BTreeMap::new();
        let mut styles = Vec::new();
        let mut scripts = Vec::new();
        let mut statics = Vec::new();
        for (path, file) in &files {
            if let Some(template) = path.strip_prefix("templates/") {
                templates.extend(file.theme_text().map(|text| (template.to_owned(), text)));
            } else if path.starts_with("styles/") && path.ends_with(".css") {
                styles.extend(file.theme_text());
            } else if path.starts_with("scripts/") && path.ends_with(".js") && manifest.scripts != Some(false) {
                scripts.extend(file.theme_text());
            } else if let Some(asset) = path.strip_prefix("static/") {
                let site_path = SitePath::new(&format!("assets/{asset}"));
                statics.extend(site_path.map(|path| ThemeStatic { path, content: file.static_content() }));
            }
        }
        let strings = strings::load_strings(&layers, language, &mut diagnostics);
        (Theme { name: name.to_owned(), manifest, templates, styles, scripts, strings, statics }, diagnostics)
    }

    /// The built-in default theme in English, as it is without any file of a site.
    #[must_use]
    pub fn built_in() -> Theme {
        Theme::load(&SourceTree::default(), "default", "en").0
    }

    /// The one style sheet of the site: all styles, then the tokens of the brand.
    #[must_use]
    pub fn stylesheet(&self, brand: &Brand) -> (String, Diagnostics) {
        let mut css = String::with_capacity(self.styles.iter().map(|style| style.text.len() + 1).sum::<usize>() + 512);
        let mut pictures = self.styles.iter().all(|style| style.path != PICTURE_STYLE).then(write_stylesheet);
        for style in &self.styles {
            if style.path.as_str() > PICTURE_STYLE
                && let Some(rules) = pictures.take()
            {
                css.push_str(&rules);
            }
            push_without_comments(&mut css, &style.text);
        }
        css.push_str(&pictures.unwrap_or_default());
        let (tokens, diagnostics) = brand_tokens(brand);
        css.push_str(&tokens);
        (css, diagnostics)
    }

    /// The place of a template, for a mistake found in it; the whole configuration for a built-in one.
    #[must_use]
    pub fn template_source(&self, name: &str) -> Option<&ThemeText> {
        self.templates.get(name)
    }
}

/// Copies a style sheet without comments and without the white space that only people need.
fn push_without_comments(css: &mut String, text: &str) {
    let mut rest = text;
    loop {
        let (before, after) = match rest.split_once("/*") {
            Some((before, comment)) => (before, comment.split_once("*/").map_or("", |(_, after)| after)),
            None => (rest, ""),
        };
        for line in before.lines() {
            let line = line.trim();
            if !line.is_empty() {
                css.push_str(line);
                css.push('\n');
            }
        }
        if after.is_empty() {
            return;
        }
        rest = after;
    }
}

/// The span of the site's configuration as a whole: the place of choices that no other file makes.
fn configuration_span(tree: &SourceTree) -> Span {
    Span::whole(tree.find("wayfare.toml").unwrap_or(SourceId(0)))
}

/// A broken file of a theme.
fn syntax_error(source: SourceId, range: Option<std::ops::Range<usize>>, message: &str, help: &str) -> Diagnostic {
    let range = range.unwrap_or(0..0);
    let span = Span::new(source, range.start, range.end);
    Diagnostic::new(Code::ThemeSyntax, span, message.to_owned())
        .reason("the theme's file cannot be read, so what it overrides stays as it was")
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_overrides_single_files() {
        let tree = SourceTree::from_texts([
            ("themes/acme/theme.toml", "title = \"Acme\"\nextends = \"default\"\n"),
            ("themes/acme/templates/footer.html", "acme's footer"),
            ("themes/default/styles/10-base.css", "body { color: red }"),
            ("themes/acme/strings/en.toml", "[navigation]\njourneys = \"Trips\"\n"),
            ("themes/acme/static/logo.svg", "<svg/>"),
        ]);
        let (theme, diagnostics) = Theme::load(&tree, "acme", "en");
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(theme.templates["footer.html"].text.as_ref(), "acme's footer");
        assert!(theme.templates.contains_key("base.html"), "the built-in ones stand behind");
        assert!(theme.styles.iter().any(|style| style.text.contains("color: red")));
        assert_eq!(theme.strings.text("navigation.journeys"), "Trips");
        assert_eq!(theme.strings.text("navigation.personas"), "Personas");
        assert!(theme.statics.iter().any(|file| file.path.as_str() == "assets/logo.svg"));
    }

    #[test]
    fn broken_and_unknown_themes_are_told_with_their_place() {
        let broken = SourceTree::from_texts([("themes/acme/theme.toml", "title = \n")]);
        let (_, diagnostics) = Theme::load(&broken, "acme", "en");
        let found = diagnostics.iter().map(|d| (d.code, d.primary.span.source)).collect::<Vec<_>>();
        assert_eq!(found, [(Code::ThemeSyntax, SourceId(0))]);
        let settings = SourceTree::from_texts([("wayfare.toml", "title = \"A\"\ntheme  = \"Defalt\"\n")]);
        let (_, diagnostics) = Theme::load(&settings, "Defalt", "en");
        let told: Vec<_> = diagnostics.iter().map(|d| (d.primary.span.start, d.help.concat())).collect();
        assert_eq!(told, [(22, "did you mean `default`?".to_owned())]);
        let (theme, diagnostics) = Theme::load(&SourceTree::default(), "acmee", "en");
        assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::UnknownTheme]);
        assert!(theme.templates.contains_key("base.html"));
    }

    #[test]
    fn pages_and_pictures_name_the_same_fonts() {
        let theme = Theme::built_in();
        let (css, _) = theme.stylesheet(&Brand::default());
        let fonts = theme.statics.iter().find(|file| file.path.as_str() == FONT_STYLESHEET).map(|file| file.content);
        let Some(StaticContent::Embedded(fonts)) = fonts else { panic!("the fonts' style sheet is a static file") };
        let fonts = std::str::from_utf8(fonts).unwrap_or_default();
        let faces = fonts.lines().filter(|line| line.starts_with("@font-face")).collect::<Vec<_>>();
        // Stand-ins of the machine's own fonts, until these are there, are for pages alone.
        assert_eq!(faces.len(), css.lines().filter(|line| line.contains("src: url(fonts/")).count());
        for face in faces {
            assert!(css.contains(&face.replace("url(", "url(fonts/")), "{face}");
        }
    }

    #[test]
    fn themes_that_extend_each_other_end() {
        let tree = SourceTree::from_texts([
            ("themes/a/theme.toml", "extends = \"b\""),
            ("themes/b/theme.toml", "extends = \"a\""),
        ]);
        let (theme, diagnostics) = Theme::load(&tree, "a", "en");
        assert!(diagnostics.has_errors());
        assert!(theme.templates.contains_key("base.html"));
    }

    #[test]
    fn the_stylesheet_is_one_and_without_comments() {
        let (css, _) = Theme::built_in().stylesheet(&Brand::default());
        assert!(css.contains("--paper") && !css.contains("/*"));
        let mut text = String::new();
        push_without_comments(&mut text, "a{}/* one */\n\n  b{} /* two");
        assert_eq!(text, "a{}\nb{}\n");
    }
}
