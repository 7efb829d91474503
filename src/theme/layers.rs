//! Which themes stand behind the chosen one, and which files each of them brings.

use std::sync::Arc;

use super::built_in::{BUILT_IN_THEMES, EmbeddedFile};
use super::{Manifest, StaticContent, ThemeOrigin, ThemeText, configuration_span, syntax_error};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest};
use crate::source::{SourceContent, SourceId, SourceTree, Span};

/// The files of one theme from one place, first layer first.
#[derive(Debug)]
pub(super) struct Layer<'a> {
    pub files: Vec<LayerFile<'a>>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct LayerFile<'a> {
    /// Below the theme's folder.
    pub path: &'a str,
    content: LayerContent<'a>,
}

#[derive(Debug, Clone, Copy)]
enum LayerContent<'a> {
    Embedded(&'static EmbeddedFile),
    Source(SourceId, &'a SourceContent),
}

impl LayerFile<'_> {
    /// The text; `None` for a file that is none.
    pub(super) fn theme_text(&self) -> Option<ThemeText> {
        let (text, origin): (Arc<str>, _) = match self.content {
            LayerContent::Embedded(file) => (std::str::from_utf8(file.bytes).ok()?.into(), ThemeOrigin::BuiltIn),
            LayerContent::Source(id, SourceContent::Text(text)) => (Arc::clone(text), ThemeOrigin::Site(id)),
            LayerContent::Source(..) => return None,
        };
        Some(ThemeText { path: self.path.to_owned(), text, origin })
    }

    pub(super) fn static_content(&self) -> StaticContent {
        match self.content {
            LayerContent::Embedded(file) => StaticContent::Embedded(file.bytes),
            LayerContent::Source(id, _) => StaticContent::Source(id),
        }
    }
}

/// The layers of a theme, first to be asked first, and its manifest joined with its parents'.
///
/// A theme that does not exist, or a circle of `extends`, is told; the built-in default stands in.
pub(super) fn resolve_layers<'a>(
    tree: &'a SourceTree,
    chosen: &str,
    diagnostics: &mut Diagnostics,
) -> (Vec<Layer<'a>>, Manifest) {
    let mut layers = Vec::new();
    let mut joined = Manifest::default();
    let mut seen: Vec<String> = Vec::new();
    let mut next = chosen.to_owned();
    let mut named_at = place_of_choice(tree, chosen);
    loop {
        let site = site_files(tree, &next);
        let built_in = BUILT_IN_THEMES.iter().find(|(name, _)| *name == next).map(|(_, files)| *files);
        if site.is_empty() && built_in.is_none() {
            diagnostics.push(unknown_theme(tree, &next, named_at));
        }
        seen.push(next.clone());
        let mut parent = None;
        let embedded = built_in.unwrap_or_default().iter();
        let built_in =
            embedded.map(|file| LayerFile { path: file.path, content: LayerContent::Embedded(file) }).collect();
        for files in [site, built_in] {
            if let Some(text) = files.iter().find(|file| file.path == "theme.toml").and_then(LayerFile::theme_text) {
                let manifest = parse_manifest(&text, diagnostics);
                if let (Some(name), ThemeOrigin::Site(source)) = (&manifest.extends, text.origin) {
                    parent = Some(name.clone());
                    named_at = crate::source::Span::whole(source);
                }
                joined = std::mem::take(&mut joined).over(manifest);
            }
            layers.push(Layer { files });
        }
        let parent = parent.or_else(|| (next != "default").then(|| "default".to_owned()));
        next = match parent {
            None => break,
            Some(parent) if !seen.contains(&parent) => parent,
            Some(parent) => {
                let message = format!("the theme `{parent}` extends itself");
                diagnostics.push(
                    Diagnostic::new(Code::ThemeSyntax, named_at, message)
                        .reason(format!("the chain of `extends` is a circle: {} → {parent}", seen.join(" → ")))
                        .help("let one of them extend `default`"),
                );
                if seen.iter().any(|name| name == "default") {
                    break;
                }
                "default".to_owned()
            }
        };
    }
    (layers, joined)
}

fn site_files<'a>(tree: &'a SourceTree, theme: &str) -> Vec<LayerFile<'a>> {
    let prefix = format!("themes/{theme}/");
    tree.iter()
        .filter_map(|(id, source)| {
            let path = source.path.strip_prefix(prefix.as_str())?;
            Some(LayerFile { path, content: LayerContent::Source(id, &source.content) })
        })
        .collect()
}

fn parse_manifest(text: &ThemeText, diagnostics: &mut Diagnostics) -> Manifest {
    match toml::from_str::<Manifest>(&text.text) {
        Ok(manifest) => manifest,
        Err(error) => {
            if let ThemeOrigin::Site(source) = text.origin {
                let message = error.message().lines().next().unwrap_or("the manifest cannot be read").to_owned();
                diagnostics.push(syntax_error(
                    source,
                    error.span(),
                    &message,
                    "a theme may say: title, description, extends, navigation, footer",
                ));
            }
            Manifest::default()
        }
    }
}

fn unknown_theme(tree: &SourceTree, name: &str, at: crate::source::Span) -> Diagnostic {
    let mut known = BUILT_IN_THEMES.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>();
    for (_, source) in tree.iter() {
        if let Some((theme, _)) = source.path.strip_prefix("themes/").and_then(|rest| rest.split_once('/')) {
            known.push(theme.to_owned());
        }
    }
    known.sort();
    known.dedup();
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let diagnostic = Diagnostic::new(Code::UnknownTheme, at, format!("there is no theme `{name}`"))
        .reason(format!("neither a folder `themes/{name}/` nor a built-in theme has this name"));
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("these exist: {list}")),
    }
}

/// Where the settings name a theme; the settings as a whole when the line cannot be found.
fn place_of_choice(tree: &SourceTree, name: &str) -> Span {
    let whole = configuration_span(tree);
    let text = tree.text(whole.source);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let value = line.split_once('=').filter(|(key, _)| key.trim() == "theme").map(|(_, value)| value);
        if let Some(at) = value.and_then(|value| Some(line.len() - value.len() + value.find(name)?)) {
            return Span::new(whole.source, start + at, start + at + name.len());
        }
        start += line.len();
    }
    whole
}
