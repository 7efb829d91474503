//! A picture as HTML: the drawing (with a second form for phones where it has one), its words, and its numbers as a table.

use super::chart::{
    CURVE_FORMS, Chart, DataTable, NarrowForm, PAGE_WIDTH, Picture, TABLET_WIDTH, UPRIGHT_TABLET_WIDTH,
};
use super::curve::embedded_curve_options;
use super::natural_size;
use crate::diagram::Scene;
use crate::diagram::curve::{CurveData, CurveWords, layout_curve, layout_curve_upright};
use crate::links::push_escaped;
use crate::view::PageContext;
use crate::view::parts::anchor_html;

/// The column of a tablet that is held upright.
const TABLET_COLUMN: f64 = 720.0;
/// On the widest page the column is as wide as the style sheet's `--page` without its gutters.
const WIDEST_PAGE: f64 = 1472.0 - 2.0 * 40.0;

/// A picture below a heading that names it and says its sentence: drawing, note and table.
/// Returns it and the sentence, which is empty where it would only list what is seen.
pub(crate) fn picture_html(page: &PageContext<'_>, picture: &Picture<'_>, width: f64) -> (String, String) {
    let mut html = String::from("<div class=\"picture\">");
    let sentence = push_drawings(page, picture, width, &mut html);
    if !picture.note.is_empty() {
        html.push_str("<p class=\"picture-note\">");
        push_escaped(&mut html, &picture.note);
        html.push_str("</p>");
    }
    push_table(page, picture, &mut html);
    html.push_str("</div>");
    (html, if picture.chart.has_finding() { sentence } else { String::new() })
}

/// A picture among a writer's words: with its title, its sentence and links to what it is about.
pub(crate) fn write_figure(page: &PageContext<'_>, picture: &Picture<'_>, width: f64, html: &mut String) {
    let is_slim = picture.chart.widest() < PAGE_WIDTH;
    html.push_str(if is_slim {
        "<figure class=\"embedded-picture picture picture-slim\">"
    } else {
        "<figure class=\"embedded-picture picture\">"
    });
    let sentence = push_drawings(page, picture, width, html);
    html.push_str("<figcaption><b>");
    push_escaped(html, &picture.title);
    html.push_str("</b>");
    if picture.chart.has_finding() {
        html.push(' ');
        push_escaped(html, &sentence);
    }
    if !picture.note.is_empty() {
        html.push(' ');
        push_escaped(html, &picture.note);
    }
    for link in &picture.links {
        html.push(' ');
        html.push_str(&anchor_html(&link.href, &link.label));
    }
    // A figure holds one caption and its picture, and nothing beside them.
    push_table(page, picture, html);
    html.push_str("</figcaption></figure>");
}

/// A picture that a writer asked for and for which the maps hold nothing: a sentence instead of an empty frame.
pub(crate) fn write_nothing(page: &PageContext<'_>, key: &str, html: &mut String) {
    html.push_str("<p class=\"picture-missing muted\">");
    push_escaped(html, page.strings().text(key));
    html.push_str("</p>");
}

/// Returns the drawing's sentence.
fn push_drawings(page: &PageContext<'_>, picture: &Picture<'_>, width: f64, html: &mut String) -> String {
    let fonts = page.render.fonts;
    let wide = picture.chart.layout(fonts, width.min(picture.chart.widest()));
    let sentence = wide.description.to_string();
    html.push_str(&form_drawings(page, &picture.title, wide, picture.chart.narrow_forms(), |form| {
        picture.chart.layout(fonts, form.width)
    }));
    sentence
}

/// All forms of a drawing, each in a box of its own; the style sheet shows one of them.
fn form_drawings<'s>(
    page: &PageContext<'_>,
    title: &str,
    wide: Scene<'s>,
    forms: &[NarrowForm],
    layout: impl Fn(&NarrowForm) -> Scene<'s>,
) -> String {
    // Where there is no more room than that, a narrow form would be the same once more.
    let forms: Vec<&NarrowForm> = forms.iter().filter(|form| form.width * 1.2 < wide.size.width).collect();
    let mut drawings = vec![(wide, "", PAGE_WIDTH)];
    for form in &forms {
        let mut scene = layout(form);
        scene.id = format!("{}-{}", scene.id, form.id).into();
        drawings.push((scene, form.class, form.width));
    }
    let scales = drawings.iter().map(|(scene, ..)| printed_scale(scene)).enumerate();
    // The wide form uses a sheet best; another has to gain a fifth.
    let printed = scales.reduce(|best, next| if next.1 > best.1 * 1.2 { next } else { best });
    let mut html = String::new();
    for (index, (scene, class, room)) in drawings.iter().enumerate() {
        let narrower = forms.get(index).map_or("", |next| next.wider_class);
        let on_paper = match printed {
            _ if forms.is_empty() => "",
            Some((chosen, _)) if chosen == index => "picture-printed",
            _ => "picture-unprinted",
        };
        // What is drawn for about the width of a column grows with it.
        let fills = match scene.size.width.round() {
            width if (TABLET_WIDTH..=TABLET_COLUMN).contains(&width) => "picture-fills-tablet",
            width if (PAGE_WIDTH..=WIDEST_PAGE).contains(&width) => "picture-fills-page",
            _ => "",
        };
        let classes: Vec<&str> =
            [*class, narrower, on_paper, fills].into_iter().filter(|class| !class.is_empty()).collect();
        let drawing = natural_size(&page.draw(|sprite| sprite.picture(scene)), scene);
        html.push_str(&scrolling(page, &drawing, title, &classes.join(" "), hint_for(scene, *room)));
    }
    html
}

/// How large a drawing comes out on a sheet of A4 or Letter that is held upright: it has to fit, and is not enlarged.
/// The room is that of the style sheet, in pixels of 1/96 inch.
fn printed_scale(scene: &Scene<'_>) -> f64 {
    (680.0 / scene.size.width).min(775.0 / scene.size.height).min(1.0)
}

/// Whether a drawing will not fit where there is about so much room: a phone in the hand is wider than the narrowest.
fn hint_for(scene: &Scene<'_>, room: f64) -> Option<ScrollHint> {
    if room < PAGE_WIDTH {
        return (scene.size.width > room + 60.0).then_some(ScrollHint::Always);
    }
    ScrollHint::on_page(scene.size.width)
}

/// Who is told that a picture moves sideways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScrollHint {
    Always,
    /// Not those whose window has room for the widest page.
    BelowWidestPage,
}

impl ScrollHint {
    /// Of a picture that is drawn for the main column of a page.
    pub(super) fn on_page(width: f64) -> Option<Self> {
        match width {
            _ if width <= PAGE_WIDTH => None,
            _ if width <= WIDEST_PAGE => Some(Self::BelowWidestPage),
            _ => Some(Self::Always),
        }
    }
}

/// A drawing at its natural size in a box of its own, which scrolls where it has less room.
pub(super) fn scrolling(
    page: &PageContext<'_>,
    drawing: &str,
    title: &str,
    class: &str,
    hint: Option<ScrollHint>,
) -> String {
    let mut html = String::from("<div class=\"scroll");
    if !class.is_empty() {
        html.push(' ');
        html.push_str(class);
    }
    html.push_str("\" tabindex=\"0\" role=\"region\" aria-label=\"");
    push_escaped(&mut html, &page.strings().fill("picture.scrolls", None, &[("title", title)]));
    html.push_str("\">");
    if let Some(hint) = hint {
        // It stays where it is while the picture moves.
        html.push_str(match hint {
            ScrollHint::Always => "<p class=\"scroll-hint\">",
            ScrollHint::BelowWidestPage => "<p class=\"scroll-hint below-widest-page\">",
        });
        push_escaped(&mut html, page.strings().text("picture.scroll_hint"));
        html.push_str("</p>");
    }
    html.push_str(drawing);
    html.push_str("</div>");
    html
}

/// An emotion curve: side by side where there is room, upright where there is less. Also whether it is slim.
pub(super) fn curve_drawings(
    page: &PageContext<'_>,
    data: &CurveData<'_>,
    words: &CurveWords<'_>,
    title: &str,
) -> (String, bool) {
    let fonts = page.render.fonts;
    let wide = layout_curve(data, fonts, words, &embedded_curve_options(data, page.picture_width.get()));
    let is_slim = wide.size.width <= UPRIGHT_TABLET_WIDTH;
    let drawings = form_drawings(page, title, wide, &CURVE_FORMS, |form| {
        let mut scene = layout_curve_upright(data, fonts, words, form.width);
        scene.id = data.id.clone();
        scene
    });
    (drawings, is_slim)
}

fn push_table(page: &PageContext<'_>, picture: &Picture<'_>, html: &mut String) {
    let DataTable { columns, rows } = &picture.table;
    if rows.is_empty() {
        return;
    }
    html.push_str("<details class=\"picture-table\"><summary>");
    push_escaped(html, page.strings().text("picture.as_table"));
    html.push_str("</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    push_escaped(html, &page.strings().fill("picture.table_scrolls", None, &[("title", &picture.title)]));
    html.push_str("\"><table class=\"data-table\"><caption class=\"visually-hidden\">");
    push_escaped(html, &picture.title);
    html.push_str("</caption><thead><tr>");
    for (head, is_number) in columns {
        html.push_str(if *is_number { "<th scope=\"col\" class=\"align-end\">" } else { "<th scope=\"col\">" });
        push_escaped(html, head);
        html.push_str("</th>");
    }
    html.push_str("</tr></thead><tbody>");
    for row in rows {
        html.push_str("<tr>");
        for (index, cell) in row.iter().enumerate() {
            let is_number = columns.get(index).is_some_and(|column| column.1);
            html.push_str(match (index, is_number) {
                (0, _) => "<th scope=\"row\">",
                (_, true) => "<td class=\"align-end number\">",
                (_, false) => "<td>",
            });
            html.push_str(cell);
            html.push_str(if index == 0 { "</th>" } else { "</td>" });
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table></div></details>");
}

impl Chart<'_> {
    /// Whether the generated sentence says what is not read at a glance. That of the others lists what stands in the drawing:
    /// it is for those who do not see it.
    fn has_finding(&self) -> bool {
        matches!(self, Chart::Flow(..) | Chart::Timeline(..) | Chart::HeatMap(..) | Chart::History(..))
    }
}
