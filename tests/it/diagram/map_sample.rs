//! The same journey as a poster.

use wayfare::diagram::icon::IconName;
use wayfare::diagram::map::{ItemMarker, ItemStyle, MapCell, MapData, MapItem, MapLane, MapPersona};

use super::samples::veg_box;

const ACTIONS: [&str; 14] = [
    "Reads the side of the van while it blocks the street.",
    "Asks a colleague or a neighbour who already has one.",
    "Searches the name; Tom types the address from a leaflet.",
    "Opens three of the eleven boxes in tabs and gives up on the rest.",
    "Types the postcode. Tom rings the order line instead.",
    "Swaps the beetroot for squash and leaves out the kale.",
    "Looks for an evening; finds one day and one twelve-hour window.",
    "Has to open an account, then meets the weekly plan.",
    "Looks for the day, the place and a way to change both.",
    "Hears nothing for six days.",
    "Maya fetches it from downstairs after her shift. Tom waits in, and finds it in the rain.",
    "Lays everything out on the kitchen table.",
    "Makes the soup on the recipe card, then improvises.",
    "Decides in the week after the first box.",
];

const TOUCHPOINTS: &[(usize, &str, &str)] = &[
    (0, "Delivery van", "In the street"),
    (1, "A neighbour’s crate", "Word of mouth"),
    (2, "Home page", "Web"),
    (3, "List of boxes", "Web"),
    (4, "Postcode checker", "Web"),
    (4, "Order line", "Phone"),
    (5, "Box builder", "Web"),
    (6, "Day picker", "Web"),
    (7, "Checkout", "Web"),
    (8, "Order e-mail", "E-mail"),
    (9, "Thursday text", "Text message, planned"),
    (10, "Crate at the door", "Doorstep"),
    (11, "Packing note", "Print"),
    (12, "Recipe card", "Print"),
    (13, "Reminder e-mail", "E-mail"),
];

const PAINS: &[(usize, u8, &str, &str)] = &[
    (0, 2, "No price and no area on the van", "source 2"),
    (2, 3, "The price appears on the fourth screen", "source 1, 3"),
    (3, 3, "Eleven boxes and no help choosing", "source 2"),
    (3, 4, "Nothing for one person", "source 1"),
    (4, 4, "It says yes, but not on which day", "source 2, 3"),
    (6, 5, "One day, one twelve-hour window", "source 1, 3"),
    (7, 5, "A first box is a weekly plan by default; 30 % leave here", "source 3"),
    (8, 3, "No way to say where to leave the box", "source 4"),
    (9, 2, "Six days of silence", "no source yet"),
    (10, 5, "Left without ringing, in the rain", "source 4, 5"),
    (12, 3, "Single households bin a third of the greens", "source 1"),
    (13, 4, "The smallest box still feeds two", "source 1"),
];

const OPPORTUNITIES: &[(usize, usize, &str, &str)] = &[
    (3, 1, "Four questions instead of eleven boxes", "84, in progress"),
    (4, 1, "Show the delivery day before the basket", "180, in progress"),
    (6, 1, "Open evening slots and lockers in town", "18, proposed"),
    (6, 1, "Show the delivery day before the basket", "180, in progress"),
    (7, 1, "Sell the first box without a plan", "133, planned"),
    (7, 1, "Take bank transfer and cash at the door", "10, proposed"),
    (8, 3, "Ask for a safe place, text on the way", "80, planned"),
    (11, 1, "A packing note signed by the grower", "200, done"),
    (12, 2, "Pack a small box for one", "22, proposed"),
];

const OWNERS: &[(usize, usize, &str)] = &[
    (0, 2, "Marketing"),
    (2, 2, "Growth"),
    (4, 1, "Online shop"),
    (5, 3, "Online shop"),
    (8, 2, "Customer care"),
    (10, 1, "Delivery"),
    (11, 1, "Packing barn"),
    (12, 2, "Growth"),
];

fn cell(first_column: usize, n_columns: usize, items: Vec<MapItem<'static>>) -> MapCell<'static> {
    MapCell { first_column, n_columns, items }
}

fn lane(name: &'static str, note: &'static str, cells: Vec<MapCell<'static>>) -> MapLane<'static> {
    MapLane { name: name.into(), note: note.into(), cells, ..MapLane::default() }
}

fn one_cell_an_item(items: impl Iterator<Item = (usize, usize, MapItem<'static>)>) -> Vec<MapCell<'static>> {
    items.map(|(first, n_columns, item)| cell(first, n_columns, vec![item])).collect()
}

fn thoughts() -> Vec<MapCell<'static>> {
    let data = veg_box();
    data.columns()
        .enumerate()
        .map(|(column, (_, step))| {
            let items = step.readings.iter().flatten().enumerate().filter_map(|(persona, reading)| {
                let text = format!("“{}”", reading.quote.as_ref()?);
                Some(MapItem {
                    marker: ItemMarker::Persona(persona as u8),
                    style: ItemStyle::Quote,
                    text: text.into(),
                    ..MapItem::default()
                })
            });
            cell(column, 1, items.collect())
        })
        .collect()
}

pub(super) fn veg_box_map() -> MapData<'static> {
    let actions = ACTIONS
        .iter()
        .enumerate()
        .map(|(column, text)| (column, 1, MapItem { text: (*text).into(), ..MapItem::default() }));
    let touchpoints = TOUCHPOINTS.iter().map(|&(column, text, note)| {
        let marker = ItemMarker::Icon(IconName::for_channel(note));
        (
            column,
            1,
            MapItem { marker, text: text.into(), note: note.into(), href: Some("#".into()), ..MapItem::default() },
        )
    });
    let pains = PAINS.iter().map(|&(column, severity, text, note)| {
        (
            column,
            1,
            MapItem {
                marker: ItemMarker::Severity(severity),
                text: text.into(),
                note: note.into(),
                ..MapItem::default()
            },
        )
    });
    let opportunities = OPPORTUNITIES.iter().map(|&(column, n_columns, text, note)| {
        (
            column,
            n_columns,
            MapItem { style: ItemStyle::Strong, text: text.into(), note: note.into(), ..MapItem::default() },
        )
    });
    let owners = OWNERS
        .iter()
        .map(|&(column, n_columns, text)| (column, n_columns, MapItem { text: text.into(), ..MapItem::default() }));
    MapData {
        curve: veg_box(),
        id: "first-box-map".into(),
        title: "Ordering a first veg box".into(),
        summary: "From a van in the street to the first Friday box on the kitchen table, and the decision to have a second.".into(),
        site_name: "Wend Valley Veg".into(),
        section: "Journey maps".into(),
        kind: "Customer journey, as it is today".into(),
        personas: vec![
            MapPersona {
                name: "Maya Okafor".into(),
                initials: "MO".into(),
                look: 0,
                href: None,
                note: "Shift-working parent. Ward nurse, 34, one son.".into(),
                quote: "Friday, seven to seven. I’m on the ward until eight.".into(),
            },
            MapPersona {
                name: "Tom Lindqvist".into(),
                initials: "TL".into(),
                look: 1,
                href: None,
                note: "Cooking for one again. Retired joiner, 67, widowed.".into(),
                quote: "In all day. They left it by the bins and never rang.".into(),
            },
        ],
        facts: [
            ("Purpose", "Why four in ten first baskets never become an order"),
            ("Scope", "Two households, no earlier box, May to October 2026"),
            ("Owner", "Growth, Ana Ferreira"),
            ("Status", "Validated. Reviewed 14 Sep 2026"),
            ("Next review", "14 Dec 2026, quarterly"),
            ("Assumed", "21 %, 3 of 14 steps"),
        ]
        .map(|(label, value)| (label.into(), value.into()))
        .to_vec(),
        feelings: ("Feelings".into(), "".into()),
        lanes: vec![
            lane("Actions", "what they do", one_cell_an_item(actions)),
            lane("Touchpoints", "and channels", one_cell_an_item(touchpoints)),
            lane("Thoughts", "in their words", thoughts()),
            lane("Pain points", "severity of 5", one_cell_an_item(pains)),
            MapLane { brackets: true, ..lane("Opportunities", "with score", one_cell_an_item(opportunities)) },
            lane("Owner", "", one_cell_an_item(owners)),
        ],
        stage_weights: Vec::new(),
        key_notes: vec!["Score = reach × impact × confidence ÷ effort".into()],
        footnotes: vec![
            "Sources: 1 Diary study, 14 households (14 households, 371 entries, 4 May – 26 Jul 2026). 2 Interviews with first-time buyers \
             (11 people, June 2026). 3 Shop analytics, April to June (9,420 baskets, 30 Jun 2026). 4 Care tickets tagged “delivery” \
             (312 tickets, 30 Jun 2026). 5 Ride-along with two drivers (1 day, 46 drops, 24 Jul 2026)."
                .into(),
            "Reviewed 14 Sep 2026. Next review 14 Dec 2026. Scores are medians per step.".into(),
        ],
        imprint: "wendvalleyveg.example/maps/journeys/first-box, made with Wayfare".into(),
    }
}
