use proptest::prelude::*;

use super::*;
use crate::diagram::chart::checks::{any_label, check_nodes_are_clear, check_sound};
use crate::diagram::text_metrics::tests::shipped;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn sound_for_any_graph(
        stages in prop::collection::vec(any_label(), 0..6), width in 240.0f64..1500.0,
        nodes in prop::collection::vec((0usize..6, any_label(), 0u8..5), 0..16),
        edges in prop::collection::vec((0usize..17, 0usize..17, any_label(), 0u8..4), 0..22),
    ) {
        let stages = stages.into_iter().map(|name| FlowStage { name: name.into(), href: None }).collect();
        let nodes = nodes.into_iter().map(|(stage, name, kind)| FlowNode {
            stage, name: name.into(), kind: match kind { 0 => FlowNodeKind::Decision, 1 => FlowNodeKind::End, _ => FlowNodeKind::Step }, ..FlowNode::default()
        }).collect();
        let edges = edges.into_iter().map(|(from, to, label, kind)| FlowEdge {
            from, to, label: label.into(), kind: [FlowEdgeKind::Way, FlowEdgeKind::Planned, FlowEdgeKind::Assumed, FlowEdgeKind::Lost][usize::from(kind)],
        }).collect();
        let data = FlowData { stages, nodes, edges, ..FlowData::default() };
        let scene = layout_flow(&data, &FlowOptions { width, ..FlowOptions::default() }, &shipped());
        prop_assert_eq!(check_sound(&scene), Ok(()));
        prop_assert_eq!(check_nodes_are_clear(&scene), Ok(()));
    }
}

#[test]
fn said_in_words() {
    let edge = |from, to| FlowEdge { from, to, ..FlowEdge::default() };
    let data = FlowData {
        nodes: vec![FlowNode::default(); 2],
        stages: vec![FlowStage::default()],
        edges: vec![edge(0, 1), edge(1, 0)],
        ..FlowData::default()
    };
    assert_eq!(
        describe_flow(&data, &FlowOptions::default()),
        "2 steps in 1 stages, 2 ways between them, 1 of them back."
    );
}

#[test]
fn a_long_way_goes_on_in_the_next_line() {
    let data = FlowData {
        stages: vec![FlowStage { name: "Stage".into(), href: None }; 4],
        nodes: (0..12)
            .map(|index| FlowNode { stage: index / 3, name: "Waits".into(), ..FlowNode::default() })
            .collect(),
        edges: (1..12).map(|to| FlowEdge { from: to - 1, to, ..FlowEdge::default() }).collect(),
        ..FlowData::default()
    };
    for width in [656.0, 1200.0, 2400.0] {
        let scene = layout_flow(&data, &FlowOptions { width, ..FlowOptions::default() }, &shipped());
        assert_eq!(check_sound(&scene), Ok(()));
        assert!(scene.size.width <= width, "{width}: {:?}", scene.size);
        assert_eq!(scene.size.height > 200.0, width < 2000.0, "{width}: {:?}", scene.size);
    }
}
