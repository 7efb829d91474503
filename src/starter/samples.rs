//! What is left of the samples in files that were begun with them.
//!
//! 1. The sentences of the samples are taken from the very texts that new files are made of: of front matter every text of
//!    three words or more that is no remark, of bodies every line of five. Names of stages are nobody's invention.
//! 2. A file is looked at whole only where it begins like a sample, or where its summary, purpose or quote is one of them.
//! 3. One that still holds every sentence of some sample is *untouched*: it stands there as it was begun. One that holds some has been
//!    written in, and what is left of the sample would pass for true.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::entry::EntryKind;
use super::fill::{quoted_texts, split_remark};
use super::preset::Preset;
use crate::content::discover::classify;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceId, SourceTree, Span};

/// Lines at the top of a file that may tell a sample.
const TOP: usize = 60;

/// The purpose of a journey with stages of the writer's own.
pub(super) const OWN_PURPOSE: &str = "Where do people get stuck, and what would help them most?";

/// The sentences of all samples.
struct Samples {
    /// The first remark of each.
    marks: BTreeSet<&'static str>,
    /// The sentences of each form that a new file can have.
    forms: Vec<Vec<&'static str>>,
    all: BTreeSet<&'static str>,
}

/// A file with sentences of a sample.
struct Found {
    source: SourceId,
    /// Those that are no remarks, with their places.
    left: Vec<(usize, usize)>,
    is_untouched: bool,
}

/// Tells the files in which sentences of a sample stand between others. What they tell is adjustable as every rule of good practice.
#[must_use]
pub fn leftovers(tree: &SourceTree) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for found in look_through(tree).iter().filter(|found| !found.is_untouched) {
        let Some((start, end)) = found.left.first().copied() else { continue };
        let message = match found.left.len() - 1 {
            0 => "this is still the sample text".to_owned(),
            1 => "this is still the sample text, and so is one sentence more in this file".to_owned(),
            more => format!("this is still the sample text, and so are {more} sentences more in this file"),
        };
        diagnostics.push(
            Diagnostic::new(Code::SampleText, Span::new(found.source, start, end), message)
                .reason("`wayfare new` wrote it; it is invented, and would be published as if it were true")
                .help("write what you saw and heard in its place, or delete it")
                .help("where it happens to be true: allow = [\"sample-text\"]"),
        );
    }
    diagnostics
}

/// The files that are as they were begun, sentence by sentence.
#[must_use]
pub fn untouched(tree: &SourceTree) -> Vec<SourceId> {
    look_through(tree).iter().filter(|found| found.is_untouched).map(|found| found.source).collect()
}

fn look_through(tree: &SourceTree) -> Vec<Found> {
    let samples = Samples::new();
    let files: Vec<_> = tree.iter().collect();
    let content = files.into_par_iter().filter(|(_, file)| classify(&file.path).is_some());
    content.filter_map(|(source, file)| samples.found_in(source, file.text())).collect()
}

impl Samples {
    fn new() -> Self {
        let mut samples = Self { marks: BTreeSet::new(), forms: Vec::new(), all: BTreeSet::new() };
        for kind in EntryKind::ALL {
            let template = kind.template();
            samples.marks.extend(template.lines().find(|line| line.starts_with("# ")));
            let (front, body) = parts(template);
            match kind {
                EntryKind::Journey => {}
                EntryKind::Persona => {
                    for preset in Preset::ALL {
                        let person = preset.person().into_iter().filter(|text| is_sentence(text, 3));
                        let words = person.chain(texts_of(front)).chain(lines_of(body));
                        samples.forms.push(words.collect());
                    }
                }
                _ => samples.forms.push(texts_of(front).chain(lines_of(body)).collect()),
            }
        }
        let tail = lines_of(parts(include_str!("files/journeys/tail.md")).1);
        for preset in Preset::ALL {
            let [summary, _, purpose] = preset.words();
            samples
                .forms
                .push([summary, purpose].into_iter().chain(texts_of(preset.stages())).chain(tail.clone()).collect());
        }
        let own = lines_of(parts(include_str!("files/journeys/own-tail.md")).1);
        let step = texts_of(include_str!("files/journeys/stage.toml"));
        samples.forms.push([OWN_PURPOSE].into_iter().chain(step).chain(own).collect());
        samples.forms.retain(|form| !form.is_empty());
        samples.all = samples.forms.iter().flatten().copied().collect();
        samples
    }

    fn found_in(&self, source: SourceId, text: &str) -> Option<Found> {
        // Every file of the site is asked, so most lines are let go for their first letter.
        let is_sample = |line: &str| {
            let line = line.trim_start();
            match line.as_bytes().first() {
                Some(b'#') => self.marks.contains(line.trim_end()),
                Some(b's' | b'p' | b'q') => {
                    ["summary", "purpose", "quote"].iter().any(|key| line.starts_with(key))
                        && quoted_texts(line).iter().any(|text| self.all.contains(text))
                }
                _ => false,
            }
        };
        if !text.lines().take(TOP).any(is_sample) {
            return None;
        }
        let (front, body) = parts(text);
        // A draft is not published.
        let is_draft = |line: &str| line.trim_start().starts_with("draft") && line.contains("true");
        if front.lines().any(is_draft) {
            return None;
        }
        let (mut here, mut left) = (BTreeSet::new(), Vec::new());
        for line in front.lines() {
            let is_remark = line.trim_start().starts_with('#');
            for sentence in quoted_texts(split_remark(line).0).into_iter().chain(quoted_texts(split_remark(line).1)) {
                if self.all.contains(sentence) {
                    here.insert(sentence);
                    left.extend((!is_remark).then(|| place_of(text, sentence)));
                }
            }
        }
        for line in body.lines().map(str::trim).filter(|line| self.all.contains(line)) {
            here.insert(line);
            left.push(place_of(text, line));
        }
        let is_untouched = self.forms.iter().any(|form| form.iter().all(|sentence| here.contains(sentence)));
        (!left.is_empty()).then_some(Found { source, left, is_untouched })
    }
}

/// Front matter and body, of a whole file or of a part of a sample.
fn parts(text: &str) -> (&str, &str) {
    let front = text.strip_prefix("+++").unwrap_or(text);
    front.split_once("\n+++").unwrap_or((front, if text.starts_with("+++") { front } else { "" }))
}

/// The sentences of a sample's front matter.
fn texts_of(front: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    let lines = front.lines();
    // A name right below [[stages]] is one of the textbook.
    let above = std::iter::once("").chain(front.lines());
    lines
        .zip(above)
        .filter(|(line, above)| {
            let line = line.trim();
            // Names are no sentences, and a site with closed lists has others.
            let is_name = ["metrics", "touchpoints", "channels"].iter().any(|key| line.starts_with(key))
                || line.starts_with("name") && *above == "[[stages]]";
            !(is_name || line.starts_with('#') || line.contains("<<"))
        })
        .flat_map(|(line, _)| quoted_texts(split_remark(line).0))
        .filter(|text| is_sentence(text, 3))
}

/// The sentences of a sample's body: its lines.
fn lines_of(body: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    body.lines().map(str::trim).filter(|line| is_sentence(line, 5) && !line.contains("<<"))
}

fn is_sentence(text: &str, least: usize) -> bool {
    text.split_whitespace().nth(least - 1).is_some()
}

/// Where a part of a text stands in it.
fn place_of(text: &str, part: &str) -> (usize, usize) {
    let start = part.as_ptr().addr().saturating_sub(text.as_ptr().addr()).min(text.len());
    (start, (start + part.len()).min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::super::{JourneyForm, NewEntry, NewSite, SiteFacts, entry_file, site_files};
    use super::*;
    use crate::model::Date;

    fn today() -> Date {
        Date(jiff::civil::date(2026, 11, 22))
    }

    fn of(path: &str, text: &str) -> (usize, usize) {
        let tree = SourceTree::from_texts([(path, text)]);
        (untouched(&tree).len(), leftovers(&tree).len())
    }

    #[test]
    fn whatever_is_begun_is_untouched_until_somebody_writes_in_it() {
        let facts = SiteFacts::empty(today());
        let forms = Preset::ALL.iter().map(|preset| JourneyForm::Preset(*preset));
        let forms = forms.chain([JourneyForm::Stages(vec!["Packs".to_owned(), "Leaves".to_owned()])]);
        let journeys = forms.map(|form| NewEntry { form, ..NewEntry::new(EntryKind::Journey, "X") });
        let others = EntryKind::ALL.iter().skip(1).map(|kind| NewEntry::new(*kind, "X"));
        for entry in journeys.chain(others) {
            let file = entry_file(&entry, &facts).expect("a file");
            assert_eq!(of(&file.path, &file.text), (1, 0), "{:?}", entry.kind);
            let known = Samples::new();
            let found = known.found_in(SourceId(0), &file.text).expect("a sample");
            let (start, end) = found.left.first().copied().expect("a sentence");
            let mut written = file.text.clone();
            written.replace_range(start..end, "What was really said");
            let rest = usize::from(found.left.len() > 1);
            assert_eq!(of(&file.path, &written), (0, rest), "{:?}: {:?}", entry.kind, file.text.get(start..end));
        }
        let site = site_files(&NewSite::DEFAULT, today()).expect("files");
        let tree = SourceTree::from_texts(site.iter().map(|file| (file.path.as_str(), file.text.as_str())));
        assert_eq!((untouched(&tree).len(), leftovers(&tree).len()), (2, 0));
    }

    #[test]
    fn other_files_and_drafts_are_left_in_peace() {
        let mark = "# A team owns maps, stages and opportunities. It exists as soon as one of them names it; this file says how to reach it.";
        let own = "summary = \"They look after the web shop.\"";
        assert_eq!(of("content/teams/a.md", &format!("+++\n{mark}\ntitle = \"A\"\n{own}\n+++\nWords.\n")), (0, 0));
        let sample = "summary = \"One sentence: what the team looks after.\"";
        assert_eq!(of("content/teams/a.md", &format!("+++\ntitle = \"A\"\n{sample}\n+++\nWords.\n")), (0, 1));
        assert_eq!(of("content/teams/a.md", &format!("+++\ndraft = true\n{sample}\n+++\nWords.\n")), (0, 0));
        assert_eq!(of("themes/x/a.md", &format!("+++\n{sample}\n+++\nWords.\n")), (0, 0));
    }
}
