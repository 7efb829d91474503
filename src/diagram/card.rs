//! The card that stands for a page where its link is shared: 1200 × 630, readable at a third of its size.
//!
//! 1. Site and kind at the top, then the title as large as it fits.
//! 2. Below, the curve without its words: bands, lines, the lowest and the highest face of each persona with feeling and number.
//! 3. A page without a curve has its summary and its people instead.

use std::borrow::Cow;

use kurbo::{Point, Rect, Size};

use super::curve::{CurveData, CurveWords, LineGeometry, Obstacles, PersonaLine, find_curve_facts, trace_lines};
use super::curve::{LabelRequest, place_labels};
use super::face::outline_reach;
use super::geometry::spread_apart;
use super::scale::{BandScale, LinearScale};
use super::scene::{Anchor, Casing, FaceMark, Mark, Role, Scene, SceneKind};
use super::text_block::{TextBlock, text_mark};
use super::text_metrics::{FontBook, TextStyle, Typeface};

/// What a card shows. Empty texts are left out.
#[derive(Debug, Clone, Default)]
pub struct CardData<'a> {
    pub id: Cow<'a, str>,
    pub language: Cow<'a, str>,
    pub site_name: Cow<'a, str>,
    /// "Customer journey, as it is today", "Persona" …
    pub kind: Cow<'a, str>,
    pub title: Cow<'a, str>,
    pub summary: Cow<'a, str>,
    pub people: Vec<CardPerson<'a>>,
    pub curve: Option<CurveData<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct CardPerson<'a> {
    pub name: Cow<'a, str>,
    pub initials: Cow<'a, str>,
    pub look: u8,
}

const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 630.0;
const MARGIN: f64 = 64.0;
const SITE: TextStyle = TextStyle::new(Typeface::SerifSemibold, 30.0, 1.2);
const KIND: TextStyle = TextStyle::new(Typeface::Sans, 26.0, 1.2);
const SUMMARY: TextStyle = TextStyle::new(Typeface::Serif, 34.0, 1.3);
const PERSON: TextStyle = TextStyle::new(Typeface::SansSemibold, 28.0, 1.2);
const NAME: TextStyle = TextStyle::new(Typeface::SansBold, 26.0, 1.25);
const LABEL: TextStyle = TextStyle::new(Typeface::SansSemibold, 23.0, 1.2);
const TITLE_SIZES: [f64; 5] = [84.0, 72.0, 60.0, 50.0, 42.0];
const FACE: f64 = 1.5;

/// The card. A title too long for six lines of the smallest size loses its last words with an ellipsis: there is no page to scroll.
pub fn layout_card<'a>(data: &'a CardData<'a>, fonts: &FontBook, words: &CurveWords<'_>) -> Scene<'a> {
    let mut marks = vec![Mark::Rect { rect: Rect::new(0.0, 0.0, WIDTH, 10.0), radius: 0.0, role: Role::Masthead }];
    let mut y = 44.0;
    let room = WIDTH - 2.0 * MARGIN;
    let kind = first_line(TextBlock::wrapped(fonts, KIND, &data.kind, room * 0.5));
    let site = first_line(TextBlock::wrapped(fonts, SITE, &data.site_name, room - kind.width() - 40.0));
    kind.place(&mut marks, WIDTH - MARGIN, y + 3.0, Anchor::End, Role::Muted, Casing::None);
    site.place(&mut marks, MARGIN, y, Anchor::Start, Role::Ink, Casing::None);
    y += 54.0;
    let has_curve = data.curve.as_ref().is_some_and(|curve| {
        curve.columns().any(|(_, step)| step.readings.iter().flatten().any(|reading| reading.score.is_some()))
    });
    let title = fit_title(fonts, &data.title, room, if has_curve { 190.0 } else { 280.0 });
    let height = title.height();
    title.place(&mut marks, MARGIN - 2.0, y, Anchor::Start, Role::Ink, Casing::None);
    y += height + 18.0;
    match data.curve.as_ref().filter(|_| has_curve) {
        Some(curve) => draw_curve(&mut marks, curve, fonts, words, y + 14.0),
        None => draw_words(&mut marks, data, fonts, y),
    }
    Scene {
        id: data.id.clone(),
        kind: SceneKind::Card,
        size: Size::new(WIDTH, HEIGHT),
        title: data.title.clone(),
        description: data.summary.clone(),
        language: data.language.clone(),
        marks,
    }
}

fn first_line(mut block: TextBlock<'_>) -> TextBlock<'_> {
    block.lines.truncate(1);
    block
}

/// The largest size whose lines fit the height.
fn fit_title<'a>(fonts: &FontBook, title: &'a str, width: f64, height: f64) -> TextBlock<'a> {
    let mut fitted = None;
    for size in TITLE_SIZES {
        let block = TextBlock::balanced(fonts, TextStyle::new(Typeface::SerifSemibold, size, 1.06), title, width);
        let fits = block.height() <= height;
        fitted = Some(block);
        if fits {
            break;
        }
    }
    let mut block = fitted.unwrap_or_else(|| TextBlock::single(fonts, SUMMARY, ""));
    shorten(fonts, &mut block, height);
    block
}

/// Drops the lines that do not fit and says so with an ellipsis.
fn shorten(fonts: &FontBook, block: &mut TextBlock<'_>, height: f64) {
    let n_lines = ((height / block.style.leading()).floor() as usize).max(1);
    if block.lines.len() <= n_lines {
        return;
    }
    block.lines.truncate(n_lines);
    if let Some(last) = block.lines.last_mut() {
        let shown = last.content.rsplit_once(' ').map_or(&*last.content, |(before, _)| before);
        last.content = Cow::Owned(format!("{shown} …"));
        last.width = fonts.width_in(&block.style, &last.content);
    }
}

fn draw_words<'a>(marks: &mut Vec<Mark<'a>>, data: &'a CardData<'a>, fonts: &FontBook, top: f64) {
    let people_top = HEIGHT - 108.0;
    let bottom = if data.people.is_empty() { HEIGHT - 50.0 } else { people_top - 16.0 };
    let mut summary = TextBlock::wrapped(fonts, SUMMARY, &data.summary, WIDTH - 2.0 * MARGIN - 80.0);
    shorten(fonts, &mut summary, bottom - top);
    if !summary.is_empty() && bottom - top > SUMMARY.leading() {
        summary.place(marks, MARGIN, top, Anchor::Start, Role::Ink, Casing::None);
    }
    let mut x = MARGIN;
    for person in &data.people {
        let name_width = fonts.width_in(&PERSON, &person.name);
        if x + 72.0 + name_width > WIDTH - MARGIN {
            break;
        }
        let center = Point::new(x + 28.0, people_top + 30.0);
        marks.push(Mark::PersonaShape { center, size: 56.0, persona: person.look });
        let natural = fonts.width(Typeface::SerifSemibold, 25.0, &person.initials).max(1.0);
        let style = TextStyle::new(Typeface::SerifSemibold, (25.0 * 40.0 / natural).min(25.0), 1.0);
        let at = Point::new(center.x, center.y + 0.35 * style.size);
        marks.push(Mark::Text(text_mark(fonts, &style, at, Anchor::Middle, Role::OnPersona, &*person.initials)));
        marks.push(Mark::Text(text_mark(
            fonts,
            &PERSON,
            Point::new(x + 68.0, people_top + 39.0),
            Anchor::Start,
            Role::Ink,
            &*person.name,
        )));
        x += 68.0 + name_width + 44.0;
    }
}

fn draw_curve<'a>(
    marks: &mut Vec<Mark<'a>>,
    data: &'a CurveData<'a>,
    fonts: &FontBook,
    words: &CurveWords<'_>,
    top: f64,
) {
    let n_columns = data.n_columns().max(1);
    let name_width =
        data.personas.iter().map(|persona| fonts.width_in(&NAME, short_name(persona))).fold(0.0, f64::max).min(240.0);
    let right = WIDTH - MARGIN - name_width - 16.0;
    let plot = Rect::new(MARGIN, top + 30.0, right, HEIGHT - 74.0);
    let columns = BandScale::new(plot.x0, &vec![plot.width() / n_columns as f64; n_columns]);
    draw_bands(marks, data, &columns, top, plot);
    let n_personas = data.personas.len().max(1);
    let geometry = LineGeometry {
        centers: (0..n_columns).map(|column| columns.center(column)).collect(),
        persona_spacing: if n_personas > 1 { (columns.width(0) * 0.5 / n_personas as f64).min(16.0) } else { 0.0 },
        change_reach: columns.width(0) * 0.2,
        scores: LinearScale::new((data.scale.max, data.scale.min), (plot.y0, plot.y1)),
        columns,
    };
    let neutral = geometry.scores.apply(data.scale.neutral);
    marks.push(Mark::Line {
        from: Point::new(plot.x0, neutral),
        to: Point::new(plot.x1, neutral),
        role: Role::NeutralLine,
    });
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
    let bounds = Rect::new(MARGIN - 40.0, top - 20.0, right + 8.0, HEIGHT - 16.0);
    draw_extremes(marks, data, fonts, words, &lines, bounds);
    draw_names(marks, data, fonts, &lines, plot, right + 16.0);
}

fn short_name<'p>(persona: &'p super::curve::CurvePersona<'_>) -> &'p str {
    if persona.short_name.is_empty() { &persona.name } else { &persona.short_name }
}

fn draw_bands(marks: &mut Vec<Mark<'_>>, data: &CurveData<'_>, columns: &BandScale, top: f64, plot: Rect) {
    let mut first = 0;
    for (stage_index, stage) in data.stages.iter().enumerate() {
        let end = first + stage.steps.len();
        if stage_index % 2 == 0 && end > first {
            marks.push(Mark::Rect {
                rect: Rect::new(columns.start(first), top - 10.0, columns.start(end), plot.y1 + 40.0),
                radius: 0.0,
                role: Role::Band,
            });
        }
        first = end;
    }
}

/// Faces at the lowest and the highest point of each line, with feeling and number where there is room.
fn draw_extremes<'a>(
    marks: &mut Vec<Mark<'a>>,
    data: &'a CurveData<'a>,
    fonts: &FontBook,
    words: &CurveWords<'_>,
    lines: &[PersonaLine],
    bounds: Rect,
) {
    let facts = find_curve_facts(data);
    let mut obstacles = Obstacles { lines, marks: Vec::new(), hatched: Vec::new(), texts: Vec::new() };
    let mut labels = Vec::new();
    for (persona, facts) in facts.personas.iter().enumerate().rev() {
        let (Some(line), Some(person)) = (lines.get(persona), data.personas.get(persona)) else { continue };
        for (extreme, is_highest) in [(facts.lowest, false), (facts.highest, true)] {
            let Some(extreme) = extreme else { continue };
            let Some(point) =
                line.points.iter().find(|point| point.column == extreme.column && point.is_from == extreme.is_from)
            else {
                continue;
            };
            let reach = outline_reach(Some(person.look)) * FACE;
            obstacles.marks.push(Rect::from_center_size(point.at, Size::new(2.0 * reach, 2.0 * reach)));
            let valence = data.scale.valence(extreme.score);
            marks.push(Mark::Face(FaceMark {
                center: point.at,
                scale: FACE,
                valence,
                persona: Some(person.look),
                assumed: false,
            }));
            let number = words.format_score(extreme.score, data.scale.is_signed());
            let full = extreme.feeling.map(|feeling| format!("{number} {feeling}"));
            labels.push((point.at, reach, is_highest, person.look, full, number));
            if facts.lowest.map(|lowest| lowest.score) == facts.highest.map(|highest| highest.score) {
                break;
            }
        }
    }
    for (center, reach, prefers_above, look, full, number) in labels {
        for content in full.into_iter().chain([number]) {
            let width = fonts.width_in(&LABEL, &content);
            let request = LabelRequest {
                center,
                reach,
                width,
                size: LABEL.size,
                prefers_above,
                outward: 1.0,
                prefers_beside: false,
                max_cost: f64::INFINITY,
                bounds,
            };
            let Some(Some(placed)) = place_labels(&[request], &mut obstacles).pop() else { continue };
            let mut mark = text_mark(fonts, &LABEL, placed.at, placed.anchor, Role::PersonaText(look), content);
            mark.casing = Casing::Paper;
            marks.push(Mark::Text(mark));
            break;
        }
    }
}

fn draw_names<'a>(
    marks: &mut Vec<Mark<'a>>,
    data: &'a CurveData<'a>,
    fonts: &FontBook,
    lines: &[PersonaLine],
    plot: Rect,
    x: f64,
) {
    let mut ends: Vec<(f64, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(persona, line)| line.points.last().map(|point| (point.at.y, persona)))
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let wanted: Vec<f64> = ends.iter().map(|end| end.0).collect();
    let blocks: Vec<TextBlock<'a>> = ends
        .iter()
        .filter_map(|(_, persona)| data.personas.get(*persona))
        .map(|persona| {
            let mut block = TextBlock::wrapped(fonts, NAME, short_name(persona), WIDTH - 60.0 - x);
            shorten(fonts, &mut block, NAME.leading());
            block
        })
        .collect();
    let heights: Vec<f64> = blocks.iter().map(TextBlock::height).collect();
    let centers = spread_apart(&wanted, &heights, plot.y0 - 30.0, plot.y1 + 40.0);
    for (((_, persona), block), center) in ends.iter().zip(blocks).zip(centers) {
        let look = data.personas.get(*persona).map_or(0, |persona| persona.look);
        let y = center - block.height() / 2.0;
        block.place(marks, x, y, Anchor::Start, Role::PersonaText(look), Casing::None);
    }
}
