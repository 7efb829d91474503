//! The atlas: how journeys nest in one another and follow one another.
//!
//! 1. Every journey that holds others is a block: its stages as chevrons, below them the journeys that tell each stage more
//!    closely, drawn by the same engine as a flow, with arrows from each to the one that follows.
//! 2. Journeys that belong to no other stand together in a last block.
//! 3. What follows in another block is written below the name.

use std::borrow::Cow;

use kurbo::{Rect, Size, Vec2};

use super::chart::marks::{own_marks, push_linked};
use super::chart::styles::{ASIDE_SMALL, LABEL, ROW_NAME, SMALL};
use super::chart::{fill_pattern, join_sentences};
use super::flow::{FlowData, FlowEdge, FlowNode, FlowOptions, FlowStage, layout_flow};
use super::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind, shift_marks};
use super::text_block::TextBlock;
use super::text_metrics::FontBook;

#[derive(Debug, Clone, Default)]
pub struct AtlasData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    pub journeys: Vec<AtlasJourney<'a>>,
    /// Those that name a journey which does not exist are left out.
    pub follows: Vec<AtlasFollow<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct AtlasJourney<'a> {
    pub name: Cow<'a, str>,
    /// In italics below the name, may be empty.
    pub note: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    /// Index of the journey that holds it, and of the stage there.
    pub parent: Option<(usize, usize)>,
    /// Its own stages, shown when it holds others.
    pub stages: Vec<FlowStage<'a>>,
    /// Not published yet, or a plan: dashed.
    pub planned: bool,
}

#[derive(Debug, Clone, Default)]
pub struct AtlasFollow<'a> {
    /// Indices into [`AtlasData::journeys`].
    pub from: usize,
    pub to: usize,
    /// The condition, may be empty.
    pub label: Cow<'a, str>,
}

#[derive(Debug, Clone)]
pub struct AtlasOptions<'w> {
    /// Wanted width; the picture is wider when its words need it.
    pub width: f64,
    /// `{name}`: what follows in another block.
    pub then: Cow<'w, str>,
    /// Head of the last block; may be empty.
    pub others: Cow<'w, str>,
    /// `{name}`, `{list}`
    pub sentence_holds: Cow<'w, str>,
    /// `{from}`, `{to}`
    pub sentence_follows: Cow<'w, str>,
    /// Between the entries of a list.
    pub separator: Cow<'w, str>,
}

impl Default for AtlasOptions<'static> {
    fn default() -> Self {
        Self {
            width: 1200.0,
            then: Cow::Borrowed("then {name}"),
            others: Cow::Borrowed("On their own"),
            sentence_holds: Cow::Borrowed("{name} holds {list}."),
            sentence_follows: Cow::Borrowed("{to} follows {from}."),
            separator: Cow::Borrowed(", "),
        }
    }
}

const BETWEEN_BLOCKS: f64 = 40.0;
/// Smallest width of a column of journeys on their own, and the air between two.
const LOOSE_COLUMN: f64 = 176.0;
const LOOSE_GAP: f64 = 16.0;
/// They grow no wider than this, side by side and alone.
const WIDEST_LOOSE: f64 = 300.0;
const WIDEST_ALONE: f64 = 480.0;

/// Draws the atlas at natural size.
pub fn layout_atlas<'a>(data: &'a AtlasData<'a>, options: &AtlasOptions<'_>, fonts: &FontBook) -> Scene<'a> {
    let mut marks = Vec::new();
    let mut size = Size::new(options.width.max(240.0), 0.0);
    let holders = (0..data.journeys.len()).filter(|index| !members_of(data, Some(*index)).is_empty());
    for holder in holders.map(Some).chain([None]) {
        let members = members_of(data, holder);
        if members.is_empty() {
            continue;
        }
        if size.height > 0.0 {
            size.height += BETWEEN_BLOCKS;
        }
        size.height = push_head(&mut marks, fonts, data, options, holder, size.width, size.height);
        if is_loose(data, holder, &members) {
            size.height = push_loose(&mut marks, fonts, data, &members, size.width, size.height);
            continue;
        }
        let flow = block_of(data, options, holder, &members);
        let scene = layout_flow(
            &flow,
            &FlowOptions { width: size.width, fills_columns: true, ..FlowOptions::default() },
            fonts,
        );
        let mut block = own_marks(scene.marks);
        shift_marks(&mut block, Vec2::new(0.0, size.height));
        marks.append(&mut block);
        size = Size::new(size.width.max(scene.size.width), size.height + scene.size.height);
    }
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::Atlas,
        size: Size::new(size.width, size.height.max(8.0)),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_atlas(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

/// The journey that holds `index`, when there is one.
fn holder_of(data: &AtlasData<'_>, index: usize) -> Option<usize> {
    data.journeys
        .get(index)?
        .parent
        .map(|parent| parent.0)
        .filter(|parent| *parent != index && *parent < data.journeys.len())
}

/// Journeys of a block. Those that neither hold others nor are held make the last one.
fn members_of(data: &AtlasData<'_>, holder: Option<usize>) -> Vec<usize> {
    let all = 0..data.journeys.len();
    match holder {
        Some(_) => all.filter(|index| holder_of(data, *index) == holder).collect(),
        None => all
            .filter(|index| {
                holder_of(data, *index).is_none()
                    && !(0..data.journeys.len()).any(|other| holder_of(data, other) == Some(*index))
            })
            .collect(),
    }
}

fn push_head<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    data: &'a AtlasData<'a>,
    options: &AtlasOptions<'_>,
    holder: Option<usize>,
    width: f64,
    top: f64,
) -> f64 {
    let Some(journey) = holder.and_then(|holder| data.journeys.get(holder)) else {
        // The only block needs no head.
        if top == 0.0 || options.others.is_empty() {
            return top;
        }
        let name = TextBlock::wrapped(fonts, ROW_NAME, &options.others, width).into_owned();
        let bottom = top + name.height() + 6.0;
        name.place(marks, 0.0, top, Anchor::Start, Role::Ink, Casing::None);
        return bottom;
    };
    let name = TextBlock::wrapped(fonts, ROW_NAME, &journey.name, width);
    let note = TextBlock::wrapped(fonts, SMALL, &journey.note, width);
    let below = top + name.height();
    let bottom = below + note.height() + 10.0;
    push_linked(marks, journey.href.as_deref(), &journey.name, |marks| {
        name.place(marks, 0.0, top, Anchor::Start, Role::Ink, Casing::None);
    });
    note.place(marks, 0.0, below, Anchor::Start, Role::Muted, Casing::None);
    bottom
}

/// Whether nothing of the last block follows anything else in it.
fn is_loose(data: &AtlasData<'_>, holder: Option<usize>, members: &[usize]) -> bool {
    let inside = |follow: &AtlasFollow<'_>| members.contains(&follow.from) && members.contains(&follow.to);
    holder.is_none() && !data.follows.iter().any(inside)
}

/// Journeys side by side, in as many rows as they need. Returns the bottom.
fn push_loose<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    data: &'a AtlasData<'a>,
    members: &[usize],
    width: f64,
    top: f64,
) -> f64 {
    let most = ((width + LOOSE_GAP) / (LOOSE_COLUMN + LOOSE_GAP)).floor().clamp(1.0, 6.0) as usize;
    // As many columns as make the rows even: seven stand as four and three, not as six and one.
    let n_columns = members.len().div_ceil(members.len().div_ceil(most).max(1)).max(1);
    let column = (width - LOOSE_GAP * (n_columns - 1) as f64) / n_columns as f64;
    let column = if n_columns > 1 { column.min(WIDEST_LOOSE) } else { column.min(WIDEST_ALONE) };
    let journeys: Vec<&'a AtlasJourney<'a>> = members.iter().filter_map(|index| data.journeys.get(*index)).collect();
    let mut y = top;
    for row in journeys.chunks(n_columns) {
        let words = row.iter().map(|journey| {
            let name = TextBlock::wrapped(fonts, LABEL, &journey.name, column - 24.0);
            let note = TextBlock::wrapped(fonts, ASIDE_SMALL, &journey.note, column - 24.0);
            (*journey, name, note)
        });
        let words: Vec<_> = words.collect();
        let height = words.iter().map(|(_, name, note)| name.height() + note.height() + 20.0).fold(0.0, f64::max);
        for (index, (journey, name, note)) in words.into_iter().enumerate() {
            let x = index as f64 * (column + LOOSE_GAP);
            let rect = Rect::new(x + 1.0, y + 1.0, x + column - 1.0, y + height - 1.0);
            push_linked(marks, journey.href.as_deref(), &journey.name, |marks| {
                let role = if journey.planned { Role::NodePlanned } else { Role::Node };
                marks.push(Mark::Rect { rect, radius: 2.0, role });
                let below = y + 10.0 + name.height();
                name.place(marks, x + 12.0, y + 10.0, Anchor::Start, Role::Ink, Casing::None);
                note.place(marks, x + 12.0, below, Anchor::Start, Role::Muted, Casing::None);
            });
        }
        y += height + LOOSE_GAP;
    }
    y - LOOSE_GAP
}

fn block_of<'a>(
    data: &'a AtlasData<'a>,
    options: &AtlasOptions<'_>,
    holder: Option<usize>,
    members: &[usize],
) -> FlowData<'a> {
    let stages =
        holder.and_then(|holder| data.journeys.get(holder)).map(|journey| journey.stages.clone()).unwrap_or_default();
    let place = |journey: usize| members.iter().position(|member| *member == journey);
    let nodes = members
        .iter()
        .filter_map(|member| {
            let journey = data.journeys.get(*member)?;
            let elsewhere = data.follows.iter().filter(|follow| follow.from == *member && place(follow.to).is_none());
            let then = elsewhere
                .filter_map(|follow| data.journeys.get(follow.to))
                .map(|next| fill_pattern(&options.then, &[("name", &next.name)]));
            let notes: Vec<String> =
                Some(journey.note.to_string()).into_iter().filter(|note| !note.is_empty()).chain(then).collect();
            Some(FlowNode {
                stage: journey.parent.map_or(0, |parent| parent.1),
                name: Cow::Borrowed(&journey.name),
                note: Cow::Owned(notes.join(&options.separator)),
                planned: journey.planned,
                href: journey.href.clone(),
                ..FlowNode::default()
            })
        })
        .collect();
    let edges = data
        .follows
        .iter()
        .filter_map(|follow| {
            Some(FlowEdge {
                from: place(follow.from)?,
                to: place(follow.to)?,
                label: Cow::Borrowed(&follow.label),
                ..FlowEdge::default()
            })
        })
        .collect();
    FlowData { stages, nodes, edges, ..FlowData::default() }
}

/// What holds what, and what follows what.
pub fn describe_atlas(data: &AtlasData<'_>, options: &AtlasOptions<'_>) -> String {
    let name = |index: usize| data.journeys.get(index).map(|journey| &*journey.name);
    let mut sentences = Vec::new();
    for holder in 0..data.journeys.len() {
        let held: Vec<&str> = members_of(data, Some(holder)).into_iter().filter_map(name).collect();
        if let Some(name) = name(holder).filter(|_| !held.is_empty()) {
            sentences.push(fill_pattern(
                &options.sentence_holds,
                &[("name", name), ("list", &held.join(&options.separator))],
            ));
        }
    }
    for follow in &data.follows {
        if let (Some(from), Some(to)) = (name(follow.from), name(follow.to)) {
            sentences.push(fill_pattern(&options.sentence_follows, &[("from", from), ("to", to)]));
        }
    }
    join_sentences(&sentences)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::chart::checks::{any_label, check_nodes_are_clear, check_sound};
    use crate::diagram::text_metrics::tests::shipped;
    use proptest::prelude::*;

    #[test]
    fn said_in_words() {
        let journey =
            |name: &'static str, parent| AtlasJourney { name: name.into(), parent, ..AtlasJourney::default() };
        let data = AtlasData {
            journeys: vec![
                journey("A year", None),
                journey("Order", Some((0, 0))),
                journey("Leave", Some((0, 1))),
                journey("Gift", None),
            ],
            follows: vec![AtlasFollow { from: 1, to: 2, ..AtlasFollow::default() }],
            ..AtlasData::default()
        };
        assert_eq!(describe_atlas(&data, &AtlasOptions::default()), "A year holds Order, Leave. Leave follows Order.");
        assert_eq!(members_of(&data, None), [3]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn sound_for_any_nesting(
            journeys in prop::collection::vec((any_label(), any_label(), prop::option::of((0usize..10, 0usize..4)), prop::collection::vec(any_label(), 0..4)), 0..10),
            follows in prop::collection::vec((0usize..11, 0usize..11, any_label()), 0..10), width in 240.0f64..1400.0,
        ) {
            let journeys = journeys.into_iter().map(|(name, note, parent, stages)| AtlasJourney {
                name: name.into(), note: note.into(), parent, stages: stages.into_iter().map(|name| FlowStage { name: name.into(), href: None }).collect(), ..AtlasJourney::default()
            }).collect();
            let follows = follows.into_iter().map(|(from, to, label)| AtlasFollow { from, to, label: label.into() }).collect();
            let data = AtlasData { journeys, follows, ..AtlasData::default() };
            let scene = layout_atlas(&data, &AtlasOptions { width, ..AtlasOptions::default() }, &shipped());
            prop_assert_eq!(check_sound(&scene), Ok(()));
            prop_assert_eq!(check_nodes_are_clear(&scene), Ok(()));
        }
    }
}
