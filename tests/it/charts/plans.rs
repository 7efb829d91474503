//! Flow, blueprint, atlas.

use wayfare::diagram::atlas::{AtlasData, AtlasFollow, AtlasJourney, AtlasOptions, layout_atlas};
use wayfare::diagram::blueprint::{
    BlueprintArrow, BlueprintData, BlueprintHeading, BlueprintItem, BlueprintLane, BlueprintLaneKind, BlueprintOptions,
    BlueprintPlace, layout_blueprint,
};
use wayfare::diagram::flow::{
    FlowData, FlowEdge, FlowEdgeKind, FlowNode, FlowNodeKind, FlowOptions, FlowStage, layout_flow,
};

use super::{check_picture, fonts};

#[test]
fn flow() {
    let node = |stage: usize, name: &'static str, kind: FlowNodeKind| FlowNode {
        stage,
        name: name.into(),
        kind,
        href: Some("#step".into()),
        ..FlowNode::default()
    };
    let edge = |from: usize, to: usize, label: &'static str, kind: FlowEdgeKind| FlowEdge {
        from,
        to,
        label: label.into(),
        kind,
    };
    let stage = |name: &'static str| FlowStage { name: name.into(), href: Some("#stage".into()) };
    let data = FlowData {
        id: "order".into(),
        title: "Two doors out of the shop".into(),
        language: "en".into(),
        stages: vec![stage("Is it for me?"), stage("I order"), stage("I wait")],
        nodes: vec![
            node(0, "Checks the postcode", FlowNodeKind::Step),
            node(0, "In our area?", FlowNodeKind::Decision),
            node(0, "Waiting list", FlowNodeKind::Step),
            node(1, "Fills the box", FlowNodeKind::Step),
            node(1, "Friday suits?", FlowNodeKind::Decision),
            node(1, "Pays and signs up", FlowNodeKind::Step),
            node(1, "Leaves without an order", FlowNodeKind::End),
            node(2, "Gets the e-mail", FlowNodeKind::Step),
        ],
        edges: vec![
            edge(0, 1, "", FlowEdgeKind::Way),
            edge(1, 3, "yes, 71 %", FlowEdgeKind::Way),
            edge(1, 2, "no, 29 %", FlowEdgeKind::Way),
            edge(2, 0, "when the round grows", FlowEdgeKind::Assumed),
            edge(3, 3, "swaps an item, 2.4 times", FlowEdgeKind::Way),
            edge(3, 4, "", FlowEdgeKind::Way),
            edge(4, 5, "yes", FlowEdgeKind::Way),
            edge(4, 6, "no, 16 %", FlowEdgeKind::Lost),
            edge(5, 6, "gives up, 30 %", FlowEdgeKind::Lost),
            edge(5, 7, "", FlowEdgeKind::Way),
        ],
    };
    check_picture("flow", &layout_flow(&data, &FlowOptions::default(), &fonts()));
    let phone = FlowOptions { width: 320.0, ..FlowOptions::default() };
    check_picture("flow-upright", &layout_flow(&data, &phone, &fonts()));
}

#[test]
fn flow_with_many_ways() {
    let mut data = FlowData { id: "many".into(), title: "Many ways".into(), ..FlowData::default() };
    data.stages = ["Look", "Choose", "Pay"].map(|name| FlowStage { name: name.into(), href: None }).into();
    data.nodes = (0..12)
        .map(|index| FlowNode {
            stage: index / 4,
            number: format!("{}.{}", index / 4 + 1, index % 4 + 1).into(),
            name: format!("Step number {}", index + 1).into(),
            ..FlowNode::default()
        })
        .collect();
    let ways = [
        (0, 1),
        (1, 2),
        (1, 3),
        (2, 4),
        (3, 5),
        (4, 6),
        (5, 6),
        (6, 8),
        (4, 7),
        (7, 10),
        (8, 9),
        (9, 11),
        (10, 11),
        (0, 6),
        (9, 4),
        (11, 8),
        (2, 9),
        (7, 3),
    ];
    data.edges = ways.map(|(from, to)| FlowEdge { from, to, ..FlowEdge::default() }).into();
    check_picture("flow-many-ways", &layout_flow(&data, &FlowOptions::default(), &fonts()));
    let phone = FlowOptions { width: 320.0, ..FlowOptions::default() };
    check_picture("flow-many-ways-upright", &layout_flow(&data, &phone, &fonts()));
}

fn item(text: &'static str) -> Vec<BlueprintItem<'static>> {
    if text.is_empty() {
        Vec::new()
    } else {
        vec![BlueprintItem { text: text.into(), href: Some("#cell".into()), ..BlueprintItem::default() }]
    }
}

fn friday() -> BlueprintData<'static> {
    let lane = |name: &'static str, kind: BlueprintLaneKind, texts: [&'static str; 5]| BlueprintLane {
        name: name.into(),
        kind,
        cells: texts.into_iter().map(item).collect(),
    };
    let mut lanes = vec![
        lane(
            "Evidence",
            BlueprintLaneKind::Evidence,
            [
                "Order e-mail, on the fridge",
                "Green van in the lane",
                "Crate with a wet lid",
                "“Sorry we missed you” card",
                "Packing note",
            ],
        ),
        lane(
            "Customer",
            BlueprintLaneKind::Customer,
            [
                "Waits in from seven",
                "Hears the van go by",
                "Finds the crate by the bins",
                "Rings the order line",
                "Unpacks the box",
            ],
        ),
        lane(
            "Front stage",
            BlueprintLaneKind::FrontStage,
            ["Texts on the way", "Parks at the corner", "Leaves the crate, does not ring", "Takes the complaint", ""],
        ),
        lane(
            "Back stage",
            BlueprintLaneKind::BackStage,
            [
                "Packs crate 214 for round 6",
                "Loads by postcode, not by door",
                "46 drops in seven hours",
                "Credits the next box",
                "",
            ],
        ),
        lane(
            "Support",
            BlueprintLaneKind::Support,
            ["Cold store", "Route planner", "Safe-place field", "Ticket system", ""],
        ),
    ];
    for (lane, column) in [(2, 0), (4, 2)] {
        let item = &mut lanes[lane].cells[column][0];
        (item.planned, item.note) = (true, "planned".into());
    }
    lanes[2].cells[2][0].failure_point = true;
    let place = |(lane, column): (usize, usize)| BlueprintPlace { lane, column, item: 0 };
    let arrow = |from, to, planned| BlueprintArrow { from: place(from), to: place(to), planned };
    let mut arrows: Vec<BlueprintArrow> = (0..4).map(|column| arrow((1, column), (1, column + 1), false)).collect();
    arrows.extend([
        arrow((2, 1), (2, 2), false),
        arrow((3, 0), (3, 1), false),
        arrow((3, 1), (3, 2), false),
        arrow((2, 0), (1, 0), true),
    ]);
    for column in [1, 2] {
        arrows.extend([arrow((2, column), (1, column), false), arrow((3, column), (2, column), false)]);
    }
    arrows.extend([arrow((4, 0), (3, 0), false), arrow((4, 1), (3, 1), false), arrow((4, 2), (3, 2), true)]);
    arrows.extend([arrow((1, 3), (2, 3), false), arrow((2, 3), (3, 3), false), arrow((3, 3), (4, 3), false)]);
    BlueprintData {
        id: "friday".into(),
        title: "Nobody is told where the crate should go".into(),
        language: "en".into(),
        headings: ["Friday, 07:00", "Friday, noon", "Friday, 14:10", "Friday, 17:00", "Evening"]
            .map(|name| BlueprintHeading { name: name.into(), href: None })
            .into(),
        lanes,
        arrows,
        ..BlueprintData::default()
    }
}

#[test]
fn blueprint() {
    let mut data = friday();
    check_picture("blueprint", &layout_blueprint(&data, &BlueprintOptions::default(), &fonts()));
    let phone = BlueprintOptions { width: 320.0, ..BlueprintOptions::default() };
    check_picture("blueprint-upright", &layout_blueprint(&data, &phone, &fonts()));
    // Ways that are not next to one another, and more than one item in a cell.
    data.lanes[3].cells[1].extend(item("Prints the round"));
    let place = |lane, column, item| BlueprintPlace { lane, column, item };
    let arrow = |from, to| BlueprintArrow { from, to, planned: false };
    data.arrows.extend([
        arrow(place(4, 3, 0), place(4, 0, 0)),
        arrow(place(3, 3, 0), place(1, 4, 0)),
        arrow(place(3, 1, 1), place(2, 3, 0)),
        arrow(place(1, 2, 0), place(2, 2, 0)),
        arrow(place(4, 1, 0), place(3, 1, 1)),
        arrow(place(1, 0, 0), place(4, 2, 0)),
    ]);
    check_picture("blueprint-detours", &layout_blueprint(&data, &BlueprintOptions::default(), &fonts()));
}

#[test]
fn atlas() {
    let journey = |name: &'static str, note: &'static str, parent| AtlasJourney {
        name: name.into(),
        note: note.into(),
        href: Some("#journey".into()),
        parent,
        ..AtlasJourney::default()
    };
    let stage = |name: &'static str| FlowStage { name: name.into(), href: Some("#stage".into()) };
    let mut journeys = vec![
        journey("Being a customer", "from the first van to the last box", None),
        journey("Ordering a first veg box", "Maya, Tom", Some((0, 0))),
        journey("Giving a box", "Petra", Some((0, 0))),
        journey("Changing or pausing a delivery", "Maya, Tom", Some((0, 1))),
        journey("When something is missing", "Maya, Tom", Some((0, 1))),
        journey("Leaving us", "Maya, Tom", Some((0, 2))),
        journey("Joining as a grower", "Ruth", None),
        journey("A first season in the packing barn", "Jonas", None),
    ];
    journeys[0].stages = vec![stage("Becoming one"), stage("Friday by Friday"), stage("The last box")];
    let follow = |from, to, label: &'static str| AtlasFollow { from, to, label: label.into() };
    let follows = vec![
        follow(1, 3, "after four weeks"),
        follow(2, 1, "liked it"),
        follow(3, 5, ""),
        follow(4, 3, ""),
        follow(5, 1, "comes back"),
        follow(3, 4, ""),
        follow(7, 6, ""),
    ];
    let data =
        AtlasData { id: "atlas".into(), title: "Eight journeys".into(), language: "en".into(), journeys, follows };
    check_picture("atlas", &layout_atlas(&data, &AtlasOptions::default(), &fonts()));
    let phone = AtlasOptions { width: 320.0, ..AtlasOptions::default() };
    check_picture("atlas-narrow", &layout_atlas(&data, &phone, &fonts()));
}
