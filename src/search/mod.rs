//! Search over everything, without a server: an index in small script files that a page loads when it needs them.
//!
//! 1. [`entries`] lists what can be found: maps, people, things, words, and each cell of each map.
//! 2. [`tokens`] turns text into tokens: folded words, pairs of signs where a script has no spaces.
//! 3. [`shards`] writes the tokens with their entries in files of limited size, by their order, so that a word needs one
//!    or two of them; and the entries themselves in blocks.
//!
//! Words are found by their beginning ("box" finds "boxes"). A page opened from a folder may not read files, but it may load
//! scripts: so every file is one call of a function that the reader of the index (`scripts/search.js`) defines.

mod entries;
mod shards;
mod tokens;

use rayon::prelude::*;

use crate::links::Links;
use crate::model::Site;
use crate::theme::Strings;
use crate::url::SitePath;

pub use entries::{Entry, KINDS};

const FOLDER: &str = "assets/search/";

/// The index of a site, as files.
#[derive(Debug, Default)]
pub struct SearchIndex {
    /// In order of path.
    pub files: Vec<(SitePath, String)>,
}

impl SearchIndex {
    /// Whether a path can be that of a file of the index, in any language.
    #[must_use]
    pub fn may_contain(path: &str) -> bool {
        path.contains(FOLDER)
    }

    #[must_use]
    pub fn new(site: &Site, links: &Links<'_>, strings: &Strings) -> SearchIndex {
        let entries = entries::list_entries(site, links, strings);
        let mut files: Vec<(SitePath, String)> = shards::write_files(&entries, strings)
            .into_iter()
            .map(|(name, text)| (links.page_path(&format!("{FOLDER}{name}")), text))
            .collect();
        files.sort_by(|(a, _), (b, _)| a.cmp(b));
        // Many short strings: all threads let them go.
        entries.into_par_iter().for_each(drop);
        SearchIndex { files }
    }
}

#[cfg(test)]
mod tests {
    use crate::load::{LoadOptions, load};
    use crate::source::SourceTree;
    use crate::theme::Theme;

    #[test]
    fn a_thing_at_many_places_is_found_once() {
        let step = |name: &str, words: &str| {
            format!(
                "[[stages.steps]]\nname = \"{name}\"\ntouchpoints = \"bell\"\nopportunities = [\"say-early\"]\npain_points = [\"{words}\"]\n"
            )
        };
        let map = format!(
            "+++\ntitle = \"A\"\n[[stages]]\nname = \"One\"\n{}{}+++\n",
            step("First", "Too late"),
            step("Second", "Too loud")
        );
        let files = [
            ("wayfare.toml", "title = \"T\"\n"),
            ("content/journeys/a.md", map.as_str()),
            ("content/opportunities/say-early.md", "+++\ntitle = \"Say it early\"\n+++\n"),
        ];
        let site = load(&SourceTree::from_texts(files), &LoadOptions::default()).site;
        let links = crate::links::Links::new(&site);
        let entries = super::entries::list_entries(&site, &links, &Theme::built_in().strings);
        let found = entries.iter().filter(|it| it.title == "Say it early").collect::<Vec<_>>();
        let [thing] = found.as_slice() else { panic!("{found:?}") };
        assert!(thing.place.is_empty() && thing.text.contains("bell"), "{thing:?}");
        assert_eq!(entries.iter().filter(|it| it.title.starts_with("Too ")).count(), 2);
    }
}
