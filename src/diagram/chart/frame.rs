//! What a picture needs around it when it is taken out of its page: margins, and its title.

use kurbo::Vec2;

use crate::diagram::scene::{Anchor, Casing, Role, Scene, shift_marks};
use crate::diagram::text_block::TextBlock;
use crate::diagram::text_metrics::{FontBook, TextStyle, Typeface};

const MARGIN: f64 = 32.0;
const BELOW_TITLE: f64 = 20.0;
const TITLE: TextStyle = TextStyle::new(Typeface::SerifSemibold, 34.0, 1.12);
/// Over small pictures.
const SMALL_TITLE: TextStyle = TextStyle::new(Typeface::SerifSemibold, 24.0, 1.15);
const SMALL: f64 = 760.0;

/// The same scene, larger by its title and margins.
pub(crate) fn frame_picture<'a>(mut scene: Scene<'a>, fonts: &FontBook) -> Scene<'a> {
    let style = if scene.size.width < SMALL { SMALL_TITLE } else { TITLE };
    let title = TextBlock::balanced(fonts, style, &scene.title, scene.size.width).into_owned();
    let head = if title.is_empty() { 0.0 } else { title.height() + BELOW_TITLE };
    shift_marks(&mut scene.marks, Vec2::new(MARGIN, MARGIN + head));
    title.place(&mut scene.marks, MARGIN, MARGIN, Anchor::Start, Role::Ink, Casing::None);
    scene.size.width += 2.0 * MARGIN;
    scene.size.height = (scene.size.height + 2.0 * MARGIN + head).ceil();
    scene
}
