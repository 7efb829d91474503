//! Tables: head and body, alignment, and what a wide one, which scrolls by itself, is called.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::{Builder, Opened};
use crate::markdown::node::*;
use crate::markdown::parse::index;
use crate::markdown::plain;

pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    pub(super) has_body: bool,
    pub(super) index: u32,
    pub(super) head_start: usize,
}

impl Builder<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>, range: &Range<usize>) {
        let index = index(self.shared.tables.len());
        self.shared.tables.push(Words::default());
        self.open(Element::Table(index), range);
        let head_start = self.nodes.len();
        self.table = Some(Table { alignments, column: 0, in_head: true, has_body: false, index, head_start });
    }

    pub(super) fn start_row(&mut self, in_head: bool) {
        self.flush();
        let written = self.is_written();
        if let Some(table) = &mut self.table {
            table.column = 0;
            table.in_head = in_head;
            if !in_head && !table.has_body && written {
                table.has_body = true;
                self.nodes.push(Node::Open(Element::TableBody));
            }
        }
    }

    pub(super) fn end_table_head(&mut self) {
        let Some((index, start)) = self.table.as_ref().map(|table| (table.index, table.head_start)) else { return };
        let label = label(self.nodes.get(start..).unwrap_or_default(), &self.shared);
        let words = self.words(&label);
        if let Some(table) = self.shared.tables.get_mut(index as usize) {
            *table = words;
        }
    }

    /// Whether the innermost element is written, and not left out as too deep.
    pub(super) fn is_written(&self) -> bool {
        !matches!(self.open.last(), Some(Opened::Element(None)))
    }
}

pub(super) fn cell_alignment(alignment: Option<&Alignment>) -> CellAlignment {
    match alignment {
        Some(Alignment::Left) => CellAlignment::Left,
        Some(Alignment::Center) => CellAlignment::Center,
        Some(Alignment::Right) => CellAlignment::Right,
        Some(Alignment::None) | None => CellAlignment::None,
    }
}

/// The longest name of a table, in characters.
const LONGEST_LABEL: usize = 80;

/// The words of the head, with commas between its cells.
fn label(nodes: &[Node], shared: &Shared) -> String {
    let mut label = String::new();
    for cell in nodes.split(|node| matches!(node, Node::Close(Element::TableCell { .. }))) {
        let words = plain::of_nodes(cell, shared);
        if words.is_empty() {
            continue;
        }
        if !label.is_empty() {
            label.push_str(", ");
        }
        label.push_str(&words);
    }
    match label.char_indices().nth(LONGEST_LABEL) {
        Some((cut, _)) => {
            label.truncate(cut);
            label.push('…');
            label
        }
        None => label,
    }
}
