//! The vocabulary of places: which file, which bytes. Everything else points into it; it depends on nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// A file of the site, by its position in [`SourceTree::files`] (which is sorted by path, so ids are stable for one tree).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A range of bytes in one file: `start..end`, both counted from the start of the file.
///
/// A file that is not text, or a mistake that concerns the file as a whole, has the empty span `0..0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The whole file, where no part of it is to blame.
    #[must_use]
    pub fn whole(source: SourceId) -> Self {
        Self { source, start: 0, end: 0 }
    }

    /// From the start of `self` to the end of `other`; `self` when they lie in different files.
    #[must_use]
    pub fn to(self, other: Span) -> Self {
        if self.source == other.source { Self { end: self.end.max(other.end), ..self } } else { self }
    }
}

/// A value together with the place where the writer wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    pub fn as_ref(&self) -> Spanned<&T> {
        Spanned { value: &self.value, span: self.span }
    }

    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: convert(self.value), span: self.span }
    }
}

/// What a file holds, as far as the site reads it.
#[derive(Debug, Clone)]
pub enum SourceContent {
    /// UTF-8 text, kept in memory (Markdown, TOML, CSV, templates, strings).
    Text(Arc<str>),
    /// Anything else (images, fonts, downloads): it is copied, not read. `byte_length` is its size on disk.
    Binary { byte_length: u64, image: Option<ImageInfo> },
    /// A file that the site wanted as text and could not read; a diagnostic has told why.
    Unreadable,
}

/// What the header of an image file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageInfo {
    /// Width and height in CSS pixels (for an SVG without size: its viewBox, rounded up).
    pub width: u32,
    pub height: u32,
}

/// One file. `path` is relative to the site's root, with `/` between the parts, never `..` and never absolute.
#[derive(Debug, Clone)]
pub struct Source {
    pub path: Arc<str>,
    pub content: SourceContent,
}

impl Source {
    /// The text, or the empty text for a file that has none.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.content {
            SourceContent::Text(text) => text,
            _ => "",
        }
    }
}

/// All files of a site, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct SourceTree {
    files: Vec<Source>,
    /// Shared by trees that differ in what their files hold only.
    by_path: Arc<BTreeMap<Arc<str>, SourceId>>,
    /// When files last changed, where that was asked for and is known.
    changed: Arc<BTreeMap<SourceId, Date>>,
}

impl SourceTree {
    /// Takes the files in any order; of two with one path the later wins.
    #[must_use]
    pub fn new(mut files: Vec<Source>) -> Self {
        // Stable sort, then keep the last of equals: ids depend on paths alone, never on the order of the disk.
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let mut kept: Vec<Source> = Vec::with_capacity(files.len());
        for file in files {
            match kept.last_mut() {
                Some(last) if last.path == file.path => *last = file,
                _ => kept.push(file),
            }
        }
        let by_path: BTreeMap<_, _> = kept
            .iter()
            .enumerate()
            .map(|(index, file)| (Arc::clone(&file.path), SourceId(u32::try_from(index).unwrap_or(u32::MAX))))
            .collect();
        Self { files: kept, by_path: Arc::new(by_path), changed: Arc::default() }
    }

    /// The same files, some of them with other contents. Ids stay; one that is not of this tree changes nothing.
    #[must_use]
    pub fn with_contents(&self, contents: impl IntoIterator<Item = (SourceId, SourceContent)>) -> Self {
        let mut tree = self.clone();
        for (id, content) in contents {
            if let Some(file) = tree.files.get_mut(id.0 as usize) {
                file.content = content;
            }
        }
        tree
    }

    /// The same files, and the days of their last change by path; paths of other files do not matter.
    #[must_use]
    pub fn with_days(mut self, days: &BTreeMap<String, Date>) -> Self {
        let known = days.iter().filter_map(|(path, day)| Some((self.find(path)?, *day)));
        self.changed = Arc::new(known.collect());
        self
    }

    /// The day of a file's last change, where that is known.
    #[must_use]
    pub fn changed(&self, id: SourceId) -> Option<Date> {
        self.changed.get(&id).copied()
    }

    /// The days of all files of which they are known.
    pub fn days(&self) -> impl Iterator<Item = (SourceId, Date)> {
        self.changed.iter().map(|(id, day)| (*id, *day))
    }

    /// Whether another tree has the same files by path, so that every id means the same file in both.
    #[must_use]
    pub fn has_same_paths(&self, other: &SourceTree) -> bool {
        Arc::ptr_eq(&self.by_path, &other.by_path)
            || self.files.len() == other.files.len()
                && self.files.iter().zip(&other.files).all(|(one, other)| one.path == other.path)
    }

    /// A tree of text files, for tests and for content that never was on a disk.
    #[must_use]
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self::new(
            texts
                .into_iter()
                .map(|(path, text)| Source { path: path.into(), content: SourceContent::Text(text.into()) })
                .collect(),
        )
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = (SourceId, &Source)> {
        self.files.iter().enumerate().map(|(index, file)| (SourceId(u32::try_from(index).unwrap_or(u32::MAX)), file))
    }

    /// The file of an id that this tree gave; `None` for an id of another, larger tree.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }

    #[must_use]
    pub fn path(&self, id: SourceId) -> &str {
        self.get(id).map_or("", |source| &source.path)
    }

    #[must_use]
    pub fn text(&self, id: SourceId) -> &str {
        self.get(id).map_or("", Source::text)
    }

    #[must_use]
    pub fn find(&self, path: &str) -> Option<SourceId> {
        self.by_path.get(path).copied()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// Line and column of a byte offset: both from 1, the column in characters (as editors count).
///
/// An offset beyond the end is the end; one inside a character is that character's start.
#[must_use]
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |position| position + 1);
    (before.bytes().filter(|byte| *byte == b'\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_the_paths_not_the_order_given() {
        let tree = SourceTree::from_texts([("b.md", "b"), ("a.md", "a"), ("b.md", "later")]);
        assert_eq!(tree.len(), 2);
        assert_eq!(tree.find("a.md"), Some(SourceId(0)));
        assert_eq!(tree.text(SourceId(1)), "later");
        assert_eq!(tree.find("c.md"), None);
    }

    #[test]
    fn line_and_column_count_characters_and_never_panic() {
        let text = "ä1\r\nzwei\n";
        for (offset, expected) in [(0, (1, 1)), (1, (1, 1)), (2, (1, 2)), (5, (2, 1)), (8, (2, 4)), (99, (3, 1))] {
            assert_eq!(line_and_column(text, offset), expected, "offset {offset}");
        }
    }
}
