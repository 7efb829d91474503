//! Where the words inside the plot stand: names at the ends of lines, numbers of points, gains, feelings without a score, and what the
//! annotations of the extremes will say.

use std::borrow::Cow;

use kurbo::{Point, Rect};

use super::{END_FEELING, END_NAME, GAP_WORD, MIN_ABOVE, MIN_BELOW, NUMBER, Wide, short_name};
use crate::diagram::curve::annotation::AnnotationText;
use crate::diagram::curve::gap_words::place_gap_word;
use crate::diagram::curve::ghost::{find_gains, hatched_strips};
use crate::diagram::curve::placement::MEETS_MARK;
use crate::diagram::curve::words::fill_pattern;
use crate::diagram::curve::{LabelRequest, Obstacles, place_labels};
use crate::diagram::face::outline_reach;
use crate::diagram::geometry::spread_apart;
use crate::diagram::scene::{Anchor, Casing, Mark, Role, TextMark};
use crate::diagram::text_block::{TextBlock, text_mark};

/// Width of a persona's mark before a word, with the air behind it.
const GAP_MARK: f64 = 14.0;

impl<'a> Wide<'_, 'a> {
    /// Names at the ends of the lines, pushed apart where they would collide.
    pub(super) fn place_end_labels(&self, obstacles: &mut Obstacles<'_>) -> Vec<Mark<'a>> {
        let mut labels: Vec<(usize, f64, TextBlock<'a>, TextBlock<'a>, Role)> = Vec::new();
        let x = self.right + 10.0;
        let room = self.width - x;
        for (persona, line) in self.persona_lines().iter().enumerate() {
            let (Some(last), Some(person)) = (line.points.last(), self.data.personas.get(persona)) else { continue };
            let name = TextBlock::wrapped(self.fonts, END_NAME, short_name(person), room);
            let feeling = self.facts.personas.get(persona).and_then(|facts| facts.last).and_then(|last| last.feeling);
            let feeling = match feeling {
                Some(feeling) => TextBlock::wrapped(
                    self.fonts,
                    END_FEELING,
                    &fill_pattern(&self.words.ends, &[("feeling", feeling)]),
                    room,
                )
                .into_owned(),
                None => TextBlock { style: END_FEELING, lines: Vec::new() },
            };
            labels.push((persona, last.at.y, name, feeling, Role::Muted));
        }
        for (ghost, line) in self.data.ghosts.iter().zip(self.ghost_lines()) {
            let Some(last) = line.points.last() else { continue };
            let label = TextBlock::wrapped(self.fonts, END_FEELING, &ghost.end_label, room);
            let look = self.data.personas.get(ghost.persona).map_or(0, |persona| persona.look);
            let no_name = TextBlock { style: END_NAME, lines: Vec::new() };
            labels.push((ghost.persona, last.at.y, no_name, label, Role::PersonaText(look)));
        }
        labels.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        let wanted: Vec<f64> = labels.iter().map(|label| label.1).collect();
        let heights: Vec<f64> = labels.iter().map(|label| label.2.height() + label.3.height() + 5.0).collect();
        let centers = spread_apart(&wanted, &heights, -MIN_ABOVE + 12.0, self.plot_height + MIN_BELOW);
        let mut marks = Vec::new();
        for (((persona, _, name, feeling, role), center), height) in labels.into_iter().zip(centers).zip(heights) {
            let look = self.data.personas.get(persona).map_or(0, |persona| persona.look);
            let top = center - height / 2.0;
            let name_height = name.height();
            obstacles.texts.push(Rect::new(x, top, x + name.width().max(feeling.width()), top + height));
            name.place(&mut marks, x, top, Anchor::Start, Role::PersonaText(look), Casing::None);
            feeling.place(&mut marks, x, top + name_height, Anchor::Start, role, Casing::None);
        }
        marks
    }

    fn plot_bounds(&self) -> Rect {
        Rect::new(self.axis.width - 6.0, -44.0, self.right, self.plot_height + 44.0)
    }

    /// The number of each point. Extremes come first, so that they get the best places.
    pub(super) fn place_numbers(&self, obstacles: &mut Obstacles<'_>, texts: &mut Vec<TextMark<'a>>) {
        let mut requests = Vec::new();
        let mut contents = Vec::new();
        for (persona, line) in self.persona_lines().iter().enumerate() {
            if self.data.ghosts.iter().any(|ghost| ghost.persona == persona) {
                // Where two maps are compared, the differences are numbered instead.
                continue;
            }
            for (index, point) in line.points.iter().enumerate() {
                let Some((look, scale)) = self.look_and_scale(persona, point.column) else { continue };
                let y_of =
                    |at: Option<usize>| at.and_then(|at| line.points.get(at)).map_or(point.at.y, |other| other.at.y);
                let neighbors = (y_of(index.checked_sub(1)) + y_of(Some(index + 1))) / 2.0;
                let content = self.words.format_score(point.score, self.data.scale.is_signed());
                let middle = (self.data.personas.len() as f64 - 1.0) / 2.0;
                requests.push(LabelRequest {
                    center: point.at,
                    reach: if point.is_from { 5.5 } else { outline_reach(Some(look)) * scale },
                    width: self.fonts.width_in(&NUMBER, &content),
                    size: NUMBER.size,
                    prefers_above: point.at.y < neighbors
                        || (point.at.y == neighbors && self.data.scale.valence(point.score) >= 0.0),
                    outward: if persona as f64 > middle || (persona as f64 == middle && !point.is_from) {
                        1.0
                    } else {
                        -1.0
                    },
                    prefers_beside: false,
                    max_cost: f64::INFINITY,
                    bounds: self.plot_bounds(),
                });
                let rank = if self.is_extreme(persona, point.column, point.score) { 0 } else { 1 };
                contents.push((rank, look, point.column, content));
            }
        }
        let mut order: Vec<usize> = (0..requests.len()).collect();
        order.sort_by_key(|&index| contents.get(index).map_or(2, |content| content.0));
        let ordered: Vec<LabelRequest> = order.iter().filter_map(|&index| requests.get(index)).copied().collect();
        for (placed, index) in place_labels(&ordered, obstacles).into_iter().zip(order) {
            let (Some(placed), Some((_, look, column, content))) = (placed, contents.get_mut(index)) else { continue };
            texts.push(TextMark {
                at: placed.at,
                anchor: placed.anchor,
                typeface: NUMBER.typeface,
                size: NUMBER.size,
                role: Role::PersonaText(*look),
                casing: self.casing(*column),
                width: placed.bounds.width(),
                content: Cow::Owned(std::mem::take(content)),
            });
        }
    }

    /// The hatch of what is gained, on which words are read less well.
    pub(super) fn reserve_hatches(&self, obstacles: &mut Obstacles<'_>) {
        for (ghost, ghost_line) in self.data.ghosts.iter().zip(self.ghost_lines()) {
            if let Some(line) = self.persona_lines().get(ghost.persona) {
                obstacles.hatched.extend(hatched_strips(line, ghost_line));
            }
        }
    }

    /// What the other map's points gain or lose, each on an upright line.
    pub(super) fn place_gains(
        &self,
        obstacles: &mut Obstacles<'_>,
        marks: &mut Vec<Mark<'a>>,
        texts: &mut Vec<TextMark<'a>>,
    ) {
        let pairs = || self.data.ghosts.iter().zip(self.ghost_lines());
        for (ghost, ghost_line) in pairs() {
            let gains = self.persona_lines().get(ghost.persona).map(|line| find_gains(line, ghost_line));
            obstacles
                .marks
                .extend(gains.into_iter().flatten().map(|gain| Rect::from_points(gain.there.at, gain.here.at)));
        }
        for (ghost, ghost_line) in pairs() {
            let Some(line) = self.persona_lines().get(ghost.persona) else { continue };
            for gain in find_gains(line, ghost_line) {
                let difference = gain.here.score - gain.there.score;
                let Some((look, scale)) = self.look_and_scale(ghost.persona, gain.here.column) else { continue };
                let face_reach = outline_reach(Some(look)) * scale;
                let is_gain = difference > 0.0;
                let role = if is_gain { Role::GainLine } else { Role::Leader };
                marks.push(Mark::Line { from: gain.there.at, to: gain.here.at, role });
                let content = self.words.format_score(difference, true);
                let request = LabelRequest {
                    center: gain.there.at,
                    reach: 3.5,
                    width: self.fonts.width_in(&NUMBER, &content),
                    size: NUMBER.size,
                    // On the far side of the other map's dot.
                    prefers_above: !is_gain,
                    outward: 1.0,
                    prefers_beside: (gain.there.at.y - gain.here.at.y).abs() < face_reach + 6.0,
                    // On another's upright line it would be read as that one's.
                    max_cost: MEETS_MARK - 1.0,
                    bounds: self.plot_bounds(),
                };
                let Some(Some(placed)) = place_labels(&[request], obstacles).pop() else { continue };
                let role = if is_gain { Role::High } else { Role::Low };
                let mark = text_mark(self.fonts, &NUMBER, placed.at, placed.anchor, role, content);
                texts.push(TextMark { casing: self.casing(gain.here.column), ..mark });
            }
        }
    }

    fn is_extreme(&self, persona: usize, column: usize, score: f64) -> bool {
        self.facts.personas.get(persona).is_some_and(|facts| {
            [facts.lowest, facts.highest]
                .iter()
                .flatten()
                .any(|extreme| extreme.column == column && extreme.score == score)
        })
    }

    /// Feelings without a score: a word where the line has its gap, near the neutral line.
    /// Where several walk the journey, each has its persona's mark before it.
    pub(super) fn place_gap_words(
        &self,
        obstacles: &mut Obstacles<'_>,
        marks: &mut Vec<Mark<'a>>,
        texts: &mut Vec<TextMark<'a>>,
    ) {
        let y = self.geometry.scores.apply(self.data.scale.neutral);
        let n_personas = self.data.personas.len();
        for (column, step) in self.steps.iter().copied().enumerate() {
            for (persona, person) in self.data.personas.iter().enumerate() {
                let Some(reading) = step.reading(persona).filter(|reading| reading.score.is_none()) else { continue };
                let Some(feeling) = reading.feeling.as_deref() else { continue };
                let inset = if n_personas > 1 { GAP_MARK } else { 0.0 };
                let width = (self.geometry.columns.width(column) - inset).max(72.0);
                let block = TextBlock::balanced(self.fonts, GAP_WORD, feeling, width);
                let at = (self.geometry.columns.center(column), y);
                let prefers_above = persona * 2 < n_personas;
                let size = (block.width() + inset, block.height());
                let Some((x, top)) = place_gap_word(size, at, prefers_above, obstacles, self.plot_bounds()) else {
                    continue;
                };
                let x = x + inset;
                if inset > 0.0 {
                    let center = Point::new(x - inset + 5.0, top + GAP_WORD.leading() / 2.0 + 1.0);
                    marks.push(Mark::PersonaShape { center, size: 9.0, persona: person.look });
                }
                let mut lines = Vec::new();
                block.place(&mut lines, x, top, Anchor::Start, Role::PersonaText(person.look), self.casing(column));
                texts.extend(lines.into_iter().filter_map(|mark| match mark {
                    Mark::Text(text) => Some(text),
                    _ => None,
                }));
            }
        }
    }

    /// The extremes of each persona, without places, those at the edges of the plot first.
    pub(super) fn annotation_texts(&self, numbers: &[TextMark<'_>]) -> Vec<AnnotationText<'a>> {
        let mut texts = Vec::new();
        // Before another map's lines the gain is the finding, not the extremes.
        if !self.data.ghosts.is_empty() {
            return texts;
        }
        for (persona, facts) in self.facts.personas.iter().enumerate() {
            let (Some(lowest), Some(highest)) = (facts.lowest, facts.highest) else { continue };
            if lowest.score == highest.score {
                continue;
            }
            for (extreme, is_highest) in [(lowest, false), (highest, true)] {
                let Some(point) = self.lines.get(persona).and_then(|line| {
                    line.points.iter().find(|point| point.column == extreme.column && point.is_from == extreme.is_from)
                }) else {
                    continue;
                };
                let Some((look, scale)) = self.look_and_scale(persona, extreme.column) else { continue };
                let reach = outline_reach(Some(look)) * scale;
                let outward = if is_highest { -1.0 } else { 1.0 };
                let mut start = Point::new(point.at.x, point.at.y + outward * (reach + 5.0));
                // Past the number when it stands on that side.
                for number in numbers {
                    let bounds = number.bounds();
                    if (bounds.x0..=bounds.x1).contains(&start.x)
                        && (bounds.center().y - start.y) * outward > -4.0
                        && (bounds.center().y - start.y).abs() < 22.0
                    {
                        start.y = if is_highest { bounds.y0 - 2.0 } else { bounds.y1 + 3.0 };
                    }
                }
                let mut text = AnnotationText::new(self.data, self.fonts, self.words, persona, &extreme, is_highest);
                text.start = start;
                text.prefers_side = self.free_side(persona, point.at, is_highest);
                texts.push(text);
            }
        }
        texts.sort_by(|a, b| a.is_highest.cmp(&b.is_highest).then(a.start.x.total_cmp(&b.start.x)));
        texts
    }

    /// The side of a point on which the other personas' extreme of the same kind does not stand.
    fn free_side(&self, persona: usize, at: Point, is_highest: bool) -> f64 {
        let nearest = self.facts.personas.iter().enumerate().filter(|(other, _)| *other != persona).filter_map(
            |(other, facts)| {
                let extreme = if is_highest { facts.highest } else { facts.lowest }?;
                let x = self.geometry.x(extreme.column, other, self.data.personas.len());
                Some(x - at.x)
            },
        );
        match nearest.min_by(|a, b| a.abs().total_cmp(&b.abs())) {
            Some(distance) if distance > 0.0 => -1.0,
            Some(_) => 1.0,
            None if at.x > (self.axis.width + self.right) / 2.0 => -1.0,
            None => 1.0,
        }
    }
}
