//! The storyboard: frames with an image or a drawn stand-in, what happens, what is said, and how it feels.
//!
//! 1. As many frames stand side by side as fit; a row is as tall as its tallest frame.
//! 2. Without an image, the persona stands in the frame with the score's face, and the channel's icon hangs beside.

use std::borrow::Cow;

use kurbo::{BezPath, Point, Rect, Size};

use super::chart::marks::{line, push_linked};
use super::chart::styles::{ASIDE, BODY, BODY_STRONG, SMALL};
use super::chart::{fill_pattern, join_sentences};
use super::icon::IconName;
use super::scene::{Anchor, Casing, FaceMark, Mark, Role, Scene, SceneKind};
use super::text_block::{TextBlock, first_baseline};
use super::text_metrics::FontBook;

#[derive(Debug, Clone, Default)]
pub struct StoryboardData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    pub frames: Vec<StoryboardFrame<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct StoryboardFrame<'a> {
    /// "2.1", may be empty.
    pub number: Cow<'a, str>,
    pub name: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    /// Where the image lies, and what it shows.
    pub image: Option<(Cow<'a, str>, Cow<'a, str>)>,
    /// What happens, one thing after the other.
    pub captions: Vec<Cow<'a, str>>,
    /// With its quotation marks.
    pub quote: Cow<'a, str>,
    /// 0..5; `None` when it is nobody's in particular.
    pub persona: Option<u8>,
    /// −1 … 1
    pub valence: Option<f64>,
    /// "let down, −2"; may be empty.
    pub feeling: Cow<'a, str>,
    pub channel: Option<IconName>,
    pub assumed: bool,
}

#[derive(Debug, Clone)]
pub struct StoryboardOptions<'w> {
    /// At least 220.
    pub width: f64,
    /// Frames are at least this wide.
    pub frame_width: f64,
    /// `{number}`, `{name}`, `{caption}`, `{feeling}`
    pub sentence: Cow<'w, str>,
}

impl Default for StoryboardOptions<'static> {
    fn default() -> Self {
        Self { width: 1200.0, frame_width: 264.0, sentence: Cow::Borrowed("{name}: {feeling}.") }
    }
}

const BETWEEN: f64 = 24.0;
const BETWEEN_ROWS: f64 = 32.0;
/// Height of an image as a share of its width.
const IMAGE_RATIO: f64 = 0.62;

/// A frame's words, measured.
struct Words<'a> {
    number: TextBlock<'a>,
    name: TextBlock<'a>,
    captions: Vec<TextBlock<'a>>,
    quote: TextBlock<'a>,
    feeling: TextBlock<'a>,
}

/// Draws the storyboard at natural size.
pub fn layout_storyboard<'a>(
    data: &'a StoryboardData<'a>,
    options: &StoryboardOptions<'_>,
    fonts: &FontBook,
) -> Scene<'a> {
    let width = options.width.max(220.0);
    let least = options.frame_width.clamp(160.0, 600.0);
    let n_columns = (((width + BETWEEN) / (least + BETWEEN)).floor() as usize).clamp(1, data.frames.len().max(1));
    let column = (width - BETWEEN * (n_columns - 1) as f64) / n_columns as f64;
    // A frame that stands alone does not become a poster.
    let column = column.min(least * 1.6);
    let mut marks = Vec::new();
    let mut y = 0.0;
    for (row, frames) in data.frames.chunks(n_columns).enumerate() {
        if row > 0 {
            y += BETWEEN_ROWS;
        }
        let mut bottom = y;
        for (index, frame) in frames.iter().enumerate() {
            let x = index as f64 * (column + BETWEEN);
            bottom = f64::max(bottom, push_frame(&mut marks, fonts, frame, (x, column), y));
        }
        y = bottom;
    }
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::Storyboard,
        size: Size::new(width, y.max(8.0) + 4.0),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_storyboard(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

fn push_frame<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    frame: &'a StoryboardFrame<'a>,
    (x, width): (f64, f64),
    top: f64,
) -> f64 {
    let picture = Rect::new(x, top, x + width, top + width * IMAGE_RATIO);
    marks.push(Mark::Rect { rect: picture, radius: 0.0, role: Role::Band });
    if frame.assumed {
        marks.push(Mark::Hatch { path: kurbo::Shape::to_path(&picture, 0.1), role: Role::HatchAssumed });
    }
    match &frame.image {
        Some((href, alternative)) => marks.push(Mark::Image {
            rect: picture,
            href: Cow::Borrowed(href),
            alternative: Cow::Borrowed(alternative),
        }),
        None => push_stand_in(marks, frame, picture),
    }
    let number = TextBlock::wrapped(fonts, SMALL, &frame.number, width * 0.4);
    let inset = if number.is_empty() { 0.0 } else { number.width() + 8.0 };
    let face = if frame.valence.is_some() { 28.0 } else { 0.0 };
    let words = Words {
        name: TextBlock::wrapped(fonts, BODY_STRONG, &frame.name, width - inset),
        number,
        captions: frame.captions.iter().map(|caption| TextBlock::wrapped(fonts, BODY, caption, width)).collect(),
        quote: TextBlock::wrapped(fonts, ASIDE, &frame.quote, width),
        feeling: TextBlock::wrapped(fonts, SMALL, &frame.feeling, width - face),
    };
    let mut y = picture.y1 + 10.0;
    let head_height = words.name.height().max(words.number.height());
    push_linked(marks, frame.href.as_deref(), &frame.name, |marks| {
        words.number.place(
            marks,
            x,
            y + first_baseline(&BODY_STRONG) - first_baseline(&SMALL),
            Anchor::Start,
            Role::Muted,
            Casing::None,
        );
        words.name.place(marks, x + inset, y, Anchor::Start, Role::Ink, Casing::None);
    });
    y += head_height + 3.0;
    let mut n_captions = 0;
    let captions = words.captions.into_iter().filter(|block| !block.is_empty()).map(|block| {
        n_captions += 1;
        (block, if n_captions > 1 { 4.0 } else { 0.0 })
    });
    let told: Vec<(TextBlock<'a>, f64)> = captions.chain(Some((words.quote, 5.0))).collect();
    for (block, gap) in told {
        if block.is_empty() {
            continue;
        }
        let next = y + gap + block.height();
        block.place(marks, x, y + gap, Anchor::Start, Role::Ink, Casing::None);
        y = next;
    }
    if frame.valence.is_none() && words.feeling.is_empty() {
        return y;
    }
    let height = words.feeling.height().max(if face > 0.0 { 22.0 } else { 0.0 });
    let middle = y + 8.0 + height / 2.0;
    if let Some(valence) = frame.valence {
        marks.push(Mark::Face(FaceMark {
            center: Point::new(x + 11.0, middle),
            scale: 0.75,
            valence,
            persona: frame.persona,
            assumed: frame.assumed,
        }));
    }
    let feeling_top = middle - words.feeling.height() / 2.0;
    words.feeling.place(marks, x + face, feeling_top, Anchor::Start, Role::Muted, Casing::None);
    middle + height / 2.0
}

/// A floor, a person with the face of the moment, and the channel's icon in a bubble.
fn push_stand_in(marks: &mut Vec<Mark<'_>>, frame: &StoryboardFrame<'_>, picture: Rect) {
    let unit = picture.height() / 100.0;
    let floor = picture.y0 + 88.0 * unit;
    marks.push(line(picture.x0 + 8.0, floor, picture.x1 - 8.0, floor, Role::NeutralLine));
    let x = picture.x0 + picture.width() * if frame.channel.is_some() { 0.4 } else { 0.5 };
    let mut shoulders = BezPath::new();
    shoulders.move_to((x - 24.0 * unit, floor));
    shoulders.curve_to(
        (x - 24.0 * unit, floor - 26.0 * unit),
        (x - 14.0 * unit, floor - 30.0 * unit),
        (x, floor - 30.0 * unit),
    );
    shoulders.curve_to(
        (x + 14.0 * unit, floor - 30.0 * unit),
        (x + 24.0 * unit, floor - 26.0 * unit),
        (x + 24.0 * unit, floor),
    );
    shoulders.close_path();
    marks.push(Mark::Path { path: shoulders, role: Role::Track });
    let center = Point::new(x, floor - 46.0 * unit);
    marks.push(Mark::Face(FaceMark {
        center,
        scale: 1.5 * unit,
        valence: frame.valence.unwrap_or(0.0),
        persona: frame.persona,
        assumed: frame.assumed,
    }));
    if let Some(name) = frame.channel {
        let size = 20.0 * unit;
        let center = Point::new(picture.x0 + picture.width() * 0.72, picture.y0 + 34.0 * unit);
        marks.push(Mark::Circle { center, radius: size * 0.95, role: Role::Paper });
        marks.push(Mark::Icon { name, center, size, role: Role::IconInk });
    }
}

/// Each frame with its feeling.
pub fn describe_storyboard(data: &StoryboardData<'_>, options: &StoryboardOptions<'_>) -> String {
    let sentence = |frame: &StoryboardFrame<'_>| {
        fill_pattern(
            &options.sentence,
            &[
                ("number", &frame.number),
                ("name", &frame.name),
                ("caption", &frame.captions.join(" ")),
                ("feeling", &frame.feeling),
            ],
        )
    };
    join_sentences(&data.frames.iter().filter(|frame| !frame.feeling.is_empty()).map(sentence).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::chart::checks::{any_label, check_sound};
    use crate::diagram::text_metrics::tests::shipped;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn sound_for_any_frames(
            frames in prop::collection::vec(((any_label(), any_label(), any_label()), (any_label(), any_label()), prop::option::of(-1.0f64..1.0), prop::option::of(0u8..5), any::<bool>()), 0..9),
            width in 220.0f64..1400.0,
        ) {
            let frames = frames.into_iter().map(|((number, name, caption), (quote, feeling), valence, persona, is_seen)| StoryboardFrame {
                number: number.into(), name: name.into(), captions: vec![caption.clone().into(), caption.into()], quote: quote.into(), feeling: feeling.into(), valence, persona,
                image: is_seen.then(|| ("a.jpg".into(), "A crate".into())), channel: Some(IconName::Door), assumed: is_seen, href: None,
            }).collect();
            let data = StoryboardData { frames, ..StoryboardData::default() };
            prop_assert_eq!(check_sound(&layout_storyboard(&data, &StoryboardOptions { width, ..StoryboardOptions::default() }, &shipped())), Ok(()));
        }
    }
}
