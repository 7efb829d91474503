//! OpenJourney (`.ojf`), a JSON format for journey maps, read into a journey and a persona.
//!
//! 1. `file` reads the JSON; keys that the format does not know are kept aside, to be told.
//! 2. `lanes` decides what each swimlane means to us: one of our lanes, or a custom one under its own name.
//! 3. `gather` puts the nodes of one step together again where the file is an export of our own.
//! 4. Here, each node becomes a step of its stage: it has a score, a feeling and a place in time, which is what a step is.
//! 5. [`export`] goes the other way.
//!
//! What has no counterpart (icons and their colors, node ids, the format's version) is listed for the writer.

mod export;
mod file;
mod gather;
mod lanes;

use std::collections::BTreeMap;

use super::front_matter_writer::{FrontMatterWriter, escape_markdown, quote};
use super::{Import, ImportError, Unsaid};
use crate::slug::Slug;
pub use export::export;
use file::{Node, OpenJourney};
use gather::{Gathered, gather};
use lanes::Target;

/// Scores of the format run from −5 to +5.
const SCALE: f64 = 5.0;

/// Reads an OpenJourney text. `stem` names the journey when the file does not (`b2b-software-purchase`).
///
/// # Errors
/// The text is not JSON, or not of the format's shape; the error says where.
pub fn import(text: &str, stem: &str) -> Result<Import, ImportError> {
    let journey = file::read(text)?;
    let mut unsaid = Vec::new();
    let title = journey.title().map_or_else(|| crate::interop::title_from_stem(stem), str::to_owned);
    let id = Slug::from_text(stem).or_else(|| Slug::from_text(&title));
    let Some(id) = id else {
        return Err(ImportError {
            message: "the journey has no name that an address can be made of".into(),
            line_and_column: None,
            help: "give the file a name with letters or digits, such as `returning-a-parcel.ojf`".into(),
        });
    };
    let persona = journey.persona().map(persona_file);
    let stages = stages_with_nodes(&journey, &mut unsaid);
    let plan = lanes::plan(&journey, &mut unsaid);
    let mut writer = FrontMatterWriter::new();
    write_head(&mut writer, &journey, &title, persona.as_ref(), &plan);
    for StageNodes { name, id, nodes } in &stages {
        writer.header("[[stages]]", 0);
        writer.string("name", &escape_markdown(name));
        let (own, steps) = gather(*id, nodes, &plan);
        if let Some(own) = &own {
            write_place(&mut writer, own, &plan, &mut unsaid);
        }
        let mut seen: BTreeMap<Slug, usize> = BTreeMap::new();
        for step in &steps {
            writer.header("[[stages.steps]]", 2);
            write_step(&mut writer, step, &plan, &mut seen, &mut unsaid);
        }
    }
    unsaid.extend(journey.unknown().into_iter().map(|(place, key)| Unsaid {
        place,
        what: format!("`{key}` is not part of the format that Wayfare knows and was left out"),
    }));
    let mut files = vec![(format!("content/journeys/{id}.md"), writer.finish(""))];
    files.extend(persona.map(|persona| (format!("content/personas/{}.md", persona.id), persona.text)));
    Ok(Import { files, unsaid })
}

/// Letters of a name that fits beside a curve.
const MOST_OF_A_SHORT_NAME: usize = 24;

struct PersonaFile {
    id: Slug,
    text: String,
}

/// "Sam, Tech-Savvy Parent" and "Online Shopper (Sarah)" hold a name and an archetype; other texts are the name.
fn persona_file(name: &str) -> PersonaFile {
    let name = name.trim();
    let (name, title) = match (name.split_once(','), name.strip_suffix(')').and_then(|rest| rest.split_once('('))) {
        (Some((name, title)), _) => (name.trim(), Some(title.trim())),
        (None, Some((title, name))) => (name.trim(), Some(title.trim())),
        (None, None) => (name, None),
    };
    let id = Slug::from_text(name).or_else(|| Slug::from_text("persona"));
    let mut writer = FrontMatterWriter::new();
    writer.string("name", name);
    // "IT Director" and "Jane Doe" look alike to a program; of a role, the first word alone would mislead.
    if name.contains(char::is_whitespace) && name.chars().count() <= MOST_OF_A_SHORT_NAME {
        writer.string("short_name", name);
    }
    writer.string("title", &title.map(escape_markdown).unwrap_or_default());
    PersonaFile { id: id.unwrap_or_else(|| unreachable!("`persona` is a slug")), text: writer.finish("") }
}

/// A stage, and its nodes with their positions in the file.
struct StageNodes<'a> {
    name: String,
    /// In the file; `None` for the stage that is ours.
    id: Option<&'a str>,
    nodes: Vec<(usize, &'a Node)>,
}

/// The stages in order, each with its nodes in the order of the file; nodes of no stage come last, under a stage of their own.
fn stages_with_nodes<'a>(journey: &'a OpenJourney, unsaid: &mut Vec<Unsaid>) -> Vec<StageNodes<'a>> {
    let stage = |stage: &'a file::Named| StageNodes {
        name: numberless(&stage.name).to_owned(),
        id: Some(stage.id.as_str()),
        nodes: Vec::new(),
    };
    let mut stages: Vec<StageNodes<'a>> = journey.stages.iter().map(stage).collect();
    let mut homeless = Vec::new();
    for (index, node) in journey.nodes.iter().enumerate() {
        match journey.stages.iter().position(|stage| Some(&stage.id) == node.stage_id.as_ref()) {
            Some(position) => stages[position].nodes.push((index, node)),
            None => {
                let what = match &node.stage_id {
                    Some(id) => format!("there is no stage `{id}`; kept in a last stage, “Without a stage”"),
                    None => "names no stage; kept in a last stage, “Without a stage”".to_owned(),
                };
                unsaid.push(Unsaid { place: place_of(index, node), what });
                homeless.push((index, node));
            }
        }
    }
    if !homeless.is_empty() {
        stages.push(StageNodes { name: "Without a stage".to_owned(), id: None, nodes: homeless });
    }
    // Stages of one name would share an address: the later ones get a number.
    let mut seen: BTreeMap<Option<Slug>, usize> = BTreeMap::new();
    for StageNodes { name, .. } in &mut stages {
        let count = seen.entry(Slug::from_text(name)).or_insert(0);
        *count += 1;
        if *count > 1 {
            name.push_str(&format!(" {count}"));
        }
    }
    stages
}

/// "2. Initiating Return" is "Initiating Return": the map numbers its stages itself.
fn numberless(name: &str) -> &str {
    let rest = name.trim().trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')', ':']) {
        Some(words) if rest.len() < name.trim().len() && !words.trim().is_empty() => words.trim(),
        _ => name.trim(),
    }
}

fn write_head(
    writer: &mut FrontMatterWriter,
    journey: &OpenJourney,
    title: &str,
    persona: Option<&PersonaFile>,
    plan: &lanes::Plan,
) {
    writer.string("title", title);
    if let Some(persona) = persona {
        writer.strings("personas", &[persona.id.as_str()]);
    }
    writer.string("kind", "customer");
    writer.string("scope", "as-is");
    writer.string("scenario", &escape_markdown(journey.point_of_view().unwrap_or_default()));
    writer.string("status", "hypothesis");
    let mut tags: Vec<&str> = journey.nodes.iter().flat_map(|node| &node.tags).map(String::as_str).collect();
    tags.sort_unstable();
    tags.dedup();
    writer.strings("tags", &tags);
    if journey.nodes.iter().any(|node| node.score.is_some()) {
        writer.raw("scale", &format!("{{ min = -{SCALE}, max = {SCALE} }}"));
    }
    for lane in &plan.custom {
        writer.header(&format!("[custom_lanes.{}]", lane.key), 0);
        writer.string("title", &lane.title);
    }
}

fn place_of(index: usize, node: &Node) -> String {
    format!("node {} “{}”", index + 1, node.title.as_deref().unwrap_or("without a title"))
}

/// The name of the step that a node becomes.
fn name_of(index: usize, node: &Node) -> String {
    node.title.clone().filter(|title| !title.trim().is_empty()).unwrap_or_else(|| format!("Step {}", index + 1))
}

fn write_step(
    writer: &mut FrontMatterWriter,
    step: &Gathered<'_>,
    plan: &lanes::Plan,
    seen: &mut BTreeMap<Slug, usize>,
    unsaid: &mut Vec<Unsaid>,
) {
    let index = step.index;
    let name = name_of(index, step.node);
    writer.string("name", &escape_markdown(&name));
    let slug = Slug::from_text(&name).or_else(|| Slug::from_text(&format!("step-{}", index + 1)));
    if let Some(slug) = slug {
        let count = seen.entry(slug.clone()).or_insert(0);
        *count += 1;
        if *count > 1 || Slug::from_text(&name).is_none() {
            writer.string("id", &format!("{slug}-{count}"));
        }
    }
    write_place(writer, step, plan, unsaid);
}

/// All that a node says beside its name.
fn write_place(writer: &mut FrontMatterWriter, step: &Gathered<'_>, plan: &lanes::Plan, unsaid: &mut Vec<Unsaid>) {
    let node = step.node;
    let place = place_of(step.index, node);
    let name = name_of(step.index, node);
    let mut tell = |what: String| unsaid.push(Unsaid { place: place.clone(), what });
    let description = escape_markdown(node.description.as_deref().unwrap_or_default());
    let severity = node.severity.as_deref().and_then(severity_of);
    if let (Some(word), None) = (&node.severity, severity) {
        tell(format!("the severity “{word}” is none of low, medium and high, and was left out"));
    }
    let target = plan.target_of(node);
    if let Some(lane) = plan.overruled_lane(node) {
        tell(format!(
            "stood in the swimlane “{lane}”; its purpose “{}” decided instead",
            node.purpose.as_deref().unwrap_or_default()
        ));
    }
    match &target {
        Target::Step => writer.string("summary", &description),
        Target::Words(key) => writer.string(key, if description.is_empty() { &name } else { &description }),
        Target::Named(key) => {
            writer.string("summary", &description);
            writer.raw(key, &format!("[{}]", quote(&name)));
        }
        Target::PainPoint => {
            let severity = severity.map_or_else(String::new, |severity| format!(", severity = {severity}"));
            let words = if description.is_empty() { &name } else { &description };
            writer.raw("pain_points", &format!("[{{ text = {}{severity} }}]", quote(words)));
        }
        Target::Opportunity => {
            let words = if description.is_empty() { &name } else { &description };
            writer.raw("opportunities", &format!("[{{ text = {} }}]", quote(words)));
        }
    }
    if let (Some(severity), false) = (severity, target == Target::PainPoint) {
        // A step has importance, a pain point has severity; a step that does not hurt has nothing to be severe about.
        tell(format!("the severity {severity} of 5 belongs to no pain point and was left out"));
    }
    match node.score {
        Some(score) if score.is_finite() && score.abs() <= SCALE => writer.number("emotion", score),
        Some(score) => tell(format!("the score {score} is off the format's scale of −5 to +5 and was left out")),
        None => {}
    }
    writer.string("feeling", node.sentiment.as_deref().unwrap_or_default());
    if node.is_moment_of_truth == Some(true) {
        writer.flag("moment_of_truth");
    }
    if let Some(blueprint) = &node.blueprint {
        writer.strings("evidence", &blueprint.evidence());
        writer.strings("frontstage", &blueprint.onstage());
        writer.strings("backstage", &blueprint.backstage());
        writer.strings("support_processes", &blueprint.support());
    }
    gather::write_cells(writer, &step.cells, plan);
    if let Some(purpose) = node.purpose.as_deref().filter(|purpose| !plan.says(node, purpose)) {
        tell(format!("the purpose “{purpose}” was left out"));
    }
    for (key, value) in [("icon", &node.icon), ("iconColor", &node.icon_color)] {
        if let Some(value) = value {
            tell(format!("`{key}` “{value}” was left out: icons and colors belong to the theme"));
        }
    }
    if !node.tags.is_empty() {
        tell(format!("the tags {} are kept on the journey, not on the step", node.tags.join(", ")));
    }
}

/// low, medium, high on our scale of 1 to 5.
fn severity_of(word: &str) -> Option<u8> {
    match word.trim().to_lowercase().as_str() {
        "low" => Some(2),
        "medium" => Some(3),
        "high" => Some(5),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
