//! The same work for every program: content that each can hold in its own idiom, and pages that show the same.
//!
//! A journey is 5 stages × 3 steps in front matter with a few words on each stage below it, about 4 kB; a persona walks ten of them.
//! The folders in `sites/` hold templates of each program, written as its own documentation teaches: a table of the stages, the
//! curve of the feelings as inline SVG, lists of 200 rows a page, personas with the journeys that they walk, tags.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::corpus::{Dice, FEELINGS, STAGES, STEPS, WORDS, allowed_lints};

const SCORES: &[f64] = &[-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Idiom {
    Wayfare,
    /// Facts below `params`, personas and tags as taxonomies, a persona's words in its term's `_index.md`.
    Hugo,
    /// Facts below `extra`, personas and tags as taxonomies, a persona's words in a page that is not rendered by itself.
    Zola,
}

impl Idiom {
    fn folder(self) -> &'static str {
        match self {
            Idiom::Wayfare => "wayfare",
            Idiom::Hugo => "hugo",
            Idiom::Zola => "zola",
        }
    }
}

struct Persona {
    name: String,
    slug: String,
    title: String,
    quote: String,
    goals: [String; 2],
    needs: String,
    frustrations: String,
    body: String,
}

struct Journey {
    title: String,
    summary: String,
    persona: usize,
    tag: &'static str,
    stages: Vec<Stage>,
    body: String,
}

struct Stage {
    name: &'static str,
    goal: String,
    steps: Vec<Step>,
}

struct Step {
    name: String,
    action: String,
    thought: String,
    feeling: &'static str,
    score: f64,
}

/// The whole site, for one program.
pub(crate) fn write(site: &Path, n_journeys: usize, idiom: Idiom) {
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/sites").join(idiom.folder()), site);
    if idiom == Idiom::Wayfare {
        // Random words break every rule of good practice; the peers have no such rules.
        let mut settings = fs::read_to_string(site.join("wayfare.toml")).unwrap();
        settings.push_str(&allowed_lints());
        fs::write(site.join("wayfare.toml"), settings).unwrap();
    }
    let content = site.join("content");
    let people = content.join(if idiom == Idiom::Zola { "people" } else { "personas" });
    fs::create_dir_all(content.join("journeys")).unwrap();
    fs::create_dir_all(&people).unwrap();
    let mut dice = Dice::new(7);
    let n_personas = (n_journeys / 10).max(1);
    let personas: Vec<Persona> = (0..n_personas).map(|index| persona(&mut dice, index)).collect();
    for persona in &personas {
        let mut file = people.join(format!("{}.md", persona.slug));
        if idiom == Idiom::Hugo {
            fs::create_dir_all(people.join(&persona.slug)).unwrap();
            file = people.join(&persona.slug).join("_index.md");
        }
        fs::write(file, persona.text(idiom)).unwrap();
    }
    for index in 0..n_journeys {
        let journey = journey(&mut dice, index, n_personas);
        let text = journey.text(idiom, &personas[journey.persona]);
        fs::write(content.join(format!("journeys/journey-{index:05}.md")), text).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn persona(dice: &mut Dice, index: usize) -> Persona {
    Persona {
        name: format!("Person {index:05}"),
        slug: format!("person-{index:05}"),
        title: dice.sentence(3),
        quote: dice.sentence(8),
        goals: [dice.sentence(5), dice.sentence(6)],
        needs: dice.sentence(5),
        frustrations: dice.sentence(6),
        body: format!("{}.\n\n{}.\n", dice.sentence(40), dice.sentence(30)),
    }
}

fn journey(dice: &mut Dice, index: usize, n_personas: usize) -> Journey {
    let mut stages = Vec::new();
    let mut body = String::new();
    for name in STAGES {
        let steps = STEPS.iter().map(|step| Step {
            name: format!("{step}: {}", dice.sentence(2)),
            action: dice.sentence(9),
            thought: format!("{}?", dice.sentence(8)),
            feeling: dice.pick(FEELINGS),
            score: SCORES[dice.roll(SCORES.len())],
        });
        let steps = steps.collect();
        stages.push(Stage { name, goal: dice.sentence(6), steps });
        let _ = write!(body, "\n## {name}\n\n{}. *{}*. {}.\n", dice.sentence(18), dice.sentence(5), dice.sentence(12));
    }
    Journey {
        title: format!("{} {index}", dice.sentence(4)),
        summary: format!("{}.", dice.sentence(14)),
        persona: index % n_personas,
        tag: dice.pick(WORDS),
        stages,
        body,
    }
}

impl Persona {
    fn text(&self, idiom: Idiom) -> String {
        let Self { name, title, quote, goals: [first, second], needs, frustrations, body, .. } = self;
        let facts = format!(
            "quote = \"{quote}\"\ngoals = [\"{first}\", \"{second}\"]\nneeds = [\"{needs}\"]\nfrustrations = [\"{frustrations}\"]\n"
        );
        match idiom {
            Idiom::Wayfare => format!("+++\nname = \"{name}\"\ntitle = \"{title}\"\n{facts}+++\n\n{body}"),
            Idiom::Hugo => format!("+++\ntitle = \"{name}\"\n[params]\nrole = \"{title}\"\n{facts}+++\n\n{body}"),
            Idiom::Zola => {
                format!("+++\ntitle = \"{name}\"\nrender = false\n[extra]\nrole = \"{title}\"\n{facts}+++\n\n{body}")
            }
        }
    }
}

impl Journey {
    fn text(&self, idiom: Idiom, persona: &Persona) -> String {
        let Self { title, summary, tag, .. } = self;
        let Persona { name, slug, .. } = persona;
        let (head, stages, steps) = match idiom {
            Idiom::Wayfare => (
                // Else every step is drawn as a mere assumption, which the peers' curves know nothing of.
                format!(
                    "summary = \"{summary}\"\npersonas = [\"{slug}\"]\ntags = [\"{tag}\"]\nconfidence = \"researched\"\n"
                ),
                "stages",
                "stages.steps",
            ),
            Idiom::Hugo => (
                format!("summary = \"{summary}\"\npersonas = [\"{slug}\"]\ntags = [\"{tag}\"]\n"),
                "params.stages",
                "params.stages.steps",
            ),
            Idiom::Zola => (
                format!("description = \"{summary}\"\n[taxonomies]\npersonas = [\"{name}\"]\ntags = [\"{tag}\"]\n"),
                "extra.stages",
                "extra.stages.steps",
            ),
        };
        let mut text = format!("+++\ntitle = \"{title}\"\n{head}");
        for stage in &self.stages {
            let _ = write!(text, "\n[[{stages}]]\nname = \"{}\"\ngoal = \"{}\"\n", stage.name, stage.goal);
            for Step { name, action, thought, feeling, score } in &stage.steps {
                let _ = write!(
                    text,
                    "\n  [[{steps}]]\n  name = \"{name}\"\n  actions = \"{action}\"\n  thoughts = \"{thought}\"\n  feeling = \"{feeling}\"\n  emotion = {score:.1}\n",
                );
            }
        }
        let _ = write!(text, "+++\n{}", self.body);
        text
    }
}
