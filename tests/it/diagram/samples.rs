//! Content for pictures: one real-looking journey.

use wayfare::diagram::curve::{CurveData, CurvePersona, CurveScale, CurveStage, CurveStep, GhostLine, Reading, Score};

/// Step, marks (`a` assumed, `t` moment of truth, `f` failure point), and for each persona score, feeling, quote.
type StepRow = (&'static str, &'static str, (f64, &'static str, &'static str), (f64, &'static str, &'static str));

const STAGES: &[(&str, &str, &str, &[StepRow])] = &[
    (
        "I hear about it",
        "3 weeks",
        "Marketing",
        &[
            (
                "Sees the van",
                "",
                (0.5, "curious", "Is that for people like me, or for people with gardens?"),
                (0.0, "unmoved", "Another one of those."),
            ),
            (
                "Asks around",
                "a",
                (1.5, "encouraged", "Ines on the ward swears by it."),
                (1.0, "won over", "She handed me a carrot. It tasted of carrot."),
            ),
        ],
    ),
    (
        "Is it for me?",
        "17 minutes",
        "Growth",
        &[
            (
                "Opens the website",
                "",
                (1.0, "interested", "Nice photos. What do I get, and what does it cost?"),
                (-1.0, "lost", "Where do I start?"),
            ),
            (
                "Compares the boxes",
                "",
                (-0.5, "unsure", "Eleven boxes. Which one is normal?"),
                (-1.5, "overwhelmed", "All of them feed a family of four."),
            ),
            (
                "Checks the postcode",
                "",
                (-1.0, "impatient", "‘We deliver to you!’ But when?"),
                (0.5, "reassured", "A person answered. On the second ring."),
            ),
        ],
    ),
    (
        "I order",
        "15 minutes",
        "Online shop",
        &[
            (
                "Fills the box",
                "",
                (1.0, "playful", "No beetroot. Ever. Lovely."),
                (0.5, "at ease", "I can leave out the kale."),
            ),
            (
                "Picks a delivery day",
                "t",
                (-2.0, "let down", "Friday, seven to seven. I’m on the ward until eight."),
                (1.0, "content", "Friday suits. I’m always in."),
            ),
            (
                "Pays and signs up",
                "f",
                (-1.0, "wary", "I wanted one box, not a relationship."),
                (-1.5, "suspicious", "They want my card for every week?"),
            ),
        ],
    ),
    (
        "I wait",
        "6 days",
        "Customer care",
        &[
            (
                "Gets the e-mail",
                "",
                (0.5, "relieved", "Right. It’s happening."),
                (0.5, "certain", "I’ve printed it. It’s on the fridge."),
            ),
            (
                "Waits for Friday",
                "a",
                (-0.5, "uneasy", "Did it go through?"),
                (1.0, "expectant", "Something to look forward to."),
            ),
        ],
    ),
    (
        "It arrives",
        "1 day",
        "Delivery",
        &[
            (
                "The box comes",
                "t",
                (0.5, "lucky", "Mrs Hale took it in. Bless her."),
                (-2.0, "furious", "In all day. They left it by the bins and never rang."),
            ),
            (
                "Unpacks the box",
                "",
                (2.0, "delighted", "It smells of rain and fennel."),
                (0.5, "softened", "Mud on it. Proper."),
            ),
        ],
    ),
    (
        "I cook, I decide",
        "1 week",
        "Growth",
        &[
            (
                "Cooks from it",
                "",
                (1.5, "proud", "My son ate kohlrabi. Twice."),
                (2.0, "at home", "Best leek since Brita’s garden."),
            ),
            (
                "Orders again, or not",
                "a",
                (1.0, "tempted", "If I could choose the day: yes."),
                (-0.5, "put off", "Too much for one. Shame."),
            ),
        ],
    ),
];

pub(super) fn emotion_scale() -> CurveScale<'static> {
    let words = [(-2.0, "furious"), (-1.0, "annoyed"), (0.0, "neutral"), (1.0, "pleased"), (2.0, "delighted")];
    CurveScale {
        min: -2.0,
        max: 2.0,
        neutral: 0.0,
        words: words.into_iter().map(|(at, word)| (at, word.into())).collect(),
    }
}

fn reading((score, feeling, quote): (f64, &'static str, &'static str)) -> Option<Reading<'static>> {
    Some(Reading { score: Some(Score::At(score)), feeling: Some(feeling.into()), quote: Some(quote.into()) })
}

pub(super) fn persona(name: &'static str, short_name: &'static str, look: u8) -> CurvePersona<'static> {
    CurvePersona { name: name.into(), short_name: short_name.into(), look }
}

/// Six stages, fourteen steps, two personas.
pub(super) fn veg_box() -> CurveData<'static> {
    let stages = STAGES
        .iter()
        .enumerate()
        .map(|(stage_index, (name, duration, owner, steps))| CurveStage {
            name: (*name).into(),
            number: (stage_index + 1).to_string().into(),
            href: Some(format!("#stage-{}", stage_index + 1).into()),
            facts: vec![(*duration).into(), (*owner).into()],
            steps: steps
                .iter()
                .enumerate()
                .map(|(index, (name, marks, first, second))| CurveStep {
                    summary: "".into(),
                    number: format!("{}.{}", stage_index + 1, index + 1).into(),
                    name: (*name).into(),
                    href: Some(format!("#step-{}-{}", stage_index + 1, index + 1).into()),
                    assumed: marks.contains('a'),
                    moment_of_truth: marks.contains('t'),
                    failure_point: marks.contains('f'),
                    importance: None,
                    readings: vec![reading(*first), reading(*second)],
                })
                .collect(),
        })
        .collect();
    CurveData {
        id: "first-box".into(),
        title: "Emotion curve: Ordering a first veg box".into(),
        language: "en".into(),
        scale: emotion_scale(),
        personas: vec![persona("Maya Okafor", "Maya", 0), persona("Tom Lindqvist", "Tom", 1)],
        stages,
        ..CurveData::default()
    }
}

/// One persona, a change inside a step, a gap with a word, a ghost of another map, sizes by importance.
pub(super) fn plan_with_ghost() -> CurveData<'static> {
    let mut data = veg_box();
    data.id = "plan".into();
    data.personas.truncate(1);
    for (index, step) in data.stages.iter_mut().flat_map(|stage| &mut stage.steps).enumerate() {
        step.readings.truncate(1);
        step.importance = Some((index % 5 + 1) as f64);
        if let Some(Some(reading)) = step.readings.first_mut() {
            match index {
                3 => reading.score = Some(Score::FromTo(1.0, -1.0)),
                8 | 9 => reading.score = None,
                _ => {}
            }
        }
    }
    let scores = [0.5, 1.0, 0.0, -1.5, -1.0, 0.0, -2.0, -1.5, 0.0, -1.0, 0.0, 1.0, 1.5, 0.5];
    let points = scores.iter().enumerate().map(|(index, score)| (index as f64 + 0.5, *score)).collect();
    data.ghosts =
        vec![GhostLine { persona: 0, label: "as it is today".into(), end_label: "Maya, today".into(), points }];
    data
}
