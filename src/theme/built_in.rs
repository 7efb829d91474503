//! The themes that the program carries in itself.

/// A file of a built-in theme.
#[derive(Debug, Clone, Copy)]
pub struct EmbeddedFile {
    /// Below the theme's folder.
    pub path: &'static str,
    pub bytes: &'static [u8],
}

macro_rules! embed {
    ($folder:literal: $($path:literal)*) => {
        &[$(EmbeddedFile { path: $path, bytes: include_bytes!(concat!("../../themes/", $folder, "/", $path)) }),*]
    };
}

/// Every built-in theme with its files, one a line: a new file of a theme is listed here.
pub const BUILT_IN_THEMES: &[(&str, &[EmbeddedFile])] = &[("brief", BRIEF), ("default", DEFAULT), ("plain", PLAIN)];

const BRIEF: &[EmbeddedFile] = embed!("brief": "theme.toml" "styles/95-brief.css");

const PLAIN: &[EmbeddedFile] = embed!("plain":
    "theme.toml"
    "styles/50-rows.css"
    "styles/55-overview.css"
    "styles/65-persona.css"
    "styles/80-script.css"
    "styles/95-plain.css"
);

const DEFAULT: &[EmbeddedFile] = embed!("default":
    "theme.toml"
    "strings/ar.toml"
    "strings/de.toml"
    "strings/en.toml"
    "strings/es.toml"
    "strings/fr.toml"
    "strings/ja.toml"
    "strings/pt.toml"
    "scripts/00-base.js"
    "scripts/10-map.js"
    "scripts/20-tables.js"
    "scripts/25-compare.js"
    "scripts/30-links.js"
    "scripts/40-search.js"
    "scripts/50-filter.js"
    "scripts/60-help.js"
    "scripts/70-masthead.js"
    "styles/00-tokens.css"
    "styles/10-base.css"
    "styles/20-components.css"
    "styles/25-prose.css"
    "styles/40-journey.css"
    "styles/41-journey-map.css"
    "styles/50-rows.css"
    "styles/55-overview.css"
    "styles/60-lists.css"
    "styles/65-persona.css"
    "styles/70-entity.css"
    "styles/75-pages.css"
    "styles/80-compare.css"
    "styles/85-slides.css"
    "styles/80-pictures.css"
    "styles/80-script.css"
    "styles/90-print.css"
    "templates/base.html"
    "templates/compare.html"
    "templates/components.html"
    "templates/footer.html"
    "templates/insight.html"
    "templates/journey.html"
    "templates/journey/components.html"
    "templates/journey/curve.html"
    "templates/journey/grid.html"
    "templates/journey/head.html"
    "templates/journey/map.html"
    "templates/journey/more.html"
    "templates/journey/steps.html"
    "templates/journey/table.html"
    "templates/masthead.html"
    "templates/personas.html"
    "templates/redirect.html"
    "templates/slides.html"
    "templates/persona.html"
    "templates/page.html"
    "templates/search.html"
    "templates/overview-components.html"
    "templates/overview.html"
    "templates/not-found-plain.html"
    "templates/not-found.html"
    "templates/list.html"
    "templates/journeys.html"
    "templates/glossary.html"
    "templates/entity.html"
    "static/icon.svg"
    "static/slides.js"
    "static/fonts/ofl-wayfare-sans.txt"
    "static/fonts/ofl-wayfare-serif.txt"
    "static/fonts/fonts.css"
    "static/fonts/wayfare-sans-cyrillic.woff2"
    "static/fonts/wayfare-sans-greek.woff2"
    "static/fonts/wayfare-sans-latin-ext.woff2"
    "static/fonts/wayfare-sans-symbols.woff2"
    "static/fonts/wayfare-sans.woff2"
    "static/fonts/wayfare-serif-400-italic-latin-ext.woff2"
    "static/fonts/wayfare-serif-400-italic.woff2"
    "static/fonts/wayfare-serif-400-latin-ext.woff2"
    "static/fonts/wayfare-serif-400.woff2"
    "static/fonts/wayfare-serif-600-latin-ext.woff2"
    "static/fonts/wayfare-serif-600.woff2"
);
