//! Personas on common scales: low at the left, high at the right, each persona's own shape between.
//!
//! Shapes that would touch step up, so that none hides another; a key names them when there are several.

use std::borrow::Cow;

use kurbo::{Point, Rect, Size};

use super::chart::key::{KeyEntry, push_key};
use super::chart::marks::{line, push_linked};
use super::chart::styles::{BODY_STRONG, SMALL};
use super::chart::{fill_pattern, join_sentences};
use super::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind};
use super::text_block::TextBlock;
use super::text_metrics::FontBook;

#[derive(Debug, Clone, Default)]
pub struct PersonaScalesData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    pub personas: Vec<ScalePersona<'a>>,
    pub scales: Vec<ScaleOfPersonas<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct ScalePersona<'a> {
    pub name: Cow<'a, str>,
    /// 0..5: hue and shape, the same on the whole site.
    pub look: u8,
    pub href: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, Default)]
pub struct ScaleOfPersonas<'a> {
    pub name: Cow<'a, str>,
    pub low: Cow<'a, str>,
    pub high: Cow<'a, str>,
    /// One entry per persona, in their order: 0 at `low`, 1 at `high`; missing entries count as `None`.
    pub positions: Vec<Option<f64>>,
}

#[derive(Debug, Clone)]
pub struct PersonaScalesOptions<'w> {
    /// At least 160.
    pub width: f64,
    /// Height of the circle of persona 1.
    pub shape_size: f64,
    /// The key stands elsewhere.
    pub hide_key: bool,
    /// `{scale}`, `{list}`
    pub sentence: Cow<'w, str>,
    /// `{persona}`, `{percent}`
    pub sentence_persona: Cow<'w, str>,
    /// Between the entries of a list.
    pub separator: Cow<'w, str>,
}

impl Default for PersonaScalesOptions<'static> {
    fn default() -> Self {
        Self {
            width: 576.0,
            shape_size: 13.0,
            hide_key: false,
            sentence: Cow::Borrowed("{scale}, from {low} to {high}: {list}."),
            sentence_persona: Cow::Borrowed("{persona} {percent} of 100"),
            separator: Cow::Borrowed(", "),
        }
    }
}

const BETWEEN_SCALES: f64 = 18.0;

/// Draws all scales below one another at natural size.
pub fn layout_persona_scales<'a>(
    data: &'a PersonaScalesData<'a>,
    options: &PersonaScalesOptions<'_>,
    fonts: &FontBook,
) -> Scene<'a> {
    let width = options.width.max(160.0);
    let size = options.shape_size.clamp(6.0, 40.0);
    let mut marks = Vec::new();
    let mut y = 0.0;
    for (index, scale) in data.scales.iter().enumerate() {
        if index > 0 {
            y += BETWEEN_SCALES;
        }
        y = push_scale(&mut marks, fonts, data, scale, (width, size), y);
    }
    if data.personas.len() > 1 && !options.hide_key {
        let entries: Vec<KeyEntry<'_>> = data
            .personas
            .iter()
            .map(|persona| KeyEntry { sample_width: size, sample_height: size * 1.2, word: &persona.name })
            .collect();
        y = push_key(&mut marks, fonts, &entries, (0.0, width), y + BETWEEN_SCALES, |marks, index, center| {
            if let Some(persona) = data.personas.get(index) {
                push_linked(marks, persona.href.as_deref(), &persona.name, |marks| {
                    marks.push(Mark::PersonaShape { center, size, persona: persona.look });
                });
            }
        });
    }
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::PersonaScales,
        size: Size::new(width, y.max(8.0)),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_persona_scales(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

fn push_scale<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    data: &PersonaScalesData<'_>,
    scale: &'a ScaleOfPersonas<'a>,
    (width, size): (f64, f64),
    top: f64,
) -> f64 {
    let name = TextBlock::wrapped(fonts, BODY_STRONG, &scale.name, width);
    let line_top = top + name.height();
    name.place(marks, 0.0, top, Anchor::Start, Role::Ink, Casing::None);
    let (left, right) = (size * 0.6, width - size * 0.6);
    let shapes = dodge(data, scale, (left, right), size);
    let n_levels = shapes.iter().map(|shape| shape.level).max().unwrap_or(0);
    let step = size * 1.08;
    let axis = line_top + 6.0 + size * 0.6 + f64::from(n_levels) * step;
    marks.push(Mark::Rect { rect: Rect::new(left, axis - 1.0, right, axis + 1.0), radius: 0.0, role: Role::Track });
    for (x, reach) in [(left, 6.0), (f64::midpoint(left, right), 4.0), (right, 6.0)] {
        marks.push(line(x, axis - reach, x, axis + reach, Role::NeutralLine));
    }
    for shape in shapes {
        marks.push(Mark::PersonaShape {
            center: Point::new(shape.x, axis - f64::from(shape.level) * step),
            size,
            persona: shape.look,
        });
    }
    let ends_top = axis + size * 0.6 + 3.0;
    let half = width / 2.0 - 8.0;
    let low = TextBlock::wrapped(fonts, SMALL, &scale.low, half);
    let high = TextBlock::wrapped(fonts, SMALL, &scale.high, half);
    let bottom = ends_top + low.height().max(high.height());
    low.place(marks, 0.0, ends_top, Anchor::Start, Role::Muted, Casing::None);
    high.place(marks, width, ends_top, Anchor::End, Role::Muted, Casing::None);
    bottom
}

struct Shape {
    x: f64,
    level: u8,
    look: u8,
}

/// From left to right, each shape on the lowest level where it touches none.
fn dodge(
    data: &PersonaScalesData<'_>,
    scale: &ScaleOfPersonas<'_>,
    (left, right): (f64, f64),
    size: f64,
) -> Vec<Shape> {
    let mut shapes: Vec<Shape> = data
        .personas
        .iter()
        .zip(&scale.positions)
        .filter_map(|(persona, position)| {
            let position = position.filter(|position| position.is_finite())?.clamp(0.0, 1.0);
            Some(Shape { x: left + position * (right - left), level: 0, look: persona.look })
        })
        .collect();
    shapes.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut ends: Vec<f64> = Vec::new();
    for shape in &mut shapes {
        let level = ends.iter().position(|end| shape.x - end >= size * 1.1).unwrap_or(ends.len());
        match ends.get_mut(level) {
            Some(end) => *end = shape.x,
            None => ends.push(shape.x),
        }
        shape.level = u8::try_from(level).unwrap_or(u8::MAX);
    }
    shapes
}

/// One sentence a scale.
pub fn describe_persona_scales(data: &PersonaScalesData<'_>, options: &PersonaScalesOptions<'_>) -> String {
    let sentences: Vec<String> = data
        .scales
        .iter()
        .map(|scale| {
            let list: Vec<String> = data
                .personas
                .iter()
                .zip(&scale.positions)
                .filter_map(|(persona, position)| {
                    let percent =
                        format!("{:.0}", position.filter(|position| position.is_finite())?.clamp(0.0, 1.0) * 100.0);
                    Some(fill_pattern(&options.sentence_persona, &[("persona", &persona.name), ("percent", &percent)]))
                })
                .collect();
            fill_pattern(
                &options.sentence,
                &[
                    ("scale", &scale.name),
                    ("low", &scale.low),
                    ("high", &scale.high),
                    ("list", &list.join(&options.separator)),
                ],
            )
        })
        .collect();
    join_sentences(&sentences)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::chart::checks::{any_label, check_sound};
    use crate::diagram::text_metrics::tests::shipped;
    use proptest::prelude::*;

    fn people(names: &[&'static str]) -> Vec<ScalePersona<'static>> {
        names.iter().zip(0..).map(|(name, look)| ScalePersona { name: (*name).into(), look, href: None }).collect()
    }

    #[test]
    fn shapes_that_would_touch_step_up() {
        let data = PersonaScalesData { personas: people(&["Maya", "Tom", "Ruth"]), ..PersonaScalesData::default() };
        let scale =
            ScaleOfPersonas { positions: vec![Some(0.98), Some(0.1), Some(0.95)], ..ScaleOfPersonas::default() };
        let levels: Vec<(u8, u8)> =
            dodge(&data, &scale, (0.0, 400.0), 13.0).iter().map(|shape| (shape.look, shape.level)).collect();
        assert_eq!(levels, [(1, 0), (2, 0), (0, 1)]);
    }

    #[test]
    fn said_in_words() {
        let scale = ScaleOfPersonas {
            name: "Trust".into(),
            low: "low".into(),
            high: "high".into(),
            positions: vec![Some(0.62), None],
        };
        let data = PersonaScalesData {
            personas: people(&["Maya", "Tom"]),
            scales: vec![scale],
            ..PersonaScalesData::default()
        };
        assert_eq!(
            describe_persona_scales(&data, &PersonaScalesOptions::default()),
            "Trust, from low to high: Maya 62 of 100."
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn sound_for_any_labels(
            names in prop::collection::vec(any_label(), 0..7), width in 160.0f64..900.0,
            scales in prop::collection::vec((any_label(), any_label(), any_label(), prop::collection::vec(prop::option::of(-0.5f64..1.5), 0..7)), 0..5),
        ) {
            let personas = names.into_iter().zip(0..).map(|(name, look)| ScalePersona { name: name.into(), look, href: None }).collect();
            let scales = scales.into_iter().map(|(name, low, high, positions)| ScaleOfPersonas { name: name.into(), low: low.into(), high: high.into(), positions }).collect();
            let data = PersonaScalesData { personas, scales, ..PersonaScalesData::default() };
            let options = PersonaScalesOptions { width, ..PersonaScalesOptions::default() };
            prop_assert_eq!(check_sound(&layout_persona_scales(&data, &options, &shipped())), Ok(()));
        }
    }
}
