//! What a writer begins with: a whole small site, and a first text for each kind of file.
//!
//! 1. [`SiteFacts`] is what a site that is there already asks of new files: its scale, its closed lists, its teams.
//! 2. [`site_files`] and [`entry_file`] take a text of `files/` that teaches by its remarks, and fill in names.
//! 3. What a site's closed lists do not know is switched off, so that a new file never begins with a mistake.
//!
//! 4. [`leftovers`] finds what is left of these texts in files that somebody has written in since.
//!
//! Pure: paths and texts out. Whether something is in the way, the caller sees.

mod entry;
mod facts;
mod fill;
mod preset;
mod samples;

pub use entry::{EntryKind, JourneyForm, NewEntry, StarterFile, entry_file};
pub use facts::{ClosedList, SiteFacts};
pub use preset::Preset;
pub use samples::{leftovers, untouched};

use crate::slug::Slug;
use fill::{Filled, fill};

/// What a new site is called, and its first persona and journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSite<'a> {
    pub title: &'a str,
    pub persona: &'a str,
    pub journey: &'a str,
    pub preset: Preset,
    /// The team that looks after the maps.
    pub owner: &'a str,
}

impl NewSite<'_> {
    /// What a person gets who answers nothing.
    pub const DEFAULT: NewSite<'static> = NewSite {
        title: "Journey maps",
        persona: "Sam Reed",
        journey: "The first time",
        preset: Preset::FiveStage,
        owner: facts::OWNER,
    };
}

/// The files of a new site, `.gitignore` among them. `None` when a name has no letter or digit to make an address of.
#[must_use]
pub fn site_files(site: &NewSite<'_>, today: crate::model::Date) -> Option<Vec<StarterFile>> {
    let mut facts = SiteFacts::empty(today);
    facts.owner = site.owner.into();
    let form = JourneyForm::Preset(site.preset);
    let mut persona =
        entry_file(&NewEntry { form: form.clone(), ..NewEntry::new(EntryKind::Persona, site.persona) }, &facts)?;
    // It walks the first journey, so that nothing has to be allowed.
    persona.text = persona.text.replace(entry::ALLOW_UNUSED, "");
    let persona_id = Slug::from_text(site.persona)?;
    facts.personas.push(persona_id.as_str().into());
    let journey = NewEntry { form, ..NewEntry::new(EntryKind::Journey, site.journey) };
    let journey = entry_file(&journey, &facts)?;
    let words = [
        ("title", Filled::Quoted(site.title)),
        ("owner", Filled::Quoted(&facts.owner)),
        ("persona-id", Filled::Plain(persona_id.as_str())),
        ("journey-id", Filled::Plain(Slug::from_text(site.journey)?.as_str())),
    ]
    .map(|(name, filled)| (name, filled.text()));
    let own = |path: &str, text: &str| StarterFile { path: path.to_owned(), text: fill(text, &words) };
    Some(vec![
        own("wayfare.toml", include_str!("files/wayfare.toml")),
        own("content/_index.md", include_str!("files/overview.md")),
        persona,
        journey,
        own(".gitignore", include_str!("files/gitignore")),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_gap_is_left_open() {
        let today = crate::model::Date(jiff::civil::date(2026, 11, 22));
        let mut texts: Vec<StarterFile> = site_files(&NewSite::DEFAULT, today).expect("files");
        let facts = SiteFacts::empty(today);
        for kind in EntryKind::ALL {
            texts.extend(entry_file(&NewEntry::new(*kind, "A \"quoted\" title"), &facts));
        }
        for preset in Preset::ALL {
            let form = JourneyForm::Preset(*preset);
            texts.extend(entry_file(&NewEntry { form, ..NewEntry::new(EntryKind::Journey, "X") }, &facts));
        }
        assert_eq!(texts.len(), 5 + EntryKind::ALL.len() + Preset::ALL.len());
        for file in texts {
            assert!(!file.text.contains("<<") && !file.text.contains(">>"), "{}:\n{}", file.path, file.text);
            assert!(file.text.lines().all(|line| line.chars().count() <= 140), "{}: a long line", file.path);
        }
    }

    #[test]
    fn a_name_without_a_letter_gives_no_file() {
        let today = crate::model::Date(jiff::civil::date(2026, 11, 22));
        assert_eq!(site_files(&NewSite { journey: "…", ..NewSite::DEFAULT }, today), None);
        assert_eq!(entry_file(&NewEntry::new(EntryKind::Team, "?!"), &SiteFacts::empty(today)), None);
    }
}
