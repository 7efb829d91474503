//! Roadmaps, storyboard, empathy map.

use jiff::civil::date;
use wayfare::diagram::chart::WorkStatus;
use wayfare::diagram::empathy_map::{EmpathyList, EmpathyMapData, EmpathyMapOptions, layout_empathy_map};
use wayfare::diagram::icon::IconName;
use wayfare::diagram::roadmap::{
    DatedItem, DatedRoadmapData, DatedRoadmapOptions, DatedRow, RoadmapData, RoadmapItem, RoadmapOptions,
    RoadmapPeriod, RoadmapRow, layout_dated_roadmap, layout_roadmap,
};
use wayfare::diagram::storyboard::{StoryboardData, StoryboardFrame, StoryboardOptions, layout_storyboard};

use super::{check_picture, fonts};

#[test]
fn roadmap() {
    let item = |title: &'static str, note: &'static str, status| {
        vec![RoadmapItem { title: title.into(), note: note.into(), status, href: Some("#work".into()) }]
    };
    let row = |name: &'static str, cells: [Vec<RoadmapItem<'static>>; 3]| RoadmapRow {
        name: name.into(),
        href: None,
        cells: cells.into(),
    };
    let period = |name: &'static str, note: &'static str| RoadmapPeriod { name: name.into(), note: note.into() };
    let data = RoadmapData {
        id: "work".into(),
        title: "What we do, and when".into(),
        language: "en".into(),
        periods: vec![
            period("Now", "to 31 January"),
            period("Next", "February to May"),
            period("Later", "after the summer"),
        ],
        rows: vec![
            row(
                "Online shop",
                [
                    item("Show the delivery day before the basket", "+2 for Maya", WorkStatus::InProgress),
                    item("Take bank transfer and cash at the door", "+0.5 for Tom", WorkStatus::Planned),
                    Vec::new(),
                ],
            ),
            row(
                "Delivery",
                [
                    Vec::new(),
                    item("Ask for a safe place, text on the way", "+2.5 for Tom", WorkStatus::Planned),
                    item("Open evening slots and lockers in town", "+3 for Maya", WorkStatus::Proposed),
                ],
            ),
            row(
                "Packing barn",
                [
                    item("A packing note signed by the grower", "live since March", WorkStatus::Done),
                    item("Pack a small box for one", "+1.5 for Tom", WorkStatus::Dropped),
                    Vec::new(),
                ],
            ),
        ],
    };
    check_picture("roadmap", &layout_roadmap(&data, &RoadmapOptions::default(), &fonts()));
    let phone = RoadmapOptions { width: 320.0, ..RoadmapOptions::default() };
    check_picture("roadmap-narrow", &layout_roadmap(&data, &phone, &fonts()));
    let dated = |title: &'static str, status, start, end| DatedItem {
        title: title.into(),
        status,
        start,
        end,
        href: Some("#work".into()),
    };
    let data = DatedRoadmapData {
        id: "dated".into(),
        title: "What we do, and when".into(),
        language: "en".into(),
        today: Some(date(2026, 11, 21)),
        rows: vec![
            DatedRow {
                name: "Online shop".into(),
                href: None,
                items: vec![
                    dated(
                        "Show the delivery day before the basket",
                        WorkStatus::InProgress,
                        Some(date(2026, 10, 1)),
                        Some(date(2027, 1, 31)),
                    ),
                    dated(
                        "Take bank transfer and cash at the door",
                        WorkStatus::Planned,
                        Some(date(2027, 2, 1)),
                        Some(date(2027, 3, 15)),
                    ),
                    dated("Sell the first box without a plan", WorkStatus::Proposed, None, None),
                ],
            },
            DatedRow {
                name: "Delivery".into(),
                href: None,
                items: vec![
                    dated(
                        "Ask for a safe place, text on the way",
                        WorkStatus::Planned,
                        Some(date(2027, 1, 10)),
                        Some(date(2027, 5, 20)),
                    ),
                    dated(
                        "Open evening slots and lockers in town",
                        WorkStatus::Proposed,
                        Some(date(2027, 6, 1)),
                        Some(date(2027, 9, 30)),
                    ),
                ],
            },
            DatedRow {
                name: "Packing barn".into(),
                href: None,
                items: vec![dated(
                    "A packing note signed by the grower",
                    WorkStatus::Done,
                    Some(date(2026, 3, 2)),
                    Some(date(2026, 3, 9)),
                )],
            },
        ],
    };
    check_picture("roadmap-dated", &layout_dated_roadmap(&data, &DatedRoadmapOptions::default(), &fonts()));
    let phone = DatedRoadmapOptions { width: 320.0, ..DatedRoadmapOptions::default() };
    check_picture("roadmap-dated-narrow", &layout_dated_roadmap(&data, &phone, &fonts()));
}

#[test]
fn storyboard() {
    let frame = |number: &'static str,
                 name: &'static str,
                 caption: &'static str,
                 quote: &'static str,
                 valence: f64,
                 feeling: &'static str,
                 channel| StoryboardFrame {
        number: number.into(),
        name: name.into(),
        href: Some("#step".into()),
        image: None,
        captions: caption.split(". ").map(Into::into).collect(),
        quote: quote.into(),
        persona: Some(0),
        valence: Some(valence),
        feeling: feeling.into(),
        channel,
        assumed: false,
    };
    let data = StoryboardData {
        id: "story".into(),
        title: "Maya orders a first box".into(),
        language: "en".into(),
        frames: vec![
            frame(
                "1.1",
                "Sees the van",
                "A green van blocks the lane. The crates on it smell of soil",
                "“Who are they?”",
                0.3,
                "curious, +0.5",
                Some(IconName::Street),
            ),
            frame(
                "2.2",
                "Compares the boxes",
                "Eleven boxes, three sizes, and no word on what is in them.",
                "",
                -0.4,
                "lost, −0.8",
                Some(IconName::Web),
            ),
            frame(
                "3.2",
                "Picks a delivery day",
                "There is one day. It has twelve hours",
                "“Friday, seven to seven. I’m on the ward until eight.”",
                -1.0,
                "let down, −2",
                Some(IconName::Phone),
            ),
            StoryboardFrame {
                assumed: true,
                persona: Some(1),
                ..frame(
                    "5.1",
                    "Unpacks the crate",
                    "Tom reads the note aloud.",
                    "“Signed by Ruth herself!”",
                    1.0,
                    "delighted, +2",
                    Some(IconName::Door),
                )
            },
            frame("6.1", "Cooks", "Leeks, again, and a recipe that helps.", "", 0.5, "pleased, +1", None),
        ],
    };
    check_picture("storyboard", &layout_storyboard(&data, &StoryboardOptions::default(), &fonts()));
}

#[test]
fn empathy_map() {
    let list = |name: &'static str, entries: &[&'static str], are_quotes: bool| EmpathyList {
        name: name.into(),
        entries: entries.iter().map(|entry| (*entry).into()).collect(),
        are_quotes,
    };
    let data = EmpathyMapData {
        id: "maya".into(),
        title: "Maya, seen from inside".into(),
        language: "en".into(),
        persona: 0,
        valence: -0.4,
        quadrants: [
            list("Says", &["“If I have to be at home for it, it’s not for me.”", "“Friday? I’m on nights.”"], true),
            list("Thinks", &["Another thing to manage.", "Deji would eat it if he saw where it grows."], false),
            list(
                "Does",
                &[
                    "Orders at half past eleven at night, on a phone, in the staff room.",
                    "Asks the neighbour to take the crate in.",
                ],
                false,
            ),
            list("Feels", &["Guilty about the freezer pizza.", "Proud when the fridge is full."], false),
        ],
        below: vec![
            list("Pains", &["Windows longer than a shift", "Lines that close before she finishes"], false),
            list("Gains", &["Four evenings of vegetables", "One thing less to plan"], false),
        ],
    };
    check_picture("empathy-map", &layout_empathy_map(&data, &EmpathyMapOptions::default(), &fonts()));
}
