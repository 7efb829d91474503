//! Which file is what, by its path alone.

use crate::diagnostics::nearest;

/// What a file of the site is to the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    Config,
    Journey,
    Persona,
    Opportunity,
    Solution,
    PainPoint,
    EvidenceSource,
    Touchpoint,
    Channel,
    Team,
    Metric,
    /// A file of `content/glossary/`.
    Term,
    /// `content/glossary.md`.
    Glossary,
    /// `_index.md` of the content or of a list.
    Introduction,
    /// A plain page.
    Page,
}

/// What the folders below `content/` hold.
pub const FOLDERS: &[(&str, FileKind)] = &[
    ("journeys", FileKind::Journey),
    ("personas", FileKind::Persona),
    ("opportunities", FileKind::Opportunity),
    ("solutions", FileKind::Solution),
    ("pain-points", FileKind::PainPoint),
    ("sources", FileKind::EvidenceSource),
    ("touchpoints", FileKind::Touchpoint),
    ("channels", FileKind::Channel),
    ("teams", FileKind::Team),
    ("metrics", FileKind::Metric),
    ("glossary", FileKind::Term),
];

/// Lists that have an introduction but no files.
const FURTHER_LISTS: &[&str] = &["tags"];

/// Folders below `content/` that are not pages and are known all the same.
const DATA_FOLDERS: &[&str] = &["data"];

/// What a path says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'p> {
    pub kind: FileKind,
    /// See [`RawFile::id_stem`](super::RawFile::id_stem).
    pub id_stem: &'p str,
    /// The folder of the file.
    pub folder: &'p str,
    /// Whether the file's name ends in a language, as `order.de.md` does, and which file it may translate: `order`.
    pub language: Option<(&'p str, &'p str)>,
}

/// What a file is; `None` for a file that is no content (images, data, themes).
#[must_use]
pub fn classify(path: &str) -> Option<Found<'_>> {
    if path == "wayfare.toml" {
        return Some(Found { kind: FileKind::Config, id_stem: "", folder: "", language: None });
    }
    let inside = path.strip_prefix("content/")?;
    let stem_path = without_markdown_ending(inside)?;
    let (parents, name) = stem_path.rsplit_once('/').unwrap_or(("", stem_path));
    let folder = &path[..("content".len() + if parents.is_empty() { 0 } else { parents.len() + 1 })];
    let language = language_of(name);
    let found = |kind, id_stem| Some(Found { kind, id_stem, folder, language });

    if stem_path == "glossary" {
        return found(FileKind::Glossary, stem_path);
    }
    let (top, deeper) = parents.split_once('/').map_or((parents, ""), |(top, deeper)| (top, deeper));
    let kind = FOLDERS.iter().find(|(folder, _)| *folder == top).map(|(_, kind)| *kind);
    if name == "_index" && deeper.is_empty() && (top.is_empty() || kind.is_some() || FURTHER_LISTS.contains(&top)) {
        return found(FileKind::Introduction, top);
    }
    match kind {
        Some(kind) if name == "index" && !deeper.is_empty() => {
            found(kind, deeper.rsplit_once('/').map_or(deeper, |(_, bundle)| bundle))
        }
        Some(kind) => found(kind, name),
        None => found(FileKind::Page, stem_path),
    }
}

fn without_markdown_ending(path: &str) -> Option<&str> {
    let (stem, ending) = path.rsplit_once('.')?;
    (ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")).then_some(stem)
}

/// `order.de` is `order` in `de`, `order.pt-BR` is `order` in `pt-BR`.
fn language_of(name: &str) -> Option<(&str, &str)> {
    let (base, tag) = name.rsplit_once('.')?;
    (is_language_tag(tag) && !base.is_empty()).then_some((base, tag))
}

/// Whether a text has the form of a language's tag that files can be named by: `de`, `pt-BR`.
#[must_use]
pub fn is_language_tag(tag: &str) -> bool {
    let (language, region) = tag.split_once('-').map_or((tag, None), |(language, region)| (language, Some(region)));
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && region.is_none_or(|region| region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// For a Markdown file whose folder has no meaning: the folder's name as written and the known one that it resembles,
/// and whether the file would be no page at all (because it lies outside `content/`).
#[must_use]
pub fn likely_slip(path: &str) -> Option<Slip<'_>> {
    without_markdown_ending(path)?;
    let mut parts = path.split('/');
    let (first, second) = (parts.next()?, parts.next()?);
    let known = || FOLDERS.iter().map(|(folder, _)| *folder);
    if first != "content" {
        // Outside: `journeys/x.md` and `contents/journeys/x.md` were meant to be content; `docs/x.md` was not.
        if known().any(|folder| folder == first) {
            return Some(Slip { written: first, meant: format!("content/{first}"), folder_length: first.len() });
        }
        let resembles = first.eq_ignore_ascii_case("content") || nearest(first, ["content"]).is_some();
        return (resembles && !matches!(first, "static" | "themes")).then(|| Slip {
            written: first,
            meant: "content".to_owned(),
            folder_length: first.len(),
        });
    }
    // Only folders can slip: a page may have any name.
    parts.next()?;
    if known().chain(FURTHER_LISTS.iter().copied()).chain(DATA_FOLDERS.iter().copied()).any(|folder| folder == second) {
        return None;
    }
    let meant = singular_of(second).or_else(|| nearest(second, known()))?;
    Some(Slip { written: second, meant: meant.to_owned(), folder_length: "content/".len() + second.len() })
}

/// A folder that resembles a known one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip<'p> {
    pub written: &'p str,
    pub meant: String,
    /// How much of the path names the folder.
    pub folder_length: usize,
}

/// The folder that a singular or a joined name stands for: `opportunity`, `painpoints`, `persona`.
fn singular_of(written: &str) -> Option<&'static str> {
    let folded = |word: &str| {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        let word = word.strip_suffix("ies").map(|stem| format!("{stem}y")).unwrap_or(word);
        word.strip_suffix('s').map(str::to_owned).unwrap_or(word)
    };
    let wanted = folded(written);
    FOLDERS.iter().map(|(folder, _)| *folder).find(|folder| folded(folder) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_say_what_files_are() {
        use FileKind::*;
        for (path, expected) in [
            ("wayfare.toml", Some((Config, "", ""))),
            ("content/journeys/order.md", Some((Journey, "order", "content/journeys"))),
            ("content/journeys/order/index.md", Some((Journey, "order", "content/journeys/order"))),
            ("content/journeys/2026/order.md", Some((Journey, "order", "content/journeys/2026"))),
            ("content/journeys/2026/order/index.md", Some((Journey, "order", "content/journeys/2026/order"))),
            ("content/journeys/index.md", Some((Journey, "index", "content/journeys"))),
            ("content/journeys/_index.md", Some((Introduction, "journeys", "content/journeys"))),
            ("content/_index.md", Some((Introduction, "", "content"))),
            ("content/help/_index.md", Some((Page, "help/_index", "content/help"))),
            ("content/pain-points/x.MD", Some((PainPoint, "x", "content/pain-points"))),
            ("content/glossary.md", Some((Glossary, "glossary", "content"))),
            ("content/glossary/term.md", Some((Term, "term", "content/glossary"))),
            ("content/about.md", Some((Page, "about", "content"))),
            ("content/help/start.md", Some((Page, "help/start", "content/help"))),
            ("content/journeys/van.jpg", None),
            ("content/data/x.csv", None),
            ("README.md", None),
            ("themes/x/content/a.md", None),
        ] {
            let found = classify(path).map(|found| (found.kind, found.id_stem, found.folder));
            assert_eq!(found, expected, "{path}");
        }
    }

    #[test]
    fn slips_of_folders_are_seen() {
        for (path, expected) in [
            ("content/persona/maya.md", Some("personas")),
            ("content/Journeys/x.md", Some("journeys")),
            ("content/opportunity/x.md", Some("opportunities")),
            ("content/painpoints/x.md", Some("pain-points")),
            ("content/jorneys/x.md", Some("journeys")),
            ("content/personas/x.md", None),
            ("content/help/x.md", None),
            ("content/persona.md", None),
            ("journeys/x.md", Some("content/journeys")),
            ("Content/journeys/x.md", Some("content")),
            ("docs/x.md", None),
            ("README.md", None),
        ] {
            assert_eq!(likely_slip(path).map(|slip| slip.meant).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn languages_stand_before_the_ending() {
        for (name, expected) in [
            ("order.de", Some(("order", "de"))),
            ("order.pt-BR", Some(("order", "pt-BR"))),
            ("v1.2", None),
            ("order", None),
        ] {
            assert_eq!(language_of(name), expected, "{name}");
        }
    }
}
