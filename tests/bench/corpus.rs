//! A rich corpus of any size: no two journeys alike, no mistake in any, 6–10 kB each, with touchpoints, pains and evidence.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A small linear congruential generator (Knuth's MMIX constants): the same corpus on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    pub(crate) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    pub(crate) fn sentence(&mut self, n_words: usize) -> String {
        let words: Vec<&str> = (0..n_words).map(|_| self.pick(WORDS)).collect();
        let mut sentence = words.join(" ");
        sentence[..1].make_ascii_uppercase();
        sentence
    }
}

pub(crate) const WORDS: &[&str] = &[
    "the", "a", "parcel", "nurse", "counter", "ticket", "evening", "asks", "waits", "for", "looks", "again", "phone",
    "under", "before", "weekend", "driver", "form", "page", "answer", "nobody", "sends", "reads", "small", "print",
    "two", "weeks", "and", "then", "with", "her", "his", "neighbor", "letter", "queue", "price", "code", "twice",
    "home", "shift", "after", "why",
];
pub(crate) const STAGES: &[&str] = &["Hears about it", "Weighs it up", "Orders", "Waits", "Lives with it"];
pub(crate) const STEPS: &[&str] = &["Starts", "Goes on", "Ends"];
const CHANNELS: &[&str] = &["Web", "Phone", "E-mail", "In person", "Post", "Chat"];
const TOUCHPOINTS: &[&str] =
    &["Home page", "Order form", "Help desk", "Counter", "Invoice", "Parcel", "Newsletter", "Portal"];
const TEAMS: &[&str] = &["Growth", "Care", "Logistics", "Product", "Finance"];
pub(crate) const FEELINGS: &[&str] = &["curious", "lost", "relieved", "annoyed", "proud", "let down", "calm"];
const N_SOURCES: usize = 20;
const N_OPPORTUNITIES: usize = 40;

pub(crate) fn write(site: &Path, n_journeys: usize) {
    let content = site.join("content");
    for folder in ["journeys", "personas", "sources", "opportunities"] {
        fs::create_dir_all(content.join(folder)).unwrap();
    }
    fs::write(
        site.join("wayfare.toml"),
        "title = \"A large portfolio\"\ndate = 2026-11-21\n\n[lints]\n".to_owned() + &allowed_lints(),
    )
    .unwrap();
    fs::write(content.join("_index.md"), "+++\ntitle = \"Every journey\"\n+++\n\nAll of them.\n").unwrap();
    let mut dice = Dice::new(42);
    let n_personas = (n_journeys / 10).max(1);
    for index in 0..n_personas {
        let name = format!("persona-{index:05}");
        fs::write(content.join(format!("personas/{name}.md")), persona(&mut dice, index)).unwrap();
    }
    for index in 0..N_SOURCES {
        let text = format!(
            "+++\ntitle = \"{} {index}\"\nkind = \"interviews\"\ndate = 2026-05-0{}\n+++\n",
            dice.sentence(3),
            index % 9 + 1
        );
        fs::write(content.join(format!("sources/study-{index:02}.md")), text).unwrap();
    }
    for index in 0..N_OPPORTUNITIES {
        let text = format!(
            "+++\ntitle = \"{} {index}\"\nimpact = {}\neffort = {}\nreach = {}\nconfidence = \"partly\"\nstatus = \"planned\"\nowner = \"{}\"\n+++\n\n{}.\n",
            dice.sentence(4),
            dice.roll(5) + 1,
            dice.roll(5) + 1,
            dice.roll(5) + 1,
            dice.pick(TEAMS),
            dice.sentence(20)
        );
        fs::write(content.join(format!("opportunities/change-{index:02}.md")), text).unwrap();
    }
    for index in 0..n_journeys {
        fs::write(content.join(format!("journeys/journey-{index:05}.md")), journey(&mut dice, index, n_personas))
            .unwrap();
    }
}

/// The corpus is random words; lints about good practice would be about nothing.
pub(crate) fn allowed_lints() -> String {
    wayfare::diagnostics::Code::ALL
        .iter()
        .filter(|code| code.default_level() == wayfare::diagnostics::Level::Warning)
        .fold(String::new(), |mut text, code| {
            let _ = writeln!(text, "{} = \"allow\"", code.name());
            text
        })
}

fn persona(dice: &mut Dice, index: usize) -> String {
    format!(
        "+++\nname = \"Person {index}\"\ntitle = \"{}\"\nage = {}\nlocation = \"{}\"\nquote = \"{}\"\ngoals = [\"{}\", \"{}\"]\nneeds = [\"{}\"]\nfrustrations = [\"{}\"]\nchannels = [\"{}\"]\nscales = [{{ name = \"Confidence\", low = \"low\", high = \"high\", value = 0.{} }}]\n+++\n\n{}.\n\n{}.\n",
        dice.sentence(3),
        dice.roll(60) + 18,
        dice.sentence(2),
        dice.sentence(8),
        dice.sentence(5),
        dice.sentence(6),
        dice.sentence(5),
        dice.sentence(6),
        dice.pick(CHANNELS),
        dice.roll(10),
        dice.sentence(40),
        dice.sentence(30)
    )
}

fn journey(dice: &mut Dice, index: usize, n_personas: usize) -> String {
    let first = index % n_personas;
    let mut text = format!(
        "+++\ntitle = \"{} {index}\"\nsummary = \"{}.\"\npersonas = [\"persona-{first:05}\"]\nkind = \"customer\"\npurpose = \"{}?\"\nscenario = \"{}.\"\nstatus = \"researched\"\nowner = \"{}\"\nreviewed = 2026-09-{:02}\nreview_every = \"yearly\"\nsources = [\"study-{:02}\"]\nconfidence = \"researched\"\ntags = [\"{}\"]\n",
        dice.sentence(4),
        dice.sentence(14),
        dice.sentence(9),
        dice.sentence(20),
        dice.pick(TEAMS),
        dice.roll(28) + 1,
        dice.roll(N_SOURCES),
        dice.pick(WORDS)
    );
    for stage in STAGES {
        let _ = write!(
            text,
            "\n[[stages]]\nname = \"{stage}\"\nowner = \"{}\"\nduration = \"{} days\"\ngoal = \"{}\"\n",
            dice.pick(TEAMS),
            dice.roll(20) + 1,
            dice.sentence(6)
        );
        for step in STEPS {
            let _ = write!(
                text,
                "\n  [[stages.steps]]\n  name = \"{step}: {}\"\n  actions = [\"{}\", \"{}\"]\n  touchpoints = {{ name = \"{}\", channel = \"{}\" }}\n  thoughts = \"{}?\"\n  feeling = \"{}\"\n  emotion = {}\n  needs = [\"{}\"]\n",
                dice.sentence(2),
                dice.sentence(9),
                dice.sentence(7),
                dice.pick(TOUCHPOINTS),
                dice.pick(CHANNELS),
                dice.sentence(8),
                dice.pick(FEELINGS),
                [-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0][dice.roll(9)],
                dice.sentence(5)
            );
            if dice.roll(3) == 0 {
                let _ = writeln!(
                    text,
                    "  pain_points = [{{ text = \"{}\", severity = {}, sources = [\"study-{:02}\"] }}]\n  opportunities = [\"change-{:02}\"]",
                    dice.sentence(8),
                    dice.roll(5) + 1,
                    dice.roll(N_SOURCES),
                    dice.roll(N_OPPORTUNITIES)
                );
            }
        }
    }
    text.push_str("+++\n");
    for stage in STAGES {
        let _ = write!(text, "\n## {stage}\n\n{}. *{}*. {}.\n", dice.sentence(25), dice.sentence(5), dice.sentence(18));
    }
    text
}
