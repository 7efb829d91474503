//! Edge cases to look at: written as PNGs when `WAYFARE_LOOK` names a folder, otherwise only drawn.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use wayfare::diagram::curve::{
    CurveData, CurveOptions, CurveScale, CurveStage, CurveStep, CurveWords, Reading, Score, layout_curve,
};
use wayfare::diagram::map::{MapData, MapWords, layout_map};
use wayfare::svg::fonts::shipped_font_book;
use wayfare::svg::raster::render_png;
use wayfare::svg::{Paint, Palette, StandaloneOptions, write_svg};

use super::samples::{emotion_scale, persona, veg_box};

fn draw(name: &str, data: &CurveData<'static>) {
    let fonts = shipped_font_book().unwrap();
    let curve = layout_curve(data, &fonts, &CurveWords::ENGLISH, &CurveOptions::default());
    let map = MapData {
        curve: data.clone(),
        id: "map".into(),
        title: data.title.clone(),
        feelings: ("Feelings".into(), "".into()),
        ..MapData::default()
    };
    let map = layout_map(&map, &fonts, &MapWords::ENGLISH);
    let paint = Paint::Standalone(StandaloneOptions::new(&Palette::LIGHT));
    for (kind, scene) in [("curve", curve), ("map", map)] {
        assert!(write_svg(&scene, &paint).ends_with("</svg>"));
        if let Some(folder) = std::env::var_os("WAYFARE_LOOK") {
            let scale = (2500.0 / scene.size.width).min(1.0);
            let png = render_png(&scene, &fonts, &Palette::LIGHT, scale).unwrap();
            std::fs::write(Path::new(&folder).join(format!("{kind}-{name}.png")), png).unwrap();
        }
    }
}

/// `n_stages` of `n_steps`, personas feeling their way up and down.
fn waves(n_stages: usize, n_steps: usize, n_personas: usize) -> CurveData<'static> {
    let names = ["Amara Nwosu", "Ben", "Charlotte-Sophie", "Dai", "Elif Yılmaz"];
    let step_names = [
        "Notices the offer",
        "Asks around",
        "Compares prices",
        "Registers",
        "Waits",
        "Calls the hotline about the missing confirmation",
    ];
    let stage_names = ["Awareness", "Consideration", "Purchase", "Service", "Loyalty and advocacy"];
    let feelings = ["curious", "lost", "overwhelmed", "relieved", "proud", "angry at the queue"];
    CurveData {
        id: "waves".into(),
        title: "Emotion curve".into(),
        scale: emotion_scale(),
        personas: (0..n_personas)
            .map(|index| persona(names[index], names[index].split(' ').next().unwrap(), index as u8))
            .collect(),
        stages: (0..n_stages)
            .map(|stage| CurveStage {
                name: stage_names[stage % 5].into(),
                number: (stage + 1).to_string().into(),
                facts: vec!["2 days".into(), "Marketing".into()],
                steps: (0..n_steps)
                    .map(|step| {
                        let at = stage * n_steps + step;
                        CurveStep {
                            number: format!("{}.{}", stage + 1, step + 1).into(),
                            name: step_names[at % 6].into(),
                            assumed: at % 7 == 3,
                            moment_of_truth: at % 5 == 4,
                            failure_point: at % 9 == 4,
                            readings: (0..n_personas)
                                .map(|who| {
                                    let score = ((((at * 7 + who * 5) % 11) as f64) / 2.5 - 2.0).clamp(-2.0, 2.0);
                                    let score = (score * 2.0).round() / 2.0;
                                    Some(Reading {
                                        score: Some(Score::At(score)),
                                        feeling: Some(feelings[(at + who) % 6].into()),
                                        quote: Some("I did not expect that.".into()),
                                    })
                                })
                                .collect(),
                            ..CurveStep::default()
                        }
                    })
                    .collect(),
                ..CurveStage::default()
            })
            .collect(),
        ..CurveData::default()
    }
}

#[test]
fn edge_cases_are_drawn() {
    draw("one", &waves(1, 1, 1));
    draw("few", &waves(3, 1, 1));
    draw("stages", &waves(5, 1, 2));
    draw("five", &waves(4, 4, 5));
    draw("sixty", &waves(12, 5, 2));
    let mut words = veg_box();
    for (index, step) in words.stages.iter_mut().flat_map(|stage| &mut stage.steps).enumerate() {
        for reading in step.readings.iter_mut().flatten() {
            if index % 3 != 0 {
                reading.score = None;
            }
        }
    }
    draw("words", &words);
    let mut percent = waves(4, 3, 1);
    percent.scale = CurveScale { min: 0.0, max: 100.0, neutral: 50.0, words: Vec::new() };
    for reading in
        percent.stages.iter_mut().flat_map(|stage| &mut stage.steps).flat_map(|step| step.readings.iter_mut().flatten())
    {
        if let Some(Score::At(score)) = reading.score {
            reading.score = Some(Score::At((score + 2.0) * 25.0));
        }
    }
    draw("percent", &percent);
}
