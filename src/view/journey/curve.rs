//! The emotion curve of a journey's page: wide, turned by 90° for narrow screens, and its findings in words.

use std::fmt::Write as _;

use serde::Serialize;

use super::JourneyPage;
use super::prose::join_and;
use crate::diagram::curve::{
    CurveData, CurveOptions, CurveStep, Extreme, LaneSliceOptions, TallFace, describe_curve, find_curve_facts,
    layout_curve, layout_curve_tall, layout_lane, layout_lane_slices,
};
use crate::diagram::scene::Anchor;
use crate::model::{Address, JourneyId};
use crate::templates::format_score;
use crate::view::parts::{persona_marker, scale_word};
use crate::view::picture::curve::{add_ghosts, curve_data, curve_options, curve_words_of};
use crate::view::picture::{curve_words, natural_size, sparkline};

#[derive(Debug, Serialize)]
pub(super) struct CurveView {
    pub headline_html: String,
    /// The findings in sentences.
    pub sentence: String,
    pub wide_html: String,
    /// Too wide for the page: it keeps its size and scrolls.
    pub is_long: bool,
    pub tall: Option<TallView>,
    pub key_faces: Vec<KeyFace>,
    pub has_moment_of_truth: bool,
    pub has_failure_point: bool,
    pub has_assumed: bool,
    pub personas: Vec<KeyPersona>,
    pub extremes: Vec<ExtremeView>,
    pub n_scores: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct KeyFace {
    pub html: String,
    pub word: String,
}

#[derive(Debug, Serialize)]
pub(super) struct KeyPersona {
    pub name: String,
    pub look: u8,
    pub marker_html: String,
}

/// The tall form: rows of words, and the plot laid over them.
#[derive(Debug, Serialize)]
pub(super) struct TallView {
    pub ticks: Vec<TallTickView>,
    pub lines_html: String,
    /// Faces and numbers, at percent of the plot.
    pub faces_html: String,
    pub rows: Vec<TallRowView>,
}

#[derive(Debug, Serialize)]
pub(super) struct TallTickView {
    pub x: f64,
    pub number: String,
    pub word: String,
    pub neutral: bool,
    pub main: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct TallRowView {
    /// Name of the stage in its first row.
    pub stage: Option<String>,
    pub number: String,
    pub name: String,
    pub href: String,
    pub band: bool,
    pub assumed: bool,
    pub moment_of_truth: bool,
    pub failure_point: bool,
    pub feelings: Vec<TallFeeling>,
}

#[derive(Debug, Serialize)]
pub(super) struct TallFeeling {
    pub name: String,
    pub look: u8,
    pub words: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ExtremeView {
    pub look: u8,
    /// "Maya’s lowest"
    pub label: String,
    pub face_html: String,
    pub number: String,
    pub step: String,
    pub href: String,
    /// "let down, −2"
    pub feeling: String,
    pub quote: Option<String>,
}

/// A curve wider than this is not fitted into the page.
const LONGEST_STRETCHED: f64 = 1320.0;

/// So many columns share the width of the page; more have a width of their own.
pub(super) const FEW_COLUMNS: usize = 8;

/// Width of all columns of a grid on a wide screen, in pixels.
const GRID_WIDTH: f64 = 1136.0;

impl JourneyPage<'_> {
    /// `None` when nobody on the map feels anything.
    pub(super) fn curve(&self) -> Option<CurveView> {
        let data = curve_data(&self.page, self.id, "_curve");
        let n_scores = data
            .columns()
            .flat_map(|(_, step)| step.readings.iter().flatten())
            .filter(|reading| reading.score.is_some())
            .count();
        let n_feelings = data.columns().flat_map(|(_, step)| step.readings.iter().flatten()).count();
        if n_feelings == 0 {
            return None;
        }
        if n_scores == 0 {
            return Some(self.curve_without_scores(&data));
        }
        let words = curve_words_of(self.page.strings(), &data);
        let fonts = self.page.render.fonts;
        let options = curve_options(&data);
        let mut wide = layout_curve(&data, fonts, &words, &options);
        // The sentence stands below the picture, for everybody.
        wide.description = "".into();
        let is_long = wide.size.width > LONGEST_STRETCHED;
        let mut wide_html = self.page.draw(|sprite| sprite.picture(&wide));
        if is_long {
            wide_html = natural_size(&wide_html, &wide);
        }
        let any =
            |marked: &dyn Fn(&crate::model::Place) -> bool| self.columns.iter().any(|column| marked(column.place()));
        Some(CurveView {
            headline_html: self.curve_headline(&data),
            sentence: describe_curve(&data, &words),
            wide_html,
            is_long,
            tall: self.shows("tall").then(|| self.tall(&data)),
            key_faces: if self.shows("key_faces") { self.key_faces() } else { Vec::new() },
            has_moment_of_truth: any(&|place| place.moment_of_truth),
            has_failure_point: any(&|place| place.failure_point),
            has_assumed: self.has_assumed_places(),
            personas: self.key_personas(),
            extremes: if self.shows("extremes") { self.extremes(&data) } else { Vec::new() },
            n_scores,
        })
    }

    /// Words alone are no curve: the map has them, in their cells.
    fn curve_without_scores(&self, data: &CurveData<'_>) -> CurveView {
        CurveView {
            headline_html: self.curve_headline(data),
            sentence: self.page.word("curve.no_scores"),
            wide_html: String::new(),
            is_long: false,
            tall: None,
            key_faces: Vec::new(),
            has_moment_of_truth: false,
            has_failure_point: false,
            has_assumed: false,
            personas: Vec::new(),
            extremes: Vec::new(),
            n_scores: 0,
        }
    }

    /// The writer's words, else the finding: where each persona is lowest.
    fn curve_headline(&self, data: &CurveData<'_>) -> String {
        if let Some(headline) = &self.journey.curve_headline {
            return self.page.text(headline);
        }
        let strings = self.page.strings();
        let facts = find_curve_facts(data);
        let mut lowest = data
            .personas
            .iter()
            .zip(&facts.personas)
            .filter_map(|(persona, own)| Some((persona, own.lowest?, own.highest?)))
            .filter(|(_, lowest, highest)| lowest.score < highest.score)
            .collect::<Vec<_>>();
        if lowest.len() > 2 {
            // Of many only the one who suffers most; the first of equals.
            lowest.sort_by(|(_, a, _), (_, b, _)| a.score.total_cmp(&b.score));
            lowest.truncate(1);
        }
        let parts = lowest
            .iter()
            .map(|(persona, lowest, _)| {
                let key = if persona.short_name.is_empty() { "curve.headline_plain" } else { "curve.headline_part" };
                strings.fill(key, None, &[("persona", &persona.short_name), ("step", lowest.step_name)])
            })
            .collect::<Vec<_>>();
        let text = if parts.is_empty() {
            strings.text("curve.headline_none").to_owned()
        } else {
            let joined = join_and(&parts, strings.text("list.semicolon"), strings.text("list.semicolon"));
            let mut characters = joined.chars();
            characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
        };
        let mut html = String::new();
        crate::links::push_escaped(&mut html, &text);
        html
    }

    fn key_faces(&self) -> Vec<KeyFace> {
        let journey = self.journey;
        let mut words =
            journey.scale_words.iter().filter(|(score, _)| journey.scale.contains(*score)).collect::<Vec<_>>();
        words.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        words
            .into_iter()
            .map(|(score, word)| KeyFace {
                html: self.page.draw(|sprite| sprite.face(None, journey.scale.valence(*score), false, "face-medium")),
                word: word.to_string(),
            })
            .collect()
    }

    fn key_personas(&self) -> Vec<KeyPersona> {
        let personas = self.journey.personas.iter();
        personas
            .map(|id| {
                let look = self.page.look(*id);
                KeyPersona {
                    name: self.page.site.persona(*id).short_name.to_string(),
                    look: look + 1,
                    marker_html: persona_marker(look),
                }
            })
            .collect()
    }

    fn extremes(&self, data: &CurveData<'_>) -> Vec<ExtremeView> {
        let strings = self.page.strings();
        let mut views = Vec::new();
        for (persona, facts) in data.personas.iter().zip(find_curve_facts(data).personas) {
            if facts.lowest.map(|extreme| extreme.score) == facts.highest.map(|extreme| extreme.score) {
                continue;
            }
            let alone = persona.short_name.is_empty();
            for (extreme, key, key_alone) in [
                (facts.lowest, "curve.lowest_of", "curve.lowest"),
                (facts.highest, "curve.highest_of", "curve.highest"),
            ] {
                let Some(extreme) = extreme else { continue };
                let key = if alone { key_alone } else { key };
                let label = strings.fill(key, None, &[("persona", &persona.short_name)]);
                views.extend(self.extreme(&extreme, label, persona.look));
            }
        }
        views
    }

    fn extreme(&self, extreme: &Extreme<'_>, label: String, look: u8) -> Option<ExtremeView> {
        let column = self.columns.get(extreme.column)?;
        let journey = self.journey;
        let score = format_score(self.page.strings(), extreme.score, journey.scale.min);
        let comma = self.page.strings().text("list.comma");
        let feeling = extreme.feeling.or_else(|| scale_word(journey, extreme.score));
        let address = match column.step_index {
            Some(step) => Address::Step(self.id, column.stage_index, step),
            None => Address::Stage(self.id, column.stage_index),
        };
        let valence = journey.scale.valence(extreme.score);
        let assumed = column.place().is_assumed();
        Some(ExtremeView {
            look: look + 1,
            label,
            face_html: self.page.draw(|sprite| sprite.face(Some(look), valence, assumed, "face-large")),
            number: column.number.clone(),
            step: extreme.step_name.to_owned(),
            href: self.page.href(address),
            feeling: feeling.map_or_else(|| score.clone(), |feeling| [feeling, comma, &score].concat()),
            quote: extreme.quote.map(str::to_owned),
        })
    }

    fn tall(&self, data: &CurveData<'_>) -> TallView {
        let words = curve_words(self.page.strings());
        let tall = layout_curve_tall(data, self.page.render.fonts, &words);
        let mut faces_html = String::new();
        // One group a persona.
        let look_of = |face: &TallFace<'_>| {
            face.dot.map(|(_, look)| look).or_else(|| face.face.as_ref().and_then(|mark| mark.persona)).unwrap_or(0)
        };
        for faces in tall.faces.chunk_by(|a, b| look_of(a) == look_of(b)) {
            let _ = write!(faces_html, "<g class=\"text-persona persona-{}\">", faces.first().map_or(0, look_of) + 1);
            faces.iter().for_each(|face| self.write_tall_face(face, &mut faces_html));
            faces_html.push_str("</g>");
        }
        let mut opened = None;
        let rows = self
            .columns
            .iter()
            .map(|column| {
                let place = column.place();
                let opens = opened.replace(column.stage_index) != Some(column.stage_index);
                let address = match column.step_index {
                    Some(step) => Address::Step(self.id, column.stage_index, step),
                    None => Address::Stage(self.id, column.stage_index),
                };
                let feelings = self.feelings(place, "face-small").into_iter().map(|feeling| {
                    let words = feeling.emotion.feeling.or(feeling.emotion.scale_word).unwrap_or_default();
                    TallFeeling { name: feeling.name, look: feeling.look, words }
                });
                TallRowView {
                    stage: opens.then(|| column.stage.place.name.plain.to_string()),
                    number: column.number.clone(),
                    name: if column.step.is_some() { place.name.plain.to_string() } else { String::new() },
                    href: self.page.href(address),
                    band: column.stage_index % 2 == 0,
                    assumed: place.is_assumed(),
                    moment_of_truth: place.moment_of_truth,
                    failure_point: place.failure_point,
                    feelings: feelings.collect(),
                }
            })
            .collect();
        TallView {
            ticks: tall
                .ticks
                .iter()
                .map(|tick| TallTickView {
                    x: (tick.x_percent * 100.0).round() / 100.0,
                    number: tick.number.clone(),
                    word: tick.word.as_deref().unwrap_or_default().to_owned(),
                    neutral: tick.is_neutral,
                    main: tick.is_main,
                })
                .collect(),
            lines_html: self.page.draw(|sprite| sprite.picture(&tall.lines)),
            faces_html,
            rows,
        }
    }

    /// A nested drawing at percent of the plot, so that faces keep their size while the plot stretches.
    fn write_tall_face(&self, face: &TallFace<'_>, html: &mut String) {
        let tenth = |value: f64| (value * 10.0).round() / 10.0;
        let _ = write!(html, "<svg x=\"{}%\" y=\"{}%\">", tenth(face.x_percent), tenth(face.y_percent));
        if let Some((size, look)) = face.dot {
            let _ = write!(html, "<circle class=\"persona-shape persona-{}\" r=\"{}\"/>", look + 1, size / 2.0);
        }
        if let Some(mark) = &face.face {
            let used = self.page.draw(|sprite| sprite.face_reference(mark.persona, mark.valence, mark.assumed));
            let _ = write!(html, "<use href=\"#{used}\"/>");
        }
        if let Some(number) = &face.number {
            let anchor = match number.anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " class=\"end\"",
            };
            // A page's words stand on whole pixels anyway.
            let _ = write!(html, "<text x=\"{:.0}\"{anchor}>{}</text>", number.at.x, number.content);
        }
        html.push_str("</svg>");
    }

    /// The drawings of the lane of feelings: one a column, or a single one for the whole row where each column is as wide as it is drawn.
    pub(super) fn lane_slices(&self) -> Vec<String> {
        let data = curve_data(&self.page, self.id, "_curve");
        let scored = |step: &CurveStep<'_>| step.readings.iter().flatten().any(|reading| reading.score.is_some());
        if !data.columns().any(|(_, step)| scored(step)) {
            return Vec::new();
        }
        if self.columns.len() > FEW_COLUMNS {
            let lane = layout_lane(&data, &LaneSliceOptions::default());
            return vec![natural_size(&self.page.draw(|sprite| sprite.picture(&lane)), &lane)];
        }
        // Few columns share the width of the page: their slices are drawn as wide as they will be.
        let standard = LaneSliceOptions::default();
        let shared = (GRID_WIDTH / self.columns.len().max(1) as f64).round();
        let options = LaneSliceOptions { cell_width: standard.cell_width.max(shared), ..standard };
        layout_lane_slices(&data, &options).iter().map(|scene| self.page.draw(|sprite| sprite.picture(scene))).collect()
    }

    /// Another map's curve in small, beside its link; nothing where nobody has scored it.
    pub(super) fn sparkline(&self, id: JourneyId) -> String {
        if self.page.render.insight.journey(id).felt.n_scores() == 0 {
            return String::new();
        }
        sparkline(&self.page, id, None, "", 44.0)
    }

    /// The plan's lines before today's.
    pub(super) fn twin_curve(&self, other: JourneyId) -> String {
        let (plan_id, today_id) = if self.journey.future_of.is_some() { (self.id, other) } else { (other, self.id) };
        let site = self.page.site;
        let (plan, today) = (site.journey(plan_id), site.journey(today_id));
        let mut data = curve_data(&self.page, plan_id, "_twin");
        add_ghosts(&mut data, &self.page, plan, today);
        // A stage that both maps have is called what it is called on this page: the other map may not be translated.
        for (stage, planned) in data.stages.iter_mut().zip(&plan.stages) {
            if let Some(own) = self.journey.stages.iter().find(|own| own.place.id == planned.place.id) {
                stage.name = own.place.name.plain.as_ref().into();
            }
        }
        for stage in &mut data.stages {
            // The list beside the picture has the names and the links.
            stage.facts.clear();
            stage.href = None;
            for step in &mut stage.steps {
                step.href = None;
                step.name = "".into();
            }
        }
        let words = curve_words(self.page.strings());
        let options = CurveOptions { plot_height: 240.0, ..curve_options(&data) };
        let mut scene = layout_curve(&data, self.page.render.fonts, &words, &options);
        // The list beside the picture says what differs.
        scene.description = "".into();
        self.page.draw(|sprite| sprite.picture(&scene))
    }
}
