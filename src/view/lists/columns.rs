//! Columns and cells of ledgers, in short.

use crate::model::{Address, Text};
use crate::view::PageContext;
use crate::view::page::{CellView, ColumnView, TitleCell};

/// A column by its key in the strings (`column.<key>`) and its class.
pub(crate) fn column(page: &PageContext<'_>, key: &str, class: &'static str) -> ColumnView {
    ColumnView { label: page.word(&format!("column.{key}")), class }
}

pub(crate) fn title_cell(page: &PageContext<'_>, address: Address, icon_html: String, note: Option<&Text>) -> CellView {
    CellView::Title(TitleCell {
        label: page.name(address),
        href: Some(page.href(address)),
        icon_html,
        note_html: note.map(|note| page.text(note)),
        people: Vec::new(),
        anchor: None,
    })
}

pub(crate) fn words(text: &str) -> CellView {
    if text.is_empty() {
        return CellView::Empty {};
    }
    let mut html = String::new();
    crate::links::push_escaped(&mut html, text);
    CellView::Words { html, note: None }
}

/// A count. None is 0: an empty cell could mean that nobody has counted.
pub(crate) fn number(n: usize) -> CellView {
    CellView::Number { label: n.to_string(), note: None }
}
