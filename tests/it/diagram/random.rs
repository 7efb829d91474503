//! Random journeys, the same for the same number on every machine.

use std::borrow::Cow;

use wayfare::diagram::curve::{
    CurveData, CurvePersona, CurveScale, CurveStage, CurveStep, Interpolation, Reading, Score,
};
use wayfare::diagram::icon::IconName;
use wayfare::diagram::map::{ItemMarker, ItemStyle, MapCell, MapData, MapImage, MapItem, MapLane, MapPersona};

/// A small generator of random numbers (SplitMix64, public domain by S. Vigna).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ 0x9e37_79b9_7f4a_7c15)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Of `0..n`; 0 for none.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// Letters of ten scripts (and punctuation that markup or a shell would trip over).
const SCRIPTS: [&str; 10] = [
    "abcdefghijklmnopqrstuvwxyzäéßœABCDEW0123456789,.&<>\"'%–’",
    "абвгдежзийклмнопрстуфхцчшщыэюя",
    "αβγδεζηθικλμνξοπρστυφχψωάέή",
    "あいうえおかきくけこさしすせそ配送日選択時間案内。、「」ー",
    "กขคงจฉชซญดตถทนบปผฝพฟมยรลวสหอะาิีึืุูเแโใไ่้๊็์",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي،؟ةىءًَُِّ",
    "אבגדהוזחטיכלמנסעפצקרשתםןףץ״׳",
    "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहािीुूेैोौंः्",
    "e\u{301}a\u{308}o\u{302}n\u{303}i\u{307}u\u{30a}c\u{327}z\u{30c}\u{200d}",
    "👩🏽‍🚀👨‍👩‍👧🙂😡🎉✅🇩🇪⭐️ok",
];

/// Scripts without spaces between their words.
const UNSPACED: [usize; 2] = [3, 4];

/// A text of at most `most` letters of one script, now and then of two; often short, now and then as long as may be.
pub(crate) fn text(random: &mut Random, most: usize) -> String {
    let length = match random.below(20) {
        0 => 0,
        1 => most,
        2..=5 => random.below(most + 1),
        _ => random.below(most.min(28) + 1),
    };
    let mut text = String::new();
    let mut script = random.below(SCRIPTS.len());
    let mut n_letters = 0;
    while n_letters < length {
        if random.chance(6) {
            script = random.below(SCRIPTS.len());
        }
        // A word now and then is as long as German or a web address makes them.
        let word = if random.chance(3) { random.between(20, 60) } else { random.between(1, 9) };
        let letters: Vec<char> = SCRIPTS[script].chars().collect();
        for _ in 0..word.min(length - n_letters) {
            text.push(random.pick(&letters));
            n_letters += 1;
        }
        let spaced = !UNSPACED.contains(&script) || random.chance(10);
        if spaced && n_letters < length {
            text.push(' ');
            n_letters += 1;
        }
    }
    text
}

fn cow(text: String) -> Cow<'static, str> {
    Cow::Owned(text)
}

/// How large the random things are: 1 is the whole range, less is a part of it (for finding the smallest that fails).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size(pub(crate) f64);

impl Size {
    pub(crate) fn of(self, most: usize) -> usize {
        (most as f64 * self.0).round() as usize
    }
}

fn reading(random: &mut Random, scale: (f64, f64), size: Size) -> Option<Reading<'static>> {
    if random.chance(12) {
        return None;
    }
    let mut score = || scale.0 + (scale.1 - scale.0) * random.below(17) as f64 / 16.0;
    let (first, second) = (score(), score());
    let score = match random.below(8) {
        0 => None,
        1 => Some(Score::FromTo(first, second)),
        _ => Some(Score::At(first)),
    };
    let feeling = random.chance(60).then(|| cow(text(random, size.of(60))));
    let quote = random.chance(30).then(|| cow(text(random, size.of(400))));
    Some(Reading { score, feeling, quote })
}

/// A curve of 1 to 12 stages, 0 to 60 steps, 1 to 5 personas.
pub(crate) fn curve(random: &mut Random, size: Size) -> CurveData<'static> {
    let (min, max, neutral) =
        random.pick(&[(-2.0, 2.0, 0.0), (1.0, 5.0, 3.0), (0.0, 100.0, 50.0), (-5.0, 5.0, 0.0), (0.0, 10.0, 5.0)]);
    let n_personas = random.between(1, size.of(5).max(1));
    let n_stages = random.between(1, size.of(12).max(1));
    // One map in six is as long as they get.
    let most_steps = if random.chance(16) { size.of(60) } else { size.of(14) };
    let mut left = random.below(most_steps + 1);
    let personas = (0..n_personas)
        .map(|look| CurvePersona {
            name: cow(text(random, size.of(60))),
            short_name: cow(text(random, size.of(30))),
            look: look as u8,
        })
        .collect();
    let stages = (0..n_stages)
        .map(|stage| {
            let n_steps = if stage + 1 == n_stages { left } else { random.below(left + 1) };
            left -= n_steps;
            let steps = (0..n_steps)
                .map(|step| CurveStep {
                    number: cow(format!("{}.{}", stage + 1, step + 1)),
                    name: cow(text(random, size.of(400))),
                    summary: if random.chance(30) { cow(text(random, size.of(200))) } else { "".into() },
                    href: random.chance(50).then(|| cow(format!("#s{stage}.{step}"))),
                    assumed: random.chance(20),
                    moment_of_truth: random.chance(15),
                    failure_point: random.chance(15),
                    importance: random.chance(30).then(|| random.between(1, 5) as f64),
                    readings: (0..n_personas).map(|_| reading(random, (min, max), size)).collect(),
                })
                .collect();
            CurveStage {
                name: cow(text(random, size.of(400))),
                number: cow((stage + 1).to_string()),
                href: random.chance(50).then(|| cow(format!("#s{stage}"))),
                facts: (0..random.below(3)).map(|_| cow(text(random, size.of(60)))).collect(),
                steps,
            }
        })
        .collect();
    let n_words = random.below(6);
    CurveData {
        id: "random".into(),
        title: cow(text(random, size.of(400))),
        language: random.pick(&["en", "ja", "ar", "he", "th"]).into(),
        scale: CurveScale {
            min,
            max,
            neutral,
            words: (0..n_words)
                .map(|index| (min + (max - min) * index as f64 / 5.0, cow(text(random, size.of(40)))))
                .collect(),
        },
        interpolation: random.pick(&[Interpolation::Monotone, Interpolation::Linear, Interpolation::Step]),
        personas,
        stages,
        ghosts: Vec::new(),
    }
}

fn item(random: &mut Random, size: Size) -> MapItem<'static> {
    let marker = match random.below(4) {
        0 => ItemMarker::None,
        1 => ItemMarker::Icon(IconName::Web),
        2 => ItemMarker::Persona(random.below(5) as u8),
        _ => ItemMarker::Severity(random.between(1, 5) as u8),
    };
    let image = random.chance(12).then(|| MapImage {
        href: "picture.jpg".into(),
        alternative: cow(text(random, size.of(200))),
        ratio: random.between(1, 300) as f64 / 100.0,
    });
    MapItem {
        image,
        marker,
        style: random.pick(&[ItemStyle::Plain, ItemStyle::Strong, ItemStyle::Quote]),
        text: cow(text(random, size.of(400))),
        note: if random.chance(40) { cow(text(random, size.of(80))) } else { "".into() },
        href: random.chance(20).then(|| "#cell".into()),
    }
}

/// A poster of a random curve with up to eight lanes.
pub(crate) fn map(random: &mut Random, size: Size) -> MapData<'static> {
    let curve = curve(random, size);
    let n_columns = curve.n_columns();
    let lanes = (0..random.below(size.of(8) + 1))
        .map(|_| {
            let mut cells = Vec::new();
            let spans = random.chance(30);
            let full = random.between(5, 70);
            for first_column in 0..n_columns {
                if random.chance(full) {
                    let n_columns = if spans && random.chance(20) { random.between(1, 4) } else { 1 };
                    let n_items = random.between(1, 2);
                    let items = (0..n_items).map(|_| item(random, size)).collect();
                    cells.push(MapCell { first_column, n_columns, items });
                }
            }
            MapLane {
                name: cow(text(random, size.of(60))),
                note: cow(text(random, size.of(60))),
                cells,
                brackets: random.chance(50),
                line_below: random.chance(15).then(|| cow(text(random, size.of(60)))),
            }
        })
        .collect();
    let personas = curve.personas.iter().map(|persona| MapPersona {
        initials: cow(persona.name.chars().take(2).collect()),
        name: persona.name.clone(),
        look: persona.look,
        href: None,
        note: persona.short_name.clone(),
        quote: persona.name.clone(),
    });
    MapData {
        id: "random".into(),
        title: curve.title.clone(),
        summary: cow(text(random, size.of(400))),
        site_name: cow(text(random, size.of(60))),
        section: "Maps".into(),
        kind: cow(text(random, size.of(60))),
        personas: personas.collect(),
        facts: (0..random.below(6))
            .map(|_| (cow(text(random, size.of(40))), cow(text(random, size.of(200)))))
            .collect(),
        feelings: ("Feelings".into(), "".into()),
        stage_weights: if random.chance(20) {
            curve.stages.iter().map(|_| random.below(1_000_000) as f64).collect()
        } else {
            Vec::new()
        },
        lanes,
        key_notes: Vec::new(),
        footnotes: vec![cow(text(random, size.of(400)))],
        imprint: cow(text(random, size.of(60))),
        curve,
    }
}
