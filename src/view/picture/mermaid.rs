//! A Mermaid `journey` block of a Markdown text, drawn by the engine that draws the site's own maps.

use std::borrow::Cow;

use crate::diagram::curve::{CurveData, CurvePersona, CurveScale, CurveStage, CurveStep, Reading, Score};
use crate::diagram::direction::{is_right_to_left, reads_right_to_left};
use crate::interop::mermaid::{MermaidJourney, MermaidTask, readable};

/// The site's language, or a script alone where most words of the diagram run the other way: a block in Arabic is drawn from right to
/// left on an English page.
fn language_of<'a>(diagram: &MermaidJourney, language: &'a str) -> &'a str {
    let sections = diagram.sections.iter().filter(|section| !section.name.value.is_empty());
    let names = sections.map(|section| &section.name).chain(diagram.tasks().map(|task| &task.name));
    let (mut n_names, mut n_mirrored, mut n_hebrew) = (0_usize, 0_usize, 0_usize);
    for name in names {
        n_names += 1;
        n_mirrored += usize::from(reads_right_to_left(&name.value));
        n_hebrew += usize::from(name.value.contains(|c| matches!(c, '\u{590}'..='\u{5ff}')));
    }
    let is_mirrored = 2 * n_mirrored > n_names;
    match (is_mirrored, is_right_to_left(language)) {
        (true, false) if 2 * n_hebrew > n_mirrored => "und-Hebr",
        (true, false) => "und-Arab",
        (false, true) if n_mirrored == 0 && n_names > 0 => "und-Latn",
        _ => language,
    }
}

/// The curve of a diagram. Everybody who takes part in a task feels its score; a task without people is everybody's. `look_of` tells
/// how somebody looks on the site's maps; others look like nobody here.
#[must_use]
pub fn mermaid_curve<'a>(
    diagram: &MermaidJourney,
    picture_id: &str,
    language: &'a str,
    look_of: impl Fn(&str) -> Option<u8>,
) -> CurveData<'a> {
    let people = diagram.people();
    let known: Vec<Option<u8>> = people.iter().map(|name| look_of(&readable(name))).collect();
    let mut free = (0..=u8::MAX).filter(|look| !known.contains(&Some(*look)));
    let looks: Vec<u8> = known.iter().map(|look| look.or_else(|| free.next()).unwrap_or(0)).collect();
    let (min, max) = diagram.scale();
    let reading = |task: &MermaidTask, takes_part: bool| {
        let score = task.score.filter(|_| takes_part)?;
        Some(Reading { score: Some(Score::At(score)), ..Reading::default() })
    };
    let n_named = diagram.sections.iter().filter(|section| !section.name.value.is_empty()).count();
    let stages = diagram
        .sections
        .iter()
        .enumerate()
        .filter(|(_, section)| !section.tasks.is_empty())
        .map(|(stage_index, section)| CurveStage {
            name: Cow::Owned(readable(&section.name.value)),
            number: if n_named > 0 { Cow::Owned((stage_index + 1).to_string()) } else { Cow::Borrowed("") },
            steps: section
                .tasks
                .iter()
                .enumerate()
                .map(|(step_index, task)| CurveStep {
                    number: Cow::Owned(format!("{}.{}", stage_index + 1, step_index + 1)),
                    name: Cow::Owned(readable(&task.name.value)),
                    readings: if people.is_empty() {
                        vec![reading(task, true)]
                    } else {
                        let takes_part =
                            |person: &&str| task.people.is_empty() || task.people.iter().any(|other| other == *person);
                        people.iter().map(|person| reading(task, takes_part(person))).collect()
                    },
                    ..CurveStep::default()
                })
                .collect(),
            ..CurveStage::default()
        })
        .collect();
    let persona = |(look, name): (u8, &str)| {
        let name = readable(name);
        CurvePersona { short_name: Cow::Owned(name.clone()), name: Cow::Owned(name), look }
    };
    CurveData {
        id: Cow::Owned(picture_id.to_owned()),
        title: Cow::Owned(diagram.title.as_ref().map(|title| readable(&title.value)).unwrap_or_default()),
        language: Cow::Borrowed(language_of(diagram, language)),
        scale: CurveScale { min, max, neutral: f64::midpoint(min, max), words: Vec::new() },
        personas: if people.is_empty() {
            vec![CurvePersona::default()]
        } else {
            looks.into_iter().zip(people.iter().copied()).map(persona).collect()
        },
        stages,
        ..CurveData::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interop::mermaid::parse;
    use crate::source::{SourceId, Span};

    #[test]
    fn everybody_in_a_task_feels_its_score() {
        let text =
            "journey\n title A day\n section Morning\n Tea: 5: Me, Cat\n Work: 1: Me\n section Night\n Sleep: 4\n";
        let (diagram, _) = parse(text, Span::whole(SourceId(0)));
        let data = mermaid_curve(&diagram, "_m", "en", |name| (name == "Cat").then_some(0));
        assert_eq!(data.personas.iter().map(|persona| persona.look).collect::<Vec<_>>(), [1, 0]);
        assert_eq!(data.personas.iter().map(|persona| persona.name.as_ref()).collect::<Vec<_>>(), ["Me", "Cat"]);
        let felt = data
            .columns()
            .map(|(_, step)| {
                step.readings
                    .iter()
                    .map(|reading| reading.as_ref().and_then(|reading| reading.score))
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>();
        let at = |score: f64| Some(Score::At(score));
        assert_eq!(felt, [vec![at(5.0), at(5.0)], vec![at(1.0), None], vec![at(4.0), at(4.0)]]);
        assert_eq!((data.scale.min, data.scale.max, data.title.as_ref()), (1.0, 5.0, "A day"));
    }
}
