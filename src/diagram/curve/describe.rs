//! What a curve says, as data and as a sentence: range, lowest, highest, trend, what is assumed.

use super::words::{fill_pattern, join_sentences};
use super::{CurveData, CurveWords};

/// The curve's findings.
#[derive(Debug, Clone, PartialEq)]
pub struct CurveFacts<'a> {
    pub n_steps: usize,
    pub n_assumed: usize,
    /// One entry per persona of the data.
    pub personas: Vec<PersonaFacts<'a>>,
}

/// One persona's findings; `None` where there is no score.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonaFacts<'a> {
    pub name: &'a str,
    pub lowest: Option<Extreme<'a>>,
    pub highest: Option<Extreme<'a>>,
    pub last: Option<Extreme<'a>>,
    pub trend: Trend,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    Rises,
    Falls,
    Level,
}

/// A notable point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extreme<'a> {
    pub column: usize,
    pub score: f64,
    pub step_name: &'a str,
    /// None where the feeling changed inside the step.
    pub feeling: Option<&'a str>,
    pub quote: Option<&'a str>,
    /// The point is where a changing step begins.
    pub is_from: bool,
}

/// Reads the findings off the data. Among equal extremes one with a quote wins, then the first.
pub fn find_curve_facts<'a>(data: &'a CurveData<'a>) -> CurveFacts<'a> {
    let personas = (0..data.personas.len()).map(|persona| find_persona_facts(data, persona)).collect();
    CurveFacts {
        n_steps: data.n_columns(),
        n_assumed: data.columns().filter(|(_, step)| step.assumed).count(),
        personas,
    }
}

fn find_persona_facts<'a>(data: &'a CurveData<'a>, persona: usize) -> PersonaFacts<'a> {
    let mut facts = PersonaFacts {
        name: data.personas.get(persona).map_or("", |persona| &persona.name),
        lowest: None,
        highest: None,
        last: None,
        trend: Trend::Level,
    };
    let mut first_score: Option<f64> = None;
    for (stage_index, stage) in data.stages.iter().enumerate() {
        let before: usize = data.stages.iter().take(stage_index).map(|stage| stage.steps.len()).sum();
        for (index, step) in stage.steps.iter().enumerate() {
            let Some(reading) = step.reading(persona) else { continue };
            let Some(score) = reading.score else { continue };
            first_score = first_score.or(Some(score.first()));
            // The word for a change ("from glad to worn") names neither of its ends.
            let changes = score.first() != score.last();
            let feeling = reading.feeling.as_deref().filter(|_| !changes);
            let step_name: &'a str = if step.name.is_empty() { &stage.name } else { &step.name };
            let point = |score: f64, is_from: bool| Extreme {
                column: before + index,
                score,
                step_name,
                feeling,
                quote: reading.quote.as_deref(),
                is_from,
            };
            for extreme in [point(score.first(), changes), point(score.last(), false)] {
                let is_better = |best: &Option<Extreme<'a>>, sign: f64| {
                    best.as_ref().is_none_or(|best| {
                        let gain = (extreme.score - best.score) * sign;
                        gain > 0.0 || (gain == 0.0 && best.quote.is_none() && extreme.quote.is_some())
                    })
                };
                if is_better(&facts.lowest, -1.0) {
                    facts.lowest = Some(extreme);
                }
                if is_better(&facts.highest, 1.0) {
                    facts.highest = Some(extreme);
                }
            }
            facts.last = Some(point(score.last(), false));
        }
    }
    if let (Some(first), Some(last)) = (first_score, &facts.last) {
        // Less than a tenth of the scale is no trend.
        let change = (last.score - first) / (data.scale.max - data.scale.min).abs().max(1e-9);
        facts.trend = if change > 0.1 {
            Trend::Rises
        } else if change < -0.1 {
            Trend::Falls
        } else {
            Trend::Level
        };
    }
    facts
}

/// The generated sentences, for the picture's description and the page's caption.
pub fn describe_curve(data: &CurveData<'_>, words: &CurveWords<'_>) -> String {
    let facts = find_curve_facts(data);
    let signed = data.scale.is_signed();
    let score = |value: f64| words.format_score(value, signed);
    let end = |value: f64| match data.scale.word(value) {
        Some(word) => format!("{} ({word})", score(value)),
        None => score(value),
    };
    let n_steps = facts.n_steps.to_string();
    let mut sentences = vec![fill_pattern(
        &words.sentence_range,
        &[("steps", &n_steps), ("min", &end(data.scale.min)), ("max", &end(data.scale.max))],
    )];
    for persona in &facts.personas {
        let (Some(lowest), Some(highest)) = (persona.lowest, persona.highest) else { continue };
        let named = !persona.name.is_empty();
        if lowest.score == highest.score {
            sentences.push(fill_pattern(
                if named { &words.sentence_flat } else { &words.sentence_flat_alone },
                &[("persona", persona.name), ("step", lowest.step_name), ("score", &score(lowest.score))],
            ));
            continue;
        }
        sentences.push(fill_pattern(
            if named { &words.sentence_persona } else { &words.sentence_alone },
            &[
                ("persona", persona.name),
                ("lowest_step", lowest.step_name),
                ("lowest_score", &score(lowest.score)),
                ("highest_step", highest.step_name),
                ("highest_score", &score(highest.score)),
            ],
        ));
        let trend = match (persona.trend, named) {
            (Trend::Rises, true) => &words.sentence_rises,
            (Trend::Rises, false) => &words.sentence_rises_alone,
            (Trend::Falls, true) => &words.sentence_falls,
            (Trend::Falls, false) => &words.sentence_falls_alone,
            (Trend::Level, _) => continue,
        };
        sentences.push(fill_pattern(trend, &[("persona", persona.name)]));
    }
    if facts.n_assumed > 0 {
        sentences.push(fill_pattern(
            &words.sentence_assumed,
            &[("assumed", &facts.n_assumed.to_string()), ("steps", &n_steps)],
        ));
    }
    join_sentences(&sentences)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::curve::{CurvePersona, CurveStage, CurveStep, Reading, Score};

    #[test]
    fn the_word_for_a_change_names_neither_of_its_ends() {
        let reading = |score| Reading { score: Some(score), feeling: Some("from glad to worn".into()), quote: None };
        let step = |score| CurveStep { readings: vec![Some(reading(score))], ..CurveStep::default() };
        let steps = vec![step(Score::FromTo(1.5, -0.5)), step(Score::At(-1.0))];
        let data = CurveData {
            personas: vec![CurvePersona::default()],
            stages: vec![CurveStage { name: "The glut".into(), steps, ..CurveStage::default() }],
            ..CurveData::default()
        };
        let facts = find_curve_facts(&data).personas;
        assert_eq!(facts[0].highest.map(|it| (it.feeling, it.step_name)), Some((None, "The glut")));
        assert_eq!(facts[0].lowest.and_then(|it| it.feeling), Some("from glad to worn"));
    }

    #[test]
    fn a_line_that_is_nobodys_is_told_without_a_name() {
        let step = |name: &'static str, score| CurveStep {
            name: name.into(),
            readings: vec![Some(Reading { score: Some(Score::At(score)), ..Reading::default() })],
            ..CurveStep::default()
        };
        let data = |steps| CurveData {
            personas: vec![CurvePersona::default()],
            stages: vec![CurveStage { steps, ..CurveStage::default() }],
            ..CurveData::default()
        };
        let words = CurveWords::ENGLISH;
        let told = describe_curve(&data(vec![step("Rings", -1.0), step("Opens", 2.0)]), &words);
        assert!(
            told.ends_with("Lowest at “Rings” (−1) and highest at “Opens” (+2). It ends better than it begins."),
            "{told}"
        );
        assert!(describe_curve(&data(vec![step("Opens", 2.0)]), &words).ends_with(" +2 throughout."));
    }
}
