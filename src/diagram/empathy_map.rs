//! The empathy map: what a persona says, thinks, does and feels around the face, and what hurts and helps below.

use std::borrow::Cow;

use kurbo::{Point, Size};

use super::chart::marks::line;
use super::chart::styles::{ASIDE, BODY, ROW_NAME};
use super::chart::{fill_pattern, join_sentences};
use super::scene::{Anchor, Casing, FaceMark, Mark, Role, Scene, SceneKind};
use super::text_block::TextBlock;
use super::text_metrics::FontBook;

#[derive(Debug, Clone, Default)]
pub struct EmpathyMapData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    /// 0..5
    pub persona: u8,
    /// −1 … 1
    pub valence: f64,
    /// Top left, top right, bottom left, bottom right: says, thinks, does, feels.
    pub quadrants: [EmpathyList<'a>; 4],
    /// Side by side below the quadrants (pains and gains); may be empty.
    pub below: Vec<EmpathyList<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct EmpathyList<'a> {
    pub name: Cow<'a, str>,
    pub entries: Vec<Cow<'a, str>>,
    /// Set as quotes, in italics.
    pub are_quotes: bool,
}

#[derive(Debug, Clone)]
pub struct EmpathyMapOptions<'w> {
    /// At least 320.
    pub width: f64,
    /// `{name}`, `{list}`
    pub sentence: Cow<'w, str>,
    /// Between the entries of a list.
    pub separator: Cow<'w, str>,
}

impl Default for EmpathyMapOptions<'static> {
    fn default() -> Self {
        Self { width: 860.0, sentence: Cow::Borrowed("{name}: {list}."), separator: Cow::Borrowed("; ") }
    }
}

const FACE_SCALE: f64 = 2.6;
/// Kept free on the inner side of each quadrant, for the face.
const INNER: f64 = 56.0;
const MIN_HEIGHT: f64 = 120.0;
const ENTRY_GAP: f64 = 7.0;

/// Draws the empathy map at natural size.
pub fn layout_empathy_map<'a>(
    data: &'a EmpathyMapData<'a>,
    options: &EmpathyMapOptions<'_>,
    fonts: &FontBook,
) -> Scene<'a> {
    let width = options.width.max(320.0);
    let middle = width / 2.0;
    let room = middle - INNER;
    let mut marks = Vec::new();
    let mut y = 0.0;
    let mut center = Point::new(middle, 0.0);
    for (index, pair) in data.quadrants.chunks(2).enumerate() {
        let top = if index == 0 { 0.0 } else { y + 14.0 };
        let mut bottom = top;
        for (list, (x, anchor)) in pair.iter().zip([(0.0, Anchor::Start), (middle + INNER, Anchor::Start)]) {
            bottom = f64::max(bottom, push_list(&mut marks, fonts, list, (x, anchor), room, top));
        }
        y = bottom.max(top + MIN_HEIGHT) + 14.0;
        if index == 0 {
            marks.push(line(0.0, y, middle - 46.0, y, Role::Rule));
            marks.push(line(middle + 46.0, y, width, y, Role::Rule));
            center = Point::new(middle, y);
        }
    }
    let bottom = y;
    marks.push(line(middle, 0.0, middle, center.y - 46.0, Role::Rule));
    marks.push(line(middle, center.y + 46.0, middle, bottom, Role::Rule));
    marks.push(Mark::Face(FaceMark {
        center,
        scale: FACE_SCALE,
        valence: data.valence,
        persona: Some(data.persona),
        assumed: false,
    }));
    if !data.below.is_empty() {
        marks.push(line(0.0, y, width, y, Role::RuleStrong));
        // Two lists stand below those above them.
        let between = if data.below.len() == 2 { 2.0 * INNER } else { 32.0 };
        let column = (width - between * (data.below.len() - 1) as f64) / data.below.len() as f64;
        let top = y + 14.0;
        for (index, list) in data.below.iter().enumerate() {
            let x = index as f64 * (column + between);
            y = y.max(push_list(&mut marks, fonts, list, (x, Anchor::Start), column.max(24.0), top));
        }
    }
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::EmpathyMap,
        size: Size::new(width, y + 4.0),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_empathy_map(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

fn push_list<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    list: &'a EmpathyList<'a>,
    (x, anchor): (f64, Anchor),
    room: f64,
    top: f64,
) -> f64 {
    let name = TextBlock::wrapped(fonts, ROW_NAME, &list.name, room);
    let mut y = top + name.height() + 4.0;
    name.place(marks, x, top, anchor, Role::Ink, Casing::None);
    for entry in &list.entries {
        let block = TextBlock::wrapped(fonts, if list.are_quotes { ASIDE } else { BODY }, entry, room);
        let bottom = y + block.height();
        block.place(marks, x, y, anchor, Role::Ink, Casing::None);
        y = bottom + ENTRY_GAP;
    }
    y
}

/// Every list in one sentence.
pub fn describe_empathy_map(data: &EmpathyMapData<'_>, options: &EmpathyMapOptions<'_>) -> String {
    let lists = data.quadrants.iter().chain(&data.below).filter(|list| !list.entries.is_empty());
    let sentences: Vec<String> = lists
        .map(|list| {
            fill_pattern(
                &options.sentence,
                &[("name", &list.name), ("list", list.entries.join(&options.separator).trim_end_matches('.'))],
            )
        })
        .collect();
    join_sentences(&sentences)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::chart::checks::{any_label, check_sound};
    use crate::diagram::text_metrics::tests::shipped;
    use proptest::prelude::*;

    #[test]
    fn said_in_words() {
        let mut data = EmpathyMapData::default();
        data.quadrants[2] =
            EmpathyList { name: "Does".into(), entries: vec!["waits".into(), "rings".into()], are_quotes: false };
        assert_eq!(describe_empathy_map(&data, &EmpathyMapOptions::default()), "Does: waits; rings.");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn sound_for_any_lists(lists in prop::collection::vec((any_label(), prop::collection::vec(any_label(), 0..4), any::<bool>()), 4..7), width in 320.0f64..1200.0) {
            let mut lists = lists.into_iter().map(|(name, entries, are_quotes)| EmpathyList { name: name.into(), entries: entries.into_iter().map(Cow::Owned).collect(), are_quotes });
            let quadrants = std::array::from_fn(|_| lists.next().unwrap());
            let data = EmpathyMapData { quadrants, below: lists.collect(), ..EmpathyMapData::default() };
            prop_assert_eq!(check_sound(&layout_empathy_map(&data, &EmpathyMapOptions { width, ..EmpathyMapOptions::default() }, &shipped())), Ok(()));
        }
    }
}
