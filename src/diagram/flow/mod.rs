//! Steps as nodes, by stage, with branches, loops and alternatives.
//!
//! 1. `layers` finds columns and the main way, `rows` the row of everything, `route` where edges turn.
//! 2. Columns are as wide as their widest node, channels as their tracks and the conditions written on their edges.
//! 3. Rows are as tall as their nodes and the conditions above their lines.
//! 4. What is too long for one line goes on in the next (`wrap`); in narrow columns it runs from top to bottom (`upright`).

mod draw;
pub(crate) mod layers;
pub(crate) mod nodes;
pub(crate) mod route;
pub(crate) mod rows;
mod upright;
mod wrap;

use std::borrow::Cow;

pub use draw::layout_flow;

use super::chart::fill_pattern;

#[derive(Debug, Clone, Default)]
pub struct FlowData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    pub stages: Vec<FlowStage<'a>>,
    /// In reading order.
    pub nodes: Vec<FlowNode<'a>>,
    /// Those that name a node which does not exist are left out.
    pub edges: Vec<FlowEdge<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct FlowStage<'a> {
    pub name: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, Default)]
pub struct FlowNode<'a> {
    /// Index into [`FlowData::stages`].
    pub stage: usize,
    /// "2.1", may be empty.
    pub number: Cow<'a, str>,
    pub name: Cow<'a, str>,
    /// In italics below the name ("assumed", "planned"), may be empty.
    pub note: Cow<'a, str>,
    pub kind: FlowNodeKind,
    /// Drawn with a dashed outline.
    pub planned: bool,
    pub href: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FlowNodeKind {
    #[default]
    Step,
    /// A question, or a step with several ways on.
    Decision,
    /// The way ends here, and not well.
    End,
}

#[derive(Debug, Clone, Default)]
pub struct FlowEdge<'a> {
    /// Indices into [`FlowData::nodes`]; equal for a step that repeats.
    pub from: usize,
    pub to: usize,
    /// The condition: "no, 29 %"; may be empty.
    pub label: Cow<'a, str>,
    pub kind: FlowEdgeKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FlowEdgeKind {
    #[default]
    Way,
    /// Dashed.
    Planned,
    /// Dotted.
    Assumed,
    /// Heavy: people are lost here.
    Lost,
}

#[derive(Debug, Clone)]
pub struct FlowOptions<'w> {
    /// Wanted width; the picture is wider when its words need it, and as narrow as they allow.
    pub width: f64,
    /// Nodes are as wide as their columns, and these share the width; else nodes are as wide as their words.
    pub fills_columns: bool,
    /// `{title}`, `{steps}`, `{stages}`, `{ways}`, `{loops}`
    pub sentence: Cow<'w, str>,
}

impl Default for FlowOptions<'static> {
    fn default() -> Self {
        Self {
            width: 1200.0,
            fills_columns: false,
            sentence: Cow::Borrowed(
                "{steps} steps in {stages} stages, {ways} ways between them, {loops} of them back.",
            ),
        }
    }
}

/// How many steps, ways and loops.
pub fn describe_flow(data: &FlowData<'_>, options: &FlowOptions<'_>) -> String {
    let place = |node: usize| data.nodes.get(node).map(|node| node.stage);
    let loops = data.edges.iter().filter(|edge| (place(edge.to), edge.to) <= (place(edge.from), edge.from)).count();
    let values = [data.nodes.len(), data.stages.len(), data.edges.len(), loops].map(|count| count.to_string());
    let [steps, stages, ways, loops] = &values;
    fill_pattern(
        &options.sentence,
        &[("title", &data.title), ("steps", steps), ("stages", stages), ("ways", ways), ("loops", loops)],
    )
}

#[cfg(test)]
mod tests;
