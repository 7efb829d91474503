//! In and out: other people's formats.
//!
//! An import turns a foreign file into the Markdown files of a site, and lists every single thing that those files could
//! not say: nothing is dropped silently. It reads text and gives text; the command line does the files.

pub mod csv;
pub mod front_matter_writer;
pub mod json;
pub mod mermaid;
pub mod ojf;
pub mod schema;

/// The outcome of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    /// Files to write, by path below the site's root, in the order in which to tell them.
    pub files: Vec<(String, String)>,
    /// What the foreign file said and ours do not, in the order of the file.
    pub unsaid: Vec<Unsaid>,
}

/// Something that was left out, or kept in another shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaid {
    /// Where in the foreign file: "node 3 “Live Product Demo”".
    pub place: String,
    /// What, and what became of it.
    pub what: String,
}

/// Why a file cannot be imported at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    pub message: String,
    /// From 1, when the reader knows them.
    pub line_and_column: Option<(usize, usize)>,
    pub help: String,
}

/// A file's stem as a title: "b2b-software-purchase" is "B2b software purchase".
fn title_from_stem(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let mut characters = words.trim().chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
