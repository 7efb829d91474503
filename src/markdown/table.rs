//! Tables: what a wide one, which scrolls by itself, is called.

use super::node::{Element, Node, Shared};
use super::plain;

/// The longest name of a table, in characters.
const LONGEST_LABEL: usize = 80;

/// The words of the head, with commas between its cells.
pub(super) fn label(nodes: &[Node], shared: &Shared) -> String {
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
