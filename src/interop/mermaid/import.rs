//! A diagram as a map of the site: sections become stages, tasks become steps, people become personas.

use std::collections::BTreeMap;

use super::{MermaidJourney, MermaidTask, parse, readable};
use crate::interop::front_matter_writer::{FrontMatterWriter, escape_markdown};
use crate::interop::{Import, ImportError, Unsaid};
use crate::slug::Slug;
use crate::source::{SourceId, Span, line_and_column};

/// Reads a diagram's text. `stem` names the journey's address, and the journey where the diagram has no title.
///
/// # Errors
/// The text is no `journey` diagram.
pub fn import(text: &str, stem: &str) -> Result<Import, ImportError> {
    let (journey, diagnostics) = parse(text, Span::new(SourceId(0), 0, text.len()));
    let mut unsaid: Vec<Unsaid> = Vec::new();
    for diagnostic in diagnostics.iter() {
        let place = line_and_column(text, diagnostic.primary.span.start as usize);
        if diagnostic.code == crate::diagnostics::Code::MermaidSyntax {
            return Err(ImportError {
                message: diagnostic.message.clone(),
                line_and_column: Some(place),
                help: diagnostic.help.join("; "),
            });
        }
        let reason = diagnostic.reason.as_deref().unwrap_or_default();
        unsaid.push(Unsaid { place: format!("line {}", place.0), what: format!("{}: {reason}", diagnostic.message) });
    }
    let title = journey.title.as_ref().map(|title| readable(&title.value)).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| crate::interop::title_from_stem(stem));
    let Some(id) = Slug::from_text(stem).or_else(|| Slug::from_text(&title)) else {
        return Err(ImportError {
            message: "the journey has no name that an address can be made of".into(),
            line_and_column: None,
            help: "give the file a name with letters or digits, such as `working-day.mmd`".into(),
        });
    };
    let personas = persona_slugs(&journey);
    let mut files = vec![(format!("content/journeys/{id}.md"), journey_file(&journey, &title, &personas))];
    for (name, slug) in &personas {
        let mut writer = FrontMatterWriter::new();
        writer.string("name", &readable(name));
        files.push((format!("content/personas/{slug}.md"), writer.finish("")));
    }
    Ok(Import { files, unsaid })
}

/// Each person's slug, in order of appearance; two people of one slug get numbers.
fn persona_slugs(journey: &MermaidJourney) -> Vec<(&str, String)> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let slug_of = |(index, name): (usize, &'_ str)| {
        Slug::from_text(&readable(name)).map_or_else(|| format!("person-{}", index + 1), |slug| slug.to_string())
    };
    let people: Vec<(&str, String)> =
        journey.people().into_iter().enumerate().map(|(index, name)| (name, slug_of((index, name)))).collect();
    people
        .into_iter()
        .map(|(name, slug)| {
            let count = taken.entry(slug.clone()).or_insert(0);
            *count += 1;
            (name, if *count > 1 { format!("{slug}-{count}") } else { slug })
        })
        .collect()
}

fn journey_file(journey: &MermaidJourney, title: &str, personas: &[(&str, String)]) -> String {
    let mut writer = FrontMatterWriter::new();
    writer.string("title", title);
    let summary = journey.accessible_description.as_deref().map(|text| escape_markdown(&readable(text)));
    writer.string("summary", &summary.unwrap_or_default());
    writer.strings("personas", &personas.iter().map(|(_, slug)| slug.as_str()).collect::<Vec<_>>());
    writer.string("kind", "user");
    writer.string("scope", "as-is");
    writer.string("status", "hypothesis");
    let (min, max) = journey.scale();
    writer.raw("scale", &format!("{{ min = {min}, max = {max} }}"));
    let mut stages: BTreeMap<Option<Slug>, usize> = BTreeMap::new();
    for section in &journey.sections {
        writer.header("[[stages]]", 0);
        let name = readable(&section.name.value);
        let name = if name.is_empty() { title.to_owned() } else { name };
        writer.string("name", &escape_markdown(&name));
        write_id(&mut writer, &mut stages, &name, "stage");
        let mut steps = BTreeMap::new();
        for task in &section.tasks {
            writer.header("[[stages.steps]]", 2);
            write_step(&mut writer, task, personas, &mut steps);
        }
    }
    writer.finish("")
}

/// Names that repeat, or that give no slug, need an id.
fn write_id(writer: &mut FrontMatterWriter, seen: &mut BTreeMap<Option<Slug>, usize>, name: &str, kind: &str) {
    let slug = Slug::from_text(name);
    let count = seen.entry(slug.clone()).or_insert(0);
    *count += 1;
    match slug {
        Some(slug) if *count > 1 => writer.string("id", &format!("{slug}-{count}")),
        Some(_) => {}
        None => writer.string("id", &format!("{kind}-{count}")),
    }
}

fn write_step(
    writer: &mut FrontMatterWriter,
    task: &MermaidTask,
    personas: &[(&str, String)],
    seen: &mut BTreeMap<Option<Slug>, usize>,
) {
    let name = readable(&task.name.value);
    let name = if name.is_empty() { "…".to_owned() } else { name };
    writer.string("name", &escape_markdown(&name));
    write_id(writer, seen, &name, "step");
    writer.string(
        "summary",
        &task.remark.as_deref().map(|remark| escape_markdown(&readable(remark))).unwrap_or_default(),
    );
    let slug_of = |person: &str| personas.iter().find(|(name, _)| *name == person).map_or("", |(_, slug)| slug);
    match task.score {
        // A score that all share, or that belongs to nobody, is written once.
        Some(score) if task.people.is_empty() || task.people.len() == personas.len() => writer.number("emotion", score),
        Some(score) => {
            let each: Vec<String> = task.people.iter().map(|person| format!("{} = {score}", slug_of(person))).collect();
            writer.raw("emotion", &format!("{{ {} }}", each.join(", ")));
        }
        None => {}
    }
}
