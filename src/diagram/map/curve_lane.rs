//! The curve as the poster's first lane, aligned with its columns; every point has its number and its feeling.

use std::borrow::Cow;

use kurbo::{Point, Rect, Shape, Size};

use crate::diagram::curve::{LabelRequest, LineGeometry, Obstacles, PersonaLine, place_labels, trace_lines};
use crate::diagram::face::outline_reach;
use crate::diagram::scale::LinearScale;
use crate::diagram::scene::{Anchor, Casing, FaceMark, Mark, Role, TextMark};
use crate::diagram::text_block::{TextBlock, text_mark};
use crate::diagram::text_metrics::{TextStyle, Typeface};

use super::lanes::draw_lane_name;
use super::{LANES_X, MARGIN, Poster};

const AXIS_WORD: TextStyle = TextStyle::new(Typeface::Sans, 16.0, 1.2);
const NEUTRAL_WORD: TextStyle = TextStyle::new(Typeface::SansSemibold, 16.0, 1.2);
const LABEL: TextStyle = TextStyle::new(Typeface::SansSemibold, 15.5, 1.2);
const GAP_WORD: TextStyle = TextStyle::new(Typeface::SerifItalic, 17.0, 1.2);
const NAME: TextStyle = TextStyle::new(Typeface::SansBold, 18.0, 1.2);

const PLOT_HEIGHT: f64 = 302.0;
const ABOVE: f64 = 68.0;
const BELOW: f64 = 50.0;
const FACE_FIRST: f64 = 1.2;
const FACE_OTHER: f64 = 1.06;

/// Draws the lane from `top`; returns its bottom.
pub(crate) fn draw_curve_lane<'a>(poster: &Poster<'_, 'a>, marks: &mut Vec<Mark<'a>>, top: f64) -> f64 {
    let data = &poster.data.curve;
    let name_bottom = draw_lane_name(poster, marks, &poster.data.feelings.0, &poster.data.feelings.1, top);
    // The highest word of the axis stays clear of the lane's name, the lowest of the next lane's.
    let top_word = data.scale.word(data.scale.max).map_or(0.0, |word| axis_word(poster, word, false).height() / 2.0);
    let bottom_word = data.scale.word(data.scale.min).map_or(0.0, |word| axis_word(poster, word, false).height() / 2.0);
    let below = BELOW.max(bottom_word + 8.0);
    let plot_top = (top + ABOVE).max(name_bottom + 10.0 + top_word);
    let n_personas = data.personas.len().max(1);
    let narrowest =
        (0..poster.columns.n_columns()).map(|column| poster.columns.width(column)).fold(f64::INFINITY, f64::min);
    let plot_height = PLOT_HEIGHT + poster.frame.air.plot;
    let geometry = LineGeometry {
        centers: (0..poster.columns.n_columns()).map(|column| poster.columns.center(column)).collect(),
        columns: poster.columns.clone(),
        scores: LinearScale::new((data.scale.max, data.scale.min), (plot_top, plot_top + plot_height)),
        persona_spacing: if n_personas > 1 { 30.0f64.min((narrowest - 30.0) / n_personas as f64) } else { 0.0 },
        change_reach: (narrowest * 0.2).min(34.0),
    };
    draw_axis(poster, marks, &geometry, plot_top, plot_height);
    let lines = trace_lines(data, &geometry);
    for (persona, line) in lines.iter().enumerate().rev() {
        let look = data.personas.get(persona).map_or(0, |persona| persona.look);
        let paths = [
            (line.whole(), Role::LineCasing),
            (line.part(false), Role::PersonaLine(look)),
            (line.part(true), Role::PersonaLineAssumed(look)),
        ];
        marks.extend(
            paths
                .into_iter()
                .filter(|(path, _)| !path.elements().is_empty())
                .map(|(path, role)| Mark::Path { path, role }),
        );
    }
    let mut obstacles = Obstacles { lines: &lines, marks: Vec::new(), hatched: Vec::new(), texts: Vec::new() };
    draw_faces(poster, marks, &lines, &mut obstacles);
    let bounds = Rect::new(LANES_X + 1.0, top + 6.0, poster.right(), plot_top + plot_height + below - 6.0);
    obstacles.texts.push(Rect::new(0.0, top, LANES_X - 4.0, name_bottom));
    for tick in data.scale.ticks() {
        let y = geometry.scores.apply(tick);
        obstacles.texts.push(Rect::new(0.0, y - 10.0, LANES_X - 4.0, y + 8.0));
    }
    // The neutral line runs through no name and no number that can stand elsewhere.
    let neutral = geometry.scores.apply(poster.data.curve.scale.neutral);
    obstacles.hatched.push(Rect::new(bounds.x0, neutral - 0.5, bounds.x1, neutral + 0.5));
    label_lines(poster, marks, &lines, &mut obstacles, bounds);
    label_points(poster, marks, &lines, &mut obstacles, bounds);
    obstacles.hatched.clear();
    label_gaps(poster, marks, &geometry, &mut obstacles, bounds);
    let bottom = plot_top + plot_height + below;
    marks.push(poster.rule(bottom, if poster.data.lanes.is_empty() { Role::RuleStrong } else { Role::Rule }));
    bottom
}

fn draw_axis<'a>(
    poster: &Poster<'_, 'a>,
    marks: &mut Vec<Mark<'a>>,
    geometry: &LineGeometry,
    plot_top: f64,
    plot_height: f64,
) {
    let data = &poster.data.curve;
    for (column, (_, step)) in data.columns().enumerate() {
        if step.assumed {
            let rect = Rect::new(
                geometry.columns.start(column),
                plot_top,
                geometry.columns.end(column),
                plot_top + plot_height,
            );
            marks.push(Mark::Hatch { path: rect.to_path(0.1), role: Role::HatchAssumed });
        }
    }
    let mut last_word_bottom = f64::INFINITY;
    // From the lowest up; a word that would touch the one below it is left out, the ends and the neutral one stay.
    for tick in data.scale.ticks() {
        let y = geometry.scores.apply(tick);
        let is_neutral = tick == data.scale.neutral;
        marks.push(Mark::Line {
            from: Point::new(LANES_X, y),
            to: Point::new(poster.right(), y),
            role: if is_neutral { Role::NeutralLine } else { Role::GridLine },
        });
        let word = data.scale.word(tick).map(|word| axis_word(poster, word, is_neutral));
        let half = word.as_ref().map_or(10.0, |word| (word.height() / 2.0).max(10.0));
        if y + half > last_word_bottom {
            continue;
        }
        last_word_bottom = y - half;
        let number = poster.words.curve.format_score(tick, data.scale.is_signed());
        marks.push(Mark::Text(text_mark(
            poster.fonts,
            &AXIS_WORD,
            Point::new(LANES_X - 10.0, y + 5.0),
            Anchor::End,
            Role::Muted,
            number,
        )));
        if let Some(word) = word {
            let top = y - word.height() / 2.0;
            word.place(
                marks,
                LANES_X - 40.0,
                top,
                Anchor::End,
                if is_neutral { Role::Ink } else { Role::Muted },
                Casing::None,
            );
        }
    }
}

fn axis_word<'a>(poster: &Poster<'_, 'a>, word: &'a str, is_neutral: bool) -> TextBlock<'a> {
    TextBlock::balanced(poster.fonts, if is_neutral { NEUTRAL_WORD } else { AXIS_WORD }, word, LANES_X - 44.0 - MARGIN)
}

fn face_scale(poster: &Poster<'_, '_>, persona: usize) -> f64 {
    let crowd = if poster.data.curve.personas.len() > 3 { 0.85 } else { 1.0 };
    crowd * if persona == 0 { FACE_FIRST } else { FACE_OTHER }
}

fn draw_faces<'a>(
    poster: &Poster<'_, 'a>,
    marks: &mut Vec<Mark<'a>>,
    lines: &[PersonaLine],
    obstacles: &mut Obstacles<'_>,
) {
    let data = &poster.data.curve;
    let assumed: Vec<bool> = data.columns().map(|(_, step)| step.assumed).collect();
    for (persona, line) in lines.iter().enumerate().rev() {
        let Some(person) = data.personas.get(persona) else { continue };
        let scale = face_scale(poster, persona);
        for point in &line.points {
            let reach = if point.is_from { 7.0 } else { outline_reach(Some(person.look)) * scale };
            obstacles.marks.push(Rect::from_center_size(point.at, Size::new(2.0 * reach, 2.0 * reach)));
            marks.push(if point.is_from {
                Mark::PersonaShape { center: point.at, size: 13.0, persona: person.look }
            } else {
                Mark::Face(FaceMark {
                    center: point.at,
                    scale,
                    valence: data.scale.valence(point.score),
                    persona: Some(person.look),
                    assumed: assumed.get(point.column).copied().unwrap_or(false),
                })
            });
        }
    }
}

/// Each persona's name where its line begins.
fn label_lines<'a>(
    poster: &Poster<'_, 'a>,
    marks: &mut Vec<Mark<'a>>,
    lines: &[PersonaLine],
    obstacles: &mut Obstacles<'_>,
    bounds: Rect,
) {
    for (persona, line) in lines.iter().enumerate() {
        let (Some(first), Some(person)) = (line.points.first(), poster.data.curve.personas.get(persona)) else {
            continue;
        };
        let name = if person.short_name.is_empty() { &*person.name } else { &*person.short_name };
        let request = LabelRequest {
            center: first.at,
            reach: outline_reach(Some(person.look)) * face_scale(poster, persona),
            width: poster.fonts.width_in(&NAME, name),
            size: NAME.size,
            prefers_above: persona == 0,
            outward: -1.0,
            prefers_beside: true,
            max_cost: f64::INFINITY,
            bounds,
        };
        let Some(Some(placed)) = place_labels(&[request], obstacles).pop() else { continue };
        let mark = text_mark(poster.fonts, &NAME, placed.at, placed.anchor, Role::PersonaText(person.look), name);
        marks.push(Mark::Text(TextMark { casing: casing(poster, first.column), ..mark }));
    }
}

fn casing(poster: &Poster<'_, '_>, column: usize) -> Casing {
    let is_band =
        poster.stages.iter().any(|&(stage_index, first, end)| stage_index % 2 == 0 && (first..end).contains(&column));
    if is_band { Casing::Band } else { Casing::Paper }
}

/// Number and feeling at each point; where both do not fit, the number alone.
fn label_points<'a>(
    poster: &Poster<'_, 'a>,
    marks: &mut Vec<Mark<'a>>,
    lines: &[PersonaLine],
    obstacles: &mut Obstacles<'_>,
    bounds: Rect,
) {
    let data = &poster.data.curve;
    let steps: Vec<_> = data.columns().map(|(_, step)| step).collect();
    let middle = (data.personas.len() as f64 - 1.0) / 2.0;
    for (persona, line) in lines.iter().enumerate() {
        let Some(person) = data.personas.get(persona) else { continue };
        for (index, point) in line.points.iter().enumerate() {
            let y_of = |at: Option<usize>| at.and_then(|at| line.points.get(at)).map_or(point.at.y, |other| other.at.y);
            let neighbors = (y_of(index.checked_sub(1)) + y_of(Some(index + 1))) / 2.0;
            let number = poster.words.curve.format_score(point.score, data.scale.is_signed());
            let feeling = steps
                .get(point.column)
                .and_then(|step| step.reading(persona))
                .and_then(|reading| reading.feeling.as_deref());
            let with_feeling = feeling.filter(|_| !point.is_from).map(|feeling| format!("{number} {feeling}"));
            for (content, is_full) in with_feeling.into_iter().map(|content| (content, true)).chain([(number, false)]) {
                // With many lines, words give way to them: the number alone is shorter.
                let max_cost = if is_full && data.personas.len() > 2 { 9.0 } else { f64::INFINITY };
                let request = LabelRequest {
                    center: point.at,
                    reach: if point.is_from {
                        6.5
                    } else {
                        outline_reach(Some(person.look)) * face_scale(poster, persona)
                    },
                    width: poster.fonts.width_in(&LABEL, &content),
                    size: LABEL.size,
                    prefers_above: point.at.y < neighbors
                        || (point.at.y == neighbors && data.scale.valence(point.score) >= 0.0),
                    outward: if persona as f64 > middle { 1.0 } else { -1.0 },
                    prefers_beside: false,
                    max_cost,
                    bounds,
                };
                let Some(Some(placed)) = place_labels(&[request], obstacles).pop() else { continue };
                marks.push(Mark::Text(TextMark {
                    at: placed.at,
                    anchor: placed.anchor,
                    typeface: LABEL.typeface,
                    size: LABEL.size,
                    role: Role::PersonaText(person.look),
                    casing: casing(poster, point.column),
                    content: Cow::Owned(content),
                    width: placed.bounds.width(),
                }));
                break;
            }
        }
    }
}

/// Feelings without a score: a word near the neutral line.
fn label_gaps<'a>(
    poster: &Poster<'_, 'a>,
    marks: &mut Vec<Mark<'a>>,
    geometry: &LineGeometry,
    obstacles: &mut Obstacles<'_>,
    bounds: Rect,
) {
    let data = &poster.data.curve;
    let y = geometry.scores.apply(data.scale.neutral);
    for (column, (_, step)) in data.columns().enumerate() {
        for (persona, person) in data.personas.iter().enumerate() {
            let Some(feeling) = step
                .reading(persona)
                .filter(|reading| reading.score.is_none())
                .and_then(|reading| reading.feeling.as_deref())
            else {
                continue;
            };
            let request = LabelRequest {
                center: Point::new(geometry.columns.center(column), y),
                reach: 0.0,
                width: poster.fonts.width_in(&GAP_WORD, feeling),
                size: GAP_WORD.size,
                prefers_above: persona % 2 == 0,
                outward: 1.0,
                prefers_beside: false,
                max_cost: f64::INFINITY,
                bounds,
            };
            let Some(Some(placed)) = place_labels(&[request], obstacles).pop() else { continue };
            let mark =
                text_mark(poster.fonts, &GAP_WORD, placed.at, placed.anchor, Role::PersonaText(person.look), feeling);
            marks.push(Mark::Text(TextMark { casing: casing(poster, column), ..mark }));
        }
    }
}
