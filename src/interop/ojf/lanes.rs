//! What a swimlane means. Their names are free text, so the meaning is read from the words, then from a node's purpose.

use super::Unsaid;
use super::file::{Node, OpenJourney};
use crate::slug::Slug;

/// The swimlane whose nodes are the steps themselves: what an export of our own begins with.
pub(super) const STEPS: &str = "Steps";

/// Where a node's words go in the step that it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// Nowhere else: its title is the step's name, its description the step's summary.
    Step,
    /// Its description, in a lane of texts.
    Words(String),
    /// Its title, in a lane of names (touchpoints, channels); the description is the step's summary.
    Named(String),
    PainPoint,
    Opportunity,
}

#[derive(Debug)]
pub(super) struct CustomLane {
    pub(super) key: String,
    pub(super) title: String,
}

#[derive(Debug)]
pub(super) struct Plan {
    /// By the position of the swimlane.
    targets: Vec<(String, String, Target)>,
    pub(super) custom: Vec<CustomLane>,
}

/// Words in a swimlane's name, and the lane that they mean; the first that fits wins.
const MEANINGS: &[(&[&str], &str)] = &[
    (&["pain", "frustration", "problem"], "pain_points"),
    (&["opportunit", "idea", "improvement"], "opportunities"),
    (&["touchpoint", "touch point"], "touchpoints"),
    (&["channel"], "channels"),
    (&["emotion", "feeling", "thought", "thinking", "mood"], "thoughts"),
    (&["need"], "needs"),
    (&["want"], "wants"),
    (&["trigger"], "triggers"),
    (&["quote"], "quotes"),
    (&["solution"], "solutions"),
    (&["expectation"], "expectations"),
    (&["question"], "questions"),
    (&["blocker", "barrier", "roadblock", "obstacle"], "roadblocks"),
    (&["backstage", "back stage"], "backstage"),
    (&["frontstage", "front stage", "onstage"], "frontstage"),
    (&["evidence"], "evidence"),
    (&["support process", "support system"], "support_processes"),
    (&["action", "activit", "doing", "task"], "actions"),
];

pub(super) fn plan(journey: &OpenJourney, unsaid: &mut Vec<Unsaid>) -> Plan {
    let mut plan = Plan { targets: Vec::new(), custom: Vec::new() };
    for lane in &journey.swimlanes {
        let name = lane.name.to_lowercase();
        if name == STEPS.to_lowercase() {
            plan.targets.push((lane.id.clone(), lane.name.clone(), Target::Step));
            continue;
        }
        let key = MEANINGS.iter().find(|(words, _)| words.iter().any(|word| name.contains(word))).map(|(_, key)| *key);
        let target = match key {
            Some("pain_points") => Target::PainPoint,
            Some("opportunities") => Target::Opportunity,
            Some(key @ ("touchpoints" | "channels")) => Target::Named(key.into()),
            Some(key) => Target::Words(key.into()),
            None => Target::Words(plan.add_custom(&lane.name)),
        };
        if let Some(key) = key.filter(|key| !name.replace(' ', "_").eq(*key)) {
            unsaid.push(Unsaid {
                place: format!("swimlane “{}”", lane.name),
                what: format!("became the lane `{key}`; the swimlane's own title was left out"),
            });
        }
        plan.targets.push((lane.id.clone(), lane.name.clone(), target));
    }
    plan
}

impl Plan {
    fn add_custom(&mut self, title: &str) -> String {
        let base = Slug::from_text(title).map_or_else(|| "lane".to_owned(), |slug| slug.as_str().replace('-', "_"));
        let mut key = format!("lane_{base}");
        while self.custom.iter().any(|lane| lane.key == key) {
            key.push_str("_2");
        }
        self.custom.push(CustomLane { key: key.clone(), title: title.to_owned() });
        key
    }

    /// The node's purpose decides where it speaks plainly of a pain or an opportunity; else its swimlane does.
    pub(super) fn target_of(&self, node: &Node) -> Target {
        match node.purpose.as_deref() {
            Some("pain" | "pain-point" | "bottleneck") => return Target::PainPoint,
            Some("opportunity") => return Target::Opportunity,
            _ => {}
        }
        let lane = self.lane_of(node);
        match (lane, node.purpose.as_deref()) {
            (Some((_, target)), _) => target.clone(),
            (None, Some("touchpoint")) => Target::Named("touchpoints".into()),
            (None, _) => Target::Words("actions".into()),
        }
    }

    /// The title and meaning of the node's swimlane.
    fn lane_of(&self, node: &Node) -> Option<(&str, &Target)> {
        let lane = self.targets.iter().find(|(id, _, _)| Some(id) == node.swimlane_id.as_ref())?;
        Some((&lane.1, &lane.2))
    }

    /// The title of the node's swimlane when its purpose puts its words elsewhere.
    pub(super) fn overruled_lane(&self, node: &Node) -> Option<&str> {
        self.lane_of(node).filter(|(_, target)| **target != self.target_of(node)).map(|(title, _)| title)
    }

    /// Whether the step says the purpose by where its words stand.
    pub(super) fn says(&self, node: &Node, purpose: &str) -> bool {
        match (self.target_of(node), purpose) {
            (Target::PainPoint, "pain" | "pain-point" | "bottleneck") | (Target::Opportunity, "opportunity") => true,
            (Target::Named(_), "touchpoint") => true,
            (Target::Words(key), "action") => key == "actions",
            (Target::Step, "action") => true,
            _ => false,
        }
    }
}
