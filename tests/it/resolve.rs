//! From files to a site: what is understood, and what is told where.

use std::path::Path;

use wayfare::diagnostics::{TextStyle, render_text};
use wayfare::fs::read_tree;
use wayfare::load::{LoadOptions, load};

#[test]
fn the_example_site_loads_without_a_word() {
    let (tree, told) = read_tree(Path::new(env!("CARGO_MANIFEST_DIR")), None).expect("the project's folder");
    assert!(told.is_empty(), "{}", render_text(&told, &tree, TextStyle::default()));
    let (site, diagnostics) = load(&tree, &LoadOptions::default()).finish();
    assert!(diagnostics.is_empty(), "{}", render_text(&diagnostics, &tree, TextStyle::default()));
    assert!(site.journeys.len() >= 6 && site.personas.len() >= 4);
}
