//! Lines and columns of many places, fast, and excerpts of lines however long.

use crate::source::{SourceId, SourceTree, Span};

/// Finds lines and columns. Keeps the line starts of the last file asked for, since diagnostics come file by file.
#[derive(Debug)]
pub(super) struct Places<'t> {
    tree: &'t SourceTree,
    source: Option<SourceId>,
    text: &'t str,
    line_starts: Vec<usize>,
    /// The last column found: line index, offset in the file, column. The next one on the same line is counted from there.
    last: (usize, usize, usize),
}

/// A position: line and column from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'t> Places<'t> {
    pub(super) fn new(tree: &'t SourceTree) -> Self {
        Self { tree, source: None, text: "", line_starts: Vec::new(), last: (usize::MAX, 0, 0) }
    }

    /// The text of a file, which the next questions are about.
    pub(super) fn open(&mut self, source: SourceId) -> &'t str {
        if self.source != Some(source) {
            self.source = Some(source);
            self.text = self.tree.text(source);
            self.line_starts.clear();
            self.line_starts.push(0);
            self.line_starts.extend(self.text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1));
            self.last = (usize::MAX, 0, 0);
        }
        self.text
    }

    fn line_index(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The line without its end, as a range.
    fn line_range(&self, index: usize) -> std::ops::Range<usize> {
        let start = self.line_starts.get(index).copied().unwrap_or(self.text.len());
        let end = self.line_starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
        let end =
            if self.text.as_bytes().get(start..end).is_some_and(|line| line.ends_with(b"\r")) { end - 1 } else { end };
        start..end.max(start)
    }

    pub(super) fn place(&mut self, source: SourceId, offset: usize) -> Place {
        self.open(source);
        let offset = self.floor(offset);
        let index = self.line_index(offset);
        let start = self.line_starts.get(index).copied().unwrap_or(0);
        let (from, columns) = match self.last {
            (line, at, column) if line == index && at <= offset => (at, column),
            _ => (start, 1),
        };
        let column = columns + self.text[from..offset].chars().count();
        self.last = (index, offset, column);
        Place { line: index + 1, column }
    }

    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// The lines around some places of one file, cut where they are long. All spans must lie in `source`.
    ///
    /// `None` when the places lie too far apart for one excerpt.
    pub(super) fn excerpt(&mut self, source: SourceId, spans: &[Span]) -> Option<Excerpt> {
        self.open(source);
        let lines_of = |span: &Span| {
            let first = self.line_index(self.floor(span.start as usize));
            let last = self.line_index(self.floor(span.end.saturating_sub(1).max(span.start) as usize));
            (first, last.min(first + MOST_LINES_OF_ONE_PLACE - 1))
        };
        let first = spans.iter().map(|span| lines_of(span).0).min()?;
        let last = spans.iter().map(|span| lines_of(span).1).max()?;
        if last - first > MOST_LINES {
            return None;
        }
        let mut excerpt = Excerpt { first_line: first + 1, text: String::new(), pieces: Vec::new() };
        for index in first..=last {
            let line = self.line_range(index);
            // What must be seen of a long line: around the first place that touches it.
            let focus = spans
                .iter()
                .filter(|span| (span.start as usize) <= line.end && (span.end as usize) >= line.start)
                .map(|span| (span.start as usize).max(line.start))
                .min()
                .unwrap_or(line.start);
            let (from, to) = if line.len() <= LONGEST_LINE {
                (line.start, line.end)
            } else {
                let from = self.floor(focus.saturating_sub(LONGEST_LINE / 3).max(line.start));
                (from, self.floor((from + LONGEST_LINE).min(line.end)))
            };
            if from > line.start {
                excerpt.text.push('…');
            }
            excerpt.pieces.push((from..to, excerpt.text.len()));
            excerpt.text.push_str(&self.text[from..to]);
            if to < line.end {
                excerpt.text.push('…');
            }
            excerpt.text.push('\n');
        }
        Some(excerpt)
    }
}

/// Bytes of a line that are shown.
const LONGEST_LINE: usize = 160;
const MOST_LINES: usize = 400;
const MOST_LINES_OF_ONE_PLACE: usize = 5;

/// Some lines of a file.
#[derive(Debug)]
pub(super) struct Excerpt {
    pub(super) first_line: usize,
    pub(super) text: String,
    /// Ranges of the file, and where in `text` they stand.
    pieces: Vec<(std::ops::Range<usize>, usize)>,
}

impl Excerpt {
    /// The span as a range of the excerpt; what is not shown of it is cut off.
    pub(super) fn range(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.position(span.start as usize);
        start..self.position(span.end as usize).max(start)
    }

    fn position(&self, offset: usize) -> usize {
        let mut position = 0;
        for (piece, at) in &self.pieces {
            if offset < piece.start {
                break;
            }
            position = at + (offset.min(piece.end) - piece.start);
        }
        // Inside a character: its start.
        while !self.text.is_char_boundary(position) {
            position -= 1;
        }
        position
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::line_and_column;

    #[test]
    fn places_agree_with_the_plain_count() {
        let text = "ä1\r\nzwei\n\ndrei";
        let tree = SourceTree::from_texts([("a.md", text), ("b.md", "x")]);
        let mut places = Places::new(&tree);
        for offset in (0..text.len() + 3).chain((0..text.len()).rev()) {
            let place = places.place(SourceId(0), offset);
            assert_eq!((place.line, place.column), line_and_column(text, offset), "{offset}");
        }
        assert_eq!(places.place(SourceId(1), 1), Place { line: 1, column: 2 });
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("first\n{}HERE{}\nlast", "ä".repeat(100_000), "b".repeat(100_000));
        let tree = SourceTree::from_texts([("a.md", text.as_str())]);
        let start = text.find("HERE").unwrap_or_default();
        let span = Span::new(SourceId(0), start, start + 4);
        let excerpt = Places::new(&tree).excerpt(SourceId(0), &[span]).expect("one place");
        assert_eq!(excerpt.first_line, 2);
        assert!(excerpt.text.len() < 200, "{}", excerpt.text);
        assert_eq!(&excerpt.text[excerpt.range(span)], "HERE");
    }
}
