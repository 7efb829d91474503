//! The example site is read without a word.

use std::path::Path;

use wayfare::content::{read_levels, read_site};
use wayfare::diagnostics::{LevelPolicy, TextStyle, render_text};
use wayfare::fs::read_tree;

#[test]
fn the_example_site_is_read_without_a_diagnostic() {
    let (tree, mut diagnostics) = read_tree(Path::new(env!("CARGO_MANIFEST_DIR")), None).expect("the project's folder");
    let (site, told) = read_site(&tree);
    diagnostics.extend(told);
    diagnostics.extend(read_levels(&site, &mut LevelPolicy::new()));
    assert!(diagnostics.is_empty(), "{}", render_text(&diagnostics, &tree, TextStyle::default()));
    assert!(site.journeys.len() >= 6 && site.personas.len() >= 4);
    assert!(site.histories.values().any(|history| history.rows.len() >= 24), "two years of months");
}
