//! The nodes of one step, put together again.
//!
//! The format has a node for each cell of its board, and no tie between them. Our export ties them by their ids: `stage.step` is a
//! step, `stage.step:thoughts` one of its cells, `stage` and `stage:thoughts` the stage's own. Nodes of other programs stay steps of their own.

use super::file::Node;
use super::lanes::{Plan, Target};
use super::severity_of;
use crate::interop::front_matter_writer::{FrontMatterWriter, escape_markdown, quote};

/// A node that becomes a step (or the stage's own words), with the nodes that become its cells.
pub(super) struct Gathered<'a> {
    /// In the file.
    pub(super) index: usize,
    pub(super) node: &'a Node,
    pub(super) cells: Vec<&'a Node>,
}

/// The stage's own node, when the file has one, and its steps, in order.
pub(super) fn gather<'a>(
    stage_id: Option<&str>,
    nodes: &[(usize, &'a Node)],
    plan: &Plan,
) -> (Option<Gathered<'a>>, Vec<Gathered<'a>>) {
    let mut gathered: Vec<Gathered<'a>> = Vec::new();
    for (index, node) in nodes {
        let whole = node.id.as_deref().and_then(|id| id.rsplit_once(':')).map(|(whole, _)| whole);
        let holder = gathered.iter_mut().find(|held| {
            whole.is_some() && held.node.id.as_deref() == whole && plan.target_of(held.node) == Target::Step
        });
        match holder {
            Some(holder) if is_cell(node, holder.node, plan) => holder.cells.push(node),
            _ => gathered.push(Gathered { index: *index, node, cells: Vec::new() }),
        }
    }
    let is_own = |held: &Gathered<'_>| {
        stage_id.is_some() && held.node.id.as_deref() == stage_id && plan.target_of(held.node) == Target::Step
    };
    let own = gathered.iter().position(is_own).map(|position| gathered.remove(position));
    (own, gathered)
}

/// Whether a node says nothing but words in a lane, so that nothing is lost when it becomes a part of another.
fn is_cell(node: &Node, holder: &Node, plan: &Plan) -> bool {
    let is_plain = node.score.is_none()
        && node.sentiment.is_none()
        && node.is_moment_of_truth != Some(true)
        && node.blueprint.is_none()
        && node.icon.is_none()
        && node.icon_color.is_none()
        && node.tags.is_empty()
        && node.purpose.as_deref().is_none_or(|purpose| plan.says(node, purpose));
    let fits = match plan.target_of(node) {
        Target::Step => false,
        // These come from the step's blueprint.
        Target::Words(key) => {
            let of_service = ["evidence", "frontstage", "backstage", "support_processes"].contains(&key.as_str());
            !(of_service && holder.blueprint.is_some()) && node.severity.is_none()
        }
        Target::Named(_) | Target::Opportunity => node.severity.is_none(),
        Target::PainPoint => node.severity.as_deref().is_none_or(|word| severity_of(word).is_some()),
    };
    is_plain && fits
}

/// Writes the cells of a step, lane by lane.
pub(super) fn write_cells(writer: &mut FrontMatterWriter, cells: &[&Node], plan: &Plan) {
    let mut lanes: Vec<(Target, Vec<&Node>)> = Vec::new();
    for cell in cells {
        let target = plan.target_of(cell);
        match lanes.iter_mut().find(|(other, _)| *other == target) {
            Some((_, nodes)) => nodes.push(cell),
            None => lanes.push((target, vec![cell])),
        }
    }
    for (target, nodes) in lanes {
        let words = |node: &Node| {
            let text = node.description.as_deref().filter(|text| !text.trim().is_empty()).or(node.title.as_deref());
            escape_markdown(text.unwrap_or_default())
        };
        match target {
            Target::Step => {}
            Target::Words(key) => match nodes.as_slice() {
                [only] => writer.string(&key, &words(only)),
                several => writer.strings(&key, &several.iter().map(|node| words(node)).collect::<Vec<_>>()),
            },
            Target::Named(key) => {
                writer.strings(&key, &nodes.iter().filter_map(|node| node.title.as_deref()).collect::<Vec<_>>());
            }
            Target::PainPoint => write_tables(writer, "pain_points", &nodes, &words),
            Target::Opportunity => write_tables(writer, "opportunities", &nodes, &words),
        }
    }
}

fn write_tables(writer: &mut FrontMatterWriter, key: &str, nodes: &[&Node], words: &dyn Fn(&Node) -> String) {
    let table = |node: &&Node| {
        let severity = node.severity.as_deref().and_then(severity_of);
        let severity = severity.map_or_else(String::new, |severity| format!(", severity = {severity}"));
        format!("{{ text = {}{severity} }}", quote(&words(node)))
    };
    writer.raw(key, &format!("[{}]", nodes.iter().map(table).collect::<Vec<_>>().join(", ")));
}
